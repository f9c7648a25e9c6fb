"""USDA's Standard Reference as ASCII files: FOOD_DES, NUT_DATA, and NUTR_DEF, WEIGHT, FD_GROUP."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from magwise.core.errors import InputError, Problem
from magwise.core.sourced import How
from magwise.foods.importing.cells import Cell
from magwise.foods.importing.groups import usda_group
from magwise.foods.importing.records import Errors, OwnTable, TableRow, table_of, tidy
from magwise.foods.importing.sheets import Progress, text_rows
from magwise.foods.importing.weights import measure_of
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.message import Source

NEEDED = ("FOOD_DES.txt", "NUT_DATA.txt")
# Number of a nutrient at USDA -> ours. Alike in the ASCII files and in FoodData Central.
NUTRIENT_NUMBERS: dict[str, str] = {
    "208": "energy_kcal", "203": "protein_g", "205": "carbohydrate_g", "269": "sugars_g",
    "204": "fat_g", "606": "saturated_fat_g", "291": "fibre_g", "301": "calcium_mg",
    "306": "potassium_mg", "307": "sodium_mg", "305": "phosphorus_mg", "303": "iron_mg",
    "309": "zinc_mg", "317": "selenium_ug", "312": "copper_mg", "304": "magnesium_mg",
    "320": "vitamin_a_rae_ug", "401": "vitamin_c_mg", "328": "vitamin_d_ug",
    "430": "vitamin_k_ug", "415": "vitamin_b6_mg", "314": "iodine_ug", "435": "folate_ug",
    "221": "alcohol_g", "262": "caffeine_mg", "255": "water_g",
}  # fmt: skip
_NAMES_OF_UNITS = {"g": "g", "mg": "mg", "µg": "ug", "μg": "ug", "ug": "ug", "mcg": "ug",
                   "kcal": "kcal"}  # fmt: skip


def same_unit(printed: str, nutrient: str) -> bool:
    """Whether a table prints a nutrient in the unit our name for it ends with."""
    return _NAMES_OF_UNITS.get(printed.strip().casefold()) == nutrient.rsplit("_", 1)[1]


def available_carbohydrate(row: TableRow) -> None:
    """USDA's carbohydrate is "by difference"; without its fibre it is what we call so."""
    total, fibre = row.cells.get("carbohydrate_g"), row.cells.get("fibre_g")
    if total is None or total.value is None:
        return
    if fibre is None or fibre.value is None:
        del row.cells["carbohydrate_g"]
    else:
        row.cells["carbohydrate_g"] = Cell(round(max(0.0, total.value - fibre.value), 4))


def read(
    folder: Path, kb: Knowledge, errors: Errors, *, sha256: str, progress: Progress | None = None
) -> OwnTable:
    """Read a folder with the files of Standard Reference (``^`` between cells, ``~`` around text).

    Raises
    ------
    InputError
        When a file that is needed is missing or holds nothing that can be used.

    References
    ----------
    sr-legacy-2018
    """
    files = {path.name.casefold(): path for path in folder.iterdir()}
    missing = [name for name in NEEDED if name.casefold() not in files]
    if missing:
        raise InputError(
            *(Problem("error.import-file", str(folder), {"file": name}) for name in missing)
        )
    groups = _groups(files.get("fd_group.txt"))
    rows: dict[str, TableRow] = {}
    for place, cells in _cells(files["food_des.txt"], 3, errors):
        code = cells[0]
        if code in rows:
            errors.add("error.import-row-double", place, code=code[:40])
            continue
        name = tidy(cells[2]).removesuffix(" (Includes foods for USDA's Food Distribution Program)")
        group = usda_group(name, groups.get(cells[1], ""))
        rows[code] = TableRow(code, name, place, group, {"en": name})
    wrong = _wrong_units(files.get("nutr_def.txt"), errors)
    for place, cells in _cells(files["nut_data.txt"], 3, errors, progress):
        nutrient = NUTRIENT_NUMBERS.get(cells[1])
        if nutrient is None or nutrient in wrong:
            continue
        row = rows.get(cells[0])
        if row is None:
            errors.add("error.import-row-orphan", place, code=cells[0][:40])
            continue
        if nutrient in row.cells:
            errors.add("error.import-row-double", place, code=f"{cells[0]} {cells[1]}"[:40])
            continue
        cell = errors.cell(cells[2], place, nutrient)
        if cell is not None:
            row.cells[nutrient] = cell
    if "weight.txt" in files:
        _weights(files["weight.txt"], rows, errors)
    for row in rows.values():
        available_carbohydrate(row)
    source = Source(
        id="usda-sr-own",
        kind="database",
        title="National Nutrient Database for Standard Reference, your own copy",
        publisher="U.S. Department of Agriculture, Agricultural Research Service",
        licence="public domain (CC0)",
        jurisdiction="United States",
        read=How.PRIMARY,
    )
    return table_of(
        rows.values(), source, prefix="usda", language="en", kb=kb, errors=errors, sha256=sha256
    )


def _cells(
    path: Path, least: int, errors: Errors, progress: Progress | None = None
) -> Iterator[tuple[str, list[str]]]:
    for line, row in text_rows(path, "^", quote=None, progress=progress):
        place = f"{path.name}:{line}"
        cells = [cell.strip().removeprefix("~").removesuffix("~").strip() for cell in row]
        if len(cells) < least:
            errors.add("error.import-row-short", place, columns=least)
            continue
        yield place, cells


def _groups(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    found = (row for _, row in text_rows(path, "^", quote=None))
    return {row[0].strip("~ "): row[1].strip("~ ") for row in found if len(row) > 1}


def _wrong_units(path: Path | None, errors: Errors) -> frozenset[str]:
    """Nutrients that this copy prints in another unit; they are left out and told."""
    if path is None:
        return frozenset()
    wrong = set()
    for place, cells in _cells(path, 4, errors):
        nutrient = NUTRIENT_NUMBERS.get(cells[0])
        if nutrient is not None and not same_unit(cells[1], nutrient):
            errors.add("error.import-unit", place, column=nutrient, given=cells[1][:20])
            wrong.add(nutrient)
    return frozenset(wrong)


def _weights(path: Path, rows: Mapping[str, TableRow], errors: Errors) -> None:
    for place, cells in _cells(path, 5, errors):
        row = rows.get(cells[0])
        if row is None:
            errors.add("error.import-row-orphan", place, code=cells[0][:40])
            continue
        amount = errors.cell(cells[2], place, "Amount")
        grams = errors.cell(cells[4], place, "Gm_Wgt")
        add_weight(row, cells[3], amount, grams)


def add_weight(row: TableRow, words: str, amount: Cell | None, grams: Cell | None) -> None:
    """Keep what one of a measure weighs [g], where it is one of our measures."""
    if amount is None or grams is None or not amount.value or not grams.value:
        return
    measure = measure_of(words)
    one = grams.value / amount.value
    if measure is not None and 0 < one <= 20_000:
        row.measures[measure].append(round(one, 3))
