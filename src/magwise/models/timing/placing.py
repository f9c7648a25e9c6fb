"""Finds the moments of a day for magnesium, or says which medicines leave none.

The search is exhaustive on quarters of an hour and the meal times themselves, so "no slot" is a
proof, not a giving up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from magwise.core.records import MINUTES_PER_DAY, Event, EventKind, Schedule
from magwise.models.timing.records import Apart, NoSlot, Placement

STEP_MINUTES = 15
AT_MEAL_MINUTES = 30  # up to this long after a meal begins counts as "with the meal"
EVENING = 17 * 60


def place(
    doses: int | Sequence[float],
    gaps: Sequence[Apart],
    *,
    meals: Sequence[int] = (),
    wake: int = 7 * 60,
    bed: int = 23 * 60,
    minutes_between: int = 240,
    with_food: bool = True,
    fixed: Sequence[int] = (),
    form: str = "magnesium",
) -> Placement | NoSlot:
    """Place doses in a day so that every gap is kept, at meals where that is possible.

    Parameters
    ----------
    doses
        How many doses to place, or the elemental magnesium of each [mg].
    gaps
        Medicines and how far they stay from magnesium; a medicine that stands here twice keeps
        the longest hours at all its times.
    meals, wake, bed, fixed
        Times of the day [minutes after midnight]. ``bed`` before ``wake`` lies after midnight.
        ``fixed`` are magnesium doses whose time stands; new ones keep their distance to them.
    minutes_between
        The least time between two doses [minutes], through midnight too.
    with_food
        Whether doses should fall at meals when the gaps allow it.
    form
        What the doses are called in the schedule.

    Returns
    -------
    Placement or NoSlot
        A placement never breaks a gap. When the time of a medicine is unknown the placement
        names no clock time: its ``anchors`` say what to keep.

    Notes
    -----
    Among all placements the most doses at meals win, then the widest spread over the day, then
    the most room around medicines, then the earliest times; the same input always gives the
    same day.

    Raises
    ------
    ValueError
        When there is nothing to place or a time is not in the day.

    Examples
    --------
    >>> thyroid = Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True)
    >>> place(1, [thyroid], meals=(450, 750, 1110)).minutes
    (1110,)
    """
    amounts: tuple[float | None, ...] = (None,) * doses if isinstance(doses, int) else tuple(doses)
    count = len(amounts)
    times = (wake, bed, *meals, *fixed, *(time for gap in gaps for time in gap.times))
    if count < 1:
        raise ValueError("there is no dose to place")
    if not all(0 <= time < MINUTES_PER_DAY for time in times):
        raise ValueError("times are minutes after midnight, from 0 to 1439")

    day = _Day(wake, tuple(_candidates(wake, bed, meals)), tuple(fixed), minutes_between)
    timed = _by_medicine(gap for gap in gaps if gap.times)
    anchors = tuple(gap for gap in gaps if not gap.times)
    if not day.fits(timed, count):
        return _no_slot(day, timed, count)
    if anchors or not (timed or meals):
        return Placement((), (), anchors, _schedule(gaps, meals, (), (), form))

    free = day.free(timed)
    if any(gap.evening for gap in timed):
        late = [minute for minute in free if day.since_waking(minute) >= day.since_waking(EVENING)]
        if day.spread_out(late, count):
            free = late
    best = _best(free, timed, count, meals if with_food else (), minutes_between)
    chosen = tuple(sorted(best, key=day.since_waking))
    return Placement(
        chosen,
        tuple(_after_meal(minute, meals) is not None for minute in chosen),
        (),
        _schedule(gaps, meals, chosen, amounts, form),
    )


def _by_medicine(gaps: Iterable[Apart]) -> list[Apart]:
    """One gap for each medicine: the longest hours asked for hold at all of its times."""
    merged: dict[str, Apart] = {}
    for gap in gaps:
        same = merged.get(gap.medicine, gap)
        merged[gap.medicine] = Apart(
            gap.medicine,
            max(gap.medicine_first_minutes, same.medicine_first_minutes),
            max(gap.magnesium_first_minutes, same.magnesium_first_minutes),
            tuple(sorted({*gap.times, *same.times})),
            gap.fasting or same.fasting,
            gap.evening or same.evening,
        )
    return [merged[name] for name in sorted(merged)]


def _candidates(wake: int, bed: int, meals: Sequence[int]) -> list[int]:
    """Every quarter of an hour from waking to bed, and the meals in between."""
    length = (bed - wake) % MINUTES_PER_DAY
    first = -(-wake // STEP_MINUTES) * STEP_MINUTES
    grid = range(first, wake + length + 1, STEP_MINUTES)
    inside = {minute % MINUTES_PER_DAY for minute in grid}
    inside |= {meal for meal in meals if (meal - wake) % MINUTES_PER_DAY <= length}
    return sorted(inside, key=lambda minute: (minute - wake) % MINUTES_PER_DAY)


def _distance(one: int, other: int) -> int:
    """Minutes between two times of day, the shorter way round the clock."""
    apart = abs(one - other) % MINUTES_PER_DAY
    return min(apart, MINUTES_PER_DAY - apart)


@dataclass(frozen=True, slots=True)
class _Day:
    """The moments that can be chosen from, in order from waking, and the doses that stand."""

    wake: int
    candidates: tuple[int, ...]
    fixed: tuple[int, ...]
    minutes_between: int

    def since_waking(self, minute: int) -> int:
        """Minutes since waking up, so that a bedtime after midnight still comes last."""
        return (minute - self.wake) % MINUTES_PER_DAY

    def free(self, gaps: Sequence[Apart]) -> list[int]:
        """The moments that keep every gap and the distance to the doses that stand."""
        return [
            minute
            for minute in self.candidates
            if all(gap.allows(minute) for gap in gaps)
            and all(_distance(minute, other) >= self.minutes_between for other in self.fixed)
        ]

    def fits(self, gaps: Sequence[Apart], count: int) -> bool:
        """Whether ``count`` doses fit; the doses that stand must keep the gaps too."""
        if not all(gap.allows(minute) for gap in gaps for minute in self.fixed):
            return False
        return self.spread_out(self.free(gaps), count)

    def spread_out(self, free: Sequence[int], count: int) -> bool:
        """Whether ``count`` of these times lie far enough apart, round the clock.

        For each possible first dose the earliest possible next one leaves the most room: exact.
        """
        if count <= 1:
            return len(free) >= count
        waiting = [self.since_waking(minute) for minute in free]
        for start, first in enumerate(waiting):
            placed, last = 1, first
            for other in waiting[start + 1 :]:
                if other - last >= self.minutes_between and (
                    MINUTES_PER_DAY - (other - first) >= self.minutes_between
                ):
                    placed, last = placed + 1, other
                    if placed == count:
                        return True
        return False


def _no_slot(day: _Day, gaps: Sequence[Apart], count: int) -> NoSlot:
    """The smallest group of medicines that leaves no room, and how many doses would fit."""
    fewer = max((number for number in range(1, count) if day.fits(gaps, number)), default=0)
    for size in range(len(gaps) + 1):
        for group in combinations(gaps, size):
            if not day.fits(group, count):
                return NoSlot(
                    tuple(gap.medicine for gap in group),
                    tuple(gap.times for gap in group),
                    fewer,
                )
    raise AssertionError("all gaps together leave no room, so some group does")


def _after_meal(minute: int, meals: Sequence[int]) -> int | None:
    """How long after the nearest earlier meal [minutes]; None when not at a meal."""
    waits = [(minute - meal) % MINUTES_PER_DAY for meal in meals]
    return min((wait for wait in waits if wait <= AT_MEAL_MINUTES), default=None)


def _groups(
    at_meals: list[int], elsewhere: list[int], count: int, minutes_between: int
) -> Iterator[tuple[int, ...]]:
    """Sets of times that lie far enough apart: first all with the most doses at meals."""
    for away in range(count + 1):
        found = False
        for meal_part in _apart(at_meals, count - away, minutes_between):
            for group in _apart(elsewhere, away, minutes_between, meal_part):
                found = True
                yield group
        if found:
            return


def _apart(
    times: Sequence[int], count: int, minutes_between: int, taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """All ways to add ``count`` of these times to those taken, each far enough from the others."""
    if count == 0:
        yield taken
        return
    for place_, minute in enumerate(times):
        if all(_distance(minute, other) >= minutes_between for other in taken):
            yield from _apart(times[place_ + 1 :], count - 1, minutes_between, (*taken, minute))


def _best(
    free: list[int], gaps: Sequence[Apart], count: int, meals: Sequence[int], minutes_between: int
) -> tuple[int, ...]:
    """The best of all groups of times that are allowed; there is at least one."""
    wait = {minute: _after_meal(minute, meals) for minute in free}
    room = {minute: _room(minute, gaps) for minute in free}

    def rank(group: tuple[int, ...]) -> tuple[int, int, int, tuple[int, ...]]:
        spread = min((_distance(a, b) for a, b in combinations(group, 2)), default=0)
        late = sum(wait[minute] or 0 for minute in group)
        return (late, -spread, -min(room[minute] for minute in group), tuple(sorted(group)))

    at_meals = [minute for minute in free if wait[minute] is not None]
    elsewhere = [minute for minute in free if wait[minute] is None]
    return min(_groups(at_meals, elsewhere, count, minutes_between), key=rank)


def _room(minute: int, gaps: Sequence[Apart]) -> int:
    """How much more than the gap is kept, at most two hours [minutes]."""
    spare = [120]
    for gap in gaps:
        for taken in gap.times:
            spare.append((minute - taken) % MINUTES_PER_DAY - gap.medicine_first_minutes)
            spare.append((taken - minute) % MINUTES_PER_DAY - gap.magnesium_first_minutes)
    return min(spare)


def _schedule(
    gaps: Sequence[Apart],
    meals: Sequence[int],
    doses: Sequence[int],
    amounts: Sequence[float | None],
    form: str,
) -> Schedule:
    events = {Event(meal, EventKind.MEAL, "meal") for meal in meals}
    events |= {Event(time, EventKind.MEDICINE, gap.medicine) for gap in gaps for time in gap.times}
    events |= {
        Event(minute, EventKind.DOSE, form, amount)
        for minute, amount in zip(doses, amounts, strict=False)
    }
    return Schedule(tuple(sorted(events, key=lambda e: (e.minute, e.kind.value, e.subject))))
