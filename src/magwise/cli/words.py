"""The language of a command and the words of its help."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["nl", "en"]
_TEXT = Path(__file__).parent.parent / "knowledge" / "data" / "text"


def chosen(name: str | None) -> Language | None:
    """A language by its two letters, or None."""
    if name is None:
        return None
    folded = name.strip().casefold()
    if folded in ("nl", "nederlands", "dutch"):
        return "nl"
    return "en" if folded in ("en", "english", "engels") else None


def of_environment(environment: Mapping[str, str] | None = None) -> Language:
    """Dutch on a Dutch system, otherwise English."""
    variables = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name, "")
        if value:
            return "nl" if value.casefold().startswith("nl") else "en"
    return "en"


def of_arguments(arguments: Sequence[str]) -> Language:
    """The language asked with ``--lang``, before anything is parsed: help needs it first."""
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            return chosen(word.removeprefix("--lang=")) or of_environment()
        if word == "--lang" and place + 1 < len(arguments):
            return chosen(arguments[place + 1]) or of_environment()
    return of_environment()


@cache
def help_words(language: Language) -> dict[str, str]:
    """The sentences of ``--help``; read from their file, since help must not load everything."""
    from magwise.knowledge.reading import read_yaml

    path = _TEXT / language / "help.yaml"
    words: dict[str, str] = read_yaml(path.read_text(encoding="utf-8"), path.name)
    return words
