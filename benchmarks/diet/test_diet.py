"""A plan from seven days against the whole table, beside a greedy adviser in the same run."""

from typing import Any

import pytest

from benchmarks.diet.peers import greedy
from benchmarks.diet.people import person
from benchmarks.diet.table import MISSING_MG_PER_DAY, request
from magwise import Knowledge
from magwise.models.diet import optimise


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


def test_optimiser(kb: Knowledge, benchmark: Any) -> None:
    diet = person(1, 7, kb)
    found = benchmark(optimise, diet, request(diet, 3), kb)
    assert isinstance(found, tuple)
    assert all(one.gap <= 0.01 for one in found)


def test_greedy_adviser(kb: Knowledge, benchmark: Any) -> None:
    diet = person(1, 7, kb)
    benchmark(greedy, diet, request(diet, 1), MISSING_MG_PER_DAY, kb)
