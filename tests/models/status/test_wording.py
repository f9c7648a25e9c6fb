"""What this room can say exists in both languages, with the same slots, from known sources."""

import re

import pytest

from magwise.knowledge import Knowledge

AREAS = ("risk.", "lab.", "sign.", "form.", "ask.lab-", "ask.sign-", "error.answer-")


def slots(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def mine(kb: Knowledge) -> list[str]:
    return [key for key in kb.findings if key.startswith(AREAS)]


def test_every_message_has_both_languages_and_the_same_slots(kb: Knowledge) -> None:
    assert len(mine(kb)) > 70
    for key in mine(kb):
        expected = set(kb.findings[key].slots)
        assert slots(kb.text_nl[key]) <= expected, key
        assert slots(kb.text_nl[key]) == slots(kb.text_en[key]), key


def test_every_record_names_messages_that_exist(kb: Knowledge) -> None:
    named = {
        *(form.advise.reason for form in kb.forms.values()),
        *(test.finding for test in kb.laboratory.values()),
        *(band.finding for band in kb.laboratory_bands.values()),
        *(band.finding_without_risk for band in kb.laboratory_bands.values()),
        *(sign.finding for sign in kb.signs.values()),
        *(factor.finding for factor in kb.risk_factors.values()),
        *(band.finding for score in kb.scores.values() for band in score.bands),
    }
    assert named - {None} <= set(kb.findings)
    for test in kb.laboratory.values():
        assert f"word.{test.weakness}" in kb.text_nl
        assert f"word.{test.weakness}" in kb.text_en


@pytest.mark.parametrize(
    "collection",
    ["forms", "laboratory", "laboratory_bands", "signs", "risk_factors", "scores"],
)
def test_every_citation_leads_to_a_source(kb: Knowledge, collection: str) -> None:
    dumped = repr([record.model_dump() for record in getattr(kb, collection).values()])
    cited = set(re.findall(r"'source': '([^']+)'", dumped))
    assert cited
    assert cited <= set(kb.sources)


def test_risk_factors_name_conditions_that_exist(kb: Knowledge) -> None:
    dumped = repr([factor.model_dump()["triggers"] for factor in kb.risk_factors.values()])
    named = {
        condition
        for group in re.findall(r"'conditions': \(([^)]*)\)", dumped)
        for condition in re.findall(r"'([^']+)'", group)
    }
    assert named
    assert named <= set(kb.conditions)


def test_signs_name_complaints_that_exist(kb: Knowledge) -> None:
    named = {complaint for sign in kb.signs.values() for complaint in sign.complaints}
    assert named <= set(kb.complaints)


def test_no_sentence_is_long(kb: Knowledge) -> None:
    for text in (kb.text_nl, kb.text_en):
        for key in mine(kb):
            for sentence in re.split(r"(?<=[.?!])\s", text[key]):
                assert len(sentence.split()) <= 30, (key, sentence)
