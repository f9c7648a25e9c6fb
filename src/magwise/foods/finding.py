"""Looks foods up by name, for people who want to choose one themselves."""

from rapidfuzz import fuzz, process

from magwise.foods.index import FoodIndex, index_of, parts_of
from magwise.foods.reading import lexemes_of
from magwise.foods.records import Candidate
from magwise.foods.words import canonical, readable
from magwise.knowledge.base import Knowledge

_LONGEST = 200  # characters of a query that are looked at
_LEAST = 55.0  # how alike a name must be [0-100]


def find(
    text: str, kb: Knowledge, *, language: str | None = None, limit: int = 10
) -> tuple[Candidate, ...]:
    """Foods whose names come nearest to a text, the likeliest first, each once.

    Names that the line reader would take come first; after them names that share words or
    letters. An empty tuple means that nothing comes near.
    """
    plain = readable(text[:_LONGEST])
    index = index_of(kb)
    scores: dict[str, float] = {}
    lexemes = [lexeme for lexeme in lexemes_of(plain, index) if lexeme.kind == "food"]
    for lexeme in lexemes:
        for place, entry in enumerate(lexeme.entries):
            foreign = 0.05 if language and entry.language != language else 0.0
            score = lexeme.sure - 0.02 * place - foreign - 0.03 * (len(lexemes) - 1)
            scores[entry.food] = max(scores.get(entry.food, 0.0), score)
    words = [canonical(part) for part in parts_of(plain)]
    query = " ".join(words)
    if query:
        for key, score in _near(query, index):
            for entry in index.phrases[key]:
                foreign = 0.05 if language and entry.language != language else 0.0
                scores[entry.food] = max(scores.get(entry.food, 0.0), 0.85 * score - foreign)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return tuple(
        Candidate(food, round(min(1.0, score), 3)) for food, score in ranked[:limit] if score > 0
    )


def _near(query: str, index: FoodIndex) -> list[tuple[str, float]]:
    """Names that share words with the query, or nearly its letters."""
    keys = list(index.phrases)
    hits = process.extract(
        query, keys, scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST, limit=25, processor=None
    )
    found = {key: score / 100 for key, score, _ in hits}
    asked = set(query.split())
    for key in keys:
        shared = asked & set(key.split())
        if shared:
            named = key.split()
            part = len(shared) / max(len(asked), len(named))
            found[key] = max(found.get(key, 0.0), 0.55 + 0.4 * part if part >= 0.34 else 0.0)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:60]
