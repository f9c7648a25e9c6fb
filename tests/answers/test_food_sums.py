"""Foods are ranked and shared out from the food tables, and a hydrate is taken as it is named."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.foods.meaning import magnesium_per_100g


@pytest.mark.parametrize(
    "question",
    ["Which nuts have the most magnesium?", "Welke zaden bevatten het meeste magnesium?"],
)
def test_the_richest_food_of_a_kind_comes_first(kb: Knowledge, question: str) -> None:
    (said,) = answer(question, kb).short
    foods = said.values["foods"]
    assert isinstance(foods, tuple)
    contents = [value.best for key in foods if (value := magnesium_per_100g(str(key), kb))]
    assert len(contents) == len(foods)
    assert contents == sorted(contents, reverse=True)


def test_a_portion_is_held_against_the_norm_that_is_asked_for(kb: Knowledge) -> None:
    question = "30 g pumpkin seeds: how much magnesium and what percent of a woman's daily amount?"
    found = {fact.id: fact for fact in answer(question, kb).calculated}
    share = found["answer.food-share-women"].values["share"]
    assert isinstance(share, dict)
    assert 0.45 < share["best"] < 0.65  # 30 g at about 550 mg per 100 g, of 300 mg


def test_a_named_hydrate_gives_one_figure(kb: Knowledge) -> None:
    found = answer("520 mg magnesium chloride hexahydrate per tablet, how much magnesium?", kb)
    (salt,) = [fact for fact in found.calculated if fact.id == "answer.salt-hydrate"]
    best = salt.values["best"]
    assert isinstance(best, float)
    assert best == pytest.approx(520 * 24.305 / 203.30, rel=0.002)  # MgCl2.6H2O
