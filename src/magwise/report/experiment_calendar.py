"""The periods of an experiment on oneself in a calendar; a blinded one names only the pots."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from magwise.core.errors import InputError, Problem
from magwise.models.trial import Design, date_of
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


def calendar(plan: Design, kb: "Knowledge", language: Language, *, today: date) -> bytes:
    """One event of whole days for each period (iCalendar, RFC 5545).

    Raises
    ------
    InputError
        When the design has no first day, or what writes calendars is not installed.
    """
    date_of(plan, 0)
    try:
        import icalendar
    except ImportError as error:
        raise InputError(Problem("error.calendar-missing", "--ics")) from error
    said = kb.text(language)
    key = f"{plan.instrument}/{plan.start}/{plan.pairs}/{plan.days_per_period}/{plan.washout_days}"
    own = hashlib.sha256(key.encode()).hexdigest()[:16]
    made = icalendar.Calendar()
    made.add("prodid", "-//Magwise//Experiment//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for number, start in enumerate(plan.starts, start=1):
        kind = "pot"
        if not plan.blinded:
            kind = "with" if plan.periods[number - 1].active else "without"
        title = said[f"ui.trial-calendar-{kind}"].replace("{period}", str(number))
        event = icalendar.Event()
        event.add("uid", f"trial-{number}-{own}@magwise")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", date_of(plan, start))
        event.add("dtend", date_of(plan, start) + timedelta(days=plan.days_per_period))
        event.add("summary", title.replace("{of}", str(2 * plan.pairs)))
        event.add("description", said["ui.trial-calendar-log"])
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        made.add_component(event)
    written: bytes = made.to_ical()
    return written
