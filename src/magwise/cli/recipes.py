"""``magwise recipes``: meals and snacks with much magnesium, and what is in a serving."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.foods.recipes import Serving
    from magwise.knowledge import Knowledge
    from magwise.knowledge.schema.recipe import Recipe
    from magwise.person import Profile

_Command = Callable[..., None]
_Commands = Callable[[typer.Typer, str, str], Callable[[_Command], _Command]]
Moment = Literal["breakfast", "lunch", "dinner", "snack"]
_SHOWN = (
    "energy_kcal", "protein_g", "carbohydrate_g", "fat_g", "fibre_g", "potassium_mg",
    "calcium_mg", "iron_mg", "sodium_mg",
)  # fmt: skip


def commands(
    app: typer.Typer, h: Callable[[str], str], command: _Commands, lang: Any, json_: Any
) -> None:
    """Add the command to the program; ``h`` gives the words of the help."""

    @command(app, "recipes", "recipes")
    def recipes_(
        recipe: Annotated[
            str | None, typer.Argument(metavar="RECIPE", help=h("recipes-id"))
        ] = None,
        person: Annotated[
            Path | None, typer.Option("--profile", metavar="PERSON", help=h("recipes-profile"))
        ] = None,
        moment: Annotated[
            Moment | None,
            typer.Option("--moment", metavar="|".join(get_args(Moment)), help=h("recipes-moment")),
        ] = None,
        training: Annotated[
            Literal["before", "after"] | None,
            typer.Option("--training", metavar="before|after", help=h("recipes-training")),
        ] = None,
        lang_: lang = None,
        as_json: json_ = False,
    ) -> None:
        from magwise.cli.app import STATE, chosen_language, knowledge
        from magwise.person.reading import read_person

        kb = knowledge()
        profile = read_person(person).profile if person is not None else None
        chosen = chosen_language(lang_) or (profile and profile.language) or STATE.language
        if recipe is not None:
            hide = profile is not None and profile.hide_calories is True
            one(recipe, kb, chosen, as_json=as_json, hide_energy=hide)
        else:
            overview(kb, chosen, profile, moment, training, as_json=as_json)


def one(
    key: str, kb: "Knowledge", language: Language, *, as_json: bool, hide_energy: bool = False
) -> None:
    """One recipe in full: ingredients, steps and what a serving holds."""
    from magwise.foods.recipes import serving_of

    recipe = kb.recipes.get(key.strip().casefold())
    if recipe is None:
        raise InputError(Problem("error.recipe-unknown", values={"id": key}))
    serving = serving_of(recipe, kb)
    if as_json:
        screen.write_json(record(recipe, serving, kb))
    else:
        screen.write("\n".join(lines(recipe, serving, kb, language, hide_energy=hide_energy)))


def overview(
    kb: "Knowledge",
    language: Language,
    profile: "Profile | None",
    moment: str | None,
    training: str | None,
    *,
    as_json: bool,
) -> None:
    """All recipes that fit, most magnesium first."""
    from magwise.foods.recipes import serving_of, suits_training
    from magwise.text import numbers

    if profile is None:
        able = [(recipe, serving_of(recipe, kb)) for recipe in kb.recipes.values()]
    else:
        able = _for_person(profile, kb, language, aloud=not as_json)
    found = [
        (recipe, serving)
        for recipe, serving in able
        if (moment is None or moment in recipe.moments)
        and (training is None or training in suits_training(serving))
    ]
    found.sort(key=lambda pair: (-pair[1].nutrients["magnesium_mg"].known.best, pair[0].id))
    if as_json:
        screen.write_json([record(recipe, serving, kb) for recipe, serving in found])
        return
    if not found:
        screen.write(kb.text(language)["ui.recipes-none"])
        return
    for recipe, serving in found:
        magnesium = serving.nutrients["magnesium_mg"].known
        amount = numbers.span(magnesium.low, magnesium.high, language, 0)
        name = recipe.names.of(language)
        screen.write(f"{recipe.id:<33} {name:<58} {amount:>8} mg")
    screen.write("")
    screen.write(kb.text(language)["ui.recipes-per-serving"])


def _for_person(
    profile: "Profile", kb: "Knowledge", language: Language, *, aloud: bool
) -> list[tuple["Recipe", "Serving"]]:
    """What may be offered to somebody; where that is nothing, the reason on standard error."""
    from magwise.assessment import assess
    from magwise.cli import advice
    from magwise.core.facts import Fact
    from magwise.person import Diary
    from magwise.plan.meals import may_have_recipes, suitable_recipes
    from magwise.text import render

    assessment = assess(profile, Diary(), kb, today=advice.day(None))
    if not may_have_recipes(assessment) and aloud:
        screen.note(render(Fact("food.with-professional"), kb, language))
    return list(suitable_recipes(assessment, kb))


def lines(
    recipe: "Recipe",
    serving: "Serving",
    kb: "Knowledge",
    language: Language,
    *,
    hide_energy: bool = False,
) -> list[str]:
    """A recipe as text; without its calories for who does not want to see them."""
    from magwise.foods.recipes import suits_training
    from magwise.text import names, numbers, word

    said = kb.text(language)
    title = recipe.names.of(language)
    for_whom = said["ui.recipe-serves"].format(people=recipe.serves, minutes=recipe.minutes)
    found = [title, "=" * len(title), for_whom, ""]
    found += [f"- {part.words.of(language)}" for part in recipe.ingredients]
    found.append("")
    steps = recipe.steps.of(language)
    found += [f"{place}. {step}" for place, step in enumerate(steps, start=1)]
    found += ["", said["ui.recipe-holds"]]
    for nutrient in ("magnesium_mg", *_SHOWN):
        if hide_energy and nutrient == "energy_kcal":
            continue
        total = serving.nutrients[nutrient]
        name, _, unit = nutrient.rpartition("_")
        amount = numbers.span(total.known.low, total.known.high, language, 0)
        partly = f"  {said['ui.recipe-partly']}" if total.unresolved else ""
        found.append(
            f"  {names.name(name, 'nutrient', kb, language):<28} {amount:>11} {unit}{partly}"
        )
    diets = [word(f"word.diet-{diet}", kb, language) for diet, yes in serving.diets.items() if yes]
    if diets:
        found += ["", said["ui.recipe-diets"].format(diets=numbers.listed(diets, language))]
    if serving.allergens:
        listed = numbers.listed(
            [kb.allergens[one].names.of(language) for one in serving.allergens], language
        )
        found.append(said["ui.recipe-allergens"].format(allergens=listed))
    found.append(said["ui.recipe-label"])
    for when in suits_training(serving):
        found.append(said[f"ui.recipe-{when}"])
    return found


def record(recipe: "Recipe", serving: "Serving", kb: "Knowledge") -> dict[str, Any]:
    """A recipe as JSON has it; a nutrient is per serving, with how complete it is."""
    from magwise.foods.recipes import suits_training

    return {
        **recipe.model_dump(mode="json"),
        "grams_per_serving": round(serving.grams, 1),
        "nutrients_per_serving": {
            nutrient: {
                **{key: round(value, 3) for key, value in total.known.as_dict().items()},
                "completeness": total.completeness,
            }
            for nutrient, total in serving.nutrients.items()
        },
        "diets": serving.diets,
        "allergens": list(serving.allergens),
        "allergens_known": serving.allergens_known,
        "suits_training": list(suits_training(serving)),
    }
