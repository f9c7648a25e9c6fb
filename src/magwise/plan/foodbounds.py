"""What safety's rules for food leave room for, told to the optimiser before it looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from magwise.assessment.records import Assessment
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.knowledge.schema.safety import FoodRule
from magwise.models.diet import NutrientBound
from magwise.safety.circumstances import circumstances, holds
from magwise.safety.food import bare_nutrient
from magwise.safety.limits import nutrient_limit
from magwise.safety.products import magnesium_products
from magwise.safety.taken import taken_medicines

_NUTRIENT_ID = {bare_nutrient(name): name for name in NUTRIENTS}


@dataclass(frozen=True, slots=True)
class FoodBounds:
    """Foods that safety would refuse to this person, and how much nutrients may rise."""

    unsafe: frozenset[str]
    bounds: tuple[NutrientBound, ...]


def food_bounds(
    assessment: Assessment, usual_nutrients: Mapping[str, float], kb: Knowledge
) -> FoodBounds:
    """The rules that concern this person, as bounds; the gate judges the plan again all the same.

    Parameters
    ----------
    usual_nutrients
        What the person gets of each nutrient a day already, known parts only.
    """
    rules = [rule for rule in _binding(assessment, kb) if rule.action == "block"]
    starts = tuple(start for rule in rules if rule.nutrient is None for start in rule.foods)
    unsafe = frozenset(food for food in kb.foods if starts and food.startswith(starts))
    bounds = [*_of_rules(rules), *_of_levels(assessment, usual_nutrients, kb)]
    return FoodBounds(unsafe, tuple(bounds))


def _binding(assessment: Assessment, kb: Knowledge) -> Iterator[FoodRule]:
    profile = assessment.profile
    medicines = taken_medicines(profile, assessment.products, kb)
    taken = magnesium_products(profile, medicines, assessment.products, kb).taken
    person = circumstances(profile, kb, medicines, takes_magnesium=taken)
    for rule in sorted(kb.food_rules.values(), key=lambda one: one.id):
        fits = True if rule.when is None else holds(rule.when, person)
        if fits is True or (fits is None and rule.when_unknown == "applies"):
            yield rule


def _of_rules(rules: list[FoodRule]) -> Iterator[NutrientBound]:
    for rule in rules:
        name = _NUTRIENT_ID.get(rule.nutrient or "")
        if name is not None and rule.more_than_per_day is not None:
            yield NutrientBound(
                name,
                rule.more_than_per_day.value or 0.0,
                either_way=rule.either_way,
                not_plants=rule.exempt_plant_foods,
                known_only=True,
            )


def _of_levels(
    assessment: Assessment, usual_nutrients: Mapping[str, float], kb: Knowledge
) -> Iterator[NutrientBound]:
    for bare, name in sorted(_NUTRIENT_ID.items()):
        level = nutrient_limit(bare, assessment.profile, kb)
        if level is not None and level.value.value is not None:
            room = level.value.value - usual_nutrients.get(name, 0.0)
            yield NutrientBound(name, room, not_plants=bare == "vitamin-a")
