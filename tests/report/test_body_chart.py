"""The chart of a simulation says in words what it draws, in both languages, with its table."""

import xml.etree.ElementTree as ET
from typing import Literal

import numpy as np
import pytest

from magwise import Knowledge
from magwise.models.body import Simulation, Subject, doses, simulate
from magwise.models.body.qualification import Row
from magwise.report.body import chart, course, marks_between, tables
from magwise.report.qualification import qualification_html, tally


@pytest.fixture(scope="module")
def found(kb: Knowledge) -> Simulation:
    once = doses(200, [480], "citrate")
    random = np.random.default_rng(1)
    return simulate(Subject(), once, 2, kb, random=random, draws=4)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_chart_is_whole_and_reads_aloud(
    kb: Knowledge, found: Simulation, language: Literal["nl", "en"]
) -> None:
    drawn = chart(found, kb, language)
    root = ET.fromstring(drawn)
    name = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{name}title") is not None
    told = root.find(f"{name}desc")
    assert told is not None
    assert told.text
    assert "{" not in told.text
    assert len(root.findall(f"{name}polyline")) == 2
    assert "script" not in drawn


def test_the_table_holds_what_is_drawn(kb: Knowledge, found: Simulation) -> None:
    shown = course(found, kb, "en")
    assert [row[0] for row in shown.rows()] == ["1", "2"]
    assert shown.rows()[-1][1] in shown.description
    assert "<th" in tables(shown, ["Week", "a", "b"])


def test_axes_have_round_marks_around_what_is_shown() -> None:
    for low, high in ((0.0, 0.017), (3.2, 8.9), (-0.4, 0.1), (5.0, 5.0)):
        marks = marks_between(low, high, 4)
        assert marks[0] <= low
        assert marks[-1] >= high
        assert 2 <= len(marks) <= 7


def test_a_failing_row_stands_out_and_says_why(kb: Knowledge) -> None:
    rows = tuple(
        Row(
            id=name, use=one.use, group=one.group, measured=one.measured, unit=one.unit,
            observed=one.value, low=one.low, high=one.high,
            predicted=one.high + 1 if name == "shils-plasma" else one.value,
            typical=one.value, predicted_low=one.low, predicted_high=one.high + 1,
            passes=name != "shils-plasma", sources=tuple(c.source for c in one.citations),
            because=one.because if name == "shils-plasma" else None,
        )
        for name, one in kb.observations.items()
    )  # fmt: skip
    page = qualification_html(rows, kb)
    assert page.count("class='fails'") == 1
    assert "not chosen for this row alone" in page
    assert tally(rows).startswith("9 of 10")
    assert "<script" not in page
