"""An experiment from clearance to the papers of its analysis, on the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from magwise.cli.app import run

ROOT = Path(__file__).parents[2]
DESIGN, LOG = (str(ROOT / f"examples/trial/{name}") for name in ("design.json", "log.csv"))
Output = pytest.CaptureFixture[str]


def asked(capsys: Output, *order: str) -> Any:
    assert run(["trial", *order, "--lang", "en", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def ids(made: Any) -> list[str]:
    return [one["id"] for one in made["facts"]]


def designed(tmp_path: Path, capsys: Output, *more: str) -> Path:
    kept = tmp_path / "design.json"
    order = ["design", "--seed", "7", "--start", "2026-12-01", "--save", str(kept), *more]
    assert run(["trial", *order]) == 0
    capsys.readouterr()
    return kept


def test_who_may_not_take_the_dose_gets_no_design_but_the_reason(
    tmp_path: Path, capsys: Output
) -> None:
    kept = tmp_path / "design.json"
    person = str(ROOT / "examples/kidney.yaml")
    made = asked(capsys, "design", "--profile", person, "--save", str(kept))
    assert made["design"] is None
    assert "safety.kidney-stop" in ids(made)
    assert not kept.exists()


def test_without_a_profile_no_dose_is_named_and_it_says_that_nobody_looked(
    capsys: Output,
) -> None:
    made = asked(capsys, "design", "--seed", "7")
    assert "trial.safety-first" in ids(made)
    assert "trial.dose" not in ids(made)
    assert not any(" mg" in one["text"] for one in made["facts"])


def test_with_a_profile_the_cleared_dose_is_named(capsys: Output) -> None:
    made = asked(capsys, "design", "--seed", "7", "--profile", str(ROOT / "examples/thyroid.yaml"))
    assert "trial.dose" in ids(made)
    assert "trial.safety-first" not in ids(made)


def test_today_says_what_to_do_and_what_is_missing(capsys: Output) -> None:
    made = asked(capsys, "run", DESIGN, LOG, "--today", "2026-02-10")
    assert made["today"]["phase"] == "period"
    assert made["today"]["period"] == 5
    assert {"trial.run-without", "trial.run-next", "trial.run-progress"} <= set(ids(made))
    assert "How many cramps" in made["ask"]


def test_a_blinded_experiment_runs_without_its_lot_number(tmp_path: Path, capsys: Output) -> None:
    kept = designed(tmp_path, capsys, "--helper", str(tmp_path / "sheet.txt"))
    made = asked(capsys, "run", str(kept), "--today", "2026-12-20")
    assert "trial.run-pot" in ids(made)
    assert made["today"]["active"] is None
    assert "trial.run-missing" not in ids(made), "a log that was not given is not an empty one"
    assert "trial.run-no-log" in ids(made)


def test_a_stop_rule_is_said_first_and_nothing_is_taken_then(
    tmp_path: Path, capsys: Output
) -> None:
    kept = designed(tmp_path, capsys)
    log = tmp_path / "log.csv"
    log.write_text(
        "date,cramps,stool\n2026-12-09,1,watery\n2026-12-10,,watery\n2026-12-11,0,normal\n",
        encoding="utf-8",
    )
    person = str(ROOT / "examples/thyroid.yaml")
    made = asked(capsys, "run", str(kept), str(log), "--today", "2026-12-12", "--profile", person)
    assert ids(made)[:1] == ["followup.stop-diarrhoea"]
    assert "trial.ended" in ids(made)
    assert made["today"] is None
    assert not any(one.startswith("trial.run-") or one == "trial.dose" for one in ids(made))
    read = asked(capsys, "analyse", str(kept), str(log))
    assert ids(read)[:1] == ["followup.stop-diarrhoea"]
    assert read["stopped"]


def test_an_emergency_in_the_log_stands_alone(tmp_path: Path, capsys: Output) -> None:
    kept = designed(tmp_path, capsys)
    log = tmp_path / "log.csv"
    log.write_text("date,cramps,side_effects\n2026-12-09,1,chest pain\n", encoding="utf-8")
    for order in (["run", "--today", "2026-12-09"], ["analyse"]):
        made = asked(capsys, order[0], str(kept), str(log), *order[1:])
        assert made["facts"][0]["severity"] == "emergency"
        assert not any(one.startswith("trial.") for one in ids(made))


def test_the_daily_log_is_read_and_an_empty_day_stays_unknown(
    tmp_path: Path, capsys: Output
) -> None:
    kept = designed(tmp_path, capsys)
    log = tmp_path / "log.csv"
    days = [f"2026-12-{day:02d}" for day in range(11, 22)]
    rows = [f"{day},{'' if n % 2 else 2},{1 if n % 3 else 0}" for n, day in enumerate(days)]
    before = "2026-01-01,5,0"  # outside the experiment: not looked at
    log.write_text("\n".join(["datum,krampen,doses", before, *rows]) + "\n", encoding="utf-8")
    made = asked(capsys, "analyse", str(kept), str(log))
    pair = made["pairs"][0]
    means = [pair["active_mean"], pair["control_mean"]]
    assert [one for one in means if one is not None] == [14.0]
    assert sorted([pair["active_days"], pair["control_days"]]) == [0, 6]


def test_the_script_redoes_the_test_without_this_program(tmp_path: Path, capsys: Output) -> None:
    script, chart, page = (tmp_path / name for name in ("redo.py", "course.svg", "page.html"))
    papers = ["--script", str(script), "--chart", str(chart), "--html", str(page)]
    made = asked(capsys, "analyse", DESIGN, LOG, *papers)
    said = subprocess.run(
        [sys.executable, "-I", str(script)], capture_output=True, text=True, check=True
    ).stdout
    found = dict(line.split(": ", 1) for line in said.splitlines())
    assert float(found["probability by chance"]) == pytest.approx(made["probability_by_chance"])
    assert float(found["effect"]) == pytest.approx(made["effect"]["best"], abs=1e-6)
    ends = json.loads(found["interval"])
    assert ends == pytest.approx([made["effect"]["low"], made["effect"]["high"]], abs=1e-6)
    drawn = chart.read_text(encoding="utf-8")
    logged = sum(1 for line in Path(LOG).read_text().splitlines()[1:] if line.split(",")[1])
    assert drawn.count('class="day"') == logged
    assert "<desc" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in page.read_text(encoding="utf-8")
    assert "Hartigan" in page.read_text(encoding="utf-8")


def test_guesses_are_put_beside_the_truth(tmp_path: Path, capsys: Output) -> None:
    sheet = tmp_path / "sheet.txt"
    kept = designed(tmp_path, capsys, "--helper", str(sheet), "--lang", "en")
    truth = [
        "with" if line.rstrip().endswith("magnesium") else "without"
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if line[:1].isdigit()
    ]
    guesses = tmp_path / "guesses.csv"
    rows = "".join(f"{number},{one}\n" for number, one in enumerate(truth, start=1))
    guesses.write_text("period,guess\n" + rows, encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text("day,value\n12,1\n", encoding="utf-8")
    order = ["analyse", str(kept), str(log), "--seed", "7", "--guesses", str(guesses)]
    made = asked(capsys, *order)
    assert {"trial.guess", "trial.guess-knew"} <= set(ids(made))
    guesses.write_text("period,guess\n1,maybe\nx,with\n", encoding="utf-8")
    assert run(["trial", *order, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "guesses.csv:2" in said
    assert "guesses.csv:3" in said


def test_the_periods_stand_in_a_calendar_and_a_blinded_one_gives_nothing_away(
    tmp_path: Path, capsys: Output
) -> None:
    import icalendar

    kept = designed(tmp_path, capsys, "--helper", str(tmp_path / "sheet.txt"))
    made = tmp_path / "trial.ics"
    asked(capsys, "run", str(kept), "--today", "2026-12-01", "--ics", str(made))
    events = icalendar.Calendar.from_ical(made.read_bytes()).walk("VEVENT")
    assert len(events) == 12
    assert all("magnesium" not in str(one["SUMMARY"]).casefold() for one in events)
    assert events[0].decoded("DTSTART").isoformat() == "2026-12-08"
