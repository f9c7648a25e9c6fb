"""Whatever the interaction table says of a medicine is kept by the plan, or the plan refuses."""

from datetime import date
from typing import Any

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.records import Dose, Regimen
from magwise.knowledge.schema.medicine import Interaction
from magwise.plan.own_times import check_times, with_own_times
from magwise.safety import Status, gate_after

KB = Knowledge.load()
DAY = date(2026, 11, 22)
ROWS = [row for row in KB.interactions.values() if row.atc_prefixes]
IDS = [row.id for row in ROWS]


def adult(**changes: Any) -> Profile:
    """Somebody who eats little magnesium and whose doctor asked for a supplement."""
    return Profile.model_validate(
        {
            "country": "nl", "age_years": 60, "sex": "female", "weight_kg": 66, "height_cm": 168,
            "egfr": 95, "kidney_disease": False, "dialysis": False, "conditions": [],
            "supplements": [], "red_flags": [], "signs": [], "complaints": [],
            "food_first_weeks_done": 8, "usual_intake": {"mg_per_day": 180},
            "clinician_asked_supplement": True, "meal_times": ["08:00", "12:30", "18:00"],
            **changes,
        }
    )  # fmt: skip


def plan_with(*codes: str, times: tuple[str, ...] = ("07:00",), **changes: Any) -> Plan:
    medicines = [
        {"name": f"medicine {number}", "atc": code, "times": list(times)}
        for number, code in enumerate(codes)
    ]
    profile = adult(medicines=medicines, **changes)
    return propose(assess(profile, Diary(), KB, today=DAY), None, KB)


def some_code(row: Interaction) -> str:
    """A code of the row that goes as deep as codes do."""
    code = next(
        one for one in row.atc_prefixes if not any(one.startswith(x) for x in row.excluded_atc)
    )
    return (
        code if len(code) == 7 else (code + {1: "01AA01", 3: "AA01", 4: "A01", 5: "01"}[len(code)])
    )


def test_every_statement_of_a_row_is_known_to_this_test() -> None:
    """A new kind of statement has to be brought to the plan, and then named here."""
    told = {"id", "names", "reason", "effect", "citations", "review", "note", "evidence_from"}
    whom = {"atc_prefixes", "excluded_atc", "former_atc", "trigger", "is_default"}
    tested = {
        "actions", "actions_by_atc", "effects", "spacings", "stop_unless", "pause_during_course",
        "fasting", "magnesium_in_evening", "excluded_salts", "poor_forms", "ask", "tests",
    }  # fmt: skip
    widened = {"applies_to"}  # hours for one kind of magnesium hold for every kind
    assert set(Interaction.model_fields) == told | whom | tested | widened


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_what_a_row_asks_is_in_the_gap_or_the_dose_is_refused(row: Interaction) -> None:
    code = some_code(row)
    plan = plan_with(code)
    verdict = plan.assessment.verdict
    refused = not verdict.status.allows_dose or plan.supplement is None
    gaps = [gap for gap in verdict.gaps if gap.binds]
    spacing = row.spacing_for(code)
    if spacing is not None:
        (gap,) = gaps
        assert gap.medicine_first_hours >= spacing.hours[0]
        assert gap.magnesium_first_hours >= spacing.hours[1]
        assert gap.fasting or not row.fasting
        assert gap.pause or not row.pause_during_course
        assert (gap.evening_from is not None) or not row.magnesium_in_evening
    else:  # nothing about hours is lost
        demands = (row.fasting, row.pause_during_course, row.magnesium_in_evening)
        assert not any(demands)
    actions = row.actions_for(code)
    if {"specialist", "pharmacist"} & set(actions) or ("stop" in actions and not row.stop_unless):
        assert refused
        assert not verdict.status.allows_dose
    if row.pause_during_course:
        assert refused
    if row.excluded_salts is not None:
        assert {"oxide", "hydroxide", "carbonate"} & set(verdict.excluded_forms)
    if plan.supplement is not None:
        forms = {dose.form for dose in plan.supplement.doses}
        assert forms.isdisjoint(row.poor_forms)
    said = {fact.id for fact in (*verdict.findings, *verdict.dose_facts)}
    assert any(
        one.startswith(("medicine.", "ask.medicine", "safety.medicine")) for one in said
    ) or ("duplicate" in actions)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
@pytest.mark.parametrize("minute", range(0, 1440, 60))
def test_a_dose_that_a_row_forbids_is_never_cleared(row: Interaction, minute: int) -> None:
    """The gate after planning, alone: any hour of the day, whatever made the proposal."""
    code = some_code(row)
    taken = 7 * 60
    profile = adult(medicines=[{"name": "medicine", "atc": code, "times": ["07:00"]}])
    assessment = assess(profile, Diary(), KB, today=DAY)
    other = minute + 12 * 60
    doses = tuple(Dose(50.0, "citrate", minute=one % 1440) for one in (minute, other))
    review = gate_after(
        assessment.verdict, regimen=Regimen(doses, 0, 55), schedule=None, food_changes=(),
        profile=profile, kb=KB, today=DAY,
    )  # fmt: skip
    if not review.cleared:
        return
    assert not row.pause_during_course
    spacing = row.spacing_for(code)
    for one in (minute, other % 1440):
        assert not row.magnesium_in_evening or one >= 18 * 60 or one < 5 * 60
        if spacing is not None:
            assert (one - taken) % 1440 >= 60 * spacing.hours[0]
            assert (taken - one) % 1440 >= 60 * spacing.hours[1]


@pytest.mark.parametrize("code", ["J01AA02", "J01MA02", "J01MA14", "J01XE01"])
@pytest.mark.parametrize("asked", [True, False])
def test_nobody_begins_magnesium_during_a_course_also_when_a_clinician_asked(
    code: str, asked: bool
) -> None:
    plan = plan_with(code, clinician_asked_supplement=asked)
    assert plan.supplement is None
    assert plan.schedule is None
    assert "supplement.after-course" in {fact.id for fact in plan.findings}
    (said,) = check_times((1320,), plan.assessment).facts
    assert said.id == "supplement.after-course"


def test_beside_alendronate_magnesium_waits_for_the_evening() -> None:
    plan = plan_with("M05BA04")
    assert plan.supplement is not None
    minutes = [dose.minute for dose in plan.supplement.doses]
    assert minutes
    assert all(one is not None and (one >= 18 * 60 or one < 3 * 60) for one in minutes)


@pytest.mark.parametrize("minute", [3 * 60 + 1, 11 * 60 + 30, 12 * 60 + 30, 17 * 60 + 55])
def test_ones_own_time_by_day_is_refused_beside_alendronate(minute: int) -> None:
    plan = plan_with("M05BA04")
    checked = check_times((minute, 22 * 60), plan.assessment)
    assert not checked.kept
    assert all(one >= 18 * 60 or one < 3 * 60 for one in checked.instead)
    assert with_own_times(plan, (minute, 22 * 60), KB).supplement == plan.supplement


def test_a_morning_dose_is_refused_when_the_hour_of_alendronate_is_not_known() -> None:
    plan = plan_with("M05BA04", times=())
    assert plan.supplement is None or all(d.minute is None for d in plan.supplement.doses)
    said = {fact.id for fact in check_times((480,), plan.assessment).facts}
    assert said == {"timing.own-unknown", "timing.own-before-evening"}


def test_an_early_evening_meal_begins_the_evening() -> None:
    plan = plan_with("M05BA04", meal_times=["08:00", "12:30", "17:15"])
    assert plan.supplement is not None
    assert plan.supplement.doses[0].minute == 17 * 60 + 15


@pytest.mark.parametrize("words", ["antibioticum", "botversterker", "plaspil"])
def test_a_word_that_may_be_several_medicines_keeps_what_any_of_them_asks(words: str) -> None:
    """The flags of every row count, not those of the row with the longest hours alone."""
    asked = words != "plaspil"
    profile = adult(
        medicines=[{"name": words, "times": ["07:00"]}], clinician_asked_supplement=asked
    )
    plan = propose(assess(profile, Diary(), KB, today=DAY), None, KB)
    gaps = plan.assessment.verdict.gaps
    if words == "antibioticum":
        assert plan.supplement is None
        assert any(gap.pause for gap in gaps) or not plan.assessment.verdict.status.allows_dose
    if words == "botversterker":
        assert any(gap.evening_from is not None for gap in gaps)
    if words == "plaspil":
        assert plan.assessment.verdict.status is Status.STOP


def test_a_potassium_sparing_tablet_names_potassium_and_egfr() -> None:
    plan = plan_with("C03DA01", clinician_asked_supplement=False)
    (stop,) = [f for f in plan.assessment.verdict.findings if f.id == "medicine.stop-unless"]
    assert {"blood-serum-potassium", "blood-egfr"} <= set(stop.values["tests"])
