"""The interval keeps its word: simulated people whose true intake is known."""

import pytest

from magwise import Knowledge, Profile
from validation.usual_intake.simulation import MODEL, World, calibrate, simulate

WOMAN = Profile(age_years=40, sex="female", country="nl")
BOY = Profile(age_years=11, sex="male", country="nl")
STRANGER = Profile()


@pytest.mark.parametrize("days", [1, 2, 3, 7])
@pytest.mark.parametrize("profile", [WOMAN, BOY, STRANGER], ids=["woman", "boy", "unknown"])
def test_nine_of_ten_true_intakes_lie_in_the_interval(
    days: int, profile: Profile, kb: Knowledge
) -> None:
    found = simulate(MODEL, profile, kb, days=days, people=1500, seed=days)
    assert 0.87 <= found.coverage <= 0.93
    assert abs(found.above - found.below) < 0.03


def test_more_days_narrow_the_interval(kb: Knowledge) -> None:
    widths = [
        simulate(MODEL, WOMAN, kb, days=days, people=200, seed=1).width for days in (1, 2, 3, 7)
    ]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    "world",
    [
        World(mean_factor=0.8),
        World(mean_factor=1.2),
        World(between_factor=1.3),
        World(within_factor=1.3),
        World(weekend=1.25),
        World(heavy_tails=True),
        World(normal_days=True),
    ],
    ids=["lower", "higher", "people-differ", "days-differ", "weekend", "tails", "even-days"],
)
def test_wrong_assumptions_cost_little_coverage(world: World, kb: Knowledge) -> None:
    assert simulate(world, WOMAN, kb, days=3, people=1200, seed=3).coverage > 0.78


def test_a_stated_probability_comes_true_about_that_often(kb: Knowledge) -> None:
    found = calibrate(WOMAN, kb, days=3, ear=265, people=4000, seed=5)
    for stated, happened, people in zip(found.stated, found.happened, found.people, strict=True):
        assert abs(stated - happened) < 0.03 + 2.6 * (0.25 / people) ** 0.5
