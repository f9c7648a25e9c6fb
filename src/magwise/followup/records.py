"""What following up takes and gives: where someone started, signals, check-ins and reviews."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.records import Regimen, UsualIntake
from magwise.knowledge.schema.followup import StopRule
from magwise.plan.records import Plan


@dataclass(frozen=True, slots=True)
class Start:
    """Where someone stood on the first day of a plan, kept to compare with later.

    Attributes
    ----------
    date
        First day of the plan.
    weeks
        How long it runs [weeks].
    usual
        Usual intake from food then; None when unknown.
    reference_mg_per_day, authority
        The leading reference value then, and whose it is.
    regimen, step_up
        Doses a day to begin with, and those to go to later; None without a supplement.
    """

    date: str
    weeks: Annotated[int, Field(ge=1, le=52)]
    usual: UsualIntake | None
    reference_mg_per_day: float | None
    authority: str | None
    regimen: Regimen | None
    step_up: Regimen | None
    knowledge_hash: str
    model_version: str

    @property
    def first_day(self) -> dt.date:
        """The first day of the plan."""
        return dt.date.fromisoformat(self.date)

    @property
    def last_day(self) -> dt.date:
        """The last day of the plan."""
        return self.first_day + dt.timedelta(weeks=self.weeks) - dt.timedelta(days=1)


_START: TypeAdapter[Start] = TypeAdapter(Start)


def start_of(plan: Plan, *, weeks: int = 8) -> Start:
    """What to keep of a plan on its first day."""
    leading = plan.assessment.need.leading
    return Start(
        date=plan.assessment.today,
        weeks=weeks,
        usual=plan.assessment.intake.usual,
        reference_mg_per_day=None if leading is None else leading.mg_per_day.value,
        authority=None if leading is None else leading.authority,
        regimen=plan.supplement,
        step_up=plan.step_up,
        knowledge_hash=plan.assessment.knowledge_hash,
        model_version=plan.assessment.model_version,
    )


def as_record(start: Start) -> dict[str, Any]:
    """A start as plain data, to save."""
    found: dict[str, Any] = _START.dump_python(start, mode="json")
    return found


def from_record(record: object, where: str) -> Start:
    """A saved start.

    Raises
    ------
    InputError
        When it is none, or was changed into something impossible.
    """
    try:
        start = _START.validate_python(record)
        dt.date.fromisoformat(start.date)
    except (ValidationError, ValueError) as error:
        detail = (
            ".".join(map(str, error.errors()[0]["loc"]))
            if isinstance(error, ValidationError)
            else "date"
        )
        raise InputError(Problem("error.followup-start", where, {"detail": detail})) from None
    return start


@dataclass(frozen=True, slots=True)
class Signal:
    """A stop rule that fired, and the days of the log that made it."""

    rule: StopRule
    days: tuple[str, ...]


class Step(StrEnum):
    """What to do with the supplement now, strictest first."""

    STOP = "stop"
    CHECK_AGAIN = "check-again"  # pause until the plan is made anew
    STEP_DOWN = "step-down"
    HOLD = "hold"
    STEP_UP = "step-up"
    NONE = "none"  # there is no supplement in this plan


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A look at how things go.

    Attributes
    ----------
    week
        How many weeks into the plan [weeks]; 0 in the first week.
    due
        The check-in of this moment or the last one passed, None before the first.
    alone
        True when the facts are urgent and nothing else may be shown.
    regimen
        The doses from now on; None when there are none.
    """

    week: int
    due: str | None
    step: Step
    alone: bool
    regimen: Regimen | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one thing that was logged changed: before, after and the difference.

    ``per_week`` True: events a week, and ``difference`` is a ratio; else a mean score or hours,
    and ``difference`` is after minus before. Intervals are of 90 %.
    """

    what: str
    per_week: bool
    before: Interval
    after: Interval
    difference: Interval
    days_before: int
    days_after: int
