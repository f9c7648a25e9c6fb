"""Finds supplements and medicines in a diary line and keeps them apart from food."""

from magwise.core.facts import Fact
from magwise.foods.records import Item
from magwise.knowledge.base import Knowledge


def not_food_items(text: str, flat: str, kb: Knowledge) -> tuple[list[Item], list[Fact], str]:
    """Supplements and medicines of a sentence, questions, and the sentence without them."""
    return [], [], text
