"""What to believe after the experiment, starting from what was believed before.

Counts. Days have negative-binomial numbers with pair levels, a linear trend, the effect and AR(1)
deviations on the logarithm (`counting`).

Scores. Days have pair levels, a linear trend, the effect and AR(1) errors; levels, trend and
variance are integrated exactly, the autocorrelation on a grid, gaps included.
"""

import numpy as np
from numpy.typing import NDArray

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.trial import TrialInstrument, TrialPrior
from magwise.models.trial.counting import count_days, count_weights
from magwise.models.trial.records import Design, Posterior

Array = NDArray[np.float64]
_SCORE_GRID: Array = np.linspace(-10.0, 10.0, 1001)  # points
_LAGS: Array = (np.arange(38) + 0.5) / 38 * 0.95  # middles of equal pieces, equally likely


def count_posterior(
    values: Array, plan: Design, complete: NDArray[np.bool_], prior: TrialPrior,
    record: TrialInstrument, level: float, kb: Knowledge,
) -> Posterior:  # fmt: skip
    """The rate ratio after the experiment, from the days that count."""
    return _summary(*counted(values, plan, complete, prior, kb), prior, record, level)


def counted(
    values: Array, plan: Design, complete: NDArray[np.bool_], prior: TrialPrior, kb: Knowledge,
) -> tuple[Array, Array]:  # fmt: skip
    """Logarithms of the rate ratio and what is believed of each [grid], adding up to 1."""
    rows, seen, where = _daily(values, plan, complete)
    logged = values[np.isfinite(values)]
    level = float(np.log((logged.sum() + 0.5) / max(1, len(logged))))
    # Days without stand half way below the level of a pair, days with half way above: swapping
    # the periods then only turns the effect around.
    rows[:, 0] -= 0.5
    days = count_days(rows, seen, where, level)
    return count_weights(days, prior.mean.value or 0.0, spread_of(prior), kb)


def score_posterior(
    values: Array, plan: Design, complete: NDArray[np.bool_], prior: TrialPrior,
    record: TrialInstrument, level: float,
) -> Posterior:  # fmt: skip
    """The difference in points after the experiment, from the days that count."""
    return _summary(*score_weights(values, plan, complete, prior), prior, record, level)


def score_weights(
    values: Array, plan: Design, complete: NDArray[np.bool_], prior: TrialPrior
) -> tuple[Array, Array]:
    """Differences in points and what is believed of each [grid], adding up to 1."""
    rows, seen, where = _daily(values, plan, complete)
    gaps = np.diff(where)
    log_weights, density = [], []
    for lag in _LAGS:
        keep = lag**gaps
        spread = np.sqrt(1 - keep**2)[:, None]
        x = np.vstack([rows[:1], (rows[1:] - keep[:, None] * rows[:-1]) / spread])
        y = np.concatenate([seen[:1], (seen[1:] - keep * seen[:-1]) / spread[:, 0]])
        gram = x.T @ x
        fitted = np.linalg.solve(gram, x.T @ y)
        freedom = len(y) - x.shape[1]
        rest = max(float(((y - x @ fitted) ** 2).sum()), 1e-6)
        scale = np.sqrt(rest / freedom * np.linalg.inv(gram)[0, 0])
        log_weights.append(
            -0.5 * np.linalg.slogdet(gram)[1] - 0.5 * freedom * np.log(rest)
            - np.log(spread).sum()
        )  # fmt: skip
        distance = (_SCORE_GRID - fitted[0]) / scale
        density.append(-0.5 * (freedom + 1) * np.log1p(distance**2 / freedom) - np.log(scale))
    total = np.array(density) + np.array(log_weights)[:, None]
    return _SCORE_GRID, _believed(_SCORE_GRID, np.logaddexp.reduce(total, axis=0), prior)


def _daily(
    values: Array, plan: Design, complete: NDArray[np.bool_]
) -> tuple[Array, Array, NDArray[np.int64]]:
    """Rows of effect, trend and pair levels for each logged day that counts, in order of days."""
    kept = np.flatnonzero(complete)
    rows, seen, where = [], [], []
    for period in sorted(plan.periods, key=lambda one: one.start):
        if period.pair not in kept:
            continue
        for day in range(*period.counted):
            if np.isfinite(values[day]):
                levels = (kept == period.pair).astype(float)
                trend = day / plan.total_days - 0.5
                rows.append(np.concatenate([[float(period.active), trend], levels]))
                seen.append(values[day])
                where.append(day)
    return np.array(rows), np.array(seen), np.array(where)


def _believed(grid: Array, log_likelihood: Array | float, prior: TrialPrior) -> Array:
    """Prior times likelihood, adding up to 1."""
    mean, sd = prior.mean.value or 0.0, spread_of(prior)
    log_post = -0.5 * ((grid - mean) / sd) ** 2 + log_likelihood
    weight = np.exp(log_post - log_post.max())
    believed: Array = weight / weight.sum()
    return believed


def _summary(
    grid: Array, weight: Array, prior: TrialPrior, record: TrialInstrument, level: float
) -> Posterior:
    before = _believed(grid, 0.0, prior)
    counts = record.kind == "count"
    worthwhile = record.worthwhile.value or 0.0
    bound = np.log(worthwhile) if counts else -worthwhile
    return Posterior(
        prior.id,
        _interval(grid, weight, level, counts),
        _interval(grid, before, level, counts),
        probability_worthwhile=_below(grid, weight, float(bound)),
        probability_better=_below(grid, weight, 0.0),
        probability_worthwhile_harm=1 - _below(grid, weight, -float(bound)),
    )


def spread_of(prior: TrialPrior) -> float:
    """SD of the prior: how unsure the mean is, and how much people may differ."""
    return float(np.hypot(prior.mean_se.value or 0.0, prior.between_sd.value or 0.0))


def _interval(grid: Array, weight: Array, level: float, counts: bool) -> Interval:
    reached = np.cumsum(weight) - weight / 2
    ends = np.interp([(1 - level) / 2, 0.5, (1 + level) / 2], reached, grid)
    low, best, high = (float(np.exp(end)) if counts else float(end) for end in ends)
    return Interval(low, best, high)


def _below(grid: Array, weight: Array, bound: float) -> float:
    reached = np.cumsum(weight) - weight / 2
    return float(np.clip(np.interp(bound, grid, reached), 0.0, 1.0))
