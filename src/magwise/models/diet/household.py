"""Amounts as people serve them: the measure that fits a food, in whole and half steps."""

from magwise.knowledge import Knowledge

_FITS = 0.3  # how far whole and half measures may lie from the grams meant [share]
_MOST = 6.0
# Not on a Dutch or British table, or only by the half: taken when nothing else fits.
_ODD = frozenset({"us-cup", "can", "jar", "pack", "small-pack"})


def household(food: str, grams: float, kb: Knowledge) -> tuple[str, float]:
    """The natural measure nearest to these grams, counted in halves; grams when none fits."""
    best: tuple[float, str, float] | None = None
    sizes = kb.foods[food].measures
    ordinary = {measure: size for measure, size in sizes.items() if measure not in _ODD}
    for measure, size in sorted((ordinary or sizes).items()):
        count = max(0.5, round(2 * grams / size.g) / 2)
        error = abs(count * size.g - grams) / grams
        if error <= _FITS and count <= _MOST and (best is None or error < best[0] - 1e-9):
            best = (error, measure, count)
    return (best[1], best[2]) if best else ("gram", float(max(5, 5 * round(grams / 5))))


def served(food: str, grams: float, kb: Knowledge) -> tuple[str, float, float]:
    """The same with the grams that so many measures hold: (measure, count, grams)."""
    measure, count = household(food, grams, kb)
    size = kb.foods[food].measures.get(measure)
    return measure, count, count * size.g if size is not None else count


def half_measure_g(food: str, grams: float, kb: Knowledge) -> float | None:
    """Half of the measure that a portion of so many grams is served in [g]; None without one."""
    measure, _ = household(food, grams, kb)
    size = kb.foods[food].measures.get(measure)
    return size.g / 2 if size is not None else None


def alike_in_shape(one: str, other: str, kb: Knowledge) -> bool:
    """True when two foods are served in a measure of about the same weight: slice for slice."""
    first, second = kb.foods[one].measures, kb.foods[other].measures
    return any(
        0.6 <= first[measure].g / second[measure].g <= 1.7
        for measure in first.keys() & second.keys()
    )
