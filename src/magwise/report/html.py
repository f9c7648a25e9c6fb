"""The report as one web page that needs nothing else: no script, no font, no request."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from magwise.core.facts import Severity
from magwise.report.body import course_svg, tables
from magwise.report.chart import scale
from magwise.report.document import Document
from magwise.text import numbers

_HARD_SPACE = re.compile(r"(?<=\d) (?=(?:mg|g|ml|kg|mmol|%|uur|dagen|weken|hours|days|weeks)\b|%)")
_LEFT, _RIGHT, _ROW, _TOP = 306.0, 702.0, 26.0, 34.0  # the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Row:
    """One reference value in the drawing."""

    label: str
    amount: str
    leading: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places in the intake drawing; the template only writes them down."""

    width: float
    height: float
    low_x: float
    best_x: float
    high_x: float
    top: float
    bottom: float
    left: float
    right: float
    own: str
    rows: tuple[Row, ...]
    marks: tuple[tuple[float, str], ...]
    description: str


def html(document: Document) -> str:
    """The whole report as one HTML page."""
    return _environment().get_template("page.html.j2").render(_said(document))


def content(document: Document, notes: frozenset[int] | None = None) -> Markup:
    """What stands between head and foot of the report, to be put inside another page.

    Parameters
    ----------
    notes
        Numbers of the sources that are listed at the end; None lists them all.
    """
    made = _environment().get_template("content.html.j2").render(_said(document, notes))
    return Markup(made)


def stylesheet() -> str:
    """The look of the report, for pages that stand beside it."""
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, "page.css")[0]


def _said(document: Document, notes: frozenset[int] | None = None) -> dict[str, Any]:
    return {
        "document": document,
        "listed": [one for one in document.notes if notes is None or one.number in notes],
        "lead": None if document.emergency else document.verdict,
        "last": document.verdict if document.emergency else None,
        "ui": document.ui,
        "drawing": drawing(document),
        "course": _course(document),
        "strong": (Severity.EMERGENCY, Severity.URGENT, Severity.STOP),
    }


def _course(document: Document) -> tuple[Markup, Markup] | None:
    """The chart of what to expect and its table; both are numbers and our own texts, escaped."""
    if document.expected is None:
        return None
    heads = [document.ui["body-week"], *(panel.title for panel in document.expected.panels)]
    return Markup(course_svg(document.expected)), Markup(tables(document.expected, heads))


def templates(package: str, **filters: Callable[..., Any]) -> Environment:
    """The templates of a package: what is filled in is escaped, what is missing is an error."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(together=together, **filters)
    return environment


@cache
def _environment() -> Environment:
    return templates("magwise.report", mg=numbers.decimal)


def together(text: str) -> Markup:
    r"""Keep a number and its unit on one line.

    >>> together("250 mg") == Markup("250\N{NO-BREAK SPACE}mg")
    True
    """
    return Markup(_HARD_SPACE.sub("\N{NO-BREAK SPACE}", str(escape(text))))


def drawing(document: Document) -> Drawing | None:
    """Where everything stands in the intake drawing; None without an intake."""
    chart, language = document.chart, document.language
    if chart is None:
        return None
    on = scale(chart)

    def x(mg: float) -> float:
        return round(_LEFT + on.share(mg) * (_RIGHT - _LEFT), 1)

    def amount(mg: float) -> str:
        return numbers.decimal(mg, language)

    bottom = _TOP + _ROW * (len(chart.lines) + 1)
    own = numbers.span(chart.low, chart.high, language, 0)
    described = document.ui["chart-description"]
    for slot, mg in (("low", chart.low), ("best", chart.best), ("high", chart.high)):
        described = described.replace("{" + slot + "}", f"{amount(mg)} mg")
    return Drawing(
        width=782,
        height=bottom + 34,
        low_x=x(chart.low),
        best_x=x(chart.best),
        high_x=x(chart.high),
        top=_TOP,
        bottom=bottom,
        left=_LEFT,
        right=_RIGHT,
        own=own,
        rows=tuple(
            Row(
                label=f"{line.short}, {line.kind}",
                amount=amount(line.mg),
                leading=line.leading,
                x=x(line.mg),
                y=_TOP + _ROW * (place + 1.5),
            )
            for place, line in enumerate(chart.lines)
        ),
        marks=tuple((x(mark), amount(mark)) for mark in on.marks()),
        description=described,
    )
