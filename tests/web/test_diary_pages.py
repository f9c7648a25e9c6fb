"""The diary in the browser: what was understood is shown, put right, and never lost."""

import re

import pytest

from magwise import Knowledge
from magwise.foods import parse_line
from magwise.foods.records import Corrections
from magwise.store import Store
from magwise.web.lines import changed_line, entries_of
from tests.web.conftest import Browser, fill_in

DAY = "/nl/diary/2026-11-22"


def understood(store: Store) -> list[str]:
    return [entry.text for day in store.dossier().days() for entry in day.entries]


def test_a_line_is_shown_with_what_was_understood_and_what_was_not(browser: Browser) -> None:
    page = browser.post(f"{DAY}/add", {"text": "2 boterhammen met kaas en een glas melk\nxyzzy"})
    assert page.status_code == 200
    assert page.url.path == DAY
    for words in ("volkorenbrood", "Goudse kaas", "halfvolle melk", "xyzzy", "Ik tel het niet mee"):
        assert words in page.text
    assert len(re.findall(r"\d+–\d+\sg", page.text.replace("&nbsp;", " "))) == 3


def test_each_pasted_line_is_an_entry_with_its_own_time(browser: Browser, store: Store) -> None:
    browser.post(
        f"{DAY}/add", {"text": "07:30 havermout\r\n\r\n 12:15 soep\nappel", "time": "20:00"}
    )
    kept = store.dossier().days()[0].entries
    assert [(one.text, one.time) for one in kept] == [
        ("havermout", "07:30"), ("soep", "12:15"), ("appel", "20:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("food", "grams", "says"),
    [("bread-white", "100", "100 g wit"), ("bread-wholemeal", "62,5", "62 g volkoren")],
)
def test_a_part_of_a_line_can_be_put_right(
    browser: Browser, store: Store, food: str, grams: str, says: str
) -> None:
    browser.post(f"{DAY}/add", {"text": "2 boterhammen met kaas en een glas melk"})
    day = store.dossier().days()[0]
    given = {
        "version": str(day.version), "entry": str(day.entries[0].id), "item": "0",
        "grams": grams, "food": food,
    }  # fmt: skip
    done = browser.post(f"{DAY}/correct", given)
    assert done.status_code == 200
    text = understood(store)[0]
    assert text.startswith(says)
    assert text.endswith("kaas en een glas melk")


def test_what_was_chosen_once_can_be_meant_always(browser: Browser, store: Store) -> None:
    browser.post(f"{DAY}/add", {"text": "2 boterhammen met kaas"})
    day = store.dossier().days()[0]
    given = {
        "version": str(day.version), "entry": str(day.entries[0].id), "item": "1",
        "grams": "40", "food": "cheese-gouda-old", "always": "1",
    }  # fmt: skip
    browser.post(f"{DAY}/correct", given)
    assert dict(store.dossier().choices("food"))["kaas"] == "cheese-gouda-old"
    browser.post("/nl/diary/2026-11-21/add", {"text": "brood met kaas"})
    assert "oude" in browser.get("/nl/diary/2026-11-21").text
    assert "kaas" in browser.get("/nl/data").text
    browser.post("/nl/data/forget", {"words": "kaas"})
    assert store.dossier().choices("food") == ()


def test_most_foods_can_be_written_so_that_they_are_read_back(kb: Knowledge) -> None:
    wrong = []
    for key in list(kb.foods)[::7]:
        items = parse_line("een boterham", kb).items
        try:
            line = changed_line("een boterham", items, 0, key, 80, kb, Corrections())
        except Exception:
            wrong.append(key)
            continue
        (read,) = parse_line(line, kb).items
        assert read.id == key
        assert read.grams is not None
        assert read.grams.best == pytest.approx(80, abs=2)
    assert len(wrong) <= 0.03 * len(kb.foods) / 7, wrong


def test_two_windows_lose_nothing_silently(browser: Browser, store: Store) -> None:
    browser.post(f"{DAY}/add", {"text": "soep"})
    seen_by_both = store.dossier().days()[0]
    entry, version = str(seen_by_both.entries[0].id), str(seen_by_both.version)
    first = browser.post(
        f"{DAY}/change", {"text": "erwtensoep", "entry": entry, "version": version}
    )
    assert first.status_code == 200
    second = browser.post(
        f"{DAY}/change", {"text": "tomatensoep met brood", "entry": entry, "version": version}
    )
    assert second.status_code == 409
    assert "intussen" in second.text
    assert "erwtensoep" in second.text
    assert "tomatensoep met brood</textarea>" in second.text  # ready to be added after all
    assert understood(store) == ["erwtensoep"]
    gone = browser.post(f"{DAY}/remove", {"entry": entry, "version": version})
    assert gone.status_code == 409
    for action in ("complete", "correct"):
        assert browser.post(f"{DAY}/{action}", {"version": version}).status_code == 409
    browser.post(f"{DAY}/add", {"text": "appel"})
    assert understood(store) == ["erwtensoep", "appel"]


def test_a_day_can_be_copied_and_a_line_kept_for_later(browser: Browser, store: Store) -> None:
    browser.post("/nl/diary/2026-11-20/add", {"text": "kom havermout\nappel"})
    browser.post(f"{DAY}/copy", {"from": "2026-11-20"})
    browser.post(f"{DAY}/favourite", {"words": "kom havermout"})
    assert understood(store) == ["kom havermout", "appel"] * 2
    browser.post(f"{DAY}/add", {"favourite": "kom havermout"})
    assert understood(store)[-1] == "kom havermout"
    browser.post(f"{DAY}/favourite", {"words": "kom havermout", "forget": "1"})
    assert store.dossier().choices("favourite") == ()


def test_a_diary_goes_out_and_comes_back_the_same(browser: Browser, store: Store) -> None:
    browser.post(f"{DAY}/add", {"text": '07:30 "soep"; met, brood\n=1+1'})
    browser.post(
        f"{DAY}/complete", {"complete": "yes", "version": str(store.dossier().days()[0].version)}
    )
    before = store.dossier().diary()
    content = browser.post("/nl/data/diary").content
    browser.post("/nl/data/erase", {"sure": "yes"})
    done = browser.post("/nl/import", files={"file": ("d.csv", content, "text/csv")})
    assert "2 nieuwe regels" in done.text
    assert store.dossier().diary() == before
    again = browser.post("/nl/import", files={"file": ("d.csv", content, "text/csv")})
    assert "stond er al" in again.text


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"\xff\xfe\x00\x00", b"date,text\n2026-02-30,soep\n", b"a,b\n1,2\n",
        b'date,text\n2026-11-22,"never closed\n', b"\x00" * 500, b"PK\x03\x04" + b"\x01" * 900,
        b"date,time,text\n2026-11-22,99:99,soep\n",
    ],
)  # fmt: skip
def test_a_file_that_is_no_diary_is_refused_in_words(
    browser: Browser, store: Store, content: bytes
) -> None:
    done = browser.post("/en/import", files={"file": ("d.csv", content, "text/csv")})
    assert done.status_code == 422
    assert 'role="alert"' in done.text
    assert store.dossier().days() == ()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(browser: Browser) -> None:
    done = browser.post("/en/import", files={"file": ("d.csv", b"x" * 3_000_000, "text/csv")})
    assert done.status_code == 413


@pytest.mark.parametrize("text", ["", "   \n ", "\x00"])
def test_nothing_typed_adds_nothing(browser: Browser, store: Store, text: str) -> None:
    browser.post(f"{DAY}/add", {"text": text})
    assert store.dossier().days() == ()


def test_a_time_in_front_of_a_line_is_a_time_and_an_amount_is_not() -> None:
    assert entries_of("1.5 liter water")[0].time is None
    assert entries_of("7:05 thee")[0].time == "07:05"


def test_answers_are_kept_page_by_page_and_skipping_is_an_answer(
    browser: Browser, store: Store
) -> None:
    nothing = browser.post("/en/questions/urgent", {"shown-red-flags-emergency": "1"})
    assert nothing.status_code == 422  # alarm signs are not passed over by just going on
    fill_in(browser)
    kept = store.dossier().answers()
    assert kept["red-flags-emergency"] == []
    assert kept["medicines"] == []
    browser.post("/en/questions/you", {"shown-weight": "1", "weight": ""})
    assert store.dossier().answers()["weight"] is None
    later = browser.post("/en/questions/you", {"shown-height": "1", "height": "170", "go": "later"})
    assert later.url.path == "/en/"
    assert store.dossier().answers()["height"] == 170.0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"shown-age": "1", "age": "abc"}, "abc"),
        ({"shown-age": "1", "age": "999"}, "999"),
        ({"shown-country": "1", "country": "atlantis"}, "role"),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_again_and_the_rest_is_kept(
    browser: Browser, store: Store, given: dict[str, str], says: str
) -> None:
    done = browser.post("/en/questions/you", {"shown-sex": "1", "sex": "male", **given})
    assert done.status_code == 422
    assert says in done.text
    assert store.dossier().answers() == {"sex": "male"}


def test_ticking_a_disease_and_none_is_asked_again(browser: Browser, store: Store) -> None:
    done = browser.post(
        "/en/questions/health",
        {"shown-conditions": "1", "conditions": ["hypertension", "-"]},
    )
    assert done.status_code == 422
    assert store.dossier().answers() == {}
