"""Build the table of food figures, one row per food, per 100 g edible part.

Reads the catalogue (``foods/catalogue/*.yaml``), the dishes (``foods/dishes/*.yaml``) and the
food tables in a data folder, checks every code, name and value, and writes
``src/magwise/knowledge/data/foods/figures.csv``. The result depends on nothing but its inputs.

    python tools/build_foods.py [--data DIR] [--review] [--check]

Rules, so that a reader of the table can judge a figure
-------------------------------------------------------
Which table
    ``primary`` of a food names the table whose row is the best estimate. A nutrient that the
    primary row lacks is taken from the food's row in the other table and written in ``filled``.
    A missing value never overrides a value and never becomes 0.
CIQUAL flags
    ``-`` is missing. ``traces`` is 0 with a flag. ``< x`` leaves the value empty and is flagged;
    for magnesium the range then runs from 0 to x.
Carbohydrate
    Available carbohydrate in the European sense. CIQUAL gives it; the SR value is "by
    difference", so its fibre is subtracted; without a fibre value it stays missing.
Vitamin A
    Retinol activity equivalents (beta-carotene / 12). CIQUAL prints retinol equivalents
    (/ 6), so it is computed here from its retinol and beta-carotene columns.
Vitamin K
    For vegetables and herbs the higher of the two tables is kept: CIQUAL prints a tenth of the
    SR value for chard and spinach, and the figure serves to warn users of vitamin K antagonists.
Values set aside
    A few printed values cannot be right (see ``SET_ASIDE``); they are treated as missing and
    flagged, so the other table fills them.
Folate
    Dietary folate equivalents in both tables.
Caffeine, alcohol
    CIQUAL has no caffeine and the SR extract has neither, so the foods listed in
    ``foods/fndds_codes.yaml`` take them from FNDDS 2017-2018. Plain foods that hold neither
    cocoa, coffee, tea, cola nor an energy drink get 0 caffeine by nature, written as
    ``caffeine_mg:by-nature``; this script checks the rule against all FNDDS foods. Plain foods
    that are neither drinks nor made with alcohol get 0 alcohol in the same way.
    Everything else stays missing.
Magnesium range
    From the lowest to the highest value of the tables that have the food, and never narrower
    than natural variation around the best value [assumed]: 15 % for plant foods, 10 % for
    dairy, eggs, meat and fish, 20 % for manufactured or mixed foods, 30 % for a row that stands
    for another food (``proxy``). ``mg_override`` replaces best, low and high and stays visible
    in ``magnesium_tables``.
Dishes
    Sum of the ingredients over the cooked weight. No retention factors: where losses in
    cooking matter, the recipe uses a cooked row. Weight lost or gained is water. A nutrient
    that one ingredient lacks is left empty and flagged ``incomplete``. The magnesium range adds the
    ingredients' half-widths in quadrature and is at least 20 % wide on each side [assumed],
    because kitchens differ.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
FOODS = ROOT / "src/magwise/knowledge/data/foods"

NUTRIENTS = (
    "energy_kcal", "protein_g", "carbohydrate_g", "sugars_g", "fat_g", "saturated_fat_g",
    "fibre_g", "calcium_mg", "potassium_mg", "sodium_mg", "phosphorus_mg", "iron_mg", "zinc_mg",
    "selenium_ug", "copper_mg", "magnesium_mg", "vitamin_a_rae_ug", "vitamin_c_mg",
    "vitamin_d_ug", "vitamin_k_ug", "vitamin_b6_mg", "iodine_ug", "folate_ug", "alcohol_g",
    "caffeine_mg", "water_g",
)  # fmt: skip
COLUMNS = (
    "food_id", "table", "code", "row_name", *NUTRIENTS,
    "magnesium_low_mg", "magnesium_high_mg", "magnesium_tables", "filled", "flags",
)  # fmt: skip

SR, CIQUAL, FNDDS, RECIPE = "sr-legacy-2018", "ciqual-2025", "fndds-2017-2018", "recipe"

SR_COLUMNS = {
    "energy_kcal": "Energy (kcal)", "protein_g": "Protein (g)", "sugars_g": "Sugars, total (g)",
    "fat_g": "Total lipid (fat) (g)", "saturated_fat_g": "Fatty acids, total saturated (g)",
    "fibre_g": "Fiber, total dietary (g)", "calcium_mg": "Calcium, Ca (mg)",
    "potassium_mg": "Potassium, K (mg)", "sodium_mg": "Sodium, Na (mg)",
    "phosphorus_mg": "Phosphorus, P (mg)", "iron_mg": "Iron, Fe (mg)", "zinc_mg": "Zinc, Zn (mg)",
    "selenium_ug": "Selenium, Se (ug)", "copper_mg": "Copper, Cu (mg)",
    "magnesium_mg": "Magnesium, Mg (mg)", "vitamin_a_rae_ug": "Vitamin A, RAE (ug)",
    "vitamin_c_mg": "Vitamin C, total ascorbic acid (mg)",
    "vitamin_d_ug": "Vitamin D (D2 + D3) (ug)", "vitamin_k_ug": "Vitamin K (phylloquinone) (ug)",
    "vitamin_b6_mg": "Vitamin B-6 (mg)", "folate_ug": "Folate, DFE (ug)", "water_g": "Water (g)",
}  # fmt: skip
SR_CARBOHYDRATE = "Carbohydrate, by difference (g)"

# Position and the start of the printed heading, so that a new edition with other columns is seen.
CIQUAL_COLUMNS = {
    "energy_kcal": (10, "Energie"), "water_g": (13, "Eau"), "protein_g": (14, "Protéines"),
    "carbohydrate_g": (16, "Glucides"), "fat_g": (17, "Lipides"), "sugars_g": (18, "Sucres"),
    "fibre_g": (26, "Fibres"), "alcohol_g": (29, "Alcool"), "saturated_fat_g": (31, "AG\nsaturés"),
    "calcium_mg": (50, "Calcium"), "copper_mg": (52, "Cuivre"), "iron_mg": (53, "Fer"),
    "iodine_ug": (54, "Iode"), "magnesium_mg": (55, "Magnésium"),
    "phosphorus_mg": (57, "Phosphore"), "potassium_mg": (58, "Potassium"),
    "selenium_ug": (59, "Sélénium"), "sodium_mg": (60, "Sodium"), "zinc_mg": (61, "Zinc"),
    "vitamin_d_ug": (65, "Vitamine\nD"), "vitamin_k_ug": (70, "Vitamine\nK1"),
    "vitamin_c_mg": (72, "Vitamine\nC"), "vitamin_b6_mg": (77, "Vitamine\nB6"),
    "folate_ug": (78, "Vitamine B9"),
}  # fmt: skip
CIQUAL_ENERGY_JONES, CIQUAL_RETINOL, CIQUAL_BETA_CAROTENE = 12, 63, 64

# Highest value per 100 g that any eaten food in the tables reaches, with some room; beyond it a
# unit or a decimal sign went wrong. Salt, raising agents and cod liver oil set some bounds.
HIGHEST = {
    "energy_kcal": 905, "protein_g": 95, "carbohydrate_g": 100.5, "sugars_g": 100.5, "fat_g": 100.5,
    "saturated_fat_g": 95, "fibre_g": 60, "calcium_mg": 7500, "potassium_mg": 7000,
    "sodium_mg": 40000, "phosphorus_mg": 10000, "iron_mg": 125, "zinc_mg": 95, "selenium_ug": 2000,
    "copper_mg": 20, "magnesium_mg": 1000, "vitamin_a_rae_ug": 31000, "vitamin_c_mg": 700,
    "vitamin_d_ug": 260, "vitamin_k_ug": 1800, "vitamin_b6_mg": 12, "iodine_ug": 15000,
    "folate_ug": 6000, "alcohol_g": 60, "caffeine_mg": 6000, "water_g": 100.5,
}  # fmt: skip

PLANT_VARIATION, ANIMAL_VARIATION, MIXED_VARIATION, PROXY_VARIATION = 0.15, 0.10, 0.20, 0.30
ANIMAL_GROUPS = {"dairy", "meat", "fish", "egg"}
MIXED_GROUPS = {
    "dairy-alternative", "meat-alternative", "sauces", "snacks", "sweets", "bakery", "soup",
    "dish", "sport", "other", "spreads",
}  # fmt: skip
PLAIN_GROUPS = {
    "nuts-seeds", "bread", "grains-pasta", "legumes", "vegetables", "fruit", "potato", "meat",
    "fish", "egg", "fats", "juice", "water", "herbs", "meat-alternative", "soup", "alcohol",
    "dairy", "dairy-alternative", "cereals", "spreads", "sauces", "snacks", "sweets", "bakery",
    "dish", "soft-drink", "other",
}  # fmt: skip
STIMULANT = re.compile(
    r"choc|cocoa|cacao|coffee|koffie|\bcafe\b|\btea\b|\bthee\b|\bcola\b|energy.drink|energiser"
    r"|mocha|cappuc|\blatte\b|espresso|guarana|tiramisu|ovomalt|horlicks|brownie|hazelnut spread"
)
WITH_ALCOHOL = re.compile(
    r"\bwine\b|\bbeer\b|\brum\b|liqueur|brandy|advocaat|tiramisu|trifle|charlotte|vanilla.extract"
)


@dataclass(frozen=True)
class Cell:
    """One printed value: a number, a limit ("< x"), traces or nothing."""

    value: float | None = None
    below: float | None = None
    traces: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a food table, per 100 g."""

    table: str
    code: str
    name: str
    english: str
    cells: Mapping[str, Cell]

    def value(self, nutrient: str) -> float | None:
        return self.cells.get(nutrient, Cell()).value


@dataclass
class Figures:
    """The figures of one food, per 100 g, as written to the table."""

    food_id: str
    table: str
    code: str
    row_name: str
    values: dict[str, float | None] = field(default_factory=dict)
    low_mg: float | None = None
    high_mg: float | None = None
    magnesium_tables: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def printed(text: object) -> Cell:
    """Read a CIQUAL cell: decimal comma, ``-``, ``traces``, ``< x``."""
    plain = str(text if text is not None else "").strip().replace("\xa0", " ").replace(",", ".")
    if plain in {"", "-"}:
        return Cell()
    if plain == "traces":
        return Cell(value=0.0, traces=True)
    if plain.startswith("<"):
        return Cell(below=float(plain[1:].strip()))
    return Cell(value=float(plain))


def read_sr(folder: Path) -> dict[str, Row]:
    """USDA SR Legacy 2018: code (five digits) to row."""
    path = folder / "usda_sr_legacy/derived_sr_legacy_nutrients_per100g.csv"
    rows: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            cells = {
                nutrient: Cell(float(line[column]) if line[column] != "" else None)
                for nutrient, column in SR_COLUMNS.items()
            }
            by_difference, fibre = line[SR_CARBOHYDRATE], cells["fibre_g"].value
            if by_difference != "" and fibre is not None:
                cells["carbohydrate_g"] = Cell(max(0.0, float(by_difference) - fibre))
            name = line["food_name"].removesuffix(
                " (Includes foods for USDA's Food Distribution Program)"
            )
            rows[line["food_id"]] = Row(SR, line["food_id"], name, name, cells)
    return rows


def read_ciqual(folder: Path) -> dict[str, Row]:
    """ANSES CIQUAL 2025 with the English names of the 2020 edition where the code is shared."""
    import openpyxl
    import xlrd

    sheet20 = xlrd.open_workbook(
        str(folder / "ciqual2020/Ciqual2020_ENG_2020-07-07.xls")
    ).sheet_by_index(0)
    english = {
        str(int(float(sheet20.cell_value(i, 6)))): str(sheet20.cell_value(i, 7)).strip()
        for i in range(1, sheet20.nrows)
    }
    book = openpyxl.load_workbook(
        folder / "ciqual2025/Table_Ciqual_2025_FR_2025_11_03.xlsx", read_only=True
    )
    lines = book["composition nutritionnelle"].iter_rows(values_only=True)
    heading = [str(text or "") for text in next(lines)]
    for nutrient, (position, start) in CIQUAL_COLUMNS.items():
        if not heading[position].startswith(start):
            raise SystemExit(f"CIQUAL column {position} is {heading[position]!r}, not {nutrient}")
    rows: dict[str, Row] = {}
    for line in lines:
        code = str(line[6]).strip()
        cells = {n: printed(line[position]) for n, (position, _) in CIQUAL_COLUMNS.items()}
        if cells["energy_kcal"].value is None:
            cells["energy_kcal"] = printed(line[CIQUAL_ENERGY_JONES])
        retinol, carotene = printed(line[CIQUAL_RETINOL]), printed(line[CIQUAL_BETA_CAROTENE])
        if retinol.value is not None and carotene.value is not None:
            cells["vitamin_a_rae_ug"] = Cell(retinol.value + carotene.value / 12)
        name = re.sub(r"\s+", " ", str(line[7])).strip()
        rows[code] = Row(CIQUAL, code, name, english.get(code, ""), cells)
    return rows


def read_fndds(folder: Path) -> dict[str, Row]:
    """USDA FNDDS 2017-2018, caffeine and alcohol only."""
    import openpyxl

    book = openpyxl.load_workbook(
        folder / "fndds_2017_2018/FNDDS_2017-2018_Nutrient_Values.xlsx", read_only=True
    )
    lines = book.worksheets[0].iter_rows(values_only=True)
    next(lines)
    heading = [str(text) for text in next(lines)]
    caffeine, alcohol = heading.index("Caffeine (mg)"), heading.index("Alcohol (g)")
    rows = {}
    for line in lines:
        cells = {
            "caffeine_mg": Cell(float(str(line[caffeine]))),
            "alcohol_g": Cell(float(str(line[alcohol]))),
        }
        rows[str(line[0])] = Row(FNDDS, str(line[0]), str(line[1]), str(line[1]), cells)
    return rows


def load(pattern: str) -> Iterator[dict[str, Any]]:
    """All records of the YAML lists that match, in file and list order."""
    for path in sorted(FOODS.glob(pattern)):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []


def variation(food: Mapping[str, Any]) -> float:
    """Natural variation of magnesium around the best value, as a share [assumed]."""
    if food["proxy"]:
        return PROXY_VARIATION
    if food["group"] in MIXED_GROUPS:
        return MIXED_VARIATION
    return ANIMAL_VARIATION if food["group"] in ANIMAL_GROUPS else PLANT_VARIATION


# Printed values that cannot be right, with the reason; treated as missing and flagged.
SET_ASIDE = {
    (CIQUAL, "18004", "vitamin_b6_mg"): "0.73 mg in black coffee; the other table has 0.001",
    (CIQUAL, "26039", "selenium_ug"): "305 ug in canned tuna; other rows of tuna have 60 to 90",
    (CIQUAL, "25620", "vitamin_c_mg"): "359 mg, an antioxidant of one product",
}


# What a state of ours asks of the printed row name. A food marked as proxy is let through,
# because its note says what differs.
COOKED = (
    r"cook|boil|steam|cuit|bouilli|vapeur|baked|roast|rôti|fried|frit|poêl|saut|grill|brais|étuv"
    r"|reheat|toast|microwav|heated|broil|poach|poch|scrambl|dur\b|coque\b|mollet|brouill|omelet"
)
STATE_ASKS = {
    "raw": (None, r"\bcooked|boiled|steamed|roasted|grilled|fried|canned|\bcuit|bouilli|appertis"),
    "boiled": (COOKED + r"|prepared|compote|stewed", r"\braw\b|\bcrue?s?\b|\bdry\b"),
    "fried": (COOKED, r"\braw\b|\bcrue?s?\b"),
    "baked": (COOKED, r"\braw\b|\bcrue?s?\b"),
    "roasted": (COOKED + r"|torréf|popped|puffed", r"\braw\b|\bcrue?s?\b|unroasted"),
    "canned": (r"canned|appertis|conserve|bottled|pickle|brine|jar|vinaig|saumure|sirop", None),
    "dried": (
        r"dried|dry|sèche?|sec\b|dehydrat|powder|déshydrat|poudre|raisin|prune|dates|flakes"
        r"|flocons|flour|farine|ground|graines?\b|seed|spices|raw|crue?s?\b|uncooked|pruneau",
        None,
    ),
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c)
    )


def check_state(food: Mapping[str, Any], row: Row) -> Iterator[str]:
    """Rows whose printed name contradicts the state we claim (raw row for a boiled food ...)."""
    asked, refused = STATE_ASKS.get(food["state"], (None, None))
    name = fold(f"{row.name} {row.english}")
    if food["proxy"]:
        return
    if asked and not re.search(fold(asked), name):
        yield f"{food['id']}: state {food['state']} but row {row.code} is {row.name!r}"
    if refused and re.search(fold(refused), name):
        yield f"{food['id']}: state {food['state']} but row {row.code} is {row.name!r}"


class Builder:
    """Turns catalogue records into figures and gathers every problem on the way."""

    def __init__(self, folder: Path) -> None:
        self.sr = read_sr(folder)
        self.ciqual = read_ciqual(folder)
        self.fndds = read_fndds(folder)
        self.problems: list[str] = []
        path = FOODS / "fndds_codes.yaml"
        self.fndds_codes: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.done: dict[str, Figures] = {}
        self.used_fndds: set[str] = set()

    def rows(self, food: Mapping[str, Any]) -> list[Row]:
        """The food's rows, primary table first."""
        found: dict[str, Row] = {}
        for key, table in (("sr", self.sr), ("ciqual", self.ciqual)):
            code = food["codes"][key]
            if code is None:
                continue
            if code not in table:
                self.problems.append(f"{food['id']}: no {key} row with code {code}")
            else:
                found[key] = table[code]
        primary = food["primary"]
        if primary not in found:
            self.problems.append(f"{food['id']}: primary {primary} has no row")
        return sorted(found.values(), key=lambda row: row.table != _table(primary))

    def food(self, food: Mapping[str, Any]) -> Figures | None:
        """Figures of a food of the catalogue."""
        rows = self.rows(food)
        if not rows or rows[0].table != _table(food["primary"]):
            return None
        first = rows[0]
        figures = Figures(food["id"], first.table, first.code, first.name)
        for row in rows:
            self.problems += check_state(food, row)
        for nutrient in NUTRIENTS:
            if nutrient == "caffeine_mg":
                continue
            figures.values[nutrient] = None
            for row in rows:
                cell = row.cells.get(nutrient, Cell())
                if (row.table, row.code, nutrient) in SET_ASIDE:
                    figures.flags.append(f"{nutrient}:set-aside={cell.value:g}")
                    continue
                if cell.below is not None and row is first:
                    figures.flags.append(f"{nutrient}:<{cell.below:g}")
                if cell.traces and row is first:
                    figures.flags.append(f"{nutrient}:traces")
                if cell.value is not None:
                    figures.values[nutrient] = cell.value
                    if row is not first:
                        figures.filled.append(f"{nutrient}:{row.table}")
                    break
        self.vitamin_k(food, rows, figures)
        self.magnesium(food, rows, figures)
        self.stimulants(food, rows, figures)
        self.plausible(figures)
        return figures

    def vitamin_k(self, food: Mapping[str, Any], rows: list[Row], figures: Figures) -> None:
        """The higher of the tables for greens, because the figure serves to warn."""
        if food["group"] not in {"vegetables", "herbs"}:
            return
        kept = figures.values["vitamin_k_ug"]
        for row in rows[1:]:
            other = row.value("vitamin_k_ug")
            if kept is not None and other is not None and other > kept:
                figures.values["vitamin_k_ug"] = other
                figures.filled.append(f"vitamin_k_ug:{row.table}")
                figures.flags.append(f"vitamin_k_ug:higher-of-two:{kept:g}")

    def magnesium(self, food: Mapping[str, Any], rows: list[Row], figures: Figures) -> None:
        """Best value and range of magnesium [mg per 100 g]."""
        known = {row.table: row.value("magnesium_mg") for row in rows}
        values = {table: value for table, value in known.items() if value is not None}
        limits = [below for row in rows if (below := row.cells["magnesium_mg"].below) is not None]
        figures.magnesium_tables = [f"{table}:{value:g}" for table, value in values.items()]
        best = figures.values["magnesium_mg"]
        override = food.get("mg_override")
        if override:
            low, best, high = (float(override[key]) for key in ("low", "best", "high"))
            if not 0 <= low <= best <= high:
                self.problems.append(f"{food['id']}: mg_override is not low <= best <= high")
            figures.values["magnesium_mg"] = best
            figures.low_mg, figures.high_mg = low, high
            figures.magnesium_tables.append(f"{override['source']}:{best:g}")
            figures.flags.append("magnesium_mg:override")
            return
        if best is None:
            if limits:
                figures.low_mg, figures.high_mg = 0.0, max(limits)
            return
        share = variation(food)
        figures.low_mg = min(*values.values(), best * (1 - share))
        figures.high_mg = max(*values.values(), *limits, best * (1 + share))

    def stimulants(self, food: Mapping[str, Any], rows: list[Row], figures: Figures) -> None:
        """Caffeine from FNDDS or by nature; alcohol by nature for plain foods."""
        words = fold(" ".join([food["id"], *(f"{row.name} {row.english}" for row in rows)]))
        words = re.sub(r"coffee.(cream|milk)", "cream", words)  # cream for coffee holds none
        figures.values["caffeine_mg"] = None
        code = self.fndds_codes.get(food["id"])
        if code is not None:
            self.used_fndds.add(food["id"])
            row = self.fndds.get(code)
            if row is None:
                self.problems.append(f"{food['id']}: no fndds row with code {code}")
            else:
                for nutrient in ("caffeine_mg", "alcohol_g"):
                    if figures.values[nutrient] is None:
                        figures.values[nutrient] = row.value(nutrient)
                        figures.filled.append(f"{nutrient}:{FNDDS}:{code}")
        elif food["group"] in PLAIN_GROUPS and not STIMULANT.search(words):
            figures.values["caffeine_mg"] = 0.0
            figures.filled.append("caffeine_mg:by-nature")
        plain = food["kind"] == "food" or food["group"] in {"water", "dairy", "dairy-alternative"}
        if figures.values["alcohol_g"] is None and plain and not WITH_ALCOHOL.search(words):
            figures.values["alcohol_g"] = 0.0
            figures.filled.append("alcohol_g:by-nature")

    def plausible(self, figures: Figures) -> None:
        """Refuse values outside what any food holds, and macronutrients over 100 g."""
        for nutrient, value in figures.values.items():
            if value is not None and not 0 <= value <= HIGHEST[nutrient]:
                self.problems.append(f"{figures.food_id}: {nutrient} = {value:g} is implausible")
        parts = [figures.values.get(n) for n in ("protein_g", "carbohydrate_g", "fat_g", "water_g")]
        total = sum(part for part in parts if part is not None)
        if total > 105:
            self.problems.append(f"{figures.food_id}: macronutrients and water sum to {total:g} g")

    def dish(self, dish: Mapping[str, Any]) -> Figures | None:
        """Figures of a dish from its recipe."""
        yield_g = float(dish["yield_g"])
        figures = Figures(dish["id"], RECIPE, "", "")
        parts: list[tuple[Figures, float]] = []
        for item in dish["recipe"]:
            part = self.done.get(item["food"])
            if part is None:
                self.problems.append(f"{dish['id']}: no ingredient {item['food']!r}")
            else:
                parts.append((part, float(item["g"])))
        if len(parts) < len(dish["recipe"]):
            return None
        raw_g = sum(grams for _, grams in parts)
        figures.row_name = f"{len(parts)} ingredients, {raw_g:g} g raw to {yield_g:g} g"
        if not 0.4 <= yield_g / raw_g <= 2.6:
            self.problems.append(f"{dish['id']}: {raw_g:g} g of ingredients yield {yield_g:g} g")
        for nutrient in NUTRIENTS:
            pairs = [(part.values.get(nutrient), grams) for part, grams in parts]
            lacking = [part.food_id for part, _ in parts if part.values.get(nutrient) is None]
            if lacking:
                figures.values[nutrient] = None
                figures.flags.append(f"{nutrient}:incomplete")
                continue
            total = sum(value * grams / 100 for value, grams in pairs if value is not None)
            if nutrient == "water_g":
                total -= raw_g - yield_g
            figures.values[nutrient] = max(0.0, total / yield_g * 100)
        best = figures.values["magnesium_mg"]
        if best is not None:
            down = up = 0.0
            for part, grams in parts:
                value, share = part.values["magnesium_mg"] or 0.0, grams / yield_g
                down += ((value - (part.low_mg or 0.0)) * share) ** 2
                up += (((part.high_mg or 0.0) - value) * share) ** 2
            figures.low_mg = min(best - math.sqrt(down), best * (1 - MIXED_VARIATION))
            figures.high_mg = max(best + math.sqrt(up), best * (1 + MIXED_VARIATION))
            figures.magnesium_tables = [f"{RECIPE}:{best:.3g}"]
        water = figures.values["water_g"]
        if water is not None and not 0 < water < 100:
            self.problems.append(f"{dish['id']}: water {water:g} g per 100 g; check yield_g")
        self.plausible(figures)
        return figures

    def check_caffeine_rule(self) -> None:
        """FNDDS must know no plain single food with caffeine outside our stimulant words."""
        plain = re.compile(
            r"^(Milk,|Yogurt, (plain|NFS|whole milk, plain)|Cheese,|Beef,|Pork,|Chicken,|Fish,|Egg,"
            r"|Rice,|Bread,|Potato, |Apple, |Banana, |Carrots|Broccoli|Lettuce|Almonds|Peanut"
            r"|Oatmeal|Water, (tap|bottled)|Orange juice|Butter, |Beans|Lentils|Tofu|Soup,|Beer"
            r"|Wine,)"
        )
        for row in self.fndds.values():
            caffeine = row.value("caffeine_mg")
            if plain.search(row.name) and not STIMULANT.search(fold(row.name)) and caffeine:
                self.problems.append(f"caffeine rule: FNDDS {row.name!r} has {caffeine:g} mg")

    def build(self) -> list[Figures]:
        """All foods, then all dishes (a dish may use an earlier dish)."""
        self.check_caffeine_rule()
        seen: set[str] = set()
        for food in load("catalogue/*.yaml"):
            if food["id"] in seen:
                self.problems.append(f"{food['id']}: used twice")
            seen.add(food["id"])
            figures = self.food(food)
            if figures:
                self.done[food["id"]] = figures
        for dish in load("dishes/*.yaml"):
            if dish["id"] in seen:
                self.problems.append(f"{dish['id']}: used twice")
            seen.add(dish["id"])
            figures = self.dish(dish)
            if figures:
                self.done[dish["id"]] = figures
        for unused in sorted(set(self.fndds_codes) - self.used_fndds):
            self.problems.append(f"fndds_codes: {unused} is no food of the catalogue")
        return [self.done[key] for key in sorted(self.done)]


def _table(primary: str) -> str:
    return {"sr": SR, "ciqual": CIQUAL}[primary]


def number(value: float | None) -> str:
    """A value as written in the table; empty when missing."""
    return "" if value is None else f"{round(value, 6):.5g}"


def as_csv(all_figures: list[Figures]) -> str:
    """The whole table as text, sorted by food id."""
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for f in all_figures:
        writer.writerow(
            [f.food_id, f.table, f.code, f.row_name]
            + [number(f.values.get(nutrient)) for nutrient in NUTRIENTS]
            + [number(f.low_mg), number(f.high_mg), "|".join(f.magnesium_tables)]
            + ["|".join(f.filled), "|".join(f.flags)]
        )
    return out.getvalue()


def review(builder: Builder) -> None:
    """Print our name beside the row names, for reading with one's own eyes."""
    for food in load("catalogue/*.yaml"):
        figures = builder.done.get(food["id"])
        names = []
        for key, table in (("sr", builder.sr), ("ciqual", builder.ciqual)):
            row = table.get(food["codes"][key] or "")
            if row:
                star = "*" if food["primary"] == key else " "
                names.append(f"{star}{key} {row.code} {row.english or row.name}")
        mark = "~" if food["proxy"] else "="
        best = figures.values["magnesium_mg"] if figures else None
        low, high = (figures.low_mg, figures.high_mg) if figures else (None, None)
        print(
            f"{food['id']} [{food['state']}] {food['names']['nl']} / {food['names']['en']}"
            f" {mark} {' | '.join(names)} :: Mg {number(low)}-{number(best)}-{number(high)}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data")
    parser.add_argument("--review", action="store_true", help="print names beside row names")
    parser.add_argument("--check", action="store_true", help="fail if the table is out of date")
    options = parser.parse_args()
    builder = Builder(options.data)
    text = as_csv(builder.build())
    if options.review:
        review(builder)
    if builder.problems:
        print("\n".join(builder.problems), file=sys.stderr)
        print(f"{len(builder.problems)} problems; nothing written", file=sys.stderr)
        return 1
    path = FOODS / "figures.csv"
    if options.check:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print("up to date" if same else "figures.csv is out of date", file=sys.stderr)
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    print(f"{len(builder.done)} foods and dishes written to {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
