"""A forest plot says in a table what it draws, holds no script, needs nothing from elsewhere."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.cli.app import run
from magwise.report.evidence import outcomes_of, pooled, topics

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_pool_is_drawn_with_one_square_per_trial(kb: Knowledge, language: str) -> None:
    for pool in kb.pools:
        found = pooled(pool, kb, language)  # type: ignore[arg-type]
        picture = ET.fromstring(found.drawing)
        squares = [one for one in picture.iter(f"{SVG}rect") if one.get("fill") != "#ffffff"]
        trials = [one for one in kb.trials.values() if one.pool == pool]
        assert len(squares) == len(trials)
        description = picture.find(f"{SVG}desc")
        assert description is not None
        assert all(one.label in (description.text or "") for one in trials)
        words = " ".join(one.text or "" for one in picture.iter(f"{SVG}text"))
        assert "[[" not in words + found.text


def test_a_plot_holds_no_script_and_asks_nothing_of_others(kb: Knowledge) -> None:
    drawing = pooled("heart-attack-2007", kb, "nl").drawing
    for part in ("<script", "href", "url(", "@import", "<image", "<foreignObject"):
        assert part not in drawing
    assert drawing.count("http") == 1  # the name of the SVG language itself


def test_an_interval_that_does_not_fit_gets_an_arrow_and_stays_inside(kb: Knowledge) -> None:
    picture = ET.fromstring(pooled("heart-attack-2007", kb, "en").drawing)
    width = float(picture.get("width", "0"))
    for line in picture.iter(f"{SVG}line"):
        assert 0 <= float(line.get("x1", "-1")) <= float(line.get("x2", "-1")) <= width


def test_names_in_a_file_cannot_break_the_picture(kb: Knowledge) -> None:
    from magwise.report.evidence import pooled_rows

    rows = [
        {"id": "<script>alert(1)</script> & co", "effect": "0.1", "se": "0.2"},
        {"id": "b", "effect": "0.3", "se": "0.1"},
    ]
    found = pooled_rows(rows, "rows", "GEN", "REML", kb, "en")
    assert "<script" not in found.drawing
    ET.fromstring(found.drawing)


def test_pools_of_others_are_shown_side_by_side_and_not_added_up(kb: Knowledge) -> None:
    found = pooled("blood-pressure", kb, "en")
    assert found.record["pooled_here"] is False
    assert len(found.record["rows"]) >= 3
    ET.fromstring(found.drawing)


def test_the_command_writes_a_chart_and_the_same_numbers_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = tmp_path / "forest.svg"
    assert run(["evidence", "pool", "heart-attack-2007", "--chart", str(chart), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["leading"]["natural"]["best"] == pytest.approx(0.987, abs=5e-4)
    assert len(record["leave_one_out"]) == len(record["cumulative"]) == 22
    assert chart.read_text(encoding="utf-8").startswith("<svg")
    assert run(["evidence", "pool", "heart-attack-2007", "--chart", str(tmp_path / "x.png")]) != 0


def test_the_command_pools_rows_of_your_own_and_refuses_bad_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    head = "id,events_treated,n_treated,events_control,n_control\n"
    rows.write_text(head + "a,4,40,9,38\nb,1,12,0,15\n", encoding="utf-8")
    assert run(["evidence", "pool", "--studies", str(rows), "--measure", "OR", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["leading"]["k"] == 2
    rows.write_text(head + "a,44,40,9,38\nb,1,,0,15\n", encoding="utf-8")
    assert run(["evidence", "pool", "--studies", str(rows), "--measure", "OR"]) != 0
    said = capsys.readouterr().err
    assert "rows.csv 2" in said
    assert "rows.csv 3" in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_topic_can_be_shown(
    kb: Knowledge, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for topic in topics(kb, language):  # type: ignore[arg-type]
        assert run(["evidence", "show", topic["id"], "--lang", language]) == 0
        assert "[[" not in capsys.readouterr().out
    assert run(["evidence", "show", "cramps", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    leading = next(one for one in shown if one["outcome"] == "cramps-rest-per-week")
    assert leading["certainty"] == "moderate"
    assert [step["by"] for step in leading["steps"]].count(-1) == 1


def test_everyday_words_of_both_languages_find_their_outcome(kb: Knowledge) -> None:
    for said, topic in (
        ("kuitkramp", "cramps"),
        ("Bloeddruk", "blood-pressure"),
        ("sleep", "sleep"),
    ):
        assert {one.topic for one in outcomes_of(said, kb)} == {topic}
    (only,) = outcomes_of("sportkramp", kb)
    assert only.id == "cramps-exercise"


def test_claims_are_listed_with_their_evidence(
    kb: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evidence", "claims", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(kb.claim_catalogue)
    named = {one for row in rows for one in row["evidence"]}
    assert named <= set(kb.syntheses)
