"""What many people ask about need, food, forms and products gets an answer of its own."""

import re

import pytest

from magwise import Knowledge
from magwise.answers import answer

_SENTENCE = re.compile(r"[.?!](?:\s|$)")


def topics(question: str, kb: Knowledge) -> tuple[str | None, ...]:
    found = answer(question, kb)
    return (found.topic, *(one.topic for one in found.also))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer_says_more_than_one_thing(kb: Knowledge, language: str) -> None:
    """A verdict alone does not tell somebody what to do."""
    texts = kb.text(language)
    for topic in kb.topics.values():
        keys = (topic.short, *topic.whom, *topic.instead, *topic.doctor, *topic.others)
        spoken = " ".join(str(texts[key]) for key in keys)
        figures = topic.calculation in ("conversion", "food")  # a sum answers by itself
        assert figures or len(_SENTENCE.findall(spoken)) >= 2, topic.id


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Ik eet elke dag havermout, volkoren brood en linzen. Krijg ik genoeg magnesium?", "rich"),
        ("Oats, wholemeal bread and lentils most days, am I getting enough magnesium?", "rich"),
        ("Ik leef op wit brood, friet en cola. Kom ik magnesium tekort?", "poor"),
        ("I live on white toast, instant noodles and fries, am I low in magnesium?", "poor"),
    ],
)
def test_what_somebody_eats_decides_the_answer(kb: Knowledge, question: str, topic: str) -> None:
    assert topics(question, kb)[0] == f"own-diet-{topic}"


@pytest.mark.parametrize(
    "question",
    [
        "I have a nut allergy and eat oats and beans, do I get enough magnesium?",
        "ik ben allergisch voor noten en eet volkoren brood, krijg ik genoeg magnesium?",
    ],
)
def test_who_avoids_nuts_is_not_told_to_eat_nuts(kb: Knowledge, question: str) -> None:
    found = answer(question, kb)
    spoken = {fact.id for fact in found.facts}
    assert not spoken & {"answer.own-diet-rich", "answer.own-diet-poor", "answer.own-diet"}
    assert "answer.food-sources-easy" not in spoken


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("is it true that this magnesium is 95 % absorbed?", "absorb-claims"),
        ("tien keer beter opgenomen magnesium, klopt dat?", "absorb-claims"),
        ("capsule with seven forms of magnesium, is a blend better?", "blend"),
        ("moet ik af en toe een stopweek houden met magnesium?", "long-use"),
        ("can I take magnesium with creatine?", "beside-supplements"),
        ("mag ik magnesium met melk innemen?", "with-drink"),
        ("kan ik een magnesiumtablet fijnmalen?", "crush"),
        ("does a stoma make magnesium low?", "gut-disease"),
        ("verlies je magnesium bij diarree?", "diarrhoea-loss"),
        ("how is low magnesium treated?", "treatment"),
        ("celzout nummer 7 tegen kramp, zit daar magnesium in?", "cell-salts"),
        ("is a vegan at risk of low magnesium?", "vegan"),
        ("magnesium bij een lage bloeddruk, mag dat?", "low-pressure"),
    ],
)
def test_ordinary_questions_have_a_subject(kb: Knowledge, question: str, topic: str) -> None:
    assert topic in topics(question, kb)


def test_a_stuck_muscle_is_no_fast(kb: Knowledge) -> None:
    assert "fasting" not in topics("mijn nek zit vast, helpt magnesium?", kb)
    assert "fasting" not in topics("how fast does magnesium work?", kb)


@pytest.mark.parametrize(
    "question", ["can I take magnesium while breastfeeding?", "mag magnesium bij borstvoeding?"]
)
def test_who_breastfeeds_hears_the_limit(kb: Knowledge, question: str) -> None:
    assert "answer.breastfeeding" in {fact.id for fact in answer(question, kb).facts}
