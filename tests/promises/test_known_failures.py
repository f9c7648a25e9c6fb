"""Failures that others made, and promises that a careful program keeps; one sentence a test."""

import subprocess
import sys

import pytest
from pydantic import ValidationError

from magwise import Diary, Knowledge, Profile, assess, propose
from magwise.core.facts import Certainty
from magwise.core.records import Dose, Regimen
from magwise.core.units import SaltMass
from magwise.knowledge.schema.safety import Condition, FoodRule, Rule
from magwise.safety import Status, gate_before, other_causes
from tests.safety.people import DAY, HEALTHY, ids, judged, someone

WELL_FED = [
    "100 g havermout met 300 ml melk, een banaan en 2 eetlepels pompoenpitten",
    "30 g amandelen en een appel",
    "4 volkoren boterhammen met pindakaas",
    "volkoren pasta met linzen en 200 g spinazie",
    "4 blokjes pure chocolade",
]


def eaten(*lines: str) -> Diary:
    days = [
        {"date": day, "complete": True, "entries": [{"text": line} for line in lines]}
        for day in ("2026-11-16", "2026-11-18", "2026-11-21")
    ]
    return Diary.model_validate({"days": days})


def test_the_mass_of_a_salt_never_joins_a_total_of_magnesium() -> None:
    with pytest.raises(TypeError):
        _ = 100.0 + SaltMass("MgO", 400)  # type: ignore[operator]


def test_a_product_of_unknown_amount_is_not_zero_and_marks_the_total_unknown(
    kb: Knowledge,
) -> None:
    known = {"form": "citrate", "amount_mg": 100, "amount_is": "elemental"}
    verdict = judged(kb, supplements=[known, {"form": "oxide"}])
    assert verdict.other_mg_per_day is None
    assert verdict.room_mg_per_day == 0


def test_a_dose_of_unknown_amount_makes_the_day_unknown() -> None:
    assert Regimen((Dose(100), Dose(None))).elemental_mg_per_day is None


def test_a_true_zero_is_not_missing(kb: Knowledge) -> None:
    verdict = judged(
        kb, supplements=[{"name": "magnesium", "amount_mg": 0, "amount_is": "elemental"}]
    )
    assert verdict.other_mg_per_day == 0
    assert verdict.status is Status.CLEAR


def test_a_missing_age_does_not_fall_back_to_the_level_of_adults(kb: Knowledge) -> None:
    assert judged(kb, age_years=None).limit_mg_per_day is None


def test_no_upper_level_is_not_endless_room(kb: Knowledge) -> None:
    verdict = judged(kb, age_years=2, weight_kg=12, height_cm=88)
    assert verdict.limit_mg_per_day is None
    assert verdict.room_mg_per_day == 0


def test_no_rule_found_is_not_a_clearance(kb: Knowledge) -> None:
    assert judged(kb, conditions=["sikkelcelziekte"]).status is Status.UNKNOWN
    assert judged(kb, medicines=[{"name": "zyxobrinol"}]).gaps


def test_a_risky_situation_withholds_a_general_dose(kb: Knowledge) -> None:
    for changes in ({"egfr": 45}, {"conditions": ["hartfalen"]}, {"age_years": 15}):
        plan = propose(assess(someone(**changes), eaten("1 boterham"), kb, today=DAY), None, kb)
        assert plan.supplement is None


def test_what_someone_wants_is_no_reason_for_a_dose(kb: Knowledge) -> None:
    profile = someone(wants_supplement=True, complaints=[{"id": "cramps-night"}])
    plan = propose(assess(profile, eaten(*WELL_FED), kb, today=DAY), None, kb)
    assert plan.supplement is None


def test_a_result_goes_stale_when_an_answer_is_corrected(kb: Knowledge) -> None:
    first = gate_before(someone(), kb, today=DAY)
    corrected = gate_before(someone(egfr=20), kb, today=DAY)
    assert first.status is Status.CLEAR
    assert corrected.status is Status.STOP


def test_magnesium_from_food_never_counts_towards_the_upper_level(kb: Knowledge) -> None:
    much = eaten(*WELL_FED, "60 g pompoenpitten")
    assessment = assess(someone(), much, kb, today=DAY)
    usual = assessment.intake.usual
    assert usual is not None
    assert usual.mg_per_day.best > 500
    assert assessment.verdict.status is Status.CLEAR
    assert assessment.verdict.other_mg_per_day == 0
    assert "safety.product-above-limit" not in ids(assessment.findings)


def test_nine_mmol_per_litre_is_asked_back_and_not_believed(kb: Knowledge) -> None:
    value = {"test": "serum-magnesium", "value": 9, "unit": "mmol/L"}
    verdict = judged(kb, laboratory=[value])
    assert verdict.status is Status.UNKNOWN
    assert "safety.high-magnesium-stop" not in ids(verdict.findings)


def test_a_laboratory_value_without_a_unit_is_never_used(kb: Knowledge) -> None:
    verdict = judged(kb, laboratory=[{"test": "serum-magnesium", "value": 2.1}])
    assert not verdict.status.allows_dose
    assert "safety.high-magnesium-stop" not in ids(verdict.findings)


def test_the_same_number_in_another_unit_is_another_value(kb: Knowledge) -> None:
    value = {"test": "serum-magnesium", "value": 1.8}
    assert judged(kb, laboratory=[{**value, "unit": "mEq/L"}]).status is Status.CLEAR
    assert judged(kb, laboratory=[{**value, "unit": "mmol/L"}]).status is Status.STOP


def test_a_rule_without_a_source_does_not_load() -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate({"status": "stop", "finding": "safety.kidney-stop", "citations": []})


def test_a_rule_with_a_condition_the_program_cannot_read_does_not_load() -> None:
    cited = [{"source": "magwise-judgement", "locator": "x", "how": "assumed"}]
    for when in (
        "egfr < 30",
        {"egfr": 30},
        {"number": "blood_group", "below": 3},
        {"number": "egfr"},
    ):
        with pytest.raises(ValidationError):
            Condition.model_validate(
                {
                    "id": "x",
                    "names": {"nl": "x", "en": "x"},
                    "when": when,
                    "rules": [{"status": "stop", "finding": "a.b", "citations": cited}],
                }
            )


def test_a_food_rule_without_a_food_or_a_nutrient_does_not_load() -> None:
    with pytest.raises(ValidationError):
        FoodRule.model_validate(
            {
                "id": "x",
                "action": "block",
                "finding": "a.b",
                "citations": [{"source": "s", "locator": "x", "how": "assumed"}],
            }
        )


def test_the_gates_need_no_model_of_intake_need_diet_or_timing() -> None:
    """Blocking a dose works when everything that estimates is broken."""
    code = (
        "import sys\n"
        "for name in ('intake', 'need', 'diet', 'timing', 'body'):\n"
        "    sys.modules[f'magwise.models.{name}'] = None\n"
        "sys.modules['magwise.foods'] = None\n"
        "from magwise.safety.gate import gate_before\n"
        "from magwise.safety.after import gate_after\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_a_well_fed_healthy_person_hears_you_need_nothing_and_no_warning(kb: Knowledge) -> None:
    plan = propose(assess(someone(), eaten(*WELL_FED), kb, today=DAY), None, kb)
    assert plan.supplement is None
    assert plan.food == ()
    facts = (*plan.assessment.findings, *plan.findings)
    urgent = [fact.id for fact in facts if fact.severity.rank < 8 or fact.severity == "ask"]
    assert urgent == []


def test_an_emergency_leaves_nothing_else_to_read(kb: Knowledge) -> None:
    person = someone(red_flags=["chest-pain"], egfr=20, complaints=[{"id": "soreness"}])
    plan = propose(assess(person, eaten("1 boterham"), kb, today=DAY), None, kb)
    assert ids(plan.assessment.findings) == {"emergency.chest-pain"}
    assert plan.supplement is None
    assert plan.food == ()


def test_symptoms_alone_never_lead_to_a_dose(kb: Knowledge) -> None:
    person = someone(
        complaints=[{"id": "cramps-night", "per_week": 7}],
        signs=["cramps", "fatigue"],
        food_first_weeks_done=8,
    )
    assert propose(assess(person, eaten(*WELL_FED), kb, today=DAY), None, kb).supplement is None


def test_nothing_that_is_said_about_causes_claims_to_diagnose(kb: Knowledge) -> None:
    from magwise.text import render

    forbidden = ("je hebt een tekort", "you have a deficiency", "diagnose", "diagnosis")
    for complaint in kb.complaints:
        person = someone(complaints=[{"id": complaint}], recent_heat=True, sleep_hours=5)
        for fact in other_causes(person, kb):
            for language in ("nl", "en"):
                text = render(fact, kb, language).casefold()
                assert not any(words in text for words in forbidden)


def test_words_of_certainty_match_the_certainty_of_the_evidence(kb: Knowledge) -> None:
    """Very low certainty names no direction; moderate says probably (evidence.md, part E)."""
    from magwise.text import render

    person = someone(age_years=70, complaints=[{"id": "cramps-night"}])
    facts = {fact.id: fact for fact in other_causes(person, kb)}
    night = facts["causes.remedy-magnesium-night"]
    assert night.certainty is Certainty.MODERATE
    assert "waarschijnlijk" in render(night, kb, "nl")
    assert "probably" in render(night, kb, "en")
    sore = {f.id: f for f in other_causes(someone(complaints=[{"id": "soreness"}]), kb)}
    unsure = sore["causes.remedy-magnesium-soreness"]
    assert unsure.certainty is Certainty.VERY_LOW
    assert "weten niet" in render(unsure, kb, "nl")


def test_no_sentence_of_safety_names_a_brand_or_a_shop(kb: Knowledge) -> None:
    brands = {
        brand.casefold()
        for medicine in kb.medicines.values()
        for brand in medicine.brands
        if len(brand) > 5
    }
    for language in ("nl", "en"):
        for key, text in kb.text(language).items():
            if key.startswith(("safety.", "emergency.", "causes.", "ask.")):
                words = text.casefold()
                assert not any(f" {brand} " in words for brand in brands), key


def test_the_healthy_person_of_these_tests_is_really_asked_everything() -> None:
    assert set(HEALTHY) <= set(Profile.model_fields)
