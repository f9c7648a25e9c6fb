"""What each candidate does to every nutrient, as columns of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import NUTRIENTS
from magwise.models.diet.candidates import Candidate
from magwise.models.diet.records import NutrientBound

Array = npt.NDArray[np.float64]

# Whether sugar counts as free (WHO 2015: not what is inside whole fruit, vegetables and milk).
# The food table gives total sugars only. Of the other groups (dishes, dairy, cereals) it is not
# known how much is free: all of it is counted in what is new, none in what goes.
_FREE = frozenset({"sweets", "bakery", "soft-drink", "juice", "spreads", "snacks", "sport"})
_INTRINSIC = frozenset(
    {"fruit", "vegetables", "legumes", "nuts-seeds", "potato", "grains-pasta", "bread", "egg",
     "meat", "fish", "water", "meat-alternative"}
)  # fmt: skip
_MAGNESIUM, _SUGARS, _ENERGY = (
    NUTRIENTS.index(name) for name in ("magnesium_mg", "sugars_g", "energy_kcal")
)


@dataclass(frozen=True, slots=True)
class Columns:
    """One number for each candidate, in the order of the candidates.

    Attributes
    ----------
    change
        Change of each nutrient a day, shape (nutrients, candidates); NaN where it is not known.
    new, old
        The same for what comes and what goes.
    gain_mg_per_day, below_mg_per_day
        Best estimate of the extra magnesium, and how far the truth may lie below it (half of a
        90 % range).
    free_sugars_g
        Worst case of the extra free sugars a day.
    departure
        Hundreds of grams and of kilocalories moved a day, weighed by likeness.
    """

    change: Array
    new: Array
    old: Array
    gain_mg_per_day: Array
    below_mg_per_day: Array
    free_sugars_g: Array
    departure: Array

    def of(self, nutrient: str) -> Array:
        """Change of one nutrient a day; where the old food has no value its loss counts as 0."""
        place = NUTRIENTS.index(nutrient)
        loss: Array = np.nan_to_num(self.old[place], nan=0.0)
        change: Array = self.new[place] - loss
        return change


def columns(chosen: Sequence[Candidate], kb: Knowledge) -> Columns:
    """The figures of all candidates."""
    foods = sorted({one.food for one in chosen} | {one.replaces for one in chosen if one.replaces})
    place = {food: index for index, food in enumerate(foods)}
    table = np.array([kb.figures[food].values for food in foods], dtype=np.float64) / 100
    table = table.reshape(len(foods), len(NUTRIENTS))
    magnesium = [kb.figures[food].magnesium_mg() or Interval.exact(0.0) for food in foods]
    below = np.array([one.best - one.low for one in magnesium]) / 100
    above = np.array([one.high - one.best for one in magnesium]) / 100
    new_at = np.array([place[one.food] for one in chosen], dtype=np.intp)
    # Without an old food the first row stands in, at no grams.
    old_at = np.array([place.get(one.replaces or "", 0) for one in chosen], dtype=np.intp)
    new_g = np.array([one.new_g_per_day for one in chosen])
    old_g = np.array([one.old_g_per_day for one in chosen])
    new = (table[new_at] * new_g[:, None]).T
    old = np.where(old_g > 0, (table[old_at] * old_g[:, None]).T, 0.0)
    change = new - old
    moved_kcal = new[_ENERGY] + np.nan_to_num(old[_ENERGY])
    swapped = np.where(old_g > 0, 0.5, 1.0)
    likeness = np.array([one.likeness for one in chosen])
    return Columns(
        change=change,
        new=new,
        old=old,
        gain_mg_per_day=change[_MAGNESIUM],
        below_mg_per_day=np.hypot(below[new_at] * new_g, above[old_at] * old_g),
        free_sugars_g=_free_sugars(chosen, new[_SUGARS], old[_SUGARS], kb),
        departure=likeness * swapped * ((new_g + old_g) + moved_kcal) / 100,
    )


def _free_sugars(chosen: Sequence[Candidate], new: Array, old: Array, kb: Knowledge) -> Array:
    old = np.nan_to_num(old)
    extra = np.zeros(len(chosen))
    for index, one in enumerate(chosen):
        group = kb.foods[one.food].group
        gone = kb.foods[one.replaces].group if one.replaces else ""
        if group == gone and group not in _INTRINSIC:
            extra[index] = new[index] - old[index]
            continue
        extra[index] = 0.0 if group in _INTRINSIC else new[index]
        if gone in _FREE:
            extra[index] -= old[index]
    return extra


class Counting:
    """What each candidate counts against bounds on nutrients."""

    def __init__(self, one: Columns, chosen: Sequence[Candidate], kb: Knowledge) -> None:
        self._columns = one
        self._grams = np.array([candidate.new_g_per_day for candidate in chosen])
        foods = [kb.foods[candidate.food] for candidate in chosen]
        groups = sorted({food.group for food in foods})
        place = {group: index for index, group in enumerate(groups)}
        self._group = np.array([place[food.group] for food in foods], dtype=np.intp)
        self._plant = np.array([food.diet.vegan is True for food in foods], dtype=np.bool_)

    def against(self, bound: NutrientBound) -> Array:
        """An amount a day for each candidate; NaN for one that must be left out."""
        row = NUTRIENTS.index(bound.nutrient)
        new, change = self._columns.new[row], self._columns.change[row]
        if not bound.known_only:
            change = np.where(np.isnan(change), self._worst(new), change)
        if bound.not_plants:
            change = np.where(self._plant, 0.0, change)
        counts: Array = np.abs(change) if bound.either_way else np.maximum(change, 0.0)
        return counts

    def _worst(self, new: Array) -> Array:
        """An unknown value is the highest of its group; an unknown loss is no loss."""
        per_g = np.zeros(self._group.max(initial=0) + 1)
        np.maximum.at(per_g, self._group, np.nan_to_num(new / self._grams))
        worst: Array = np.where(np.isnan(new), per_g[self._group] * self._grams, new)
        return worst
