"""What goes to the screen: results on standard output, problems on standard error."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from magwise.cli.words import Language
from magwise.core.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from magwise.core.facts import Fact
    from magwise.knowledge import Knowledge


def console() -> "Console":
    """A console that writes colour only to a terminal that wants it (see NO_COLOR)."""
    from rich.console import Console

    return Console(file=sys.stdout, soft_wrap=False, highlight=False, markup=False, emoji=False)


def write(text: str) -> None:
    """Text as it is, on standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(value: Any, *, compact: bool = False) -> None:
    """A value as JSON, on standard output."""
    sys.stdout.write(as_json(value, compact=compact) + "\n")


def as_json(value: Any, *, compact: bool = False) -> str:
    """JSON without NaN, with the letters of every language as they are."""
    if compact:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)


def write_facts(facts: "Iterable[Fact]", kb: "Knowledge", language: Language) -> None:
    """Facts in the order in which they were said, what is urgent with a sign before it."""
    from magwise.text import render

    for one in facts:
        sign = "-" if one.severity == "info" else "!"
        write(f"{sign} {render(one, kb, language)}")


def fact_records(
    facts: "Iterable[Fact]", kb: "Knowledge", language: Language
) -> list[dict[str, Any]]:
    """Facts as JSON has them."""
    from magwise.text import render

    return [
        {
            "id": one.id,
            "severity": one.severity.value,
            "values": dict(one.values),
            "sources": list(one.sources),
            "text": render(one, kb, language),
        }
        for one in facts
    ]


def note(text: str) -> None:
    """A line beside the result, on standard error."""
    sys.stderr.write(text + "\n")


def problem_records(
    problems: Iterable[Problem], kb: "Knowledge | None", language: Language
) -> list[Mapping[str, Any]]:
    """Problems as JSON has them."""
    return [
        {
            "id": problem.id,
            "where": problem.where,
            "values": dict(problem.values),
            "text": said(problem, kb, language),
        }
        for problem in problems
    ]


def said(problem: Problem, kb: "Knowledge | None", language: Language) -> str:
    """A problem in words; without a knowledge base only its id and values can be shown."""
    if kb is None:
        return str(problem)
    from magwise.text import problem_text

    return problem_text(problem, kb, language)


def complain(
    problems: Iterable[Problem],
    kb: "Knowledge | None",
    language: Language,
    *,
    as_records: bool = False,
) -> None:
    """Every problem on standard error, one a line, or as JSON."""
    if as_records:
        records = {"errors": problem_records(problems, kb, language)}
        note(json.dumps(records, ensure_ascii=False, indent=2, default=str))
        return
    for problem in problems:
        note(said(problem, kb, language))
