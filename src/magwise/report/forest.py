"""A forest plot as SVG: each trial a square on its interval, the pool a diamond below.

The picture is drawn as plain SVG, so it needs no extra package, no script and no font from
elsewhere; the same figures stand in a table beside it (`rows`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from magwise.text import numbers
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.evidence.analysis import Analysis

_WIDTH = 860
_LEFT, _RIGHT = 250, 610  # between these the scale lies
_ROW = 22
_HEAD = 58
_STEPS = (0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100)
_RATIO_MARKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One line of the plot: natural scale (ratios as ratios); ``weight`` is a share or None."""

    label: str
    best: float
    low: float
    high: float
    weight: float | None = None
    is_pool: bool = False


@dataclass(frozen=True, slots=True)
class Forest:
    """What a forest plot shows, before it is drawn."""

    title: str
    rows: tuple[ForestRow, ...]
    is_ratio: bool
    left: str  # what a value to the left of the line favours
    right: str
    note: str = ""

    @property
    def middle(self) -> float:
        """The value that means "no difference"."""
        return 1.0 if self.is_ratio else 0.0


def of_analysis(analysis: "Analysis", title: str, words: "ForestWords") -> Forest:
    """The plot of trials that were pooled here, with the leading model and a random one."""
    effects, leading = analysis.effects, analysis.leading
    shares = dict(zip(leading.labels, leading.weights, strict=True))
    rows = [
        _row(label, y, math.sqrt(v), is_log=effects.is_log, weight=shares.get(label))
        for label, y, v in zip(effects.labels, effects.estimate, effects.variance, strict=True)
    ]
    shown = [leading]
    wanted = "REML" if leading.tau2 == 0 else "FE"
    shown += [one for one in analysis.models if one.model == wanted and one.test == "z"][:1]
    for pooled in shown:
        if pooled.model != leading.model or pooled is leading:
            best, low, high = pooled.natural
            rows.append(
                ForestRow(
                    f"{words.pool} ({words.model(pooled.model)})", best, low, high, None, True
                )
            )
    between = leading.heterogeneity
    note = (
        f"Q = {between.q:.2f} (df {between.q_df}), I² (Q) = {100 * between.i2_from_q:.0f} %, "
        f"tau² = {leading.tau2:.3f}"
    )
    return Forest(title, tuple(rows), effects.is_log, words.left, words.right, note)


def of_syntheses(outcome: str, kb: "Knowledge", language: Language, words: "ForestWords") -> Forest:
    """The pools of others side by side; they overlap, so nothing is pooled again."""
    record = kb.outcomes[outcome]
    kinds: dict[str, list[ForestRow]] = {}
    for one in kb.syntheses.values():
        found = one.estimate
        if one.outcome != outcome or found is None or found.low is None or found.high is None:
            continue
        sign = -1.0 if one.reversed else 1.0
        low, high = sorted((sign * found.low, sign * found.high))
        star = " *" if one.id == record.preferred else ""
        kinds.setdefault(one.measure, []).append(
            ForestRow(f"{one.id}{star}", sign * (found.value or 0.0), low, high)
        )
    measure = max(kinds, key=lambda one: len(kinds[one]), default="MD")
    return Forest(
        title=record.names.of(language),
        rows=tuple(kinds.get(measure, ())),
        is_ratio=measure in ("OR", "RR"),
        left=words.left,
        right=words.right,
        note=words.stored,
    )


@dataclass(frozen=True, slots=True)
class ForestWords:
    """The words in a plot, in one language."""

    pool: str
    left: str
    right: str
    stored: str
    weight: str
    effect: str
    models: dict[str, str]

    def model(self, name: str) -> str:
        """What a model is called."""
        return self.models.get(name, name)


def _row(label: str, y: float, se: float, *, is_log: bool, weight: float | None) -> ForestRow:
    best, low, high = float(y), float(y - 1.959964 * se), float(y + 1.959964 * se)
    if is_log:
        best, low, high = math.exp(best), math.exp(low), math.exp(high)
    return ForestRow(label, best, low, high, weight)


class _Scale:
    """From values to pixels; ratios stand on a log scale."""

    def __init__(self, forest: Forest) -> None:
        self.is_ratio = forest.is_ratio
        lows = [row.low for row in forest.rows] + [forest.middle]
        highs = [row.high for row in forest.rows] + [forest.middle]
        low, high = (self._at(min(lows)), self._at(max(highs)))
        if forest.is_ratio:  # one tiny trial should not squeeze all the others
            low, high = max(low, math.log(0.02)), min(high, math.log(50))
        margin = (high - low) * 0.04 or 1.0
        self.low, self.high = low - margin, high + margin

    def _at(self, value: float) -> float:
        return math.log(max(value, 1e-9)) if self.is_ratio else value

    def x(self, value: float) -> float:
        """Pixels from the left, held inside the plot."""
        share = (self._at(value) - self.low) / (self.high - self.low)
        return _LEFT + min(1.0, max(0.0, share)) * (_RIGHT - _LEFT)

    def cuts(self, value: float) -> bool:
        """True when a value lies outside the plot."""
        return not self.low <= self._at(value) <= self.high

    def marks(self) -> list[float]:
        """Round numbers under the plot."""
        if self.is_ratio:
            inside = [m for m in _RATIO_MARKS if self.low <= math.log(m) <= self.high]
            return inside or [1.0]
        span = self.high - self.low
        size = 10.0 ** math.floor(math.log10(span)) if span > 0 else 1.0
        step = next((s * size for s in _STEPS if span / (s * size) <= 7), 100 * size)
        first = math.ceil(self.low / step)
        return [round(i * step, 10) for i in range(first, math.floor(self.high / step) + 1)]


def svg(forest: Forest, words: ForestWords, language: Language) -> str:
    """The plot as a picture that reads aloud: title and description are in it."""
    scale = _Scale(forest)
    bottom = _HEAD + _ROW * len(forest.rows)
    height = bottom + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-labelledby="t d" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1b1b1b">',
        f'<title id="t">{escape(forest.title)}</title>',
        f'<desc id="d">{escape("; ".join(" ".join(row) for row in rows(forest, language)))}</desc>',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(12, 22, forest.title, size=15, bold=True),
        _text(_RIGHT + 20, _HEAD - 12, words.effect),
        _text(_WIDTH - 12, _HEAD - 12, words.weight, anchor="end"),
    ]
    line = scale.x(forest.middle)
    parts.append(
        f'<line x1="{line:.1f}" x2="{line:.1f}" y1="{_HEAD - 6}" y2="{bottom}" stroke="#555"/>'
    )
    for index, row in enumerate(forest.rows):
        parts += _drawn(row, scale, _HEAD + _ROW * index + _ROW / 2, language)
    parts += _axis(scale, bottom, language)
    parts.append(_text(line - 10, bottom + 38, f"← {forest.left}", anchor="end", grey=True))
    parts.append(_text(line + 10, bottom + 38, f"{forest.right} →", grey=True))
    parts.append(_text(12, bottom + 60, forest.note, grey=True))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn(row: ForestRow, scale: _Scale, y: float, language: Language) -> list[str]:
    low, best, high = scale.x(row.low), scale.x(row.best), scale.x(row.high)
    parts = [_text(12, y + 4, _short(row.label), bold=row.is_pool)]
    if row.is_pool:
        parts.append(
            f'<path d="M{low:.1f},{y} L{best:.1f},{y - 7} L{high:.1f},{y} L{best:.1f},{y + 7} Z" '
            'fill="#00695c"/>'
        )
    else:
        parts.append(
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="#37474f" '
            'stroke-width="1.4"/>'
        )
        for edge, value, way in ((low, row.low, 1), (high, row.high, -1)):
            if scale.cuts(value):  # an arrow says that the interval goes on
                parts.append(f'<path d="M{edge:.1f},{y} l{7 * way},-4 v8 Z" fill="#37474f"/>')
        if not scale.cuts(row.best):
            side = 5 + 11 * math.sqrt(row.weight or 0.0)
            parts.append(
                f'<rect x="{best - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" '
                f'height="{side:.1f}" fill="#00897b"/>'
            )
    parts.append(_text(_RIGHT + 20, y + 4, _figures(row, language), bold=row.is_pool))
    if row.weight is not None:
        share = f"{numbers.plain(100 * row.weight, language)} %"
        parts.append(_text(_WIDTH - 12, y + 4, share, anchor="end"))
    return parts


def _axis(scale: _Scale, bottom: float, language: Language) -> list[str]:
    parts = [f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{bottom}" y2="{bottom}" stroke="#555"/>']
    for mark in scale.marks():
        x = scale.x(mark)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{bottom}" y2="{bottom + 5}" stroke="#555"/>'
        )
        parts.append(_text(x, bottom + 19, numbers.plain(mark, language), anchor="middle"))
    return parts


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: int = 13,
    bold: bool = False,
    grey: bool = False,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    colour = ' fill="#4a4a4a"' if grey else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"{weight}{colour}>'
        f"{escape(words)}</text>"
    )


def _short(label: str) -> str:
    return label if len(label) <= 34 else label[:33] + "…"


def _figures(row: ForestRow, language: Language) -> str:
    best, low, high = (numbers.plain(one, language) for one in (row.best, row.low, row.high))
    between = "tot" if language == "nl" else "to"
    return f"{best} ({low} {between} {high})"


def rows(forest: Forest, language: Language) -> Sequence[tuple[str, ...]]:
    """The same as a table: label, effect with interval, weight."""
    return [
        (
            row.label,
            _figures(row, language),
            "" if row.weight is None else f"{numbers.plain(100 * row.weight, language)} %",
        )
        for row in forest.rows
    ]
