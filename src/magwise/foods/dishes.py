"""Dishes of one's own: what goes in, for how many portions, and one portion as a diary line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.core.errors import InputError, Problem, collect
from magwise.core.interval import Interval, independent_sum
from magwise.foods.line import parse_line
from magwise.foods.records import Corrections, Item

if TYPE_CHECKING:
    from magwise.knowledge.base import Knowledge

MOST_PORTIONS = 50.0
_EATEN = ("food", "drink")


@dataclass(frozen=True, slots=True)
class Dish:
    """One portion of a dish.

    Attributes
    ----------
    line
        The portion in plain words, as it can stand in a diary.
    magnesium_mg
        Magnesium in a portion [mg]; None when it is not known of something in it.
    """

    line: str
    magnesium_mg: Interval | None


def portion_of(
    ingredients: Sequence[str],
    portions: float,
    kb: "Knowledge",
    *,
    corrections: Corrections | None = None,
) -> Dish:
    """One portion of a dish, from what goes in the whole of it.

    What is written is read again at once, so that it is certain to mean the same foods.

    Raises
    ------
    InputError
        With every ingredient whose food or weight is not known, or when there are no portions.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> kb = Knowledge.load()
    >>> portion_of(["400 g spinazie", "200 g volkorenpasta"], 2, kb).line
    '200 g spinazie, 100 g volkorenpasta'
    """
    if not 0 < portions <= MOST_PORTIONS:
        values = {"given": f"{portions:g}", "most": MOST_PORTIONS}
        raise InputError(Problem("error.dish-portions", values=values))
    problems: list[Problem] = []
    parts: list[str] = []
    amounts: list[Interval | None] = []
    for ingredient in ingredients:
        read = parse_line(ingredient, kb, corrections=corrections)
        eaten = [item for item in read.items if item.kind in _EATEN]
        known = [item for item in eaten if item.id in kb.foods and item.grams is not None]
        doubted = any(question.id == "ask.food-unknown" for question in read.questions)
        if doubted or not known or len(known) < len(read.items):
            problems.append(Problem("error.dish-ingredient", values={"given": ingredient[:80]}))
            continue
        for item in known:
            written = _written(item, portions, kb, corrections)
            if written is None:
                problems.append(Problem("error.dish-ingredient", values={"given": item.words[:80]}))
                continue
            parts.append(written[0])
            amounts.append(written[1].magnesium_mg)
    collect(problems)
    if not parts:
        raise InputError(Problem("error.dish-ingredient", values={"given": ""}))
    sure = [one for one in amounts if one is not None]
    return Dish(", ".join(parts), independent_sum(sure) if len(sure) == len(amounts) else None)


def _written(
    item: Item, portions: float, kb: "Knowledge", corrections: Corrections | None
) -> tuple[str, Item] | None:
    """An ingredient with the weight of one portion, and how that is read; None when it is not."""
    assert item.grams is not None
    grams = item.grams.best / portions
    weight = str(round(grams)) if grams >= 10 else f"{grams:.1f}".rstrip("0").rstrip(".")
    record = kb.foods[item.id or ""]
    called = [record.names.nl, record.names.en, *record.aliases.nl, *record.aliases.en]
    own = [name for name in called if f" {item.words}".casefold().endswith(f" {name}".casefold())]
    names = [*sorted(own, key=len, reverse=True), *called]
    for name in dict.fromkeys(names):
        text = f"{weight.replace('.', ',')} g {name}"
        read = parse_line(text, kb, corrections=corrections)
        same = [one.id for one in read.items] == [item.id] and not read.questions
        if same and read.items[0].weighs(grams):
            return text, read.items[0]
    return None
