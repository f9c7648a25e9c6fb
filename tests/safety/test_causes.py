"""Other causes fit the person's own story, and nobody without complaints hears any."""

from typing import Any

import pytest

from magwise import Knowledge
from magwise.safety import other_causes
from tests.safety.people import ids, someone


def causes(kb: Knowledge, complaint: str | None = "cramps-night", **changes: Any) -> set[str]:
    complaints = [] if complaint is None else [{"id": complaint}]
    return ids(other_causes(someone(**{"complaints": complaints, **changes}), kb))


def test_no_complaints_no_causes(kb: Knowledge) -> None:
    assert causes(kb, None, sleep_hours=5, recent_heat=True) == set()
    assert causes(kb, None, complaints=None) == set()


@pytest.mark.parametrize(
    ("complaint", "changes", "cause"),
    [
        ("cramps-night", {"recent_heat": True}, "causes.heat-fluid-salt"),
        ("cramps-night", {"fluid_litres": 0.8}, "causes.heat-fluid-salt"),
        ("cramps-night", {"age_years": 70}, "causes.night-cramp-idiopathic"),
        ("cramps-night", {"sex": "female", "pregnant": True}, "causes.pregnancy"),
        ("cramps-night", {"training": {"recent_increase": True}}, "causes.exercise-cramp"),
        ("soreness", {"training": {"recent_increase": True}}, "causes.delayed-soreness"),
        ("soreness", {"sleep_hours": 5.5}, "causes.short-sleep"),
        ("soreness", {"medicines": [{"name": "simvastatine"}]}, "causes.medicine-statin"),
        ("cramps-night", {"medicines": [{"name": "chloortalidon"}]}, "causes.medicine-thiazide"),
        ("cramps-night", {"medicines": [{"name": "spironolacton"}]},
         "causes.medicine-potassium-sparing"),
        ("cramps-night", {"medicines": [{"name": "salmeterol"}]}, "causes.medicine-inhaler"),
        (
            "cramps-night",
            {
                "medicines": [
                    {"name": "zyxobrinol", "started_before_complaint": True, "since_weeks": 8}
                ]
            },
            "causes.medicine-new",
        ),
        ("cramps-night", {"conditions": ["diabetes"]}, "causes.diabetes-nerves"),
        ("cramps-night", {"conditions": ["trage schildklier"]}, "causes.hypothyroidism"),
        ("walking-pain", {}, "causes.narrow-arteries"),
        ("tiredness", {"sex": "female", "missed_periods": True}, "causes.low-energy"),
        ("restless-legs", {}, "causes.restless-legs"),
        ("restless-legs", {}, "causes.remedy-ferritin"),
    ],
)  # fmt: skip
def test_a_cause_fits(kb: Knowledge, complaint: str, changes: dict[str, Any], cause: str) -> None:
    assert cause in causes(kb, complaint, **changes)


def test_a_fitting_cause_names_its_clue(kb: Knowledge) -> None:
    person = someone(complaints=[{"id": "cramps-night"}], recent_heat=True)
    facts = {fact.id: fact for fact in other_causes(person, kb)}
    assert facts["causes.heat-fluid-salt"].values["clues"] == ("clue-heat",)


def test_a_clue_the_person_recognised_counts(kb: Knowledge) -> None:
    assert "causes.heat-fluid-salt" in causes(
        kb, complaints=[{"id": "cramps-exercise", "clues": ["salty-sweat"]}]
    )


def test_unknown_is_no_clue(kb: Knowledge) -> None:
    found = causes(kb, fluid_litres=None, sleep_hours=None, medicines=None)
    assert "causes.none-fits" in found
    assert not any(one.startswith("causes.medicine") for one in found)


def test_water_and_salt_are_not_pressed_on_a_failing_heart(kb: Knowledge) -> None:
    told = causes(kb, recent_heat=True)
    held = causes(kb, recent_heat=True, conditions=["hartfalen"])
    assert "causes.remedy-fluid" in told
    assert "causes.remedy-fluid" not in held


def test_evidence_of_older_people_is_not_told_to_the_young(kb: Knowledge) -> None:
    assert "causes.remedy-magnesium-night" in causes(kb, age_years=70)
    assert "causes.remedy-magnesium-night" not in causes(kb, age_years=25)
    assert "causes.remedy-magnesium-exercise" in causes(kb, "cramps-exercise", age_years=25)


def test_every_remedy_belongs_to_a_cause_or_is_told_to_all(kb: Knowledge) -> None:
    used = {remedy for cause in kb.causes.values() for remedy in cause.remedies}
    for remedy in kb.remedies.values():
        assert remedy.always or remedy.id in used


def test_every_cause_can_be_reached(kb: Knowledge) -> None:
    """Through its clues, for someone who recognises all of them."""
    for cause in kb.causes.values():
        clues = [clue.id for clue in cause.clues]
        age = 12 if cause.id == "growing" else 40
        person = someone(age_years=age, complaints=[{"id": cause.complaints[0], "clues": clues}])
        assert cause.finding in ids(other_causes(person, kb)), cause.id
