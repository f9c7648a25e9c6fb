"""A newcomer in a real Chromium: from start to plan, with and without script, small and wide."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import PATIENCE_SECONDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

SAID = {
    "nl": {
        "begin": "Begin met de vragen", "on": "Verder", "female": "vrouw", "nl": "Nederland",
        "neither": "geen van beide", "kidneys": "ja, ik weet van geen probleem",
        "add": "Zet erbij", "yes": "Ja, dit is alles", "keep": "Bewaar", "plan": "Naar je plan",
        "diary": "Naar je dagboek", "today": "Vandaag", "food": "kom havermout met banaan",
        "understood": "havermout", "page": "Bewaar als pagina", "result": "Je uitslag",
    },
    "en": {
        "begin": "Begin with the questions", "on": "Go on", "female": "female", "nl": "Netherlands",
        "neither": "neither", "kidneys": "yes, I know of no problem",
        "add": "Add", "yes": "Yes, this is all", "keep": "Save", "plan": "To your plan",
        "diary": "To your diary", "today": "Today", "food": "bowl of porridge with a banana",
        "understood": "porridge", "page": "Save as a page", "result": "Your result",
    },
}  # fmt: skip


def fits(page: "Page") -> None:
    """Nothing sticks out sideways, so nobody has to scroll to read a line."""
    wide = page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide == 0, page.url


def press(page: "Page", button: "Locator") -> None:
    """Send a form or follow a link, and wait until the page it leads to is there."""
    with page.expect_navigation():
        button.click()


def next_page(page: "Page", words: dict[str, str]) -> None:
    press(page, page.get_by_role("button", name=words["on"], exact=True))


@pytest.mark.parametrize(
    ("language", "script", "width"),
    [("nl", False, 360), ("nl", True, 1280), ("en", True, 360), ("en", False, 1280)],
)
def test_a_newcomer_gets_from_start_to_plan(
    address: str, chromium: "Browser", language: str, script: bool, width: int
) -> None:
    words = SAID[language]
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    asked: list[str] = []
    wrong: list[str] = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))

    page.goto(f"{address}/{language}/")
    if script:
        fits(page)
    press(page, page.get_by_role("link", name=words["begin"]))
    for name in ("red-flags-emergency", "red-flags-today"):
        page.locator(f"#{name} input[value='-']").check()
    next_page(page, words)
    page.locator("#country").get_by_text(words["nl"], exact=True).click()
    page.locator("#age input[type=text]").fill("34")
    page.locator("#sex").get_by_text(words["female"], exact=True).click()
    page.locator("#pregnant").get_by_text(words["neither"], exact=True).click()
    next_page(page, words)
    page.locator("#kidneys").get_by_text(words["kidneys"], exact=True).click()
    for _ in range(12):  # everything else is skipped
        if page.get_by_role("heading", name=words["result"]).count():
            break
        next_page(page, words)
    assert page.get_by_role("heading", name=words["result"]).is_visible()

    press(page, page.get_by_role("link", name=words["diary"]))
    press(page, page.get_by_role("link", name=words["today"]))
    field = page.locator("textarea[name=text]")
    field.fill(words["food"])
    if script:
        page.locator("#preview li").first.wait_for()
        assert words["understood"] in page.locator("#preview").inner_text()
        fits(page)
    press(page, page.get_by_role("button", name=words["add"], exact=True))
    assert words["understood"] in page.locator("#lines").inner_text()
    page.get_by_text(words["yes"]).click()
    press(page, page.get_by_role("button", name=words["keep"], exact=True))
    page.goto(f"{address}/{language}/plan")
    if script:
        fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=words["page"]).click()
    assert download.value.suggested_filename.endswith(".html")
    assert wrong == []
    assert [url for url in asked if not re.match(rf"{address}/", url)] == []
    context.close()


def test_the_keyboard_is_enough_to_add_a_line(address: str, chromium: "Browser") -> None:
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.goto(f"{address}/en/diary/2026-11-22")

    def at() -> str:
        found = page.evaluate("[document.activeElement.tagName, document.activeElement.id] + ''")
        return str(found)

    page.keyboard.press("Tab")
    assert page.locator("a.skip").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    for wanted in ("TEXTAREA,text", "BUTTON,"):
        for _ in range(12):
            page.keyboard.press("Tab")
            if at() == wanted:
                break
        assert at() == wanted
        if wanted.startswith("TEXTAREA"):
            page.keyboard.type("an apple")
    with page.expect_navigation(url="**#lines"):
        page.keyboard.press("Enter")
    assert "apple" in page.locator("#lines").inner_text()
    page.close()
