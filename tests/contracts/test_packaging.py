"""What is shipped is whole: pinned, licensed, of one version, and free of foreign traces."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import magwise
from tools import tracked_files

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(file: str) -> dict[str, str]:
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~!\[ ]", line)[0] for line in requirements}


def test_every_dependency_is_pinned_with_a_hash() -> None:
    project = PROJECT["project"]
    groups = PROJECT["dependency-groups"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    assert wanted(project["dependencies"]) <= pinned("base.txt").keys()
    assert wanted(PROJECT["build-system"]["requires"]) <= pinned("build.txt").keys()
    assert wanted(groups["dev"]) | wanted(extras) <= pinned("dev.txt").keys()
    for file in ("base.txt", "build.txt", "dev.txt"):
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        for block in re.split(r"\n(?=[a-z0-9-]+==)", text)[1:]:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_tests_run_on_the_versions_that_users_get() -> None:
    base, dev = pinned("base.txt"), pinned("dev.txt")
    assert {name: dev.get(name) for name in base} == base


def test_there_is_one_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {magwise.__version__}" in citation
    assert magwise.__version__ in changelog


def test_change_notes_have_a_known_kind() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- (.*)", changelog.split("## ", 1)[1], flags=re.MULTILINE)
    kinds = tuple(f"**{kind}**: " for kind in ("advice", "knowledge", "model", "interface", "fix"))
    assert entries
    assert [entry for entry in entries if not entry.startswith(kinds)] == []


def test_every_food_table_has_its_licence_written_down() -> None:
    text = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    figures = ROOT / "src/magwise/knowledge/data/foods/figures.csv"
    table = {line.split(",")[1] for line in figures.read_text(encoding="utf-8").splitlines()[1:]}
    assert sorted(name for name in table - {"recipe"} if f"`{name}`" not in text) == []


def test_no_shared_file_names_a_registry_or_a_path_of_one_machine() -> None:
    assert list(tracked_files.problems()) == []


def test_the_search_for_forbidden_traces_finds_them(tmp_path: Path) -> None:
    host = "files.pythonhosted" + ".org"
    (tmp_path / "a.txt").write_text(f"see {host}\nand " + "/tm" + "p/me/file\n", encoding="utf-8")
    assert len(list(tracked_files.problems(tmp_path))) == 2


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.whl"))


def test_the_wheel_brings_its_knowledge_compiled_and_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        compiled = archive.read("magwise/knowledge/compiled/knowledge.jsonl").splitlines()
    index = json.loads(compiled[0])
    assert json.loads(compiled[1 + index["collections"].index("findings")])
    assert "magwise/py.typed" in names
    assert not [name for name in names if name.endswith(".stamp")]
    for licence in ("LICENSE", "LICENSE-DATA.md"):
        assert [name for name in names if name.endswith(f"licenses/{licence}")]


def test_what_is_installed_works_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    code = "import magwise; kb = magwise.Knowledge.load(); print(magwise.__file__, kb.hash)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path / "installed"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    where, digest = done.stdout.rsplit(" ", 1)
    assert where.startswith(str(tmp_path))
    assert digest.strip() == magwise.Knowledge.load().hash
