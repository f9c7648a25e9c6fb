"""Rows of studies: refused with row and reason, merged without silent changes."""

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.models.evidence.studies import effects_of, merged, read_studies
from magwise.report.trials import merge, read_trials
from magwise.text import problem_text

LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")
COUNTS = {
    "id": "a",
    "events_treated": "1",
    "n_treated": "40",
    "events_control": "2",
    "n_control": "36",
}


@pytest.mark.parametrize(
    ("row", "problem", "field"),
    [
        ({**COUNTS, "events_treated": "41"}, "error.study-range", "events_treated"),
        ({**COUNTS, "events_treated": "-1"}, "error.study-range", "events_treated"),
        ({**COUNTS, "events_treated": "1.5"}, "error.study-range", "events_treated"),
        ({**COUNTS, "n_control": "0"}, "error.study-range", "n_control"),
        ({**COUNTS, "n_control": ""}, "error.study-missing", "n_control"),
        ({**COUNTS, "n_control": "many"}, "error.study-number", "n_control"),
        ({**COUNTS, "year": "19"}, "error.study-range", "year"),
        ({**COUNTS, "deaths": "3"}, "error.study-column", "deaths"),
        ({"id": "a", "effect": "0.1", "se": "0"}, "error.study-range", "se"),
        ({"id": "a", "effect": "0.1", "se": "-0.2"}, "error.study-range", "se"),
        ({"id": "a", "effect": "nan", "se": "0.2"}, "error.study-range", "effect"),
        ({"id": "a", "effect": "0.1", "se": "inf"}, "error.study-range", "se"),
        ({"id": "a", "effect": "0.1"}, "error.study-missing", "se"),
        ({"id": "a"}, "error.study-kind", None),
        ({"effect": "0.1", "se": "0.2"}, "error.study-missing", "id"),
    ],
)
def test_a_malformed_row_is_refused_with_its_place_and_reason(
    kb: Knowledge, row: dict[str, str], problem: str, field: str | None
) -> None:
    with pytest.raises(InputError) as refused:
        read_studies([{"id": "good", "effect": "1", "se": "1"}, row])
    (found,) = refused.value.problems
    assert (found.id, found.where) == (problem, "row 3")
    assert found.values.get("field") == field
    for language in LANGUAGES:
        text = problem_text(found, kb, language)
        assert text.startswith("row 3: ")
        assert "[[" not in text


def test_all_malformed_rows_are_named_at_once() -> None:
    rows = [{**COUNTS, "id": str(i), "events_treated": "99"} for i in range(4)]
    with pytest.raises(InputError) as refused:
        read_studies(rows)
    assert [one.where for one in refused.value.problems] == ["row 2", "row 3", "row 4", "row 5"]


def test_the_same_study_twice_and_an_empty_table_are_refused() -> None:
    for rows in ([COUNTS, COUNTS], []):
        with pytest.raises(InputError):
            read_studies(rows)


def test_a_measure_that_the_rows_cannot_give_is_refused_by_name() -> None:
    studies = read_studies([COUNTS, {"id": "b", "effect": "0.1", "se": "0.2"}])
    with pytest.raises(InputError) as refused:
        effects_of(studies, "OR")
    assert [one.where for one in refused.value.problems] == ["a"]


text_cells = st.text(alphabet="0123456789.-eEna ", max_size=6)


@given(
    st.dictionaries(st.sampled_from([*COUNTS, "effect", "se", "sd_treated", "year"]), text_cells)
)
def test_whatever_stands_in_a_row_it_is_read_or_refused(row: dict[str, str]) -> None:
    try:
        (study,) = read_studies([row])
    except InputError:
        return
    assert study.id


HEAD = "id,pool,label,year,effect,se,source,locator,how,reviewed_by,reviewed_on\n"
SIGNED = "a,p,A 2001,2001,-0.4,0.2,li-2007,row 1,primary,R. Viewer,2026-01-01\n"


def test_an_import_never_changes_a_reviewed_row_silently(tmp_path: Path) -> None:
    table, new = tmp_path / "trials.csv", tmp_path / "new.csv"
    table.write_text(HEAD + SIGNED, encoding="utf-8")
    before = table.read_text(encoding="utf-8")
    new.write_text(
        HEAD
        + "a,p,A 2001,2001,-0.9,0.2,li-2007,row 1,primary,,\n"
        + "b,p,B,2002,0.1,0.3,li-2007,row 2,primary,,\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as refused:
        merge(new, table)
    assert [one.id for one in refused.value.problems] == ["error.study-reviewed"]
    assert table.read_text(encoding="utf-8") == before
    assert merge(new, table, ["a"]) == ("a", "b")
    assert read_trials(table)["a"].effect == -0.9


def test_an_import_of_the_same_rows_changes_nothing(kb: Knowledge) -> None:
    rows, changed = merged(kb.trials, dict(list(kb.trials.items())[:3]))
    assert changed == ()
    assert rows == kb.trials
