"""Diary days with a known content, without reading any text."""

from datetime import date

from magwise.core.interval import Interval, Total
from magwise.core.records import Origin
from magwise.foods.records import Item, ParsedLine
from magwise.models.intake.records import DayIntake

NOTHING = Total(Interval.exact(0.0), None, 0)


def food(
    mg: float | None,
    *,
    name: str | None = "food",
    grams: float = 100.0,
    share: float = 0.0,
    origin: Origin = Origin.FOOD,
) -> Item:
    """One food with its magnesium [mg]; ``share`` is how far it may be off on either side."""
    magnesium = None if mg is None else Interval(mg * (1 - share), mg, mg * (1 + share))
    return Item(
        words=name or "?",
        kind="food",
        id=name,
        grams=Interval.exact(grams),
        magnesium_mg=magnesium,
        confidence=1.0,
        origin=origin,
    )


def day(
    when: str,
    mg: float | None,
    *,
    complete: bool | None = True,
    kcal: float | None = 2200.0,
    share: float = 0.0,
    unread: int = 0,
    foods: tuple[Item, ...] | None = None,
    nothing_eaten: bool = False,
    supplement: Total = NOTHING,
) -> DayIntake:
    """One diary day; ``mg`` None is a day without a word on it."""
    if foods is None:
        foods = () if mg is None else (food(mg, share=share),)
    lines = tuple(ParsedLine("...", items=(item,)) for item in foods)
    lines += tuple(ParsedLine("???") for _ in range(unread))
    if nothing_eaten:
        lines += (ParsedLine("niets", nothing_eaten=True),)
    known = [item.magnesium_mg for item in foods if item.magnesium_mg is not None]
    total = Interval(
        sum(one.low for one in known), sum(one.best for one in known), sum(o.high for o in known)
    )
    grams = sum(item.grams.best for item in foods if item.grams is not None)
    counted = sum(
        item.grams.best
        for item in foods
        if item.grams is not None and item.magnesium_mg is not None
    )
    return DayIntake(
        date=when,
        is_weekend=date.fromisoformat(when).weekday() >= 5,
        complete=complete,
        magnesium_mg=Total(
            total, counted / grams if grams else None, len(foods) - len(known) + unread
        ),
        fortified_mg=NOTHING,
        supplement_mg=supplement,
        medicine_mg=NOTHING,
        nutrients={} if kcal is None else {"energy_kcal": Total(Interval.exact(kcal), 1.0, 0)},
        lines=lines,
    )


WEEK = (
    "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14",
    "2026-11-15",
)  # fmt: skip


def days(*amounts: float, kcal: float | None = 2200.0) -> tuple[DayIntake, ...]:
    """Complete days from a Monday on, with these amounts [mg]."""
    return tuple(day(when, mg, kcal=kcal) for when, mg in zip(WEEK, amounts, strict=False))
