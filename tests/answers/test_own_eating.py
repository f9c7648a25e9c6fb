"""Questions about one's own eating, and sums over foods, in the words of ordinary people."""

import pytest

from magwise import Knowledge
from magwise.answers import Answer, answer
from magwise.answers.reading.foodwords import foods_said


def facts(question: str, kb: Knowledge) -> dict[str, dict[str, object]]:
    return {one.id: dict(one.values) for one in answer(question, kb).facts}


def topic(question: str, kb: Knowledge) -> str | None:
    found: Answer = answer(question, kb)
    return found.topic


@pytest.mark.parametrize(
    "question",
    [
        "We mostly eat ready meals and takeaway because of shift work. Is that a worry?",
        "My dad is 78 and lives on tea, white bread and ham. Should I worry?",
        "Ik leef op witte pasta, tosti en kaas. Zou ik te weinig binnenkrijgen?",
    ],
)
def test_who_eats_poorly_and_asks_if_it_is_a_worry_is_answered(
    kb: Knowledge, question: str
) -> None:
    assert topic(question, kb) == "own-diet-poor"


def test_a_food_that_is_not_eaten_makes_no_rich_diet(kb: Knowledge) -> None:
    question = "I live on crisps, white toast and pizza, never nuts or spinach. Am I short?"
    assert topic(question, kb) == "own-diet-poor"


def test_rich_and_poor_foods_together_are_called_a_mix(kb: Knowledge) -> None:
    question = "Porridge every morning, but then crisps, burgers and pizza. Am I getting enough?"
    found = facts(question, kb)
    assert "answer.own-diet-mixed" in found
    assert "answer.own-diet-poor" not in found


def test_an_older_person_is_sent_to_a_doctor_before_a_pill(kb: Knowledge) -> None:
    found = facts("Gran is 84, eats only toast and biscuits. Is she getting enough?", kb)
    assert "answer.diet-older" in found


def test_a_child_hears_the_norms_of_children(kb: Knowledge) -> None:
    found = facts("Mijn zoontje van 4 lust alleen witte pasta en friet, krijgt hij genoeg?", kb)
    assert found["answer.diet-child"]["child"] == pytest.approx(230)  # EFSA 2015, 3-9 years


def test_who_asks_how_to_know_is_told_that_it_cannot_be_felt(kb: Knowledge) -> None:
    question = "Living on service station food, coffee and crisps. How would I know if I'm short?"
    assert "answer.diet-know" in facts(question, kb)


@pytest.mark.parametrize(
    ("question", "foods"),
    [
        ("A pint of milk, two Weetabix and a banana - what's that in mg?", 3),
        ("Hoeveel krijg je binnen met 2 bananen, een handje amandelen en een bakje yoghurt?", 3),
    ],
)
def test_foods_with_household_measures_are_added_up(
    kb: Knowledge, question: str, foods: int
) -> None:
    found = answer(question, kb)
    parts = [one.values["magnesium"] for one in found.facts if one.id == "answer.food"]
    (total,) = [
        one.values["magnesium"] for one in found.facts if one.id == "answer.sum-foods-range"
    ]
    assert len(parts) == foods
    assert isinstance(total, dict)
    best = sum(float(one["best"]) for one in parts if isinstance(one, dict))
    assert total["best"] == pytest.approx(best)


def test_foods_without_amounts_are_compared_by_the_same_weight(kb: Knowledge) -> None:
    found = answer("Zit er meer magnesium in amandelen of in cashewnoten?", kb)
    grams = {one.values["grams"] for one in found.facts if one.id == "answer.food"}
    assert grams == {100.0}


def test_how_much_of_a_food_covers_a_day_is_told_for_both_norms(kb: Knowledge) -> None:
    question = "hoeveel pompoenpitten moet ik eten om aan de dagelijkse hoeveelheid te komen?"
    found = facts(question, kb)["answer.to-reach-both"]
    content = float(str(found["content"]))
    assert float(str(found["grams"])) == pytest.approx(100 * 300 / content)  # EFSA 2015, women
    assert float(str(found["grams_men"])) == pytest.approx(100 * 350 / content)  # men


def test_cheap_foods_without_nuts_hold_no_nuts(kb: Knowledge) -> None:
    found = facts("best foods on a budget, kids hate nuts", kb)
    assert "answer.food-budget" in found
    listed = found.get("answer.foods-without", {}).get("foods", ())
    assert isinstance(listed, tuple)
    assert not {"almond", "cashew", "walnut", "peanut-butter"} & set(listed)


def test_soaking_is_answered_apart_from_cooking(kb: Knowledge) -> None:
    assert topic("weken van bonen en het water weggooien, verlies je dan magnesium", kb) == (
        "soaking"
    )


def test_an_age_is_no_number_of_slices(kb: Knowledge) -> None:
    question = "Kinderen van 4 en 7 lusten alleen witte boterhammen en friet"
    counted = {one.food: one.counted for one in foods_said(question, "nl", kb)}
    assert counted["bread-white"] is False


def test_what_is_eaten_with_a_counted_food_counts_with_it(kb: Knowledge) -> None:
    found = facts("wat levert meer op, een boterham met pindakaas of een banaan", kb)
    assert set(found["answer.dish-more"]["foods"]) == {"bread-wholemeal", "peanut-butter"}  # type: ignore[call-overload]


def test_a_pill_with_coffee_and_milk_is_no_way_of_eating(kb: Knowledge) -> None:
    found = topic("I take my magnesium with coffee and milk every day, is that ok?", kb)
    assert found is not None
    assert not found.startswith("own-diet")


def test_plain_eating_is_not_called_snacks(kb: Knowledge) -> None:
    question = "chicken, white fish and broccoli every day plus whey. am I missing out?"
    assert topic(question, kb) == "own-diet-plain"


def test_one_portion_is_held_against_the_day_without_naming_magnesium(kb: Knowledge) -> None:
    question = "met 250 gram kikkererwten, hoeveel procent van mijn dag zit ik dan? man 30"
    assert facts(question, kb)["answer.sum-norm-men"]["reference"] == pytest.approx(350)


def test_kidney_disease_gets_no_advice_to_eat_rich_foods(kb: Knowledge) -> None:
    found = facts("I'm on dialysis and live on white bread and crisps. Am I getting enough?", kb)
    assert "answer.own-diet-kidney" in found
    assert not {"answer.own-diet-poor", "answer.own-diet-plain"} & set(found)


@pytest.mark.parametrize(
    "question",
    [
        "bread, milk and eggs gone off, is it ok to eat",
        "ik heb last van jeuk na pinda, noten en melk, is dat erg?",
        "how many calories in oats, milk and a banana?",
    ],
)
def test_foods_alone_are_no_way_of_eating(kb: Knowledge, question: str) -> None:
    found = topic(question, kb)
    assert found is None or not found.startswith("own-diet")


def test_a_total_with_unknown_amounts_says_so(kb: Knowledge) -> None:
    found = facts("2 eggs, 3 rashers of bacon, white toast, tea with milk. what's the total?", kb)
    assert "answer.sum-foods-range" in found
    assert "answer.sum-ordinary" in found


def test_many_brazil_nuts_come_with_a_warning(kb: Knowledge) -> None:
    found = facts("How many brazil nuts would I need for 350 mg?", kb)
    assert "answer.brazil-nuts" in found


def test_plain_bread_is_not_called_wholemeal(kb: Knowledge) -> None:
    found = facts("ik eet vooral brood, kaas en soep, krijg ik genoeg?", kb)
    assert "bread-wholemeal" not in str(found.get("answer.diet-much", ""))


def test_every_food_that_is_named_is_in_the_total(kb: Knowledge) -> None:
    question = "how much magnesium in a bowl of porridge, a banana and some peanut butter?"
    parts = {str(one.values["food"]) for one in answer(question, kb).facts
             if one.id == "answer.food"}  # fmt: skip
    assert {"banana", "peanut-butter"} <= parts


def test_one_rich_food_among_others_is_no_rich_diet(kb: Knowledge) -> None:
    question = "nuts and eggs in the morning, then steak and chips. am I getting enough?"
    assert topic(question, kb) == "own-diet-mixed"
