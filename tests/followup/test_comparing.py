"""Before and after: intervals that hold what they promise."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from magwise.followup.comparing import cramps_change, score_change
from magwise.person.log import LogDay


def _days(values: Sequence[float | None], what: str = "cramps", first: int = 0) -> list[LogDay]:
    start = date(2026, 1, 1) + timedelta(first)
    return [
        LogDay.model_validate({"date": (start + timedelta(i)).isoformat(), what: value})
        for i, value in enumerate(values)
    ]


def test_a_rate_is_cramps_a_week_over_the_days_filled_in() -> None:
    found = cramps_change(_days([1, 0, None, 1, 0, 1, 0, 1]), _days([0] * 7))
    assert found is not None
    assert found.before.best == pytest.approx(7 * 4 / 7)
    assert (found.days_before, found.days_after) == (7, 7)


def test_empty_days_are_no_days_without_cramps() -> None:
    filled = cramps_change(_days([2] * 6), _days([2] * 6))
    with_gaps = cramps_change(_days([2] * 6 + [None] * 20), _days([2] * 6))
    assert filled == with_gaps


def test_too_few_days_give_nothing() -> None:
    assert cramps_change(_days([1] * 4), _days([1] * 20)) is None
    assert score_change("energy", _days([5] * 20, "energy"), _days([5] * 4, "energy")) is None


def test_zero_cramps_after_is_shown_as_zero_with_room_above() -> None:
    found = cramps_change(_days([1] * 14), _days([0] * 14))
    assert found is not None
    assert found.after.best == 0
    assert found.after.high > 0.3


def test_seven_equal_days_do_not_make_a_mean_exact() -> None:
    found = score_change("energy", _days([5] * 7, "energy"), _days([6] * 7, "energy"))
    assert found is not None
    assert found.difference.low < 1 < found.difference.high


@pytest.mark.parametrize("rate", [0.3, 1.0, 2.0])
def test_the_interval_of_no_change_covers_one_in_nine_of_ten(rate: float) -> None:
    """Days that resemble each other (0.5) and vary more than chance, as in models/trial."""
    random = np.random.default_rng(4)
    covered = told = 0
    for _ in range(400):
        noise = np.empty(28)
        noise[0] = random.normal()
        for i in range(1, 28):
            noise[i] = 0.5 * noise[i - 1] + np.sqrt(0.75) * random.normal()
        counts = random.poisson(rate * np.exp(0.6 * noise - 0.18))
        found = cramps_change(_days(counts[:14].tolist()), _days(counts[14:].tolist()))
        assert found is not None
        covered += found.difference.low <= 1 <= found.difference.high
        told += 1
    assert covered / told >= 0.87  # 0.9 less what 400 simulations can miss by chance


@pytest.mark.parametrize("correlation", [0.0, 0.5])
def test_the_interval_of_a_score_covers_the_truth(correlation: float) -> None:
    random = np.random.default_rng(5)
    covered = 0
    for _ in range(400):
        noise = np.empty(28)
        noise[0] = random.normal()
        for i in range(1, 28):
            noise[i] = correlation * noise[i - 1] + np.sqrt(1 - correlation**2) * random.normal()
        scores = np.clip(5 + noise, 0, 10)
        days = [round(float(s), 2) for s in scores]
        found = score_change("energy", _days(days[:14], "energy"), _days(days[14:], "energy"))
        assert found is not None
        covered += found.difference.low <= 0 <= found.difference.high
    assert covered / 400 >= 0.87
