"""Whether the files of the knowledge base fit together: ids that resolve, texts that are whole.

Reading (`magwise.knowledge.reading`) checks each record by itself; this checks the whole. Every
problem is found in one run, with what to do about it; a notice is worth knowing and fails
nothing.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from magwise.core.errors import Problem
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.common import Value
from magwise.knowledge.schema.message import SlotKind
from magwise.knowledge.schema.need import Requirement

NOTICES = frozenset({"error.source-unused", "error.text-long", "error.grades-apart"})
LONGEST_SENTENCE = 25  # words; longer ones are rarely B1
_SLOT = re.compile(r"\{([a-z0-9_]+)\}")
# Texts that are not findings: words in sentences, headings, help, questions to the reader.
_OTHER_TEXTS = ("word.", "ui.", "help.", "question.", "question-page.")
# Fields that hold the id of a source, wherever they stand.
_SOURCE_FIELDS = frozenset({"source"})
# (collection, field) -> where its ids must be found; "*" is every collection. ``word`` and
# ``text`` are entries of the catalogue, the first after the prefix ``word.``;
# a star takes the beginning of an id (``spinach`` is every spinach).
_REFERENCES: dict[tuple[str, str], tuple[str, ...]] = {
    ("*", "authority"): ("authorities",),
    ("*", "provisional_from"): ("authorities",),
    ("countries", "requirements"): ("authorities",),
    ("countries", "limits"): ("authorities",),
    ("*", "finding"): ("findings",),
    ("*", "dose_finding"): ("findings",),
    ("*", "finding_without_risk"): ("findings",),
    ("forms", "reason"): ("findings",),
    ("interactions", "reason"): ("word",),
    ("interactions", "effect"): ("word",),
    ("laboratory", "weakness"): ("word",),
    ("care", "same_day"): ("word",),
    ("care", "emergency_number"): ("word",),
    ("*", "condition"): ("conditions",),
    ("*", "implies"): ("conditions",),
    ("risk_factors", "conditions"): ("conditions",),
    ("*", "complaint"): ("complaints", "red_flags"),
    ("*", "complaints"): ("complaints",),
    ("*", "sign"): ("signs", "red_flags"),
    ("*", "red_flag"): ("red_flags",),
    ("*", "remedies"): ("remedies",),
    ("*", "poor_forms"): ("forms",),
    ("*", "excluded_forms"): ("forms",),
    ("medicines", "salt"): ("forms",),
    ("medicine_groups", "examples"): ("medicines",),
    ("foods", "food"): ("foods",),
    ("foods", "spread"): ("foods",),
    ("recipes", "food"): ("foods",),
    ("stop_rules", "side_effects"): ("side_effects",),
    ("foods", "measures"): ("measures",),
    ("foods", "allergens"): ("allergens",),
    ("suggestions", "replaces_foods"): ("foods",),
    ("food_rules", "foods"): ("foods*",),
    ("withheld", "foods"): ("foods*",),
    ("withheld", "except_foods"): ("foods",),
    ("additions", "foods"): ("foods",),
    ("additions", "except_foods"): ("foods",),
    ("laboratory_bands", "test"): ("laboratory",),
    ("questions", "question"): ("questions",),
    ("questions", "page"): ("question_pages",),
    ("questions", "text"): ("text",),
    ("questions", "why"): ("text",),
    ("questions", "help"): ("text",),
    ("question_pages", "title"): ("text",),
    ("syntheses", "outcome"): ("outcomes",),
    ("syntheses", "conditions"): ("conditions",),
    ("syntheses", "pool"): ("pools",),
    ("pools", "outcome"): ("outcomes",),
    ("trials", "pool"): ("pools",),
    ("outcomes", "preferred"): ("syntheses",),
    ("outcomes", "threshold"): ("thresholds",),
}


def check(kb: Knowledge) -> tuple[Problem, ...]:
    """Everything in the knowledge base that does not fit together.

    Parameters
    ----------
    kb
        A base that was read without problems.

    Returns
    -------
    tuple of Problem
        Empty when all is well; those whose id is in `NOTICES` fail nothing.
    """
    return (
        *_sources(kb),
        *_references(kb),
        *_texts(kb),
        *_slots(kb),
        *_age_bands(kb),
        *_reading_level(kb),
    )


def uses_of_sources(kb: Knowledge) -> dict[str, tuple[str, ...]]:
    """For each source that is named, the records that rest on it."""
    uses: dict[str, list[str]] = {}
    for where, source in _named_sources(kb):
        uses.setdefault(source, []).append(where)
    return {source: tuple(sorted(set(places))) for source, places in uses.items()}


def _records(kb: Knowledge) -> Iterator[tuple[str, str, BaseModel]]:
    for name in kb.collections:
        records: dict[str, Any] = getattr(kb, name)
        for key, record in records.items():
            if isinstance(record, BaseModel):
                yield name, key, record


def _parts(record: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every field of a record and of the parts in it: its place, its name, its value."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        place = f"{path}.{name}" if path else name
        yield place, name, value
        yield from _inside(value, place)


def _inside(value: Any, place: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, BaseModel):
        yield from _parts(value, place)
    elif isinstance(value, tuple | list):
        for index, part in enumerate(value):
            yield from _inside(part, f"{place}[{index + 1}]")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _inside(part, f"{place}.{key}")


def _named_sources(kb: Knowledge) -> Iterator[tuple[str, str]]:
    for name, key, record in _records(kb):
        if name == "sources":
            continue
        for _, field, value in _parts(record):
            if field in _SOURCE_FIELDS and isinstance(value, str):
                yield f"{name}:{key}", value
            elif field == "sources" and isinstance(value, tuple):
                for one in value:
                    if isinstance(one, str):
                        yield f"{name}:{key}", one


def _sources(kb: Knowledge) -> Iterator[Problem]:
    named: set[str] = set()
    for where, source in _named_sources(kb):
        named.add(source)
        if source not in kb.sources:
            yield Problem("error.source-unknown", where, {"source": source})
    for name, key, record in _records(kb):
        for place, _, value in _parts(record):
            if isinstance(value, Value) and value.value is not None and not value.source:
                yield Problem("error.value-no-source", f"{name}:{key}.{place}")
    for source in kb.sources:
        if source not in named:
            yield Problem("error.source-unused", f"sources:{source}", {"source": source})


def _references(kb: Knowledge) -> Iterator[Problem]:
    known: dict[str, frozenset[str]] = {
        name: frozenset(getattr(kb, name)) for name in kb.collections
    }
    known["text"] = frozenset(kb.text_nl)
    known["word"] = frozenset(
        key.removeprefix("word.") for key in kb.text_nl if key.startswith("word.")
    )
    for name, key, record in _records(kb):
        for place, field, value in _parts(record):
            wanted = _REFERENCES.get((name, field)) or _REFERENCES.get(("*", field))
            if wanted is None or value is None:
                continue
            for one in (value,) if isinstance(value, str) else value:
                if isinstance(one, str) and not any(_known(one, name, known) for name in wanted):
                    values = {"field": place, "id": one, "collection": wanted[0]}
                    yield Problem("error.reference-unknown", f"{name}:{key}", values)


def _known(one: str, collection: str, known: dict[str, frozenset[str]]) -> bool:
    if collection.endswith("*"):
        return any(key.startswith(one) for key in known.get(collection[:-1], ()))
    return one in known.get(collection, ())


def _texts(kb: Knowledge) -> Iterator[Problem]:
    """Each finding in both languages; each text with a finding, or known to be another word."""
    for key in kb.findings:
        for language in ("nl", "en"):
            if key not in kb.text(language):
                yield Problem(
                    "error.text-missing", f"text/{language}:{key}", {"language": language}
                )
    for language, other in (("nl", "en"), ("en", "nl")):
        for key in kb.text(language):
            where = f"text/{language}:{key}"
            if key not in kb.findings and not key.startswith(_OTHER_TEXTS):
                yield Problem("error.text-orphan", where)
            if key not in kb.text(other) and key not in kb.findings:
                yield Problem("error.text-one-language", where, {"language": other})


def _slots(kb: Knowledge) -> Iterator[Problem]:
    kinds = frozenset(get_args(SlotKind))
    for key, finding in kb.findings.items():
        for kind in finding.slots.values():
            if kind not in kinds:
                yield Problem("error.kind-unknown", f"findings:{key}", {"kind": kind})
    for language in ("nl", "en"):
        for key, text in kb.text(language).items():
            where = f"text/{language}:{key}"
            if _SLOT.sub("", text).count("{") + _SLOT.sub("", text).count("}"):
                yield Problem("error.text-braces", where)
            present = frozenset(_SLOT.findall(text))
            if key in kb.findings:  # a slot need not be spoken; JSON has it all the same
                extra = present - frozenset(kb.findings[key].slots)
                if extra:
                    yield _differ(where, extra, frozenset())
            if language == "nl" and key in kb.text_en:
                english = frozenset(_SLOT.findall(kb.text_en[key]))
                if present != english:
                    yield _differ(where, present - english, english - present)


def _differ(where: str, extra: frozenset[str], lacking: frozenset[str]) -> Problem:
    return Problem(
        "error.slots-differ", where, {"extra": _named(extra), "lacking": _named(lacking)}
    )


def _named(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "-"


def _age_bands(kb: Knowledge) -> Iterator[Problem]:
    """Two figures of one authority for the same person would leave the choice to chance."""
    for name in ("requirements", "limits"):
        seen: dict[tuple[Any, ...], list[Any]] = {}
        for record in getattr(kb, name, {}).values():
            if getattr(record, "retired", None):
                continue
            kind = record.kind if isinstance(record, Requirement) else record.basis
            nutrient = getattr(record, "nutrient", "magnesium")
            group = record.group
            for sex in ("female", "male") if group.sex is None else (group.sex,):
                seen.setdefault((record.authority, kind, nutrient, sex, group.state), []).append(
                    record
                )
        for records in seen.values():
            ordered = sorted(records, key=lambda one: (one.group.from_years, one.id))
            for first, second in itertools.pairwise(ordered):
                ends = first.group.to_years
                if ends is None or second.group.from_years < ends:
                    yield Problem("error.band-overlap", f"{name}:{second.id}", {"other": first.id})


def _reading_level(kb: Knowledge) -> Iterator[Problem]:
    for language in ("nl", "en"):
        for key, text in kb.text(language).items():
            longest = longest_sentence(text)
            if longest > LONGEST_SENTENCE:
                values = {"words": longest, "limit": LONGEST_SENTENCE}
                yield Problem("error.text-long", f"text/{language}:{key}", values)


def longest_sentence(text: str) -> int:
    """Words in the longest sentence; a bracket or a colon does not end one.

    >>> longest_sentence("Eet meer noten. Dat helpt.")
    3
    """
    sentences = re.split(r"(?<=[.!?])\s+|;\s+", text)
    return max((len(sentence.split()) for sentence in sentences), default=0)
