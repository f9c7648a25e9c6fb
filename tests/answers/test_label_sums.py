"""Sums on labels: servings, powders, shares of the label value, and a day of eating."""

import pytest

from magwise import Knowledge
from magwise.answers import Answer, answer


def _value(found: Answer, key: str, name: str) -> float:
    fact = next(one for one in found.facts if one.id == key)
    return float(str(fact.values[name]))


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Per dosering van 3 capsules 375 mg. Ik neem er 2 per dag. Hoeveel krijg ik binnen?", 250),
        ("Serving size 4 capsules, 300 mg magnesium per serving. I take 3. How much?", 225),
        ("per 2 tabletten 1000 mg citraat, waarvan magnesium 160 mg. Ik neem er 3 op een dag", 240),
        ("Magnesium (as bisglycinate 2,000 mg) 200 mg per 2 tablets. I take 3. How much?", 300),
    ],
)
def test_a_serving_of_several_pieces_is_divided_first(
    question: str, amount: float, kb: Knowledge
) -> None:
    """What a label says of so many pieces is never the amount of one."""
    assert _value(answer(question, kb), "answer.pieces-total", "amount") == pytest.approx(amount)


def test_packs_are_compared_by_the_piece_and_not_by_the_serving(kb: Knowledge) -> None:
    """15 cent for 100 mg against 30, for 200 mg stands for two capsules."""
    found = answer(
        "A: 90 tabletten van 100 mg magnesium voor 13,50 euro. B: 60 capsules voor 18 euro, met "
        "200 mg magnesium per dagdosering van 2 capsules. Welke is goedkoper?",
        kb,
    )
    cents = [float(str(one.values["cents"])) for one in found.facts if "cents" in one.values]
    assert cents == pytest.approx([15, 30])


def test_a_wanted_amount_decides_how_long_a_pack_lasts(kb: Knowledge) -> None:
    """Three capsules hold 300 mg, so 200 mg is two a day: 120 capsules last 60 days."""
    found = answer(
        "A tub of 120 capsules cost £14.40. The serving is 3 capsules, which gives 300 mg, but I "
        "want 200 mg a day. How many days will it last and what does it cost a day?",
        kb,
    )
    assert _value(found, "answer.pack-days", "days") == 60
    assert _value(found, "answer.pack-cost", "cents") == pytest.approx(24)


def test_a_powder_is_weighed_by_its_share(kb: Knowledge) -> None:
    """150 mg of a powder with 14 % magnesium is 1.07 g; a bag of 100 g lasts 93 days."""
    found = answer(
        "150 mg per dag, mijn poeder is bisglycinaat 14%. Hoeveel gram poeder is dat?", kb
    )
    assert _value(found, "answer.grams-for", "grams") == pytest.approx(1.07, abs=0.01)
    bag = answer(
        "A 100 g bag of powder with 14% magnesium, 150 mg a day. How long does it last?", kb
    )
    assert _value(bag, "answer.bag-days", "days") == 93


def test_shares_of_two_products_are_added(kb: Knowledge) -> None:
    """15 and 40 % of 375 mg are 206 mg together."""
    found = answer("mijn multi levert 15% van de ADH en mijn bruistablet 40%. hoeveel samen?", kb)
    assert _value(found, "answer.sum-products", "amount") == pytest.approx(0.55 * 375)


def test_a_compound_is_not_added_to_the_magnesium_itself(kb: Knowledge) -> None:
    """Two tubs, one of which gives the compound, are compared."""
    found = answer(
        "What is the difference between a tub with magnesium citrate 1000 mg and one that says "
        "magnesium 150 mg? Which is stronger?",
        kb,
    )
    assert _value(found, "answer.salt", "best") == pytest.approx(162, abs=1)
    assert _value(found, "answer.label-plain", "amount") == 150


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Inname 210 mg per dag, norm 300. Hoeveel procent is dat en hoeveel komt ze tekort?", 90),
        ("If I need 320 and my diet gives 75% of that, how much am I short?", 80),
        ("De diëtist zegt dat ik 240 mg eet. Is dat te weinig voor een man van 45?", 110),
    ],
)
def test_what_is_still_missing_of_a_norm(question: str, left: float, kb: Knowledge) -> None:
    """A norm that is named is the measure, or else that of the person."""
    assert _value(answer(question, kb), "answer.sum-left", "left") == pytest.approx(left)


def test_foods_with_their_contents_are_no_products(kb: Knowledge) -> None:
    """4 x 35 g at 80 mg per 100 g and half a litre at 11 mg per 100 ml are 167 mg."""
    found = answer(
        "4 sneetjes brood van 35 g met 80 mg per 100 g en een halve liter karnemelk met 11 mg per "
        "100 ml, hoeveel magnesium is dat?",
        kb,
    )
    assert _value(found, "answer.sum-foods", "amount") == pytest.approx(167)


def test_a_day_of_eating_reaches_the_norm_by_the_food_tables(kb: Knowledge) -> None:
    """Independent of the program: 50 g oats 60, milk 22, bread 67, banana 31, nuts 52, beans 75,
    potatoes 38 and green beans 33 mg by the tables make 378 mg."""
    found = answer("Can I meet the RDA through food alone?", kb)
    assert _value(found, "answer.example-day", "best") == pytest.approx(378, abs=10)


@pytest.mark.parametrize(
    "question",
    [
        "I have 45 tablets left and take 3 every two days. How long will they last?",
        "ik heb nog 60 tabletten liggen, hoe lang doe ik daarmee",
    ],
)
def test_a_stock_of_tablets_is_no_overdose(question: str, kb: Knowledge) -> None:
    """What is left in the pack was not swallowed."""
    assert answer(question, kb).kind != "emergency"


def test_packs_without_milligrams_are_compared_by_the_day(kb: Knowledge) -> None:
    """17.95 for 30 days is 60 cent a day, 12 for 60 days is 20."""
    found = answer(
        "Een pot met 90 capsules kost €17,95 en je neemt er 3 per dag. Een andere pot van 60 "
        "tabletten kost €12 en je neemt er 1 per dag. Wat is per dag goedkoper?",
        kb,
    )
    assert _value(found, "answer.packs-a-day", "number") == 2
    assert _value(found, "answer.packs-a-day", "first") == pytest.approx(59.8, abs=0.1)


def test_one_of_a_serving_of_two_is_held_against_the_limit_alone(kb: Knowledge) -> None:
    """Two tablets of 14 % of 1000 mg: one is 70 mg, and 70 mg is what counts."""
    found = answer(
        "Op mijn potje staat: per 2 tabletten 1000 mg magnesiumbisglycinaat, waarvan 14% "
        "magnesium. Ik neem er maar 1 per dag. Hoeveel magnesium is dat?",
        kb,
    )
    assert _value(found, "answer.amount-within", "amount") == pytest.approx(70)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("Ik neem 2x per dag een tablet met 150 mg en een multi waar 60 mg in zit. Te hoog?", 360),
        ("I take twice a day a 100 mg tablet and also a multi with 80 mg. Too much?", 280),
    ],
)
def test_how_often_may_stand_before_the_tablet(question: str, total: float, kb: Knowledge) -> None:
    """Twice a day counts twice, wherever it is written."""
    assert _value(answer(question, kb), "answer.sum-products", "amount") == pytest.approx(total)
