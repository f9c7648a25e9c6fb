"""One word per thing, and every number says its unit in its name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "magwise"
PAGE = (ROOT / "NOMENCLATURE.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"\b(float|Number|Interval|Total)\b")


def listed(heading: str) -> set[str]:
    """Names in backticks in the first column of the table under a heading."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]*) \|", part, flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


UNITS = listed("Units in names")
WITHOUT = listed("Numbers without a unit")
AVOIDED = listed("Words we do not use")


def fields() -> Iterator[tuple[str, str]]:
    """Public fields that hold a number, in the records others read, as (place, name)."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if not (parts[-1] == "records.py" or parts[0] in ("core", "person") or "schema" in parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
                continue
            for item in node.body:
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                    name = item.target.id
                    if not name.startswith("_") and NUMBER.search(ast.unparse(item.annotation)):
                        yield f"{path.relative_to(SOURCE)}:{node.name}.{name}", name


NUMBERS = list(fields())


def has_unit(name: str) -> bool:
    return any(f"_{unit}_" in f"_{name}_" for unit in UNITS)


@pytest.mark.parametrize(("place", "name"), NUMBERS, ids=[place for place, _ in NUMBERS])
def test_a_number_names_its_unit_or_is_listed_as_having_none(place: str, name: str) -> None:
    assert has_unit(name) or name in WITHOUT, (
        f"{place}: name a unit of NOMENCLATURE.md, or list it there"
    )


def test_nothing_is_listed_that_nobody_uses() -> None:
    names = [name for _, name in NUMBERS]
    assert sorted(word for word in WITHOUT if word not in names) == []


def words(name: str) -> set[str]:
    """The words that a name of a function or class is made of."""
    return set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower()))


def test_words_we_do_not_use_name_nothing_in_the_program() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and AVOIDED & words(node.name)
    ]
    assert found == []
