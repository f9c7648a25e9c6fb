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
    figures = kb.figures.get(item.id or "")
    if figures is None or item.grams is None or item.kind not in ("food", "drink"):
        return {}
    portion = item.grams.scaled(0.01)
    found: dict[str, Interval | None] = {}
    for place, nutrient in enumerate(NUTRIENTS):
        value = figures.values[place]
        if place == MAGNESIUM:
            found[nutrient] = item.magnesium_mg
        elif value is None:
            found[nutrient] = None
        else:
            spread = Interval(value * (1 - _VARIATION), value, value * (1 + _VARIATION))
            found[nutrient] = combined(portion, spread)
    return found


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
        completeness = grams / all_grams if all_grams > 0 else None
        result[nutrient] = Total(independent_sum(known), completeness, len(values) - len(known))
    return result
