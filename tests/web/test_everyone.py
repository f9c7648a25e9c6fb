"""Everybody can use each page: with keyboard, reader, large letters, dark or light, small or wide.

``MAGWISE_SCREENSHOTS`` names a folder in which the walk leaves a picture of each page.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from magwise import Knowledge
from magwise.store import Store, store_path
from magwise.web.app import App, create_app
from tests.web.conftest import (
    HOST,
    PATIENCE_SECONDS,
    Browser,
    addresses,
    eat,
    fill_in,
    served,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page, Response

MOST_BYTES = 200_000
SCREENSHOTS = os.environ.get("MAGWISE_SCREENSHOTS")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1280)
FAR = "127.0.0.2"  # stands for the address in the home network, where a system has it
LAN = ("--lan", "--address", FAR) if sys.platform.startswith("linux") else ()
TWICE_AS_LARGE = 320  # what is left of 640 CSS pixels when everything is shown at 200 %

# Every element that the keyboard should reach, one for each group of radio buttons.
_REACHABLE = """() => {
  const groups = new Set();
  return [...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true})
                 && !(e.closest('details:not([open])') && !e.matches('summary')))
    .filter(e => {
      if (e.type !== 'radio') return true;
      const group = e.form?.action + e.name;
      if (groups.has(group)) return false;
      groups.add(group);
      return true;
    })
    .map((e, n) => { e.dataset.reach = n; return n; }).length;
}"""
_AT = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const group = e.type === 'radio'
    ? [...document.getElementsByName(e.name)].find(o => o.form === e.form && o.dataset.reach)
    : e;
  const style = getComputedStyle(e);
  const drawn = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return [group?.dataset.reach ?? '', drawn, e.outerHTML.slice(0, 100)];
}"""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, kb: Knowledge) -> Iterator[str]:
    """The app as it is started, with answers and some days in it."""
    folder = tmp_path_factory.mktemp("app")
    store = Store(store_path(folder))
    browser = Browser(create_app(kb, store, hosts=[HOST]))
    fill_in(browser)
    eat(browser)
    browser.post("/en/diary/2026-11-22/favourite", {"words": "bowl of yoghurt"})
    store.devices().connect("k" * 43, "phone")
    store.close()
    with served(folder, *LAN) as address:
        yield address


def visit(page: "Page", lived_in: str, language: str, path: str, *, code: bool = False) -> None:
    """Open a page; the one on which a phone is connected over the way that a phone takes.

    ``code`` has the computer show one.
    """
    way = lived_in.replace("127.0.0.1", FAR) if path.startswith("pair") else lived_in
    page.goto(f"{way}/{language}/{path}")
    if path == "data" and code and LAN:
        with page.expect_navigation():
            page.locator("form[action$='data/code'] button").click()


@pytest.fixture
def pages(made: Callable[..., App], kb: Knowledge) -> list[str]:
    found = addresses(made(), kb)
    assert len(found) >= 19
    return [path for path in found if LAN or not path.startswith("pair")]


@pytest.fixture
def page(chromium: "Chromium") -> Iterator["Page"]:
    context = chromium.new_context()
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_SECONDS * 1000)
    yield opened
    context.close()


def _wrong(page: "Page") -> list[str]:
    """What axe finds on a page: the rule, where, and why."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    assert found["passes"], "axe looked at nothing"
    return [
        f"{one['id']} at {node['target'][0]}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    lived_in: str, pages: list[str], page: "Page", language: str
) -> None:
    problems: list[str] = []
    for path in pages:
        visit(page, lived_in, language, path, code=True)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                place = f"/{language}/{path} {scheme} {width}"
                problems += [f"{place}: {one}" for one in _wrong(page)]
                problems += [f"{place}: {one} stick out" for one in _sticking_out(page)]
                if SCREENSHOTS:
                    name = f"{path.replace('/', '-') or 'start'}-{language}-{scheme}-{width}.png"
                    Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
                    page.screenshot(path=Path(SCREENSHOTS) / name, full_page=True)
        page.set_viewport_size({"width": TWICE_AS_LARGE, "height": 400})
        problems += [f"/{language}/{path} at 200 %: {one}" for one in _sticking_out(page)]
        if page.evaluate("document.getAnimations().length"):
            problems.append(f"/{language}/{path}: something moves")
    assert not problems, "\n".join(problems)


def _sticking_out(page: "Page") -> list[str]:
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll('body *')].filter(e =>
              e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
              && !e.closest('.scroll')).slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""
    )
    return [str(one) for one in wide]


@pytest.mark.parametrize(("language", "width"), [("nl", 360), ("en", 1280)])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    lived_in: str, pages: list[str], page: "Page", language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    problems: list[str] = []
    for path in pages:
        visit(page, lived_in, language, path)
        wanted = page.evaluate(_REACHABLE)
        reached: set[str] = set()
        for _ in range(wanted + 20):
            page.keyboard.press("Tab")
            at = page.evaluate(_AT)
            if at is None:
                break
            reached.add(at[0])
            if not at[1]:
                problems.append(f"/{language}/{path}: not to be seen at {at[2]}")
        missed = {str(number) for number in range(wanted)} - reached
        for number in sorted(missed):
            text = page.locator(f'[data-reach="{number}"]').evaluate("e => e.outerHTML")
            problems.append(f"/{language}/{path}: not reached: {text[:120]}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_asks_anything_elsewhere_and_each_is_light(
    lived_in: str, chromium: "Chromium", pages: list[str], language: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    weights: dict[str, int] = {}
    for path in pages:
        context = chromium.new_context()  # nothing is left from the page before
        page = context.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        answers: list[Response] = []

        def keep(answer: "Response", answers: "list[Response]" = answers) -> None:
            answers.append(answer)

        page.on("request", lambda request: asked.append(request.url))
        page.on("response", keep)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{lived_in}/{language}/{path}", wait_until="networkidle")
        weights[path] = sum(_bytes(one) for one in answers)
        context.close()
    assert [url for url in asked if not url.startswith(f"{lived_in}/")] == []
    assert said == []
    assert {path: size for path, size in weights.items() if size >= MOST_BYTES} == {}
    assert all("=" not in url.replace("?v=", "") for url in asked)  # nothing said in an address


def _bytes(response: Any) -> int:
    return 0 if 300 <= response.status < 400 else len(response.body())
