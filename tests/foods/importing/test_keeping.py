"""Imported tables are kept whole, read back alike, and used where they should be."""

import json
from pathlib import Path

import pytest

from magwise import Diary, Knowledge, Profile, assess
from magwise.core.errors import InputError
from magwise.foods import find, parse_line
from magwise.foods.importing import (
    acknowledgements,
    keep,
    own_tables,
    read_table,
    remove,
    with_own_tables,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "importing"
TABLES = ("usda", "fdc", "ciqual2025.csv", "nevo.csv", "product.json")
CITATION = "Based on data from NEVO online version 2025/9.0, RIVM, Bilthoven"


@pytest.fixture
def with_nevo(kb: Knowledge) -> Knowledge:
    return with_own_tables(kb, [read_table(FIXTURES / "nevo.csv", kb).table])


@pytest.mark.parametrize("name", TABLES)
def test_the_same_file_gives_the_same_bytes(kb: Knowledge, tmp_path: Path, name: str) -> None:
    kept = []
    for _ in range(2):
        keep(read_table(FIXTURES / name, kb).table, tmp_path)
        kept.append([path.read_bytes() for path in (tmp_path / "tables").glob("*.json")])
    assert kept[0] == kept[1]
    assert len(kept[0]) == 1


@pytest.mark.parametrize("name", TABLES)
def test_what_is_kept_is_what_was_read(kb: Knowledge, tmp_path: Path, name: str) -> None:
    table = read_table(FIXTURES / name, kb).table
    keep(table, tmp_path)
    assert own_tables(tmp_path)[0].figures == table.figures
    assert own_tables(tmp_path)[0].foods == table.foods


def test_an_interrupted_import_leaves_what_was_there(
    kb: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = read_table(FIXTURES / "nevo.csv", kb).table
    keep(table, tmp_path)
    before = (tmp_path / "tables" / "nevo-2025-9.0.json").read_bytes()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("magwise.foods.folder.os.fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        keep(table.model_copy(update={"prefer": False}), tmp_path)
    left = [path.name for path in (tmp_path / "tables").iterdir() if path.suffix != ".lock"]
    assert left == ["nevo-2025-9.0.json"]
    assert (tmp_path / "tables" / "nevo-2025-9.0.json").read_bytes() == before


def test_products_are_added_one_by_one(kb: Knowledge, tmp_path: Path) -> None:
    keep(read_table(FIXTURES / "product.json", kb).table, tmp_path)
    keep(read_table(FIXTURES / "products.jsonl", kb).table, tmp_path)
    assert len(own_tables(tmp_path)[0].foods) == 3


def test_a_broken_table_is_named_and_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "nevo-own.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        own_tables(tmp_path)
    assert caught.value.problems[0].values["table"] == "nevo-own"
    remove("nevo-own", tmp_path)
    assert own_tables(tmp_path) == ()
    with pytest.raises(InputError):
        remove("../nevo-own", tmp_path)


def test_nevo_figures_go_first_for_the_same_dutch_food(kb: Knowledge, with_nevo: Knowledge) -> None:
    ours, theirs = kb.figures["quark-full"], with_nevo.figures["quark-full"]
    assert theirs.table == "nevo-2025-9.0"
    assert theirs.value("magnesium_mg") == 11.5
    assert theirs.value("copper_mg") == ours.value("copper_mg")  # NEVO's file has none here
    assert f"copper_mg:{ours.table}" in (theirs.filled or "")
    before = parse_line("200 g volle kwark", kb).items[0]
    after = parse_line("200 g volle kwark", with_nevo).items[0]
    assert before.id == after.id == "quark-full"
    assert before.magnesium_mg != after.magnesium_mg


def test_a_row_of_the_same_name_that_is_plainly_another_food_changes_nothing(
    kb: Knowledge, with_nevo: Knowledge
) -> None:
    """The made-up row "magere kwark" is a powder: ten times the magnesium, hardly any water."""
    assert with_nevo.figures["quark-low-fat"] == kb.figures["quark-low-fat"]


def test_foods_that_only_the_table_has_are_found_in_a_diary_line(with_nevo: Knowledge) -> None:
    item = parse_line("200 ml testlimonade proefsmaak", with_nevo).items[0]
    assert item.id == "nevo-900002"
    assert item.magnesium_mg is not None
    assert item.magnesium_mg.best == pytest.approx(6.5)  # per 100 ml
    unknown = parse_line("100 g proefbrood zaden", with_nevo).items[0]
    assert unknown.magnesium_mg is None  # NEVO prints none, and none is not zero
    assert find("proeflimonade", with_nevo)[0].id == "nevo-900002"


def test_our_own_names_keep_their_meaning(kb: Knowledge) -> None:
    tables = [read_table(FIXTURES / name, kb).table for name in TABLES]
    large = with_own_tables(kb, [table for table in tables if not table.prefer])
    for line in ("2 bananen", "kwark met muesli", "pain in my knee", "a cup of beans", "brood"):
        before, after = parse_line(line, kb), parse_line(line, large)
        assert [item.id for item in before.items] == [item.id for item in after.items]


def test_a_single_french_word_means_nothing_in_dutch_or_english(
    kb: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "c.csv"
    path.write_text("alim_code;alim_nom_fr;Magnésium (mg 100 g)\n1;Genou;50\n", encoding="utf-8")
    large = with_own_tables(kb, [read_table(path, kb).table])
    assert parse_line("my genou hurts", large).items == ()


def test_the_citation_rivm_asks_for_stands_with_every_result_that_uses_nevo(
    with_nevo: Knowledge,
) -> None:
    assert acknowledgements(["quark-full"], with_nevo)[0].values == {"credit": CITATION}
    assert acknowledgements(["banana", None], with_nevo) == ()
    diary = Diary.model_validate(
        {"days": [{"date": "2026-11-02", "entries": [{"text": "200 g volle kwark"}]}]}
    )
    said = [fact for fact in assess(Profile(), diary, with_nevo).findings
            if fact.id == "about.own-table"]  # fmt: skip
    assert [fact.values["credit"] for fact in said] == [CITATION]


def test_another_table_is_another_knowledge_base(kb: Knowledge, with_nevo: Knowledge) -> None:
    assert with_nevo.hash != kb.hash
    assert with_nevo.version.endswith("+nevo-2025-9.0")
    assert with_own_tables(kb, ()) is kb


def test_only_the_person_may_read_what_is_kept(kb: Knowledge, tmp_path: Path) -> None:
    keep(read_table(FIXTURES / "product.json", kb).table, tmp_path / "home")
    path = tmp_path / "home" / "tables" / "open-food-facts.json"
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(path.read_bytes())["format"] == 1


@pytest.mark.parametrize("name", ["Banaan", "Banaan rauw", "Banaan gem v diverse soorten"])
def test_what_a_table_adds_to_a_name_does_not_hide_the_food(
    kb: Knowledge, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "nevo.csv"
    path.write_text(
        "NEVO-code|Voedingsmiddelnaam|Hoeveelheid|ENERCC (kcal)|MG (mg)\n"
        f"900010|{name}|per 100g|90|31,5\n",
        encoding="utf-8",
    )
    large = with_own_tables(kb, [read_table(path, kb).table])
    assert large.figures["banana"].value("magnesium_mg") == 31.5
    assert "nevo-900010" not in large.foods  # it is our banana, not a second one
