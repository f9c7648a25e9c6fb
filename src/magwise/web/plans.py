"""The plan: what to do, with wishes that solve it anew, to print or to take along."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, Problem
from magwise.safety.records import Status
from magwise.text.rendering import Language
from magwise.web.site import Site, ticked, to, typed

DOING = ("emergency", "verdict", "question", "safety", "food", "supplement", "expect")


def routes(site: Site) -> APIRouter:
    """The plan and what can be taken along of it."""
    router = APIRouter()

    @router.get("/{language}/plan")
    def plan(request: Request, language: Language) -> Response:
        return _show(site, request, language)

    @router.post("/{language}/plan")
    def wish(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        from magwise.plan import Wishes

        given: dict[str, Any] = {
            "max_changes": typed(form, "max_changes", 2) or 3,
            "budget": typed(form, "budget", 10) or "any",
            "cooking": typed(form, "cooking", 10) or "any",
            "gut": typed(form, "gut", 10) or "ordinary",
            "chance": typed(form, "chance", 5) or 0.5,
            "foods_refused": [
                one.strip()
                for one in typed(form, "foods_refused", 1000).replace("\n", ",").split(",")
                if one.strip()
            ][:20],
        }
        if "hide_energy" in ticked(form, "switch"):
            given["hide_energy"] = True
        before = site.me.wishes()
        try:
            site.me.wish(
                Wishes.model_validate(given).model_dump(mode="json", exclude_defaults=True)
            )
            site.standing()  # a wish that cannot be read is told at once
        except ValidationError:
            problem = InputError(Problem("error.usage-value", values={"name": "wish"}))
            return _show(site, request, language, error=problem)
        except InputError as error:
            site.me.wish(before)
            return _show(site, request, language, error=error, given=given)
        return to(language, "plan#plan")

    @router.post("/{language}/plan/page")
    def page_(language: Language, _: FormData = Depends(site.form)) -> Response:
        from magwise.report.document import document
        from magwise.report.html import html

        assessment, plan = site.standing()
        made = html(document(assessment, plan, site.kb, language, explain=True))
        return _file(made, "text/html", f"magwise-{assessment.today}.html")

    @router.post("/{language}/plan/record")
    def record(language: Language, _: FormData = Depends(site.form)) -> Response:
        from magwise.report.result import advice

        assessment, plan = site.standing()
        made = advice(assessment, plan, site.kb, language, explain=True)
        name = f"magwise-{assessment.today}.json"
        return _file(made.model_dump_json(indent=1), "application/json", name)

    return router


def _file(content: str, media: str, name: str) -> Response:
    named = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=f"{media}; charset=utf-8", headers=named)


def _show(
    site: Site, request: Request, language: Language, *,
    error: InputError | None = None, given: dict[str, Any] | None = None,
) -> Response:  # fmt: skip
    from magwise.plan import Wishes
    from magwise.report.document import document

    assessment, plan = site.standing()
    written = document(assessment, plan, site.kb, language)
    shown, sources = site.report(written, *DOING)
    emergency = assessment.verdict.status is Status.EMERGENCY
    wishes = Wishes.model_validate(site.me.wishes()).model_dump() | (given or {})
    return site.page(
        request,
        "plan",
        language,
        status=422 if error is not None else 200,
        error=error,
        shown=shown,
        sources=sources,
        emergency=emergency,
        wishes=wishes,
        ways=[] if emergency else plan.alternatives,
        nothing=not site.me.answers() and not site.me.days(),
    )
