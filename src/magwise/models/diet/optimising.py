"""The fewest and smallest changes to someone's own diet that reach a target, proven so.

In this order: as few changes as possible; of those the smallest departure from the diary; of
those that depart hardly more, the most of what a diet low in magnesium also lacks; and of what is
still alike the first by name.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.models.diet.candidates import Candidate, candidates
from magwise.models.diet.figures import Array, against, columns
from magwise.models.diet.programme import Row, Solution, minimise
from magwise.models.diet.records import Alternative, Change, Conflict, Diet, Request, Wish

MOST_CHANGES = 8  # what is tried when the wish for few changes is the one to give way
_TENDER_GUT_FIBRE_G = 5.0
_NUTS_G_PER_DAY = 60.0  # nuts and seeds together, what is eaten already counted
_BENEFIT_GAP = 0.002  # near enough for benefits, which nobody feels; the departure is exact
_BENEFIT_NODES = 20
_HARDLY_MORE = 0.1  # of the departure may go to benefits
_HALF_WIDTH_SD = NormalDist().inv_cdf(0.95)  # the half of a 90 % range in standard deviations
_ROUND = 1e-7
# Kinds of the same food count as one: almonds and roasted almonds.
_KIN_GROUPS = frozenset({"nuts-seeds", "vegetables", "legumes", "fruit", "dairy-alternative"})
_ONE_ADDITION_EACH = frozenset({"nuts-seeds", "vegetables", "legumes", "fruit"})


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
    if (_needed(request) <= 0 and not request.wanted) or diet.days == 0:
        return ()
    problem = _Problem(diet, request, kb)
    found = _alternatives(problem, request)
    if found:
        return found
    return Conflict(_smallest_conflict(problem, request), _nearest(problem, request))


def _needed(request: Request) -> float:
    """Magnesium that changes must bring so that the chosen chance is reached [mg/day]."""
    quantile = NormalDist().inv_cdf(1 - request.chance)
    return request.target_mg_per_day - math.exp(request.log_mean + quantile * request.log_sd)


class _Problem:
    """The rows that hold whatever is wished, over all candidates."""

    def __init__(self, diet: Diet, request: Request, kb: Knowledge) -> None:
        self.diet, self.kb = diet, kb
        self.chosen = candidates(diet, kb, request.unsafe)
        self.columns = columns(self.chosen, kb)
        keep = self._allowed(request)
        self.chosen = tuple(one for one, kept in zip(self.chosen, keep, strict=True) if kept)
        self.columns = columns(self.chosen, kb)
        self.against = [request.barred.get(one.food, frozenset()) for one in self.chosen]
        self.rows = (*self._limits(request), *self._one_each())

    def _allowed(self, request: Request) -> Sequence[bool]:
        if not self.chosen:
            return ()
        fine = np.isfinite(self.columns.change[NUTRIENTS.index("energy_kcal")])
        drop = request.limits.largest_drop_kcal
        if drop is not None:
            fine &= self.columns.change[NUTRIENTS.index("energy_kcal")] >= -drop
        for bound in request.bounds:
            fine &= np.isfinite(against(bound, self.columns, self.chosen, self.kb))
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
        for bound in request.bounds:
            counts = against(bound, self.columns, self.chosen, self.kb)
            yield Row.dense(counts, high=max(0.0, bound.most) - _ROUND)
        nuts = [self.kb.foods[one.food].group == "nuts-seeds" for one in self.chosen]
        already = sum(
            one.grams for one in self.diet.eaten if self.kb.foods[one.food].group == "nuts-seeds"
        ) / max(1, self.diet.days)
        grams = np.array([one.new_g_per_day - _nuts_gone(one, self.kb) for one in self.chosen])
        if any(nuts):
            yield Row.dense(np.where(nuts, grams, 0.0), high=max(0.0, _NUTS_G_PER_DAY - already))

    def _one_each(self) -> Iterator[Row]:
        """A food comes or goes once; kinds of one food count as one; one addition of a group."""
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
            if len(together[key]) > 1:
                yield Row.of(together[key], high=1.0)


def _nuts_gone(one: Candidate, kb: Knowledge) -> float:
    if one.replaces and kb.foods[one.replaces].group == "nuts-seeds":
        return one.old_g_per_day
    return 0.0


def kin(food: str, kb: Knowledge) -> str:
    """What kinds of one food have in common: ``almond`` for almonds and roasted almonds."""
    return food.split("-", maxsplit=1)[0] if kb.foods[food].group in _KIN_GROUPS else food


@dataclass(frozen=True, slots=True)
class _Ask:
    """A problem with the wishes that hold now."""

    problem: _Problem
    request: Request
    loose: frozenset[Wish] = frozenset()
    cuts: tuple[Row, ...] = ()

    @property
    def most(self) -> int:
        return MOST_CHANGES if _FEWEST in self.loose else self.request.max_changes

    def rows(self) -> list[Row]:
        problem = self.problem
        rows = [*problem.rows, *self.cuts]
        tender = self.request.tender_gut and _GUT not in self.loose
        fibre = _TENDER_GUT_FIBRE_G if tender else self.request.limits.fibre_g
        rows.append(Row.dense(problem.columns.of("fibre_g"), high=fibre))
        for food in sorted(self.request.wanted):
            if Wish("wanted", food) not in self.loose:
                at = [i for i, one in enumerate(problem.chosen) if one.food == food]
                rows.append(Row.of(at, low=1.0))
        return rows

    def open(self) -> Array:
        """1 for each candidate that no wish in force speaks against, else 0."""
        return np.array([float(wishes <= self.loose) for wishes in self.problem.against])

    @property
    def chance(self) -> float:
        return 0.5 if _CHANCE in self.loose else self.request.chance

    def needed(self) -> float:
        """Magnesium that the changes must bring, before the doubt of the food table [mg/day]."""
        return _needed(replace(self.request, chance=self.chance))

    def reaching(self, most: int) -> tuple[list[Row], int]:
        """Rows that make the target reached, and how many columns of amounts they need."""
        gain = self.problem.columns.gain_mg_per_day
        if self.chance <= 0.5:
            return [Row.dense(gain, low=self.needed())], 0
        return _robust(self.problem, gain, self.needed(), self.chance, most)


_FEWEST, _GUT, _CHANCE = Wish("fewest"), Wish("gut"), Wish("chance")


def _budget(chance: float, most: int) -> float:
    """How many of the changes may bring the low end of their range."""
    return NormalDist().inv_cdf(chance) / _HALF_WIDTH_SD * math.sqrt(most)


def _robust(
    problem: _Problem, gain: Array, needed: float, chance: float, most: int
) -> tuple[list[Row], int]:
    """The gain less what a budget of bad luck in the food table may take from it.

    At most ``budget`` of the changes bring the low end of their range (Bertsimas and Sim). With
    independent, normal errors ``z / 1.645 * sqrt(most)`` protects at least as well as the chance
    asks: a vector of length ``z / 1.645`` along the half-widths lies inside the budget.
    """
    budget = _budget(chance, most)
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


def _solve(
    ask: _Ask,
    costs: Array,
    most: int,
    more: Iterable[Row] = (),
    *,
    reach: bool = True,
    known: Solution | None = None,
) -> Solution | None:
    """Solve for at most so many changes.

    With a solution that is ``known``, the benefits are weighed as well, from there.
    """
    count = len(ask.problem.chosen)
    if not count:
        return None
    rows = [*ask.rows(), Row.dense(np.ones(count), high=most), *more]
    amounts = 0
    if reach:
        extra, amounts = ask.reaching(most)
        rows += extra
    wide = np.concatenate([costs, np.zeros(amounts)])
    useful = ask.open() * (_useful(ask, most) if reach else 1.0)
    upper = np.concatenate([useful, np.full(amounts, np.inf)])
    if known is None:
        return minimise(wide, rows, whole=count, upper=upper)
    shares = _benefits(ask.problem, len(wide))
    reached = [
        min(1.0, row.high - float(row.values[:-1] @ known.values[row.at[:-1]])) for row in shares
    ]
    return minimise(
        np.concatenate([wide, -np.ones(len(shares))]),
        [*rows, *shares],
        whole=count,
        upper=np.concatenate([upper, np.ones(len(shares))]),
        gap=_BENEFIT_GAP,
        nodes=_BENEFIT_NODES,
        start=np.concatenate([known.values, reached]),
    )


def _useful(ask: _Ask, most: int) -> Array:
    """1 for each candidate that brings enough together with the best others, else 0."""
    gains = ask.problem.columns.gain_mg_per_day * ask.open()
    others = float(np.sort(gains)[::-1][: most - 1].sum())
    doubt = min(1.0, _budget(ask.chance, most)) * ask.problem.columns.below_mg_per_day
    return (gains - doubt + others >= ask.needed() - 1e-6).astype(np.float64)


def _benefits(problem: _Problem, first: int) -> list[Row]:
    """One row for each yardstick: its column is the share of it that is reached, at most 1."""
    rows = []
    for place, (name, reference, change) in enumerate(_yardsticks(problem)):
        at = np.flatnonzero(change).astype(np.int32)
        rows.append(
            Row(
                np.concatenate([at, np.array([first + place], dtype=np.int32)]),
                np.concatenate([-change[at] / reference, [1.0]]),
                high=max(0.0, problem.diet.nutrients_per_day.get(name, 0.0)) / reference,
            )
        )
    return rows


def _yardsticks(problem: _Problem) -> Iterator[tuple[str, float, Array]]:
    for id_ in sorted(problem.kb.yardsticks):
        reference = problem.kb.yardsticks[id_].value.value
        if reference:
            name = id_.replace("-", "_")
            # What is not known brings no benefit.
            change = np.nan_to_num(problem.columns.change[NUTRIENTS.index(name)], nan=0.0)
            yield name, reference, change


def _best(ask: _Ask) -> Alternative | None:
    """Fewest changes, then the smallest departure, then benefits, then the first by name."""
    # One more change at a time: the first number that works is the fewest, and its smallest
    # departure is found with it.
    for number in range(_at_least(ask), ask.most + 1):
        best = _finish(ask, number, reach=True)
        if best is not None:
            return best
    return None


def _at_least(ask: _Ask) -> int:
    """A number of changes below which no choice can bring enough, whatever else holds."""
    gains = np.sort(ask.problem.columns.gain_mg_per_day * ask.open())[::-1]
    enough = np.flatnonzero(np.cumsum(gains) >= ask.needed() - 1e-6)
    return int(enough[0]) + 1 if len(enough) else ask.most + 1


def _finish(ask: _Ask, number: int, *, reach: bool, more: Sequence[Row] = ()) -> Alternative | None:
    """The smallest departure with so many changes, then benefits, then the first by name."""
    problem = ask.problem
    count = len(problem.chosen)
    nearest = _solve(ask, problem.columns.departure, number, more, reach=reach)
    if nearest is None:
        return None
    close = Row.dense(
        problem.columns.departure, high=nearest.objective * (1 + _HARDLY_MORE) + _ROUND
    )
    by_name = np.arange(count) / count * _ROUND * 10
    found = _solve(ask, by_name, number, [close, *more], reach=reach, known=nearest) or nearest
    return _alternative(ask, found.values[:count] > 0.5, nearest.gap, reach)


def _alternative(
    ask: _Ask, picked: npt.NDArray[np.bool_], gap: float, reaches: bool
) -> Alternative:
    problem = ask.problem
    changes = tuple(_change(problem, int(index)) for index in np.flatnonzero(picked))
    reached = 0.0
    for name, reference, change in _yardsticks(problem):
        now = problem.diet.nutrients_per_day.get(name, 0.0)
        reached += min(1.0, max(0.0, now + float(change[picked].sum())) / reference)
    return Alternative(
        changes=tuple(sorted(changes, key=lambda one: (-one.gain_mg_per_day.best, one.key()))),
        gain_mg_per_day=together(changes),
        departure=math.fsum(one.departure for one in changes),
        benefits=reached,
        gap=gap,
        reaches=reaches,
    )


def together(changes: Sequence[Change]) -> Interval:
    """What changes bring together; errors of different foods are taken as independent [mg/day]."""
    gains = [one.gain_mg_per_day for one in changes]
    best = math.fsum(one.best for one in gains)
    below = math.sqrt(math.fsum((one.best - one.low) ** 2 for one in gains))
    above = math.sqrt(math.fsum((one.high - one.best) ** 2 for one in gains))
    return Interval(max(0.0, best - below), best, best + above)


def _change(problem: _Problem, index: int) -> Change:
    one, figures = problem.chosen[index], problem.columns
    values = figures.change[:, index]
    magnesium = problem.kb.figures[one.food].magnesium_mg() or Interval.exact(0.0)
    old = problem.kb.figures[one.replaces].magnesium_mg() if one.replaces else None
    new_g, old_g = one.new_g_per_day / 100, one.old_g_per_day / 100
    best = float(figures.gain_mg_per_day[index])
    old_below = (old.best - old.low) * old_g if old else 0.0
    above = math.hypot((magnesium.high - magnesium.best) * new_g, old_below)
    low = max(0.0, best - float(figures.below_mg_per_day[index]))
    return Change(
        kind=one.kind,
        food=one.food,
        replaces=one.replaces,
        grams_per_day=one.new_g_per_day,
        portion_g=one.portion_g,
        measure=one.measure,
        count=one.count,
        times_per_week=one.times_per_week,
        share=one.share,
        moment=one.moment,
        larger_portion=one.larger_portion,
        gain_mg_per_day=Interval(min(low, best), best, best + above),
        nutrients_per_day={
            name: float(value)
            for name, value in zip(NUTRIENTS, values, strict=True)
            if math.isfinite(value)
        },
        free_sugars_g=float(figures.free_sugars_g[index]),
        departure=float(figures.departure[index]),
    )


def _alternatives(problem: _Problem, request: Request) -> tuple[Alternative, ...]:
    found: list[Alternative] = []
    cuts: tuple[Row, ...] = ()
    while len(found) < request.alternatives:
        best = _best(_Ask(problem, request, cuts=cuts))
        if best is None:
            break
        found.append(best)
        cuts = (*cuts, _cut(problem, best))
    return tuple(found)


def _cut(problem: _Problem, known: Alternative) -> Row:
    """At most half of these changes may come back, in whatever amount or kind."""
    same = {kin(one.food, problem.kb) for one in known.changes}
    at = [i for i, one in enumerate(problem.chosen) if kin(one.food, problem.kb) in same]
    return Row.of(at, high=float(len(known.changes) // 2))


def _nearest(problem: _Problem, request: Request) -> tuple[Alternative, ...]:
    """What comes closest to the target within the wishes, with its own alternatives."""
    found: list[Alternative] = []
    cuts: tuple[Row, ...] = ()
    while len(found) < request.alternatives:
        ask = _Ask(problem, request, cuts=cuts)
        gain = problem.columns.gain_mg_per_day
        most = _solve(ask, -gain, ask.most, reach=False)
        if most is None or most.objective > -_ROUND:
            break
        enough = Row.dense(gain, low=-most.objective * 0.99)
        best = _finish(ask, ask.most, reach=False, more=[enough])
        if best is None or not best.changes:
            break
        found.append(best)
        cuts = (*cuts, _cut(problem, best))
    return tuple(found)


def _smallest_conflict(problem: _Problem, request: Request) -> tuple[Wish, ...]:
    """A smallest set of wishes of which one must give way, found by leaving out one at a time.

    First a set from which nothing can be left out (deletion filter), then every smaller set is
    tried, so that none is smaller.
    """
    wishes = _wishes(problem, request)

    def fails(kept: Iterable[Wish]) -> bool:
        loose = frozenset(wishes) - frozenset(kept)
        ask = _Ask(problem, request, loose=loose)
        # Without a goal any answer will do, so a solve stops at the first.
        return _solve(ask, np.zeros(len(problem.chosen)), ask.most) is None

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


def _wishes(problem: _Problem, request: Request) -> tuple[Wish, ...]:
    """Every wish in force that could stand in the way, in a fixed order."""
    found = {wish for wishes in problem.against for wish in wishes}
    found |= {Wish("wanted", food) for food in request.wanted}
    found.add(_FEWEST)
    if request.tender_gut:
        found.add(_GUT)
    if request.chance > 0.5:
        found.add(_CHANCE)
    return tuple(sorted(found))
