"""What to eat first: the foods of the person's own diary, for eight weeks."""

from collections.abc import Sequence
from dataclasses import dataclass

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.models.diet import Change, small_changes
from magwise.models.intake.records import DayIntake
from magwise.plan.records import FoodStep, Wishes
from magwise.plan.standing import Standing
from magwise.safety.records import FoodChange

FOOD_FIRST_WEEKS = 8.0  # a convention: no study sets it (evidence.md H03)
DAYS_PER_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Eating:
    """The food half of a plan: steps and what to say about them."""

    steps: tuple[FoodStep, ...] = ()
    facts: tuple[Fact, ...] = ()


def decide_food(
    assessment: Assessment,
    where: Standing,
    wishes: Wishes,
    kb: Knowledge,
    refused: frozenset[str] = frozenset(),
) -> Eating:
    """Offer the few changes that bring usual intake to the reference value, or none.

    Parameters
    ----------
    assessment, where
        Where the person stands.
    wishes
        How many changes at most.
    refused
        Foods that safety refused for this person.
    """
    if where is Standing.UNKNOWN:
        return Eating()
    if where.is_enough:
        return Eating(facts=(_fact("food.no-change-needed"),))
    if assessment.verdict.food_with_professional or not assessment.verdict.food_advice:
        return Eating(facts=(_fact("food.with-professional", severity=Severity.REFER),))
    usual = assessment.intake.usual
    leading = assessment.need.leading
    if usual is None or leading is None or leading.mg_per_day.value is None:
        return Eating()
    reference = leading.mg_per_day.value
    changes = small_changes(
        assessment.intake.days,
        assessment.profile,
        kb,
        wanted_mg_per_day=reference - usual.mg_per_day.best,
        most=wishes.max_changes,
        refused=refused,
    )
    if not assessment.intake.days:
        return Eating(facts=(_fact("food.no-diary"),))
    if not changes:
        return Eating(facts=(_fact("food.no-suggestion"),))
    steps = tuple(_step(change, kb) for change in changes)
    expected = usual.mg_per_day
    for step in steps:
        expected = _plus(expected, step.gain_mg_per_day)
    outcome = (
        _fact(
            "food.expected",
            {"intake": expected.as_dict()},
            sources=("magwise-computed",),
            certainty=Certainty.COMPUTED,
        )
        if expected.best >= reference
        else _fact(
            "food.not-reached",
            {"intake": expected.as_dict(), "reference": reference},
            sources=("magwise-computed",),
            certainty=Certainty.COMPUTED,
        )
    )
    weeks = _fact(
        "food.eight-weeks",
        {"weeks": FOOD_FIRST_WEEKS},
        sources=("magwise-judgement",),
        certainty=Certainty.JUDGEMENT,
    )
    how = [_how(change, kb) for change in changes]
    return Eating(steps, (*(step.fact for step in steps), outcome, weeks, *how))


def usual_nutrients(days: Sequence[DayIntake]) -> dict[str, float]:
    """Average of each nutrient a day over the diary, where it is known completely enough."""
    if not days:
        return {}
    known: dict[str, float] = {}
    for nutrient in days[0].nutrients:
        totals = [day.nutrients[nutrient] for day in days if nutrient in day.nutrients]
        known[nutrient] = sum(total.known.best for total in totals) / len(days)
    return known


def without_steps() -> Eating:
    """What remains when safety clears no food change at all."""
    return Eating(facts=(_fact("food.with-professional", severity=Severity.REFER),))


def _plus(intake: Interval, gain: Interval) -> Interval:
    """Usual intake after a change; doubts of both add."""
    return intake + gain


def _step(change: Change, kb: Knowledge) -> FoodStep:
    per_week = DAYS_PER_WEEK * change.grams_per_day / change.portion_g
    portion = {"measure": change.measure, "count": change.count, "grams": change.portion_g}
    values: dict[str, object] = {"portion": portion, "gain": change.gain_mg_per_day.as_dict()}
    if change.kind == "swap":
        values |= {"new": change.food, "old": change.replaces}
    else:
        values["food"] = change.food
    return FoodStep(
        change=FoodChange(
            kind=change.kind,
            food=change.food,
            replaces=change.replaces,
            grams_per_day=change.grams_per_day,
            nutrients_per_day=change.nutrients_per_day,
        ),
        gain_mg_per_day=change.gain_mg_per_day,
        measure=change.measure,
        count=change.count,
        grams=change.portion_g,
        days_per_week=min(DAYS_PER_WEEK, per_week),
        fact=_fact(
            f"food.{change.kind}",
            values,
            sources=_tables(change, kb),
            certainty=Certainty.COMPUTED,
        ),
    )


def _tables(change: Change, kb: Knowledge) -> tuple[str, ...]:
    """The food tables the figures come from; our own arithmetic for a recipe."""
    foods = [food for food in (change.food, change.replaces) if food is not None]
    tables = {kb.figures[food].table for food in foods}
    return tuple(sorted(table if table in kb.sources else "magwise-computed" for table in tables))


def _how(change: Change, kb: Knowledge) -> Fact:
    figures = kb.figures[change.food]
    return _fact(
        "explain.food-change",
        {
            "food": change.food,
            "grams": change.grams_per_day,
            "per_100g": figures.value("magnesium_mg"),
        },
        sources=_tables(change, kb),
        certainty=Certainty.COMPUTED,
    )


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object] | None = None,
    *,
    severity: Severity = Severity.INFO,
    sources: tuple[str, ...] = (),
    certainty: Certainty | None = None,
) -> Fact:
    return Fact(
        id,
        values or {},
        sources=sources,
        severity=severity,
        subject="food",
        certainty=certainty,
    )
