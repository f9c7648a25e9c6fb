"""What an expert names in a few sentences stands in the answer."""

import pytest

from magwise import Knowledge
from magwise.answers import answer


def said(question: str, kb: Knowledge) -> list[str]:
    return [fact.id for fact in answer(question, kb).facts]


@pytest.mark.parametrize(
    "question",
    ["Can I take ashwagandha with magnesium?", "mag ik kurkuma met magnesium combineren?"],
)
def test_a_herb_beside_magnesium_gets_what_holds_for_herbs(kb: Knowledge, question: str) -> None:
    assert said(question, kb) == ["answer.herb-together"]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("Does magnesium help hair growth?", "answer.elsewhere-hair"),
        ("Valt mijn haar uit door magnesiumtekort?", "answer.elsewhere-hair"),
        ("Does magnesium help fibromyalgia?", "answer.elsewhere-fibromyalgia"),
        ("Helpt magnesium bij long covid?", "answer.elsewhere-pacing"),
        ("helpt magnesium tegen rugpijn", "answer.elsewhere-joints"),
    ],
)
def test_where_magnesium_has_no_answer_it_is_said_what_matters(
    kb: Knowledge, question: str, where: str
) -> None:
    assert said(question, kb) == ["answer.no-evidence-disease", where]


@pytest.mark.parametrize(
    "question",
    [
        "I'm 18 weeks pregnant and my supplement has 100 mg of magnesium. Is that ok?",
        "Ik ben zwanger en slik 200 mg magnesium per dag, kan dat kwaad?",
    ],
)
def test_an_ordinary_amount_in_pregnancy_is_judged(kb: Knowledge, question: str) -> None:
    found = said(question, kb)
    assert "answer.pregnant-within" in found
    assert "answer.pregnancy-supplement" in found


def test_a_pregnant_girl_or_bad_kidneys_get_no_amount_within(kb: Knowledge) -> None:
    for who in ("I'm 16 and pregnant.", "I am pregnant with kidney disease."):
        found = said(f"{who} My supplement has 200 mg magnesium, is that ok?", kb)
        assert "answer.pregnant-within" not in found


def test_the_norm_of_a_child_stands_without_that_of_adults(kb: Knowledge) -> None:
    found = said("Hoeveel magnesium heeft een kind van 6 nodig?", kb)
    assert "answer.need-figure" in found
    assert "answer.need" not in found


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How do I test whether magnesium works for me?", "self-trial"),
        (
            "Ik wil een proef op mezelf doen met magnesium tegen kramp, hoe doe ik dat?",
            "self-trial",
        ),
        ("I sleep a bit better with magnesium. How can I tell it's the pills?", "self-trial"),
        ("Waar moet ik op letten als ik magnesium ga slikken?", "look-out"),
        ("What should I watch out for when taking magnesium?", "look-out"),
        ("Mijn vader van 78 wil magnesium gaan slikken, waar moet hij op letten?", "older-people"),
        ("Moet ik tijdens een triatlon van 6 uur magnesium bijnemen?", "endurance-hourly"),
        ("How much magnesium per hour should I take in a marathon?", "endurance-hourly"),
        ("Waar zit veel magnesium in en hoeveel levert een portie?", "food-sources"),
        ("I am breastfeeding, is 150 mg magnesium ok?", "breastfeeding"),
    ],
)
def test_what_is_asked_chooses_the_subject(kb: Knowledge, question: str, topic: str) -> None:
    assert answer(question, kb).topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "Is peanut butter a decent source of magnesium?",
        "Zijn bananen een goede bron van magnesium?",
        "Is spinach high in magnesium?",
    ],
)
def test_a_good_source_is_answered_with_an_amount_and_its_share(
    kb: Knowledge, question: str
) -> None:
    found = said(question, kb)
    assert "answer.food" in found
    assert "answer.food-share-label" in found


def test_cramps_in_pregnancy_name_the_upper_level_but_not_to_a_girl(kb: Knowledge) -> None:
    question = "I'm {}pregnant and get leg cramps, worth taking magnesium?"
    assert "answer.pregnancy-ceiling" in said(question.format(""), kb)
    assert "answer.pregnancy-ceiling" not in said(question.format("16 and "), kb)
