"""Pairs of periods in an order that the lot decides, and that anybody can check afterwards."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from magwise.core.errors import InputError, Problem, collect
from magwise.knowledge import Knowledge
from magwise.models.trial.records import Design, SheetRow


def figure(kb: Knowledge, name: str) -> float:
    """One number of the method.

    Raises
    ------
    InputError
        When the knowledge base does not have it.
    """
    record = kb.trial_figures.get(name)
    if record is None or record.value.value is None:
        raise InputError(Problem("error.trial-figure", values={"name": name}))
    return record.value.value


def draw(seed: int, pairs: int) -> tuple[bool, ...]:
    """Whether the supplement comes first, for each pair: one bit of SHA-256 a pair.

    The same seed gives the same order in every version and every language.

    Examples
    --------
    >>> draw(7, 6) == draw(7, 12)[:6]
    True
    """
    return tuple(
        hashlib.sha256(f"magwise trial {seed} pair {pair}".encode()).digest()[0] % 2 == 1
        for pair in range(pairs)
    )


def design(
    instrument: str,
    kb: Knowledge,
    *,
    seed: int,
    pairs: int = 6,
    days_per_period: int | None = None,
    dropped_days: int | None = None,
    washout_days: int = 0,
    run_in_days: int = 7,
    start: str | None = None,
    blinded: bool = False,
) -> Design:
    """Plan an experiment on oneself: so many pairs of a period with and a period without.

    Parameters
    ----------
    instrument
        What is written down each day: ``cramps`` or ``soreness``.
    seed
        Decides the order in each pair; recorded, so that the draw can be checked.
    pairs
        How many pairs; with fewer than six there will be an estimate, but no verdict.
    days_per_period, dropped_days
        Length of a period and how many of its first days do not count [days]; those of the
        instrument when None.
    washout_days, run_in_days
        Days between periods, and days before the first, that do not count [days].
    start
        First day of the run-in, as an ISO date.

    Raises
    ------
    InputError
        With everything that is wrong with the wishes.
    """
    record = kb.trial_instruments.get(instrument)
    if record is None:
        allowed = ", ".join(sorted(kb.trial_instruments))
        values = {"given": instrument, "allowed": allowed}
        raise InputError(Problem("error.trial-instrument", values=values))
    days = int(record.days_per_period.value or 14) if days_per_period is None else days_per_period
    dropped = int(record.dropped_days.value or 0) if dropped_days is None else dropped_days
    if days_per_period is not None and dropped_days is None:
        dropped = min(dropped, days // 3)
    most = int(figure(kb, "pairs-at-most"))
    problems = []
    if not 1 <= pairs <= most:
        problems.append(Problem("error.trial-pairs", values={"given": pairs, "most": most}))
    if not 3 <= days <= 84 or not 0 <= dropped <= days - 3:
        values_ = {"days": days, "dropped": dropped}
        problems.append(Problem("error.trial-days", values=values_))
    if not 0 <= washout_days <= 84 or not 0 <= run_in_days <= 84:
        problems.append(Problem("error.trial-gap"))
    if start is not None and _date(start) is None:
        problems.append(Problem("error.trial-date", values={"given": start}))
    collect(problems)
    return Design(
        instrument, pairs, days, dropped, washout_days, run_in_days, seed, draw(seed, pairs),
        start, blinded,
    )  # fmt: skip


def helper_sheet(plan: Design) -> tuple[SheetRow, ...]:
    """What a helper puts in the pots, period by period; the person must not see it."""
    first = _date(plan.start) if plan.start else None
    return tuple(
        SheetRow(
            number,
            period.start,
            period.start + plan.days_per_period,
            period.active,
            (first + timedelta(days=period.start)).isoformat() if first else None,
        )
        for number, period in enumerate(plan.periods, start=1)
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def seal(seed: int) -> str:
    """Shows later that a lot number is the right one, without giving it away now."""
    return hashlib.sha256(f"magwise trial seal {seed}".encode()).hexdigest()[:16]


def as_record(plan: Design) -> dict[str, Any]:
    """The design as plain data; of a blinded one the lot number stays with the helper."""
    return {
        "instrument": plan.instrument,
        "pairs": plan.pairs,
        "days_per_period": plan.days_per_period,
        "dropped_days": plan.dropped_days,
        "washout_days": plan.washout_days,
        "run_in_days": plan.run_in_days,
        "start": plan.start,
        "blinded": plan.blinded,
        "seed": None if plan.blinded else plan.seed,
        "seal": seal(plan.seed),
    }


def from_record(
    record: Mapping[str, Any], kb: Knowledge, *, seed: int | None = None, hidden: bool = False
) -> Design:
    """A design read back, with its order drawn again from the lot number.

    Parameters
    ----------
    seed
        The lot number from the helper's sheet, for a blinded design.
    hidden
        Read a blinded design without its lot number: everything but the order.

    Raises
    ------
    InputError
        When a part is missing or not of its kind, or the lot number is not the sealed one.
    """
    numbers = ("pairs", "days_per_period", "dropped_days", "washout_days", "run_in_days")
    wrong = [name for name in numbers if type(record.get(name)) is not int]
    if not isinstance(record.get("instrument"), str):
        wrong.append("instrument")
    start = record.get("start")
    if start is not None and not isinstance(start, str):
        wrong.append("start")
    lot = seed if seed is not None else record.get("seed")
    sealed = hidden and record.get("blinded") is True and lot is None
    if type(lot) is not int and not sealed:
        wrong.append("seed")
    if wrong:
        raise InputError(Problem("error.trial-file", values={"detail": ", ".join(wrong)}))
    if not sealed and record.get("seal") != seal(lot or 0):
        raise InputError(Problem("error.trial-seal"))
    plan = design(
        record["instrument"],
        kb,
        seed=0 if sealed else lot or 0,
        start=start,
        blinded=record.get("blinded") is True,
        **{name: record[name] for name in numbers},
    )
    return replace(plan, active_first=()) if sealed else plan
