"""The app with a store of its own, asked as a browser asks it."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response
from starlette.testclient import TestClient

from magwise import Knowledge
from magwise.store import Store, store_path
from magwise.web.app import App, create_app
from tests.conftest import IN_CI
from tools import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

PATIENCE_SECONDS = 120  # in a browser on a machine that has other things to do
IN_BROWSER = ["test_redraw.py", "test_browser.py", "test_everyone.py", "test_end_to_end_follow.py"]
# Without a Chromium the walks through the app are no part of the tests, but CI asks for one.
collect_ignore = [] if find_chromium.find() or IN_CI else IN_BROWSER

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
PAGES = (
    "", "questions/urgent", "questions/you", "questions/health", "questions/life", "result",
    "diary", "diary/2026-11-22", "magnesium", "plan", "log", "log/2026-11-22", "follow", "trial",
    "body", "ask", "claims", "contradictions",
    "data",
)  # fmt: skip
_TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


class Browser:
    """Somebody at the app: follows redirects, keeps its cookie, sends forms as a browser does."""

    def __init__(self, app: App) -> None:
        self.client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def token(self) -> str:
        found = _TOKEN.search(self.get("/en/data").text)
        assert found is not None
        return found[1]

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        """A form of ours, with its token and the origin a browser adds."""
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", **more.pop("headers", {})}
        given = {"token": self.token(), **(data or {})}
        return self.client.post(path, data=given, headers=headers, **more)

    def hidden(self, path: str, name: str) -> list[str]:
        """The values of hidden fields on a page."""
        page = self.get(path).text
        found = re.findall(rf'name="{name}" value="([^"]*)"', page)
        return [unescape(one) for one in found]


def posts(app: App) -> Iterator[APIRoute]:
    """Every page route that changes something or answers a form."""
    return _pages(app, "POST")


def _pages(app: App, method: str) -> Iterator[APIRoute]:
    def walk(routes: Any) -> Iterator[APIRoute]:
        for route in routes:
            if isinstance(route, APIRoute):
                yield route
            inner = getattr(route, "original_router", None)
            if inner is not None:
                yield from walk(inner.routes)

    for route in walk(app.inner.routes):
        if method in (route.methods or set()) and "{language}" in route.path:
            yield route


# What a page is asked for with, for each part of its address that can vary.
_VARIES = {
    "{day}": ("2026-11-22",),
    "{page}": ("urgent", "you", "health", "life"),
    "{code}": ("ABCD2345",),
    "{name}": (),  # files, not pages
}


def addresses(app: App, kb: Knowledge) -> list[str]:
    """Every page there is, without its language; a new one is in here by itself."""
    varies = {**_VARIES, "{key}": tuple(sorted(kb.recipes))[:1]}
    found: set[str] = set()
    for route in _pages(app, "GET"):
        path = route.path.removeprefix("/{language}").removeprefix("/")
        part = re.search(r"\{\w+\}", path)
        assert part is None or part[0] in varies, f"say how {path} is asked for"
        found |= {path} if part is None else {path.replace(part[0], o) for o in varies[part[0]]}
    return sorted(found)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(store_path(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def made(kb: Knowledge, store: Store, today: date) -> Callable[..., App]:
    def make(**options: Any) -> App:
        settings: dict[str, Any] = {
            "hosts": [HOST, "localhost:8765"],
            "today": lambda: today,
            **options,
        }
        return create_app(kb, store, **settings)

    return make


@pytest.fixture
def browser(made: Callable[..., App]) -> Browser:
    return Browser(made(requests_per_second=1000.0))


ANSWERED: dict[str, dict[str, Any]] = {
    "urgent": {"red-flags-emergency": "-", "red-flags-today": "-"},
    "you": {"country": "nl", "age": "34", "sex": "female", "pregnant": "neither"},
    "health": {
        "kidneys": "no-problem", "conditions": "-", "medicines-as": "-", "supplements-as": "-",
    },
}  # fmt: skip


def fill_in(browser: Browser, language: str = "en") -> None:
    """Answer the first pages, as someone without a disease or medicine would."""
    for page, given in ANSWERED.items():
        shown = {f"shown-{name.removesuffix('-as')}": "1" for name in given}
        if page == "you":
            browser.post(f"/{language}/questions/you", {**shown, "shown-pregnant": "", **given})
        done = browser.post(f"/{language}/questions/{page}", {**shown, **given})
        assert done.status_code == 200, done.text


DAYS = {
    "2026-11-20": "07:30 bowl of porridge with a banana\n2 slices of bread with cheese\n"
    "plate of spaghetti bolognese\napple",
    "2026-11-21": "2 slices of bread with peanut butter\nsalad with chicken\nplate of fried rice",
    "2026-11-22": "bowl of yoghurt with muesli\npotatoes with spinach and a meatball\norange",
}


def eat(browser: Browser, language: str = "en") -> None:
    """Three days in the diary, each complete."""
    for day, text in DAYS.items():
        browser.post(f"/{language}/diary/{day}/add", {"text": text})
        version = browser.hidden(f"/{language}/diary/{day}", "version")[0]
        done = browser.post(
            f"/{language}/diary/{day}/complete", {"complete": "yes", "version": version}
        )
        assert done.status_code == 200


# ------------------------------------------------------------------ in a real browser


def free_port(address: str = "127.0.0.1") -> int:
    with socket.socket() as asked:
        asked.bind((address, 0))
        return int(asked.getsockname()[1])


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """The app as somebody starts it; gives its address."""
    port = free_port()
    said = folder / "said.txt"
    with said.open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "magwise", "serve", "--no-open", "--port", str(port),
             "--data", str(folder), *options],
            stderr=errors,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                    break
            except OSError:
                assert server.poll() is None, said.read_text()
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        assert server.wait(timeout=PATIENCE_SECONDS) == 0  # it stops when it is asked to


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The app with an empty store."""
    with served(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator["Chromium"]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    path = find_chromium.find()
    if path is None:
        pytest.fail(
            "There is no Chromium that starts, and CI asks for one: the browser tests did not run. "
            "Install it (Debian: apt-get install chromium), or let MAGWISE_CHROMIUM name one. "
            f"Looked for: MAGWISE_CHROMIUM, {', '.join(find_chromium.NAMES)} and Playwright's own."
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
