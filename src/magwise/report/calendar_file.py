"""Events in a calendar file that common programs open (iCalendar, RFC 5545).

Every event has an identity that does not change when it is made again, so that a calendar
replaces what it has. Times are local wall time with the rules of the time zone in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from magwise.core.errors import InputError, Problem

_EPOCH = date(2020, 1, 1)
_STEPS_A_DAY = 100  # so many times a plan may change on one day and still count upwards
_EVENT_MINUTES = 10
_ALARM = timedelta(minutes=-5)  # before; some calendars ignore an alarm at the moment itself


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, before it is written.

    ``name`` is what it is, the same in every plan of this person; ``start`` is a date for a
    whole day, and then ``days`` is how many of them. ``until`` is the last day of a daily event,
    ``without`` days on which it is left out.
    """

    name: str
    start: datetime | date
    title: str
    text: str
    alarm: bool = False
    days: int = 1
    until: date | None = None
    without: tuple[date, ...] = ()


def calendar_file(
    found: Sequence[Entry],
    own: str,
    *,
    product: str,
    today: date,
    name: str | None = None,
    gone: str = "",
    before: bytes | None = None,
) -> bytes | None:
    """The events as one file.

    Parameters
    ----------
    own
        Whose they are: the same for every file that may replace this one.
    product, name
        What made it, and what the calendar is called.
    gone
        What a dose is called that is no longer planned.
    before
        The file of an earlier time, if it is there: what is no longer planned is cancelled in
        the new one, and numbers count on, so that a calendar takes the newer one.

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

    earlier = _earlier(before, f"-{own}@magwise", icalendar)
    sequence = max(
        (today - _EPOCH).days * _STEPS_A_DAY,
        *(int(event.get("SEQUENCE", 0)) + 1 for event in earlier.values()),
        0,
    )
    stamp = datetime.combine(today, time(), UTC)
    made = icalendar.Calendar()
    made.add("prodid", f"-//Magwise//{product}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if name is not None:
        made.add("x-wr-calname", name)
    uids = []
    for entry in found:
        uid = f"{entry.name}-{own}@magwise"
        uids.append(uid)
        made.add_component(_event(entry, uid, sequence, stamp, icalendar))
    over = [event for uid, event in earlier.items() if uid not in uids]
    for event in over:
        made.add_component(_cancelled(event, sequence, stamp, gone, icalendar))
    if not found and not over:
        return None
    made.add_missing_timezones(
        first_date=today - timedelta(days=366), last_date=today + timedelta(days=732)
    )
    _begin_on_the_old_clock(made)
    written: bytes = made.to_ical()
    return written


def _begin_on_the_old_clock(made: Any) -> None:
    """Say when the clock changes by the clock that still runs (RFC 5545, 3.6.5).

    The library gives the first moment of the new clock: for the hour that is skipped in spring
    that is an hour late.
    """
    for part in made.walk("DAYLIGHT") + made.walk("STANDARD"):
        skipped = part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td
        if skipped <= timedelta(0):
            continue
        part["DTSTART"].dt -= skipped
        rows = part.get("RDATE", ())
        for row in rows if isinstance(rows, list) else (rows,):
            for one in getattr(row, "dts", ()):
                one.dt -= skipped


def _event(entry: Entry, uid: str, sequence: int, stamp: datetime, icalendar: Any) -> Any:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", entry.start)
    if isinstance(entry.start, datetime):
        event.add("dtend", entry.start + timedelta(minutes=_EVENT_MINUTES))
    else:
        event.add("dtend", entry.start + timedelta(days=entry.days))
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


def _cancelled(event: Any, sequence: int, stamp: datetime, gone: str, icalendar: Any) -> Any:
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
    made.add("summary", gone if dose else str(event.get("SUMMARY", "")))
    made.add("status", "CANCELLED")
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
