"""The body model beside published measurements, as one web page that needs nothing else."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from magwise.text.citations import address, citation, label

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.body import Row

_BAR, _EDGE = 260, 8  # pixels of a drawing: its width and the margin at both ends
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;
padding:0 1rem;color:#1c2321}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem}
table{border-collapse:collapse;width:100%}
td,th{padding:.35rem .7rem .35rem 0;border-bottom:1px solid #dcdfd8;
text-align:left;vertical-align:top}
th{font-weight:600;font-size:.85rem}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.fails{background:#fbe9e7}.verdict{font-weight:650}.fails .verdict{color:#a11d1d}
.quiet{color:#56615d;font-size:.85rem}svg{display:block}.scroll{overflow-x:auto}
"""


def tally(rows: Sequence["Row"]) -> str:
    """How many studies and rows pass, in one sentence."""
    fitted = [row for row in rows if row.use == "fit"]
    tested = [row for row in rows if row.use == "test"]
    groups = list(dict.fromkeys(row.group for row in tested))
    passed = [g for g in groups if all(row.passes for row in tested if row.group == g)]
    return (
        f"{len(passed)} of {len(groups)} studies never used for fitting pass in all their rows; "
        f"{sum(row.passes for row in fitted)} of {len(fitted)} rows used for fitting pass."
    )


def qualification_html(rows: Sequence["Row"], kb: "Knowledge") -> str:
    """Every observation, what the model says, and the verdict; failing rows stand out."""
    fitted = [row for row in rows if row.use == "fit"]
    tested = [row for row in rows if row.use == "test"]
    head = (
        f"<p><strong>{tally(rows)}</strong></p>"
        "<p>The published band decides: a row passes when the mean of a simulated study population "
        "lies in it. The model's interval (middle 90 %) shows what doubt about the constants does "
        "and decides nothing. In the drawing the band is grey, the published value a line, the "
        "model a dot with its interval.</p>"
        f'<p class="quiet">Knowledge base {escape(kb.version)} ({escape(kb.hash[:12])}).</p>'
    )
    parts = [
        _table("Never used for fitting", tested, kb),
        _table("Used for fitting", fitted, kb),
        _sources(rows, kb),
    ]
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>Body model: qualification</title><style>{_STYLE}</style></head><body>"
        f"<h1>The body model beside published measurements</h1>{head}{''.join(parts)}"
        "</body></html>\n"
    )


def _table(title: str, rows: Sequence["Row"], kb: "Knowledge") -> str:
    body = "".join(_row(row, kb) for row in rows)
    return (
        f"<h2>{title}</h2><div class='scroll'><table><thead><tr><th>Measured<th class='n'>Published"
        "<th class='n'>Band<th class='n'>Model<th class='n'>Interval<th>Unit<th>Drawing"
        f"<th>Verdict<th>Source</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: "Row", kb: "Knowledge") -> str:
    names = [label(kb.sources[s]) if s in kb.sources else s for s in row.sources]
    notes = [c.note for c in kb.observations[row.id].citations if c.note]
    measured = escape(row.measured)
    notes += [row.because] if row.because else []
    if notes:
        measured += (
            f"<br><span class='quiet'>{escape(' '.join(_sentence(note) for note in notes))}</span>"
        )
    share = row.unit == "1"

    def shown(value: float) -> str:
        return (
            f"{100 * value:.1f}"
            if share
            else f"{value:.2f}"
            if abs(value) >= 0.1
            else f"{value:.3f}"
        )

    unit = "%" if share else row.unit
    return (
        f"<tr class='{'passes' if row.passes else 'fails'}'><td>{measured}</td>"
        f"<td class='n'>{shown(row.observed)}</td>"
        f"<td class='n'>{shown(row.low)} to {shown(row.high)}</td>"
        f"<td class='n'>{shown(row.predicted)}</td>"
        f"<td class='n'>{shown(row.predicted_low)} to {shown(row.predicted_high)}</td>"
        f"<td>{escape(unit)}</td><td>{_drawing(row)}</td>"
        f"<td class='verdict'>{'passes' if row.passes else 'fails'}</td>"
        f"<td>{escape(', '.join(names))}</td></tr>"
    )


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:].rstrip(".") + "."


def _drawing(row: "Row") -> str:
    ends = (row.low, row.high, row.observed, row.predicted, row.predicted_low, row.predicted_high)
    low, high = min(ends), max(ends)
    span = high - low or 1.0

    def x(value: float) -> float:
        return _EDGE + (value - low) / span * (_BAR - 2 * _EDGE)

    colour = "#0f6b5c" if row.passes else "#a11d1d"
    return (
        f"<svg width='{_BAR}' height='24' viewBox='0 0 {_BAR} 24' aria-hidden='true'>"
        f"<rect x='{x(row.low):.1f}' y='3' width='{x(row.high) - x(row.low):.1f}' height='18' "
        "fill='#dfe3dd'/>"
        f"<line x1='{x(row.observed):.1f}' x2='{x(row.observed):.1f}' y1='3' y2='21' "
        "stroke='#1c2321' stroke-width='2'/>"
        f"<line x1='{x(row.predicted_low):.1f}' x2='{x(row.predicted_high):.1f}' y1='12' y2='12' "
        f"stroke='{colour}' stroke-width='2'/>"
        f"<circle cx='{x(row.predicted):.1f}' cy='12' r='4.5' fill='{colour}'/></svg>"
    )


def qualification_svg(rows: Sequence["Row"]) -> str:
    """All rows as one picture: the band of each lies between the same two lines."""
    left, right, line, top = 400, 860, 22, 56
    height = top + line * (len(rows) + 2) + 8

    def x(row: "Row", value: float) -> float:
        share = (value - row.low) / (row.high - row.low)
        return left + (min(2.0, max(-1.0, share)) + 1) / 3 * (right - left)

    edge = (right - left) / 3
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 {height}" role="img" '
        'aria-labelledby="rows-title rows-text" font-family="system-ui, sans-serif" '
        'font-size="12" fill="#1c2321">',
        '<title id="rows-title">The body model beside published measurements</title>',
        f'<desc id="rows-text">{escape(tally(rows))}</desc>',
        f'<rect width="880" height="{height}" fill="#ffffff"/>',
        f'<rect x="{left + edge:.1f}" y="{top - 14}" width="{edge:.1f}" '
        f'height="{line * (len(rows) + 2)}" fill="#e6eae4"/>',
        f'<text x="{left + 1.5 * edge:.1f}" y="{top - 24}" text-anchor="middle">'
        "published band</text>",
    ]
    y = float(top)
    for use, head in (("test", "Never used for fitting"), ("fit", "Used for fitting")):
        for n, row in enumerate(one for one in rows if one.use == use):
            if n == 0:
                parts.append(f'<text x="12" y="{y + 4:.0f}" font-weight="650">{head}</text>')
                y += line
            colour = "#0f6b5c" if row.passes else "#a11d1d"
            seen = x(row, row.observed)
            parts += [
                f'<text x="12" y="{y + 4:.0f}">{escape(_short(row.measured))}</text>',
                f'<line x1="{seen:.1f}" x2="{seen:.1f}" y1="{y - 7:.0f}" y2="{y + 7:.0f}" '
                'stroke="#1c2321" stroke-width="2"/>',
                f'<line x1="{x(row, row.predicted_low):.1f}" '
                f'x2="{x(row, row.predicted_high):.1f}" y1="{y:.0f}" y2="{y:.0f}" '
                f'stroke="{colour}" stroke-width="2"/>',
                f'<circle cx="{x(row, row.predicted):.1f}" cy="{y:.0f}" r="4.5" fill="{colour}"/>',
            ]
            y += line
    return "\n".join([*parts, "</svg>"]) + "\n"


def _short(text: str, most: int = 62) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


def _sources(rows: Sequence["Row"], kb: "Knowledge") -> str:
    known = dict.fromkeys(s for row in rows for s in row.sources if s in kb.sources)
    items = "".join(
        f"<li>{escape(citation(kb.sources[s]))} {escape(address(kb.sources[s]) or '')}</li>"
        for s in known
    )
    return f"<h2>Sources</h2><ol class='quiet'>{items}</ol>"
