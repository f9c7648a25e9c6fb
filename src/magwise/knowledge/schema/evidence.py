"""Studies and what they show: outcomes, published syntheses, trials we can pool ourselves.

Three kinds of evidence stay apart (`Synthesis.kind`): recomputed here from trial data, stored as
a review printed it, and mechanism only. A claim names its evidence by the id of a synthesis.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from magwise.core.facts import Certainty
from magwise.core.sourced import How
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review, Value, Words

Text = Annotated[str, StringConstraints(min_length=1)]
Measure = Literal["OR", "RR", "RD", "MD", "SMD", "beta", "none"]
PoolMeasure = Literal["OR", "RR", "RD", "MD", "SMD", "GEN"]
PoolModel = Literal["FE", "DL", "HE", "SJ", "PM", "ML", "REML", "mantel-haenszel", "peto"]
Difference = Literal["population", "form", "dose", "outcome", "comparator"]
Situation = Literal["pregnant", "exercise"]
Grade = Literal["high", "moderate", "low", "very_low"]


class Outcome(Record):
    """Something magnesium might change, and which of its syntheses leads."""

    id: Id
    topic: Id  # ``magwise evidence show TOPIC`` shows all outcomes of a topic
    names: Names  # stands after "for" or "of" in a sentence: "the number of night cramps"
    better: Literal["lower", "higher", "neither"]  # which way is good for the person
    unit: Text
    threshold: Id | None = None
    situation: Situation | None = None  # only for people in it; they get no other of the topic
    preferred: Id | None = None
    why_preferred: Names | None = None
    words: Words = Words()

    @model_validator(mode="after")
    def _with_reason(self) -> "Outcome":
        if (self.preferred is None) != (self.why_preferred is None):
            raise ValueError("a preferred synthesis needs its reason, and a reason its synthesis")
        return self


class Threshold(Record):
    """The smallest difference that people notice or that matters for them."""

    id: Id
    names: Names
    value: Value
    large: Value | None = None  # from here on a difference is large; otherwise twice the value
    ratio: bool = False  # the value is a ratio (1.25 also stands for 0.80)


class Population(Record):
    """Who was studied; what is not said was not restricted."""

    names: Names
    from_years: float | None = None
    to_years: float | None = None
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    conditions: tuple[Id, ...] = ()  # all of them had at least one of these


class Certified(Record):
    """How sure somebody else, or we by hand, said it is."""

    level: Certainty
    by: Literal["review", "digest", "magwise"]
    how: How
    note: str | None = None


class Synthesis(Record):
    """One published or recomputed answer to "what does magnesium do to this outcome?"."""

    id: Id
    outcome: Id
    kind: Literal["recomputed", "stored", "mechanism", "no-trials", "official", "descriptive"]
    design: Literal[
        "rct-pool", "rct", "crossover-rct", "rct-review", "umbrella-review", "observational-pool",
        "cohort", "narrative-review", "norm", "law",
    ]  # fmt: skip
    population: Population
    exposure: Literal["magnesium", "citrate-not-oxide", "skin-cream", "drip"] = "magnesium"
    trials: int | None = Field(default=None, ge=0)
    people: int | None = Field(default=None, ge=0)
    dose: str | None = None
    form: str | None = None
    duration: str | None = None
    measure: Measure = "none"
    estimate: Value | None = None
    printed: str | None = None  # what the source prints when it is not one number
    # What the reviewers say it does, where they pooled nothing; never said with more than "maybe".
    verdict: Literal["moderate_benefit", "harm", "trivial_or_none"] | None = None
    reversed: bool = False  # printed as placebo minus magnesium, or with benefit as positive
    baseline_share: float | None = Field(default=None, gt=0, lt=1)  # with it, without magnesium
    i2_share: float | None = Field(default=None, ge=0, le=1)
    heterogeneity: str | None = None
    certified: Certified | None = None
    risk_of_bias: Literal["low", "some", "high", "unknown"] = "unknown"
    indirect: tuple[Difference, ...] = ()
    funnel: Literal["not-tested", "even", "uneven"] = "not-tested"
    refuted_by_large_trial: bool = False
    dose_response: bool = False
    pool: Id | None = None  # the pool that recomputes it
    citations: Citations
    note: str | None = None
    review: Review = Review()

    @model_validator(mode="after")
    def _whole(self) -> "Synthesis":
        if (self.measure == "none") != (self.estimate is None):
            raise ValueError("an estimate has a measure, and a measure an estimate")
        if self.kind == "recomputed" and self.pool is None:
            raise ValueError("what is recomputed names its pool")
        if self.estimate is None and self.printed is None and self.kind != "no-trials":
            raise ValueError("without an estimate, say what the source prints")
        if self.kind == "no-trials" and self.trials != 0:
            raise ValueError("no trials means trials: 0")
        return self

    @property
    def how(self) -> How:
        """How far the figure can be trusted: the weakest of its parts."""
        order = list(How)
        parts = [self.estimate.how] if self.estimate else [one.how for one in self.citations]
        return max(parts, key=order.index)


class Pool(Record):
    """A set of trials that is pooled here, and the model that leads."""

    id: Id
    outcome: Id
    names: Names
    measure: PoolMeasure
    unit: Text
    model: PoolModel = "REML"
    why_model: Names
    treated: Names
    control: Names
    note: str | None = None


class Trial(Record):
    """One row of ``trials.csv``: counts, means with their spread, or an estimate with its error."""

    id: Id
    pool: Id
    label: Text
    year: int | None = Field(default=None, ge=1900, le=2100)
    events_treated: int | None = Field(default=None, ge=0)
    n_treated: int | None = Field(default=None, ge=1)
    events_control: int | None = Field(default=None, ge=0)
    n_control: int | None = Field(default=None, ge=1)
    mean_treated: float | None = None
    sd_treated: float | None = Field(default=None, gt=0)
    mean_control: float | None = None
    sd_control: float | None = Field(default=None, gt=0)
    effect: float | None = None
    se: float | None = Field(default=None, gt=0)
    source: Id
    locator: Text
    how: How
    note: str | None = None
    reviewed_by: str | None = None
    reviewed_on: str | None = None

    @property
    def is_reviewed(self) -> bool:
        """True when someone signed the row; an import may then not change it silently."""
        return bool(self.reviewed_by and self.reviewed_on)


class Arm(Record):
    """One arm of a trial of oral magnesium, as far as its figures could be read."""

    id: Id
    trial: Text
    outcome: Text
    design: Text
    arm: Text
    n: int | None = Field(default=None, ge=1)
    mean_start: float | None = None
    sd_start: float | None = Field(default=None, gt=0)
    mean_end: float | None = None
    sd_end: float | None = Field(default=None, gt=0)
    mean_change: float | None = None
    sd_change: float | None = Field(default=None, gt=0)
    unit: Text
    printed: str | None = None
    source: Id
    locator: Text
    how: How
    note: str | None = None
