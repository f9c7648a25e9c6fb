"""The papers of a plan as web pages and as PDF, from the same templates."""

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Environment
from markupsafe import Markup

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Certainty
from magwise.report.chart import scale
from magwise.report.document import Document, Statement
from magwise.report.html import templates, together
from magwise.text import numbers

if TYPE_CHECKING:
    from magwise.report.plan import Paper
    from magwise.report.plan_sheets import Card, Letter, Shopping

_WIDTH, _HEIGHT, _LEFT, _RIGHT = 460.0, 72.0, 10.0, 450.0  # the strip, in its own units
_NEAR_EDGE = 90.0
_MOST_PAGES = 2
_GRADES = (
    Certainty.HIGH, Certainty.MODERATE, Certainty.LOW, Certainty.VERY_LOW, Certainty.NO_EVIDENCE,
    Certainty.MECHANISM, Certainty.ASSOCIATION,
)  # fmt: skip
# Sizes of print [pt], and whether the plan begins on a page of its own; roomy first. Each row is
# tried from its middle, so that few papers are laid out in vain.
_SIZES: tuple[tuple[bool, tuple[float, ...]], ...] = (
    (True, (9.4, 8.8)),
    (False, (8.8, 8.2, 7.4)),
)


@dataclass(frozen=True, slots=True)
class Strip:
    """Places in the small intake drawing; the template only writes them down."""

    width: float
    height: float
    left: float
    right: float
    low_x: float
    best_x: float
    range_width: float
    leading_x: float | None
    leading: str
    leading_anchor: str
    others: tuple[float, ...]
    marks: tuple[tuple[float, str], ...]
    description: str


def plan_page(paper: "Paper", *, points: float | None = None, apart: bool = True) -> str:
    """The plan as one HTML page that needs nothing else.

    Parameters
    ----------
    points
        Size of print on paper [pt]; None leaves it to the reader.
    apart
        Whether what to do begins on a page of its own.
    """
    report = paper.report
    line = " · ".join(
        part for part in (report.ui["date"].replace("{date}", report.date), paper.who) if part
    )
    return _page(
        "plan.html.j2", "plan", report.language, report.title, line, report.ui,
        points=points, apart=apart, paper=paper, strip=strip(report),
    )  # fmt: skip


def card_page(card: "Card") -> str:
    """A day card or race-day card as one HTML page in large print."""
    return _page("card.html.j2", "card", card.language, card.title, card.line, card.ui, sheet=card)


def letter_page(letter: "Letter") -> str:
    """The letter to the doctor as one HTML page."""
    return _page(
        "letter.html.j2", "letter", letter.language, letter.title, letter.line, letter.ui,
        sheet=letter,
    )  # fmt: skip


def shopping_page(sheet: "Shopping") -> str:
    """The shopping list as one HTML page."""
    return _page(
        "shopping.html.j2", "shopping", sheet.language, sheet.title, sheet.line, sheet.ui,
        sheet=sheet,
    )  # fmt: skip


def _page(
    template: str, kind: str, language: str, title: str, line: str, ui: Any, **values: Any
) -> str:
    values.setdefault("points", None)
    return (
        _environment()
        .get_template(template)
        .render(kind=kind, language=language, title=title, line=line, ui=ui, **values)
    )


@cache
def _environment() -> Environment:
    return templates("magwise.report", with_notes=with_notes, graded=graded)


def with_notes(text: str, notes: tuple[int, ...], certainty: str = "") -> Markup:
    r"""A sentence with its sources and how sure it is; the numbers never stand alone on a line.

    >>> str(with_notes("Eat <well>.", (1,)))
    'Eat <span class="tail">&lt;well&gt;.<span class="behind"><a href="#note-1">1</a></span></span>'
    """
    head, space, tail = text.rpartition(" ")
    numbered = Markup(", ").join(Markup('<a href="#note-{0}">{0}</a>').format(one) for one in notes)
    behind = Markup('<span class="behind">{}</span>').format(numbered) if notes else ""
    sure = Markup(' <span class="sure">({})</span>').format(certainty) if certainty else ""
    if not notes:
        return together(text) + sure
    return Markup('{}{}<span class="tail">{}{}</span>{}').format(
        together(head), space, tail, behind, sure
    )


def graded(statement: Statement) -> str:
    """How sure the evidence is, where it was graded; not for what was computed or is a rule."""
    return statement.certainty if statement.fact.certainty in _GRADES else ""


def strip(report: Document) -> Strip | None:
    """Usual intake as a bar, the leading reference value as a line, the others as marks."""
    chart, language, ui = report.chart, report.language, report.ui
    if chart is None:
        return None
    on = scale(chart)

    def x(mg: float) -> float:
        return round(_LEFT + on.share(mg) * (_RIGHT - _LEFT), 1)

    leading = next((line for line in chart.lines if line.leading), None)
    at = None if leading is None else x(leading.mg)
    anchor = "middle"
    if at is not None and at > _RIGHT - _NEAR_EDGE:
        anchor = "end"
    elif at is not None and at < _LEFT + _NEAR_EDGE:
        anchor = "start"
    described = ui["plan-strip"]
    for slot, mg in (("low", chart.low), ("best", chart.best), ("high", chart.high)):
        described = described.replace("{" + slot + "}", numbers.decimal(mg, language))
    return Strip(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        low_x=x(chart.low),
        best_x=x(chart.best),
        range_width=max(2.0, round(x(chart.high) - x(chart.low), 1)),
        leading_x=at,
        leading=""
        if leading is None
        else f"{leading.short} {numbers.decimal(leading.mg, language)}",
        leading_anchor=anchor,
        others=tuple(sorted({x(line.mg) for line in chart.lines if not line.leading})),
        marks=tuple((x(mark), numbers.decimal(mark, language)) for mark in on.marks()),
        description=described,
    )


def pdf(page: str) -> bytes:
    """A page as PDF, tagged for screen readers; the same page always gives the same bytes.

    Raises
    ------
    InputError
        When what makes a PDF is not installed.
    """
    return _bytes(_rendered(page))


def plan_pdf(paper: "Paper") -> bytes:
    """The plan on two A4 pages, in the largest print that fits.

    Nothing is left out to make it fit: when the smallest print needs more pages, there are more.

    Raises
    ------
    InputError
        When what makes a PDF is not installed.
    """
    for apart, sizes in _SIZES:
        smallest = _rendered(plan_page(paper, points=sizes[-1], apart=apart))
        if len(smallest.pages) <= _MOST_PAGES:
            return _bytes(_largest(paper, sizes, smallest, apart=apart))
    return _bytes(smallest)


def _largest(paper: "Paper", sizes: tuple[float, ...], smallest: Any, *, apart: bool) -> Any:
    """The paper in the largest of these sizes that gives two pages; the smallest one does."""
    low, best = 0, smallest
    high = len(sizes) - 1
    while low < high:
        middle = (low + high) // 2
        tried = _rendered(plan_page(paper, points=sizes[middle], apart=apart))
        if len(tried.pages) <= _MOST_PAGES:
            high, best = middle, tried
        else:
            low = middle + 1
    return best


def _rendered(page: str) -> Any:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise InputError(Problem("error.pdf-missing", "--pdf")) from error

    class NoRequests(URLFetcher):  # type: ignore[misc, unused-ignore]
        """A plan asks nothing of anybody: what a page would fetch is refused."""

        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            raise ValueError(url)

    return HTML(string=page, url_fetcher=NoRequests()).render(pdf_tags=True)


def _bytes(rendered: Any) -> bytes:
    # Fonts carry the time they were cut out; the same plan is the same file all the same.
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or "0"
    try:
        made: bytes = rendered.write_pdf(pdf_tags=True, pdf_identifier=b"magwise")
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
    return made
