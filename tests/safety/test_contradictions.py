"""Answers that cannot all be true are pointed out and asked, and hold back a dose."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.foods.records import Item
from magwise.safety import Status, gate_before
from tests.safety.people import DAY, ids, judged, someone


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"pregnant": True}, "pregnant-man"),
        ({"sex": "female", "pregnant": True, "age_years": 70}, "pregnant-age"),
        ({"sex": "female", "pregnant": False, "breastfeeding": False,
          "conditions": ["zwanger"]}, "pregnant-both"),
        ({"dialysis": True, "kidney_disease": True}, "dialysis-egfr"),
        ({"conditions": ["ckd 4"], "kidney_disease": None}, "kidney-stage"),
        ({"conditions": ["nierschade"]}, "kidney-disease"),
        ({"weight_kg": 170, "height_cm": 75}, "body"),
        ({"weight_kg": 30, "height_cm": 190}, "body"),
        ({"complaints": [{"id": "cramps-night", "clues": ["new-medicine"]}]}, "new-medicine"),
    ],
)  # fmt: skip
def test_it_is_asked_and_holds_back_a_dose(
    kb: Knowledge, changes: dict[str, Any], asked: str
) -> None:
    verdict = judged(kb, **changes)
    assert f"ask.contradiction-{asked}" in ids(verdict.findings)
    assert not verdict.status.allows_dose


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"age_years": 10, "training": {"hours_per_week": 40}}, "training"),
        ({"training": {"hours_per_week": 70}}, "training"),
        ({"training": {"hours_per_week": 2, "longest_session_hours": 5}}, "longest-session"),
        ({"training": {"hours_per_week": 45}, "sleep_hours": 20}, "hours-in-a-day"),
    ],
)
def test_training_that_cannot_be_is_asked(
    kb: Knowledge, changes: dict[str, Any], asked: str
) -> None:
    assert f"ask.contradiction-{asked}" in ids(judged(kb, **changes).findings)


def test_a_medicine_that_only_the_diary_names_is_judged_as_taken(kb: Knowledge) -> None:
    tablet = Item("spironolacton 25", "medicine", "spironolactone", None, None, 1.0)
    verdict = gate_before(someone(), kb, diary_items=(tablet,), today=DAY)
    assert "ask.contradiction-medicine-in-diary" in ids(verdict.findings)
    assert verdict.status is Status.STOP


def test_a_supplement_that_only_the_diary_names_is_counted(kb: Knowledge) -> None:
    tablet = Item("magnesium 200 mg", "supplement", None, None, None, 1.0, amount_mg=200, count=1)
    verdict = gate_before(someone(), kb, diary_items=(tablet,), today=DAY)
    assert "ask.contradiction-supplement-in-diary" in ids(verdict.findings)
    assert verdict.other_mg_per_day == 200


def test_a_medicine_of_both_lists_is_one_medicine(kb: Knowledge) -> None:
    person = someone(medicines=[{"name": "omeprazol", "times": ["08:00"]}])
    tablet = Item("omeprazol", "medicine", "omeprazole", None, None, 1.0)
    assert gate_before(person, kb, diary_items=(tablet,), today=DAY) == gate_before(
        person, kb, today=DAY
    )


def test_ordinary_people_are_not_asked(kb: Knowledge) -> None:
    for changes in (
        {},
        {"age_years": 10, "weight_kg": 32, "height_cm": 140},
        {"training": {"hours_per_week": 20, "longest_session_hours": 6}, "sleep_hours": 8},
        {"sex": "female", "pregnant": True, "breastfeeding": False},
    ):
        found = ids(judged(kb, **changes).findings)
        assert not any(one.startswith("ask.contradiction") for one in found)
