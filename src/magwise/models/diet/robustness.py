"""What bad luck in the food table may take from the changes: a budgeted, linear protection."""

import math
from collections import defaultdict
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
    budget = budget_of(chance, most)
    by_food: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(problem.chosen):
        by_food[one.food].append(index)
    count = len(problem.chosen)
    below = problem.columns.below_mg_per_day
    foods = sorted(by_food)
    level = count  # the column of the dual of the budget; behind it one for each food
    amounts = [level + 1 + place for place in range(len(foods))]
    at = np.flatnonzero(gain).astype(np.int32)
    rows = [
        Row(
            np.concatenate([at, np.array([level, *amounts], dtype=np.int32)]),
            np.concatenate([gain[at], [-budget], -np.ones(len(foods))]),
            low=needed,
        )
    ]
    for food, amount in zip(foods, amounts, strict=True):
        places = by_food[food]
        rows.append(
            Row(
                np.array([level, amount, *places], dtype=np.int32),
                np.array([1.0, 1.0, *(-below[places])]),
                low=0.0,
            )
        )
    return rows, 1 + len(foods)
