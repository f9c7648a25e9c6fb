"""Each food table is read as it is printed: missing stays missing, and every mistake is told."""

from pathlib import Path

import openpyxl
import pytest

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.foods.importing import Imported, OwnTable, read_table
from magwise.foods.importing.cells import BadCell, cell_of
from magwise.foods.importing.weights import measure_of
from magwise.knowledge.schema.foods import Figures, Food

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "importing"


def food(table: OwnTable, key: str) -> Food:
    return next(one for one in table.foods if one.id == key)


def row(table: OwnTable, key: str) -> Figures:
    return next(one for one in table.figures if one.id == key)


def told(found: Imported, problem: str) -> list[str]:
    return [one.where for one in found.problems if one.id == problem]


@pytest.mark.parametrize("text", ["", "-", "N/A", None, "nd"])
def test_nothing_printed_is_missing_and_not_zero(text: str | None) -> None:
    assert cell_of(text).value is None


def test_zero_is_zero_and_traces_are_told_apart() -> None:
    assert cell_of("0").value == 0.0
    assert cell_of("traces").traces
    assert cell_of("sp").value == 0.0
    assert cell_of("< 0,2", decimal=",").below == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("text", "decimal", "reason"),
    [
        ("=1+1", ".", "formula"), ("@SUM(A1)", ".", "formula"), ("-5", ".", "negative"),
        ("nan", ".", "endless"), ("inf", ",", "endless"), ("1.250", ",", "thousands"),
        ("1,250", ".", "thousands"), ("1.250,5", ",", "thousands"), ("abc", ".", "number"),
        ("1e999", ".", "number"), (float("nan"), ".", "endless"), (True, ".", "number"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_amount_is_refused(text: object, decimal: str, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        cell_of(text, decimal=decimal)


def test_standard_reference_is_read_with_its_measures(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "usda", kb)
    table = found.table
    assert [one.id for one in table.foods] == ["usda-90001", "usda-90002", "usda-90003"]
    bean = row(table, "usda-90001")
    assert bean.value("magnesium_mg") == 150
    assert bean.value("carbohydrate_g") == 45  # by difference, less its fibre
    assert bean.value("calcium_mg") is None  # -5 is no amount
    assert "jalapeño" in food(table, "usda-90002").names.en
    assert row(table, "usda-90002").value("magnesium_mg") is None  # nan
    assert row(table, "usda-90002").value("carbohydrate_g") is None  # its fibre is not known
    assert row(table, "usda-90003").value("magnesium_mg") == 0  # a printed zero is zero
    measures = food(table, "usda-90001").measures
    assert (measures["us-cup"].low, measures["us-cup"].high) == (180, 200)
    assert measures["tablespoon"].g == 12  # two of them weigh 24 g
    assert food(table, "usda-90003").group == "egg"


def test_every_mistake_in_standard_reference_has_its_line(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "usda" / "FOOD_DES.txt", kb)  # one of its files will do
    assert told(found, "error.import-row-double") == ["FOOD_DES.txt:4", "NUT_DATA.txt:11"]
    assert told(found, "error.import-cell-negative") == ["NUT_DATA.txt:5"]
    assert told(found, "error.import-cell-endless") == ["NUT_DATA.txt:7"]
    assert told(found, "error.import-cell-formula") == ["NUT_DATA.txt:9"]
    assert told(found, "error.import-row-orphan") == ["NUT_DATA.txt:10"]
    assert told(found, "error.import-row-short") == ["NUT_DATA.txt:12"]
    assert told(found, "error.import-unit") == ["NUTR_DEF.txt:4"]  # iron in grams


def test_fooddata_central_keeps_foods_as_eaten_and_leaves_brands_and_samples(
    kb: Knowledge,
) -> None:
    found = read_table(FIXTURES / "fdc", kb)
    assert [one.id for one in found.table.foods] == ["fdc-7001", "fdc-7002"]
    milk, nut = row(found.table, "fdc-7002"), row(found.table, "fdc-7001")
    assert milk.value("energy_kcal") == 60  # general Atwater factors go before specific ones
    assert milk.value("magnesium_mg") == pytest.approx(11.9)
    assert milk.value("calcium_mg") is None  # "1,250" could be two things
    assert nut.value("calcium_mg") is None  # an empty cell
    assert food(found.table, "fdc-7001").group == "nuts-seeds"
    assert food(found.table, "fdc-7001").measures["us-cup"].g == 143
    assert food(found.table, "fdc-7002").measures["us-cup"].g == 244
    assert told(found, "error.import-unit") == ["nutrient.csv:7"]  # iron in micrograms
    assert told(found, "error.import-row-double") == ["food.csv:6"]


def test_ciqual_keeps_its_flags(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "ciqual2025.csv", kb)
    table = found.table
    assert table.id == "ciqual-2025"
    bread, green = row(table, "ciqual-2025-990001"), row(table, "ciqual-2025-990002")
    assert food(table, "ciqual-2025-990001").names.en == "Pain d'essai complet"
    assert food(table, "ciqual-2025-990001").group == "bread"
    assert bread.value("magnesium_mg") == pytest.approx(71.5)
    assert bread.value("vitamin_a_rae_ug") == pytest.approx(1.0)  # beta-carotene / 12
    assert bread.value("selenium_ug") is None
    assert "selenium_ug:<2.2" in (bread.flags or "")
    assert (green.magnesium_low_mg, green.magnesium_high_mg) == (0, 5)
    assert "selenium_ug:traces" in (green.flags or "")
    assert green.value("energy_kcal") is None
    assert row(table, "ciqual-2025-990003").value("magnesium_mg") is None
    doubtful = row(table, "ciqual-2025-990004")
    assert doubtful.value("magnesium_mg") is None
    assert {one.id for one in found.problems} == {
        "error.import-cell-thousands", "error.import-cell-formula", "error.import-cell-negative",
        "error.import-row-double",
    }  # fmt: skip


def test_ciqual_as_a_spreadsheet_gives_the_same_figures(kb: Knowledge, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["alim_grp_nom_eng", "alim_code", "alim_nom_eng", "Magnesium (mg/100g)"])
    sheet.append(["bread", 990001.0, "Testbread", "71,5"])
    sheet.append(["bread", 990002, "Testbread, white", 20.5])
    sheet.append(["bread", 990003, "Testbread, none", "-"])
    path = tmp_path / "Ciqual 2020.xlsx"
    book.save(path)
    table = read_table(path, kb).table
    assert [one.code for one in table.figures] == ["990001", "990002", "990003"]
    values = [one.value("magnesium_mg") for one in table.figures]
    assert values == [71.5, 20.5, None]
    assert table.foods[0].imported == ("en",)


def test_nevo_is_read_per_100_g_and_per_100_ml_with_its_citation(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "nevo.csv", kb)
    table = found.table
    citation = "Based on data from NEVO online version 2025/9.0, RIVM, Bilthoven"
    assert table.source.credit == citation
    assert table.prefer
    drink = food(table, "nevo-900002")
    assert drink.density_g_per_ml == 1.0
    assert drink.aliases.nl == ("proeflimonade",)
    assert drink.kind == "drink"
    assert row(table, "nevo-900002").value("magnesium_mg") == pytest.approx(3.25)
    assert row(table, "nevo-900003").value("magnesium_mg") is None
    assert food(table, "nevo-900005").fortified
    assert told(found, "error.import-basis") == ["nevo.csv:5"]
    assert told(found, "error.import-row-nameless") == ["nevo.csv:7"]


def test_a_quarter_of_a_gram_in_a_product_is_250_mg(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "product.json", kb)
    bar = row(found.table, "off-0000000000017")
    assert bar.value("magnesium_mg") == 250
    assert bar.value("sodium_mg") == 40
    assert bar.value("vitamin_d_ug") == 5
    assert bar.value("calcium_mg") is None
    product = found.table.foods[0]
    assert product.fortified  # magnesium citrate is among its ingredients
    assert product.aliases.nl == ("Testmerk Proefreep noten",)
    assert product.measures["portion"].g == 40


def test_a_product_with_milligrams_typed_as_grams_is_refused(kb: Knowledge) -> None:
    found = read_table(FIXTURES / "products.jsonl", kb)
    assert [one.id for one in found.table.foods] == ["off-0000000000024", "off-0000000000055"]
    assert row(found.table, "off-0000000000024").value("magnesium_mg") == 11
    assert row(found.table, "off-0000000000055").value("magnesium_mg") is None
    assert told(found, "error.import-product-magnesium") == ["products.jsonl:2"]
    assert told(found, "error.import-product-disagrees") == ["products.jsonl:3"]
    assert told(found, "error.import-row-nameless") == ["products.jsonl:5"]
    assert told(found, "error.import-product") == ["products.jsonl:6", "products.jsonl:7"]


def test_an_amount_no_food_holds_stays_unknown(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "alim_code;alim_nom_fr;Magnésium (mg 100 g);Protéines, N x facteur (g 100 g)\n"
        "1;Trop;71000;120\n2;Bon;71;12\n",
        encoding="utf-8",
    )
    found = read_table(path, kb)
    assert row(found.table, "ciqual-own-1").values.count(None) == len(found.table.figures[0].values)
    assert len(told(found, "error.import-implausible")) == 2


def test_every_measure_of_a_table_is_one_of_ours(kb: Knowledge) -> None:
    for words in ("cup", "tbsp", "tsp", "slice", "fl oz", "clove", "stalk", "head", "fruit"):
        assert measure_of(words) in kb.measures
    for words in ("oz", "lb", "cubic inch", "g", "large"):
        assert measure_of(words) is None


def test_a_folder_with_half_a_table_says_which_file_is_missing(
    kb: Knowledge, tmp_path: Path
) -> None:
    (tmp_path / "food.csv").write_text("fdc_id,data_type,description\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(tmp_path, kb)
    assert [one.values["file"] for one in caught.value.problems] == [
        "nutrient.csv",
        "food_nutrient.csv",
    ]
