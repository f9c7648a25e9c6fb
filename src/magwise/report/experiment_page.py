"""One page about an experiment on oneself, for the professional who gets it on the desk."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from magwise.core.facts import Fact
from magwise.report.experiment import course, course_svg, pair_rows
from magwise.report.professional import listed, section, sheet, sources, table
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.models.trial import Design, LogDay, TrialResult

_TRUST = ("data", "explain")


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
    place = {one.id: kb.findings[one.id].section for one in facts if one.id in kb.findings}
    trust = [one for one in facts if place.get(one.id) in _TRUST]
    first = [one for one in facts if one not in trust]
    design = said["ui.trial-page-design-text"]
    for slot, value in (
        ("pairs", str(plan.pairs)), ("days", str(plan.days_per_period)), ("seed", str(plan.seed)),
        ("dropped", str(plan.dropped_days)),
        ("blinded", said["ui.trial-page-blinded" if plan.blinded else "ui.trial-page-open"]),
    ):  # fmt: skip
        design = design.replace("{" + slot + "}", value)
    pairs = table(pair_rows(result.pairs, kind, said, language))
    parts = [
        section(said["ui.trial-page-result"], listed(first, kb, language)),
        section(
            said["ui.trial-page-course"],
            f'<figure><div class="scroll">{course_svg(drawn)}</div>'
            f"<figcaption>{escape(drawn.description)}</figcaption></figure>",
        ),
        section(said["ui.trial-page-pairs"], f'<div class="scroll">{pairs}</div>'),
        section(said["ui.trial-page-trust"], listed(trust, kb, language)),
        section(
            said["ui.trial-page-design"],
            f"<p>{escape(design)}</p><p class='quiet'>{escape(said['ui.trial-page-method'])}</p>",
        ),
        section(said["ui.trial-sources"], sources(facts, kb)),
    ]
    return sheet(said["ui.trial-page"], said["ui.trial-page-for"], parts, kb, language)
