"""``magwise plan`` on real files: what is asked is written whole, or nothing is."""

import json
from pathlib import Path

import pytest

from magwise.cli.app import run

EXAMPLES = Path(__file__).parents[2] / "examples"
THYROID = str(EXAMPLES / "thyroid.yaml")
RUNNER = str(EXAMPLES / "runner.yaml")
TODAY = ["--today", "2026-11-22", "--lang", "en"]


def test_every_paper_is_written_where_it_was_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {
        "--html": "plan.html", "--ics": "plan.ics", "--card": "card.html",
        "--letter": "letter.html", "--shopping": "list.txt",
    }  # fmt: skip
    options = [part for name, file in names.items() for part in (name, str(tmp_path / file))]
    assert run(["plan", THYROID, *TODAY, *options]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    for file in names.values():
        assert (tmp_path / file).stat().st_size > 100
        assert file in shown.err


def test_without_a_paper_the_plan_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", RUNNER, *TODAY]) == 0
    shown = capsys.readouterr().out
    assert "Week by week" in shown
    assert "[[" not in shown


def test_json_has_the_weeks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", RUNNER, *TODAY, "--weeks", "4", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [week["number"] for week in made["programme"]["weeks"]] == [1, 2, 3, 4]
    assert made["advice"]["id"] == "runner"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--pdf", "plan.doc"], "end in"),
        (["--card", "card.txt"], "end in"),
        (["--html", "nowhere/plan.html"], "nowhere"),
        (["--weeks", "0"], "weeks"),
        (["--zone", "Europe/Nowhere", "--ics", "a.ics"], "time zone"),
        (["--wishes", "wishes.yaml"], "wishes.yaml"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    options: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["plan", RUNNER, *TODAY, "--letter", "fine.html", *options]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_wishes_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = tmp_path / "wishes.yaml"
    wishes.write_text("max_changes: 1\n", encoding="utf-8")
    assert run(["plan", THYROID, *TODAY, "--wishes", str(wishes), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert len(made["advice"]["plan"]["food"]) == 1


def test_a_wish_nobody_knows_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = tmp_path / "wishes.yaml"
    wishes.write_text("max_changes: many\nturbo: 1\n", encoding="utf-8")
    assert run(["plan", RUNNER, *TODAY, "--wishes", str(wishes)]) == 2
    said = capsys.readouterr().err
    assert "max_changes" in said
    assert "turbo" in said


def test_an_emergency_is_all_that_stands_on_any_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = tmp_path / "me.yaml"
    text = Path(THYROID).read_text(encoding="utf-8")
    person.write_text(text.replace("red_flags: []", "red_flags: [pijn op de borst]"), "utf-8")
    card, ics = tmp_path / "card.html", tmp_path / "plan.ics"
    assert run(["plan", THYROID, *TODAY, "--ics", str(ics)]) == 0
    assert b"CANCELLED" not in ics.read_bytes()
    options = ["--card", str(card), "--ics", str(ics), "--shopping", str(tmp_path / "list.txt")]
    assert run(["plan", str(person), *TODAY, *options]) == 0
    assert "112" in card.read_text(encoding="utf-8")
    assert "50 mg" not in card.read_text(encoding="utf-8")
    assert ics.read_bytes().count(b"STATUS:CANCELLED") == ics.read_bytes().count(b"BEGIN:VEVENT")
    assert not (tmp_path / "list.txt").exists()
    capsys.readouterr()


def test_papers_that_there_are_none_of_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--letter", str(tmp_path / "l.html"), "--race-card", str(tmp_path / "r.html")]
    assert run(["plan", str(EXAMPLES / "office-worker.yaml"), *TODAY, *options]) == 0
    said = capsys.readouterr().err
    assert "No letter" in said
    assert "No race-day card" in said
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_web_page_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert run(["plan", RUNNER, *TODAY, "--pdf", str(tmp_path / "a.pdf")]) == 2
    assert "magwise[pdf]" in capsys.readouterr().err
    assert run(["plan", RUNNER, *TODAY, "--ics", str(tmp_path / "a.ics")]) == 2
    assert "magwise[calendar]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
