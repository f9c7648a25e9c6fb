"""The parts that records of every kind share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from magwise.core.sourced import How, Sourced

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.\-][a-z0-9]+)*$", max_length=80)]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Names(Record):
    """What something is called, in both languages."""

    nl: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]

    def of(self, language: str) -> str:
        """The name in one language; Dutch and English are both originals."""
        return self.nl if language == "nl" else self.en


class Words(Record):
    """Everyday words for something, in both languages."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        """The words of one language."""
        return self.nl if language == "nl" else self.en


class Value(Record):
    """One figure; ``value`` null means the source set none or we do not know it."""

    value: float | None
    unit: str
    source: Id
    locator: Annotated[str, StringConstraints(min_length=1)]
    how: How
    low: float | None = None
    high: float | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Value":
        parts = [part for part in (self.low, self.value, self.high) if part is not None]
        if parts != sorted(parts):
            raise ValueError("low, value and high are not in order")
        return self

    def sourced(self) -> Sourced:
        """The plain record that models and reports pass on."""
        return Sourced(self.value, self.unit, self.source, self.locator, self.how)


class Review(Record):
    """Whether a clinician has looked at a rule or limit; until then the report says so."""

    status: Literal["not-reviewed", "reviewed"] = "not-reviewed"
    who: str | None = None
    when: str | None = None

    @model_validator(mode="after")
    def _signed(self) -> "Review":
        if self.status == "reviewed" and not (self.who and self.when):
            raise ValueError("a review names who and when")
        return self


class Citation(Record):
    """Where a statement that is not a number can be found."""

    source: Id
    locator: Annotated[str, StringConstraints(min_length=1)]
    how: How
    note: str | None = None


Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]
