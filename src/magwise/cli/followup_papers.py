"""The papers of a follow-up: a page for the professional, the drawing, the calendar."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from magwise.cli import screen
from magwise.cli.words import Language

if TYPE_CHECKING:
    from magwise.followup import Review, Start
    from magwise.knowledge import Knowledge
    from magwise.person.log import Log


@dataclass(frozen=True, slots=True)
class Papers:
    """Where each paper of a review goes; None for those that were not asked."""

    html: Path | None = None
    pdf: Path | None = None
    chart: Path | None = None


def write_papers(
    papers: Papers,
    start: "Start",
    days: "Log",
    found: "Review",
    kb: "Knowledge",
    language: Language,
    today: date,
) -> None:
    """Everything is made before anything is written; in an emergency there is no chart."""
    from magwise.report.followup_chart import course, course_svg
    from magwise.report.followup_page import page
    from magwise.report.writing import write_bytes

    made: dict[Path, bytes] = {}
    if papers.html is not None or papers.pdf is not None:
        text = page(start, days, found, kb, language, today=today)
        if papers.html is not None:
            made[papers.html] = text.encode()
        if papers.pdf is not None:
            from magwise.report.plan_pages import pdf

            made[papers.pdf] = pdf(text)
    if papers.chart is not None and found.plan is not None:
        now = found.plan.assessment.intake.usual
        drawn = course(start, days, kb, language, today=today, now=now)
        made[papers.chart] = course_svg(drawn).encode()
    for path, content in made.items():
        write_bytes(path, content)
        written(path, kb, language)


def write_calendar(
    ics: Path | None,
    start: "Start",
    country: str | None,
    kb: "Knowledge",
    language: Language,
    today: date,
) -> None:
    """The moments to look, over the calendar that is already there."""
    if ics is None:
        return
    from magwise.report.followup_calendar import calendar
    from magwise.report.plan_calendar import zone_of
    from magwise.report.writing import write_bytes

    before = ics.read_bytes() if ics.is_file() else None
    zone = zone_of(country)
    write_bytes(ics, calendar(start, kb, language, today=today, zone=zone, before=before))
    written(ics, kb, language)


def written(path: Path, kb: "Knowledge", language: Language) -> None:
    """Say where a file was put."""
    screen.note(kb.text(language)["ui.written"].replace("{path}", str(path)))
