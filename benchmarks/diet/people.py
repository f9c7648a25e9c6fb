"""People with diaries of so many days, made up from ordinary Dutch meals; the same every time."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from magwise import Knowledge
from magwise.core.interval import Interval, Total
from magwise.foods.nutrients import totals
from magwise.foods.records import Item, ParsedLine
from magwise.models.diet import Diet, diet_of
from magwise.models.intake.records import DayIntake

CLOCK = (8 * 60, 12 * 60 + 30, 15 * 60, 18 * 60, 21 * 60)
_BREAD = ("bread-white", "bread-brown", "bread-roll-white", "rusk")
_TOPPING = ("jam", "cheese-gouda-48", "ham-cooked", "chocolate-sprinkles", "peanut-butter")
_STARCH = ("rice-white", "pasta", "potato-boiled", "couscous", "noodles-egg", "french-fries")
_MEAT = ("chicken-breast", "meatball", "pork-chop", "beef-mince", "salmon", "egg-fried")
_VEGETABLE = ("cauliflower-boiled", "green-beans", "carrot-boiled", "tomato-raw", "lettuce",
              "broccoli-boiled")  # fmt: skip
_TREAT = ("biscuit-plain", "crisps", "stroopwafel", "chocolate-milk-bar", "apple", "banana",
          "mixed-nuts-salted", "gingerbread")  # fmt: skip
_DRINK = ("coffee", "tea-black", "cola", "milk-semi-skimmed", "orange-juice")


def _meals(rng: random.Random) -> list[dict[str, float]]:
    slices = rng.choice((70.0, 105.0, 140.0))
    return [
        {rng.choice(_BREAD): slices, rng.choice(_TOPPING): 30.0, rng.choice(_DRINK): 200.0},
        {rng.choice(_BREAD): slices, rng.choice(_TOPPING): 30.0, "milk-semi-skimmed": 200.0},
        {rng.choice(_TREAT): 40.0, rng.choice(_DRINK): 150.0},
        {
            rng.choice(_STARCH): rng.choice((150.0, 200.0, 250.0)),
            rng.choice(_MEAT): 100.0,
            rng.choice(_VEGETABLE): rng.choice((100.0, 150.0)),
        },
        {rng.choice(_TREAT): 30.0, rng.choice(_DRINK): 200.0},
    ]


def _day(day: str, meals: Sequence[dict[str, float]], kb: Knowledge) -> DayIntake:
    lines = []
    for meal in meals:
        items = []
        for food, grams in meal.items():
            magnesium = kb.figures[food].magnesium_mg() or Interval.exact(0.0)
            kind = kb.foods[food].kind
            eaten = magnesium.scaled(grams / 100)
            items.append(Item(food, kind, food, Interval.exact(grams), eaten, 1.0))
        lines.append(ParsedLine(day, tuple(items)))
    nothing = Total(Interval.exact(0.0), 1.0)
    every = [item for line in lines for item in line.items]
    found = totals(every, kb)
    return DayIntake(
        day, False, True, found["magnesium_mg"], nothing, nothing, nothing, found, tuple(lines)
    )


def person(seed: int, days: int, kb: Knowledge) -> Diet:
    """Somebody's diet from so many diary days."""
    rng = random.Random(seed)
    first = date(2026, 10, 5)
    dates = [(first + timedelta(days=place)).isoformat() for place in range(days)]
    return diet_of([_day(one, _meals(rng), kb) for one in dates], kb, dict.fromkeys(dates, CLOCK))
