"""Terminal, Markdown, page and JSON say the same, and words of the person stay words."""

import io
import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from magwise import Knowledge, Profile
from magwise.assessment.records import Assessment
from magwise.core.errors import InputError
from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.plan.records import Plan
from magwise.report.chart import scale
from magwise.report.document import Document, IntakeChart, document
from magwise.report.html import html
from magwise.report.markdown import markdown
from magwise.report.result import advice
from magwise.report.schema import AdviceResult
from magwise.report.terminal import show
from magwise.report.writing import write_text

LANGUAGES: tuple[Any, ...] = ("nl", "en")
HOSTILE = "<script>alert(1)</script> [bold]x[/] **y** `z` | {name} \x1b[31m"


def on_screen(written: Document, width: int = 80, **options: Any) -> str:
    stream = io.StringIO()
    show(written, Console(file=stream, width=width, **options))
    return stream.getvalue()


@pytest.fixture(params=LANGUAGES)
def written(
    request: pytest.FixtureRequest, assessment: Assessment, plan: Plan, kb: Knowledge
) -> Document:
    return document(assessment, plan, kb, request.param, explain=True)


def squeezed(text: str) -> str:
    """Text without line ends, frames and doubled spaces, to compare what is said."""
    return re.sub(r"[\s\xa0│]+", " ", text)


def test_all_forms_hold_every_statement(written: Document) -> None:
    screen, page = squeezed(on_screen(written)), squeezed(html(written))
    marked = squeezed(markdown(written)).replace("\\", "")
    for statement in written.statements():
        assert squeezed(statement.text) in screen
        assert squeezed(statement.text) in marked
        plain = squeezed(statement.text).replace("'", "&#39;").replace("<", "&lt;")
        assert plain.replace(">", "&gt;") in page


def test_no_line_is_wider_than_the_terminal(written: Document) -> None:
    for width in (80, 60, 120):
        assert all(len(line) <= width for line in on_screen(written, width).splitlines())


def test_the_chart_in_the_terminal_shows_every_amount_in_full(written: Document) -> None:
    assert written.chart
    for width in (80, 60):
        shown = on_screen(written, width)
        rows = [line for line in shown.splitlines() if "\N{BLACK DIAMOND}" in line]
        assert len(rows) == len(written.chart.lines)
        for row, line in zip(rows, written.chart.lines, strict=True):
            assert row.split()[0] == line.short.split()[0]
            assert f" {line.mg:.0f} " in row
        assert "\N{HORIZONTAL ELLIPSIS}" not in "".join(rows)


def test_without_colour_the_words_still_say_how_urgent(written: Document) -> None:
    plain = on_screen(written, force_terminal=False)
    assert "\x1b" not in plain
    assert any(
        f"{one.severity_word}: " in plain for one in written.statements() if one.severity_word
    )


def test_words_of_the_person_cannot_become_code(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    hostile = replace(assessment, profile=Profile(name=HOSTILE))
    written = document(hostile, plan, kb, "nl")
    assert "<script" not in html(written)
    assert "\x1b" not in html(written) + on_screen(written, force_terminal=False) + markdown(
        written
    )
    assert "[bold]" in on_screen(written, width=200)
    assert "\\<script\\>" in markdown(written)


class Page(HTMLParser):
    """Collects what a browser would need or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "line", "rect", "path", "circle", "br", "link", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("line", "rect", "path", "circle"):
            assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(written: Document) -> None:
    text = html(written)
    page = Page(text)
    assert page.open == []
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form"}
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_the_page_can_be_walked_without_eyes(written: Document) -> None:
    page = Page(html(written))
    attributes = dict(page.tags)
    assert attributes["html"]["lang"] == written.language
    ids = [one["id"] for _, one in page.tags if "id" in one]
    assert len(ids) == len(set(ids))
    for _, one in page.tags:
        for label in (one.get("aria-labelledby") or "").split():
            assert label in ids
        if (one.get("href") or "").startswith("#"):
            assert (one["href"] or "")[1:] in ids
    headings = [int(name[1]) for name, _ in page.tags if re.fullmatch(r"h[1-6]", name)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))
    assert ("svg", "img") in {(name, one.get("role")) for name, one in page.tags}


def test_the_drawing_and_its_table_hold_the_same_numbers(written: Document) -> None:
    text = html(written)
    drawing = re.search(r"<svg.*?</svg>", text, re.S)
    table = re.search(r"<table>.*?</table>", text, re.S)
    assert drawing
    assert table
    numbers = {one for one in re.findall(r">([\d.,–]+)<", drawing.group()) if one}
    for amount in re.findall(r'class="number">([\d.,–]+)<', table.group()):
        assert amount in numbers


def test_the_scale_of_the_drawing_starts_at_zero_and_holds_everything() -> None:
    for low, best, high in ((1, 2, 3), (210, 255, 320), (900, 1200, 2900)):
        on = scale(IntakeChart(low, best, high, ()))
        assert on.marks()[0] == 0
        assert on.share(high) <= 1
        assert 2 <= len(on.marks()) <= 9


def test_the_json_follows_its_own_schema_and_holds_no_name(
    assessment: Assessment, plan: Plan, kb: Knowledge
) -> None:
    text = advice(assessment, plan, kb, "nl").model_dump_json()
    assert AdviceResult.model_validate_json(text)
    data = json.loads(text)
    assert "Ria" not in text
    wanted = {"id", "severity", "subject", "values", "sources", "text"}
    assert all(wanted <= set(finding) for finding in data["findings"])
    assert data["findings"][0] == data["verdict"]
    assert data["plan"]["supplement"]["elemental_mg_per_day"] == 100
    assert {source for one in data["findings"] for source in one["sources"]} <= set(data["sources"])


def test_the_json_of_an_emergency_holds_no_advice(emergency: Assessment, kb: Knowledge) -> None:
    data = json.loads(advice(emergency, None, kb, "nl").model_dump_json())
    assert data["status"] == "emergency"
    assert data["plan"] is None
    assert data["assessment"] is None
    assert [one["severity"] for one in data["findings"]] == ["emergency"]


def test_markdown_and_page_of_an_emergency_start_with_it(
    emergency: Assessment, kb: Knowledge
) -> None:
    written = document(emergency, None, kb, "nl")
    for text in (markdown(written), on_screen(written), html(written)):
        assert written.sections[0].statements[0].text in squeezed(text)
    assert 'role="alert"' in html(written)


def test_an_interval_in_a_value_becomes_an_object(assessment: Assessment, kb: Knowledge) -> None:
    fact = Fact("about.nobody", {"x": Interval(1, 2, 3), "y": (1, 2)})
    result = advice(replace(assessment, findings=(fact,)), None, kb, "en")
    said = {one.id: one.values for one in result.findings}
    assert said["about.nobody"] == {"x": {"low": 1, "best": 2, "high": 3}, "y": [1, 2]}


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "advies.html"
    write_text(target, "eerst")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(InputError) as caught:
        write_text(target, "daarna")
    assert caught.value.problems[0].id == "error.write-failed"
    assert target.read_text() == "eerst"
    assert [path.name for path in tmp_path.iterdir()] == ["advies.html"]


def test_a_folder_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    for place, message in (
        (tmp_path, "error.write-directory"),
        (tmp_path / "weg" / "advies.html", "error.write-no-folder"),
    ):
        with pytest.raises(InputError) as caught:
            write_text(place, "x")
        assert caught.value.problems[0].id == message
