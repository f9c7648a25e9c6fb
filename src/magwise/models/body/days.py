"""A course as days, and what a day's meals, doses and sweat do by themselves.

The gut does not depend on the body and forgets: once it starts a day as it started an earlier
one that was the same, all of that day's uptake is known. The distance between two guts never
grows (each flow grows with what it flows from), so the distance at the start bounds the error.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.models.body import gut
from magwise.models.body.course import Array, Stops
from magwise.models.body.flows import ORDER
from magwise.models.body.panels import AT, WHOLE, Chain, Grid, graded, on_grid, respond
from magwise.models.body.pools import POOL_ROWS, Panels, Pools, panels_of
from magwise.models.body.states import Parameters

DAY_H = 24.0
MOST_REFINEMENTS = 12
FIRST_PANEL_H, LONGEST_PANEL_H = 0.02, 1.5
HELD = 10.0  # at the default tolerance, highest coefficients of 3e-4 of the largest amount
_COLON = ORDER.index("colon")
_TALLIES = [ORDER.index(name) for name in ("absorbed", "unabsorbed", "other_losses")]


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens in a day: stops [h after its start], what enters there and what acts after."""

    hours: tuple[float, ...]  # the last one is the end
    boluses: tuple[tuple[tuple[int, float, int], ...], ...]  # (row, mmol, row of scale)
    acts: tuple[tuple[float, ...], ...]


def days_of(stops: Stops) -> tuple[list[Plan], list[Array]]:
    """The plan of each day, and the place in the results of each of its stops, or -1."""
    end = float(stops.hours[-1])
    plans: list[Plan] = []
    outputs: list[Array] = []
    known: dict[Plan, Plan] = {}
    for start in np.arange(0.0, max(end, 1e-9), DAY_H):
        until = min(start + DAY_H - 1e-9, end)
        inside = np.flatnonzero((stops.hours >= start - 1e-9) & (stops.hours < until))
        hours = [round(float(h) - start, 9) for h in stops.hours[inside]]
        boluses = [
            tuple(
                (int(stops.row[j]), float(stops.amount[j]), int(stops.scale_row[j]))
                for j in range(stops.bolus_from[i], stops.bolus_from[i + 1])
            )
            for i in inside
        ]
        acts = [tuple(float(a) for a in stops.acts[i]) for i in inside]
        places = [int(stops.output[i]) for i in inside]
        if not hours or hours[0] > 0:  # nothing happens at the start of this day
            before = np.searchsorted(stops.hours, start) - 1
            hours, boluses, places = [0.0, *hours], [(), *boluses], [-1, *places]
            acts = [tuple(float(a) for a in stops.acts[before]), *acts]
        length = round(min(DAY_H, end - start), 9)
        plan = Plan((*hours, length), tuple(boluses), tuple(acts))
        plans.append(known.setdefault(plan, plan))
        outputs.append(np.array(places))
    return plans, outputs


@dataclass(frozen=True, slots=True)
class AtStops:
    """What a day has done by itself before each stop and at its end, ``[..., stops + 1, people]``.

    Attributes
    ----------
    modes
        Of blood and tissues.
    colon
        In the colon.
    tallies
        Absorbed, unabsorbed and other losses since the day's start.
    """

    modes: Array
    colon: Array
    tallies: Array


@dataclass(frozen=True, slots=True)
class Uptake:
    """A day of the gut, and what it does to blood and tissues that start it empty.

    ``with_colon`` is what one mmol in the colon at the start adds to it.
    """

    plan: Plan
    start: Array
    gut: Array  # before each stop and at the end, [rows, stops + 1, people]
    by_itself: AtStops
    with_colon: AtStops
    grid: Grid
    blood: Array  # at the nodes of the grid, by itself
    blood_with_colon: Array


class Kitchen:
    """Solves the days of one block of people, each as seldom as it can."""

    def __init__(
        self, parameters: Array, pools: Pools, stops: Stops, scale: Array,
        relative: float, absolute: float, find: gut.Find = gut.compartment,
        grids: dict[Plan, Grid] | None = None,
    ) -> None:  # fmt: skip
        self.p = Parameters(*parameters)
        self.pools = pools
        self.stops = stops
        self.scale = scale
        self.people = parameters.shape[1]
        self.solids = len(stops.dissolution)
        self.find = find
        self.held = HELD * relative**0.75
        self.same = absolute
        self.grids = {} if grids is None else grids  # what people before these needed, and these
        self._grids: dict[Plan, tuple[Grid, Panels, Array]] = {}
        self._colons: dict[Plan, tuple[Grid, AtStops, Array]] = {}
        self._known: dict[Plan, list[Uptake]] = {}

    def days(self, plans: Sequence[Plan], start: Array, colon: Array) -> tuple[list[Uptake], Array]:
        """Every day's uptake, and the colon at each start and at the end, ``[days + 1, people]``.

        Parameters
        ----------
        start
            Solids, stomach and intestine before what enters at hour 0.
        """
        found = []
        colons = [colon]
        for plan in plans:
            day = next(
                (
                    one
                    for one in reversed(self._known.get(plan, []))
                    if np.abs(one.start - start).sum(axis=0).max() <= self.same
                ),
                None,
            )
            if day is None:
                day = self._solve(plan, start)
                self._known.setdefault(plan, []).append(day)
            found.append(day)
            start = day.gut[:, -1]
            colons.append(day.by_itself.colon[-1] + day.with_colon.colon[-1] * colons[-1])
        return found, np.stack(colons)

    def _entering(self, plan: Plan, row: int) -> Array:
        """What enters a row at each stop, ``[stops, people]``."""
        found = np.zeros((len(plan.boluses), self.people))
        for i, boluses in enumerate(plan.boluses):
            for target, mmol, scale in boluses:
                if target == row:
                    found[i] += mmol * self.scale[scale]
        return found

    def _gut(self, plan: Plan, start: Array) -> tuple[Grid, Panels, gut.Gut]:
        """The gut on panels fine enough for its worst person; the next such day starts there."""
        if plan not in self.grids:
            self.grids[plan] = graded(plan.hours, FIRST_PANEL_H, 2.0, LONGEST_PANEL_H)
        grid: Grid
        panels: Panels | None
        guess: Array | None
        grid, panels, guess = self._grids.get(plan, (self.grids[plan], None, None))
        for _ in range(MOST_REFINEMENTS):
            enters = np.zeros((len(start), len(grid.lengths), self.people))
            for row in range(len(start)):
                enters[row, grid.at_stop] = self._entering(plan, row)
            found = gut.one_day(
                grid,
                self.p,
                self.stops.dissolution,
                self.stops.fed,
                start,
                enters,
                guess,
                self.find,
            )
            coarse = found.tail > self.held
            if not coarse.any():
                if panels is None:
                    panels = panels_of(self.pools, grid.lengths)
                self.grids[plan] = grid
                self._grids[plan] = (grid, panels, found.intestine)
                return grid, panels, found
            finer = grid.halved(coarse)
            guess = np.maximum(np.stack([on_grid(one, grid, finer) for one in found.intestine]), 0)
            grid, panels = finer, None
        raise NotApplicable(Problem("error.body-no-step"))

    def _solve(self, plan: Plan, start: Array) -> Uptake:
        grid, panels, found = self._gut(plan, start)
        p, h = self.p, grid.h
        stops = [*grid.at_stop, len(grid.lengths)]
        colon_row = self.solids + _COLON
        entering = np.zeros((len(grid.lengths), self.people))
        entering[grid.at_stop, :] = self._entering(plan, colon_row)
        rate = p.colon_transit_per_h + p.colon_uptake_per_h
        colon, _ = self.find(grid, rate, found.arriving_per_h, np.zeros(self.people), entering)
        acts = np.repeat(np.array(plan.acts), np.diff(stops), axis=0)
        infusion, sweat = acts[:, 0, None], acts[:, 1, None]
        sweated = self.pools.sweat_mmol_per_l * sweat
        absorbed = found.absorbed_per_h + p.colon_uptake_per_h * colon
        source = absorbed + infusion - sweated - self.pools.steady
        jumps = np.zeros((len(POOL_ROWS), len(grid.lengths), self.people))
        for i, pool in enumerate(POOL_ROWS):
            amounts = self._entering(plan, self.solids + pool)
            if amounts.any():
                jumps[:, grid.at_stop] += self.pools.vectors[i][:, None] * (
                    amounts / self.pools.scale[i]
                )
        modes, blood = _driven(panels, source, jumps)
        out = np.tensordot(WHOLE, p.colon_transit_per_h * colon + found.passed_per_h, 1)
        tallies = np.stack([np.tensordot(WHOLE, absorbed, 1), out, self.pools.steady + sweated])
        tallies = _before(tallies * h)[:, stops]
        tallies += np.stack([_before(self._entering(plan, self.solids + t)) for t in _TALLIES])
        if plan not in self._colons or self._colons[plan][0] is not grid:
            self._colons[plan] = (grid, *self._one_colon(grid, panels, stops))
        return Uptake(
            plan=plan,
            start=start,
            gut=found.before[:, stops],
            by_itself=AtStops(
                modes[:, stops],
                np.concatenate([np.zeros((1, self.people)), colon[-1]])[stops],
                tallies,
            ),
            with_colon=self._colons[plan][1],
            grid=grid,
            blood=blood,
            blood_with_colon=self._colons[plan][2],
        )

    def _one_colon(self, grid: Grid, panels: Panels, stops: list[int]) -> tuple[AtStops, Array]:
        """What one mmol in the colon at the start of a day does, and its blood at the nodes."""
        p = self.p
        rate = p.colon_transit_per_h + p.colon_uptake_per_h
        colon = np.exp(-rate * (grid.starts + grid.lengths * AT[:, None])[..., None])
        modes, blood = _driven(panels, p.colon_uptake_per_h * colon, None)
        whole = np.tensordot(WHOLE, colon, 1) * grid.h
        tallies = np.stack([p.colon_uptake_per_h * whole, p.colon_transit_per_h * whole, 0 * whole])
        ends = np.concatenate([np.ones((1, self.people)), colon[-1]])
        return AtStops(modes[:, stops], ends[stops], _before(tallies)[:, stops]), blood


def _before(gains: Array) -> Array:
    """Sums before each place along the last axis but one, and at the end."""
    found = np.zeros((*gains.shape[:-2], gains.shape[-2] + 1, gains.shape[-1]))
    np.cumsum(gains, axis=-2, out=found[..., 1:, :])
    return found


def _driven(panels: Panels, source: Array, jumps: Array | None) -> tuple[Array, Array]:
    """Modes before each panel and at the end, and blood at the nodes, from nothing."""
    gains = np.einsum("jikn,ikn->jkn", panels.gathers, source)
    start = np.zeros((gains.shape[0], gains.shape[2]))
    if jumps is None:
        before = after = Chain(panels.keeps)(gains, start)
    else:
        gains[:, :-1] += jumps[:, 1:]
        after = Chain(panels.keeps)(gains, start + jumps[:, 0])
        before = after.copy()
        before[:, :-1] -= jumps
    blood = np.einsum("jikn,jkn->ikn", panels.free, after[:, :-1])
    blood += respond(panels.transfer, source)
    return before, blood
