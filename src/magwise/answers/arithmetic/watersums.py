"""Litres of water times the magnesium in a litre, with the foods that are eaten beside it."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_norm
from magwise.answers.arithmetic.labelsums import asks_week, of_seven_days
from magwise.answers.asked import Asked, fact
from magwise.answers.reading.foodwords import foods_said
from magwise.answers.reading.portions import COUNT, count, number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.foods.meaning import magnesium_per_100g

_LITRES = re.compile(
    rf"(?<!per )(?<!/){FIGURE} ?(l|liters?|litres?|ml|cl)\b(?! ?(?:water )?(?:has|bevat))"
)
_PER_LITRE = re.compile(
    rf"{FIGURE} ?(?:mg|milligram\w*)(?: (?:of )?(?:magnesium|mg))?(?: ?per | ?/ ?| in (?:a|een|"
    rf"de) |"
    rf" a | an )"
    r"(?:l|liter|litre)\b|"
    rf"(?:per|in) (?:een |a )?(?:liter|litre|l)\b[ :=]*{FIGURE} ?mg"
)
_BOTTLES = re.compile(
    rf"\b{COUNT} (?:flessen|flesjes|fles|bottles?|glazen|glasses|x|keer)? ?(?:van |of |a |à )?$"
)


def water(asked: Asked) -> tuple[Fact, ...]:
    """Litres of water times the magnesium in a litre."""
    flat = folded(asked.question)
    content = _PER_LITRE.search(flat)
    if content is None:
        return ()
    rest = flat[: content.start()] + " ; " + flat[content.end() :]
    rest = re.sub(r"\b(?:een )?halve liter|\bhalf (?:a )?lit(?:er|re)", "0.5 l", rest)
    rest = re.sub(r"\b(?:een|one|a) lit(?:er|re)\b", "1 l", rest)
    rest = re.sub(r"\banderhalve liter", "1.5 l", rest)
    drunk = _LITRES.search(rest)
    if drunk is None:
        return ()
    scale = {"ml": 0.001, "cl": 0.01}.get(drunk.group(2), 1.0)
    bottles = _BOTTLES.search(rest[: drunk.start()])
    litres = number(drunk.group(1)) * scale * (count(bottles.group(1)) if bottles else 1.0)
    per_litre = number(content.group(1) or content.group(2))
    total = litres * per_litre
    if not 0 < litres <= 10 or "zweet" in flat or "sweat" in flat:
        return ()
    values = {"litres": litres, "content": per_litre, "amount": total}
    first = fact(asked, "answer.water-sum", COMPUTED, Certainty.COMPUTED, **values)
    week = (of_seven_days(asked, total),) if asks_week(flat) else ()
    eaten = _beside_water(asked)
    if eaten:
        total += sum(one.values["magnesium"]["best"] for one in eaten)
        week = (fact(asked, "answer.sum-foods", COMPUTED, Certainty.COMPUTED, amount=total),)
    return (first, *eaten, *week, *beside_norm(asked, total))


def _beside_water(asked: Asked) -> tuple[Fact, ...]:
    """The foods with an amount that are eaten beside the water."""
    found = []
    for one in foods_said(asked.question, asked.language, asked.kb):
        content = magnesium_per_100g(one.food, asked.kb)
        if one.denied or not one.counted or "water" in one.food or content is None:
            continue
        if one.item.grams is None:
            continue
        grams = one.item.grams.best
        values = {"food": one.food, "grams": grams,
                  "magnesium": content.scaled(grams / 100).as_dict()}  # fmt: skip
        found.append(fact(asked, "answer.food", COMPUTED, Certainty.COMPUTED, **values))
    return tuple(found)
