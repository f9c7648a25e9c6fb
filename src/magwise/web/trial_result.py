"""What an experiment shows, and what can be taken along of it."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException
from markupsafe import Markup
from starlette.responses import Response

from magwise.core.facts import Fact
from magwise.store import KeptExperiment
from magwise.text import numbers, render
from magwise.text.rendering import Language
from magwise.web.replies import attached
from magwise.web.site import Site
from magwise.web.wording import in_app

if TYPE_CHECKING:
    from magwise.models.trial import Design, TrialResult
    from magwise.models.trial import LogDay as TrialDay

_TRUST = ("data", "explain")


def result(
    site: Site, language: Language, kept: KeptExperiment, prior: str | None = None
) -> dict[str, Any]:
    """What the page of an experiment that is over holds."""
    from magwise.models import trial

    plan = trial.from_record(kept.design, site.kb, hidden=True)
    values: dict[str, Any] = {
        "state": "ended", "plan": plan, "opened": plan.order_known, "guesses": kept.guesses,
        "past": periods(plan, site, reveal=False), "today_": site.today().isoformat(),
    }  # fmt: skip
    if not plan.order_known:
        return values
    days, answer, facts = _analysed(site, kept, plan, prior)
    if answer is None:
        return values | {"alone": True, "facts": facts}
    place = {
        one.id: site.kb.findings[one.id].section for one in facts if one.id in site.kb.findings
    }
    trust = [one for one in facts if place.get(one.id) in _TRUST]
    kind = site.kb.trial_instruments[plan.instrument].kind
    drawing, table, description = _drawn(site, language, plan, days, answer)
    return values | {
        "alone": False,
        "verdict": answer.verdict.value,
        "facts": in_app([one for one in facts if one not in trust], site.kb),
        "trust": in_app(trust, site.kb),
        "drawing": drawing,
        "table": table,
        "description": description,
        "periods": periods(plan, site, reveal=True),
        "prior": answer.inputs["prior"],
        "priors": [
            (key, one.names.of(language))
            for key, one in site.kb.trial_priors.items()
            if one.kind == kind
        ],
    }


def _analysed(
    site: Site, kept: KeptExperiment, plan: "Design", prior: str | None = None
) -> "tuple[list[TrialDay], TrialResult | None, list[Fact]]":
    """The analysis, with what the log says against going on before it."""
    from magwise.followup.experiment import after_alarm, alarm
    from magwise.followup.experiment_days import trial_days
    from magwise.models import trial
    from magwise.models.trial.designing import figure

    kb, first = site.kb, date.fromisoformat(str(plan.start))
    last = first + timedelta(days=plan.total_days - 1)
    if kept.ended is not None:
        last = min(last, date.fromisoformat(kept.ended))
    log = site.me.logbook.log().between(first, last)
    found, days = alarm(log, kb, today=last), trial_days(plan, log)
    if found.alone:
        return days, None, list(found.facts)
    known = prior if prior in kb.trial_priors else None
    if known is not None:
        kind = kb.trial_instruments[plan.instrument].kind
        known = known if kb.trial_priors[known].kind == kind else None
    answer = trial.analyse(plan, days, kb, prior=known)
    told: list[Fact] = list(answer.facts)
    if plan.blinded:
        given = {int(key): value for key, value in kept.guesses.items()}
        guessed = trial.guesses(plan, given, figure(kb, "level"))
        told += trial.guess_facts(guessed, answer.verdict, kb)
    return days, answer, list(after_alarm(told, found))


def _drawn(
    site: Site,
    language: Language,
    plan: "Design",
    days: "list[TrialDay]",
    answer: "TrialResult",
) -> tuple[Markup, Markup, str]:
    """The course and the pairs; both are numbers and our own texts, escaped."""
    from magwise.report.experiment import course, course_svg, pair_rows
    from magwise.report.professional import table

    drawn = course(plan, days, site.kb, language)
    kind = site.kb.trial_instruments[plan.instrument].kind
    rows = pair_rows(answer.pairs, kind, site.kb.text(language), language)
    return Markup(course_svg(drawn)), Markup(table(rows)), drawn.description


def periods(plan: "Design", site: Site, *, reveal: bool) -> list[dict[str, Any]]:
    """Each period with its dates; what was in it only where that may be seen."""
    from magwise.models import trial

    order = [one.active for one in plan.periods] if reveal and plan.order_known else []
    return [
        {
            "number": number,
            "first": trial.date_of(plan, start).isoformat(),
            "last": trial.date_of(plan, start + plan.days_per_period - 1).isoformat(),
            "active": order[number - 1] if order else None,
        }
        for number, start in enumerate(plan.starts, start=1)
    ]


def sheet_text(plan: "Design", site: Site, language: Language) -> str:
    """The helper's sheet as plain text, to print or send on."""
    ui = site.kb.text(language)
    told = render(Fact("trial.sheet", {"seed": str(plan.seed)}), site.kb, language)
    heads = [ui[f"ui.trial-{one}"] for one in ("period", "from", "until", "give")]
    rows = [heads] + [
        [
            str(one["number"]),
            numbers.day(one["first"], language),
            numbers.day(one["last"], language),
            ui["ui.trial-with" if one["active"] else "ui.trial-empty"],
        ]
        for one in periods(plan, site, reveal=True)
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([told, "", *lines, ""])


def paper(site: Site, language: Language, name: str) -> Response:
    """One file of the experiment that runs or is over.

    Raises
    ------
    HTTPException
        404 when there is none, or it would show what is still hidden.
    """
    from magwise.models import trial
    from magwise.report.experiment import course, course_svg
    from magwise.report.experiment_calendar import calendar
    from magwise.report.experiment_page import page
    from magwise.report.experiment_script import script

    kept = site.me.experiments.current()
    if kept is None or kept.state == "draft":
        raise HTTPException(404)
    plan, kb = trial.from_record(kept.design, site.kb, hidden=True), site.kb
    ended = kept.state == "ended"
    if name == "design.json":
        made = json.dumps(dict(kept.design), ensure_ascii=False, indent=1) + "\n"
        return attached(made, "application/json", "magwise-design.json")
    if name == "periods.ics":
        hidden = plan if plan.order_known and not plan.blinded else replace(plan, blinded=True)
        made_ = calendar(hidden, kb, language, today=site.today())
        return attached(made_, "text/calendar", "magwise-periods.ics")
    if name == "days.csv":
        return attached(_days_csv(site, plan, reveal=ended), "text/csv", "magwise-days.csv")
    if not ended or not plan.order_known:
        raise HTTPException(404)
    days, answer, facts = _analysed(site, kept, plan)
    if answer is None:
        raise HTTPException(404)
    if name == "analysis.py":
        return attached(script(plan, days, kb), "text/x-python", "magwise-analysis.py")
    if name == "chart.svg":
        drawn = course_svg(course(plan, days, kb, language))
        return attached(drawn, "image/svg+xml", "magwise-chart.svg")
    if name == "page.html":
        whole = page(plan, days, answer, facts, kb, language)
        return attached(whole, "text/html", "magwise-experiment.html")
    raise HTTPException(404)


def _days_csv(site: Site, plan: "Design", *, reveal: bool) -> str:
    """The raw days as a table that ``magwise trial analyse`` reads; empty is not filled in."""
    from magwise.followup.experiment_days import trial_days
    from magwise.models import trial

    first = date.fromisoformat(str(plan.start))
    log = site.me.logbook.log().between(first, site.today())
    filled = {one.day: one for one in trial_days(plan, log)}
    rows = periods(plan, site, reveal=reveal and plan.order_known)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("date", "day", "period", "given", "value", "taken"))
    for day in range(plan.total_days):
        on = trial.date_of(plan, day).isoformat()
        period = next((one for one in rows if one["first"] <= on <= one["last"]), None)
        active = None if period is None else period["active"]
        given = "" if active is None else "with" if active else "without"
        one = filled.get(day)
        value = "" if one is None or one.value is None else f"{one.value:g}"
        taken = "" if one is None or one.taken is None else "yes" if one.taken else "no"
        number = "" if period is None else period["number"]
        writer.writerow((on, day + 1, number, given, value, taken))
    return out.getvalue()
