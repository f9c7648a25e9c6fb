"""What someone eats at which moment, from the days of a diary."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from magwise.foods.records import Item
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.advising import Moment
from magwise.knowledge.schema.foods import NUTRIENTS, Food
from magwise.models.diet.records import MOMENTS, Diet, Eaten
from magwise.models.intake.records import DayIntake

# Where the clock says which meal it is [minutes after midnight]; ordinary Dutch times (assumed).
_BREAKFAST_UNTIL = 10 * 60 + 30
_LUNCH = (11 * 60 + 30, 14 * 60 + 30)
_DINNER = (16 * 60 + 30, 20 * 60 + 30)
_LIGHT_GROUPS = frozenset(
    {"sweets", "bakery", "snacks", "fruit", "nuts-seeds", "coffee-tea", "soft-drink", "juice",
     "water", "alcohol", "sport"}
)  # fmt: skip
_BREAD_GROUPS = frozenset({"bread", "spreads"})
_KNOWN_ENOUGH = 0.9  # share of the grams with a value from which an average counts as known
DIGITS = 10  # behind the point: coarser than rounding in a sum, finer than where figures end


def diet_of(
    days: Sequence[DayIntake],
    kb: Knowledge,
    minutes: Mapping[str, Sequence[int | None]] | None = None,
) -> Diet:
    """What someone eats on an average day, each food at its moment.

    Parameters
    ----------
    days
        The diary as understood.
    minutes
        For each date the clock time of each line [minutes after midnight], where it is known.

    Returns
    -------
    Diet
        The same for the same days in another order.
    """
    eaten: list[Eaten] = []
    for day in days:
        times = (minutes or {}).get(day.date, ())
        for index, line in enumerate(day.lines):
            items = [item for item in line.items if _weighed(item, kb)]
            clock = times[index] if index < len(times) else None
            moment = _moment([kb.foods[item.id or ""] for item in items], clock)
            eaten += [Eaten(i.id or "", i.grams.best if i.grams else 0.0, moment) for i in items]
    eaten.sort(key=lambda one: (one.food, MOMENTS.index(one.moment), one.grams))
    return Diet(len(days), tuple(eaten), average_nutrients(days), _energy_known(days))


def _weighed(item: Item, kb: Knowledge) -> bool:
    return item.kind in ("food", "drink") and item.id in kb.foods and item.grams is not None


def _moment(foods: Sequence[Food], minute: int | None) -> Moment:
    light = bool(foods) and all(food.group in _LIGHT_GROUPS for food in foods)
    if minute is None:
        return _likely_moment(foods, light=light)
    if light and not (4 * 60 <= minute < _BREAKFAST_UNTIL - 60):
        return "between"
    if 4 * 60 <= minute < _BREAKFAST_UNTIL:
        return "breakfast"
    if _LUNCH[0] <= minute < _LUNCH[1]:
        return "lunch"
    if _DINNER[0] <= minute < _DINNER[1]:
        return "dinner"
    return "between"


def _likely_moment(foods: Sequence[Food], *, light: bool) -> Moment:
    """Without a clock the food itself tells: cereals are breakfast, a warm plate is dinner."""
    groups = {food.group for food in foods}
    if not foods or light:
        return "between"
    if "cereals" in groups:
        return "breakfast"
    if groups & _BREAD_GROUPS:
        return "lunch"
    if all("dessert" in food.role or food.kind == "drink" for food in foods):
        return "between"
    return "dinner"


def average_nutrients(days: Sequence[DayIntake]) -> dict[str, float]:
    """Average of each nutrient a day over the diary, what is known of it, in its id's unit."""
    found: dict[str, float] = {}
    for nutrient in NUTRIENTS:
        totals = [day.nutrients[nutrient] for day in days if nutrient in day.nutrients]
        if totals:
            # The order of days and lines leaves no trace: not in this sum, nor in each day's own.
            whole = math.fsum(total.known.best for total in totals)
            found[nutrient] = round(whole / len(days), DIGITS)
    return found


def _energy_known(days: Sequence[DayIntake]) -> bool:
    totals = [day.nutrients["energy_kcal"] for day in days if "energy_kcal" in day.nutrients]
    return bool(totals) and all((one.completeness or 0.0) >= _KNOWN_ENOUGH for one in totals)


def by_food(eaten: Iterable[Eaten]) -> dict[str, tuple[Eaten, ...]]:
    """The times each food is eaten, by food id in order."""
    found: dict[str, list[Eaten]] = defaultdict(list)
    for one in eaten:
        found[one.food].append(one)
    return {food: tuple(found[food]) for food in sorted(found)}


def usual_moment(times: Sequence[Eaten]) -> Moment:
    """The moment at which most of it is eaten; the earlier one of two alike."""
    counts = Counter(one.moment for one in times)
    return max(MOMENTS, key=lambda moment: (counts[moment], -MOMENTS.index(moment)))


def moments_of(food: Food) -> frozenset[Moment]:
    """The moments at which people eat a food."""
    found: set[Moment] = set()
    for role in food.role:
        found |= _BY_ROLE.get(role, frozenset(MOMENTS))
    if food.group == "bread":
        found |= {"breakfast", "lunch", "between"}
    return frozenset(found) or frozenset(MOMENTS)


_BY_ROLE: dict[str, frozenset[Moment]] = {
    "breakfast": frozenset({"breakfast", "lunch"}),
    "bread-topping": frozenset({"breakfast", "lunch"}),
    "fruit": frozenset(MOMENTS),
    "snack": frozenset({"between"}),
    "dessert": frozenset({"between", "dinner", "breakfast"}),
    "main": frozenset({"lunch", "dinner"}),
    "side": frozenset({"lunch", "dinner"}),
    "vegetable": frozenset({"lunch", "dinner"}),
}
