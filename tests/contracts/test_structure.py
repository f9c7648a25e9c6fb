"""The house keeps its shape: arrows point down, modules stay short, the start stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "magwise"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400
HEAVY = ("numpy", "scipy", "altair", "vl_convert", "jinja2", "babel", "rapidfuzz")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_arrows_point_down_only() -> None:
    # In a process of its own: it silences the loggers of the process it runs in.
    run = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports("
    run += f"config_filename={str(ROOT / 'pyproject.toml')!r}, no_cache=True))"
    command = [sys.executable, "-c", run]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{lines} lines; split it by subject"


def test_modules_are_nouns_of_the_field() -> None:
    vague = {"util", "utils", "helper", "helpers", "manager", "engine", "misc", "tools"}
    assert [name(path) for path in MODULES if path.stem in vague] == []


@pytest.mark.parametrize("path", sorted(SOURCE.glob("models/**/*.py")), ids=name)
def test_models_do_no_input_or_output(path: Path) -> None:
    """No files, no clock, no randomness of their own: these come in as arguments."""
    forbidden = {"open", "print", "input", "today", "now", "default_rng", "seed", "read_text"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            word = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if word == "default_rng" and node.args:  # made from a seed that came in
                continue
            assert word not in forbidden, f"line {node.lineno}: {word}()"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_knowledge_base_is_never_loaded_behind_someones_back(path: Path) -> None:
    """Only the edges (cli, web) may load it; everything else gets it as an argument."""
    if path.relative_to(SOURCE).parts[0] in ("cli", "web", "knowledge"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loads = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Knowledge.load"
    ]
    assert loads == []


def loaded_after(code: str) -> set[str]:
    """Top-level names of the modules that a fresh Python has loaded after some code."""
    report = "import sys\nprint('loaded:', *sorted(n for n in sys.modules if '.' not in n))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.rsplit("loaded:", 1)[1].split())


def test_importing_magwise_loads_nothing_heavy() -> None:
    assert loaded_after("import magwise").isdisjoint((*HEAVY, "pydantic", "typer", "rich"))


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['magwise', '--help']\nfrom magwise.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert loaded_after(code).isdisjoint(HEAVY)
