"""Fewest changes first, then the smallest; each limit held; what cannot be is named."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise.knowledge import Knowledge
from magwise.models.diet import (
    Alternative,
    Change,
    Conflict,
    Diet,
    Limits,
    NutrientBound,
    Request,
    Wish,
    diet_of,
    optimise,
)
from magwise.models.diet.problem import kin
from tests.models.diet.eating import CLOCK, POOR, day, poor_diet

USUAL = 250.0
SD = 0.18


def request(target: float = 320.0, **changes: Any) -> Request:
    return replace(Request(target, math.log(USUAL), SD), **changes)


def found(diet: Diet, asked: Request, kb: Knowledge) -> tuple[Alternative, ...]:
    answer = optimise(diet, asked, kb)
    assert not isinstance(answer, Conflict)
    return answer


def first(diet: Diet, asked: Request, kb: Knowledge) -> tuple[Change, ...]:
    return found(diet, asked, kb)[0].changes


def number(diet: Diet, asked: Request, kb: Knowledge) -> float:
    """How many changes it takes; more than any number when no number does."""
    answer = optimise(diet, replace(asked, alternatives=1), kb)
    return math.inf if isinstance(answer, Conflict) else len(answer[0].changes) if answer else 0


def together(changes: tuple[Change, ...], nutrient: str) -> float:
    return math.fsum(one.nutrients_per_day.get(nutrient, 0.0) for one in changes)


def test_nothing_changes_when_the_diet_does_it_already(kb: Knowledge) -> None:
    assert optimise(poor_diet(kb), request(target=249.0), kb) == ()


def test_what_is_already_enough_may_not_be_sure_enough(kb: Knowledge) -> None:
    assert optimise(poor_diet(kb), request(target=249.0, chance=0.8), kb) != ()


def test_the_first_alternative_reaches_the_target_in_the_middle(kb: Knowledge) -> None:
    for one in found(poor_diet(kb), request(), kb):
        assert one.gain_mg_per_day.best >= 70 - 1e-6
        assert one.reaches


@pytest.mark.parametrize("chance", [0.6, 0.75, 0.9])
def test_the_chosen_chance_is_kept_when_luck_is_drawn(chance: float, kb: Knowledge) -> None:
    asked = request(target=280.0, chance=chance, max_changes=5, alternatives=1)
    (only,) = found(poor_diet(kb), asked, kb)
    rng = np.random.default_rng(6)
    draws = 40_000
    usual = np.exp(rng.normal(math.log(USUAL), SD, draws))
    for one in only.changes:
        gain = one.gain_mg_per_day
        sd = (gain.best - gain.low) / 1.645
        usual += rng.normal(gain.best, sd, draws)
    assert float(np.mean(usual >= 280.0)) >= chance - 0.01


def test_energy_salt_sugar_and_alcohol_keep_their_limits(kb: Knowledge) -> None:
    diet = poor_diet(kb)
    now = diet.nutrients_per_day
    for one in found(diet, request(), kb):
        assert abs(together(one.changes, "energy_kcal")) <= 0.05 * now["energy_kcal"] + 1e-6
        most = max(100.0, 0.05 * now["sodium_mg"])
        assert together(one.changes, "sodium_mg") <= most + 1e-6
        assert math.fsum(c.free_sugars_g for c in one.changes) <= 2 + 1e-6
        assert together(one.changes, "alcohol_g") <= 0.01


def test_who_may_not_eat_less_is_never_led_to_less_energy(kb: Knowledge) -> None:
    strict = request(limits=Limits(energy_down_share=0.0))
    for one in found(poor_diet(kb), strict, kb):
        assert together(one.changes, "energy_kcal") >= -1e-6


def test_alternatives_share_at_most_half_of_their_changes(kb: Knowledge) -> None:
    ways = found(poor_diet(kb), request(target=350.0, max_changes=4), kb)
    assert len(ways) == 3
    for place, one in enumerate(ways):
        for other in ways[place + 1 :]:
            same = {kin(c.food, kb) for c in one.changes} & {kin(c.food, kb) for c in other.changes}
            assert len(same) <= len(one.changes) // 2


def test_a_bound_on_a_nutrient_binds(kb: Knowledge) -> None:
    bound = NutrientBound("potassium_mg", 60.0, known_only=True)
    for one in found(poor_diet(kb), request(target=280.0, bounds=(bound,)), kb):
        assert sum(max(0.0, c.nutrients_per_day["potassium_mg"]) for c in one.changes) <= 60


def test_a_food_whose_needed_nutrient_is_unknown_is_left_out(kb: Knowledge) -> None:
    bound = NutrientBound("vitamin_k_ug", 1000.0, known_only=True)
    for one in found(poor_diet(kb), request(bounds=(bound,)), kb):
        assert all("vitamin_k_ug" in c.nutrients_per_day for c in one.changes)


def test_a_tender_gut_gets_little_fibre_at_once(kb: Knowledge) -> None:
    ordinary = first(poor_diet(kb), request(target=330.0, alternatives=1), kb)
    tender = first(poor_diet(kb), request(target=330.0, alternatives=1, tender_gut=True), kb)
    assert together(ordinary, "fibre_g") <= 12 + 1e-6
    assert together(tender, "fibre_g") <= 5 + 1e-6


def test_an_unsafe_food_is_never_offered(kb: Knowledge) -> None:
    foods = {c.food for one in found(poor_diet(kb), request(), kb) for c in one.changes}
    asked = request(unsafe=frozenset(foods))
    again = {c.food for one in found(poor_diet(kb), asked, kb) for c in one.changes}
    assert foods.isdisjoint(again)


def test_a_wanted_food_is_part_of_every_alternative_that_may_hold_it(kb: Knowledge) -> None:
    asked = request(wanted=frozenset({"banana"}), max_changes=4, alternatives=1)
    assert "banana" in {c.food for c in first(poor_diet(kb), asked, kb)}


def test_a_new_food_comes_at_a_moment_that_people_eat_it(kb: Knowledge) -> None:
    for one in found(poor_diet(kb), request(target=350.0, max_changes=5), kb):
        for change in one.changes:
            group = kb.foods[change.food].group
            if change.kind == "add" and group in ("vegetables", "legumes"):
                assert change.moment == "dinner"
            if group == "cereals":
                assert change.moment == "breakfast"


def test_amounts_are_whole_or_half_household_measures(kb: Knowledge) -> None:
    for one in found(poor_diet(kb), request(target=350.0, max_changes=5), kb):
        for change in one.changes:
            if change.measure == "gram":
                assert change.count % 5 == 0
            else:
                assert (2 * change.count) % 1 == 0
                size = kb.foods[change.food].measures[change.measure].g
                assert change.portion_g == pytest.approx(change.count * size)


def test_a_target_nobody_reaches_is_the_limits_fault_and_not_the_wishes(kb: Knowledge) -> None:
    answer = optimise(poor_diet(kb), request(target=900.0), kb)
    assert isinstance(answer, Conflict)
    assert answer.wishes == ()
    assert len(answer.nearest) >= 1


def test_too_few_changes_are_named_when_more_would_do(kb: Knowledge) -> None:
    answer = optimise(poor_diet(kb), request(target=370.0, max_changes=1), kb)
    assert isinstance(answer, Conflict)
    assert answer.wishes == (Wish("fewest"),)


def test_a_conflict_is_smallest_and_leaves_out_what_does_not_matter(kb: Knowledge) -> None:
    vegan, dislike = Wish("diet", "vegan"), Wish("dislike", "x")
    barred: Mapping[str, frozenset[Wish]] = {
        food: frozenset({vegan} if food != "banana" else {dislike}) for food in kb.foods
    }
    answer = optimise(poor_diet(kb), request(barred=barred), kb)
    assert isinstance(answer, Conflict)
    assert answer.wishes == (vegan,)


def test_two_wishes_that_collide_only_together_are_both_named(kb: Knowledge) -> None:
    one, other = Wish("budget", "low"), Wish("cooking", "none")
    foods = sorted(kb.foods)
    barred = {food: frozenset({one if i % 2 else other}) for i, food in enumerate(foods)}
    answer = optimise(poor_diet(kb), request(target=290.0, barred=barred), kb)
    assert isinstance(answer, Conflict)
    assert set(answer.wishes) == {one, other}


def test_the_same_question_has_the_same_answer(kb: Knowledge) -> None:
    assert optimise(poor_diet(kb), request(), kb) == optimise(poor_diet(kb), request(), kb)


@settings(max_examples=8)
@given(order=st.permutations([0, 1, 2, 3]))
def test_the_order_of_the_days_never_matters(order: list[int], kb: Knowledge) -> None:
    extra = ({"banana": 115.0}, {"almond": 25.0}, {"pasta": 180.0}, {"bread-white": 35.0})
    dates = [f"2026-11-0{place + 2}" for place in range(4)]
    days = [day(one, (*POOR, more), kb) for one, more in zip(dates, extra, strict=True)]
    minutes = dict.fromkeys(dates, (*CLOCK, None))
    asked = request(alternatives=1)
    usual = optimise(diet_of(days, kb, minutes), asked, kb)
    assert optimise(diet_of([days[place] for place in order], kb, minutes), asked, kb) == usual


@settings(max_examples=12)
@given(target=st.floats(255, 380), more=st.floats(1, 80))
def test_a_larger_target_never_needs_fewer_changes(
    target: float, more: float, kb: Knowledge
) -> None:
    diet, asked = poor_diet(kb), request(target=target, max_changes=6)
    assert number(diet, replace(asked, target_mg_per_day=target + more), kb) >= number(
        diet, asked, kb
    )


@settings(max_examples=12)
@given(
    target=st.floats(255, 360),
    barred=st.sets(st.sampled_from(["nuts-seeds", "vegetables", "legumes", "fruit", "bread"])),
    freed=st.sampled_from(["nuts-seeds", "vegetables", "legumes", "fruit", "bread"]),
)
def test_relaxing_a_wish_never_needs_more_changes(
    target: float, barred: set[str], freed: str, kb: Knowledge
) -> None:
    def asked(groups: set[str]) -> Request:
        against = {
            food: frozenset({Wish("dislike", record.group)})
            for food, record in kb.foods.items()
            if record.group in groups
        }
        return request(target=target, max_changes=5, barred=against)

    diet = poor_diet(kb)
    assert number(diet, asked(barred - {freed}), kb) <= number(diet, asked(barred), kb)


@settings(max_examples=6)
@given(chance=st.sampled_from([0.6, 0.7, 0.8, 0.9]))
def test_more_certainty_never_needs_fewer_changes(chance: float, kb: Knowledge) -> None:
    diet, asked = poor_diet(kb), request(target=270.0, max_changes=5)
    assert number(diet, replace(asked, chance=chance), kb) >= number(diet, asked, kb)
