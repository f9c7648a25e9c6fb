"""The periods of an experiment on oneself in a calendar; a blinded one names only the pots."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from magwise.models.trial import Design, date_of
from magwise.report.calendar_file import Entry, calendar_file
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
    said = kb.text(language)
    key = f"{plan.instrument}/{plan.start}/{plan.pairs}/{plan.days_per_period}/{plan.washout_days}"
    found = []
    for number, start in enumerate(plan.starts, start=1):
        kind = "pot"
        if not plan.blinded:
            kind = "with" if plan.periods[number - 1].active else "without"
        title = said[f"ui.trial-calendar-{kind}"].replace("{period}", str(number))
        found.append(
            Entry(
                f"trial-{number}",
                date_of(plan, start),
                title.replace("{of}", str(2 * plan.pairs)),
                said["ui.trial-calendar-log"],
                days=plan.days_per_period,
            )
        )
    own = hashlib.sha256(key.encode()).hexdigest()[:16]
    return calendar_file(found, own, product="Experiment", today=today) or b""
