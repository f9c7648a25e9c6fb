"""What bad luck in the food table may take from the changes: a budgeted, linear protection."""

import math
from statistics import NormalDist

import numpy as np

from magwise.models.diet.figures import Array
from magwise.models.diet.problem import Problem
from magwise.models.diet.programme import Row

_HALF_WIDTH_SD = NormalDist().inv_cdf(0.95)  # the half of a 90 % range in standard deviations


def budget_of(chance: float, most: int) -> float:
    """How many of the changes may bring the low end of their range."""
    return NormalDist().inv_cdf(chance) / _HALF_WIDTH_SD * math.sqrt(most)


def protected(
    problem: Problem, gain: Array, needed: float, chance: float, most: int
) -> tuple[list[Row], int]:
    """The gain less what a budget of bad luck in the food table may take from it.

    At most ``budget`` of the changes bring the low end of their range (Bertsimas and Sim). With
    independent, normal errors ``z / 1.645 * sqrt(most)`` protects at least as well as the chance
    asks: a vector of length ``z / 1.645`` along the half-widths lies inside the budget.
    """
    budget = min(budget_of(chance, most), float(most))
    count = len(problem.chosen)
    below = problem.columns.below_mg_per_day
    groups = _groups(problem)
    level = count  # the column of the dual of the budget; behind it one for each group
    # Below one whole change the worst of the changes alone tells, so the groups need no column.
    amounts = [level + 1 + place for place in range(len(groups))] if budget > 1 else []
    at = np.flatnonzero(gain).astype(np.int32)
    rows = [
        Row(
            np.concatenate([at, np.array([level, *amounts], dtype=np.int32)]),
            np.concatenate([gain[at], [-budget], -np.ones(len(amounts))]),
            low=needed,
        ),
        # What follows when each of ``most`` changes has an even part of the bad luck: true of
        # every choice, and it tells the relaxation that there are only so many.
        Row.dense(gain - budget / most * below, low=needed),
    ]
    for place, members in enumerate(groups):
        own = [level, amounts[place]] if amounts else [level]
        rows.append(
            Row(
                np.array([*own, *members], dtype=np.int32),
                np.array([*np.ones(len(own)), *(-below[members])]),
                low=0.0,
            )
        )
    return rows, 1 + len(amounts)


def _groups(problem: Problem) -> list[list[int]]:
    """Every candidate in one group of which one at most is chosen; large groups first.

    The fewer groups share the bad luck, the less the programme has to try.
    """
    groups: list[list[int]] = []
    left = set(range(len(problem.chosen)))
    while left:
        largest = max((sorted(left.intersection(one)) for one in problem.apart), key=len)
        groups.append(largest)
        left.difference_update(largest)
    return groups
