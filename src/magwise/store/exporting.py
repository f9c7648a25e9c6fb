"""Everything that is kept of a person, in files that other programs can read."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, get_args

from magwise.followup.records import as_record
from magwise.foods.records import Corrections
from magwise.knowledge import Knowledge
from magwise.person import Diary
from magwise.person.log_rows import as_table
from magwise.person.own_day import OwnDay
from magwise.person.questionnaire import to_profile
from magwise.store.dossier import ChoiceKind, Dossier

_STAMP = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes


def files_of(
    dossier: Dossier, kb: Knowledge, corrections: Corrections | None = None
) -> dict[str, str]:
    """All files of an export: everything as JSON, and the tables as CSV.

    ``profile.json`` and ``diary.csv`` are what ``magwise advise`` reads; ``start-1.json`` and
    ``log.csv`` what ``magwise followup`` reads, ``experiment-1.json`` what ``magwise trial``
    reads. ``corrections`` are choices that were made on the command line.
    """
    files = {
        "everything.json": _json(everything(dossier)),
        "profile.json": _json(
            OwnDay.of(dict(dossier.choices("day")))
            .put_in(to_profile(dossier.answers(), kb))
            .model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            | {"id": "me"}
        ),
        "diary.csv": diary_csv(dossier.diary()),
        "log.csv": as_table(dossier.logbook.log()),
    }
    for number, course in enumerate(dossier.courses.all(), start=1):
        files[f"start-{number}.json"] = _json(as_record(course.start))
    for number, one in enumerate(dossier.experiments.all(), start=1):
        if one.state != "draft":
            files[f"experiment-{number}.json"] = _json(dict(one.design))
    if corrections is not None and (corrections.foods or corrections.measures):
        kept = {"foods": corrections.foods, "measures": corrections.measures}
        files["corrections.json"] = _json(kept)
    return files


def everything(dossier: Dossier) -> dict[str, Any]:
    """All that is kept of a person, as one JSON object."""
    return {
        "format": 2,
        "answers": dossier.answers(),
        "wishes": dossier.wishes(),
        "diary": dossier.diary().model_dump(mode="json", exclude_none=True),
        "choices": {kind: dict(dossier.choices(kind)) for kind in get_args(ChoiceKind)},
        "log": dossier.logbook.log().model_dump(mode="json", exclude_none=True),
        "courses": [
            {
                "start": as_record(one.start),
                "ended": one.ended,
                "check_ins": [{"date": kept.date, **kept.said} for kept in one.check_ins],
            }
            for one in dossier.courses.all()
        ],
        "experiments": [
            {
                "state": one.state,
                "design": dict(one.design),
                "beforehand": dict(one.beforehand),
                "guesses": dict(one.guesses),
                "ended": one.ended,
            }
            for one in dossier.experiments.all()
        ],
    }


def diary_csv(diary: Diary) -> str:
    """The diary as CSV with the columns date, time, text and complete; it can be read back."""
    rows = []
    for day in diary.days:
        said = {True: "yes", False: "no", None: ""}[day.complete]
        lines = [(entry.time or "", entry.text) for entry in day.entries] or [("", "")]
        rows += [(day.date, time, text, said) for time, text in lines]
    return _csv(("date", "time", "text", "complete"), rows)


def zipped(files: Mapping[str, str]) -> bytes:
    """Files in one archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _csv(columns: tuple[str, ...], rows: list[Any]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
