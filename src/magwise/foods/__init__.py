"""From a diary line in Dutch or English to foods, grams and magnesium, with its doubts."""

from magwise.foods.finding import find
from magwise.foods.label import LabelReading, read_label
from magwise.foods.line import parse_line
from magwise.foods.nutrients import nutrients_of, totals
from magwise.foods.records import Candidate, Corrections, Item, ParsedLine

__all__ = [
    "Candidate",
    "Corrections",
    "Item",
    "LabelReading",
    "ParsedLine",
    "find",
    "nutrients_of",
    "parse_line",
    "read_label",
    "totals",
]
