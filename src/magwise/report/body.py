"""The body model on paper: the course of a regimen as chart and table.

Drawn as plain SVG, so that it needs no extra package, no script and no font from elsewhere; the
page gives the classes its own colours.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from magwise.core.units import MG_PER_MMOL
from magwise.text import numbers
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.body import Simulation
    from magwise.models.body.simulation import Line

_WIDTH, _LEFT, _RIGHT = 680, 74, 664
_HEIGHT, _HEAD, _FOOT = 128, 34, 46  # of one panel: what is drawn, its title, its axis
_HOURS_PER_WEEK = 168.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MARKS, _MOST_WEEK_MARKS = 4, 9


@dataclass(frozen=True, slots=True)
class Point:
    """One moment: week, and the typical person with the middle 90 %."""

    week: float
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity over time; ``places`` is how many decimals are meant."""

    title: str
    points: tuple[Point, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Course:
    """What a chart shows, before it is drawn; the same stands in the table beside it."""

    title: str
    description: str
    axis: str
    panels: tuple[Panel, ...]
    language: Language

    def weeks(self) -> tuple[int, ...]:
        """The whole weeks of the table: the first ones, the middle and the last."""
        last = int(self.panels[0].points[-1].week)
        return tuple(sorted({w for w in (1, 2, 4, last // 2, last) if 0 < w <= last}))

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The table: a week, then each quantity as a span."""
        found = []
        for week in self.weeks():
            cells = [str(week)]
            for panel in self.panels:
                near = min(panel.points, key=lambda p: abs(p.week - week))
                cells.append(numbers.span(near.low, near.high, self.language, panel.places))
            found.append(tuple(cells))
        return tuple(found)


def course(found: "Simulation", kb: "Knowledge", language: Language) -> Course:
    """What a regimen changes in urine and blood, week by week; without doses, their level.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> import numpy as np
    >>> from magwise.models.body import Subject, doses, simulate
    >>> kb = Knowledge.load()
    >>> once = doses(100, [480], "citrate")
    >>> found = simulate(Subject(), once, 1, kb, random=np.random.default_rng(1), draws=2)
    >>> [panel.title for panel in course(found, kb, "en").panels]
    ['More in urine [mg a day]', 'More in the blood [mmol/L]']
    """
    said = kb.text(language)
    if found.absorbed_share is None:
        panels = (
            _panel(said["ui.body-urine-level"], found.urine_mmol_per_day, 0, MG_PER_MMOL),
            _panel(said["ui.body-serum-level"], found.serum_mmol_per_l, 2, 1.0),
        )
        text = said["ui.body-level-text"]
    else:
        panels = (
            _panel(said["ui.body-urine-more"], found.urine_change, 0, MG_PER_MMOL, from_zero=True),
            _panel(said["ui.body-serum-more"], found.serum_change, 3, 1.0),
        )
        text = said["ui.body-chart-text"]
    for slot, panel in zip(("urine", "serum"), panels, strict=True):
        end = panel.points[-1]
        span = numbers.span(end.low, end.high, language, panel.places)
        text = text.replace("{" + slot + "}", span)
    return Course(said["ui.body-chart-title"], text, said["ui.body-weeks-axis"], panels, language)


def _panel(
    title: str, line: "Line", places: int, factor: float, *, from_zero: bool = False
) -> Panel:
    points = [Point(0.0, 0.0, 0.0, 0.0)] if from_zero else []
    points += [
        Point(
            float(hour) / _HOURS_PER_WEEK, factor * float(a), factor * float(b), factor * float(c)
        )
        for hour, a, b, c in zip(line.hours, line.low, line.best, line.high, strict=True)
    ]
    return Panel(title, tuple(points), places)


def course_svg(course: Course) -> str:
    """The chart as one SVG that reads aloud: its title and description are in it."""
    part = _HEAD + _HEIGHT + _FOOT
    height = part * len(course.panels)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-labelledby="course-title course-text" font-family="system-ui, sans-serif" '
        'font-size="13" fill="#1c2321">',
        f'<title id="course-title">{escape(course.title)}</title>',
        f'<desc id="course-text">{escape(course.description)}</desc>',
    ]
    for i, panel in enumerate(course.panels):
        lines += _drawn(panel, part * i + _HEAD, course)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _drawn(panel: Panel, top: float, course: Course) -> list[str]:
    bottom = top + _HEIGHT
    marks = marks_between(
        min(p.low for p in panel.points), max(p.high for p in panel.points), _MARKS
    )
    low, high = marks[0], marks[-1]
    last = panel.points[-1].week or 1.0
    places = _places(marks[1] - marks[0])

    def x(week: float) -> str:
        return f"{_LEFT + week / last * (_RIGHT - _LEFT):.1f}"

    def y(value: float) -> str:
        return f"{bottom - (value - low) / (high - low) * _HEIGHT:.1f}"

    lines = [f'<text x="{_LEFT}" y="{top - 12:.0f}" font-weight="650">{escape(panel.title)}</text>']
    for mark in marks:
        lines.append(
            f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y(mark)}" y2="{y(mark)}" '
            'stroke="#dcdfd8"/>'
        )
        lines.append(
            f'<text class="axis" x="{_LEFT - 8}" y="{float(y(mark)) + 4:.1f}" text-anchor="end" '
            f'fill="#56615d" font-size="12">'
            f"{_mark(mark, course.language, places)}</text>"
        )
    for week in marks_between(0.0, last, _MOST_WEEK_MARKS, beyond=False):
        lines.append(
            f'<text class="axis" x="{x(week)}" y="{bottom + 18:.0f}" text-anchor="middle" '
            f'fill="#56615d" font-size="12">{numbers.plain(week, course.language)}</text>'
        )
    lines.append(
        f'<text class="axis" x="{_RIGHT}" y="{bottom + 36:.0f}" text-anchor="end" '
        f'fill="#56615d" font-size="12">{escape(course.axis)}</text>'
    )
    band = [f"{x(p.week)},{y(p.low)}" for p in panel.points]
    band += [f"{x(p.week)},{y(p.high)}" for p in reversed(panel.points)]
    middle = " ".join(f"{x(p.week)},{y(p.best)}" for p in panel.points)
    lines.append(f'<polygon class="band" points="{" ".join(band)}" fill="#cfe3df"/>')
    lines.append(
        f'<polyline class="curve" points="{middle}" fill="none" stroke="#0f6b5c" stroke-width="2"/>'
    )
    return lines


def marks_between(low: float, high: float, most: int, *, beyond: bool = True) -> list[float]:
    """Round numbers that span a range; ``beyond`` lets the ends lie outside it.

    >>> marks_between(0.0, 0.017, 4)
    [0.0, 0.005, 0.01, 0.015, 0.02]
    >>> marks_between(0.0, 8.0, 9, beyond=False)
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    """
    span = high - low if high > low else abs(high) * 0.1 or 1.0
    size = 10.0 ** math.floor(math.log10(span / most))
    step = next(s * size for s in _STEPS if span / (s * size) <= most)
    if not beyond and step < 1:
        step = 1.0 if span <= most else step
    first = math.floor(low / step + 1e-9)
    last = math.floor(high / step + 1e-9) if not beyond else math.ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, max(last, first + (1 if beyond else 0)) + 1)]


def _mark(value: float, language: Language, places: int) -> str:
    return numbers.fixed(value, language, places) if places else numbers.decimal(value, language)


def _places(step: float) -> int:
    return next((n for n in range(7) if abs(round(step, n) - step) < 1e-9), 7)


def chart(found: "Simulation", kb: "Knowledge", language: Language) -> str:
    """The chart of a simulation as an SVG file."""
    return course_svg(course(found, kb, language))


def tables(course: Course, headings: Sequence[str]) -> str:
    """The same figures as an HTML table."""
    first, *others = headings
    head = f'<th scope="col">{escape(first)}</th>'
    head += "".join(f'<th scope="col" class="number">{escape(one)}</th>' for one in others)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="number">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in course.rows()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def as_record(found: "Simulation") -> dict[str, Any]:
    """A simulation as JSON has it: by day, best and the middle 90 %."""
    record: dict[str, Any] = {
        "model_version": found.model_version,
        "draws": found.draws,
        "extrapolated": list(found.extrapolated),
        "absorbed_share": found.absorbed_share.as_dict() if found.absorbed_share else None,
    }
    for name in (
        "serum_mmol_per_l", "urine_mmol_per_day", "exchangeable_mmol", "serum_change",
        "urine_change", "exchangeable_change",
    ):  # fmt: skip
        line = getattr(found, name)
        record[name] = [
            {"hour": float(hour), **line.at(i).as_dict()} for i, hour in enumerate(line.hours)
        ]
    return record
