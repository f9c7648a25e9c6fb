"""The gate judges changes of food too."""

from typing import Any, Literal

import pytest

from magwise import Knowledge
from magwise.safety import FoodChange, Review, gate_after
from tests.safety.people import ids, judged, someone

Kind = Literal["add", "swap", "more", "less"]


def change(food: str, kind: Kind = "add", grams: float = 30, **nutrients: float) -> FoodChange:
    known = {"potassium_mg": 50.0, "energy_kcal": 20.0, "phosphorus_mg": 10.0, "fibre_g": 0.5,
             "vitamin_k_ug": 1.0, "selenium_ug": 1.0, "sodium_mg": 0.0}  # fmt: skip
    return FoodChange(kind, food, None, grams, {**known, **nutrients})


def reviewed(
    kb: Knowledge,
    *changes: FoodChange,
    usual: dict[str, float] | None = None,
    **person: Any,
) -> Review:
    return gate_after(
        judged(kb, **person),
        regimen=None,
        schedule=None,
        food_changes=changes,
        profile=someone(**person),
        kb=kb,
        usual_nutrients=usual,
    )


def test_an_ordinary_food_is_cleared_for_a_healthy_person(kb: Knowledge) -> None:
    review = reviewed(kb, change("almond", potassium_mg=220))
    assert review.cleared
    assert review.findings == ()


@pytest.mark.parametrize(
    "person",
    [
        {"egfr": 45},
        {"egfr": 20},
        {"kidney_disease": True, "egfr": None},
        {"medicines": [{"name": "spironolacton", "times": ["08:00"]}]},
        {"conditions": ["kaliumbeperkt dieet"]},
        {"medicines": [{"name": "plaspil", "times": ["08:00"]}]},
    ],
)
def test_potassium_is_not_raised_where_kidneys_or_medicines_hold_it(
    kb: Knowledge, person: dict[str, Any]
) -> None:
    review = reviewed(kb, change("banana", potassium_mg=400), **person)
    assert review.refused_foods == {"banana"}
    assert "safety.food-potassium" in ids(review.findings)


def test_a_missing_potassium_figure_is_not_zero(kb: Knowledge) -> None:
    unknown = FoodChange("add", "banana", None, 100, {"energy_kcal": 20.0})
    assert reviewed(kb, unknown, egfr=45).refused_foods == {"banana"}


def test_small_rises_of_potassium_add_up(kb: Knowledge) -> None:
    one, two = change("apple", potassium_mg=80), change("banana", potassium_mg=80)
    assert reviewed(kb, one, egfr=45).cleared
    assert not reviewed(kb, one, two, egfr=45).cleared


@pytest.mark.parametrize("food", ["liver-beef", "liver-sausage", "chicken-liver-pate"])
def test_liver_is_not_for_pregnancy_not_even_a_possible_one(kb: Knowledge, food: str) -> None:
    for pregnant in (True, None):
        person: dict[str, Any] = {"sex": "female", "pregnant": pregnant, "breastfeeding": False}
        review = reviewed(kb, change(food), **person)
        assert "safety.food-liver-pregnancy" in ids(review.findings)
        assert not review.cleared


def test_brazil_nuts_are_refused_for_their_selenium(kb: Knowledge) -> None:
    nuts = change("brazil-nut", selenium_ug=190)
    assert not reviewed(kb, nuts).cleared
    assert not reviewed(kb, change("brazil-nut", selenium_ug=50), age_years=12).cleared


def test_selenium_counts_what_is_eaten_already(kb: Knowledge) -> None:
    fish = change("almond", selenium_ug=60)
    assert reviewed(kb, fish, usual={"selenium_ug": 100}).cleared
    above = reviewed(kb, fish, usual={"selenium_ug": 200})
    assert "safety.food-above-level" in ids(above.findings)
    assert not above.cleared


def test_vitamin_k_stays_steady_with_acenocoumarol(kb: Knowledge) -> None:
    thinner: dict[str, Any] = {"medicines": [{"name": "acenocoumarol", "times": ["18:00"]}]}
    assert not reviewed(kb, change("kale-boiled", vitamin_k_ug=400), **thinner).cleared
    assert not reviewed(kb, change("kale-boiled", "swap", vitamin_k_ug=-200), **thinner).cleared
    small = reviewed(kb, change("kale-boiled", vitamin_k_ug=20), **thinner)
    assert small.cleared
    assert "safety.food-vitamin-k-tell" in ids(small.findings)
    assert reviewed(kb, change("kale-boiled", vitamin_k_ug=400)).cleared


def test_an_allergy_is_kept_in_everyday_words(kb: Knowledge) -> None:
    for words in ("noten", "notenallergie", "almonds", "tree nuts"):
        review = reviewed(kb, change("almond"), allergies=[words])
        assert "safety.food-refused-allergy" in ids(review.findings), words
    assert reviewed(kb, change("almond"), allergies=["geen"]).cleared


def test_an_allergy_outside_the_fourteen_is_looked_up_in_the_name(kb: Knowledge) -> None:
    assert not reviewed(kb, change("banana"), allergies=["banaan"]).cleared


def test_a_diet_is_kept_and_not_known_is_not_vegan(kb: Knowledge) -> None:
    for food in ("milk-whole", "liver-beef"):
        if food in kb.foods:
            assert not reviewed(kb, change(food), diet=["vegan"]).cleared
    assert reviewed(kb, change("almond"), diet=["vegan"]).cleared


@pytest.mark.parametrize(
    "person",
    [
        {"age_years": 15},
        {"sex": "female", "pregnant": True, "breastfeeding": False},
        {"sex": "female", "pregnant": False, "breastfeeding": True},
        {"weight_kg": 55},
        {"weight_kg": None},
        {"stress_fracture": True},
        {"conditions": ["eetstoornis"]},
        {"age_years": None},
    ],
)
def test_eating_less_is_never_advised_to(kb: Knowledge, person: dict[str, Any]) -> None:
    less = change("banana", "less", energy_kcal=-90)
    dropped = change("banana", "swap", energy_kcal=-250)
    for one in (less, dropped):
        review = reviewed(kb, one, **person)
        assert "safety.food-refused-eating-less" in ids(review.findings)
    assert "safety.food-refused-eating-less" not in ids(reviewed(kb, less).findings)


def test_a_food_nobody_knows_is_refused(kb: Knowledge) -> None:
    assert reviewed(kb, change("unobtainium")).refused_foods == {"unobtainium"}


def test_foods_the_rules_name_are_in_the_food_table(kb: Knowledge) -> None:
    for rule in kb.food_rules.values():
        for start in rule.foods:
            assert any(food.startswith(start) for food in kb.foods), (rule.id, start)


def test_nutrients_the_rules_name_are_in_the_food_table(kb: Knowledge) -> None:
    from magwise.knowledge.schema.foods import NUTRIENTS
    from magwise.safety.food import bare_nutrient

    known = {bare_nutrient(name) for name in NUTRIENTS}
    assert {rule.nutrient for rule in kb.food_rules.values() if rule.nutrient} <= known
    assert {limit.nutrient for limit in kb.nutrient_limits.values()} <= known
