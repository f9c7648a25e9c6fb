"""The pages that say where someone stands: start, result, and the whole of "my magnesium"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from magwise.core.facts import Fact
from magwise.text import label, numbers
from magwise.text.rendering import Language
from magwise.web.site import Site, to

if TYPE_CHECKING:
    from magwise.models.intake.records import DayIntake
    from magwise.report.document import Document

# "My magnesium" is the report without what to do about it: that is the page after it.
STANDING = (
    "emergency", "verdict", "data", "intake", "need", "adequacy", "risk", "laboratory", "signs",
    "safety", "causes", "evidence", "explain", "question", "about",
)  # fmt: skip
_MOST_ORIGINS = 12
_FIRST = ("emergency", "verdict", "question")


def routes(site: Site) -> APIRouter:
    """Start, result and "my magnesium"."""
    router = APIRouter()

    @router.get("/{language}/")
    def start(request: Request, language: Language) -> Response:
        answers = site.me.answers()
        days = site.me.days()
        verdict = None
        if answers or days:
            written = _document(site, language)
            verdict = None if written.emergency else written.verdict
            if written.emergency:
                shown, _ = site.report(written)
                return site.page(request, "report", language, title="start", shown=shown)
        return site.page(
            request,
            "start",
            language,
            begun=bool(answers),
            finished=_finished(site, answers),
            days=len(days),
            verdict=verdict,
            use=Fact("about.intended-use", subject="about"),
        )

    @router.get("/{language}")
    def bare(language: Language) -> Response:
        return to(language, "")

    @router.get("/{language}/result")
    def result(request: Request, language: Language) -> Response:
        written = _document(site, language)
        shown, sources = site.report(written, *_FIRST)
        return site.page(
            request,
            "result",
            language,
            shown=shown,
            sources=sources,
            emergency=written.emergency,
            days=len(site.me.days()),
        )

    @router.get("/{language}/magnesium")
    def magnesium(request: Request, language: Language) -> Response:
        from magwise.report.document import document

        assessment, plan = site.standing()
        written = document(assessment, plan, site.kb, language, explain=True)
        shown, sources = site.report(written, *STANDING)
        return site.page(
            request,
            "magnesium",
            language,
            shown=shown,
            sources=sources,
            emergency=written.emergency,
            origins=origins(assessment.intake.days),
            known=lambda food: known(site, food, language),
            blood=_asks_for_blood(site),
            nothing=not site.me.answers() and not site.me.days(),
        )

    return router


@dataclass(frozen=True, slots=True)
class Share:
    """How much magnesium one food brings [mg a day], and which part of the whole that is."""

    food: str | None
    mg_per_day: float
    share: float


def origins(days: "Sequence[DayIntake]") -> list[Share]:
    """Where the magnesium of the diary comes from, most first; what is left over comes last."""
    from magwise.models.intake.days import EATEN

    counted = [day for day in days if day.lines]
    sums: dict[str, float] = {}
    for day in counted:
        for line in day.lines:
            for item in line.items:
                if item.kind in EATEN and item.id and item.magnesium_mg is not None:
                    sums[item.id] = sums.get(item.id, 0.0) + item.magnesium_mg.best
    total = sum(sums.values())
    if not total:
        return []
    first = sorted(sums.items(), key=lambda one: -one[1])[:_MOST_ORIGINS]
    rows = [Share(food, mg / len(counted), mg / total) for food, mg in first]
    rest = total - sum(mg for _, mg in first)
    if len(sums) > len(first):
        rows.append(Share(None, rest / len(counted), rest / total))
    return rows


def known(site: Site, food: str, language: Language) -> dict[str, Any] | None:
    """What a food holds in 100 g [mg], and by which tables; None when it has no figures."""
    figures = site.kb.figures.get(food)
    mg = figures.magnesium_mg() if figures is not None else None
    if figures is None or mg is None:
        return None
    tables = []
    for one in (figures.magnesium_tables or figures.table).split("|"):
        key, _, amount = one.partition(":")
        source = site.kb.sources.get(key)
        value = numbers.plain(float(amount), language) if amount else ""
        tables.append((label(source) if source is not None else key, value))
    return {"mg": numbers.span(mg.low, mg.high, language, 0), "tables": tables}


def _asks_for_blood(site: Site) -> bool:
    """Whether the questionnaire has a page for blood values for this person."""
    from magwise.person.questionnaire import visible_questions

    return any(one.page == "blood" for one in visible_questions(site.me.answers(), site.kb))


def _document(site: Site, language: Language) -> "Document":
    from magwise.report.document import document

    return document(*site.standing(), site.kb, language)


def _finished(site: Site, answers: dict[str, Any]) -> bool:
    from magwise.person.questionnaire import next_question

    return next_question(answers, site.kb) is None
