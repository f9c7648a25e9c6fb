"""A broken, hostile or foreign file is refused in words, and leaves nothing behind."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.foods.importing import read_table, sheets

HEAD = "alim_code;alim_nom_fr;Magnésium (mg 100 g)\n"


def refused(path: Path, kb: Knowledge) -> set[str]:
    with pytest.raises(InputError) as caught:
        read_table(path, kb)
    return {one.id for one in caught.value.problems}


def test_a_missing_column_is_named(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "nevo.csv"
    path.write_text("NEVO-code|Voedingsmiddelnaam|MG (µg)\n1|x|2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(path, kb)
    columns = {one.values["column"] for one in caught.value.problems}
    assert columns == {"quantity", "magnesium_mg"}  # magnesium in micrograms is not magnesium in mg


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"", "error.import-empty"),
        ("a.csv", b"alim_code;x\x00y\n", "error.file-binary"),
        ("a.csv", b"some,other,columns\n1,2,3\n", "error.import-kind"),
        ("a.xlsx", b"no spreadsheet at all", "error.import-sheet"),
        ("a.xlsx", b"PK\x03\x04 broken", "error.import-sheet"),
        ("a.xls", b"\xd0\xcf\x11\xe0 broken", "error.import-sheet"),
        ("a.zip", b"PK\x03\x04", "error.import-packed"),
        ("a.json", b"[[[" * 50_000, "error.too-deep"),
        ("a.json", b'{"nothing": 1}', "error.import-no-rows"),
        ("a.json", b"\xff\xfe\xfa", "error.import-text"),
    ],
)
def test_what_is_no_table_is_refused(
    kb: Knowledge, tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert problem in refused(path, kb)


def test_a_file_that_is_not_there_and_a_folder_of_other_things_are_told_apart(
    kb: Knowledge, tmp_path: Path
) -> None:
    assert refused(tmp_path / "gone.csv", kb) == {"error.file-missing"}
    assert refused(tmp_path, kb) == {"error.import-kind"}


def test_a_spreadsheet_that_is_huge_inside_is_not_unpacked(
    kb: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED_BYTES", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    assert path.stat().st_size < 100_000
    assert refused(path, kb) == {"error.import-too-big"}


def test_a_line_without_end_is_refused(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(HEAD + "1;" + "x" * (sheets.LONGEST_LINE + 10), encoding="utf-8")
    assert "error.import-line-long" in refused(path, kb)


def test_a_thousand_mistakes_are_another_kind_of_file(kb: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    rows = "".join(f"{n};x{n};bad\n" for n in range(1500))
    path.write_text(HEAD + rows, encoding="utf-8")
    assert "error.import-too-many" in refused(path, kb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "mac_roman", "cp1252", "utf-16"])
def test_accents_survive_every_common_encoding(
    kb: Knowledge, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes((HEAD + "1;Pâté d'été;12\n2;Sirop;3\n").encode(encoding))
    table = read_table(path, kb).table
    assert table.foods[0].names.en == "Pâté d'été"


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["csv", "json", "xlsx", "xls", "txt"]))
def test_no_bytes_crash_the_importer(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    kb = _kb()
    for head in (b"", HEAD.encode(), b"NEVO-code|Voedingsmiddelnaam|Hoeveelheid|MG (mg)\n"):
        path = tmp_path_factory.mktemp("any") / f"any.{suffix}"
        path.write_bytes(head + content)
        try:
            found = read_table(path, kb)
        except InputError:
            continue
        assert found.table.foods


_KEPT: list[Knowledge] = []


def _kb() -> Knowledge:
    if not _KEPT:
        _KEPT.append(Knowledge.load())
    return _KEPT[0]
