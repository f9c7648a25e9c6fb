"""What timing takes and gives: gaps around medicines, places in a day, or none."""

import math
from dataclasses import dataclass, field

from magwise.core.records import (
    EVENING_MINUTES,
    FASTING_MINUTES,
    MINUTES_PER_DAY,
    Schedule,
)


@dataclass(frozen=True, slots=True)
class Apart:
    """How far one medicine and magnesium stay apart [minutes], and when it is taken.

    Attributes
    ----------
    medicine_first_minutes
        After the medicine, magnesium waits at least this long.
    magnesium_first_minutes
        After magnesium, the medicine waits at least this long.
    times
        When the person takes it [minutes after midnight], every day; empty when unknown.
    fasting
        Taken on an empty stomach.
    evening_from
        Beside this medicine magnesium is taken only from this moment on, until the night is over
        (eleven hours later); None when any part of the day will do. Holds without ``times`` too.
    """

    medicine: str
    medicine_first_minutes: int
    magnesium_first_minutes: int
    times: tuple[int, ...] = ()
    fasting: bool = False
    evening_from: int | None = None

    @classmethod
    def of_hours(
        cls,
        medicine: str,
        medicine_first_hours: float,
        magnesium_first_hours: float,
        times: tuple[int, ...] = (),
        *,
        fasting: bool = False,
        evening_from: int | None = None,
    ) -> "Apart":
        """The same in hours, rounded up to whole minutes."""
        return cls(
            medicine,
            math.ceil(60 * medicine_first_hours),
            math.ceil(60 * magnesium_first_hours),
            times,
            fasting,
            evening_from,
        )

    @property
    def needed(self) -> tuple[tuple[str, int], ...]:
        """What is asked in each order [minutes], the empty stomach counted in."""
        extra = FASTING_MINUTES if self.fasting else 0
        return (
            ("medicine-first", max(self.medicine_first_minutes, extra)),
            ("magnesium-first", max(self.magnesium_first_minutes, extra)),
        )

    def distances(self, minute: int) -> "tuple[Distance, ...]":
        """What a dose at this minute keeps from each intake, in each order.

        Medicines are taken every day, so yesterday's and tomorrow's count through midnight.
        """
        return tuple(
            Distance(
                self.medicine,
                taken,
                minute,
                order,
                needed,
                (minute - taken if order == "medicine-first" else taken - minute) % MINUTES_PER_DAY,
            )
            for taken in self.times
            for order, needed in self.needed
        )

    def shortfalls(self, minute: int) -> "tuple[Distance, ...]":
        """Every gap a dose at this minute would break, and the evening it comes before."""
        short = (one for one in self.distances(minute) if one.kept_minutes < one.needed_minutes)
        return (*self._too_early(minute), *short)

    def _too_early(self, minute: int) -> "tuple[Distance, ...]":
        if self.evening_from is None or _since(self.evening_from, minute) < EVENING_MINUTES:
            return ()
        wait = _since(minute, self.evening_from)
        return (Distance(self.medicine, self.evening_from, minute, "evening", wait, 0),)

    def allows(self, minute: int) -> bool:
        """Whether a dose at this minute [minutes after midnight] keeps every gap."""
        return not self.shortfalls(minute)


def _since(earlier: int, later: int) -> int:
    """Minutes from one time of day to the next time it is another."""
    return (later - earlier) % MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a dose and one intake of a medicine lie apart.

    ``order`` is ``medicine-first`` or ``magnesium-first``; ``needed_minutes`` and
    ``kept_minutes`` are the gap asked for and the one that is there [minutes]. With the order
    ``evening`` the dose stands too early in the day: ``medicine_minute`` is when the evening
    begins, and ``needed_minutes`` how long the dose has to wait for it.
    """

    medicine: str
    medicine_minute: int
    dose_minute: int
    order: str
    needed_minutes: int
    kept_minutes: int


@dataclass(frozen=True, slots=True)
class Training:
    """A training in an ordinary day: when it begins and how long it lasts [minutes]."""

    minute: int
    minutes: int = 60


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the doses go.

    Attributes
    ----------
    minutes
        Times of the doses in order of the day [minutes after midnight]; empty when a clock time
        cannot be named because a medicine's time is unknown, or nothing fixes the day.
    with_meal
        For each dose, whether it falls at a meal.
    anchors
        Medicines whose time is unknown: their gaps are said instead of a clock time.
    schedule
        The day with meals, medicines, training and doses.
    kept
        Why these minutes: what every dose keeps from the medicine before it and after it.
    passed_over
        Why not another meal: for each meal that no dose may stand at, the gap it would break.
    """

    minutes: tuple[int, ...]
    with_meal: tuple[bool, ...] = ()
    anchors: tuple[Apart, ...] = ()
    schedule: Schedule = field(default_factory=Schedule)
    kept: tuple[Distance, ...] = ()
    passed_over: tuple[Distance, ...] = ()


@dataclass(frozen=True, slots=True)
class NoSlot:
    """No moment keeps all gaps; a gap is never bent.

    Attributes
    ----------
    colliding
        The smallest group of medicines that together leave no room; empty when the doses do not
        even fit between waking and bed without any medicine.
    times
        When each of those is taken [minutes after midnight].
    fewer_doses
        How many doses a day would still fit: 0 means pause magnesium or ask the pharmacist.
    freeing
        Medicines that leave room for all doses when they alone are not counted: whether such a
        medicine may be taken at another time is for the prescriber or pharmacist to say.
    """

    colliding: tuple[str, ...]
    times: tuple[tuple[int, ...], ...]
    fewer_doses: int
    freeing: tuple[str, ...] = ()
