"""How fast one advice is, and the parts of it, beside public tools that do a part of the same.

``make bench`` measures. ``make test`` runs each once, so that they keep working; it times nothing.
"""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import process
from rich.console import Console

from magwise import Diary, Knowledge, Profile, assess, propose
from magwise.foods import parse_line
from magwise.knowledge.base import COMPILED, DATA
from magwise.person.reading import read_person
from magwise.report.document import document
from magwise.report.terminal import show
from tools.generate_people import person

Benchmark = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 22)
LINE = "2 volkoren boterhammen met kaas en een glas halfvolle melk"


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def runner() -> tuple[Profile, Diary]:
    someone = read_person(ROOT / "examples" / "runner.yaml")
    return someone.profile, someone.diary


@pytest.mark.benchmark(group="one advice (goal: below 100 ms)")
def test_advise_the_runner(
    benchmark: Benchmark, kb: Knowledge, runner: tuple[Profile, Diary]
) -> None:
    """Profile and diary to the finished text, with everything loaded."""

    def advise() -> str:
        plan = propose(assess(*runner, kb, today=DAY), None, kb)
        paper = io.StringIO()
        show(document(plan.assessment, plan, kb, "nl"), Console(file=paper, width=80))
        return paper.getvalue()

    assert "magnesium" in benchmark(advise)


@pytest.mark.benchmark(group="one advice (goal: below 100 ms)")
def test_of_which_assess(
    benchmark: Benchmark, kb: Knowledge, runner: tuple[Profile, Diary]
) -> None:
    assert benchmark(lambda: assess(*runner, kb, today=DAY)).intake.usual


@pytest.mark.benchmark(group="one advice (goal: below 100 ms)")
def test_of_which_propose(
    benchmark: Benchmark, kb: Knowledge, runner: tuple[Profile, Diary]
) -> None:
    assessment = assess(*runner, kb, today=DAY)
    assert benchmark(lambda: propose(assessment, None, kb)).verdict


@pytest.mark.benchmark(group="knowledge base")
def test_load_compiled(benchmark: Benchmark) -> None:
    """All of it; a start reads only what it looks at."""
    Knowledge.load()

    def everything() -> Knowledge:
        kb = Knowledge.load(COMPILED)
        assert all(getattr(kb, name) for name in kb.collections)
        return kb

    assert benchmark.pedantic(everything, rounds=5).sources  # type: ignore[attr-defined]


@pytest.mark.benchmark(group="knowledge base")
def test_peer_json_of_the_same_file(benchmark: Benchmark) -> None:
    """The standard library on the same file, without any check."""
    Knowledge.load()
    lines = COMPILED.read_bytes().splitlines()
    assert benchmark.pedantic(lambda: [json.loads(line) for line in lines], rounds=5)  # type: ignore[attr-defined]


@pytest.mark.benchmark(group="knowledge base")
def test_peer_pyyaml_on_the_same_data(benchmark: Benchmark) -> None:
    """PyYAML (C parser) on the files people edit: what a start would cost without compiling."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.yaml"))]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def read() -> list[Any]:
        return [yaml.load(text, Loader=loader) for text in texts]

    assert benchmark.pedantic(read, rounds=1)  # type: ignore[attr-defined]


@pytest.mark.benchmark(group="one diary line")
def test_read_a_line(benchmark: Benchmark, kb: Knowledge) -> None:
    """Words, amounts, grams and magnesium of three foods."""
    assert len(benchmark(lambda: parse_line(LINE, kb, language="nl")).items) == 3


@pytest.mark.benchmark(group="one diary line")
def test_peer_rapidfuzz_look_up(benchmark: Benchmark, kb: Knowledge) -> None:
    """Three fuzzy look-ups among the same names, and nothing else."""
    names = [n for food in kb.foods.values() for n in (food.names.nl, food.names.en)]
    words = ("volkoren boterhammen", "kaas", "halfvolle melk")
    assert all(benchmark(lambda: [process.extractOne(word, names) for word in words]))


@pytest.mark.parametrize("number", [1, 10, 100])
@pytest.mark.benchmark(group="growth: so many people")
def test_people(benchmark: Benchmark, kb: Knowledge, number: int) -> None:
    """The cost of each person should not grow with how many there are."""
    everyone = [person(seed) for seed in range(number)]

    def advise() -> int:
        return len([propose(assess(*someone, kb, today=DAY), None, kb) for someone in everyone])

    advise()
    rounds = max(1, 20 // number)
    assert benchmark.pedantic(advise, rounds=rounds) == number  # type: ignore[attr-defined]
