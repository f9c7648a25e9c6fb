"""``magwise kb`` and ``magwise findings``: look into the knowledge base and check it."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, KnowledgeError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


def check(directory: Path | None, language: Language, *, as_json: bool) -> bool:
    """Check every file and every reference between files; True when all is well."""
    from magwise.knowledge.base import DATA, Knowledge
    from magwise.knowledge.check import NOTICES
    from magwise.knowledge.check import check as check_all

    words = _words()
    place = directory or DATA
    if not place.is_dir():
        raise InputError(Problem("error.file-missing", str(place)))
    problems: tuple[Problem, ...]
    records = 0
    try:
        kb = Knowledge.from_directory(place)
        words = words or kb
        problems = (*check_all(kb), *_grades_apart(kb))
        records = sum(len(getattr(kb, name)) for name in kb.collections)
    except KnowledgeError as error:
        problems = error.problems
    wrong = [one for one in problems if one.id not in NOTICES]
    if as_json:
        screen.write_json(
            {
                "ok": not wrong,
                "records": records,
                "problems": screen.problem_records(wrong, words, language),
                "notices": screen.problem_records(
                    [one for one in problems if one.id in NOTICES], words, language
                ),
            }
        )
        return not wrong
    for one in problems:
        screen.write(screen.said(one, words, language))
    ui = words.text(language) if words is not None else {}
    key = "ui.kb-good" if not wrong else "ui.kb-wrong"
    line = ui.get(key, "{problems} / {records}")
    screen.write(line.replace("{problems}", str(len(wrong))).replace("{records}", str(records)))
    return not wrong


def _grades_apart(kb: "Knowledge") -> tuple[Problem, ...]:
    """Reviews that grade their evidence very differently than our rules do: to be looked at."""
    from magwise.models.evidence.judgement import judge

    judged = [judge(one, kb) for one in kb.syntheses.values()]
    return tuple(
        Problem(
            "error.grades-apart",
            one.synthesis,
            values={
                "computed": str(one.computed.certainty) if one.computed else "",
                "reviewed": str(one.reviewed),
            },
        )
        for one in judged
        if one.disagrees
    )


def _words() -> "Knowledge | None":
    """The shipped base, for the wording of problems of another one."""
    from magwise.knowledge import Knowledge

    try:
        return Knowledge.load()
    except KnowledgeError:
        return None


def show(key: str, kb: "Knowledge", *, as_json: bool) -> None:
    """Every record with an id, and every text.

    Raises
    ------
    InputError
        When nothing has this id; the message names what looks like it.
    """
    found = records_of(key, kb)
    if not found:
        ids = [one for name in collections(kb) for one in getattr(kb, name)]
        close = difflib.get_close_matches(key, ids, n=4, cutoff=0.6) or ["magwise findings"]
        values = {"given": key, "suggestions": ", ".join(close)}
        raise InputError(Problem("error.unknown-id", values=values))
    if as_json:
        screen.write_json(found)
        return
    import yaml

    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=88)
    screen.write(text)


def collections(kb: "Knowledge") -> tuple[str, ...]:
    """The names of everything in the knowledge base that has ids."""
    return kb.collections


def records_of(key: str, kb: "Knowledge") -> dict[str, Any]:
    """All records with one id, by collection."""
    found: dict[str, Any] = {}
    for name in collections(kb):
        record = getattr(kb, name).get(key)
        if record is not None:
            found[name] = (
                record
                if isinstance(record, str)
                else record.model_dump(mode="json", exclude_none=True)
            )
    return found


def cite(key: str, kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """A source in full, and every record that rests on it.

    Raises
    ------
    InputError
        When there is no such source.
    """
    from magwise.knowledge.check import uses_of_sources
    from magwise.text import citation, label, word
    from magwise.text.citations import address

    source = kb.sources.get(key)
    if source is None:
        close = difflib.get_close_matches(key, kb.sources, n=4, cutoff=0.4) or list(kb.sources)[:4]
        values = {"given": key, "suggestions": ", ".join(close)}
        raise InputError(Problem("error.unknown-id", values=values))
    uses = uses_of_sources(kb).get(key, ())
    read = word(f"word.how-{source.read}", kb, language)
    if as_json:
        screen.write_json(
            {**source.model_dump(mode="json", exclude_none=True), "label": label(source),
             "citation": citation(source), "address": address(source), "used_by": list(uses)}
        )  # fmt: skip
        return
    screen.write(f"{label(source)}\n{citation(source)}")
    if where := address(source):
        screen.write(where)
    screen.write(f"({read})")
    if source.note:
        screen.write(source.note)
    for use in uses:
        screen.write(f"  {use}")


def findings(kb: "Knowledge", language: Language, *, as_json: bool) -> None:
    """Everything Magwise can say: id, urgency, section, slots and meaning."""
    rows = sorted(kb.findings.values(), key=lambda one: (one.section, one.id))
    if as_json:
        screen.write_json(
            [
                {
                    "id": one.id,
                    "section": one.section,
                    "severity": one.severity,
                    "meaning": one.meaning,
                    "slots": one.slots,
                    "text": {"nl": kb.text_nl.get(one.id), "en": kb.text_en.get(one.id)},
                }
                for one in rows
            ]
        )
        return
    from itertools import groupby

    from magwise.text import word

    for section, group in groupby(rows, key=lambda one: one.section):
        screen.write(f"\n{word(f'word.section-{section}', kb, language)} ({section})")
        for one in group:
            text = kb.text(language).get(one.id, "")
            screen.write(f"  {one.id} [{one.severity}]\n      {text}")
