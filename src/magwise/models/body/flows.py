"""The right-hand side: how magnesium flows, written once for arrays and for compiled lanes.

`make_flows` gets its curved functions as arguments, because an array library and a compiler
each have their own quick way to compute them; the equations are the same lines for both.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from magwise.models.body.states import Drive, Parameters, State, Tally

Curve = Callable[..., Any]


def softplus(x: Any) -> Any:
    """``ln(1 + exp(x))`` without overflow: the kidney's threshold with its splay."""
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def power(base: Any, exponent: Any) -> Any:
    """``base ** exponent`` for a positive base."""
    return np.power(base, exponent)


def uptake_per_h(p: Parameters, amount: Any) -> Any:
    """What a step of the intestine takes up [mmol/h]: one share saturates, one does not."""
    share = p.uptake_step_mmol_per_h / (p.half_uptake_step_mmol + amount) + p.passive_per_h
    return share * amount


def red_cell_target(p: Parameters, extracellular: Any) -> Any:
    """What red cells tend to [mmol/L] at an extracellular amount."""
    relative = extracellular / (p.volume_l * p.reference_mmol_per_l)
    return p.red_cell_mmol_per_l * power(relative, p.red_cell_exponent)


def make_flows(
    soft: Curve = softplus, raised: Curve = power, uptake: Curve = uptake_per_h
) -> Callable[..., Any]:
    """The equations of the model with these curves.

    Returns
    -------
    A function ``flows(y: State, p: Parameters, d: Drive)`` that gives the rates of change of all
    states and tallies [mmol/h], in the order of `State` and `Tally`.

    References
    ----------
    magwise-body-model
    """

    def flows(y: State, p: Parameters, d: Drive) -> tuple[Any, ...]:
        leaving_1 = p.transit_per_h * y.intestine_1
        leaving_2 = p.transit_per_h * y.intestine_2
        leaving_3 = p.transit_per_h * y.intestine_3
        uptake_1 = uptake(p, y.intestine_1)
        uptake_2 = uptake(p, y.intestine_2)
        uptake_3 = uptake(p, y.intestine_3)
        emptied_fed = p.gastric_fed_per_h * y.stomach_fed
        emptied_fasted = p.gastric_fasted_per_h * y.stomach_fasted
        colon_uptake = p.colon_uptake_per_h * y.colon
        colon_out = p.colon_transit_per_h * y.colon
        absorbed = uptake_1 + uptake_2 + uptake_3 + colon_uptake

        concentration = y.extracellular / p.volume_l
        relative = concentration / p.reference_mmol_per_l
        filtered = p.filtered_l_per_h * concentration
        above = (1.0 - p.minimum_excretion) * filtered - p.tubular_max_mmol_per_h * d.tubular_factor
        urine = p.minimum_excretion * filtered + p.splay_mmol_per_h * soft(
            above / p.splay_mmol_per_h
        )
        endogenous = p.endogenous_mmol_per_h * relative
        losses = p.skin_mmol_per_h + d.sweat_l_per_h * p.sweat_mmol_per_l + p.milk_mmol_per_h

        to_fast = p.fast_per_h * (p.fast_mmol * relative - y.fast)
        to_exchangeable = p.exchangeable_per_h * (p.exchangeable_mmol * relative - y.exchangeable)
        to_slow = p.slow_per_h * (p.slow_mmol * relative - y.slow)
        to_labile = p.labile_bone_per_h * (p.labile_bone_mmol * relative - y.labile_bone)
        to_deep = p.deep_bone_per_h * (p.deep_bone_mmol * relative - y.deep_bone)
        tissue = to_fast + to_exchangeable + to_slow + to_labile + to_deep
        red_target = p.red_cell_mmol_per_l * raised(relative, p.red_cell_exponent)
        return (
            d.release_fed - emptied_fed,
            d.release_fasted - emptied_fasted,
            emptied_fed + emptied_fasted - leaving_1 - uptake_1,
            leaving_1 - leaving_2 - uptake_2,
            leaving_2 - leaving_3 - uptake_3,
            leaving_3 - colon_out - colon_uptake,
            absorbed + d.infusion - urine - endogenous - losses - tissue,
            to_fast,
            to_exchangeable,
            to_slow,
            to_labile,
            to_deep,
            p.red_cell_per_h * (red_target - y.red_cells),
            absorbed,
            urine,
            colon_out + d.passed,
            endogenous,
            losses,
        )

    return flows


ORDER = State._fields + Tally._fields
FLOWS = make_flows()
assert len(ORDER) == len(State._fields) + len(Tally._fields)
