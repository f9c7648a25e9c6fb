"""FoodData Central as CSV files: food, nutrient, food_nutrient, and food_portion."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from magwise.core.errors import InputError, Problem
from magwise.core.sourced import How
from magwise.foods.importing.groups import usda_group
from magwise.foods.importing.records import Errors, OwnTable, TableRow, table_of, tidy
from magwise.foods.importing.sheets import Progress, text_rows
from magwise.foods.importing.usda import (
    NUTRIENT_NUMBERS,
    add_weight,
    available_carbohydrate,
    same_unit,
)
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.message import Source

NEEDED = ("food.csv", "nutrient.csv", "food_nutrient.csv")
# Kinds of rows that are foods as eaten; branded goods and laboratory samples are passed over.
_KINDS = frozenset({"sr_legacy_food", "foundation_food", "survey_fndds_food"})
_ENERGY = ("208", "957", "958")  # as printed; Foundation foods have Atwater energy only


def read(
    folder: Path, kb: Knowledge, errors: Errors, *, sha256: str, progress: Progress | None = None
) -> OwnTable:
    """Read an unpacked FoodData Central download; only what is kept stays in memory.

    Raises
    ------
    InputError
        When a file or column that is needed is missing, or no row can be used.
    """
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise InputError(
            *(Problem("error.import-file", str(folder), {"file": name}) for name in missing)
        )
    nutrients = _nutrients(folder / "nutrient.csv", errors)
    categories = _names(folder / "food_category.csv", "id", "description", errors)
    categories |= _names(
        folder / "wweia_food_category.csv",
        "wweia_food_category",
        "wweia_food_category_description",
        errors,
    )
    rows, newest = _foods(folder / "food.csv", categories, errors)
    _amounts(folder / "food_nutrient.csv", rows, nutrients, errors, progress)
    if (folder / "food_portion.csv").is_file():
        units = _names(folder / "measure_unit.csv", "id", "name", errors)
        _weights(folder / "food_portion.csv", rows, units, errors)
    for row in rows.values():
        available_carbohydrate(row)
    source = Source(
        id="fooddata-central-own",
        kind="database",
        title="FoodData Central, your own copy",
        publisher="U.S. Department of Agriculture, Agricultural Research Service",
        year=newest,
        url="https://fdc.nal.usda.gov",
        licence="CC0 1.0",
        jurisdiction="United States",
        read=How.PRIMARY,
    )
    return table_of(
        rows.values(), source, prefix="fdc", language="en", kb=kb, errors=errors, sha256=sha256
    )


def _records(
    path: Path, needed: Sequence[str], wanted: Sequence[str], errors: Errors,
    progress: Progress | None = None,
) -> Iterator[tuple[str, list[str]]]:  # fmt: skip
    """The wanted cells of each row, in their order; absent columns are empty."""
    places: list[int | None] = []
    for line, row in text_rows(path, ",", progress=progress):
        at = f"{path.name}:{line}"
        if not places:
            heading = [cell.strip().casefold() for cell in row]
            missing = [name for name in needed if name not in heading]
            if missing:
                raise InputError(
                    *(Problem("error.import-column", at, {"column": name}) for name in missing)
                )
            places = [heading.index(name) if name in heading else None for name in wanted]
            least = 1 + max(heading.index(name) for name in needed)
            continue
        if len(row) < least:
            errors.add("error.import-row-short", at, columns=least)
            continue
        yield at, ["" if p is None or p >= len(row) else row[p].strip() for p in places]


def _nutrients(path: Path, errors: Errors) -> dict[str, tuple[str, int]]:
    """Id in this file -> our nutrient, and which goes first when there are several."""
    columns = ("id", "unit_name", "nutrient_nbr")
    found: dict[str, tuple[str, int]] = {}
    for at, (key, unit, number) in _records(path, columns, columns, errors):
        plain = number.split(".")[0] if number.endswith(".0") else number
        rank = _ENERGY.index(plain) if plain in _ENERGY else 0
        nutrient = "energy_kcal" if plain in _ENERGY else NUTRIENT_NUMBERS.get(plain)
        if nutrient is None:
            continue
        if not same_unit(unit, nutrient):
            errors.add("error.import-unit", at, column=nutrient, given=unit[:20])
            continue
        found[key] = (nutrient, rank)
    if "magnesium_mg" not in {nutrient for nutrient, _ in found.values()}:
        raise InputError(
            *errors.problems, Problem("error.import-column", path.name, {"column": "304 magnesium"})
        )
    return found


def _names(path: Path, key: str, name: str, errors: Errors) -> dict[str, str]:
    if not path.is_file():
        return {}
    return {row[0]: row[1] for _, row in _records(path, (key, name), (key, name), errors)}


def _foods(
    path: Path, categories: dict[str, str], errors: Errors
) -> tuple[dict[str, TableRow], int | None]:
    needed = ("fdc_id", "data_type", "description")
    rows: dict[str, TableRow] = {}
    newest = 0
    for at, (key, kind, name, category, day) in _records(
        path, needed, (*needed, "food_category_id", "publication_date"), errors
    ):
        if kind not in _KINDS:
            continue
        if key in rows:
            errors.add("error.import-row-double", at, code=key[:40])
            continue
        plain = tidy(name)
        group = usda_group(plain, categories.get(category, ""))
        rows[key] = TableRow(key, plain, at, group, {"en": plain}, flags=[kind])
        year = next((part for part in day.replace("/", "-").split("-") if len(part) == 4), "")
        newest = max(newest, int(year) if year.isdigit() else 0)
    return rows, newest or None


def _amounts(
    path: Path,
    rows: dict[str, TableRow],
    nutrients: dict[str, tuple[str, int]],
    errors: Errors,
    progress: Progress | None,
) -> None:
    columns = ("fdc_id", "nutrient_id", "amount")
    ranks: dict[tuple[str, str], int] = {}
    for at, (key, number, amount) in _records(path, columns, columns, errors, progress):
        row = rows.get(key)  # samples and branded goods have amounts here too
        if row is None or number not in nutrients:
            continue
        nutrient, rank = nutrients[number]
        known = ranks.get((key, nutrient))
        if known == rank:
            errors.add("error.import-row-double", at, code=f"{key} {number}"[:40])
            continue
        if known is not None and known < rank:
            continue
        cell = errors.cell(amount, at, nutrient)
        if cell is not None:
            row.cells[nutrient] = cell
            ranks[key, nutrient] = rank


def _weights(path: Path, rows: dict[str, TableRow], units: dict[str, str], errors: Errors) -> None:
    needed = ("fdc_id", "gram_weight")
    wanted = (*needed, "amount", "measure_unit_id", "portion_description", "modifier")
    for at, (key, weight, amount, unit, description, modifier) in _records(
        path, needed, wanted, errors
    ):
        row = rows.get(key)
        if row is None:
            continue
        named = units.get(unit, "")
        if named.casefold() in ("", "undetermined"):
            named = modifier if not modifier.isdigit() else ""
        words = " ".join(part for part in (named or description,) if part)
        number = errors.cell(amount or "1", at, "amount")
        add_weight(row, words, number, errors.cell(weight, at, "gram_weight"))
