"""What happens in the body: doses, forms and times to play with, drawn on this computer."""

from contextlib import suppress
from threading import Lock, Thread

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, MagwiseError, NotApplicable, Problem
from magwise.core.facts import Fact
from magwise.core.records import Dose, Regimen
from magwise.text.rendering import Language
from magwise.web.site import Site, ticked, typed

WEEKS = 4.0
DRAWS = 32
MOST_MG = 400.0  # a day: what is drawn here is no invitation to take more
_TIMES = {1: (20 * 60,), 2: (8 * 60, 20 * 60), 3: (8 * 60, 13 * 60, 20 * 60)}


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
        return _show(site, request, language, {"mg": "200", "form": "citrate", "times": "1"})

    @router.post("/{language}/body")
    def drawn(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        if not site.body:
            raise HTTPException(404)
        given = {
            "mg": typed(form, "mg", 8),
            "form": typed(form, "form", 80),
            "times": typed(form, "times", 2),
            "with_food": "yes" if "yes" in ticked(form, "with_food") else "",
        }
        return _show(site, request, language, given, draw=True)

    return router


def _show(
    site: Site, request: Request, language: Language, given: dict[str, str], *, draw: bool = False
) -> Response:
    said: list[Fact] = []
    drawing = table = None
    error: MagwiseError | None = None
    verdict = site.standing()[0].verdict
    allowed = verdict.status.allows_dose  # nobody plays with doses that the gate does not allow
    if draw and allowed:
        try:
            drawing, table, said = _drawn(site, language, given)
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
    return site.page(
        request,
        "body",
        language,
        status=422 if error is not None else 200,
        error=error,
        given={"with_food": "", **given},
        allowed=allowed,
        reasons=() if allowed else verdict.findings[:5],
        forms=forms,
        drawing=drawing,
        table=table,
        said=said,
        weeks=round(WEEKS),
    )


def _warm_up(site: Site) -> None:
    """Run the model once for nobody in particular, so that it is ready when it is asked."""
    from magwise.models import body

    with suppress(MagwiseError):
        body.expect(body.Subject(age_years=40.0), Regimen(()), site.kb, weeks=1.0, draws=2)


def _regimen(site: Site, given: dict[str, str]) -> Regimen:
    try:
        mg = float(given["mg"].replace(",", "."))
    except ValueError:
        mg = -1.0
    times = _TIMES.get(int(given["times"]) if given["times"].isascii() and given["times"].isdigit()
                       else 0)  # fmt: skip
    if not 0 <= mg <= MOST_MG or times is None:
        values = {"question": "mg", "value": given["mg"][:20], "low": 0, "high": MOST_MG}
        raise InputError(Problem("error.answer-range", values=values))
    if given["form"] not in site.kb.forms:
        raise InputError(Problem("error.body-form", values={"given": given["form"]}))
    with_food = given.get("with_food") == "yes"
    return Regimen(
        tuple(
            Dose(mg / len(times), given["form"], minute=one, with_food=with_food) for one in times
        )
    )


def _drawn(
    site: Site, language: Language, given: dict[str, str]
) -> tuple[Markup, Markup, list[Fact]]:
    """The curves, their table, and what must be said with them."""
    from magwise.models import body
    from magwise.report.body import course, course_svg, tables

    subject = body.subject_of(site.profile(), site.kb)
    expected = body.expect(subject, _regimen(site, given), site.kb, weeks=WEEKS, draws=DRAWS)
    drawn = course(expected.simulation, site.kb, language)
    headings = [site.said("body-week", language), *(panel.title for panel in drawn.panels)]
    facts = [one for one in expected.facts if not one.id.startswith("explain.")]
    # both are made of numbers and of our own texts, escaped where they are put together
    return Markup(course_svg(drawn)), Markup(tables(drawn, headings)), facts
