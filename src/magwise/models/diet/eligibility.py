"""Which foods of the whole table a person would sensibly be advised, and why not the others."""

from collections.abc import Iterator

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS, Food

# Without these a food cannot be held against the limits: an unknown value is not zero.
NEEDED = ("magnesium_mg", "energy_kcal", "sodium_mg", "sugars_g", "alcohol_g", "fibre_g")
_NEEDED = tuple(NUTRIENTS.index(name) for name in NEEDED)
_ALCOHOL = NUTRIENTS.index("alcohol_g")
_TRACE_G = 0.5  # per 100 g: what the law still calls free of alcohol


def withheld(food: Food, kb: Knowledge) -> str | None:
    """Why a food is never advised to eat more of: the id of a reason, or None.

    A food that stands in the list of suggestions is withheld only when its figures are missing.
    Ready-made dishes are withheld, as what is in them differs between makers; of those with a
    recipe only the named ones are advised.

    Returns
    -------
    str or None
        Id of a record in ``kb.withheld``.
    """
    return Eligibility(kb).reason(food)


class Eligibility:
    """The rules of ``kb.withheld``, sorted once so that the whole table can be asked quickly."""

    def __init__(self, kb: Knowledge) -> None:
        self._kb = kb
        self._by: dict[tuple[str, str], str] = {}
        for rule in sorted(kb.withheld.values(), key=lambda one: one.id, reverse=True):
            for kind in ("groups", "foods", "roles", "states"):
                for word in getattr(rule, kind):
                    self._by[kind, word] = rule.id

    def reason(self, food: Food) -> str | None:
        """Why this food is withheld, or None."""
        figures = self._kb.figures.get(food.id)
        if figures is None or any(figures.values[place] is None for place in _NEEDED):
            return "figures-missing"
        if food.id in self._kb.suggestions:
            return None
        if (figures.values[_ALCOHOL] or 0.0) > _TRACE_G:
            return "alcohol"
        if food.group in ("dish", "soup") and not food.is_dish:
            return "ready-made"
        for key in _keys(food):
            reason = self._by.get(key)
            if reason is not None and food.id not in self._kb.withheld[reason].except_foods:
                return reason
        if food.fortified:
            return "fortified"
        return None

    def advisable(self) -> tuple[str, ...]:
        """Ids of all foods that may be advised, in order."""
        return tuple(sorted(f.id for f in self._kb.foods.values() if self.reason(f) is None))


def _keys(food: Food) -> Iterator[tuple[str, str]]:
    yield "groups", food.group
    parts = food.id.split("-")
    for end in range(1, len(parts) + 1):
        yield "foods", "-".join(parts[:end])
    for role in food.role:
        yield "roles", role
    yield "states", food.state
