"""The fewest and smallest changes to someone's own diet that reach a target, proven so.

In this order: as few changes as possible; of those the smallest departure from the diary; of
those that depart hardly more, the most of what a diet low in magnesium also lacks; and of what is
still alike the first by name.
"""

import itertools
from collections.abc import Iterable

import numpy as np

from magwise.knowledge import Knowledge
from magwise.models.diet.problem import Problem, kin
from magwise.models.diet.programme import Row
from magwise.models.diet.records import Alternative, Conflict, Diet, Request, Wish
from magwise.models.diet.solving import CHANCE, FEWEST, GUT, Ask, best_of, finish, needed, solve

_ENOUGH_MG_PER_DAY = 1e-7


def optimise(diet: Diet, request: Request, kb: Knowledge) -> tuple[Alternative, ...] | Conflict:
    """The changes that bring usual magnesium intake to the target, or why none do.

    Parameters
    ----------
    diet
        What the person eats (`magwise.models.diet.diet_of`).
    request
        The target, the chance of reaching it, and the wishes.
    kb
        The knowledge base.

    Returns
    -------
    tuple of Alternative, or Conflict
        Empty when the target is reached already. Alternatives share at most half of the changes
        of each one before; fewer come back when there are no more. A conflict names a smallest
        set of wishes of which one must give way, and what comes nearest.

    References
    ----------
    bertsimas-sim-2004, huangfu-hall-2018
    """
    if (needed(request) <= 0 and not request.wanted) or diet.days == 0:
        return ()
    problem = Problem(diet, request, kb)
    found = _alternatives(problem, request)
    if found:
        return found
    return Conflict(_smallest_conflict(problem, request), _nearest(problem, request))


def _alternatives(problem: Problem, request: Request) -> tuple[Alternative, ...]:
    found: list[Alternative] = []
    cuts: tuple[Row, ...] = ()
    while len(found) < request.alternatives:
        # A cut only takes choices away, so what was too few before is too few now.
        fewest = len(found[-1].changes) if found else 1
        best = best_of(Ask(problem, request, cuts=cuts), fewest)
        if best is None:
            break
        found.append(best)
        cuts = (*cuts, _cut(problem, best))
    return tuple(found)


def _cut(problem: Problem, known: Alternative) -> Row:
    """At most half of these changes may come back, in whatever amount or kind."""
    same = {kin(one.food, problem.kb) for one in known.changes}
    at = [i for i, one in enumerate(problem.chosen) if kin(one.food, problem.kb) in same]
    return Row.of(at, high=float(len(known.changes) // 2))


def _nearest(problem: Problem, request: Request) -> tuple[Alternative, ...]:
    """What comes closest to the target within the wishes, with its own alternatives."""
    found: list[Alternative] = []
    cuts: tuple[Row, ...] = ()
    while len(found) < request.alternatives:
        ask = Ask(problem, request, cuts=cuts)
        gain = problem.columns.gain_mg_per_day
        most = solve(ask, -gain, ask.most, reach=False)
        if most is None or most.objective > -_ENOUGH_MG_PER_DAY:
            break
        enough = Row.dense(gain, low=-most.objective * 0.99)
        # What falls short is shown as a way, so only the first is weighed for its benefits.
        best = finish(ask, ask.most, reach=False, more=[enough], benefits=not found)
        if best is None or not best.changes:
            break
        found.append(best)
        cuts = (*cuts, _cut(problem, best))
    return tuple(found)


def _smallest_conflict(problem: Problem, request: Request) -> tuple[Wish, ...]:
    """A smallest set of wishes of which one must give way, found by leaving out one at a time.

    First a set from which nothing can be left out (deletion filter), then every smaller set is
    tried, so that none is smaller.
    """
    wishes = _wishes(problem, request)

    def fails(kept: Iterable[Wish]) -> bool:
        loose = frozenset(wishes) - frozenset(kept)
        ask = Ask(problem, request, loose=loose)
        # Without a goal any answer will do, so a solve stops at the first.
        return solve(ask, np.zeros(len(problem.chosen)), ask.most) is None

    if fails(()):
        return ()
    kept = list(wishes)
    for wish in wishes:
        rest = [one for one in kept if one != wish]
        if fails(rest):
            kept = rest
    for size in range(1, len(kept)):
        for group in itertools.combinations(wishes, size):
            if fails(group):
                return group
    return tuple(kept)


def _wishes(problem: Problem, request: Request) -> tuple[Wish, ...]:
    """Every wish in force that could stand in the way, in a fixed order."""
    found = {wish for wishes in problem.against for wish in wishes}
    found |= {Wish("wanted", food) for food in request.wanted}
    found.add(FEWEST)
    if request.tender_gut:
        found.add(GUT)
    if request.chance > 0.5:
        found.add(CHANCE)
    return tuple(sorted(found))
