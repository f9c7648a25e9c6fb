"""What one trial found, as a number with a variance: the raw material of every pool.

Conventions follow metafor: half an event is added to the four cells of a trial that has an empty
cell, and only there; ratios are pooled on the log scale; the standardised mean difference is
Hedges' g with the exact correction.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from magwise.core.errors import NotApplicable, Problem

Measure = Literal["OR", "RR", "RD", "MD", "SMD", "GEN"]
Array = NDArray[np.float64]
COUNTS: tuple[Measure, ...] = ("OR", "RR", "RD")
MEANS: tuple[Measure, ...] = ("MD", "SMD")
RATIOS: tuple[Measure, ...] = ("OR", "RR")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many of how many had the event, in both arms of each trial; arrays of shape (k,)."""

    events_treated: Array
    n_treated: Array
    events_control: Array
    n_control: Array
    labels: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        events_treated: ArrayLike,
        n_treated: ArrayLike,
        events_control: ArrayLike,
        n_control: ArrayLike,
        labels: tuple[str, ...] = (),
    ) -> "Counts":
        """Counts from lists.

        Raises
        ------
        NotApplicable
            When lengths differ, an arm is empty, or events are negative or more than people.
        """
        parts = [_column(one) for one in (events_treated, n_treated, events_control, n_control)]
        _same_length(*parts)
        for events, people in ((parts[0], parts[1]), (parts[2], parts[3])):
            if (events < 0).any() or (people < 1).any() or (events > people).any():
                raise NotApplicable(Problem("error.pool-counts"))
        return cls(parts[0], parts[1], parts[2], parts[3], labels or _numbers(parts[0]))

    @property
    def empty_in_both(self) -> NDArray[np.bool_]:
        """Trials in which nobody, or everybody, in both arms had the event."""
        nobody = (self.events_treated == 0) & (self.events_control == 0)
        everybody = (self.events_treated == self.n_treated) & (
            self.events_control == self.n_control
        )
        both: NDArray[np.bool_] = nobody | everybody
        return both

    def take(self, rows: Any) -> "Counts":
        """The same for some of the trials."""
        return Counts(
            self.events_treated[rows],
            self.n_treated[rows],
            self.events_control[rows],
            self.n_control[rows],
            tuple(np.asarray(self.labels, dtype=object)[rows]),
        )

    def cells(self, add: float = 0.5) -> tuple[Array, Array, Array, Array]:
        """Events and non-events of both arms, with ``add`` in trials that have an empty cell."""
        a, b = self.events_treated, self.n_treated - self.events_treated
        c, d = self.events_control, self.n_control - self.events_control
        extra = np.where((a == 0) | (b == 0) | (c == 0) | (d == 0), add, 0.0)
        return a + extra, b + extra, c + extra, d + extra


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """One estimate with its sampling variance per trial, on the scale that is pooled.

    Attributes
    ----------
    measure
        OR and RR are natural logarithms here; RD is a share; MD and GEN have the unit of the data.
    estimate, variance
        Arrays of shape (k,); variances are above zero.
    n
        People per trial, or None when not known.
    """

    measure: Measure
    estimate: Array
    variance: Array
    labels: tuple[str, ...]
    n: Array | None = None

    @property
    def k(self) -> int:
        """How many trials."""
        return len(self.estimate)

    @property
    def is_log(self) -> bool:
        """True when estimates are logarithms of ratios."""
        return self.measure in RATIOS

    def take(self, rows: Any) -> "Effects":
        """The same for some of the trials."""
        return Effects(
            self.measure,
            self.estimate[rows],
            self.variance[rows],
            tuple(np.asarray(self.labels, dtype=object)[rows]),
            None if self.n is None else self.n[rows],
        )


def from_counts(
    counts: Counts, measure: Measure, *, add: float = 0.5, drop_empty: bool = False
) -> Effects:
    """Odds ratio, risk ratio (both as logarithm) or risk difference of each trial.

    Parameters
    ----------
    add
        Added to the four cells of a trial with an empty cell.
    drop_empty
        True leaves out trials in which nobody or everybody in both arms had the event; they say
        nothing about a ratio. False keeps them, as metafor does.

    Examples
    --------
    >>> round(float(from_counts(Counts.of([1], [40], [2], [36]), "OR").estimate[0]), 4)
    -0.8303
    """
    if drop_empty:
        counts = counts.take(~counts.empty_in_both)
    a, b, c, d = counts.cells(add)
    treated, control = a + b, c + d
    people = counts.n_treated + counts.n_control
    if measure == "OR":
        estimate = np.log(a) - np.log(b) - np.log(c) + np.log(d)
        variance = 1 / a + 1 / b + 1 / c + 1 / d
    elif measure == "RR":
        estimate = np.log(a / treated) - np.log(c / control)
        variance = 1 / a - 1 / treated + 1 / c - 1 / control
    elif measure == "RD":
        estimate = a / treated - c / control
        variance = a * b / treated**3 + c * d / control**3
    else:
        raise NotApplicable(Problem("error.pool-measure", values={"measure": measure}))
    return Effects(measure, estimate, variance, counts.labels, people)


def peto_effects(counts: Counts) -> tuple[Array, Array]:
    """Observed minus expected events, and its hypergeometric variance, per trial."""
    events = counts.events_treated + counts.events_control
    people = counts.n_treated + counts.n_control
    expected = events * counts.n_treated / people
    variance = (
        events * (people - events) * counts.n_treated * counts.n_control / people**2
    ) / np.maximum(people - 1, 1)
    return counts.events_treated - expected, variance


def hedges_correction(df: ArrayLike) -> Array:
    """The exact factor that takes the small-sample bias out of a standardised difference.

    Examples
    --------
    >>> round(float(hedges_correction(10)), 6)
    0.922746
    """
    m = np.asarray(df, dtype=np.float64)
    factor: Array = np.exp(gammaln(m / 2) - np.log(np.sqrt(m / 2)) - gammaln((m - 1) / 2))
    return factor


def from_means(
    *,
    mean_treated: ArrayLike,
    sd_treated: ArrayLike,
    n_treated: ArrayLike,
    mean_control: ArrayLike,
    sd_control: ArrayLike,
    n_control: ArrayLike,
    measure: Measure = "MD",
    labels: tuple[str, ...] = (),
) -> Effects:
    """Mean difference (treated minus control), or Hedges' g, of each trial with two arms.

    Raises
    ------
    NotApplicable
        When a standard deviation is not above zero or an arm has fewer than two people.

    Examples
    --------
    >>> found = from_means(
    ...     mean_treated=[-3.41], sd_treated=[4.05], n_treated=[48],
    ...     mean_control=[-3.03], sd_control=[4.53], n_control=[46],
    ... )
    >>> round(float(found.estimate[0]), 2), round(float(found.variance[0] ** 0.5), 3)
    (-0.38, 0.888)
    """
    m1, s1, n1 = (_column(one) for one in (mean_treated, sd_treated, n_treated))
    m2, s2, n2 = (_column(one) for one in (mean_control, sd_control, n_control))
    _same_length(m1, s1, n1, m2, s2, n2)
    if (s1 <= 0).any() or (s2 <= 0).any() or (n1 < 2).any() or (n2 < 2).any():
        raise NotApplicable(Problem("error.pool-means"))
    if measure == "MD":
        estimate, variance = m1 - m2, s1**2 / n1 + s2**2 / n2
    elif measure == "SMD":
        df = n1 + n2 - 2
        pooled_sd = np.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / df)
        estimate = hedges_correction(df) * (m1 - m2) / pooled_sd
        variance = 1 / n1 + 1 / n2 + estimate**2 / (2 * (n1 + n2))
    else:
        raise NotApplicable(Problem("error.pool-measure", values={"measure": measure}))
    return Effects(measure, estimate, variance, labels or _numbers(m1), n1 + n2)


def generic(
    estimate: ArrayLike,
    variance: ArrayLike,
    *,
    measure: Measure = "GEN",
    labels: tuple[str, ...] = (),
    n: ArrayLike | None = None,
) -> Effects:
    """Estimates that come with their own variance; ratios as logarithms.

    Raises
    ------
    NotApplicable
        When a variance is not above zero or a number is not finite.
    """
    y, v = _column(estimate), _column(variance)
    _same_length(y, v)
    if (v <= 0).any():
        raise NotApplicable(Problem("error.pool-variance"))
    return Effects(measure, y, v, labels or _numbers(y), None if n is None else _column(n))


def se_from_interval(low: float, high: float, level: float = 0.95) -> float:
    """The standard error that a printed normal interval implies, in the unit of the bounds.

    Examples
    --------
    >>> round(se_from_interval(-27.27, -7.44), 2)
    5.06
    """
    from scipy.special import ndtri

    return (high - low) / (2 * float(ndtri(0.5 + level / 2)))


def se_from_p(difference: float, p: float, df: float = math.inf) -> float:
    """The standard error that a printed two-sided p implies for a difference.

    Examples
    --------
    >>> round(se_from_p(0.7, 0.59, 41), 2)
    1.29
    """
    from scipy.special import ndtri, stdtrit

    quantile = float(ndtri(1 - p / 2) if math.isinf(df) else stdtrit(df, 1 - p / 2))
    return abs(difference) / quantile


def _column(values: ArrayLike) -> Array:
    column: Array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    if column.ndim != 1 or not np.isfinite(column).all():
        raise NotApplicable(Problem("error.pool-number"))
    return column


def _same_length(*columns: Array) -> None:
    if len({len(column) for column in columns}) > 1 or not len(columns[0]):
        raise NotApplicable(Problem("error.pool-number"))


def _numbers(column: Array) -> tuple[str, ...]:
    return tuple(str(i) for i in range(1, len(column) + 1))
