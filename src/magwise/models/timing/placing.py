"""Finds the moments of a day for magnesium, or says which medicines leave none.

Moments are looked for on a grid of five minutes and at the meals. Whether there is room at all
is decided on every minute of the day, so "no slot" is a proof, not a giving up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from magwise.core.records import EVENING_MINUTES, MINUTES_PER_DAY, Event, EventKind, Schedule
from magwise.models.timing.choosing import Moments, ascending, best, fits
from magwise.models.timing.records import (
    Apart,
    Distance,
    NoSlot,
    Placement,
    Training,
)

STEP_MINUTES = 5
MINUTES_BETWEEN = 240  # the least between two doses: our own judgement
AT_MEAL_MINUTES = 30  # up to this long after a meal begins counts as "with the meal"
BEFORE_TRAINING_MINUTES = 60  # a dose in the gut is no company on a run: our own judgement
_MOST_ROOM_MINUTES = 120
_AWAY_FROM_MEALS = MINUTES_PER_DAY  # outweighs any wait after a meal
_AROUND_TRAINING = 100 * MINUTES_PER_DAY  # outweighs any number of meals


def place(
    doses: int | Sequence[float],
    gaps: Sequence[Apart],
    *,
    meals: Sequence[int] = (),
    wake: int = 7 * 60,
    bed: int = 23 * 60,
    minutes_between: int = MINUTES_BETWEEN,
    with_food: bool = True,
    fixed: Sequence[int] = (),
    training: Sequence[Training] = (),
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
    training
        Trainings of the day; they stay where they are, and doses avoid them and the hour before
        when anything else is possible.
    form
        What the doses are called in the schedule.

    Returns
    -------
    Placement or NoSlot
        A placement never breaks a gap. When the time of a medicine is unknown the placement
        names no clock time: its ``anchors`` say what to keep.

    Notes
    -----
    Among all placements the fewest doses around training win, then the most at meals, then the
    shortest wait after the meal began, then the widest spread over the day, then the most room
    around medicines, then the earliest times; the same input always gives the same day.

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
    times = (
        wake, bed, *meals, *fixed, *(time for gap in gaps for time in gap.times),
        *(one.minute for one in training),
    )  # fmt: skip
    if count < 1:
        raise ValueError("there is no dose to place")
    if not all(0 <= time < MINUTES_PER_DAY for time in times):
        raise ValueError("times are minutes after midnight, from 0 to 1439")

    day = _Day(wake, bed, tuple(meals), tuple(fixed), minutes_between)
    binding = _by_medicine(gaps)
    anchors = tuple(gap for gap in gaps if not gap.times)
    if not day.fits(binding, count):
        return _no_slot(day, binding, count)
    if anchors or not (binding or meals):
        return Placement((), (), anchors, _schedule(gaps, meals, training, (), (), form))

    free = day.kept_by(binding, day.grid())
    if not fits(free, count, minutes_between):  # rooms so narrow that five minutes are too coarse
        free = day.kept_by(binding, day.every_minute())
    chosen = tuple(
        (wake + minute) % MINUTES_PER_DAY
        for minute in best(
            _moments(free, day, binding, meals if with_food else (), training),
            count,
            minutes_between,
        )
    )
    return place_at(chosen, amounts, gaps, meals=meals, training=training, form=form)


def place_at(
    minutes: Sequence[int],
    amounts: Sequence[float | None],
    gaps: Sequence[Apart],
    *,
    meals: Sequence[int] = (),
    training: Sequence[Training] = (),
    form: str = "magnesium",
) -> Placement:
    """The day with doses at times that are given; whether they keep the gaps is for `check`.

    Parameters
    ----------
    minutes, amounts
        Times of the doses [minutes after midnight] and the magnesium in each [mg].
    gaps, meals, training, form
        As for `place`.
    """
    binding = _by_medicine(gaps)
    return Placement(
        tuple(minutes),
        tuple(after_meal(minute, meals) is not None for minute in minutes),
        (),
        _schedule(gaps, meals, training, minutes, amounts, form),
        tuple(one for minute in minutes for one in _nearest(minute, binding)),
        tuple(one for meal in sorted(set(meals)) for one in _first_short(meal, binding)),
    )


def next_moment(
    minute: int,
    gaps: Sequence[Apart],
    *,
    others: Sequence[int] = (),
    wake: int = 7 * 60,
    bed: int = 23 * 60,
    minutes_between: int = MINUTES_BETWEEN,
) -> int | None:
    """The first moment from here on that keeps every gap, else the last one before it.

    Parameters
    ----------
    minute
        The moment that was asked for [minutes after midnight].
    others
        Times of the other doses of the day.

    Returns
    -------
    int or None
        Minutes after midnight; None when no moment of the waking day keeps them all.

    Examples
    --------
    >>> thyroid = Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True)
    >>> next_moment(480, [thyroid])
    660
    """
    day = _Day(wake, bed, (), tuple(others), minutes_between)
    binding = _by_medicine(gaps)
    free = day.kept_by(binding, day.grid())
    if not len(free):
        free = day.kept_by(binding, day.every_minute())
    if not len(free):
        return None
    here = day.since_waking(minute)
    later = free[free >= here]
    chosen = int(later[0]) if len(later) and here <= day.length else int(free[-1])
    return (wake + chosen) % MINUTES_PER_DAY


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
            max(
                (one for one in (gap.evening_from, same.evening_from) if one is not None),
                default=None,
            ),
        )
    return [merged[name] for name in sorted(merged)]


@dataclass(frozen=True, slots=True)
class _Day:
    """The waking day and the doses that stand; moments are counted in minutes after waking."""

    wake: int
    bed: int
    meals: tuple[int, ...]
    fixed: tuple[int, ...]
    minutes_between: int

    @property
    def length(self) -> int:
        return (self.bed - self.wake) % MINUTES_PER_DAY

    def since_waking(self, minute: int) -> int:
        """Minutes since waking up, so that a bedtime after midnight still comes last."""
        return (minute - self.wake) % MINUTES_PER_DAY

    def every_minute(self) -> NDArray[np.int64]:
        return np.arange(self.length + 1)

    def grid(self) -> NDArray[np.int64]:
        """Every five minutes by the clock, and the meals."""
        first = -self.wake % STEP_MINUTES
        meals = [self.since_waking(meal) for meal in self.meals]
        return ascending(
            [*range(first, self.length + 1, STEP_MINUTES), *(m for m in meals if m <= self.length)]
        )

    def kept_by(self, gaps: Sequence[Apart], waiting: NDArray[np.int64]) -> NDArray[np.int64]:
        """The moments that keep every gap and the distance to the doses that stand."""
        minutes = (self.wake + waiting) % MINUTES_PER_DAY
        good = distance_to(minutes, self.fixed) >= self.minutes_between
        for gap in gaps:
            if gap.evening_from is not None:
                good &= (minutes - gap.evening_from) % MINUTES_PER_DAY < EVENING_MINUTES
            (_, after), (_, before) = gap.needed
            for taken in gap.times:
                good &= (minutes - taken) % MINUTES_PER_DAY >= after
                good &= (taken - minutes) % MINUTES_PER_DAY >= before
        return waiting[good]

    def fits(self, gaps: Sequence[Apart], count: int) -> bool:
        """Whether ``count`` doses fit; the doses that stand must keep the gaps too."""
        if not all(gap.allows(minute) for gap in gaps for minute in self.fixed):
            return False
        return fits(self.kept_by(gaps, self.every_minute()), count, self.minutes_between)


def distance_to(minutes: NDArray[np.int64], others: Sequence[int]) -> NDArray[np.int64]:
    """Minutes to the nearest of other times of day, the shorter way round the clock."""
    least = np.full(len(minutes), MINUTES_PER_DAY)
    for other in others:
        apart = np.abs(minutes - other)
        least = np.minimum(least, np.minimum(apart, MINUTES_PER_DAY - apart))
    return least


def _no_slot(day: _Day, gaps: Sequence[Apart], count: int) -> NoSlot:
    """The smallest group of medicines that leaves no room, and what would leave some."""
    fewer = max((number for number in range(1, count) if day.fits(gaps, number)), default=0)
    freeing = tuple(
        one.medicine
        for one in gaps
        if one.times
        and day.fits(
            [other if other is not one else replace(one, times=()) for other in gaps], count
        )
    )
    for size in range(len(gaps) + 1):
        for group in combinations(gaps, size):
            if not day.fits(group, count):
                return NoSlot(
                    tuple(gap.medicine for gap in group),
                    tuple(gap.times for gap in group),
                    fewer,
                    freeing,
                )
    raise AssertionError("all gaps together leave no room, so some group does")


def after_meal(minute: int, meals: Sequence[int]) -> int | None:
    """How long after the nearest earlier meal [minutes]; None when not at a meal."""
    waits = [(minute - meal) % MINUTES_PER_DAY for meal in meals]
    return min((wait for wait in waits if wait <= AT_MEAL_MINUTES), default=None)


def _moments(
    waiting: NDArray[np.int64],
    day: _Day,
    gaps: Sequence[Apart],
    meals: Sequence[int],
    training: Sequence[Training],
) -> Moments:
    minutes = (day.wake + waiting) % MINUTES_PER_DAY
    cost = []
    for minute in minutes.tolist():
        wait = after_meal(minute, meals)
        busy = any(
            (minute - one.minute + BEFORE_TRAINING_MINUTES) % MINUTES_PER_DAY
            < one.minutes + BEFORE_TRAINING_MINUTES
            for one in training
        )
        away = 0 if not meals else _AWAY_FROM_MEALS if wait is None else wait
        cost.append(away + (_AROUND_TRAINING if busy else 0))
    room = np.full(len(minutes), _MOST_ROOM_MINUTES)
    for gap in gaps:
        (_, after), (_, before) = gap.needed
        for taken in gap.times:
            room = np.minimum(room, (minutes - taken) % MINUTES_PER_DAY - after)
            room = np.minimum(room, (taken - minutes) % MINUTES_PER_DAY - before)
    standing = distance_to(minutes, day.fixed)
    return Moments(waiting, np.array(cost, dtype=np.int64), room, standing)


def _nearest(minute: int, gaps: Sequence[Apart]) -> list[Distance]:
    """Of each medicine the last intake before a dose and the first after it."""
    found = []
    for gap in gaps:
        for order in ("medicine-first", "magnesium-first"):
            some = [one for one in gap.distances(minute) if one.order == order]
            nearest = min(some, key=lambda one: one.kept_minutes, default=None)
            if nearest is not None and nearest.needed_minutes:
                found.append(nearest)
    return found


def _first_short(meal: int, gaps: Sequence[Apart]) -> tuple[Distance, ...]:
    """The gap that a dose at this meal would break by the most; the evening before all others."""
    short = [one for gap in gaps for one in gap.shortfalls(meal)]
    return tuple(
        sorted(
            short,
            key=lambda one: (
                one.order != "evening",
                one.kept_minutes - one.needed_minutes,
                one.medicine,
            ),
        )[:1]
    )


def _schedule(
    gaps: Sequence[Apart],
    meals: Sequence[int],
    training: Sequence[Training],
    doses: Sequence[int],
    amounts: Sequence[float | None],
    form: str,
) -> Schedule:
    events = {Event(meal, EventKind.MEAL, "meal") for meal in meals}
    events |= {Event(one.minute, EventKind.TRAINING, "training") for one in training}
    events |= {Event(time, EventKind.MEDICINE, gap.medicine) for gap in gaps for time in gap.times}
    events |= {
        Event(minute, EventKind.DOSE, form, amount)
        for minute, amount in zip(doses, amounts, strict=False)
    }
    return Schedule(tuple(sorted(events, key=lambda e: (e.minute, e.kind.value, e.subject))))
