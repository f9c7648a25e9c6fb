"""What to eat first: the fewest and smallest changes to the person's own food, for eight weeks."""

from dataclasses import dataclass

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import UsualIntake
from magwise.knowledge import Knowledge
from magwise.models.diet import Alternative, Conflict, Diet, Limits, Request, diet_of, optimise
from magwise.models.diet.meals import DIGITS, average_nutrients
from magwise.models.intake.records import DayIntake, IntakeEstimate
from magwise.person.times import minutes_of
from magwise.plan.foodbounds import food_bounds
from magwise.plan.foodfacts import food_fact, how, outcome, step_of, why_not
from magwise.plan.records import FoodStep, Wishes
from magwise.plan.standing import Standing
from magwise.plan.wishes import barred_foods, one_food

FOOD_FIRST_WEEKS = 8.0  # a convention: no study sets it (evidence.md H03)
# How much less energy a plan may bring [share]: rounding only for somebody who may not be
# advised to eat less, the ordinary room for others, more on an adult's own wish (judgement).
_ROUNDING_SHARE = 0.02
_WISHED_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Eating:
    """The food half of a plan: different ways to the target, and what to say about the first."""

    alternatives: tuple[tuple[FoodStep, ...], ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def steps(self) -> tuple[FoodStep, ...]:
        """The first way."""
        return self.alternatives[0] if self.alternatives else ()


def decide_food(
    assessment: Assessment,
    where: Standing,
    wishes: Wishes,
    kb: Knowledge,
    refused: frozenset[str] = frozenset(),
) -> Eating:
    """Offer the few changes that bring usual intake to the target, or say why there are none.

    Parameters
    ----------
    assessment, where
        Where the person stands.
    wishes
        What the person wants of the plan.
    refused
        Foods that safety refused for this person.
    """
    if where is Standing.UNKNOWN:
        return Eating()
    ordinary = wishes.target_mg_per_day is None and wishes.chance <= 0.5
    if where.is_enough and ordinary:
        return Eating(facts=(food_fact("food.no-change-needed"),))
    if assessment.verdict.food_with_professional or not assessment.verdict.food_advice:
        return without_steps()
    usual, leading = assessment.intake.usual, assessment.need.leading
    if usual is None or leading is None or leading.mg_per_day.value is None:
        return Eating()
    if not assessment.intake.days:
        return Eating(facts=(food_fact("food.no-diary"),))
    target = wishes.target_mg_per_day or leading.mg_per_day.value
    diet = _diet(assessment, kb)
    request = _request(assessment, usual, target, wishes, kb, refused)
    found = optimise(diet, request, kb)
    if found == ():
        return Eating(facts=(food_fact("food.no-change-needed"),))
    return _told(found, usual, request, wishes, kb)


def counted_days(intake: IntakeEstimate) -> tuple[DayIntake, ...]:
    """The days that stand for what someone eats: a half written day would leave too much room."""
    counted = set(intake.counted)
    return tuple(day for day in intake.days if day.date in counted) or tuple(intake.days)


def usual_nutrients(intake: IntakeEstimate) -> dict[str, float]:
    """What the person gets of each nutrient a day, an average over the days that count."""
    return average_nutrients(counted_days(intake))


def without_steps() -> Eating:
    """What remains when safety clears no food change at all."""
    return Eating(facts=(food_fact("food.with-professional", severity=Severity.REFER),))


def _diet(assessment: Assessment, kb: Knowledge) -> Diet:
    """What the days that count tell, with the clock of each line."""
    days = counted_days(assessment.intake)
    minutes: dict[str, list[int | None]] = {}
    for day in assessment.diary.days:
        clocks = [minutes_of((entry.time,) if entry.time else ()) for entry in day.entries]
        minutes[day.date] = [clock[0] if clock else None for clock in clocks]
    return diet_of(days, kb, minutes)


def _request(
    assessment: Assessment,
    usual: UsualIntake,
    target: float,
    wishes: Wishes,
    kb: Knowledge,
    refused: frozenset[str],
) -> Request:
    safety = food_bounds(assessment, usual_nutrients(assessment.intake), kb)
    return Request(
        target_mg_per_day=target,
        log_mean=round(usual.log_mean, DIGITS),
        log_sd=round(usual.log_sd, DIGITS),
        chance=wishes.chance,
        max_changes=wishes.max_changes,
        barred=barred_foods(assessment.profile, wishes, kb),
        unsafe=safety.unsafe | refused,
        wanted=frozenset(one_food(name, kb) for name in wishes.foods_wanted),
        tender_gut=wishes.gut == "tender",
        bounds=safety.bounds,
        limits=_limits(assessment, wishes),
        alternatives=wishes.alternatives,
    )


def _limits(assessment: Assessment, wishes: Wishes) -> Limits:
    """Energy stays as it is; less of it only on the wish of an adult who may."""
    if not assessment.verdict.weight_loss_advice:
        return Limits(energy_down_share=_ROUNDING_SHARE)
    if wishes.eat_less:
        return Limits(energy_down_share=_WISHED_SHARE, energy_up_share=0.0, largest_drop_kcal=None)
    return Limits(largest_drop_kcal=None)


def _told(
    found: tuple[Alternative, ...] | Conflict,
    usual: UsualIntake,
    request: Request,
    wishes: Wishes,
    kb: Knowledge,
) -> Eating:
    conflict = found if isinstance(found, Conflict) else None
    ways = conflict.nearest if conflict is not None else found
    facts: list[Fact] = []
    if wishes.eat_less and request.limits.energy_down_share < _WISHED_SHARE:
        facts.append(food_fact("food.eat-less-not-advised"))
    if not isinstance(ways, tuple) or not ways:
        facts.append(food_fact("food.no-suggestion"))
        return Eating(facts=tuple(facts))
    alternatives = tuple(tuple(step_of(change, kb) for change in way.changes) for way in ways)
    facts += [step.fact for step in alternatives[0]]
    own = wishes.target_mg_per_day is not None
    facts += outcome(ways[0], usual, request, kb, own_target=own)
    if conflict is not None:
        facts += why_not(conflict, request)
    facts.append(
        food_fact(
            "food.eight-weeks",
            {"weeks": FOOD_FIRST_WEEKS},
            sources=("magwise-judgement",),
            certainty=Certainty.JUDGEMENT,
        )
    )
    facts += [fact for step in alternatives[0] for fact in step.why]
    facts += how(ways[0], usual, request)
    return Eating(alternatives, tuple(facts))
