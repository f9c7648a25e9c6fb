"""What happens in the body: dose, form, split and diet to play with, drawn on this computer."""

from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, NotApplicable, Problem
from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.records import Dose, Regimen
from magwise.text import numbers
from magwise.text.rendering import Language
from magwise.web.answering import sources
from magwise.web.site import Site, ticked, typed

if TYPE_CHECKING:
    from magwise.assessment import Assessment

WEEKS = 4.0
DRAWS = 32
MOST_MG = 400.0  # a day: what is drawn here is no invitation to take more
MOST_GAIN_MG = 300.0  # a day from other food: a large bag of nuts and seeds
OWN = "own"
DIETS = {"200": 200.0, "300": 300.0, "400": 400.0}  # mg a day from food, to try
_DIET_SPREAD = 0.1  # a diet one says is not known more closely than this
_TIMES = {1: (20 * 60,), 2: (8 * 60, 20 * 60), 3: (8 * 60, 13 * 60, 20 * 60)}
_ASKED = {"mg": "200", "form": "citrate", "times": "1", "gain": "0", "with_food": "yes"}


@dataclass(frozen=True)
class Drawn:
    """A course as it stands on the page: drawing, table, what is said, and how it is known."""

    drawing: Markup
    table: Markup
    title: str
    description: str
    said: tuple[Fact, ...]
    behind: tuple[Fact, ...]
    sources: list[dict[str, str | None]]


def routes(site: Site) -> APIRouter:
    """The page with the curves."""
    router = APIRouter()
    once, warmed = Lock(), list[Thread]()

    @router.get("/{language}/body")
    def body(request: Request, language: Language) -> Response:
        if not site.body:
            raise HTTPException(404)
        with once:
            if not warmed:  # the first run takes seconds: begin while the form is filled in
                warmed.append(Thread(target=_warm_up, args=(site,), daemon=True))
                warmed[0].start()
        return _show(site, request, language, _ASKED)

    @router.post("/{language}/body")
    def drawn(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        if not site.body:
            raise HTTPException(404)
        given = {name: typed(form, name, 80) for name in ("mg", "form", "times", "gain", "diet")}
        given["with_food"] = "yes" if "yes" in ticked(form, "with_food") else ""
        live = typed(form, "live") == "1"  # told while typing, it is no failure
        return _show(site, request, language, given, draw=True, live=live)

    return router


def _show(
    site: Site, request: Request, language: Language, given: dict[str, str], *,
    draw: bool = False, live: bool = False,
) -> Response:  # fmt: skip
    course: Drawn | None = None
    error: MagwiseError | None = None
    assessment, _ = site.standing()
    verdict = assessment.verdict
    allowed = verdict.status.allows_dose  # nobody plays with doses that the gate does not allow
    usual = assessment.intake.usual
    if draw and allowed:
        try:
            course = _drawn(site, assessment, language, given)
        except (InputError, NotApplicable) as problem:
            error = problem
    forms = sorted(
        (
            (key, one.names.of(language))
            for key, one in site.kb.forms.items()
            if one.route == "oral" and one.is_source
        ),
        key=lambda one: one[1],
    )
    eats = None
    if usual is not None:
        eats = numbers.span(usual.mg_per_day.low, usual.mg_per_day.high, language, 0)
    diet = given.get("diet") or (OWN if eats is not None else "300")
    return site.page(
        request,
        "body",
        language,
        status=422 if error is not None and not live else 200,
        error=error,
        given={**_ASKED, **given, "diet": diet},
        allowed=allowed,
        reasons=() if allowed else verdict.findings[:5],
        forms=forms,
        diets=tuple(DIETS),
        eats=eats,
        course=course,
        weeks=round(WEEKS),
    )


def _warm_up(site: Site) -> None:
    """Run the model once for nobody in particular, so that it is ready when it is asked."""
    from magwise.models import body

    with suppress(MagwiseError):
        body.expect(body.Subject(age_years=40.0), Regimen(()), site.kb, weeks=1.0, draws=2)


def _figure(given: dict[str, str], name: str, most: float) -> float:
    """An amount that was typed [mg].

    Raises
    ------
    InputError
        When it is none, or outside what is drawn.
    """
    try:
        mg = float((given[name] or "0").replace(",", "."))
    except ValueError:
        mg = -1.0
    if not 0 <= mg <= most:
        values = {"question": "mg", "value": given[name][:20], "low": 0, "high": most}
        raise InputError(Problem("error.answer-range", values=values))
    return mg


def _regimen(site: Site, given: dict[str, str]) -> Regimen:
    mg = _figure(given, "mg", MOST_MG)
    times = _TIMES.get(int(given["times"]) if given["times"] in ("1", "2", "3") else 0)
    if times is None:
        values = {"question": "times", "value": given["times"][:20], "low": 1, "high": 3}
        raise InputError(Problem("error.answer-range", values=values))
    if given["form"] not in site.kb.forms:
        raise InputError(Problem("error.body-form", values={"given": given["form"]}))
    if not mg:
        return Regimen(())
    with_food = given.get("with_food") == "yes"
    return Regimen(
        tuple(
            Dose(mg / len(times), given["form"], minute=one, with_food=with_food) for one in times
        )
    )


def _drawn(
    site: Site, assessment: "Assessment", language: Language, given: dict[str, str]
) -> Drawn:
    """The curves, their table, and what must be said with them."""
    from magwise.models import body
    from magwise.plan.expecting import body_of
    from magwise.report.body import course, course_svg, tables

    who = body_of(assessment, site.kb)
    subject = who.subject
    diet = given.get("diet", OWN)
    if diet in DIETS:
        mg = DIETS[diet]
        eaten = Interval(mg * (1 - _DIET_SPREAD), mg, mg * (1 + _DIET_SPREAD))
        subject = replace(subject, intake_mg_per_day=eaten)
    found: Any = body.expect(
        subject,
        _regimen(site, given),
        site.kb,
        weeks=WEEKS,
        draws=DRAWS,
        meals=who.meals,
        food_gain_mg_per_day=_figure(given, "gain", MOST_GAIN_MG),
    )
    line = course(found.simulation, site.kb, language)
    headings = [site.said("body-week", language), *(panel.title for panel in line.panels)]
    behind = tuple(one for one in found.facts if one.id.startswith("explain."))
    named = [source for one in found.facts for source in one.sources]
    return Drawn(
        # both are made of numbers and of our own texts, escaped where they are put together
        Markup(course_svg(line)),
        Markup(tables(line, headings)),
        line.title,
        line.description,
        tuple(one for one in found.facts if one not in behind),
        behind,
        sources(site, named),
    )
