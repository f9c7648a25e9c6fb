"""What days with counts say: the number of each day, on a level that drifts and resembles itself.

The number of a day is negative-binomial. Its expected number, on the logarithm, is the level of
its pair, a linear trend, the effect on days with the supplement, and a deviation that resembles
that of the day before (AR(1), gaps included). How much days deviate, how much they resemble each
other and how much more they scatter are integrated on a grid of equally likely values. For each,
levels, trend and deviations are integrated by Laplace's approximation, which is also how the
effect itself is weighed; the shape that departs from a normal curve is worked out once, at the
middle of what is believed of the other three (Rue, Martino and Chopin 2009).
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.linalg.lapack import dpttrf, dpttrs
from scipy.special import gammaln, ndtri

from magwise.knowledge import Knowledge
from magwise.models.trial.designing import figure

Array = NDArray[np.float64]
GRID: Array = np.linspace(-6.0, 6.0, 601)  # log rate ratio
_PIECES = (6, 7, 4)  # values worked out of autocorrelation, SD and scatter
_FINER = 3  # between two of them, so many times as many are read off a smooth curve
_LEAST_SCATTER = 1e-3
_LEAST_BELIEVED = 1e-5  # places believed less are left out
_AWAY: Array = np.linspace(-3.2, 3.2, 9)  # where the shape is worked out [posterior SDs]
_MOST_STEPS, _LONGEST_STEP, _NEAR = 60, 3.0, 1e-5


@dataclass(frozen=True, slots=True)
class CountDays:
    """Logged days that count, in order.

    Attributes
    ----------
    events
        The number of each day [days].
    rows
        With (1/2) or without (-1/2), place on the trend, and membership of each pair
        [days, 2 + pairs].
    gaps
        How many days each lies after the one before; the first is endlessly far [days].
    level
        Logarithm of the mean number of all logged days.
    """

    events: Array
    rows: Array
    gaps: Array
    level: float


@dataclass(frozen=True, slots=True)
class _Drift:
    """How days deviate beforehand: the inverse of their covariance, which has three diagonals."""

    diagonal: Array
    beside: Array
    log_determinant: float


@dataclass(frozen=True, slots=True)
class _Fit:
    """The most likely values of everything that is not held fixed, and how likely they are.

    ``fixed`` are the effect, the trend and the levels as far as ``rows`` had them, ``covariance``
    theirs [rows, rows].
    """

    deviation: Array
    fixed: Array
    covariance: Array
    log_likelihood: float


def count_days(rows: Array, events: Array, where: NDArray[np.int64], level: float) -> CountDays:
    """Days as the model reads them; ``where`` is the number of each day [days]."""
    gaps = np.diff(where, prepend=where[0] - 10_000).astype(np.float64)
    return CountDays(events, rows, gaps, level)


def count_weights(days: CountDays, mean: float, sd: float, kb: Knowledge) -> tuple[Array, Array]:
    """Logarithms of the rate ratio and what is believed of each [grid], adding up to 1.

    Parameters
    ----------
    mean, sd
        What is believed of the logarithm of the rate ratio before.

    References
    ----------
    rue-2009
    """
    size = days.rows.shape[1]
    middles = np.zeros(size)
    middles[0] = mean
    spread = np.full(size, figure(kb, "day-level-sd"))
    spread[:2] = sd, figure(kb, "day-trend-sd")
    found, first = [], (np.zeros(len(days.events)), middles)
    for place in product(*map(_nodes, _PIECES)):
        value = _hyper(np.array(place), kb)
        fit = _fit(days.events, days.level, days.rows, days.gaps, value, (middles, spread), first)
        first = fit.deviation, fit.fixed
        found.append((fit.log_likelihood, fit.fixed[0], 0.5 * np.log(fit.covariance[0, 0])))
    places, read = _between(np.array(found))
    evidence, effects, log_widths = read
    believed = np.exp(evidence - evidence.max())
    believed /= believed.sum()
    seen = believed > _LEAST_BELIEVED
    shape = _shape(days, _hyper(believed @ places, kb), (middles, spread))
    effects, widths = effects[seen, None], np.exp(log_widths)[seen, None]
    away = (GRID - effects) / widths
    log_density = shape(np.clip(away, _AWAY[0], _AWAY[-1])) - 0.5 * away**2
    density = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    density /= density.sum(axis=1, keepdims=True)
    weight: Array = (believed[seen, None] * density).sum(axis=0)
    return GRID, weight / weight.sum()


def _hyper(place: Array, kb: Knowledge) -> tuple[float, float, float]:
    """Autocorrelation, SD and scatter of days at a place where each is equally likely [0-1]."""
    lag = place[0] * figure(kb, "day-lag-most")
    day_sd = ndtri((1 + place[1]) / 2) * figure(kb, "day-sd-scale")
    scatter = ndtri((1 + place[2]) / 2) * figure(kb, "day-scatter-scale") + _LEAST_SCATTER
    return float(lag), float(day_sd), float(scatter)


def _between(found: Array) -> tuple[Array, Array]:
    """Finer places [places, 3], and what was found read off at each of them [3, places]."""
    read = found.reshape(*_PIECES, -1)
    for axis, pieces in enumerate(_PIECES):
        read = CubicSpline(_nodes(pieces), read, axis=axis)(_middles(pieces * _FINER))
    fine = np.meshgrid(*(_middles(pieces * _FINER) for pieces in _PIECES), indexing="ij")
    places = np.stack(fine, axis=-1).reshape(-1, len(_PIECES))
    return places, read.reshape(-1, found.shape[1]).T


def _nodes(pieces: int) -> Array:
    """Places between 0 and 1 that lie closer together near the ends, where curves are steep."""
    found: Array = (1 - np.cos(np.pi * (np.arange(pieces) + 0.5) / pieces)) / 2
    return found


def _middles(pieces: int) -> Array:
    """The middles of equal pieces between 0 and 1."""
    found: Array = (np.arange(pieces) + 0.5) / pieces
    return found


def _drift(gaps: Array, lag: float, day_sd: float) -> _Drift:
    """Days that resemble the day before them, whatever the gap between."""
    keep = lag**gaps
    fresh = day_sd**2 * (1 - keep**2)
    diagonal = 1 / fresh
    diagonal[:-1] += keep[1:] ** 2 / fresh[1:]
    return _Drift(diagonal, -keep[1:] / fresh[1:], -float(np.log(fresh).sum()))


def _fit(
    events: Array,
    level: float | Array,
    rows: Array,
    gaps: Array,
    value: tuple[float, float, float],
    prior: tuple[Array, Array],
    first: tuple[Array, Array],
) -> _Fit:
    """Newton's method for the most likely values, never in leaps."""
    lag, day_sd, scatter = value
    drift, size = _drift(gaps, lag, day_sd), 1 / scatter
    middles, spread = prior
    deviation, fixed = first
    for _ in range(_MOST_STEPS):
        expected = np.exp(level + deviation + rows @ fixed)
        share = expected / (size + expected)
        slope = events - (events + size) * share
        bend = (events + size) * share * (1 - share)
        # Days first: three diagonals. What is left for the few fixed ones is a small matrix.
        diagonal, beside, _ = dpttrf(drift.diagonal + bend, drift.beside)
        pulled = drift.diagonal * deviation
        pulled[:-1] += drift.beside * deviation[1:]
        pulled[1:] += drift.beside * deviation[:-1]
        up_days = slope - pulled
        up_fixed = rows.T @ slope - (fixed - middles) / spread**2
        bent = bend[:, None] * rows
        solved, _ = dpttrs(diagonal, beside, np.column_stack([bent, up_days]))
        left = rows.T @ bent + np.diag(1 / spread**2) - bent.T @ solved[:, :-1]
        step_fixed = np.linalg.solve(left, up_fixed - bent.T @ solved[:, -1])
        step_days = solved[:, -1] - solved[:, :-1] @ step_fixed
        longest = float(max(np.abs(step_days).max(), np.abs(step_fixed).max()))
        pace = min(1.0, _LONGEST_STEP / max(longest, _NEAR))
        deviation, fixed = deviation + pace * step_days, fixed + pace * step_fixed
        if longest < _NEAR:
            break
    told = _log_likelihood(events, level + deviation + rows @ fixed, size)
    told -= 0.5 * float(deviation @ pulled)
    told -= 0.5 * float((((fixed - middles) / spread) ** 2).sum()) + float(np.log(spread).sum())
    told += 0.5 * (drift.log_determinant - float(np.log(diagonal).sum()))
    told -= 0.5 * float(np.linalg.slogdet(left)[1])
    covariance = np.linalg.inv(left)
    days_alone = dpttrs(diagonal, beside, np.eye(len(events)))[0]
    turned = rows - solved[:, :-1]
    both = days_alone + np.einsum("ij,kj->ik", turned @ covariance, turned)
    told += _beyond(bend, share, both)
    return _Fit(deviation, fixed, covariance, told)


def _beyond(bend: Array, share: Array, covariance: Array) -> float:
    """What the next terms of the series add to Laplace's approximation of the evidence.

    Third and fourth derivatives of each day against the covariance of all days (Shun and
    McCullagh 1995); it matters where days have few events.
    """
    third, fourth = -bend * (1 - 2 * share), -bend * (1 - 6 * share * (1 - share))
    own = np.diag(covariance)
    pulled = third * own
    # Written out: libraries share products of this size out over threads, which costs more.
    found = float((fourth * own**2).sum()) / 8
    found += float((pulled * (covariance * pulled).sum(axis=1)).sum()) / 8
    cubed = covariance * covariance * covariance
    return found + float((third * (cubed * third).sum(axis=1)).sum()) / 12


def _log_likelihood(events: Array, log_expected: Array, size: float) -> float:
    """Of negative-binomial numbers with this size (variance: mean + mean^2 / size)."""
    each = events * (log_expected - np.logaddexp(np.log(size), log_expected))
    each -= size * np.log1p(np.exp(log_expected) / size)
    each += gammaln(events + size) - gammaln(size)
    return float(each.sum())


def _shape(
    days: CountDays, value: tuple[float, float, float], prior: tuple[Array, Array]
) -> CubicSpline:
    """How the logarithm of the density departs from that of a normal curve, by SDs from it."""
    middles, spread = prior
    first = np.zeros(len(days.events)), middles
    found = _fit(days.events, days.level, days.rows, days.gaps, value, prior, first)
    first = found.deviation, found.fixed[1:]
    others, told = days.rows[:, 1:], []
    for effect in found.fixed[0] + np.sqrt(found.covariance[0, 0]) * _AWAY:
        level = days.level + effect * days.rows[:, 0]
        held = _fit(days.events, level, others, days.gaps, value, (middles[1:], spread[1:]), first)
        first = held.deviation, held.fixed
        told.append(held.log_likelihood - 0.5 * ((effect - middles[0]) / spread[0]) ** 2)
    departs = np.array(told) + 0.5 * _AWAY**2
    return CubicSpline(_AWAY, departs - departs[len(_AWAY) // 2])
