"""Commands answer in the chosen language and say everything that is wrong at once."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from magwise import Knowledge
from magwise.cli import app, words
from magwise.report.schema import AdviceResult

EXAMPLES = Path(__file__).parents[2] / "examples"
RUNNER = str(EXAMPLES / "runner.yaml")
EVERY_COMMAND = (
    ["advise"], ["test"], ["label"], ["findings"], ["schema"], ["version"], ["kb", "check"],
    ["kb", "show"], ["kb", "cite"], ["foods", "find"], ["foods", "parse"],
)  # fmt: skip


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kb: Knowledge) -> Run:
    """A command in this process, on the knowledge base that was loaded already."""
    monkeypatch.setattr(app.STATE, "kb", kb)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: str, typed: str | None = None) -> Outcome:
        if typed is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = app.run(arguments)
        written = capsys.readouterr()
        return Outcome(code, written.out, written.err)

    return command


def profile(folder: Path, text: str = "age_years: 41\nsex: male\ncountry: nl\n") -> str:
    path = folder / "ik.yaml"
    path.write_text(text)
    return str(path)


# ---- the answer


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_person_gets_an_answer_in_both_languages(
    run: Run, example: Path, language: str
) -> None:
    said = run("advise", str(example), "--lang", language, "--explain")
    assert said.code == 0, said.err
    assert "[[" not in said.out
    assert "{" not in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_the_same_person_gets_the_same_answer_twice(run: Run) -> None:
    first = run("advise", RUNNER, "--json", "--today", "2026-11-22")
    assert first == run("advise", RUNNER, "--json", "--today", "2026-11-22")


def test_json_follows_its_schema_and_speaks_the_language_asked(run: Run) -> None:
    for language in ("nl", "en"):
        said = run("advise", RUNNER, "--json", "--lang", language)
        result = AdviceResult.model_validate_json(said.out)
        assert result.language == language
        assert all(finding.text for finding in result.findings)


def test_markdown_goes_to_the_screen_or_to_a_file(run: Run, tmp_path: Path) -> None:
    shown = run("advise", RUNNER, "--markdown")
    assert shown.out.startswith("# ")
    target = tmp_path / "advies.md"
    written = run("advise", RUNNER, "--markdown", str(target))
    assert target.read_text() == shown.out
    assert written.out == ""
    assert str(target) in written.err


def test_a_page_is_written_whole(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "advies.html"
    assert run("advise", RUNNER, "--html", str(target)).code == 0
    assert target.read_text().rstrip().endswith("</html>")


def test_how_the_numbers_came_about_is_shown_when_asked(run: Run) -> None:
    short, full = run("advise", RUNNER, "--json"), run("advise", RUNNER, "--json", "--explain")
    assert "explain" not in {one["section"] for one in json.loads(short.out)["findings"]}
    assert len(full.out) > len(short.out)


# ---- language


@pytest.mark.parametrize(
    ("asked", "in_profile", "system", "expected"),
    [("en", "nl", "nl_NL.UTF-8", "en"), (None, "nl", "en_GB.UTF-8", "nl"),
     (None, None, "nl_BE.UTF-8", "nl"), (None, None, "de_DE.UTF-8", "en"),
     (None, None, "C", "en")],
)  # fmt: skip
def test_the_language_is_the_one_asked_then_of_the_profile_then_of_the_system(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: str | None,
    in_profile: str | None,
    system: str,
    expected: str,
) -> None:
    monkeypatch.setenv("LANG", system)
    text = "age_years: 41\n" + (f"language: {in_profile}\n" if in_profile else "")
    options = ["--lang", asked] if asked else []
    said = run("advise", profile(tmp_path, text), "--json", *options)
    assert json.loads(said.out)["language"] == expected


def test_a_language_we_do_not_write_is_refused(run: Run) -> None:
    said = run("advise", RUNNER, "--lang", "fr")
    assert said.code == 2
    assert "nl, en" in said.err


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_explains_itself_with_an_example(
    run: Run, command: list[str], language: str
) -> None:
    said = run(*command, "--help", "--lang", language)
    assert said.code == 0
    assert f"magwise {' '.join(command)}" in said.out
    assert ("Voorbeeld" if language == "nl" else "Example") in said.out


def test_help_has_the_same_words_in_both_languages() -> None:
    assert set(words.help_words("nl")) == set(words.help_words("en"))


# ---- what is wrong


def test_every_mistake_of_a_file_is_told_at_once_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    wrong = profile(tmp_path, "leeftijd: 41\nsex: femal\nweight_kg: 780\n")
    target = tmp_path / "advies.html"
    said = run("advise", wrong, "--lang", "nl", "--html", str(target))
    assert said.code == 2
    assert said.out == ""
    assert [line.split(": ")[0] for line in said.err.splitlines()] == [
        f"{wrong}:{line}" for line in (1, 2, 3)
    ]
    assert not target.exists()


def test_with_json_mistakes_are_json_too(run: Run, tmp_path: Path) -> None:
    said = run("advise", str(tmp_path / "weg.yaml"), "--json", "--lang", "nl")
    assert said.code == 2
    assert said.out == ""
    errors = json.loads(said.err)["errors"]
    assert [one["id"] for one in errors] == ["error.file-missing"]
    assert "Dit bestand is er niet" in errors[0]["text"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["advise"], "error.no-person"),
        (["advise", RUNNER, "--today", "morgen"], "error.date-wrong"),
        (["advise", RUNNER, "--today", "2026-02-30"], "error.date-wrong"),
        (["advise", RUNNER, "--people", "x.jsonl"], "error.people-alone"),
        (["advise", RUNNER, "--markdown", "--json"], "error.two-outputs"),
        (["advise", RUNNER, "--foo"], "error.usage-option"),
        (["advise", RUNNER, "--diary"], "error.usage-needs-value"),
        (["advise", RUNNER, "nog", "een"], "error.usage-extra"),
        (["advies", "--lang", "nl", "--json"], "error.usage-command"),
        (["schema"], "error.usage-missing"),
        (["schema", "fiets"], "error.usage-value"),
        (["advise", "--people", "/er/is/niets.jsonl"], "error.file-missing"),
        (["kb", "show", "citraatje"], "error.unknown-id"),
        (["kb", "cite", "niemand-2020"], "error.unknown-id"),
        (["kb", "check", "--directory", "/er/is/niets"], "error.file-missing"),
        (["foods", "parse"], "error.text-or-lines"),
        (["advise", RUNNER, "--html", "/er/is/niets/advies.html"], "error.write-no-folder"),
        (["advise", RUNNER, "--html", "/"], "error.write-directory"),
    ],
)
def test_a_wrong_command_is_answered_in_dutch_with_what_to_do(
    run: Run, arguments: list[str], message: str
) -> None:
    first, *rest = arguments
    command = [first, rest.pop(0)] if first in ("kb", "foods") else [first]
    options = ["--lang", "nl"] + ([] if "--json" in arguments else ["--json"])
    said = run(*command, *([] if first == "advies" else options), *rest)
    assert said.code == 2
    errors = json.loads(said.err)["errors"]
    assert [one["id"] for one in errors] == [message]
    assert not {"the", "file", "option", "command"} & set(errors[0]["text"].split())


def test_a_fault_of_the_program_shows_no_trace_and_no_personal_data(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Ria de Vries, 41 jaar")

    monkeypatch.setattr("magwise.cli.advice.judge", broken)
    said = run("advise", RUNNER, "--lang", "nl")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "Ria" not in said.err


# ---- many people


def test_many_people_get_one_line_each_and_one_mistake_stops_nothing(
    run: Run, tmp_path: Path
) -> None:
    lines = [
        '{"id": "a", "age_years": 41, "sex": "male", "country": "nl"}',
        "rommel",
        "",
        '{"id": "b", "leeftijd": 41}',
        '["geen", "profiel"]',
        '{"id": "c", "age_years": 30, "diary": [{"date": "2026-11-10", "entries": ["banaan"]}]}',
    ]
    path = tmp_path / "groep.jsonl"
    path.write_text("\n".join(lines) + "\n")
    said = run("advise", "--people", str(path), "--json", "--lang", "nl")
    assert said.code == 2
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [one["line"] for one in answers] == [1, 2, 4, 5, 6]
    assert ["errors" in one for one in answers] == [False, True, True, True, False]
    assert answers[1]["errors"][0]["id"] == "error.jsonl-line"
    assert answers[2]["errors"][0]["values"]["suggestion"] == "age_years"
    assert [one["id"] for one in answers if "errors" not in one] == ["a", "c"]


def test_one_person_alone_or_among_many_gets_the_same_answer(run: Run, tmp_path: Path) -> None:
    text = "id: a\nage_years: 41\nsex: male\ncountry: nl\nlanguage: nl\n"
    alone = json.loads(run("advise", profile(tmp_path, text), "--json").out)
    path = tmp_path / "groep.jsonl"
    path.write_text('{"id":"a","age_years":41,"sex":"male","country":"nl","language":"nl"}\n')
    among = json.loads(run("advise", "--people", str(path), "--json").out)
    assert {**alone, "line": 1} == among


# ---- the other commands


@pytest.mark.parametrize("what", ["profile", "diary", "assessment", "plan", "advice"])
def test_a_schema_can_be_printed(run: Run, what: str) -> None:
    said = run("schema", what)
    assert json.loads(said.out)["type"] == "object"


def test_every_finding_is_listed_with_its_meaning(run: Run, kb: Knowledge) -> None:
    listed = json.loads(run("findings", "--json").out)
    assert {one["id"] for one in listed} == set(kb.findings)
    wanted = {"emergency", "urgent", "stop", "refer", "pharmacist", "separate", "monitor", "warn",
              "ask", "info"}  # fmt: skip
    assert {one["severity"] for one in listed} <= wanted
    assert all(one["meaning"] and one["text"]["nl"] and one["text"]["en"] for one in listed)


def test_everything_with_an_id_can_be_shown_and_a_source_cited(run: Run) -> None:
    assert "citr" in run("kb", "show", "citrate").out
    cited = json.loads(run("kb", "cite", "efsa-2015-magnesium", "--json").out)
    assert cited["address"].startswith("https://doi.org/")
    assert any(use.startswith("requirements:") for use in cited["used_by"])


def test_a_folder_of_broken_knowledge_is_refused_with_its_problems(run: Run) -> None:
    folder = Path(__file__).parents[1] / "knowledge" / "broken_files" / "unknown-source"
    said = run("kb", "check", "--directory", str(folder), "--json", "--lang", "nl")
    assert said.code == 2
    found = json.loads(said.out)
    assert not found["ok"]
    assert [one["id"] for one in found["problems"]] == ["error.source-unknown"]


def test_lines_of_a_diary_come_out_one_object_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regels.txt"
    path.write_text("2 bananen\nqwxzv\n")
    rows = [
        json.loads(one)
        for one in run("foods", "parse", "--lines", str(path), "--json").out.splitlines()
    ]
    assert [row["text"] for row in rows] == ["2 bananen", "qwxzv"]
    item: dict[str, Any] = rows[0]["items"][0]
    assert item["kind"] == "food"
    assert set(item["grams"]) == set(item["magnesium_mg"]) == {"low", "best", "high"}
    assert rows[1]["items"] == []
    assert rows[1]["questions"]


def test_a_label_of_salt_and_element_is_told_apart(run: Run) -> None:
    text = "Magnesiumcitraat 1500 mg, waarvan magnesium 240 mg"
    read = json.loads(run("label", text, "--json").out)
    assert read["elemental_mg"]["best"] == 240
    assert read["forms"] == ["citrate"]


# ---- the whole program


def test_the_program_itself_starts_answers_and_ends(tmp_path: Path) -> None:
    environment = {**os.environ, "LANG": "nl_NL.UTF-8", "LC_ALL": "", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "magwise", "version", "--json"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert set(json.loads(done.stdout)) == {"version", "knowledge", "hash"}


def test_an_advice_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom magwise.cli import app\n"
        f"app.run(['advise', {RUNNER!r}])\n"
        "heavy = {'scipy', 'pandas', 'altair', 'jinja2', 'rich.markdown', 'typer.rich_utils'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
