"""The questionnaire asks one thing at a time, keeps each answer, and can be left and resumed."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from magwise import Knowledge
from magwise.cli import app

Outcome = tuple[int, str, str]


@pytest.fixture
def answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kb: Knowledge
) -> Callable[..., Outcome]:
    monkeypatch.setattr(app.STATE, "kb", kb)

    def command(typed: str, *options: str) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = app.run(["test", *options])
        written = capsys.readouterr()
        return code, written.out, written.err

    return command


def test_a_red_flag_is_asked_first_and_ends_everything(answer: Callable[..., Outcome]) -> None:
    code, out, err = answer("1\n", "--json", "--lang", "nl")
    assert code == 0
    result = json.loads(out)
    assert result["status"] == "emergency"
    assert {one["severity"] for one in result["findings"]} <= {"emergency", "urgent"}
    assert result["plan"] is None
    assert err.count(" > ") == 1


def test_answers_that_stop_leave_the_rest_unknown(answer: Callable[..., Outcome]) -> None:
    code, out, err = answer("0\n0\n1\n41\n", "--json", "--lang", "nl")
    assert code == 0
    profile = json.loads(out)["profile"]
    assert profile["country"] == "nl"
    assert profile["age_years"] == 41
    assert "sex" not in profile
    assert "onbekend" in err


def test_i_do_not_know_is_an_answer_to_every_question(
    answer: Callable[..., Outcome], kb: Knowledge
) -> None:
    code, out, _ = answer("?\n" * (len(kb.questions) + 5), "--json", "--lang", "en")
    assert code == 0
    result = json.loads(out)
    assert not result["plan"]["supplement"]


def test_an_answer_that_does_not_fit_is_asked_again(answer: Callable[..., Outcome]) -> None:
    code, out, err = answer("0\n0\n1\nveel\n41\n", "--json", "--lang", "nl")
    assert code == 0
    assert json.loads(out)["profile"]["age_years"] == 41
    assert "[[" not in err


def test_one_can_go_back(answer: Callable[..., Outcome]) -> None:
    _, out, _ = answer("0\n0\n1\n41\n<\n52\n", "--json", "--lang", "nl")
    assert json.loads(out)["profile"]["age_years"] == 52


def test_ctrl_c_keeps_what_was_answered_and_it_can_be_resumed(
    answer: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "antwoorden.json"

    class Stopped(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("io.StringIO", Stopped)
    code, out, err = answer("0\n0\n1\n41\n", "--save", str(saved), "--lang", "nl")
    assert code == 130
    assert out == ""
    assert str(saved) in err
    assert "error" not in err
    monkeypatch.undo()
    assert json.loads(saved.read_text())["answers"]["age"] == 41


def test_resumed_answers_are_not_asked_again(
    answer: Callable[..., Outcome], tmp_path: Path
) -> None:
    saved = tmp_path / "antwoorden.json"
    answer("0\n0\n1\n41\n", "--save", str(saved), "--json", "--lang", "nl")
    _, out, err = answer("vrouw\n", "--save", str(saved), "--json", "--lang", "nl")
    profile = json.loads(out)["profile"]
    assert (profile["age_years"], profile["sex"]) == (41, "female")
    assert err.count(" > ") <= 3


def test_a_file_that_holds_no_answers_is_refused(
    answer: Callable[..., Outcome], tmp_path: Path
) -> None:
    saved = tmp_path / "iets.json"
    saved.write_text("[1, 2]")
    code, _, err = answer("0\n", "--save", str(saved), "--lang", "nl")
    assert code == 2
    assert "magwise test" in err
    assert saved.read_text() == "[1, 2]"
