"""What else is in what was eaten, and day totals that say how much of them is known."""

from collections.abc import Iterable

from magwise.core.interval import Interval, Total, independent_sum
from magwise.foods.amounts import combined
from magwise.foods.records import Item
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import MAGNESIUM, NUTRIENTS

# Figures other than magnesium have no range in the table; foods vary by about this much [assumed].
_VARIATION = 0.15


def nutrients_of(item: Item, kb: Knowledge) -> dict[str, Interval | None]:
    """Energy, protein, minerals and vitamins of one item, by nutrient id.

    The unit is the last part of the id (``calcium_mg``, ``energy_kcal``). None is missing in the
    table, never zero. Supplements and medicines have none.
    """
    if item.kind not in ("food", "drink"):
        return {}
    stated = {
        nutrient: item.magnesium_mg if nutrient == "magnesium_mg" else around(value)
        for nutrient, value in (item.stated or {}).items()
    }
    figures = kb.figures.get(item.id or "")
    if figures is None or item.grams is None:
        return stated
    portion = item.grams.scaled(0.01)
    found: dict[str, Interval | None] = {}
    for place, nutrient in enumerate(NUTRIENTS):
        value = figures.values[place]
        if place == MAGNESIUM:
            found[nutrient] = item.magnesium_mg
        elif value is None:
            found[nutrient] = None
        else:
            found[nutrient] = combined(portion, around(value))
    return found | stated


def around(value: float) -> Interval:
    """A figure with the range that foods and labels commonly vary over [assumed]."""
    return Interval(value * (1 - _VARIATION), value, value * (1 + _VARIATION))


def totals(items: Iterable[Item], kb: Knowledge) -> dict[str, Total]:
    """Each nutrient over many items, with the share of the grams that has a value [0-1].

    Only food and drink count. Errors of different foods are taken as independent.
    """
    eaten = [item for item in items if item.kind in ("food", "drink")]
    weights = [item.grams.best if item.grams is not None else 0.0 for item in eaten]
    each = [nutrients_of(item, kb) for item in eaten]
    all_grams = sum(weights)
    result: dict[str, Total] = {}
    for nutrient in NUTRIENTS:
        values = [one.get(nutrient) for one in each]
        known = [value for value in values if value is not None]
        grams = sum(w for w, value in zip(weights, values, strict=True) if value is not None)
        completeness = len(known) / len(values) if values else None
        if all_grams > 0:
            completeness = grams / all_grams
        result[nutrient] = Total(independent_sum(known), completeness, len(values) - len(known))
    return result
