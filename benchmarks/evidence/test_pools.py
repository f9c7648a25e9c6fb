"""How fast pools are; ``make bench`` also prints the table beside PyMARE and statsmodels."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.evidence.compare import table
from magwise.models.evidence import from_counts, pool, regress
from validation.evidence.reference import counts

Benchmark = Callable[..., Any]


@pytest.mark.benchmark(group="evidence")
@pytest.mark.parametrize("method", ["FE", "DL", "PM", "REML"])
def test_pool_of_22_trials(benchmark: Benchmark, method: Any) -> None:
    effects = from_counts(counts("li2007"), "OR")
    assert benchmark(lambda: pool(effects, method)).k == 22


@pytest.mark.benchmark(group="evidence")
def test_regression_on_latitude(benchmark: Benchmark) -> None:
    effects = from_counts(counts("bcg"), "RR")
    latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]
    assert benchmark(lambda: regress(effects, {"latitude": latitude})).k == 13


def test_table_beside_the_peers() -> None:
    """Peers that are installed agree; the table is printed with ``-s``."""
    shown = table()
    print("\n" + shown)
    assert shown.count("\n") > 20
