"""The rows that hold whatever is wished, over all candidates for a diet."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.models.diet.candidates import Candidate, candidates
from magwise.models.diet.figures import Array, Counting, columns
from magwise.models.diet.programme import Row
from magwise.models.diet.records import Diet, Request

_NUTS_G_PER_DAY = 60.0  # nuts and seeds together, what is eaten already counted
_ROUND = 1e-7
# Kinds of the same food count as one: almonds and roasted almonds.
_KIN_GROUPS = frozenset({"nuts-seeds", "vegetables", "legumes", "fruit", "dairy-alternative"})
_ONE_ADDITION_EACH = frozenset({"nuts-seeds", "vegetables", "legumes", "fruit"})


class Problem:
    """The rows that hold whatever is wished, over all candidates."""

    def __init__(self, diet: Diet, request: Request, kb: Knowledge) -> None:
        self.diet, self.kb = diet, kb
        self.chosen = candidates(diet, kb, request.unsafe)
        self.columns = columns(self.chosen, kb)
        keep = self._allowed(request)
        self.chosen = tuple(one for one, kept in zip(self.chosen, keep, strict=True) if kept)
        self.columns = columns(self.chosen, kb)
        self.against = [request.barred.get(one.food, frozenset()) for one in self.chosen]
        self.apart = tuple(self._one_each())
        once = (Row.of(group, high=1.0) for group in self.apart if len(group) > 1)
        self.rows = (*self._limits(request), *once)

    def _allowed(self, request: Request) -> Sequence[bool]:
        if not self.chosen:
            return ()
        fine = np.isfinite(self.columns.change[NUTRIENTS.index("energy_kcal")])
        drop = request.limits.largest_drop_kcal
        if drop is not None:
            fine &= self.columns.change[NUTRIENTS.index("energy_kcal")] >= -drop
        counting = Counting(self.columns, self.chosen, self.kb)
        for bound in request.bounds:
            if bound.known_only:
                fine &= np.isfinite(counting.against(bound))
        return [bool(one) for one in fine]

    def _limits(self, request: Request) -> Iterator[Row]:
        limits, now = request.limits, self.diet.nutrients_per_day
        energy = now.get("energy_kcal") if self.diet.energy_known else None
        down = limits.energy_kcal if energy is None else limits.energy_down_share * energy
        up = limits.energy_kcal if energy is None else limits.energy_up_share * energy
        yield Row.dense(self.columns.of("energy_kcal"), -down, up)
        sodium = now.get("sodium_mg", 0.0) * limits.sodium_share
        yield Row.dense(self.columns.of("sodium_mg"), high=max(limits.sodium_mg, sodium))
        yield Row.dense(self.columns.free_sugars_g, high=limits.free_sugars_g)
        yield Row.dense(self.columns.of("alcohol_g"), high=limits.alcohol_g + 1e-3)
        counting = Counting(self.columns, self.chosen, self.kb)
        for bound in request.bounds:
            yield Row.dense(counting.against(bound), high=max(0.0, bound.most) - _ROUND)
        nuts = [self.kb.foods[one.food].group == "nuts-seeds" for one in self.chosen]
        already = sum(
            one.grams for one in self.diet.eaten if self.kb.foods[one.food].group == "nuts-seeds"
        ) / max(1, self.diet.days)
        grams = np.array([one.new_g_per_day - _nuts_gone(one, self.kb) for one in self.chosen])
        if any(nuts):
            yield Row.dense(np.where(nuts, grams, 0.0), high=max(0.0, _NUTS_G_PER_DAY - already))

    def _one_each(self) -> Iterator[list[int]]:
        """Candidates of which one at most is chosen, group by group.

        A food comes or goes once; kinds of one food count as one; one addition of a group.
        """
        together: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, one in enumerate(self.chosen):
            food = self.kb.foods[one.food]
            together["food", one.food].append(index)
            if one.replaces:
                together["food", one.replaces].append(index)
            if food.group in _KIN_GROUPS:
                together["kin", kin(one.food, self.kb)].append(index)
            if one.replaces is None and food.group in _ONE_ADDITION_EACH:
                together["addition", food.group].append(index)
        for key in sorted(together):
            yield together[key]


def _nuts_gone(one: Candidate, kb: Knowledge) -> float:
    if one.replaces and kb.foods[one.replaces].group == "nuts-seeds":
        return one.old_g_per_day
    return 0.0


def kin(food: str, kb: Knowledge) -> str:
    """What kinds of one food have in common: ``almond`` for almonds and roasted almonds."""
    return food.split("-", maxsplit=1)[0] if kb.foods[food].group in _KIN_GROUPS else food


def benefit_rows(problem: Problem, first: int) -> list[Row]:
    """One row for each yardstick: its column is the share of it that is reached, at most 1."""
    rows = []
    for place, (name, reference, change) in enumerate(yardsticks(problem)):
        at = np.flatnonzero(change).astype(np.int32)
        rows.append(
            Row(
                np.concatenate([at, np.array([first + place], dtype=np.int32)]),
                np.concatenate([-change[at] / reference, [1.0]]),
                high=max(0.0, problem.diet.nutrients_per_day.get(name, 0.0)) / reference,
            )
        )
    return rows


def yardsticks(problem: Problem) -> Iterator[tuple[str, float, Array]]:
    """Nutrient, reference amount a day, and what each candidate adds."""
    for id_ in sorted(problem.kb.yardsticks):
        reference = problem.kb.yardsticks[id_].value.value
        if reference:
            name = id_.replace("-", "_")
            # What is not known brings no benefit.
            change = np.nan_to_num(problem.columns.change[NUTRIENTS.index(name)], nan=0.0)
            yield name, reference, change
