"""The same equations compiled: a few people side by side in the lanes of the processor.

Needs numba (the extra ``fast``). The right-hand side is `flows.make_flows`; only its two curved
functions are written out in plain arithmetic here, so that the compiler can run them in vectors.
"""

import math
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.models.body import lockstep
from magwise.models.body.course import LOSS_OF_SOLID_PER_H, Array, Stops
from magwise.models.body.flows import ORDER, make_flows, uptake_per_h
from magwise.models.body.lockstep import ABSOLUTE_MMOL, FIRST_STEP_H, MOST_STEPS, RELATIVE, method
from magwise.models.body.states import (
    N_PARAMETERS,
    N_STATES,
    N_TALLIES,
    Drive,
    Parameters,
    State,
)

LANES = 16
_MATH = {"contract", "nsz", "arcp", "nnan", "ninf", "reassoc"}


def _njit(**options: Any) -> Callable[[Any], Any]:
    """Numba's compiler, typed."""
    found: Callable[[Any], Any] = numba.njit(**options)
    return found


@_njit(inline="always")
def _exp_small(x: float) -> float:
    """``exp(x)`` for |x| below 0.7: Taylor's series, error below 1e-15."""
    total = 1.0 + x * (1.0 / 14.0)
    total = 1.0 + x * total * (1.0 / 13.0)
    total = 1.0 + x * total * (1.0 / 12.0)
    total = 1.0 + x * total * (1.0 / 11.0)
    total = 1.0 + x * total * (1.0 / 10.0)
    total = 1.0 + x * total * (1.0 / 9.0)
    total = 1.0 + x * total * (1.0 / 8.0)
    total = 1.0 + x * total * (1.0 / 7.0)
    total = 1.0 + x * total * (1.0 / 6.0)
    total = 1.0 + x * total * (1.0 / 5.0)
    total = 1.0 + x * total * (1.0 / 4.0)
    total = 1.0 + x * total * (1.0 / 3.0)
    total = 1.0 + x * total * (1.0 / 2.0)
    return 1.0 + x * total


@_njit(inline="always")
def _log_ratio(s: float) -> float:
    """``ln((1 + s) / (1 - s))`` for |s| up to 1/3."""
    q = s * s
    total = 1.0 / 31.0
    total = total * q + 1.0 / 29.0
    total = total * q + 1.0 / 27.0
    total = total * q + 1.0 / 25.0
    total = total * q + 1.0 / 23.0
    total = total * q + 1.0 / 21.0
    total = total * q + 1.0 / 19.0
    total = total * q + 1.0 / 17.0
    total = total * q + 1.0 / 15.0
    total = total * q + 1.0 / 13.0
    total = total * q + 1.0 / 11.0
    total = total * q + 1.0 / 9.0
    total = total * q + 1.0 / 7.0
    total = total * q + 1.0 / 5.0
    total = total * q + 1.0 / 3.0
    return 2.0 * s * (total * q + 1.0)


@_njit(inline="always")
def _softplus(x: float) -> float:
    size = min(abs(x), 40.0)
    u = _exp_small(size * (-1.0 / 64.0))
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    found: float = max(x, 0.0) + _log_ratio(u / (2.0 + u))
    return found


@_njit(inline="always")
def _power(base: float, exponent: float) -> float:
    """``base ** exponent`` by the logarithm of the fourth root; base within 0.06 to 16."""
    root = math.sqrt(math.sqrt(max(base, 1e-9)))
    whole = _exp_small(exponent * _log_ratio((root - 1.0) / (root + 1.0)))
    whole = whole * whole
    found: float = whole * whole
    return found


_uptake = _njit(inline="always")(uptake_per_h)
_flows = _njit(inline="always")(make_flows(_softplus, _power, _uptake))


def _source(solids: int) -> str:
    """The loop over lanes for a number of solids, written out by name from `states`.

    All places are plain numbers, so that the compiler sees that nothing overlaps and runs the
    lanes in vectors.
    """

    def at(row: int, array: str = "y") -> str:
        return f"{array}[{row * LANES} + i]"

    lines = []
    for s in range(solids):
        lines.append(f"    gone_{s} = LOSS_OF_SOLID_PER_H * {at(s)}")
        lines.append(f"    released_{s} = dissolution[{s}] * {at(s)}")
        lines.append(f"    {at(s, 'out')} = -(released_{s} + gone_{s})")
    fed = " + ".join(f"fed[{s}] * released_{s}" for s in range(solids)) or "0.0"
    fasted = " + ".join(f"(1.0 - fed[{s}]) * released_{s}" for s in range(solids)) or "0.0"
    passed = " + ".join(f"gone_{s}" for s in range(solids)) or "0.0"
    states = ", ".join(at(solids + i) for i in range(N_STATES))
    values = ", ".join(at(i, "parameters") for i in range(N_PARAMETERS))
    lines.append(f"    drive = Drive({fed}, {fasted}, {passed}, infusion, sweat, factor)")
    lines.append(f"    r = _flows(State({states}), Parameters({values}), drive)")
    lines += [f"    {at(solids + i, 'out')} = r[{i}]" for i in range(N_STATES + N_TALLIES)]
    body = "\n".join(f"    {line}" for line in lines)
    return (
        f"def rates_{solids}(y, parameters, act, dissolution, fed, out):\n"
        "    infusion, sweat, factor = act[0], act[1], act[2]\n"
        f"    for i in range({LANES}):\n{body}\n"
    )


MOST_SOLIDS = 3
_NAMES = (Drive, Parameters, State, LOSS_OF_SOLID_PER_H)  # what the written-out loops refer to
for _count in range(MOST_SOLIDS + 1):
    exec(compile(_source(_count), __file__, "exec"), globals())
_compiled = _njit(fastmath=_MATH, error_model="numpy", cache=True)
_rates_0, _rates_1 = _compiled(globals()["rates_0"]), _compiled(globals()["rates_1"])
_rates_2, _rates_3 = _compiled(globals()["rates_2"]), _compiled(globals()["rates_3"])


@_njit(fastmath=_MATH)
def _rates(y: Any, parameters: Any, act: Any, dissolution: Any, fed: Any, out: Any) -> None:
    solids = len(dissolution)
    if solids == 0:
        _rates_0(y, parameters, act, dissolution, fed, out)
    elif solids == 1:
        _rates_1(y, parameters, act, dissolution, fed, out)
    elif solids == 2:
        _rates_2(y, parameters, act, dissolution, fed, out)
    else:
        _rates_3(y, parameters, act, dissolution, fed, out)


@_njit(fastmath=_MATH, nogil=True, cache=True)
def _follow(
    y: Any, parameters: Any, hours: Any, bolus_from: Any, row: Any, amount: Any, scale_row: Any,
    acts: Any, output: Any, dissolution: Any, fed: Any, scale: Any, results: Any, relative: Any,
    absolute: Any, a: Any, b: Any, error: Any, error_low: Any, eighth: Any,
) -> int:  # fmt: skip
    stages = len(b)
    size = len(y)
    rows = size // LANES
    k = np.zeros((stages + 1, size))
    moved = np.empty(size)
    new = np.empty(size)
    weights = np.empty((2, size))
    step = FIRST_STEP_H
    first_step = FIRST_STEP_H
    taken = 0
    for stop in range(len(hours)):
        if output[stop] >= 0:
            results[output[stop], :] = y
        for j in range(bolus_from[stop], bolus_from[stop + 1]):
            for i in range(LANES):
                y[row[j] * LANES + i] += amount[j] * scale[scale_row[j] * LANES + i]
        if stop + 1 == len(hours):
            break
        hour = hours[stop]
        end = hours[stop + 1]
        act = acts[stop]
        step = first_step
        fresh = True
        _rates(y, parameters, act, dissolution, fed, k[0])
        tries = 0
        while end - hour > 1e-12:
            tries += 1
            if tries > MOST_STEPS or not step > 1e-9:
                return -1
            remaining = end - hour
            h = step
            if remaining <= step:
                h = remaining
            elif remaining <= 1.4 * step:
                h = remaining / 2
            for s in range(1, stages):
                for m in range(size):
                    moved[m] = y[m]
                for j in range(s):
                    c = h * a[s, j]
                    if c != 0.0:
                        kj = k[j]
                        for m in range(size):
                            moved[m] += c * kj[m]
                _rates(moved, parameters, act, dissolution, fed, k[s])
            for m in range(size):
                new[m] = y[m]
            for j in range(stages):
                c = h * b[j]
                if c != 0.0:
                    kj = k[j]
                    for m in range(size):
                        new[m] += c * kj[m]
            _rates(new, parameters, act, dissolution, fed, k[stages])
            weights[:] = 0.0
            for j in range(len(error)):
                c, low = error[j], error_low[j]
                if c != 0.0 or low != 0.0:
                    kj = k[j]
                    for m in range(size):
                        weights[0, m] += c * kj[m]
                        weights[1, m] += low * kj[m]
            worst = 0.0
            for i in range(LANES):
                fifth = 0.0
                third = 0.0
                for r in range(rows):
                    m = r * LANES + i
                    tolerated = absolute + relative * max(abs(y[m]), abs(new[m]))
                    fifth += (weights[0, m] / tolerated) ** 2
                    third += (weights[1, m] / tolerated) ** 2
                if eighth:
                    both = fifth + 0.01 * third
                    here = h * fifth / math.sqrt(both * rows) if both > 0 else 0.0
                else:
                    here = h * math.sqrt(fifth / rows)
                worst = max(worst, here)
            shrink = 4.0
            if worst > 0:
                shrink = 0.9 * worst ** (-0.125 if eighth else -0.2)
            if worst <= 1.0:
                hour += h
                taken += 1
                for m in range(size):
                    y[m] = new[m]
                    k[0, m] = k[stages, m]
                if fresh:
                    first_step = max(h, 1e-4)
                    fresh = False
                step = h * min(4.0, max(0.3, shrink))
            else:
                step = h * max(0.2, min(0.9, shrink))
    return taken


def integrate(
    start: Array,
    parameters: Array,
    stops: Stops,
    scale: Array,
    outputs: int,
    *,
    relative: float = RELATIVE,
    absolute: float = ABSOLUTE_MMOL,
    order: int = 8,
) -> Array:
    """As `lockstep.integrate`, compiled; people go in small blocks, each with its own steps."""
    if len(stops.dissolution) > MOST_SOLIDS:
        return lockstep.integrate(
            start, parameters, stops, scale, outputs,
            relative=relative, absolute=absolute, order=order,
        )  # fmt: skip
    pair = method(order)
    tableau = [np.ascontiguousarray(t) for t in (pair.a, pair.b, pair.error, pair.error_low)]
    rows, people = start.shape
    results = np.empty((outputs, rows, people))
    scales = np.broadcast_to(scale, (scale.shape[0], people))
    for begin in range(0, people, LANES):
        chosen = np.minimum(np.arange(begin, begin + LANES), people - 1)  # the last one fills up
        found = np.empty((outputs, rows * LANES))
        taken = _follow(
            np.ascontiguousarray(start[:, chosen], dtype=float).ravel(),
            np.ascontiguousarray(parameters[:, chosen], dtype=float).ravel(),
            stops.hours, stops.bolus_from, stops.row, stops.amount, stops.scale_row, stops.acts,
            stops.output, stops.dissolution, stops.fed,
            np.ascontiguousarray(scales[:, chosen], dtype=float).ravel(),
            found, relative, absolute, *tableau, order == 8,
        )  # fmt: skip
        if taken < 0 or not np.isfinite(found).all():
            raise NotApplicable(Problem("error.body-no-step"))
        count = min(LANES, people - begin)
        results[:, :, begin : begin + count] = found.reshape(outputs, rows, LANES)[:, :, :count]
    return results


assert len(ORDER) == N_STATES + N_TALLIES
