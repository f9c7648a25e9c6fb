"""One report speaks with one voice: nothing in it takes back, or says twice, what it says."""

from datetime import date
from typing import Any

import pytest

from magwise import Diary, Knowledge, Profile, assess, propose
from magwise.core.facts import Severity
from magwise.core.interval import Interval
from magwise.plan import Plan
from magwise.safety import Status
from magwise.text.slots import Writer, write

TODAY = date(2026, 11, 22)
LOW = {"mg_per_day": 200, "low": 180, "high": 240}
WELL = {"mg_per_day": 430, "low": 400, "high": 460}
PERSON: dict[str, Any] = {
    "country": "nl", "language": "nl", "age_years": 45, "sex": "male", "egfr": 95,
    "kidney_disease": "no", "conditions": [], "medicines": [], "supplements": [],
    "red_flags": [], "food_first_weeks_done": 9, "usual_intake": LOW,
}  # fmt: skip


def plan_of(kb: Knowledge, **changes: Any) -> Plan:
    profile = Profile.model_validate({**PERSON, **changes})
    return propose(assess(profile, Diary(), kb, today=TODAY), None, kb)


def ids(plan: Plan) -> set[str]:
    return {fact.id for fact in (*plan.assessment.findings, *plan.findings)}


def test_blood_that_shows_enough_is_not_answered_with_a_dose(kb: Knowledge) -> None:
    blood = [{"test": "magnesium", "value": 0.88, "unit": "mmol/L", "date": "2026-11-01"}]
    plan = plan_of(kb, laboratory=blood)
    assert plan.supplement is None
    assert "supplement.not-shown-blood" in ids(plan)
    asked = plan_of(kb, laboratory=blood, clinician_asked_supplement=True)
    assert asked.supplement is not None  # a clinician knows more than one value


@pytest.mark.parametrize(
    ("test", "value"), [("kalium", 6.2), ("magnesium", 0.4)], ids=["potassium", "magnesium"]
)
def test_a_value_for_a_doctor_today_is_the_verdict(kb: Knowledge, test: str, value: float) -> None:
    blood = [{"test": test, "value": value, "unit": "mmol/L", "date": "2026-11-20"}]
    plan = plan_of(kb, laboratory=blood)
    assert (plan.verdict.id, plan.verdict.severity) == ("verdict.urgent", Severity.URGENT)
    assert not plan.food


def test_a_salt_read_as_magnesium_is_asked_not_stopped(kb: Knowledge) -> None:
    powder = [{"name": "magnesium bisglycinaat", "amount_mg": 1000}]
    plan = plan_of(kb, supplements=powder)
    assert plan.assessment.verdict.status is Status.UNKNOWN
    assert plan.assessment.verdict.other_mg_per_day == 1000  # until the label says otherwise
    told = ids(plan)
    assert {"ask.supplement-salt-or-element", "safety.product-perhaps-above-limit"} <= told
    assert not {"safety.product-far-above-limit", "safety.product-above-limit"} & told


def test_a_product_far_above_the_limit_in_every_reading_is_stopped(kb: Knowledge) -> None:
    tablets = [{"name": "magnesium bisglycinaat", "amount_mg": 3000, "per_day": 2}]
    assert plan_of(kb, supplements=tablets).assessment.verdict.status is Status.STOP


def test_without_a_diary_nothing_is_said_about_the_diary(kb: Knowledge) -> None:
    told = ids(plan_of(kb))
    assert "food.no-diary" in told
    assert "food.no-suggestion" not in told


def test_a_toddler_is_spoken_of_as_a_child(kb: Knowledge) -> None:
    intake = {"mg_per_day": 110, "low": 90, "high": 130}
    plan = plan_of(kb, age_years=2, egfr=None, usual_intake=intake)
    assert plan.assessment.verdict.status is Status.STOP
    assert plan.verdict.id.startswith("verdict.child")
    weak = plan_of(kb, age_years=2, egfr=20, usual_intake=intake)
    assert weak.verdict.id.startswith("verdict.stop")


def test_no_estimate_says_that_a_chance_is_nothing(kb: Knowledge) -> None:
    writer = Writer(kb, "nl")
    assert write("percent_interval", Interval(0.0, 0.0, 0.0).as_dict(), writer) != "0 %"
    assert write("percent_interval", Interval(1.0, 1.0, 1.0).as_dict(), writer) != "100 %"


def test_a_bath_is_not_asked_for_its_magnesium(kb: Knowledge) -> None:
    told = ids(plan_of(kb, supplements=[{"name": "epsom zout bad"}]))
    assert "safety.skin-product-not-counted" in told
    assert "ask.supplement-contains" not in told


def test_who_eats_enough_is_not_sent_to_log_more_days(kb: Knowledge) -> None:
    rich = [
        {"text": text}
        for text in (
            "100 g havermout met 300 ml melk", "4 volkoren boterhammen met pindakaas",
            "100 g amandelen", "200 g spinazie, 200 g zilvervliesrijst, 200 g bruine bonen",
        )
    ]  # fmt: skip
    days = [{"date": f"2026-11-{day:02d}", "complete": "ja", "entries": rich} for day in (9, 11)]
    profile = Profile.model_validate({**PERSON, "usual_intake": None})
    found = assess(profile, Diary.model_validate({"days": days}), kb, today=TODAY)
    assert "intake.log-more" not in {fact.id for fact in found.findings}


def with_day(kb: Knowledge, *lines: str) -> set[str]:
    day = {"date": "2026-11-09", "complete": "ja", "entries": [{"text": line} for line in lines]}
    profile = Profile.model_validate({**PERSON, "usual_intake": None})
    found = assess(profile, Diary.model_validate({"days": [day]}), kb, today=TODAY)
    return {fact.id for fact in found.findings}


def test_a_medicine_of_the_diary_is_no_reason_to_say_that_nothing_was_found(kb: Knowledge) -> None:
    told = with_day(kb, "omeprazol 20 mg", "4 bruine boterhammen met kaas", "bord pasta bolognese")
    assert "risk.none-found" not in told
    assert "intake.medicine-amount-unknown" not in told  # there is no magnesium in it


def test_one_label_is_asked_about_once(kb: Knowledge) -> None:
    told = with_day(kb, "magnesiumcitraat 200 mg", "4 bruine boterhammen met kaas")
    asked = {one for one in told if one.startswith(("ask.", "intake.supplement-amount"))}
    about_label = {one for one in asked if "salt" in one or "amount" in one or "content" in one}
    assert about_label == {"ask.supplement-salt-or-element"}


@pytest.mark.parametrize(
    "who", [{"hide_calories": True}, {"age_years": 9}, {"conditions": ["anorexia"]}]
)
def test_who_should_see_no_calories_sees_none(kb: Knowledge, who: dict[str, Any]) -> None:
    day = {"date": "2026-11-09", "complete": "ja", "entries": [{"text": "1 appel"}]}
    body = {"weight_kg": 60, "height_cm": 170, "usual_intake": None}
    profile = Profile.model_validate({**PERSON, **body, **who})
    found = assess(profile, Diary.model_validate({"days": [day]}), kb, today=TODAY)
    assert not any("energy" in fact.values for fact in found.findings)
    assert "intake.implausibly-low-without-calories" in {fact.id for fact in found.findings}
