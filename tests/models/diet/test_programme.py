"""Leaving out columns and rows never changes the optimum."""

import itertools

import numpy as np
import pytest

from magwise.models.diet.programme import Row, least_with, minimise

COLUMNS = 9


def choices() -> np.ndarray:
    return np.array(list(itertools.product((0.0, 1.0), repeat=COLUMNS)))


@pytest.mark.parametrize("seed", range(12))
def test_no_choice_with_a_column_costs_less_than_said(seed: int) -> None:
    rng = np.random.default_rng(seed)
    costs, gain = rng.uniform(0.2, 3, COLUMNS), rng.uniform(5, 60, COLUMNS)
    most = float(rng.integers(2, 5))
    rows = [
        Row.dense(gain, low=90.0),
        Row.dense(np.ones(COLUMNS), high=most),
        Row.of([0, 1], high=1),
    ]
    every = choices()
    fine = (every @ gain >= 90) & (every.sum(1) <= most) & (every[:, :2].sum(1) <= 1)
    least = least_with(costs, rows, whole=COLUMNS, upper=np.ones(COLUMNS))
    found = minimise(costs, rows, whole=COLUMNS)
    if not fine.any():
        assert found is None
        return
    assert least is not None
    assert found is not None
    assert found.objective == pytest.approx((every[fine] @ costs).min())
    for column in range(COLUMNS):
        with_it = fine & (every[:, column] > 0.5)
        if with_it.any():
            assert (every[with_it] @ costs).min() >= least[column] - 1e-9


def test_a_row_that_no_column_in_use_can_reach_leaves_no_choice() -> None:
    rows = [Row.dense(np.array([1.0, 9.0]), low=5.0)]
    assert minimise(np.ones(2), rows, whole=2, upper=np.array([1.0, 0.0])) is None
    assert minimise(np.ones(2), rows, whole=2) is not None


def test_an_amount_adds_nothing_to_what_a_choice_costs_at_least() -> None:
    # Half a unit of the amount is the cheapest way; a whole unit would cost more than the column.
    costs = np.array([4.0, 5.0])
    rows = [Row.dense(np.array([1.0, 2.0]), low=1.0)]
    least = least_with(costs, rows, whole=1, upper=np.array([1.0, np.inf]))
    assert least is not None
    assert least[1] == pytest.approx(2.5)
