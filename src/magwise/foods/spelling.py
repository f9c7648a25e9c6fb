"""Gives every word of a line its key: compounds split, words joined, typos put right."""

from collections.abc import Sequence
from dataclasses import dataclass

from magwise.foods.everyday import EVERYDAY
from magwise.foods.index import FoodIndex
from magwise.foods.language import AND, COMMON, FILLER, ON, SIZES, STATES, THEN, WITH, WITHOUT
from magwise.foods.numbers import WEAK, amount_at
from magwise.foods.words import Token, canonical


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its key after spelling was put right; ``sure`` says how much was changed."""

    raw: str
    text: str
    key: str
    sure: float = 1.0
    known: bool = True
    compound: bool = False  # the first part of a word written as one


def spelled(tokens: list[Token], index: FoodIndex) -> tuple[list[Word], list[Token]]:
    """Give every token its key; split compounds, join words written apart, correct typos."""
    words: list[Word] = []
    kept: list[Token] = []
    corrections = 0
    tokens = _completed(tokens, index)
    for at, token in enumerate(tokens):
        if not token.is_word:
            words.append(Word(token.raw, token.text, token.text))
            kept.append(token)
            continue
        text = token.text
        key = index.key_of(text)
        if key is not None or _closed(text, tokens, at):
            words.append(Word(token.raw, text, key or canonical(text)))
            kept.append(token)
            continue
        parts = index.split(text) if len(text) >= 7 else None
        if parts:
            for place, part in enumerate(parts):
                part_key = index.key_of(part) or canonical(part)
                words.append(
                    Word(token.raw if place else part, part, part_key, 0.85, True, not place)
                )
                kept.append(Token(part, part, token.start, token.end))
            continue
        fixed = index.corrected(text) if corrections < 12 and text not in EVERYDAY else None
        corrections += 1
        if fixed:
            key = index.key_of(fixed[0]) or canonical(fixed[0])
            words.append(Word(token.raw, fixed[0], key, fixed[1]))
        else:
            words.append(Word(token.raw, text, canonical(text), known=False))
        kept.append(token)
    return words, kept


def _completed(tokens: list[Token], index: FoodIndex) -> list[Token]:
    """Give *pompoen- en zonnebloempitten* its first *pitten* back."""
    for at in range(len(tokens) - 3):
        first, dash, link, last = tokens[at : at + 4]
        if dash.text != "-" or link.text not in ("en", "and", "of", "or") or not last.is_word:
            continue
        for cut in range(3, len(last.text) - 2):
            whole = first.text + last.text[cut:]
            if index.key_of(whole) in index.phrases:
                done = Token(first.raw + "-", whole, first.start, first.end)
                return [*tokens[:at], done, *_completed(tokens[at + 2 :], index)]
    return tokens


def _closed(text: str, tokens: Sequence[Token], at: int) -> bool:
    """True for words of the grammar, which are never put right."""
    return (
        text in FILLER
        or text in COMMON
        or text in STATES
        or text in SIZES
        or text in AND
        or text in WITH
        or text in ON
        or text in THEN
        or text in WITHOUT
        or text in WEAK
        or amount_at(tokens, at) is not None
    )
