"""Anses' CIQUAL table: xls, xlsx or csv, in French or English, of any recent year."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from magwise.core.sourced import How
from magwise.foods.importing.cells import Cell
from magwise.foods.importing.groups import group_of
from magwise.foods.importing.records import (
    Errors,
    OwnTable,
    TableRow,
    code_of,
    columns_of,
    table_of,
    tidy,
)
from magwise.foods.importing.sheets import Progress, spreadsheet_rows, text_rows
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.message import Source

MARKS = ("Protéines", "Magnésium", "Règlement", "Sélénium", "µg")
# Where a heading starts with it, French or English.
_COLUMNS: dict[str, str] = {
    "code": r"(?i)alim_code$", "name_fr": r"(?i)alim_nom_fr$", "name_en": r"(?i)alim_nom_eng$",
    "group": r"(?i)alim_grp_nom", "subgroup": r"(?i)alim_ssgrp_nom",
    "energy_kcal": r"(?i)energ\w+, r\S+ (?:UE|EU).*kcal",
    "energy_jones_kcal": r"(?i)energ\w+, N x.*kcal", "water_g": r"(?i)(?:eau|water) \(",
    "protein_g": r"(?i)prot\S+, N x facteur|protein \(",
    "carbohydrate_g": r"(?i)(?:glucides|carbohydrate) \(",
    "fat_g": r"(?i)(?:lipides|fat) \(", "sugars_g": r"(?i)(?:sucres|sugars) \(",
    "fibre_g": r"(?i)fibres\b", "alcohol_g": r"(?i)alco(?:ol|hol)\b",
    "saturated_fat_g": r"(?i)(?:AG satur|FA satur)", "calcium_mg": r"(?i)calcium \(mg",
    "copper_mg": r"(?i)(?:cuivre|copper) \(mg", "iron_mg": r"(?i)(?:fer|iron) \(mg",
    "iodine_ug": r"(?i)iod\w+ \(", "magnesium_mg": r"(?i)magn\Ssium \(mg",
    "phosphorus_mg": r"(?i)phosph\w+ \(mg", "potassium_mg": r"(?i)potassium \(mg",
    "selenium_ug": r"(?i)s\Sl\Snium \(", "sodium_mg": r"(?i)sodium \(mg",
    "zinc_mg": r"(?i)zinc \(mg",
    "retinol_ug": r"(?i)r\Stinol \(", "carotene_ug": r"(?i)beta-carot\Sne \(",
    "vitamin_d_ug": r"(?i)vitamine? d \(", "vitamin_k_ug": r"(?i)vitamine? k1 \(",
    "vitamin_c_mg": r"(?i)vitamine? c \(mg", "vitamin_b6_mg": r"(?i)vitamine? b6 \(mg",
    "folate_ug": r"(?i)vitamine? b9 (?:ou|or) folate(?:s totaux, \Squivalents.*| )\(",
}  # fmt: skip
_APART = ("code", "name_fr", "name_en", "group", "subgroup", "energy_jones_kcal", "retinol_ug",
          "carotene_ug")  # fmt: skip


def read(
    path: Path, kb: Knowledge, errors: Errors, *, sha256: str, progress: Progress | None = None
) -> OwnTable:
    """Read a CIQUAL file: decimal comma, ``-`` missing, ``traces``, ``< x``.

    Raises
    ------
    InputError
        When a column that is needed is missing, or no row can be used.

    References
    ----------
    ciqual-2025, ciqual-2020
    """
    rows: Iterable[tuple[int, list[Any]]]
    if path.suffix.casefold() in (".xls", ".xlsx", ".xlsm"):
        rows = spreadsheet_rows(path, progress)
    else:
        rows = text_rows(path, ";", marks=MARKS, progress=progress)
    places: dict[str, int] = {}
    found: list[TableRow] = []
    for line, cells in rows:
        if not places:
            where = path.name
            needed = ("code", "magnesium_mg")
            places = columns_of(cells, _COLUMNS, where, needed)
            if "name_fr" not in places and "name_en" not in places:
                columns_of(cells, _COLUMNS, where, ("name_fr",))
            continue
        row = _row(cells, places, f"{path.name}:{line}", errors)
        if row is not None:
            found.append(row)
    year = _year(path, found)
    english = "name_en" in places
    source = Source(
        id=f"ciqual-{year}" if year else "ciqual-own",
        kind="database",
        title="Ciqual French food composition table",
        publisher="Anses",
        year=year,
        url="https://ciqual.anses.fr",
        licence="Licence Ouverte (Etalab)",
        jurisdiction="France",
        read=How.PRIMARY,
    )
    return table_of(
        found, source, prefix=source.id, language="en" if english else "fr", kb=kb, errors=errors,
        sha256=sha256,
    )  # fmt: skip


def _row(
    cells: Sequence[object], places: dict[str, int], where: str, errors: Errors
) -> TableRow | None:
    def printed(column: str) -> object:
        place = places.get(column)
        return cells[place] if place is not None and place < len(cells) else None

    french, english = tidy(printed("name_fr")), tidy(printed("name_en"))
    code = code_of(printed("code"))
    if not code or not (french or english):
        errors.add("error.import-row-nameless", where, code=code[:40])
        return None
    groups = [str(printed(name) or "").strip() for name in ("subgroup", "group")]
    row = TableRow(code, english or french, where, group_of(*groups))
    if english:
        row.names["en"] = english
    amounts: dict[str, Cell] = {}
    for column in places:
        if column in ("code", "name_fr", "name_en", "group", "subgroup"):
            continue
        cell = errors.cell(printed(column), where, column, decimal=",")
        if cell is not None:
            amounts[column] = cell
    row.cells = {name: cell for name, cell in amounts.items() if name not in _APART}
    if row.cells.get("energy_kcal", Cell()).value is None and "energy_jones_kcal" in amounts:
        row.cells["energy_kcal"] = amounts["energy_jones_kcal"]
    retinol, carotene = amounts.get("retinol_ug"), amounts.get("carotene_ug")
    if retinol and carotene and retinol.value is not None and carotene.value is not None:
        row.cells["vitamin_a_rae_ug"] = Cell(round(retinol.value + carotene.value / 12, 4))
    return row


def _year(path: Path, rows: Sequence[TableRow]) -> int | None:
    match = re.search(r"(?<!\d)(20[12]\d)(?!\d)", path.name)
    return int(match.group(1)) if match and rows else None
