"""In a real Chromium: what a form changes is drawn anew, and times are checked as they change."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from magwise.person import DiaryEntry
from magwise.store import Store, store_path
from tests.web.conftest import PATIENCE_SECONDS, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("language", ["nl", "en"])
def test_wishes_times_and_curves_follow_the_form(
    tmp_path: Path, chromium: "Browser", language: str
) -> None:
    import datetime as dt

    store = Store(store_path(tmp_path))
    me = store.dossier()
    me.answer(
        {
            "red-flags-emergency": [], "red-flags-today": [], "country": "nl", "age": 34.0,
            "sex": "male", "kidneys": "no-problem", "conditions": [], "supplements": [],
            "medicines": ["Levothyroxine"], "clinician-asked": True,
        }
    )  # fmt: skip
    me.add(dt.date(2026, 11, 20), [DiaryEntry(text="2 slices of white bread")])
    me.say("day", {"meals": "07:30 12:30 18:00", "medicine levothyroxine": "07:00"})
    store.close()
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(f"{address}/{language}/plan")

        page.locator("input[name=budget]").check()
        page.locator("[data-said]", has_text=".").wait_for()
        page.reload()
        assert page.locator("input[name=budget]").is_checked()  # it was kept

        page.locator("details.times > summary").click()
        page.locator("input[name=dose]").first.fill("08:00")
        page.locator("#times-out .problems").wait_for()
        assert "11:00" in page.locator("#times-out").inner_text()
        page.locator("input[name=dose]").first.fill("13:00")
        page.locator("#times-out .good").wait_for()

        page.goto(f"{address}/{language}/body")
        page.locator("input[name=mg]").fill("250")
        page.locator("#course svg .curve").first.wait_for()
        before = page.locator("#course svg").inner_html()
        page.locator("input[name=times][value='3']").check(force=True)
        page.wait_for_function(
            "before => document.querySelector('#course svg').innerHTML !== before", arg=before
        )
        assert wrong == []
        page.close()
