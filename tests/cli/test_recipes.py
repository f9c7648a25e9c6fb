"""``magwise recipes``."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import run


def test_the_list_shows_every_recipe_with_an_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recipes", "--lang", "nl"]) == 0
    shown = capsys.readouterr().out
    assert "lentil-spinach-wrap" in shown
    assert "Wrap met linzen en spinazie" in shown
    assert "–" in shown


def test_a_recipe_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recipes", "lentil-spinach-wrap", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    for part in ("1 wholewheat wrap", "3. Roll it up", "magnesium", "Contains: gluten and sesame"):
        assert part in shown


def test_json_holds_nutrients_per_serving(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recipes", "--json", "--moment", "snack"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert records
    assert all("snack" in record["moments"] for record in records)
    magnesium = records[0]["nutrients_per_serving"]["magnesium_mg"]
    assert magnesium["low"] <= magnesium["best"] <= magnesium["high"]


def test_an_unknown_recipe_says_how_to_find_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recipes", "nasi", "--lang", "en"]) == 2
    assert "magwise recipes" in capsys.readouterr().err


def test_somebody_with_weak_kidneys_hears_why_there_are_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    person = tmp_path / "person.yaml"
    person.write_text("age_years: 70\negfr: 25\n", encoding="utf-8")
    assert run(["recipes", "--profile", str(person), "--lang", "en"]) == 0
    assert "doctor or dietitian" in capsys.readouterr().err
