"""Sums that were misread once: servings taken in part, packs, bags, percentages, scoops."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


def _value(question: str, kb: Knowledge, finding: str, slot: str) -> object:
    return next(one.values[slot] for one in answer(question, kb).facts if one.id == finding)


@pytest.mark.parametrize(
    ("question", "finding", "slot", "expected"),
    [
        ("3 capsules contain 300 mg and I take 2, plus a multi with 56mg. total?",
         "answer.sum-products", "amount", 256.0),
        ("Ik neem een multi (57 mg), een bruistablet (150 mg) en zma (225 mg). Samen?",
         "answer.sum-products", "amount", 432.0),
        ("Een potje kost 24,95 voor 180 caps van 100 mg, hoeveel per 100 mg?",
         "answer.pack-price", "cents", 13.9),
        ("Wat kost me minder: 90 capsules van 100 mg voor 14 euro of 60 van 200 mg voor 18 euro?",
         "answer.pack-cheapest", "number", 2),
        ("Which is cheaper per 100 mg: oxide 60% at £5 for 100x400mg or citrate 16% at £10 for "
         "120x1000mg?", "answer.pack-cheapest", "number", 1),
        ("ik heb 120 tabletten van 150 mg voor 18,95, wat kost me dat per dag bij 2 tabletten",
         "answer.pack-cost", "cents", 31.6),
        ("How long will a tub of 300 g last if a serving is 5 g twice a day",
         "answer.bag-days", "days", 30.0),
        ("Ik heb 250 g magnesiumcitraatpoeder, 3 g per dag geeft 450 mg. Hoeveel dagen?",
         "answer.bag-days", "days", 83.0),
        ("Is 28% van 375 mg boven de 100?", "answer.part-of", "amount", 105.0),
    ],
)  # fmt: skip
def test_the_sum_is_right(
    kb: Knowledge, question: str, finding: str, slot: str, expected: object
) -> None:
    assert _value(question, kb, finding, slot) == expected


def test_of_a_scoop_its_weight_is_no_product(kb: Knowledge) -> None:
    question = (
        "Label: 1 scoop (4 g) provides 1600 mg magnesium citrate providing 250 mg magnesium. "
        "What counts?"
    )
    stated = next(one for one in answer(question, kb).facts if one.id.startswith("answer.label-"))
    assert stated.values["amount"] == 250.0


def test_a_figure_said_to_be_elemental_is_no_salt(kb: Knowledge) -> None:
    question = (
        "Ik neem 's ochtends 100 mg citraat en 's avonds 150 mg bisglycinaat (elementair). "
        "Zit ik goed?"
    )
    assert _value(question, kb, "answer.sum-products", "amount") == 250.0


def test_a_plate_of_oats_is_no_plate_of_dinner(kb: Knowledge) -> None:
    found = answer("hoeveel magnesium zit er in een bord havermout met melk en een banaan?", kb)
    oats = next(one for one in found.facts if one.values.get("food") == "oats")
    assert 35 <= float(str(oats.values["grams"])) <= 90


def test_a_choice_between_two_amounts_is_no_pack(kb: Knowledge) -> None:
    found = answer("Hoe lang kan ik 100 of 200 mg 1 keer per dag slikken?", kb)
    assert "answer.pack-days" not in [one.id for one in found.facts]
