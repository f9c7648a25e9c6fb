"""Finds in what someone typed the conditions, red flags and complaints we know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from magwise.core.words import plain
from magwise.knowledge.schema.common import Names, Words

# "none" in answer to "which illnesses do you have?"
_NOTHING_WORDS = (
    "", "geen", "nee", "neen", "niets", "none", "no", "nothing", "nvt", "n.v.t.", "n/a", "na",
    "gezond", "healthy", "geen ziekten", "geen ziektes", "geen klachten", "geen medicijnen",
    "geen aandoeningen", "geen bijzonderheden", "geen van deze", "none of these", "no illness",
    "no illnesses", "no conditions", "no complaints", "no medicines", "no medication",
)  # fmt: skip
_NEGATIONS = ("geen ", "niet ", "no ", "not ", "nooit ", "never ", "zonder ", "without ")
_SPELLING_FLOOR = 90.0  # how alike a misspelt name must be [0-100]
_SPELLING_LENGTH = 7  # shorter words lie too close together


class Named(Protocol):
    """A record with names and everyday words."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def names(self) -> Names:
        """What it is called."""

    @property
    def words(self) -> Words:
        """What people write."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase names, or nothing; ``says_nothing`` when it is an outright "none"."""

    ids: tuple[str, ...]
    says_nothing: bool = False


_NOTHING = frozenset(plain(word) for word in _NOTHING_WORDS)


_MOST_READ = 32
_READ: dict[int, tuple[Mapping[str, "Named"], int, tuple[tuple[str, str], ...]]] = {}


def vocabulary(records: Mapping[str, Named]) -> tuple[tuple[str, str], ...]:
    """All words for all records, longest first, with the id each stands for.

    The records of a knowledge base never change, so the same mapping is read once.
    """
    known = _READ.get(id(records))
    if known is not None and known[0] is records and known[1] == len(records):
        return known[2]
    pairs = {
        (plain(word), record.id)
        for record in records.values()
        for word in (
            record.id,
            record.names.nl,
            record.names.en,
            *record.words.nl,
            *record.words.en,
        )
    }
    made = tuple(sorted((p for p in pairs if p[0]), key=lambda pair: (-len(pair[0]), pair)))
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    _READ[id(records)] = (records, len(records), made)
    return made


def read(phrase: str, words: tuple[tuple[str, str], ...]) -> Reading:
    """What one phrase names; the longest name wins where two overlap.

    A phrase that denies something ("geen nierziekte") names nothing: it is asked about, because
    "geen nierfunctie" denies something else.
    """
    text = plain(phrase)
    if text in _NOTHING:
        return Reading((), says_nothing=True)
    if f"{text} ".startswith(_NEGATIONS):
        return Reading(())
    exact = tuple(sorted({key for word, key in words if word == text}))
    if exact:
        return Reading(exact)
    padded = f" {text} "
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str]] = []
    for word, key in words:
        start = padded.find(f" {word} ")
        if start < 0:
            continue
        span = (start, start + len(word))
        if span in taken or all(span[1] <= a or span[0] >= b for a, b in taken):
            taken.append(span)
            found.append((start, key))
    if found:
        return Reading(tuple(dict.fromkeys(key for _, key in sorted(found))))
    return Reading(_misspelt(text, words))


def _misspelt(text: str, words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    if len(text) < _SPELLING_LENGTH:
        return ()
    scores = [(fuzz.ratio(text, word), key) for word, key in words if len(word) >= _SPELLING_LENGTH]
    best = max(scores, default=(0.0, ""))
    if best[0] < _SPELLING_FLOOR:
        return ()
    return tuple(sorted({key for score, key in scores if score == best[0]}))


def read_all(
    phrases: Iterable[str], words: tuple[tuple[str, str], ...]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ids that a list of phrases names, and the phrases that name nothing we know."""
    ids: set[str] = set()
    unread: list[str] = []
    for phrase in phrases:
        reading = read(phrase, words)
        ids.update(reading.ids)
        if not reading.ids and not reading.says_nothing:
            unread.append(phrase)
    return frozenset(ids), tuple(sorted(set(unread)))
