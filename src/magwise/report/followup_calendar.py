"""When to look, in a calendar: check-ins, and the days on which food is written down again."""

import hashlib
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from magwise.report.calendar_file import Entry, calendar_file
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.followup import Start
    from magwise.knowledge import Knowledge

DIARY_DAYS = 3  # of food written down before a check-in that asks for it [assumed]
_LOOK = time(19, 0)


def entries(
    start: "Start", kb: "Knowledge", language: Language, zone: tzinfo | None = None
) -> tuple[Entry, ...]:
    """A moment for each check-in inside the plan, the last one being the review.

    Parameters
    ----------
    zone
        Time zone of the moments; None for the reader's own clock.
    """
    said = kb.text(language)
    found = []
    weeks = {one.week: one.asks_diary for one in kb.check_ins.values() if one.week < start.weeks}
    for week, asks_diary in sorted({**weeks, start.weeks: True}.items()):
        day = start.first_day + timedelta(weeks=week)
        last = week == start.weeks
        kind = "review" if last else "check"
        if asks_diary:
            found.append(
                Entry(
                    f"diary-{week}",
                    day - timedelta(days=DIARY_DAYS),
                    said["ui.followup-calendar-diary"],
                    said["ui.followup-calendar-diary-text"],
                    days=DIARY_DAYS,
                )
            )
        title = said[f"ui.followup-calendar-{kind}"].replace("{n}", str(week))
        text = said[f"ui.followup-calendar-{kind}-text"]
        at = datetime.combine(day, _LOOK, zone)
        found.append(Entry(f"check-{week}", at, title, text, alarm=True))
    return tuple(found)


def calendar(
    start: "Start",
    kb: "Knowledge",
    language: Language,
    *,
    today: date,
    zone: tzinfo | None = None,
    before: bytes | None = None,
) -> bytes:
    """The check-ins of a plan as a file that common programs open (iCalendar, RFC 5545).

    Parameters
    ----------
    before
        The file that is already there, which this one replaces.

    Raises
    ------
    InputError
        When what writes calendars is not installed.
    """
    own = hashlib.sha256(f"followup/{start.date}/{start.weeks}".encode()).hexdigest()[:16]
    made = calendar_file(
        entries(start, kb, language, zone),
        own,
        product="Follow-up",
        today=today,
        name=kb.text(language)["ui.followup-calendar"],
        before=before,
    )
    return made or b""
