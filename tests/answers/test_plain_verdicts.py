"""Questions that want a yes or no, a figure or a conclusion get it in the first lines."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


def _ids(question: str, kb: Knowledge) -> list[str]:
    return [one.id for one in answer(question, kb).facts]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is oat milk a good source of magnesium?", "answer.source-little"),
        ("Zit er veel magnesium in pompoenpitten?", "answer.source-good"),
        ("Are bananas high in magnesium?", "answer.source-some"),
    ],
)
def test_a_source_gets_its_verdict_first(kb: Knowledge, question: str, verdict: str) -> None:
    assert _ids(question, kb)[0] == verdict


def test_how_much_is_in_it_gets_the_figure_first(kb: Knowledge) -> None:
    assert _ids("How much magnesium is in a banana?", kb)[0] == "answer.food"


def test_the_kidneys_of_who_asks_are_no_food(kb: Knowledge) -> None:
    found = answer("I have kidney failure (eGFR 20), is spinach a good source?", kb)
    assert "kidney" not in [one.values.get("food") for one in found.facts]
    assert "answer.own-diet-kidney" in [one.id for one in found.facts]


@pytest.mark.parametrize(
    "question",
    [
        "I have kidney disease. Should I start with a low dose?",
        "Ik ben zwanger, moet ik magnesium langzaam opbouwen?",
        "Mijn zoon van 9: moet ik magnesium langzaam opbouwen?",
    ],
)
def test_no_starting_dose_where_safety_holds_it_back(kb: Knowledge, question: str) -> None:
    assert "answer.start-low" not in _ids(question, kb)


def test_a_ranking_with_brazil_nuts_names_their_selenium(kb: Knowledge) -> None:
    found = answer("Which nuts have the most magnesium?", kb)
    assert "brazil-nut" in str(found.facts[0].values["foods"])
    assert "answer.few-brazil-nuts" in [one.id for one in found.facts]


def test_what_a_shop_sells_is_no_overdose(kb: Knowledge) -> None:
    question = (
        "A bottle of 90 tablets costs $12 and each has 133 mg. Another has 60 tabs at 250 mg "
        "for $15. Which is cheaper per mg?"
    )
    assert answer(question, kb).kind == "calculation"
    took = "I just took 60 tablets that cost £5, what now?"
    assert answer(took, kb).kind == "emergency"


def test_somebody_else_s_dose_is_held_against_the_limit_in_pregnancy(kb: Knowledge) -> None:
    question = "I'm 20 weeks pregnant, my friend takes 400 mg magnesium glycinate. Could I too?"
    assert "answer.salt-if-itself" in _ids(question, kb)


def test_a_dish_is_not_counted_beside_its_parts(kb: Knowledge) -> None:
    question = (
        "Hoeveel magnesium zit er in een kom havermoutpap met 50 gram havermout en 200 ml melk?"
    )
    foods = [one.values.get("food") for one in answer(question, kb).facts]
    assert "oats" in foods
    assert not any("porridge" in str(one) for one in foods)


def test_a_share_of_the_label_and_milligrams_are_added(kb: Knowledge) -> None:
    found = answer("My multivitamin has 25% NRV magnesium and I take 150 mg on top. Total?", kb)
    (total,) = [one for one in found.facts if one.id == "answer.sum-products"]
    assert total.values["amount"] == pytest.approx(0.25 * 375 + 150)


def test_a_bag_lasts_by_its_scoops(kb: Knowledge) -> None:
    found = answer("Bag of 250 g, a 5 g scoop gives 200 mg. How long does it last?", kb)
    (lasting,) = [one for one in found.facts if one.id == "answer.bag-days"]
    assert lasting.values["days"] == 50


def test_a_higher_dose_that_is_thought_of_is_refused(kb: Knowledge) -> None:
    question = "I take 300 mg and feel nothing, should I raise it to 600?"
    (told,) = [one for one in answer(question, kb).facts if one.id == "answer.amount-raised"]
    assert told.values["amount"] == 600


def test_starting_is_no_eye_disease(kb: Knowledge) -> None:
    for question in ("Wanneer start ik met magnesium?", "Should I start with magnesium?"):
        found = answer(question, kb)
        assert "answer.also-disease" not in [one.id for one in found.facts]
        assert not found.abstained


def test_a_ranking_says_what_poor_kidneys_and_an_allergy_ask(kb: Knowledge) -> None:
    kidneys = answer("Ik heb een eGFR van 25. Welke groente heeft het meeste magnesium?", kb)
    assert "answer.own-diet-kidney" in [one.id for one in kidneys.facts]
    plain = answer("Welke groente heeft het meeste magnesium?", kb)
    assert "answer.own-diet-kidney" not in [one.id for one in plain.facts]
