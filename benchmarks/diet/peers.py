"""Two other ways to advise on food: greedily, and from scratch."""

import numpy as np

from magwise import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.models.diet import Diet, Request
from magwise.models.diet.eligibility import Eligibility
from magwise.models.diet.problem import Problem
from magwise.models.diet.programme import Row, minimise

# What a from-scratch programme must bring besides magnesium; label values for adults.
_FLOORS = {
    "protein_g": 55.0, "fibre_g": 25.0, "potassium_mg": 2000.0, "iron_mg": 14.0,
    "vitamin_c_mg": 80.0, "calcium_mg": 800.0, "zinc_mg": 10.0,
}  # fmt: skip
_PRICE = {"low": 1.0, "mid": 2.0, "high": 4.0, None: 2.0}


def greedy(diet: Diet, request: Request, missing: float, kb: Knowledge) -> tuple[int, float, bool]:
    """The change that brings most, again and again: changes, grams moved a day, reached."""
    problem = Problem(diet, request, kb)
    gains = problem.columns.gain_mg_per_day
    rows = [(_dense(row, len(gains)), row.low, row.high) for row in problem.rows]
    chosen: list[int] = []
    for index in np.argsort(-gains, kind="stable"):
        if gains[chosen].sum() >= missing or len(chosen) == 12:
            break
        trial = [*chosen, int(index)]
        if all(low - 1e-9 <= row[trial].sum() <= high + 1e-9 for row, low, high in rows):
            chosen = trial
    grams = sum(problem.chosen[one].new_g_per_day + problem.chosen[one].old_g_per_day
                for one in chosen)  # fmt: skip
    return len(chosen), float(grams), bool(gains[chosen].sum() >= missing - 1e-9)


def _dense(row: Row, count: int) -> np.ndarray:
    values = np.zeros(count)
    values[row.at] = row.values
    return values


def from_scratch(diet: Diet, target: float, kb: Knowledge) -> tuple[int, float, bool]:
    """The cheapest diet of advisable foods (Stigler 1945): foods changed, grams moved, reached."""
    foods = [food for food in Eligibility(kb).advisable() if kb.foods[food].kind == "food"]
    table = np.array([kb.figures[food].values for food in foods], dtype=np.float64) / 100
    table = np.nan_to_num(table).T
    price = np.array([_PRICE[kb.foods[food].cost] for food in foods]) / 100
    energy = diet.nutrients_per_day["energy_kcal"]
    rows = [
        Row.dense(table[NUTRIENTS.index("energy_kcal")], 0.95 * energy, 1.05 * energy),
        Row.dense(table[NUTRIENTS.index("magnesium_mg")], low=target),
        *(Row.dense(table[NUTRIENTS.index(name)], low=low) for name, low in _FLOORS.items()),
        Row.dense(table[NUTRIENTS.index("sodium_mg")], high=diet.nutrients_per_day["sodium_mg"]),
    ]
    upper = np.array([2 * kb.foods[food].portion_g.max for food in foods])
    answer = minimise(price, rows, whole=0, upper=upper)
    if answer is None:
        return 0, 0.0, False
    new = {food: grams for food, grams in zip(foods, answer.values, strict=True) if grams > 1}
    old: dict[str, float] = {}
    for one in diet.eaten:
        if kb.foods[one.food].kind == "food":
            old[one.food] = old.get(one.food, 0.0) + one.grams / diet.days
    every = set(new) | set(old)
    moved = {food: abs(new.get(food, 0.0) - old.get(food, 0.0)) for food in every}
    return sum(1 for grams in moved.values() if grams > 1), sum(moved.values()), True
