"""Which recipes suit somebody: what they eat, what safety allows, and the moments they fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from magwise.assessment.records import Assessment
from magwise.foods.recipes import Serving, Training, serving_of, suits_training
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.knowledge.schema.recipe import Recipe
from magwise.models.diet.acceptance import COOKING, objections
from magwise.person.diets import ways_of
from magwise.plan.eating import usual_nutrients
from magwise.plan.records import Wishes
from magwise.plan.wishes import foods_refused
from magwise.safety import gate_after
from magwise.safety.records import FoodChange

Place = Literal["breakfast", "lunch", "dinner", "snack", "before-training", "after-training"]
_MOMENTS: tuple[Place, ...] = ("breakfast", "lunch", "dinner", "snack")
_AROUND: tuple[tuple[Place, Training], ...] = (
    ("before-training", "before"),
    ("after-training", "after"),
)


@dataclass(frozen=True, slots=True)
class MealIdea:
    """A recipe for a moment of the day, with what a serving holds."""

    recipe: Recipe
    serving: Serving
    place: Place


def may_have_recipes(assessment: Assessment) -> bool:
    """False where food changes belong with a doctor or dietitian, or nothing is advised at all."""
    verdict = assessment.verdict
    return verdict.food_advice and not verdict.food_with_professional


def suitable_recipes(
    assessment: Assessment, kb: Knowledge, wishes: Wishes | None = None
) -> tuple[tuple[Recipe, Serving], ...]:
    """All recipes this person can be offered, most magnesium for its energy first.

    A recipe is left out when diet, allergies or dislikes speak against an ingredient, when that
    is not known, or when safety does not clear one serving on top of what is eaten.
    """
    if not may_have_recipes(assessment):
        return ()
    wishes = wishes or Wishes()
    barred = foods_refused(wishes.foods_refused, kb)
    asked = assessment.profile.diet if wishes.ways_of_eating is None else wishes.ways_of_eating
    kosher = "kosher" in ways_of(asked or ())
    usual = usual_nutrients(assessment.intake)
    found = []
    for recipe in kb.recipes.values():
        if not _eaten(recipe, assessment, wishes, kb) or not _fits(recipe, wishes):
            continue
        if any(part.food in barred for part in recipe.ingredients):
            continue
        serving = serving_of(recipe, kb)
        if kosher and serving.diets["kosher"] is not True:  # of the whole: milk beside meat
            continue
        if _cleared(recipe, assessment, usual, kb):
            found.append((recipe, serving))
    return tuple(sorted(found, key=lambda pair: (-_density(pair[1]), pair[0].id)))


def meal_ideas(
    assessment: Assessment, kb: Knowledge, wishes: Wishes | None = None, *, most: int = 2
) -> tuple[MealIdea, ...]:
    """A few recipes for each moment of the day, and around training for those who train.

    Parameters
    ----------
    wishes
        What the person wants of the plan; a recipe keeps to it like a change does.
    most
        How many for each moment.
    """
    suitable = suitable_recipes(assessment, kb, wishes)
    training = assessment.profile.training
    around = _AROUND if training is not None and training.kinds else ()
    ideas: list[MealIdea] = []

    def choose(place: Place, fit: Iterable[tuple[Recipe, Serving]]) -> None:
        named = {idea.recipe.id for idea in ideas}  # each recipe at one moment only
        new = [pair for pair in fit if pair[0].id not in named]
        ideas.extend(MealIdea(recipe, serving, place) for recipe, serving in new[:most])

    for place, when in around:
        choose(place, [pair for pair in suitable if when in suits_training(pair[1])])
    for place in _MOMENTS:
        choose(place, [pair for pair in suitable if place in pair[0].moments])
    return tuple(ideas)


def _density(serving: Serving) -> float:
    """Magnesium for its energy [mg per kcal]."""
    nutrients = serving.nutrients
    return nutrients["magnesium_mg"].known.best / max(1.0, nutrients["energy_kcal"].known.best)


def _eaten(recipe: Recipe, assessment: Assessment, wishes: Wishes, kb: Knowledge) -> bool:
    return not any(
        objections(kb.foods[part.food], assessment.profile, kb, diet=wishes.ways_of_eating)
        for part in recipe.ingredients
    )


def _fits(recipe: Recipe, wishes: Wishes) -> bool:
    """Whether budget and cooking allow it; both are known of the recipe as a whole."""
    cheap = wishes.budget == "any" or recipe.cost == "low"
    return cheap and (wishes.cooking not in COOKING or recipe.effort in COOKING[wishes.cooking])


def _cleared(
    recipe: Recipe, assessment: Assessment, usual: Mapping[str, float], kb: Knowledge
) -> bool:
    changes = []
    for part in recipe.ingredients:
        grams = part.g / recipe.serves
        values = kb.figures[part.food].values
        changes.append(
            FoodChange(
                kind="add",
                food=part.food,
                replaces=None,
                grams_per_day=grams,
                nutrients_per_day={
                    name: value * grams / 100
                    for name, value in zip(NUTRIENTS, values, strict=True)
                    if value is not None
                },
            )
        )
    return gate_after(
        assessment.verdict,
        regimen=None,
        schedule=None,
        food_changes=tuple(changes),
        profile=assessment.profile,
        kb=kb,
        diary_items=assessment.products,
        usual_nutrients=usual,
    ).cleared
