"""A dish and what is told of it: what is in the dish already is not counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from magwise.core.interval import Interval
from magwise.foods import amounts, servings
from magwise.foods.meaning import Meaning
from magwise.foods.mentions import Mention
from magwise.foods.words import canonical
from magwise.knowledge.schema.foods import Food

_HOLDERS = frozenset(canonical(w) for w in ("panini", "toastie", "sandwich", "baguette", "wrap"))
Role = Literal["own", "topping", "addition", "ingredient", "dropped"]
_TOLD = ("with", "colon", "of", "on", "next", "and", "comma")


@dataclass(frozen=True, slots=True)
class Eaten:
    """A food of the sentence with its weight [g]; None when the weight must be asked."""

    mention: Mention
    meaning: Meaning
    grams: Interval
    sure: float
    role: Role


def without_doubles(eaten: list[Eaten]) -> list[Eaten]:
    """The meal with every food in it once."""
    return _without_empty_heads(_without_told_parts(_laid_out(eaten)))


def _laid_out(eaten: list[Eaten]) -> list[Eaten]:
    return _without_told_bread(_sized_by_parts(_named_behind(_without_descriptions(eaten))))


def _sized_by_parts(eaten: list[Eaten]) -> list[Eaten]:
    """*Omelette, 2 eggs*, *3 egg omelette*: so much of the dish as holds what was counted."""
    result = list(eaten)
    for place, head in enumerate(eaten):
        if head.role != "own" or head.mention.has_amount:
            continue
        for at in (place + 1, place - 1):
            if not 0 <= at < len(eaten) or not eaten[at].mention.has_amount:
                continue
            told = eaten[at]
            link = (told if at > place else head).mention.link
            fits = ("comma", "colon", "of", "with") if at > place else ("next",)
            share = _share_of(told.meaning.food, head.meaning.food)
            more = eaten[at + 1].mention.link if at + 1 < len(eaten) else ""
            alone = more not in ("comma", "and", "next")
            if link not in fits or share < 0.3 or told.role == "dropped":
                continue
            if link == "with" and not alone:
                continue
            grams = told.grams.scaled(1 / share)
            usual = head.meaning.food.portion_g
            if 0.3 * usual.low <= grams.best <= 2.5 * usual.high:
                result[place] = replace(head, grams=grams)
            result[at] = replace(told, role="dropped")
            break
    return result


def _without_told_bread(eaten: list[Eaten]) -> list[Eaten]:
    """*Beans on toast, 2 slices wholemeal*: the bread is told, the dish is the rest."""
    result = list(eaten)
    for place, head in enumerate(eaten[:-1]):
        told = eaten[place + 1]
        bread = told.meaning.food.group == "bread" and told.mention.has_amount
        share = _share_of(told.meaning.food, head.meaning.food)
        if head.role != "own" or head.mention.has_amount or not bread or not 0 < share < 0.6:
            continue
        if told.mention.link in ("comma", "colon", "on") and told.role == "own":
            result[place] = replace(head, grams=head.grams.scaled(1 - share))
    return result


def _named_behind(eaten: list[Eaten]) -> list[Eaten]:
    """*Pistolet met kaas en hesp, smoske dus*: the parts were the dish that is named last."""
    if len(eaten) < 3:
        return eaten
    *parts, last = eaten
    recipe = [part.food for part in last.meaning.food.recipe]
    named = last.mention.link in ("comma", "colon") and not last.mention.has_amount
    told = all(not each.mention.has_amount and _is_in(each.meaning.food, recipe) for each in parts)
    return [last] if named and recipe and told else eaten


def _share_of(part: Food, dish: Food) -> float:
    """Which share of a dish a food is [0-1]; 0 when it is not in it."""
    if dish.group == "egg" and part.id.startswith("egg") and not dish.id.startswith("egg-"):
        return 0.85  # omelettes have a table row and no recipe
    weight = sum(one.g for one in dish.recipe if _is_in(part, [one.food]))
    return weight / dish.yield_g if dish.yield_g else 0.0


def _without_descriptions(eaten: list[Eaten]) -> list[Eaten]:
    """*Walkers ready salted* is one food told twice, *optimel aardbei* a drink and its taste."""
    result: list[Eaten] = []
    for each in eaten:
        before = result[-1] if result else None
        beside = each.mention.link == "next" and each.role == "own"
        same = before is not None and each.meaning.food.id == before.meaning.food.id
        if before is not None and beside and same and _weighed(each) and not _weighed(before):
            result[-1] = each  # reep Tony's melkchocolade van 180 gram
            continue
        if before is not None and beside and not each.mention.has_amount:
            taste = each.meaning.food.group == "fruit" and before.meaning.food.kind == "drink"
            filled = _is_dish(before.meaning.food) and before.meaning.food.portion_g.usual < 260
            bread = filled and canonical(each.mention.texts[-1]) in _HOLDERS
            if same or taste or bread:  # tuna melt panini
                continue
        result.append(each)
    return result


def _weighed(eaten: Eaten) -> bool:
    return amounts.is_exact(eaten.mention.measures)


def _without_told_parts(eaten: list[Eaten]) -> list[Eaten]:
    """*Sunday roast with beef, potatoes and carrots* is its parts; *roti met kip* holds chicken."""
    dropped: set[int] = set()
    for place, head in enumerate(eaten):
        if place in dropped or head.role != "own" or not _is_dish(head.meaning.food):
            continue
        told = _told_of(eaten, place)
        if not told:
            continue
        counted = sum(eaten[at].mention.has_amount for at in told)
        explicit = eaten[told[0]].mention.link in ("colon", "of", "next")
        recipe = [part.food for part in head.meaning.food.recipe]
        inside = [
            at
            for at in told
            if _is_in(eaten[at].meaning.food, recipe)
            or _is_its_meat(eaten[at].meaning.food, head.meaning.food)
        ]
        several = len(told) >= 3 or (counted >= 1 and len(told) >= 2)
        powder = _is_shake(head.meaning.food) and any(_is_powder(eaten[at]) for at in told)
        if (explicit and several) or len(told) >= 4 or powder:
            dropped.add(place)
        else:
            dropped.update(at for at in inside if not eaten[at].mention.has_amount)
    kept = _in_a_salad(eaten)
    return [replace(one, role="dropped") if at in dropped else one for at, one in enumerate(kept)]


def _in_a_salad(eaten: Sequence[Eaten]) -> list[Eaten]:
    """*Salade met kip, avocado en tomaat*: of each that is told some, and no whole portion."""
    result = list(eaten)
    for place, head in enumerate(eaten):
        words = {canonical(text) for text in head.mention.texts}
        if head.role != "own" or not words & servings.LISTED or not {"met", "with"} & words:
            continue
        for at in _told_of(eaten, place):
            one = eaten[at]
            if one.role == "own" and not one.mention.has_amount and _is_raw(one.meaning.food):
                result[at] = replace(one, grams=one.grams.scaled(0.5))
    return result


def _is_raw(food: Food) -> bool:
    return food.group in ("vegetables", "fruit", "legumes", "meat", "fish", "egg", "dairy")


def _is_its_meat(part: Food, dish: Food) -> bool:
    """*Lamb bhuna*, *pad thai with prawns*: a dish with meat or fish, told which."""
    main = dish.portion_g.usual >= 220 and part.group in ("meat", "fish")
    return main and dish.diet.vegetarian is False


def _is_shake(food: Food) -> bool:
    return food.id.startswith(("protein-drink", "protein-shake", "meal-shake"))


def _is_powder(eaten: Eaten) -> bool:
    return "protein" in eaten.meaning.food.id and eaten.mention.has_amount


def _is_dish(food: Food) -> bool:
    return (
        food.is_dish
        or food.group == "dish"
        or food.id.startswith(("protein-drink", "meal-shake", "smoothie"))
    )


def _told_of(eaten: Sequence[Eaten], place: int) -> list[int]:
    """The places of what is told of a dish: everything after *with*, a colon or *van*."""
    words = set(eaten[place].mention.texts)
    opened = bool({"met", "with"} & words)
    told: list[int] = []
    for at in range(place + 1, len(eaten)):
        link = eaten[at].mention.link
        listed = link == "next" and _run_after(eaten, place) >= 3  # bowl chicken beans rice guac
        loosely = link in ("and", "comma", "next") and not listed
        if link not in _TOLD or (not told and not opened and loosely):
            break
        if told and (link == "colon" or eaten[at].meaning.food.is_dish):
            break  # another dish begins
        told.append(at)
    return told


def _run_after(eaten: Sequence[Eaten], place: int) -> int:
    """How many foods stand after a place without a word between them."""
    run = 0
    for later in eaten[place + 1 :]:
        if later.mention.link != "next":
            break
        run += 1
    return run


def _is_in(food: Food, recipe: Sequence[str]) -> bool:
    stem = food.id.split("-")[0]
    return any(part == food.id or part.split("-")[0] == stem for part in recipe)


def _without_empty_heads(eaten: list[Eaten]) -> list[Eaten]:
    """*Smoothie met banaan, spinazie en melk* is its ingredients, not a smoothie besides."""
    result: list[Eaten] = []
    larger = False
    for place, each in enumerate(eaten):
        if each.role == "ingredient" and larger:
            result.append(replace(each, grams=each.grams.scaled(1.5)))
            continue
        larger = False
        if each.role == "dropped":
            continue
        head = canonical(each.mention.texts[-1]) if each.mention.texts else ""
        if each.role == "own" and head in servings.LISTED and _parts_after(eaten, place) >= 2:
            larger = True
            continue
        if head in servings.GENERIC and _specifics_after(eaten, place):
            continue
        result.append(each)
    return result


def _parts_after(eaten: Sequence[Eaten], place: int) -> int:
    parts = 0
    for later in eaten[place + 1 :]:
        if later.role not in ("ingredient", "addition"):
            break
        parts += later.role == "ingredient"
    return parts


def _specifics_after(eaten: Sequence[Eaten], place: int) -> bool:
    """True when *2 stuks fruit* is followed by which fruit it was."""
    later = eaten[place + 1 : place + 3]
    group = eaten[place].meaning.food.group
    return len(later) >= 1 and all(
        other.meaning.food.group == group and not other.mention.has_amount for other in later
    )
