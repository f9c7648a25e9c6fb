"""The log: how the days went, with "nothing happened" kept apart from "not filled in".

Everywhere ``None`` means not filled in. ``0`` and an empty list mean: asked, and nothing.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from magwise.person.profile import Number, Whole

Score = Annotated[Number, Field(ge=0, le=10, allow_inf_nan=False)]  # 0 nothing, 10 the worst
Stool = Literal["hard", "normal", "loose", "watery"]


class LogPart(BaseModel):
    """A frozen part of the log that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Cramp(LogPart):
    """One cramp: when, where and how bad."""

    when: Literal["day", "night", "exercise"] | None = None
    where: str | None = Field(default=None, max_length=80)
    severity: Score | None = None


class Session(LogPart):
    """One training or piece of heavy work: minutes, and effort from 0 to 10."""

    minutes: Annotated[Number, Field(ge=0, le=1440, allow_inf_nan=False)]
    effort: Score | None = None

    @property
    def load(self) -> float | None:
        """Minutes times effort; None when the effort is not filled in."""
        return None if self.effort is None else self.minutes * self.effort


class LogDay(LogPart):
    """One day of the log.

    Attributes
    ----------
    cramps
        How many; 0 is none, None is not filled in.
    soreness
        Score by part of the body; empty is none.
    doses
        How many doses of the supplement were really taken.
    pulse_per_min
        Resting pulse [beats/min].
    side_effects
        Words or ids for what may be a side effect; empty is none.
    new_medicines
        Medicines that were started on this day.
    """

    date: str
    cramps: Annotated[Whole, Field(ge=0, le=200)] | None = None
    cramp_details: tuple[Cramp, ...] = ()
    soreness: dict[str, Score] | None = None
    sleep_hours: Annotated[Number, Field(ge=0, le=24, allow_inf_nan=False)] | None = None
    sleep_quality: Score | None = None
    energy: Score | None = None
    stool: Stool | None = None
    stools: Annotated[Whole, Field(ge=0, le=50)] | None = None
    side_effects: tuple[str, ...] | None = None
    doses: Annotated[Number, Field(ge=0, le=50, allow_inf_nan=False)] | None = None
    training: tuple[Session, ...] | None = None
    pulse_per_min: Annotated[Number, Field(ge=20, le=250, allow_inf_nan=False)] | None = None
    new_medicines: tuple[str, ...] | None = None
    note: Annotated[str, Field(max_length=2000)] | None = None

    @field_validator("date")
    @classmethod
    def _a_date(cls, value: str) -> str:
        return date.fromisoformat(value).isoformat()

    @property
    def worst_soreness(self) -> float | None:
        """The sorest part; 0 when none was sore, None when not filled in."""
        return None if self.soreness is None else max(self.soreness.values(), default=0.0)


class Log(LogPart):
    """The days in order, each once."""

    days: tuple[LogDay, ...] = ()

    @field_validator("days")
    @classmethod
    def _in_order(cls, days: tuple[LogDay, ...]) -> tuple[LogDay, ...]:
        dates = [day.date for day in days]
        if len(set(dates)) < len(dates):
            raise ValueError("a day is there twice")
        return tuple(sorted(days, key=lambda day: day.date))

    def between(self, first: date, last: date) -> tuple[LogDay, ...]:
        """The days from ``first`` up to and including ``last``."""
        return tuple(day for day in self.days if first <= date.fromisoformat(day.date) <= last)

    def with_day(self, day: LogDay) -> "Log":
        """The log with this day in it; what the day leaves open stays as it was."""
        others = [one for one in self.days if one.date != day.date]
        before = next((one for one in self.days if one.date == day.date), None)
        if before is not None:
            given = day.model_dump(exclude_unset=True)
            day = before.model_copy(update={name: getattr(day, name) for name in given})
        return Log(days=(*others, day))
