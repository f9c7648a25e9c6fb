"""The best moments of a day, found exactly: no set of moments is left out.

A set of moments is built from first to last. What was chosen so far matters only through its
first and its last moment, so a table of those two holds every possibility.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.core.records import MINUTES_PER_DAY

_NEVER = 10**12


@dataclass(frozen=True, slots=True)
class Moments:
    """Moments that keep every gap, in order from waking.

    Attributes
    ----------
    waiting
        How long after waking [minutes], ascending.
    cost
        What a dose at each moment costs; the sum over the doses is made as small as can be.
    room
        How much more than asked is kept at each moment [minutes]; the least counts.
    standing
        How far from the nearest dose that already stands [minutes].
    """

    waiting: NDArray[np.int64]
    cost: NDArray[np.int64]
    room: NDArray[np.int64]
    standing: NDArray[np.int64]

    def only(self, keep: NDArray[np.bool_]) -> "Moments":
        """The same with some moments left out."""
        return Moments(self.waiting[keep], self.cost[keep], self.room[keep], self.standing[keep])


def fits(waiting: NDArray[np.int64], count: int, apart: int) -> bool:
    """Whether ``count`` of these moments lie far enough apart, round the clock.

    From each possible first moment the earliest possible next one leaves the most room: exact.
    """
    size = len(waiting)
    if count <= 1:
        return size >= count
    after = np.append(np.searchsorted(waiting, waiting + apart), size)
    last = np.arange(size)
    for _ in range(count - 1):
        last = after[last]
    reached = last < size
    round_the_clock = MINUTES_PER_DAY - (waiting[last[reached]] - waiting[reached])
    return bool((round_the_clock >= apart).any())


def best(moments: Moments, count: int, apart: int) -> tuple[int, ...]:
    """Minutes after waking of the best set; there is at least one.

    The lowest cost, then the widest spread, then the most room around medicines, then the
    earliest moments: each only among the sets that are equal in all before it.
    """
    lowest = _cheapest(moments, count, apart)

    def as_good(some: Moments, distance: int) -> bool:
        return len(some.waiting) >= count and _cheapest(some, count, distance) == lowest

    low, high = apart, MINUTES_PER_DAY // max(1, count)
    if count == 1:
        high = MINUTES_PER_DAY
    low = min(low, high)
    while low < high:  # the widest spread that costs no more
        middle = -(-(low + high) // 2)
        if as_good(moments.only(moments.standing >= middle), middle):
            low = middle
        else:
            high = middle - 1
    spread = max(low, apart) if count > 1 else low
    moments = moments.only(moments.standing >= spread)
    rooms = np.unique(moments.room)
    first, last = 0, len(rooms) - 1
    while first < last:  # the most room that costs no more
        middle = -(-(first + last) // 2)
        if as_good(moments.only(moments.room >= rooms[middle]), spread):
            first = middle
        else:
            last = middle - 1
    return _earliest(moments.only(moments.room >= rooms[first]), count, spread, lowest)


def _table(moments: Moments, count: int, apart: int) -> NDArray[np.int64]:
    """Least cost of ``count`` moments by the first (row) and the last of them (column)."""
    waiting, cost = moments.waiting, moments.cost
    table = np.full((len(waiting), len(waiting)), _NEVER)
    np.fill_diagonal(table, cost)
    before = np.searchsorted(waiting, waiting - apart, side="right") - 1
    for _ in range(count - 1):
        least = np.minimum.accumulate(table, axis=1)
        table = np.where(before >= 0, least[:, before] + cost, _NEVER)
    if count > 1:
        round_the_clock = MINUTES_PER_DAY - (waiting[None, :] - waiting[:, None])
        table = np.where(round_the_clock >= apart, table, _NEVER)
    return table


def _cheapest(moments: Moments, count: int, apart: int) -> int:
    return int(min(_table(moments, count, apart).min(), _NEVER))


def _earliest(moments: Moments, count: int, apart: int, lowest: int) -> tuple[int, ...]:
    """The earliest of the sets of lowest cost: the first moment, then the next, and so on."""
    rows = _table(moments, count, apart).min(axis=1)
    start = int(np.argmax(rows == lowest))
    waiting, cost = moments.waiting.tolist(), moments.cost.tolist()
    size = len(waiting)
    end = waiting[start] + MINUTES_PER_DAY - apart if count > 1 else waiting[start]
    # What the rest costs at least when a moment is the first of it.
    rest = [[cost[j] if waiting[j] <= end else _NEVER for j in range(size)]]
    for _ in range(count - 1):
        rest.append(
            [
                cost[j]
                + min(
                    (rest[-1][k] for k in range(j + 1, size) if waiting[k] - waiting[j] >= apart),
                    default=_NEVER,
                )
                for j in range(size)
            ]
        )
    chosen, spent = [start], cost[start]
    for left in range(count - 2, -1, -1):
        following = next(
            j
            for j in range(chosen[-1] + 1, size)
            if waiting[j] - waiting[chosen[-1]] >= apart and spent + rest[left][j] == lowest
        )
        chosen.append(following)
        spent += cost[following]
    return tuple(waiting[one] for one in chosen)


def ascending(values: Sequence[int]) -> NDArray[np.int64]:
    """Whole numbers in order, without doubles."""
    return np.array(sorted(set(values)), dtype=np.int64)
