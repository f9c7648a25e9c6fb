"""The report in a terminal: readable at 80 columns, without colour, and in a pipe."""

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from magwise.core.facts import Severity
from magwise.report.chart import Scale, scale
from magwise.report.document import Document, IntakeChart, Note, Section, Statement
from magwise.text import numbers

WIDEST = 88  # longer lines are hard to read
_WIDEST_BAR, _NARROWEST_BAR = 24, 12  # characters for the scale of the chart

# Colour only repeats what the words in front already say.
_STYLES = {
    Severity.EMERGENCY: "bold red",
    Severity.URGENT: "bold red",
    Severity.STOP: "bold red",
    Severity.REFER: "bold yellow",
    Severity.PHARMACIST: "bold yellow",
    Severity.SEPARATE: "bold yellow",
    Severity.MONITOR: "bold yellow",
    Severity.WARN: "bold yellow",
    Severity.ASK: "bold cyan",
    Severity.INFO: "",
}


def show(document: Document, console: Console) -> None:
    """Print a report.

    Words of the person go through as plain text: nothing in them is read as markup.
    """
    width = min(console.width, WIDEST)
    for part in _parts(document, width):
        console.print(part, width=width, markup=False, highlight=False, emoji=False)


def _parts(document: Document, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [_head(document)]
    if document.emergency:
        for section in document.sections:
            body = Group(*(_statement(one, document) for one in section.statements))
            parts.append(
                Panel(
                    body,
                    title=Text(section.title),
                    box=box.HEAVY,
                    border_style="red",
                    padding=(1, 2),
                )
            )
        if document.verdict is not None:
            parts.append(Padding(Text(document.verdict.text), (1, 3, 0, 3)))
    elif document.verdict is not None:
        parts.append(
            Panel(
                _sentence(document.verdict),
                title=Text(document.verdict_title),
                title_align="left",
                box=box.ROUNDED,
                border_style="green"
                if document.verdict.severity is Severity.INFO
                else _STYLES[document.verdict.severity],
                padding=(1, 2),
            )
        )
    if not document.emergency:
        for section in document.sections:
            parts.append(_section(section, document))
            if section.name == "intake" and document.chart is not None:
                parts.append(_chart(document.chart, document, width))
            if section.name == "supplement" and document.day:
                parts.append(_day(document))
    if document.notes:
        parts.append(_notes(document.notes, document.ui["sources"]))
    return parts


def _head(document: Document) -> RenderableType:
    table = Table.grid(expand=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(Text(document.title, style="bold"), Text(document.date, style="dim"))
    return Padding(table, (1, 1, 0, 1))


def _heading(title: str) -> RenderableType:
    return Text(title, style="bold underline")


def _section(section: Section, document: Document) -> RenderableType:
    return Padding(
        Group(_heading(section.title), *(_statement(one, document) for one in section.statements)),
        (1, 1, 0, 1),
    )


def _statement(statement: Statement, document: Document) -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=1, no_wrap=True)
    row.add_column(ratio=1)
    urgent = statement.severity not in (Severity.INFO, Severity.ASK)
    sign = "!" if urgent else "?" if statement.severity is Severity.ASK else "\N{MIDDLE DOT}"
    row.add_row(Text(sign, style=_STYLES[statement.severity]), _sentence(statement))
    if any(section.name == "explain" for section in document.sections):
        for claim in statement.claims:
            row.add_row("", Text(f"{document.ui['claim']}: {claim}", style="dim"))
    return row


def _sentence(statement: Statement) -> Text:
    text = Text()
    if statement.severity_word:
        text.append(f"{statement.severity_word}: ", style=_STYLES[statement.severity])
    text.append(statement.text)
    behind = [", ".join(str(number) for number in statement.notes)] if statement.notes else []
    behind += [statement.certainty] if statement.certainty else []
    if behind:
        text.append(f" [{'; '.join(behind)}]", style="dim")
    return text


def _chart(chart: IntakeChart, document: Document, width: int) -> RenderableType:
    on, language, ui = scale(chart), document.language, document.ui
    labels = [ui["chart-you"], *(line.short for line in chart.lines)]
    own = numbers.span(chart.low, chart.high, language, 0)
    amounts = [own, *(numbers.decimal(line.mg, language) for line in chart.lines)]
    country = [f", {ui['leading']}" if line.leading else "" for line in chart.lines]
    kinds = ["", *(line.kind + own for line, own in zip(chart.lines, country, strict=True))]
    room = width - 5 - max(map(len, labels)) - max(map(len, amounts))
    if room - max(map(len, kinds)) < _NARROWEST_BAR:
        kinds = ["", *(line.kind for line in chart.lines)]
    if room - max(map(len, kinds)) < _NARROWEST_BAR:
        kinds = [""] * len(labels)
    bar = max(_NARROWEST_BAR, min(_WIDEST_BAR, room - max(map(len, kinds))))
    table = Table.grid(padding=(0, 1, 0, 0))
    for justify in ("left", "left", "right", "left"):
        table.add_column(justify=justify, no_wrap=True)
    strong = [True, *(line.leading for line in chart.lines)]
    bars = [_range(chart, on, bar), *(_mark(line.mg, chart, on, bar) for line in chart.lines)]
    for label, bold, drawn, amount, kind in zip(labels, strong, bars, amounts, kinds, strict=True):
        table.add_row(Text(label, style="bold" if bold else ""), drawn, amount, Text(kind, "dim"))
    table.add_row("", Text(_axis(on, language, bar), style="dim"), "", "")
    return Padding(Group(Text(ui["chart-title"], style="dim"), table), (1, 1, 0, 1))


def _at(mg: float, on: Scale, bar: int) -> int:
    return min(bar - 1, round(on.share(mg) * (bar - 1)))


def _range(chart: IntakeChart, on: Scale, bar: int) -> Text:
    low, best, high = (_at(mg, on, bar) for mg in (chart.low, chart.best, chart.high))
    cells = ["\N{MIDDLE DOT}"] * bar
    for place in range(low, high + 1):
        cells[place] = "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
    cells[best] = "\N{BLACK CIRCLE}"
    return Text("".join(cells), style="green")


def _mark(mg: float, chart: IntakeChart, on: Scale, bar: int) -> Text:
    cells = [" "] * bar
    for place in range(_at(chart.low, on, bar), _at(chart.high, on, bar) + 1):
        cells[place] = "\N{LIGHT SHADE}"
    cells[_at(mg, on, bar)] = "\N{BLACK DIAMOND}"
    return Text("".join(cells))


def _axis(on: Scale, language: numbers.Language, bar: int) -> str:
    cells = [" "] * bar
    for mark in (0.0, on.end / 2, on.end):
        written = numbers.decimal(mark, language)
        start = min(max(0, _at(mark, on, bar) - len(written) // 2), bar - len(written))
        cells[start : start + len(written)] = written
    return "".join(cells)


def _day(document: Document) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for moment in document.day:
        strong = "bold" if moment.kind == "dose" else ""
        table.add_row(Text(moment.time, style=strong), Text(moment.what, style=strong))
    return Padding(Group(_heading(document.ui["day-schedule"]), table), (1, 1, 0, 1))


def _notes(notes: tuple[Note, ...], title: str) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(ratio=1, style="dim", overflow="fold")
    for note in notes:
        text = Text(note.citation)
        if note.address:
            text.append(f" {note.address}")
        if note.read:
            text.append(f" ({note.read})")
        table.add_row(str(note.number), text)
    return Padding(Group(_heading(title), table), (1, 1, 1, 1))
