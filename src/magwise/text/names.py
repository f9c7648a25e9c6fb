"""What foods, medicines, forms, authorities and the like are called, from the knowledge base."""

import re
from typing import TYPE_CHECKING, Any

from magwise.core.errors import KnowledgeError, Problem
from magwise.text.citations import label
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# Kind of slot -> collections of the knowledge base that can name its ids, first match first.
COLLECTIONS: dict[str, tuple[str, ...]] = {
    "food": ("foods",),
    "medicine": ("medicines", "medicine_groups", "interactions"),
    "form": ("forms",),
    "authority": ("authorities",),
    "condition": ("conditions", "redflags", "red_flags"),
    "sign": ("signs", "redflags", "red_flags"),
    "cause": ("causes", "riskfactors", "risk_factors"),
    "test": ("laboratory_tests", "tests", "laboratory", "quantities"),
    "measure": ("measures",),
    "nutrient": (),
    "outcome": ("outcomes",),
    "source": ("sources",),
}
_UNIT = re.compile(r"(_rae)?_(mg|ug|g|kcal)$")


def name(key: str, kind: str, kb: "Knowledge", language: Language) -> str:
    """The name of one id in one language.

    Raises
    ------
    KnowledgeError
        When nothing in the knowledge base has this id.
    """
    if kind == "source" and key in kb.sources:
        return label(kb.sources[key])
    if kind == "measure":
        return measure(key, 1, kb, language)
    if kind == "authority" and f"word.authority-{key}" in kb.text(language):
        return kb.text(language)[f"word.authority-{key}"]  # with its article, for in a sentence
    for collection in COLLECTIONS[kind]:
        records: dict[str, Any] = getattr(kb, collection, {})
        if key in records:
            return _of(records[key], language)
    word = f"word.{kind}-{_UNIT.sub('', key).replace('_', '-')}"
    catalogue = kb.text(language)
    if word in catalogue:
        return catalogue[word]
    raise KnowledgeError(Problem("error.no-name", values={"kind": kind, "id": key}))


def title(authority: str, kb: "Knowledge", language: Language) -> str:
    """An authority as it stands in a table, or a visible marker where it has no name."""
    record = kb.authorities.get(authority)
    return f"[[{authority}]]" if record is None else record.short.of(language)


def _of(record: Any, language: Language) -> str:
    for field in ("short", "names", "name"):
        names = getattr(record, field, None)
        if names is not None and not isinstance(names, str):
            return str(names.of(language))
    return str(record.id)


def measure(key: str, count: float, kb: "Knowledge", language: Language) -> str:
    """A household measure, in the plural where there are more than one.

    The catalogue has the words of a measure as ``singular|plural``; otherwise the first of its
    names is the singular and the second the plural.
    """
    word = kb.text(language).get(f"word.measure-{key}")
    if word is not None:
        singular, _, plural = word.partition("|")
        return plural if count > 1 else singular
    record: Any = getattr(kb, "measures", {}).get(key)
    words: tuple[str, ...] = record.names.of(language) if record is not None else ()
    if not words:
        raise KnowledgeError(Problem("error.no-name", values={"kind": "measure", "id": key}))
    return words[1] if count > 1 and len(words) > 1 else words[0]
