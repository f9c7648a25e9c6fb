"""Reads a profile and a diary from YAML, TOML, JSON or CSV: all of it, or every problem at once."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from magwise.core.errors import InputError, Problem, UnitError, collect
from magwise.person.amounts import MEASURED, amount, clock, date_of, number, split_laboratory
from magwise.person.diary import Diary
from magwise.person.files import (
    DEEPEST,
    JSON,
    TOML,
    YAML,
    Content,
    in_order,
    read_file,
    read_text,
)
from magwise.person.log import Log
from magwise.person.log_rows import read_log
from magwise.person.mistakes import Loc, field_name, problems_of, shown, unknown_key
from magwise.person.profile import Profile
from magwise.person.rows import days_of

MOST_PROBLEMS = 50  # a file with more mistakes than this is another kind of file

_CSV = (".csv", ".tsv", ".txt")
_PLAIN_NUMBERS = ("alcohol_units_per_week", "caffeine_cups_per_day", "per_day", "per_week",
                  "range_low", "range_high", "value", "egfr")  # fmt: skip
_TIMES = ("times", "meal_times")
_BESIDE = ("diary", "log")  # what stands beside a profile


@dataclass(frozen=True, slots=True)
class Person:
    """What was read of one person; ``notices`` are things to know that stopped nothing."""

    profile: Profile
    diary: Diary
    notices: tuple[Problem, ...] = ()
    log: Log | None = None


def read_person(path: Path, *, diary: Path | None = None) -> Person:
    """Read someone's profile, and the diary that goes with it.

    Parameters
    ----------
    path
        A profile in YAML, TOML or JSON. Its key ``diary`` may hold days, or the path of a
        diary file beside it; its key ``log`` the path of a log (`magwise log`) beside it.
    diary
        A diary file that goes before the one in the profile.

    Raises
    ------
    InputError
        With every problem of both files.
    """
    content = read_file(path, YAML + TOML + JSON)
    problems: list[Problem] = []
    person = _person(content, problems, folder=path.parent, skip_diary=diary is not None)
    if diary is not None:
        try:
            read, notices = _diary_file(diary)
            person = replace(person, diary=read, notices=(*person.notices, *notices))
        except InputError as error:
            problems.extend(error.problems)
    collect(in_order(problems)[:MOST_PROBLEMS])
    return replace(person, notices=(*content.notices, *person.notices))


def person_from(data: Any, where: str, *, folder: Path | None = None) -> Person:
    """Check one person that was already read, for example a line of a JSONL file.

    Raises
    ------
    InputError
        With every problem.
    """
    problems: list[Problem] = []
    person = _person(Content(data, where, {}), problems, folder=folder, skip_diary=False)
    collect(in_order(problems)[:MOST_PROBLEMS])
    return person


def read_diary(path: Path) -> Diary:
    """Read a diary from CSV, YAML, TOML or JSON.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    return _diary_file(path)[0]


# -------------------------------------------------------------------------- profile


def _person(
    content: Content, problems: list[Problem], *, folder: Path | None, skip_diary: bool
) -> Person:
    data = content.data
    nobody = Person(Profile(), Diary())
    if not isinstance(data, dict) or not data:
        problems.append(Problem("error.profile-shape", content.where))
        return nobody
    if not all(isinstance(key, str) for key in data):
        data = {str(key): value for key, value in data.items()}
    rest = {key: value for key, value in data.items() if key not in _BESIDE}
    cleaned = _cleaned(rest, (), content, problems)
    profile = _checked(Profile, cleaned, content, problems, extra=_BESIDE)
    diary = Diary()
    notices: tuple[Problem, ...] = ()
    if "diary" in data and not skip_diary:
        diary, notices = _diary_of(data["diary"], content, problems, folder)
    log = _log_of(data["log"], content, problems, folder) if "log" in data else None
    return Person(profile or Profile(), diary, notices, log)


def _log_of(
    value: Any, content: Content, problems: list[Problem], folder: Path | None
) -> Log | None:
    """The log that a profile names; a name that leads nowhere is a problem, never an empty log."""
    if not isinstance(value, str) or folder is None:
        values = {"field": "log", "given": shown(value)}
        problems.append(Problem("error.log-cell", content.place(("log",)), values))
        return None
    try:
        return read_log(folder / value)
    except InputError as error:
        problems.extend(error.problems)
    return None


def _checked(
    model: type[Any],
    data: Any,
    content: Content,
    problems: list[Problem],
    *,
    extra: tuple[str, ...] = (),
    moved: Callable[[Loc], Loc] = lambda loc: loc,
) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems.extend(problems_of(error, model, content.place, extra, moved))
    except RecursionError:
        problems.append(Problem("error.too-deep", content.where))
    return None


def _cleaned(
    value: Any, loc: tuple[int | str, ...], content: Content, problems: list[Problem]
) -> Any:
    """Amounts with a unit become numbers; what cannot be a number is a problem."""
    if len(loc) > DEEPEST:
        problems.append(Problem("error.too-deep", content.where))
        return None
    if isinstance(value, dict):
        block = {str(key): part for key, part in value.items()}
        if loc and loc[0] == "laboratory":
            block = _laboratory(block, loc, content, problems)
        return {key: _cleaned(part, (*loc, key), content, problems) for key, part in block.items()}
    if isinstance(value, list | tuple):
        return [
            _cleaned(part, (*loc, index), content, problems) for index, part in enumerate(value)
        ]
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if isinstance(value, datetime | date | time):
        return value.strftime("%H:%M") if isinstance(value, time) else value.isoformat()[:10]
    wants_number = key in MEASURED or key in _PLAIN_NUMBERS
    given = {"field": field_name(loc), "given": shown(value)}
    endless = isinstance(value, float) and not math.isfinite(value)
    if endless or (wants_number and isinstance(value, bool)):
        problems.append(Problem("error.not-a-number", content.place(loc), given))
        return 1.0 if key == "value" else None  # told once: the check after this finds nothing
    if isinstance(value, str) and wants_number:
        return _number(value, key, loc, content, problems)
    if key in _TIMES:
        return _clock(value, loc, content, problems)
    return value


def _number(
    text: str, key: str, loc: tuple[int | str, ...], content: Content, problems: list[Problem]
) -> float | None:
    given = {"field": field_name(loc), "given": text}
    if text.strip().casefold() in ("", "?", "unknown", "onbekend", "weet ik niet", "i don't know"):
        return None
    try:
        if key in MEASURED:
            return amount(text, MEASURED[key])
        short = re.sub(r"\s*ml\s*/\s*min.*$", "", text, flags=re.I) if key == "egfr" else text
        found = number(short)
    except UnitError as error:
        for problem in error.problems:
            problems.append(
                replace(
                    problem,
                    where=content.place(loc),
                    values={**problem.values, "field": given["field"]},
                )
            )
        return None
    if found is None:
        problems.append(Problem("error.not-a-number", content.place(loc), given))
    return found


def _laboratory(
    block: dict[str, Any], loc: tuple[int | str, ...], content: Content, problems: list[Problem]
) -> dict[str, Any]:
    """``value: "0,82 mmol/l"`` is a value with its unit."""
    value = block.get("value")
    if not isinstance(value, str):
        return block
    at = (*loc, "value")
    given = {"field": field_name(at), "given": value}
    try:
        split = split_laboratory(value)
    except UnitError:
        problems.append(Problem("error.thousands", content.place(at), given))
        return {**block, "value": 0.0}
    if split is None:
        problems.append(Problem("error.not-a-number", content.place(at), given))
        return {**block, "value": 0.0}
    unit = block.get("unit")
    if split[1] and unit and str(unit).casefold() != split[1].casefold():
        problems.append(Problem("error.two-units", content.place(at), {**given, "unit": str(unit)}))
    return {**block, "value": split[0], "unit": unit or split[1]}


def _clock(
    value: Any, loc: tuple[int | str, ...], content: Content, problems: list[Problem]
) -> Any:
    found = clock(value)
    if found is None:
        if value is not None:
            given = {"field": field_name(loc), "given": shown(value)}
            problems.append(Problem("error.time-wrong", content.place(loc), given))
        return value if value is None else "00:00"
    return found


# ---------------------------------------------------------------------------- diary


def _diary_of(
    value: Any, content: Content, problems: list[Problem], folder: Path | None
) -> tuple[Diary, tuple[Problem, ...]]:
    if value is None:
        return Diary(), ()
    if isinstance(value, str):
        if folder is None:
            problems.append(Problem("error.diary-inline", content.place(("diary",))))
            return Diary(), ()
        try:
            return _diary_file(folder / value)
        except InputError as error:
            problems.extend(error.problems)
            return Diary(), ()
    return _diary(value, content, problems, ("diary",)), ()


def _diary_file(path: Path) -> tuple[Diary, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if path.suffix.casefold() in _CSV and not path.is_dir():
        text, notices = read_text(path)
        days = days_of(text, str(path), problems)
        collect(in_order(problems)[:MOST_PROBLEMS])
        content = Content(days, str(path), {})
    else:
        content = read_file(path, _CSV + YAML + TOML + JSON)
        notices = content.notices
    diary = _diary(content.data, content, problems, ())
    collect(in_order(problems)[:MOST_PROBLEMS])
    return diary, notices


def _diary(
    value: Any, content: Content, problems: list[Problem], base: tuple[int | str, ...]
) -> Diary:
    if isinstance(value, dict):
        for key in value:
            if key != "days":
                problems.append(unknown_key(str(key), ("days",), content.place((*base, str(key)))))
        value, base = value.get("days", []), (*base, "days")
    if not isinstance(value, list | tuple):
        problems.append(Problem("error.diary-shape", content.place(base)))
        return Diary()
    days: list[Any] = []
    seen: dict[str, int] = {}
    before = len(problems)
    for index, day in enumerate(value):
        at = (*base, index)
        if not isinstance(day, dict):
            problems.append(Problem("error.diary-shape", content.place(at)))
            continue
        days.append(_day(day, at, content, problems))
        written = days[-1].get("date")
        if written in seen:
            problems.append(Problem("error.day-double", content.place(at), {"date": str(written)}))
        seen[str(written)] = index
    if len(problems) > before:
        # some dates cannot be used; what else is wrong is still found, day by day
        for index, day in enumerate(days):

            def there(loc: Loc, index: int = index) -> Loc:
                return (*base, index, *loc[2:])

            one = {"days": [{**day, "date": "2000-01-01"}]}
            _checked(Diary, one, content, problems, moved=there)
        return Diary()
    found = _checked(Diary, {"days": days}, content, problems, moved=lambda loc: (*base, *loc[1:]))
    return found or Diary()


def _day(
    day: dict[Any, Any], at: tuple[int | str, ...], content: Content, problems: list[Problem]
) -> dict[str, Any]:
    """A day as `Diary` wants it; an entry may be just a text."""
    found: dict[str, Any] = {str(key): part for key, part in day.items()}
    if "date" in found:
        found["date"] = date_of(found["date"], content.place((*at, "date")), problems)
    entries = found.get("entries")
    if isinstance(entries, str):
        entries = [entries]
    if isinstance(entries, list | tuple):
        found["entries"] = [
            {"text": one}
            if isinstance(one, str)
            else _entry(one, (*at, "entries", index), content, problems)
            for index, one in enumerate(entries)
        ]
    elif entries is None:
        found.pop("entries", None)
    return found


def _entry(entry: Any, at: tuple[int | str, ...], content: Content, problems: list[Problem]) -> Any:
    if not isinstance(entry, dict):
        return entry
    found = {str(key): part for key, part in entry.items()}
    if found.get("time") in ("", None):
        found.pop("time", None)
    else:
        found["time"] = _clock(_plain(found["time"]), (*at, "time"), content, problems)
    return found


def _plain(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, time) else value
