"""Reads a person's own food tables into records of our kind, and keeps them for every start."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from magwise.core.errors import InputError, Problem
from magwise.foods.importing.records import Errors, OwnTable
from magwise.foods.importing.sheets import Progress, head_of, size_of
from magwise.foods.importing.tables import (
    acknowledgements,
    keep,
    own_tables,
    remove,
    with_own_tables,
)
from magwise.knowledge.base import Knowledge

Kind = Literal["usda", "fdc", "ciqual", "nevo", "open-food-facts"]

__all__ = [
    "Imported",
    "Kind",
    "OwnTable",
    "Progress",
    "acknowledgements",
    "keep",
    "kind_of",
    "own_tables",
    "read_table",
    "remove",
    "with_own_tables",
]

_USDA = ("food_des.txt", "nut_data.txt", "weight.txt", "nutr_def.txt", "fd_group.txt")
_FDC = ("food.csv", "nutrient.csv", "food_nutrient.csv", "food_portion.csv", "food_category.csv",
        "wweia_food_category.csv", "measure_unit.csv")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """A table that was read, and everything that was wrong with its rows."""

    kind: Kind
    table: OwnTable
    problems: tuple[Problem, ...]


def kind_of(path: Path) -> Kind | None:
    """Which table a file or folder is, from its names and headings; None when it is none."""
    names = {one.name.casefold() for one in path.iterdir()} if path.is_dir() else set()
    if "food_des.txt" in names or "nut_data.txt" in names:
        return "usda"
    if "food.csv" in names or "food_nutrient.csv" in names:
        return "fdc"
    if path.is_dir():
        return None
    size_of(path)
    name = path.name.casefold()
    if name in _USDA:
        return "usda"
    if name in _FDC:
        return "fdc"
    suffix = path.suffix.casefold()
    if suffix in (".json", ".jsonl"):
        return "open-food-facts"
    if suffix in (".xls", ".xlsx", ".xlsm"):
        return "ciqual"
    if suffix in (".zip", ".gz", ".7z"):
        raise InputError(Problem("error.import-packed", str(path)))
    head = head_of(path)[:20_000].casefold()
    if re.search(r"nevo-?code|nevo-?versi", head):
        return "nevo"
    return "ciqual" if "alim_code" in head else None


def read_table(path: Path, kb: Knowledge, *, progress: Progress | None = None) -> Imported:
    """Read a food table; a row that cannot be used is told and stops nothing.

    Parameters
    ----------
    path
        A file of CIQUAL, NEVO or Open Food Facts, or a file or folder of Standard Reference or
        FoodData Central.
    kb
        The knowledge base as it ships; usual portions of a food group come from it.
    progress
        Told how many bytes are done, for a long file.

    Raises
    ------
    InputError
        When it is no table that is known, or nothing in it can be used. Nothing is kept.
    """
    if not path.exists():
        raise InputError(Problem("error.file-missing", str(path)))
    kind = kind_of(path)
    if kind is None:
        raise InputError(Problem("error.import-kind", str(path)))
    from magwise.foods.importing import ciqual, fdc, nevo, products, usda

    errors = Errors(path.name)
    many = kind in ("usda", "fdc")
    place = path.parent if many and path.is_file() else path
    if many:
        sha256 = _digest(place, _USDA if kind == "usda" else _FDC)
    else:
        sha256 = _digest(place.parent, (place.name.casefold(),))
    readers: dict[Kind, Callable[..., OwnTable]] = {
        "usda": usda.read, "fdc": fdc.read, "ciqual": ciqual.read, "nevo": nevo.read,
        "open-food-facts": products.read,
    }  # fmt: skip
    table = readers[kind](place, kb, errors, sha256=sha256, progress=progress)
    return Imported(kind, table, tuple(errors.problems))


def _digest(folder: Path, names: tuple[str, ...]) -> str:
    """One digest over the files of a table, in a fixed order."""
    found = hashlib.sha256()
    files = {path.name.casefold(): path for path in folder.iterdir() if path.is_file()}
    for name in names:
        path = files.get(name)
        if path is None:
            continue
        found.update(name.encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    return found.hexdigest()
