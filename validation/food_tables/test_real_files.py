"""The importers on the tables as their makers hand them out."""

import csv
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from magwise import Knowledge, foods
from magwise.foods.importing import keep, own_tables, read_table, with_own_tables

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MAGWISE_FOOD_TABLES", ROOT.parent / "shared" / "data"))
FIXTURES = ROOT / "tests" / "fixtures" / "importing"


@dataclass(frozen=True)
class Expected:
    """How many foods a file holds and how many have magnesium, as its description says."""

    path: Path
    foods: int
    with_magnesium: int
    known: tuple[tuple[str, float | None], ...]  # code -> magnesium [mg per 100 g]


CASES = [
    Expected(FIXTURES / "ciqual2025.csv", 4, 2, (("990001", 71.5), ("990003", None))),
    Expected(FIXTURES / "nevo.csv", 4, 3, (("900002", 3.25), ("900003", None))),
    # 2,566 numeric and 19 below a limit or traces
    Expected(DATA / "ciqual2025/Table_Ciqual_2025_FR_2025_11_03.csv", 3484, 2585,
             (("13005", 28.0), ("24999", 19.1))),
    Expected(DATA / "ciqual2025/Table_Ciqual_2025_FR_2025_11_03.xlsx", 3484, 2585,
             (("24999", 19.1),)),
    # 2,447 numeric and 15 below a limit or traces
    Expected(DATA / "ciqual2020/Ciqual2020_ENG_2020-07-07.xls", 3185, 2462, (("25606", 15.0),)),
]  # fmt: skip
THERE = [case for case in CASES if case.path.exists()]


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize("case", THERE, ids=lambda case: case.path.name)
def test_a_table_is_read_whole(case: Expected, kb: Knowledge) -> None:
    table = read_table(case.path, kb).table
    assert len(table.foods) == case.foods
    assert table.with_magnesium() == case.with_magnesium
    rows = {row.code: row for row in table.figures}
    for code, magnesium in case.known:
        if magnesium is not None:
            assert rows[code].value("magnesium_mg") == pytest.approx(magnesium)
        else:
            assert code in rows


def standard_reference(folder: Path, target: Path) -> Path:
    """The files of SR Legacy, with NUT_DATA written from the table of its values."""
    numbers = {"Magnesium, Mg (mg)": 304, "Energy (kcal)": 208, "Water (g)": 255,
               "Carbohydrate, by difference (g)": 205, "Fiber, total dietary (g)": 291,
               "Potassium, K (mg)": 306}  # fmt: skip
    for name in ("FOOD_DES.txt", "WEIGHT.txt", "NUTR_DEF.txt", "FD_GROUP.txt"):
        shutil.copy(folder / name, target)
    source = folder / "derived_sr_legacy_nutrients_per100g.csv"
    with (
        source.open(encoding="utf-8", newline="") as read,
        (target / "NUT_DATA.txt").open("w", encoding="latin-1") as written,
    ):
        for row in csv.DictReader(read):
            for column, number in numbers.items():
                if row[column] != "":
                    written.write(f"{row['food_id']}^{number}^{row[column]}^0^^^^\r\n")
    return target


def test_standard_reference_is_read_whole(kb: Knowledge, tmp_path: Path) -> None:
    real = DATA / "usda_sr_legacy"
    if real.is_dir():
        table = read_table(standard_reference(real, tmp_path), kb).table
        assert len(table.foods) == 7793
        assert table.with_magnesium() == 7398
        rows = {row.code: row for row in table.figures}
        assert rows["11458"].value("magnesium_mg") == 87  # spinach, boiled
        assert rows["19904"].value("magnesium_mg") == 228  # dark chocolate, 70-85 %
        bread = next(food for food in table.foods if food.id == "usda-18075")
        assert bread.measures["slice"].g == 32
    else:
        assert len(read_table(FIXTURES / "usda", kb).table.foods) == 3


def test_imported_tables_change_no_line_that_ours_can_read(kb: Knowledge, tmp_path: Path) -> None:
    """Ten thousand more names must not take words away from the foods they stand for."""
    for case in THERE:
        if case.path.suffix != ".xlsx" and "nevo" not in case.path.name:
            keep(read_table(case.path, kb).table, tmp_path)
    large = with_own_tables(kb, own_tables(tmp_path))
    lines = ROOT / "validation" / "foods_lines" / "lines.csv"
    with lines.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    same = sum(
        [item.id for item in foods.parse_line(text, kb).items]
        == [item.id for item in foods.parse_line(text, large).items]
        for text in texts
    )
    assert same >= 0.97 * len(texts)
