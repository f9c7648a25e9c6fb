"""Where a day that repeats itself leaves a body: the state a simulation starts from.

Usual intake and fasting serum are known or drawn; the tubular maximum is what makes them belong
together. The gut repeats itself after two or three days. Blood and tissues start a linear day
with the modes that it brings back; what the kidney's curve differs from its line, and the tubular
maximum, are found by repetition.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.models.body.blood import Window, road_of
from magwise.models.body.course import Array, Bolus, Course, stops_of
from magwise.models.body.days import Kitchen, Uptake, days_of
from magwise.models.body.flows import ORDER, red_cell_target
from magwise.models.body.integration import NUMPY, Loops
from magwise.models.body.panels import WHOLE, Chain, respond
from magwise.models.body.pools import LINE_AT, POOL_ROWS, Pools, pools_of_people
from magwise.models.body.states import GUT, N_STATES, N_TALLIES, POOLS, Parameters

_P = {name: i for i, name in enumerate(Parameters._fields)}
_Y = {name: i for i, name in enumerate(ORDER)}
_TUBULE = _P["tubular_max_mmol_per_h"]
DAYS_OF_GUT = 5  # until it repeats itself; the last ones are usually known already
ROUNDS = 60
_MOST_STEP = 3.0  # of the tubule in a round, in splays
CLOSE = 1e-9  # relative change of blood in a round
FASTING_BELOW_MEAN_MMOL_PER_L = 0.026
RELATIVE, ABSOLUTE_MMOL = 1e-7, 1e-9


@dataclass(frozen=True, slots=True)
class Settled:
    """A body in its usual day: state at the start of the day and the solved constants."""

    state: Array  # [states and tallies, people]
    parameters: Array
    balanced: Array  # 0 where intake is too low for this serum, and the tubule was set at its end


def settle(
    parameters: Array, day: tuple[Bolus, ...], scale: Array, *, loops: Loops = NUMPY
) -> Settled:
    """The state that a usual day brings back, and the tubular maximum that goes with it.

    Parameters
    ----------
    parameters
        ``[parameters, people]``; the tubular maximum in it is only a first guess.
    day
        What is eaten on the usual day, hours after its start, which is a fasting moment.
    scale
        Factors on what is eaten, ``[rows of scale, people]``.
    loops
        Plain or compiled; see `running`.
    """
    people = parameters.shape[1]
    scale = np.broadcast_to(scale, (scale.shape[0], people))
    blocks = np.array_split(np.arange(people), max(1, round(people / loops.people)))
    found = [
        _block(np.ascontiguousarray(parameters[:, b], dtype=float), day, scale[:, b], loops)
        for b in blocks
    ]
    return Settled(
        np.concatenate([one.state for one in found], axis=1),
        np.concatenate([one.parameters for one in found], axis=1),
        np.concatenate([one.balanced for one in found]),
    )


def _block(parameters: Array, day: tuple[Bolus, ...], scale: Array, loops: Loops) -> Settled:
    p = parameters.copy()
    people = p.shape[1]
    c = Parameters(*parameters)
    y = _first_guess(c)
    blood = y[_Y["extracellular"]].copy()
    pools = pools_of_people(p, LINE_AT * c.volume_l * c.reference_mmol_per_l)
    stops = stops_of(Course(24.0, day, output_hours=(0.0, 24.0)), ORDER)
    plans, _ = days_of(stops)
    kitchen = Kitchen(p, pools, stops, scale, RELATIVE, ABSOLUTE_MMOL, loops.compartment)
    gut = len(GUT) - 1
    days, _ = kitchen.days(plans * DAYS_OF_GUT, np.zeros((gut, people)), np.zeros(people))
    usual = days[-1]
    colon = usual.by_itself.colon[-1] / (1 - usual.with_colon.colon[-1])
    y[:gut] = usual.gut[:, -1]
    y[_Y["colon"]] = colon
    absorbed = usual.by_itself.tallies[0, -1] + colon * usual.with_colon.tallies[0, -1]
    p[_TUBULE], balanced = _tubule(p, absorbed)
    modes, red_cells, tubule, close = _repeated(usual, colon, pools, c, p[_TUBULE], blood)
    held = (balanced > 0) & close & (tubule > 0)
    # too little comes in for this serum: such a person is not in balance, and starts at the guess
    states = pools.pools_of(np.where(held, modes, 0.0))
    y[POOL_ROWS] = np.where(held, states, y[POOL_ROWS])
    y[_Y["red_cells"]] = np.where(held, red_cells, y[_Y["red_cells"]])
    p[_TUBULE] = np.where(held, tubule, p[_TUBULE])
    return Settled(y, p, np.where(held, 1.0, 0.0))


def _first_guess(c: Parameters) -> Array:
    """Pools at their balance with fasting or mean serum, and an empty gut."""
    fasting = c.reference_mmol_per_l - FASTING_BELOW_MEAN_MMOL_PER_L
    y = np.zeros((N_STATES + N_TALLIES, len(fasting)))
    y[_Y["extracellular"]] = fasting * c.volume_l
    y[_Y["fast"]] = c.fast_mmol * fasting / c.reference_mmol_per_l
    for name in POOLS[2:]:
        y[_Y[name]] = getattr(c, f"{name}_mmol")
    y[_Y["red_cells"]] = c.red_cell_mmol_per_l
    return y


def _repeated(
    usual: Uptake, colon: Array, pools: Pools, c: Parameters, tubule: Array, fasting: Array
) -> tuple[Array, Array, Array, NDArray[np.bool_]]:
    """Modes and red cells that the day brings back, the tubular maximum, and who got there."""
    road = road_of([usual], pools, c, {})
    count = len(road.day)
    ending = usual.by_itself.modes[:, -1] + usual.with_colon.modes[:, -1] * colon
    all_day = slice(0, count)
    window = Window(road, all_day, colon[None], ending[None], pools)
    chain = Chain(window.keeps)
    gone = -np.expm1(-24.0 * pools.rates_per_h)
    h = window.h
    come = usual.by_itself.tallies[:, -1] + usual.with_colon.tallies[:, -1] * colon
    spare = come[0] - come[2]  # absorbed, less skin, sweat and milk
    scale = pools.above_factor / c.tubular_max_mmol_per_h / pools.splay_mmol_per_h
    blood = np.broadcast_to(fasting, (len(WHOLE), count, len(fasting)))
    modes = np.zeros_like(ending)
    change = np.full(len(fasting), np.inf)
    nothing = np.zeros_like(ending)
    for _ in range(ROUNDS):
        # the tubule that lets out what comes in; then the blood that this source gives
        curve = pools.curve(blood, tubule * scale)
        share = -np.expm1(-curve / pools.splay_mmol_per_h)
        out = (np.tensordot(WHOLE, curve, 1) * h).sum(axis=0)
        day = (np.tensordot(WHOLE, blood, 1) * h).sum(axis=0)
        slope = (np.tensordot(WHOLE, share, 1) * h).sum(axis=0) * scale * pools.splay_mmol_per_h
        lacks = spare - (pools.urine_per_h + pools.endogenous_per_h) * day - out
        step = np.clip(lacks / slope, -_MOST_STEP * c.splay_mmol_per_h, None)
        step = np.minimum(step, _MOST_STEP * c.splay_mmol_per_h)
        tubule = tubule + step
        source = curve + share * (step * scale * pools.splay_mmol_per_h) - pools.line_per_h * blood
        modes = window.passed(all_day, chain, nothing, source)[:, -1] / gone
        before = window.passed(all_day, chain, modes, source)
        found = window.given - respond(road.panels.transfer, source)
        found += np.einsum("jikn,jkn->ikn", window.free, before[:, :-1])
        found += fasting - np.einsum("jn,jn->n", pools.blood, modes)
        change = np.abs(found - blood).max(axis=(0, 1)) / fasting
        blood = found
        if not change.max() > CLOSE:
            break
    target = np.einsum("ikn,ikn->kn", road.red_gathers, red_cell_target(c, blood))
    gained = Chain(road.red_keeps)(target, nothing[0])[-1]
    red_cells: Array = gained / -np.expm1(-24.0 * c.red_cell_per_h)
    return modes, red_cells, tubule, change < 1e3 * CLOSE


def _tubule(p: Array, absorbed_per_day: Array) -> tuple[Array, Array]:
    """The tubular maximum at which mean serum loses in urine what comes in, as a first guess."""
    c = Parameters(*p)
    urine = absorbed_per_day / 24 - c.endogenous_mmol_per_h - c.skin_mmol_per_h - c.milk_mmol_per_h
    filtered = c.filtered_l_per_h * c.reference_mmol_per_l
    above = urine - c.minimum_excretion * filtered
    least = 0.02 * c.splay_mmol_per_h
    balanced = (above > least).astype(float)
    x = np.maximum(above, least) / c.splay_mmol_per_h
    excess = c.splay_mmol_per_h * (x + np.log(-np.expm1(-x)))
    return (1 - c.minimum_excretion) * filtered - excess, balanced
