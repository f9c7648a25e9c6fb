"""A day keeps every gap, or says that none is left: proved against trying everything."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise.core.records import Event, EventKind, Schedule
from magwise.models.timing import Apart, NoSlot, Placement, check, place

MEALS = (450, 750, 1110)
THYROID = Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True)

quarters = st.integers(0, 95).map(lambda step: step * 15)
times = st.lists(quarters, max_size=4, unique=True).map(tuple)
gaps = st.builds(
    Apart,
    medicine=st.sampled_from(["levothyroxine", "doxycycline", "iron", "levodopa"]),
    medicine_first_minutes=st.sampled_from([0, 30, 120, 180, 240, 360]),
    magnesium_first_minutes=st.sampled_from([0, 30, 120, 180, 240, 360, 480]),
    times=times,
    fasting=st.booleans(),
    evening_from=st.sampled_from([None, None, 1050, 1080]),
)
days = st.fixed_dictionaries(
    {
        "wake": quarters,
        "bed": quarters,
        "meals": times,
        "minutes_between": st.sampled_from([120, 240, 360, 480]),
        "with_food": st.booleans(),
    }
)


def _apart(one: int, other: int) -> int:
    return min((one - other) % 1440, (other - one) % 1440)


def _everything(count: int, gaps: list[Apart], wake: int, bed: int, between: int) -> bool:
    """Whether any choice of quarters works; written apart from the code it checks."""
    day = [m % 1440 for m in range(wake, wake + (bed - wake) % 1440 + 1, 15)]
    allowed: list[int] = []
    for minute in day:
        good = True
        for gap in gaps:
            if gap.evening_from is not None:  # from the evening to eleven hours later
                night = [(gap.evening_from + later) % 1440 for later in range(660)]
                named = [g.evening_from for g in gaps if g.medicine == gap.medicine]
                latest = max(one for one in named if one is not None)
                good &= minute in night and (minute - latest) % 1440 < 660
            for taken in gap.times:
                since, until = (minute - taken) % 1440, (taken - minute) % 1440
                for same in gaps:  # a medicine that is named twice keeps the longest hours
                    if same.medicine == gap.medicine:
                        least = 60 if same.fasting else 0
                        good &= since >= max(same.medicine_first_minutes, least)
                        good &= until >= max(same.magnesium_first_minutes, least)
        if good:
            allowed.append(minute)
    groups: list[tuple[int, ...]] = [()]
    for _ in range(count):
        groups = [
            (*group, minute)
            for group in groups
            for minute in allowed
            if (not group or minute > group[-1])
            and all(_apart(minute, other) >= between for other in group)
        ]
    return bool(groups)


@given(count=st.integers(1, 3), some=st.lists(gaps, max_size=4), day=days)
def test_no_placement_breaks_a_gap_and_no_slot_means_that_there_is_none(
    count: int, some: list[Apart], day: dict[str, object]
) -> None:
    result = place(count, some, **day)  # type: ignore[arg-type]
    timed = [gap for gap in some if gap.times]
    possible = _everything(
        count,
        timed,
        int(str(day["wake"])),
        int(str(day["bed"])),
        int(str(day["minutes_between"])),
    )
    assert isinstance(result, Placement) == possible
    if isinstance(result, Placement) and result.minutes:
        assert len(result.minutes) == count
        assert check(result.schedule, some) == ()
        for one, other in combinations(result.minutes, 2):
            assert _apart(one, other) >= int(str(day["minutes_between"]))


@given(count=st.integers(1, 2), some=st.lists(gaps, max_size=3), extra=gaps, day=days)
def test_another_medicine_never_makes_a_slot_appear(
    count: int, some: list[Apart], extra: Apart, day: dict[str, object]
) -> None:
    without = place(count, some, **day)  # type: ignore[arg-type]
    with_it = place(count, [*some, extra], **day)  # type: ignore[arg-type]
    if isinstance(without, NoSlot):
        assert isinstance(with_it, NoSlot)


@given(count=st.integers(1, 3), some=st.lists(gaps, max_size=4), day=days)
def test_the_order_in_which_medicines_are_named_does_not_matter(
    count: int, some: list[Apart], day: dict[str, object]
) -> None:
    one = place(count, some, **day)  # type: ignore[arg-type]
    other = place(count, list(reversed(some)), **day)  # type: ignore[arg-type]
    assert type(one) is type(other)
    if isinstance(one, Placement) and isinstance(other, Placement):
        assert one.minutes == other.minutes


@given(some=st.lists(gaps, min_size=1, max_size=4), day=days)
def test_the_medicines_named_with_no_slot_really_collide(
    some: list[Apart], day: dict[str, object]
) -> None:
    result = place(2, some, **day)  # type: ignore[arg-type]
    if not isinstance(result, NoSlot):
        return
    named = [gap for gap in some if gap.medicine in result.colliding]
    assert isinstance(place(2, named, **day), NoSlot)  # type: ignore[arg-type]
    if result.fewer_doses:
        assert isinstance(place(result.fewer_doses, some, **day), Placement)  # type: ignore[arg-type]


def test_a_dose_after_levothyroxine_waits_four_hours_and_takes_a_meal() -> None:
    result = place(1, [THYROID], meals=MEALS)
    assert isinstance(result, Placement)
    assert result.minutes == (1110,)
    assert result.with_meal == (True,)


def test_two_doses_go_to_the_two_meals_that_keep_the_gap() -> None:
    result = place([100.0, 100.0], [THYROID], meals=MEALS, form="citrate")
    assert isinstance(result, Placement)
    assert result.minutes == (750, 1110)
    doses = [event for event in result.schedule.events if event.kind is EventKind.DOSE]
    assert [(dose.minute, dose.elemental_mg, dose.subject) for dose in doses] == [
        (750, 100.0, "citrate"),
        (1110, 100.0, "citrate"),
    ]


def test_the_two_orders_are_not_the_same() -> None:
    """Ciprofloxacin at 18:00: magnesium two hours later is fine, four hours earlier is not."""
    cipro = Apart.of_hours("ciprofloxacin", 2, 6, (18 * 60,))
    assert cipro.allows(20 * 60)
    assert not cipro.allows(14 * 60)
    assert cipro.allows(12 * 60)


def test_a_bedtime_dose_counts_towards_the_next_morning() -> None:
    """Moxifloxacin at 06:00 asks for eight hours after magnesium: 23:00 is seven."""
    early = Apart.of_hours("moxifloxacin", 6, 8, (6 * 60,))
    assert not early.allows(23 * 60)
    assert early.allows(21 * 60 + 45)


def test_a_day_that_ends_after_midnight_can_hold_a_dose_after_midnight() -> None:
    evening = Apart.of_hours("doxycycline", 4, 4, (20 * 60,))
    result = place(1, [evening], wake=14 * 60, bed=3 * 60)
    assert isinstance(result, Placement)
    assert check(result.schedule, [evening]) == ()
    assert result.minutes[0] <= 3 * 60 or result.minutes[0] >= 14 * 60


def test_a_medicine_six_times_a_day_leaves_no_slot_and_is_named() -> None:
    often = Apart.of_hours("levodopa", 3, 3, (420, 600, 780, 960, 1140, 1320))
    result = place(2, [often, THYROID], meals=MEALS)
    assert isinstance(result, NoSlot)
    assert result.colliding == ("levodopa",)
    assert result.fewer_doses == 0


def test_two_medicines_that_only_together_leave_no_slot_are_both_named() -> None:
    morning = Apart.of_hours("levothyroxine", 6, 6, (9 * 60,))
    evening = Apart.of_hours("iron", 6, 6, (19 * 60,))
    result = place(1, [morning, evening], meals=MEALS)
    assert isinstance(result, NoSlot)
    assert result.colliding == ("iron", "levothyroxine")
    assert isinstance(place(1, [morning]), Placement)
    assert isinstance(place(1, [evening]), Placement)


def test_one_dose_may_fit_where_two_do_not() -> None:
    noon = Apart.of_hours("ciprofloxacin", 2, 6, (8 * 60, 20 * 60))
    result = place(3, [noon], meals=MEALS, minutes_between=300)
    assert isinstance(result, NoSlot)
    assert result.fewer_doses == 2


def test_an_unknown_time_gives_the_gap_and_no_clock_time() -> None:
    unknown = Apart.of_hours("doxycycline", 4, 4)
    result = place(2, [unknown, THYROID], meals=MEALS)
    assert isinstance(result, Placement)
    assert result.minutes == ()
    assert [gap.medicine for gap in result.anchors] == ["doxycycline"]


def test_nothing_that_fixes_the_day_gives_no_clock_time() -> None:
    result = place(2, [])
    assert isinstance(result, Placement)
    assert result.minutes == ()


def test_a_dose_that_already_stands_keeps_the_new_one_away() -> None:
    result = place(1, [THYROID], meals=MEALS, fixed=(1110,))
    assert isinstance(result, Placement)
    assert result.minutes == (750,)


def test_a_standing_dose_inside_a_gap_leaves_no_slot() -> None:
    result = place(1, [THYROID], meals=MEALS, fixed=(450,))
    assert isinstance(result, NoSlot)
    assert result.colliding == ("levothyroxine",)


def test_a_bisphosphonate_moves_magnesium_to_the_evening() -> None:
    weekly = Apart.of_hours("alendronate", 4, 4, (420,), fasting=True, evening_from=1080)
    result = place(1, [weekly], meals=(450, 750))
    assert isinstance(result, Placement)
    assert result.minutes[0] >= 18 * 60
    assert [one.order for one in result.passed_over] == ["evening", "evening"]


@given(st.integers(0, 1439))
def test_a_morning_dose_is_short_of_the_evening_even_without_the_time_of_the_medicine(
    minute: int,
) -> None:
    alendronate = Apart.of_hours("alendronate", 4, 4, evening_from=1080)
    assert alendronate.allows(minute) is (minute >= 1080 or minute < 300)


def test_no_evening_left_means_no_slot_and_never_a_morning_dose() -> None:
    alendronate = Apart.of_hours("alendronate", 4, 4, (420,), evening_from=1080)
    late = Apart.of_hours("doxycycline", 4, 4, (1200,))
    result = place(1, [alendronate, late], meals=MEALS)
    assert isinstance(result, NoSlot)
    assert result.colliding == ("alendronate", "doxycycline")
    assert result.freeing == ("doxycycline",)  # another hour for alendronate frees no evening
    untimed = Apart.of_hours("alendronate", 4, 4, evening_from=1080)
    assert isinstance(place(1, [untimed, late], meals=MEALS), NoSlot)


def test_an_empty_stomach_medicine_keeps_an_hour_from_a_dose_with_food() -> None:
    bare = Apart.of_hours("ivermectin", 0, 0, (720,), fasting=True)
    assert not bare.allows(750)
    assert bare.allows(780)


def test_the_check_after_planning_finds_a_dose_that_is_too_close() -> None:
    schedule = Schedule(
        (
            Event(420, EventKind.MEDICINE, "levothyroxine"),
            Event(540, EventKind.DOSE, "citrate", 100.0),
        )
    )
    (violation,) = check(schedule, [Apart.of_hours("levothyroxine", 4, 4)])
    assert (violation.order, violation.needed_minutes, violation.kept_minutes) == (
        "medicine-first",
        240,
        120,
    )


@pytest.mark.parametrize("doses", [0, []])
def test_nothing_to_place_is_refused(doses: int | list[float]) -> None:
    with pytest.raises(ValueError, match="no dose"):
        place(doses, [])


def test_a_time_outside_the_day_is_refused() -> None:
    with pytest.raises(ValueError, match="after midnight"):
        place(1, [Apart("x", 60, 60, (1500,))])
