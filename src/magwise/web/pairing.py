"""Connecting a phone: the page it sees first, and what the computer shows and lets go."""

import secrets
import time
from io import BytesIO
from typing import Any

import segno
from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from magwise.store.devices import DAYS, LONGEST_NAME
from magwise.text.rendering import Language
from magwise.web.door import LETTERS, MINUTES, Door
from magwise.web.shield import Pace
from magwise.web.site import COOKIE, Site, to, typed

_TRIES_PER_SECOND = 0.1  # of one address, after the first few
_AT_ONCE = 10.0


def routes(site: Site) -> APIRouter:
    """The page on which a device types its code."""
    router = APIRouter()
    pace = Pace(_TRIES_PER_SECOND, at_once=_AT_ONCE)

    @router.get("/{language}/pair")
    def pair(request: Request, language: Language) -> Response:
        return _ask(site, request, language)

    @router.get("/{language}/pair/{code}")
    def filled(request: Request, language: Language, code: str) -> Response:
        given = code.upper()
        clean = len(given) <= 9 and all(sign in LETTERS or sign == "-" for sign in given)
        return _ask(site, request, language, code=given if clean else "")

    @router.post("/{language}/pair")
    async def connect(
        request: Request, language: Language, form: FormData = Depends(site.form)
    ) -> Response:
        if not networked(request):
            return to(language, "data#phone")
        address = request.client.host if request.client else ""
        if site.door is None or not pace.allows(address, time.monotonic()):
            raise HTTPException(429)
        if not site.door.codes.takes(typed(form, "code", 20)):
            return _ask(site, request, language, wrong=True, status=403)
        # a session of its own: one that somebody put in this browser beforehand opens nothing
        session = secrets.token_urlsafe(32)
        await run_in_threadpool(
            site.store.devices().connect, session, typed(form, "name", LONGEST_NAME)
        )
        answer = to(language, "")
        answer.set_cookie(
            COOKIE, session, max_age=DAYS * 86_400, httponly=True, samesite="strict", path="/"
        )
        return answer

    return router


def networked(request: Request) -> bool:
    """Whether a request came in over the home network."""
    return bool(getattr(request.state, "networked", False))


def shown(site: Site, request: Request, language: Language) -> dict[str, Any]:
    """What the page "My data" tells of phones: where they knock, the code, and who may come in."""
    door, here = site.door, not networked(request)
    code = door.codes.current() if door is not None and here else None
    asks = getattr(request.state, "device", None)
    return {
        "door": door is not None,
        "here": here,
        "knocks": [] if door is None else [f"http://{host}/{language}/pair" for host in door.hosts],
        "code": None if code is None else code.shown,
        "picture": None if door is None or code is None else picture(door, code.text, language),
        "minutes": MINUTES,
        "devices": [
            {
                "id": one.id,
                "name": one.name or site.said("phone-unnamed", language),
                "made": one.made.date().isoformat(),
                "seen": one.seen.date().isoformat(),
                "asks": asks is not None and asks.id == one.id,
            }
            for one in site.store.devices().all()
        ],
    }


def picture(door: Door, code: str, language: Language) -> Markup:
    """The address with the code as a QR picture, dark on light so that every camera reads it."""
    drawn = BytesIO()
    segno.make(f"http://{door.hosts[0]}/{language}/pair/{code}", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, light="#fff", dark="#000", border=4,
        omitsize=True, nl=False, svgclass="qr", lineclass=None, title=None,
    )  # fmt: skip
    return Markup(drawn.getvalue().decode("utf-8"))


def _ask(
    site: Site, request: Request, language: Language, *, status: int = 200, **values: Any
) -> Response:
    if not networked(request):  # on the computer itself there is nothing to connect
        return to(language, "data#phone")
    if getattr(request.state, "device", None) is not None:
        return to(language, "")
    given: dict[str, Any] = {"code": "", "wrong": False} | values
    return site.page(request, "pair", language, status=status, pages=(), **given)
