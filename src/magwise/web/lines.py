"""Diary lines as the pages show them, and a line written anew when a part of it was corrected."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from magwise.core.errors import InputError, Problem
from magwise.foods import parse_line
from magwise.foods.records import Corrections, Item
from magwise.person import DiaryEntry
from magwise.text import names, numbers
from magwise.text.rendering import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.intake.records import DayIntake
    from magwise.store import KeptDay

MOST_LINES = 50
_CLOCK = re.compile(r"^\s*([01]?\d|2[0-3]):([0-5]\d)\s+(?=\S)")
_DOUBT = 0.55  # below this share of certainty a reading is marked as doubtful
_LONGEST = 2000
_APART = ("supplement", "medicine")

_AMOUNTS = frozenset(
    ("een", "a", "an", "half", "halve", "glas", "glass", "kop", "kopje", "cup", "of", "stuk", "g",
     "gram", "ml", "handje", "handful", "plak", "plakken", "slice", "slices", "bord", "kom", "bowl",
     "sneetje", "sneetjes", "eetlepel", "eetlepels", "portie", "schaaltje", "beker", "mok")
)  # fmt: skip


def entries_of(words: str, time: str = "") -> list[DiaryEntry]:
    """Each line of what was typed or pasted; a time in front of a line goes before the other.

    >>> entries_of("07:30 koffie", "")[0].time
    '07:30'

    Raises
    ------
    InputError
        When a line is too long, there are too many, or the time is none.
    """
    given = time.strip()
    if given and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", given) is None:
        raise InputError(Problem("error.time-wrong", "", {"field": "time", "given": given}))
    found = []
    for line in words.split("\n"):
        text, moment = line.strip(), given or None
        match = _CLOCK.match(text)
        if match:
            text, moment = text[match.end() :].strip(), f"{int(match[1]):02d}:{match[2]}"
        if text:
            found.append(DiaryEntry(text=text[:_LONGEST], time=moment))
    return found[:MOST_LINES]


def rows_of(
    kept: "KeptDay", day: "DayIntake | None", kb: "Knowledge", language: Language
) -> list[dict[str, Any]]:
    """Each line of a day with what was understood of it, ready to be shown.

    Lines that hold only supplements or medicines come last, apart from what was eaten.
    """
    lines = day.lines if day is not None else ()
    rows = []
    for entry, line in zip(kept.entries, lines, strict=False):
        rows.append(
            {
                "entry": entry,
                "items": [
                    item_row(item, place, kb, language) for place, item in enumerate(line.items)
                ],
                "questions": line.questions,
                "nothing": line.nothing_eaten,
                "apart": bool(line.items) and all(item.kind in _APART for item in line.items),
            }
        )
    return sorted(rows, key=lambda row: bool(row["apart"]))


def item_row(item: Item, place: int, kb: "Knowledge", language: Language) -> dict[str, Any]:
    """One food, drink or product of a line: its name, amounts, doubts and other readings."""

    def name(key: str | None) -> str | None:
        for kind in ("food", "form", "medicine"):
            if key is not None and key in _records(kind, kb):
                return names.name(key, kind, kb, language)
        return None

    choices = []
    if item.id in kb.foods:
        for key in dict.fromkeys((item.id, *(one.id for one in item.candidates))):
            if key in kb.foods:
                choices.append((key, kb.foods[key].names.of(language)))
    grams, mg = item.grams, item.magnesium_mg
    return {
        "place": place,
        "words": plain_words(item.words),
        "name": name(item.id),
        "kind": item.kind,
        "grams": None if grams is None else numbers.span(grams.low, grams.high, language, 0),
        "best": None if grams is None else round(grams.best),
        "mg": None if mg is None else numbers.span(mg.low, mg.high, language, 0),
        "doubt": item.confidence < _DOUBT,
        "choices": choices,
    }


def _records(kind: str, kb: "Knowledge") -> Any:
    return getattr(kb, {"food": "foods", "form": "forms", "medicine": "medicines"}[kind])


def plain_words(words: str) -> str:
    """The name without the amount in front of it.

    >>> plain_words("2 sneetjes oude kaas")
    'oude kaas'
    """
    parts = words.split()
    while len(parts) > 1 and (parts[0][0].isdigit() or parts[0].casefold() in _AMOUNTS):
        parts = parts[1:]
    return " ".join(parts)


def changed_line(
    text: str,
    items: Sequence[Item],
    place: int,
    food: str,
    grams: float,
    kb: "Knowledge",
    corrections: Corrections,
) -> str:
    """A line in which one part has become so many grams of a food.

    The diary stays in plain words. What is written is read again at once, so that it is certain
    to mean what was chosen.

    Raises
    ------
    InputError
        When no words can be found that are read as chosen.
    """
    wanted = [item.id for item in items]
    wanted[place] = food
    old = items[place].words
    at = text.casefold().find(old.casefold())
    for part in _parts(food, grams, kb):
        tries = []
        if at >= 0:
            tries.append(text[:at] + part + text[at + len(old) :])
        tries.append(", ".join(part if n == place else item.words for n, item in enumerate(items)))
        for line in tries:
            read = parse_line(line, kb, corrections=corrections)
            same = [item.id for item in read.items] == wanted
            if same and read.items[place].weighs(grams):
                return line
    raise InputError(Problem("error.line-not-written", values={"food": food}))


def named_line(
    text: str, words: str, food: str, grams: float, kb: "Knowledge", corrections: Corrections
) -> str:
    """A line in which words that were not understood have become so many grams of a food.

    Raises
    ------
    InputError
        When the words are not in the line, or no words can be found that are read as chosen.
    """
    at = text.casefold().find(words.casefold()) if words else -1
    before = [item.id for item in parse_line(text, kb, corrections=corrections).items]
    for part in _parts(food, grams, kb) if at >= 0 else ():
        line = text[:at] + part + text[at + len(words) :]
        read = parse_line(line, kb, corrections=corrections)
        asked = [str(one.values.get("words", "")).casefold() for one in read.questions]
        right = any(item.id == food and item.weighs(grams) for item in read.items)
        if right and len(read.items) == len(before) + 1 and words.casefold() not in asked:
            return line
    raise InputError(Problem("error.line-not-written", values={"food": food}))


def _parts(food: str, grams: float, kb: "Knowledge") -> list[str]:
    """So many grams of a food in plain words, by each of its first names."""
    weight = str(round(grams)) if grams >= 10 else f"{grams:g}".replace(".", ",")
    record = kb.foods[food]
    said = [record.names.nl, record.names.en, *record.aliases.nl, *record.aliases.en]
    return [f"{weight} g {name}" for name in list(dict.fromkeys(said))[:6]]
