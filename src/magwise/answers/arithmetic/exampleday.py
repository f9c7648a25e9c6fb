"""A day of plain food worked out from the food tables: what it brings, beside the norms."""

from math import sqrt

from magwise.answers.asked import Asked, Outcome, fact
from magwise.core.facts import Certainty
from magwise.foods.meaning import magnesium_per_100g

# What somebody in the Netherlands or Britain may eat on a day, without anything dear [g].
_DAY = (
    ("oats", 50), ("milk-semi-skimmed", 200), ("bread-wholemeal", 105), ("banana", 115),
    ("mixed-nuts", 25), ("brown-beans", 150), ("potato-boiled", 200), ("green-beans", 150),
)  # fmt: skip
_NEAREST = 10  # mg; nobody eats more exactly


def day_fits(asked: Asked) -> bool:
    """Whether that day may be shown: not where foods are left out or a disease decides on them."""
    person = asked.profile
    left_out = person.diet or person.allergies or person.dislikes
    decided = person.conditions or person.medicines or asked.said.conditions or asked.said.medicines
    kidneys = person.kidney_disease or person.dialysis or person.egfr is not None
    return not (left_out or decided or kidneys or person.is_adult is False)


def example_day(asked: Asked) -> Outcome:
    """The magnesium in that day [mg]; the doubts of the foods do not all fall the same way."""
    total, squares = 0.0, 0.0
    for food, grams in _DAY:
        held = magnesium_per_100g(food, asked.kb)
        if held is None:
            return Outcome()
        total += held.best * grams / 100
        squares += ((held.high - held.low) / 2 * grams / 100) ** 2
    doubt = sqrt(squares)
    values = {
        "best": float(round(total / _NEAREST) * _NEAREST),
        "low": float(round((total - doubt) / _NEAREST) * _NEAREST),
        "high": float(round((total + doubt) / _NEAREST) * _NEAREST),
    }
    return Outcome(
        (fact(asked, "answer.example-day", ("magwise-computed",), Certainty.COMPUTED, **values),)
    )
