"""Amounts in words and digits: half, anderhalve, een paar, 1 1/2, 2-3, 1,5, a couple of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from magwise.core.interval import Interval
from magwise.foods.words import Token

_EXACT = {
    "een": 1, "one": 1, "a": 1, "an": 1, "n": 1, "1tje": 1, "eentje": 1, "twee": 2, "two": 2,
    "drie": 3, "three": 3, "vier": 4, "four": 4, "vijf": 5, "five": 5, "zes": 6, "six": 6,
    "zeven": 7, "seven": 7, "acht": 8, "eight": 8, "negen": 9, "nine": 9, "tien": 10, "ten": 10,
    "elf": 11, "eleven": 11, "twaalf": 12, "twelve": 12, "vijftien": 15, "fifteen": 15,
    "twintig": 20, "twenty": 20, "dertig": 30, "thirty": 30, "veertig": 40, "forty": 40,
    "vijftig": 50, "fifty": 50, "honderd": 100, "hundred": 100, "half": 0.5, "halve": 0.5,
    "halfje": 0.5, "anderhalf": 1.5, "anderhalve": 1.5, "kwart": 0.25, "kwartje": 0.25,
    "quarter": 0.25, "driekwart": 0.75, "dubbele": 2, "dubbel": 2, "double": 2, "dozijn": 12,
    "dozen": 12, "tweetal": 2, "drietal": 3, "viertal": 4, "derde": 1 / 3, "third": 1 / 3,
    "beide": 2, "helft": 0.5, "both": 2, "tweeenhalf": 2.5, "tweeenhalve": 2.5, "pair": 2,
}  # fmt: skip
_VAGUE = {
    "paar": (2, 3, 4), "couple": (2, 2, 3), "few": (2, 3, 5), "several": (3, 4, 6),
    "enkele": (2, 3, 5), "wat": (0.4, 0.7, 1.2), "beetje": (0.25, 0.5, 0.9),
    "some": (0.5, 0.8, 1.3), "paartje": (2, 2, 3), "stuk_of": (2, 3, 4), "veel": (1.2, 1.7, 2.5),
    "lots": (1.2, 1.7, 2.5), "bit": (0.25, 0.5, 0.9), "little": (0.25, 0.5, 0.9),
    "ietsje": (0.2, 0.4, 0.8), "boel": (1.2, 1.7, 2.5), "heleboel": (1.3, 1.8, 2.8),
}  # fmt: skip
WEAK = {"een", "a", "an", "n", "one"}  # may be an article as well as the number one
_AFTER = {"a", "an", "een", "n", "of", "'n", "van"}
_RANGE = {"-", "a", "to", "tot", "of", "or", "en"}
_OF_A = {"a", "an", "of", "van", "een", "the", "de", "het", "my", "mijn"}
_DOZEN = {"dozen", "dozijn"}
_PARTS = {"half", "helft", "quarter", "kwart", "third", "pair", "double", *_DOZEN}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+$")


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, where it stood, and whether the writing leaves doubt.

    ``weak`` is an article that may not have been meant as a number; ``grouped`` is a number such
    as 1.500 that is fifteen hundred to one reader and one and a half to another.
    """

    value: Interval
    length: int
    weak: bool = False
    grouped: bool = False
    vague: bool = False


def plain_number(text: str) -> float | None:
    """Digits with a decimal comma or point; None when it is no single number."""
    if not _DIGITS.match(text) or len(text) > 12:
        return None
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return float(text)
    if len(parts) == 2:
        return float(f"{parts[0]}.{parts[1]}")
    return float("".join(parts)) if _GROUPED.match(text) else None


def is_grouped(text: str) -> bool:
    """True for 1.500 and 2,000: thousands to one reader, a decimal fraction to another."""
    return bool(_GROUPED.match(text)) and not text.startswith("0")


def _single(tokens: Sequence[Token], at: int) -> Amount | None:
    """The number that starts at one place, without ranges and multiplication."""
    token = tokens[at]
    if token.is_number:
        value = plain_number(token.text)
        if value is None:
            return None
        if _is(tokens, at + 1, "/") and at + 2 < len(tokens) and tokens[at + 2].is_number:
            below = plain_number(tokens[at + 2].text)
            if below and value < below <= 16:
                return Amount(Interval.exact(value / below), 3)
        if at + 3 < len(tokens) and tokens[at + 1].is_number and _is(tokens, at + 2, "/"):
            rest = _single(tokens, at + 1)
            if rest and rest.length == 3:
                return Amount(Interval.exact(value + rest.value.best), 4)
        grouped = is_grouped(token.text)
        return Amount(Interval.exact(value), 1, grouped=grouped)
    word = token.text
    if word in _EXACT:
        value = float(_EXACT[word])
        follow = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if word in WEAK and (follow in _VAGUE or (follow in _EXACT and follow not in WEAK)):
            rest = _single(tokens, at + 1)  # een paar, a dozen, een halve
            if rest:
                return Amount(rest.value, 1 + rest.length, vague=rest.vague)
        length = 1
        if word in _PARTS:
            while at + length < len(tokens) and tokens[at + length].text in _OF_A:
                length += 1
        if value < 1 and at + length < len(tokens) and tokens[at + length].text in _DOZEN:
            return Amount(Interval.exact(12 * value), length + 1)  # half a dozen
        return Amount(Interval.exact(value), length, weak=word in WEAK)
    if word in _VAGUE:
        low, best, high = _VAGUE[word]
        length = 1
        while at + length < len(tokens) and tokens[at + length].text in ("of", "a"):
            length += 1
        return Amount(Interval(low, best, high), length, vague=True)
    return None


def _is(tokens: Sequence[Token], at: int, sign: str) -> bool:
    return at < len(tokens) and tokens[at].text == sign


def amount_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """The amount that starts at one place of a line, or None.

    ``2 x 30`` is not multiplied here: the grammar needs to know that 2 counts and 30 measures.
    """
    first = _single(tokens, at)
    if first is None:
        return None
    after = at + first.length
    if after + 1 < len(tokens) and tokens[after].text in _RANGE and not first.weak:
        second = _single(tokens, after + 1)
        joined = tokens[after].text != "en" or not second
        if second and joined and not second.weak and _makes_range(first, second, tokens[after]):
            low, high = first.value.best, second.value.best
            return Amount(Interval(low, (low + high) / 2, high), first.length + 1 + second.length)
    if after + 1 < len(tokens) and tokens[after].text in ("en", "and"):
        rest = _single(tokens, after + 1)  # twee en een halve, one and a half
        if rest and rest.value.best in (0.5, 0.25, 0.75) and first.value.best >= 1:
            total = first.value.best + rest.value.best
            return Amount(Interval.exact(total), first.length + 1 + rest.length)
    return first


def _makes_range(first: Amount, second: Amount, sign: Token) -> bool:
    low, high = first.value.best, second.value.best
    if first.vague or second.vague or not low < high:
        return False
    limit = 2.5 if sign.text in ("of", "or", "en", "a") else 4.0
    return high <= low * limit and first.value.low == first.value.high
