"""Nobody is offered what they do not eat, and nothing nobody would sensibly be advised."""

import pytest

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import Food
from magwise.models.diet import Wish, objections
from magwise.models.diet.acceptance import allergens
from magwise.models.diet.eligibility import Eligibility, withheld
from magwise.person import Profile


def eats(food: Food, profile: Profile, kb: Knowledge) -> bool:
    return not objections(food, profile, kb)


@pytest.mark.parametrize("word", ["pescatarian", "pescotariër"])
def test_who_eats_fish_and_no_meat_is_offered_fish_and_no_meat(kb: Knowledge, word: str) -> None:
    profile = Profile(diet=(word,))
    groups = {food.group for food in kb.foods.values() if eats(food, profile, kb)}
    assert {"fish", "vegetables", "dairy"} <= groups
    assert "meat" not in {
        food.group
        for food in kb.foods.values()
        if eats(food, profile, kb) and food.diet.vegetarian is not True
    }


@pytest.mark.parametrize("word", ["nuts", "noten", "Tree nuts", "notenallergie", "amandelen"])
def test_someone_with_a_nut_allergy_is_never_offered_nuts(kb: Knowledge, word: str) -> None:
    profile = Profile(allergies=(word,))
    for food in ("almond", "mixed-nuts", "quark-nuts-fruit"):
        assert Wish("allergy", "nuts") in objections(kb.foods[food], profile, kb)


def test_every_word_for_an_allergen_in_the_knowledge_base_is_understood(kb: Knowledge) -> None:
    for record in kb.allergens.values():
        for word in (record.names.nl, record.names.en, *record.words.nl, *record.words.en):
            known, other = allergens(Profile(allergies=(word,)), kb)
            assert record.id in known
            assert other == ()


def test_an_unknown_allergy_word_excludes_foods_of_that_name(kb: Knowledge) -> None:
    assert allergens(Profile(allergies=("banaan",)), kb) == (frozenset(), ("banaan",))
    spinach = kb.foods["spinach-boiled"]
    assert eats(spinach, Profile(), kb)
    assert not eats(spinach, Profile(allergies=("spinazie",)), kb)


def test_no_allergies_is_no_allergy(kb: Knowledge) -> None:
    assert allergens(Profile(allergies=("geen",)), kb) == (frozenset(), ())


def test_a_food_of_unknown_allergens_is_left_out_for_who_has_one(kb: Knowledge) -> None:
    unknown = kb.foods["banana"].model_copy(update={"allergens": None})
    assert eats(unknown, Profile(), kb)
    assert not eats(unknown, Profile(allergies=("soja",)), kb)


@pytest.mark.parametrize("way", ["vegan", "vegetarian", "halal", "kosher"])
def test_only_what_is_known_to_fit_a_way_of_eating_is_offered(kb: Knowledge, way: str) -> None:
    for food in kb.foods.values():
        if eats(food, Profile(diet=(way,)), kb):
            assert getattr(food.diet, way) is True


def test_the_wishes_of_a_plan_go_before_those_of_the_profile(kb: Knowledge) -> None:
    milk = kb.foods["milk-whole"]
    assert Wish("diet", "vegan") in objections(milk, Profile(diet=("vegan",)), kb)
    assert not objections(milk, Profile(diet=("vegan",)), kb, diet=())


def test_disliked_dear_and_laborious_food_is_objected_to_by_name(kb: Knowledge) -> None:
    spinach, almond = kb.foods["spinach-boiled"], kb.foods["almond"]
    assert objections(spinach, Profile(dislikes=("Spinazie",)), kb) == {Wish("dislike", "Spinazie")}
    assert objections(almond, Profile(), kb, budget="low") == {Wish("budget", "low")}
    assert objections(spinach, Profile(), kb, cooking="none") == {Wish("cooking", "none")}


@pytest.mark.parametrize(
    ("food", "reason"),
    [
        ("beer", "alcohol"), ("rum-cola", "alcohol"), ("chocolate-dark-70", "treat"),
        ("cinnamon", "seasoning"), ("baby-milk", "not-a-food"), ("liver-beef", "meat"),
        ("brazil-nut", "selenium"), ("seaweed-nori", "iodine"), ("water-hepar", "brand-water"),
        ("recovery-drink", "sport-product"), ("rice-white-dry", "weighed-dry"),
        ("wheat-bran", "concentrated-fibre"), ("hamburger", "ready-made"), ("egusi", "other-dish"),
        ("chia-seeds", "figures-missing"),
    ],
)  # fmt: skip
def test_what_nobody_is_advised_has_a_reason(food: str, reason: str, kb: Knowledge) -> None:
    found = withheld(kb.foods[food], kb)
    assert found == reason
    assert kb.withheld[found].names.nl
    assert kb.withheld[found].names.en


def test_everyday_foods_are_candidates(kb: Knowledge) -> None:
    may = set(Eligibility(kb).advisable())
    assert {"bread-wholemeal", "oats", "almond", "banana", "lentils-brown", "spinach-boiled"} <= may
    assert 200 <= len(may) <= 600


def test_what_is_suggested_is_withheld_only_without_figures(kb: Knowledge) -> None:
    for food in kb.suggestions:
        assert withheld(kb.foods[food], kb) in (None, "figures-missing")


def test_the_words_of_the_rules_name_foods_and_groups_that_exist(kb: Knowledge) -> None:
    groups = {food.group for food in kb.foods.values()}
    for rule in kb.withheld.values():
        assert set(rule.groups) <= groups
        assert set(rule.except_foods) <= set(kb.foods)
        for start in rule.foods:
            assert any(f == start or f.startswith(f"{start}-") for f in kb.foods), start
    for exchange in kb.exchanges.values():
        assert {*exchange.old_groups, *exchange.new_groups} <= groups
    for addition in kb.additions.values():
        assert {*addition.groups, *addition.beside} <= groups
        assert {*addition.foods, *addition.except_foods} <= set(kb.foods)
