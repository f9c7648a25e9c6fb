"""Recipes with much magnesium: which suit someone, how to make them, what a serving holds."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from magwise.text import names, numbers, word
from magwise.text.rendering import Language
from magwise.web.site import Site

_HELD = (
    "magnesium_mg", "energy_kcal", "protein_g", "carbohydrate_g", "fat_g", "fibre_g",
    "potassium_mg", "calcium_mg", "iron_mg", "sodium_mg",
)  # fmt: skip


def routes(site: Site) -> APIRouter:
    """All recipes that suit the person, and each on a page of its own."""
    router = APIRouter()

    @router.get("/{language}/recipes")
    def recipes(request: Request, language: Language) -> Response:
        from magwise.plan.meals import may_have_recipes, suitable_recipes

        _, plan = site.standing()
        rows = []
        for recipe, serving in suitable_recipes(plan.assessment, site.kb, plan.wishes):
            known = serving.nutrients["magnesium_mg"].known
            rows.append(
                {
                    "id": recipe.id,
                    "name": recipe.names.of(language),
                    "minutes": recipe.minutes,
                    "mg": numbers.span(known.low, known.high, language, 0),
                }
            )
        return site.page(
            request,
            "recipes",
            language,
            rows=rows,
            withheld=not may_have_recipes(plan.assessment),
        )

    @router.get("/{language}/recipes/{key}")
    def recipe_(request: Request, language: Language, key: str) -> Response:
        if key not in site.kb.recipes:
            raise HTTPException(404)
        return site.page(request, "recipe", language, **_shown(site, key, language))

    return router


def _shown(site: Site, key: str, language: Language) -> dict[str, Any]:
    from magwise.foods.recipes import serving_of, suits_training
    from magwise.plan.meals import suitable_recipes

    kb, recipe = site.kb, site.kb.recipes[key]
    serving, said = serving_of(recipe, kb), kb.text(language)
    _, plan = site.standing()
    suitable = suitable_recipes(plan.assessment, kb, plan.wishes)
    hide = plan.wishes.hide_energy or plan.assessment.profile.hide_calories is True
    held = []
    for nutrient in _HELD:
        if hide and nutrient == "energy_kcal":
            continue
        total = serving.nutrients[nutrient]
        name, _, unit = nutrient.rpartition("_")
        held.append(
            (
                names.name(name, "nutrient", kb, language),
                f"{numbers.span(total.known.low, total.known.high, language, 0)} {unit}",
                bool(total.unresolved),
            )
        )
    diets = [word(f"word.diet-{diet}", kb, language) for diet, yes in serving.diets.items() if yes]
    allergens = [kb.allergens[one].names.of(language) for one in serving.allergens]
    notes = [
        *([said["ui.recipe-diets"].format(diets=numbers.listed(diets, language))] if diets else []),
        *(
            [said["ui.recipe-allergens"].format(allergens=numbers.listed(allergens, language))]
            if allergens
            else []
        ),
        said["ui.recipe-label"],
        *(said[f"ui.recipe-{when}"] for when in suits_training(serving)),
    ]
    return {
        "title": recipe.names.of(language),
        "for_whom": said["ui.recipe-serves"].format(people=recipe.serves, minutes=recipe.minutes),
        "ingredients": [part.words.of(language) for part in recipe.ingredients],
        "steps": recipe.steps.of(language),
        "held": held,
        "notes": notes,
        "suits": any(one.id == key for one, _ in suitable),
    }
