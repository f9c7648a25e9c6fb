"""From design to verdict on the command line."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import run

ROOT = Path(__file__).parents[2]
EXAMPLE = [str(ROOT / "examples/trial/design.json"), str(ROOT / "examples/trial/log.csv")]


def test_a_design_says_its_power_and_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trial", "design", "--baseline", "4", "--seed", "7", "--lang", "en", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["design"]["seed"] == 7
    assert {row["true_effect"] for row in made["power"]} == {1.0, 0.75, 0.5}
    said = {one["id"] for one in made["facts"]}
    assert {"trial.power-count", "trial.stores-not-tested", "trial.stop-rules"} <= said


def test_a_blinded_design_shows_the_order_to_the_helper_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, sheet = tmp_path / "design.json", tmp_path / "sheet.txt"
    order = ["trial", "design", "--save", str(kept), "--helper", str(sheet), "--lang", "en"]
    assert run(order) == 0
    seen = capsys.readouterr().out
    assert "empty capsule" not in seen.partition("After each period")[2]
    assert "empty capsule" in sheet.read_text(encoding="utf-8")
    assert json.loads(kept.read_text(encoding="utf-8"))["seed"] is None


def test_an_analysis_ends_with_a_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trial", "analyse", *EXAMPLE, "--lang", "nl", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["verdict"] in ("helps", "harms", "no_worthwhile_effect", "cannot_tell")
    assert made["exact"] is True
    assert {one["id"] for one in made["checks"]} == {
        "finished", "missing-days", "adherence", "trend", "carry-over",
    }  # fmt: skip


def test_every_row_of_a_log_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("day,value,taken\n1,two,\nx,1,\n3,1,maybe\n", encoding="utf-8")
    assert run(["trial", "analyse", EXAMPLE[0], str(log), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert all(f"log.csv:{line}" in said for line in (2, 3, 4))
