"""Is a difference large enough to matter? From the interval and the smallest important one."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from magwise.core.errors import NotApplicable, Problem

if TYPE_CHECKING:
    from magwise.knowledge.schema.evidence import Outcome, Synthesis, Threshold


class EffectClass(StrEnum):
    """What an interval says, once it is laid beside the smallest difference that matters."""

    LARGE = "large_benefit"
    MODERATE = "moderate_benefit"
    SMALL = "small_unimportant_benefit"
    TRIVIAL = "trivial_or_none"
    HARM = "harm"
    UNCERTAIN = "uncertain"  # both "nothing" and "it matters" fit the interval
    BENEFIT = "benefit_of_unknown_size"  # not chance, but no threshold is known
    CHANGE = "change"  # not chance, and neither way is better


@dataclass(frozen=True, slots=True)
class Gain:
    """An effect turned so that above zero is good for the person, on the pooled scale.

    Attributes
    ----------
    best, low, high
        Estimate and interval; logarithms for ratios.
    matters, large
        The smallest important difference, and from where on it is large; None when not known.
    """

    best: float
    low: float
    high: float
    matters: float | None
    large: float | None

    def __post_init__(self) -> None:
        if not self.low <= self.best <= self.high:
            raise NotApplicable(Problem("error.pool-number"))

    @property
    def excludes_none(self) -> bool:
        """True when the interval leaves out "no difference"."""
        return self.low > 0 or self.high < 0

    @property
    def crosses_benefit(self) -> bool:
        """True when the interval lies on both sides of an important benefit."""
        return self.matters is not None and self.low < self.matters < self.high

    @property
    def crosses_harm(self) -> bool:
        """True when the interval lies on both sides of an important harm."""
        return self.matters is not None and self.low < -self.matters < self.high

    def widened(self, factor: float) -> "Gain":
        """The same effect, known less well."""
        return Gain(
            self.best,
            self.best - (self.best - self.low) * factor,
            self.best + (self.high - self.best) * factor,
            self.matters,
            self.large,
        )

    def turned(self) -> "Gain":
        """The same effect with the opposite sign."""
        return Gain(-self.best, -self.high, -self.low, self.matters, self.large)


def gain(synthesis: "Synthesis", outcome: "Outcome", threshold: "Threshold | None") -> Gain | None:
    """The effect of a synthesis as gain for the person; None without an interval.

    A threshold counts only where it is in the unit of the estimate: five mmHg says nothing about
    a standardised difference.
    """
    found = synthesis.estimate
    if found is None or found.value is None or found.low is None or found.high is None:
        return None
    parts = (found.low, found.value, found.high)
    ratio = synthesis.measure in ("OR", "RR")
    if ratio:
        parts = (math.log(parts[0]), math.log(parts[1]), math.log(parts[2]))
    sign = -1.0 if outcome.better == "lower" else 1.0
    if synthesis.reversed:
        sign = -sign
    low, best, high = parts if sign > 0 else (-parts[2], -parts[1], -parts[0])
    matters, large = _threshold(synthesis, threshold, ratio=ratio)
    return Gain(best, low, high, matters, large)


def _threshold(
    synthesis: "Synthesis", threshold: "Threshold | None", *, ratio: bool
) -> tuple[float | None, float | None]:
    if threshold is None or threshold.value.value is None or synthesis.estimate is None:
        return None, None
    same_unit = threshold.ratio if ratio else threshold.value.unit == synthesis.estimate.unit
    if not same_unit:
        return None, None
    matters = math.log(threshold.value.value) if ratio else threshold.value.value
    stated = threshold.large.value if threshold.large is not None else None
    large = 2 * matters if stated is None else (math.log(stated) if ratio else stated)
    return matters, large


def effect_class(gain: Gain, *, better: str = "lower") -> EffectClass:
    """Which word an interval deserves; never "no effect" because p is above .05.

    Examples
    --------
    >>> effect_class(Gain(best=0.18, low=-0.49, high=0.84, matters=1, large=2))
    <EffectClass.TRIVIAL: 'trivial_or_none'>
    """
    if gain.excludes_none:
        return _beyond_chance(gain, better)
    if gain.matters is not None and -gain.matters <= gain.low and gain.high <= gain.matters:
        return EffectClass.TRIVIAL
    return EffectClass.UNCERTAIN


def _beyond_chance(gain: Gain, better: str) -> EffectClass:
    if better == "neither":
        return EffectClass.CHANGE
    if gain.high < 0:
        return EffectClass.HARM
    if gain.matters is None or gain.large is None:
        return EffectClass.BENEFIT
    if gain.low > gain.large:
        return EffectClass.LARGE
    return EffectClass.MODERATE if gain.best > gain.matters else EffectClass.SMALL
