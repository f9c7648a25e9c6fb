"""Plans: food first, a dose only when useful and cleared, and never more than safety cleared."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.errors import BlockedError
from magwise.core.records import Dose, Regimen
from magwise.plan.standing import Standing, standing

DAY = date(2026, 11, 22)
POOR = (
    "4 witte boterhammen met boter en kaas, glas cola",
    "bord witte rijst met kip en een biertje",
    "3 witte boterhammen met boter en jam",
    "bakje vla, 2 croissants",
)
RICH = (
    "100 g havermout met 300 ml sojadrink en een banaan",
    "6 volkoren boterhammen met pindakaas",
    "handje amandelen en 2 eetlepels pompoenpitten",
    "bord volkoren pasta met linzen en 200 g spinazie",
    "bakje kwark, 2 appels",
)


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


def diary(lines: tuple[str, ...]) -> Diary:
    return Diary.model_validate(
        {
            "days": [
                {
                    "date": f"2026-11-{day:02d}",
                    "complete": True,
                    "entries": [{"text": line} for line in lines],
                }
                for day in (9, 10, 11, 14)
            ]
        }
    )


def person(**changes: Any) -> Profile:
    return Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "weight_kg": 75, "height_cm": 180,
            "kidney_disease": False, "egfr": 95, "conditions": [], "medicines": [],
            "supplements": [], "red_flags": [], "complaints": [], "signs": [],
            "meal_times": ["08:00", "12:30", "18:30"], **changes,
        }
    )  # fmt: skip


def plan(kb: Knowledge, lines: tuple[str, ...] = POOR, **changes: Any) -> Plan:
    return propose(assess(person(**changes), diary(lines), kb, today=DAY), None, kb)


def said(one: Plan) -> set[str]:
    return {fact.id for fact in one.findings}


def test_someone_who_eats_enough_needs_nothing_and_hears_no_warning(kb: Knowledge) -> None:
    one = plan(kb, RICH)
    assert standing(one.assessment) is Standing.ENOUGH
    assert one.verdict.id == "verdict.free-enough"
    assert one.food == ()
    assert one.supplement is None
    assert all(fact.severity.value == "info" for fact in one.findings)


def test_a_low_intake_gets_food_first_and_no_supplement_yet(kb: Knowledge) -> None:
    one = plan(kb)
    assert one.verdict.id == "verdict.free-low-food-first"
    assert one.food
    assert one.supplement is None
    assert "supplement.food-first" in said(one)


def test_symptoms_alone_never_lead_to_a_supplement(kb: Knowledge) -> None:
    complaints = [{"id": "cramps-night", "per_week": 7}]
    one = plan(kb, RICH, complaints=complaints, food_first_weeks_done=20, wants_supplement=True)
    assert one.supplement is None


def test_after_the_food_first_period_a_low_dose_starts_in_two_portions(kb: Knowledge) -> None:
    one = plan(kb, food_first_weeks_done=8)
    assert one.supplement is not None
    assert 100 <= (one.supplement.elemental_mg_per_day or 0) <= 200
    assert len(one.supplement.doses) == 2
    assert all(dose.with_food for dose in one.supplement.doses)
    assert one.step_up is not None
    assert (one.step_up.elemental_mg_per_day or 0) <= 250
    assert one.step_up.last_day is not None


def test_seven_weeks_of_food_first_are_not_eight(kb: Knowledge) -> None:
    assert plan(kb, food_first_weeks_done=7).supplement is None


@pytest.mark.parametrize(
    "risk",
    [
        {"age_years": 17}, {"age_years": None}, {"egfr": 29}, {"egfr": 45}, {"dialysis": True},
        {"conditions": ["AV-blok"]}, {"conditions": ["myasthenia gravis"]},
        {"conditions": None}, {"medicines": None}, {"supplements": None}, {"red_flags": None},
        {"medicines": [{"name": "Isentress"}]},
        {"conditions": ["acute diarree"]},
    ],
    ids=str,
)  # fmt: skip
def test_no_dose_passes_a_stop_rule_or_an_open_question(
    risk: dict[str, Any], kb: Knowledge
) -> None:
    one = plan(kb, food_first_weeks_done=10, clinician_asked_supplement=True, **risk)
    assert one.supplement is None
    assert one.step_up is None


def test_a_medicine_that_holds_magnesium_stops_a_dose_until_a_doctor_agrees(
    kb: Knowledge,
) -> None:
    medicine = {"name": "spironolacton 25 mg", "times": ["08:00"]}
    assert plan(kb, food_first_weeks_done=10, medicines=[medicine]).supplement is None


def test_levothyroxine_at_seven_keeps_four_hours(kb: Knowledge) -> None:
    medicine = {"name": "Euthyrox 100", "times": ["07:00"], "fasting": True}
    one = plan(kb, food_first_weeks_done=8, medicines=[medicine])
    assert one.supplement is not None
    for dose in one.supplement.doses:
        assert dose.minute is not None
        assert dose.minute - 7 * 60 >= 4 * 60


def test_medicines_all_day_leave_no_slot_and_no_gap_is_bent(kb: Knowledge) -> None:
    iron = {"name": "ferrofumaraat", "times": ["07:00", "12:00", "17:00", "22:00"]}
    one = plan(kb, food_first_weeks_done=8, medicines=[iron])
    assert one.supplement is None
    assert "supplement.no-safe-slot" in said(one)


def test_what_is_already_taken_counts_and_leaves_no_room(kb: Knowledge) -> None:
    taken = {"name": "magnesium citraat", "amount_mg": 200, "amount_is": "elemental"}
    one = plan(kb, food_first_weeks_done=8, supplements=[taken])
    assert one.supplement is None
    assert "supplement.no-room" in said(one)


def test_people_with_weak_kidneys_get_no_food_changes_from_us(kb: Knowledge) -> None:
    one = plan(kb, egfr=40)
    assert one.food == ()
    assert "food.with-professional" in said(one)


def test_a_plan_cannot_be_built_with_more_than_was_cleared(kb: Knowledge) -> None:
    one = plan(kb, food_first_weeks_done=8)
    more = Regimen((Dose(500.0, "citrate"),), 0, 10)
    with pytest.raises(BlockedError):
        replace(one, supplement=more, fingerprint="forged")


def test_an_emergency_says_that_and_nothing_else(kb: Knowledge) -> None:
    one = plan(kb, red_flags=["pijn op de borst"])
    assert said(one) == {"verdict.emergency"}
    assert one.food == ()


def test_more_magnesium_in_the_diary_never_asks_for_more_changes(kb: Knowledge) -> None:
    few = plan(kb)
    better = plan(kb, (*POOR, "handje amandelen"))
    assert len(better.food) <= len(few.food)


def test_the_same_person_gets_the_same_plan_whatever_the_order_of_lines(kb: Knowledge) -> None:
    one, two = plan(kb), plan(kb, tuple(reversed(POOR)))
    assert [step.change for step in one.food] == [step.change for step in two.food]
    assert one.verdict == two.verdict
