"""A day with three medicines and up to four doses, beside trying every set on the same grid."""

from itertools import combinations, pairwise
from typing import Any

import pytest

from magwise.models.timing import Apart, Placement, Training, place

MEALS = (450, 750, 1110)
GAPS = (
    Apart.of_hours("levothyroxine", 4, 4, (420,), fasting=True),
    Apart.of_hours("iron", 2, 2, (600,)),
    Apart.of_hours("rosuvastatin", 3, 3, (1380,)),
)
FIFTH_OF_A_SECOND = 0.2


@pytest.mark.parametrize("doses", [1, 2, 4])
def test_a_day(doses: int, benchmark: Any) -> None:
    found = benchmark(
        place, doses, GAPS, meals=MEALS, minutes_between=120, training=[Training(1080)]
    )
    assert isinstance(found, Placement)
    assert benchmark.stats is None or benchmark.stats.stats.median < FIFTH_OF_A_SECOND


def everything(doses: int) -> int:
    """How many sets of moments keep every gap, counted one by one."""
    free = [m for m in range(420, 1381, 5) if all(gap.allows(m) for gap in GAPS)]
    return sum(all(b - a >= 120 for a, b in pairwise(group)) for group in combinations(free, doses))


def test_trying_everything(benchmark: Any) -> None:
    assert benchmark(everything, 2) > 0
