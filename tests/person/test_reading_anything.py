"""Whatever stands in a file, reading it gives a person or a problem: no crash, no hang."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from magwise.core.errors import InputError, Problem
from magwise.person.profile import Profile
from magwise.person.reading import person_from, read_diary, read_person

ANYTHING = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from([*Profile.model_fields, "diary", "leeftijd"]) | st.text(max_size=12)


def person_or_problems(path: Path) -> None:
    read = read_diary if path.name.startswith("d") else read_person
    found = problems_of(lambda: read(path))
    assert found is None or found
    assert all(problem.id.startswith("error.") for problem in found or ())


def problems_of(reading: Callable[[], object]) -> tuple[Problem, ...] | None:
    """None when it could be read."""
    try:
        reading()
    except InputError as error:
        return error.problems
    return None


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.toml", "d.csv", "d.yaml", "d.json"])
@ANYTHING
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(content=b"a: 1_0\nb: 0x1F\nc: 1e999\n")
@example(content=b"? [a, b]\n: c\n")
@example(content=b"{{}: 1}")
@example(content=b"--- a\n--- b\n")
@example(content=b"%YAML 9.9\n---\na: 1\n")
@example(content=b"!!binary aGk=")
@example(content=b"age_years: !!float nan")
@example(content=b"age_years: !!int abc")
@example(content=b"a: !!set {x, y}\n")
@example(content=b"a: !!timestamp 2026-99-99")
def test_any_file_gives_a_person_or_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    person_or_problems(path)


@ANYTHING
@given(data=st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_values_give_a_person_or_a_problem(data: dict[str, Any]) -> None:
    found = problems_of(lambda: person_from(data, "x"))
    assert found is None or found


@ANYTHING
@given(
    rows=st.lists(st.lists(st.text(max_size=15), min_size=1, max_size=5), max_size=5),
    delimiter=st.sampled_from(",;\t"),
)
def test_any_rows_under_a_good_header_give_a_diary_or_a_problem(
    tmp_path: Path, rows: list[list[str]], delimiter: str
) -> None:
    lines = [["date", "time", "text", "complete"], *rows]
    path = tmp_path / "d.csv"
    path.write_text("\n".join(delimiter.join(row) for row in lines), errors="replace")
    person_or_problems(path)


@ANYTHING
@given(
    age=st.floats(0, 120),
    weight=st.floats(2, 400),
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=50),
)
def test_what_is_written_is_what_is_read(
    tmp_path: Path, age: float, weight: float, words: str
) -> None:
    data = {
        "age_years": age,
        "weight_kg": weight,
        "diary": [{"date": "2026-11-10", "entries": [words]}],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data))
    person = read_person(path)
    assert (person.profile.age_years, person.profile.weight_kg) == (age, weight)
    assert person.diary.days[0].entries[0].text == words
