"""Blood, tissues, urine and red cells along a course of days.

The pools are linear but for the kidney's curve. What the curve differs from its line is a source
to the linear system, which answers exactly; so it is found by repetition (waveform relaxation).
Each round leaves a tenth of the error or less, because a panel is short against what the kidney
can do in it. Few people take many panels at once, many people one panel after another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from magwise.models.body.course import Array
from magwise.models.body.days import Plan, Uptake
from magwise.models.body.flows import red_cell_target
from magwise.models.body.panels import AT, TAIL, WHOLE, Chain, Grid, graded, on_grid, over_nodes
from magwise.models.body.pools import Panels, Pools, panels_of
from magwise.models.body.states import Parameters

LANES = 256  # people times panels that are worth a call to NumPy
MOST_ROUNDS = 30
FIRST_PANEL_H, LONGEST_PANEL_H = 0.5, 2.0
_WHOLE_AND_TAIL = np.concatenate([WHOLE[None], TAIL])
HELD = 50.0  # at the default tolerance, highest coefficients of 1.6e-3 mmol: see decision 10


@dataclass(frozen=True, slots=True)
class Road:
    """The panels of all days in a row, each with where its numbers stand.

    Attributes
    ----------
    panels, answers, red_keeps, red_gathers
        Of the panels of each kind of day, one kind after another.
    by_itself, with_colon
        Blood at the nodes that each day's uptake and each kind of day's colon cause,
        ``[nodes, panels, people]``.
    kind, place, day
        Of each panel along the course: where in ``panels``, where in ``by_itself``, which day.
    lengths_of_kinds, factor
        Length of the panels of each kind [h]; factor on the tubule in each panel along the course.
    first
        The first panel of each day, and the number of panels.
    """

    panels: Panels
    answers: Array
    red_keeps: Array
    red_gathers: Array
    by_itself: Array
    with_colon: Array
    kind: Array
    place: Array
    day: Array
    lengths_of_kinds: Array
    factor: Array
    first: Array
    grids: dict[Plan, Grid]
    kinds: dict[Plan, int]
    plans: tuple[Plan, ...]

    def before(self, day: int, stop: int) -> int:
        """The panel that starts at a stop of a day, counted along the course; -1 is the end."""
        if stop < 0:
            return int(self.first[day + 1])
        return int(self.first[day]) + self.grids[self.plans[day]].at_stop[stop]

    @property
    def all_seen(self) -> int:
        """After how many days every kind of day has been met."""
        return 1 + max(self.plans.index(plan) for plan in self.grids)

    def last_panels(self, here: slice) -> list[int]:
        """Which of some panels close a day, counted from the first of them."""
        closing = self.first[1:] - 1
        low, high = np.searchsorted(closing, [here.start, here.stop])
        return [int(panel) - here.start for panel in closing[low:high]]

    def finer(self, kinds: Array) -> dict[Plan, Grid]:
        """The grids with these panels cut in two."""
        chosen = np.zeros(len(self.lengths_of_kinds), dtype=bool)
        chosen[np.asarray(kinds, dtype=int)] = True
        return {
            plan: grid.halved(chosen[self.kinds[plan] : self.kinds[plan] + len(grid.lengths)])
            for plan, grid in self.grids.items()
        }


def road_of(days: Sequence[Uptake], pools: Pools, p: Parameters, grids: dict[Plan, Grid]) -> Road:
    """Lay the panels of all days in a row; kinds of days that have no grid yet get one."""
    kinds: dict[Plan, int] = {}
    places: dict[int, int] = {}
    curves, colons = [], []
    lengths = np.zeros(0)
    count = 0
    for one in days:
        if one.plan not in grids:
            grids[one.plan] = graded(one.plan.hours, FIRST_PANEL_H, 2.0, LONGEST_PANEL_H)
        if one.plan not in kinds:
            colons.append(on_grid(one.blood_with_colon, one.grid, grids[one.plan]))
            kinds[one.plan] = len(lengths)
            lengths = np.concatenate([lengths, grids[one.plan].lengths])
        if id(one) not in places:
            places[id(one)] = count
            curves.append(on_grid(one.blood, one.grid, grids[one.plan]))
            count += len(grids[one.plan].lengths)
    sizes = [len(grids[one.plan].lengths) for one in days]
    kind = np.concatenate([kinds[d.plan] + np.arange(n) for d, n in zip(days, sizes, strict=True)])
    place = np.concatenate([places[id(d)] + np.arange(n) for d, n in zip(days, sizes, strict=True)])
    factors = {
        plan: np.repeat([act[2] for act in plan.acts], np.diff([*grid.at_stop, len(grid.lengths)]))
        for plan, grid in grids.items()
    }
    fading = p.red_cell_per_h * lengths[:, None]
    panels = panels_of(pools, lengths)
    return Road(
        panels=panels,
        answers=panels.answers(),
        red_keeps=np.exp(-fading),
        red_gathers=fading * WHOLE[:, None, None] * np.exp(-fading * (1 - AT[:, None, None])),
        by_itself=np.concatenate(curves, axis=1),
        with_colon=np.concatenate(colons, axis=1),
        kind=kind,
        place=place,
        day=np.repeat(np.arange(len(days)), sizes),
        lengths_of_kinds=lengths,
        factor=np.concatenate([factors[d.plan] for d in days]),
        first=np.concatenate([[0], np.cumsum(sizes)]),
        grids=grids,
        kinds=kinds,
        plans=tuple(one.plan for one in days),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """What was found before some panels: modes, urine, endogenous loss and red cells."""

    modes: Array  # [panels, modes, people]
    urine: Array
    endogenous: Array
    red_cells: Array


Follow = Callable[..., Record | Array]


def follow(
    road: Road, days: Sequence[Uptake], colons: Array, pools: Pools, p: Parameters,
    modes: Array, red_cells: Array, wanted: Array, relative: float,
) -> Record | Array:  # fmt: skip
    """Follow everyone along the road.

    Parameters
    ----------
    colons
        In the colon at the start of each day, ``[days + 1, people]``.
    modes, red_cells
        At the start.
    wanted
        Panels before which the record is wanted, in order.

    Returns
    -------
    The record, or the kinds of panels that are too long for the accuracy asked.
    """
    people = modes.shape[1]
    shape = (len(wanted), people)
    record = Record(
        np.empty((len(wanted), *modes.shape)), np.empty(shape), np.empty(shape), np.empty(shape)
    )
    urine = endogenous = np.zeros(people)
    closings, known, close, held = beginning(road, days, colons, pools, modes, relative)
    coarse = np.zeros(0)
    at = day = 0
    while day < len(days):
        together = max(1, LANES // (people * int(road.first[day + 1] - at))) if day else 1
        day = min(len(days), day + together)
        window = Window(road, slice(at, int(road.first[day])), colons, closings, pools)
        solved = window.solve(modes, known[:, window.kind], pools, close)
        if solved is None:
            return window.kind
        source, blood, curve, before = solved
        h, kind = window.h, window.some
        whole, *tails = over_nodes(_WHOLE_AND_TAIL, curve) * h
        too_long = window.kind[np.abs(tails).max(axis=(0, 2)) > held]
        coarse = np.union1d(coarse, too_long)
        if len(coarse) and day >= road.all_seen:
            return coarse
        known[:, kind] = source
        stayed = np.tensordot(WHOLE, blood, 1) * h
        gone = whole + pools.urine_per_h * stayed
        reds = np.einsum("ikn,ikn->kn", road.red_gathers[:, kind], red_cell_target(p, blood))
        reds = Chain(road.red_keeps[kind])(reds, red_cells)
        urines = _running(urine, gone)
        losses = _running(endogenous, pools.endogenous_per_h * stayed)
        first, last = np.searchsorted(wanted, [at, road.first[day]])
        last = len(wanted) if day == len(days) else last
        some = wanted[first:last] - at
        record.modes[first:last] = np.moveaxis(before[:, some], 1, 0)
        record.urine[first:last] = urines[some]
        record.endogenous[first:last] = losses[some]
        record.red_cells[first:last] = reds[some]
        modes, urine, endogenous, red_cells = before[:, -1], urines[-1], losses[-1], reds[-1]
        at = int(road.first[day])
    return record


def beginning(
    road: Road, days: Sequence[Uptake], colons: Array, pools: Pools, modes: Array, relative: float
) -> tuple[Array, Array, float, float]:
    """What to start with: modes that each day's uptake leaves, a first source, two tolerances."""
    closings = np.stack(
        [
            day.by_itself.modes[:, -1] + day.with_colon.modes[:, -1] * colon
            for day, colon in zip(days, colons[:-1], strict=True)
        ]
    )
    start = np.einsum("jn,jn->n", pools.blood, modes)
    source = pools.curve(start, pools.offset(1.0)) - pools.line_per_h * start
    known = np.broadcast_to(source, (len(AT), len(road.lengths_of_kinds), len(start))).copy()
    return closings, known, 0.1 * relative, HELD * relative**0.75


class Window:
    """The panels of some days in a row."""

    def __init__(
        self, road: Road, here: slice, colons: Array, closings: Array, pools: Pools
    ) -> None:
        self.kind, day = road.kind[here], road.day[here]
        kind, place = _some(self.kind), _some(road.place[here])
        self.some = kind
        self.h = road.lengths_of_kinds[self.kind, None]
        self.free, self.answers = road.panels.free[:, :, kind], road.answers[:, :, kind]
        self.keeps, self.gathers = road.panels.keeps[:, kind], road.panels.gathers[:, :, kind]
        self.given = road.with_colon[:, kind] * colons[day]
        self.given += road.by_itself[:, place]
        self.closings = np.zeros((self.free.shape[0], len(day), colons.shape[1]))
        for panel in road.last_panels(here):
            self.closings[:, panel] = closings[day[panel]]
        self.offset = pools.offset(road.factor[here, None])

    def solve(
        self, modes: Array, source: Array, pools: Pools, close: float
    ) -> tuple[Array, Array, Array, Array] | None:
        """Repeat until the source stands still [mmol]: source, blood, curve, modes before each.

        None when it does not. Few people take many panels at once, many people one by one.
        """
        count, people = self.given.shape[1:]
        width = max(1, LANES // people)
        blood, curve = np.empty_like(source), np.empty_like(source)
        before = np.empty((len(modes), count + 1, people))
        before[:, 0] = modes
        at = 0
        while at < count:
            here = slice(at, min(count, at + width))
            until = self._repeat(here, before[:, at], source, blood, curve, pools, close)
            if until is None:
                if width == 1:
                    return None
                width = max(1, width // 4)
                continue
            before[:, at + 1 : here.stop + 1] = until[:, 1:]
            at = here.stop
        return source, blood, curve, before

    def _repeat(
        self, here: slice, modes: Array, source: Array, blood: Array, curve: Array,
        pools: Pools, close: float,
    ) -> Array | None:  # fmt: skip
        """Fill in some panels; the modes before each and at the end, or None."""
        chain = Chain(self.keeps[:, here])
        free, answers = self.free[:, :, here], self.answers[:, :, here]
        alone = here.stop - here.start == 1
        base = self.given[:, here]
        if alone:
            base = base + np.einsum("jikn,jn->ikn", free, modes)
        now = source[:, here]
        for _ in range(MOST_ROUNDS):
            found = base - np.einsum("imkn,mkn->ikn", answers, now)
            if not alone:
                before = self.passed(here, chain, modes, now)
                found += np.einsum("jikn,jkn->ikn", free, before[:, :-1])
            curved = pools.curve(found, self.offset[here])
            new = curved - pools.line_per_h * found
            now = (now - new) * self.h[here]
            change = max(float(now.max()), -float(now.min()))
            now = new
            if change <= close:
                source[:, here], blood[:, here], curve[:, here] = new, found, curved
                return self.passed(here, chain, modes, new)
            if not np.isfinite(change):
                return None
        return None

    def passed(self, here: slice, chain: Chain, modes: Array, source: Array) -> Array:
        """Modes before each panel and at the end."""
        gains = np.einsum("jikn,ikn->jkn", self.gathers[:, :, here], source)
        return chain(np.subtract(self.closings[:, here], gains, out=gains), modes)


def _some(indices: Array) -> Array | slice:
    """Neighbours as a slice, so that nothing is copied."""
    if indices[-1] - indices[0] == len(indices) - 1:
        return slice(int(indices[0]), int(indices[-1]) + 1)
    return indices


def _running(start: Array, gains: Array) -> Array:
    """Sums before each panel and at the end."""
    found: Array = np.cumsum(np.concatenate([start[None], gains]), axis=0)
    return found
