"""A number that says how sure it is, and a sum that says what it could not count."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A best estimate between a low and a high one, in one unit.

    Raises
    ------
    ValueError
        When the three are not finite or not in order.

    Examples
    --------
    >>> Interval(60, 75, 90).scaled(2)
    Interval(low=120, best=150, high=180)
    """

    low: float
    best: float
    high: float

    def __post_init__(self) -> None:
        if not all(math.isfinite(part) for part in (self.low, self.best, self.high)):
            raise ValueError(f"an interval needs finite numbers, not {self.low}..{self.high}")
        if not self.low <= self.best <= self.high:
            raise ValueError(f"not in order: {self.low} <= {self.best} <= {self.high}")

    @classmethod
    def exact(cls, value: float) -> "Interval":
        """An interval without width."""
        return cls(value, value, value)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.best + other.best, self.high + other.high)

    def scaled(self, factor: float) -> "Interval":
        """The same interval, a non-negative number of times."""
        if factor < 0:
            raise ValueError("an interval is scaled by a non-negative number")
        return Interval(self.low * factor, self.best * factor, self.high * factor)

    def times(self, other: "Interval") -> "Interval":
        """The product of two intervals of non-negative numbers."""
        return Interval(self.low * other.low, self.best * other.best, self.high * other.high)

    @property
    def width(self) -> float:
        """How far high lies above low."""
        return self.high - self.low

    def as_dict(self) -> dict[str, float]:
        """``{low, best, high}``, rounded to what can be meant."""
        return {"low": round(self.low, 3), "best": round(self.best, 3), "high": round(self.high, 3)}


def independent_sum(parts: Iterable[Interval]) -> Interval:
    """Add intervals whose errors have nothing to do with each other.

    Half-widths add as squares, on each side apart: ten foods guessed 20 % too low or too high
    do not all err the same way.

    Examples
    --------
    >>> independent_sum([Interval(7, 10, 13), Interval(6, 10, 14)])
    Interval(low=15.0, best=20.0, high=25.0)
    """
    best = 0.0
    below = 0.0
    above = 0.0
    for part in parts:
        best += part.best
        below += (part.best - part.low) ** 2
        above += (part.high - part.best) ** 2
    return Interval(max(0.0, best - math.sqrt(below)), best, best + math.sqrt(above))


@dataclass(frozen=True, slots=True)
class Total:
    """What is known of a sum, and how much of it is known.

    Attributes
    ----------
    known
        The sum of everything that has a value; a lower bound when ``completeness`` is below 1.
    completeness
        Share, by weight in grams, of what was eaten that has a value [0-1]; None when nothing
        was eaten at all.
    unresolved
        How many contributors have no value.
    """

    known: Interval
    completeness: float | None
    unresolved: int = 0

    @property
    def is_complete(self) -> bool:
        """True only when every contributor has a value."""
        return self.unresolved == 0 and self.completeness is not None and self.completeness >= 1.0
