"""What can be taken along of a plan: PDF, page, calendar, shopping list, cards, letter, JSON."""

from threading import Lock
from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.responses import Response

from magwise.safety.records import Status
from magwise.text.rendering import Language
from magwise.web.replies import attached
from magwise.web.site import Site, to

if TYPE_CHECKING:
    from magwise.plan.records import Plan
    from magwise.plan.weeks import Programme

_MEDIA = {
    "pdf": "application/pdf",
    "html": "text/html",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain",
    "json": "application/json",
}
_ONE_AT_A_TIME = Lock()  # laying out a PDF takes seconds and sets the clock of the whole program


def offered(
    site: Site, plan: "Plan", weeks: "Programme", language: Language
) -> list[tuple[str, str]]:
    """The papers there are for this plan: the name of the file, and which words say what it is."""
    from magwise.report import plan_sheets as sheets
    from magwise.report.plan_calendar import entries

    found = [("plan.pdf", "file-plan-pdf"), ("plan.html", "download-page")]
    plain = entries(plan, weeks, site.kb, language)
    if plain:
        found.append(("calendar.ics", "file-calendar"))
    if len(entries(plan, weeks, site.kb, language, medicines=True)) > len(plain):
        found.append(("calendar-medicines.ics", "file-calendar-medicines"))
    if sheets.shopping_list(plan, site.kb, language) is not None:
        found.append(("shopping.txt", "file-shopping"))
    found.append(("day-card.html", "file-card"))
    if sheets.race_card(plan, site.kb, language) is not None:
        found.append(("race-card.html", "file-race-card"))
    if sheets.letter(plan, site.kb, language) is not None:
        found.append(("letter.html", "file-letter"))
    return [*found, ("report.html", "file-report"), ("plan.json", "download-record")]


def file(site: Site, language: Language, name: str) -> Response:
    """One paper, to be kept.

    Raises
    ------
    InputError
        When what makes it is not installed.
    HTTPException
        404 when there is no such paper.
    """
    plan, weeks = site.whole_plan()
    if plan.assessment.verdict.status is Status.EMERGENCY:
        return to(language, "plan")
    if name not in [one for one, _ in offered(site, plan, weeks, language)]:
        raise HTTPException(404)
    stem, _, kind = name.partition(".")
    content = _content(site, plan, weeks, language, name)
    return attached(content, _MEDIA[kind], f"magwise-{stem}-{plan.assessment.today}.{kind}")


def _content(
    site: Site, plan: "Plan", weeks: "Programme", language: Language, name: str
) -> str | bytes:
    from magwise.report import plan_pages as pages
    from magwise.report import plan_sheets as sheets
    from magwise.report.document import document
    from magwise.report.html import html
    from magwise.report.plan import paper
    from magwise.report.plan_result import plan_result

    kb = site.kb
    if name == "plan.pdf":
        with _ONE_AT_A_TIME:
            return pages.plan_pdf(paper(plan, weeks, kb, language))
    if name == "plan.html":
        return pages.plan_page(paper(plan, weeks, kb, language))
    if name == "plan.json":
        return plan_result(plan, weeks, kb, language).model_dump_json(indent=1)
    if name == "report.html":
        return html(document(plan.assessment, plan, kb, language, explain=True))
    if name in ("calendar.ics", "calendar-medicines.ics"):
        return _calendar(site, plan, weeks, language, medicines=name != "calendar.ics")
    if name == "day-card.html":
        return pages.card_page(sheets.day_card(plan, weeks, kb, language))
    shopping = sheets.shopping_list(plan, kb, language)
    if name == "shopping.txt" and shopping is not None:
        return sheets.shopping_text(shopping)
    race = sheets.race_card(plan, kb, language)
    if name == "race-card.html" and race is not None:
        return pages.card_page(race)
    letter = sheets.letter(plan, kb, language)
    if name == "letter.html" and letter is not None:
        return pages.letter_page(letter)
    raise HTTPException(404)


def _calendar(
    site: Site, plan: "Plan", weeks: "Programme", language: Language, *, medicines: bool
) -> bytes:
    from magwise.report.plan_calendar import calendar, entries, zone_of

    zone = zone_of(plan.assessment.profile.country)
    found = entries(plan, weeks, site.kb, language, zone, medicines=medicines)
    made = calendar(found, plan, site.kb, language)
    if made is None:
        raise HTTPException(404)
    return made
