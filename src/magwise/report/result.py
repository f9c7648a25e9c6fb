"""Fills the JSON forms of a report, of a diary line and of a label."""

from typing import TYPE_CHECKING, Any

from magwise.core.facts import Fact
from magwise.core.interval import Interval, Total
from magwise.knowledge.claims import claims_of
from magwise.report.document import document
from magwise.report.schema import (
    AdviceResult,
    AssessmentResult,
    DayResult,
    DoseResult,
    EventResult,
    FindingResult,
    FoodStepResult,
    GapResult,
    IntakeResult,
    ItemResult,
    KnowledgeResult,
    LabelResult,
    LineResult,
    NeedResult,
    PlanResult,
    QuestionResult,
    Range,
    ReferenceResult,
    RegimenResult,
    SafetyResult,
    SourceResult,
    TotalResult,
)
from magwise.text import numbers
from magwise.text.quoting import clean
from magwise.text.rendering import Language, render

if TYPE_CHECKING:
    from magwise.assessment.records import Assessment
    from magwise.foods.label import LabelReading
    from magwise.foods.records import Item, ParsedLine
    from magwise.knowledge import Knowledge
    from magwise.models.intake.records import DayIntake
    from magwise.models.need.records import ReferenceValue
    from magwise.plan.records import FoodStep, Plan


def advice(
    assessment: "Assessment",
    plan: "Plan | None",
    kb: "Knowledge",
    language: Language = "en",
    *,
    explain: bool = False,
) -> AdviceResult:
    """The JSON form of a report; the same statements as every other form."""
    written = document(assessment, plan, kb, language, explain=explain)
    said = {
        statement.fact.key(): FindingResult(
            id=statement.id,
            section=section,
            severity=statement.severity,
            subject=statement.subject,
            values=plain(statement.fact.values),
            sources=statement.fact.sources,
            certainty=statement.fact.certainty,
            text=statement.text,
            claims=claims_of(statement.id, kb),
        )
        for section, statement in _with_sections(written)
    }
    verdict = None if written.verdict is None else said[written.verdict.fact.key()]
    emergency = written.emergency
    return AdviceResult(
        id=clean(assessment.profile.id, 80),
        language=language,
        today=assessment.today,
        status=assessment.verdict.status,
        verdict=verdict,
        findings=tuple(said.values()),
        assessment=None if emergency else _assessment(assessment, kb, language),
        plan=None if emergency or plan is None or verdict is None else _plan(plan, verdict, said),
        profile=assessment.profile.model_dump(
            mode="json", exclude={"name"}, exclude_none=True, exclude_defaults=True
        ),
        sources={
            note.id: SourceResult(
                label=note.label, citation=note.citation, address=note.address, read=note.read
            )
            for note in written.notes
        },
        knowledge=KnowledgeResult(
            version=assessment.knowledge_version, hash=assessment.knowledge_hash
        ),
        model_version=assessment.model_version,
    )


def _with_sections(written: Any) -> list[tuple[str, Any]]:
    first = [] if written.verdict is None else [("verdict", written.verdict)]
    return first + [(s.name, one) for s in written.sections for one in s.statements]


def plain(value: Any) -> Any:
    """Values as JSON has them: tuples become lists, intervals objects."""
    if isinstance(value, Interval):
        return value.as_dict()
    if isinstance(value, dict) or hasattr(value, "items"):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _range(value: Interval | None) -> Range | None:
    return None if value is None else Range(**value.as_dict())


def _sum(total: Total) -> TotalResult:
    return TotalResult(
        known=Range(**total.known.as_dict()),
        completeness=total.completeness,
        unresolved=total.unresolved,
    )


def _assessment(assessment: "Assessment", kb: "Knowledge", language: Language) -> AssessmentResult:
    usual, verdict, need = assessment.intake.usual, assessment.verdict, assessment.need
    return AssessmentResult(
        intake=IntakeResult(
            usual_mg_per_day=_range(usual.mg_per_day) if usual else None,
            days_used=usual.days_used if usual else 0,
            completeness=usual.completeness if usual else None,
            days=tuple(_day(day, kb, language) for day in assessment.intake.days),
        ),
        need=NeedResult(
            leading=_reference(need.leading) if need.leading else None,
            values=tuple(_reference(value) for value in need.values),
        ),
        probability_low=_range(assessment.probability_low),
        safety=SafetyResult(
            status=verdict.status,
            allows_dose=verdict.status.allows_dose,
            limit_mg_per_day=verdict.limit_mg_per_day,
            limit_authority=verdict.limit_authority,
            other_mg_per_day=verdict.other_mg_per_day,
            room_mg_per_day=verdict.room_mg_per_day,
            gaps=tuple(
                GapResult(
                    medicine=gap.medicine,
                    medicine_first_hours=gap.medicine_first_hours,
                    magnesium_first_hours=gap.magnesium_first_hours,
                    rule=gap.rule,
                    evening_from=gap.evening_from,
                    pause=gap.pause,
                )
                for gap in verdict.gaps
            ),
            excluded_forms=verdict.excluded_forms,
        ),
    )


def _reference(value: "ReferenceValue") -> ReferenceResult:
    figure = value.mg_per_day
    return ReferenceResult(
        authority=value.authority,
        kind=value.kind,
        mg_per_day=figure.value,
        match=value.match,
        source=figure.source,
        locator=figure.locator,
        how=figure.how,
    )


def _day(day: "DayIntake", kb: "Knowledge", language: Language) -> DayResult:
    return DayResult(
        date=day.date,
        weekend=day.is_weekend,
        complete=day.complete,
        food_mg=_sum(day.magnesium_mg),
        fortified_mg=_sum(day.fortified_mg),
        supplement_mg=_sum(day.supplement_mg),
        medicine_mg=_sum(day.medicine_mg),
        lines=tuple(line_result(line, kb, language) for line in day.lines),
    )


def line_result(line: "ParsedLine", kb: "Knowledge", language: Language) -> LineResult:
    """A diary line as JSON; also what ``magwise foods parse --json`` prints."""

    def question(fact: Fact) -> QuestionResult:
        return QuestionResult(
            id=fact.id, text=render(fact, kb, language), values=plain(fact.values)
        )

    return LineResult(
        text=line.text,
        items=tuple(_item(item) for item in line.items),
        questions=tuple(question(fact) for fact in line.questions),
        nothing_eaten=line.nothing_eaten,
    )


def label_result(read: "LabelReading", kb: "Knowledge", language: Language) -> LabelResult:
    """A label as JSON; what ``magwise label --json`` prints."""
    return LabelResult(
        text=read.text,
        forms=read.forms,
        elemental_mg=_range(read.elemental_mg),
        salt_mg=read.salt_mg,
        amount_is=read.amount_is,
        per=read.per,
        pieces_per_day=read.pieces_per_day,
        label_value_share=read.nrv_share,
        label_value_share_stated=read.nrv_stated,
        fit_per_day=read.fit_per_day,
        limit_mg_per_day=read.limit_mg_per_day,
        findings=tuple(_finding(fact, kb, language) for fact in read.facts),
    )


def _finding(fact: Fact, kb: "Knowledge", language: Language) -> FindingResult:
    finding = kb.findings.get(fact.id)
    return FindingResult(
        id=fact.id,
        section="data" if finding is None else finding.section,
        severity=fact.severity,
        subject=fact.subject,
        values=plain(fact.values),
        sources=fact.sources,
        certainty=fact.certainty,
        text=render(fact, kb, language),
    )


def _item(item: "Item") -> ItemResult:
    return ItemResult(
        name=item.words,
        food_id=item.id,
        kind=item.kind,
        grams=_range(item.grams),
        magnesium_mg=_range(item.magnesium_mg),
        confidence=item.confidence,
        origin=item.origin,
        candidates=tuple({"id": one.id, "score": one.score} for one in item.candidates),
    )


def _plan(plan: "Plan", verdict: FindingResult, said: dict[Any, FindingResult]) -> PlanResult:
    return PlanResult(
        verdict=verdict,
        food=tuple(_step(step, said) for step in plan.food),
        supplement=None
        if plan.supplement is None
        else RegimenResult(
            elemental_mg_per_day=plan.supplement.elemental_mg_per_day,
            doses=tuple(
                DoseResult(
                    elemental_mg=dose.elemental_mg,
                    form=dose.form,
                    time=_clock(dose.minute),
                    with_food=dose.with_food,
                )
                for dose in plan.supplement.doses
            ),
            first_day=plan.supplement.first_day,
            last_day=plan.supplement.last_day,
        ),
        schedule=None
        if plan.schedule is None
        else tuple(
            EventResult(
                time=_clock(event.minute) or "",
                kind=event.kind,
                subject=event.subject,
                elemental_mg=event.elemental_mg,
            )
            for event in plan.schedule.events
        ),
    )


def _step(step: "FoodStep", said: dict[Any, FindingResult]) -> FoodStepResult:
    statement = said.get(step.fact.key())
    return FoodStepResult(
        kind=step.change.kind,
        food=step.change.food,
        replaces=step.change.replaces,
        measure=step.measure,
        count=step.count,
        grams=step.grams,
        days_per_week=step.days_per_week,
        gain_mg_per_day=Range(**step.gain_mg_per_day.as_dict()),
        nutrients_per_day=step.change.nutrients_per_day,
        text=statement.text if statement else "",
    )


def _clock(minute: int | None) -> str | None:

    return None if minute is None else numbers.clock(minute)
