"""One answer to one question: fewest changes, smallest departure, most benefit, first by name."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from magwise.core.interval import Interval
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.models.diet.figures import Array
from magwise.models.diet.problem import Problem, benefit_rows, yardsticks
from magwise.models.diet.programme import Row, Solution, least_with, minimise
from magwise.models.diet.records import Alternative, Change, Request, Wish
from magwise.models.diet.robustness import budget_of, protected

MOST_CHANGES = 8  # what is tried when the wish for few changes is the one to give way
FEWEST, GUT, CHANCE = Wish("fewest"), Wish("gut"), Wish("chance")
_TENDER_GUT_FIBRE_G = 5.0
_BENEFIT_GAP = 0.01  # near enough for benefits, which nobody feels; the departure is exact
_BENEFIT_NODES = 20
_HARDLY_MORE = 0.1  # of the departure may go to benefits
_ROUND = 1e-7
_CEILINGS = (0.2, 0.6)  # tried above what the relaxation costs [share]


def needed(request: Request) -> float:
    """Magnesium that changes must bring so that the chosen chance is reached [mg/day]."""
    quantile = NormalDist().inv_cdf(1 - request.chance)
    return request.target_mg_per_day - math.exp(request.log_mean + quantile * request.log_sd)


@dataclass(frozen=True, slots=True)
class Ask:
    """A problem with the wishes that hold now."""

    problem: Problem
    request: Request
    loose: frozenset[Wish] = frozenset()
    cuts: tuple[Row, ...] = ()

    @property
    def most(self) -> int:
        """How many changes the wishes allow."""
        return MOST_CHANGES if FEWEST in self.loose else self.request.max_changes

    def rows(self) -> list[Row]:
        """All limits and the wishes in force, but not the target."""
        problem = self.problem
        rows = [*problem.rows, *self.cuts]
        tender = self.request.tender_gut and GUT not in self.loose
        fibre = _TENDER_GUT_FIBRE_G if tender else self.request.limits.fibre_g
        rows.append(Row.dense(problem.columns.of("fibre_g"), high=fibre))
        for food in sorted(self.request.wanted):
            if Wish("wanted", food) not in self.loose:
                at = [i for i, one in enumerate(problem.chosen) if one.food == food]
                rows.append(Row.of(at, low=1.0))
        return rows

    def offered(self) -> Array:
        """1 for each candidate that no wish in force speaks against, else 0."""
        return np.array([float(wishes <= self.loose) for wishes in self.problem.against])

    @property
    def chance(self) -> float:
        """The chance in force."""
        return 0.5 if CHANCE in self.loose else self.request.chance

    def missing(self) -> float:
        """Magnesium that the changes must bring, before the doubt of the food table [mg/day]."""
        return needed(replace(self.request, chance=self.chance))

    def reaching(self, most: int) -> tuple[list[Row], int]:
        """Rows that make the target reached, and how many columns of amounts they need."""
        gain = self.problem.columns.gain_mg_per_day
        if self.chance <= 0.5:
            return [Row.dense(gain, low=self.missing())], 0
        return protected(self.problem, gain, self.missing(), self.chance, most)


def solve(
    ask: Ask, costs: Array, most: int, more: Iterable[Row] = (), *, reach: bool = True
) -> Solution | None:
    """The cheapest choice of at most so many changes, proven so."""
    if not ask.problem.chosen:
        return None
    rows, upper = _model(ask, most, more, reach=reach)
    wide = np.concatenate([costs, np.zeros(len(upper) - len(costs))])
    if not costs.any():
        return _any(rows, upper, len(costs))
    return _cheapest(wide, rows, upper, len(costs))


def _any(rows: list[Row], upper: Array, whole: int) -> Solution | None:
    """Any choice that keeps all rows; without costs "none" is proven several times faster."""
    return minimise(np.zeros(len(upper)), rows, whole=whole, upper=upper)


def _model(ask: Ask, most: int, more: Iterable[Row], *, reach: bool) -> tuple[list[Row], Array]:
    """All rows of one solve, and the largest value of each column."""
    rows = [*ask.rows(), Row.dense(np.ones(len(ask.problem.chosen)), high=most), *more]
    amounts = 0
    if reach:
        extra, amounts = ask.reaching(most)
        rows += extra
    useful = ask.offered() * (_useful(ask, most) if reach else 1.0)
    return rows, np.concatenate([useful, np.full(amounts, np.inf)])


def _cheapest(costs: Array, rows: list[Row], upper: Array, whole: int) -> Solution | None:
    """The optimum over the columns that can be in it: few, so that the proof is short.

    Columns with which no choice can come below a ceiling are left out. What is found below the
    ceiling is the cheapest of all; else the ceiling goes up.
    """
    least = least_with(costs, rows, whole=whole, upper=upper)
    if least is None:
        return None
    bound = float(least.min())
    for above in _CEILINGS:
        ceiling = bound + above * abs(bound)
        found = minimise(costs, rows, whole=whole, upper=np.where(least <= ceiling, upper, 0.0))
        if found is not None and found.objective > ceiling:
            within = np.where(least <= found.objective + _ROUND, upper, 0.0)
            found = minimise(costs, rows, whole=whole, upper=within, start=found.values)
        if found is not None:
            return found
        # Nothing cheap: that there is nothing at all is proven several times faster by itself.
        if above == _CEILINGS[0] and _any(rows, upper, whole) is None:
            return None
    return minimise(costs, rows, whole=whole, upper=upper)


def _richest(
    ask: Ask, nearest: Solution, most: int, more: Sequence[Row], *, reach: bool
) -> Solution | None:
    """Of all that depart hardly more than the nearest, the one with the most benefit."""
    departure = ask.problem.columns.departure
    count = len(departure)
    rows, upper = _model(ask, most, more, reach=reach)
    amounts = np.zeros(len(upper) - count)
    ceiling = nearest.objective * (1 + _HARDLY_MORE) + _ROUND
    least = least_with(np.concatenate([departure, amounts]), rows, whole=count, upper=upper)
    if least is not None:
        upper = np.where(least <= ceiling + _ROUND, upper, 0.0)
    by_name = np.arange(count) / count * _ROUND * 10
    shares = benefit_rows(ask.problem, len(upper))
    reached = [
        min(1.0, row.high - float(row.values[:-1] @ nearest.values[row.at[:-1]])) for row in shares
    ]
    return minimise(
        np.concatenate([by_name, amounts, -np.ones(len(shares))]),
        [*rows, Row.dense(departure, high=ceiling), *shares],
        whole=count,
        upper=np.concatenate([upper, np.ones(len(shares))]),
        gap=_BENEFIT_GAP,
        nodes=_BENEFIT_NODES,
        start=np.concatenate([nearest.values, reached]),
    )


def _useful(ask: Ask, most: int) -> Array:
    """1 for each candidate that brings enough together with the best others, else 0."""
    gains = ask.problem.columns.gain_mg_per_day * ask.offered()
    others = float(np.sort(gains)[::-1][: most - 1].sum())
    doubt = min(1.0, budget_of(ask.chance, most)) * ask.problem.columns.below_mg_per_day
    return (gains - doubt + others >= ask.missing() - 1e-6).astype(np.float64)


def best_of(ask: Ask, at_least: int = 1) -> Alternative | None:
    """Fewest changes, then the smallest departure, then benefits, then the first by name.

    Parameters
    ----------
    at_least
        A number of changes below which there is no answer, as was shown before.
    """
    # One more change at a time: the first number that works is the fewest, and its smallest
    # departure is found with it.
    for number in range(max(at_least, _at_least(ask)), ask.most + 1):
        answer = finish(ask, number, reach=True)
        if answer is not None:
            return answer
    return None


def _at_least(ask: Ask) -> int:
    """A number of changes below which no choice can bring enough, whatever else holds."""
    gains = np.sort(ask.problem.columns.gain_mg_per_day * ask.offered())[::-1]
    enough = np.flatnonzero(np.cumsum(gains) >= ask.missing() - 1e-6)
    return int(enough[0]) + 1 if len(enough) else ask.most + 1


def finish(
    ask: Ask, number: int, *, reach: bool, more: Sequence[Row] = (), benefits: bool = True
) -> Alternative | None:
    """The smallest departure with so many changes, then benefits, then the first by name."""
    problem = ask.problem
    count = len(problem.chosen)
    nearest = solve(ask, problem.columns.departure, number, more, reach=reach)
    if nearest is None:
        return None
    found = _richest(ask, nearest, number, more, reach=reach) if benefits else None
    found = found or nearest
    return _alternative(ask, found.values[:count] > 0.5, nearest.gap, reach)


def _alternative(ask: Ask, picked: npt.NDArray[np.bool_], gap: float, reaches: bool) -> Alternative:
    problem = ask.problem
    changes = tuple(_change(problem, int(index)) for index in np.flatnonzero(picked))
    reached = 0.0
    for name, reference, change in yardsticks(problem):
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


def _change(problem: Problem, index: int) -> Change:
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
