"""What a record of a supplement form looks like: its salts, uptake, tolerance and status in law."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from magwise.core.errors import UnitError
from magwise.core.sourced import How
from magwise.core.units import elemental_share
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Value, Words

Text = Annotated[str, StringConstraints(min_length=3)]
Step = Literal["low", "middle", "high", "unknown"]


class Variant(Record):
    """One salt that is sold under this name; its share of magnesium follows from the formula."""

    formula: str
    note: Text

    @field_validator("formula")
    @classmethod
    def _holds_magnesium(cls, formula: str) -> str:
        try:
            share = elemental_share(formula)
        except UnitError as error:
            raise ValueError(f"not a formula we can read: {formula}") from error
        if share <= 0:
            raise ValueError(f"no magnesium in {formula}")
        return formula


class Graded(Record):
    """A step on a short scale, with where that step comes from."""

    step: Step
    note: Text | None = None
    citations: Citations


class EuStatus(Record):
    """How European law sees the form as a source of magnesium in food supplements."""

    status: Literal["annex-ii", "novel-food", "not-listed", "medicine", "cosmetic", "unknown"]
    since: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d-\d\d)?$")] | None = None
    note: Text | None = None
    citations: Citations


class NotIn(Record):
    """A group for whom the form is forbidden or a poor choice."""

    group: Literal["pregnancy", "breastfeeding", "under-18", "acid-blocker", "potassium-risk"]
    weight: Literal["must-not", "poor-choice"]
    atc: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[A-Z0-9]*$")], ...] = ()
    citations: Citations


class Code(Record):
    """An identifier in another system."""

    system: Literal["atc", "unii", "rxnorm"]
    code: str
    source: Id
    how: How


class PriceClass(Record):
    """How dear the form usually is per mg of magnesium; a judgement, not a survey."""

    step: Literal["low", "middle", "high", "highest"]
    source: Id
    how: How


class Advice(Record):
    """Whether the plan may choose this form, and the message that says why."""

    choice: Literal["default", "possible", "not-advised"]
    reason: Id
    citations: Citations


class Form(Record):
    """A magnesium compound as it stands on labels.

    ``variants`` holds the salts sold under the name, the usual one first. Where the composition
    is not one salt, ``stated_share`` gives a published range, or there is nothing and the share
    is unknown.
    """

    id: Id
    names: Names
    words: Words
    route: Literal["oral", "skin"] = "oral"
    is_source: bool = True
    variants: tuple[Variant, ...] = ()
    stated_share: Value | None = None
    water_solubility: Literal["good", "slight", "poor", "unknown"]
    uptake: Graded
    gut_laxative: Graded
    eu_status: EuStatus
    medicine_in: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], ...] = ()
    not_in: tuple[NotIn, ...] = ()
    antacid_type: bool
    usual_dose_mg: Value | None = None
    maximum_mg: Value | None = None
    price: PriceClass | None = None
    codes: tuple[Code, ...] = ()
    advise: Advice
    citations: Annotated[Citations, Field(min_length=1)]

    @model_validator(mode="after")
    def _one_kind_of_share(self) -> "Form":
        if self.variants and self.stated_share:
            raise ValueError("a share is computed from formulas or stated, not both")
        if self.stated_share and (
            self.stated_share.unit != "1"
            or self.stated_share.low is None
            or self.stated_share.high is None
            or not 0 < self.stated_share.low <= self.stated_share.high < 0.61
        ):
            raise ValueError("a stated share is a range of fractions, unit 1")
        return self
