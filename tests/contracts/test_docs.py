"""What the documentation says is what happens: examples run, links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tools import shown_sessions

ROOT = Path(__file__).resolve().parents[2]
PAGES = shown_sessions.pages()
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(language: str) -> list[Any]:
    """Fenced blocks of one language on all pages, with where they stand."""
    found = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(
            rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE
        ):
            line = text[: match.start()].count("\n") + 1
            found.append(pytest.param(match.group(1), id=f"{name(path)}:{line}"))
    return found


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=name
)
def test_a_shown_session_is_what_the_command_prints(page: Path) -> None:
    """When this fails: ``make docs`` brings the page up to date; read what changed."""
    text = page.read_text(encoding="utf-8")
    assert shown_sessions.refreshed(text) == text


def test_a_session_that_is_not_true_is_seen() -> None:
    page = "```console\n$ magwise version\nMagwise 9\nend\n```"
    assert shown_sessions.refreshed(page, lambda _: "Magwise 9\nbegin\n\nmore\n") != page
    with pytest.raises(ValueError, match="no longer prints: Magwise 9"):
        shown_sessions.refreshed(page, lambda _: "Magwise 10\n")
    with pytest.raises(ValueError, match="not our own command"):
        shown_sessions.run("rm -rf something")


@pytest.mark.parametrize("block", blocks("python"))
def test_a_shown_piece_of_python_runs(block: str) -> None:
    exec(compile(block, "documentation", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    made = {"knowledge", "reference"}  # pages made from the data when the site is built
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" in target or made.intersection(Path(target).parts):
            continue
        assert (page.parent / target).exists(), target


def commands() -> list[Any]:
    from magwise.cli.app import build

    def walk(command: Any, words: str) -> list[Any]:
        below = getattr(command, "commands", {})
        here = [] if below else [pytest.param(command, id=words)]
        return here + [item for sub in below for item in walk(below[sub], f"{words} {sub}")]

    return walk(typer.main.get_command(build("en")), "magwise")


def examples(command: Any) -> list[str]:
    """The example lines of a command's help."""
    text = (command.epilog or "").split(":", 1)[-1].split(". Answer")[0]
    return [part.split(" > ")[0].strip() for part in text.split("\u00b7") if "magwise " in part]


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_an_example(command: Any) -> None:
    assert len((command.help or "").split("\n")[0]) > 15
    assert examples(command)


# Examples with files or folders of the reader's own, or that ask questions, cannot be run here.
OWN_FILES = re.compile(
    r" (?!examples/)[\w-]+\.(?:ya?ml|csv|jsonl?|txt|html|xml|svg|zip|xlsx?)\b| (?!examples/)[\w-]+/"
    r"|my-knowledge|magwise test| --(?:remove|disconnect) | forget "
)


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(line, id=line)
        for command in commands()
        for line in examples(command.values[0])
        if not OWN_FILES.search(line)
    ],
)
def test_an_example_in_the_help_runs(example: str) -> None:
    assert shown_sessions.run(example).strip()


def test_every_make_target_is_explained() -> None:
    shown = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, flags=re.MULTILINE))
    phony = set(re.findall(r"[a-z-]+", MAKEFILE.split(".PHONY:")[1].split("\n")[0]))
    assert shown == phony


def test_the_site_asks_nothing_of_other_servers(tmp_path: Path) -> None:
    """No fonts, scripts or pictures from elsewhere: the pages can be read offline."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    outside = re.compile(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"?(?:https?:)?//[^>]*>")
    found = [
        match.group()
        for page in tmp_path.rglob("*.html")
        for match in outside.finditer(page.read_text(encoding="utf-8"))
        if 'rel="canonical"' not in match.group()
    ]
    assert found == []
