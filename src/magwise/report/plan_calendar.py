"""The weeks in a calendar: doses with an alarm, what begins each week, when to look back.

Every event has an identity that does not change when the plan is made again, so that a calendar
replaces what it has. Times are local wall time with the rules of the time zone in the file.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.core.records import Dose, Regimen
from magwise.models.timing import check_dates
from magwise.plan.placing import apart_of
from magwise.report.plan import interface_words
from magwise.text import numbers
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
_EPOCH = date(2020, 1, 1)
_STEPS_A_DAY = 100  # so many times a plan may change on one day and still count upwards
_DOSE_MINUTES = 10
_LOOK = time(19, 0)
_ALARM = timedelta(minutes=-5)  # before; some calendars ignore an alarm at the moment itself


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, before it is written.

    ``name`` is what it is, the same in every plan of this person; ``start`` is a date for a
    whole day. ``until`` is the last day of a daily event, ``without`` days on which it is left
    out.
    """

    name: str
    start: datetime | date
    title: str
    text: str
    alarm: bool = False
    until: date | None = None
    without: tuple[date, ...] = ()


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
) -> tuple[Entry, ...]:
    """What stands in the calendar, in order of time; nothing when there is nothing to plan."""
    ui = interface_words(kb, language)

    def words(facts: Sequence[Fact]) -> str:
        return "\n".join(render(fact, kb, language) for fact in facts)

    found = list(_doses(plan, programme, kb, language, zone))
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
    try:
        import icalendar
    except ImportError as error:
        raise InputError(Problem("error.calendar-missing", "--ics")) from error

    ui = interface_words(kb, language)
    profile = plan.assessment.profile
    person = hashlib.sha256(f"{profile.id}/{profile.name or ''}".encode()).hexdigest()[:16]
    earlier = _earlier(before, f"-{person}@magwise", icalendar)
    today = date.fromisoformat(plan.assessment.today)
    sequence = max(
        (today - _EPOCH).days * _STEPS_A_DAY,
        *(int(event.get("SEQUENCE", 0)) + 1 for event in earlier.values()),
        0,
    )
    stamp = datetime.combine(today, time(), UTC)
    made = icalendar.Calendar()
    made.add("prodid", "-//Magwise//Magnesium plan//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", ui["calendar-name"])
    uids = []
    for entry in found:
        uid = f"{entry.name}-{person}@magwise"
        uids.append(uid)
        made.add_component(_event(entry, uid, sequence, stamp, icalendar))
    gone = [event for uid, event in earlier.items() if uid not in uids]
    for event in gone:
        made.add_component(_cancelled(event, sequence, stamp, ui, icalendar))
    if not found and not gone:
        return None
    made.add_missing_timezones(
        first_date=today - timedelta(days=366), last_date=today + timedelta(days=732)
    )
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, uid: str, sequence: int, stamp: datetime, icalendar: Any) -> Any:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", entry.start)
    if isinstance(entry.start, datetime):
        event.add("dtend", entry.start + timedelta(minutes=_DOSE_MINUTES))
    else:
        event.add("dtend", entry.start + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.until is not None and isinstance(entry.start, datetime):
        event.add("rrule", {"freq": "daily", "until": _until(entry.start, entry.until)})
        for day in entry.without:
            event.add("exdate", datetime.combine(day, entry.start.time(), entry.start.tzinfo))
    if entry.alarm:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", _ALARM)
        event.add_component(alarm)
    return event


def _until(start: datetime, last: date) -> datetime:
    """The last occurrence, in universal time where the start has a time zone (RFC 5545)."""
    end = datetime.combine(last, start.time(), start.tzinfo)
    return end if start.tzinfo is None else end.astimezone(UTC)


def _earlier(before: bytes | None, ending: str, icalendar: Any) -> dict[str, Any]:
    """The events of an earlier plan of this person; what cannot be read counts as none."""
    if before is None:
        return {}
    try:
        read = icalendar.Calendar.from_ical(before)
    except (ValueError, KeyError):
        return {}
    return {
        str(event["UID"]): event
        for event in read.walk("VEVENT")
        if str(event.get("UID", "")).endswith(ending)
    }


def _cancelled(
    event: Any, sequence: int, stamp: datetime, ui: Mapping[str, str], icalendar: Any
) -> Any:
    """An event that is no longer planned: it stays known, says so, and rings no more."""
    made = icalendar.Event()
    uid = str(event["UID"])
    made.add("uid", uid)
    made.add("dtstamp", stamp)
    made.add("sequence", sequence)
    for name in ("DTSTART", "DTEND", "RRULE"):
        if name in event:
            made[name] = event[name]
    dose = uid.startswith("dose-")
    made.add("summary", ui["calendar-dose-gone"] if dose else str(event.get("SUMMARY", "")))
    made.add("status", "CANCELLED")
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
