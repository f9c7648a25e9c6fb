"""What this room can say exists in both languages, with the same slots, from known sources."""

import re
from datetime import date

import pytest

from magwise.knowledge import Knowledge
from magwise.models.status import depletion_facts, laboratory, risk_factors, signs
from magwise.person import Profile
from magwise.text.rendering import render

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


def test_what_people_get_to_read_is_whole(kb: Knowledge, today: date) -> None:
    values = [
        ("serum", 0.45, "mmol/L"), ("serum", 1.9, "mmol/L"), ("serum", 9, "mmol/L"),
        ("2601-3", 0.9, "mmol/L"), ("serum", 2.0, "mg/dL"), ("serum", 0.8, None),
        ("hair", 1, "x"), ("red-cell", 5, "mg/dL"), ("femg", 3, "%"), ("potassium", 3.0, "mmol/L"),
        ("calcium", 2.0, "mmol/L"), ("creatinine", 80, "umol/L"), ("egfr", 70, None),
        ("zonulin", 1, "x"), ("19123-9", 0.8, "mmol/L"),
    ]  # fmt: skip
    person = Profile.model_validate({
        "age_years": 75, "sex": "female", "conditions": ["ziekte van Crohn", "diabetes"],
        "medicines": [{"name": "omeprazol"}, {"name": "plaspil"}, {"name": "spironolacton"}],
        "alcohol_units_per_week": 30, "weight_loss_unwanted": "ja", "signs": list(kb.signs),
        "training": {"kinds": ["weight-class"]},
        "laboratory": [{"test": t, "value": v, "unit": u} for t, v, u in values],
    })  # fmt: skip
    facts = [
        *laboratory(person, kb, today), *risk_factors(person, kb), *signs(person, kb),
        *depletion_facts(person, kb),
    ]  # fmt: skip
    assert len(facts) > 30
    for fact in facts:
        assert set(fact.values) == set(kb.findings[fact.id].slots), fact.id
        assert fact.severity is kb.findings[fact.id].severity
        assert set(fact.sources) <= set(kb.sources)
        for said in (render(fact, kb, "nl", strict=True), render(fact, kb, "en", strict=True)):
            assert "{" not in said
            assert "None" not in said


def test_no_sentence_is_long(kb: Knowledge) -> None:
    for text in (kb.text_nl, kb.text_en):
        for key in mine(kb):
            for sentence in re.split(r"(?<=[.?!])\s", text[key]):
                assert len(sentence.split()) <= 30, (key, sentence)
