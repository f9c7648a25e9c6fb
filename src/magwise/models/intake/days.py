"""From diary lines to what each day holds, with plain food apart from everything added."""

from collections.abc import Iterable

from magwise.core.interval import Interval, Total, independent_sum
from magwise.core.records import Origin
from magwise.foods.records import Corrections, Item, ParsedLine
from magwise.knowledge import Knowledge
from magwise.models.intake.records import DayIntake
from magwise.models.intake.stated import as_stated
from magwise.person import Diary

EATEN = ("food", "drink")
NOT_UNDERSTOOD = ("ask.food-unknown", "ask.line-too-long")


def day_intakes(
    diary: Diary,
    kb: Knowledge,
    *,
    corrections: Corrections | None = None,
    language: str | None = None,
) -> tuple[DayIntake, ...]:
    """Read every line of a diary and add up each day [mg magnesium].

    Food and drink, fortified products, supplements and medicines are counted apart. What could
    not be read is counted as unresolved and never as zero.

    Parameters
    ----------
    diary
        Days in the person's own words.
    kb
        The knowledge base.
    corrections
        The person's own choices for words and measures.
    language
        ``nl`` or ``en``; None leaves it to the reader of the lines.

    Returns
    -------
    tuple of DayIntake
        One for each diary day, by date.
    """
    from magwise.foods import parse_line

    days = []
    for day in diary.days:
        lines = tuple(
            as_stated(
                parse_line(entry.text, kb, language=language, corrections=corrections),
                entry.stated,
            )
            for entry in day.entries
        )
        days.append(of_lines(day.date, day.is_weekend, day.complete, lines, kb))
    return tuple(days)


def of_lines(
    date: str, is_weekend: bool, complete: bool | None, lines: tuple[ParsedLine, ...], kb: Knowledge
) -> DayIntake:
    """One day from lines that were read already."""
    from magwise.foods import totals

    items = [item for line in lines for item in line.items]
    eaten = [item for item in items if item.kind in EATEN]
    return DayIntake(
        date=date,
        is_weekend=is_weekend,
        complete=complete,
        magnesium_mg=_food_total(
            [item for item in eaten if item.origin is Origin.FOOD], unread(lines)
        ),
        fortified_mg=_product_total(item for item in eaten if item.origin is Origin.FORTIFIED),
        supplement_mg=_product_total(item for item in items if item.kind == "supplement"),
        medicine_mg=_product_total(item for item in items if item.kind == "medicine"),
        nutrients=totals(eaten, kb),
        lines=lines,
    )


def unread(lines: Iterable[ParsedLine]) -> int:
    """How many things the lines name that were not understood; an outright "nothing" was.

    Each group of words that is not known as food counts, also beside food that was read. A line
    with another question and nothing read counts as one.
    """
    count = 0
    for line in lines:
        unknown = sum(1 for question in line.questions if question.id in NOT_UNDERSTOOD)
        silent = line.questions and not line.items and not line.nothing_eaten
        count += unknown or (1 if silent else 0)
    return count


def _food_total(items: list[Item], not_read: int) -> Total:
    known = [item for item in items if item.magnesium_mg is not None]
    weighed = [item for item in items if item.grams is not None]
    grams = sum(item.grams.best for item in weighed if item.grams is not None)
    counted = sum(
        item.grams.best
        for item in weighed
        if item.grams is not None and item.magnesium_mg is not None
    )
    if grams > 0:
        completeness: float | None = counted / grams
    else:
        completeness = None if not items else len(known) / len(items)
    return Total(_sum(known), completeness, len(items) - len(known) + not_read)


def _product_total(items: Iterable[Item]) -> Total:
    """Products have no weight as eaten, so their completeness is by number."""
    listed = list(items)
    known = [item for item in listed if item.magnesium_mg is not None]
    completeness = len(known) / len(listed) if listed else None
    return Total(_sum(known), completeness, len(listed) - len(known))


def _sum(items: list[Item]) -> Interval:
    return independent_sum(item.magnesium_mg for item in items if item.magnesium_mg is not None)
