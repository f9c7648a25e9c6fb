"""Diaries for the tests, made of weighed foods."""

from collections.abc import Mapping, Sequence

from magwise.core.interval import Interval, Total
from magwise.foods.nutrients import totals
from magwise.foods.records import Item, ParsedLine
from magwise.knowledge import Knowledge
from magwise.models.diet import Diet, diet_of
from magwise.models.intake.records import DayIntake

NOTHING = Total(Interval.exact(0.0), 1.0)


def day(date: str, meals: Sequence[Mapping[str, float]], kb: Knowledge) -> DayIntake:
    """One day: a line for each meal, with the grams of each food."""
    lines = []
    for meal in meals:
        items = []
        for food, grams in meal.items():
            magnesium = kb.figures[food].magnesium_mg()
            assert magnesium is not None
            weight = Interval.exact(grams)
            items.append(Item(food, "food", food, weight, magnesium.scaled(grams / 100), 1.0))
        lines.append(ParsedLine(date, tuple(items)))
    eaten = [item for line in lines for item in line.items]
    return DayIntake(
        date=date,
        is_weekend=False,
        complete=True,
        magnesium_mg=NOTHING,
        fortified_mg=NOTHING,
        supplement_mg=NOTHING,
        medicine_mg=NOTHING,
        nutrients=totals(eaten, kb),
        lines=tuple(lines),
    )


# Breakfast, lunch, dinner and in between, poor in magnesium.
POOR = (
    {"bread-white": 70.0, "jam": 30.0},
    {"bread-white": 105.0, "cheese-gouda-48": 40.0},
    {"rice-white": 200.0, "chicken-breast": 100.0, "cauliflower-boiled": 150.0},
    {"biscuit-plain": 40.0},
)
CLOCK = (8 * 60, 12 * 60 + 30, 18 * 60, 21 * 60)


def poor_diet(kb: Knowledge, days: int = 3) -> Diet:
    """The same poor day so many times."""
    dates = [f"2026-11-{number:02d}" for number in range(2, 2 + days)]
    return diet_of([day(one, POOR, kb) for one in dates], kb, dict.fromkeys(dates, CLOCK))
