"""Do trials with other doses, ages or years find other effects? Regression over trials."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, f, norm
from scipy.stats import t as student

from magwise.core.errors import NotApplicable, Problem
from magwise.models.evidence import scatter
from magwise.models.evidence.effects import Array, Effects
from magwise.models.evidence.scatter import Method, Scatter

Test = Literal["z", "t", "knapp-hartung", "knapp-hartung-adhoc"]
INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One line of a regression: by how much the effect differs per unit of a moderator."""

    name: str
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """How much trials differ beyond chance.

    ``i2_from_q`` is what most reviews print, ``i2_from_tau2`` what belongs to the chosen
    estimator; they differ (64 % and 82 % for magnesium in heart attack), so each has its name.
    Shares are 0 to 1.
    """

    q: float
    q_df: int
    q_p: float
    i2_from_q: float
    i2_from_tau2: float
    h2_from_q: float
    h2_from_tau2: float


@dataclass(frozen=True, slots=True)
class Regression:
    """A (mixed-effects) regression of trial effects on moderators.

    Attributes
    ----------
    coefficients
        The intercept first, when there is one.
    moderators_q, moderators_df, moderators_p
        The test that all moderators together do nothing: chi-square, or F with Knapp-Hartung
        (``moderators_df2`` then holds its second degrees of freedom).
    r2
        Share of tau² that the moderators take away [0-1]; None with a fixed effect or without
        moderators.
    """

    measure: str
    method: Method
    test: Test
    k: int
    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    tau2: float
    tau2_se: float
    heterogeneity: Heterogeneity
    moderators_q: float
    moderators_df: int
    moderators_df2: int | None
    moderators_p: float
    r2: float | None

    def __getitem__(self, name: str) -> Coefficient:
        """The line of one moderator by its name."""
        return next(one for one in self.coefficients if one.name == name)


def design(moderators: Mapping[str, ArrayLike], k: int, *, intercept: bool = True) -> Array:
    """Moderators as the columns of a matrix of shape (k, p), the intercept first.

    Raises
    ------
    NotApplicable
        When a moderator has a gap or another length, or the columns say the same thing twice.
    """
    columns = [np.ones(k)] if intercept else []
    for name, values in moderators.items():
        column = np.asarray(values, dtype=np.float64)
        if column.shape != (k,) or not np.isfinite(column).all():
            raise NotApplicable(Problem("error.pool-moderator", values={"name": name}))
        columns.append(column)
    matrix: Array = np.column_stack(columns) if columns else np.empty((k, 0))
    scaled = matrix / np.maximum(np.abs(matrix).max(axis=0), 1e-300)
    if not columns or np.linalg.matrix_rank(scaled) < matrix.shape[1]:
        raise NotApplicable(
            Problem("error.pool-collinear", values={"names": ", ".join(moderators) or "-"})
        )
    return matrix


def regress(
    effects: Effects,
    moderators: Mapping[str, ArrayLike],
    *,
    method: Method = "REML",
    test: Test = "z",
    intercept: bool = True,
    level: float = 0.95,
) -> Regression:
    """Regress the effects of trials on one or more moderators.

    Parameters
    ----------
    moderators
        Name -> one number per trial, shape (k,); a group is given as columns of 0 and 1.
    method
        FE (moderators explain everything beyond chance) or an estimator of tau².
    test
        ``z``; ``t`` with k - p degrees of freedom; ``knapp-hartung``; or its ``adhoc`` form that
        never narrows the interval.

    Raises
    ------
    NotApplicable
        With fewer trials than coefficients plus one, or moderators that repeat each other.

    References
    ----------
    knapp-hartung-2003
    """
    x = design(moderators, effects.k, intercept=intercept)
    names = (*((INTERCEPT,) if intercept else ()), *moderators)
    return fitted(effects, x, names, method=method, test=test, intercept=intercept, level=level)


def fitted(
    effects: Effects,
    x: Array,
    names: Sequence[str],
    *,
    method: Method,
    test: Test,
    intercept: bool,
    level: float,
) -> Regression:
    """The regression for a matrix that is known to be of full rank."""
    y, v = effects.estimate, effects.variance
    k, p = x.shape
    alone = k == 1 and p == 1  # one trial is its own pool
    if k <= p and not alone:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": k}))
    used: Method = "FE" if alone else method
    found = scatter.estimate(y, v, x, used)
    at = scatter.fit(y, v, x, found.tau2)
    adjusted = test if not alone else "z"
    scale, df = _scale(at.q, k - p, adjusted)
    covariance = at.covariance * scale
    coefficients = _coefficients(at.beta, covariance, names, df, level)
    heterogeneity = _heterogeneity(y, v, x, found)
    first = 1 if intercept and p > 1 else 0
    moderators_q, moderators_p = _moderators(at.beta[first:], covariance[first:, first:], df)
    return Regression(
        measure=effects.measure,
        method=method,
        test=adjusted,
        k=k,
        coefficients=coefficients,
        covariance=tuple(tuple(float(one) for one in row) for row in covariance),
        tau2=found.tau2,
        tau2_se=found.se,
        heterogeneity=heterogeneity,
        moderators_q=moderators_q,
        moderators_df=p - first,
        moderators_df2=None if df is None else df,
        moderators_p=moderators_p,
        r2=_explained(y, v, x, found, intercept=intercept),
    )


def _scale(q: float, df: int, test: Test) -> tuple[float, int | None]:
    """What the covariance is multiplied with, and the degrees of freedom of t (None: normal)."""
    if test == "z":
        return 1.0, None
    if test == "t":
        return 1.0, df
    spread = q / df
    return (max(1.0, spread) if test == "knapp-hartung-adhoc" else spread), df


def quantile(level: float, df: int | None) -> float:
    """The two-sided quantile of the normal (df None) or t distribution."""
    tail = 0.5 + level / 2
    return float(norm.ppf(tail) if df is None else student.ppf(tail, df))


def two_sided(statistic: float, df: int | None) -> float:
    """The two-sided p of a normal (df None) or t statistic."""
    return float(2 * (norm.sf(abs(statistic)) if df is None else student.sf(abs(statistic), df)))


def _coefficients(
    beta: Array, covariance: Array, names: Sequence[str], df: int | None, level: float
) -> tuple[Coefficient, ...]:
    width = quantile(level, df)
    lines = []
    for name, value, se in zip(names, beta, np.sqrt(np.diag(covariance)), strict=True):
        statistic = float(value / se) if se > 0 else math.copysign(math.inf, float(value))
        lines.append(
            Coefficient(
                name=name,
                estimate=float(value),
                se=float(se),
                statistic=statistic,
                p=two_sided(statistic, df),
                ci_low=float(value - width * se),
                ci_high=float(value + width * se),
            )
        )
    return tuple(lines)


def _heterogeneity(y: Array, v: Array, x: Array, found: Scatter) -> Heterogeneity:
    k, p = x.shape
    fixed = scatter.fit(y, v, x, 0.0)
    df = k - p
    if df == 0:
        return Heterogeneity(0.0, 0, 1.0, 0.0, 0.0, 1.0, 1.0)
    q = fixed.q
    typical = df / fixed.trace_p
    from_q = max(0.0, (q - df) / q) if q > 0 else 0.0
    random = found.method != "FE"
    return Heterogeneity(
        q=q,
        q_df=df,
        q_p=float(chi2.sf(q, df)),
        i2_from_q=from_q,
        i2_from_tau2=found.tau2 / (typical + found.tau2) if random else from_q,
        h2_from_q=q / df,
        h2_from_tau2=found.tau2 / typical + 1 if random else q / df,
    )


def _moderators(beta: Array, covariance: Array, df: int | None) -> tuple[float, float]:
    q = float(beta @ np.linalg.solve(covariance, beta)) if (np.diag(covariance) > 0).all() else 0.0
    m = len(beta)
    if df is None:
        return q, float(chi2.sf(q, m))
    return q / m, float(f.sf(q / m, m, df))


def _explained(y: Array, v: Array, x: Array, found: Scatter, *, intercept: bool) -> float | None:
    if found.method == "FE" or x.shape[1] == 1 or not intercept:
        return None
    before = scatter.estimate(y, v, np.ones((len(y), 1)), found.method).tau2
    return max(0.0, (before - found.tau2) / before) if before > 0 else 0.0
