"""Numbers, lists and dates as Dutch and British readers write them (Babel does the locale)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

Language = Literal["nl", "en"]

EN_DASH = "\N{EN DASH}"


@cache
def locale(language: Language) -> Locale:
    """Dutch of the Netherlands, English of Britain."""
    return Locale.parse("nl_NL" if language == "nl" else "en_GB")


def decimal(value: float, language: Language, places: int = 0) -> str:
    """A number with at most so many decimals; zeros at the end say nothing and are left out.

    >>> decimal(1234.5, "nl", 1)
    '1.234,5'
    >>> decimal(2.0, "en", 1)
    '2'
    """
    pattern = "#,##0" + ("." + "#" * places if places else "")
    rounded = round(value, places) + 0.0  # + 0.0 turns -0.0 into 0.0
    return str(format_decimal(rounded, format=pattern, locale=locale(language)))


def fixed(value: float, language: Language, places: int) -> str:
    """A number with exactly so many decimals, as laboratories print them."""
    return str(format_decimal(value, format="#,##0." + "0" * places, locale=locale(language)))


def plain(value: float, language: Language) -> str:
    """A number with as many decimals as its size can bear."""
    size = abs(value)
    return decimal(value, language, 0 if size >= 100 else 1 if size >= 10 else 2)


def places_for(value: float) -> int:
    """Below ten one decimal, from ten none: more would claim what nobody measured."""
    return 1 if abs(value) < 9.95 else 0


def span(low: float, high: float, language: Language, places: int) -> str:
    """``210-320`` with an en dash; one number when both ends look the same."""
    first, last = decimal(low, language, places), decimal(high, language, places)
    return first if first == last else f"{first}{EN_DASH}{last}"


def listed(parts: Sequence[str], language: Language) -> str:
    """``a, b en c``.

    >>> listed(["a", "b", "c"], "nl")
    'a, b en c'
    """
    return str(format_list(list(parts), locale=locale(language)))


def day(value: str, language: Language) -> str:
    """A date such as ``2 november 2026``."""
    return str(format_date(date.fromisoformat(value), "d MMMM y", locale=locale(language)))


def clock(minute: int) -> str:
    """Minutes after midnight as ``08:05``."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def country(code: str, language: Language) -> str | None:
    """The name of a country by its two letters, or None when there is none."""
    found: Any = locale(language).territories.get(code.upper())
    return None if found is None else str(found)
