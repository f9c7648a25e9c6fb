"""The weeks in a calendar: doses with an alarm, what begins each week, when to look back.

The file itself is written by `calendar_file`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.core.records import Dose, EventKind, Regimen
from magwise.models.timing import check_dates
from magwise.plan.placing import apart_of, whole_day
from magwise.report.calendar_file import Entry, calendar_file
from magwise.report.plan import interface_words
from magwise.text import numbers
from magwise.text.quoting import clean
from magwise.text.rendering import Language, render

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import Plan
    from magwise.plan.weeks import Programme

# One time zone for the countries that have one; elsewhere times are those of the reader's clock.
ZONES: Mapping[str, str] = {
    "nl": "Europe/Amsterdam", "be": "Europe/Brussels", "gb": "Europe/London",
    "ie": "Europe/Dublin", "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich",
    "fr": "Europe/Paris", "es": "Europe/Madrid", "it": "Europe/Rome", "lu": "Europe/Luxembourg",
    "dk": "Europe/Copenhagen", "se": "Europe/Stockholm", "no": "Europe/Oslo",
    "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw",
    "cz": "Europe/Prague",
}  # fmt: skip
_LOOK = time(19, 0)


def zone_of(country: str | None, asked: str | None = None) -> ZoneInfo | None:
    """The time zone that was asked for, else the country's; None for the reader's own clock.

    Raises
    ------
    InputError
        When a time zone of this name is not known.
    """
    name = asked or ZONES.get(country or "")
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(Problem("error.zone", "--zone", {"given": name})) from error


def entries(
    plan: "Plan",
    programme: "Programme",
    kb: "Knowledge",
    language: Language,
    zone: tzinfo | None = None,
    *,
    medicines: bool = False,
) -> tuple[Entry, ...]:
    """What stands in the calendar, in order of time; nothing when there is nothing to plan.

    With ``medicines`` each medicine of which the time is known rings at that time, every day of
    the weeks: the gaps are kept only when the medicines are where the plan has them.
    """
    ui = interface_words(kb, language)

    def words(facts: Sequence[Fact]) -> str:
        return "\n".join(render(fact, kb, language) for fact in facts)

    found = list(_doses(plan, programme, kb, language, zone))
    if medicines and programme.weeks:
        found += _medicines(plan, programme, kb, language, zone)
    for week in programme.weeks:
        title = ui["calendar-week"].replace("{n}", str(week.number))
        first = date.fromisoformat(week.first_day)
        found.append(Entry(f"week-{week.number}", first, title, words(week.tasks)))
        look = ui["calendar-look"].replace("{n}", str(week.number))
        end = datetime.combine(date.fromisoformat(week.last_day), _LOOK, zone)
        found.append(Entry(f"look-{week.number}", end, look, words(week.check_in), alarm=True))
    if programme.weeks:
        review = datetime.combine(date.fromisoformat(programme.review), _LOOK, zone)
        text = words(programme.phases[-1:])
        found.append(Entry("review", review, ui["calendar-review"], text, alarm=True))
    if programme.dose_stops is not None:
        stop = datetime.combine(date.fromisoformat(programme.dose_stops), time(9), zone)
        facts = [fact for fact in plan.findings if fact.id == "supplement.until"]
        found.append(Entry("stop", stop, ui["calendar-stop"], words(facts), alarm=True))
    return tuple(sorted(found, key=lambda entry: (_moment(entry.start), entry.name)))


def _doses(
    plan: "Plan",
    programme: "Programme",
    kb: "Knowledge",
    language: Language,
    zone: tzinfo | None,
) -> Iterator[Entry]:
    """A daily event for each dose of each step, without the nights that the clock makes short."""
    today = date.fromisoformat(programme.start)
    stop_rules = [fact for fact in plan.findings if fact.id == "supplement.stop-rules"]
    steps = (("start", plan.supplement), ("step-up", plan.step_up))
    for step, regimen in steps:
        if regimen is None or regimen.last_day is None:
            continue
        days = _span(today, regimen)
        short = {} if zone is None else _short_nights(plan, days, zone)
        for number, dose in enumerate(regimen.doses, 1):
            if dose.minute is None:
                continue
            left_out = tuple(sorted(short.get(dose.minute, {})))
            said = [*short.get(dose.minute, {}).values(), *stop_rules]
            first = next((day for day in days if day not in left_out), days[0])
            yield Entry(
                f"dose-{step}-{number}",
                datetime.combine(first, time(*divmod(dose.minute, 60)), zone),
                _dose_title(dose, kb, language),
                "\n".join(render(fact, kb, language) for fact in said),
                alarm=True,
                until=days[-1],
                without=tuple(day for day in left_out if day > first),
            )


def _medicines(
    plan: "Plan", programme: "Programme", kb: "Knowledge", language: Language, zone: tzinfo | None
) -> Iterator[Entry]:
    first = date.fromisoformat(programme.start)
    last = date.fromisoformat(programme.weeks[-1].last_day)
    for event in whole_day(plan.assessment, None, kb).events:
        if event.kind is EventKind.MEDICINE:
            record = kb.medicines.get(event.subject)
            title = clean(record.names.of(language) if record else event.subject, 80)
            mark = hashlib.sha256(event.subject.encode()).hexdigest()[:8]
            start = datetime.combine(first, time(*divmod(event.minute, 60)), zone)
            name = f"medicine-{mark}-{event.minute}"
            yield Entry(name, start, title, "", alarm=True, until=last)


def _span(today: date, regimen: Regimen) -> list[date]:
    last = regimen.last_day or regimen.first_day
    return [today + timedelta(days=day) for day in range(regimen.first_day, last + 1)]


def _short_nights(plan: "Plan", days: Sequence[date], zone: tzinfo) -> dict[int, dict[date, Fact]]:
    """By minute of the dose: the dates on which the clock makes a gap too short, and why."""
    if plan.schedule is None:
        return {}
    found: dict[int, dict[date, Fact]] = {}
    gaps = apart_of(plan.assessment.verdict.gaps)
    for day, broken in check_dates(plan.schedule, gaps, days, zone):
        fact = Fact(
            "timing.clock-change",
            {"date": day.isoformat(), "time": broken.dose_minute, "medicine": broken.medicine},
        )
        found.setdefault(broken.dose_minute, {})[day] = fact
    return found


def _dose_title(dose: Dose, kb: "Knowledge", language: Language) -> str:
    amount = numbers.decimal(dose.elemental_mg or 0.0, language)
    return interface_words(kb, language)["calendar-dose"].replace("{n}", amount)


def _moment(start: datetime | date) -> str:
    return start.isoformat() if isinstance(start, datetime) else f"{start.isoformat()}T"


def calendar(
    found: Sequence[Entry],
    plan: "Plan",
    kb: "Knowledge",
    language: Language,
    *,
    before: bytes | None = None,
) -> bytes | None:
    """The calendar as a file that common programs open (iCalendar, RFC 5545).

    Parameters
    ----------
    found
        What stands in it.
    before
        The calendar of an earlier plan, if it is there: what is no longer planned is cancelled
        in the new one, and numbers count on, so that a calendar takes the newer one.

    Returns
    -------
    bytes or None
        None when nothing is planned and nothing has to be cancelled.

    Raises
    ------
    InputError
        When what writes calendars is not installed.
    """
    ui = interface_words(kb, language)
    profile = plan.assessment.profile
    return calendar_file(
        found,
        hashlib.sha256(f"{profile.id}/{profile.name or ''}".encode()).hexdigest()[:16],
        product="Magnesium plan",
        today=date.fromisoformat(plan.assessment.today),
        name=ui["calendar-name"],
        gone=ui["calendar-dose-gone"],
        before=before,
    )
