"""The two loops that take the time, compiled: a few people side by side in the processor's lanes.

Needs numba (the extra ``fast``). Both do what `gut.intestine` and `blood.follow` do, panel after
panel; everything else is the same code. Each lot of `LANES` people repeats as often as its own
worst person needs. The kidney's curve and the power of red cells are written out in plain
arithmetic, so that the compiler can run them in vectors.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from magwise.models.body import blood, integration
from magwise.models.body.blood import MOST_ROUNDS, Record, Road
from magwise.models.body.course import Array
from magwise.models.body.days import Uptake
from magwise.models.body.gut import CLOSE
from magwise.models.body.panels import NODES, TAIL, UP_TO, WHOLE, Grid
from magwise.models.body.pools import Pools
from magwise.models.body.states import POOLS, Parameters

LANES = 16
BLOCK = 64  # people whose panels stay close to the processor; they share the panels of a day
TOGETHER = NODES * LANES
MODES = len(POOLS)
_MATH = {"contract", "nsz", "arcp", "nnan", "ninf", "reassoc"}


def _njit(**options: Any) -> Callable[[Any], Any]:
    """Numba's compiler, typed."""
    found: Callable[[Any], Any] = numba.njit(**options)
    return found


@_njit(inline="always")
def _exp_small(x: float) -> float:
    """``exp(x)`` for |x| below 0.7: Taylor's series, error below 1e-15."""
    total = 1.0 + x * (1.0 / 14.0)
    total = 1.0 + x * total * (1.0 / 13.0)
    total = 1.0 + x * total * (1.0 / 12.0)
    total = 1.0 + x * total * (1.0 / 11.0)
    total = 1.0 + x * total * (1.0 / 10.0)
    total = 1.0 + x * total * (1.0 / 9.0)
    total = 1.0 + x * total * (1.0 / 8.0)
    total = 1.0 + x * total * (1.0 / 7.0)
    total = 1.0 + x * total * (1.0 / 6.0)
    total = 1.0 + x * total * (1.0 / 5.0)
    total = 1.0 + x * total * (1.0 / 4.0)
    total = 1.0 + x * total * (1.0 / 3.0)
    total = 1.0 + x * total * (1.0 / 2.0)
    return 1.0 + x * total


@_njit(inline="always")
def _log_ratio(s: float) -> float:
    """``ln((1 + s) / (1 - s))`` for |s| up to 1/3."""
    q = s * s
    total = 1.0 / 31.0
    total = total * q + 1.0 / 29.0
    total = total * q + 1.0 / 27.0
    total = total * q + 1.0 / 25.0
    total = total * q + 1.0 / 23.0
    total = total * q + 1.0 / 21.0
    total = total * q + 1.0 / 19.0
    total = total * q + 1.0 / 17.0
    total = total * q + 1.0 / 15.0
    total = total * q + 1.0 / 13.0
    total = total * q + 1.0 / 11.0
    total = total * q + 1.0 / 9.0
    total = total * q + 1.0 / 7.0
    total = total * q + 1.0 / 5.0
    total = total * q + 1.0 / 3.0
    return 2.0 * s * (total * q + 1.0)


@_njit(inline="always")
def _softplus(x: float) -> float:
    size = min(abs(x), 40.0)
    u = _exp_small(size * (-1.0 / 64.0))
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    u = u * u
    found: float = max(x, 0.0) + _log_ratio(u / (2.0 + u))
    return found


@_njit(inline="always")
def _power(base: float, exponent: float) -> float:
    """``base ** exponent`` by the logarithm of the fourth root; base within 0.06 to 16."""
    root = math.sqrt(math.sqrt(max(base, 1e-9)))
    whole = _exp_small(exponent * _log_ratio((root - 1.0) / (root + 1.0)))
    whole = whole * whole
    found: float = whole * whole
    return found


_compiled = _njit(fastmath=_MATH, error_model="numpy", nogil=True, cache=True)


@_njit(inline="always")
def _add(out: Any, one: Any, other: Any) -> None:
    """Add a product, lane by lane."""
    for i in range(LANES):
        out[i] += one[i] * other[i]


@_njit(inline="always")
def _take(out: Any, one: Any, other: Any) -> None:
    """Take a product away, lane by lane."""
    for i in range(LANES):
        out[i] -= one[i] * other[i]


@_compiled
def _intestine(
    up_to: Any, lengths: Any, most_of: Any, half_of: Any, slope_of: Any, source: Any, start: Any,
    enters: Any, found: Any, lost: Any,
) -> None:  # fmt: skip
    """Find the amounts ``[nodes, panels, people]``, which hold a guess, and the panels lost."""
    people = source.shape[2]
    matrix = np.empty((NODES, NODES, LANES))
    right, here = np.empty((NODES, LANES)), np.empty((NODES, LANES))
    comes, shares = np.empty((NODES, LANES)), np.empty((NODES, LANES))
    rate, gain, change = np.empty(LANES), np.empty(LANES), np.empty(LANES)
    most, half, slope, end = np.empty(LANES), np.empty(LANES), np.empty(LANES), np.empty(LANES)
    for begin in range(0, people, LANES):
        for i in range(LANES):
            person = min(begin + i, people - 1)  # the last one fills up
            most[i], half[i], slope[i] = most_of[person], half_of[person], slope_of[person]
            end[i] = start[person]
        for panel in range(len(lengths)):
            h = lengths[panel]
            for i in range(LANES):
                person = min(begin + i, people - 1)
                end[i] += enters[panel, person]
                for m in range(NODES):
                    here[m, i], comes[m, i] = found[m, panel, person], source[m, panel, person]
            for _ in range(MOST_ROUNDS):
                for m in range(NODES):
                    right[m] = end
                for r in range(NODES):
                    amount, come, share = here[r], comes[r], shares[r]
                    for i in range(LANES):
                        one = 1.0 / (half[i] + amount[i])
                        share[i] = one
                        rate[i] = slope[i] + most[i] * half[i] * one * one
                        gain[i] = come[i] - most[i] * amount[i] * amount[i] * one * one
                    for m in range(NODES):
                        part, entry, side = h * up_to[m, r], matrix[m, r], right[m]
                        for i in range(LANES):
                            entry[i] = part * rate[i]
                            side[i] += part * gain[i]
                    entry = matrix[r, r]
                    for i in range(LANES):
                        entry[i] += 1.0
                _eliminate(matrix, right)
                change[:] = 0.0
                for m in range(NODES):
                    amount, new, share = here[m], right[m], shares[m]
                    for i in range(LANES):
                        moved = abs(new[i] - amount[i]) * share[i]
                        change[i] = moved if moved > change[i] else change[i]
                        amount[i] = new[i] if new[i] > 0.0 else 0.0
                if change.max() < CLOSE:
                    break
            if not change.max() < CLOSE:
                lost[panel] = True
            for m in range(NODES):
                for i in range(min(LANES, people - begin)):
                    found[m, panel, begin + i] = here[m, i]
            end[:] = here[NODES - 1]


@_compiled
def _eliminate(matrix: Any, right: Any) -> None:
    """Solve linear equations of `NODES` unknowns in each lane; the diagonal is large enough."""
    for c in range(NODES):
        inverse = matrix[c, c]  # division is slow: each pivot is turned over once
        for i in range(LANES):
            inverse[i] = 1.0 / inverse[i]
        for m in range(c + 1, NODES):
            factor = matrix[m, c]
            for i in range(LANES):
                factor[i] *= inverse[i]
            _take(right[m], factor, right[c])
            for r in range(c + 1, NODES):
                _take(matrix[m, r], factor, matrix[c, r])
    for back in range(NODES):
        m = NODES - 1 - back
        for r in range(m + 1, NODES):
            _take(right[m], matrix[m, r], right[r])
        side, inverse = right[m], matrix[m, m]
        for i in range(LANES):
            side[i] *= inverse[i]


def intestine(
    grid: Grid, p: Parameters, source: Array, start: Array, enters: Array, guess: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """As `gut.intestine`."""
    found = np.array(guess)
    lost = np.zeros(len(grid.lengths), dtype=np.bool_)
    _intestine(
        UP_TO, grid.lengths, p.uptake_step_mmol_per_h, p.half_uptake_step_mmol,
        p.transit_per_h + p.passive_per_h, source, start, enters, found, lost,
    )  # fmt: skip
    return found, lost


@_njit(inline="always")
def _largest(values: Any) -> float:
    """The largest of `TOGETHER` numbers, which are lost."""
    half = TOGETHER // 2
    while half >= LANES:
        for i in range(half):
            low, high = values[i], values[half + i]
            values[i] = high if high > low else low
        half //= 2
    found: float = values[:LANES].max()
    return found


@_compiled
def _follow(
    free: Any, keeps: Any, gathers: Any, answers: Any, red_keeps: Any, red_gathers: Any,
    by_itself: Any, with_colon: Any, lengths: Any, whole: Any, tail: Any,
    kind_of: Any, place_of: Any, day_of: Any, factors: Any, colons: Any, closings: Any, last: Any,
    constants: Any, now: Any, known: Any, close: float, held: float,
    wanted: Any, found: Any, coarse: Any,
) -> None:  # fmt: skip
    """Follow `LANES` people along the panels; mark the kinds of panels that are too long.

    ``[kinds, ..., lanes]`` for what belongs to panels; ``now`` and ``found[wanted]`` hold modes,
    urine, endogenous loss and red cells.
    """
    line, slope, offset, splay = constants[0], constants[1], constants[2], constants[3]
    urine_per_h, endogenous_per_h = constants[4], constants[5]
    red_scale, red_content, red_power = constants[6], constants[7], constants[8]
    base, blood, moved = np.empty(TOGETHER), np.empty(TOGETHER), np.empty(TOGETHER)
    curve, tails = np.empty(TOGETHER), np.empty(LANES)
    per_amount, per_curve, lines, offsets = (
        np.empty(TOGETHER),
        np.empty(TOGETHER),
        np.empty(TOGETHER),
        np.empty(TOGETHER),
    )
    for i in range(TOGETHER):
        lane = i % LANES
        per_amount[i], offsets[i] = slope[lane], offset[lane]
        per_curve[i], lines[i] = splay[lane], line[lane]
    earlier, moves = np.zeros(known.shape), np.zeros(known.shape)
    met = np.full((len(known), 3), -1)
    seen = 0
    for panel in range(len(kind_of)):
        while seen < len(wanted) and wanted[seen] == panel:
            found[seen] = now
            seen += 1
        k, q, d, factor = kind_of[panel], place_of[panel], day_of[panel], factors[panel]
        h = lengths[k]
        source, before, move = known[k], earlier[k], moves[k]
        # where the same day came before, the source goes on as it did between those
        going_on = 1.0 if met[k, 0] == q and met[k, 1] == q else 0.0
        bending = going_on if met[k, 2] == q else 0.0
        met[k, 2], met[k, 1], met[k, 0] = met[k, 1], met[k, 0], q
        for i in range(TOGETHER):
            last_time = source[i]
            last_move = last_time - before[i]
            source[i] += going_on * last_move + bending * (last_move - move[i])
            before[i], move[i] = last_time, last_move
        for m in range(NODES):
            for i in range(LANES):
                total = by_itself[q, m, i] + with_colon[k, m, i] * colons[d, i]
                for j in range(MODES):
                    total += free[k, j, m, i] * now[j, i]
                base[m * LANES + i] = total
        still = False
        for _ in range(MOST_ROUNDS):
            for m in range(NODES):
                for i in range(LANES):
                    total = base[m * LANES + i]
                    for r in range(NODES):
                        total -= answers[k, m, r, i] * source[r * LANES + i]
                    blood[m * LANES + i] = total
            for i in range(TOGETHER):
                one = blood[i]
                curved = per_curve[i] * _softplus(one * per_amount[i] + offsets[i] * factor)
                curve[i] = curved
                new = curved - lines[i] * one
                moved[i] = abs(new - source[i])
                source[i] = new
            still = _largest(moved) * h <= close
            if still:
                break
        for t in range(len(tail)):
            for i in range(LANES):
                total = 0.0
                for m in range(NODES):
                    total += tail[t, m] * curve[m * LANES + i]
                tails[i] = abs(total)
            still = still and tails.max() * h <= held
        if not still:
            coarse[k] = True
        for j in range(MODES):
            for i in range(LANES):
                total = keeps[k, j, i] * now[j, i]
                for m in range(NODES):
                    total -= gathers[k, j, m, i] * source[m * LANES + i]
                now[j, i] = total
        for m in range(NODES):
            for i in range(LANES):
                at = m * LANES + i
                moved[at] = red_content[i] * _power(blood[at] * red_scale[i], red_power[i])
        for i in range(LANES):
            filtered, stayed = 0.0, 0.0
            red = now[MODES + 2, i] * red_keeps[k, i]
            for m in range(NODES):
                at = m * LANES + i
                filtered += whole[m] * curve[at]
                stayed += whole[m] * blood[at]
                red += red_gathers[k, m, i] * moved[at]
            now[MODES, i] += h * (filtered + urine_per_h[i] * stayed)
            now[MODES + 1, i] += h * endogenous_per_h[i] * stayed
            now[MODES + 2, i] = red
        if last[panel]:
            for j in range(MODES):
                one, gain = now[j], closings[d, j]
                for i in range(LANES):
                    one[i] += gain[i]
    while seen < len(wanted):
        found[seen] = now
        seen += 1


def follow(
    road: Road, days: Sequence[Uptake], colons: Array, pools: Pools, p: Parameters,
    modes: Array, red_cells: Array, wanted: Array, relative: float,
) -> Record | Array:  # fmt: skip
    """As `blood.follow`, each lot of people with its own repetitions."""
    people = modes.shape[1]
    closings, known, close, held = blood.beginning(road, days, colons, pools, modes, relative)
    constants = np.stack(
        [
            pools.line_per_h, pools.above_per_mmol / pools.splay_mmol_per_h, pools.offset(1.0),
            pools.splay_mmol_per_h, pools.urine_per_h, pools.endogenous_per_h,
            1.0 / (p.volume_l * p.reference_mmol_per_l), p.red_cell_mmol_per_l,
            p.red_cell_exponent,
        ]
    )  # fmt: skip
    start = np.concatenate([modes, np.zeros((2, people)), red_cells[None]])
    panels = road.panels
    by_kind = [
        np.moveaxis(panels.free, 2, 0), np.moveaxis(panels.keeps, 1, 0),
        np.moveaxis(panels.gathers, 2, 0), np.moveaxis(panels.answers, 2, 0),
        road.red_keeps, np.moveaxis(road.red_gathers, 1, 0), np.moveaxis(road.by_itself, 1, 0),
        np.moveaxis(road.with_colon, 1, 0),
    ]  # fmt: skip
    last = np.zeros(len(road.kind), dtype=np.bool_)
    last[road.first[1:] - 1] = True
    coarse = np.zeros(len(road.lengths_of_kinds), dtype=np.bool_)
    found = np.empty((len(wanted), len(start), people))
    tries = road.first[min(road.all_seen + 1, len(days))]
    lots = []
    for begin in range(0, people, LANES):
        lanes = np.minimum(np.arange(begin, begin + LANES), people - 1)  # the last fills up
        arrays = (*by_kind, colons, closings, constants, start, np.moveaxis(known, 1, 0))
        lots.append([np.ascontiguousarray(array[..., lanes]) for array in arrays])
    results = np.empty((len(wanted), len(start), LANES))
    # the first day of each kind shows which panels are too long, before anyone goes all the way
    for until in dict.fromkeys((int(tries), len(road.kind))):
        for begin, lot in zip(range(0, people, LANES), lots, strict=True):
            of_colons, of_closings, of_constants, of_start, of_known = lot[len(by_kind) :]
            _follow(
                *lot[: len(by_kind)], road.lengths_of_kinds, WHOLE, TAIL,
                road.kind[:until], road.place, road.day, road.factor,
                of_colons, of_closings, last, of_constants, of_start.copy(),
                of_known.reshape(-1, TOGETHER).copy(), close, held, wanted, results, coarse,
            )  # fmt: skip
            found[..., begin : begin + LANES] = results[..., : people - begin]
        if coarse.any():
            return np.flatnonzero(coarse).astype(float)
    rows = len(POOLS)
    return Record(found[:, :rows], found[:, rows], found[:, rows + 1], found[:, rows + 2])


integrate = partial(
    integration.integrate, loops=integration.Loops(intestine=intestine, follow=follow, people=BLOCK)
)
