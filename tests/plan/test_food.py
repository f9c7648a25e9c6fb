"""Food in a plan: the fewest changes that do it, within the wishes, judged by safety each."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from magwise import Diary, Knowledge, Plan, Profile, assess, propose
from magwise.core.errors import BlockedError
from magwise.person.reading import read_person
from magwise.plan import Wishes
from magwise.safety import gate_after
from magwise.text.rendering import render

DAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
POOR = (
    ("08:00", "2 witte boterhammen met jam en een glas halfvolle melk"),
    ("12:30", "3 witte boterhammen met kaas"),
    ("18:00", "bord witte rijst met kip en 3 opscheplepels bloemkool"),
    ("21:00", "3 koekjes en een kop thee"),
)


def diary(lines: tuple[tuple[str, str], ...] = POOR) -> Diary:
    days = ("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-14")
    entries = [{"time": time, "text": text} for time, text in lines]
    return Diary.model_validate(
        {"days": [{"date": one, "complete": True, "entries": entries} for one in days]}
    )


def person(**changes: Any) -> Profile:
    return Profile.model_validate(
        {
            "country": "nl", "age_years": 40, "sex": "female", "weight_kg": 68, "height_cm": 172,
            "pregnant": False, "breastfeeding": False, "kidney_disease": False, "egfr": 95,
            "conditions": [], "medicines": [], "supplements": [], "red_flags": [],
            "complaints": [], "signs": [], "diet": [], "allergies": [],
            "meal_times": ["08:00", "12:30", "18:00"], **changes,
        }
    )  # fmt: skip


def plan(kb: Knowledge, wishes: Wishes | None = None, **changes: Any) -> Plan:
    return propose(assess(person(**changes), diary(), kb, today=DAY), wishes, kb)


def said(one: Plan) -> set[str]:
    return {fact.id for fact in one.findings}


def foods(one: Plan) -> set[str]:
    return {step.change.food for way in one.alternatives for step in way}


def test_three_ways_lead_there_and_the_first_is_the_plan(kb: Knowledge) -> None:
    one = plan(kb)
    assert len(one.alternatives) == 3
    assert one.food == one.alternatives[0]
    assert len(one.alternative_clearances) == 3
    assert {"food.expected", "food.eight-weeks", "explain.food-target"} <= said(one)


def test_every_way_was_cleared_by_safety_as_it_stands(kb: Knowledge) -> None:
    one = plan(kb)
    for way in one.alternatives:
        again = gate_after(
            one.assessment.verdict,
            regimen=one.supplement,
            schedule=one.schedule,
            food_changes=tuple(step.change for step in way),
            profile=one.assessment.profile,
            kb=kb,
            step_up=one.step_up,
        )
        assert again.cleared


def test_a_plan_with_another_way_than_was_cleared_cannot_be_built(kb: Knowledge) -> None:
    one = plan(kb)
    larger = replace(one.alternatives[1][0].change, grams_per_day=999.0)
    changed = (replace(one.alternatives[1][0], change=larger), *one.alternatives[1][1:])
    with pytest.raises(BlockedError):
        replace(one, alternatives=(one.alternatives[0], changed, one.alternatives[2]))
    with pytest.raises(BlockedError):
        replace(one, alternative_clearances=())


def test_each_change_says_how_much_it_brings_and_why(kb: Knowledge) -> None:
    for way in plan(kb).alternatives:
        for step in way:
            assert step.gain_mg_per_day.low <= step.gain_mg_per_day.best
            assert step.why
            for language in ("nl", "en"):
                for fact in (step.fact, *step.why):
                    assert "{" not in render(fact, kb, language)


def test_one_alternative_is_the_first_of_three(kb: Knowledge) -> None:
    assert plan(kb, Wishes(alternatives=1)).food == plan(kb).food


def test_fewer_changes_may_be_wished_and_then_the_conflict_has_a_name(kb: Knowledge) -> None:
    one = plan(kb, Wishes(max_changes=1, target_mg_per_day=420))
    assert len(one.food) <= 1
    assert {"food.below-target", "food.conflict"} <= said(one)
    conflict = next(fact for fact in one.findings if fact.id == "food.conflict")
    assert conflict.values["wishes"] == ("wish-fewest",)
    assert "weinig veranderingen" in render(conflict, kb, "nl")


def test_impossible_targets_blame_the_limits(kb: Knowledge) -> None:
    one = plan(kb, Wishes(target_mg_per_day=1000))
    assert {"food.below-target", "food.conflict-limits"} <= said(one)


def test_who_has_enough_is_told_so_unless_more_is_wished(kb: Knowledge) -> None:
    rich = diary((("08:00", "100 g havermout met 300 ml melk en een handje amandelen"),
                  ("12:30", "6 volkoren boterhammen met pindakaas"),
                  ("18:00", "groot bord volkoren pasta met linzen en spinazie")))  # fmt: skip
    stand = assess(person(), rich, kb, today=DAY)
    assert "food.no-change-needed" in said(propose(stand, None, kb))
    usual = stand.intake.usual
    assert usual is not None
    more = Wishes(target_mg_per_day=usual.mg_per_day.best + 30)
    assert propose(stand, more, kb).food


@pytest.mark.parametrize(
    ("wish", "diet"), [(("vegan",), "vegan"), (("halal",), "halal"), (("kosher",), "kosher")]
)
def test_a_way_of_eating_is_kept(wish: Any, diet: str, kb: Knowledge) -> None:
    one = plan(kb, Wishes(ways_of_eating=wish))
    assert foods(one)
    for food in foods(one):
        assert getattr(kb.foods[food].diet, diet) is True


def test_refused_foods_stay_out_and_wanted_foods_come_in(kb: Knowledge) -> None:
    assert "almond" not in foods(plan(kb, Wishes(foods_refused=("amandelen",))))
    wanted = plan(kb, Wishes(foods_wanted=("banaan",), max_changes=4, alternatives=1))
    assert "banana" in foods(wanted)


def test_cheap_and_easy_food_is_cheap_and_easy(kb: Knowledge) -> None:
    one = plan(kb, Wishes(budget="low", cooking="none", max_changes=5))
    for food in foods(one):
        assert kb.foods[food].cost == "low"
        assert kb.foods[food].effort == "none"


def energy(one: Plan) -> list[float]:
    return [
        sum(step.change.nutrients_per_day["energy_kcal"] for step in way)
        for way in one.alternatives
    ]


def test_an_adult_may_wish_to_eat_less(kb: Knowledge) -> None:
    ways = energy(plan(kb, Wishes(eat_less=True, max_changes=5)))
    assert ways
    assert all(kcal <= 1e-6 for kcal in ways)


@pytest.mark.parametrize(
    "who",
    [
        {"age_years": 16}, {"pregnant": True}, {"breastfeeding": True}, {"weight_kg": 50},
        {"weight_kg": None}, {"missed_periods": True, "stress_fracture": True},
    ],
    ids=str,
)  # fmt: skip
def test_some_are_never_led_to_eat_less_even_on_their_wish(
    who: dict[str, Any], kb: Knowledge
) -> None:
    one = plan(kb, Wishes(eat_less=True, max_changes=5, target_mg_per_day=330), **who)
    eaten = one.assessment.intake.days[0].nutrients["energy_kcal"].known.best
    assert all(kcal >= -0.021 * eaten for kcal in energy(one))
    if one.food:
        assert "food.eat-less-not-advised" in said(one)


def test_a_rise_of_potassium_is_kept_from_kidneys_before_anybody_refuses(kb: Knowledge) -> None:
    medicine = {"name": "spironolacton 25 mg", "times": ["08:00"]}
    one = plan(kb, medicines=[medicine])
    assert one.alternatives
    for way in one.alternatives:
        assert sum(max(0.0, s.change.nutrients_per_day["potassium_mg"]) for s in way) <= 100


def test_the_plan_says_what_else_comes_with_it(kb: Knowledge) -> None:
    fact = next(fact for fact in plan(kb).findings if fact.id == "food.also-brings")
    assert set(fact.values["nutrients"]) <= {
        "fibre", "iron", "potassium", "selenium", "vitamin-a", "vitamin-c",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["runner", "office-worker", "older-medicines", "child"])
def test_example_people_get_a_plan_whose_arithmetic_is_the_tables(name: str, kb: Knowledge) -> None:
    read = read_person(EXAMPLES / f"{name}.yaml")
    one = propose(assess(read.profile, read.diary, kb, today=DAY), None, kb)
    for way in one.alternatives:
        for step in way:
            new = kb.figures[step.change.food].value("magnesium_mg")
            assert new is not None
            gain = new * step.change.grams_per_day / 100
            if step.change.replaces is None:
                assert step.gain_mg_per_day.best == pytest.approx(gain)
            else:
                assert step.gain_mg_per_day.best < gain
