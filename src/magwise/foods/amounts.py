"""Grams of what was eaten, from counts, units, household measures and usual portions."""

import math
from collections.abc import Mapping, Sequence

from magwise.core.interval import Interval
from magwise.foods.words import canonical, folded, words_in
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import Food, Measure

_SCALE_ERROR = 0.04  # kitchen scales and printed weights [assumed]
_JUG_ERROR = 0.05  # volumes read from a pack or jug [assumed]
EXACT_UNITS = frozenset(
    words_in(
        """
            gram kilogram pound half-pound ounce imperial-pound litre half-litre decilitre
            centilitre millilitre fluid-ounce dutch-ounce
        """
    )
)
_DRINK_GROUPS = frozenset(
    words_in(
        """
        water coffee-tea juice soft-drink alcohol
    """
    )
)
# A bare *lepel* is a tablespoon of honey and a serving spoon of cauliflower.
_LARGE_SPOON = frozenset(words_in("lepel lepels spoon spoons spoonful spoonfuls"))
_SPOONED = frozenset(words_in("vegetables potato grains-pasta legumes dish"))
_MOST_G = 3000.0  # of one food at one time [assumed]
_MOST_DRINK_G = 7000.0  # of one drink in a day [assumed]
_MANY_PIECES = 12.0  # of something counted, from where the largest portion counts [assumed]


def combined(a: Interval, b: Interval) -> Interval:
    """The product of two estimates whose relative errors have nothing to do with each other."""
    best = a.best * b.best
    if best <= 0:
        return Interval(0.0, max(best, 0.0), max(best, a.high * b.high))
    down = math.hypot(1 - a.low / a.best, 1 - b.low / b.best)
    up = math.hypot(a.high / a.best - 1, b.high / b.best - 1)
    return Interval(best * max(0.0, 1 - down), best, best * (1 + up))


def is_exact(measures: Sequence[str]) -> bool:
    """True for grams, litres and the like, which say how much without knowing the food."""
    return any(measure in EXACT_UNITS for measure in measures)


def measure_for(measures: Sequence[str], food: Food, kb: Knowledge, words: str = "") -> str:
    """Which of the measures a word names is meant with this food."""
    bag = words.lower() in ("packet", "packets", "bag", "bags", "pack", "packs")
    if bag and food.group in ("snacks", "sweets", "nuts-seeds"):
        return "small-pack"
    if (
        {"pot", "jar"} & set(measures)
        and food.kind == "food"
        and food.group in ("dairy", "dairy-alternative")
    ):
        return "tub"
    if "cube" in measures and "square" in food.measures:
        return "square"
    for measure in measures:
        if measure in food.measures:
            return measure
    liquid = food.kind == "drink" or food.group == "soup"
    if words.lower() in _LARGE_SPOON and food.group in _SPOONED:
        return "serving-spoon"
    if "us-cup" in measures and "cup-drink" in measures:
        return "cup-drink" if liquid else "us-cup"
    for measure in measures:
        if food.group in kb.measures[measure].by_group:
            return measure
    return measures[0]


def one_measure_g(measure: str, food: Food, kb: Knowledge) -> Interval:
    """What one spoon, glass or slice of a food weighs [g]."""
    own = food.measures.get(measure)
    if own:
        return Interval(own.low, own.g, own.high)
    if measure in ("piece", "portion"):
        return portion_g(food)  # a piece of cake is what one takes of it
    record = kb.measures[measure]
    size_word, _, base = measure.partition("-")
    if size_word in ("large", "small", "thick", "thin") and base in food.measures:
        # its own bowl, larger or smaller by as much as bowls differ
        ratio = _size_of(kb.measures[measure]) / _size_of(kb.measures[base])
        own = food.measures[base]
        return Interval(own.low, own.g, own.high).scaled(ratio)
    if measure in EXACT_UNITS:
        size = record.default
        if size.g is not None:
            return _around(size.g, _SCALE_ERROR)
        return _around((size.ml or 0.0) * density(food), _JUG_ERROR)
    size = record.by_group.get(food.group, record.default)
    held = size.interval()
    return held if size.g is not None else held.scaled(density(food))


def _size_of(measure: Measure) -> float:
    return measure.default.g or measure.default.ml or 1.0


def density(food: Food) -> float:
    """Weight of a millilitre [g]; water where the food does not say."""
    return food.density_g_per_ml or 1.0


def _around(value: float, share: float) -> Interval:
    return Interval(value * (1 - share), value, value * (1 + share))


def portion_g(food: Food) -> Interval:
    """What one person has at one time when nobody says how much [g]."""
    portion = food.portion_g
    return Interval(portion.low, portion.usual, portion.high)


def piece_g(food: Food) -> Interval:
    """What *one* of it weighs [g]: a piece, slice or glass, else a portion."""
    if food.kind == "drink":
        return portion_g(food)
    for measure in ("piece", "slice", "ball", "fillet"):
        own = food.measures.get(measure)
        meal = food.group in ("dish", "egg") and food.role and "main" in food.role
        if own and meal and own.g < 0.6 * food.portion_g.usual:
            continue  # one omelette is not one egg of it
        if own and not (measure == "slice" and food.group not in ("bread", "bakery", "dairy")):
            return Interval(own.low, own.g, own.high)
    return portion_g(food)


def counted(one: Interval, count: Interval) -> Interval:
    """So many of something whose weight is not known exactly [g]."""
    if count.low == count.high:
        # pieces differ independently, but one's idea of a piece errs for all of them alike
        return one.scaled(count.best)
    return combined(one, count)


def in_size(grams: Interval, sizes: Sequence[tuple[float, float, float]]) -> Interval:
    """Smaller or larger than usual."""
    for low, best, high in sizes:
        grams = combined(_narrower(grams), Interval(low, best, high))
    return grams


def _narrower(grams: Interval) -> Interval:
    # saying "large" tells part of what the range was there for
    return Interval((grams.low + grams.best) / 2, grams.best, (grams.high + grams.best) / 2)


def own_measure_g(words: str, own: Mapping[str, float], measures: Sequence[str]) -> float | None:
    """What the person said their own mug or bowl holds [g or ml]."""
    if not own:
        return None
    plain = {canonical(folded(name)): value for name, value in own.items()}
    for name in (*words.split(), words, *measures):
        value = plain.get(canonical(folded(name)))
        if value is not None:
            return value
    return None


def is_implausible(grams: Interval, food: Food, pieces: float = 0.0) -> bool:
    """More than anybody has at one time, or less than can be meant.

    ``pieces`` is how many of it were counted: *40 slices of bread* are fewer grams than a weighed
    amount that somebody may well have written down for a family.
    """
    drink = food.kind == "drink" or food.group in _DRINK_GROUPS
    most = _MOST_DRINK_G if drink else min(_MOST_G, max(8 * food.portion_g.max, 1200.0))
    if pieces >= _MANY_PIECES and not drink:
        most = min(most, 5 * food.portion_g.max)
    return grams.best > most
