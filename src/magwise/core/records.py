"""The plain records everyone shares: doses, regimens, schedules and usual intake."""

from dataclasses import dataclass, field
from enum import StrEnum

from magwise.core.interval import Interval

MINUTES_PER_DAY = 24 * 60
# A medicine that wants magnesium in the evening leaves it until the night is over.
EVENING_MINUTES = 11 * 60
# A dose taken with food is food: it also stays this far from a medicine that wants an empty
# stomach, whatever the gap says. Our own judgement; product texts say 30 to 60 minutes.
FASTING_MINUTES = 60


class Origin(StrEnum):
    """Where magnesium comes from; the upper level counts everything but plain food."""

    FOOD = "food"
    FORTIFIED = "fortified"  # added to food or drink by the maker
    SUPPLEMENT = "supplement"
    MEDICINE = "medicine"  # antacid, laxative, prescribed magnesium


@dataclass(frozen=True, slots=True)
class Dose:
    """One amount of magnesium taken at one moment.

    Attributes
    ----------
    elemental_mg
        Magnesium itself, never the salt [mg]; None when the label leaves it open.
    form
        Id of a supplement form (``citrate``), or None when unknown.
    minute
        Time of day [minutes after midnight], or None when not fixed.
    with_food
        True, False, or None when unknown.
    """

    elemental_mg: float | None
    form: str | None = None
    origin: Origin = Origin.SUPPLEMENT
    minute: int | None = None
    with_food: bool | None = None


@dataclass(frozen=True, slots=True)
class Regimen:
    """The doses of one day, taken every day of a span of days.

    ``first_day`` and ``last_day`` count from 0 = today; ``last_day`` None means no end was given.
    """

    doses: tuple[Dose, ...]
    first_day: int = 0
    last_day: int | None = None

    @property
    def elemental_mg_per_day(self) -> float | None:
        """Magnesium a day [mg]; None when any dose is unknown."""
        if any(dose.elemental_mg is None for dose in self.doses):
            return None
        return sum(dose.elemental_mg or 0.0 for dose in self.doses)


class EventKind(StrEnum):
    """What happens at a moment of the day."""

    MEAL = "meal"
    MEDICINE = "medicine"
    DOSE = "dose"
    TRAINING = "training"
    SLEEP = "sleep"


@dataclass(frozen=True, slots=True)
class Event:
    """Something at a moment of the day; ``subject`` is an id (medicine, form, meal)."""

    minute: int
    kind: EventKind
    subject: str
    elemental_mg: float | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A day in order of time."""

    events: tuple[Event, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class UsualIntake:
    """What a person usually gets from food in a day, as far as a few days can tell.

    Attributes
    ----------
    mg_per_day
        Median and 90 % interval of usual intake [mg/day].
    log_mean, log_sd
        The same as a normal distribution of the natural logarithm of mg/day.
    days_used
        Diary days that counted.
    completeness
        Share of the grams eaten that has a magnesium value [0-1].
    alternatives
        ``(log_mean, log_sd)`` of the same estimate under other defensible assumptions, so that
        what is computed from it can say how much hangs on them.
    """

    mg_per_day: Interval
    log_mean: float
    log_sd: float
    days_used: int
    completeness: float | None = None
    alternatives: tuple[tuple[float, float], ...] = ()
