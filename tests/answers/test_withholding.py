"""Where safety stops or refers somebody, no amount to take stands in any answer."""

import re

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.refusing.withholding import AMOUNTS_TO_TAKE

BLOCKING = (
    "I have myasthenia gravis.",
    "I have heart block.",
    "My eGFR is 22.",
    "I am on dialysis.",
    "I had a kidney transplant.",
    "I have kidney disease.",
    "I have struvite stones.",
    "My son is 9 years old.",
    "I use digoxin.",
    "I take tacrolimus.",
)
ABOUT_DOSES = (
    "What dose of magnesium should I take?",
    "What is the upper level for magnesium?",
    "Can I double my magnesium?",
    "Should I split my magnesium over the day?",
    "Do I need a magnesium supplement or is food enough?",
    "My multivitamin and my magnesium supplement, do they add up?",
    "Does the magnesium dose depend on my weight?",
    "Is 40 mg magnesium per hour right during long exercise?",
    "Is 200 mg of magnesium a day too much?",
)


@pytest.mark.parametrize("condition", BLOCKING)
@pytest.mark.parametrize("question", ABOUT_DOSES)
def test_no_amount_to_take_stands_beside_a_reason_to_stop(
    kb: Knowledge, condition: str, question: str
) -> None:
    found = answer(f"{condition} {question}", kb)
    said = {fact.id for fact in found.facts}
    assert not said & AMOUNTS_TO_TAKE, (found.topic, said & AMOUNTS_TO_TAKE)
    for key in found.claims:
        words = (
            f"{kb.claim_catalogue[key].names.en} {kb.text('en')[kb.claim_catalogue[key].finding]}"
        )
        assert not re.search(r"\d ?mg\b", words), key


def test_in_pregnancy_no_dose_to_start_with_is_named(kb: Knowledge) -> None:
    for question in ABOUT_DOSES:
        said = {fact.id for fact in answer(f"I am 20 weeks pregnant. {question}", kb).facts}
        assert "answer.dose" not in said
        assert "answer.amount-within" not in said


def test_every_text_with_an_upper_level_is_known_as_an_amount(kb: Knowledge) -> None:
    """A new text that names a level is held back too, or is declared to only explain."""
    explains = {"answer.limit-why", "answer.child-no-above"}
    for key, text in kb.text("en").items():
        if key.startswith("answer.") and ("{upper}" in str(text) or "{room}" in str(text)):
            assert key in AMOUNTS_TO_TAKE | explains, key


@pytest.mark.parametrize(
    "question",
    [
        "can magnesium replace my blood pressure pills?",
        "I'd rather take magnesium than start the medicine from my doctor",
        "kan ik magnesium nemen in plaats van mijn antidepressivum medicijn?",
    ],
)
def test_magnesium_in_place_of_a_medicine_is_refused_first(kb: Knowledge, question: str) -> None:
    assert answer(question, kb).short[0].id == "answer.stop-medicine"


def test_every_text_that_says_stop_names_magnesium(kb: Knowledge) -> None:
    for key in ("answer.side-effects", "answer.duration", "answer.does-it-work"):
        for language in ("nl", "en"):
            for sentence in re.split(r"(?<=[.:;])\s", str(kb.text(language)[key])):
                if re.search(r"\bstop", sentence):
                    assert "magnesium" in sentence, (key, language)


@pytest.mark.parametrize(
    ("question", "declined"),
    [
        ("magnesium for my cat's seizures", True),
        ("hoeveel magnesium mag mijn paard?", True),
        ("I walk with my dog daily and have cramp at night, does magnesium help?", False),
        ("Ik loop elke dag met de hond. Helpt magnesium tegen nachtelijke kramp?", False),
    ],
)
def test_an_animal_is_meant_only_where_it_takes_it(
    kb: Knowledge, question: str, declined: bool
) -> None:
    found = answer(question, kb)
    assert (found.short[0].id == "answer.not-people") is declined


def test_injecting_at_home_is_refused(kb: Knowledge) -> None:
    found = answer("can I inject magnesium sulphate in my muscle at home?", kb)
    assert found.short[0].id == "answer.no-injection"


def test_sweat_is_hours_times_litres_an_hour(kb: Knowledge) -> None:
    found = answer("I sweat 1.5 litres an hour for 2 hours, how much magnesium is lost?", kb)
    (lost,) = (fact for fact in found.calculated if fact.id == "answer.sweat-lost")
    assert lost.values["litres"] == 3.0


def test_foods_with_the_allergen_are_not_named(kb: Knowledge) -> None:
    found = answer("which foods have most magnesium without nuts? I am allergic", kb)
    foods = found.short[0].values["foods"]
    assert foods
    for key in foods:
        assert not {"nuts", "peanut"} & set(kb.foods[key].allergens or ())
