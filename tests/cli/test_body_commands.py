"""``magwise body``: every command end to end, and mistakes told in plain words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from magwise import Knowledge
from magwise.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kb: Knowledge) -> Run:
    """A command of the body model in this process."""
    monkeypatch.setattr(app.STATE, "kb", kb)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def command(*given: object) -> Outcome:
        code = app.run(("body", *(str(one) for one in given)))
        written = capsys.readouterr()
        return Outcome(code, written.out, written.err)

    return command


@pytest.fixture
def doses(tmp_path: Path) -> Path:
    path = tmp_path / "doses.yaml"
    path.write_text(
        "doses:\n"
        "  - {elemental_mg: 100, form: citrate, time: 08:00, with_food: yes}\n"
        "  - {elemental_mg: 100, form: citrate, time: '18:30', with_food: nee}\n",
        encoding="utf-8",
    )
    return path


def test_a_course_is_shown_and_drawn(run: Run, tmp_path: Path, doses: Path) -> None:
    drawn = tmp_path / "course.svg"
    found = run(
        "simulate", EXAMPLES / "runner.yaml", "--regimen", doses, "--weeks", 1, "--draws", 4,
        "--diary", EXAMPLES / "runner-diary.csv", "--lang", "en", "--chart", drawn,
    )  # fmt: skip
    assert found.code == 0, found.err
    assert "Because of the doses" in found.out
    assert "Nobody can tell" in found.out
    assert drawn.read_text(encoding="utf-8").startswith("<svg")


def test_the_persons_own_language_is_spoken(run: Run, doses: Path) -> None:
    found = run(
        "simulate", EXAMPLES / "runner.yaml", "--regimen", doses, "--weeks", 1, "--draws", 2
    )
    assert "Door de doses" in found.out


def test_as_json_it_can_be_made_again(run: Run, doses: Path) -> None:
    given = ("simulate", EXAMPLES / "runner.yaml", "--regimen", doses, "--weeks", 1, "--draws", 2)
    first, second = (json.loads(run(*given, "--json").out) for _ in range(2))
    assert first == second
    assert first["inputs"]["doses"][0]["with_food"] is True
    assert first["inputs"]["doses"][1]["with_food"] is False
    assert first["inputs"]["doses"][0]["minute"] == 480
    assert first["knowledge_hash"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- {elemental_mg: -3, form: citrate}", "cannot be used"),
        ("- {elemental_mg: .nan, form: citrate}", "not a number"),
        ("- {elemental_mg: 30, form: kryptonite}", "kryptonite"),
        ("- {amount: 30}", "means nothing"),
        ("- {elemental_mg: 30, time: noon}", "cannot be read"),
        ("- {elemental_mg: 30, with_food: maybe}", "yes or no"),
        ("doses: none", "not a list"),
    ],
)
def test_a_mistake_in_a_dose_is_told(run: Run, tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "doses.yaml"
    path.write_text(line + "\n", encoding="utf-8")
    found = run("simulate", EXAMPLES / "runner.yaml", "--regimen", path, "--lang", "en")
    assert found.code != 0
    assert said in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--weeks", 40), "weeks"),
        (("--weeks", "nan"), "weeks"),
        (("--chart", "course.jpg"), ".svg"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, given: tuple[object, ...], said: str) -> None:
    found = run("simulate", EXAMPLES / "runner.yaml", *given, "--lang", "en")
    assert found.code != 0
    assert said in found.err


def test_a_child_and_an_unknown_age_are_refused(run: Run, tmp_path: Path) -> None:
    nobody = tmp_path / "nobody.yaml"
    nobody.write_text("id: nobody\n", encoding="utf-8")
    for person in (EXAMPLES / "child.yaml", nobody):
        found = run("simulate", person, "--lang", "en")
        assert found.code != 0
        assert "age" in found.err


def test_an_emergency_goes_before_any_course(run: Run, tmp_path: Path) -> None:
    person = tmp_path / "person.yaml"
    person.write_text("age_years: 50\nred_flags: [chest-pain]\n", encoding="utf-8")
    found = run("simulate", person, "--lang", "en")
    assert "112" in found.out or "999" in found.out or "emergency" in found.out.casefold()
    assert "Because of the doses" not in found.out


def test_a_population_is_written_and_a_model_exported(
    run: Run, tmp_path: Path, doses: Path
) -> None:
    people, model = tmp_path / "people.csv", tmp_path / "model.xml"
    found = run(
        "population", "-n", 5, "--weeks", 0.2, "--regimen", doses, "--batch", 3, "-o", people
    )
    assert found.code == 0, found.err
    assert len(people.read_text(encoding="utf-8").splitlines()) == 6
    found = run("export", EXAMPLES / "runner.yaml", "--weeks", 0.2, "--sbml", model)
    assert found.code == 0, found.err
    assert "<sbml" in model.read_text(encoding="utf-8")


def test_the_qualification_tells_what_fails_and_why(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    found = run("validate", "--draws", 2, "--html", page)
    assert found.code == 0, found.err
    assert "FAILS" in found.out
    assert "shils-plasma:" in found.out
    assert "never used for fitting" in page.read_text(encoding="utf-8")
