"""Records of magnesium status: laboratory tests, how values read, signs, risk factors, scores."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from magwise.core.facts import Certainty
from magwise.core.sourced import How
from magwise.core.units import quantities, units_of
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Value, Words

AtcPrefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[A-Z0-9]*$")]


class Loinc(Record):
    """A LOINC code and what kind of unit belongs to it."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{1,5}-\d$")]
    measures: Literal["moles", "mass", "ratio"]
    how: How
    note: str | None = None


class LaboratoryTest(Record):
    """A test that people bring the result of, the units it comes in, and what it is worth.

    Attributes
    ----------
    quantity
        Quantity of `magwise.core.units` the value is brought to; None for tests that are shown
        as they stand or not accepted.
    plausible_low, plausible_high
        Outside these [canonical unit] the unit or the decimal point is asked back.
    ranges
        Reference ranges by source; they differ, and the laboratory's own comes first.
    finding
        What is said about a value.
    weakness
        ``word.<id>``: what the test cannot tell.
    """

    id: Id
    names: Names
    words: Words
    accepted: bool = True
    quantity: str | None = None
    canonical_unit: str | None = None
    ucum: tuple[str, ...] = ()
    plausible_low: float | None = None
    plausible_high: float | None = None
    loinc: tuple[Loinc, ...] = ()
    ranges: tuple[Value, ...] = ()
    finding: Id
    weakness: Id
    citations: Citations
    review: Review = Review()

    @model_validator(mode="after")
    def _unit_known(self) -> Self:
        if self.quantity is None:
            return self
        if self.quantity not in quantities():
            raise ValueError(f"no quantity {self.quantity}")
        if self.canonical_unit not in units_of(self.quantity):
            raise ValueError(f"{self.canonical_unit} is not a unit of {self.quantity}")
        if self.plausible_low is None or self.plausible_high is None:
            raise ValueError("a test with a quantity says what is plausible")
        return self


class LaboratoryBand(Record):
    """One step of reading a value: from where to where [canonical unit], and what is said.

    ``finding_without_risk`` replaces ``finding`` for people without any known risk factor.
    """

    id: Id
    test: Id
    at_least: float | None = None  # included
    above: float | None = None  # excluded
    at_most: float | None = None  # included
    below: float | None = None  # excluded
    meaning: Literal["too-low", "low", "doubtful", "ordinary", "high", "too-high"]
    finding: Id
    finding_without_risk: Id | None = None
    citations: Citations
    review: Review = Review()

    def holds(self, value: float) -> bool:
        """True when the value lies in this step."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


class Sign(Record):
    """Something people link to too little magnesium, and how little it proves."""

    id: Id
    names: Names
    words: Words
    weight: Literal[
        "suggestive-when-severe",  # counts only together with a low blood value
        "strong-clue",
        "weak",  # common without any lack
        "act-anyway",  # see a doctor, whatever magnesium does
        "separate-condition",  # a condition of its own
        "not-a-sign",
    ]
    complaints: tuple[Id, ...] = ()  # the same thing, asked as a complaint
    finding: Id
    citations: Citations
    review: Review = Review()
    note: str | None = None


class ByCondition(Record):
    """One of these conditions is present."""

    conditions: Annotated[tuple[Id, ...], Field(min_length=1)]


class ByNumber(Record):
    """A number of the profile lies from ``at_least`` (included) to ``below`` (excluded)."""

    number: Literal["age_years", "body_mass_index", "egfr", "alcohol_units_per_week"]
    at_least: float | None = None
    below: float | None = None


class ByAnswer(Record):
    """One of these questions was answered with yes."""

    answers: Annotated[
        tuple[
            Literal[
                "weight_loss_unwanted",
                "missed_periods",
                "stress_fracture",
                "dialysis",
                "kidney_disease",
            ],
            ...,
        ],
        Field(min_length=1),
    ]


class ByTraining(Record):
    """A kind of training."""

    training: Annotated[tuple[str, ...], Field(min_length=1)]


Trigger = ByCondition | ByNumber | ByAnswer | ByTraining


class RiskFactor(Record):
    """Something that makes too little (or too much) magnesium in the body more likely.

    Medicines are not here: the table of interactions says which ones lower magnesium.
    """

    id: Id
    names: Names
    works_by: Literal["less-eaten", "less-taken-up", "more-lost", "held-back"]
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    finding: Id
    certainty: Certainty
    citations: Citations
    review: Review = Review()


class EgfrStep(Record):
    """Points for a kidney function from ``at_least`` to ``below`` [mL/min/1.73 m2]."""

    at_least: float | None = None
    below: float | None = None
    points: int


class HeavyDrinking(Record):
    """From how many grams of alcohol a day the item counts, and how much a glass holds."""

    above_female_g_per_day: Value
    above_male_g_per_day: Value
    grams_per_glass: dict[str, Value]  # by country code; ``other`` for the rest


class ScoreItem(Record):
    """One item of a score: exactly one of medicines, kidney function or drinking."""

    id: Id
    names: Names
    points: int = 1
    atc: tuple[AtcPrefix, ...] = ()
    egfr: tuple[EgfrStep, ...] = ()
    alcohol: HeavyDrinking | None = None
    citations: Citations

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum((bool(self.atc), bool(self.egfr), self.alcohol is not None)) != 1:
            raise ValueError("an item is about medicines, kidney function or drinking")
        return self


class ScoreBand(Record):
    """What is said from how many points on."""

    at_least: int
    finding: Id


class Score(Record):
    """A published score; it is information and never sets a dose."""

    id: Id
    names: Names
    minimum_age_years: float
    items: Annotated[tuple[ScoreItem, ...], Field(min_length=1)]
    bands: tuple[ScoreBand, ...]
    never_sets_a_dose: Literal[True]
    citations: Citations
    review: Review = Review()
