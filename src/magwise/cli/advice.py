"""``magwise advise``: one person from files, or many from a stream of lines."""

import gc
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from magwise.cli import screen, words
from magwise.cli.words import Language
from magwise.core.errors import InputError, MagwiseError, Problem

if TYPE_CHECKING:
    from magwise.assessment.records import Assessment
    from magwise.foods.records import Corrections
    from magwise.knowledge import Knowledge
    from magwise.person.reading import Person
    from magwise.plan.records import Plan

LONGEST_LINE_BYTES = 20_000_000


def day(text: str | None) -> date | None:
    """The day that counts as today.

    Raises
    ------
    InputError
        When it is not written as year-month-day.
    """
    if text is None:
        return None
    try:
        if len(text) == len("2026-11-22"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(Problem("error.date-wrong", "--today", {"field": "--today", "given": text}))


def heeded(
    person: "Person", kb: "Knowledge", language: Language, today: date | None
) -> "tuple[Person, bool]":
    """The person as the log says they are, and whether it speaks against a dose; said at once.

    What the log says against going on comes before anything else, on standard error, so that it
    is read whatever form was asked.
    """
    if person.log is None:
        return person, False
    from magwise.followup.watching import heed
    from magwise.text import render

    on = today or date.today()  # noqa: DTZ011 - the person's own calendar day
    found = heed(person.log, person.profile, kb, today=on)
    for fact in found.watch.facts:
        screen.note(f"! {render(fact, kb, language)}")
    return replace(person, profile=found.profile), found.held


def judge(
    person: "Person",
    kb: "Knowledge",
    today: date | None,
    corrections: "Corrections | None" = None,
    *,
    held: bool = False,
) -> "tuple[Assessment, Plan]":
    """The first two stages of the journey; ``held`` when the log speaks against a dose."""
    from magwise.assessment import assess
    from magwise.followup.watching import without_dose
    from magwise.plan import Wishes, propose

    assessment = assess(person.profile, person.diary, kb, today=today, corrections=corrections)
    if held:
        assessment = without_dose(assessment)
    wishes = Wishes(wants_supplement=person.profile.wants_supplement, alternatives=1)
    return assessment, propose(assessment, wishes, kb)


def one(
    path: Path,
    kb: "Knowledge",
    *,
    diary: Path | None,
    language: Language | None,
    html: Path | None,
    markdown: str | None,
    as_json: bool,
    explain: bool,
    today: date | None,
    corrections: "Corrections | None" = None,
) -> None:
    """Advise one person and show it in the forms that were asked.

    Everything is made before anything is written.
    """
    from magwise.person.reading import read_person
    from magwise.plan.expecting import with_expectation
    from magwise.report.document import document

    person = read_person(path, diary=diary)
    spoken = language or person.profile.language or words.of_environment()
    screen.complain(person.notices, kb, spoken)
    targets = [Path(one) for one in (html, markdown) if one not in (None, "-")]
    problems = [p for target in targets for p in _place_problems(target)]
    if as_json and markdown == "-":
        problems.append(Problem("error.two-outputs"))
    if problems:
        raise InputError(*problems)
    person, held = heeded(person, kb, spoken, today)
    assessment, plan = judge(person, kb, today, corrections, held=held)
    plan = with_expectation(plan, kb)
    files: dict[Path, str] = {}
    text: str | None = None
    if as_json:
        from magwise.report.result import advice

        text = advice(assessment, plan, kb, spoken, explain=explain).model_dump_json(indent=2)
    written = document(assessment, plan, kb, spoken, explain=explain)
    if html is not None:
        from magwise.report.html import html as page

        files[html] = page(written)
    if markdown is not None:
        from magwise.report.markdown import markdown as as_markdown

        if markdown == "-":
            text = as_markdown(written)
        else:
            files[Path(markdown)] = as_markdown(written)
    if text is not None:
        screen.write(text)
    elif not files:
        from magwise.report.terminal import show

        show(written, screen.console())
    from magwise.report.writing import write_text

    for target, content in files.items():
        write_text(target, content)
        screen.note(written.ui["written"].replace("{path}", str(target)))


def _place_problems(target: Path) -> tuple[Problem, ...]:
    """What would keep a file from being written, found before the work starts."""
    if target.is_dir():
        return (Problem("error.write-directory", str(target)),)
    if not target.parent.is_dir():
        return (Problem("error.write-no-folder", str(target), {"folder": str(target.parent)}),)
    return ()


def many(
    path: str,
    kb: "Knowledge",
    *,
    language: Language | None,
    explain: bool,
    today: date | None,
) -> bool:
    """Advise everybody in a file of lines, one JSON object a line in and out.

    A line that cannot be used gives an object with ``errors`` and stops nothing.

    Returns
    -------
    bool
        True when every line gave an answer.
    """
    name = "<stdin>" if path == "-" else path
    folder = None if path == "-" else Path(path).parent
    good = True
    gc.freeze()  # the knowledge base stays; what one person leaves behind does not
    gc.enable()
    with _opened(path) as stream:
        for number, raw in _lines(stream):
            where = f"{name}:{number}"
            spoken = language or words.of_environment()
            try:
                answer = _answer(raw, where, folder, kb, language, explain=explain, today=today)
            except MagwiseError as error:
                good = False
                records = screen.problem_records(error.problems, kb, spoken)
                answer = {"line": number, "errors": records}
            except Exception as error:  # one person's fault must not stop the rest
                good = False
                fault = Problem("error.internal", where, {"detail": type(error).__name__})
                answer = {"line": number, "errors": screen.problem_records([fault], kb, spoken)}
            else:
                answer = {"line": number, **answer}
            screen.write(json.dumps(answer, ensure_ascii=False, default=str))
            sys.stdout.flush()
    return good


def _answer(
    raw: bytes,
    where: str,
    folder: Path | None,
    kb: "Knowledge",
    language: Language | None,
    *,
    explain: bool,
    today: date | None,
) -> dict[str, Any]:
    from magwise.person.files import read_json
    from magwise.person.reading import person_from
    from magwise.report.result import advice

    if len(raw) > LONGEST_LINE_BYTES:
        limit = LONGEST_LINE_BYTES // 1_000_000
        raise InputError(Problem("error.jsonl-too-long", where, {"limit": limit}))
    try:
        text = raw.decode("utf-8-sig")
        data = read_json(text, where)
    except (UnicodeDecodeError, InputError) as error:
        known = isinstance(error, InputError) and error.problems[0].id != "error.json"
        if known:
            raise
        raise InputError(Problem("error.jsonl-line", where)) from error
    if not isinstance(data, dict):
        raise InputError(Problem("error.jsonl-line", where))
    person = person_from(data, where, folder=folder)
    spoken = language or person.profile.language or words.of_environment()
    assessment, plan = judge(person, kb, today)
    return advice(assessment, plan, kb, spoken, explain=explain).model_dump(mode="json")


def _opened(path: str) -> BinaryIO:
    if path == "-":
        return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))
    if Path(path).is_dir():
        raise InputError(Problem("error.file-is-folder", path))
    try:
        return Path(path).open("rb")
    except FileNotFoundError as error:
        raise InputError(Problem("error.file-missing", path)) from error
    except OSError as error:
        raise InputError(Problem("error.file-unreadable", path)) from error


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their number; the rest of a line that is too long is passed over."""
    number = 0
    while raw := stream.readline(LONGEST_LINE_BYTES + 2):
        number += 1
        if len(raw) > LONGEST_LINE_BYTES and not raw.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
        if raw.strip():
            yield number, raw
