"""What the JSON forms look like; ``magwise schema assessment|plan|advice`` prints it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from magwise.core.facts import Certainty, Severity
from magwise.text.numbers import Language


class Part(BaseModel):
    """A frozen part of the result."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Part):
    """A best estimate between a low and a high one."""

    low: float
    best: float
    high: float


class FindingResult(Part):
    """One statement: its id in ``magwise findings``, its values, and the sentence."""

    id: str
    section: str = Field(description="where it stands in the report")
    severity: Severity
    subject: str
    values: dict[str, Any] = Field(description="slots of the message, in the units it names")
    sources: tuple[str, ...] = Field(description="ids, explained under `sources`")
    certainty: Certainty | None
    text: str
    claims: tuple[str, ...] = Field(
        default=(),
        description="ids of the circulating claims it answers: `magwise evidence claims`",
    )


class SourceResult(Part):
    """A source that a statement rests on."""

    label: str
    citation: str
    address: str | None
    read: str = Field(description="how far it was read")


class TotalResult(Part):
    """A sum that says what it could not count."""

    known: Range
    completeness: float | None = Field(description="share of the grams that has a value, 0-1")
    unresolved: int


class ItemResult(Part):
    """One food, drink, supplement or medicine in a diary line."""

    name: str
    food_id: str | None
    kind: str
    grams: Range | None
    magnesium_mg: Range | None
    confidence: float
    origin: str
    candidates: tuple[dict[str, Any], ...]


class QuestionResult(Part):
    """A question back to the person."""

    id: str
    text: str
    values: dict[str, Any]


class LineResult(Part):
    """A diary line as it was understood; questions without items mean unknown, not zero."""

    text: str
    items: tuple[ItemResult, ...]
    questions: tuple[QuestionResult, ...]
    nothing_eaten: bool


class DayResult(Part):
    """One diary day [mg]."""

    date: str
    weekend: bool
    complete: bool | None
    food_mg: TotalResult
    fortified_mg: TotalResult
    supplement_mg: TotalResult
    medicine_mg: TotalResult
    lines: tuple[LineResult, ...]


class IntakeResult(Part):
    """Usual intake from food [mg/day], or null when it cannot be told."""

    usual_mg_per_day: Range | None
    interval: Literal["90 %"] = "90 %"
    days_used: int
    completeness: float | None
    days: tuple[DayResult, ...]


class ReferenceResult(Part):
    """What one authority asks [mg/day]."""

    authority: str
    kind: str
    mg_per_day: float | None
    match: str
    source: str
    locator: str
    how: str


class NeedResult(Part):
    """All reference values that fit this person; ``leading`` is the country's own."""

    leading: ReferenceResult | None
    values: tuple[ReferenceResult, ...]


class GapResult(Part):
    """How far a medicine and magnesium stay apart [hours]."""

    medicine: str
    medicine_first_hours: float
    magnesium_first_hours: float
    rule: str
    evening_from: int | None = Field(
        default=None,
        description="magnesium only from this minute after midnight on, in the evening",
    )
    pause: bool = Field(default=False, description="a course: no magnesium is begun while it lasts")


class SafetyResult(Part):
    """The verdict of the gate; null means not known, and then no dose is possible."""

    status: str
    allows_dose: bool
    limit_mg_per_day: float | None = Field(description="upper level for all but plain food")
    limit_authority: str | None
    other_mg_per_day: float | None = Field(description="already taken outside food")
    room_mg_per_day: float
    gaps: tuple[GapResult, ...]
    excluded_forms: tuple[str, ...]


class AssessmentResult(Part):
    """Where someone stands."""

    intake: IntakeResult
    need: NeedResult
    probability_low: Range | None = Field(
        description="probability that usual intake lies below the requirement, 0-1; null where "
        "no average requirement is in use or intake is unknown"
    )
    safety: SafetyResult


class FoodStepResult(Part):
    """One change to the person's own diary."""

    kind: str
    food: str
    replaces: str | None
    measure: str
    count: float
    grams: float
    days_per_week: float
    gain_mg_per_day: Range
    nutrients_per_day: dict[str, float]
    text: str


class DoseResult(Part):
    """One dose of elemental magnesium."""

    elemental_mg: float | None
    form: str | None
    time: str | None
    with_food: bool | None


class RegimenResult(Part):
    """Doses a day; magnesium itself, never the salt [mg]."""

    elemental_mg_per_day: float | None
    doses: tuple[DoseResult, ...]
    first_day: int
    last_day: int | None


class EventResult(Part):
    """A moment of the day."""

    time: str
    kind: str
    subject: str
    elemental_mg: float | None


class PlanResult(Part):
    """What to do; ``supplement`` null means none is advised."""

    verdict: FindingResult
    food: tuple[FoodStepResult, ...]
    supplement: RegimenResult | None
    schedule: tuple[EventResult, ...] | None


class KnowledgeResult(Part):
    """What the result was made with."""

    version: str
    hash: str


class LabelResult(Part):
    """A label as it was read; null means that it does not say."""

    text: str
    forms: tuple[str, ...]
    elemental_mg: Range | None
    salt_mg: float | None
    amount_is: str
    per: str
    pieces_per_day: float | None
    label_value_share: float | None = Field(description="share of the EU label value of 375 mg")
    label_value_share_stated: float | None
    fit_per_day: int | None
    limit_mg_per_day: float | None
    findings: tuple[FindingResult, ...]


class AdviceResult(Part):
    """The whole answer to one person."""

    format: Literal[1] = 1  # raised when a reader of the JSON would have to change
    id: str
    language: Language
    today: str
    status: str
    verdict: FindingResult | None
    findings: tuple[FindingResult, ...]
    assessment: AssessmentResult | None = Field(description="null on an emergency")
    plan: PlanResult | None = Field(description="null on an emergency")
    profile: dict[str, Any] = Field(description="the answers used, without the name")
    sources: dict[str, SourceResult]
    knowledge: KnowledgeResult
    model_version: str
