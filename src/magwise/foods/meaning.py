"""Which food a phrase stands for here, what else it could be, and its magnesium per 100 g."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from magwise.core.interval import Interval
from magwise.foods.index import Entry, FoodIndex, parts_of
from magwise.foods.records import Candidate
from magwise.foods.words import canonical
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import Food

_FAR_TIMES, _FAR_MG = 3.0, 15.0  # portions further apart than this are asked about [assumed]
_WIDEST_SPREAD = 8  # foods a bare word is spread over, at most


@dataclass(frozen=True, slots=True)
class Meaning:
    """A food, how sure the choice is [0-1], others it could be, and magnesium per 100 g [mg]."""

    food: Food
    sure: float
    candidates: tuple[Candidate, ...]
    magnesium_mg_per_100g: Interval | None
    measure: str | None = None
    unsettled: tuple[str, ...] = ()  # foods it could be whose magnesium is another matter


def choose(
    entries: Sequence[Entry],
    key: str,
    states: Sequence[str],
    language: str | None,
    *,
    kb: Knowledge,
    index: FoodIndex,
    poured: bool = False,
) -> Meaning:
    """The likeliest food of a phrase, given the language and the states that were named.

    ``poured`` says that it came in a glass or cup: *een glas jus* is juice and no gravy.
    """
    drinks = [entry for entry in entries if kb.foods[entry.food].kind == "drink"]
    if poured and drinks:
        entries = drinks
    named = {e.food for e in entries if _is_named(kb.foods[e.food], key, language or e.language)}

    def remote(entry: Entry) -> float:
        """How far a meaning lies from the words: other language, or a name without the words."""
        if entry.food in named:
            return float(entry.rank)
        foreign = 1.2 if language and entry.language != language else 0.0
        return entry.rank + foreign + (0.6 if named else 0.0)

    ranked = sorted(entries, key=lambda entry: (remote(entry), len(entry.food)))
    first = ranked[0]
    food_id, state_known = _in_state(first.food, states, ranked, kb, index)
    rivals = [entry.food for entry in ranked[1:] if remote(entry) <= remote(first) + 0.4]
    spread = [] if states else [*index.spreads.get((key, first.food), ()), *rivals]
    spread = [other for other in dict.fromkeys(spread) if other in kb.foods and other != food_id]
    others = list(dict.fromkeys([*spread, *(entry.food for entry in ranked)]))
    candidates = tuple(
        Candidate(other, round(0.6 / (place + 1.0), 3))
        for place, other in enumerate(others[:5])
        if other != food_id
    )
    sure = 0.95 if not rivals else 0.75
    if not state_known:
        sure -= 0.15
    density = _density(food_id, spread[:_WIDEST_SPREAD], first.rank, kb)
    unsettled = () if first.rank == 0 else _far_apart(food_id, rivals, kb)
    return Meaning(kb.foods[food_id], sure, candidates, density, first.measure, unsettled)


def _far_apart(food_id: str, rivals: Sequence[str], kb: Knowledge) -> tuple[str, ...]:
    """The foods of one name when their portions differ too much to guess between them."""
    portions: dict[str, float] = {}
    for each in dict.fromkeys([food_id, *rivals]):
        value = magnesium_per_100g(each, kb)
        if value is not None:
            portions[each] = value.best * kb.foods[each].portion_g.usual / 100
    if len(portions) < 2:
        return ()
    least, most = min(portions.values()), max(portions.values())
    if most < _FAR_TIMES * least or most - least < _FAR_MG:
        return ()
    return tuple(portions)[:4]


def _is_named(food: Food, key: str, language: str) -> bool:
    """True when the words stand in the food's own name: *digestives*, a digestive biscuit."""
    name = {canonical(part) for part in parts_of(food.names.of(language))}
    return set(key.split()) <= name


def magnesium_per_100g(food_id: str, kb: Knowledge) -> Interval | None:
    """What the tables say of one food [mg per 100 g].

    Where tables disagree, nobody knows which of them comes nearest to this plate: the best
    estimate is then their geometric mean, and the range reaches to all of them.
    """
    figures = kb.figures.get(food_id)
    if figures is None:
        return None
    own = figures.magnesium_mg()
    tables = figures.magnesium_tables or ""
    if own is None or "|" not in tables or "magwise-judgement" in tables:
        return own
    values = [float(part.rpartition(":")[2]) for part in tables.split("|")]
    if min(values) <= 0 or max(values) < 1.04 * min(values):
        return own
    best = math.exp(sum(math.log(value) for value in values) / len(values))
    return Interval(min(own.low, best), best, max(own.high, best))


def _density(food_id: str, spread: Sequence[str], rank: int, kb: Knowledge) -> Interval | None:
    own = magnesium_per_100g(food_id, kb)
    others = [value for other in spread if (value := magnesium_per_100g(other, kb))]
    if own is not None:  # espresso says nothing about the coffee in a mug
        others = [o for o in others if own.best / 4 <= o.best <= own.best * 4]
    if own is None or not others:
        return own
    # A bare word most often means its default; the others pull the estimate and widen it as far
    # as a mixture of these foods varies.
    weight = 0.65 if rank == 0 else 0.55
    each = (1 - weight) / len(others)
    best = weight * own.best + each * sum(other.best for other in others)
    points = [(weight, own), *((each, other) for other in others)]
    down = sum(share * min(0.0, point.best - best) ** 2 for share, point in points) * 2
    up = sum(share * max(0.0, point.best - best) ** 2 for share, point in points) * 2
    low = best - math.hypot(best * (1 - own.low / own.best) if own.best else 0.0, 1.1 * down**0.5)
    high = best + math.hypot(best * (own.high / own.best - 1) if own.best else 0.0, 1.1 * up**0.5)
    return Interval(max(0.0, low), best, high)


_ACCEPTS = {
    "raw": {"raw", "as-is"}, "boiled": {"boiled", "prepared", "baked"}, "fried": {"fried"},
    "roasted": {"roasted", "baked", "fried"}, "baked": {"baked", "roasted"},
    "canned": {"canned"}, "drained": {"canned", "boiled", "as-is"}, "frozen": {"frozen"},
    "dry": {"dried", "dry", "as-is"},
}  # fmt: skip


def _fits(food: Food, state: str) -> bool:
    if state == "frozen":
        return "frozen" in food.id
    if state == "raw" and food.group in ("grains-pasta", "legumes"):
        state = "dry"  # nobody eats rice raw: it was weighed before cooking
    return food.state in _ACCEPTS[state]


def _in_state(
    food_id: str, states: Sequence[str], ranked: Sequence[Entry], kb: Knowledge, index: FoodIndex
) -> tuple[str, bool]:
    """The same food in the state that was named, where the catalogue has it."""
    asked = [state for state in states if state in _ACCEPTS]
    if not asked or all(_fits(kb.foods[food_id], state) for state in asked):
        return food_id, True
    stem = food_id.split("-")
    group = kb.foods[food_id].group
    named = [entry.food for entry in ranked]
    family = [
        other
        for other in dict.fromkeys([*named, *index.siblings.get(stem[0], ())])
        if kb.foods[other].group == group
    ]

    def distance(other: str) -> tuple[int, int]:
        missed = sum(not _fits(kb.foods[other], state) for state in asked)
        states_of = {
            "raw",
            "boiled",
            "dry",
            "dried",
            "canned",
            "frozen",
            "fried",
            "roasted",
            "baked",
        }
        theirs, ours = set(other.split("-")) - states_of, set(stem) - states_of
        return missed, len(theirs ^ ours)

    best = min(family, key=lambda other: (*distance(other), len(other)), default=food_id)
    missed, unlike = distance(best)
    if missed < len(asked) and unlike <= 1:
        return best, missed == 0
    return food_id, False
