"""Adding up a day: what counts as food, and what is missing."""

from magwise import Knowledge
from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods.records import Item, ParsedLine
from magwise.models.intake.days import of_lines, unread_lines
from tests.models.intake.building import food

KB = Knowledge.load()


def pill(mg: float | None, kind: str = "supplement") -> Item:
    return Item(
        words="pil",
        kind="supplement" if kind == "supplement" else "medicine",
        id="citrate",
        grams=None,
        magnesium_mg=None if mg is None else Interval.exact(mg),
        confidence=1.0,
        origin=Origin.SUPPLEMENT if kind == "supplement" else Origin.MEDICINE,
    )


def test_food_supplements_and_medicines_are_counted_apart() -> None:
    lines = (
        ParsedLine("a", items=(food(80.0, name="banana"), pill(150.0))),
        ParsedLine("b", items=(pill(400.0, "medicine"),)),
        ParsedLine("c", items=(food(40.0, name="banana", origin=Origin.FORTIFIED),)),
    )
    one = of_lines("2026-11-10", False, True, lines, KB)
    assert one.magnesium_mg.known.best == 80.0
    assert one.fortified_mg.known.best == 40.0
    assert one.supplement_mg.known.best == 150.0
    assert one.medicine_mg.known.best == 400.0


def test_a_line_that_was_not_understood_leaves_the_day_incomplete() -> None:
    lines = (ParsedLine("a", items=(food(80.0, name="banana"),)), ParsedLine("blorp"))
    one = of_lines("2026-11-10", False, True, lines, KB)
    assert one.magnesium_mg.unresolved == 1
    assert not one.magnesium_mg.is_complete


def test_saying_that_nothing_was_eaten_is_understood() -> None:
    assert unread_lines([ParsedLine("niets", nothing_eaten=True), ParsedLine("  ")]) == 0


def test_a_pill_without_an_amount_is_unresolved_and_not_zero() -> None:
    one = of_lines("2026-11-10", False, True, (ParsedLine("p", items=(pill(None),)),), KB)
    assert one.supplement_mg.unresolved == 1
    assert one.supplement_mg.completeness == 0.0
