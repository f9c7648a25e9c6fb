"""What may be advised, person by person; each row changes one thing about a healthy man."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.safety import Status
from tests.safety.people import ids, judged

ROWS: list[tuple[str, dict[str, Any], Status, str | None]] = [
    ("everything answered, nothing wrong", {}, Status.CLEAR, None),
    ("age unknown", {"age_years": None}, Status.UNKNOWN, "safety.age-unknown"),
    ("seventeen", {"age_years": 17}, Status.REFER, "safety.child"),
    ("three", {"age_years": 3, "weight_kg": 15}, Status.STOP, "safety.child-under-4"),
    ("eGFR 29", {"egfr": 29}, Status.STOP, "safety.kidney-stop"),
    ("eGFR 30", {"egfr": 30}, Status.REFER, "safety.kidney-refer"),
    ("eGFR 59", {"egfr": 59}, Status.REFER, "safety.kidney-refer"),
    ("eGFR 60", {"egfr": 60}, Status.CLEAR, None),
    ("stage 4 by name", {"conditions": ["CKD stadium 4"]}, Status.STOP, "safety.kidney-stop"),
    ("dialysis", {"dialysis": True, "egfr": None}, Status.STOP, "safety.dialysis-stop"),
    (
        "kidney disease without a figure",
        {"kidney_disease": True, "egfr": None},
        Status.REFER,
        "safety.kidney-disease-no-egfr",
    ),
    (
        "70 and no figure",
        {"age_years": 70, "egfr": None},
        Status.UNKNOWN,
        "ask.kidney-function",
    ),
    (
        "high blood pressure and no figure",
        {"conditions": ["hypertension"], "egfr": None},
        Status.UNKNOWN,
        "ask.kidney-function",
    ),
    (
        "kidney disease in the family and no figure",
        {"conditions": ["nierziekte in de familie"], "egfr": None},
        Status.UNKNOWN,
        "ask.kidney-function",
    ),
    (
        "an ACE inhibitor and no figure",
        {"medicines": [{"name": "lisinopril", "times": ["08:00"]}], "egfr": None},
        Status.UNKNOWN,
        "ask.kidney-function",
    ),
    (
        "an anti-inflammatory painkiller and no figure",
        {"medicines": [{"name": "naproxen", "times": ["08:00"]}], "egfr": None},
        Status.UNKNOWN,
        "ask.kidney-function",
    ),
    (
        "young, no risk, kidneys not mentioned",
        {"egfr": None, "kidney_disease": None},
        Status.CLEAR,
        "safety.kidney-not-mentioned",
    ),
    ("a creatinine typed as eGFR", {"egfr": 1.1}, Status.STOP, "ask.egfr-implausible"),
    ("eGFR 190", {"egfr": 190}, Status.UNKNOWN, "ask.egfr-implausible"),
    ("AV block", {"conditions": ["AV-blok 2e graads"]}, Status.STOP, "safety.conduction-stop"),
    ("slow heartbeat", {"conditions": ["bradycardie"]}, Status.STOP, "safety.conduction-stop"),
    ("myasthenia, misspelt", {"conditions": ["myastenia gravis"]}, Status.STOP,
     "safety.myasthenia-stop"),
    ("Lambert-Eaton", {"conditions": ["LEMS"]}, Status.STOP, "safety.myasthenia-stop"),
    ("ileus", {"conditions": ["paralytische ileus"]}, Status.STOP, "safety.bowel-stop"),
    ("struvite", {"conditions": ["struvietstenen"]}, Status.STOP, "safety.struvite-stop"),
    ("stones of unknown kind", {"conditions": ["nierstenen"]}, Status.UNKNOWN, "ask.stone-type"),
    ("diarrhoea", {"conditions": ["diarree"]}, Status.STOP, "safety.pause"),
    ("dehydration", {"conditions": ["uitgedroogd"]}, Status.STOP, "safety.pause"),
    ("low phosphate", {"conditions": ["hypofosfatemie"]}, Status.REFER, "safety.hypophosphataemia"),
    ("diabetes", {"conditions": ["suikerziekte"]}, Status.REFER, "safety.condition-test-first"),
    ("Crohn", {"conditions": ["ziekte van Crohn"]}, Status.REFER, "safety.condition-test-first"),
    ("gastric bypass", {"conditions": ["gastric bypass"]}, Status.REFER,
     "safety.condition-test-first"),
    ("Addison", {"conditions": ["ziekte van Addison"]}, Status.REFER, "safety.condition-refer"),
    ("heart failure", {"conditions": ["hartfalen"]}, Status.REFER, "safety.condition-refer"),
    ("underactive thyroid", {"conditions": ["hypothyroidism"]}, Status.RESTRICT,
     "safety.hypothyroidism"),
    ("unknown illness", {"conditions": ["blauwe-knieënziekte"]}, Status.UNKNOWN,
     "ask.condition-unknown"),
    ("a denied illness", {"conditions": ["geen nierfunctie meer"]}, Status.UNKNOWN,
     "ask.condition-unknown"),
    ("'none' as an illness", {"conditions": ["geen"]}, Status.CLEAR, None),
    ("pregnant", {"sex": "female", "pregnant": True}, Status.REFER, "safety.pregnancy"),
    (
        "breastfeeding",
        {"sex": "female", "pregnant": False, "breastfeeding": True},
        Status.REFER,
        "safety.breastfeeding",
    ),
    ("perhaps pregnant", {"sex": "female"}, Status.UNKNOWN, "ask.pregnant"),
    ("illnesses not mentioned", {"conditions": None}, Status.UNKNOWN, "ask.conditions"),
    ("medicines not mentioned", {"medicines": None}, Status.UNKNOWN, "ask.medicines"),
    ("supplements not mentioned", {"supplements": None}, Status.UNKNOWN, "ask.supplements"),
    ("alarm signs not asked", {"red_flags": None}, Status.UNKNOWN, "ask.red-flags"),
    (
        "serum above the range",
        {"laboratory": [{"test": "serum-magnesium", "value": 1.2, "unit": "mmol/L"}]},
        Status.STOP,
        "lab.serum-high",
    ),
    (
        "serum in the laboratory's own range",
        {
            "laboratory": [
                {
                    "test": "serum-magnesium",
                    "value": 1.06,
                    "unit": "mmol/L",
                    "range_low": 0.7,
                    "range_high": 1.1,
                }
            ]
        },
        Status.CLEAR,
        None,
    ),
    (
        "9 mmol/L",
        {"laboratory": [{"test": "serum-magnesium", "value": 9, "unit": "mmol/L"}]},
        Status.UNKNOWN,
        "ask.lab-unit-doubt",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "status", "finding"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_verdict_of(
    kb: Knowledge, changes: dict[str, Any], status: Status, finding: str | None
) -> None:
    verdict = judged(kb, **changes)
    assert verdict.status is status
    if finding is not None:
        assert finding in ids(verdict.findings)
    if not status.allows_dose:
        assert verdict.room_mg_per_day == 0.0


def test_a_clinician_who_asked_opens_what_only_needs_a_test_first(kb: Knowledge) -> None:
    alone = judged(kb, conditions=["coeliakie"])
    asked = judged(kb, conditions=["coeliakie"], clinician_asked_supplement=True)
    assert alone.status is Status.REFER
    assert asked.status is Status.RESTRICT


def test_a_clinician_who_asked_does_not_open_a_stop_or_weak_kidneys(kb: Knowledge) -> None:
    for changes in ({"egfr": 25}, {"egfr": 45}, {"conditions": ["AV-blok"]}):
        assert not judged(kb, clinician_asked_supplement=True, **changes).status.allows_dose


def test_the_lowest_of_two_kidney_values_counts_and_the_difference_is_asked(kb: Knowledge) -> None:
    verdict = judged(
        kb, egfr=90, laboratory=[{"test": "eGFR", "value": 25, "unit": "mL/min/1.73 m2"}]
    )
    assert verdict.status is Status.STOP
    assert "ask.contradiction-egfr-twice" in ids(verdict.findings)


def test_insulin_without_diabetes_is_read_as_diabetes(kb: Knowledge) -> None:
    verdict = judged(kb, medicines=[{"name": "insuline glargine"}])
    assert "safety.condition-test-first" in ids(verdict.findings)


def test_threonate_is_excluded_in_pregnancy_and_when_pregnancy_is_possible(kb: Knowledge) -> None:
    for pregnant in (True, None):
        verdict = judged(kb, sex="female", pregnant=pregnant)
        assert "threonate" in verdict.excluded_forms


def test_an_american_who_is_pregnant_is_held_to_250(kb: Knowledge) -> None:
    verdict = judged(kb, country="us", sex="female", pregnant=True, breastfeeding=False)
    assert verdict.limit_mg_per_day == 250


def test_the_gate_is_the_same_on_any_day(kb: Knowledge) -> None:
    from datetime import date

    from magwise.safety import gate_before
    from tests.safety.people import someone

    person = someone(conditions=["diabetes"])
    assert gate_before(person, kb, today=date(2020, 1, 1)) == gate_before(
        person, kb, today=date(2026, 11, 22)
    )


def test_creatinine_without_egfr_holds_back_a_dose(kb: Knowledge) -> None:
    value = [{"test": "creatinine", "value": 180, "unit": "umol/L", "date": "2026-11-01"}]
    verdict = judged(kb, laboratory=value, egfr=None)
    assert verdict.status is Status.UNKNOWN
    assert "ask.lab-egfr" in ids(verdict.findings)


def test_signs_of_too_little_energy_go_to_a_doctor_before_any_dose(kb: Knowledge) -> None:
    verdict = judged(kb, stress_fracture=True)
    assert verdict.status is Status.REFER


def test_who_breastfeeds_is_not_asked_whether_she_does(kb: Knowledge) -> None:
    verdict = judged(kb, sex="female", age_years=30, pregnant=None, breastfeeding=True)
    assert "ask.pregnant" not in ids(verdict.findings)


def test_the_kidneys_are_asked_about_once(kb: Knowledge) -> None:
    verdict = judged(kb, conditions=["diabetes"], egfr=None, kidney_disease=None)
    assert "ask.kidney-function" in ids(verdict.findings)
    assert "safety.kidney-not-mentioned" not in ids(verdict.findings)


def test_a_blood_value_that_is_too_high_is_told_once(kb: Knowledge) -> None:
    verdict = judged(kb, laboratory=[{"test": "magnesium", "value": 1.4, "unit": "mmol/L"}])
    assert len([one for one in verdict.findings if one.severity.value == "stop"]) == 1


def test_a_value_that_asks_for_a_doctor_today_leaves_the_plate_to_the_doctor(
    kb: Knowledge,
) -> None:
    verdict = judged(kb, laboratory=[{"test": "kalium", "value": 6.2, "unit": "mmol/L"}])
    assert verdict.food_with_professional
