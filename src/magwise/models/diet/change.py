"""Small changes to a diary, ranked by the magnesium they bring.

Every food of the diary is held against the list of everyday foods in
``knowledge/data/suggestions``: what it could stand in for (same weight or portion for portion),
what could be eaten a little more, what could be added. A change must keep energy within 5 % of
the diary's and may not raise salt, sugar or alcohol noticeably.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.knowledge.schema.suggestion import Suggestion
from magwise.models.diet.acceptance import eats
from magwise.models.intake.records import DayIntake
from magwise.person import Profile

SMALLEST_GAIN_MG_PER_DAY = 5.0  # below this a change is not worth anybody's trouble


@dataclass(frozen=True, slots=True)
class Limits:
    """What changes may do to the rest of the diary, a day.

    ``energy_share`` holds where energy is known; ``energy_kcal`` where it is not.
    """

    energy_share: float = 0.05
    energy_kcal: float = 100.0
    sodium_mg: float = 150.0
    sugars_g: float = 5.0


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what, instead of what, how much, and what it does.

    Attributes
    ----------
    grams_per_day
        Average weight of the new food [g/day].
    portion_g, measure, count
        One portion as eaten [g], in a household measure.
    gain_mg_per_day
        Extra magnesium on an average day [mg].
    nutrients_per_day
        Change of each nutrient a day; a nutrient with a missing value is absent.
    """

    kind: Literal["swap", "more", "add"]
    food: str
    replaces: str | None
    grams_per_day: float
    portion_g: float
    measure: str
    count: float
    gain_mg_per_day: Interval
    nutrients_per_day: dict[str, float]

    def key(self) -> tuple[float, str, str]:
        """Largest gain first; ties by id, so that the same diary gives the same plan."""
        return (-self.gain_mg_per_day.best, self.food, self.replaces or "")


def eaten(days: Sequence[DayIntake]) -> dict[str, tuple[float, float]]:
    """Average weight a day and average weight a time of each food in the diary [g]."""
    grams: dict[str, list[float]] = defaultdict(list)
    for day in days:
        for line in day.lines:
            for item in line.items:
                if item.kind in ("food", "drink") and item.id and item.grams is not None:
                    grams[item.id].append(item.grams.best)
    return {food: (sum(g) / len(days), sum(g) / len(g)) for food, g in grams.items() if days}


def small_changes(
    days: Sequence[DayIntake],
    profile: Profile,
    kb: Knowledge,
    *,
    wanted_mg_per_day: float,
    most: int = 3,
    limits: Limits = Limits(),
    refused: Iterable[str] = (),
) -> tuple[Change, ...]:
    """The few changes that bring the most, until ``wanted_mg_per_day`` is reached.

    Parameters
    ----------
    days
        The diary as understood.
    wanted_mg_per_day
        Magnesium still to be found [mg/day].
    most
        Largest number of changes.
    refused
        Foods not to offer, for example because safety refused them.

    Returns
    -------
    tuple of Change
        Foods of the diary are changed first; something new is added only when that is not
        enough.
    """
    if not days or wanted_mg_per_day <= 0:
        return ()
    diary = eaten(days)
    energy = _energy_per_day(days)
    no = set(refused)
    pool = [
        suggestion
        for suggestion in kb.suggestions.values()
        if suggestion.id not in no
        and suggestion.id in kb.foods
        and eats(kb.foods[suggestion.id], profile, kb)
    ]
    own = sorted(
        [
            change
            for suggestion in pool
            for change in (*_swaps(suggestion, diary, kb), *_more(suggestion, diary, kb))
        ],
        key=Change.key,
    )
    new = sorted(
        [change for suggestion in pool for change in _additions(suggestion, diary, kb)],
        key=Change.key,
    )
    chosen: list[Change] = []
    for change in (*own, *new):
        reached = sum(one.gain_mg_per_day.best for one in chosen)
        if len(chosen) == most or reached >= wanted_mg_per_day:
            break
        if change.gain_mg_per_day.best < SMALLEST_GAIN_MG_PER_DAY:
            continue
        if _touches_the_same(change, chosen) or not _fits([*chosen, change], energy, limits):
            continue
        chosen.append(change)
    return tuple(chosen)


def _energy_per_day(days: Sequence[DayIntake]) -> float | None:
    totals = [day.nutrients["energy_kcal"] for day in days if "energy_kcal" in day.nutrients]
    if not totals or any((total.completeness or 0) < 0.9 for total in totals):
        return None
    return sum(total.known.best for total in totals) / len(totals)


def _touches_the_same(change: Change, chosen: Sequence[Change]) -> bool:
    used = {food for one in chosen for food in (one.food, one.replaces) if food}
    return change.food in used or (change.replaces is not None and change.replaces in used)


def _fits(changes: Sequence[Change], energy: float | None, limits: Limits) -> bool:
    def together(nutrient: str) -> float:
        return sum(change.nutrients_per_day.get(nutrient, 0.0) for change in changes)

    room = limits.energy_kcal if energy is None else limits.energy_share * energy
    return (
        abs(together("energy_kcal")) <= room
        and together("sodium_mg") <= limits.sodium_mg
        and together("sugars_g") <= limits.sugars_g
        and together("alcohol_g") <= 0.5
    )


def _change(
    kind: Literal["swap", "more", "add"],
    suggestion: Suggestion,
    kb: Knowledge,
    grams_new: float,
    portion_g: float,
    old: str | None = None,
    grams_old: float = 0.0,
) -> Change | None:
    figures = kb.figures.get(suggestion.id)
    magnesium = figures.magnesium_mg() if figures else None
    if figures is None or magnesium is None:
        return None
    gain = magnesium.scaled(grams_new / 100)
    old_figures = kb.figures.get(old) if old else None
    if old:
        loss = old_figures.magnesium_mg() if old_figures else None
        if old_figures is None or loss is None:
            return None
        gain = _difference(gain, loss.scaled(grams_old / 100))
    nutrients: dict[str, float] = {}
    for nutrient in NUTRIENTS:
        new_value = figures.value(nutrient)
        old_value = old_figures.value(nutrient) if old_figures else 0.0
        if new_value is not None and old_value is not None:
            nutrients[nutrient] = (new_value * grams_new - old_value * grams_old) / 100
    measure, count = _household(suggestion.id, portion_g, kb)
    return Change(kind, suggestion.id, old, grams_new, portion_g, measure, count, gain, nutrients)


def _difference(new: Interval, old: Interval) -> Interval:
    best = max(0.0, new.best - old.best)
    below = math.hypot(new.best - new.low, old.high - old.best)
    above = math.hypot(new.high - new.best, old.best - old.low)
    return Interval(max(0.0, best - below), best, best + above)


def _swaps(
    suggestion: Suggestion, diary: dict[str, tuple[float, float]], kb: Knowledge
) -> Iterable[Change]:
    already = diary.get(suggestion.id, (0.0, 0.0))[0]
    for food_id, (per_day, per_time) in diary.items():
        food = kb.foods[food_id]
        if food_id == suggestion.id or not (
            food.group in suggestion.replaces_groups or food_id in suggestion.replaces_foods
        ):
            continue
        new_portion = per_time if suggestion.by == "weight" else suggestion.portion_g
        new_per_day = per_day * new_portion / per_time
        if already + new_per_day > suggestion.max_g_per_day:
            continue
        change = _change("swap", suggestion, kb, new_per_day, new_portion, food_id, per_day)
        if change:
            yield change


def _more(
    suggestion: Suggestion, diary: dict[str, tuple[float, float]], kb: Knowledge
) -> Iterable[Change]:
    if suggestion.id not in diary or suggestion.add_g is None:
        return
    extra = min(suggestion.add_g, suggestion.max_g_per_day - diary[suggestion.id][0])
    change = _change("more", suggestion, kb, extra, extra) if extra >= 5 else None
    if change:
        yield change


def _additions(
    suggestion: Suggestion, diary: dict[str, tuple[float, float]], kb: Knowledge
) -> Iterable[Change]:
    if suggestion.id in diary or suggestion.add_g is None:
        return
    change = _change("add", suggestion, kb, suggestion.add_g, suggestion.add_g)
    if change:
        yield change


def _household(food_id: str, grams: float, kb: Knowledge) -> tuple[str, float]:
    """The natural measure nearest to these grams, counted in halves; grams when none fits."""
    best: tuple[float, str, float] | None = None
    for measure, size in sorted(kb.foods[food_id].measures.items()):
        count = max(0.5, round(2 * grams / size.g) / 2)
        error = abs(count * size.g - grams) / grams
        if error <= 0.3 and count <= 6 and (best is None or error < best[0] - 1e-9):
            best = (error, measure, count)
    return (best[1], best[2]) if best else ("gram", round(grams))
