"""What stands between the network and the pages: who may ask, how much, and what is logged."""

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from magwise.web.door import Door, near, open_to_all
from magwise.web.site import language_of

LOG = logging.getLogger("magwise.web")
MOST_BYTES = 2_500_000  # of one request: a diary file at most
API = "/api/"
_SAFE = ("GET", "HEAD")
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make browsers send our own forms with the origin "null"
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cache-control": "no-store",
}
Refusal = Callable[[Scope, int, str], tuple[bytes, str]]


class Shield:
    """Lets a request through when it was meant for us, is not too large, and has our origin.

    A page of another site in the same browser can send requests here. It cannot make them carry
    our host name together with our origin, so the two are compared; the forms have a token
    besides. What goes wrong inside is told as a plain page and logged without its contents.

    Parameters
    ----------
    hosts
        Names under which the app may be asked for, each with its port.
    refusal
        Makes the body and media type of a refusal from the scope, the status and a reason.
    requests_per_second
        How fast one address may use the interface for programs, in the long run.
    door
        Who may come in over the home network; None when nobody may.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Iterable[str],
        refusal: Refusal,
        requests_per_second: float = 20.0,
        door: Door | None = None,
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._refusal = refusal
        self._pace = Pace(requests_per_second)
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request, and hand it on or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        status = 0
        read = Bounded(receive)

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                if read.beyond and message["status"] != 413:
                    raise TooLarge  # whoever was reading took it for a broken request
                status = message["status"]
                message = {**message, "headers": _with_ours(message.get("headers", []))}
            await send(message)

        try:
            refused = self._refused(scope) or await self._outside(scope)
            if refused is None:
                await self._app(scope, read, answer)
            else:
                await self._refuse(scope, *refused, answer)
        except TooLarge:
            if not status:
                await self._refuse(scope, 413, "too-large", answer)
        except Exception as error:
            _log_fault(error)
            if not status:
                await self._refuse(scope, 500, "fault", answer)
        finally:
            took = time.perf_counter() - began
            _log_request(scope, status, took)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").casefold()
        if host not in self._names(scope):
            return 421, "host"
        if scope["method"] not in (*_SAFE, "POST"):
            return 405, "method"
        if not _ours(headers, host, scope["method"]):
            return 403, "origin"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            return 400, "request"
        if int(length) > MOST_BYTES:
            return 413, "too-large"
        if scope["path"].startswith(API):
            address = (scope.get("client") or ("", 0))[0]
            if not self._pace.allows(address, time.monotonic()):
                return 429, "too-fast"
        return None

    def _names(self, scope: Scope) -> Container[str]:
        """The names under which the app may be asked for, where this request came in."""
        door = self._door
        return self._hosts if door is None or not door.comes_in(scope) else door.hosts

    async def _outside(self, scope: Scope) -> tuple[int, str] | None:
        """What to say to a device of the network; None when it may go on.

        The device that asks stands in the state of the request, so that pages know of it.
        """
        door = self._door
        if door is None or not door.comes_in(scope):
            return None
        if not near((scope.get("client") or ("", 0))[0]):
            return 421, "host"
        device = await run_in_threadpool(door.device, scope)
        scope.setdefault("state", {}).update(networked=True, device=device)
        if device is None and not open_to_all(scope["path"]):
            return 401, "unpaired"
        return None

    async def _refuse(self, scope: Scope, status: int, reason: str, send: Send) -> None:
        body, media = self._refusal(scope, status, reason)
        headers = [
            (b"content-type", media.encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        if status == 429:
            headers.append((b"retry-after", b"1"))
        if reason == "unpaired" and scope["method"] in _SAFE and not scope["path"].startswith(API):
            status = 303
            headers.append((b"location", f"/{language_of(scope)}/pair".encode()))
        if status in (400, 413):  # the rest of what is sent is not read
            headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class TooLarge(Exception):  # noqa: N818 - never leaves this module
    """More was sent than is read."""


class Bounded:
    """A stream that stops when more comes than is read; ``beyond`` says that it did."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._seen = 0
        self.beyond = False

    async def __call__(self) -> Message:
        """The next part."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > MOST_BYTES:
            self.beyond = True
            raise TooLarge
        return message


class Pace:
    """How often an address may ask: a bucket that fills again as time goes by."""

    def __init__(self, per_second: float, at_once: float = 60.0, most: int = 1000) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str, now: float) -> bool:
        """Whether this request still fits; it then counts.

        >>> pace = Pace(1.0, at_once=2.0)
        >>> [pace.allows("a", 0.0), pace.allows("a", 0.0), pace.allows("a", 0.0)]
        [True, True, False]
        >>> pace.allows("a", 1.5)
        True
        """
        left, since = self._left.pop(address, (self._at_once, now))
        left = min(self._at_once, left + (now - since) * self._per_second)
        fits = left >= 1.0
        self._left[address] = (left - 1.0 if fits else left, now)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return fits


def _ours(headers: dict[bytes, bytes], host: str, method: str) -> bool:
    """Whether a request comes from our own pages, as far as the browser says."""
    origin = headers.get(b"origin")
    if origin is not None and origin.decode("latin-1").casefold() != f"http://{host}":
        return False
    if method in _SAFE:
        return True
    if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        return False
    referer = headers.get(b"referer")
    return (
        origin is not None
        or referer is None
        or (urlsplit(referer.decode("latin-1")).netloc.casefold() == host)
    )


def _with_ours(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    kept = list(headers)
    there = {name.lower() for name, _ in kept}
    kept += [
        (name.encode(), value.encode())
        for name, value in _HEADERS.items()
        if name.encode() not in there
    ]
    return kept


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    """The route and how it went; never the address asked for, a name or a word that was sent."""
    route = getattr(scope.get("route"), "path", None) or "-"
    line: dict[str, Any] = {
        "event": "request",
        "method": scope["method"] if scope["method"] in (*_SAFE, "POST") else "-",
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    LOG.info(json.dumps(line))


def _log_fault(error: BaseException) -> None:
    """What kind of fault, and where in the program; its message may hold someone's words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
    LOG.error(json.dumps({"event": "fault", "kind": type(error).__name__, "where": where}))
