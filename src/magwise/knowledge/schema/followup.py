"""Records of following up: what may be a side effect, and when to stop."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Words

Action = Literal["emergency", "same-day", "stop", "check-again", "step-down"]


class SideEffect(Record):
    """Something to log that may come of magnesium; ``red_flag`` when help comes first."""

    id: Id
    names: Names
    words: Words
    red_flag: Id | None = None


class StopRule(Record):
    """When to stop, step down or call someone, from the days of the log.

    The rule fires when one of ``side_effects`` or ``stools`` was logged on at least ``days``
    days of some ``within_days`` days in a row, when the pulse was below ``pulse_below_per_min``
    on as many days, or when a medicine was started (``new_medicine``).
    """

    id: Id
    action: Action
    side_effects: tuple[Id, ...] = ()
    stools: tuple[Literal["loose", "watery"], ...] = ()
    pulse_below_per_min: Annotated[float, Field(gt=20, lt=100)] | None = None
    new_medicine: bool = False
    days: Annotated[int, Field(ge=1, le=14)] = 1
    within_days: Annotated[int, Field(ge=1, le=28)] = 1
    finding: Id
    citations: Citations
    review: Review = Review()

    @model_validator(mode="after")
    def _fires(self) -> "StopRule":
        if not (self.side_effects or self.stools or self.pulse_below_per_min or self.new_medicine):
            raise ValueError("a rule needs something to fire on")
        if self.days > self.within_days:
            raise ValueError("days is more than within_days")
        return self


class CheckIn(Record):
    """A moment to look back: the week, and what is asked then."""

    id: Id
    week: Annotated[int, Field(ge=1, le=52)]
    asks_diary: bool = False
    citations: Citations
