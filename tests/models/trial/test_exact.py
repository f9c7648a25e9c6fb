"""The exact test is exact: checked against every order by hand, and against SciPy."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from magwise.models.trial.exact import sign_flip, sign_flip_interval

Values = np.ndarray[Any, np.dtype[np.float64]]
DIFFERENCES = st.lists(st.floats(-3, 3).map(lambda x: round(x, 3)), min_size=2, max_size=8).map(
    np.array
)


def by_hand(values: Values) -> float:
    seen = abs(values.sum())
    sums = [abs(np.dot(signs, values)) for signs in itertools.product((-1, 1), repeat=len(values))]
    return float(np.mean([one >= seen - 1e-9 for one in sums]))


@given(DIFFERENCES)
def test_the_probability_is_the_share_of_all_orders(values: Values) -> None:
    assert float(sign_flip(values)) == pytest.approx(by_hand(values))


def test_scipy_finds_the_same_probability() -> None:
    values = np.array([-0.6, -0.2, -1.1, 0.3, -0.7, -0.4, -0.9])
    found = stats.permutation_test(
        (values,), np.mean, permutation_type="samples", n_resamples=np.inf
    )
    assert float(sign_flip(values)) == pytest.approx(found.pvalue)


def test_five_pairs_can_never_reach_five_percent() -> None:
    assert float(sign_flip(np.ones(5))) > 0.05
    assert float(sign_flip(np.arange(1.0, 7.0))) == 2 / 64
    assert sign_flip_interval(np.ones(5), 0.95) is None


@given(DIFFERENCES.filter(lambda x: len(x) >= 6), st.floats(-2, 2))
def test_the_interval_holds_what_the_test_does_not_reject(
    values: Values,
    shift: float,
) -> None:
    ends = sign_flip_interval(values, 0.95)
    assert ends is not None
    if float(sign_flip(values - shift)) > 0.05:
        assert ends[0] - 1e-6 <= shift <= ends[1] + 1e-6


def test_under_every_order_of_one_log_at_most_five_percent_are_called_an_effect() -> None:
    """The promise itself: fix any days, go through all draws of the lot, count the alarms."""
    days = np.random.default_rng(8).gamma(0.4, 3.0, 8) + np.arange(8)
    alarms = [
        float(sign_flip(days * np.array(signs))) <= 0.05
        for signs in itertools.product((-1.0, 1.0), repeat=8)
    ]
    assert np.mean(alarms) <= 0.05
