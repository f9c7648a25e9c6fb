"""What is said about changes of food: each change, why, and where they lead."""

import math
from collections.abc import Iterator
from statistics import NormalDist

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import UsualIntake
from magwise.knowledge import Knowledge
from magwise.models.diet import Alternative, Change, Conflict, Request
from magwise.plan.records import FoodStep
from magwise.safety.records import FoodChange

DAYS_PER_WEEK = 7.0
_WORTH_TELLING = 0.05  # of a yardstick, before a benefit is named
_NUTRIENTS = {
    "fibre-g": "fibre", "iron-mg": "iron", "potassium-mg": "potassium",
    "selenium-ug": "selenium", "vitamin-a-rae-ug": "vitamin-a", "vitamin-c-mg": "vitamin-c",
}  # fmt: skip


def food_fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object] | None = None,
    *,
    severity: Severity = Severity.INFO,
    sources: tuple[str, ...] = (),
    certainty: Certainty | None = None,
) -> Fact:
    """A fact about food."""
    return Fact(
        id, values or {}, sources=sources, severity=severity, subject="food", certainty=certainty
    )


def step_of(change: Change, kb: Knowledge) -> FoodStep:
    """A change with its sentence and its reason."""
    return FoodStep(
        change=FoodChange(
            kind=change.kind,
            food=change.food,
            replaces=change.replaces,
            grams_per_day=change.grams_per_day,
            nutrients_per_day=dict(change.nutrients_per_day),
        ),
        gain_mg_per_day=change.gain_mg_per_day,
        measure=change.measure,
        count=change.count,
        grams=change.portion_g,
        days_per_week=min(DAYS_PER_WEEK, change.times_per_week),
        fact=_sentence(change, kb),
        times_per_week=change.times_per_week,
        moment=change.moment,
        larger_portion=change.larger_portion,
        why=(_why(change, kb),),
    )


def _sentence(change: Change, kb: Knowledge) -> Fact:
    portion = {"measure": change.measure, "count": change.count, "grams": change.portion_g}
    values: dict[str, object] = {"portion": portion, "gain": change.gain_mg_per_day.as_dict()}
    daily = change.times_per_week >= DAYS_PER_WEEK
    if change.kind == "swap":
        values |= {"new": change.food, "old": change.replaces}
        id_ = "food.swap" if change.share >= 1 else "food.swap-half"
    else:
        values["food"] = change.food
        if change.larger_portion:
            id_ = "food.larger"
        else:
            id_ = f"food.{change.kind}" if daily else f"food.{change.kind}-times"
            if not daily:
                values["times"] = round(change.times_per_week)
            if change.kind == "add":
                values["moment"] = f"moment-{change.moment}"
    return food_fact(id_, values, sources=_tables(change, kb), certainty=Certainty.COMPUTED)


def _why(change: Change, kb: Knowledge) -> Fact:
    values: dict[str, object] = {
        "food": change.food,
        "grams": change.grams_per_day,
        "per_100g": kb.figures[change.food].value("magnesium_mg"),
    }
    id_ = "explain.food-change"
    if change.replaces is not None:
        id_ = "explain.food-swap"
        values |= {
            "old": change.replaces,
            "old_per_100g": kb.figures[change.replaces].value("magnesium_mg"),
        }
    return food_fact(id_, values, sources=_tables(change, kb), certainty=Certainty.COMPUTED)


def _tables(change: Change, kb: Knowledge) -> tuple[str, ...]:
    """The food tables the figures come from; our own arithmetic for a recipe."""
    foods = [food for food in (change.food, change.replaces) if food is not None]
    tables = {kb.figures[food].table for food in foods}
    return tuple(sorted({one if one in kb.sources else "magwise-computed" for one in tables}))


def outcome(
    way: Alternative, usual: UsualIntake, request: Request, kb: Knowledge, *, own_target: bool
) -> list[Fact]:
    """Where the changes lead, and what else they bring."""
    expected = usual.mg_per_day + way.gain_mg_per_day  # doubts of both add
    values: dict[str, object] = {"intake": expected.as_dict()}
    id_ = "food.expected"
    if not way.reaches and own_target:
        id_ = "food.below-target"
        values["target"] = request.target_mg_per_day
    elif not way.reaches:
        id_ = "food.not-reached"
        values["reference"] = request.target_mg_per_day
    facts = [food_fact(id_, values, sources=("magwise-computed",), certainty=Certainty.COMPUTED)]
    facts += _potassium(way, request)
    more = tuple(
        _NUTRIENTS[id_]
        for id_, yardstick in sorted(kb.yardsticks.items())
        if id_ in _NUTRIENTS
        and yardstick.value.value
        and sum(one.nutrients_per_day.get(id_.replace("-", "_"), 0.0) for one in way.changes)
        >= _WORTH_TELLING * yardstick.value.value
    )
    if more:
        facts.append(
            food_fact(
                "food.also-brings",
                {"nutrients": more},
                sources=("magwise-computed",),
                certainty=Certainty.COMPUTED,
            )
        )
    return facts


def _potassium(way: Alternative, request: Request) -> Iterator[Fact]:
    """The sum of all changes, where a rule of safety holds potassium down."""
    rules = [b for b in request.bounds if b.nutrient == "potassium_mg" and b.known_only]
    if rules and way.changes:
        more = sum(one.nutrients_per_day.get("potassium_mg", 0.0) for one in way.changes)
        yield food_fact(
            "food.potassium-together",
            {"more": max(0.0, more), "most": min(bound.most for bound in rules)},
            severity=Severity.MONITOR,
            sources=("magwise-computed",),
            certainty=Certainty.COMPUTED,
        )


def why_not(conflict: Conflict, request: Request) -> list[Fact]:
    """Which wishes stand in the way of the target; one of them must give way."""
    target = request.target_mg_per_day
    if not conflict.wishes:
        return [food_fact("food.conflict-limits", {"target": target}, certainty=Certainty.COMPUTED)]
    words = tuple(dict.fromkeys(f"wish-{wish.kind}" for wish in conflict.wishes))
    values: dict[str, object] = {"target": target, "wishes": words}
    facts = [food_fact("food.conflict", values, certainty=Certainty.COMPUTED)]
    own = tuple(wish.words for wish in conflict.wishes if wish.kind == "dislike")
    if own:
        facts.append(food_fact("food.conflict-dislikes", {"named": own}))
    foods = tuple(w.words for w in conflict.wishes if w.kind in ("refused", "wanted"))
    if foods:
        facts.append(food_fact("food.conflict-foods", {"foods": foods}))
    return facts


def how(way: Alternative, usual: UsualIntake, request: Request) -> list[Fact]:
    """How the changes were found, for who wants to know."""
    quantile = NormalDist().inv_cdf(1 - request.chance)
    now = math.exp(usual.log_mean + quantile * usual.log_sd)
    facts = [
        food_fact(
            "explain.food-target",
            {"target": request.target_mg_per_day, "now": now, "chance": request.chance},
            sources=("magwise-computed",),
            certainty=Certainty.COMPUTED,
        )
    ]
    if way.reaches and way.gap <= 0:
        facts.append(
            food_fact(
                "explain.food-fewest",
                {"number": len(way.changes)},
                sources=("magwise-computed",),
                certainty=Certainty.COMPUTED,
            )
        )
    return facts
