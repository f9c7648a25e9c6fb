"""Follows many people along a course: panels of hours instead of steps of minutes.

The gut comes first, one day of each kind (`days`); blood and tissues follow it (`blood`).
"""

import math
from dataclasses import dataclass, field

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.models.body.blood import Follow, Record, follow, road_of
from magwise.models.body.course import Array, Stops
from magwise.models.body.days import Kitchen, Plan, days_of
from magwise.models.body.flows import ORDER
from magwise.models.body.gut import Find, compartment
from magwise.models.body.panels import Grid
from magwise.models.body.pools import LINE_AT, POOL_ROWS, pools_of_people
from magwise.models.body.states import GUT, Parameters

RELATIVE, ABSOLUTE_MMOL = 1e-6, 1e-8
BLOCK = 256  # people whose numbers fit the cache of one core
MOST_HALVINGS = 40
_ROW = {name: i for i, name in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Loops:
    """The two loops that take the time; `lanes` has them compiled."""

    compartment: Find
    follow: Follow
    people: int  # how many are worth a call together
    lanes: int = 1  # what their number must be a multiple of


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a course, and the panels that each kind of day needed so far."""

    plans: list[Plan]
    places: list[Array]  # in the results, of each stop of each day, or -1
    gut: dict[Plan, Grid] = field(default_factory=dict)
    blood: dict[Plan, Grid] = field(default_factory=dict)


NUMPY = Loops(compartment=compartment, follow=follow, people=BLOCK)


def integrate(
    start: Array,
    parameters: Array,
    stops: Stops,
    scale: Array,
    outputs: int,
    *,
    relative: float = RELATIVE,
    absolute: float = ABSOLUTE_MMOL,
    loops: Loops = NUMPY,
) -> Array:
    """Follow all people from ``start`` along the stops.

    Parameters
    ----------
    start
        Solids, states and tallies at hour 0, before what enters there, ``[rows, people]``.
    parameters
        In the order of `Parameters`, ``[parameters, people]``.
    scale
        Factors on the boluses, ``[rows of scale, people]``.

    Returns
    -------
    ``[outputs, rows, people]``; an output at a stop is taken before anything enters there.

    Raises
    ------
    NotApplicable
        When no panel is short enough, which only numbers without meaning cause.
    """
    people = start.shape[1]
    results = np.empty((outputs, len(start), people))
    p = Parameters(*parameters)
    # sharply saturating guts need short panels: together they slow down only each other
    order = np.argsort(p.uptake_step_mmol_per_h / p.half_uptake_step_mmol**2)
    scale = np.broadcast_to(scale, (scale.shape[0], people))
    closed = [_ROW[name] + len(stops.dissolution) for name in ("red_cells", "urine", "endogenous")]
    if np.isin(stops.row, closed).any():
        raise ValueError("nothing can be given into red cells, urine or the gut's own loss")
    course = Course(*days_of(stops))
    size = math.ceil(people / max(1, round(people / loops.people)))
    size += -size % loops.lanes
    for first in range(0, people, size):
        chosen = order[first : first + size]
        chosen = np.append(chosen, np.repeat(chosen[-1:], -len(chosen) % loops.lanes))
        results[:, :, chosen] = _block(
            np.ascontiguousarray(start[:, chosen], dtype=float),
            np.ascontiguousarray(parameters[:, chosen], dtype=float),
            stops, np.ascontiguousarray(scale[:, chosen]), outputs, relative, absolute, loops,
            course,
        )  # fmt: skip
    return results


def _block(
    start: Array, parameters: Array, stops: Stops, scale: Array, outputs: int,
    relative: float, absolute: float, loops: Loops, course: Course,
) -> Array:  # fmt: skip
    """`integrate` for people on the same panels."""
    p = Parameters(*parameters)
    gut_rows = len(stops.dissolution) + len(GUT) - 1
    gut, states = start[:gut_rows], start[len(stops.dissolution) :]
    pools = pools_of_people(parameters, LINE_AT * p.volume_l * p.reference_mmol_per_l)
    kitchen = Kitchen(
        parameters, pools, stops, scale, relative, absolute, loops.compartment, course.gut
    )
    days, colons = kitchen.days(course.plans, gut, states[_ROW["colon"]])
    wanted = [
        (place, d, stop)
        for d, row in enumerate(course.places)
        for stop, place in enumerate(row)
        if place >= 0
    ]
    if stops.output[-1] >= 0:
        wanted.append((int(stops.output[-1]), len(days) - 1, -1))
    modes, red = pools.modes_of(states[POOL_ROWS]), states[_ROW["red_cells"]]
    for _ in range(MOST_HALVINGS):
        road = road_of(days, pools, p, course.blood)
        panels = np.array([road.before(d, stop) for _, d, stop in wanted], dtype=int)
        record = loops.follow(road, days, colons, pools, p, modes, red, panels, relative)
        if isinstance(record, Record):
            break
        course.blood.update(road.finer(record))
    else:
        raise NotApplicable(Problem("error.body-no-step"))
    # everything before each output: what the day did by itself, and what was there before
    results = np.zeros((outputs, *start.shape))
    if not wanted:
        return results
    place = np.array([w[0] for w in wanted])
    which = [(days[d], stop) for _, d, stop in wanted]
    colon = colons[[d for _, d, _ in wanted]]
    own = np.stack([day.by_itself.modes[:, stop] for day, stop in which])
    own += np.stack([day.with_colon.modes[:, stop] for day, stop in which]) * colon[:, None]
    ended = np.array([stop < 0 for _, _, stop in wanted])
    found = results[place]
    found[:, :gut_rows] = np.stack([day.gut[:, stop] for day, stop in which])
    state = found[:, len(stops.dissolution) :]
    state[:, _ROW["colon"]] = np.stack(
        [day.by_itself.colon[stop] for day, stop in which]
    ) + colon * np.stack([day.with_colon.colon[stop] for day, stop in which])
    own[ended] = 0.0  # the record at the end of the last day holds them already
    state[:, POOL_ROWS] = np.moveaxis(pools.pools_of(np.moveaxis(record.modes + own, 1, 0)), 0, 1)
    state[:, _ROW["red_cells"]] = record.red_cells
    state[:, _ROW["urine"]] = states[_ROW["urine"]] + record.urine
    state[:, _ROW["endogenous"]] = states[_ROW["endogenous"]] + record.endogenous
    totals = np.stack(
        [
            day.by_itself.tallies[:, -1] + colons[d] * day.with_colon.tallies[:, -1]
            for d, day in enumerate(days)
        ]
    )
    earlier = np.concatenate([np.zeros_like(totals[:1]), np.cumsum(totals, axis=0)])
    for i, name in enumerate(("absorbed", "unabsorbed", "other_losses")):
        since = np.stack([day.by_itself.tallies[i, stop] for day, stop in which])
        since += colon * np.stack([day.with_colon.tallies[i, stop] for day, stop in which])
        state[:, _ROW[name]] = states[_ROW[name]] + earlier[[d for _, d, _ in wanted], i] + since
    results[place] = found
    return results
