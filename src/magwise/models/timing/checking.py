"""Looks over a finished day once more: does every dose keep its distance?"""

from collections.abc import Sequence
from dataclasses import replace

from magwise.core.records import EventKind, Schedule
from magwise.models.timing.records import Apart, Violation


def check(schedule: Schedule, gaps: Sequence[Apart]) -> tuple[Violation, ...]:
    """Every dose of a day that comes too close to a medicine; empty when all is well.

    Medicine times count both from the gaps and from the schedule itself, so a plan cannot pass
    by leaving one out.
    """
    doses = [event.minute for event in schedule.events if event.kind is EventKind.DOSE]
    violations = [
        Violation(gap.medicine, taken, dose, order, needed, kept)
        for gap in _with_scheduled_times(schedule, gaps)
        for dose in doses
        for taken, order, needed, kept in gap.shortfalls(dose)
    ]
    return tuple(
        sorted(violations, key=lambda v: (v.dose_minute, v.medicine, v.medicine_minute, v.order))
    )


def _with_scheduled_times(schedule: Schedule, gaps: Sequence[Apart]) -> tuple[Apart, ...]:
    times: dict[str, set[int]] = {}
    for gap in gaps:
        times.setdefault(gap.medicine, set()).update(gap.times)
    for event in schedule.events:
        if event.kind is EventKind.MEDICINE:
            times.setdefault(event.subject, set()).add(event.minute)
    return tuple(replace(gap, times=tuple(sorted(times[gap.medicine]))) for gap in gaps)
