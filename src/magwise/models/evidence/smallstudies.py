"""Do small trials find more than large ones? Then something may have stayed in the drawer."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import kendalltau

from magwise.core.errors import NotApplicable, Problem
from magwise.models.evidence.effects import Array, Effects
from magwise.models.evidence.regression import INTERCEPT, Test, fitted, quantile, two_sided
from magwise.models.evidence.scatter import Method, fit

Predictor = Literal["se", "variance", "n", "1/n", "sqrt(1/n)", "sqrt(n)"]
_HAS_LIMIT: tuple[Predictor, ...] = ("se", "variance", "1/n", "sqrt(1/n)")


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A test of the funnel.

    Attributes
    ----------
    statistic, df, p
        t with ``df`` degrees of freedom, or z (``df`` None).
    slope
        How much the effect changes with the predictor.
    limit, limit_low, limit_high
        The effect of an infinitely large trial along the line; None where the predictor has none.
    """

    predictor: Predictor
    model: str
    statistic: float
    df: int | None
    p: float
    slope: float
    limit: float | None
    limit_low: float | None
    limit_high: float | None


def egger(
    effects: Effects,
    *,
    predictor: Predictor = "se",
    method: Method | None = None,
    test: Test = "z",
    level: float = 0.95,
) -> Asymmetry:
    """Egger's regression of the effects on their precision.

    Parameters
    ----------
    predictor
        ``se`` is Egger's own; those with n need the size of each trial.
    method
        None is the classical weighted regression with multiplicative dispersion; otherwise a
        mixed-effects regression with this estimator of tau².

    Raises
    ------
    NotApplicable
        With fewer than three trials, or trials that all are equally precise.

    References
    ----------
    egger-1997
    """
    if effects.k < 3:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": effects.k}))
    column = _predictor(effects, predictor)
    x = np.column_stack([np.ones(effects.k), column])
    if np.ptp(column) <= 1e-12 * float(np.abs(column).max()):
        raise NotApplicable(Problem("error.pool-collinear", values={"names": predictor}))
    if method is None:
        df = effects.k - 2
        at = fit(effects.estimate, effects.variance, x, 0.0)
        covariance = at.covariance * at.q / df
        se = np.sqrt(np.diag(covariance))
        if se[1] == 0:  # all on one line: no spread to test against
            raise NotApplicable(Problem("error.pool-collinear", values={"names": "effect"}))
        statistic = float(at.beta[1] / se[1])
        width = quantile(level, df)
        at_zero = float(at.beta[0])
        half = float(width * se[0])
        return Asymmetry(
            predictor, "weighted regression", statistic, df, two_sided(statistic, df),
            float(at.beta[1]), *_limit(predictor, (at_zero, at_zero - half, at_zero + half)),
        )  # fmt: skip
    found = fitted(
        effects, x, (INTERCEPT, predictor), method=method, test=test, intercept=True, level=level
    )
    line, end = found[predictor], found[INTERCEPT]
    return Asymmetry(
        predictor, f"meta-regression, {method}", line.statistic, found.moderators_df2, line.p,
        line.estimate, *_limit(predictor, (end.estimate, end.ci_low, end.ci_high)),
    )  # fmt: skip


def _limit(
    predictor: Predictor, limit: tuple[float, float, float]
) -> tuple[float, float, float] | tuple[None, None, None]:
    return limit if predictor in _HAS_LIMIT else (None, None, None)


def _predictor(effects: Effects, predictor: Predictor) -> Array:
    if predictor == "se":
        return np.sqrt(effects.variance)
    if predictor == "variance":
        return effects.variance
    if effects.n is None:
        raise NotApplicable(Problem("error.pool-number"))
    found: Array = {
        "n": effects.n,
        "1/n": 1 / effects.n,
        "sqrt(1/n)": np.sqrt(1 / effects.n),
        "sqrt(n)": np.sqrt(effects.n),
    }[predictor]
    return found


@dataclass(frozen=True, slots=True)
class RankTest:
    """Kendall's tau between standardised effects and their variances."""

    tau: float
    p: float
    exact: bool


def begg(effects: Effects) -> RankTest:
    """Begg and Mazumdar's rank test; exact unless there are ties.

    References
    ----------
    begg-mazumdar-1994
    """
    if effects.k < 3:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": effects.k}))
    y, v = effects.estimate, effects.variance
    w = 1 / v
    centre = float((w * y).sum() / w.sum())
    standardised = (y - centre) / np.sqrt(v - 1 / w.sum())
    ties = len(np.unique(standardised)) < effects.k or len(np.unique(v)) < effects.k
    found = kendalltau(standardised, v, method="asymptotic" if ties else "exact")
    tau = float(found.statistic)
    if math.isnan(tau):
        raise NotApplicable(Problem("error.pool-collinear", values={"names": "variance"}))
    return RankTest(tau, float(found.pvalue), not ties)
