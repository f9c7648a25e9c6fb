"""Own tables, diaries and choices from the command line, in both languages."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import STATE, run

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "importing"
CITATION = "Based on data from NEVO online version 2025/9.0, RIVM, Bilthoven"


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGWISE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(STATE, "kb", None)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    STATE.kb = None
    code = run(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_table_is_imported_shown_used_and_taken_away(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    lang = ("--lang", language)
    code, out, err = said(capsys, "foods", "import", str(FIXTURES / "nevo.csv"), *lang)
    assert code == 0
    assert CITATION in out
    assert "nevo.csv:5" in err  # each row that could not be used has its line
    assert "nevo-2025-9.0" in said(capsys, "foods", "tables", *lang)[1]
    code, out, _ = said(capsys, "foods", "parse", "200 g volle kwark", *lang)
    assert code == 0
    assert CITATION in out
    _, out, _ = said(capsys, "foods", "parse", "2 bananen", *lang)
    assert CITATION not in out
    code, _, _ = said(capsys, "foods", "tables", "--remove", "nevo-2025-9.0", *lang)
    assert code == 0
    assert CITATION not in said(capsys, "foods", "parse", "200 g volle kwark", *lang)[1]


def test_the_same_import_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "foods", "import", str(FIXTURES / "fdc"), "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["foods"], found["with_magnesium"]) == (2, 2)
    assert len(found["problems"]) == 3
    rows = json.loads(said(capsys, "foods", "tables", "--json")[1])
    assert [row["table"] for row in rows] == ["fooddata-central-own"]


def test_a_refused_file_keeps_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    code, out, err = said(capsys, "foods", "import", str(path), "--lang", "en")
    assert (code, out) == (2, "")
    assert "food tables" in err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", ["servings.csv", "dailysummary.csv", "myfitnesspal.csv"])
def test_an_imported_diary_goes_straight_into_an_advice(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    diary, person = tmp_path / "diary.json", tmp_path / "me.yaml"
    person.write_text("age_years: 41\nsex: female\ncountry: nl\n", encoding="utf-8")
    code, out, _ = said(capsys, "foods", "import", str(FIXTURES / name), "--save", str(diary))
    assert (code, out) == (0, "")
    code, out, _ = said(capsys, "advise", str(person), "--diary", str(diary), "--json")
    assert code == 0
    assert json.loads(out)
    code, out, _ = said(capsys, "foods", "import", str(FIXTURES / name))
    assert json.loads(out) == json.loads(diary.read_text(encoding="utf-8"))


def test_choices_are_kept_used_shown_and_erased(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "foods", "remember", "kwark", "quark-full", "--lang", "nl")[0] == 0
    assert said(capsys, "foods", "remember", "mijn mok", "300 ml")[0] == 0
    line = ("foods", "parse", "bakje kwark", "--json")
    own = json.loads(said(capsys, *line)[1])
    plain = json.loads(said(capsys, *line, "--no-corrections")[1])
    assert own["items"][0]["food_id"] == "quark-full"
    assert plain["items"][0]["food_id"] == "quark-low-fat"
    kept = json.loads(said(capsys, "foods", "corrections", "--json")[1])
    assert kept["foods"] == {"kwark": "quark-full"}
    assert kept["measures"] == {"mok": 300.0}
    assert "quark-full" in said(capsys, "foods", "corrections", "--lang", "nl")[1]
    assert said(capsys, "foods", "forget", "kwark")[0] == 0
    assert said(capsys, "foods", "forget", "kwark")[0] == 2
    assert said(capsys, "foods", "forget")[0] == 2
    assert said(capsys, "foods", "forget", "--all")[0] == 0
    assert json.loads(said(capsys, "foods", "corrections", "--json")[1])["measures"] == {}


def test_advice_uses_ones_own_choices_unless_told_not_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    person = tmp_path / "me.yaml"
    person.write_text(
        "age_years: 41\nsex: female\ncountry: nl\ndiary:\n"
        '  - {date: "2026-11-02", complete: true, entries: ["mijn ontbijtje", "3 bananen"]}\n',
        encoding="utf-8",
    )
    said(capsys, "foods", "remember", "mijn ontbijtje", "oats")
    own = said(capsys, "advise", str(person), "--json")[1]
    plain = said(capsys, "advise", str(person), "--json", "--no-corrections")[1]
    assert '"oats"' in own
    assert json.loads(own)["assessment"] != json.loads(plain)["assessment"]


def test_a_broken_table_stops_with_words_and_the_way_out_works(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "home" / "tables").mkdir(parents=True)
    (tmp_path / "home" / "tables" / "nevo-own.json").write_text("{", encoding="utf-8")
    code, _, err = said(capsys, "foods", "parse", "2 bananen", "--lang", "en")
    assert code == 2
    assert "magwise foods tables --remove nevo-own" in err
    assert said(capsys, "foods", "tables", "--remove", "nevo-own")[0] == 0
    assert said(capsys, "foods", "parse", "2 bananen")[0] == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Magnesiumcitraat 1.500 mg, waarvan magnesium 240 mg"),
        ("en", "Magnesium citrate 1,500 mg, of which magnesium 240 mg"),
    ],
)
def test_the_label_of_the_example_reads_right(
    capsys: pytest.CaptureFixture[str], language: str, text: str
) -> None:
    code, out, _ = said(capsys, "label", text, "--lang", language, "--json")
    read = json.loads(out)
    assert code == 0
    assert (read["salt_mg"], read["elemental_mg"]["best"]) == (1500, 240)
    assert read["forms"] == ["citrate"]
    assert read["amount_is"] == "elemental"
    assert read["label_value_share"] == pytest.approx(0.64)
    ids = {finding["id"] for finding in read["findings"]}
    assert {"label.element", "label.how-many-fit", "label.tested-athletes"} <= ids
    assert "NZVT" in out
