"""Can this diary be everything the person ate? Asked before anything is concluded from it.

One rule: the mean energy of the counted days is compared with resting energy, or with fixed
lines where weight is unknown. Below six tenths of resting energy, or above four times, the diary
gives no intake until the person says that it is all they ate. Between that floor and Goldberg's
cut-off something is probably missing, as in many diaries: then the person is asked, and the
interval is as much wider as the energy falls short.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from magwise.core.interval import Total
from magwise.knowledge import Knowledge
from magwise.models.intake.prior import number
from magwise.models.intake.records import DayIntake
from magwise.person import Profile

ENERGY = "energy_kcal"
_JUDGEABLE = 0.8  # share of what was eaten that must have an energy figure to call it too low
_CONFIDENCE = 1.96


@dataclass(frozen=True, slots=True)
class Oddity:
    """A diary that holds improbably little or much, with the line it crossed [kcal/day].

    ``low`` and ``high`` cannot be right without a word from the person; ``short`` probably
    misses something.
    """

    which: Literal["low", "short", "high"]
    energy_kcal_per_day: float
    bound_kcal_per_day: float

    @property
    def log_shortfall(self) -> float:
        """How far the energy lies below the line, on the log scale; 0 when it does not."""
        if self.which != "short" or self.energy_kcal_per_day <= 0:
            return 0.0
        return math.log(self.bound_kcal_per_day / self.energy_kcal_per_day)


def resting_energy_kcal(profile: Profile, kb: Knowledge) -> float | None:
    """Energy used at rest [kcal/day], from age, sex and weight; None when these are unknown.

    With an unknown sex the lower of both.

    References
    ----------
    henry-2005
    """
    age, weight = profile.age_years, profile.weight_kg
    if age is None or weight is None:
        return None
    found = [
        (equation.per_kg.value or 0.0) * weight + (equation.constant.value or 0.0)
        for equation in kb.energy_equations.values()
        if equation.group.holds(age) and profile.sex in (None, equation.group.sex)
    ]
    return min(found) if found else None


def oddity(
    days: Sequence[DayIntake], weights: Sequence[float], profile: Profile, kb: Knowledge
) -> Oddity | None:
    """Whether a diary holds improbably little or much energy; None when it looks ordinary.

    References
    ----------
    black-2000
    """
    if profile.diary_confirmed is True:
        return None
    energies = [day.nutrients.get(ENERGY) for day in days]
    if not energies or any(energy is None for energy in energies):
        return None
    totals = [energy for energy in energies if energy is not None]
    mean = sum(weight * energy.known.best for weight, energy in zip(weights, totals, strict=True))
    resting = resting_energy_kcal(profile, kb)
    ceiling = kb.quantities["energy-intake"].plausible_high
    if resting is not None:
        floor = resting * number(kb, "energy-floor-share")
        enough = resting * _cut_off(len(days), kb)
        ceiling = min(ceiling, resting * number(kb, "energy-ceiling"))
    elif profile.is_adult:
        floor, enough = number(kb, "energy-floor-adult"), number(kb, "energy-short-adult")
    else:
        floor = enough = number(kb, "energy-floor-other")
    if mean > ceiling:
        return Oddity("high", mean, ceiling)
    if not all(_judgeable(energy) for energy in totals):
        return None
    if mean < floor:
        return Oddity("low", mean, floor)
    return Oddity("short", mean, enough) if mean < enough else None


def _judgeable(energy: Total) -> bool:
    """A sum that misses much of the food cannot show that somebody ate little."""
    return energy.completeness is None or energy.completeness >= _JUDGEABLE


def _cut_off(days: int, kb: Knowledge) -> float:
    """The lowest share of resting energy that a few days of enough eating would show."""
    spread = math.sqrt(
        number(kb, "goldberg-energy-cv") ** 2 / days
        + number(kb, "goldberg-resting-cv") ** 2
        + number(kb, "goldberg-activity-cv") ** 2
    )
    return number(kb, "goldberg-activity") * math.exp(-_CONFIDENCE * spread)
