"""What the body model is told of an assessed person, and when the plan stays silent."""

from typing import Any

import pytest

from magwise import Diary, Knowledge, Profile, assess
from magwise.core.records import Dose, Regimen
from magwise.person.profile import LaboratoryResult
from magwise.plan.expecting import body_of, expecting, meals_of

DAYS: list[dict[str, Any]] = [
    {
        "date": f"2026-11-{day}",
        "complete": "ja",
        "entries": [
            {"text": "2 volkoren boterhammen met pindakaas", "time": "06:15"},
            {"text": "glas melk", "time": "06:45"},
            {"text": "200 g spinazie met 200 g aardappelen", "time": "18:30"},
        ],
    }
    for day in (10, 11, 14)
]
PERSON = Profile(
    age_years=45, sex="female", weight_kg=68, height_cm=170, country="nl", diary_confirmed=True,
    laboratory=(LaboratoryResult(test="magnesium", value=0.79, unit="mmol/L"),),
)  # fmt: skip
DIARY = Diary.model_validate({"days": DAYS})
TWICE = Regimen((Dose(100.0, "citrate", minute=480), Dose(100.0, "citrate", minute=1110)), 0, 13)


def test_meals_are_those_of_the_diary(kb: Knowledge) -> None:
    meals = meals_of(assess(PERSON, DIARY, kb))
    assert len(meals) == 2  # bread and milk half an hour later are one meal
    assert meals[0].minute == 7 * 60  # before the day of the model starts: its first moment
    assert meals[1].minute == 18 * 60 + 30
    assert sum(meal.share for meal in meals) == pytest.approx(1)


def test_without_hours_the_usual_meals_stand(kb: Knowledge) -> None:
    plain = [{**day, "entries": [{"text": one["text"]} for one in day["entries"]]} for day in DAYS]
    assert len(meals_of(assess(PERSON, Diary.model_validate({"days": plain}), kb))) == 3


def test_serum_and_intake_are_the_persons_own(kb: Knowledge) -> None:
    assessment = assess(PERSON, DIARY, kb)
    found = body_of(assessment, kb).subject
    assert found.serum_mmol_per_l == pytest.approx(0.79)
    assert assessment.intake.usual is not None
    assert found.intake_mg_per_day == assessment.intake.usual.mg_per_day


def test_a_dose_and_food_are_both_told_and_little_food_is_not(kb: Knowledge) -> None:
    assessment = assess(PERSON, DIARY, kb)
    dose = expecting(assessment, TWICE, 0.0, kb, weeks=2)
    assert dose is not None
    assert dose.facts[0].id == "expect.absorbed"
    food = expecting(assessment, None, 80.0, kb, weeks=2)
    assert food is not None
    assert food.facts[0].id == "expect.food"
    assert expecting(assessment, None, 5.0, kb) is None


@pytest.mark.parametrize("who", [{"age_years": None}, {"age_years": 12}, {"dialysis": True}])
def test_of_someone_the_model_was_not_made_for_nothing_is_said(
    kb: Knowledge, who: dict[str, object]
) -> None:
    person = PERSON.model_copy(update=who)
    assert expecting(assess(person, DIARY, kb), TWICE, 50.0, kb) is None
