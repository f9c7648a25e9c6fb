"""The course of a plan, drawn and in tables: intake, complaints and doses over the weeks.

Drawn as plain SVG, like every chart here: no extra package, no script, no font from elsewhere. A
day that was not filled in has a small cross under the line; it is never drawn at zero. All panels
share one line of weeks, so that they can be read under each other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from magwise.followup.comparing import BEFORE_DAYS
from magwise.followup.completeness import READ, planned_doses
from magwise.report.body import marks_between
from magwise.report.professional import table
from magwise.text import numbers
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.core.interval import Interval
    from magwise.core.records import UsualIntake
    from magwise.followup import Start
    from magwise.knowledge import Knowledge
    from magwise.person.log import Log

DRAWN = ("cramps", "soreness", "sleep-hours", "sleep-quality", "energy", "doses")
_SUMMED = ("cramps", "doses")
_TOP_OF = {"soreness": 10.0, "sleep-quality": 10.0, "energy": 10.0}
_WIDTH, _LEFT, _RIGHT = 720, 52, 704
_HEAD, _HEIGHT, _GAP, _FOOT = 32, 104, 18, 42  # title, drawing, row of crosses, axis
_DAYS_PER_WEEK, _MARKS, _MOST_WEEKS = 7, 4, 13


@dataclass(frozen=True, slots=True)
class Range:
    """A usual intake [mg/day] with its interval, from the diary of one moment."""

    day: int
    label: str
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity: its dots by day, the days that are empty, and its table.

    Days count from the first day of the plan; those before it are below 0. ``means`` has the
    first day of each week with the mean of the days that were filled in. ``rows`` is a heading
    and then a row for each week, or for each diary.
    """

    id: str
    title: str
    description: str
    dots: tuple[tuple[int, float], ...]
    empty: tuple[int, ...]
    means: tuple[tuple[int, float], ...]
    ranges: tuple[Range, ...]
    line: tuple[float, str] | None
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What the charts show, before they are drawn.

    ``first`` and ``last`` are the days at the ends, counted from the first day of the plan.
    """

    title: str
    axis: str
    start: str
    first: int
    last: int
    panels: tuple[Panel, ...]
    language: Language


def course(
    start: "Start",
    log: "Log",
    kb: "Knowledge",
    language: Language,
    *,
    today: date,
    now: "UsualIntake | None" = None,
) -> Course:
    """The course of a plan up to today, with the weeks before it; only what was ever filled in.

    Doses have a panel whenever the plan has them, also when none was filled in.

    Parameters
    ----------
    now
        Usual intake from food today; None when there is no new diary.
    """
    said = kb.text(language)
    end = min(today, start.last_day)
    logged = log.between(start.first_day - timedelta(days=BEFORE_DAYS), end)
    by_day = {(date.fromisoformat(one.date) - start.first_day).days: one for one in logged}
    first = min([0, *by_day])
    last = (end - start.first_day).days
    panels = _intake(start, now, today, said, language)
    for what in DRAWN:
        read = READ[what]
        days = range(0 if what == "doses" else first, last + 1)
        if what == "doses":
            days_with = [d for d in days if planned_doses(start, start.first_day + timedelta(d))]
        else:
            days_with = list(days)
        values = {
            day: float(value)  # type: ignore[arg-type]
            for day, one in by_day.items()
            if day in days and (value := read(one)) is not None
        }
        if not values and not (what == "doses" and days_with):
            continue
        empty = tuple(day for day in days_with if day not in values)
        panels.append(_panel(what, values, empty, said, language))
    return Course(
        title=said["ui.followup-course"],
        axis=said["ui.followup-course-axis"],
        start=said["ui.followup-course-start"],
        first=first,
        last=max(last, 1),
        panels=tuple(panels),
        language=language,
    )


def _panel(
    what: str,
    values: dict[int, float],
    empty: tuple[int, ...],
    said: Mapping[str, str],
    language: Language,
) -> Panel:
    text = said["ui.followup-course-text"]
    for slot, value in (("filled", len(values)), ("days", len(values) + len(empty))):
        text = text.replace("{" + slot + "}", str(value))
    summed = what in _SUMMED
    head = (
        said["ui.followup-course-week"], said["ui.followup-course-filled"],
        said["ui.followup-course-total" if summed else "ui.followup-course-mean"],
    )  # fmt: skip
    rows, means = [head], []
    weeks = sorted({day // _DAYS_PER_WEEK for day in (*values, *empty)})
    for week in weeks:
        inside = [v for day, v in values.items() if day // _DAYS_PER_WEEK == week]
        of = len(inside) + sum(day // _DAYS_PER_WEEK == week for day in empty)
        if inside:
            means.append((week * _DAYS_PER_WEEK, sum(inside) / len(inside)))
        if not inside:
            cell = "–"
        elif summed:
            cell = numbers.plain(round(sum(inside), 2), language)
        else:
            cell = numbers.fixed(sum(inside) / len(inside), language, 1)
        rows.append((_week_name(week, said), f"{len(inside)} / {of}", cell))
    return Panel(
        what,
        said[f"ui.followup-what-{what}"],
        text,
        tuple(sorted(values.items())),
        empty,
        tuple(means),
        (),
        None,
        tuple(rows),
    )


def _week_name(week: int, said: Mapping[str, str]) -> str:
    """Weeks of the plan count from 1; those before it are named as such."""
    if week >= 0:
        return str(week + 1)
    return said["ui.followup-course-before"].replace("{n}", str(-week))


def _intake(
    start: "Start",
    now: "UsualIntake | None",
    today: date,
    said: Mapping[str, str],
    language: Language,
) -> list[Panel]:
    """Magnesium from food then and now, with the reference value; nothing without any diary."""
    found: list[tuple[int, str, Interval]] = []
    if start.usual is not None:
        found.append((0, said["ui.followup-course-then"], start.usual.mg_per_day))
    if now is not None:
        day = min((today - start.first_day).days, start.weeks * _DAYS_PER_WEEK - 1)
        found.append((day, said["ui.followup-course-now"], now.mg_per_day))
    if not found:
        return []
    head = (
        said["ui.followup-course-diary"], said["ui.followup-course-best"],
        said["ui.followup-course-between"],
    )  # fmt: skip
    rows = [head]
    for _, label, mg in found:
        between = numbers.span(mg.low, mg.high, language, 0)
        rows.append((label, numbers.decimal(mg.best, language), between))
    line = None
    if start.reference_mg_per_day is not None:
        reference = numbers.decimal(start.reference_mg_per_day, language)
        label = said["ui.followup-course-reference"].replace("{mg}", reference)
        line = (start.reference_mg_per_day, label)
        rows.append((said["ui.followup-course-reference-row"], reference, "–"))
    return [
        Panel(
            "intake",
            said["ui.followup-what-intake"],
            said["ui.followup-course-intake-text"],
            (),
            (),
            (),
            tuple(Range(day, label, mg.low, mg.best, mg.high) for day, label, mg in found),
            line,
            tuple(rows),
        )
    ]


def course_svg(drawn: Course) -> str:
    """All panels under each other as one SVG that reads aloud."""
    part = _HEAD + _HEIGHT + _GAP + _FOOT
    body: list[str] = []
    for number, panel in enumerate(drawn.panels):
        body += _drawn(panel, drawn, _HEAD + number * part)
    told = " ".join(f"{panel.title}: {panel.description}" for panel in drawn.panels)
    return _svg("course", drawn.title, told, part * max(1, len(drawn.panels)), body)


def panel_svg(panel: Panel, drawn: Course) -> str:
    """One panel as an SVG of its own."""
    height = _HEAD + _HEIGHT + _GAP + _FOOT
    return _svg(panel.id, panel.title, panel.description, height, _drawn(panel, drawn, _HEAD))


def _svg(name: str, title: str, text: str, height: float, body: Sequence[str]) -> str:
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="followup-{name}-title followup-{name}-text" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1c2321">',
        f'<title id="followup-{name}-title">{escape(title)}</title>',
        f'<desc id="followup-{name}-text">{escape(text)}</desc>',
        *body,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _drawn(panel: Panel, drawn: Course, top: float) -> list[str]:
    bottom = top + _HEIGHT
    highest = max(
        [
            *(value for _, value in panel.dots),
            *(one.high for one in panel.ranges),
            *((panel.line[0],) if panel.line else ()),
            1.0,
        ]
    )
    top_value = _TOP_OF.get(panel.id, highest)
    whole = panel.id in _SUMMED and top_value <= _MARKS  # nobody has half a cramp
    marks = marks_between(0.0, top_value, _MARKS, beyond=not whole)
    high = marks[-1]
    days = drawn.last + 1 - drawn.first

    def x(day: float) -> float:
        return round(_LEFT + (day - drawn.first) / days * (_RIGHT - _LEFT), 1)

    def y(value: float) -> float:
        return round(bottom - value / high * _HEIGHT, 1)

    lines = [f'<text x="{_LEFT}" y="{top - 12:.0f}" font-weight="650">{escape(panel.title)}</text>']
    if drawn.first < 0:
        lines.append(
            f'<rect class="before" x="{_LEFT}" y="{top}" width="{round(x(0) - _LEFT, 1)}" '
            f'height="{_HEIGHT}" fill="#f0f1ec"/>'
        )
    for mark in marks:
        lines.append(
            f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y(mark)}" y2="{y(mark)}" '
            'stroke="#dcdfd8"/>'
            f'<text class="axis" x="{_LEFT - 8}" y="{y(mark) + 4}" text-anchor="end" '
            f'fill="#56615d" font-size="12">{numbers.plain(mark, drawn.language)}</text>'
        )
    lines.append(
        f'<line class="start" x1="{x(0)}" x2="{x(0)}" y1="{top}" y2="{bottom}" '
        'stroke="#56615d" stroke-dasharray="3 3"/>'
    )
    lines += _weeks(drawn, x, bottom + _GAP)
    if panel.line is not None:
        value, label = panel.line
        lines.append(
            f'<line class="reference" x1="{_LEFT}" x2="{_RIGHT}" y1="{y(value)}" y2="{y(value)}" '
            'stroke="#8a5300" stroke-width="1.5" stroke-dasharray="6 3"/>'
            f'<text x="{(_LEFT + _RIGHT) / 2}" y="{y(value) - 5}" text-anchor="middle" '
            f'font-size="12" fill="#8a5300">{escape(label)}</text>'
        )
    for one in panel.ranges:
        at = min(max(x(one.day + 0.5), _LEFT + 6), _RIGHT - 6)
        lines.append(
            f'<line class="range" x1="{at}" x2="{at}" y1="{y(one.low)}" y2="{y(one.high)}" '
            'stroke="#cfe3df" stroke-width="12"/>'
            f'<circle class="best" cx="{at}" cy="{y(one.best)}" r="4" fill="#0f6b5c"/>'
        )
        side, anchor = (at + 11, "start") if at < (_LEFT + _RIGHT) / 2 else (at - 11, "end")
        lines.append(
            f'<text x="{side}" y="{bottom - 8}" text-anchor="{anchor}" font-size="12">'
            f"{escape(one.label)}</text>"
        )
    lines += [
        f'<circle class="day" cx="{x(day + 0.5)}" cy="{y(value)}" r="2.6" fill="#1c2321" '
        'fill-opacity="0.6"/>'
        for day, value in panel.dots
    ]
    for day, mean in panel.means:
        ends = (max(x(day), _LEFT), min(x(day + _DAYS_PER_WEEK), _RIGHT))
        lines.append(
            f'<line class="mean" x1="{ends[0]}" x2="{ends[1]}" y1="{y(mean)}" y2="{y(mean)}" '
            'stroke="#0f6b5c" stroke-width="2.5" stroke-opacity="0.55"/>'
        )
    for day in panel.empty:
        at, level = x(day + 0.5), bottom + 10
        lines.append(
            f'<path class="empty" d="M{at - 2.2:.1f} {level - 2.2:.1f}l4.4 4.4m0-4.4l-4.4 4.4" '
            'stroke="#8a5300" stroke-width="1.1" fill="none"/>'
        )
    return lines


def _weeks(drawn: Course, x: Callable[[float], float], at: float) -> list[str]:
    """The numbers of the weeks under their first day, and what the line of weeks is."""
    weeks = range(-(-drawn.first // _DAYS_PER_WEEK), drawn.last // _DAYS_PER_WEEK + 1)
    step = 1 if len(weeks) <= _MOST_WEEKS else 4
    lines = [
        f'<text class="axis" x="{x(week * _DAYS_PER_WEEK)}" y="{at + 12:.0f}" '
        f'text-anchor="start" fill="#56615d" font-size="12">{week + 1}</text>'
        for week in weeks
        if week >= 0 and week % step == 0 and x(week * _DAYS_PER_WEEK) < _RIGHT - 10
    ]
    if drawn.first < 0:
        lines.append(
            f'<text class="axis" x="{x(0) - 6}" y="{at + 12:.0f}" text-anchor="end" '
            f'fill="#56615d" font-size="12">{escape(drawn.start)}</text>'
        )
    lines.append(
        f'<text class="axis" x="{_RIGHT}" y="{at + 28:.0f}" text-anchor="end" fill="#56615d" '
        f'font-size="12">{escape(drawn.axis)}</text>'
    )
    return lines


def panel_table(panel: Panel) -> str:
    """The table beside a panel, as HTML."""
    return table(panel.rows)


def figures(drawn: Course, table_word: str) -> str:
    """Each panel as a figure with its description and, folded away, its table."""
    return "".join(
        f'<figure><div class="scroll">{panel_svg(panel, drawn)}</div>'
        f"<figcaption>{escape(panel.description)}</figcaption>"
        f"<details><summary>{escape(table_word)}: {escape(panel.title)}</summary>"
        f'<div class="scroll">{panel_table(panel)}</div></details></figure>'
        for panel in drawn.panels
    )
