"""What every layer returns instead of prose: a message id with typed values and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How urgent a finding is, most urgent first."""

    EMERGENCY = "emergency"  # call 112 / 999 now
    URGENT = "urgent"  # a doctor today
    STOP = "stop"  # do not take magnesium
    REFER = "refer"  # a doctor first
    PHARMACIST = "pharmacist"  # ask the pharmacist first
    SEPARATE = "separate"  # keep some hours between
    MONITOR = "monitor"  # the prescriber should watch this
    WARN = "warn"  # something to be careful with
    ASK = "ask"  # we need an answer first
    INFO = "info"  # good to know

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Severity).index(self)


class Certainty(StrEnum):
    """How sure the evidence is; the words that go with it are fixed in one table."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NO_EVIDENCE = "no_evidence"
    MECHANISM = "mechanism_only"
    ASSOCIATION = "association_only"
    AUTHORISED = "authorised_claim"
    OFFICIAL = "official"  # a norm, law or label text: it is what the authority says
    COMPUTED = "computed"  # arithmetic on what you told us
    JUDGEMENT = "judgement"  # our own reasoning; nobody published it in this form


@dataclass(frozen=True, slots=True)
class Fact:
    """Something we can say about a person, ready to be put into words.

    Attributes
    ----------
    id
        Message id; listed in ``knowledge/data/findings`` and worded in
        ``knowledge/data/text/{nl,en}``.
    values
        The slots of the message, by name: numbers in the unit the register names, intervals as
        ``{low, best, high}``, ids of foods, medicines, forms and authorities, or tuples of these.
        Never prose.
    sources
        Ids of the sources the statement rests on.
    severity, subject
        How urgent, and what about (``intake``, ``kidney``, ``medicine:levothyroxine``, ...).
    certainty
        How sure; None when the question does not arise (a question to the reader).
    """

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    subject: str = "general"
    certainty: Certainty | None = None

    def key(self) -> tuple[int, str, str, str]:
        """A stable order: most urgent first, then by subject and id."""
        return (self.severity.rank, self.subject, self.id, repr(sorted(self.values.items())))


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The same facts without doubles, most urgent first, in an order that input cannot change."""
    unique: dict[tuple[int, str, str, str], Fact] = {}
    for fact in facts:
        unique.setdefault(fact.key(), fact)
    return tuple(unique[key] for key in sorted(unique))
