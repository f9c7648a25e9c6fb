"""Promises of the intake model: what a diary may and may not lead to."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge, Profile
from magwise.core.facts import Severity
from magwise.core.interval import Interval, Total
from magwise.core.records import Origin
from magwise.models.intake import IntakeEstimate, estimate
from magwise.models.intake.records import DayIntake
from tests.models.intake.building import WEEK, day, days, food

WOMAN = Profile(age_years=40, sex="female", country="nl", weight_kg=65)
KB = Knowledge.load()


def ids(found: IntakeEstimate) -> set[str]:
    return {fact.id for fact in found.facts}


def best(listed: tuple[DayIntake, ...], profile: Profile = WOMAN) -> float:
    usual = estimate(listed, profile, KB).usual
    assert usual is not None
    return usual.mg_per_day.best


def width(listed: tuple[DayIntake, ...]) -> float:
    usual = estimate(listed, WOMAN, KB).usual
    assert usual is not None
    return usual.log_sd


def test_without_a_diary_the_intake_is_unknown_and_asked_for() -> None:
    found = estimate((), WOMAN, KB)
    assert found.usual is None
    assert ids(found) == {"ask.diary"}


def test_an_unlogged_day_is_not_a_fast() -> None:
    logged = days(300, 300)
    empty = day(WEEK[2], None)
    assert best((*logged, empty)) == best(logged)
    found = estimate((*logged, empty), WOMAN, KB)
    assert "intake.empty-days" in ids(found)
    assert found.counted == (WEEK[0], WEEK[1])


def test_a_day_on_which_nothing_was_eaten_does_count() -> None:
    logged = days(300, 300)
    fasted = day(WEEK[2], None, nothing_eaten=True)
    assert best((*logged, fasted)) < best(logged)


def test_no_breakfast_alone_does_not_make_a_fast_of_a_day() -> None:
    unsaid = day(WEEK[2], None, nothing_eaten=True, complete=None)
    assert best((*days(300, 300), unsaid)) == best(days(300, 300))


def test_an_incomplete_day_never_lowers_the_estimate() -> None:
    logged = days(300, 300)
    half = day(WEEK[2], 60, complete=False)
    assert best((*logged, half)) == best(logged)
    assert "intake.incomplete-days" in ids(estimate((*logged, half), WOMAN, KB))


def test_only_incomplete_days_give_a_lower_bound_and_no_usual_intake() -> None:
    found = estimate((day(WEEK[0], 180, complete=False),), WOMAN, KB)
    assert found.usual is None
    least = next(fact for fact in found.facts if fact.id == "intake.at-least")
    assert least.values["least"] == pytest.approx(180)
    assert "intake.too-few" in ids(found)


def test_an_unread_line_is_not_zero_magnesium() -> None:
    plain = (day(WEEK[0], 250, foods=tuple(food(25.0, name=f"f{i}") for i in range(10))),)
    more = (day(WEEK[0], 250, foods=tuple(food(25.0, name=f"f{i}") for i in range(10)), unread=1),)
    assert best(more) > best(plain)
    assert width(more) > width(plain)
    assert "intake.unresolved-lines" in ids(estimate(more, WOMAN, KB))


def test_a_food_without_a_figure_lowers_the_completeness() -> None:
    foods = (*(food(70.0, name=f"f{i}", grams=100) for i in range(3)), food(None, grams=100))
    listed = (day(WEEK[0], None, foods=foods),)
    usual = estimate(listed, WOMAN, KB).usual
    assert usual is not None
    assert usual.completeness == pytest.approx(0.75)


def test_a_diary_that_could_hardly_be_read_gives_no_verdict() -> None:
    found = estimate((day(WEEK[0], 100, unread=3),), WOMAN, KB)
    assert found.usual is None
    assert "intake.too-much-unread" in ids(found)


def test_an_implausibly_small_diary_is_asked_about_before_anything_is_concluded() -> None:
    small = days(90, 110, 100, kcal=700)
    found = estimate(small, WOMAN, KB)
    assert found.usual is None
    asked = next(fact for fact in found.facts if fact.id == "intake.implausibly-low")
    assert asked.severity is Severity.ASK
    confirmed = estimate(small, WOMAN.model_copy(update={"diary_confirmed": True}), KB)
    assert confirmed.usual is not None


def test_a_diary_that_is_somewhat_short_is_used_with_a_wider_interval_and_a_question() -> None:
    enough, short = days(250, 250, 250, kcal=1900), days(250, 250, 250, kcal=1100)
    found = estimate(short, WOMAN, KB)
    assert found.usual is not None
    assert "intake.perhaps-incomplete" in ids(found)
    assert width(short) > width(enough)
    assert best(short) == best(enough)
    sure = estimate(short, WOMAN.model_copy(update={"diary_confirmed": True}), KB)
    assert sure.usual is not None
    assert sure.usual.log_sd == pytest.approx(width(enough))


def test_an_implausibly_large_diary_is_asked_about_too() -> None:
    found = estimate(days(900, 900, kcal=9000), WOMAN, KB)
    assert found.usual is None
    assert "intake.implausibly-high" in ids(found)


def test_more_magnesium_than_food_brings_is_asked_about() -> None:
    found = estimate(days(2700, 1900), WOMAN, KB)
    assert found.usual is None
    assert "intake.magnesium-implausibly-high" in ids(found)


@pytest.mark.parametrize("kcal", [1500, 1900, 2400, 3200])
def test_ordinary_diaries_are_not_questioned(kcal: float) -> None:
    assert estimate(days(280, 310, 260, kcal=kcal), WOMAN, KB).usual is not None


def test_a_usual_intake_known_from_elsewhere_stands_in_for_a_diary() -> None:
    profile = WOMAN.model_copy(
        update={
            "usual_intake": Profile.model_validate(
                {"usual_intake": {"mg_per_day": 250, "low": 200, "high": 310}}
            ).usual_intake
        }
    )
    found = estimate((), profile, KB)
    assert found.usual is not None
    assert found.usual.mg_per_day == Interval(200, 250, 310)
    assert found.usual.days_used == 0
    assert "intake.stated" in ids(found)
    assert "ask.diary" not in ids(found)


def test_the_persons_own_days_outweigh_what_was_stated() -> None:
    profile = Profile.model_validate(
        {"age_years": 40, "sex": "female", "country": "nl", "usual_intake": {"mg_per_day": 600}}
    )
    assert best(days(250, 250, 250), profile) < 330


def test_supplements_and_fortified_food_stay_out_of_the_usual_intake() -> None:
    pills = Total(Interval.exact(300.0), 1.0, 0)
    with_pills = (day(WEEK[0], 280, supplement=pills),)
    assert best(with_pills) == best((day(WEEK[0], 280),))
    assert "intake.supplement-apart" in ids(estimate(with_pills, WOMAN, KB))
    fortified = (food(280.0), food(120.0, name="drink", origin=Origin.FORTIFIED))
    tops = [
        fact.values
        for fact in estimate((day(WEEK[0], 0, foods=fortified),), WOMAN, KB).facts
        if fact.id == "intake.top-foods"
    ]
    assert all("drink" not in values["foods"] for values in tops)


def test_a_supplement_without_an_amount_is_asked_about() -> None:
    unknown = Total(Interval.exact(0.0), 0.0, 1)
    found = estimate((day(WEEK[0], 280, supplement=unknown),), WOMAN, KB)
    assert "intake.supplement-amount-unknown" in ids(found)


def test_the_order_of_days_never_matters() -> None:
    listed = list(days(210, 340, 290, 400, 260))
    expected = estimate(tuple(listed), WOMAN, KB)
    for order in itertools.islice(itertools.permutations(listed), 0, 120, 17):
        assert estimate(order, WOMAN, KB) == expected


@settings(max_examples=150, deadline=None)
@given(
    amounts=st.lists(st.floats(20, 1500), min_size=1, max_size=7),
    which=st.integers(0, 6),
    extra=st.floats(0, 500),
    doubt=st.floats(0, 1),
)
def test_more_food_never_lowers_the_estimate(
    amounts: list[float], which: int, extra: float, doubt: float
) -> None:
    before = days(*amounts)
    at = which % len(before)
    more = day(
        before[at].date,
        None,
        foods=(food(amounts[at]), food(extra, name="extra", share=doubt)),
    )
    after = (*before[:at], more, *before[at + 1 :])
    sure = WOMAN.model_copy(update={"diary_confirmed": True})
    assert best(after, sure) >= best(before, sure) - 1e-9


@settings(max_examples=60, deadline=None)
@given(amounts=st.lists(st.floats(0, 5000), min_size=1, max_size=7))
def test_every_diary_gives_a_finite_interval_in_order(amounts: list[float]) -> None:
    sure = WOMAN.model_copy(update={"diary_confirmed": True})
    usual = estimate(days(*amounts), sure, KB).usual
    assert usual is not None
    one = usual.mg_per_day
    assert 0 < one.low <= one.best <= one.high < 3000


def test_more_days_narrow_the_interval() -> None:
    widths = [width(days(*[300.0] * count)) for count in (1, 2, 3, 5)]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)


def test_not_saying_whether_a_day_is_complete_widens_the_interval_and_asks() -> None:
    said = days(300, 300)
    unsaid = tuple(day(one.date, 300, complete=None) for one in said)
    assert width(unsaid) > width(said)
    assert "ask.days-complete" in ids(estimate(unsaid, WOMAN, KB))


def test_weekdays_and_weekend_days_weigh_five_to_two() -> None:
    friday, saturday = WEEK[4], WEEK[5]
    weekend_high = (day(friday, 250), day(saturday, 450))
    weekday_high = (day(friday, 450), day(saturday, 250))
    assert best(weekday_high) > best(weekend_high)


def test_only_weekdays_leave_more_doubt_than_a_week_with_a_weekend_day() -> None:
    only = (day(WEEK[0], 300), day(WEEK[1], 300), day(WEEK[2], 300), day(WEEK[3], 300))
    both = (*only[:3], day(WEEK[5], 300))
    # the weekend day carries two sevenths, so the four days together scatter more; the doubt
    # about the other kind of day must still show where only one kind was logged
    narrow = estimate(only, WOMAN, KB).usual
    mixed = estimate(both, WOMAN, KB).usual
    assert narrow is not None
    assert mixed is not None
    assert narrow.log_sd > 0.98 * mixed.log_sd
    assert any(fact.id == "intake.log-more" for fact in estimate(only, WOMAN, KB).facts)


def test_one_day_asks_for_two_more_and_a_full_week_does_not() -> None:
    one = next(f for f in estimate(days(300), WOMAN, KB).facts if f.id == "intake.log-more")
    assert one.severity is Severity.ASK
    then = one.values["then"]
    now = one.values["now"]
    assert then["high"] - then["low"] < now["high"] - now["low"]
    week = days(300, 280, 320, 300, 290, 310, 300)
    assert "intake.log-more" not in ids(estimate(week, WOMAN, KB))


def test_uncertain_portions_widen_the_interval() -> None:
    sure = (day(WEEK[0], 300),)
    unsure = (day(WEEK[0], 300, share=0.5),)
    assert width(unsure) > width(sure)
    assert best(unsure) == best(sure)


def test_one_very_high_day_does_not_become_the_usual_intake() -> None:
    assert best(days(900)) < 600


def test_less_known_about_the_person_gives_a_wider_interval() -> None:
    listed = days(300, 300)
    known = estimate(listed, WOMAN, KB).usual
    unknown = estimate(listed, Profile(), KB).usual
    assert known is not None
    assert unknown is not None
    assert unknown.log_sd > known.log_sd


def test_babies_get_no_estimate() -> None:
    found = estimate(days(60), Profile(age_years=0.5, country="nl"), KB)
    assert found.usual is None
    assert "intake.no-estimate-for-age" in ids(found)


def test_every_fact_is_listed_with_exactly_its_slots() -> None:
    rng = random.Random(4)
    cases = [
        estimate(days(*(rng.uniform(50, 600) for _ in range(n))), profile, KB)
        for n in range(1, 8)
        for profile in (WOMAN, Profile(), Profile(age_years=0.3))
    ]
    cases += [
        estimate((day(WEEK[0], 100, unread=5),), WOMAN, KB),
        estimate((day(WEEK[0], 100, unread=1, complete=None),), WOMAN, KB),
        estimate((day(WEEK[0], 100, complete=False), day(WEEK[1], None)), WOMAN, KB),
        estimate(days(90, kcal=500), WOMAN, KB),
        estimate(days(90, kcal=1100), WOMAN, KB),
        estimate(days(2000), WOMAN, KB),
        estimate(days(90, kcal=9500), WOMAN, KB),
    ]
    spoken = set()
    for found in cases:
        for fact in found.facts:
            spoken.add(fact.id)
            assert set(fact.values) == set(KB.findings[fact.id].slots), fact.id
            assert fact.id in KB.text_nl
            assert fact.id in KB.text_en
            assert all(source in KB.sources for source in fact.sources), fact.sources
    assert len(spoken) > 12
