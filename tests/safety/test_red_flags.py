"""Red flags come first and alone, and say whom to call where the person lives."""

import pytest

from magwise import Knowledge
from magwise.core.facts import Severity
from magwise.safety import Status
from magwise.text import render
from tests.safety.people import ids, judged


def test_every_red_flag_can_be_ticked_by_its_id(kb: Knowledge) -> None:
    for flag in kb.red_flags.values():
        verdict = judged(kb, red_flags=[flag.id])
        if flag.level == "gp":
            assert verdict.status is Status.REFER
        else:
            assert verdict.status is Status.EMERGENCY
        assert flag.finding in ids(verdict.findings)


def test_an_emergency_is_shown_alone(kb: Knowledge) -> None:
    verdict = judged(
        kb, red_flags=["chest-pain", "cola-urine"], egfr=20, conditions=None, age_years=12
    )
    assert ids(verdict.findings) == {"emergency.chest-pain"}
    assert not verdict.food_advice
    assert verdict.room_mg_per_day == 0


def test_a_flag_for_today_is_shown_alone_and_apart_from_the_emergency_number(
    kb: Knowledge,
) -> None:
    verdict = judged(kb, red_flags=["calf-swollen"], egfr=20)
    (fact,) = verdict.findings
    assert fact.severity is Severity.URGENT
    text = render(fact, kb, "nl")
    assert "vandaag" in text
    assert "112" in text


def test_a_swollen_calf_with_breathlessness_is_an_emergency(kb: Knowledge) -> None:
    verdict = judged(kb, red_flags=["calf-swollen", "benauwd"])
    assert all(fact.severity is Severity.EMERGENCY for fact in verdict.findings)
    assert "emergency.calf-swollen-breathless" in ids(verdict.findings)


@pytest.mark.parametrize(
    ("country", "number"),
    [("nl", "112"), ("be", "112"), ("de", "112"), ("gb", "999"), ("us", "911"), (None, "112")],
)
def test_the_number_is_that_of_the_country(kb: Knowledge, country: str | None, number: str) -> None:
    verdict = judged(kb, country=country, red_flags=["chest-pain"])
    for language in ("nl", "en"):
        text = render(verdict.findings[0], kb, language)
        assert number in text


def test_where_the_country_is_unknown_every_number_is_named(kb: Knowledge) -> None:
    text = render(judged(kb, country=None, red_flags=["seizure"]).findings[0], kb, "en")
    assert all(number in text for number in ("112", "999", "911"))


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("pijn op de borst", "emergency.chest-pain"),
        ("shortness of breath", "emergency.breathlessness"),
        ("donkere plas na de marathon", "emergency.cola-urine"),
        ("epileptische aanval", "emergency.seizure"),
        ("tintelingen rond de mond", "emergency.tetany"),
    ],
)
def test_alarm_signs_are_recognised_in_plain_words(kb: Knowledge, words: str, finding: str) -> None:
    assert finding in ids(judged(kb, red_flags=[words]).findings)


def test_an_alarm_sign_we_cannot_read_needs_a_doctor_today(kb: Knowledge) -> None:
    verdict = judged(kb, red_flags=["blauwe lippen en paars"])
    assert ids(verdict.findings) == {"emergency.flag-not-read"}


def test_an_emergency_written_among_the_complaints_is_seen(kb: Knowledge) -> None:
    verdict = judged(kb, complaints=[{"id": "pijn op de borst"}])
    assert ids(verdict.findings) == {"emergency.chest-pain"}


def test_palpitations_on_a_diuretic_are_for_today(kb: Knowledge) -> None:
    verdict = judged(
        kb,
        signs=["palpitations"],
        medicines=[{"name": "hydrochloorthiazide", "times": ["08:00"]}],
    )
    assert ids(verdict.findings) == {"emergency.palpitations"}


def test_signs_in_plain_words_count_as_well(kb: Knowledge) -> None:
    fainted = judged(kb, signs=["hartkloppingen", "flauwvallen"])
    assert "emergency.fainting-palpitations" in ids(fainted.findings)
    assert ids(judged(kb, signs=["tetany"]).findings) == {"emergency.tetany"}


def test_a_serum_value_of_two_needs_a_doctor_today(kb: Knowledge) -> None:
    verdict = judged(kb, laboratory=[{"test": "serum-magnesium", "value": 2.3, "unit": "mmol/L"}])
    assert ids(verdict.findings) == {"emergency.magnesium-very-high"}
