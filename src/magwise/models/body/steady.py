"""Where a day that repeats itself leaves a body: the state a simulation starts from.

Usual intake and fasting serum are known or drawn; the tubular maximum is what makes them belong
together. The gut repeats exactly from day to day; the quick tissues and the tubule are found with
Newton's method on one simulated day; the slow tissues sit at their balance with mean serum.
"""

from dataclasses import dataclass

import numpy as np

from magwise.models.body.course import Array, Bolus, Course, stops_of
from magwise.models.body.flows import ORDER
from magwise.models.body.running import Integrate
from magwise.models.body.states import N_STATES, N_TALLIES, Parameters, State

_P = {name: i for i, name in enumerate(Parameters._fields)}
_Y = {name: i for i, name in enumerate(ORDER)}
_GUT = [_Y[name] for name in State._fields[:6]]
ROUNDS = 8
CLOSE = 1e-7  # relative; of what a day changes


@dataclass(frozen=True, slots=True)
class Settled:
    """A body in its usual day: state at the start of the day and the solved constants."""

    state: Array  # [states and tallies, people]
    parameters: Array
    balanced: Array  # 0 where intake is too low for this serum, and the tubule was set at its end


def settle(parameters: Array, day: tuple[Bolus, ...], scale: Array, run: Integrate) -> Settled:
    """The state that a usual day brings back, and the tubular maximum that goes with it.

    Parameters
    ----------
    parameters
        ``[parameters, people]``; the tubular maximum in it is only a first guess.
    day
        What is eaten on the usual day, hours after its start, which is a fasting moment.
    """
    p = parameters.copy()
    people = p.shape[1]
    stops = stops_of(Course(24.0, day, output_hours=(0.0, 24.0)), ORDER)

    def one_day(start: Array, constants: Array, lanes: int = 1) -> Array:
        found: Array = run(start, constants, stops, np.tile(scale, (1, lanes)), 2)[1]
        return found

    fasting = p[_P["reference_mmol_per_l"]] - 0.026
    fasting = p[_P["reference_mmol_per_l"]] * fasting / (fasting + 0.026)
    ratio = fasting / p[_P["reference_mmol_per_l"]]
    y = np.zeros((N_STATES + N_TALLIES, people))
    y[_Y["extracellular"]] = fasting * p[_P["volume_l"]]
    y[_Y["fast"]] = p[_P["fast_mmol"]] * ratio
    y[_Y["exchangeable"]] = p[_P["exchangeable_mmol"]]
    y[_Y["slow"]] = p[_P["slow_mmol"]]
    y[_Y["labile_bone"]] = p[_P["labile_bone_mmol"]]
    y[_Y["deep_bone"]] = p[_P["deep_bone_mmol"]]
    y[_Y["red_cells"]] = p[_P["red_cell_mmol_per_l"]]
    # the gut: what the evening leaves, and a colon that brings itself back
    first = one_day(y, p)
    kept = np.exp(-24 * (p[_P["colon_transit_per_h"]] + p[_P["colon_uptake_per_h"]]))
    y[_GUT] = first[_GUT]
    y[_Y["colon"]] = first[_Y["colon"]] / (1 - kept)
    colon_share = p[_P["colon_uptake_per_h"]] / (
        p[_P["colon_transit_per_h"]] + p[_P["colon_uptake_per_h"]]
    )
    absorbed = first[_Y["absorbed"]] + y[_Y["colon"]] * (1 - kept) * colon_share
    p[_P["tubular_max_mmol_per_h"]], balanced = _tubule(p, absorbed)
    guess_state, guess_tubule = y.copy(), p[_P["tubular_max_mmol_per_h"]].copy()
    unknown = (_Y["fast"], _Y["exchangeable"])
    t = _P["tubular_max_mmol_per_h"]
    slopes: Array | None = None
    for _ in range(ROUNDS):
        if slopes is None:
            sizes = np.stack([y[unknown[0]] * 1e-4, y[unknown[1]] * 1e-4, p[t] * 1e-5])
            starts = np.tile(y, (1, 4))
            many = np.tile(p, (1, 4))
            for i in range(3):
                here = slice((i + 1) * people, (i + 2) * people)
                if i < 2:
                    starts[unknown[i], here] += sizes[i]
                else:
                    many[t, here] += sizes[i]
            ends = one_day(starts, many, 4)
            wrong = _changes(starts, ends).reshape(3, 4, people)
            slopes = np.stack([(wrong[:, i + 1] - wrong[:, 0]) / sizes[i] for i in range(3)], -2)
            off = wrong[:, 0]
            end = ends[:, :people]
        else:
            end = one_day(y, p)
            off = _changes(y, end)
        y[_GUT] = end[_GUT]
        mean = end[_Y["endogenous"]] / (24 * p[_P["endogenous_mmol_per_h"]])
        for name in ("slow", "labile_bone", "deep_bone"):
            y[_Y[name]] = p[_P[f"{name}_mmol"]] * mean
        y[_Y["red_cells"]] = p[_P["red_cell_mmol_per_l"]] * mean ** p[_P["red_cell_exponent"]]
        if np.abs(off[:, balanced > 0]).max(initial=0.0) < CLOSE * 10:
            break
        matrix = np.stack([[slopes[r, c] for c in range(3)] for r in range(3)])
        flat = np.eye(3) * 1e-12
        step = np.linalg.solve(np.moveaxis(matrix, -1, 0) + flat, -off.T[..., None])[..., 0].T
        y[unknown[0]] += np.clip(step[0], -0.3 * y[unknown[0]], 0.3 * y[unknown[0]])
        y[unknown[1]] += np.clip(step[1], -0.3 * y[unknown[1]], 0.3 * y[unknown[1]])
        p[t] = np.maximum(0.0, p[t] + step[2])
    lost = (np.abs(off).max(axis=0) > 1e-3) | ~np.isfinite(off).all(axis=0) | (balanced == 0)
    # too little comes in for this serum: such a person is not in balance, and starts at the guess
    y[:, lost] = guess_state[:, lost]
    p[t, lost] = guess_tubule[lost]
    return Settled(y, p, np.where(lost, 0.0, balanced))


def _changes(start: Array, end: Array) -> Array:
    rows = [_Y["extracellular"], _Y["fast"], _Y["exchangeable"]]
    found: Array = end[rows] - start[rows]
    return found


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
