"""The Dutch NEVO table as RIVM hands it out: ``|`` between cells, decimal comma.

RIVM asks that its table is used unchanged and that its citation stands with every result. No row
of it ships with Magwise; who has the file may read it here.
"""

import re
from pathlib import Path

from magwise.core.sourced import How
from magwise.foods.importing.groups import group_of
from magwise.foods.importing.records import (
    Errors,
    OwnTable,
    TableRow,
    columns_of,
    table_of,
    tidy,
)
from magwise.foods.importing.sheets import Progress, text_rows
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.message import Source

MARKS = ("µg", "verrijkt", "één")
_COMPONENTS = {
    "energy_kcal": "ENERCC", "protein_g": "PROT", "carbohydrate_g": "CHO", "sugars_g": "SUGAR",
    "fat_g": "FAT", "saturated_fat_g": "FASAT", "fibre_g": "FIBT", "calcium_mg": "CA",
    "potassium_mg": "K", "sodium_mg": "NA", "phosphorus_mg": "P", "iron_mg": "FE",
    "zinc_mg": "ZN", "selenium_ug": "SE", "copper_mg": "CU", "magnesium_mg": "MG",
    "vitamin_a_rae_ug": "VITA_RAE", "vitamin_c_mg": "VITC", "vitamin_d_ug": "VITD",
    "vitamin_k_ug": "VITK", "vitamin_b6_mg": "VITB6", "iodine_ug": "ID", "folate_ug": "FOL",
    "alcohol_g": "ALC", "water_g": "WATER",
}  # fmt: skip
_UNITS = {"kcal": "kcal", "g": "g", "mg": "mg", "ug": "[µμu]g"}
_COLUMNS: dict[str, str] = {
    "version": r"(?i)nevo-?version|nevo-?versie", "group": r"(?i)voedingsmiddelgroep",
    "group_en": r"(?i)food group", "code": r"(?i)nevo-?code",
    "name_nl": r"(?i)voedingsmiddelnaam", "name_en": r"(?i)engelse naam|food name",
    "synonym": r"(?i)synoni", "quantity": r"(?i)hoeveelheid|quantity",
    "fortified": r"(?i)is verrijkt|is fortified",
} | {
    nutrient: rf"{code} \({_UNITS[nutrient.rsplit('_', 1)[1]]}\)"
    for nutrient, code in _COMPONENTS.items()
}  # fmt: skip
_SYNONYM = re.compile(r"(?i)^synoniem(?:en)?:?\s+")


def read(
    path: Path, kb: Knowledge, errors: Errors, *, sha256: str, progress: Progress | None = None
) -> OwnTable:
    """Read a NEVO file; foods that are given per 100 ml keep that basis.

    Raises
    ------
    InputError
        When a column that is needed is missing, or no row can be used.
    """
    places: dict[str, int] = {}
    rows: list[TableRow] = []
    version = ""
    for line, cells in text_rows(path, "|", marks=MARKS, progress=progress):
        at = f"{path.name}:{line}"
        if not places:
            needed = ("code", "name_nl", "quantity", "magnesium_mg")
            places = columns_of(cells, _COLUMNS, path.name, needed)
            continue
        if len(cells) <= max(places[name] for name in ("code", "name_nl", "quantity")):
            errors.add("error.import-row-short", at, columns=len(places))
            continue
        named = {
            name: tidy(cells[place]) if place < len(cells) else ""
            for name, place in places.items()
            if name not in _COMPONENTS
        }
        version = version or named.get("version", "")
        row = _row(named, at, errors)
        if row is None:
            continue
        for nutrient in _COMPONENTS:
            place = places.get(nutrient)
            if place is None or place >= len(cells):
                continue
            cell = errors.cell(cells[place], at, nutrient, decimal=",")
            if cell is not None:
                row.cells[nutrient] = cell
        rows.append(row)
    source = _source(version)
    return table_of(
        rows, source, prefix="nevo", language="nl", kb=kb, errors=errors, sha256=sha256, prefer=True
    )


def _row(named: dict[str, str], at: str, errors: Errors) -> TableRow | None:
    basis = re.sub(r"\s", "", named["quantity"].casefold())
    if not re.search(r"100(?:g|ml)", basis):
        errors.add("error.import-basis", at, given=named["quantity"][:40])
        return None
    per_ml = "ml" in basis
    name = named["name_nl"]
    group = group_of(named.get("group", ""), named.get("group_en", ""))
    if group in ("alcohol", "soft-drink"):
        group = group_of(name.split(" ")[0], name, "drank")
        group = group if group in ("alcohol", "juice", "water", "coffee-tea") else "soft-drink"
    row = TableRow(named["code"], name, at, group, {"nl": name}, per_ml=per_ml)
    if named.get("name_en"):
        row.names["en"] = named["name_en"]
    synonym = _SYNONYM.sub("", named.get("synonym", ""))
    if synonym:
        parts = tuple(part.strip() for part in re.split(r"[;/]", synonym) if part.strip())
        row.aliases["nl"] = parts
    row.fortified = bool(re.search(r"\bMG\b|magnesium", named.get("fortified", "")))
    if per_ml:
        row.flags.append("per-100-ml")
    return row


def _source(printed: str) -> Source:
    """The table as RIVM wants it cited; the version is the one the file names."""
    match = re.search(r"(20\d\d)\D{1,3}(\d{1,2}\.\d{1,2})", printed)
    year = match.group(1) if match else None
    version = f"{match.group(1)}/{match.group(2)}" if match else printed or "?"
    return Source(
        id=f"nevo-{match.group(1)}-{match.group(2)}" if match else "nevo-own",
        kind="database",
        title=f"NEVO online version {version}",
        publisher="RIVM, Bilthoven",
        year=int(year) if year else None,
        licence="RIVM's own terms: used unchanged, with source and version",
        jurisdiction="Netherlands",
        read=How.PRIMARY,
        credit=f"Based on data from NEVO online version {version}, RIVM, Bilthoven",
    )
