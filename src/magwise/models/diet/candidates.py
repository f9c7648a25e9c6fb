"""Every change that could be advised: what for what, how much, how often, at which moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.advising import Exchange, Moment
from magwise.knowledge.schema.foods import NUTRIENTS, Food
from magwise.knowledge.schema.suggestion import Suggestion
from magwise.models.diet.eligibility import Eligibility
from magwise.models.diet.household import alike_in_shape, half_measure_g, served
from magwise.models.diet.meals import by_food, moments_of, usual_moment
from magwise.models.diet.records import Diet, Eaten

DAYS_PER_WEEK = 7.0
TIMES_PER_WEEK = (2.0, 3.0, 4.0, 5.0, 7.0)
SMALLEST_GAIN_MG_PER_DAY = 5.0  # below this a change is not worth anybody's trouble
_LARGER_STEPS = (1, 2, 3)  # half measures on top of a portion
_COOKED = frozenset({"boiled", "canned", "baked", "roasted", "fried", "prepared"})
# How far a change leads from the diary, beside its grams and energy (our own judgement).
_SUGGESTED_KIND = 0.25  # another kind of the same food, named in the suggestions
_SUGGESTED_PORTION = 0.7
_LESS_EVERYDAY = 1.5  # not in the suggestions: less sure that it suits
_LARGER = 0.4
_MORE_OFTEN = 0.8
_NEW = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One change as the programme sees it; ``likeness`` weighs the departure."""

    kind: Literal["swap", "more", "add"]
    food: str
    replaces: str | None
    new_g_per_day: float
    old_g_per_day: float
    portion_g: float
    measure: str
    count: float
    times_per_week: float
    share: float
    moment: Moment
    larger_portion: bool
    likeness: float

    def key(self) -> tuple[str, str, str, float, float, str]:
        """What tells candidates apart; ties are broken by it."""
        kind = "larger" if self.larger_portion else self.kind
        old = self.replaces or ""
        return (self.food, kind, old, self.times_per_week, self.new_g_per_day, self.moment)


def candidates(diet: Diet, kb: Knowledge, barred: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """All changes to this diet with a food that is advised at all, in order of their keys.

    Parameters
    ----------
    barred
        Foods that may not be offered to this person whatever they wish.
    """
    no = set(barred)
    foods = tuple(food for food in Eligibility(kb).advisable() if food not in no)
    diary = by_food(diet.eaten)
    moments = {food: usual_moment(times) for food, times in diary.items()}
    pool = _Pool(diet, diary, frozenset(foods), kb, moments)
    found = {
        one.key(): one
        for one in (*_swaps(pool), *_larger(pool), *_more_often_or_new(pool))
        if _brings(one, kb)
    }
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Pool:
    diet: Diet
    diary: dict[str, tuple[Eaten, ...]]
    foods: frozenset[str]
    kb: Knowledge
    moments: dict[str, Moment]

    def per_day(self, food: str) -> float:
        return sum(one.grams for one in self.diary.get(food, ())) / max(1, self.diet.days)

    def room_g(self, food: str) -> float:
        """How much more of a food may be eaten a day [g]."""
        suggestion = self.kb.suggestions.get(food)
        portion = self.kb.foods[food].portion_g.max
        staple = self.kb.foods[food].group in ("bread", "grains-pasta", "vegetables", "dish")
        most = suggestion.max_g_per_day if suggestion else portion * (2 if staple else 1)
        return most - self.per_day(food)


_MAGNESIUM = NUTRIENTS.index("magnesium_mg")


def _brings(one: Candidate, kb: Knowledge) -> bool:
    new = kb.figures[one.food].values[_MAGNESIUM]
    old = kb.figures[one.replaces].values[_MAGNESIUM] if one.replaces else 0.0
    if new is None or old is None:
        return False
    gain = (new * one.new_g_per_day - old * one.old_g_per_day) / 100
    return gain >= SMALLEST_GAIN_MG_PER_DAY


def _swaps(pool: _Pool) -> Iterator[Candidate]:
    kb = pool.kb
    by_group: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(pool.foods):
        by_group[kb.foods[id_].group].append(id_)
    for old, times in pool.diary.items():
        if old not in kb.figures:
            continue
        named = set()
        for suggestion in sorted(kb.suggestions.values(), key=lambda one: one.id):
            if suggestion.id in pool.foods and _suggested(suggestion, kb.foods[old]):
                if suggestion.by == "portion" and not _fits_moments(times, suggestion.id, kb):
                    continue
                named.add(suggestion.id)
                likeness = _SUGGESTED_KIND if suggestion.by == "weight" else _SUGGESTED_PORTION
                portion = None if suggestion.by == "weight" else suggestion.portion_g
                yield from _swap(pool, old, times, suggestion.id, portion, likeness)
        for exchange in sorted(kb.exchanges.values(), key=lambda one: one.id):
            if kb.foods[old].group not in exchange.old_groups:
                continue
            for new in (id_ for group in exchange.new_groups for id_ in by_group[group]):
                if new not in named and _may_stand_in(exchange, old, new, times, kb):
                    named.add(new)
                    portion = None if exchange.by == "weight" else kb.foods[new].portion_g.usual
                    likeness = exchange.likeness
                    if new not in kb.suggestions and new not in pool.diary:
                        likeness *= _LESS_EVERYDAY
                    yield from _swap(pool, old, times, new, portion, likeness)


def _suggested(suggestion: Suggestion, old: Food) -> bool:
    return old.id != suggestion.id and (
        old.group in suggestion.replaces_groups or old.id in suggestion.replaces_foods
    )


def _may_stand_in(
    exchange: Exchange, old: str, new: str, times: tuple[Eaten, ...], kb: Knowledge
) -> bool:
    one, other = kb.foods[old], kb.foods[new]
    if old == new or one.kind != other.kind:
        return False
    roles = set(other.role)
    if exchange.new_roles:
        roles &= set(exchange.new_roles)
    if exchange.same_role:
        roles &= set(one.role)
    if not roles:
        return False
    if not _fits_moments(times, new, kb):
        return False
    if exchange.by == "weight":
        cooked = (one.state in _COOKED) == (other.state in _COOKED)
        return cooked and alike_in_shape(old, new, kb)
    return True


def _fits_moments(times: tuple[Eaten, ...], new: str, kb: Knowledge) -> bool:
    """What is eaten at breakfast makes way only for what people eat at breakfast."""
    return {eaten.moment for eaten in times} <= moments_of(kb.foods[new])


def _swap(
    pool: _Pool,
    old: str,
    times: tuple[Eaten, ...],
    new: str,
    portion_g: float | None,
    likeness: float,
) -> Iterator[Candidate]:
    per_day = pool.per_day(old)
    per_time = sum(one.grams for one in times) / len(times)
    brings = pool.kb.figures[new].values[_MAGNESIUM] or 0.0
    # Twice the portion meant is more than household measures can round to.
    if 2 * brings * (portion_g or per_time) / per_time * per_day < 100 * SMALLEST_GAIN_MG_PER_DAY:
        return
    measure, count, grams = served(new, portion_g or per_time, pool.kb)
    if grams > max(pool.kb.foods[new].portion_g.max, per_time * 1.05):
        return
    for share in (1.0, 0.5) if len(times) > 1 else (1.0,):
        often = DAYS_PER_WEEK * len(times) / pool.diet.days * share
        new_g = grams * often / DAYS_PER_WEEK
        if new_g <= pool.room_g(new):
            yield Candidate(
                "swap", new, old, new_g, per_day * share, grams, measure, count, often, share,
                pool.moments[old], larger_portion=False, likeness=likeness,
            )  # fmt: skip


def _larger(pool: _Pool) -> Iterator[Candidate]:
    """More of a food of the diary each time it is eaten, in half measures."""
    for food, times in pool.diary.items():
        if food not in pool.foods or pool.kb.foods[food].is_dish:
            continue
        per_time = sum(one.grams for one in times) / len(times)
        step = half_measure_g(food, per_time, pool.kb)
        if step is None:
            continue
        often = DAYS_PER_WEEK * len(times) / pool.diet.days
        for steps in _LARGER_STEPS:
            extra = steps * step
            per_day = extra * often / DAYS_PER_WEEK
            if per_time + extra > pool.kb.foods[food].portion_g.max:
                break
            if per_day <= pool.room_g(food):
                measure, count, _ = served(food, extra, pool.kb)
                yield Candidate(
                    "more", food, None, per_day, 0.0, extra, measure, count, often, 1.0,
                    pool.moments[food], larger_portion=True, likeness=_LARGER,
                )  # fmt: skip


def _more_often_or_new(pool: _Pool) -> Iterator[Candidate]:
    kb = pool.kb
    at: dict[Moment, set[str]] = defaultdict(set)
    for one in pool.diet.eaten:
        at[one.moment].add(kb.foods[one.food].group)
    for addition in sorted(kb.additions.values(), key=lambda one: one.id):
        if addition.moment != "between" and not at[addition.moment]:
            continue  # nobody is asked to begin a meal
        if addition.beside and at[addition.moment].isdisjoint(addition.beside):
            continue
        for id_ in sorted(pool.foods):
            food = kb.foods[id_]
            fits = food.group in addition.groups and not (
                addition.roles and set(addition.roles).isdisjoint(food.role)
            )
            if (fits and id_ not in addition.except_foods) or id_ in addition.foods:
                yield from _times(pool, id_, addition.moment, addition.most_per_week)


def _times(pool: _Pool, food: str, moment: Moment, most: int) -> Iterator[Candidate]:
    suggestion = pool.kb.suggestions.get(food)
    meant = suggestion.add_g if suggestion and suggestion.add_g else None
    known = food in pool.diary
    if known:
        moment = pool.moments[food]
    measure, count, grams = served(food, meant or pool.kb.foods[food].portion_g.usual, pool.kb)
    likeness = _MORE_OFTEN if known else _NEW
    if suggestion is None and not known:
        likeness *= _LESS_EVERYDAY
    for often in TIMES_PER_WEEK:
        per_day = grams * often / DAYS_PER_WEEK
        if often <= most and per_day <= pool.room_g(food):
            yield Candidate(
                "more" if known else "add", food, None, per_day, 0.0, grams, measure, count,
                often, 1.0, moment, larger_portion=False, likeness=likeness,
            )  # fmt: skip
