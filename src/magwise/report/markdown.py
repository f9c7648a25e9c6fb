"""The report as Markdown, for a note or a message."""

import re

from magwise.report.document import Document, Statement
from magwise.text import numbers

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def escaped(text: str) -> str:
    r"""Text in which nothing can be read as Markdown or HTML.

    >>> print(escaped("*vet* <b>"))
    \*vet\* \<b\>
    """
    return _SPECIAL.sub(r"\\\1", text)


def markdown(document: Document) -> str:
    """The whole report as one Markdown text."""
    lines = [f"# {escaped(document.title)}", "", escaped(document.date), ""]
    if document.verdict is not None and not document.emergency:
        lines += [f"> **{escaped(document.verdict_title)}:** {_sentence(document.verdict)}", ""]
    for section in document.sections:
        lines += [f"## {escaped(section.title)}", ""]
        lines += [f"- {_sentence(statement)}" for statement in section.statements]
        lines.append("")
        if section.name == "intake":
            lines += _chart(document)
        if section.name == "supplement":
            lines += _day(document)
    if document.verdict is not None and document.emergency:
        lines += [escaped(document.verdict.text), ""]
    if document.notes:
        lines += [f"## {escaped(document.ui['sources'])}", ""]
        for note in document.notes:
            where = f" <{note.address}>" if note.address else ""
            read = f" ({escaped(note.read)})" if note.read else ""
            lines.append(f"{note.number}. {escaped(note.citation)}{where}{read}")
        lines.append("")
    return "\n".join(lines)


def _sentence(statement: Statement) -> str:
    before = f"**{escaped(statement.severity_word)}:** " if statement.severity_word else ""
    behind = [", ".join(str(number) for number in statement.notes)] if statement.notes else []
    behind += [statement.certainty] if statement.certainty else []
    after = f" *({escaped('; '.join(behind))})*" if behind else ""
    return f"{before}{escaped(statement.text)}{after}"


def _chart(document: Document) -> list[str]:
    chart = document.chart
    if chart is None:
        return []
    ui, language = document.ui, document.language
    own = numbers.span(chart.low, chart.high, language, 0)
    rows = [
        f"| {escaped(ui['table-what'])} | {escaped(ui['table-amount'])} "
        f"| {escaped(ui['table-meaning'])} |",
        "|---|---:|---|",
        f"| {escaped(ui['chart-you'])} | {own} | {escaped(ui['table-range'])} |",
    ]
    for line in chart.lines:
        mark = f" ({ui['leading']})" if line.leading else ""
        rows.append(
            f"| {escaped(line.label + mark)} | {numbers.decimal(line.mg, language)} "
            f"| {escaped(line.kind)}: {escaped(line.meaning)} |"
        )
    return [*rows, ""]


def _day(document: Document) -> list[str]:
    if not document.day:
        return []
    ui = document.ui
    head = [f"### {ui['day-schedule']}", "", f"| {ui['time']} | {ui['what']} |", "|---|---|"]
    return [*head, *(f"| {one.time} | {escaped(one.what)} |" for one in document.day), ""]
