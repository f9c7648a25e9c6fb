"""The optimiser finds what trying every set of changes finds."""

import itertools
import math
from collections.abc import Iterator, Sequence

import pytest

from magwise.knowledge import Knowledge
from magwise.models.diet import Alternative, Conflict, Diet, Request, optimise
from magwise.models.diet.candidates import Candidate, candidates
from tests.models.diet.eating import poor_diet

USUAL = 220.0
SD = 0.15


def request(target: float, others: frozenset[str], most: int = 3) -> Request:
    return Request(target, math.log(USUAL), SD, max_changes=most, unsafe=others, alternatives=1)


def value(food: str | None, nutrient: str, kb: Knowledge) -> float:
    found = None if food is None else kb.figures[food].value(nutrient)
    return found or 0.0


def effect(one: Candidate, nutrient: str, kb: Knowledge) -> float:
    new = value(one.food, nutrient, kb) * one.new_g_per_day
    return (new - value(one.replaces, nutrient, kb) * one.old_g_per_day) / 100


def departure(one: Candidate, kb: Knowledge) -> float:
    kcal = (
        value(one.food, "energy_kcal", kb) * one.new_g_per_day
        + value(one.replaces, "energy_kcal", kb) * one.old_g_per_day
    ) / 100
    half = 0.5 if one.replaces else 1.0
    return one.likeness * half * (one.new_g_per_day + one.old_g_per_day + kcal) / 100


def keeps_limits(chosen: Sequence[Candidate], diet: Diet, kb: Knowledge) -> bool:
    """The limits in plain words, written again without looking at the programme."""

    def together(nutrient: str) -> float:
        return math.fsum(effect(one, nutrient, kb) for one in chosen)

    now = diet.nutrients_per_day
    if abs(together("energy_kcal")) > 0.05 * now["energy_kcal"] + 1e-6:
        return False
    if any(effect(one, "energy_kcal", kb) < -100 for one in chosen):
        return False
    if together("sodium_mg") > max(100.0, 0.05 * now["sodium_mg"]) + 1e-6:
        return False
    if together("fibre_g") > 12 + 1e-6 or together("alcohol_g") > 0.01:
        return False
    used = [food for one in chosen for food in (one.food, one.replaces) if food]
    if len(used) != len(set(used)):
        return False
    added = [kb.foods[one.food].group for one in chosen if one.replaces is None]
    crowded = [g for g in added if g in ("nuts-seeds", "fruit", "vegetables", "legumes")]
    if len(crowded) != len(set(crowded)):
        return False
    nuts = [one.new_g_per_day for one in chosen if kb.foods[one.food].group == "nuts-seeds"]
    return sum(nuts) <= 60


def sets(
    found: Sequence[Candidate], most: int, needed: float, diet: Diet, kb: Knowledge
) -> Iterator[tuple[int, float]]:
    for number in range(1, most + 1):
        for chosen in itertools.combinations(found, number):
            gain = math.fsum(effect(one, "magnesium_mg", kb) for one in chosen)
            if gain >= needed and keeps_limits(chosen, diet, kb):
                yield number, math.fsum(departure(one, kb) for one in chosen)


@pytest.mark.parametrize("target", [230.0, 245.0, 260.0, 275.0, 290.0, 305.0])
def test_no_set_of_changes_is_smaller(target: float, kb: Knowledge, others: frozenset[str]) -> None:
    diet = poor_diet(kb)
    found = candidates(diet, kb, others)
    assert 20 <= len(found) <= 90
    best = min(sets(found, 3, target - USUAL, diet, kb), default=None)
    answer = optimise(diet, request(target, others), kb)
    if best is None:
        assert isinstance(answer, Conflict)
        return
    assert not isinstance(answer, Conflict)
    (only,) = answer
    assert len(only.changes) == best[0]
    assert best[1] - 1e-6 <= only.departure <= best[1] * 1.1 + 1e-6
    assert only.gap == 0
    assert only.gain_mg_per_day.best >= target - USUAL - 1e-6


def test_where_no_set_reaches_it_the_nearest_brings_the_most(
    kb: Knowledge, others: frozenset[str]
) -> None:
    diet = poor_diet(kb)
    found = candidates(diet, kb, others)
    most = max(
        math.fsum(effect(one, "magnesium_mg", kb) for one in chosen)
        for number in (1, 2)
        for chosen in itertools.combinations(found, number)
        if keeps_limits(chosen, diet, kb)
    )
    answer = optimise(diet, request(900.0, others, most=2), kb)
    assert isinstance(answer, Conflict)
    nearest: Alternative = answer.nearest[0]
    assert not nearest.reaches
    assert 0.99 * most - 1e-6 <= nearest.gain_mg_per_day.best <= most + 1e-6
