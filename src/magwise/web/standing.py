"""The pages that say where someone stands: start, result, and the whole of "my magnesium"."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from magwise.core.facts import Fact
from magwise.text.rendering import Language
from magwise.web.site import Site, to

# "My magnesium" is the report without what to do about it: that is the page after it.
STANDING = (
    "emergency", "verdict", "data", "intake", "need", "adequacy", "risk", "laboratory", "signs",
    "safety", "causes", "evidence", "explain", "question", "about",
)  # fmt: skip
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
            shown = site.report(written, *_FIRST)
            verdict = None if written.emergency else written.verdict
            if written.emergency:
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
        shown = site.report(written, *_FIRST)
        return site.page(
            request, "result", language, shown=shown, emergency=written.emergency,
            days=len(site.me.days()),
        )  # fmt: skip

    @router.get("/{language}/magnesium")
    def magnesium(request: Request, language: Language) -> Response:
        written = _document(site, language, explain=True)
        shown = site.report(written, *STANDING)
        assessment_days = site.assess().intake.days
        return site.page(
            request, "magnesium", language, shown=shown, emergency=written.emergency,
            origins=origins(assessment_days), nothing=not site.me.answers() and not site.me.days(),
        )  # fmt: skip

    return router


def origins(days: Any) -> list[dict[str, Any]]:
    """Where the magnesium of the diary comes from, most first [mg a day]."""
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
    first = sorted(sums.items(), key=lambda one: -one[1])[:12]
    rest = total - sum(mg for _, mg in first)
    rows = [{"food": food, "mg": mg, "share": mg / total} for food, mg in first]
    if rest > 0.5:
        rows.append({"food": None, "mg": rest, "share": rest / total})
    for row in rows:
        row["mg"] = float(row["mg"] or 0.0) / len(counted)  # type: ignore[arg-type]
    return rows


def _document(site: Site, language: Language, *, explain: bool = False) -> Any:
    from magwise.report.document import document

    assessment = site.assess()
    return document(assessment, site.plan(assessment), site.kb, language, explain=explain)


def _finished(site: Site, answers: dict[str, Any]) -> bool:
    from magwise.person.questionnaire import next_question

    return next_question(answers, site.kb) is None
