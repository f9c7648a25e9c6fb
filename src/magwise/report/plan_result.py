"""A plan with its weeks as JSON: what ``magwise plan --json`` prints."""

from typing import TYPE_CHECKING, Any

from pydantic import Field

from magwise.core.facts import Fact
from magwise.plan.meals import meal_ideas
from magwise.report.result import advice, plain
from magwise.report.schema import AdviceResult, Part
from magwise.text.rendering import Language, render

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import Plan
    from magwise.plan.weeks import Programme


class SaidResult(Part):
    """One thing that is said, with its values and its words."""

    id: str
    severity: str
    certainty: str | None
    values: dict[str, Any]
    sources: tuple[str, ...]
    text: str


class WeekResult(Part):
    """One week of the plan; dates are year-month-day."""

    number: int
    first_day: str
    last_day: str
    tasks: tuple[SaidResult, ...]
    check_in: tuple[SaidResult, ...]


class ProgrammeResult(Part):
    """The weeks of a plan; dates are year-month-day."""

    start: str
    review: str
    dose_starts: str | None
    dose_steps_up: str | None
    dose_stops: str | None = Field(description="first day without a dose")
    phases: tuple[SaidResult, ...]
    weeks: tuple[WeekResult, ...]
    tasks: tuple[SaidResult, ...] = Field(description="what holds for someone without weeks")
    endurance: tuple[SaidResult, ...]


class MealResult(Part):
    """A recipe for a moment; ``magwise recipes ID --json`` has the rest."""

    place: str
    recipe: str
    magnesium_mg: dict[str, float]


class PlanPaperResult(Part):
    """The whole advice and the weeks that follow from it."""

    advice: AdviceResult
    programme: ProgrammeResult | None = Field(description="null on an emergency")
    meals: tuple[MealResult, ...] = Field(default=(), description="recipes that suit this person")


def plan_result(
    plan: "Plan", programme: "Programme", kb: "Knowledge", language: Language
) -> PlanPaperResult:
    """A plan as plain records, the same facts as on paper."""

    def said(facts: tuple[Fact, ...]) -> tuple[SaidResult, ...]:
        return tuple(
            SaidResult(
                id=fact.id,
                severity=fact.severity,
                certainty=fact.certainty,
                values=plain(fact.values),
                sources=fact.sources,
                text=render(fact, kb, language),
            )
            for fact in facts
        )

    whole = advice(plan.assessment, plan, kb, language, explain=True)
    if whole.plan is None:
        return PlanPaperResult(advice=whole, programme=None)
    return PlanPaperResult(
        advice=whole,
        programme=ProgrammeResult(
            start=programme.start,
            review=programme.review,
            dose_starts=programme.dose_starts,
            dose_steps_up=programme.dose_steps_up,
            dose_stops=programme.dose_stops,
            phases=said(programme.phases),
            weeks=tuple(
                WeekResult(
                    number=week.number,
                    first_day=week.first_day,
                    last_day=week.last_day,
                    tasks=said(week.tasks),
                    check_in=said(week.check_in),
                )
                for week in programme.weeks
            ),
            tasks=said(programme.tasks),
            endurance=said(programme.endurance),
        ),
        meals=tuple(
            MealResult(
                place=idea.place,
                recipe=idea.recipe.id,
                magnesium_mg=idea.serving.nutrients["magnesium_mg"].known.as_dict(),
            )
            for idea in meal_ideas(plan.assessment, kb, plan.wishes)
        ),
    )
