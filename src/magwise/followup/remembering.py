"""What is kept of a check-in, and what changed since the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from magwise.core.facts import Certainty, Fact
from magwise.followup.records import CheckIn, Start
from magwise.knowledge import Knowledge
from magwise.person import Diary

NOW_DAYS = 28  # of the diary that tell what is eaten now [assumed]
_SAME_MG = 0.5


@dataclass(frozen=True, slots=True)
class Due:
    """A moment to look: its week, its date, and whether the diary is asked again."""

    id: str
    week: int
    date: str
    asks_diary: bool


def moments(start: Start, kb: Knowledge) -> tuple[Due, ...]:
    """When to look back, in order; those after the plan are left out."""
    ordered = sorted(kb.check_ins.values(), key=lambda one: one.week)
    return tuple(
        Due(
            one.id,
            one.week,
            (start.first_day + timedelta(weeks=one.week)).isoformat(),
            one.asks_diary,
        )
        for one in ordered
        if one.week <= start.weeks
    )


def as_said(check: CheckIn) -> dict[str, Any]:
    """What to keep of a check-in, to compare the next one with."""
    return {
        "week": check.week,
        "due": check.due,
        "step": check.step.value,
        "mg_per_day": _dose(check),
        "said": [one.id for one in check.facts],
    }


def since(before: Mapping[str, Any] | None, on: str, now: CheckIn) -> tuple[Fact, ...]:
    """What changed with the dose since the check-in before, then why: what was not said then.

    Parameters
    ----------
    before
        What `as_said` kept; None at the first check-in.
    on
        The date of that check-in, or the first day of the plan.
    """
    was = None if before is None else before.get("mg_per_day")
    dose = _dose(now)
    if before is None:
        what = _fact("followup.since-first", {})
    elif was is None and dose is None:
        what = _fact("followup.since-no-dose", {"date": on})
    elif was is None:
        what = _fact("followup.since-began", {"date": on, "dose": dose})
    elif dose is None:
        what = _fact("followup.since-stopped", {"date": on, "before": was})
    elif abs(dose - was) < _SAME_MG:
        what = _fact("followup.since-same", {"date": on, "dose": dose})
    else:
        name = "followup.since-more" if dose > was else "followup.since-less"
        what = _fact(name, {"date": on, "before": was, "dose": dose})
    said = set(before.get("said", ())) if before is not None else set()
    return (what, *(one for one in now.facts if before is not None and one.id not in said))


def eaten_now(diary: Diary, start: Start, today: date) -> Diary:
    """The days of the diary that tell what is eaten now: lately, and after the first day."""
    first = max(start.first_day + timedelta(days=1), today - timedelta(days=NOW_DAYS - 1))
    return Diary(days=tuple(day for day in diary.days if first.isoformat() <= day.date))


def _dose(check: CheckIn) -> float | None:
    return None if check.regimen is None else check.regimen.elemental_mg_per_day


def _fact(name: str, values: Mapping[str, object]) -> Fact:
    return Fact(
        name, values, sources=("magwise-computed",), subject="followup",
        certainty=Certainty.COMPUTED,
    )  # fmt: skip
