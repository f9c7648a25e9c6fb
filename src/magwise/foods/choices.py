"""A person's own choices: which food a word stands for, and what their own mug holds.

They are kept in ``corrections.json`` in the person's data folder, used before anything else,
shown on request and erased on request.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from magwise.core.errors import InputError, Problem
from magwise.foods.folder import held, read_whole, write_whole
from magwise.foods.index import parts_of
from magwise.foods.records import Corrections
from magwise.foods.words import readable
from magwise.knowledge.base import Knowledge

NAME = "corrections.json"
MOST = 5000  # choices; nobody makes more by hand
_LONGEST = 80
_AMOUNT = re.compile(
    r"^\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*(ml|milliliter|cl|dl|l|liter|litre|g|gram)\s*$"
)
_TIMES = {"ml": 1.0, "milliliter": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "liter": 1000.0,
          "litre": 1000.0, "g": 1.0, "gram": 1.0}  # fmt: skip
_MINE = frozenset({"mijn", "m'n", "my", "our", "onze", "ons", "een", "a", "the", "de", "het"})

Words = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST)]
Amount = Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)]


class Choices(BaseModel):
    """What stands in ``corrections.json``: words -> food id, measure -> g or ml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    foods: dict[Words, Words] = {}
    measures: dict[Words, Amount] = {}

    def used(self, kb: Knowledge) -> Corrections:
        """The choices as the line reader takes them; a food that is no longer there is left out."""
        foods = {words: food for words, food in self.foods.items() if food in kb.foods}
        return Corrections(foods, dict(self.measures))

    def stale(self, kb: Knowledge) -> tuple[str, ...]:
        """Words whose food is no longer known, for example from a table that was removed."""
        return tuple(words for words, food in sorted(self.foods.items()) if food not in kb.foods)


def read_choices(folder: Path) -> Choices:
    """Everything a person chose; empty when nothing was kept yet.

    Raises
    ------
    InputError
        When the file is broken. It is never replaced by an empty one.
    """
    path = folder / NAME
    raw = read_whole(path)
    if raw is None:
        return Choices()
    try:
        return Choices.model_validate_json(raw)
    except ValidationError as error:
        raise InputError(Problem("error.own-file-broken", str(path))) from error


def remember(words: str, meaning: str, kb: Knowledge, folder: Path) -> Choices:
    """Keep one choice: a food by its id or name, or an amount such as ``300 ml`` for a measure.

    Raises
    ------
    InputError
        When the words are empty or too long, or the food is not known; the message then names
        foods that come near.
    """
    said = _tidy(words)
    grams = amount_of(meaning)
    if grams is not None:
        return _changed(folder, measures={_measure_name(said): grams})
    return _changed(folder, foods={said: food_of(meaning, kb)})


def forget(words: str, folder: Path) -> Choices:
    """Erase what was chosen for these words.

    Raises
    ------
    InputError
        When nothing was kept for them.
    """
    said = _tidy(words)
    path = folder / NAME
    with held(path):
        found = read_choices(folder)
        keys = {said, _measure_name(said)}
        left = Choices(
            foods={key: value for key, value in found.foods.items() if key not in keys},
            measures={key: value for key, value in found.measures.items() if key not in keys},
        )
        if left == found:
            raise InputError(Problem("error.choice-missing", values={"words": words[:_LONGEST]}))
        write_whole(path, left.model_dump())
    return left


def forget_all(folder: Path) -> int:
    """Erase every choice, also from a file that is broken; says how many there were."""
    path = folder / NAME
    if read_whole(path) is None:
        return 0
    with held(path):
        try:
            found = read_choices(folder)
            count = len(found.foods) + len(found.measures)
        except InputError:
            count = 1
        path.unlink(missing_ok=True)
    return count


def amount_of(text: str) -> float | None:
    """An amount with its unit as g or ml; None when the text is something else."""
    match = _AMOUNT.match(text.casefold())
    if match is None:
        return None
    value = float(match.group(1).replace(",", ".")) * _TIMES[match.group(2)]
    return value if 0 < value <= 20_000 else None


def food_of(text: str, kb: Knowledge) -> str:
    """The food an id or name points at.

    Raises
    ------
    InputError
        When there is none, or the name could be several.
    """
    from magwise.foods.finding import find

    key = text.strip()
    if key in kb.foods:
        return key
    found = find(key, kb, limit=5)
    named = [
        candidate.id
        for candidate in found
        if key.casefold() in (kb.foods[candidate.id].names.nl.casefold(),
                              kb.foods[candidate.id].names.en.casefold())
    ]  # fmt: skip
    if len(set(named)) == 1:
        return named[0]
    near = ", ".join(candidate.id for candidate in found) or "magwise foods find"
    given = {"given": text[:_LONGEST], "near": near}
    raise InputError(Problem("error.food-not-known", values=given))


def _changed(
    folder: Path,
    *,
    foods: Mapping[str, str] | None = None,
    measures: Mapping[str, float] | None = None,
) -> Choices:
    path = folder / NAME
    with held(path):
        before = read_choices(folder)
        after = Choices(
            foods={**before.foods, **(foods or {})},
            measures={**before.measures, **(measures or {})},
        )
        if len(after.foods) + len(after.measures) > MOST:
            raise InputError(Problem("error.choices-full", values={"limit": MOST}))
        write_whole(path, after.model_dump())
    return after


def _tidy(words: str) -> str:
    plain = " ".join(readable(words).casefold().split())
    if not parts_of(plain) or len(plain) > _LONGEST:
        given = {"given": words[:_LONGEST], "limit": _LONGEST}
        raise InputError(Problem("error.choice-words", values=given))
    return plain


def _measure_name(said: str) -> str:
    """*mijn mok* is kept as *mok*, the word that stands in a diary."""
    parts = said.split()
    kept = [part for part in parts if part not in _MINE]
    return " ".join(kept or parts)
