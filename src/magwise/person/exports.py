"""Diaries that other programs export: Cronometer and MyFitnessPal, as CSV.

What the export states of an entry is kept as stated. What it leaves empty stays unknown: a
serving without a magnesium figure does not hold none.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from magwise.core.errors import InputError, Problem
from magwise.person.diary import MOST_STATED, Diary, DiaryDay, DiaryEntry, StatedAmounts
from magwise.person.files import read_text

Kind = Literal["cronometer-servings", "cronometer-days", "myfitnesspal"]

MOST_ERRORS = 1000
_LONGEST_TEXT = 300
# Column -> nutrient, and what one of their unit is in ours. "Net carbs" are without fibre.
_CRONOMETER: dict[str, tuple[str, float]] = {
    "energy (kcal)": ("energy_kcal", 1.0), "energy (kj)": ("energy_kcal", 1 / 4.184),
    "protein (g)": ("protein_g", 1.0), "net carbs (g)": ("carbohydrate_g", 1.0),
    "sugars (g)": ("sugars_g", 1.0), "fat (g)": ("fat_g", 1.0),
    "saturated (g)": ("saturated_fat_g", 1.0), "fiber (g)": ("fibre_g", 1.0),
    "calcium (mg)": ("calcium_mg", 1.0), "potassium (mg)": ("potassium_mg", 1.0),
    "sodium (mg)": ("sodium_mg", 1.0), "phosphorus (mg)": ("phosphorus_mg", 1.0),
    "iron (mg)": ("iron_mg", 1.0), "zinc (mg)": ("zinc_mg", 1.0),
    "selenium (ug)": ("selenium_ug", 1.0), "copper (mg)": ("copper_mg", 1.0),
    "magnesium (mg)": ("magnesium_mg", 1.0), "vitamin c (mg)": ("vitamin_c_mg", 1.0),
    "vitamin d (iu)": ("vitamin_d_ug", 1 / 40), "vitamin k (ug)": ("vitamin_k_ug", 1.0),
    "b6 (pyridoxine) (mg)": ("vitamin_b6_mg", 1.0), "iodine (ug)": ("iodine_ug", 1.0),
    "folate (ug)": ("folate_ug", 1.0), "alcohol (g)": ("alcohol_g", 1.0),
    "caffeine (mg)": ("caffeine_mg", 1.0), "water (g)": ("water_g", 1.0),
}  # fmt: skip
# Vitamins and minerals are percentages of an American label there, so they are left alone.
_MYFITNESSPAL: dict[str, tuple[str, float]] = {
    "calories": ("energy_kcal", 1.0), "fat (g)": ("fat_g", 1.0),
    "saturated fat": ("saturated_fat_g", 1.0), "fiber": ("fibre_g", 1.0),
    "sugar": ("sugars_g", 1.0), "protein (g)": ("protein_g", 1.0),
    "magnesium (mg)": ("magnesium_mg", 1.0),
}  # fmt: skip
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "cronometer-servings": ("day", "food name", "amount"),
    "cronometer-days": ("date",),
    "myfitnesspal": ("date", "meal"),
}
_FOOD = ("food", "food name", "description")  # some exports of MyFitnessPal name the foods
_CLOCK = re.compile(r"^(\d{1,2}):(\d\d)(?::\d\d)?\s*(am|pm)?$")
_GRAMS = re.compile(r"^([\d.]+)\s*(?:g|gram|grams)$")
_EACH = re.compile(r"^([\d.]+)\s+.*?-\s*([\d.]+)\s*g$")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?(?:e[-+]?\d{1,2})?$", re.I)


@dataclass(slots=True)
class Export:
    """A diary from another program, with everything in it that could not be used."""

    kind: Kind
    diary: Diary
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Day:
    entries: list[DiaryEntry] = field(default_factory=list)
    complete: bool | None = None


def kind_of(head: str) -> Kind | None:
    """Which export a file is, from its first line; None when it is none of these."""
    columns = _columns(head.lstrip("\ufeff"))
    if "food name" in columns and "day" in columns:
        return "cronometer-servings"
    if "date" in columns and "meal" in columns and "calories" in columns:
        return "myfitnesspal"
    if "date" in columns and {"energy (kcal)", "energy (kj)"} & set(columns):
        return "cronometer-days"
    return None


def read_export(path: Path) -> Export:
    """Read the diary that Cronometer or MyFitnessPal exports.

    Raises
    ------
    InputError
        When it is another kind of file, a column that is needed is missing, or no row can be used.
    """
    text, notices = read_text(path)
    where = path.name
    kind = kind_of(text[:20_000])
    if kind is None:
        raise InputError(Problem("error.export-kind", str(path)))
    problems = list(notices)
    rows = _rows(text, where)
    columns = [_folded(cell) for cell in next(rows)[1]]
    missing = [name for name in _NEEDED[kind] if name not in columns]
    if missing:
        raise InputError(
            *(Problem("error.import-column", f"{where}:1", {"column": name}) for name in missing)
        )
    days: dict[str, _Day] = {}
    for line, cells in rows:
        at = f"{where}:{line}"
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        _take(kind, row, days, at, problems)
        if len(problems) > MOST_ERRORS:
            many = Problem("error.import-too-many", str(path), {"limit": MOST_ERRORS})
            raise InputError(*problems[:20], many)
    if not days:
        raise InputError(*problems[:50], Problem("error.import-no-rows", str(path)))
    diary = Diary(
        days=tuple(
            DiaryDay(date=when, complete=day.complete, entries=tuple(day.entries))
            for when, day in sorted(days.items())
        )
    )
    return Export(kind, diary, tuple(problems))


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each starts on; blank ones are passed over."""
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""))
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(Problem("error.csv", f"{where}:{line}")) from error


def _columns(head: str) -> list[str]:
    line = head.split("\n", 1)[0]
    return [_folded(cell) for cell in next(csv.reader(io.StringIO(line)), [])]


def _folded(cell: str) -> str:
    plain = cell.replace("\N{MICRO SIGN}", "u").replace("\N{GREEK SMALL LETTER MU}", "u")
    return " ".join(plain.casefold().split())


def _take(
    kind: Kind, row: dict[str, str], days: dict[str, _Day], at: str, problems: list[Problem]
) -> None:
    """One row as an entry of its day."""
    when = _date(row.get("day") or row.get("date") or "", at, problems)
    if when is None:
        return
    columns = _MYFITNESSPAL if kind == "myfitnesspal" else _CRONOMETER
    nutrients = _amounts(row, columns, at, problems)
    day = days.setdefault(when, _Day())
    if kind == "cronometer-days":
        said = row.get("completed", "").casefold()
        day.complete = {"true": True, "false": False}.get(said)
        stated = StatedAmounts(nutrients=nutrients, of="day")
        day.entries.append(DiaryEntry(text=f"Cronometer {when}", stated=stated))
        return
    name = next((row[column] for column in _FOOD if row.get(column)), "")
    amount = row.get("amount") or row.get("quantity") or ""
    if kind == "cronometer-servings" and not name:
        problems.append(Problem("error.import-row-nameless", at, {"code": ""}))
        return
    named = name or row.get("meal", "")
    supplement = row.get("category", "").casefold().startswith("supplement")
    day.entries.append(
        DiaryEntry(
            text=_text(named, amount),
            time=_time(row.get("time", "")),
            stated=StatedAmounts(
                nutrients=nutrients,
                grams=_grams(amount),
                of="supplement" if supplement else "food" if name else "meal",
            ),
        )
    )


def _text(name: str, amount: str) -> str:
    """The entry as one would write it down; formulas of a spreadsheet stay plain text."""
    count = re.sub(r"(?<=\d)\.0+(?=\s|$)", "", amount.split(" - ", maxsplit=1)[0]).strip()
    return f"{count} {name}".strip()[:_LONGEST_TEXT] or "?"


def _grams(amount: str) -> float | None:
    """Weight of the serving where the export says it [g]."""
    low = amount.casefold().strip()
    whole, each = _GRAMS.match(low), _EACH.match(low)
    try:
        if whole:
            grams = float(whole.group(1))
        elif each:
            grams = float(each.group(1)) * float(each.group(2))
        else:
            return None
    except ValueError:
        return None
    return grams if 0 < grams <= 20_000 else None


def _time(text: str) -> str | None:
    match = _CLOCK.match(text.casefold().strip())
    if match is None:
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    if match.group(3):
        hour = hour % 12 + (12 if match.group(3) == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _date(text: str, at: str, problems: list[Problem]) -> str | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        problems.append(Problem("error.date-impossible", at, {"given": text}))
        return None
    problems.append(Problem("error.date-wrong", at, {"field": "date", "given": text[:40]}))
    return None


def _amounts(
    row: dict[str, str], columns: dict[str, tuple[str, float]], at: str, problems: list[Problem]
) -> dict[str, float]:
    """What the row states; an empty cell, or one that cannot be used, stays out."""
    found: dict[str, float] = {}
    for column, (nutrient, factor) in columns.items():
        text = row.get(column, "")
        if not text:
            continue
        given = {"column": column, "given": text[:60]}
        if text.startswith(("=", "@", "+")):
            problems.append(Problem("error.import-cell-formula", at, given))
            continue
        if not _NUMBER.match(text) or not math.isfinite(float(text)):
            problems.append(Problem("error.import-cell-number", at, given))
            continue
        value = float(text) * factor
        if value < 0:
            problems.append(Problem("error.import-cell-negative", at, given))
        elif value > MOST_STATED:
            problems.append(Problem("error.import-cell-number", at, given))
        else:
            found.setdefault(nutrient, round(value, 4))
    return found
