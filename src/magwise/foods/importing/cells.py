"""One cell of a food table: a number, a trace, a limit of detection, or nothing."""

import math
import re
from dataclasses import dataclass

_MISSING = frozenset({"", "-", "--", "na", "n/a", "nd", "n.d.", "null", "none", "onbekend", "."})
_TRACES = frozenset({"traces", "trace", "tr", "tr.", "sp", "spoor", "sporen"})
_FORMULA = ("=", "@", "+", "\t=")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?$")
_THOUSANDS_DOT = re.compile(r"^-?\d{1,3}(?:\.\d{3})+$")
_THOUSANDS_COMMA = re.compile(r"^-?\d{1,3}(?:,\d{3})+$")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table prints for one nutrient; ``value`` None is missing, never zero.

    ``below`` is the x of ``< x``; ``traces`` is printed as zero by those who keep the table.
    """

    value: float | None = None
    below: float | None = None
    traces: bool = False


class BadCell(ValueError):  # noqa: N818 - the field's word; it never leaves this package
    """A cell that cannot be used; the message is the id of the reason."""


MISSING = Cell()


def cell_of(given: object, *, decimal: str = ".") -> Cell:
    """Read one cell.

    Parameters
    ----------
    given
        Text, or the number a spreadsheet holds.
    decimal
        The decimal sign of the table, ``.`` or ``,``. In a table with a decimal comma, ``6.25``
        is still 6.25, but ``1.250`` could be two things and is refused.

    Raises
    ------
    BadCell
        For a formula, a negative, an endless number or anything else that is no amount.

    Examples
    --------
    >>> cell_of("1,5", decimal=",").value
    1.5
    >>> cell_of("< 0,2", decimal=",").below
    0.2
    >>> cell_of("-").value is None
    True
    """
    if given is None:
        return MISSING
    if isinstance(given, bool):
        raise BadCell("number")
    if isinstance(given, int | float):
        return Cell(_sound(float(given)))
    text = str(given).replace("\xa0", " ").replace("\u202f", " ").strip()
    low = text.casefold()
    if low in _MISSING:
        return MISSING
    if low in _TRACES:
        return Cell(0.0, traces=True)
    if text.startswith(_FORMULA):
        raise BadCell("formula")
    if text.startswith("<"):
        return Cell(below=_number(text[1:].strip(), decimal))
    return Cell(_number(text, decimal))


def _number(text: str, decimal: str) -> float:
    if decimal == ",":
        if _THOUSANDS_DOT.match(text):
            raise BadCell("thousands")
        if "," in text and "." in text:
            raise BadCell("thousands")
        text = text.replace(",", ".")
    elif "," in text:
        raise BadCell("thousands" if _THOUSANDS_COMMA.match(text) else "number")
    if text.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        raise BadCell("endless")
    if not _NUMBER.match(text):
        raise BadCell("number")
    return _sound(float(text))


def _sound(value: float) -> float:
    if not math.isfinite(value):
        raise BadCell("endless")
    if value < 0:
        raise BadCell("negative")
    return value
