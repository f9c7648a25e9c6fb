"""What a diary says about magnesium: by day, and as an estimate of usual intake."""

from dataclasses import dataclass

from magwise.core.facts import Fact
from magwise.core.interval import Total
from magwise.core.records import UsualIntake
from magwise.foods.records import ParsedLine


@dataclass(frozen=True, slots=True)
class DayIntake:
    """One diary day as it was understood.

    Attributes
    ----------
    magnesium_mg
        Plain food and drink only [mg].
    fortified_mg, supplement_mg, medicine_mg
        Magnesium from the other origins [mg]; ``unresolved`` counts what has no figure.
    nutrients
        Totals of the other nutrients by nutrient id, each with its completeness.
    complete
        What the person said; None when not said.
    """

    date: str
    is_weekend: bool
    complete: bool | None
    magnesium_mg: Total
    fortified_mg: Total
    supplement_mg: Total
    medicine_mg: Total
    nutrients: dict[str, Total]
    lines: tuple[ParsedLine, ...]


@dataclass(frozen=True, slots=True)
class IntakeEstimate:
    """Usual magnesium intake from food, or None with the facts that say why not.

    ``counted`` are the dates of the days in the estimate; the others were incomplete or empty.
    """

    usual: UsualIntake | None
    days: tuple[DayIntake, ...]
    facts: tuple[Fact, ...]
    counted: tuple[str, ...] = ()
