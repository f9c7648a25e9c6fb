"""Who may come in over the home network: codes that work once, and devices that showed one."""

import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.types import Scope

from magwise.store import Devices, KeptDevice
from magwise.web.site import session_of

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
LENGTH = 8
MINUTES = 10
MOST_WRONG = 5
_ALWAYS = ("/static/", "/nl/pair", "/en/pair")  # what a device sees before it is connected


@dataclass(frozen=True, slots=True)
class Code:
    """What somebody types on the phone, and the moment [s] it stops working."""

    text: str
    until: float

    @property
    def shown(self) -> str:
        """In two halves, as it is read aloud."""
        return f"{self.text[:4]}-{self.text[4:]}"


class Codes:
    """At most one code at a time. It works once, for some minutes, and dies of wrong tries."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._code: Code | None = None
        self._wrong = 0

    def make(self) -> Code:
        """A new code; one that was there works no longer."""
        text = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        with self._lock:
            self._code, self._wrong = Code(text, self._clock() + MINUTES * 60), 0
            return self._code

    def current(self) -> Code | None:
        """The code that works now."""
        with self._lock:
            return self._valid()

    def takes(self, given: str) -> bool:
        """Whether this is the code; it then works no longer."""
        tried = "".join(sign for sign in given.upper() if sign not in " -")
        with self._lock:
            code = self._valid()
            if code is None:
                return False
            if secrets.compare_digest(tried.encode(), code.text.encode()):
                self._code = None
                return True
            self._wrong += 1
            if self._wrong >= MOST_WRONG:
                self._code = None
            return False

    def _valid(self) -> Code | None:
        if self._code is not None and self._clock() >= self._code.until:
            self._code = None
        return self._code


@dataclass(frozen=True)
class Door:
    """The way in over the home network, beside the one on this computer.

    Parameters
    ----------
    hosts
        Names with port under which the app may be asked for over the network.
    devices
        The devices that were let in.
    """

    hosts: tuple[str, ...]
    devices: Callable[[], Devices]
    codes: Codes = field(default_factory=Codes)

    def comes_in(self, scope: Scope) -> bool:
        """Whether a request came in over the network: its connection says so, nothing in it."""
        ends = (scope.get("server"), scope.get("client"))
        return not all(end is not None and _loopback(str(end[0])) for end in ends)

    def device(self, scope: Scope) -> KeptDevice | None:
        """The device that asks, when it was let in and still is."""
        session = session_of(Request(scope))
        return None if session is None else self.devices().opens(session)


def near(address: str) -> bool:
    """Whether an address is one of a home network, not of the internet.

    >>> [near(one) for one in ("192.168.1.20", "10.0.0.7", "203.0.113.9", "8.8.8.8", "x")]
    [True, True, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in _NEAR if network.version == found.version)


def open_to_all(path: str) -> bool:
    """Whether a page is shown before a device is connected."""
    return any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in _ALWAYS)


_NEAR = tuple(
    ipaddress.ip_network(one)
    for one in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
        "fc00::/7", "fe80::/10", "::1/128",
    )
)  # fmt: skip


def _loopback(address: str) -> bool:
    """Whether this is the one address at which only this computer asks."""
    return address in ("127.0.0.1", "::1")
