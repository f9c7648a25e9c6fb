"""One page about a plan that was followed, for the professional who gets it on the desk."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from magwise.core.facts import Fact, Severity
from magwise.followup.comparing import SCORES
from magwise.followup.completeness import completeness, side_effect_days, taken
from magwise.followup.reviewing import intake_difference
from magwise.followup.telling import unsigned_rules
from magwise.report.followup_chart import course, figures
from magwise.report.professional import listed, section, sheet, sources, table
from magwise.text import numbers, render
from magwise.text.numbers import Language

if TYPE_CHECKING:
    from magwise.core.interval import Interval
    from magwise.core.records import UsualIntake
    from magwise.followup import Change, Review, Start
    from magwise.knowledge import Knowledge
    from magwise.person.log import Log

_DAYS_SHOWN = 6
_LOUD = (Severity.EMERGENCY, Severity.URGENT, Severity.STOP, Severity.REFER, Severity.WARN)


def page(
    start: "Start",
    log: "Log",
    found: "Review",
    kb: "Knowledge",
    language: Language,
    *,
    today: date,
) -> str:
    """How far to trust it first, then what fired, before and after, the course, and the advice.

    When someone has to be called first, the page holds that alone.
    """
    said = kb.text(language)
    title, for_ = said["ui.followup-page"], _line(start, said, today, language)
    if found.plan is None:
        urgent = section(said["ui.followup-page-fired"], listed(found.facts, kb, language))
        return sheet(title, for_, [urgent], kb, language)
    now = found.plan.assessment.intake.usual
    drawn = course(start, log, kb, language, today=today, now=now)
    advice = (found.plan.verdict, *(step.fact for step in found.plan.food))
    fired = [one for one in found.facts if Severity(one.severity) in _LOUD]
    small = unsigned_rules(kb)
    rest = [one for one in found.facts if one not in (*fired, *small) and not _in_table(one)]
    parts = [
        section(said["ui.followup-page-quality"], _quality(start, log, said, language, today)),
        section(
            said["ui.followup-page-fired"],
            (listed(fired, kb, language) if fired else _said(said, "none-fired"))
            + "".join(f'<p class="quiet">{escape(render(one, kb, language))}</p>' for one in small),
        ),
        section(
            said["ui.followup-page-change"],
            _changes(start, now, found.changes, said, language),
        ),
        section(
            said["ui.followup-page-effects"],
            _effects(start, log, kb, language, today),
        ),
        section(said["ui.followup-page-advice"], listed([*rest, *advice], kb, language)),
        section(said["ui.followup-course"], figures(drawn, said["ui.followup-page-table"])),
        section(said["ui.trial-sources"], sources([*found.facts, *advice], kb)),
    ]
    return sheet(title, for_, parts, kb, language)


def _said(said: Mapping[str, str], name: str) -> str:
    return f"<p>{escape(said[f'ui.followup-page-{name}'])}</p>"


def _line(start: "Start", said: Mapping[str, str], today: date, language: Language) -> str:
    text = said["ui.followup-page-for"]
    for slot, value in (
        ("start", numbers.day(start.date, language)),
        ("today", numbers.day(today.isoformat(), language)),
        ("weeks", str(start.weeks)),
    ):
        text = text.replace("{" + slot + "}", value)
    return text


def _in_table(fact: Fact) -> bool:
    """Whether the table of before and after already says it."""
    return "before" in fact.values and "after" in fact.values


def _quality(
    start: "Start", log: "Log", said: Mapping[str, str], language: Language, today: date
) -> str:
    found = completeness(start, log, today)
    rows = [
        (
            said["ui.followup-page-what"], said["ui.followup-page-before"],
            said["ui.followup-page-during"], said["ui.followup-page-lately"],
        )
    ]  # fmt: skip
    for one in found.rows:
        if one.what in SCORES and not one.before + one.during:
            continue  # nobody has to write down everything
        rows.append(
            (
                said[f"ui.followup-what-{one.what}"],
                f"{one.before} / {found.before_days}",
                f"{one.during} / {found.during_days}",
                f"{one.lately} / {found.lately_days}",
            )
        )
    text = f'<div class="scroll">{table(rows)}</div>'
    text += f'<p class="quiet">{escape(said["ui.followup-page-quality-text"])}</p>'
    return text + _doses(start, log, said, language, today)


def _doses(
    start: "Start", log: "Log", said: Mapping[str, str], language: Language, today: date
) -> str:
    found = taken(start, log, today)
    if found is None:
        return _said(said, "no-doses")
    if found.share is None:
        return _said(said, "doses-unknown")
    text = said["ui.followup-page-doses"]
    for slot, value in (
        ("doses", numbers.plain(round(found.doses, 1), language)),
        ("planned", numbers.plain(found.planned, language)),
        ("known", str(found.known_days)), ("days", str(found.days)),
    ):  # fmt: skip
        text = text.replace("{" + slot + "}", value)
    return f"<p>{escape(text)}</p>"


def _changes(
    start: "Start",
    now: "UsualIntake | None",
    changes: Sequence["Change"],
    said: Mapping[str, str],
    language: Language,
) -> str:
    rows = [
        (
            said["ui.followup-page-what"], said["ui.followup-page-then"],
            said["ui.followup-page-now"], said["ui.followup-page-difference"],
        )
    ]  # fmt: skip
    if start.usual is not None and now is not None:
        difference = intake_difference(start.usual, now)
        rows.append(
            (
                said["ui.followup-what-intake"],
                _spread(start.usual.mg_per_day, language, 0),
                _spread(now.mg_per_day, language, 0),
                _spread(difference, language, 0),
            )
        )
    for one in changes:
        name = "cramps-week" if one.per_week else one.what
        difference = one.difference
        shown = _spread(difference, language, 1)
        if one.per_week:
            shown = f"x {_spread(difference, language, 2)}"
        rows.append(
            (
                said[f"ui.followup-what-{name}"],
                f"{_spread(one.before, language, 1)} [{one.days_before}]",
                f"{_spread(one.after, language, 1)} [{one.days_after}]",
                shown,
            )
        )
    if len(rows) == 1:
        return _said(said, "no-change")
    note = f'<p class="quiet">{escape(said["ui.followup-page-change-text"])}</p>'
    return f'<div class="scroll">{table(rows)}</div>{note}'


def _spread(value: "Interval", language: Language, places: int) -> str:
    """The best estimate with its interval."""
    write = numbers.fixed if places else numbers.decimal
    best, low, high = (write(one, language, places) for one in (value.best, value.low, value.high))
    return f"{best} ({low} … {high})"


def _effects(start: "Start", log: "Log", kb: "Knowledge", language: Language, today: date) -> str:
    """Side effects with their days; nothing written down is not the same as nothing."""
    said = kb.text(language)
    found = side_effect_days(start, log, kb, today)
    if not found:
        return _said(said, "no-effects")
    rows = [
        (
            said["ui.followup-page-effect"],
            said["ui.followup-page-days"],
            said["ui.followup-page-dates"],
        )
    ]
    for one in found:
        name = kb.side_effects[one.name].names.of(language) if one.known else f"“{one.name}”"
        dates = [numbers.day(day, language) for day in one.days[-_DAYS_SHOWN:]]
        rows.append((name, str(len(one.days)), ", ".join(dates)))
    return f'<div class="scroll">{table(rows)}</div>'
