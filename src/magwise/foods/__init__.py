"""From a diary line in Dutch or English to foods, grams and magnesium, with candidates and doubts."""

from magwise.foods.line import parse_line
from magwise.foods.records import Candidate, Corrections, Item, ParsedLine

__all__ = ["Candidate", "Corrections", "Item", "ParsedLine", "parse_line"]
