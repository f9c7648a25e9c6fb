"""Records about need: authorities, reference values, upper levels, label values and claims.

The kinds of numbers are separate records, so that they cannot be mixed: a `Requirement` is a
target of one authority, a `Limit` an upper level with its basis, a `LabelValue` what a label
may refer to. Only the first can become somebody's reference value.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from magwise.core.sourced import How
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Value

Sex = Literal["female", "male"]
Text = Annotated[str, StringConstraints(min_length=3)]
Years = Annotated[float, Field(ge=0, le=150)]


class Authority(Record):
    """A body that publishes reference values or upper levels."""

    id: Id
    names: Names
    short: Names
    jurisdiction: Text
    note: str | None = None


class CountryOrder(Record):
    """Whose figures lead in a country, best first; the other authorities stay visible.

    ``requirements`` and ``limits`` are ids of authorities, and the first one that has a figure
    for a person leads. ``other`` is every country that has no order of its own.
    """

    id: Id  # country code
    names: Names
    requirements: Annotated[tuple[Id, ...], Field(min_length=1)]
    limits: tuple[Id, ...]  # empty: unknown, then the lowest of all counts
    note: str | None = None


class Group(Record):
    """Whom a figure is for: sex, age in years from (included) to (excluded), and state.

    Months are fractions of a year: seven months is 0.583. ``to_years`` null has no upper end.
    """

    sex: Sex | None = None
    from_years: Years
    to_years: Years | None = None
    state: Literal["ordinary", "pregnant", "breastfeeding"] = "ordinary"

    @model_validator(mode="after")
    def _in_order(self) -> "Group":
        if self.to_years is not None and self.to_years <= self.from_years:
            raise ValueError("the age band is empty")
        return self

    def holds(self, age_years: float) -> bool:
        """True when an age lies in the band."""
        return self.from_years <= age_years and (self.to_years is None or age_years < self.to_years)


class Requirement(Record):
    """What one authority asks for one group [mg/day]; ``value`` null means not known to us.

    ``provisional_from`` names the authority whose figure stands in until our own reading of the
    right one. ``retired`` says why nobody may use or re-add this row.
    """

    id: Id
    authority: Id
    kind: Literal["ai", "ear", "rda", "rni", "lrni"]
    group: Group
    value: Value
    norm_version: Text
    valid_from: Text
    provisional_from: Id | None = None
    retired: str | None = None
    note: str | None = None


class Limit(Record):
    """A tolerable upper level with what it counts; ``value`` null with ``none-set``.

    ``basis`` is ``added`` (supplements, fortified food and drink, medicines; never plain food)
    or ``total`` (everything). Magnesium levels are always ``added``.
    """

    id: Id
    authority: Id
    nutrient: Id = "magnesium"
    basis: Literal["added", "total"]
    status: Literal["set", "guidance", "none-set", "legal-maximum"]
    group: Group
    value: Value
    portions: Annotated[int, Field(ge=1)] | None = None  # at least so many a day
    endpoint: Names
    review: Review
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Limit":
        if (self.status == "none-set") != (self.value.value is None):
            raise ValueError("status none-set and a null value belong together")
        if self.nutrient == "magnesium" and self.basis != "added":
            raise ValueError("no authority set an upper level for magnesium from food")
        return self


class LabelValue(Record):
    """A figure that only labels may use, such as the EU nutrient reference value of 375 mg."""

    id: Id
    jurisdiction: Text
    names: Names
    value: Value
    note: str | None = None


class ClaimWording(Record):
    """The exact words of a claim in one language and how they were read."""

    text: Text
    how: How
    locator: Text


class Claim(Record):
    """A health claim that European law allows for a product, word for word."""

    id: Id
    nutrient: Id = "magnesium"
    nl: ClaimWording
    en: ClaimWording
    condition: Names
    citations: Citations


class Quantity(Record):
    """A measured quantity: its canonical unit and what is plausible, to catch slips of a unit."""

    id: Id
    names: Names
    unit: Annotated[str, StringConstraints(min_length=1)]
    plausible_low: float
    plausible_high: float
    citations: Citations

    @model_validator(mode="after")
    def _in_order(self) -> "Quantity":
        if self.plausible_low >= self.plausible_high:
            raise ValueError("the plausible range is empty")
        return self


class DayVariation(Record):
    """How much magnesium from food differs from day to day within one person.

    ``cv`` is the day-to-day standard deviation as a share of the person's own mean; ``sd`` the
    same in mg/day where a source printed it so.
    """

    id: Id
    group: Group
    cv: Value
    sd: Value | None = None


class PopulationIntake(Record):
    """Usual intake from food in a group of people: the mean, and the spread between people.

    ``log_sd`` is the standard deviation, between people, of the natural logarithm of usual
    intake. ``countries`` are the surveyed ones; in ``stands_in_for`` the figures are used, with
    more uncertainty, because no survey of the own country is held.
    """

    id: Id
    countries: tuple[Id, ...]
    stands_in_for: tuple[Id, ...] = ()
    group: Group
    mean: Value
    log_sd: Value


class Assumption(Record):
    """A figure that a model needs and that is partly or wholly our judgement, with the reason."""

    id: Id
    value: Value
    why: Names


class EnergyEquation(Record):
    """Resting energy from body mass: ``per_kg`` times mass plus ``constant`` [kcal/day]."""

    id: Id
    group: Group
    per_kg: Value
    constant: Value
