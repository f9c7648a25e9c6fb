"""Entries of which another program states the amounts: its figures go before our reading."""

from dataclasses import replace

from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods.records import Item, ParsedLine
from magwise.person.diary import StatedAmounts

_TABLES_DIFFER = 0.15  # between the program's food table and what was eaten [share, assumed]
_SURE = 0.8


def as_stated(read: ParsedLine, stated: StatedAmounts | None) -> ParsedLine:
    """A line with the amounts that were stated of it.

    Where no magnesium is stated, our own reading of the words stands. Where there is none
    either, the entry is something eaten of which nothing is known, and never zero.
    """
    if stated is None:
        return read
    magnesium = stated.nutrients.get("magnesium_mg")
    if stated.of == "supplement":
        return (
            read
            if magnesium is None
            else replace(read, items=(_supplement(read, magnesium),), questions=())
        )
    eaten = [item for item in read.items if item.kind in ("food", "drink")]
    one = eaten[0] if len(eaten) == len(read.items) == 1 and stated.of == "food" else None
    if magnesium is None and stated.of == "food" and read.items:
        return read
    grams = Interval.exact(stated.grams) if stated.grams is not None else one and one.grams
    amount = None
    if magnesium is not None:
        share = _TABLES_DIFFER
        amount = Interval(magnesium * (1 - share), magnesium, magnesium * (1 + share))
    item = Item(
        words=read.text,
        kind=one.kind if one else "food",
        id=one.id if one else None,
        grams=grams or None,
        magnesium_mg=amount,
        confidence=_SURE,
        stated=dict(stated.nutrients),
    )
    return replace(read, items=(item,), questions=())


def _supplement(read: ParsedLine, magnesium_mg: float) -> Item:
    """What a program calls a supplement counts toward the upper level."""
    named = next((item for item in read.items if item.kind == "supplement"), None)
    count = named.count if named and named.count and named.count > 0 else 1.0
    return Item(
        words=read.text,
        kind="supplement",
        id=named.id if named else None,
        grams=None,
        magnesium_mg=Interval.exact(magnesium_mg),
        confidence=_SURE,
        origin=Origin.SUPPLEMENT,
        count=count,
        amount_mg=magnesium_mg / count,
        amount_is="elemental",
    )
