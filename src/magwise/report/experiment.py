"""The course of an experiment on oneself, drawn and in a table.

Drawn as plain SVG, like every chart here: no extra package, no script, no font from elsewhere. A
day that was not filled in has no dot; it is never drawn at zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from magwise.report.body import marks_between
from magwise.text import numbers
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay
    from magwise.models.trial.records import PairResult

_WIDTH, _LEFT, _RIGHT = 780, 52, 764
_TOP, _HEIGHT = 46, 190
_BOTTOM = _TOP + _HEIGHT
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period: its days [from, until) that count from ``counted``, and its mean there."""

    active: bool
    start: int
    end: int
    counted: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """What the chart shows, before it is drawn: dots by day, periods, and the words."""

    title: str
    description: str
    quantity: str
    axis: str
    with_: str
    without: str
    days: int
    dots: tuple[tuple[int, float], ...]
    stretches: tuple[Stretch, ...]
    language: Language


def course(plan: "Design", log: Sequence["LogDay"], kb: "Knowledge", language: Language) -> Course:
    """The days that were filled in, with the mean of each period over the days that count."""
    said = kb.text(language)
    values = {one.day: one.value for one in log if one.value is not None}
    stretches = []
    for period in plan.periods:
        first, last = period.counted
        seen = [values[day] for day in range(first, last) if day in values]
        mean = sum(seen) / len(seen) if seen else None
        stretches.append(
            Stretch(period.active, period.start, last, first, mean)
        )  # fmt: skip
    text = said["ui.trial-chart-text"].replace("{logged}", str(len(values)))
    return Course(
        title=said["ui.trial-chart"],
        description=text.replace("{days}", str(plan.total_days)),
        quantity=said[f"ui.trial-chart-{plan.instrument}"],
        axis=said["ui.trial-chart-axis"],
        with_=said["ui.trial-with"],
        without=said["ui.trial-mean-without"].lower(),
        days=plan.total_days,
        dots=tuple(sorted(values.items())),
        stretches=tuple(stretches),
        language=language,
    )


def course_svg(drawn: Course) -> str:
    """The chart as one SVG that reads aloud: its title and description are in it."""
    highest = max([1.0, *(value for _, value in drawn.dots)])
    marks = marks_between(0.0, highest, 5)
    top = marks[-1]

    def x(day: float) -> float:
        return round(_LEFT + day / drawn.days * (_RIGHT - _LEFT), 1)

    def y(value: float) -> float:
        return round(_BOTTOM - value / top * _HEIGHT, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_BOTTOM + 50}" '
        'role="img" aria-labelledby="trial-title trial-text" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1c2321">',
        f'<title id="trial-title">{escape(drawn.title)}</title>',
        f'<desc id="trial-text">{escape(drawn.description)}</desc>',
        f'<text x="{_LEFT}" y="18" font-weight="650">{escape(drawn.quantity)}</text>',
    ]
    for one in drawn.stretches:
        if one.active:
            lines.append(
                f'<rect class="with" x="{x(one.start)}" y="{_TOP}" '
                f'width="{round(x(one.end) - x(one.start), 1)}" height="{_HEIGHT}" fill="#cfe3df"/>'
            )
    for mark in marks:
        lines.append(
            f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y(mark)}" y2="{y(mark)}" '
            'stroke="#dcdfd8"/>'
            f'<text class="axis" x="{_LEFT - 8}" y="{y(mark) + 4}" text-anchor="end" '
            f'fill="#56615d" font-size="12">{numbers.plain(mark, drawn.language)}</text>'
        )
    step = 4 if drawn.days > 16 * _DAYS_PER_WEEK else 2
    for week in range(0, drawn.days // _DAYS_PER_WEEK + 1, step):
        lines.append(
            f'<text class="axis" x="{x(week * _DAYS_PER_WEEK)}" y="{_BOTTOM + 18}" '
            f'text-anchor="middle" fill="#56615d" font-size="12">{week}</text>'
        )
    lines.append(
        f'<text class="axis" x="{_RIGHT}" y="{_BOTTOM + 36}" text-anchor="end" fill="#56615d" '
        f'font-size="12">{escape(drawn.axis)}</text>'
    )
    lines += [
        f'<circle class="day" cx="{x(day + 0.5)}" cy="{y(value)}" r="2.6" fill="#1c2321" '
        'fill-opacity="0.55"/>'
        for day, value in drawn.dots
    ]
    lines += [
        f'<line class="mean" x1="{x(one.counted)}" x2="{x(one.end)}" y1="{y(one.mean)}" '
        f'y2="{y(one.mean)}" stroke="{"#0f6b5c" if one.active else "#8a5300"}" stroke-width="3"'
        f"{'' if one.active else ' stroke-dasharray=' + chr(34) + '6 3' + chr(34)}/>"
        for one in drawn.stretches
        if one.mean is not None
    ]
    lines.append(
        f'<rect x="{_LEFT}" y="{_BOTTOM + 27}" width="14" height="12" fill="#cfe3df"/>'
        f'<text x="{_LEFT + 20}" y="{_BOTTOM + 37}" font-size="12">{escape(drawn.with_)}</text>'
        f'<rect x="{_LEFT + 130}" y="{_BOTTOM + 27}" width="14" height="12" fill="#ffffff" '
        'stroke="#8a5300"/>'
        f'<text x="{_LEFT + 150}" y="{_BOTTOM + 37}" font-size="12">{escape(drawn.without)}</text>'
    )
    return "\n".join([*lines, "</svg>"]) + "\n"


def pair_rows(
    pairs: Sequence["PairResult"], kind: str, said: Mapping[str, str], language: Language
) -> tuple[tuple[str, ...], ...]:
    """The table beside the chart: a heading, then one row for each pair; empty is unknown."""
    unit = f" ({said['ui.trial-per-week']})" if kind == "count" else ""
    effect = said["ui.trial-pair-ratio" if kind == "count" else "ui.trial-pair-points"]
    rows = [
        (
            said["ui.trial-pair"], said["ui.trial-mean-with"] + unit,
            said["ui.trial-mean-without"] + unit, said["ui.trial-days-with"],
            said["ui.trial-days-without"], effect,
        )
    ]  # fmt: skip

    def cell(value: float | None, places: int) -> str:
        return "–" if value is None else numbers.fixed(value, language, places)

    for one in pairs:
        scaled = one.effect * 100 if one.effect is not None and kind == "count" else one.effect
        rows.append(
            (
                str(one.pair + 1), cell(one.active_mean, 1), cell(one.control_mean, 1),
                str(one.active_days), str(one.control_days),
                cell(scaled, 0 if kind == "count" else 1),
            )
        )  # fmt: skip
    return tuple(rows)
