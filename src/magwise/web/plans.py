"""The plan: ways side by side, wishes that solve it anew, the day, the weeks, and recipes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, Problem
from magwise.safety.records import Status
from magwise.text.rendering import Language
from magwise.web import papers, timetable
from magwise.web.site import Site, ticked, to, typed

if TYPE_CHECKING:
    from magwise.plan.records import Plan
    from magwise.report.document import Document
    from magwise.report.plan_rows import WeekRow

FIRST = ("emergency", "verdict", "question", "safety")
THEN = ("food", "supplement", "expect")
_DIETS = ("vegan", "vegetarian", "pescatarian", "halal", "kosher")
_FOODS = ("foods_refused", "foods_wanted")


def routes(site: Site) -> APIRouter:
    """The plan, the wishes and the day; what can be taken along has a module of its own."""
    router = APIRouter()

    @router.get("/{language}/plan")
    def plan(request: Request, language: Language) -> Response:
        return show(site, request, language)

    @router.post("/{language}/plan")
    def wish(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        from magwise.plan import Wishes

        given = _wishes(form)
        before = site.me.wishes()
        try:
            site.me.wish(
                Wishes.model_validate(given).model_dump(mode="json", exclude_defaults=True)
            )
            site.standing()  # a wish that cannot be read is told at once
        except ValidationError:
            problem = InputError(Problem("error.usage-value", values={"name": "wish"}))
            return show(site, request, language, error=problem)
        except InputError as error:
            site.me.wish(before)
            live = typed(form, "live") == "1"
            return show(site, request, language, error=error, given=given, live=live)
        return to(language, "plan#plan")

    @router.post("/{language}/plan/times")
    def times(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        asked = timetable.asked(site, form)
        if asked.good and typed(form, "live") != "1":
            site.me.say("day", asked.day.lines())
            return to(language, "plan#day")
        return show(site, request, language, asked=asked, live=typed(form, "live") == "1")

    @router.post("/{language}/plan/times/forget")
    def forget_times(language: Language, _: FormData = Depends(site.form)) -> Response:
        site.me.say("day", site.own_day().model_copy(update={"doses": ()}).lines())
        return to(language, "plan#day")

    @router.post("/{language}/plan/confirm")
    def confirm(language: Language, _: FormData = Depends(site.form)) -> Response:
        """The diary is all that was eaten, says the person when it is asked."""
        site.me.say("day", site.own_day().model_copy(update={"diary_confirmed": True}).lines())
        return to(language, "plan")

    @router.get("/{language}/plan/files/{name}")
    def file(request: Request, language: Language, name: str) -> Response:
        try:
            return papers.file(site, language, name)
        except MagwiseError as error:
            return show(site, request, language, error=error)

    return router


def _wishes(form: FormData) -> dict[str, Any]:
    """What was wished; what is not said leaves the ordinary plan."""
    given: dict[str, Any] = {
        "max_changes": typed(form, "max_changes", 2) or 3,
        "budget": typed(form, "budget", 10) or "any",
        "cooking": typed(form, "cooking", 10) or "any",
        "gut": typed(form, "gut", 10) or "ordinary",
        "chance": typed(form, "chance", 5) or 0.5,
    }
    for name in _FOODS:
        named = typed(form, name, 1000).replace("\n", ",").split(",")
        given[name] = [one.strip() for one in named if one.strip()][:20]
    for name in ("hide_energy", "eat_less"):
        if name in ticked(form, "switch"):
            given[name] = True
    ways = [one for one in ticked(form, "eating") if one in _DIETS]
    if ways:
        given["ways_of_eating"] = ways
    return given


def show(
    site: Site, request: Request, language: Language, *,
    error: MagwiseError | None = None, given: dict[str, Any] | None = None,
    asked: "timetable.Asked | None" = None, live: bool = False,
) -> Response:  # fmt: skip
    """The plan's page, with what is wrong in what was asked of it.

    While somebody types, to be told what does not fit is no failure: ``live``.
    """
    from magwise.plan import Wishes
    from magwise.report.document import document
    from magwise.report.plan import paper

    plan, weeks = site.whole_plan()
    assessment = plan.assessment
    written = site.once(
        ("report", language), plan, lambda: document(assessment, plan, site.kb, language)
    )
    emergency = assessment.verdict.status is Status.EMERGENCY
    shown = site.part(written, *FIRST)
    then = site.part(_without_ways(written, plan), *THEN)
    sources = site.sources(written, *FIRST, *THEN)
    written_paper = None
    recipes: list[dict[str, Any]] = []
    if not emergency:
        written_paper = site.once(
            ("paper", language), plan, lambda: paper(plan, weeks, site.kb, language)
        )
        recipes = site.once(("recipes", language), plan, lambda: _recipes(site, plan, language))
    wishes = Wishes.model_validate(site.me.wishes()).model_dump() | (given or {})
    wrong = error is not None or (asked is not None and not asked.good)
    return site.page(
        request,
        "plan",
        language,
        status=422 if wrong and not live else 200,
        error=error or (asked.error if asked is not None else None),
        shown=shown,
        then=then,
        sources=sources,
        emergency=emergency,
        wishes=wishes,
        diets=[(one, site.kb.text(language)[f"word.diet-{one}"]) for one in _DIETS],
        ways=[] if emergency else ways_of(plan),
        paper=written_paper,
        weeks=[] if written_paper is None else _by_week(written_paper.weeks),
        recipes=recipes,
        files=[] if emergency else papers.offered(site, plan, weeks, language),
        table=None if emergency else timetable.table(site, plan, asked),
        unsure=any(fact.id == "intake.perhaps-incomplete" for fact in assessment.findings),
        nothing=not site.me.answers() and not site.me.days(),
    )


def ways_of(plan: "Plan") -> list[dict[str, Any]]:
    """Each way with its changes, why, and what is to be expected of it."""
    expected = plan.expected_ways or (None,) * len(plan.alternatives)
    return [
        {
            "steps": steps,
            "expects": [
                fact
                for fact in (found.facts if found is not None else ())
                if fact.id == "expect.urine"
            ],
        }
        for steps, found in zip(plan.alternatives, expected, strict=True)
    ]


def _without_ways(written: "Document", plan: "Plan") -> "Document":
    """The report without the steps of the first way, which stand beside the others."""
    steps = {step.fact.key() for step in plan.food}
    sections = [
        replace(
            section,
            statements=tuple(one for one in section.statements if one.fact.key() not in steps),
        )
        for section in written.sections
    ]
    kept = tuple(section for section in sections if section.statements)
    return replace(written, verdict=None, sections=kept, day=())


def _by_week(rows: "Sequence[WeekRow]") -> list[tuple[str, str, list[str]]]:
    """What to do, once for all that is done in the same weeks: which, from when, and what."""
    return [
        (weeks, begins, [row.said.text for row in some])
        for (weeks, begins), some in groupby(rows, key=lambda row: (row.weeks, row.begins))
    ]


def _recipes(site: Site, plan: "Plan", language: Language) -> list[dict[str, Any]]:
    """Recipes by moment of the day, each with the magnesium in a serving."""
    from magwise.plan.meals import meal_ideas
    from magwise.text import numbers

    text = site.kb.text(language)
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for idea in meal_ideas(plan.assessment, site.kb, plan.wishes):
        known = idea.serving.nutrients["magnesium_mg"].known
        much = numbers.span(known.low, known.high, language, 0)
        rows.setdefault(text[f"ui.plan-meal-{idea.place}"], []).append(
            (idea.recipe.id, idea.recipe.names.of(language), much)
        )
    return [{"place": place, "recipes": some} for place, some in rows.items()]
