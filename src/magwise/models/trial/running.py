"""While it runs: where today lies, what was filled in, and what can still become of it.

Nothing here looks at what was written down, only at whether it was: peeking at the effect before
the end would make false alarms.
"""

from collections.abc import Sequence

from magwise.knowledge import Knowledge
from magwise.models.trial.designing import figure
from magwise.models.trial.records import Design, LogDay, Phase, Progress

LOOK_BACK_DAYS = 7


def progress(plan: Design, log: Sequence[LogDay], day: int, kb: Knowledge) -> Progress:
    """Where a day lies in the experiment, and how far the log has come before it.

    Parameters
    ----------
    log
        Days in any order; a day without a value is not filled in, whatever else it holds.
    day
        Days since the first day of the experiment, from 0; below 0 before it.
    """
    filled = {one.day for one in log if one.value is not None}
    phase, number = _phase(plan, day)
    start = plan.starts[number] if number is not None else None
    counted = _counted(plan)
    past = {one for one in counted if one < day}
    complete, possible = _pairs(plan, filled, day, kb)
    lately = range(max(0, day - LOOK_BACK_DAYS), min(day, plan.total_days))
    return Progress(
        day=day,
        phase=phase,
        period=None if number is None else number + 1,
        day_of_period=None if start is None else day - start + 1,
        active=None if number is None else _active(plan, number),
        counts=day in counted,
        next_start=next((one for one in plan.starts if one > day), None),
        counted=len(past),
        logged=len(past & filled),
        missing_lately=tuple(one for one in lately if one not in filled),
        complete_pairs=complete,
        possible_pairs=possible,
    )


def _phase(plan: Design, day: int) -> tuple[Phase, int | None]:
    if day < 0:
        return Phase.BEFORE, None
    if day >= plan.total_days:
        return Phase.AFTER, None
    for number, start in enumerate(plan.starts):
        if start <= day < start + plan.days_per_period:
            return Phase.PERIOD, number
    return (Phase.RUN_IN if day < plan.run_in_days else Phase.WASHOUT), None


def _active(plan: Design, number: int) -> bool | None:
    """With or without; not told in a blinded experiment, also where the order is known."""
    return None if plan.blinded or not plan.order_known else plan.periods[number].active


def _counted(plan: Design) -> set[int]:
    return {day for start in plan.starts for day in range(*plan.counted(start))}


def _pairs(plan: Design, filled: set[int], day: int, kb: Knowledge) -> tuple[int, int]:
    """Pairs that are complete, and pairs that can still become so."""
    possible_days = plan.days_per_period - plan.dropped_days
    least = max(1.0, figure(kb, "logged-share") * possible_days)
    over, alive = [], []
    for start in plan.starts:
        first, last = plan.counted(start)
        done = sum(one in filled for one in range(first, last))
        ahead = sum(one >= day for one in range(first, last) if one not in filled)
        over.append(last <= day and done >= least)
        alive.append(done + ahead >= least)
    both = [range(2 * pair, 2 * pair + 2) for pair in range(plan.pairs)]
    return (
        sum(all(over[one] for one in pair) for pair in both),
        sum(all(alive[one] for one in pair) for pair in both),
    )
