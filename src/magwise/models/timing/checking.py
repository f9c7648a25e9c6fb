"""Looks over a finished day once more: does every dose keep its distance?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import product

from magwise.core.records import EventKind, Schedule
from magwise.models.timing.records import Apart, Distance


def check(schedule: Schedule, gaps: Sequence[Apart]) -> tuple[Distance, ...]:
    """Every dose of a day that comes too close to a medicine; empty when all is well.

    Medicine times count both from the gaps and from the schedule itself, so a plan cannot pass
    by leaving one out.
    """
    doses = [event.minute for event in schedule.events if event.kind is EventKind.DOSE]
    broken = [
        short
        for gap in _with_scheduled_times(schedule, gaps)
        for dose in doses
        for short in gap.shortfalls(dose)
    ]
    return tuple(
        sorted(broken, key=lambda d: (d.dose_minute, d.medicine, d.medicine_minute, d.order))
    )


def check_dates(
    schedule: Schedule, gaps: Sequence[Apart], dates: Iterable[date], zone: tzinfo
) -> tuple[tuple[date, Distance], ...]:
    """Doses that come too close on a real date, because the clock moves in the night.

    A schedule is in local clock time. When the clock goes forward, the night is an hour shorter
    than the clock says: a gap that is kept every other day may then be broken.

    Parameters
    ----------
    dates
        The days on which the doses are taken, by the local calendar.
    zone
        The time zone of the person.

    Returns
    -------
    tuple of (date, Distance)
        Only what is kept by the clock and broken in real time; ``kept_minutes`` is real time.
    """
    doses = [event.minute for event in schedule.events if event.kind is EventKind.DOSE]
    broken = []
    for day in sorted(dates):
        around = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
        if len({_moment(one, 12 * 60, zone).utcoffset() for one in around}) == 1:
            continue
        for gap in _with_scheduled_times(schedule, gaps):
            for dose, taken, (order, needed) in product(doses, gap.times, gap.needed):
                kept = [
                    minutes if order == "medicine-first" else -minutes
                    for one in around
                    if (minutes := _minutes_from(one, taken, day, dose, zone)) != 0
                ]
                least = min((one for one in kept if one >= 0), default=needed)
                if least < needed and gap.allows(dose):
                    broken.append((day, Distance(gap.medicine, taken, dose, order, needed, least)))
    return tuple(broken)


def _moment(day: date, minute: int, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, *divmod(minute, 60), tzinfo=zone)


def _minutes_from(earlier: date, taken: int, day: date, dose: int, zone: tzinfo) -> int:
    """Real minutes from an intake to a dose; below 0 when the dose comes first."""
    apart = _moment(day, dose, zone).astimezone(UTC) - _moment(earlier, taken, zone).astimezone(UTC)
    return int(apart.total_seconds() // 60)


def _with_scheduled_times(schedule: Schedule, gaps: Sequence[Apart]) -> tuple[Apart, ...]:
    times: dict[str, set[int]] = {}
    for gap in gaps:
        times.setdefault(gap.medicine, set()).update(gap.times)
    for event in schedule.events:
        if event.kind is EventKind.MEDICINE:
            times.setdefault(event.subject, set()).add(event.minute)
    return tuple(replace(gap, times=tuple(sorted(times[gap.medicine]))) for gap in gaps)
