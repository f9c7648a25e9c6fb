"""The body in the browser: what is asked is drawn with its interval, table and description."""

import re

import pytest

from magwise.store import Store
from tests.web.conftest import Browser, eat, fill_in
from tests.web.test_pages import Page

ASKED = {"mg": "200", "form": "citrate", "times": "2", "with_food": "yes", "gain": "0"}


@pytest.fixture
def eater(browser: Browser) -> Browser:
    fill_in(browser)
    eat(browser)
    return browser


def course(text: str) -> str:
    return text.split('id="course"')[1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_course_is_drawn_with_table_and_description(eater: Browser, language: str) -> None:
    answer = eater.post(f"/{language}/body", ASKED)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    page = Page(answer.text)
    assert page.open == []
    assert page.inline == []
    assert page.unnamed == []
    drawn = course(answer.text)
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in drawn
    assert "<title" in drawn
    assert "<desc" in drawn
    assert drawn.count("<polygon") == 2
    assert drawn.count("<td") >= 4


def test_the_own_diary_is_the_diet_and_another_diet_draws_something_else(eater: Browser) -> None:
    form = eater.get("/en/body").text
    assert re.search(r'name="diet" value="own" checked', form)
    own = course(eater.post("/en/body", {**ASKED, "diet": "own"}).text)
    rich = course(eater.post("/en/body", {**ASKED, "diet": "400"}).text)
    more = course(eater.post("/en/body", {**ASKED, "diet": "400", "gain": "150"}).text)
    assert len({own, rich, more}) == 3
    assert "food add about" in more


def test_food_alone_can_be_played_with(eater: Browser) -> None:
    found = eater.post("/nl/body", {**ASKED, "mg": "0", "gain": "100"})
    assert found.status_code == 200
    assert "<svg" in course(found.text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mg": "9000"}, {"mg": "<script>"}, {"times": "12"}, {"form": "snake-oil"}, {"gain": "nan"},
        {"gain": "-5"}, {"times": "\u0661"},
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(eater: Browser, wrong: dict[str, str]) -> None:
    found = eater.post("/en/body", {**ASKED, **wrong})
    assert found.status_code == 422
    assert 'role="alert"' in found.text
    assert "<script>" not in found.text


def test_nobody_plays_with_doses_that_safety_forbids(browser: Browser, store: Store) -> None:
    store.dossier().answer({"age": 40.0, "conditions": ["myasthenia-gravis"]})
    found = browser.post("/en/body", ASKED)
    assert "<svg xmlns" not in found.text
    assert "we cannot work with doses" in found.text
