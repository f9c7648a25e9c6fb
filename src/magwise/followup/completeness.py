"""How much of the log is filled in, and how much of the supplement was really taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from magwise.followup.comparing import AFTER_DAYS, BEFORE_DAYS, SCORES
from magwise.followup.records import Start
from magwise.followup.signals import side_effects
from magwise.knowledge import Knowledge
from magwise.person.log import Log, LogDay

READ: dict[str, Callable[[LogDay], object]] = {
    "cramps": lambda day: day.cramps,
    **SCORES,
    "stool": lambda day: day.stool,
    "side-effects": lambda day: day.side_effects,
    "doses": lambda day: day.doses,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """On how many days something was filled in: before the plan, during it, and lately [days].

    A day that is not counted here is unknown, never nothing.
    """

    what: str
    before: int
    during: int
    lately: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of the log is filled in, with how many days each stretch has [days]."""

    before_days: int
    during_days: int
    lately_days: int
    rows: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many doses were taken on the days of which it is known.

    Attributes
    ----------
    known_days, days
        Days with doses filled in, and all days that had doses in the plan [days].
    doses, planned
        Doses taken on the known days, and doses that belonged to those days.
    """

    known_days: int
    days: int
    doses: float
    planned: float

    @property
    def share(self) -> float | None:
        """Share of the doses that was taken [0 and up]; None when no day is known."""
        return self.doses / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class SideEffectDays:
    """A side effect and the days on which it was written down; ``known`` False for own words."""

    name: str
    known: bool
    days: tuple[str, ...]


def completeness(start: Start, log: Log, today: date) -> Completeness:
    """How many days of each thing were filled in, before the plan, during it, and lately."""
    first, end = start.first_day, min(today, start.last_day)
    lately = max(first, end - timedelta(days=AFTER_DAYS - 1))
    before = log.between(first - timedelta(days=BEFORE_DAYS), first - timedelta(days=1))
    during, recent = log.between(first, end), log.between(lately, end)

    def filled(days: Sequence[LogDay], read: Callable[[LogDay], object]) -> int:
        return sum(read(day) is not None for day in days)

    rows = tuple(
        Filled(what, filled(before, read), filled(during, read), filled(recent, read))
        for what, read in READ.items()
        if what != "doses" or start.regimen is not None
    )
    return Completeness(BEFORE_DAYS, (end - first).days + 1, (end - lately).days + 1, rows)


def planned_doses(start: Start, day: date) -> int:
    """How many doses belonged to a day of the plan, before any step up; 0 outside its days."""
    regimen = start.regimen
    if regimen is None or not start.first_day <= day <= start.last_day:
        return 0
    number = (day - start.first_day).days
    last = regimen.last_day if regimen.last_day is not None else start.weeks * 7 - 1
    later = start.step_up
    if later is not None and number >= later.first_day:
        # Whether the step up was made is not known; the smaller of the two is never too strict.
        return min(len(regimen.doses), len(later.doses))
    return len(regimen.doses) if regimen.first_day <= number <= last else 0


def taken(start: Start, log: Log, today: date) -> Taken | None:
    """How many of the planned doses were taken, counted on known days only; None without doses."""
    if start.regimen is None:
        return None
    end = min(today, start.last_day)
    logged = {day.date: day.doses for day in log.between(start.first_day, end)}
    days = known = planned_on_known = 0
    doses = 0.0
    for number in range((end - start.first_day).days + 1):
        on = start.first_day + timedelta(days=number)
        planned = planned_doses(start, on)
        if not planned:
            continue
        days += 1
        found = logged.get(on.isoformat())
        if found is not None:
            known += 1
            doses += found
            planned_on_known += planned
    return Taken(known, days, doses, float(planned_on_known))


def side_effect_days(
    start: Start, log: Log, kb: Knowledge, today: date
) -> tuple[SideEffectDays, ...]:
    """Each side effect since the first day with its days; a word we do not know stands as it is."""
    found: dict[tuple[str, bool], list[str]] = {}
    for day in log.between(start.first_day, today):
        read = side_effects(day, kb)
        for name in sorted(read.ids):
            found.setdefault((name, True), []).append(day.date)
        for word in read.unknown:
            found.setdefault((word, False), []).append(day.date)
    return tuple(SideEffectDays(name, known, tuple(days)) for (name, known), days in found.items())
