"""The fewest and smallest changes to someone's own diet that reach a magnesium target."""

from magwise.models.diet.acceptance import objections
from magwise.models.diet.meals import diet_of
from magwise.models.diet.optimising import optimise
from magwise.models.diet.records import (
    Alternative,
    Change,
    Conflict,
    Diet,
    Eaten,
    Limits,
    NutrientBound,
    Request,
    Wish,
)

__all__ = [
    "Alternative",
    "Change",
    "Conflict",
    "Diet",
    "Eaten",
    "Limits",
    "NutrientBound",
    "Request",
    "Wish",
    "diet_of",
    "objections",
    "optimise",
]
