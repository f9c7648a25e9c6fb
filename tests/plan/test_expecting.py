"""What the body model is told of an assessed person, and when the plan stays silent."""

from pathlib import Path
from typing import Any, Literal

import pytest

from magwise import Diary, Knowledge, Profile, assess
from magwise.core.records import Dose, Regimen
from magwise.person.profile import LaboratoryResult
from magwise.person.reading import read_person
from magwise.plan import Plan, propose
from magwise.plan.expecting import body_of, expecting, meals_of, with_expectation
from magwise.report.document import document
from magwise.report.html import html

EXAMPLES = Path(__file__).parents[2] / "examples"
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


@pytest.fixture(scope="module")
def dosed(kb: Knowledge) -> Plan:
    """A plan with a dose: a clinician asked for it."""
    runner = read_person(EXAMPLES / "runner.yaml")
    asked = runner.profile.model_copy(update={"clinician_asked_supplement": True})
    plan = propose(assess(asked, runner.diary, kb), None, kb)
    assert plan.supplement is not None
    return with_expectation(plan, kb)


def test_a_plan_with_a_dose_says_what_to_expect_in_four_sentences(dosed: Plan) -> None:
    said = [fact.id for fact in dosed.findings if fact.id.startswith("expect.")]
    assert said == ["expect.absorbed", "expect.urine", "expect.serum", "expect.stores-unknown"]
    assert dosed.expected is not None
    assert dosed.clearance.fingerprint == dosed.fingerprint


def test_a_plan_with_food_only_says_what_the_food_does(kb: Knowledge) -> None:
    worker = read_person(EXAMPLES / "office-worker.yaml")
    plan = propose(assess(worker.profile, worker.diary, kb), None, kb)
    assert plan.supplement is None
    assert plan.food
    said = [fact.id for fact in with_expectation(plan, kb).findings]
    assert "expect.food" in said
    assert "expect.absorbed" not in said


def test_on_an_emergency_nothing_is_expected(kb: Knowledge) -> None:
    person = PERSON.model_copy(update={"red_flags": ("chest-pain",)})
    plan = propose(assess(person, DIARY, kb), None, kb)
    assert with_expectation(plan, kb) is plan


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_the_course_with_its_table(
    kb: Knowledge, dosed: Plan, language: Literal["nl", "en"]
) -> None:
    made = html(document(dosed.assessment, dosed, kb, language))
    section = made[made.index('<section id="expect"') :]
    section = section[: section.index("</section>")]
    assert "course-title" in section
    assert "<table" in section
    assert "[[" not in section
