"""The rule tables are what the program reads: take a rule out, and the verdict changes."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.core.records import Regimen
from magwise.knowledge.schema.common import Value
from magwise.safety import FoodChange, Status, gate_after, gate_before, other_causes
from tests.safety.people import DAY, ids, judged, regimen, someone

STRICTEST_FIRST = list(Status)
# People who have a condition that nobody names, because it follows from other answers.
FOLLOWS: dict[str, dict[str, Any]] = {
    "kidney-unknown-risk": {"age_years": 70, "egfr": None},
    "kidney-unknown": {"egfr": None, "kidney_disease": None},
    "kidney-egfr-implausible": {"egfr": 170},
    "kidney-moderate": {"egfr": 45, "kidney_disease": True},
    "child": {"age_years": 2, "weight_kg": 12, "height_cm": 88},
    "age-unknown": {"age_years": None},
    "older-adult": {"age_years": 70},
    "pregnancy-unknown": {"sex": "female", "pregnant": None, "breastfeeding": None},
    "kidney-single": {"conditions": ["kidney-single"], "egfr": None},
    "kidney-disease": {"conditions": ["kidney-disease"], "egfr": None, "kidney_disease": True},
}


def test_every_condition_rule_is_spoken_and_gone_when_it_is_taken_out(kb: Knowledge) -> None:
    for condition in kb.conditions.values():
        if not condition.rules:
            continue
        changes = FOLLOWS.get(condition.id, {"conditions": [condition.id]})
        person = someone(**changes)
        spoken = [
            rule.finding
            for rule in condition.rules
            if rule.finding in ids(gate_before(person, kb, today=DAY).findings)
        ]
        assert spoken, condition.id
        without = kb.with_records(
            conditions={condition.id: condition.model_copy(update={"rules": ()})}
        )
        after = gate_before(person, without, today=DAY)
        subjects = {fact.subject for fact in after.findings}
        assert f"condition:{condition.id}" not in subjects, condition.id


def test_the_status_of_a_rule_is_the_status_of_the_verdict(kb: Knowledge) -> None:
    for condition in kb.conditions.values():
        for rule in condition.rules:
            if rule.when is not None or condition.id in FOLLOWS:
                continue
            verdict = judged(kb, conditions=[condition.id])
            position = STRICTEST_FIRST.index(verdict.status)
            assert position <= STRICTEST_FIRST.index(Status(rule.status)), condition.id


def test_a_moved_threshold_moves_the_verdict(kb: Knowledge) -> None:
    severe = kb.conditions["kidney-severe"]
    assert severe.when is not None
    moved = severe.model_copy(update={"when": severe.when.model_copy(update={"below": 50})})
    assert judged(kb, egfr=45).status is Status.REFER
    assert judged(kb.with_records(conditions={severe.id: moved}), egfr=45).status is Status.STOP


def test_an_interaction_that_is_taken_out_takes_its_hours_along(kb: Knowledge) -> None:
    tablet = [{"name": "levothyroxine", "times": ["07:00"]}]
    row = judged(kb, medicines=tablet).gaps[0].rule
    assert row != "di00-unlisted"
    without = kb.with_records(interactions={row: None})
    assert judged(without, medicines=tablet).gaps[0].rule == "di00-unlisted"


def test_a_lower_upper_level_binds_at_once(kb: Knowledge) -> None:
    limit = next(
        one for one in kb.limits.values() if one.authority == "scf" and one.group.holds(35)
    )
    lower = limit.model_copy(update={"value": limit.value.model_copy(update={"value": 100.0})})
    changed = kb.with_records(limits={limit.id: lower})
    assert judged(changed).limit_mg_per_day == 100
    assert not _cleared(changed, regimen(75, 75))
    assert _cleared(kb, regimen(75, 75))


def test_a_lower_bound_of_our_own_binds_at_once(kb: Knowledge) -> None:
    bound = kb.bounds["advice-max-per-day"]
    lower = bound.model_copy(update={"value": bound.value.model_copy(update={"value": 80.0})})
    assert not _cleared(kb.with_records(bounds={bound.id: lower}), regimen(50, 50))


def _cleared(kb: Knowledge, proposal: Regimen) -> bool:
    return gate_after(
        judged(kb), regimen=proposal, schedule=None, food_changes=(), profile=someone(), kb=kb
    ).cleared


def test_a_food_rule_that_is_taken_out_no_longer_refuses(kb: Knowledge) -> None:
    change = FoodChange("add", "liver-beef", None, 50, {"energy_kcal": 20.0})
    person = someone(sex="female", pregnant=True, breastfeeding=False)

    def refused(base: Knowledge) -> bool:
        review = gate_after(
            gate_before(person, base, today=DAY),
            regimen=None,
            schedule=None,
            food_changes=(change,),
            profile=person,
            kb=base,
        )
        return "safety.food-liver-pregnancy" in ids(review.findings)

    assert refused(kb)
    assert not refused(kb.with_records(food_rules={"liver-pregnancy": None}))


def test_a_red_flag_that_is_taken_out_is_a_question_again(kb: Knowledge) -> None:
    without = kb.with_records(red_flags={"seizure": None})
    assert ids(judged(without, red_flags=["seizure"]).findings) == {"emergency.flag-not-read"}


def test_a_cause_whose_clue_changes_no_longer_fits(kb: Knowledge) -> None:
    person = someone(complaints=[{"id": "cramps-night"}], recent_heat=True)
    cause = kb.causes["heat-fluid-salt"]
    clueless = cause.model_copy(update={"clues": cause.clues[1:]})
    changed = kb.with_records(causes={cause.id: clueless})
    assert "causes.heat-fluid-salt" in ids(other_causes(person, kb))
    assert "causes.heat-fluid-salt" not in ids(other_causes(person, changed))


def test_our_own_bound_is_the_lowest_level_of_any_authority(kb: Knowledge) -> None:
    lowest = min(
        limit.value.value
        for limit in kb.limits.values()
        if limit.value.value is not None
        and limit.group.holds(35)
        and limit.status != "legal-maximum"
    )
    assert kb.bounds["advice-max-per-day"].value.value == lowest == 250


def test_every_rule_cites_a_source_we_hold_and_says_whether_it_was_reviewed(
    kb: Knowledge,
) -> None:
    records: list[Any] = [
        *(rule for condition in kb.conditions.values() for rule in condition.rules),
        *kb.red_flags.values(),
        *kb.causes.values(),
        *kb.remedies.values(),
        *kb.food_rules.values(),
    ]
    for record in records:
        assert {citation.source for citation in record.citations} <= set(kb.sources)
        assert record.review.status in ("not-reviewed", "reviewed")
    values: list[Value] = [one.value for one in kb.bounds.values()]
    values += [one.value for one in kb.nutrient_limits.values()]
    assert {value.source for value in values} <= set(kb.sources)


def test_every_finding_and_remedy_the_tables_name_exists(kb: Knowledge) -> None:
    named = {
        *(rule.finding for one in kb.conditions.values() for rule in one.rules),
        *(rule.dose_finding for one in kb.conditions.values() for rule in one.rules),
        *(one.finding for one in kb.red_flags.values()),
        *(one.finding for one in kb.causes.values()),
        *(one.finding for one in kb.remedies.values()),
        *(one.finding for one in kb.food_rules.values()),
    } - {None}
    assert named <= set(kb.findings)
    for cause in kb.causes.values():
        assert set(cause.remedies) <= set(kb.remedies)
        assert set(cause.complaints) <= set(kb.complaints)
    for remedy in kb.remedies.values():
        assert set(remedy.complaints) <= set(kb.complaints)


def test_every_condition_that_a_test_names_exists(kb: Knowledge) -> None:
    tables = (kb.conditions, kb.red_flags, kb.causes, kb.remedies, kb.food_rules)
    for table in tables:
        for record in table.values():
            for found in _named(record.model_dump(), "condition"):
                assert found in kb.conditions, (record.id, found)
            for found in _named(record.model_dump(), "red_flag"):
                assert found in kb.red_flags, (record.id, found)
            for found in _named(record.model_dump(), "complaint"):
                assert found in kb.complaints, (record.id, found)


def _named(content: Any, key: str) -> set[str]:
    found: set[str] = set()
    if isinstance(content, dict):
        for name, value in content.items():
            if name == key and isinstance(value, list | tuple):
                found |= set(value)
            else:
                found |= _named(value, key)
    elif isinstance(content, list | tuple):
        for value in content:
            found |= _named(value, key)
    return found


@pytest.mark.parametrize("level", ["emergency", "same-day", "gp"])
def test_severity_of_a_red_flag_is_that_of_its_level(kb: Knowledge, level: str) -> None:
    wanted = {"emergency": "emergency", "same-day": "urgent", "gp": "refer"}[level]
    for flag in kb.red_flags.values():
        if flag.level == level:
            assert kb.findings[flag.finding].severity == wanted, flag.id
            slots = kb.findings[flag.finding].slots
            assert level == "gp" or "number" in slots
            assert level != "same-day" or "care" in slots
