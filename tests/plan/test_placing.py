"""When the portions are taken: at the person's own meals, with every gap kept and explained."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.records import EventKind
from magwise.models.timing import check
from magwise.plan.placing import apart_of, diary_meals, weekend_shifts, whole_day

KB = Knowledge.load()
DAY = date(2026, 11, 22)
LINES = (
    ("08:00", "4 witte boterhammen met boter en kaas, glas cola"),
    ("13:00", "3 witte boterhammen met boter en jam"),
    ("18:30", "bord witte rijst met kip en een biertje"),
)


def diary(lines: tuple[tuple[str, str], ...] = LINES) -> Diary:
    days = [
        {
            "date": f"2026-11-{day:02d}",
            "complete": True,
            "entries": [{"time": time, "text": text} for time, text in lines],
        }
        for day in (9, 10, 11, 14)
    ]
    return Diary.model_validate({"days": days})


def plan(**changes: Any) -> Plan:
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "weight_kg": 75, "height_cm": 180,
            "kidney_disease": False, "egfr": 95, "conditions": [], "medicines": [],
            "supplements": [], "red_flags": [], "complaints": [], "signs": [],
            "food_first_weeks_done": 8, **changes,
        }
    )  # fmt: skip
    return propose(assess(profile, diary(), KB, today=DAY), None, KB)


def said(one: Plan) -> set[str]:
    return {fact.id for fact in one.findings}


def test_the_diary_tells_when_someone_eats() -> None:
    assert diary_meals(diary()) == (480, 780, 1110)


def test_a_meal_on_one_day_is_no_habit() -> None:
    one = diary().model_copy(update={"days": diary().days[:1]})
    assert diary_meals(one) == ()


def test_without_medicines_the_portions_stand_at_the_persons_own_meals() -> None:
    one = plan()
    assert one.supplement is not None
    assert {dose.minute for dose in one.supplement.doses} <= {480, 780, 1110}
    assert "timing.at-meal" in said(one)


def test_the_answer_says_what_is_kept_and_why_breakfast_is_not_used() -> None:
    one = plan(medicines=[{"name": "Euthyrox 100", "times": ["07:00"], "fasting": True}])
    facts = {fact.id: fact for fact in one.findings}
    assert facts["timing.not-at-meal"].values["time"] == 480
    assert facts["timing.not-at-meal"].values["needed"] == 4.0
    assert facts["timing.after-medicine"].values["kept"] > 4.0


def test_breakfast_soon_after_an_empty_stomach_medicine_goes_to_the_pharmacist() -> None:
    medicine = {"name": "Euthyrox 100", "times": ["07:45"], "fasting": True}
    assert "timing.meal-near-fasting" in said(plan(medicines=[medicine]))
    medicine["times"] = ["07:00"]
    assert "timing.meal-near-fasting" not in said(plan(medicines=[medicine]))


def test_one_portion_is_taken_when_two_do_not_fit() -> None:
    iron = {"name": "ferrofumaraat", "times": ["06:30", "14:30"]}
    hiv = {"name": "dolutegravir", "times": ["22:30"]}
    one = plan(medicines=[iron, hiv])
    assert one.supplement is not None
    assert len(one.supplement.doses) == 1
    assert one.supplement.elemental_mg_per_day == 100
    assert one.step_up is None
    assert "timing.one-portion" in said(one)


def test_a_country_that_asks_for_two_portions_never_gets_one() -> None:
    iron = {"name": "ferrofumaraat", "times": ["06:30", "14:30"]}
    hiv = {"name": "dolutegravir", "times": ["22:30"]}
    one = plan(medicines=[iron, hiv], country="de")
    assert one.supplement is None
    assert "timing.choice-fewer" in said(one)


def test_no_slot_names_the_choices_that_are_left() -> None:
    iron = {"name": "ferrofumaraat", "times": ["07:00", "12:00", "17:00", "22:00"]}
    ids = said(plan(medicines=[iron]))
    assert {"supplement.no-safe-slot", "timing.choice-move", "timing.choice-food"} <= ids


def test_the_day_shows_medicines_without_hours_and_those_nobody_knows() -> None:
    one = plan(
        medicines=[
            {"name": "Euthyrox 100", "times": ["07:00"]},
            {"name": "paracetamol", "times": ["09:00"]},
        ],
        training={"times": ["19:30"], "hours_per_week": 3},
    )
    day = whole_day(one.assessment, one.schedule, KB)
    taken = {event.subject for event in day.events if event.kind is EventKind.MEDICINE}
    assert taken == {"levothyroxine", "paracetamol"}
    assert 1170 in [event.minute for event in day.events if event.kind is EventKind.TRAINING]


MEDICINES = [
    "Euthyrox",
    "doxycycline",
    "ferrofumaraat",
    "alendroninezuur",
    "levodopa",
    "lisinopril",
]
hours = st.integers(0, 287).map(lambda step: f"{step * 5 // 60:02d}:{step * 5 % 60:02d}")
medicines = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(MEDICINES),
            "times": st.lists(hours, min_size=1, max_size=3, unique=True),
            "fasting": st.sampled_from([True, False, None]),
        }
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(medicines=medicines, training=st.lists(hours, max_size=1))
def test_no_plan_breaks_a_gap_or_passes_an_upper_level(
    medicines: list[dict[str, Any]], training: list[str]
) -> None:
    one = plan(medicines=medicines, training={"times": training})
    verdict = one.assessment.verdict
    for regimen in (one.supplement, one.step_up):
        if regimen is None:
            continue
        total = regimen.elemental_mg_per_day
        assert total is not None
        assert verdict.limit_mg_per_day is not None
        assert total + (verdict.other_mg_per_day or 0) <= min(250, verdict.limit_mg_per_day)
        assert max(dose.elemental_mg or 0 for dose in regimen.doses) <= 125
    if one.schedule is not None:
        assert check(one.schedule, apart_of(verdict.gaps)) == ()


def test_a_fixed_dose_in_use_keeps_the_new_one_away() -> None:
    product = {
        "name": "magnesium citraat", "amount_mg": 50, "amount_is": "elemental", "times": ["18:30"],
    }  # fmt: skip
    one = plan(supplements=[product], clinician_asked_supplement=True)
    if one.supplement is None:
        pytest.fail(str(said(one)))
    for dose in one.supplement.doses:
        assert dose.minute is not None
        assert abs(dose.minute - 1110) >= 240


def test_a_late_weekend_breakfast_is_seen_and_the_dose_keeps_its_hour() -> None:
    late = (("10:30", "2 witte boterhammen"), ("13:00", "soep"), ("18:30", "bord rijst met kip"))
    days = [
        {
            "date": f"2026-11-{day:02d}",
            "complete": True,
            "entries": [{"time": time, "text": text} for time, text in lines],
        }
        for day, lines in ((9, LINES), (10, LINES), (11, LINES), (14, late), (15, late))
    ]
    eaten = Diary.model_validate({"days": days})
    assert weekend_shifts(eaten) == ((480, 630),)
    assert weekend_shifts(diary()) == ()
    profile = Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "male", "kidney_disease": False, "egfr": 95,
            "conditions": [], "medicines": [], "supplements": [], "red_flags": [],
            "clinician_asked_supplement": True,
        }
    )  # fmt: skip
    one = propose(assess(profile, eaten, KB, today=DAY), None, KB)
    assert one.supplement is not None
    told = [fact for fact in one.findings if fact.id == "timing.weekend"]
    at_breakfast = 480 in [dose.minute for dose in one.supplement.doses]
    assert [fact.values for fact in told] == ([{"time": 480, "meal": 630}] if at_breakfast else [])
