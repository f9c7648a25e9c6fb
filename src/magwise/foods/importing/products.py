"""Products as Open Food Facts gives them in JSON, where every mineral is in grams."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from magwise.core.errors import InputError, Problem
from magwise.core.sourced import How
from magwise.foods.importing.cells import Cell
from magwise.foods.importing.groups import group_of
from magwise.foods.importing.records import Errors, OwnTable, TableRow, table_of, tidy
from magwise.foods.importing.sheets import Progress, size_of
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.message import Source

LARGEST_BYTES = 50_000_000
# Name at Open Food Facts -> ours, and how many of our units are in one of theirs.
_NUTRIMENTS: dict[str, tuple[str, float]] = {
    "energy-kcal": ("energy_kcal", 1.0), "proteins": ("protein_g", 1.0),
    "carbohydrates": ("carbohydrate_g", 1.0), "sugars": ("sugars_g", 1.0), "fat": ("fat_g", 1.0),
    "saturated-fat": ("saturated_fat_g", 1.0), "fiber": ("fibre_g", 1.0),
    "calcium": ("calcium_mg", 1e3), "potassium": ("potassium_mg", 1e3),
    "sodium": ("sodium_mg", 1e3), "phosphorus": ("phosphorus_mg", 1e3), "iron": ("iron_mg", 1e3),
    "zinc": ("zinc_mg", 1e3), "selenium": ("selenium_ug", 1e6), "copper": ("copper_mg", 1e3),
    "magnesium": ("magnesium_mg", 1e3), "vitamin-c": ("vitamin_c_mg", 1e3),
    "vitamin-d": ("vitamin_d_ug", 1e6), "vitamin-b6": ("vitamin_b6_mg", 1e3),
    "iodine": ("iodine_ug", 1e6), "caffeine": ("caffeine_mg", 1e3), "water": ("water_g", 1.0),
    "alcohol": ("alcohol_g", 0.789),  # theirs is a percentage by volume
}  # fmt: skip
_IN_GRAMS = {"g": 1.0, "mg": 1e-3, "µg": 1e-6, "μg": 1e-6, "ug": 1e-6, "mcg": 1e-6}
_MOST_MAGNESIUM_G = 2.0  # in 100 g of food; what is above it is mg that was typed as g
_ADDED = re.compile(
    r"magnesium[ -](?:carbonate|citrate|oxide|hydroxide|chloride|sul(?:ph|f)ate|phosphate|lactate)"
    r"|magnesium(?:carbonaat|citraat|oxide|hydroxide|chloride|sulfaat|fosfaat|lactaat)"
)


def read(
    path: Path, kb: Knowledge, errors: Errors, *, sha256: str, progress: Progress | None = None
) -> OwnTable:
    """Read one product, a list of products, or a line per product.

    Raises
    ------
    InputError
        When it is no such JSON, or no product can be used.
    """
    size = size_of(path, LARGEST_BYTES)
    rows: list[TableRow] = []
    for at, product in _products(path):
        if not isinstance(product, Mapping):
            errors.add("error.import-product", at)
            continue
        row = _row(product, at, errors)
        if row is not None:
            rows.append(row)
    if progress is not None:
        progress(size, size)
    source = Source(
        id="open-food-facts",
        kind="database",
        title="Open Food Facts: products as people read them from the pack",
        publisher="Open Food Facts",
        url="https://openfoodfacts.org",
        licence="ODbL 1.0",
        read=How.SECONDARY,
        credit="Product data from Open Food Facts (openfoodfacts.org), ODbL 1.0",
    )
    return table_of(rows, source, prefix="off", language="en", kb=kb, errors=errors, sha256=sha256)


def _products(path: Path) -> Iterator[tuple[str, Any]]:
    where = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("error.import-text", str(path))) from error
    try:
        data = json.loads(text, parse_constant=_refused)
    except RecursionError as error:
        raise InputError(Problem("error.too-deep", str(path))) from error
    except ValueError:
        yield from _each_line(text, where)
        return
    if isinstance(data, list):
        for place, one in enumerate(data, start=1):
            yield f"{where}#{place}", _unwrapped(one)
    elif isinstance(data, Mapping) and isinstance(data.get("products"), list):
        for place, one in enumerate(data["products"], start=1):
            yield f"{where}#{place}", _unwrapped(one)
    else:
        yield where, _unwrapped(data)


def _each_line(text: str, where: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield f"{where}:{number}", _unwrapped(json.loads(line, parse_constant=_refused))
        except (ValueError, RecursionError):
            yield f"{where}:{number}", None


def _refused(word: str) -> float:
    raise ValueError(word)


def _unwrapped(data: Any) -> Any:
    if isinstance(data, Mapping) and isinstance(data.get("product"), Mapping):
        return {"code": data.get("code"), **data["product"]}
    return data


def _row(product: Mapping[str, Any], at: str, errors: Errors) -> TableRow | None:
    code = str(product.get("code") or "").strip()
    names = {lang: tidy(product.get(f"product_name_{lang}")) for lang in ("nl", "en")}
    name = tidy(product.get("product_name")) or names["nl"] or names["en"]
    if not re.fullmatch(r"\d{4,24}", code) or not name:
        errors.add("error.import-row-nameless", at, code=code[:40])
        return None
    nutriments = product.get("nutriments")
    if not isinstance(nutriments, Mapping):
        errors.add("error.import-product", at)
        return None
    given = product.get("categories_tags")
    listed = given if isinstance(given, list) else []
    tags = [str(tag).split(":")[-1].replace("-", " ") for tag in listed]
    brand = tidy(product.get("brands")).split(",")[0].strip()
    row = TableRow(code, name, at, group_of(*reversed(tags)))
    row.names = {lang: said for lang, said in names.items() if said} or {"nl": name, "en": name}
    if brand and brand.casefold() not in name.casefold():
        row.aliases = {lang: (f"{brand} {said}",) for lang, said in row.names.items()}
    for theirs, (ours, factor) in _NUTRIMENTS.items():
        cell = _amount(nutriments, theirs, at, errors)
        if cell is not None and cell.value is not None:
            row.cells[ours] = Cell(round(cell.value * factor, 6))
    per_serving = product.get("nutrition_data_per") == "serving"
    if not _sound_magnesium(row, nutriments, at, errors, per_serving=per_serving):
        return None
    serving = errors.cell(product.get("serving_quantity"), at, "serving_quantity")
    if serving is not None and serving.value:
        row.measures["portion"].append(serving.value)
    keys = ("ingredients_text", "ingredients_text_nl", "ingredients_text_en")
    words = " ".join(str(product.get(key) or "") for key in keys)
    row.fortified = bool(_ADDED.search(words.casefold()))
    per = str(product.get("product_quantity_unit") or "").casefold()
    row.per_ml = per in ("ml", "l", "cl") or bool(
        re.search(r"\d\s*(?:ml|cl|l)\b", str(product.get("quantity") or "").casefold())
    )
    if row.per_ml:
        row.flags.append("per-100-ml")
    return row


def _amount(nutriments: Mapping[str, Any], name: str, at: str, errors: Errors) -> Cell | None:
    given = nutriments.get(f"{name}_100g")
    return errors.cell(given, at, name) if given is not None else None


def _sound_magnesium(
    row: TableRow, nutriments: Mapping[str, Any], at: str, errors: Errors, *, per_serving: bool
) -> bool:
    """Grams that are plainly milligrams are refused, and so are two figures that disagree."""
    magnesium = row.cells.get("magnesium_mg")
    if magnesium is None or magnesium.value is None:
        return True
    grams = magnesium.value / 1000
    if grams > _MOST_MAGNESIUM_G:
        errors.add("error.import-product-magnesium", at, name=row.name[:60], given=f"{grams:g}")
        return False
    printed = errors.cell(nutriments.get("magnesium_value"), at, "magnesium_value")
    unit = _IN_GRAMS.get(str(nutriments.get("magnesium_unit") or "").casefold())
    if printed is None or printed.value is None or unit is None or per_serving:
        return True
    said = printed.value * unit
    if said > 0 and not 0.9 <= grams / said <= 1.1:
        values = {"name": row.name[:60], "given": f"{grams:g} g", "other": f"{said:g} g"}
        errors.add("error.import-product-disagrees", at, **values)
        return False
    return True
