"""``magwise log`` and ``magwise followup``."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import run

PERSON = """
age_years: 45
sex: female
country: nl
pregnant: no
breastfeeding: no
conditions: []
medicines: []
supplements: []
red_flags: []
kidney_disease: no
language: en
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "me.yaml").write_text(PERSON, encoding="utf-8")
    return tmp_path


def _log(folder: Path, *arguments: str) -> int:
    return run(["log", str(folder / "log.csv"), "--lang", "en", *arguments])


def test_a_day_is_written_and_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _log(folder, "--date", "2026-11-20", "--cramps", "0", "--soreness", "calves 4") == 0
    assert "2026-11-20" in capsys.readouterr().out
    assert "calves 4" in (folder / "log.csv").read_text(encoding="utf-8")


def test_a_second_time_keeps_what_was_there(folder: Path) -> None:
    _log(folder, "--date", "2026-11-20", "--cramps", "2")
    _log(folder, "--date", "2026-11-20", "--energy", "6")
    (row,) = (folder / "log.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert row.startswith("2026-11-20,2,,,,,6")


def test_without_a_file_it_is_the_log_of_the_app(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(folder), "--lang", "en"]
    run(["log", *data, "--date", "2026-11-20", "--cramps", "2", "--cramp-details", "night calf 6"])
    run(["log", *data, "--date", "2026-11-20", "--energy", "6"])
    capsys.readouterr()
    assert run(["log", *data, "--json"]) == 0
    (day,) = json.loads(capsys.readouterr().out)["days"]
    assert (day["cramps"], day["energy"], day["stool"]) == (2, 6.0, None)
    assert day["cramp_details"] == [{"when": "night", "where": "calf", "severity": 6.0}]
    assert run(["data", "export", str(folder / "out"), *data]) == 0
    assert run(["log", str(folder / "out" / "log.csv"), "--lang", "en"]) == 0
    assert _log(folder, *data[:2]) == 2


def test_a_mistake_leaves_the_log_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _log(folder, "--date", "2026-11-20", "--cramps", "2")
    before = (folder / "log.csv").read_bytes()
    assert _log(folder, "--date", "2026-11-21", "--stool", "blue") == 2
    assert "blue" in capsys.readouterr().err
    assert (folder / "log.csv").read_bytes() == before


def test_a_stop_rule_speaks_at_the_next_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        _log(folder, "--date", day, "--stool", "watery")
    capsys.readouterr()
    assert _log(folder) == 0
    assert capsys.readouterr().out.startswith("! You had watery stools")


def test_from_start_to_review(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person, start, log = folder / "me.yaml", folder / "start.json", folder / "log.csv"
    begin = ["followup", "start", str(person), "--save", str(start), "--today", "2026-09-01"]
    assert run(begin) == 0
    _log(folder, "--date", "2026-09-10", "--cramps", "1", "--stool", "normal")
    files = [str(start), str(person), str(log)]
    capsys.readouterr()
    assert run(["followup", "check", *files, "--today", "2026-09-15", "--json"]) == 0
    check = json.loads(capsys.readouterr().out)
    assert (check["week"], check["due"], check["alone"]) == (2, "week-2", False)
    assert run(["followup", "review", *files, "--today", "2026-10-27", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["check"]["facts"][-1]["id"] == "followup.review-due"
    assert found["advice"]


def test_a_start_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "start.json").write_text('{"date": 3}', encoding="utf-8")
    (folder / "log.csv").write_text("date\n", encoding="utf-8")
    files = [str(folder / name) for name in ("start.json", "me.yaml", "log.csv")]
    assert run(["followup", "check", *files]) == 2
    assert "followup start" in capsys.readouterr().err
