"""Recipes: what a serving holds comes from its ingredients alone."""

import pytest

from magwise import Knowledge
from magwise.foods.recipes import DIETS, serving_of, suits_training
from magwise.knowledge.schema.recipe import Recipe


@pytest.fixture(scope="module")
def recipes(kb: Knowledge) -> list[Recipe]:
    return list(kb.recipes.values())


def test_there_are_at_least_24_recipes_for_every_moment_of_the_day(recipes: list[Recipe]) -> None:
    assert len(recipes) >= 24
    for moment in ("breakfast", "lunch", "dinner", "snack"):
        assert sum(moment in recipe.moments for recipe in recipes) >= 5


def test_a_serving_is_the_weighted_sum_of_its_ingredients(kb: Knowledge) -> None:
    recipe = kb.recipes["oats-almond-chia"]
    by_hand = sum(
        part.g / 100 * (kb.figures[part.food].value("magnesium_mg") or 0)
        for part in recipe.ingredients
    )
    found = serving_of(recipe, kb).nutrients["magnesium_mg"].known
    assert found.best == pytest.approx(by_hand / recipe.serves)
    assert found.low < found.best < found.high


def test_a_serving_for_four_is_a_quarter_of_the_pan(kb: Knowledge) -> None:
    recipe = kb.recipes["kidney-bean-chilli"]
    alone = recipe.model_copy(update={"serves": 1})
    whole, quarter = serving_of(alone, kb), serving_of(recipe, kb)
    assert quarter.grams == pytest.approx(whole.grams / 4)
    assert quarter.nutrients["fibre_g"].known.best == pytest.approx(
        whole.nutrients["fibre_g"].known.best / 4
    )


def test_a_missing_figure_makes_the_sum_incomplete_and_not_zero(kb: Knowledge) -> None:
    part = kb.figures["oats"]
    values = list(part.values)
    values[part_index := values.index(part.value("magnesium_mg"))] = None
    holed = part.model_copy(update={"values": tuple(values)})
    total = serving_of(
        kb.recipes["oats-almond-chia"], kb.with_records(figures={"oats": holed})
    ).nutrients["magnesium_mg"]
    assert part_index >= 0
    assert total.unresolved == 1
    assert not total.is_complete


def test_every_serving_brings_a_tenth_of_a_days_magnesium(
    recipes: list[Recipe], kb: Knowledge
) -> None:
    for recipe in recipes:  # 35 mg: a tenth of EFSA's adequate intake for men, 350 mg
        assert serving_of(recipe, kb).nutrients["magnesium_mg"].known.low >= 35, recipe.id


def test_one_animal_ingredient_makes_a_recipe_not_vegan(kb: Knowledge) -> None:
    assert serving_of(kb.recipes["lentil-spinach-wrap"], kb).diets["vegan"] is True
    assert serving_of(kb.recipes["oats-almond-chia"], kb).diets["vegan"] is False


def test_meat_with_dairy_is_not_kosher(kb: Knowledge) -> None:
    assert serving_of(kb.recipes["chicken-bulgur-almond"], kb).diets["kosher"] is False


def test_an_ingredient_of_unknown_diet_leaves_the_answer_open(kb: Knowledge) -> None:
    recipe = kb.recipes["lentil-spinach-wrap"]
    food = kb.foods["hummus"]
    unknown = food.model_copy(update={"diet": food.diet.model_copy(update=dict.fromkeys(DIETS))})
    changed = kb.with_records(foods={"hummus": unknown})
    assert set(serving_of(recipe, changed).diets.values()) == {None}


def test_allergens_are_those_of_the_ingredients(kb: Knowledge) -> None:
    serving = serving_of(kb.recipes["quark-walnut-kiwi"], kb)
    assert {"milk", "nuts"} <= set(serving.allergens)
    assert serving.allergens_known


def test_a_fatty_snack_does_not_suit_the_hours_before_training(kb: Knowledge) -> None:
    assert suits_training(serving_of(kb.recipes["nuts-seeds-fruit-mix"], kb)) == ()
    assert "before" in suits_training(serving_of(kb.recipes["porridge-banana-raisin"], kb))
    assert "after" in suits_training(serving_of(kb.recipes["tempeh-vegetable-stir-fry"], kb))


def test_each_recipe_names_every_ingredient_and_step_in_both_languages(
    recipes: list[Recipe],
) -> None:
    for recipe in recipes:
        assert len(recipe.steps.nl) == len(recipe.steps.en), recipe.id
        for part in recipe.ingredients:
            assert part.words.nl != part.words.en, (recipe.id, part.food)
