"""Turns the words of a line into lexemes: amounts, measures, foods, states, links, the unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from magwise.foods.index import Entry, FoodIndex, longest_phrase
from magwise.foods.language import AND, COMMON, FILLER, ON, SIZES, STATES, THEN, WITH, WITHOUT
from magwise.foods.numbers import Amount, amount_at
from magwise.foods.spelling import Word, spelled
from magwise.foods.words import Token, canonical, tokens_of, words_in

Kind = Literal[
    "amount", "measure", "food", "and", "comma", "with", "on", "then", "without", "state", "size",
    "word", "unknown", "fill", "times", "colon",
]  # fmt: skip
BREAD_WORDS = frozenset(
    canonical(word)
    for word in words_in(
        """
            boterham bammetje broodje bolletje sandwich roll bun bap toast snee tosti
        """
    )
)
_ONLY_COUNTED = frozenset(["g", "l", "m", "ons"])  # "bij ons thuis" is no ounce
_MEALS = frozenset(
    words_in(
        """
        ontbijt lunch diner avondeten snack snacks tussendoor breakfast dinner supper drinks brunch
        brekkie middageten avondmaal toetje dessert
        """
    )
)
_TO_A_MEAL = frozenset(
    words_in("for at bij als as voor na after before de het the my mijn met with een a to van of")
)
_LENGTHS = frozenset(words_in("inch inches cm"))
_BINDING = frozenset(
    words_in(
        """
        van of de het a an
    """
    )
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a line with its meaning."""

    kind: Kind
    words: str
    texts: tuple[str, ...] = ()
    amount: Amount | None = None
    measures: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    key: str = ""
    state: str = ""
    size: tuple[float, float, float] = (1, 1, 1)
    sure: float = 1.0
    compound: bool = False


def lexemes_of(text: str, index: FoodIndex) -> list[Lexeme]:
    """Read a line that is already `words.readable`."""
    tokens = tokens_of(text)
    if not tokens:
        return []
    words, tokens = spelled(tokens, index)
    keys = [word.key for word in words]
    found: list[Lexeme] = []
    at = 0
    while at < len(words):
        lexeme, length = _lexeme(words, tokens, keys, at, index=index, before=found)
        found.append(lexeme)
        at += length
    return _merged(found, index)


def _lexeme(
    words: list[Word],
    tokens: list[Token],
    keys: list[str],
    at: int,
    *,
    index: FoodIndex,
    before: list[Lexeme],
) -> tuple[Lexeme, int]:
    word = words[at]
    text = word.text
    if not text[0].isalnum():
        return _sign(word, words, at), 1
    phrase = longest_phrase(index, keys, at) if _may_name(word) else None
    if phrase and phrase[0] > 1 and _is_amount_and_name(words, keys, at, phrase, index):
        phrase = None
    if text == "n" and before and before[-1].kind == "food":
        return Lexeme("and", word.raw), 1  # fish n chips
    opens = phrase is not None and phrase[0] > 1 and words[at + phrase[0] - 1].text in WITH
    if phrase and opens and _food_follows(words, keys, at + phrase[0], index):
        phrase = longest_phrase(index, keys[: at + phrase[0] - 1], at)  # "patat met" has mayo
    counts = amount_at(tokens, at) is not None
    if not counts and (phrase is None or phrase[0] == 1) and at + 1 < len(words):
        follow = words[at + 1].text
        whole = canonical(text + follow)
        plain = not any(_only_grammar(words, place, (1, "")) for place in (at, at + 1))
        apart = len(text) > 1 and len(follow) > 2 and (text + follow).isalpha()
        if plain and apart and whole in index.phrases:
            phrase = (2, whole)  # written apart: pinda kaas
    if tokens[at].is_number and at + 1 < len(tokens) and tokens[at + 1].text in _LENGTHS:
        return Lexeme("fill", word.raw), 2  # 6 inch sub
    if tokens[at].is_number and at + 1 < len(tokens) and tokens[at + 1].text == "%":
        said = _cocoa_share(text)
        return Lexeme("word", f"{word.raw}%", (said,), key=said), 2
    amount = amount_at(tokens, at)
    if amount and (phrase is None or phrase[0] <= amount.length):
        end = at + amount.length
        raw = " ".join(each.raw for each in words[at:end])
        return Lexeme("amount", raw, amount=amount), amount.length
    if text in ("keer", "maal", "times") and before and before[-1].kind == "amount":
        return Lexeme("times", word.raw), 1
    if text == "x" and (_is_number(tokens, at + 1) or (before and before[-1].kind == "amount")):
        return Lexeme("times", word.raw), 1
    measure = _measure_at(words, keys, at, index, before)
    food = phrase if phrase and not _only_grammar(words, at, phrase) else None
    if food and food[0] == 1 and (text in STATES or (text in COMMON and text not in index.exact)):
        food = None
    if food and measure and food[0] > measure[0] and _goes_further(keys, at, food[0], words, index):
        food = None  # "glass of white" + "wine" is a glass and white wine
    if measure and _is_measure_here(words, keys, at, measure[0], food=food, index=index):
        raw = " ".join(each.raw for each in words[at : at + measure[0]])
        return Lexeme("measure", raw, measures=measure[1]), measure[0]
    if food:
        return _food(words, at, food, index), food[0]
    if text in _MEALS and (at == 0 or words[at - 1].text not in _TO_A_MEAL):
        return Lexeme("then", word.raw), 1  # LUNCH soup DINNER pasta
    return _grammar(word, keys[at], index), 1


def _cocoa_share(text: str) -> str:
    """72 % and 74 % are sold as 70 %, 80 % and 90 % as 85 %; other shares stay as they are."""
    if not text.isdigit() or not 60 <= int(text) < 100:
        return text
    return "70" if int(text) < 78 else "85"


def _is_measure_here(
    words: list[Word],
    keys: list[str],
    at: int,
    length: int,
    *,
    food: tuple[int, str] | None,
    index: FoodIndex,
) -> bool:
    """A word that is a food as well measures only when another food follows it."""
    if food is None:
        return True
    if food[0] > length or not _food_follows(words, keys, at + length, index):
        return False
    return keys[at] not in BREAD_WORDS or _bread_follows(words, keys, at + length, index)


def _goes_further(
    keys: list[str], at: int, length: int, words: list[Word], index: FoodIndex
) -> bool:
    start = _next_content(words, at + 1)
    rest = longest_phrase(index, keys, start) if start is not None else None
    return rest is not None and start is not None and start + rest[0] > at + length


def _may_name(word: Word) -> bool:
    return word.text[0].isalnum() and word.known


def _only_grammar(words: list[Word], at: int, phrase: tuple[int, str]) -> bool:
    text = words[at].text
    return phrase[0] == 1 and (text in FILLER or text in WITH or text in AND or text in WITHOUT)


def _is_amount_and_name(
    words: list[Word], keys: list[str], at: int, phrase: tuple[int, str], index: FoodIndex
) -> bool:
    """True when a name such as *halve avocado* is better read as an amount of *avocado*."""
    if words[at].text not in ("half", "halve", "een", "a", "an", "quarter", "kwart"):
        return False
    start = at + 1
    while start < at + phrase[0] and words[start].text in ("a", "an", "of", "een", "n"):
        start += 1
    return " ".join(keys[start : at + phrase[0]]) in index.phrases


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_number


def _measure_at(
    words: list[Word], keys: list[str], at: int, index: FoodIndex, before: list[Lexeme]
) -> tuple[int, tuple[str, ...]] | None:
    for length in range(min(3, len(keys) - at), 0, -1):
        ids = index.measures.get(" ".join(keys[at : at + length]))
        if not ids:
            continue
        if length == 1 and words[at].text in FILLER:
            return None  # "hele" is no heel of bread
        counted = bool(before) and before[-1].kind == "amount"
        if length == 1 and len(words[at].text) <= 2 and not counted:
            return None  # a loose "l", "g" or "st" measures nothing
        if length == 1 and words[at].text in _ONLY_COUNTED and not counted:
            return None
        return length, ids
    return None


def _next_content(words: list[Word], at: int) -> int | None:
    while at < len(words) and words[at].text in _BINDING:
        at += 1
    return at if at < len(words) and words[at].text[0].isalpha() else None


def _food_follows(words: list[Word], keys: list[str], at: int, index: FoodIndex) -> bool:
    place = _next_content(words, at)
    for _ in range(3):  # an adjective or state may stand between
        if place is None:
            return False
        if longest_phrase(index, keys, place) and not _only_grammar(words, place, (1, "")):
            return True
        text = words[place].text
        if text not in STATES and text not in SIZES and text not in FILLER:
            closed = text in WITH or text in AND or text in ON or text in WITHOUT
            return not closed and words[place].known
        place = _next_content(words, place + 1)
    return False


def _bread_follows(words: list[Word], keys: list[str], at: int, index: FoodIndex) -> bool:
    place = _next_content(words, at)
    phrase = longest_phrase(index, keys, place) if place is not None else None
    return bool(phrase) and any(e.food.startswith("bread") for e in index.entries(phrase[1]))  # type: ignore[index]


def _food(words: list[Word], at: int, phrase: tuple[int, str], index: FoodIndex) -> Lexeme:
    span = words[at : at + phrase[0]]
    return Lexeme(
        "food",
        " ".join(word.raw for word in span),
        tuple(word.text for word in span),
        entries=index.entries(phrase[1]),
        key=phrase[1],
        sure=min(word.sure for word in span),
        compound=span[-1].compound,
    )


def _sign(word: Word, words: list[Word], at: int) -> Lexeme:
    if word.text in ",\n":
        return Lexeme("comma", word.raw)
    if word.text in ";|":
        return Lexeme("then", word.raw)
    if word.text in "+&":
        return Lexeme("and", word.raw)
    if word.text in ".!?":
        return Lexeme("then", word.raw)
    if word.text == ":":
        meal = at > 0 and words[at - 1].text in _MEALS
        return Lexeme("then" if meal else "colon", word.raw)
    if word.text == "-" and at > 0 and words[at - 1].text == "\n":
        return Lexeme("comma", word.raw)
    if word.text == "/" and at > 0 and words[at - 1].text == "w":
        return Lexeme("with", word.raw)
    return Lexeme("fill", word.raw)


def _grammar(word: Word, key: str, index: FoodIndex) -> Lexeme:
    text = word.text
    simple: tuple[tuple[frozenset[str], Kind], ...] = (
        (WITHOUT, "without"), (AND, "and"), (WITH, "with"), (THEN, "then"),
    )  # fmt: skip
    for group, kind in simple:
        if text in group:
            return Lexeme(kind, word.raw)
    if text in STATES:
        return Lexeme("state", word.raw, (text,), state=STATES[text])
    if text in SIZES:
        return Lexeme("size", word.raw, (text,), size=SIZES[text])
    if text in ON:
        return Lexeme("on", word.raw)
    if text in FILLER or len(text) == 1:
        return Lexeme("fill", word.raw)
    if word.known and key in index.words and text not in COMMON:
        return Lexeme("word", word.raw, (text,), key=key, sure=word.sure)
    return Lexeme("unknown", word.raw, (text,), key=key)


def _as_bread(texts: tuple[str, ...], index: FoodIndex) -> tuple[Entry, ...]:
    """*Spelt boterham* is spelt bread, *rye toast* rye bread."""
    rest = [text for text in texts if canonical(text) not in _SLICE_WORDS]
    if len(rest) != len(texts) - 1 or any(text in STATES or text in SIZES for text in rest):
        return ()
    entries = index.bag([*rest, "brood"]) or index.bag([*rest, "bread"])
    return entries or index.entries(canonical("".join(rest) + "brood"))


_SLICE_WORDS = frozenset(
    canonical(word)
    for word in words_in(
        """
            boterham boterhammetje bammetje snee sneetje toast sandwich brood bread
        """
    )
)
_MERGE = ("food", "word", "state", "size")


def _merged(found: list[Lexeme], index: FoodIndex) -> list[Lexeme]:
    """Join neighbours that together name a food in another order: *kwark mager*."""
    result: list[Lexeme] = []
    at = 0
    while at < len(found):
        if found[at].kind not in _MERGE:
            result.append(found[at])
            at += 1
            continue
        end = at
        while end < len(found) and (found[end].kind in _MERGE or found[end].kind in ("fill", "on")):
            end += 1
        result.extend(_merge_run(found[at:end], index))
        at = end
    return result


def _merge_run(run: list[Lexeme], index: FoodIndex) -> list[Lexeme]:
    places = [place for place, lexeme in enumerate(run) if lexeme.kind in _MERGE]
    for length in range(min(5, len(places)), 1, -1):
        for start in range(len(places) - length + 1):
            span = [run[place] for place in places[start : start + length]]
            texts = tuple(text for lexeme in span for text in lexeme.texts)
            entries = index.bag(texts) or _as_bread(texts, index)
            if not entries:
                continue
            first, last = places[start], places[start + length - 1]
            merged = Lexeme(
                "food",
                " ".join(lexeme.words for lexeme in run[first : last + 1]),
                texts,
                entries=entries,
                key=" ".join(sorted(canonical(text) for text in texts)),
                sure=min(lexeme.sure for lexeme in span),
            )
            return [*_merge_run(run[:first], index), merged, *_merge_run(run[last + 1 :], index)]
    return run
