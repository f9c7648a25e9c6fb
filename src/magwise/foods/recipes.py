"""What a serving of a recipe holds, who can eat it, and when it suits a training day."""

from dataclasses import dataclass
from typing import Literal, get_args

from magwise.core.interval import Interval, Total, independent_sum
from magwise.foods.amounts import combined
from magwise.foods.nutrients import around
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS, Food
from magwise.knowledge.schema.recipe import Recipe

Training = Literal["before", "after"]
DIETS = ("vegan", "vegetarian", "halal", "kosher")
_WEIGHED = 0.05  # a cook's weighing and trimming [assumed]
# Before training: carbohydrate that leaves the stomach soon; after it: protein with carbohydrate.
# Common sports practice, no trial on magnesium behind it [assumed].
_BEFORE = {"carbohydrate_g": 30.0}
_BEFORE_AT_MOST = {"fat_g": 12.0, "fibre_g": 10.0, "protein_g": 20.0}
_AFTER = {"carbohydrate_g": 30.0, "protein_g": 15.0}


@dataclass(frozen=True, slots=True)
class Serving:
    """One person's share of a recipe.

    Attributes
    ----------
    nutrients
        Each nutrient by id, with how complete it is; the unit is the last part of the id.
    grams
        Weight of the serving [g].
    diets
        Whether it is vegan, vegetarian, halal, kosher; None when an ingredient leaves it open.
    allergens
        Allergen ids in it; ``allergens_known`` is False when an ingredient's are not known.
    """

    nutrients: dict[str, Total]
    grams: float
    diets: dict[str, bool | None]
    allergens: tuple[str, ...]
    allergens_known: bool


def serving_of(recipe: Recipe, kb: Knowledge) -> Serving:
    """Compute one serving from the ingredients.

    Errors of different foods are taken as independent; a nutrient that a food table leaves open
    is missing, never zero.
    """
    foods = [kb.foods[part.food] for part in recipe.ingredients]
    known = [food.allergens for food in foods]
    return Serving(
        nutrients={nutrient: _total(recipe, nutrient, kb) for nutrient in NUTRIENTS},
        grams=sum(part.g for part in recipe.ingredients) / recipe.serves,
        diets={diet: _all([getattr(food.diet, diet) for food in foods]) for diet in DIETS}
        | ({"kosher": False} if _meat_with_milk(foods) else {}),
        allergens=tuple(sorted({name for names in known for name in names or ()})),
        allergens_known=all(names is not None for names in known),
    )


def suits_training(serving: Serving) -> tuple[Training, ...]:
    """Whether a serving suits the hours before or after training, by what is in it."""
    best = {nutrient: total.known.best for nutrient, total in serving.nutrients.items()}
    enough = {
        "before": all(best[name] >= least for name, least in _BEFORE.items())
        and all(best[name] <= most for name, most in _BEFORE_AT_MOST.items()),
        "after": all(best[name] >= least for name, least in _AFTER.items()),
    }
    return tuple(when for when in get_args(Training) if enough[when])


def _meat_with_milk(foods: list[Food]) -> bool:
    meat = any(food.group == "meat" for food in foods)
    return meat and any("milk" in (food.allergens or ()) for food in foods)


def _all(answers: list[bool | None]) -> bool | None:
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _total(recipe: Recipe, nutrient: str, kb: Knowledge) -> Total:
    parts, known_g, missing = [], 0.0, 0
    all_g = sum(part.g for part in recipe.ingredients)
    for part in recipe.ingredients:
        figures = kb.figures.get(part.food)
        value = None if figures is None else figures.value(nutrient)
        if figures is None or value is None:
            missing += 1
            continue
        per_100g = figures.magnesium_mg() if nutrient == "magnesium_mg" else around(value)
        share = part.g / recipe.serves / 100
        weight = Interval(share * (1 - _WEIGHED), share, share * (1 + _WEIGHED))
        parts.append(combined(weight, per_100g or around(value)))
        known_g += part.g
    return Total(independent_sum(parts), known_g / all_g, missing)
