"""The foods in the knowledge base hang together."""

from magwise import Knowledge
from magwise.core.interval import Interval
from magwise.foods import Item, find, nutrients_of, parse_line, totals
from magwise.knowledge.schema.foods import NUTRIENTS


def test_every_food_has_figures_and_every_figure_a_food(kb: Knowledge) -> None:
    assert set(kb.figures) == set(kb.foods)


def test_every_recipe_is_made_of_foods_that_exist(kb: Knowledge) -> None:
    for food in kb.foods.values():
        for part in food.recipe:
            assert part.food in kb.foods, food.id


def test_every_measure_of_a_food_exists(kb: Knowledge) -> None:
    for food in kb.foods.values():
        assert set(food.measures) <= set(kb.measures), food.id


def test_every_spread_names_foods_that_exist(kb: Knowledge) -> None:
    for food in kb.foods.values():
        for default in food.default_for:
            assert set(default.spread) <= set(kb.foods), food.id


def test_every_food_is_found_by_its_own_names(kb: Knowledge) -> None:
    missed = [
        (food.id, name)
        for food in kb.foods.values()
        for name in (food.names.nl, food.names.en)
        if food.id not in [candidate.id for candidate in find(name, kb, limit=10)]
    ]
    assert len(missed) <= 0.02 * len(kb.foods), missed[:20]


def test_a_missing_nutrient_is_missing_and_not_zero(kb: Knowledge) -> None:
    missing = [
        (food, nutrient)
        for food, figures in kb.figures.items()
        for nutrient, value in zip(NUTRIENTS, figures.values, strict=True)
        if value is None and nutrient != "magnesium_mg"
    ]
    food, nutrient = missing[0]
    item = Item("x", "food", food, Interval.exact(100), None, 1.0)
    assert nutrients_of(item, kb)[nutrient] is None
    total = totals([item], kb)[nutrient]
    assert total.unresolved == 1
    assert total.completeness == 0
    assert not total.is_complete


def test_totals_say_how_much_they_know(kb: Knowledge) -> None:
    items = parse_line("2 bananen en 30 g amandelen", kb).items
    total = totals(items, kb)
    assert total["energy_kcal"].is_complete
    # 2 x 115 g at 89 kcal and 30 g at 579 kcal (USDA SR Legacy 09040 and 12061)
    assert 300 < total["energy_kcal"].known.best < 480
    assert totals([], kb)["energy_kcal"].completeness is None
