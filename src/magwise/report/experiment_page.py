"""One page about an experiment on oneself, for the professional who gets it on the desk."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import magwise
from magwise.core.facts import Fact, Severity
from magwise.report.experiment import course, course_svg, pair_rows, pair_table
from magwise.report.html import stylesheet
from magwise.text import render
from magwise.text.citations import address, citation
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay, TrialResult

_TRUST = ("data", "explain")
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


def page(
    plan: "Design",
    log: Sequence["LogDay"],
    result: "TrialResult",
    facts: Sequence[Fact],
    kb: "Knowledge",
    language: Language,
) -> str:
    """What came of it, the course, the pairs, how far to trust it, the design and the sources.

    Parameters
    ----------
    facts
        What is said, in order: those of the result, with stop rules that fired before them.
    """
    said = kb.text(language)
    kind = kb.trial_instruments[plan.instrument].kind
    drawn = course(plan, log, kb, language)
    section = {one.id: kb.findings[one.id].section for one in facts if one.id in kb.findings}
    trust = [one for one in facts if section.get(one.id) in _TRUST]
    first = [one for one in facts if one not in trust]
    design = said["ui.trial-page-design-text"]
    for slot, value in (
        ("pairs", str(plan.pairs)), ("days", str(plan.days_per_period)), ("seed", str(plan.seed)),
        ("dropped", str(plan.dropped_days)),
        ("blinded", said["ui.trial-page-blinded" if plan.blinded else "ui.trial-page-open"]),
    ):  # fmt: skip
        design = design.replace("{" + slot + "}", value)
    table = pair_table(pair_rows(result.pairs, kind, said, language))
    made = said["ui.trial-page-made"].replace("{version}", magwise.__version__)
    parts = [
        _section(said["ui.trial-page-result"], _listed(first, kb, language)),
        _section(
            said["ui.trial-page-course"],
            f'<figure><div class="scroll">{course_svg(drawn)}</div>'
            f"<figcaption>{escape(drawn.description)}</figcaption></figure>",
        ),
        _section(said["ui.trial-page-pairs"], f'<div class="scroll">{table}</div>'),
        _section(said["ui.trial-page-trust"], _listed(trust, kb, language)),
        _section(
            said["ui.trial-page-design"],
            f"<p>{escape(design)}</p><p class='quiet'>{escape(said['ui.trial-page-method'])}</p>",
        ),
        _section(said["ui.trial-sources"], _sources(facts, kb)),
    ]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(said['ui.trial-page'])}</title><style>{stylesheet()}{_PRINT}</style>"
        f'</head><body><header><p class="mark">Magwise</p>'
        f"<h1>{escape(said['ui.trial-page'])}</h1>"
        f'<p class="quiet">{escape(said["ui.trial-page-for"])}</p></header>'
        f"<main>{''.join(parts)}</main>"
        f"<footer>{escape(made.replace('{hash}', kb.hash[:12]))}</footer></body></html>\n"
    )


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _listed(facts: Sequence[Fact], kb: "Knowledge", language: Language) -> str:
    return (
        '<ul class="said">'
        + "".join(
            f'<li class="{Severity(one.severity).value}">{escape(render(one, kb, language))}</li>'
            for one in facts
        )
        + "</ul>"
    )


def _sources(facts: Sequence[Fact], kb: "Knowledge") -> str:
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
