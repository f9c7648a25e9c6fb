"""A log as a table (CSV): one row a day, read strictly."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from magwise.core.errors import InputError, Problem, UnitError, collect
from magwise.person.amounts import date_of, number
from magwise.person.files import in_order, read_text
from magwise.person.log import Log, LogDay
from magwise.person.mistakes import problems_of, unknown_key
from magwise.person.rows import filled_rows, named_cells

COLUMNS = (
    "date", "cramps", "cramp_details", "soreness", "sleep_hours", "sleep_quality", "energy",
    "stool", "stools", "side_effects", "doses", "training", "pulse_per_min", "new_medicines",
    "note",
)  # fmt: skip
_DUTCH = {
    "datum": "date", "krampen": "cramps", "kramp": "cramps", "krampen_details": "cramp_details",
    "kramp details": "cramp_details", "spierpijn": "soreness",
    "slaap_uren": "sleep_hours", "uren slaap": "sleep_hours", "slaap": "sleep_quality",
    "energie": "energy", "ontlasting": "stool", "keren ontlasting": "stools",
    "bijwerkingen": "side_effects", "doses": "doses", "innames": "doses", "training": "training",
    "pols": "pulse_per_min", "hartslag": "pulse_per_min", "pulse": "pulse_per_min",
    "nieuwe medicijnen": "new_medicines", "opmerking": "note",
}  # fmt: skip
_STOOLS = {
    "hard": "hard", "normaal": "normal", "normal": "normal", "dun": "loose", "zacht": "loose",
    "loose": "loose", "waterig": "watery", "watery": "watery", "diarree": "watery",
    "diarrhoea": "watery", "diarrhea": "watery",
}  # fmt: skip
_WHEN = {
    "day": "day", "dag": "day", "overdag": "day", "night": "night", "nacht": "night",
    "'s nachts": "night", "exercise": "exercise", "sport": "exercise", "sporten": "exercise",
}  # fmt: skip
_NOTHING = frozenset({"0", "geen", "none", "no", "nee", "niets", "nothing", "-"})
_SESSION = re.compile(
    r"^(\d+(?:[.,]\d+)?)\s*(?:min(?:uten|utes)?)?\s*(?:[x×*@]\s*(\d+(?:[.,]\d+)?))?$"
)


def read_log(path: Path) -> Log:
    """Read a log from a CSV file; all problems of the file at once.

    Raises
    ------
    InputError
        With every wrong cell, by line.
    """
    return log_from(read_text(path)[0], path.name)


def log_from(text: str, where: str) -> Log:
    """The log in a table with the columns of `COLUMNS`, in English or Dutch."""
    problems: list[Problem] = []
    filled = filled_rows(text, where, problems)
    collect(problems, InputError)
    if not filled:
        return Log()
    names = [cell.strip().casefold().lstrip("\ufeff") for cell in filled[0][1]]
    columns = [_DUTCH.get(name, name.replace(" ", "_")) for name in names]
    problems += [unknown_key(c, COLUMNS, f"{where}:1") for c in columns if c and c not in COLUMNS]
    if "date" not in columns:
        problems.append(Problem("error.column-missing", f"{where}:1", {"column": "date"}))
    problems += [
        Problem("error.column-double", f"{where}:1", {"column": one})
        for one in COLUMNS
        if columns.count(one) > 1
    ]
    collect(problems, InputError)
    days: dict[str, LogDay] = {}
    for line, cells in filled[1:]:
        _row(f"{where}:{line}", cells, columns, days, problems)
    collect(in_order(problems), InputError)
    return Log(days=tuple(days.values()))


def _row(
    at: str,
    cells: list[str],
    columns: list[str],
    days: dict[str, LogDay],
    problems: list[Problem],
) -> None:
    row = named_cells(cells, columns, at, problems)
    if row is None:
        return
    if not row.get("date"):
        problems.append(Problem("error.key-missing", at, {"field": "date"}))
        return
    before = len(problems)
    found: dict[str, Any] = {"date": date_of(row["date"], at, problems)}
    if len(problems) > before:
        return
    for name, read in _CELLS.items():
        if row.get(name):
            try:
                found[name] = read(row[name])
            except (ValueError, UnitError):
                values = {"field": name, "given": row[name][:80]}
                problems.append(Problem("error.log-cell", at, values))
    try:
        day = LogDay.model_validate(found)
    except ValidationError as error:
        problems += problems_of(error, LogDay, lambda _: at)
        return
    if day.date in days:
        problems.append(Problem("error.log-day-double", at, {"date": day.date}))
        return
    days[day.date] = day


def _whole(text: str) -> int:
    if text.casefold() in _NOTHING:
        return 0
    return int(text)


def _float(text: str) -> float:
    found = number(text)
    if found is None:
        raise ValueError(text)
    return found


def _listed(text: str) -> tuple[str, ...]:
    if text.casefold() in _NOTHING:
        return ()
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _soreness(text: str) -> dict[str, float]:
    """``4`` or ``calves 4; back 2``."""
    if text.casefold() in _NOTHING:
        return {}
    found = {}
    for part in text.split(";"):
        name, _, score = part.strip().rpartition(" ")
        found[name.strip() or "all"] = _float(score)
    return found


def _cramps(text: str) -> list[dict[str, Any]]:
    """``night calf 6; exercise foot``: when, where and how bad, each where it is known."""
    if text.casefold() in _NOTHING:
        return []
    found: list[dict[str, Any]] = []
    for part in text.split(";"):
        words = part.split()
        one: dict[str, Any] = {}
        if words and words[0].casefold() in _WHEN:
            one["when"] = _WHEN[words.pop(0).casefold()]
        if words and (score := number(words[-1])) is not None:
            one["severity"] = score
            words.pop()
        if words:
            one["where"] = " ".join(words)
        if one:
            found.append(one)
    return found


def _training(text: str) -> list[dict[str, float | None]]:
    """``60x5; 30``: minutes, with effort 0-10 where it is known."""
    if text.casefold() in _NOTHING:
        return []
    found = []
    for part in text.split(";"):
        read = _SESSION.match(part.strip())
        if read is None:
            raise ValueError(part)
        effort = None if read[2] is None else _float(read[2])
        found.append({"minutes": _float(read[1]), "effort": effort})
    return found


def _stool(text: str) -> str:
    found = _STOOLS.get(text.casefold())
    if found is None:
        raise ValueError(text)
    return found


_CELLS: dict[str, Callable[[str], Any]] = {
    "cramps": _whole, "cramp_details": _cramps, "soreness": _soreness, "sleep_hours": _float,
    "sleep_quality": _float, "energy": _float, "stool": _stool, "stools": _whole,
    "side_effects": _listed, "doses": _float, "training": _training, "pulse_per_min": _float,
    "new_medicines": _listed, "note": str,
}  # fmt: skip


def cells_of(day: LogDay) -> dict[str, str]:
    """A day as a row of the table; what is not filled in stays empty."""

    def plain(value: float | None) -> str:
        return "" if value is None else f"{value:g}"

    def listed(values: tuple[str, ...] | None) -> str:
        if values is None:
            return ""
        return "; ".join(value.replace(";", ",") for value in values) or "none"

    cramps = (
        " ".join(
            part
            for part in (
                one.when or "",
                (one.where or "").replace(";", ","),
                "" if one.severity is None else f"{one.severity:g}",
            )
            if part
        )
        for one in day.cramp_details
    )
    sore = (
        None
        if day.soreness is None
        else tuple(f"{part} {score:g}" for part, score in day.soreness.items())
    )
    sessions = (
        None
        if day.training is None
        else tuple(
            f"{one.minutes:g}" + (f"x{one.effort:g}" if one.effort is not None else "")
            for one in day.training
        )
    )
    return {
        "date": day.date,
        "cramps": plain(day.cramps),
        "cramp_details": "; ".join(one for one in cramps if one),
        "soreness": listed(sore),
        "sleep_hours": plain(day.sleep_hours),
        "sleep_quality": plain(day.sleep_quality),
        "energy": plain(day.energy),
        "stool": day.stool or "",
        "stools": plain(day.stools),
        "side_effects": listed(day.side_effects),
        "doses": plain(day.doses),
        "training": listed(sessions),
        "pulse_per_min": plain(day.pulse_per_min),
        "new_medicines": listed(day.new_medicines),
        "note": day.note or "",
    }


def as_table(log: Log) -> str:
    """The whole log as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for day in log.days:
        writer.writerow(cells_of(day))
    return out.getvalue()
