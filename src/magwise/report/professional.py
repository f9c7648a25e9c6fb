"""What the papers for a professional share: sections, sentences, tables, sources, one sheet."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import magwise
from magwise.core.facts import Fact, Severity
from magwise.report.html import stylesheet
from magwise.text import render
from magwise.text.citations import address, citation
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# One sheet of paper, also where the reader's own screen is dark.
_PRINT = """
header{padding:1.2rem 0 .4rem}h2{margin:1.2rem 0 .3rem;padding-top:.4rem}
figure{margin:.5rem 0}figure svg{background:#fff}
@media print{@page{size:A4;margin:10mm}html{font-size:56%}h1{font-size:1.5rem}
header{padding:0}h2{margin:.5rem 0 .2rem;padding-top:.3rem}.notes li{margin:0}

figure svg{max-height:48mm}th,td{padding:.12rem .5rem .12rem 0}
body{padding:0;background:#fff}
header,main,footer{max-width:none}.said>li{padding:.15rem 0 .15rem .7rem;margin:.15rem 0}
footer{margin-top:.4rem;padding-top:.3rem}}
"""


def sheet(title: str, line: str, parts: Sequence[str], kb: "Knowledge", language: Language) -> str:
    """A whole page that needs nothing else: a heading, its sections, and what made it."""
    made = kb.text(language)["ui.trial-page-made"].replace("{version}", magwise.__version__)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{stylesheet()}{_PRINT}</style>"
        f'</head><body><header><p class="mark">Magwise</p>'
        f"<h1>{escape(title)}</h1>"
        f'<p class="quiet">{escape(line)}</p></header>'
        f"<main>{''.join(parts)}</main>"
        f"<footer>{escape(made.replace('{hash}', kb.hash[:12]))}</footer></body></html>\n"
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as an HTML table: the first is the heading, the first cell of each names the row."""
    head = f'<th scope="col">{escape(rows[0][0])}</th>' + "".join(
        f'<th scope="col" class="number">{escape(one)}</th>' for one in rows[0][1:]
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="number">{escape(one)}</td>' for one in row[1:])
        + "</tr>"
        for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def section(title: str, content: str) -> str:
    """A heading with what stands under it."""
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def listed(facts: Sequence[Fact], kb: "Knowledge", language: Language) -> str:
    """Facts as a list of sentences, with how urgent each is."""
    return (
        '<ul class="said">'
        + "".join(
            f'<li class="{Severity(one.severity).value}">{escape(render(one, kb, language))}</li>'
            for one in facts
        )
        + "</ul>"
    )


def sources(facts: Sequence[Fact], kb: "Knowledge") -> str:
    """What the facts rest on, each source once."""
    named = dict.fromkeys(source for one in facts for source in one.sources)
    lines = []
    for name in named:
        record = kb.sources.get(name)
        if record is None:
            continue
        where = address(record)
        text = escape(citation(record))
        link = f' <a href="{escape(where)}">{escape(where)}</a>' if where else ""
        lines.append(f"<li>{text}{link}</li>")
    return f'<ol class="notes">{"".join(lines)}</ol>'
