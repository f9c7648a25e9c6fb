"""Time and memory of reading diary lines, beside two plain look-ups over the same names.

python -m pytest benchmarks/foods --benchmark-group-by=group --benchmark-columns=median,max
"""

import csv
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from magwise import Knowledge
from magwise.foods import parse_line
from magwise.foods.index import build, index_of

FOLDER = Path(__file__).resolve().parents[2] / "validation" / "foods_lines"


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    with (FOLDER / "lines.csv").open(encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


def _all(read: Callable[[str], Any], lines: list[str]) -> None:
    for line in lines:
        read(line)


@pytest.mark.benchmark(group="373 lines")
def test_magwise(benchmark: Any, kb: Knowledge, lines: list[str]) -> None:
    index_of(kb)
    benchmark(_all, lambda text: parse_line(text, kb), lines)


@pytest.mark.benchmark(group="373 lines")
def test_rapidfuzz(benchmark: Any, kb: Knowledge, lines: list[str]) -> None:
    from validation.foods_lines import score

    read = score.fuzzy(kb)
    benchmark.pedantic(_all, (lambda text: read(text, "nl"), lines), rounds=2)


@pytest.mark.benchmark(group="373 lines")
def test_full_text_search(benchmark: Any, kb: Knowledge, lines: list[str]) -> None:
    from validation.foods_lines import score

    read = score.full_text(kb)
    benchmark(_all, lambda text: read(text, "nl"), lines)


@pytest.mark.benchmark(group="index")
def test_building_the_index(benchmark: Any, kb: Knowledge) -> None:
    benchmark(build, kb)


def test_memory_of_the_index(kb: Knowledge) -> None:
    tracemalloc.start()
    index = build(kb)
    used_mb = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    print(f"index of {len(kb.foods)} foods and {len(index.phrases)} phrases: {used_mb:.1f} MB")
    assert used_mb < 40
