"""Integrates many people at once with NumPy: all take the same steps, the worst one sets them.

The method is Dormand and Prince's explicit pair of order 8 (or 5); its coefficients are read
from SciPy's public solver classes. The step starts anew at every stop, where something enters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.models.body.course import LOSS_OF_SOLID_PER_H, Array, Stops
from magwise.models.body.flows import FLOWS, ORDER
from magwise.models.body.states import N_STATES, Drive, Parameters, State

RELATIVE, ABSOLUTE_MMOL = 1e-6, 1e-8
FIRST_STEP_H = 0.1
MOST_STEPS = 20_000  # between two stops; more means the numbers make no sense

Rates = Callable[[Array, Array, Parameters, Stops, Array], None]


@dataclass(frozen=True, slots=True)
class Method:
    """An explicit Runge-Kutta pair: stages, weights, and weights of its error estimates."""

    a: Array
    b: Array
    error: Array
    error_low: Array
    order: int


def method(order: int = 8) -> Method:
    """Dormand-Prince 8(5,3) or 5(4), from SciPy."""
    from scipy.integrate import DOP853, RK45

    if order == 8:
        return Method(DOP853.A, DOP853.B, DOP853.E5, DOP853.E3, 8)
    return Method(RK45.A, RK45.B, RK45.E, np.zeros_like(RK45.E), 5)


def _rates(y: Array, out: Array, p: Parameters, stops: Stops, act: Array) -> None:
    solids = len(stops.dissolution)
    release_fed: Any = 0.0
    release_fasted: Any = 0.0
    passed: Any = 0.0
    for i in range(solids):
        release = stops.dissolution[i] * y[i]
        loss = LOSS_OF_SOLID_PER_H * y[i]
        out[i] = -(release + loss)
        passed = passed + loss
        if stops.fed[i]:
            release_fed = release_fed + release
        else:
            release_fasted = release_fasted + release
    drive = Drive(release_fed, release_fasted, passed, act[0], act[1], act[2])
    found = FLOWS(State(*y[solids : solids + N_STATES]), p, drive)
    for i, rate in enumerate(found):
        out[solids + i] = rate


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
    rates: Rates | None = None,
) -> Array:
    """Follow all lanes from ``start`` along the stops.

    Parameters
    ----------
    start
        Solids, states and tallies at hour 0, before what enters there, ``[rows, people]``.
    parameters
        In the order of `Parameters`, ``[parameters, people]``.
    scale
        Factors on the boluses, ``[rows of scale, people]``.

    Returns
    -------
    ``[outputs, rows, people]``; an output at a stop is taken before anything enters there.

    Raises
    ------
    NotApplicable
        When no step is small enough, which only numbers without meaning cause.
    """
    rates = rates or _rates
    pair = method(order)
    stages = len(pair.b)
    y = np.array(start, dtype=float)
    rows, people = y.shape
    p = Parameters(*parameters)
    k = np.empty((stages + 1, rows, people))
    flat = k.reshape(stages + 1, -1)
    results = np.empty((outputs, rows, people))
    step = first_step = FIRST_STEP_H
    for i, moment in enumerate(stops.hours):
        hour = float(moment)
        if stops.output[i] >= 0:
            results[stops.output[i]] = y
        for j in range(stops.bolus_from[i], stops.bolus_from[i + 1]):
            y[stops.row[j]] += stops.amount[j] * scale[stops.scale_row[j]]
        if i + 1 == len(stops.hours):
            break
        end = stops.hours[i + 1]
        act = stops.acts[i]
        step, fresh = first_step, True
        rates(y, k[0], p, stops, act)
        for _ in range(MOST_STEPS):
            remaining = end - hour
            if remaining <= 1e-12:
                break
            h = min(step, remaining) if remaining > 1.4 * step else remaining
            if 1.4 * step >= remaining > step:
                h = remaining / 2
            for s in range(1, stages):
                moved = y + (h * (pair.a[s, :s] @ flat[:s])).reshape(rows, people)
                rates(moved, k[s], p, stops, act)
            new = y + (h * (pair.b @ flat[:stages])).reshape(rows, people)
            rates(new, k[stages], p, stops, act)
            size = absolute + relative * np.maximum(np.abs(y), np.abs(new))
            error = _error(pair, flat, h, size)
            shrink = 0.9 * error ** (-1.0 / pair.order) if error > 0 else 4.0
            if error <= 1.0:
                hour += h
                y = new
                k[0] = k[stages]
                if fresh:
                    first_step, fresh = max(h, 1e-4), False
                step = h * min(4.0, max(0.3, shrink))
            else:
                step = h * max(0.2, min(0.9, shrink)) if error < np.inf else h * 0.2
                if not step > 1e-9:
                    raise NotApplicable(Problem("error.body-no-step"))
        else:
            raise NotApplicable(Problem("error.body-no-step"))
    return results


def _error(pair: Method, flat: Array, h: float, size: Array) -> float:
    """The estimated error of a step in units of the tolerance, of the worst person."""
    count = size.shape[0]
    fifth = (pair.error @ flat[: len(pair.error)]).reshape(size.shape) / size
    high = np.einsum("ij,ij->j", fifth, fifth)
    if pair.order == 5:
        worst = h * np.sqrt(high.max() / count)
    else:
        third = (pair.error_low @ flat[: len(pair.error_low)]).reshape(size.shape) / size
        low = np.einsum("ij,ij->j", third, third)
        both = high + 0.01 * low
        worst = h * float(np.max(high / np.sqrt(np.where(both > 0, both, 1.0) * count)))
    return float(worst) if np.isfinite(worst) else np.inf


assert len(ORDER) > N_STATES
