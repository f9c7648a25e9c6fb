"""Numbers in a question keep their role, are worked out to the last figure, and end in a total."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.reading.portions import mmol_of_product, portions_in
from magwise.core.facts import Fact


def said(question: str, kb: Knowledge) -> dict[str, Fact]:
    return {fact.id: fact for fact in answer(question, kb).facts}


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("my multi 56, my powder 150 and my bedtime tablet 100, too much?", 306),
        ("Is 56 + 150 + 100 mg magnesium over the limit?", 306),
        ("2 schepjes poeder van 120 mg en een multi van 80, is dat te veel?", 320),
    ],
)
def test_bare_numbers_of_products_are_added_up(kb: Knowledge, question: str, total: float) -> None:
    found = said(question, kb)
    assert found["answer.sum-products"].values["amount"] == total
    assert "answer.amount-above" in found


@pytest.mark.parametrize(
    "question",
    [
        "I'm 62, weigh 90 kg, BP 150/90, and run 3 times a week: multi of 100 mg ok?",
        "eGFR 48 and my tablet holds 200 mg magnesium",
        "calcium 500, zinc 15 and magnesium 250 mg in one tablet",
    ],
)
def test_age_weight_and_other_minerals_are_never_portions(question: str) -> None:
    assert len(portions_in(question)) <= 1


def test_food_does_not_count_towards_the_upper_level(kb: Knowledge) -> None:
    found = said("Ik krijg 400 mg uit eten en 150 mg uit pillen, is dat te veel?", kb)
    both = found["answer.food-and-products"].values
    assert (both["food"], both["products"], both["amount"]) == (400, 150, 550)
    assert "answer.amount-above" not in found


def test_foods_with_their_figures_are_held_against_the_norm(kb: Knowledge) -> None:
    question = "Oats 60 mg, spinach 70 and nuts 65 today. Woman of 50. How much short of the norm?"
    found = said(question, kb)
    assert found["answer.sum-foods"].values["amount"] == 195
    assert found["answer.sum-left"].values["left"] == 105  # EFSA 2015: 300 mg for women


def test_weighed_foods_with_a_content_are_multiplied(kb: Knowledge) -> None:
    question = "80 g oats (130 mg per 100 g) and 25 g almonds (270 per 100), magnesium in total?"
    assert said(question, kb)["answer.sum-foods"].values["amount"] == pytest.approx(171.5)


def test_litres_times_content_give_the_magnesium_of_water(kb: Knowledge) -> None:
    question = "Hoeveel magnesium krijg ik uit 1,5 liter water met 119 mg per liter?"
    assert said(question, kb)["answer.water-sum"].values["amount"] == pytest.approx(178.5)


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("half a tablet of 400 mg magnesium, how much is that?", 200),
        ("Magnesium: 15 mg per spray, ik neem 10 sprays per dag. Hoeveel is dat?", 150),
        ("magnesium powder: 100 g contains 14 g, I take 1.5 g per day, how many mg?", 210),
        ("magnesium liquid with 150 mg per 5 ml, I take 15 ml. How much is that?", 450),
        ("one capsule in the morning and two at night, each 90 mg. over the limit?", 270),
    ],
)
def test_what_is_taken_of_a_label_is_worked_out(
    kb: Knowledge, question: str, amount: float
) -> None:
    found = said(question, kb)
    keys = ("answer.part-piece", "answer.pieces-total", "answer.measure-total")
    assert [found[key].values["amount"] for key in keys if key in found] == [pytest.approx(amount)]


def test_a_share_on_each_tablet_is_multiplied(kb: Knowledge) -> None:
    found = said("56% RI per tablet, ik slik er 2. Hoeveel mg magnesium is dat?", kb)
    assert found["answer.pieces-total"].values["amount"] == pytest.approx(2 * 0.56 * 375)
    assert "answer.amount-above" in found


def test_millimoles_of_tablets_are_no_blood_value(kb: Knowledge) -> None:
    found = said("Doctor gave me 4 mmol magnesium tablets, one three times a day. mg a day?", kb)
    assert found["answer.mmol-day"].values["amount"] == pytest.approx(12 * 24.305)
    assert not mmol_of_product("magnesium in bloed 0,8 mmol/l, geprikt, 3 keer per jaar")


def test_days_and_prices_are_not_amounts(kb: Knowledge) -> None:
    lasts = said("180 magnesium tablets, I take two a day. How many days in the bottle?", kb)
    assert lasts["answer.pack-days"].values["days"] == 90
    question = "60 tablets of 200 mg for $9 or 120 tablets of 100 mg for $24, cheaper per mg?"
    cheapest = said(question, kb)
    assert cheapest["answer.pack-cheapest"].values["number"] == 1


def test_figures_beside_each_other_get_their_role(kb: Knowledge) -> None:
    found = said("Which magnesium figure is right for a man: 350, 375 or 420?", kb)
    assert {"answer.role-men-eu", "answer.role-label-eu", "answer.role-men-us"} <= set(found)


def test_how_much_of_a_food_brings_an_amount(kb: Knowledge) -> None:
    reach = said("how many almonds do I need for 100 mg magnesium?", kb)["answer.to-reach"].values
    grams, content = reach["grams"], reach["content"]
    assert isinstance(grams, float)
    assert isinstance(content, float)
    assert grams * content / 100 == pytest.approx(100)


def test_a_meal_weighed_in_grams_is_no_overdose(kb: Knowledge) -> None:
    found = answer("I ate 50g almonds and 200g cooked spinach. How much magnesium is that?", kb)
    assert found.kind == "calculation"


def test_a_compound_of_one_composition_gets_one_figure(kb: Knowledge) -> None:
    found = said("how much magnesium is in 400 mg magnesium oxide?", kb)
    assert "answer.salt" not in found
    assert "answer.salt-exact" in found


def test_an_english_reader_without_a_country_sees_three_norms(kb: Knowledge) -> None:
    values = said("How much magnesium do I need per day?", kb)["answer.need-three"].values
    assert (values["british_women"], values["british_men"]) == (270, 300)  # COMA 1991, RNI
    assert (values["american_women"], values["american_men"]) == (320, 420)  # IOM 1997, 31-50 y
