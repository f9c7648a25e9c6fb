"""Reads what was written down in an experiment: its own table, or the log of every day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from magwise.core.errors import InputError, Problem, collect

if TYPE_CHECKING:
    from magwise.models.trial import Design, LogDay
    from magwise.person.log import LogDay as DailyDay

_TAKEN = {"yes": True, "ja": True, "1": True, "no": False, "nee": False, "0": False, "": None}
_GUESSED = {
    "with": True, "met": True, "yes": True, "ja": True, "magnesium": True, "without": False,
    "zonder": False, "no": False, "nee": False, "": None, "?": None,
}  # fmt: skip


def read_days(path: Path, plan: "Design") -> tuple[list["LogDay"], "tuple[DailyDay, ...] | None"]:
    """The days of the experiment, and the whole days where the log has them.

    A table with the column ``value`` is that of an experiment. Any other is the log of every
    day (`magwise log`), which also says what went wrong; its days outside the experiment are
    left out.

    Raises
    ------
    InputError
        With every row that cannot be read.
    """
    from magwise.person.files import read_text
    from magwise.person.log_rows import log_from

    text = read_text(path)[0]
    head = text.lstrip("\ufeff\r\n").split("\n", 1)[0].casefold()
    names = {one.strip().strip('"') for one in head.replace(";", ",").replace("\t", ",").split(",")}
    if "value" in names or names.isdisjoint({"date", "datum"}):
        return read_log(text, path.name, plan), None
    daily = log_from(text, path.name).days
    found = [(_days_between(plan, one.date), one) for one in daily]
    inside = [(day, one) for day, one in found if 0 <= day < plan.total_days]
    return [_converted(plan, day, one) for day, one in inside], tuple(one for _, one in inside)


def _days_between(plan: "Design", day: str) -> int:
    from magwise.models.trial import day_of

    return day_of(plan, date.fromisoformat(day))


def _converted(plan: "Design", day: int, one: "DailyDay") -> "LogDay":
    from magwise.models.trial import LogDay

    value: float | None = one.cramps if plan.instrument == "cramps" else one.worst_soreness
    return LogDay(day, value, None if one.doses is None else one.doses > 0)


def read_log(text: str, where: str, plan: "Design") -> list["LogDay"]:
    """The days of a log; an absent row or an empty value is missing, never zero.

    Raises
    ------
    InputError
        With every row that cannot be read.
    """
    from magwise.models.trial import LogDay

    names, rows = _table(text, where)
    by_date = "date" in names
    if "value" not in names or not (by_date or "day" in names):
        raise InputError(Problem("error.trial-columns", where, {"columns": "day,value,taken"}))
    found, problems = [], []
    for line, row in rows:
        place = f"{where}:{line}"
        day = _day_of(row, plan, by_date=by_date)
        if day is None:
            given = {"given": row.get("date" if by_date else "day", "")}
            problems.append(Problem("error.trial-date", place, given))
            continue
        value: float | None = None
        if row.get("value"):
            try:
                value = float(row["value"].replace(",", "."))
            except ValueError:
                problems.append(Problem("error.trial-value", place, {"given": row["value"]}))
        taken = row.get("taken", "").casefold()
        if taken not in _TAKEN:
            problems.append(Problem("error.trial-taken", place, {"given": taken}))
        found.append(LogDay(day, value, _TAKEN.get(taken)))
    collect(problems)
    return found


def read_guesses(path: Path) -> dict[int, bool | None]:
    """What the person thought was in each pot: a table with period and guess.

    Raises
    ------
    InputError
        With every row that cannot be read.
    """
    from magwise.person.files import read_text

    names, rows = _table(read_text(path)[0], path.name)
    if not {"period", "guess"} <= set(names):
        values = {"columns": "period,guess"}
        raise InputError(Problem("error.trial-guess-columns", path.name, values))
    found: dict[int, bool | None] = {}
    problems = []
    for line, row in rows:
        period, guess = row.get("period", ""), row.get("guess", "").casefold()
        if not period.isdecimal() or guess not in _GUESSED:
            given = {"given": f"{period} {guess}".strip()}
            problems.append(Problem("error.trial-guess", f"{path.name}:{line}", given))
            continue
        found[int(period)] = _GUESSED[guess]
    collect(problems)
    return found


def _table(text: str, where: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The names of the columns, and each row by those names with its line."""
    from magwise.person.rows import filled_rows, named_cells

    problems: list[Problem] = []
    filled = filled_rows(text, where, problems) or []
    names = [cell.strip().casefold().lstrip("\ufeff") for cell in filled[0][1]] if filled else []
    rows = []
    for line, cells in filled[1:]:
        row = named_cells(cells, names, f"{where}:{line}", problems)
        if row is not None:
            rows.append((line, row))
    collect(problems)
    return names, rows


def _day_of(row: dict[str, str], plan: "Design", *, by_date: bool) -> int | None:
    """The day of the experiment, from 0; None when it cannot be known."""
    try:
        if by_date and plan.start is not None:
            return (date.fromisoformat(row["date"]) - date.fromisoformat(plan.start)).days
        return int(row["day"]) - 1
    except (ValueError, KeyError):
        return None
