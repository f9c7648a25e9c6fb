"""The gate after planning judges the finished proposal anew, whatever verdict came along."""

from dataclasses import replace
from typing import Any

import pytest

from magwise import Knowledge
from magwise.core.errors import BlockedError
from magwise.core.records import Event, EventKind, Regimen, Schedule
from magwise.safety import Clearance, Review, Status, Verdict, fingerprint, gate_after
from tests.safety.people import ids, judged, regimen, someone


def reviewed(
    kb: Knowledge,
    proposal: Regimen | None,
    schedule: Schedule | None = None,
    verdict: Verdict | None = None,
    step_up: Regimen | None = None,
    **changes: Any,
) -> Review:
    return gate_after(
        verdict or judged(kb, **changes),
        regimen=proposal,
        schedule=schedule,
        food_changes=(),
        profile=someone(**changes),
        kb=kb,
        step_up=step_up,
    )


def reasons(review: Review) -> set[str]:
    return {
        str(reason)
        for fact in review.findings
        if fact.id == "safety.dose-blocked"
        for reason in fact.values["reasons"]
    }


def test_two_small_doses_of_a_soluble_form_are_cleared(kb: Knowledge) -> None:
    review = reviewed(kb, regimen(50, 50), step_up=regimen(100, 100))
    assert review.cleared
    assert review.findings == ()


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        (regimen(130, 130), "dose-above-limit"),
        (regimen(150, 50), "dose-single"),
        (regimen(110, 110), "dose-start"),
        (regimen(50, 50, form="orotate"), "dose-form"),
        (regimen(50, 50, form=None), "dose-form-unknown"),
        (regimen(50, 50, form="moon-dust"), "dose-form-unknown"),
        (Regimen((), 0, 55), "dose-unknown"),
        (replace(regimen(50, 50), last_day=None), "dose-no-end"),
        (replace(regimen(50, 50), last_day=400), "dose-no-end"),
    ],
)
def test_a_proposal_that_breaks_a_bound_is_refused(
    kb: Knowledge, proposal: Regimen, reason: str
) -> None:
    review = reviewed(kb, proposal)
    assert not review.cleared
    assert reason in reasons(review)


@pytest.mark.parametrize(
    "changes",
    [
        {"egfr": 25},
        {"egfr": 45},
        {"age_years": 16},
        {"age_years": None},
        {"conditions": ["AV-blok"]},
        {"conditions": None},
        {"medicines": None},
        {"medicines": [{"name": "spironolacton"}]},
        {"red_flags": ["chest-pain"]},
    ],
)
def test_no_dose_gets_through_even_with_a_forged_verdict(
    kb: Knowledge, changes: dict[str, Any]
) -> None:
    lenient = judged(kb)
    assert lenient.status is Status.CLEAR
    assert not reviewed(kb, regimen(50, 50), verdict=lenient, **changes).cleared


def test_what_is_already_taken_counts(kb: Knowledge) -> None:
    taking: dict[str, Any] = {
        "supplements": [{"form": "citrate", "amount_mg": 200, "amount_is": "elemental"}]
    }
    review = reviewed(kb, regimen(50, 50), **taking)
    assert "dose-above-limit" in reasons(review)
    assert reviewed(kb, regimen(25, 25), **taking).cleared


def test_the_step_up_is_judged_as_well(kb: Knowledge) -> None:
    assert not reviewed(kb, regimen(50, 50), step_up=regimen(150, 150)).cleared
    assert not reviewed(kb, None, step_up=regimen(50, 50)).cleared


def test_a_german_dose_is_split(kb: Knowledge) -> None:
    assert "dose-portions" in reasons(reviewed(kb, regimen(100), country="de"))
    assert reviewed(kb, regimen(100), country="nl").cleared


THYROID: dict[str, Any] = {"medicines": [{"name": "levothyroxine", "times": ["07:00"]}]}


@pytest.mark.parametrize(
    ("minutes", "cleared"),
    [((12 * 60, 18 * 60), True), ((9 * 60, 18 * 60), False), ((12 * 60, 4 * 60), False)],
)
def test_every_gap_is_kept_in_both_orders(
    kb: Knowledge, minutes: tuple[int, int], cleared: bool
) -> None:
    review = reviewed(kb, regimen(50, 50, minutes=minutes), **THYROID)
    assert review.cleared is cleared
    assert ("dose-gap" in reasons(review)) is not cleared


def test_a_clock_time_is_no_use_when_the_medicine_has_none(kb: Knowledge) -> None:
    unknown: dict[str, Any] = {"medicines": [{"name": "levothyroxine"}]}
    assert not reviewed(kb, regimen(50, 50, minutes=(720, 1080)), **unknown).cleared
    assert reviewed(kb, regimen(50, 50), **unknown).cleared


def test_a_dose_without_a_time_cannot_keep_a_known_gap(kb: Knowledge) -> None:
    assert "dose-gap-unknown" in reasons(reviewed(kb, regimen(50, 50), **THYROID))


def test_the_schedule_must_show_the_same_doses(kb: Knowledge) -> None:
    proposal = regimen(50, 50, minutes=(720, 1080))
    right = Schedule(tuple(Event(minute, EventKind.DOSE, "citrate", 50) for minute in (720, 1080)))
    wrong = Schedule((Event(500, EventKind.DOSE, "citrate", 50),))
    assert reviewed(kb, proposal, right).cleared
    assert "dose-schedule" in reasons(reviewed(kb, proposal, wrong))


def test_pregnancy_sends_to_the_midwife_only_when_a_dose_is_proposed(kb: Knowledge) -> None:
    expecting: dict[str, Any] = {"sex": "female", "pregnant": True, "breastfeeding": False}
    assert "safety.pregnancy-ask-first" not in ids(judged(kb, **expecting).findings)
    assert not reviewed(kb, regimen(50, 50), **expecting).cleared
    with_dose = reviewed(kb, regimen(50, 50), clinician_asked_supplement=True, **expecting)
    assert "safety.pregnancy-ask-first" in ids(with_dose.findings)
    assert reviewed(kb, None, **expecting).findings == ()
    assert not reviewed(kb, regimen(50, 50, form="threonate"), **expecting).cleared


def test_an_emergency_clears_an_empty_plan_only(kb: Knowledge) -> None:
    assert reviewed(kb, None, red_flags=["seizure"]).cleared
    assert not reviewed(kb, regimen(50, 50), red_flags=["seizure"]).cleared


def test_a_clearance_holds_for_exactly_one_proposal(kb: Knowledge) -> None:
    review = reviewed(kb, regimen(50, 50))
    assert review.clearance is not None
    assert review.clearance.fingerprint == fingerprint(regimen(50, 50), None, ())
    assert review.clearance.fingerprint != fingerprint(regimen(50, 51), None, ())


def test_nobody_can_write_a_clearance_for_himself(kb: Knowledge) -> None:
    with pytest.raises(BlockedError):
        Clearance(judged(kb), "anything", object())


def test_a_missing_bound_stops_everything(kb: Knowledge) -> None:
    from magwise.core.errors import KnowledgeError

    broken = kb.with_records(bounds=dict.fromkeys(kb.bounds))
    with pytest.raises(KnowledgeError):
        reviewed(broken, regimen(50, 50))


def test_reasons_are_words_of_the_catalogue(kb: Knowledge) -> None:
    import re
    from pathlib import Path

    import magwise.safety.after as module

    source = Path(module.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r'"(dose-[a-z-]+)"', source))
    assert used
    for language in ("nl", "en"):
        assert all(f"word.{reason}" in kb.text(language) for reason in used)


def test_a_dated_laboratory_value_is_no_reason_to_refuse(kb: Knowledge) -> None:
    normal = {"test": "serum-magnesium", "value": 0.85, "unit": "mmol/L", "date": "2026-10-01"}
    assert reviewed(kb, regimen(50, 50), laboratory=[normal]).cleared
