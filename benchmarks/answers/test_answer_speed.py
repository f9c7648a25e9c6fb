"""How fast one question is answered, and how fast the index is built."""

from collections.abc import Callable
from typing import Any

import pytest

from magwise import Knowledge
from magwise.answers import answer
from magwise.answers.subjects.index import build

Benchmark = Callable[..., Any]
LIMIT_SECONDS = 0.05  # warm; what the project asks of itself
QUESTIONS = (
    "Helpt magnesium tegen nachtelijke kuitkrampen?",
    "how many hours between levothyroxine and magnesium",
    "hoeveel magnesium zit er in 30 g amandelen",
    "wat is de hoofdstad van Frankrijk",
)


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer(benchmark: Benchmark, kb: Knowledge, question: str) -> None:
    answer(question, kb)  # warm
    assert benchmark(answer, question, kb).question == question


def test_index(benchmark: Benchmark, kb: Knowledge) -> None:
    assert benchmark(build, kb).topic_words
