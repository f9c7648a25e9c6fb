"""What others do with the same days: a Poisson test, t-tests and a regression on days.

Written from the description of each method, apart from the product, for comparison only.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from magwise.models.trial.records import Design
from magwise.models.trial.totals import totals

Array = NDArray[np.float64]


def poisson(values: Array, plan: Design) -> Array:
    """Two-sided p of all events under a Poisson model: days are independent."""
    found = totals(values, plan)
    events, days = found.sums.sum(axis=1), found.days.sum(axis=1)
    total = events.sum(axis=1)
    share = days[:, 0] / days.sum(axis=1)
    low = stats.binom.cdf(events[:, 0], total, share)
    high = stats.binom.sf(events[:, 0] - 1, total, share)
    p: Array = np.minimum(1.0, 2 * np.minimum(low, high))
    return p


def paired_t(values: Array, plan: Design, kind: str) -> Array:
    """Two-sided p of a t-test on the differences of pairs."""
    differences = totals(values, plan).differences(kind)
    p: Array = np.nan_to_num(stats.ttest_1samp(differences, 0.0, axis=1).pvalue, nan=1.0)
    return p


def daily(values: Array, plan: Design, *, with_time: bool = False) -> Array:
    """Two-sided p of a regression on days: a t-test, or with a linear trend beside it.

    Days are taken as independent, as apps with a t-test or an ordinary regression do.
    """
    counted = [(day, one.active) for one in plan.periods for day in range(*one.counted)]
    days = np.array([day for day, _ in counted])
    y = values[:, days]
    x = [np.ones(len(days)), np.array([float(active) for _, active in counted])]
    if with_time:
        x.append((days - days.mean()) / len(days))
    design = np.column_stack(x)
    p = np.ones(len(y))
    for run, row in enumerate(y):
        seen = np.isfinite(row)
        a, b = design[seen], row[seen]
        gram = np.linalg.inv(a.T @ a)
        beta = gram @ a.T @ b
        freedom = len(b) - a.shape[1]
        error = np.sqrt(max(float(((b - a @ beta) ** 2).sum()) / freedom, 1e-12) * gram[1, 1])
        p[run] = 2 * stats.t.sf(abs(beta[1]) / error, freedom)
    return p
