"""Judges changes of food: rules for people, upper levels, allergies, diet, eating less."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from magwise.core.facts import Certainty, Fact
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import Food
from magwise.knowledge.schema.safety import FoodRule
from magwise.person import Profile
from magwise.person.diets import ways_of
from magwise.safety import wording
from magwise.safety.circumstances import Circumstances, holds
from magwise.safety.limits import nutrient_limit
from magwise.safety.records import FoodChange, Verdict
from magwise.safety.speaking import say

_WITHOUT = ("vrij", "free", "zonder", "without", "geen", "no ")
_ENERGY_DROP_KCAL = 100.0  # a swap that costs more energy than this is eating less


@dataclass(frozen=True, slots=True)
class FoodJudgement:
    """Which foods were refused, and everything to say about the changes."""

    refused: frozenset[str]
    facts: tuple[Fact, ...]


def judge_changes(
    changes: Sequence[FoodChange],
    person: Circumstances,
    verdict: Verdict,
    kb: Knowledge,
    usual_nutrients: Mapping[str, float],
) -> FoodJudgement:
    """Judge changes one after the other, each on top of those that were accepted before it.

    Parameters
    ----------
    usual_nutrients
        What the person gets of each nutrient a day already, in the unit its id ends with. A
        nutrient that is absent is unknown; the change alone is then held against the level.
    """
    refused: set[str] = set()
    facts: list[Fact] = []
    accepted: dict[str, float] = {}
    usual = {bare_nutrient(name): amount for name, amount in usual_nutrients.items()}
    for change in sorted(changes, key=lambda one: (one.food, one.kind, one.replaces or "")):
        said, ok = _judge(change, person, verdict, kb, before=accepted, usual=usual)
        facts.extend(said)
        if ok:
            for nutrient, amount in _nutrients(change).items():
                accepted[nutrient] = accepted.get(nutrient, 0.0) + amount
        else:
            refused.add(change.food)
    return FoodJudgement(frozenset(refused), tuple(facts))


def _judge(
    change: FoodChange,
    person: Circumstances,
    verdict: Verdict,
    kb: Knowledge,
    *,
    before: Mapping[str, float],
    usual: Mapping[str, float],
) -> tuple[list[Fact], bool]:
    food = kb.foods.get(change.food)
    if food is None or not verdict.food_advice:
        return [_refusal(kb, "no-food-advice", None)], False
    facts: list[Fact] = []
    ok = True
    for rule in sorted(kb.food_rules.values(), key=lambda one: one.id):
        if not _concerns(rule, change, food, before, person):
            continue
        facts.append(
            say(
                kb,
                rule.finding,
                sources=tuple(citation.source for citation in rule.citations),
                subject=f"food:{change.food}",
                certainty=Certainty.JUDGEMENT,
                food=change.food,
            )
        )
        ok = ok and rule.action == "tell"
    for reason in _own_reasons(change, food, person.profile, verdict, kb):
        facts.append(_refusal(kb, reason, change.food))
        ok = False
    for nutrient in _above_level(change, food, person.profile, kb, before=before, usual=usual):
        level = nutrient_limit(nutrient, person.profile, kb)
        facts.append(
            say(
                kb,
                "safety.food-above-level",
                sources=(level.value.source,) if level else (),
                subject=f"food:{change.food}",
                certainty=Certainty.OFFICIAL,
                food=change.food,
                nutrient=nutrient,
            )
        )
        ok = False
    return facts, ok


def _refusal(kb: Knowledge, reason: str, food: str | None) -> Fact:
    if food is None:
        return say(kb, "safety.food-refused-all", subject="food")
    return say(kb, f"safety.food-refused-{reason}", subject=f"food:{food}", food=food)


def _concerns(
    rule: FoodRule,
    change: FoodChange,
    food: Food,
    before: Mapping[str, float],
    person: Circumstances,
) -> bool:
    if change.kind not in rule.kinds:
        return False
    if rule.foods and not food.id.startswith(rule.foods):
        return False
    if rule.exempt_plant_foods and food.diet.vegan is True:
        return False
    if rule.when is not None:
        fits = holds(rule.when, person)
        if fits is False or (fits is None and rule.when_unknown == "does-not-apply"):
            return False
    if rule.nutrient is None or rule.more_than_per_day is None:
        return True
    amount = _nutrients(change).get(rule.nutrient)
    if amount is None:
        return True  # a nutrient without a figure is not zero
    together = amount + before.get(rule.nutrient, 0.0)
    bound = rule.more_than_per_day.value or 0.0
    if rule.either_way:
        return max(abs(amount), abs(together)) > bound
    return amount > 0 and together > bound


def _own_reasons(
    change: FoodChange, food: Food, profile: Profile, verdict: Verdict, kb: Knowledge
) -> Iterable[str]:
    if not _fits_allergies(food, profile, kb):
        yield "allergy"
    if not _fits_diet(food, profile, kb):
        yield "diet"
    energy = _nutrients(change).get("energy")
    eats_less = change.kind == "less" or (energy is not None and energy < -_ENERGY_DROP_KCAL)
    if eats_less and not verdict.weight_loss_advice:
        yield "eating-less"


def _above_level(
    change: FoodChange,
    food: Food,
    profile: Profile,
    kb: Knowledge,
    *,
    before: Mapping[str, float],
    usual: Mapping[str, float],
) -> Iterable[str]:
    """Nutrients that the change would lead past their upper level."""
    for nutrient, amount in sorted(_nutrients(change).items()):
        if amount <= 0:
            continue
        if nutrient == "vitamin-a" and food.diet.vegan is True:
            continue  # the level is about retinol; plants hold carotene
        level = nutrient_limit(nutrient, profile, kb)
        if level is None or level.value.value is None:
            continue
        if usual.get(nutrient, 0.0) + before.get(nutrient, 0.0) + amount > level.value.value:
            yield nutrient


_UNIT_ENDINGS = ("_rae_ug", "_kcal", "_mg", "_ug", "_g")


def bare_nutrient(name: str) -> str:
    """``vitamin_k_ug`` as ``vitamin-k``: the unit is fixed for each nutrient."""
    for ending in _UNIT_ENDINGS:
        if name.endswith(ending):
            name = name.removesuffix(ending)
            break
    return name.replace("_", "-")


def _nutrients(change: FoodChange) -> dict[str, float]:
    return {bare_nutrient(name): amount for name, amount in change.nutrients_per_day.items()}


def _fits_allergies(food: Food, profile: Profile, kb: Knowledge) -> bool:
    """False when a food may hold what someone is allergic to; not known is not safe."""
    words = wording.vocabulary(kb.allergens)
    # Coeliac disease and a gluten-free way of eating say it as well, without the word allergy.
    free = (way for way in profile.diet or () if any(s in f"{way.casefold()} " for s in _WITHOUT))
    for phrase in (*(profile.conditions or ()), *free):
        reading = wording.read(phrase, words)
        if reading.ids and (
            food.allergens is None or not set(reading.ids).isdisjoint(food.allergens)
        ):
            return False
    for phrase in profile.allergies or ():
        reading = wording.read(phrase, words)
        if reading.says_nothing:
            continue
        if food.allergens is None or not set(reading.ids).isdisjoint(food.allergens):
            return False
        if not reading.ids and _names(food, plain(phrase)):
            return False
    return all(_fits_allergies(one, profile, kb) for one in _ingredients(food, kb))


def _fits_diet(food: Food, profile: Profile, kb: Knowledge) -> bool:
    for diet in ways_of(profile.diet or ()):
        if diet == "pescatarian":
            if food.diet.vegetarian is not True and food.group != "fish" and not food.recipe:
                return False
        elif getattr(food.diet, diet) is not True:
            return False
    return all(_fits_diet(one, profile, kb) for one in _ingredients(food, kb))


def _ingredients(food: Food, kb: Knowledge) -> list[Food]:
    return [kb.foods[part.food] for part in food.recipe if part.food in kb.foods]


def _names(food: Food, word: str) -> bool:
    texts = (food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
    return any(word in plain(text) for text in texts)
