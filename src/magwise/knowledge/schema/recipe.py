"""Records of meals and snacks that people can make: what goes in, and how."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from magwise.knowledge.schema.common import Id, Names, Record
from magwise.knowledge.schema.foods import Grams

Sentence = Annotated[str, StringConstraints(min_length=3, max_length=300)]
Moment = Literal["breakfast", "lunch", "dinner", "snack"]


class RecipeIngredient(Record):
    """One food of a recipe: its weight as eaten [g] and what the cook reads."""

    food: Id
    g: Grams
    words: Names


class Steps(Record):
    """What to do, step by step, in both languages."""

    nl: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    en: Annotated[tuple[Sentence, ...], Field(min_length=1)]

    def of(self, language: str) -> tuple[str, ...]:
        """The steps in one language."""
        return self.nl if language == "nl" else self.en


class Recipe(Record):
    """A meal or snack for ``serves`` people.

    Nutrients, diets, allergens and whether it suits a training day are computed, never written.
    """

    id: Id
    names: Names
    moments: Annotated[tuple[Moment, ...], Field(min_length=1)]
    serves: Annotated[int, Field(ge=1, le=12)]
    minutes: Annotated[int, Field(ge=1, le=240)]
    effort: Literal["none", "low", "medium", "high"]
    cost: Literal["low", "mid", "high"]
    ingredients: Annotated[tuple[RecipeIngredient, ...], Field(min_length=2)]
    steps: Steps
