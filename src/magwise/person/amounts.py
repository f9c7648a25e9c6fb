"""Amounts with a unit as people write them in a profile: ``70 kg``, ``11 st 4 lb``, ``1,78 m``.

A bare number is in the unit its key names. What could mean two things is refused, not guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from magwise.core.errors import Problem, UnitError
from magwise.core.units import convert

_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_PART = re.compile(rf"\s*({_NUMBER})\s*([^\d\s.,+\-][^\d]*?)?\s*(?=$|[-+]?\d)")
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.hu]([0-5]\d)(?:\s*(?:uur|u|h))?$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}([.,]\d{3})+$")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a key measures: the quantity in `core.units`, and the unit of the key in it."""

    quantity: str
    unit: str
    examples: str
    ignored: tuple[str, ...] = ()  # words that may follow the unit and say nothing new


_AN_HOUR = ("/h", "/uur", "/u", "per uur", "an hour", "per hour")
_A_DAY = ("/d", "/dag", "/day", "per dag", "per day", "a day")
# Key of the profile -> how text under it is read. Keys inside lists go by their last part.
MEASURED: dict[str, Measured] = {
    "age_years": Measured("time_weeks", "year", "41 years, 8 months"),
    "weight_kg": Measured("mass_g", "kg", "70 kg, 154 lb, 11 st 4 lb"),
    "height_cm": Measured("length_cm", "cm", "178 cm, 1.78 m, 5 ft 10 in"),
    "sleep_hours": Measured("time_hours", "h", "7.5 h"),
    "fluid_litres": Measured("volume_ml", "l", "1.8 l, 1800 ml", _A_DAY),
    "hours_per_week": Measured("time_hours", "h", "5 h", ("/week", "per week", "a week")),
    "longest_session_hours": Measured("time_hours", "h", "2 h, 90 min"),
    "sweat_litres_per_hour": Measured(
        "volume_ml", "l", "0.8 l, 800 ml", ("/h", "/uur", "/u", "per uur", "an hour", "per hour")
    ),
    "since_weeks": Measured("time_weeks", "week", "6 weeks, 3 months, 2 years"),
    "food_first_weeks_done": Measured("time_weeks", "week", "8 weeks"),
    "amount_mg": Measured("magnesium_mg", "mg", "300 mg, 0.3 g"),
    "elemental_mg": Measured("magnesium_mg", "mg", "300 mg, 0.3 g", _A_DAY),
    "mg_per_day": Measured("magnesium_mg", "mg", "300 mg", _A_DAY),
    "low": Measured("magnesium_mg", "mg", "300 mg", _A_DAY),
    "high": Measured("magnesium_mg", "mg", "300 mg", _A_DAY),
}
# The same units under other names, as they stand in a profile.
_ALIASES = {
    "kilo": "kg", "kilos": "kg", "kilogram": "kg", "gram": "g", "stone": "st", "pond": "",
    "pounds": "lb", "pound": "lb", "meter": "m", "metre": "m", "metres": "m", "feet": "ft",
    "foot": "ft", "inch": "in", "inches": "in", "'": "ft", "’": "ft", "′": "ft", '"': "in",
    "”": "in", "″": "in", "milligram": "mg", "y": "years", "yr": "years", "yrs": "years",
    "jr": "years", "years old": "years", "year old": "years", "jaar oud": "years", "mnd": "months",
    "centimeter": "cm", "centimetre": "cm",
}  # fmt: skip
# A second number goes with the first one of these: 11 st 4 lb, 5 ft 10 in, 7 uur 30.
_SMALLER = {"st": "lb", "ft": "in", "h": "min", "u": "min", "uur": "min", "m": "cm"}


def number(text: str) -> float | None:
    """A number with a decimal point or a Dutch decimal comma; None when it is none.

    Raises
    ------
    UnitError
        When it may be a thousand or a decimal: ``1.500`` is asked, not guessed.
    """
    written = text.strip()
    if _THOUSANDS.match(written):
        raise UnitError(Problem("error.thousands", values={"given": written}))
    if not re.fullmatch(_NUMBER, written):
        return None
    return float(written.replace(",", "."))


def amount(text: str, measured: Measured) -> float:
    """The number of a text in the unit of its key.

    Examples
    --------
    >>> amount("1,78 m", MEASURED["height_cm"])
    178.0
    >>> round(amount("11 st 4 lb", MEASURED["weight_kg"]), 1)
    71.7

    Raises
    ------
    UnitError
        When there is no number, or the unit does not fit.
    """
    bare = number(text)
    if bare is not None:
        return bare
    per = convert(1.0, measured.unit, measured.quantity)
    total = 0.0
    position = 0
    smaller: str | None = None
    written = text.strip()
    while position < len(written):
        match = _PART.match(written, position)
        if match is None or match.end() == position:
            raise _refused(text, measured)
        value = number(match.group(1))
        unit = _unit(match.group(2) or "", measured) or smaller
        if value is None or value < 0 or not unit:
            raise _refused(text, measured)
        try:
            total += convert(value, unit, measured.quantity)
        except UnitError as error:
            raise _refused(text, measured) from error
        smaller = _SMALLER.get(unit)
        position = match.end()
    return round(total / per, 6)


def _unit(words: str, measured: Measured) -> str:
    unit = " ".join(words.strip().rstrip(".,").casefold().split())
    for extra in measured.ignored:
        if unit.endswith(extra):
            unit = unit.removesuffix(extra).strip()
            break
    return _ALIASES.get(unit, unit)


def _refused(text: str, measured: Measured) -> UnitError:
    return UnitError(
        Problem("error.unit-unknown", values={"given": text, "examples": measured.examples})
    )


def split_laboratory(text: str) -> tuple[float, str | None] | None:
    """Value and unit of ``0,82 mmol/l``; None when it does not begin with a number."""
    match = re.match(rf"\s*({_NUMBER})\s*(\S.*)?$", text)
    if match is None:
        return None
    value = number(match.group(1))
    return None if value is None else (value, (match.group(2) or "").strip() or None)


def clock(value: object) -> str | None:
    """A time of day as ``HH:MM``; None when it is none.

    >>> clock("7.30 uur")
    '07:30'
    """
    match = _CLOCK.match(value.strip().casefold()) if isinstance(value, str) else None
    return None if match is None else f"{int(match.group(1)):02d}:{match.group(2)}"


def date_of(value: Any, where: str, problems: list[Problem]) -> Any:
    """A date as ``2026-11-22``; a problem, and the text as it was, when it is none."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        problems.append(Problem("error.date-impossible", where, {"given": text}))
        return text
    problems.append(Problem("error.date-wrong", where, {"field": "date", "given": text}))
    return text
