"""Tables of trials as files: merged so that nothing reviewed changes without being named."""

import csv
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from magwise.core.errors import InputError, Problem, collect
from magwise.knowledge.schema.evidence import Trial
from magwise.models.evidence.studies import merged


def read_trials(path: Path) -> dict[str, Trial]:
    """The rows of a table in the form of ``knowledge/data/evidence/trials.csv``.

    Raises
    ------
    InputError
        With every row that cannot be used, and why.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem("error.file-missing", str(path))) from error
    found: dict[str, Trial] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        place = f"{path.name} {number}"
        try:
            trial = Trial.model_validate({k: v for k, v in row.items() if v not in ("", None)})
        except ValidationError as error:
            problems += [
                Problem(
                    "error.record",
                    place,
                    {"field": ".".join(map(str, one["loc"])) or "-", "detail": one["msg"]},
                )
                for one in error.errors()
            ]
            continue
        if trial.id in found:
            problems.append(Problem("error.study-double", place, {"id": trial.id}))
        found[trial.id] = trial
    collect(problems, InputError)
    return found


def merge(new: Path, into: Path, replace: Iterable[str] = ()) -> tuple[str, ...]:
    """Put the rows of one table on top of another and write it; the ids that changed.

    Raises
    ------
    InputError
        When a row is malformed, or a reviewed row would change that ``replace`` does not name;
        nothing is written then.
    """
    existing = read_trials(into) if into.exists() else {}
    rows, changed = merged(existing, read_trials(new), replace)
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Trial.model_fields), lineterminator="\n")
        writer.writeheader()
        for row in rows.values():
            writer.writerow(row.model_dump(mode="json", exclude_none=True))
    return changed
