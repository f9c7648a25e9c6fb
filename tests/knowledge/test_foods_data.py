"""Promises of the food data: every figure has a row, every word one owner, nothing is invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

FOODS = Path(__file__).resolve().parents[2] / "src/magwise/knowledge/data/foods"

NUTRIENTS_EVERY_PLAN_NEEDS = (
    "energy_kcal", "protein_g", "fibre_g", "calcium_mg", "potassium_mg", "sodium_mg",
    "phosphorus_mg", "iron_mg", "zinc_mg", "selenium_ug", "vitamin_a_rae_ug", "vitamin_c_mg",
    "vitamin_d_ug", "alcohol_g", "caffeine_mg", "water_g", "magnesium_mg",
)  # fmt: skip

FOOD_KEYS = {
    "id", "kind", "group", "state", "names", "aliases", "default_for", "codes", "primary", "proxy",
    "proxy_note", "diet", "allergens", "role", "portion_g", "portion_how", "measures",
    "density_g_per_ml", "effort", "cost", "mg_override", "stated_mg_per_l",
}  # fmt: skip
DISH_KEYS = {
    "id", "kind", "group", "names", "aliases", "portion_g", "portion_how", "diet", "allergens",
    "role", "effort", "cost", "recipe", "yield_g", "how", "note",
}  # fmt: skip
# What a dish may leave out, and what it may say besides.
DISH_MAY = {"aliases", "note", "default_for", "measures", "density_g_per_ml"}
GROUPS = {
    "nuts-seeds", "bread", "cereals", "grains-pasta", "legumes", "vegetables", "fruit", "potato",
    "dairy", "dairy-alternative", "meat", "fish", "egg", "meat-alternative", "fats", "sauces",
    "spreads", "snacks", "sweets", "bakery", "soup", "dish", "coffee-tea", "water", "soft-drink",
    "juice", "alcohol", "sport", "herbs", "other",
}  # fmt: skip
STATES = {
    "raw", "boiled", "fried", "baked", "roasted", "dried", "canned", "frozen", "prepared", "as-is",
}  # fmt: skip
ALLERGENS = {
    "gluten", "crustaceans", "egg", "fish", "peanut", "soy", "milk", "nuts", "celery", "mustard",
    "sesame", "sulphite", "lupin", "mollusc",
}  # fmt: skip
ROLES = {
    "breakfast", "bread-topping", "snack", "main", "side", "vegetable", "fruit", "drink",
    "dessert", "condiment",
}  # fmt: skip


@cache
def records(folder: str) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for path in sorted((FOODS / folder).glob("*.yaml")):
        found += yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []
    return tuple(found)


@cache
def figures() -> dict[str, dict[str, str]]:
    with (FOODS / "figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["food_id"]: row for row in csv.DictReader(file)}


@cache
def measures() -> tuple[dict[str, Any], ...]:
    text = (FOODS / "measures.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader))


def everything() -> tuple[dict[str, Any], ...]:
    return records("catalogue") + records("dishes")


def aliases(record: dict[str, Any], language: str) -> list[str]:
    """Other words for it; a name that everybody uses has none."""
    found: list[str] = record.get("aliases", {}).get(language, [])
    return found


def words(record: dict[str, Any], language: str) -> Iterator[str]:
    yield record["names"][language]
    yield from aliases(record, language)


def test_every_food_has_figures_with_a_table_and_a_code() -> None:
    rows = figures()
    for food in records("catalogue"):
        row = rows[food["id"]]
        assert row["table"] in {"sr-legacy-2018", "ciqual-2025"}, food["id"]
        assert row["code"] in {food["codes"]["sr"], food["codes"]["ciqual"]}, food["id"]
        assert row["row_name"], food["id"]


def test_every_dish_has_figures_from_its_recipe() -> None:
    for dish in records("dishes"):
        assert figures()[dish["id"]]["table"] == "recipe", dish["id"]


def test_there_are_no_figures_without_a_food() -> None:
    assert set(figures()) == {record["id"] for record in everything()}


def test_ids_are_used_once() -> None:
    ids = [record["id"] for record in everything()]
    assert len(ids) == len(set(ids))


def test_records_hold_known_keys_and_values_only() -> None:
    for food in records("catalogue"):
        assert set(food) <= FOOD_KEYS, food["id"]
        assert food["group"] in GROUPS, food["id"]
        assert food["state"] in STATES, food["id"]
        assert food["kind"] in {"food", "drink"}, food["id"]
        assert food["primary"] in {"sr", "ciqual"}, food["id"]
        assert food["proxy"] == ("proxy_note" in food), food["id"]
    for dish in records("dishes"):
        assert DISH_KEYS - DISH_MAY <= set(dish) <= DISH_KEYS | DISH_MAY, dish["id"]
    for record in everything():
        assert set(record["allergens"]) <= ALLERGENS, record["id"]
        assert set(record["role"]) <= ROLES, record["id"]
        assert record["role"], record["id"]
        assert record["effort"] in {"none", "low", "medium", "high"}, record["id"]
        assert record["cost"] in {"low", "mid", "high"}, record["id"]


def test_names_are_given_in_both_languages() -> None:
    for record in everything():
        for language in ("nl", "en"):
            assert record["names"][language].strip(), record["id"]
            assert all(word.strip() for word in aliases(record, language)), record["id"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_word_belongs_to_one_food(language: str) -> None:
    owner: dict[str, str] = {}
    for record in everything():
        for word in words(record, language):
            first = owner.setdefault(word.casefold(), record["id"])
            assert first == record["id"], f"{word!r}: {first} and {record['id']}"


def test_a_default_word_is_an_alias_and_its_spread_exists() -> None:
    ids = {record["id"] for record in everything()}
    for food in everything():
        for default in food.get("default_for", []):
            known = {word.casefold() for word in words(food, default["lang"])}
            assert default["word"].casefold() in known, food["id"]
            assert default["spread"], food["id"]
            assert set(default["spread"]) <= ids - {food["id"]}, food["id"]


def test_portions_lie_inside_their_spread() -> None:
    for record in everything():
        portion = record["portion_g"]
        assert 0 < portion["low"] <= portion["usual"] <= portion["high"], record["id"]
        assert portion["usual"] <= portion["max"], record["id"]
        assert record["portion_how"] in {"derived", "assumed"}, record["id"]


def test_measures_of_a_food_exist_and_lie_inside_their_spread() -> None:
    known = {measure["id"] for measure in measures()}
    for food in everything():
        for name, amount in food.get("measures", {}).items():
            assert name in known, f"{food['id']}: {name}"
            assert 0 < amount["low"] <= amount["g"] <= amount["high"], f"{food['id']}: {name}"
            assert amount["how"] in {"derived", "assumed"}, food["id"]


def test_there_are_120_measures_named_in_both_languages() -> None:
    assert len(measures()) >= 120
    for measure in measures():
        assert measure["kind"] in {"volume", "weight", "count", "container"}, measure["id"]
        assert measure["names"]["nl"], measure["id"]
        assert measure["names"]["en"], measure["id"]
        amount = measure["default"].get("g", measure["default"].get("ml"))
        assert 0 < measure["default"]["low"] <= amount <= measure["default"]["high"], measure["id"]
        assert set(measure.get("by_group", {})) <= GROUPS, measure["id"]
        assert measure["how"] in {"derived", "assumed"}, measure["id"]
        assert measure["source"], measure["id"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_measure_word_belongs_to_one_measure(language: str) -> None:
    owner: dict[str, str] = {}
    for measure in measures():
        for name in measure["names"][language]:
            assert owner.setdefault(name.casefold(), measure["id"]) == measure["id"], name


def test_magnesium_has_a_range_around_its_best_value_and_missing_stays_missing() -> None:
    for food_id, row in figures().items():
        best, low, high = (row[f"magnesium_{part}mg"] for part in ("", "low_", "high_"))
        if best:
            assert 0 <= float(low) <= float(best) <= float(high) <= 1000, food_id
            assert row["magnesium_tables"], food_id
        elif low or high:
            assert "magnesium_mg:<" in row["flags"], food_id
        else:
            assert not row["magnesium_tables"], food_id


def test_a_dish_with_an_unknown_ingredient_value_is_not_given_one() -> None:
    for dish in records("dishes"):
        row = figures()[dish["id"]]
        for nutrient in NUTRIENTS_EVERY_PLAN_NEEDS:
            parts = [figures()[item["food"]][nutrient] for item in dish["recipe"]]
            assert (row[nutrient] == "") == ("" in parts), f"{dish['id']}: {nutrient}"
            assert (f"{nutrient}:incomplete" in row["flags"]) == ("" in parts), dish["id"]


def test_a_dish_holds_the_magnesium_of_its_ingredients() -> None:
    for dish in records("dishes"):
        row = figures()[dish["id"]]
        if row["magnesium_mg"]:
            total = sum(
                float(figures()[item["food"]]["magnesium_mg"]) * item["g"] / 100
                for item in dish["recipe"]
            )
            expected = total / dish["yield_g"] * 100
            assert float(row["magnesium_mg"]) == pytest.approx(expected, rel=1e-3), dish["id"]


def test_a_dish_names_the_allergens_and_limits_of_its_ingredients() -> None:
    foods = {record["id"]: record for record in everything()}
    for dish in records("dishes"):
        parts = [foods[item["food"]] for item in dish["recipe"]]
        for part in parts:
            assert set(part["allergens"]) <= set(dish["allergens"]), f"{dish['id']}: {part['id']}"
            for diet, suits in part["diet"].items():
                if suits is False:
                    assert dish["diet"][diet] is False, f"{dish['id']}: {diet}: {part['id']}"
                if suits is None:
                    assert dish["diet"][diet] is not True, f"{dish['id']}: {diet}: {part['id']}"


def test_a_vegan_food_is_vegetarian_and_holds_no_animal_allergen() -> None:
    animal = {"milk", "egg", "fish", "crustaceans", "mollusc"}
    for record in everything():
        if record["diet"]["vegan"]:
            assert record["diet"]["vegetarian"], record["id"]
            assert not animal & set(record["allergens"]), record["id"]
        if record["diet"]["vegetarian"]:
            assert not {"fish", "crustaceans", "mollusc"} & set(record["allergens"]), record["id"]


# Magnesium [mg per 100 g] that other printed tables give: USDA SR Legacy 2018, FNDDS 2017-2018,
# ANSES CIQUAL 2025, the Dutch table of 2025 as quoted in the project's notes, Canada's CNF 2015.
PUBLISHED = {
    "spinach-boiled": (87, 93, 54.4, 77),
    "spinach-frozen-boiled": (34,),
    "almond": (270, 232),
    "banana": (27, 28),
    "pumpkin-seeds": (592, 550, 535),
    "oats": (177, 138, 148, 120),
    "porridge-water": (27, 25),
    "chocolate-dark-70": (228, 200, 89),
    "chocolate-dark": (89,),
    "peanut-butter": (168, 169, 145),
    "peanut-butter-100": (216,),
    "bread-wholemeal": (75, 77, 66),
}


@pytest.mark.parametrize("food_id", sorted(PUBLISHED))
def test_published_magnesium_lies_inside_our_range(food_id: str) -> None:
    row = figures()[food_id]
    for value in PUBLISHED[food_id]:
        assert float(row["magnesium_low_mg"]) <= value <= float(row["magnesium_high_mg"])


def test_where_tables_disagree_the_value_says_so() -> None:
    for food in records("catalogue"):
        override = food.get("mg_override")
        if override:
            assert override["source"] in figures()[food["id"]]["magnesium_tables"], food["id"]
            assert override["low"] <= override["best"] <= override["high"], food["id"]


def test_a_food_that_lends_its_row_from_another_food_has_a_wider_range() -> None:
    for food in records("catalogue"):
        row = figures()[food["id"]]
        if food["proxy"] and row["magnesium_mg"] and "mg_override" not in food:
            best = float(row["magnesium_mg"])
            assert float(row["magnesium_low_mg"]) <= best * 0.701, food["id"]
            assert float(row["magnesium_high_mg"]) >= best * 1.299, food["id"]


def test_there_are_900_foods_and_80_dishes() -> None:
    assert len(records("dishes")) >= 80
    assert len(everything()) >= 900


def test_greens_carry_the_vitamin_k_that_warns_users_of_anticoagulants() -> None:
    for food_id in ("spinach-boiled", "spinach-frozen-boiled", "chard-boiled", "kale-boiled"):
        assert float(figures()[food_id]["vitamin_k_ug"]) > 200, food_id


def test_values_that_cannot_be_right_are_set_aside_and_flagged() -> None:
    coffee = figures()["coffee"]
    assert float(coffee["vitamin_b6_mg"]) < 0.1
    assert "vitamin_b6_mg:set-aside=0.73" in coffee["flags"]
    assert float(figures()["tuna-canned-water"]["selenium_ug"]) < 120
