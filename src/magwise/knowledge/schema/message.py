"""Records of what can be said: findings, their slots, and sources."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from magwise.core.facts import Severity
from magwise.core.sourced import How
from magwise.knowledge.schema.common import Id, Record

Section = Literal[
    "emergency", "verdict", "data", "intake", "need", "adequacy", "risk", "laboratory", "signs",
    "safety", "causes", "food", "supplement", "expect", "programme", "evidence", "explain", "about",
    "error", "question",
]  # fmt: skip

# How a slot's value is written; ``text/slots.py`` has one formatter for each.
SlotKind = Literal[
    "number", "count", "interval", "mg", "mg_interval", "g", "g_interval", "percent",
    "percent_interval", "hours", "minutes", "days", "weeks", "years", "time", "times", "date",
    "mmol_per_l", "mmol_per_l_interval", "ml_per_min", "ml", "litres", "text", "texts", "unit",
    "food", "foods", "portion", "medicine", "medicines", "form", "forms", "authority",
    "authorities", "condition", "conditions", "sign", "signs", "cause", "test", "source", "word",
    "words", "country", "nutrient", "nutrients", "measure", "code", "outcome",
]  # fmt: skip


class Finding(Record):
    """One thing Magwise can say: where it belongs, how urgent it is, and which slots it has."""

    id: Id
    section: Section
    severity: Severity
    meaning: Annotated[str, StringConstraints(min_length=8)]  # plain English, for integrators
    slots: dict[str, SlotKind] = {}


class Source(Record):
    """A publication, database release, law or page that figures come from."""

    id: Id
    kind: Literal[
        "report", "article", "review", "guideline", "law", "label", "database", "web", "book",
        "judgement",
    ]  # fmt: skip
    title: Annotated[str, StringConstraints(min_length=3)]
    authors: str | None = None
    publisher: str | None = None
    year: int | None = None
    doi: str | None = None
    url: str | None = None
    pmid: str | None = None
    licence: str | None = None
    jurisdiction: str | None = None
    read: How  # how far we got: the source itself, a page that quotes it, memory
    note: str | None = None
    credit: str | None = None  # what its owner wants to stand with every result that uses it
