"""Batches to a file: parts beside it while it runs, one file at the end.

Parts are written whole or not at all, so that a run that was cut off can go on. Parquet needs
pyarrow (the extra ``cohort``); ``.csv`` works in the base install.
"""

import csv
import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from magwise.cohort.population import BATCH, Outcome, batches, simulate_batch
from magwise.core.errors import InputError, Problem
from magwise.core.records import Regimen
from magwise.knowledge import Knowledge
from magwise.models.body.simulation import MODEL_VERSION


def write_population(
    path: Path,
    people: int,
    seed: int,
    regimen: Regimen,
    weeks: float,
    kb: Knowledge,
    *,
    batch: int = BATCH,
    engine: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Simulate a population and write one row a person; goes on where an earlier run stopped.

    Parameters
    ----------
    path
        ``.parquet`` or ``.csv``.
    progress
        Called with people done and people in all.

    Returns
    -------
    How many people were taken over from an earlier run.

    Raises
    ------
    InputError
        When the file kind is unknown, pyarrow is missing, or parts belong to another question.
    """
    if path.suffix not in (".parquet", ".csv"):
        raise InputError(Problem("error.body-output-kind", path.name))
    if path.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise InputError(Problem("error.body-output-parquet", path.name))
    if not path.parent.is_dir():
        values = {"folder": str(path.parent)}
        raise InputError(Problem("error.write-no-folder", str(path), values))
    parts = path.with_name(path.name + ".parts")
    question = json.dumps(
        {
            "people": people, "seed": seed, "weeks": weeks, "batch": batch,
            "regimen": repr(regimen), "knowledge": kb.hash, "model": MODEL_VERSION,
        }, sort_keys=True,
    )  # fmt: skip
    parts.mkdir(parents=True, exist_ok=True)
    asked = parts / "question.json"
    if asked.exists() and asked.read_text(encoding="utf-8") != question:
        raise InputError(Problem("error.body-output-parts", parts.name, {"parts": parts.name}))
    asked.write_text(question, encoding="utf-8")
    done = kept = 0
    for first, count in batches(people, batch):
        part = _part(parts, first)
        if part.exists():
            kept += count
        else:
            found = simulate_batch(first, count, seed, regimen, weeks, kb, engine=engine)
            fresh = part.with_suffix(".new.npz")
            np.savez(fresh, **found.columns)  # type: ignore[arg-type]
            fresh.replace(part)
        done += count
        if progress is not None:
            progress(done, people)
    _join(path, parts, people, batch, question)
    shutil.rmtree(parts)
    return kept


def _part(parts: Path, first: int) -> Path:
    return parts / f"{first:09d}.npz"


def _read(part: Path) -> Outcome:
    with np.load(part) as stored:
        return Outcome({name: stored[name] for name in stored.files})


def _join(path: Path, parts: Path, people: int, batch: int, question: str) -> None:
    files = [_part(parts, first) for first, _ in batches(people, batch)]
    fresh = path.with_name(path.name + ".new")
    if path.suffix == ".csv":
        with fresh.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for i, part in enumerate(files):
                found = _read(part).columns
                if i == 0:
                    writer.writerow(found)
                writer.writerows(zip(*(c.round(6).tolist() for c in found.values()), strict=True))
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        about = {"magwise": question}  # what was asked, of which knowledge and model
        schema = pa.table(_read(files[0]).columns).schema.with_metadata(about)
        with pq.ParquetWriter(fresh, schema) as writer:
            for part in files:
                writer.write_table(pa.table(_read(part).columns, schema=schema))
    fresh.replace(path)
