"""Finds foods and measures by the words people use for them; built once for a knowledge base."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from magwise.foods.language import COMMON, FILLER, SIZES, STATES
from magwise.foods.words import canonical, folded, smaller_forms, words_in
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import Food

_PARTS = re.compile(r"[a-z0-9]+")
_LINKING = frozenset(
    words_in(
        """
            met van uit de het een in of with the from op and en a per m
        """
    )
)
_NUMERIC = frozenset({"half", "quarter"})  # amounts, not measures: the numbers room reads them
LONGEST = 6  # words in the longest name that is looked up as it stands


class Entry(NamedTuple):
    """One meaning of a phrase: the food, how directly it is named, and a measure in the name."""

    food: str
    rank: int  # 0 the bare word stands for it, 1 its name, 2 an everyday word
    language: str
    measure: str | None = None


@dataclass(slots=True)
class FoodIndex:
    """Look-up tables over all names; keys are canonical words joined by spaces."""

    phrases: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    bags: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    measures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spreads: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    siblings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()  # canonical words that occur in names
    short: frozenset[str] = frozenset()  # folded words of at most three letters, as written
    exact: frozenset[str] = frozenset()  # folded names of one word, as written
    spelled: dict[str, str] = field(default_factory=dict)  # words as they are spelt -> key
    _by_letter: dict[str, list[str]] = field(default_factory=dict)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The foods a canonical phrase names."""
        return self.phrases.get(key, ())

    def bag(self, words: Iterable[str]) -> tuple[Entry, ...]:
        """The foods whose name has exactly these words, in any order; states count as one word."""
        return self.bags.get(bag_key(words), ())

    def key_of(self, word: str) -> str | None:
        """The canonical form under which a folded word is known, also from its diminutive."""
        if len(word) <= 3:
            return canonical(word) if word in self.short else None
        key = canonical(word)
        if key in self.words:
            return key
        for form in smaller_forms(word):
            smaller = canonical(form)
            if smaller in self.words:
                return smaller
        return None

    def split(self, word: str) -> tuple[str, str] | None:
        """A compound as two known words, the longest head first: *kaas* + *boterham*."""
        for at in range(3, len(word) - 2):
            left, right = word[:at], word[at:]
            head = self.key_of(right)
            if head is None or head not in self.phrases or len(right) < 3:
                continue
            for part in (left, left.removesuffix("s"), left.removesuffix("en")):
                if len(part) >= 3 and (part in STATES or self._is_food(part)):
                    return part, right
        return None

    def _is_food(self, word: str) -> bool:
        key = self.key_of(word)
        return key is not None and (key in self.phrases or key in _ADJECTIVES)

    def corrected(self, word: str) -> tuple[str, float] | None:
        """The known word that a misspelled one most likely is, and how sure that is [0-1]."""
        size = len(word)
        if size < 4 or word in COMMON or word in FILLER:
            return None
        allowed = 1 if size < 8 else 2 if size < 13 else 3
        hits = process.extract(
            word,
            self._spelled_like(word[0]),
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=6,
            processor=None,
        )
        best: tuple[float, str] | None = None
        for spelled, distance, _ in hits:
            if size == 4 and len(spelled) < 4:
                continue
            whole = 0.0 if self.spelled[spelled] in self.phrases else 0.4
            cost = distance + whole + abs(len(spelled) - size) * 0.1
            if best is None or (cost, spelled) < best:
                best = (cost, spelled)
        if best is None:
            return None
        return best[1], max(0.4, 0.95 - 1.6 * best[0] / size)

    def _spelled_like(self, letter: str) -> list[str]:
        if not self._by_letter:
            for word in self.spelled:
                if len(word) >= 4 and word not in STATES:
                    self._by_letter.setdefault(word[0], []).append(word)
        return self._by_letter.get(letter, [])


_ADJECTIVES = frozenset(
    canonical(word)
    for word in words_in(
        """
            volkoren spelt bruin bruine wit witte mager magere halfvol halfvolle vol volle
            meergranen wholemeal brown white semi skimmed zilvervlies rogge desem
            diepvries
        """
    )
)


def bag_key(words: Iterable[str]) -> str:
    """An order-free key; words for the same state become one."""
    kept = {f"#{STATES[w]}" if w in STATES else canonical(w) for w in words if w not in _LINKING}
    return " ".join(sorted(kept))


def parts_of(name: str) -> list[str]:
    """The folded words of a name."""
    return _PARTS.findall(folded(name.replace("-", " ")))


@dataclass(frozen=True, slots=True)
class _Base:
    """A knowledge base as a cache key: the same facts are the same key."""

    hash: str
    identity: int
    kb: Knowledge = field(compare=False)


def index_of(kb: Knowledge) -> FoodIndex:
    """The index of a knowledge base; built at first use and kept for the last few bases."""
    return _built(_Base(kb.hash, id(kb.foods), kb))


@lru_cache(maxsize=3)
def _built(base: _Base) -> FoodIndex:
    return build(base.kb)


def build(kb: Knowledge) -> FoodIndex:
    """Read all names of foods and measures into an index."""
    index = FoodIndex()
    measures: dict[str, list[str]] = defaultdict(list)
    short: set[str] = set()
    exact: set[str] = set()
    for measure in kb.measures.values():
        if measure.id in _NUMERIC:
            continue
        for name in (*measure.names.nl, *measure.names.en):
            parts = parts_of(name)
            if len(parts) == 1 and parts[0] in SIZES:
                continue
            short.update(part for part in parts if len(part) <= 3)
            key = " ".join(canonical(part) for part in parts)
            if key and measure.id not in measures[key]:
                measures[key].append(measure.id)
    phrases: dict[str, list[Entry]] = defaultdict(list)
    bags: dict[str, list[Entry]] = defaultdict(list)
    spelled: dict[str, str] = {}
    siblings: dict[str, list[str]] = defaultdict(list)

    def add(name: str, entry: Entry) -> None:
        parts = parts_of(name)
        if not parts:
            return
        keys = [canonical(part) for part in parts]
        count = len(parts)
        if count <= LONGEST:
            phrases[" ".join(keys)].append(entry)
        spelled.update(zip(parts, keys, strict=True))
        if count == 1:
            exact.add(parts[0])
            return
        bags[bag_key(parts)].append(entry)
        if count == 2:
            whole = "".join(parts)
            spelled[whole] = canonical(whole)
            phrases[spelled[whole]].append(entry)

    dishes: list[tuple[str, Entry]] = []
    imported = [food for food in kb.foods.values() if food.imported]
    for food in kb.foods.values():
        if food.imported:
            continue
        siblings[food.id.split("-")[0]].append(food.id)
        for default in food.default_for:
            add(default.word, Entry(food.id, 0, default.lang))
            spread = (" ".join(canonical(p) for p in parts_of(default.word)), food.id)
            index.spreads[spread] = default.spread
        for language, name, words in (
            ("nl", food.names.nl, food.aliases.nl),
            ("en", food.names.en, food.aliases.en),
        ):
            for rank, each in ((1, name), *((2, word) for word in words)):
                if food.is_dish:
                    dishes.append((each, Entry(food.id, rank, language)))
                else:
                    add(each, Entry(food.id, rank, language))
    groups = {food.id: food.group for food in kb.foods.values()}
    for name, entry in dishes:
        if not _is_base_with_topping(name, phrases, groups):
            add(name, entry)
    _add_bread(phrases, index)
    _add_imported(imported, phrases, bags)
    index.phrases = {key: _ordered(found, key) for key, found in phrases.items()}
    index.bags = {key: _ordered(found, key) for key, found in bags.items()}
    index.siblings = {key: tuple(ids) for key, ids in siblings.items()}
    index.spelled = spelled
    index.short = frozenset(short.union(part for part in spelled if len(part) <= 3))
    index.exact = frozenset(exact)
    index.measures = {
        key: tuple(ids)
        for key, ids in measures.items()
        # "kopje koffie" is a cup and coffee, not one measure
        if " " not in key or key.rsplit(" ", 1)[1] not in index.phrases
    }
    index.words = frozenset(
        key for names in (index.phrases, index.measures) for name in names for key in name.split()
    )
    _find_measures_in_names(index)
    return index


_BASES = frozenset(
    canonical(word)
    for word in words_in(
        """
            boterham bammetje brood broodje bolletje bagel toast sandwich beschuit
            beschuitje cracker crackers rijstwafel knackebrod yoghurt yogurt kwark skyr
            rusk koffie thee coffee tea snee sneetje
        """
    )
)
_TOPPINGS = frozenset(
    words_in(
        """
            spreads legumes dairy meat sweets fats nuts-seeds fruit egg cereals vegetables
            dairy-alternative
        """
    )
)


def _is_base_with_topping(
    name: str, phrases: dict[str, list[Entry]], groups: dict[str, str]
) -> bool:
    """True for *boterham met kaas*: slices and toppings are counted apart, so that two are two."""
    keys = [canonical(part) for part in parts_of(name)]
    links = {"met", "with", "and", "en", "of", "van"}
    for at in range(1, len(keys)):
        if keys[at - 1] in links:
            continue
        left = keys[:at]
        rest = keys[at + 1 :] if keys[at] in links else keys[at:]
        for base, topping in ((left, rest), (rest, left)):
            if not base or not topping or (base[-1] not in _BASES and base[0] not in _BASES):
                continue
            known = phrases.get(" ".join(topping))
            if known and " ".join(base) in phrases and groups[known[0].food] in _TOPPINGS:
                return True
    return False


def _ordered(entries: Sequence[Entry], key: str) -> tuple[Entry, ...]:
    """The most direct meaning first; of equals, the one whose id has the words in it."""
    if len(entries) == 1:
        return (entries[0],)
    stems = [word[:6] for word in key.split() if len(word) > 3]

    def order(entry: Entry) -> tuple[int, int, int, str]:
        unlike = sum(stem not in entry.food for stem in stems)
        return entry.rank, unlike, len(entry.food), entry.food

    best: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=order):
        best.setdefault((entry.food, entry.language), entry)
    return tuple(best.values())


def _add_imported(
    foods: Sequence[Food], phrases: dict[str, list[Entry]], bags: dict[str, list[Entry]]
) -> None:
    """Names of a person's own tables, where no food of ours has that name already.

    A single French word stays out: *pain* is bread in one language and a complaint in another.
    """
    ours = (frozenset(phrases), frozenset(bags))
    for food in foods:
        for language in food.imported:
            spoken = "en" if language == "fr" else language
            for name in dict.fromkeys((food.names.of(spoken), *food.aliases.of(spoken))):
                parts = parts_of(name)
                if not parts or (len(parts) == 1 and language == "fr"):
                    continue
                entry = Entry(food.id, 3, spoken)
                key, bag = " ".join(canonical(part) for part in parts), bag_key(parts)
                if len(parts) <= LONGEST and key not in ours[0]:
                    phrases[key].append(entry)
                if len(parts) > 1 and bag not in ours[1]:
                    bags[bag].append(entry)


def _add_bread(phrases: dict[str, list[Entry]], index: FoodIndex) -> None:
    """Slices and sandwiches are bread where the catalogue does not say so itself."""
    for language, plain, words in (
        ("nl", "brood", "boterham bammetje boterhammetje boke stuutje snee tosti brood"),
        ("en", "bread", "sandwich toast toastie sarnie butty bread"),
    ):
        own = [e for e in phrases.get(canonical(plain), ()) if e.language == language]
        first = min(own, key=lambda e: e.rank, default=None)
        if first is None:
            continue
        spread = index.spreads.get((canonical(plain), first.food), ())
        for word in words.split():
            key = canonical(word)
            if not phrases.get(key):
                phrases[key].append(Entry(first.food, 0, language))
            if any(entry.food == first.food for entry in phrases[key]):
                index.spreads.setdefault((key, first.food), spread)


def _find_measures_in_names(index: FoodIndex) -> None:
    """A name such as *blik kikkererwten* or *plakje kaas* brings its measure along."""
    for key, entries in index.phrases.items():
        first, _, rest = key.partition(" ")
        rest = rest.removeprefix("van ").removeprefix("of ")
        if first not in _BASES and rest in index.phrases and first in index.measures:
            measure = index.measures[first][0]
            index.phrases[key] = tuple(entry._replace(measure=measure) for entry in entries)


def longest_phrase(index: FoodIndex, keys: Sequence[str], at: int) -> tuple[int, str] | None:
    """The longest run of words from one place that names a food: its length and key."""
    for length in range(min(LONGEST, len(keys) - at), 0, -1):
        key = " ".join(keys[at : at + length])
        if key in index.phrases:
            return length, key
    return None
