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
    said = answer(question, kb).short[0]
    foods = said.values["foods"]
    assert isinstance(foods, tuple)
    contents = [value.best for key in foods if (value := magnesium_per_100g(str(key), kb))]
    assert len(contents) == len(foods)
    assert contents == sorted(contents, reverse=True)


def test_a_portion_is_held_against_the_norm_that_is_asked_for(kb: Knowledge) -> None:
    question = "30 g pumpkin seeds: how much magnesium and what percent of a woman's daily amount?"
    found = {fact.id: fact for fact in answer(question, kb).facts}
    share = found["answer.food-share-women"].values["share"]
    assert isinstance(share, dict)
    assert 0.45 < share["best"] < 0.65  # 30 g at about 550 mg per 100 g, of 300 mg


def test_a_named_hydrate_gives_one_figure(kb: Knowledge) -> None:
    found = answer("520 mg magnesium chloride hexahydrate per tablet, how much magnesium?", kb)
    (salt,) = [fact for fact in found.calculated if fact.id == "answer.salt-hydrate"]
    best = salt.values["best"]
    assert isinstance(best, float)
    assert best == pytest.approx(520 * 24.305 / 203.30, rel=0.002)  # MgCl2.6H2O


def test_the_weight_of_one_slice_is_taken_as_often_as_it_is_eaten(kb: Knowledge) -> None:
    found = answer("4 slices of 40 g (80 mg magnesium per 100 g): how far do I get?", kb)
    (part,) = [fact for fact in found.facts if fact.id == "answer.weighed-part"]
    assert part.values["amount"] == pytest.approx(4 * 40 * 0.80)


def test_a_share_of_the_label_value_is_that_of_the_whole_day(kb: Knowledge) -> None:
    question = "1000 mg magnesium bisglycinate per tablet, 14% magnesium, 2 a day. What % NRV?"
    shares = [one for one in answer(question, kb).calculated if one.id == "answer.amount-share"]
    assert [one.values["share"] for one in shares] == [pytest.approx(280 / 375)]


def test_the_word_elemental_on_a_label_is_no_cheese(kb: Knowledge) -> None:
    found = answer("what does elemental magnesium mean on the label", kb)
    assert "answer.food" not in {fact.id for fact in found.facts}
