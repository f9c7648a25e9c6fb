"""The chosen moments are the best there are, for every medicine we know, on every date."""

from datetime import date, timedelta
from itertools import combinations
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.records import Event, EventKind, Schedule
from magwise.models.timing import Apart, NoSlot, Placement, Training, check, check_dates, place

MEALS = (450, 750, 1110)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

fives = st.integers(0, 287).map(lambda step: step * 5)
gaps = st.builds(
    Apart,
    medicine=st.sampled_from(["levothyroxine", "doxycycline", "iron"]),
    medicine_first_minutes=st.sampled_from([0, 35, 120, 240]),
    magnesium_first_minutes=st.sampled_from([0, 35, 120, 240, 360]),
    times=st.lists(fives, min_size=1, max_size=2, unique=True).map(tuple),
    fasting=st.booleans(),
)


def _apart(one: int, other: int) -> int:
    return min((one - other) % 1440, (other - one) % 1440)


def _worth(
    group: tuple[int, ...], some: list[Apart], meals: tuple[int, ...], training: tuple[int, ...]
) -> tuple[object, ...]:
    """How good a set of moments is, smaller is better; written apart from the code it checks."""
    waits = [min((m - meal) % 1440 for meal in meals) if meals else 9999 for m in group]
    near = [wait for wait in waits if wait <= 30]
    busy = sum(any((m - start + 60) % 1440 < 120 for start in training) for m in group)
    spread = min((_apart(a, b) for a, b in combinations(group, 2)), default=0)
    room = 120
    for minute in group:
        for gap in some:
            same = [other for other in some if other.medicine == gap.medicine]
            least = 60 if any(other.fasting for other in same) else 0
            after = max(least, *(other.medicine_first_minutes for other in same))
            before = max(least, *(other.magnesium_first_minutes for other in same))
            for taken in gap.times:
                room = min(room, (minute - taken) % 1440 - after, (taken - minute) % 1440 - before)
    return (
        busy,
        len(group) - len(near) if meals else 0,
        sum(near),
        -spread,
        -room,
        tuple(sorted((minute - 420) % 1440 for minute in group)),
    )


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(1, 2),
    some=st.lists(gaps, min_size=1, max_size=3),
    meals=st.lists(fives, max_size=3, unique=True).map(tuple),
    training=st.lists(fives, max_size=1).map(tuple),
)
def test_no_other_moments_are_better(
    count: int, some: list[Apart], meals: tuple[int, ...], training: tuple[int, ...]
) -> None:
    result = place(
        count,
        some,
        meals=meals,
        training=[Training(start) for start in training],
        minutes_between=240,
    )
    if not isinstance(result, Placement):
        return
    merged_fasting = {gap.medicine for gap in some if gap.fasting}
    strictest = [
        Apart(
            gap.medicine,
            max(g.medicine_first_minutes for g in some if g.medicine == gap.medicine),
            max(g.magnesium_first_minutes for g in some if g.medicine == gap.medicine),
            gap.times,
            gap.medicine in merged_fasting,
        )
        for gap in some
    ]
    day = sorted({*range(420, 1381, 5), *(meal for meal in meals if 420 <= meal <= 1380)})
    allowed = [minute for minute in day if all(gap.allows(minute) for gap in strictest)]
    everything = [
        group
        for group in combinations(allowed, count)
        if all(_apart(a, b) >= 240 for a, b in combinations(group, 2))
    ]
    if not everything:  # a room narrower than the grid
        return
    found = min(everything, key=lambda group: _worth(group, some, meals, training))
    assert result.minutes == found


KB = Knowledge.load()
ROWS = [row for row in KB.interactions.values() if row.spacings]


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
@pytest.mark.parametrize("times", [(420,), (480, 1200), (480, 840, 1200)], ids=["1x", "2x", "3x"])
def test_every_interaction_can_be_kept_or_is_named(row: object, times: tuple[int, ...]) -> None:
    """Over all rows of the knowledge base: a day that keeps the hours, or the medicine's name."""
    from magwise.knowledge.schema.medicine import Interaction

    assert isinstance(row, Interaction)
    for spacing in row.spacings:
        first, second = spacing.hours
        apart = Apart.of_hours(
            row.id,
            first,
            second,
            times,
            fasting=row.fasting,
            evening_from=18 * 60 if row.magnesium_in_evening else None,
        )
        for count in (1, 2):
            result = place(count, [apart], meals=MEALS)
            if isinstance(result, NoSlot):
                assert result.colliding == (row.id,)
                assert result.freeing == (row.id,)
            else:
                assert check(result.schedule, [apart]) == ()
                assert len(result.minutes) == count


def test_every_interaction_with_hours_is_looked_at() -> None:
    assert len(ROWS) >= 20


def test_a_narrow_room_between_two_medicines_is_found_to_the_minute() -> None:
    """Only 12:03 keeps both gaps: no grid of five minutes has it."""
    one = Apart("one", 243, 61, (480,))
    other = Apart("other", 0, 357, (1080,))
    result = place(1, [one, other], bed=1020)
    assert isinstance(result, Placement)
    assert result.minutes == (723,)


def test_the_answer_says_what_it_keeps_and_why_not_another_meal() -> None:
    thyroid = Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True)
    result = place(2, [thyroid], meals=MEALS)
    assert isinstance(result, Placement)
    after = [one for one in result.kept if one.order == "medicine-first"]
    assert [(one.dose_minute, one.needed_minutes, one.kept_minutes) for one in after] == [
        (750, 240, 330),
        (1110, 240, 690),
    ]
    (breakfast,) = result.passed_over
    assert (breakfast.dose_minute, breakfast.kept_minutes) == (450, 30)


def test_training_stays_and_the_dose_moves() -> None:
    result = place(1, [], meals=(750, 1110), training=[Training(1080, 90)])
    assert isinstance(result, Placement)
    assert result.minutes == (750,)
    kinds = [event.kind for event in result.schedule.events]
    assert EventKind.TRAINING in kinds


def test_the_choices_left_are_named_when_there_is_no_slot() -> None:
    morning = Apart.of_hours("levothyroxine", 6, 6, (9 * 60,))
    evening = Apart.of_hours("iron", 6, 6, (19 * 60,))
    result = place(1, [morning, evening], meals=MEALS)
    assert isinstance(result, NoSlot)
    assert result.freeing == ("iron", "levothyroxine")


def test_a_full_day_is_planned_well_within_a_fifth_of_a_second() -> None:
    some = [
        Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True),
        Apart.of_hours("iron", 2, 2, (600,)),
        Apart.of_hours("alendronate", 2, 2, (430,), fasting=True),
    ]
    place(4, some, meals=MEALS, minutes_between=150)  # first call: imports
    start = perf_counter()
    result = place(4, some, meals=MEALS, minutes_between=120, training=[Training(1080)])
    assert isinstance(result, Placement)
    assert perf_counter() - start < 0.2


SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def nights(around: date) -> list[date]:
    return [around + timedelta(days=shift) for shift in range(-3, 4)]


def test_the_night_in_which_the_clock_goes_forward_is_an_hour_short() -> None:
    """Magnesium at 22:00, moxifloxacin at 06:00: eight hours, and seven in that night."""
    early = Apart.of_hours("moxifloxacin", 6, 8, (360,))
    day = Schedule((Event(1320, EventKind.DOSE, "citrate", 100.0),))
    assert check(day, [early]) == ()
    (broken,) = check_dates(day, [early], nights(SPRING), AMSTERDAM)
    assert broken[0] == SPRING - timedelta(days=1)
    assert (broken[1].needed_minutes, broken[1].kept_minutes) == (480, 420)


def test_the_night_in_which_the_clock_goes_back_breaks_nothing() -> None:
    early = Apart.of_hours("moxifloxacin", 6, 8, (360,))
    day = Schedule((Event(1320, EventKind.DOSE, "citrate", 100.0),))
    assert check_dates(day, [early], nights(AUTUMN), AMSTERDAM) == ()


def test_a_country_without_summer_time_has_no_short_night() -> None:
    early = Apart.of_hours("moxifloxacin", 6, 8, (360,))
    day = Schedule((Event(1320, EventKind.DOSE, "citrate", 100.0),))
    assert check_dates(day, [early], nights(SPRING), ZoneInfo("Atlantic/Reykjavik")) == ()
