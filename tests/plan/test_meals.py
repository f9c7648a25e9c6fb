"""Recipes in a plan: only what somebody eats and what safety clears."""

import pytest

from magwise import Diary, Knowledge, Profile, assess
from magwise.person.profile import Medicine, Training
from magwise.plan.meals import meal_ideas, suitable_recipes


def _ids(profile: Profile, kb: Knowledge) -> set[str]:
    return {recipe.id for recipe, _ in suitable_recipes(assess(profile, Diary(), kb), kb)}


def _foods(ids: set[str], kb: Knowledge) -> set[str]:
    return {part.food for one in ids for part in kb.recipes[one].ingredients}


def test_a_vegan_is_offered_plants_only(kb: Knowledge) -> None:
    offered = _foods(_ids(Profile(age_years=30, diet=("vegan",)), kb), kb)
    assert offered
    assert all(kb.foods[food].diet.vegan is True for food in offered)


@pytest.mark.parametrize("word", ["noten", "nuts", "amandelen", "almonds"])
def test_an_allergy_to_nuts_takes_out_every_recipe_with_nuts(kb: Knowledge, word: str) -> None:
    offered = _foods(_ids(Profile(age_years=30, allergies=(word,)), kb), kb)
    assert offered
    assert not any("nuts" in (kb.foods[food].allergens or ()) for food in offered)
    assert all(kb.foods[food].allergens is not None for food in offered)


def test_a_dislike_is_left_out(kb: Knowledge) -> None:
    offered = _foods(_ids(Profile(age_years=30, dislikes=("tofu",)), kb), kb)
    assert offered
    assert "tofu" not in offered


def test_weak_kidneys_get_no_recipes_but_a_professional(kb: Knowledge) -> None:
    assert _ids(Profile(age_years=70, egfr=28), kb) == set()


def test_greens_stay_out_with_a_vitamin_k_antagonist(kb: Knowledge) -> None:
    profile = Profile(age_years=60, medicines=(Medicine(name="acenocoumarol"),))
    assert "chickpea-spinach-curry" in _ids(Profile(age_years=60, medicines=()), kb)
    assert not any("spinach" in food or "kale" in food for food in _foods(_ids(profile, kb), kb))


def test_kosher_means_known_to_be_kosher(kb: Knowledge) -> None:
    offered = _ids(Profile(age_years=30, diet=("kosher",)), kb)
    assert "chicken-bulgur-almond" not in offered
    assert "mussels-brown-bread" not in offered


def test_there_are_meals_around_training_only_for_those_who_train(kb: Knowledge) -> None:
    trains = Profile(age_years=30, training=Training(kinds=("endurance",), hours_per_week=6))
    places = {idea.place for idea in meal_ideas(assess(trains, Diary(), kb), kb)}
    assert {"before-training", "after-training", "breakfast", "dinner"} <= places
    rests = Profile(age_years=30)
    assert "after-training" not in {
        idea.place for idea in meal_ideas(assess(rests, Diary(), kb), kb)
    }


def test_an_emergency_gets_no_recipes(kb: Knowledge) -> None:
    assert _ids(Profile(age_years=40, red_flags=("chest-pain",)), kb) == set()
