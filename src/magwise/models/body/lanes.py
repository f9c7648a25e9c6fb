"""The two loops that take the time, compiled: a few people side by side in the processor's lanes.

Needs numba (the extra ``fast``). They do what `gut.compartment` and `blood.follow` do, panel after
panel; everything else is the same code. Each lot of people repeats as often as its own worst
person needs.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from magwise.models.body import blood, integration
from magwise.models.body.blood import MOST_ROUNDS, Record, Road
from magwise.models.body.course import Array
from magwise.models.body.curves import compiled, inlined, power, softplus
from magwise.models.body.days import Uptake
from magwise.models.body.gut import CLOSE
from magwise.models.body.panels import NODES, TAIL, UP_TO, WHOLE, Grid
from magwise.models.body.pools import Pools
from magwise.models.body.states import POOLS, Parameters

LANES = 16
WIDE = 32  # people in the compartments of the gut
BLOCK = 64  # people whose panels stay close to the processor; they share the panels of a day
TOGETHER = NODES * LANES
MODES = len(POOLS)


@compiled
def _compartment(
    up_to: Any, lengths: Any, most_of: Any, half_of: Any, slope_of: Any, source: Any, start: Any,
    enters: Any, found: Any, lost: Any, rounds: int,
) -> None:  # fmt: skip
    """Find the amounts ``[nodes, panels, people]``, which hold a guess, and the panels lost."""
    people = source.shape[2]
    matrix = np.empty((NODES, NODES, WIDE))
    right, here = np.empty((NODES, WIDE)), np.empty((NODES, WIDE))
    shares, rate, gain = np.empty((NODES, WIDE)), np.empty(WIDE), np.empty(WIDE)
    for begin in range(0, people, WIDE):
        lanes = min(WIDE, people - begin)  # not fixed: a fixed small number is not made a vector
        until = begin + lanes
        most, half, slope = most_of[begin:until], half_of[begin:until], slope_of[begin:until]
        end, change = start[begin:until].copy(), np.empty(lanes)
        for panel in range(len(lengths)):
            h = lengths[panel]
            for i in range(lanes):
                end[i] += enters[panel, begin + i]
            for m in range(NODES):
                for i in range(lanes):
                    here[m, i] = found[m, panel, begin + i]
            for _ in range(rounds):
                for m in range(NODES):
                    for i in range(lanes):
                        right[m, i] = end[i]
                for r in range(NODES):
                    amount, come, share = here[r], source[r, panel, begin:until], shares[r]
                    for i in range(lanes):
                        one = 1.0 / (half[i] + amount[i])
                        share[i] = one
                        rate[i] = slope[i] + most[i] * half[i] * one * one
                        gain[i] = come[i] - most[i] * amount[i] * amount[i] * one * one
                    for m in range(NODES):
                        part, entry, side = h * up_to[m, r], matrix[m, r], right[m]
                        for i in range(lanes):
                            entry[i] = part * rate[i]
                            side[i] += part * gain[i]
                    entry = matrix[r, r]
                    for i in range(lanes):
                        entry[i] += 1.0
                _eliminate(matrix, right, lanes)
                change[:] = 0.0
                for m in range(NODES):
                    amount, new, share = here[m], right[m], shares[m]
                    for i in range(lanes):
                        moved = abs(new[i] - amount[i]) * share[i]
                        change[i] = moved if moved > change[i] else change[i]
                        amount[i] = new[i] if new[i] > 0.0 else 0.0
                if change.max() < CLOSE:
                    break
            if rounds > 1 and not change.max() < CLOSE:
                lost[panel] = True
            for m in range(NODES):
                for i in range(lanes):
                    found[m, panel, begin + i] = here[m, i]
            for i in range(lanes):
                end[i] = here[NODES - 1, i]


@compiled
def _eliminate(matrix: Any, right: Any, lanes: int) -> None:
    """Solve linear equations of `NODES` unknowns in each lane; the diagonal is large enough."""
    for c in range(NODES):
        inverse = matrix[c, c]  # division is slow: each pivot is turned over once
        for i in range(lanes):
            inverse[i] = 1.0 / inverse[i]
        for m in range(c + 1, NODES):
            factor = matrix[m, c]
            for i in range(lanes):
                factor[i] *= inverse[i]
            _take(right[m], factor, right[c], lanes)
            for r in range(c + 1, NODES):
                _take(matrix[m, r], factor, matrix[c, r], lanes)
    for back in range(NODES):
        m = NODES - 1 - back
        for r in range(m + 1, NODES):
            _take(right[m], matrix[m, r], right[r], lanes)
        side, inverse = right[m], matrix[m, m]
        for i in range(lanes):
            side[i] *= inverse[i]


@inlined
def _take(out: Any, one: Any, other: Any, lanes: int) -> None:
    """Take a product away, lane by lane."""
    for i in range(lanes):
        out[i] -= one[i] * other[i]


def compartment(
    grid: Grid, slope_per_h: Array, source: Array, start: Array, enters: Array,
    most: Array | None = None, half: Array | None = None, guess: Array | None = None,
) -> tuple[Array, NDArray[np.bool_]]:  # fmt: skip
    """As `gut.compartment`."""
    found = np.zeros_like(source) if guess is None else np.array(guess)
    lost = np.zeros(len(grid.lengths), dtype=np.bool_)
    people = np.zeros(source.shape[2])
    linear = most is None or half is None
    _compartment(
        UP_TO, grid.lengths, people if most is None else most, people + 1 if half is None else half,
        people + slope_per_h, source, start, enters, found, lost, 1 if linear else MOST_ROUNDS,
    )  # fmt: skip
    return found, lost


@inlined
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


@compiled
def _follow(
    free: Any, keeps: Any, gathers: Any, answers: Any, red_keeps: Any, red_gathers: Any,
    by_itself: Any, with_colon: Any, lengths: Any, size_of: Any, whole: Any, tail: Any,
    kind_of: Any, place_of: Any, day_of: Any, factors: Any, colons: Any, closings: Any, last: Any,
    constants: Any, now: Any, known: Any, close: float, held: float,
    wanted: Any, found: Any, coarse: Any,
) -> None:  # fmt: skip
    """Follow `LANES` people along the panels; mark the kinds of panels that are too long.

    ``[sizes or panels, ..., lanes]`` for what belongs to lengths or panels; ``now`` and
    ``found[wanted]`` hold modes, urine, endogenous loss and red cells.
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
        h, size = lengths[k], size_of[k]
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
                    total += free[size, j, m, i] * now[j, i]
                base[m * LANES + i] = total
        still = False
        for _ in range(MOST_ROUNDS):
            for m in range(NODES):
                for i in range(LANES):
                    total = base[m * LANES + i]
                    for r in range(NODES):
                        total -= answers[size, m, r, i] * source[r * LANES + i]
                    blood[m * LANES + i] = total
            for i in range(TOGETHER):
                one = blood[i]
                curved = per_curve[i] * softplus(one * per_amount[i] + offsets[i] * factor)
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
                total = keeps[size, j, i] * now[j, i]
                for m in range(NODES):
                    total -= gathers[size, j, m, i] * source[m * LANES + i]
                now[j, i] = total
        for m in range(NODES):
            for i in range(LANES):
                at = m * LANES + i
                moved[at] = red_content[i] * power(blood[at] * red_scale[i], red_power[i])
        for i in range(LANES):
            filtered, stayed = 0.0, 0.0
            red = now[MODES + 2, i] * red_keeps[size, i]
            for m in range(NODES):
                at = m * LANES + i
                filtered += whole[m] * curve[at]
                stayed += whole[m] * blood[at]
                red += red_gathers[size, m, i] * moved[at]
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


def _lots(array: Array, axis: int) -> Array:
    """The same as ``[lots, axis, ..., LANES]``, so that what a panel needs lies together."""
    lots = array.reshape(*array.shape[:-1], -1, LANES)
    return np.ascontiguousarray(np.moveaxis(lots, (-2, axis), (0, 1)))


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
    _, first, size = np.unique(road.lengths_of_kinds, return_index=True, return_inverse=True)
    by_size = [
        _lots(panels.free[:, :, first], 2), _lots(panels.keeps[:, first], 1),
        _lots(panels.gathers[:, :, first], 2), _lots(road.answers[:, :, first], 2),
        _lots(road.red_keeps[first], 0), _lots(road.red_gathers[:, first], 1),
    ]  # fmt: skip
    by_panel = [_lots(road.by_itself, 1), _lots(road.with_colon, 1)]
    by_day = [_lots(colons, 0), _lots(closings, 0)]
    constants, start, known = _lots(constants, 0), _lots(start, 0), _lots(known, 1)
    last = np.zeros(len(road.kind), dtype=np.bool_)
    last[road.first[1:] - 1] = True
    coarse = np.zeros(len(road.lengths_of_kinds), dtype=np.bool_)
    found = np.empty((len(wanted), start.shape[1], people))
    tries = road.first[min(road.all_seen + 1, len(days))]
    results = np.empty((len(wanted), start.shape[1], LANES))
    # the first day of each kind shows which panels are too long, before anyone goes all the way
    for until in dict.fromkeys((int(tries), len(road.kind))):
        for lot in range(people // LANES):
            _follow(
                *(array[lot] for array in (*by_size, *by_panel)),
                road.lengths_of_kinds, size, WHOLE, TAIL,
                road.kind[:until], road.place, road.day, road.factor,
                *(array[lot] for array in by_day), last, constants[lot], start[lot].copy(),
                known[lot].reshape(-1, TOGETHER).copy(), close, held, wanted, results, coarse,
            )  # fmt: skip
            found[..., lot * LANES : (lot + 1) * LANES] = results
        if coarse.any():
            return np.flatnonzero(coarse).astype(float)
    rows = len(POOLS)
    return Record(found[:, :rows], found[:, rows], found[:, rows + 1], found[:, rows + 2])


COMPILED = integration.Loops(compartment=compartment, follow=follow, people=BLOCK, lanes=LANES)
integrate = partial(integration.integrate, loops=COMPILED)
