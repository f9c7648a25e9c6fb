"""Each page in both languages is whole, light, and asks nothing of anybody else."""

import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO

import pytest

from magwise import Knowledge
from magwise.store import Store
from tests.web.conftest import PAGES, Browser, eat, fill_in

MOST_BYTES = 200_000
# Elements that make a browser fetch something, and the attribute that says what.
FETCHES = {
    "link": "href", "script": "src", "img": "src", "iframe": "src", "form": "action",
    "source": "src", "video": "src", "audio": "src", "object": "data", "embed": "src",
    "use": "href", "image": "href",
}  # fmt: skip
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """What matters of a page: what it fetches, its ids, labels, and that its elements close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.forms: list[dict[str, str | None]] = []
        self.unnamed: list[str] = []
        self.language: str | None = None
        self.labelled: set[str] = set()
        self._in_label = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang")
        if tag in FETCHES and given.get(FETCHES[tag]):
            self.fetched.append(str(given[FETCHES[tag]]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if "style" in given or any(name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "form":
            self.forms.append(given)
        if tag == "label":
            self._in_label += 1
            if given.get("for"):
                self.labelled.add(str(given["for"]))
        typed = tag in ("textarea", "select") or (
            tag == "input" and given.get("type") not in ("hidden", "submit")
        )
        named = self._in_label or "aria-label" in given or given.get("id") in self.labelled
        if typed and not named:
            self.unnamed.append(f"{tag} {given.get('name')}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            self._in_label -= tag == "label"

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> inside <{self.open[-1]}>"
        self.open.pop()
        self._in_label -= tag == "label"


@pytest.fixture
def lived_in(browser: Browser) -> Browser:
    fill_in(browser)
    eat(browser)
    browser.post("/en/diary/2026-11-22/favourite", {"words": "bowl of yoghurt"})
    return browser


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("state", ["empty", "lived in"])
def test_a_page_is_whole(
    browser: Browser, language: str, path: str, state: str, kb: Knowledge
) -> None:
    if state == "lived in":
        fill_in(browser, language)
        eat(browser, language)
    answer = browser.get(f"/{language}/{path}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.open == []
    assert page.language == language
    assert page.inline == []
    assert page.unnamed == []
    assert sorted({one for one in page.ids if page.ids.count(one) > 1}) == []
    assert page.headings.count(1) == 1
    assert all(one.startswith("/") and not one.startswith("//") for one in page.fetched)
    assert "[[" not in answer.text
    assert not re.search(r"\{[a-z_]+\}", re.sub(r"<[^>]+>", "", answer.text))
    for form in page.forms:
        assert form.get("method") == "post"
    other = "en" if language == "nl" else "nl"
    assert f'href="/{other}/' in answer.text


def test_a_page_is_light_with_everything_it_loads(lived_in: Browser) -> None:
    weights = {}
    for path in PAGES:
        answer = lived_in.get(f"/nl/{path}")
        page = Page(answer.text)
        loaded = {one for one in page.fetched if one.startswith("/static/")}
        weights[path] = len(answer.content) + sum(len(lived_in.get(one).content) for one in loaded)
    assert max(weights.values()) < MOST_BYTES, weights


def test_style_script_and_sign_fetch_nothing(browser: Browser) -> None:
    for name in ("style.css", "live.js", "sign.svg"):
        answer = browser.get(f"/static/{name}")
        assert answer.status_code == 200
        text = answer.text.replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text.replace("navigator", "")
        assert "url(" not in text
        assert "@import" not in text
        assert "innerHTML" not in text
    assert browser.get("/static/..%2Fapp.py").status_code == 404
    assert browser.get("/static/other.css").status_code == 404


def test_every_text_of_the_app_is_used(kb: Knowledge) -> None:
    from pathlib import Path

    source = Path(__file__).resolve().parents[2] / "src" / "magwise"
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("web", "cli")
        for path in (source / folder).rglob("*")
        if path.suffix in (".py", ".j2")
    )
    said = [key.removeprefix("ui.web-") for key in kb.text_nl if key.startswith("ui.web-")]
    made = ("nav-", "claim-", "refused-", "serve-", "complete-", "sum-", "kind-", "wish-",
            "private-", "start-does-", "start-not-", "body-", "log-", "part-", "stool-", "when-",
            "moment-", "guess-", "trial-kind-", "trial-own-", "devices-")  # fmt: skip
    unused = [
        key
        for key in said
        if f"'{key}'" not in code and f'"{key}"' not in code and not key.startswith(made)
    ]
    assert unused == []


def test_the_way_in_follows_the_language_of_the_browser(browser: Browser) -> None:
    for asked, language in (("nl,en;q=0.5", "nl"), ("de, en;q=0.8, nl;q=0.2", "en"), ("fr", "en")):
        answer = browser.client.get("/", headers={"accept-language": asked}, follow_redirects=False)
        assert answer.headers["location"] == f"/{language}/"


def test_a_page_that_does_not_exist_is_said_in_the_language_of_the_address(
    browser: Browser,
) -> None:
    assert browser.get("/nl/nergens").status_code == 404
    assert "bestaat niet" in browser.get("/nl/nergens").text
    assert "does not exist" in browser.get("/en/diary/2026-02-30").text
    assert browser.get("/favicon.ico").status_code == 404
    assert browser.get("/nl/questions/nothing").status_code == 404


def test_the_numbers_of_the_report_open_their_explanation(lived_in: Browser) -> None:
    page = lived_in.get("/en/magnesium").text
    assert page.count("<details>") >= 5
    assert "<svg" in page
    assert "<table" in page
    for number in set(re.findall(r'href="#note-(\d+)"', page)):
        assert f'id="note-{number}"' in page


def test_an_alarm_sign_stands_alone(browser: Browser, kb: Knowledge) -> None:
    browser.post(
        "/en/questions/urgent",
        {"shown-red-flags-emergency": "1", "red-flags-emergency": "chest-pain"},
    )
    eat(browser)
    for path in ("result", "magnesium", "plan"):
        text = browser.get(f"/en/{path}").text
        assert 'role="alert"' in text
        assert "mg" not in re.sub(r"<[^>]+>", " ", text).split()
    assert "112" in browser.get("/nl/result").text


def test_wishes_solve_the_plan_anew_and_are_kept(lived_in: Browser, store: Store) -> None:
    done = lived_in.post(
        "/en/plan", {"max_changes": "1", "cooking": "none", "foods_refused": "spinach"}
    )
    assert done.status_code == 200
    kept = store.dossier().wishes()
    assert kept["max_changes"] == 1
    assert kept["cooking"] == "none"
    record = lived_in.get("/en/plan/files/plan.json").json()
    assert len(record["advice"]["plan"]["food"]) <= 1


@pytest.mark.parametrize(
    "wish",
    [{"max_changes": "99"}, {"chance": "nan"}, {"cooking": "<b>"}],
)
def test_a_wish_that_means_nothing_is_told_and_not_kept(
    lived_in: Browser, store: Store, wish: dict[str, str]
) -> None:
    done = lived_in.post("/en/plan", wish)
    assert done.status_code == 422
    assert 'role="alert"' in done.text
    assert store.dossier().wishes() == {}
    assert lived_in.get("/en/plan").status_code == 200


def test_answers_come_with_their_certainty_or_not_at_all(browser: Browser) -> None:
    known = browser.post("/nl/ask", {"question": "Helpt magnesium tegen kramp in de nacht?"})
    assert "Zekerheid" in known.text
    unknown = browser.post("/en/ask", {"question": "Who will win the cup next year?"})
    assert unknown.status_code == 200
    alarm = browser.post("/en/ask", {"question": "I have chest pain and cannot breathe"})
    assert 'role="alert"' in alarm.text


def test_everything_can_be_exported_and_erased(lived_in: Browser, store: Store) -> None:
    with zipfile.ZipFile(BytesIO(lived_in.post("/en/data/export").content)) as archive:
        held = json.loads(archive.read("everything.json"))
    assert len(held["diary"]["days"]) == 3
    unsure = lived_in.post("/en/data/erase")
    assert "Nothing was erased" in unsure.text
    assert store.dossier().days()
    done = lived_in.post("/en/data/erase", {"sure": "yes"})
    assert "Everything is erased" in done.text
    assert store.dossier().days() == ()
    assert store.dossier().answers() == {}
    assert b"porridge" not in b"".join(
        one.read_bytes() for one in store.path.parent.iterdir() if one.is_file()
    )
    assert lived_in.get("/en/").status_code == 200


def test_health_and_readiness_are_told(browser: Browser, store: Store) -> None:
    assert browser.get("/healthz").text == "ok"
    assert browser.get("/readyz").status_code == 200
    store.close()
    store.path.write_bytes(b"no database any more")
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200
