"""Puts lexemes together: which amount belongs to which food, and what is only a topping."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from magwise.core.interval import Interval
from magwise.foods.amounts import EXACT_UNITS
from magwise.foods.index import Entry, FoodIndex
from magwise.foods.language import BEHIND, NOT_OF_FOOD
from magwise.foods.reading import Lexeme
from magwise.foods.words import canonical

Link = Literal["start", "and", "comma", "with", "on", "next", "then", "of", "colon"]


@dataclass(slots=True)
class Mention:
    """A food with everything that was said about it."""

    words: list[str]
    entries: tuple[Entry, ...]
    key: str
    texts: tuple[str, ...]
    sure: float
    link: Link
    clause: int
    compound: bool = False
    count: Interval | None = None
    weak: bool = False
    grouped: bool = False
    vague: bool = False
    times: float = 1.0
    measures: tuple[str, ...] = ()
    measure_words: str = ""
    sizes: list[tuple[float, float, float]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    on_carriers: float | None = None  # "1 met kaas": one of the slices before
    loose_words: int = 0  # known words that did not fit a name

    @property
    def has_amount(self) -> bool:
        """True when somebody said how much."""
        return self.count is not None or bool(self.measures)

    @property
    def measures_exactly(self) -> bool:
        """True when it was weighed or measured out."""
        return any(measure in EXACT_UNITS for measure in self.measures)


@dataclass(slots=True)
class Gathered:
    """The mentions of a sentence and the words nobody could place, by clause."""

    mentions: list[Mention] = field(default_factory=list)
    unknown: list[tuple[int, str, bool]] = field(default_factory=list)  # clause, words, had amount
    negated: list[str] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)  # clauses that only say when, where or who


@dataclass(slots=True)
class _Pending:
    """What was said before the food it belongs to."""

    count: Interval | None = None
    weak: bool = False
    grouped: bool = False
    vague: bool = False
    times: float = 1.0
    measures: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)
    measure_words: str = ""
    sizes: list[tuple[float, float, float]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    loose: int = 0
    after_times: bool = False

    @property
    def has_amount(self) -> bool:
        return self.count is not None or bool(self.measures)


class Gatherer:
    """Reads lexemes from left to right and hands out amounts."""

    def __init__(self, lexemes: Sequence[Lexeme], index: FoodIndex) -> None:
        self.lexemes = lexemes
        self.index = index
        self.found = Gathered()
        self.pending = _Pending()
        self.link: Link = "start"
        self.clause = 0
        self.negating = False
        self._loose: list[str] = []
        self.behind = _amounts_stand_behind(lexemes)

    def gather(self) -> Gathered:
        """All mentions, in order."""
        for place, lexeme in enumerate(self.lexemes):
            self._take(place, lexeme)
        self._settle_loose()
        if self.link == "on":
            self.found.headings.add(self.clause)
        self._flush()
        return self.found

    def _take(self, place: int, lexeme: Lexeme) -> None:
        kind = lexeme.kind
        if kind in ("comma", "and", "with", "on", "then", "colon"):
            self._close(kind)
        elif kind == "without":
            self._flush()
            self.negating = True
        elif kind == "amount":
            self._amount(lexeme, place)
        elif kind == "times":
            self.pending.after_times = True
        elif kind == "measure":
            self._measure(lexeme)
        elif kind == "food":
            self._food(lexeme)
        elif kind == "state":
            self._state(lexeme)
        elif kind == "size":
            self.pending.sizes.append(lexeme.size)
            self.pending.words.append(lexeme.words)
        elif kind == "word":
            self._loose.append(lexeme.words)
            self.pending.loose += 1
            self.pending.words.append(lexeme.words)
        elif kind == "unknown":
            self._unknown(lexeme)
        elif lexeme.words == "(" and self._food_within(place):
            self._close("colon")  # protein shake (30 g whey)
        elif kind == "fill" and lexeme.words.lower() in ("van", "of", "from"):
            before = self.lexemes[place - 1] if place else None
            if before is not None and before.kind == "food":
                self.link = "of"

    def _food_within(self, place: int) -> bool:
        """True when the brackets that open here hold a food beside the one before them."""
        kinds = []
        for lexeme in self.lexemes[place + 1 :]:
            if lexeme.words == ")":
                break
            kinds.append(lexeme.kind)
        return "food" in kinds and bool(self.found.mentions)

    def _last(self) -> Mention | None:
        mentions = self.found.mentions
        return mentions[-1] if mentions else None

    def _settle_loose(self) -> None:
        """Words that only occur inside names are unknown when their clause holds no food."""
        last = self._last()
        if self._loose and not self.negating and (last is None or last.clause != self.clause):
            words = " ".join(self._loose)
            self.found.unknown.append((self.clause, words, self.pending.has_amount))
        self._loose = []

    def _close(self, kind: Link) -> None:
        had_count = self.pending.count is not None and not self.pending.measures
        last = self._last()
        apart = last is not None and last.clause != self.clause
        if kind in ("with", "on") and had_count and apart:
            # "1 met kaas": the number counts slices that were named before
            count, self.pending = self.pending.count, _Pending()
            self.link, self.clause = "with", self.clause + 1
            self._carriers = count.best if count else None
            return
        self._settle_loose()
        if kind in ("colon", "then") or self.link == "on":
            self.found.headings.add(self.clause)  # "night shift:", "op de kermis"
        self._flush()
        if kind != "with" or self.link != "start" or self.found.mentions:
            self.link = kind
        self.clause += 1
        self._strange = False
        if kind != "and":
            self.negating = False

    _carriers: float | None = None
    _strange = False  # a word of this clause could not be placed

    def _amount(self, lexeme: Lexeme, place: int) -> None:
        amount = lexeme.amount
        if amount is None:
            return
        pending = self.pending
        follow = self.lexemes[place + 1] if place + 1 < len(self.lexemes) else None
        weighed = follow is not None and any(m in EXACT_UNITS for m in follow.measures)
        if weighed and pending.measures and (pending.count is None or pending.weak):
            pending.measures, pending.measure_words = (), ""  # flesje 180 ml
        last = self._last()
        again = pending.after_times and not pending.has_amount
        if again and last is not None and last.has_amount and last.clause == self.clause:
            last.times *= amount.value.best  # 30 g amandelen x 2
            last.words.extend(["x", lexeme.words])
            self.pending = _Pending()
            return
        open_last = last is not None and not last.has_amount and last.clause == self.clause
        if pending.count is not None and not pending.weak:
            if pending.after_times or pending.measures:
                pending.times *= pending.count.best
                pending.measures = ()
            elif open_last and last is not None:
                self._give(last)
                pending = self.pending
        pending.count, pending.grouped = amount.value, amount.grouped
        pending.weak, pending.vague = amount.weak, amount.vague
        pending.words.append(lexeme.words)
        if open_last and last is not None and (self.behind or pending.after_times):
            pending.after_times = True

    def _measure(self, lexeme: Lexeme) -> None:
        pending = self.pending
        if pending.measures and pending.count is not None and not _is_counting(lexeme):
            return  # "1 glas beker": the first one stands
        pending.measures = pending.measures or lexeme.measures
        pending.measure_words = pending.measure_words or lexeme.words
        pending.words.append(lexeme.words)
        last = self._last()
        if self.behind and last is not None and not last.has_amount and last.clause == self.clause:
            self._give(last)

    def _food(self, lexeme: Lexeme) -> None:
        if self.negating:
            self.found.negated.append(lexeme.words)
            self.pending = _Pending()
            earlier = [m for m in self.found.mentions if m.key == lexeme.key and not m.has_amount]
            if earlier:
                self.found.mentions.remove(earlier[-1])  # toast - actually no toast
            return
        pending, self.pending = self.pending, _Pending()
        bread = self._bread_before(lexeme) if pending.count is not None else None
        if bread is not None:
            pending.measures, pending.measure_words = ("slice",), lexeme.words
            _hand_over(pending, bread)
            return
        mention = Mention(
            [*pending.words, lexeme.words], lexeme.entries, lexeme.key, lexeme.texts, lexeme.sure,
            self.link, self.clause, lexeme.compound,
        )  # fmt: skip
        mention.states = pending.states
        mention.on_carriers, self._carriers = self._carriers, None
        mention.loose_words = pending.loose
        _hand_over(pending, mention)
        self.found.mentions.append(mention)
        self.link = "next"

    def _bread_before(self, lexeme: Lexeme) -> Mention | None:
        """The bread that *, 1 snee* counts: named before in this meal, and nothing said of it."""
        if self.link not in ("comma", "colon") or lexeme.key not in _SLICES:
            return None
        bread = [m for m in self.found.mentions if _is_sliced(m) and not m.has_amount]
        return bread[-1] if bread else None

    def _state(self, lexeme: Lexeme) -> None:
        last = self._last()
        follows = last is not None and last.clause == self.clause and not self.pending.has_amount
        if last is not None and follows and lexeme.texts[0] in BEHIND:
            last.states.append(lexeme.state)
            last.words.append(lexeme.words)
        else:
            self.pending.states.append(lexeme.state)
            self.pending.words.append(lexeme.words)

    def _unknown(self, lexeme: Lexeme) -> None:
        if lexeme.texts and lexeme.texts[0] in NOT_OF_FOOD:
            self.pending = _Pending()
            return
        if self.negating:
            return
        self._strange = True
        self.found.unknown.append((self.clause, lexeme.words, self.pending.has_amount))

    def _flush(self) -> None:
        """What is left over belongs to the food before, when that one still lacks it."""
        last = self._last()
        if last is not None and "slice" in self.pending.measures:
            bread = [m for m in self.found.mentions if _is_sliced(m) and not m.has_amount]
            last = bread[-1] if bread else last  # brood met zaden, 2 sneetjes
        implied = _IMPLIED.get(self.pending.measures[0]) if self.pending.measures else None
        has_room = last is not None and not last.has_amount and self._is_about(last)
        if last is not None and has_room and _VESSELS & set(self.pending.measures):
            last = self._head_of(last)  # macaroni met gehakt en saus, 1,5 bord
        if self.pending.measures and not has_room and not self.negating:
            entries = self.index.entries(implied) if implied else ()
            if entries and implied:  # een pintje is beer, een wijntje wine
                words = self.pending.measure_words
                food = Lexeme("food", words, (words.lower(),), entries=entries, key=implied)
                self.pending.words = self.pending.words[:-1]
                if words.lower().startswith("pintje"):
                    self.pending.measures = ("beer-glass",)  # a Flemish one, not a British pint
                self._food(food)
                last = None
            elif last is None:
                self.found.unknown.append((self.clause, self.pending.measure_words, True))
        if last is not None:
            self._give(last)
        self.pending = _Pending()

    def _head_of(self, last: Mention) -> Mention:
        """What a plate or bowl behind a list holds: the dish that the list describes."""
        mentions = self.found.mentions
        place = len(mentions) - 1
        if last.clause == self.clause:
            return last
        while place > 0 and mentions[place].link in ("with", "and", "of", "on"):
            if mentions[place - 1].has_amount:
                break
            place -= 1
        return last if _is_sliced(mentions[place]) else mentions[place]

    def _is_about(self, last: Mention) -> bool:
        """True for an amount in the clause of its food, or alone after a comma or bracket."""
        alone = self.link in ("comma", "colon") and self.clause == last.clause + 1
        return last.clause == self.clause or (alone and not self._strange)

    def _give(self, mention: Mention) -> None:
        pending, self.pending = self.pending, _Pending()
        counts_more = pending.count is not None and not pending.weak
        vaguely = mention.weak or not any(m in EXACT_UNITS for m in mention.measures)
        exact = any(m in EXACT_UNITS for m in pending.measures)
        pieces = "piece" in pending.measures and counts_more and not mention.vague
        pieces = pieces and (mention.count is None or mention.count.best <= 1)
        if mention.has_amount and vaguely and (exact or pieces):
            # een appel (150 g), 2 glazen van 250 ml
            each = self.link == "of" and mention.count is not None
            times = mention.count.best if each and mention.count is not None else 1.0
            _hand_over(pending, mention)
            mention.times *= times
            mention.words.extend(pending.words)
            return
        if (not mention.has_amount and (pending.measures or counts_more)) or (
            mention.weak and not mention.measures and pending.measures
        ):
            _hand_over(pending, mention)
            mention.words.extend(pending.words)
        elif not pending.has_amount:
            mention.sizes.extend(pending.sizes)
        mention.states.extend(pending.states)


_VESSELS = frozenset({"plate", "bowl", "large-bowl", "large-plate", "portion", "soup-plate"})
_SLICES = frozenset(canonical(word) for word in ("snee", "sneetje", "slice", "boterham"))
_IMPLIED = {
    "pint": canonical("bier"),
    "beer-glass": canonical("bier"),
    "wine-glass": canonical("wijn"),
    "spirit-measure": canonical("jenever"),
}


def _is_sliced(mention: Mention) -> bool:
    return any(entry.food.startswith("bread") for entry in mention.entries)


def _is_counting(lexeme: Lexeme) -> bool:
    return any(measure in ("piece", "portion") for measure in lexeme.measures)


def _hand_over(pending: _Pending, mention: Mention) -> None:
    mention.count, mention.weak, mention.grouped = pending.count, pending.weak, pending.grouped
    mention.vague, mention.times = pending.vague, pending.times
    mention.measures, mention.measure_words = pending.measures, pending.measure_words
    mention.sizes = [*mention.sizes, *pending.sizes]


def _amounts_stand_behind(lexemes: Sequence[Lexeme]) -> bool:
    """True for *amandelen 30 g kwark 200 g*, where every amount follows its food."""
    pattern = ""
    for lexeme in lexemes:
        if lexeme.kind == "food":
            pattern += "f"
        elif lexeme.kind == "amount" and lexeme.amount and not lexeme.amount.weak:
            pattern += "a"
        elif lexeme.kind in ("comma", "and", "then", "with", "colon"):
            pattern += " "
    runs = [run for run in pattern.split() if run]
    return bool(runs) and all(run.startswith("f") for run in runs) and "fa" in pattern


def gathered(lexemes: Sequence[Lexeme], index: FoodIndex) -> Gathered:
    """The foods of a sentence with their amounts, and what could not be placed."""
    return Gatherer(lexemes, index).gather()
