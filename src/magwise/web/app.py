"""Puts the app together: the pages, the interface for programs, and what guards both."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

import magwise
from magwise.core.errors import MagwiseError
from magwise.foods.records import Corrections
from magwise.store import Store
from magwise.text.rendering import Language
from magwise.web import (
    answering,
    api,
    bodies,
    days,
    dishes,
    doses,
    following,
    keeping,
    logbook,
    pairing,
    plans,
    questions,
    recipes,
    standing,
    trials,
)
from magwise.web.door import Door
from magwise.web.shield import API, Shield
from magwise.web.site import Site, accepted, language_of, resource

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

PORT = 8765
_REASONS = {
    "host": 421, "method": 405, "origin": 403, "request": 400, "too-large": 413,
    "too-fast": 429, "fault": 500, "missing": 404, "invalid": 422, "unpaired": 401,
}  # fmt: skip


class App:
    """The app, as a server runs it."""

    def __init__(self, inner: FastAPI, shield: Shield, site: Site) -> None:
        self.inner = inner
        self.site = site
        self._shield = shield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._shield(scope, receive, send)


def create_app(
    kb: "Knowledge",
    store: Store,
    *,
    hosts: Iterable[str] = (f"127.0.0.1:{PORT}", f"localhost:{PORT}"),
    today: Callable[[], date] | None = None,
    corrections: Corrections | None = None,
    body: bool = True,
    requests_per_second: float = 20.0,
    door: Door | None = None,
) -> App:
    """Make the app for the person whose store this is.

    Parameters
    ----------
    kb
        The knowledge base, with the person's own tables when there are any.
    store
        Where answers and diary are kept.
    hosts
        Names with port under which the app may be asked for; anything else is refused.
    today
        What day it is; None asks the clock at each request.
    corrections
        Choices made on the command line; those made in the app go before them.
    body
        Whether to offer the model of magnesium in the body, which takes seconds on some machines.
    requests_per_second
        How fast one address may use the interface for programs.
    door
        Who may come in over the home network; None when nobody may.
    """
    site = Site(
        kb=kb,
        store=store,
        today=today or _clock,
        corrections=corrections or Corrections(),
        body=body,
        door=door,
    )
    inner = FastAPI(
        title="Magwise",
        version=magwise.__version__,
        description="Magnesium: intake, need, safety, plan and answers. Nothing sent here is kept.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    _outside(inner, site)
    for part in (
        standing, questions, days, dishes, logbook, following, trials,
        plans, recipes, answering, bodies, keeping, pairing,
    ):  # fmt: skip
        inner.include_router(part.routes(site), include_in_schema=False)
    for part_of_api in (api, doses):
        inner.include_router(part_of_api.routes(kb, site.today), prefix="/api/v1")

    _describe(inner)

    @inner.exception_handler(HTTPException)
    async def _refused(request: Request, error: HTTPException) -> Response:
        if 300 <= error.status_code < 400:
            return Response(status_code=error.status_code, headers=error.headers)
        reasons = {code: name for name, code in _REASONS.items()}
        reason = reasons.get(error.status_code, "request")
        content, media = refusal(request.scope, error.status_code, reason)
        return Response(content, error.status_code, media_type=media)

    @inner.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        found = [
            {"where": "/".join(str(part) for part in one["loc"]), "what": one["type"]}
            for one in error.errors()[:50]
        ]
        if not request.url.path.startswith(API):  # an address that no page has
            content, media = refusal(request.scope, 404, "missing")
            return Response(content, 404, media_type=media)
        return _problem(422, "invalid", "The request does not fit the schema.", errors=found)

    @inner.exception_handler(MagwiseError)
    async def _unusable(request: Request, error: MagwiseError) -> Response:
        language: Language = accepted(request.headers.get("accept-language", ""))
        said = site.problems(error, language)
        if request.url.path.startswith(API):
            found = [
                {"what": one.id, "said": text}
                for one, text in zip(error.problems, said, strict=False)
            ]
            return _problem(422, "input", "Something in the input cannot be used.", errors=found)
        language = language_of(request.scope)
        return site.page(request, "refused", language, status=422, error=error, reason="invalid")

    def refusal(scope: Scope, status: int, reason: str) -> tuple[bytes, str]:
        """A refusal as problem+json for programs, as a short page for people."""
        if str(scope.get("path", "")).startswith(API):
            said = site.said(f"refused-{reason}", "en")
            answer = _problem(status, reason, said)
            return bytes(answer.body), "application/problem+json"
        language = language_of(scope)
        request = Request({**scope, "headers": [], "query_string": b""})
        if reason == "host":  # no page of ours under another name
            return site.said("refused-host", language).encode(), "text/plain; charset=utf-8"
        answer_ = site.page(request, "refused", language, status=status, reason=reason)
        return bytes(answer_.body), "text/html; charset=utf-8"

    shield = Shield(
        inner,
        hosts=[one.casefold() for one in hosts],
        refusal=refusal,
        requests_per_second=requests_per_second,
        door=door,
    )
    return App(inner, shield, site)


def _describe(inner: FastAPI) -> None:
    """Say of every refusal in the description what it is: a problem, not the answer."""
    plain = inner.openapi

    def openapi() -> dict[str, Any]:
        made = plain()
        for path in made["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    held = answer.get("content", {})
                    if status >= "400" and "application/json" in held:
                        held["application/problem+json"] = held.pop("application/json")
        return made

    inner.openapi = openapi  # type: ignore[method-assign]


def _outside(inner: FastAPI, site: Site) -> None:
    """What is no page: style, script, sign, health, and the way in."""

    @inner.get("/", include_in_schema=False)
    def way_in(request: Request) -> Response:
        language = accepted(request.headers.get("accept-language", ""))
        return RedirectResponse(f"/{language}/", status_code=303)

    @inner.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        sent = {"style.css": "text/css", "live.js": "text/javascript", "sign.svg": "image/svg+xml"}
        if name not in sent:
            raise HTTPException(404)
        content = site.style if name == "style.css" else resource(name)
        kept = {"cache-control": "private, max-age=31536000, immutable"}
        return Response(content, media_type=sent[name], headers=kept)

    @inner.get("/healthz", include_in_schema=False)
    def alive() -> Response:
        return PlainTextResponse("ok")

    @inner.get("/readyz", include_in_schema=False)
    def ready() -> Response:
        good = site.store.ready() and bool(site.kb.foods)
        return PlainTextResponse("ready" if good else "not ready", 200 if good else 503)


def _problem(status: int, kind: str, title: str, **more: object) -> JSONResponse:
    content = {"type": f"about:blank#{kind}", "title": title, "status": status, **more}
    return JSONResponse(content, status, media_type="application/problem+json")


def _clock() -> date:
    return datetime.now(tz=UTC).astimezone().date()
