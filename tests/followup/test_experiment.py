"""An experiment is judged like any dose: no clearance, no design; a stop rule goes first."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise.core.facts import Severity
from magwise.core.records import Dose, Regimen
from magwise.followup.experiment import after_alarm, alarm, may_try
from magwise.knowledge import Knowledge
from magwise.models import trial
from magwise.models.trial import LogDay
from magwise.person import Diary, Profile
from magwise.person.log import LogDay as DailyDay
from magwise.person.reading import read_person
from magwise.text import render

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 12, 1)
HEALTHY = EXAMPLES / "thyroid.yaml"


def design_of(kb: Knowledge, **wishes: Any) -> trial.Design:
    return trial.design("cramps", kb, **{"seed": 7, "start": TODAY.isoformat(), **wishes})


def permitted(kb: Knowledge, name: str, **more: Any) -> Any:
    person = read_person(EXAMPLES / f"{name}.yaml")
    return may_try(design_of(kb), person.profile, person.diary, kb, today=TODAY, **more)


@pytest.mark.parametrize("name", ["kidney", "child", "older-medicines"])
def test_who_may_not_take_the_dose_gets_the_reason_and_no_dose(kb: Knowledge, name: str) -> None:
    found = permitted(kb, name)
    assert found.regimen is None
    assert found.facts
    assert "trial.dose" not in {one.id for one in found.facts}


def test_nobody_known_gets_no_dose(kb: Knowledge) -> None:
    found = may_try(design_of(kb), Profile(), Diary(), kb, today=TODAY)
    assert found.regimen is None


def test_who_may_gets_the_dose_we_begin_with_at_times_that_keep_every_gap(kb: Knowledge) -> None:
    found = permitted(kb, "thyroid")
    assert found.regimen.elemental_mg_per_day == 100
    assert [one.minute for one in found.regimen.doses] == [750, 1110]
    assert "trial.dose" in {one.id for one in found.facts}


def test_a_dose_above_the_limit_is_refused(kb: Knowledge) -> None:
    much = Regimen((Dose(300, "citrate", minute=750), Dose(300, "citrate", minute=1110)))
    assert permitted(kb, "thyroid", regimen=much).regimen is None


def test_more_days_with_magnesium_than_we_advise_are_refused(kb: Knowledge) -> None:
    person = read_person(HEALTHY)
    long = design_of(kb, pairs=12, days_per_period=14)
    found = may_try(long, person.profile, person.diary, kb, today=TODAY)
    assert found.regimen is None
    assert [one.id for one in found.facts] == ["trial.too-long"]


def test_a_medicine_started_during_the_experiment_is_judged(kb: Knowledge) -> None:
    """Tetracycline binds magnesium: with no time for it, no clock time can be right."""
    before = permitted(kb, "thyroid")
    day = DailyDay(date=TODAY.isoformat(), new_medicines=("doxycycline",))
    after = permitted(kb, "thyroid", days=[day])
    assert before.facts != after.facts


BAD_DAYS = st.sampled_from(
    [
        {"stool": "watery"}, {"side_effects": ("rash",)}, {"side_effects": ("chest pain",)},
        {"side_effects": ("palpitations",)}, {"pulse_per_min": 42.0}, {"new_medicines": ("x",)},
        {"side_effects": ("nausea",)}, {"side_effects": ("drowsiness",)}, {"stool": "loose"}, {},
        {"stool": "normal", "side_effects": ()},
    ]
)  # fmt: skip


def days_of(bad: list[dict[str, Any]]) -> list[DailyDay]:
    return [
        DailyDay(date=(TODAY + timedelta(days=number)).isoformat(), cramps=1, **one)
        for number, one in enumerate(bad)
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(BAD_DAYS, max_size=12))
def test_a_stop_rule_fires_first_and_nothing_then_suggests_going_on(
    kb: Knowledge, bad: list[dict[str, Any]]
) -> None:
    found = alarm(days_of(bad), kb, today=TODAY + timedelta(days=20))
    plan = design_of(kb)
    helps = [LogDay(d, 0.0 if one.active else 6.0) for one in plan.periods
             for d in range(one.start, one.start + plan.days_per_period)]  # fmt: skip
    result = trial.analyse(plan, helps, kb)
    facts = after_alarm(result.facts, found)
    if not found.fired:
        assert [one for one in facts if one not in found.facts] == list(result.facts)
        return
    assert facts[: len(found.facts)] == found.facts
    assert facts[0].severity in (Severity.EMERGENCY, Severity.URGENT, Severity.STOP, Severity.WARN)
    assert "trial.helps" not in {one.id for one in facts}
    assert found.alone or {"trial.ended", "trial.waits"} & {one.id for one in found.facts}
    for fact in facts:
        assert render(fact, kb, "nl", strict=True)
        assert render(fact, kb, "en", strict=True)


def test_chest_pain_stands_alone_with_the_number_to_call(kb: Knowledge) -> None:
    found = alarm(days_of([{"side_effects": ("chest pain",)}]), kb, today=TODAY)
    assert found.alone
    assert found.facts[0].severity is Severity.EMERGENCY


def test_a_new_medicine_waits_until_it_stands_in_the_profile(kb: Knowledge) -> None:
    days = days_of([{"new_medicines": ("Amlodipine",)}])
    assert not alarm(days, kb, today=TODAY).ends
    assert alarm(days, kb, today=TODAY).fired
    known = Profile.model_validate({"medicines": [{"name": "amlodipine"}]})
    assert not alarm(days, kb, today=TODAY, profile=known).fired


def test_a_word_for_a_side_effect_that_we_do_not_know_is_asked_back(kb: Knowledge) -> None:
    found = alarm(days_of([{"side_effects": ("blue toes",)}]), kb, today=TODAY)
    assert "followup.side-effect-unknown" in {one.id for one in found.facts}
