"""Following up: starting a plan, check-ins, what changed and why, and the review."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.core.errors import InputError, Problem
from magwise.store import ChangedError, KeptCourse
from magwise.text.rendering import Language
from magwise.web.replies import attached, status_of
from magwise.web.site import Site, ticked, to, whole
from magwise.web.wording import in_app

if TYPE_CHECKING:
    from magwise.followup import Review

_CHANGES = ("-better", "-worse", "-unclear")


@dataclass(frozen=True, slots=True)
class Moment:
    """A check-in on the page: when it is, and whether it was done, is due or is to come."""

    week: int
    date: str
    asks_diary: bool
    state: str


def routes(site: Site) -> APIRouter:
    """Follow-up and review."""
    router = APIRouter()

    @router.get("/{language}/follow")
    def follow(request: Request, language: Language) -> Response:
        return _show(site, request, language)

    @router.post("/{language}/follow/start")
    def start(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        try:
            _begin(site, form)
        except InputError as error:
            return _show(site, request, language, error=error)
        return to(language, "follow")

    @router.post("/{language}/follow/check")
    def check(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        try:
            _keep_check_in(site, whole(form, "course"))
        except InputError as error:
            return _show(site, request, language, error=error)
        return to(language, "follow#moments")

    @router.post("/{language}/follow/end")
    def end(request: Request, language: Language, form: FormData = Depends(site.form)) -> Response:
        try:
            site.me.courses.end(whole(form, "course"), site.today())
        except InputError as error:
            return _show(site, request, language, error=error)
        return to(language, "follow")

    @router.get("/{language}/follow/review")
    def review_(request: Request, language: Language) -> Response:
        course = _running(site)
        if course is None:
            return to(language, "follow")
        return _look_back(site, request, language, course)

    @router.post("/{language}/follow/page")
    def page(language: Language, _: FormData = Depends(site.form)) -> Response:
        from magwise.report.followup_page import page as made

        course = _running(site)
        if course is None:
            raise HTTPException(404)
        today = site.today()
        log, found = site.me.logbook.log(), _reviewed(site, course)
        content = made(course.start, log, found, site.kb, language, today=today)
        return attached(content, "text/html", f"magwise-review-{today.isoformat()}.html")

    @router.post("/{language}/follow/calendar")
    def calendar(language: Language, _: FormData = Depends(site.form)) -> Response:
        from magwise.report.followup_calendar import calendar as made

        course = site.me.courses.current()
        if course is None:
            raise HTTPException(404)
        content = made(course.start, site.kb, language, today=site.today())
        return attached(content, "text/calendar", "magwise-check-ins.ics")

    return router


def _running(site: Site) -> KeptCourse | None:
    """The plan that runs and has begun; None when there is none."""
    course = site.me.courses.current()
    return course if course is not None and course.start.first_day <= site.today() else None


def _held(site: Site) -> tuple[str, ...]:
    """Stop rules that stand in the way of a new plan."""
    from magwise.followup.watching import LOOK_BACK_DAYS, held_back

    today, course = site.today(), site.me.courses.current()
    first = today - timedelta(days=LOOK_BACK_DAYS - 1)
    if course is not None:
        first = min(first, course.start.first_day) if course.start.first_day <= today else today
    return held_back(site.me.logbook.log().between(first, today), site.profile(), site.kb)


def _begin(site: Site, form: FormData) -> None:
    """Keep where the person stands, after the questions that must be answered first.

    A day that still holds a sign to stop is not a day of the new plan: that begins tomorrow.
    """
    from magwise.followup import start_of
    from magwise.followup.watching import held_back
    from magwise.safety import Status

    said, course, today = ticked(form, "sure"), site.me.courses.current(), site.today()
    kept = -1 if course is None else course.id
    if kept != whole(form, "course"):
        raise ChangedError(Problem("error.course-changed"))
    if course is not None and "again" not in said:
        raise InputError(Problem("error.course-again"))
    held, profile = _held(site), site.profile()
    if "check-again" in held:
        raise InputError(Problem("error.course-medicine"))
    if held and "looked" not in said:
        raise InputError(Problem("error.course-held"))
    assessment, plan = site.standing()
    if assessment.verdict.status is Status.EMERGENCY or not _known(site):
        raise InputError(Problem("error.course-none"))
    start = start_of(plan)
    if held_back(site.me.logbook.log().between(today, today), profile, site.kb):
        start = replace(start, date=(today + timedelta(days=1)).isoformat())
    site.me.courses.begin(start, today)


def _known(site: Site) -> bool:
    return bool(site.me.answers() or site.me.days())


def _check(site: Site, course: KeptCourse) -> Any:
    from magwise.followup import check_in

    return check_in(
        course.start,
        site.me.logbook.log(),
        site.profile(),
        site.kb,
        today=site.today(),
        diary_items=site.standing()[0].products,
    )


def _keep_check_in(site: Site, number: int) -> None:
    from magwise.followup.remembering import as_said

    course = _running(site)
    if course is None or course.id != number:
        raise ChangedError(Problem("error.course-changed"))
    site.me.courses.keep_check_in(course.id, site.today(), as_said(_check(site, course)))


def _moments(site: Site, course: KeptCourse) -> list[Moment]:
    """Each check-in: done when one was kept on its day or later, before the next."""
    from magwise.followup.remembering import moments

    today = site.today().isoformat()
    dues = moments(course.start, site.kb)
    found = []
    for place, one in enumerate(dues):
        until = dues[place + 1].date if place + 1 < len(dues) else "9999"
        done = any(one.date <= kept.date < until for kept in course.check_ins)
        state = "done" if done else "due" if one.date <= today else "coming"
        if state == "due" and until <= today:
            state = "missed"
        found.append(Moment(one.week, one.date, one.asks_diary, state))
    return found


def _show(
    site: Site, request: Request, language: Language, *, error: InputError | None = None
) -> Response:
    course = site.me.courses.current()
    values: dict[str, Any] = {
        "course": course,
        "today_": site.today().isoformat(),
        "begun": course is not None and course.start.first_day <= site.today(),
        "known": _known(site),
        "held": _held(site),
        "past": [one for one in site.me.courses.all() if one.ended is not None][::-1],
    }
    if course is not None and values["begun"]:
        values |= _progress(site, course, language)
    return site.page(request, "follow", language, status=status_of(error), error=error, **values)


def _progress(site: Site, course: KeptCourse, language: Language) -> dict[str, Any]:
    from magwise.followup.remembering import since

    check = _check(site, course)
    before = [one for one in course.check_ins if one.date < site.today().isoformat()]
    last = before[-1] if before else None
    on = course.start.date if last is None else last.date
    changed = since(None if last is None else last.said, on, check)
    # What the banner says already, and how things went, stand elsewhere on the page.
    loud = {one.key() for one in site.watch().facts}
    course_facts = [one for one in check.facts if one.id.endswith(_CHANGES)]
    now = [one for one in check.facts if one.key() not in loud and one not in course_facts]
    return {
        "check": check,
        "now": in_app(now, site.kb),
        "changes": course_facts,
        "since": in_app([one for one in changed if one not in course_facts], site.kb),
        "since_date": on,
        "last": last,
        "moments": _moments(site, course),
        "over": site.today() > course.start.last_day,
        "figures": _figures(site, course, language),
        "diary_days": _diary_days(site, course),
    }


def _diary_days(site: Site, course: KeptCourse) -> int:
    from magwise.followup.remembering import eaten_now

    return len(eaten_now(site.me.diary(), course.start, site.today()).days)


def _figures(
    site: Site, course: KeptCourse, language: Language, found: "Review | None" = None
) -> Markup:
    """The course in charts with their tables; made of numbers and our own texts, escaped."""
    from magwise.report.followup_chart import course as drawn
    from magwise.report.followup_chart import figures

    plan = None if found is None else found.plan
    now = None if plan is None else plan.assessment.intake.usual
    charts = drawn(
        course.start, site.me.logbook.log(), site.kb, language, today=site.today(), now=now
    )
    return Markup(figures(charts, site.kb.text(language)["ui.followup-page-table"]))


def _reviewed(site: Site, course: KeptCourse) -> "Review":
    from magwise.followup import review
    from magwise.followup.remembering import eaten_now

    today: date = site.today()
    return review(
        course.start,
        site.me.logbook.log(),
        site.profile(),
        eaten_now(site.me.diary(), course.start, today),
        site.kb,
        today=today,
        corrections=site.own_choices(),
    )


def _look_back(site: Site, request: Request, language: Language, course: KeptCourse) -> Response:
    found = _reviewed(site, course)
    loud = {one.key() for one in site.watch().facts}
    facts = [one for one in found.facts if one.key() not in loud]
    intake = [one for one in facts if one.id.startswith("followup.intake-")]
    changes = [one for one in facts if one.id.endswith(_CHANGES) and one not in intake]
    rest = [one for one in facts if one not in changes and one not in intake]
    plan = found.plan
    advice = [] if plan is None else [plan.verdict, *(step.fact for step in plan.food)]
    return site.page(
        request,
        "review",
        language,
        course=course,
        over=site.today() > course.start.last_day,
        intake=intake,
        changes=changes,
        rest=in_app(rest, site.kb),
        advice=advice,
        figures=_figures(site, course, language, found),
        diary_days=_diary_days(site, course),
    )
