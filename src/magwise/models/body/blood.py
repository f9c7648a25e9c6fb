"""Blood, tissues, urine and red cells along a course of days.

The pools are linear but for the kidney's curve. What the curve differs from its line is a source
to the linear system, which answers exactly; so it is found by repetition (waveform relaxation).
Each round leaves a tenth of the error or less, because a panel is short against what the kidney
can do in it. Few people take many panels at once, many people one panel after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from magwise.models.body.course import Array
from magwise.models.body.days import Plan, Uptake, blood_on
from magwise.models.body.flows import red_cell_target
from magwise.models.body.panels import AT, TAIL, WHOLE, Grid, chain, graded, over_nodes
from magwise.models.body.pools import Panels, Pools, panels_of
from magwise.models.body.states import Parameters

LANES = 256  # people times panels that are worth a call to NumPy
MOST_ROUNDS = 30
FIRST_PANEL_H, LONGEST_PANEL_H = 1.0, 3.0
HELD = 100.0  # at the default tolerance, highest coefficients of 3e-3 mmol: see decision 10


@dataclass(frozen=True, slots=True)
class Road:
    """The panels of all days in a row, each with where its numbers stand.

    Attributes
    ----------
    panels, red_keeps, red_gathers
        Of the panels of each kind of day, one kind after another.
    by_itself, with_colon
        Blood at the nodes that each day's uptake causes, ``[nodes, panels, people]``.
    kind, place, day
        Of each panel along the course: where in ``panels``, where in ``by_itself``, which day.
    lengths, factor
        Of each panel: length [h] and factor on the tubule.
    first
        The first panel of each day, and the number of panels.
    """

    panels: Panels
    red_keeps: Array
    red_gathers: Array
    by_itself: Array
    with_colon: Array
    kind: Array
    place: Array
    day: Array
    lengths: Array
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

    def finer(self, kinds: Array) -> dict[Plan, Grid]:
        """The grids with these panels cut in two."""
        chosen = np.zeros(int(self.kind.max()) + 1, dtype=bool)
        chosen[kinds] = True
        return {
            plan: grid.halved(chosen[self.kinds[plan] : self.kinds[plan] + len(grid.lengths)])
            for plan, grid in self.grids.items()
        }


def road_of(days: Sequence[Uptake], pools: Pools, p: Parameters, grids: dict[Plan, Grid]) -> Road:
    """Lay the panels of all days in a row; kinds of days that have no grid yet get one."""
    kinds: dict[Plan, int] = {}
    places: dict[int, int] = {}
    curves = []
    lengths = np.zeros(0)
    count = 0
    for one in days:
        if one.plan not in grids:
            grids[one.plan] = graded(one.plan.hours, FIRST_PANEL_H, 2.0, LONGEST_PANEL_H)
        if one.plan not in kinds:
            kinds[one.plan] = len(lengths)
            lengths = np.concatenate([lengths, grids[one.plan].lengths])
        if id(one) not in places:
            places[id(one)] = count
            curves.append(blood_on(one, grids[one.plan]))
            count += len(grids[one.plan].lengths)
    sizes = [len(grids[one.plan].lengths) for one in days]
    kind = np.concatenate([kinds[d.plan] + np.arange(n) for d, n in zip(days, sizes, strict=True)])
    place = np.concatenate([places[id(d)] + np.arange(n) for d, n in zip(days, sizes, strict=True)])
    factors = {
        plan: np.repeat([act[2] for act in plan.acts], np.diff([*grid.at_stop, len(grid.lengths)]))
        for plan, grid in grids.items()
    }
    fading = p.red_cell_per_h * lengths[:, None]
    return Road(
        panels=panels_of(pools, lengths),
        red_keeps=np.exp(-fading),
        red_gathers=fading * WHOLE[:, None, None] * np.exp(-fading * (1 - AT[:, None, None])),
        by_itself=np.concatenate([c[0] for c in curves], axis=1),
        with_colon=np.concatenate([c[1] for c in curves], axis=1),
        kind=kind,
        place=place,
        day=np.repeat(np.arange(len(days)), sizes),
        lengths=lengths[kind],
        factor=np.concatenate([factors[d.plan] for d in days]),
        first=np.concatenate([[0], np.cumsum(sizes)]),
        grids=grids,
        kinds=kinds,
        plans=tuple(one.plan for one in days),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """What was found before some panels: modes, and urine, endogenous loss and red cells."""

    modes: Array  # [panels, modes, people]
    urine: Array
    endogenous: Array
    red_cells: Array


def _some(indices: Array) -> Array | slice:
    """Neighbours as a slice, so that nothing is copied."""
    if indices[-1] - indices[0] == len(indices) - 1:
        return slice(int(indices[0]), int(indices[-1]) + 1)
    return indices


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
    count, people = len(road.day), modes.shape[1]
    shape = (len(wanted), people)
    record = Record(
        np.empty((len(wanted), *modes.shape)), np.empty(shape), np.empty(shape), np.empty(shape)
    )
    urine = endogenous = np.zeros(people)
    ends = np.stack(
        [
            day.by_itself.modes[:, -1] + day.with_colon.modes[:, -1] * colon
            for day, colon in zip(days, colons[:-1], strict=True)
        ]
    )
    last_of_day = road.first[1:] - 1
    close, held = 0.1 * relative, HELD * relative**0.75
    source = np.zeros((len(AT), 0, people))
    at, width = 0, max(1, LANES // people)
    while at < count:
        here = slice(at, min(count, at + width))
        panel, place, day = road.kind[here], road.place[here], road.day[here]
        kind = _some(panel)
        h = road.lengths[here, None]
        factor = road.factor[here, None]
        free, answers = road.panels.free[:, :, kind], road.panels.answers[:, :, kind]
        keeps, gathers = road.panels.keeps[:, kind], road.panels.gathers[:, :, kind]
        given = road.by_itself[:, _some(place)]
        given = given + road.with_colon[:, _some(place)] * colons[day]
        jumps = np.zeros((modes.shape[0], len(day), people))
        finished = np.flatnonzero(np.isin(np.arange(here.start, here.stop), last_of_day))
        jumps[:, finished] = np.moveaxis(ends[day[finished]], 1, 0)
        source = _guess(road, here, source, people)
        change = np.inf
        alone = len(day) == 1
        if alone:
            base = np.einsum("jikn,jn->ikn", free, modes) + given
        for _ in range(MOST_ROUNDS):
            if alone:
                blood = base - np.einsum("imkn,mkn->ikn", answers, source)
            else:
                gains = jumps - np.einsum("jikn,ikn->jkn", gathers, source)
                before = chain(keeps, gains, modes)
                blood = np.einsum("jikn,jkn->ikn", free, before[:, :-1]) + given
                blood -= np.einsum("imkn,mkn->ikn", answers, source)
            curve = pools.curve(blood, factor)
            new = curve - pools.line_per_h * blood
            change = float((np.abs(new - source) * h).max())
            source = new
            if not change > close:
                break
        if not change <= close:
            if alone:
                return panel
            width = max(1, width // 4)
            source = np.zeros((len(AT), 0, people))
            continue
        coarse = (np.abs(over_nodes(TAIL, source)).max(axis=0) * h).max(axis=1) > held
        if coarse.any():
            found: Array = panel[coarse]
            return found
        before = chain(keeps, jumps - np.einsum("jikn,ikn->jkn", gathers, source), modes)
        gone = np.tensordot(WHOLE, curve + pools.urine_per_h * blood, 1) * h
        lost = np.tensordot(WHOLE, blood, 1) * h * pools.endogenous_per_h
        target = red_cell_target(p, blood)
        reds = chain(
            road.red_keeps[kind],
            np.einsum("ikn,ikn->kn", road.red_gathers[:, kind], target),
            red_cells,
        )
        urines, losses = _running(urine, gone), _running(endogenous, lost)
        first, last = np.searchsorted(wanted, [here.start, here.stop])
        if here.stop == count:
            last = len(wanted)
        some = wanted[first:last] - here.start
        record.modes[first:last] = np.moveaxis(before[:, some], 1, 0)
        record.urine[first:last] = urines[some]
        record.endogenous[first:last] = losses[some]
        record.red_cells[first:last] = reds[some]
        modes, urine, endogenous, red_cells = before[:, -1], urines[-1], losses[-1], reds[-1]
        at = here.stop
    return record


def _running(start: Array, gains: Array) -> Array:
    """Sums before each panel and at the end."""
    found: Array = np.cumsum(np.concatenate([start[None], gains]), axis=0)
    return found


def _guess(road: Road, here: slice, source: Array, people: int) -> Array:
    """The source to start the repetition with: that of the same panel a day before."""
    return np.zeros((len(AT), here.stop - here.start, people))
