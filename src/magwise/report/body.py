"""The body model on paper: one chart of a simulation, and the qualification report as HTML."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from magwise.knowledge import Knowledge

if TYPE_CHECKING:
    from magwise.models.body import Row, Simulation
    from magwise.models.body.simulation import Line

_WIDTH, _HEIGHT, _LEFT, _GAP = 640, 150, 70, 40


def chart_svg(found: "Simulation", kb: Knowledge, language: str) -> str:
    """Serum and urine by day with their intervals, as one SVG without script."""
    said = kb.text("nl" if language == "nl" else "en")
    panels = [
        (f"{said['ui.body-serum']} [mmol/L]", found.serum_mmol_per_l),
        (f"{said['ui.body-urine']} [mmol]", found.urine_mmol_per_day),
    ]
    height = (_HEIGHT + _GAP) * len(panels) + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="12">'
    ]
    for i, (title, line) in enumerate(panels):
        parts.append(_panel(title, line, _GAP + i * (_HEIGHT + _GAP)))
    parts.append("</svg>\n")
    return "".join(parts)


def _panel(title: str, line: "Line", top: float) -> str:
    low, high = float(line.low.min()), float(line.high.max())
    room = 0.1 * (high - low or 1.0)
    low, high = low - room, high + room
    last = float(line.hours[-1]) or 1.0

    def at(hour: float, value: float) -> str:
        x = _LEFT + (hour / last) * (_WIDTH - _LEFT - 10)
        y = top + _HEIGHT * (1 - (value - low) / (high - low))
        return f"{x:.1f},{y:.1f}"

    hours = [float(h) for h in line.hours]
    band = [at(h, v) for h, v in zip(hours, line.low.tolist(), strict=True)]
    band += [at(h, v) for h, v in reversed(list(zip(hours, line.high.tolist(), strict=True)))]
    middle = [at(h, v) for h, v in zip(hours, line.best.tolist(), strict=True)]
    marks = "".join(
        f'<text x="{_LEFT - 6}" y="{top + _HEIGHT * (1 - s) + 4:.1f}" text-anchor="end">'
        f"{low + s * (high - low):.2f}</text>"
        for s in (0.0, 0.5, 1.0)
    )
    return (
        f'<text x="{_LEFT}" y="{top - 8}">{escape(title)}</text>{marks}'
        f'<polygon points="{" ".join(band)}" fill="#9ecae1" opacity="0.6"/>'
        f'<polyline points="{" ".join(middle)}" fill="none" stroke="#08519c" stroke-width="2"/>'
    )


def qualification_html(rows: Sequence["Row"], kb: Knowledge) -> str:
    """Every observation, what the model says, and the verdict; failing rows stand out."""
    tested = {row.group for row in rows if row.use == "test"}
    passed = {g for g in tested if all(row.passes for row in rows if row.group == g)}
    fitted = [row for row in rows if row.use == "fit"]
    body = "".join(
        f"<tr class='{'ok' if row.passes else 'fails'}'><td>{row.group}</td><td>{row.use}</td>"
        f"<td>{escape(row.measured)}</td><td>{row.observed:.3f}</td>"
        f"<td>{row.low:.3f} to {row.high:.3f}</td><td>{row.predicted:.3f}</td>"
        f"<td>{row.predicted_low:.3f} to {row.predicted_high:.3f}</td><td>{escape(row.unit)}</td>"
        f"<td>{'passes' if row.passes else 'FAILS'}</td><td>{escape(', '.join(row.sources))}</td>"
        "</tr>"
        for row in rows
    )
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Body model: qualification"
        "</title><style>body{font-family:sans-serif;max-width:70em;margin:2em auto}"
        "table{border-collapse:collapse}td,th{padding:.3em .6em;border-bottom:1px solid #ccc}"
        ".fails{background:#fde0dc}</style><h1>The body model beside published measurements</h1>"
        f"<p>{sum(r.passes for r in fitted)} of {len(fitted)} rows used for fitting pass; "
        f"{len(passed)} of {len(tested)} studies never used for fitting pass in all their rows. "
        f"Knowledge base {escape(kb.version)} ({kb.hash[:12]}). The interval shows what doubt "
        "about the constants does; a row passes when the typical person lies in the band.</p>"
        "<table><tr><th>Study<th>Use<th>Measured<th>Published<th>Band<th>Model<th>Interval<th>Unit"
        f"<th>Verdict<th>Source</tr>{body}</table></html>\n"
    )
