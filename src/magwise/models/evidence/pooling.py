"""One number from several trials: fixed and random effects, with what they leave unsaid."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import chi2, norm

from magwise.core.errors import NotApplicable, Problem
from magwise.models.evidence import effects as single
from magwise.models.evidence import scatter
from magwise.models.evidence.effects import Array, Counts, Effects, Measure
from magwise.models.evidence.regression import (
    INTERCEPT,
    Heterogeneity,
    Test,
    fitted,
    quantile,
    two_sided,
)
from magwise.models.evidence.scatter import Method, ScatterInterval

Model = Literal[
    "FE", "DL", "DLIT", "HE", "SJ", "SJIT", "PM", "ML", "REML", "mantel-haenszel", "peto"
]
PredictionBy = Literal["t(k-2)", "t(k-1)", "z"]


@dataclass(frozen=True, slots=True)
class Pooled:
    """The pool of some trials.

    Attributes
    ----------
    estimate, se, ci_low, ci_high
        On the scale that was pooled: logarithms for ``OR`` and ``RR`` (see `natural`).
    weights
        Share of each trial [0-1], in the order given.
    tau2, tau2_se
        Zero and NaN with a fixed effect.
    """

    measure: Measure
    model: Model
    test: Test
    k: int
    labels: tuple[str, ...]
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float
    tau2: float
    tau2_se: float
    heterogeneity: Heterogeneity
    weights: tuple[float, ...]

    @property
    def tau(self) -> float:
        """The standard deviation of true effects."""
        return math.sqrt(self.tau2)

    @property
    def natural(self) -> tuple[float, float, float]:
        """Estimate and interval as people read them: ratios for OR and RR."""
        parts = (self.estimate, self.ci_low, self.ci_high)
        if self.measure in single.RATIOS:
            return (math.exp(parts[0]), math.exp(parts[1]), math.exp(parts[2]))
        return parts


@dataclass(frozen=True, slots=True)
class Prediction:
    """Where the true effect of a next, similar trial may lie; ``by`` names the quantile."""

    low: float
    high: float
    by: PredictionBy


def pool(
    effects: Effects, method: Method = "REML", *, test: Test = "z", level: float = 0.95
) -> Pooled:
    """Pool trials by inverse variance, with a fixed effect or a random one.

    A single trial is its own pool, with tau² of zero.

    Parameters
    ----------
    method
        ``FE`` or an estimator of tau²; see `magwise.models.evidence.scatter`.
    test
        ``knapp-hartung`` widens (and sometimes narrows) the interval for few trials.

    Raises
    ------
    NotApplicable
        Without trials.

    Examples
    --------
    >>> from magwise.models.evidence import generic
    >>> found = pool(generic([-0.38, 0.175], [0.888**2, 0.322**2]), "REML")
    >>> round(found.estimate, 2), round(found.se, 2), found.tau2
    (0.11, 0.3, 0.0)
    """
    if effects.k == 0:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": 0}))
    x = np.ones((effects.k, 1))
    found = fitted(effects, x, (INTERCEPT,), method=method, test=test, intercept=True, level=level)
    line = found[INTERCEPT]
    w = 1 / (effects.variance + found.tau2)
    return Pooled(
        measure=effects.measure,
        model=method,
        test=found.test,
        k=effects.k,
        labels=effects.labels,
        estimate=line.estimate,
        se=line.se,
        statistic=line.statistic,
        p=line.p,
        ci_low=line.ci_low,
        ci_high=line.ci_high,
        tau2=found.tau2,
        tau2_se=found.tau2_se,
        heterogeneity=found.heterogeneity,
        weights=_shares(w),
    )


def mantel_haenszel(counts: Counts, measure: Measure = "OR", *, level: float = 0.95) -> Pooled:
    """Pool counts by Mantel and Haenszel, which needs no correction for empty cells.

    Q compares the effects of the single trials (half an event added where a cell is empty) with
    the pool; trials without events in both arms do not count in it.

    References
    ----------
    robins-breslow-greenland-1986, greenland-robins-1985, sato-greenland-robins-1989
    """
    a, b, c, d = counts.cells(add=0.0)
    n1, n2 = counts.n_treated, counts.n_control
    n = n1 + n2
    if measure == "OR":
        r, s = a * d / n, b * c / n
        _needs(r.sum() > 0 and s.sum() > 0)
        estimate = math.log(r.sum() / s.sum())
        p, q = (a + d) / n, (b + c) / n
        variance = (
            (p * r).sum() / (2 * r.sum() ** 2)
            + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
            + (q * s).sum() / (2 * s.sum() ** 2)
        )
        weights = s
    elif measure == "RR":
        r, s = a * n2 / n, c * n1 / n
        _needs(r.sum() > 0 and s.sum() > 0)
        estimate = math.log(r.sum() / s.sum())
        variance = ((n1 * n2 * (a + c) / n**2 - a * c / n).sum()) / (r.sum() * s.sum())
        weights = s
    elif measure == "RD":
        w = n1 * n2 / n
        estimate = float((a * n2 / n - c * n1 / n).sum() / w.sum())
        f1, f2 = n1 / n, n2 / n
        first = estimate * (c * f1**2 - a * f2**2 + f1 * f2 * (n2 - n1) / 2).sum()
        second = ((a * (n2 - c) + c * (n1 - a)) / n).sum() / 2
        variance = (first + second) / w.sum() ** 2
        weights = w
    else:
        raise NotApplicable(Problem("error.pool-measure", values={"measure": measure}))
    _needs(variance > 0)
    each = single.from_counts(counts, measure, drop_empty=True)
    return _fixed(
        "mantel-haenszel", counts.labels, float(estimate), float(variance),
        each=each, weights=weights, level=level,
    )  # fmt: skip


def peto(counts: Counts, *, level: float = 0.95) -> Pooled:
    """Pool odds ratios by Peto's one-step method, for rare events and arms of similar size."""
    difference, variance = single.peto_effects(counts)
    counted = variance > 0
    _needs(bool(counted.any()))
    total = float(variance.sum())
    estimate = float(difference.sum()) / total
    each = Effects(
        "OR",
        difference[counted] / variance[counted],
        1 / variance[counted],
        tuple(np.asarray(counts.labels, dtype=object)[counted]),
    )
    return _fixed(
        "peto", counts.labels, estimate, 1 / total, each=each, weights=variance, level=level
    )


def _needs(there: bool) -> None:
    if not there:
        raise NotApplicable(Problem("error.pool-no-events"))


def _fixed(
    model: Model,
    labels: tuple[str, ...],
    estimate: float,
    variance: float,
    *,
    each: Effects,
    weights: Array,
    level: float,
) -> Pooled:
    se = math.sqrt(variance)
    df = max(0, each.k - 1)
    q = float(((each.estimate - estimate) ** 2 / each.variance).sum()) if df else 0.0
    i2 = max(0.0, (q - df) / q) if q > 0 else 0.0
    h2 = q / df if df else 1.0
    width = quantile(level, None)
    return Pooled(
        measure=each.measure,
        model=model,
        test="z",
        k=each.k,
        labels=labels,
        estimate=estimate,
        se=se,
        statistic=estimate / se,
        p=two_sided(estimate / se, None),
        ci_low=estimate - width * se,
        ci_high=estimate + width * se,
        tau2=0.0,
        tau2_se=math.nan,
        heterogeneity=Heterogeneity(q, df, float(chi2.sf(q, df)) if df else 1.0, i2, i2, h2, h2),
        weights=_shares(weights),
    )


def _shares(weights: Array) -> tuple[float, ...]:
    return tuple(float(one) for one in weights / weights.sum())


def prediction(pooled: Pooled, by: PredictionBy = "t(k-2)", *, level: float = 0.95) -> Prediction:
    """The interval in which the true effect of a similar trial is expected.

    Parameters
    ----------
    by
        ``t(k-2)`` (Higgins, Thompson and Spiegelhalter), ``t(k-1)``, or ``z`` as metafor's
        default.

    Raises
    ------
    NotApplicable
        With a fixed effect, or too few trials for the quantile.
    """
    df = {"t(k-2)": pooled.k - 2, "t(k-1)": pooled.k - 1, "z": None}[by]
    if pooled.model in ("FE", "mantel-haenszel", "peto") or (df is not None and df < 1):
        raise NotApplicable(Problem("error.pool-too-few", values={"k": pooled.k}))
    width = quantile(level, df) * math.sqrt(pooled.tau2 + pooled.se**2)
    return Prediction(pooled.estimate - width, pooled.estimate + width, by)


def scatter_interval(
    effects: Effects,
    by: Literal["Q-profile", "profile likelihood"] = "Q-profile",
    method: Method = "REML",
    *,
    level: float = 0.95,
) -> ScatterInterval:
    """How small and how large tau² may be."""
    x = np.ones((effects.k, 1))
    y, v = effects.estimate, effects.variance
    if by == "Q-profile":
        return scatter.q_profile(y, v, x, level)
    return scatter.profile_likelihood(y, v, x, method, level)


def share_of_normal_below(value: float, estimate: float, se: float) -> float:
    """The chance that a normal quantity lies below a value; under a flat prior, of a true effect.

    Examples
    --------
    >>> round(share_of_normal_below(-1, -0.18, 0.34), 3)
    0.008
    """
    return float(norm.cdf((value - estimate) / se))
