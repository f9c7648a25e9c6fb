"""What reading a diary line gives: items with amounts and doubts, and questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.records import Origin

Kind = Literal["food", "drink", "supplement", "medicine"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another thing the words could mean; ``score`` is between 0 and 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Item:
    """One food, drink, supplement or medicine that a line names.

    Attributes
    ----------
    words
        The person's own words for it.
    id
        Food id, medicine id, or supplement form id; None when not recognised.
    grams
        Weight as eaten [g]; None for supplements and medicines, or when it must be asked.
    magnesium_mg
        Elemental magnesium [mg]; None when unknown, which is never zero.
    confidence
        How sure the reading is [0-1].
    origin
        Where the magnesium comes from; only plain food stays out of the upper level.
    count, amount_mg, amount_is
        For supplements and medicines: how many, and the label figure and what it is of.
    stated
        Amounts by nutrient id that another program states of it; they go before the table.
    """

    words: str
    kind: Kind
    id: str | None
    grams: Interval | None
    magnesium_mg: Interval | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    origin: Origin = Origin.FOOD
    count: float | None = None
    amount_mg: float | None = None
    amount_is: Literal["elemental", "salt", "unknown"] = "unknown"
    stated: Mapping[str, float] | None = None

    def weighs(self, grams: float) -> bool:
        """Whether this is so many grams, but for rounding."""
        return self.grams is not None and abs(self.grams.best - grams) <= max(1.0, 0.02 * grams)


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A diary line as it was understood.

    ``questions`` are facts with severity ``ask``; a line with questions and without items is
    not zero but unknown. ``nothing_eaten`` is True only when the person says so outright.
    """

    text: str
    items: tuple[Item, ...] = ()
    questions: tuple[Fact, ...] = ()
    nothing_eaten: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """A person's own choices, used before anything else: words -> food, measure -> grams."""

    foods: dict[str, str] = field(default_factory=dict)
    measures: dict[str, float] = field(default_factory=dict)
