"""The food diary: lines in a person's own words, by day, with how complete each day is."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.person.profile import Answer, Number

MOST_STATED = 100_000.0  # of any nutrient in one entry, in its own unit


class StatedAmounts(BaseModel):
    """What another program states of an entry as a whole, by nutrient id.

    A nutrient that is absent is unknown and never zero. ``of`` says what the entry is: one food,
    a supplement, a whole meal or a whole day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nutrients: dict[str, Annotated[Number, Field(ge=0, le=MOST_STATED, allow_inf_nan=False)]] = {}
    grams: Annotated[Number, Field(gt=0, le=20_000, allow_inf_nan=False)] | None = None
    of: Literal["food", "supplement", "meal", "day"] = "food"

    @field_validator("nutrients")
    @classmethod
    def _known(cls, nutrients: dict[str, float]) -> dict[str, float]:
        unknown = sorted(set(nutrients) - set(NUTRIENTS))
        if unknown:
            raise ValueError(f"not a nutrient: {', '.join(unknown)}")
        return nutrients


class DiaryEntry(BaseModel):
    """One line as it was written; nothing is interpreted here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(max_length=10_000)
    time: str | None = Field(default=None, pattern=r"^([01]?\d|2[0-3]):[0-5]\d$")
    stated: StatedAmounts | None = None


class DiaryDay(BaseModel):
    """One day. ``complete`` None means the person did not say; an empty day is not a fast."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: str
    complete: Answer = None
    entries: tuple[DiaryEntry, ...] = ()

    @field_validator("date")
    @classmethod
    def _a_date(cls, value: str) -> str:
        return date.fromisoformat(value).isoformat()

    @property
    def is_weekend(self) -> bool:
        """Saturday or Sunday."""
        return date.fromisoformat(self.date).weekday() >= 5


class Diary(BaseModel):
    """Days of eating and drinking, in order of date whatever the order they came in.

    Examples
    --------
    >>> Diary(days=[{"date": "2026-11-02", "entries": [{"text": "2 bananen"}]}]).days[0].is_weekend
    False
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: tuple[DiaryDay, ...] = ()

    @field_validator("days")
    @classmethod
    def _in_order(cls, days: tuple[DiaryDay, ...]) -> tuple[DiaryDay, ...]:
        seen = [day.date for day in days]
        double = sorted({day for day in seen if seen.count(day) > 1})
        if double:
            raise ValueError(f"these days stand in the diary twice: {', '.join(double)}")
        return tuple(sorted(days, key=lambda day: day.date))
