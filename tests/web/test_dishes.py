"""What was not understood can be named; a dish of one's own is one press; pills stand apart."""

import re

import pytest

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.foods import parse_line
from magwise.foods.dishes import portion_of
from magwise.store import Store
from tests.web.conftest import Browser
from tests.web.test_pages import Page

DAY = "/nl/diary/2026-11-22"
SOUP = "500 g spliterwten\n1 rookworst\n2 wortels\n1,5 l water"


def lines(store: Store) -> list[str]:
    return [entry.text for day in store.dossier().days() for entry in day.entries]


def test_an_unknown_food_is_asked_and_never_counted_as_nothing(browser: Browser) -> None:
    page = browser.post(f"{DAY}/add", {"text": "blok geheimkaas"}).text
    assert "blok geheimkaas" in page
    assert "niet als nul" in page
    assert "1 keer niet bekend" in page
    assert f'action="{DAY}/name"' in page


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("blok geheimkaas", "blok geheimkaas", ""),
        ("2 boterhammen met xyzzy en een glas melk", "xyzzy", "een glas melk"),
    ],
)
def test_what_was_not_understood_can_be_said(
    browser: Browser, store: Store, kb: Knowledge, text: str, words: str, left: str
) -> None:
    browser.post(f"{DAY}/add", {"text": text})
    day = store.dossier().days()[0]
    given = {"version": str(day.version), "entry": str(day.entries[0].id), "words": words,
             "other": "oude kaas", "grams": "30"}  # fmt: skip
    assert browser.post(f"{DAY}/name", given).status_code == 200
    (kept,) = lines(store)
    read = parse_line(kept, kb)
    assert any(item.grams and item.grams.best == pytest.approx(30, abs=1) for item in read.items)
    assert left in kept
    assert all(one.id != "ask.food-unknown" for one in read.questions)
    assert browser.post(f"{DAY}/name", given).status_code == 409  # the day has changed since


def test_a_name_that_we_do_not_know_either_changes_nothing(browser: Browser, store: Store) -> None:
    browser.post(f"{DAY}/add", {"text": "xyzzy"})
    day = store.dossier().days()[0]
    given = {"version": str(day.version), "entry": str(day.entries[0].id), "words": "xyzzy"}
    for wrong in ({"other": "plugh", "grams": "30"}, {"other": "appel", "grams": "-1"}):
        assert browser.post(f"{DAY}/name", {**given, **wrong}).status_code == 422
    near = browser.post(f"{DAY}/name", {**given, "other": "belegen kaas", "grams": "30"})
    assert "Goudse kaas" in near.text  # what comes near is named in words
    assert lines(store) == ["xyzzy"]


def test_a_dish_is_kept_and_a_portion_is_one_press(browser: Browser, store: Store) -> None:
    done = browser.post("/nl/dishes", {"name": "Snert", "portions": "4", "text": SOUP})
    assert done.url.path == "/nl/dishes"
    assert "125 g spliterwten" in done.text.replace("\N{NO-BREAK SPACE}", " ")
    assert Page(done.text).open == []
    assert "+ snert" in browser.get(DAY).text
    browser.post(f"{DAY}/dish", {"dish": "snert"})
    (line,) = lines(store)
    assert line.startswith("125 g spliterwten, ")
    browser.post("/nl/dishes", {"name": "snert", "portions": "5", "text": SOUP})
    assert dict(store.dossier().choices("dish"))["snert"].startswith("5\n")
    browser.post("/nl/dishes/forget", {"name": "snert"})
    assert store.dossier().choices("dish") == ()
    assert lines(store) == [line]  # what was eaten stays


@pytest.mark.parametrize(
    "given",
    [
        {"portions": "0"}, {"portions": "many"}, {"portions": "nan"}, {"text": "xyzzy"},
        {"text": ""}, {"name": ""}, {"text": "1 appel\n" * 60},
    ],
)  # fmt: skip
def test_a_dish_that_cannot_be_counted_is_told_and_not_kept(
    browser: Browser, store: Store, given: dict[str, str]
) -> None:
    done = browser.post("/en/dishes", {"name": "Soup", "portions": "4", "text": SOUP, **given})
    assert done.status_code == 422
    assert 'role="alert"' in done.text
    assert store.dossier().choices("dish") == ()


def test_portions_of_a_dish_hold_together_what_the_whole_holds(kb: Knowledge) -> None:
    whole = portion_of(SOUP.split("\n"), 1, kb).magnesium_mg
    part = portion_of(SOUP.split("\n"), 4, kb).magnesium_mg
    assert whole is not None
    assert part is not None
    assert 4 * part.best == pytest.approx(whole.best, rel=0.02)


def test_every_ingredient_that_is_not_known_is_named(kb: Knowledge) -> None:
    with pytest.raises(InputError) as caught:
        portion_of(["xyzzy", "200 g spinazie", "plugh"], 2, kb)
    assert [one.values["given"] for one in caught.value.problems] == ["xyzzy", "plugh"]


def test_supplements_and_medicines_stand_apart_from_food(browser: Browser) -> None:
    page = browser.post(f"{DAY}/add", {"text": "magnesiumcitraat 200 mg\nappel"}).text
    listed = page.split('id="lines"')[1]
    assert listed.index("<h3>appel") < listed.index("Supplementen en medicijnen")
    assert listed.index("Supplementen en medicijnen") < listed.index("<h3>magnesiumcitraat")
    assert re.search(r"Uit supplementen</dt><dd>\D*\d+", listed.replace("&nbsp;", " "))
