"""Promises that must hold for everybody, tried on people nobody made up by hand.

``make test`` tries some hundreds; ``make validate`` sets MAGWISE_PEOPLE to 10,000. The rules
below are written down a second time on purpose: they do not ask the program what it thinks is
unsafe.
"""

import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from magwise import Assessment, Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.facts import Fact
from magwise.safety.records import Status
from magwise.text import render
from tools.generate_people import MORE_FOOD, STOP_CONDITIONS, person

PEOPLE = int(os.environ.get("MAGWISE_PEOPLE", "240"))
AT_ONCE = 20
GROUPS = [
    pytest.param(first, id=f"people {first}-{min(first + AT_ONCE, PEOPLE) - 1}")
    for first in range(0, PEOPLE, AT_ONCE)
]
DAY = date(2026, 11, 22)
STRICTEST_FIRST = list(Status)
MOST_MG_PER_DAY = 250.0  # the lowest upper level of any authority, and the most a plan may hold


@dataclass(frozen=True)
class Case:
    """One generated person with the advice."""

    seed: int
    profile: Profile
    diary: Diary
    plan: Plan


def advise(profile: Profile, diary: Diary, kb: Knowledge) -> Plan:
    return propose(assess(profile, diary, kb, today=DAY), None, kb)


@pytest.fixture(scope="module", params=GROUPS)
def cases(request: pytest.FixtureRequest, kb: Knowledge) -> tuple[Case, ...]:
    """Some people, advised once; the promises then look at the same advice."""
    seeds = range(request.param, min(request.param + AT_ONCE, PEOPLE))
    return tuple(
        Case(seed, profile, diary, advise(profile, diary, kb))
        for seed, (profile, diary) in ((seed, person(seed)) for seed in seeds)
    )


def dose_mg_per_day(plan: Plan) -> float:
    """Magnesium the plan asks to take, also after a step up; unknown counts as endless."""
    highest = 0.0
    for regimen in (plan.supplement, plan.step_up):
        if regimen is not None:
            amount = regimen.elemental_mg_per_day
            highest = max(highest, float("inf") if amount is None else amount)
    return highest


def changed(profile: Profile, **changes: Any) -> Profile:
    return Profile.model_validate({**profile.model_dump(), **changes})


def must_not_get_a_dose(profile: Profile) -> str | None:
    """Why nothing may be taken, read from the profile alone; None when nothing forbids it."""
    conditions = set(profile.conditions or ())
    if profile.red_flags:
        return "an alarm sign"
    if profile.age_years is None or profile.age_years < 18:
        return "under 18, or an unknown age"
    if profile.egfr is not None and profile.egfr < 30:
        return "kidneys that filter too little"
    if profile.egfr is not None and profile.egfr < 60:
        return "a doctor decides first"
    if profile.dialysis:
        return "dialysis"
    if profile.kidney_disease and profile.egfr is None:
        return "a kidney disease of unknown severity"
    if found := conditions & set(STOP_CONDITIONS):
        return ", ".join(sorted(found))
    if any(s.form and s.amount_mg is None for s in profile.supplements or ()):
        return "a magnesium product of unknown strength"
    return None


RISKS: tuple[dict[str, Any], ...] = (
    {"egfr": 20.0},
    {"dialysis": True},
    {"age_years": 15.0},
    {"conditions+": "myasthenia-gravis"},
    {"conditions+": "heart-conduction"},
    {"conditions+": "bowel-obstruction"},
    {"conditions+": "chronic-kidney-disease"},
    {"medicines+": {"name": "levothyroxine 50 mcg", "times": ("07:00",)}},
    {"medicines+": {"name": "een medicijn dat niemand kent"}},
    {"medicines+": {"name": "doxycycline 100 mg"}},
    {"supplements+": {"name": "magnesium", "amount_mg": 300.0, "amount_is": "elemental"}},
)


def answers_instead(plan: Plan, risk: dict[str, Any]) -> bool:
    """True when naming the thing also answers what was open, and that is no added risk.

    A first medicine named by someone who had not said which, or the supplement that stands in
    the diary and was missing in the profile.
    """
    named = [key[:-1] for key in risk if key.endswith("+")]
    profile = plan.assessment.profile
    asked = {fact.id for fact in plan.assessment.verdict.findings}
    return any(getattr(profile, field) is None for field in named) or (
        "supplements" in named and "ask.contradiction-supplement-in-diary" in asked
    )


def with_risk(profile: Profile, risk: dict[str, Any]) -> Profile:
    changes: dict[str, Any] = {}
    for key, value in risk.items():
        if key.endswith("+"):
            field = key[:-1]
            changes[field] = (*(profile.model_dump()[field] or ()), value)
        else:
            changes[key] = value
    return changed(profile, **changes)


def test_no_supplement_above_the_limit(cases: tuple[Case, ...]) -> None:
    for case in cases:
        seed, dose = case.seed, dose_mg_per_day(case.plan)
        verdict = case.plan.assessment.verdict
        if dose:
            assert verdict.limit_mg_per_day is not None, seed
            assert verdict.other_mg_per_day is not None, seed
            assert dose + verdict.other_mg_per_day <= verdict.limit_mg_per_day, seed
            assert dose + verdict.other_mg_per_day <= MOST_MG_PER_DAY, seed


def test_no_dose_through_a_stop_rule(cases: tuple[Case, ...]) -> None:
    for case in cases:
        if reason := must_not_get_a_dose(case.profile):
            assert dose_mg_per_day(case.plan) == 0, (case.seed, reason)


def test_adding_a_risk_never_lowers_caution(cases: tuple[Case, ...], kb: Knowledge) -> None:
    for case in cases:
        risk = RISKS[case.seed % len(RISKS)]
        if answers_instead(case.plan, risk):
            risk = {"egfr": 20.0}
        after = advise(with_risk(case.profile, risk), case.diary, kb)
        ranks = [STRICTEST_FIRST.index(p.assessment.verdict.status) for p in (case.plan, after)]
        assert ranks[1] <= ranks[0], (case.seed, risk)
        assert dose_mg_per_day(after) <= dose_mg_per_day(case.plan), (case.seed, risk)


def test_more_food_never_lowers_intake(cases: tuple[Case, ...], kb: Knowledge) -> None:
    for case in cases:
        seed = case.seed
        if not case.diary.days or case.plan.assessment.verdict.status is Status.EMERGENCY:
            continue
        days = [day.model_dump() for day in case.diary.days]
        day = seed % len(days)
        more = {"text": MORE_FOOD[seed % len(MORE_FOOD)], "time": "16:00"}
        days[day]["entries"] = (*days[day]["entries"], more)
        before = case.plan.assessment.intake
        after = assess(case.profile, Diary.model_validate({"days": days}), kb, today=DAY).intake
        for earlier, later in zip(before.days, after.days, strict=True):
            assert later.magnesium_mg.known.best >= earlier.magnesium_mg.known.best, seed
        if before.usual and after.usual and before.usual.days_used == after.usual.days_used:
            assert after.usual.mg_per_day.best >= before.usual.mg_per_day.best - 1e-9, seed


def rounded(thing: Any) -> Any:
    """The same, with numbers to nine digits: floats added in another order differ after that."""
    if isinstance(thing, float):
        return float(f"{thing:.9g}")
    if is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: rounded(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, Mapping):
        return {key: rounded(value) for key, value in thing.items()}
    return [rounded(part) for part in thing] if isinstance(thing, list | tuple) else thing


def said(plan: Plan) -> Any:
    """Everything the reader would see."""

    def facts(some: tuple[Fact, ...]) -> list[Any]:
        return [rounded(fact) for fact in sorted(some, key=Fact.key)]

    return (
        rounded(plan.verdict),
        facts(plan.assessment.findings),
        facts(plan.findings),
        rounded(plan.supplement),
        rounded(plan.schedule),
        rounded([step.change for step in plan.food]),
        plan.assessment.verdict.status,
        rounded(plan.assessment.intake.usual),
    )


def test_the_order_of_entries_never_matters(cases: tuple[Case, ...], kb: Knowledge) -> None:
    for case in cases:
        profile, chance = case.profile, random.Random(case.seed)

        def shuffled(items: Any, chance: random.Random = chance) -> Any:
            return None if items is None else tuple(chance.sample(items, len(items)))

        other = changed(
            profile,
            **{
                name: shuffled(profile.model_dump()[name])
                for name in ("conditions", "medicines", "supplements", "complaints", "allergies")
            },
        )
        days = [
            {**day.model_dump(), "entries": shuffled(day.model_dump()["entries"])}
            for day in shuffled(case.diary.days)
        ]
        again = Diary.model_validate({"days": days})
        assert said(case.plan) == said(advise(other, again, kb)), case.seed


def test_everything_that_is_said_can_be_said_in_both_languages(
    cases: tuple[Case, ...], kb: Knowledge
) -> None:
    def facts(assessment: Assessment, plan: Plan) -> Iterator[Fact]:
        yield plan.verdict
        yield from assessment.findings
        yield from plan.findings
        for step in plan.food:
            yield step.fact

    for case in cases:
        for fact in facts(case.plan.assessment, case.plan):
            for language in ("nl", "en"):
                assert render(fact, kb, language, strict=True)


def test_the_same_question_gives_the_same_answer(cases: tuple[Case, ...], kb: Knowledge) -> None:
    for case in cases[:3]:
        assert said(case.plan) == said(advise(case.profile, case.diary, kb)), case.seed


def test_the_people_are_varied_enough_to_prove_something(kb: Knowledge) -> None:
    """A promise about doses says nothing when nobody gets one."""
    plans = [advise(*person(seed), kb) for seed in range(240)]
    assert sum(plan.supplement is not None for plan in plans) >= 5
    assert sum(plan.food != () for plan in plans) >= 20
    assert {plan.assessment.verdict.status for plan in plans} == set(Status)


WELL_FED = (
    "80 g havermout met 250 ml halfvolle melk en een banaan",
    "4 volkoren boterhammen met pindakaas en een glas melk",
    "bord volkoren pasta met 200 g spinazie en linzen",
    "40 g amandelen",
    "2 bananen",
    "4 blokjes pure chocolade",
)


@pytest.mark.parametrize("age_years", [25, 45, 62])
@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("country", ["nl", "gb", "de", "us"])
def test_a_well_fed_healthy_person_hears_nothing_needed(
    age_years: int, sex: str, country: str, kb: Knowledge
) -> None:
    profile = Profile.model_validate(
        {
            "age_years": age_years, "sex": sex, "country": country, "weight_kg": 70,
            "height_cm": 175, "pregnant": False, "breastfeeding": False, "egfr": 95,
            "kidney_disease": False, "dialysis": False, "conditions": (), "medicines": (),
            "supplements": (), "red_flags": (), "signs": (), "complaints": (), "diet": (),
            "allergies": (), "alcohol_units_per_week": 2, "sleep_hours": 8, "fluid_litres": 2,
        }
    )  # fmt: skip
    days = ("2026-11-09", "2026-11-11", "2026-11-14", "2026-11-15", "2026-11-17")
    diary = Diary.model_validate(
        {
            "days": [
                {"date": day, "complete": True, "entries": [{"text": line} for line in WELL_FED]}
                for day in days
            ]
        }
    )
    plan = advise(profile, diary, kb)
    assert plan.supplement is None
    assert plan.food == ()
    warnings = [
        fact.id
        for fact in (*plan.assessment.findings, *plan.findings, plan.verdict)
        if fact.severity != "info"
    ]
    assert warnings == []
