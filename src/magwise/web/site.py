"""What every page shares: the words, the store, the person, forms that prove they are ours."""

import hashlib
import hmac
import re
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fastapi import HTTPException, Request
from jinja2 import Environment
from markupsafe import Markup
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from magwise.core.errors import MagwiseError
from magwise.foods.records import Corrections
from magwise.report.html import content, stylesheet, templates
from magwise.store import Dossier, Store
from magwise.text import numbers, problem_text, render
from magwise.text.quoting import clean
from magwise.text.rendering import Language
from magwise.web.watching import shown_on, watched

if TYPE_CHECKING:
    from magwise.assessment import Assessment
    from magwise.followup.watching import Watch
    from magwise.knowledge import Knowledge
    from magwise.models.intake.records import DayIntake
    from magwise.person import Diary, Profile
    from magwise.person.own_day import OwnDay
    from magwise.plan import Plan
    from magwise.plan.weeks import Programme
    from magwise.report.document import Document
    from magwise.web.door import Door

_Made = TypeVar("_Made")
COOKIE = "magwise"
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_LONGEST_FIELD = 20_000
_SESSION = re.compile(r"^[A-Za-z0-9_-]{43}$")
# What a line of text may not hold; line breaks may stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PAGES = ("", "questions", "diary", "magnesium", "plan", "log", "follow", "body", "ask", "data")
# When someone has to be called first, only these show more than that: to put a slip right.
_PUTS_RIGHT = ("log", "logday", "follow", "questions", "data")


@dataclass(frozen=True)
class Site:
    """The app for one person: what it knows, what it keeps, and how it shows a page."""

    kb: "Knowledge"
    store: Store
    today: Callable[[], date]
    corrections: Corrections = field(default_factory=Corrections)
    body: bool = True
    door: "Door | None" = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: list[Any] = field(default_factory=list)
    _watched: list[Any] = field(default_factory=list)
    _once: dict[Any, tuple[object, Any]] = field(default_factory=dict)

    @property
    def me(self) -> Dossier:
        """What is kept of the person whose computer this is."""
        return self.store.dossier()

    def profile(self) -> "Profile":
        """What the answers say, so far."""
        return self.profile_with(self.own_day())

    def own_day(self) -> "OwnDay":
        """The times of the person's day, as they said them beside the questionnaire."""
        from magwise.person.own_day import OwnDay

        return OwnDay.of(dict(self.me.choices("day")))

    def profile_with(self, day: "OwnDay") -> "Profile":
        """What the answers say, with these times of the day in it."""
        from magwise.person.questionnaire import to_profile

        said = to_profile(self.me.answers(), self.kb, id="me")
        if self.me.wishes().get("hide_energy"):  # what the assessment says keeps to it as well
            said = said.model_copy(update={"hide_calories": True})
        return day.put_in(said)

    def own_choices(self) -> Corrections:
        """What the person's words mean: chosen here, and before that on the command line."""
        own = self.me.corrections()
        foods = {word: food for word, food in own.foods.items() if food in self.kb.foods}
        return Corrections(
            {**self.corrections.foods, **foods}, {**self.corrections.measures, **own.measures}
        )

    def standing(self) -> "tuple[Assessment, Plan]":
        """Where the person stands today and what to do, with the wishes that are kept.

        The same input gives the same output, so what was worked out last is not worked out
        again: going from page to page costs nothing.
        """
        day, diary, wishes = self.own_day(), self.me.diary(), self.me.wishes()
        profile, today, corrections = self.profile_with(day), self.today(), self.own_choices()
        key = repr((profile, day.doses, diary, wishes, today, corrections))
        with self._lock:
            if self._last and self._last[0] == key:
                return cast("tuple[Assessment, Plan]", self._last[1])
        found = self.worked_out(day)
        with self._lock:
            self._last[:] = [key, found]
        return found

    def worked_out(self, day: "OwnDay") -> "tuple[Assessment, Plan]":
        """Where the person would stand, and what to do, with these times of the day."""
        from magwise.assessment import assess
        from magwise.person.times import minutes_of
        from magwise.plan import Wishes, propose
        from magwise.plan.own_times import with_own_times

        assessment = assess(
            self.profile_with(day),
            self.me.diary(),
            self.kb,
            today=self.today(),
            corrections=self.own_choices(),
        )
        plan = propose(assessment, Wishes.model_validate(self.me.wishes()), self.kb)
        return assessment, with_own_times(plan, minutes_of(day.doses), self.kb)

    def whole_plan(self) -> "tuple[Plan, Programme]":
        """The plan with what to expect of it, and the weeks that follow from it."""
        from magwise.plan.expecting import with_expectation
        from magwise.plan.weeks import programme

        _, plan = self.standing()

        def made() -> "tuple[Plan, Programme]":
            expected = with_expectation(plan, self.kb)
            return expected, programme(expected, self.kb)

        return self.once("whole", plan, made)

    def watch(self) -> "Watch":
        """What the log says against going on; every page begins with it."""
        return watched(self)

    def recall(self, key: str) -> "Watch | None":
        """What was watched last, when nothing changed since."""
        with self._lock:
            return self._watched[1] if self._watched and self._watched[0] == key else None

    def remember(self, key: str, watch: "Watch") -> None:
        """Keep what was watched, for the next page."""
        with self._lock:
            self._watched[:] = [key, watch]

    def once(self, name: object, of: object, make: Callable[[], _Made]) -> _Made:
        """What follows from a plan, worked out once for as long as it is the same plan."""
        with self._lock:
            known = self._once.get(name)
        if known is not None and known[0] is of:
            return cast(_Made, known[1])
        made = make()
        with self._lock:
            self._once[name] = (of, made)
        return made

    def forget_standing(self) -> None:
        """Let go of what was worked out, when everything is erased."""
        with self._lock:
            self._last.clear()
            self._once.clear()
            self._watched.clear()

    def read_days(self, diary: "Diary") -> "tuple[DayIntake, ...]":
        """Days of the diary as they are understood."""
        from magwise.models.intake.days import day_intakes

        return day_intakes(diary, self.kb, corrections=self.own_choices())

    def said(self, key: str, language: Language, **slots: object) -> str:
        """A text of the app, with what stands between braces filled in."""
        text = self.kb.text(language)[f"ui.web-{key}"]
        for name, value in slots.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def problems(self, error: MagwiseError, language: Language) -> list[str]:
        """What is wrong, in words, without the place in a file that there is not."""
        return [
            problem_text(replace(one, where=""), self.kb, language) for one in error.problems[:20]
        ]

    @cached_property
    def style(self) -> str:
        """One sheet: the look of the report, and what the app needs besides."""
        return stylesheet() + resource("web.css") + resource("follow.css")

    @cached_property
    def mark(self) -> str:
        """Changes when style or script change, so that a browser fetches them anew."""
        made = hashlib.sha256((self.style + resource("live.js")).encode())
        return made.hexdigest()[:12]

    @cached_property
    def _templates(self) -> Environment:
        return templates("magwise.web", clean=clean)

    def page(
        self,
        request: Request,
        name: str,
        language: Language,
        *,
        status: int = 200,
        error: MagwiseError | None = None,
        **values: Any,
    ) -> Response:
        """One page, with a session when there is none yet."""
        watch = shown_on(self, request, name, str(values.get("reason", "")))
        session = session_of(request)
        fresh = session is None
        session = session or secrets.token_urlsafe(32)
        text = self.kb.text(language)

        def t(key: str, **slots: object) -> str:
            return self.said(key, language, **slots)

        def fact(one: Any) -> str:
            return render(one, self.kb, language)

        def food_name(key: str) -> str:
            return self.kb.foods[key].names.of(language)

        pages = tuple(one for one in _PAGES if self.body or one != "body")
        body = self._templates.get_template(f"{name}.html.j2").render(
            language=language,
            other="en" if language == "nl" else "nl",
            path="" if name == "refused" else page_path(request),  # an address may hold anything
            here=page_path(request).split("/")[0],
            token=self.token(session),
            mark=self.mark,
            t=t,
            text=text,
            fact=fact,
            food_name=food_name,
            numbers=numbers,
            problems=[] if error is None else self.problems(error, language),
            watch=watch,
            silent=watch is not None and watch.alone and name not in _PUTS_RIGHT,
            **({"pages": pages} | values),
        )
        answer = HTMLResponse(body, status_code=status)
        if fresh:
            answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return answer

    def report(self, document: "Document", *sections: str) -> tuple[Markup, Markup]:
        """Some sections of a report, and their sources."""
        return self.part(document, *sections), self.sources(document, *sections)

    def part(self, document: "Document", *sections: str) -> Markup:
        """Some sections as they stand in the report itself; an emergency stands alone."""
        if document.emergency:
            return content(document)
        return content(_only(document, sections), frozenset())

    def sources(self, document: "Document", *sections: str) -> Markup:
        """Their sources, with the numbers they have in the whole report."""
        if document.emergency:
            return Markup("")
        named = {n for one in _only(document, sections).statements() for n in one.notes}
        if document.chart is not None and "intake" in sections:
            named |= {number for line in document.chart.lines for number in line.notes}
        return content(replace(document, sections=(), verdict=None), frozenset(named))

    def token(self, session: str) -> str:
        """What a form must carry: nobody can make it who does not have the session."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    async def form(self, request: Request) -> AsyncIterator[FormData]:
        """What was filled in, when the form is ours; files that came along are closed after.

        Raises
        ------
        HTTPException
            403 when the form does not carry the token of this session; 400 when it is no form.
        """
        session = session_of(request)
        try:
            given = await request.form(max_files=1, max_fields=400, max_part_size=2_000_000)
        except HTTPException as error:
            raise HTTPException(400) from error
        try:
            token = given.get("token")
            if (
                session is None
                or not isinstance(token, str)
                or not hmac.compare_digest(token.encode(), self.token(session).encode())
            ):
                raise HTTPException(403)
            yield given
        finally:
            await given.close()


def session_of(request: Request) -> str | None:
    """The session of a browser; None when it has none, or none of ours."""
    given = request.cookies.get(COOKIE, "")
    return given if _SESSION.match(given) else None


def page_path(request: Request) -> str:
    """The address of a page without its language."""
    parts = request.url.path.strip("/").split("/", 1)
    return parts[1] if len(parts) > 1 and parts[0] in LANGUAGES else ""


def resource(name: str) -> str:
    """A file that is sent as it is."""
    return (resources.files("magwise.web") / "static" / name).read_text(encoding="utf-8")


def to(language: Language, path: str) -> Response:
    """On to another page, so that going back and forth sends nothing twice."""
    return RedirectResponse(f"/{language}/{path}", status_code=303)


def typed(form: FormData, name: str, longest: int = _LONGEST_FIELD) -> str:
    """What was typed in one field, without characters that can act."""
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    return _CONTROL.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))[:longest].strip()


def ticked(form: FormData, name: str) -> list[str]:
    """Everything that was ticked under one name."""
    return [value[:200] for value in form.getlist(name) if isinstance(value, str)]


def sent(form: FormData, name: str) -> UploadFile | None:
    """A file that was sent along; None when there is none."""
    value = form.get(name)
    return value if isinstance(value, UploadFile) and value.filename else None


def _only(document: "Document", sections: tuple[str, ...]) -> "Document":
    kept = tuple(one for one in document.sections if one.name in sections)
    verdict = document.verdict if "verdict" in sections else None
    return replace(document, sections=kept, verdict=verdict)


def whole(form: FormData, name: str) -> int:
    """A whole number from a hidden field; -1 when it is none."""
    value = typed(form, name, 12)
    return int(value) if value.isascii() and value.isdigit() else -1


def language_of(scope: Scope) -> Language:
    """The language of an address; where it has none, what the browser asks for."""
    first = str(scope.get("path", "")).strip("/").split("/")[0]
    for language in LANGUAGES:
        if first == language:
            return language
    headers = dict(scope.get("headers") or [])
    return accepted(headers.get(b"accept-language", b"").decode("latin-1"))


def accepted(header: str) -> Language:
    """The language a browser asks for first, of those we write.

    >>> accepted("fr, nl-BE;q=0.8, en;q=0.7")
    'nl'
    """
    asked: list[tuple[float, Language]] = []
    for part in header[:500].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            how_much = float(weight or 1)
        except ValueError:
            how_much = 0.0
        for language in LANGUAGES:
            if name.casefold().startswith(language):
                asked.append((how_much, language))
    return max(asked, key=lambda one: one[0])[1] if asked else "en"
