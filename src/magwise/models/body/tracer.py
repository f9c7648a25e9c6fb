"""Labelled magnesium: what share of one labelled dose is absorbed and comes back in urine.

A label goes along with the whole: where a tenth of the magnesium is labelled, a tenth of what
leaves is. The totals are those of `flows`; this adds a labelled copy of each state.
"""

from collections.abc import Sequence

import numpy as np

from magwise.models.body.course import Act, Array, Bolus, Course, stops_of
from magwise.models.body.flows import FLOWS, ORDER
from magwise.models.body.lockstep import integrate
from magwise.models.body.states import N_STATES, N_TALLIES, Drive, Parameters, State

LABELLED = tuple(f"labelled:{name}" for name in ORDER)
_TINY = 1e-12


def _rates(y: Array, out: Array, p: Parameters, stops: object, act: Array) -> None:
    rows = N_STATES + N_TALLIES
    whole = State(*y[:N_STATES])
    label = State(*y[rows : rows + N_STATES])
    total = FLOWS(whole, p, Drive(0.0, 0.0, 0.0, act[0], act[1], act[2]))
    for i, rate in enumerate(total):
        out[i] = rate
    most, half = p.uptake_step_mmol_per_h, p.half_uptake_step_mmol

    def uptake(amount: Array, labelled: Array) -> Array:
        found: Array = (most / (half + np.maximum(amount, 0)) + p.passive_per_h) * labelled
        return found

    up_1 = uptake(whole.intestine_1, label.intestine_1)
    up_2 = uptake(whole.intestine_2, label.intestine_2)
    up_3 = uptake(whole.intestine_3, label.intestine_3)
    emptied = p.gastric_fed_per_h * label.stomach_fed + p.gastric_fasted_per_h * (
        label.stomach_fasted
    )
    from_colon = p.colon_uptake_per_h * label.colon
    absorbed = up_1 + up_2 + up_3 + from_colon
    share = label.extracellular / np.maximum(whole.extracellular, _TINY)
    relative = label.extracellular / (p.volume_l * p.reference_mmol_per_l)
    urine = total[ORDER.index("urine")] * share
    endogenous = total[ORDER.index("endogenous")] * share
    tissue = [
        p.fast_per_h * (p.fast_mmol * relative - label.fast),
        p.exchangeable_per_h * (p.exchangeable_mmol * relative - label.exchangeable),
        p.slow_per_h * (p.slow_mmol * relative - label.slow),
        p.labile_bone_per_h * (p.labile_bone_mmol * relative - label.labile_bone),
        p.deep_bone_per_h * (p.deep_bone_mmol * relative - label.deep_bone),
    ]
    rates = [
        -p.gastric_fed_per_h * label.stomach_fed,
        -p.gastric_fasted_per_h * label.stomach_fasted,
        emptied - p.transit_per_h * label.intestine_1 - up_1,
        p.transit_per_h * (label.intestine_1 - label.intestine_2) - up_2,
        p.transit_per_h * (label.intestine_2 - label.intestine_3) - up_3,
        p.transit_per_h * label.intestine_3 - p.colon_transit_per_h * label.colon - from_colon,
        absorbed - urine - endogenous - sum(tissue),
        *tissue,
        np.zeros_like(urine),
        absorbed,
        urine,
        p.colon_transit_per_h * label.colon,
        endogenous,
        np.zeros_like(urine),
    ]
    for i, rate in enumerate(rates):
        out[rows + i] = rate


def follow_label(
    state: Array,
    parameters: Array,
    boluses: Sequence[Bolus],
    labelled: Sequence[Bolus],
    scale: Array,
    hours: float,
    acts: Sequence[Act] = (),
) -> dict[str, Array]:
    """Share of the labelled dose in each labelled state and tally at the end, ``[people]``.

    ``labelled`` boluses must also stand in ``boluses``: a label adds no magnesium by itself.
    """
    marked = [Bolus(b.hour, f"labelled:{b.target}", b.mmol, b.scale) for b in labelled]
    course = Course(hours, (*boluses, *marked), tuple(acts), (), (hours,), scale)
    order = (*ORDER, *LABELLED)
    start = np.concatenate([state, np.zeros_like(state)])
    end = integrate(start, parameters, stops_of(course, order), scale, 1, rates=_rates)[0]
    given = sum(b.mmol * scale[b.scale] for b in labelled)
    rows = N_STATES + N_TALLIES
    return {name: end[rows + i] / given for i, name in enumerate(ORDER)}
