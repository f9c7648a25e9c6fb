"""A diary from a spreadsheet: rows of date, time and text, whatever program saved them."""

import csv
import io
from typing import Any

from magwise.core.errors import Problem
from magwise.person.amounts import clock, date_of
from magwise.person.files import LARGEST_BYTES
from magwise.person.mistakes import unknown_key

_COLUMNS = ("date", "time", "text", "complete")


def days_of(text: str, where: str, problems: list[Problem]) -> list[dict[str, Any]]:
    """Rows of ``date, time, text, complete``; rows of one date are one day."""
    filled = filled_rows(text, where, problems)
    if not filled:
        if filled is not None:
            problems.append(Problem("error.file-empty", where))
        return []
    columns = [cell.strip().casefold() for cell in filled[0][1]]
    wrong = [unknown_key(c, _COLUMNS, f"{where}:1") for c in columns if c and c not in _COLUMNS]
    for missing in ("date", "text"):
        meant = any(problem.values.get("suggestion") == missing for problem in wrong)
        if missing not in columns and not meant:
            wrong.append(Problem("error.column-missing", f"{where}:1", {"column": missing}))
    problems += [
        Problem("error.column-double", f"{where}:1", {"column": one})
        for one in _COLUMNS
        if columns.count(one) > 1
    ]
    if wrong:
        problems.extend(wrong)
        return []
    return _days(filled[1:], columns, where, problems)


def filled_rows(
    text: str, where: str, problems: list[Problem]
) -> list[tuple[int, list[str]]] | None:
    """The rows that hold something, with their line; None when the text is no table.

    Spreadsheets put a comma, a semicolon or a tab between cells; the heading tells which.
    """
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(LARGEST_BYTES)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        problems.append(Problem("error.csv", where))
        return None
    return [(n, row) for n, row in enumerate(rows, start=1) if any(c.strip() for c in row)]


def named_cells(
    cells: list[str], columns: list[str], at: str, problems: list[Problem]
) -> dict[str, str] | None:
    """One row by the names of its columns; None when it has more cells than there are columns."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        problems.append(Problem("error.csv-cells", at, {"columns": len(columns)}))
        return None
    return dict(zip(columns, (cell.strip() for cell in cells), strict=False))


def _days(
    rows: list[tuple[int, list[str]]], columns: list[str], where: str, problems: list[Problem]
) -> list[dict[str, Any]]:
    days: dict[str, dict[str, Any]] = {}
    for line, cells in rows:
        at = f"{where}:{line}"
        row = named_cells(cells, columns, at, problems)
        if row is None:
            continue
        if not row.get("date"):
            problems.append(Problem("error.key-missing", at, {"field": "date"}))
            continue
        when = date_of(row["date"], at, problems)
        day = days.setdefault(when, {"date": when, "complete": None, "entries": []})
        said = row.get("complete") or None
        if said is not None:
            if day["complete"] not in (None, said):
                problems.append(Problem("error.day-both", at, {"date": str(when)}))
            day["complete"] = said
        written = row.get("time") or None
        moment = clock(written)
        if written is not None and moment is None:
            problems.append(Problem("error.time-wrong", at, {"field": "time", "given": written}))
            continue
        if row.get("text"):
            day["entries"].append({"text": row["text"], **({"time": moment} if moment else {})})
    return list(days.values())
