"""Sums in questions: by the week, the pack, the kilogram, the part of a tablet, and as a share."""

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.core.facts import Fact


def said(question: str, kb: Knowledge) -> dict[str, Fact]:
    return {fact.id: fact for fact in answer(question, kb).facts}


@pytest.mark.parametrize(
    "question",
    [
        "I take 2100 mg of magnesium a week, evenly spread. How much a day, and is it too much?",
        "Ik slik in totaal 2100 mg magnesium per week, hoeveel is dat per dag?",
    ],
)
def test_a_total_of_a_week_is_no_amount_of_a_day(kb: Knowledge, question: str) -> None:
    found = said(question, kb)
    assert found["answer.week-day"].values["amount"] == 300
    assert found["answer.amount-above"].values["amount"] == 300


def test_on_some_days_the_day_itself_is_held_against_the_limit(kb: Knowledge) -> None:
    found = said("I take 350 mg three times a week, what is the average per day?", kb)
    assert found["answer.some-days"].values["average"] == pytest.approx(150)
    assert found["answer.amount-above"].values["amount"] == 350


def test_an_amount_without_a_total_is_not_spread_over_the_week(kb: Knowledge) -> None:
    found = said("I took 600 mg magnesium this week each night, is that too much?", kb)
    assert "answer.week-day" not in found
    assert found["answer.amount-above"].values["amount"] == 600


def test_a_fraction_of_a_gram_is_read_whole(kb: Knowledge) -> None:
    found = said("My tablet is 0.25 g magnesium, is that too much?", kb)
    assert found["answer.amount-within"].values["amount"] == 250


def test_training_days_are_no_days_of_a_dose(kb: Knowledge) -> None:
    found = said("Average intake 310 mg, I lift 4x a week, man of 38. Is that a problem?", kb)
    assert "answer.some-days" not in found


def test_a_pack_is_worked_out_in_days_and_money(kb: Knowledge) -> None:
    found = said("90 capsules voor 17,50 euro, ik slik er 3 per dag. Wat kost dat per dag?", kb)
    assert found["answer.pack-days"].values["days"] == 30
    assert found["answer.pack-cost"].values["cents"] == pytest.approx(58.3)


def test_pieces_to_reach_an_amount_stand_beside_the_limit(kb: Knowledge) -> None:
    found = said("How many tablets of 100 mg do I need to get to 350 mg?", kb)
    assert found["answer.pieces-needed"].values["pieces"] == 3.5
    assert found["answer.pieces-around"].values["most"] == 400
    assert "answer.amount-above" in found


@pytest.mark.parametrize(
    "question",
    [
        "I am 34 weeks pregnant, how many 100 mg tablets to reach 250 mg?",
        "I have kidney failure, how many 100 mg tablets to reach 250 mg?",
        "My son of 9 weighs 30 kg: 5 mg per kg, how much magnesium is that?",
    ],
)
def test_who_is_held_back_is_not_told_how_many_to_take(kb: Knowledge, question: str) -> None:
    found = said(question, kb)
    assert not {"answer.pieces-needed", "answer.pieces-around", "answer.of-weight"} & set(found)


def test_body_weight_is_multiplied_but_does_not_raise_the_limit(kb: Knowledge) -> None:
    found = said("80 kg and told to take 6 mg per kg: how many mg, sensible?", kb)
    assert found["answer.of-weight"].values["amount"] == 480
    assert {"answer.amount-above", "answer.need-weight"} <= set(found)


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Tablet van 400 mg, halve 's ochtends en een hele 's avonds, hoeveel per dag?", 600),
        ("Half of a 500 mg tablet, twice a day, what is the day total?", 500),
        (
            "Tablet van 200 mg, ik breek hem in vieren en neem er 3 stukjes van, hoeveel is dat?",
            150,
        ),
        ("4 capsules = 300 mg. I only manage 3. How much is that?", 225),
    ],
)
def test_parts_and_pieces_are_counted(kb: Knowledge, question: str, amount: float) -> None:
    values = [one.values.get("amount") for one in answer(question, kb).facts]
    assert amount in values


def test_my_other_half_is_no_half_tablet(kb: Knowledge) -> None:
    assert "answer.part-piece" not in said("My other half takes a 400 mg tablet, too much?", kb)


def test_several_pieces_of_a_compound_are_held_against_the_limit_together(kb: Knowledge) -> None:
    question = (
        "1 scoop = 1,500 mg magnesium malate, I use two scoops. How much elemental, too much?"
    )
    found = said(question, kb)
    assert found["answer.salt"].values["salt"] == 3000
    assert "answer.amount-above" in found


@pytest.mark.parametrize(
    ("question", "reference", "share"),
    [
        ("Woman of 34 in the US, 240 mg from food. What percent of the RDA is that?", 320, 75),
        ("UK male 45, the app says 270 mg a day. What percentage of the RNI?", 300, 90),
        ("Man van 50, ik eet 280 mg magnesium. Welk deel van de norm is dat?", 350, 80),
    ],
)
def test_the_norm_that_is_named_is_the_one_reckoned_with(
    kb: Knowledge, question: str, reference: float, share: int
) -> None:
    found = said(question, kb)
    values = next(one.values for key, one in found.items() if key.startswith("answer.sum-norm-"))
    assert (values["reference"], values["share"]) == (reference, share)


def test_one_figure_is_a_share_of_the_other(kb: Knowledge) -> None:
    values = said("What % of the 375 mg NRV is 56 mg?", kb)["answer.share-of"].values
    assert (values["amount"], values["reference"], values["share"]) == (56, 375, 15)


def test_each_of_two_compounds_gets_its_own_magnesium(kb: Knowledge) -> None:
    found = answer("Which has more actual magnesium, 400 mg oxide or 1000 mg glycinate?", kb).facts
    held = [one.values["best"] for one in found if one.id.startswith("answer.salt-exact")]
    assert held[0] == pytest.approx(241, abs=1)  # 24.305 / 40.304
    assert next(one for one in found if one.id == "answer.salt-most").values["form"] == "oxide"


def test_fortified_food_counts_towards_the_upper_level(kb: Knowledge) -> None:
    found = said("Fortified cereal 60 mg, other food 230 and a 150 mg tablet: over the limit?", kb)
    assert found["answer.food-and-products"].values["products"] == 210
