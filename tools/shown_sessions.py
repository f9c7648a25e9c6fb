"""Keeps the sessions shown in README and docs what the commands really print.

    python -m tools.shown_sessions          bring them up to date

A block marked ``console`` starts with ``$ command``. Below it stand paragraphs of the output,
with ``...`` where something is left out. The first line of a paragraph says which one it is; the
rest of the paragraph is taken from what the command prints.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = "..."
SCREEN = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
# Where a person keeps own foods and choices: an example must not touch them.
OWN_FOLDERS = ("MAGWISE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
BLOCK = re.compile(r"^```console\n(.*?)^```", flags=re.S | re.M)


def pages() -> list[Path]:
    """Every page that may show a session."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def own_command(command: str) -> list[str]:
    """The words of one of our commands; ``make demo`` is looked up in the Makefile.

    Raises
    ------
    ValueError
        For anything that is not our own command; only those are run.
    """
    words = shlex.split(command)
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        settings = dict(re.findall(r"^(\w+) \?= (.*)$", makefile, flags=re.M))
        settings |= dict(word.split("=", 1) for word in words[2:])
        recipe = re.search(rf'^{words[1]}:.*\n\t@?"\$\(BIN\)/(.*)$', makefile, flags=re.M)
        if recipe is None:
            raise ValueError(f"make has no command for {words[1]}")
        line = re.sub(r"\$\((\w+)\)", lambda found: settings[found[1]], recipe[1])
        words = shlex.split(line.replace('"', ""))
    if words[0].removeprefix(".venv/bin/") != "magwise":
        raise ValueError(f"not our own command: {command}")
    return words[1:]


def run(command: str) -> str:
    """What one of our commands prints on a screen of 80 columns, with examples/ at hand."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
        done = subprocess.run(
            [sys.executable, "-m", "magwise", *own_command(command)],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **SCREEN, "HOME": folder, **dict.fromkeys(OWN_FOLDERS, folder)},
        )
    if done.returncode:
        raise ValueError(f"{command}: {done.stderr.strip()}")
    return done.stdout


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """Lines between blank ones; ``...`` is a paragraph of its own."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == LEFT_OUT:
            found += [[LEFT_OUT], []]
        elif line.startswith("╭"):  # a box is a paragraph, whatever stands above it
            found.append([line.rstrip()])
        elif line.strip():
            found[-1].append(line.rstrip())
        else:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def refreshed(text: str, runs: Callable[[str], str] = run) -> str:
    """The page with each shown paragraph as the command prints it now.

    Raises
    ------
    ValueError
        When a command fails or no longer prints a paragraph that is shown.
    """

    def block(match: re.Match[str]) -> str:
        command, *shown = match[1].rstrip("\n").split("\n")
        printed = _paragraphs(runs(command.removeprefix("$ ")).splitlines())
        firsts = [paragraph[0].strip() for paragraph in printed]
        parts = [command]
        for paragraph in _paragraphs(shown):
            if paragraph == [LEFT_OUT]:
                parts.append(LEFT_OUT)
                continue
            if paragraph[0].strip() not in firsts:
                raise ValueError(f"{command} no longer prints: {paragraph[0].strip()}")
            parts.append("\n".join(printed[firsts.index(paragraph[0].strip())]))
        return "```console\n" + "\n".join(parts) + "\n```"

    return BLOCK.sub(block, text)


def main() -> int:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        now = refreshed(text)
        if now != text:
            page.write_text(now, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: brought up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
