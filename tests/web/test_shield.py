"""A hostile page in the same browser can neither read nor write; nothing personal leaks."""

import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.store import Store
from magwise.web.app import App
from magwise.web.shield import MOST_BYTES
from tests.web.conftest import HOST, ORIGIN, PAGES, Browser, posts

SECRET = "kwintelier"
MARKUP = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}"


def filled(path: str) -> str:
    path = path.replace("{language}", "en").replace("{day}", "2026-11-22")
    return path.replace("{page}", "you")


def test_there_are_forms_to_guard(made: Callable[..., App]) -> None:
    assert len(list(posts(made()))) >= 15


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_no_form_is_taken_without_the_token_of_its_session(
    made: Callable[..., App], store: Store, token: str | None
) -> None:
    app = made()
    browser = Browser(app)
    browser.get("/en/")
    for route in posts(app):
        data = {} if token is None else {"token": token}
        data |= {"text": "soup", "sure": "yes", "shown-age": "1", "age": "40"}
        answer = browser.client.post(filled(route.path), data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 403, route.path
    assert store.dossier().days() == ()
    assert store.dossier().answers() == {}


def test_a_token_of_another_session_opens_nothing(made: Callable[..., App]) -> None:
    app = made()
    mine, theirs = Browser(app), Browser(app)
    answer = mine.client.post(
        "/en/diary/2026-11-22/add",
        data={"token": theirs.token(), "text": "soup"},
        headers={"origin": ORIGIN},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"referer": "http://evil.example/page"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_a_token(
    browser: Browser, store: Store, headers: dict[str, str]
) -> None:
    token = browser.token()
    answer = browser.client.post(
        "/en/diary/2026-11-22/add", data={"token": token, "text": "soup"}, headers=headers
    )
    assert answer.status_code == 403
    api = browser.client.post("/api/v1/parse", json={"lines": ["soup"]}, headers=headers)
    assert api.status_code == 403
    assert api.headers["content-type"] == "application/problem+json"
    assert store.dossier().days() == ()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "", "localhost"]
)
def test_under_another_name_nothing_is_told(browser: Browser, host: str) -> None:
    for path in ("/en/", "/healthz", "/static/style.css", "/api/v1/openapi.json"):
        answer = browser.get(path, host=host)
        assert answer.status_code == 421
        assert "<" not in answer.text


@pytest.mark.parametrize("path", ["/en/" + one for one in PAGES] + ["/en/none", "/healthz"])
def test_every_answer_carries_strict_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_the_only_cookie_is_the_session(browser: Browser) -> None:
    answer = browser.get("/en/")
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 1
    assert re.match(r"magwise=[\w-]{43}; HttpOnly; Path=/; SameSite=strict$", cookies[0])
    assert "set-cookie" not in browser.get("/en/diary").headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_ways_of_asking_are_refused(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/en/").status_code == 405


def test_what_is_too_large_is_refused_also_without_saying_its_size(browser: Browser) -> None:
    large = browser.client.post("/api/v1/parse", content=b"x" * (MOST_BYTES + 1))
    assert large.status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 50_000 + 2):
            yield b"x" * 50_000

    unsaid = browser.client.post("/api/v1/parse", content=stream())
    assert unsaid.status_code == 413


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.sampled_from([MARKUP, "../../etc/passwd", "' OR 1=1 --", "\x00", "9" * 400, "-1", "NaN",
                     "1e999", "\u202e\ud7ff", "%00", "𐀀" * 30, "2026-13-45"]),
)  # fmt: skip
FIELDS = (
    "text", "time", "entry", "version", "item", "grams", "food", "other", "always", "words",
    "from", "day", "complete", "favourite", "question", "mg", "form", "times", "max_changes",
    "chance", "cooking", "budget", "gut", "foods_refused", "go", "shown-age", "age",
    "shown-medicines", "medicines", "medicines-as", "shown-sex", "sex", "forget",
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), HOSTILE, max_size=12), st.data())
def test_hostile_forms_never_break_the_app(
    browser: Browser, made: Callable[..., App], given_: dict[str, str], data: st.DataObject
) -> None:
    paths = sorted({filled(route.path) for route in posts(made())} - {"/en/data/erase"})
    path = data.draw(st.sampled_from(paths))
    encoded = {key: value.encode("utf-8", "replace").decode() for key, value in given_.items()}
    answer = browser.post(
        path, encoded, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code in (200, 404, 409, 422), (path, answer.status_code)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_markup_that_was_typed_is_shown_as_text_everywhere(browser: Browser) -> None:
    browser.post("/en/questions/health", {"shown-medicines": "1", "medicines": MARKUP})
    browser.post("/en/diary/2026-11-22/add", {"text": MARKUP})
    browser.post("/en/diary/2026-11-22/favourite", {"words": MARKUP})
    asked = browser.post("/en/ask", {"question": MARKUP})
    pages = [asked.text, *(browser.get(f"/en/{path}").text for path in PAGES)]
    assert any("&lt;script&gt;" in page for page in pages)
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/en/%3Cscript%3E",
        "/en/diary/%22%3E%3Cb%3E",
        "/%3Cb%3E/",
        "/en/questions/%27",
        "/en//",
        "//x",
    ],
)
def test_an_address_is_never_repeated_on_a_page(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code < 500
    assert "<script>" not in answer.text.replace('<script src="/static', "")
    assert "<b>" not in answer.text


def test_nothing_personal_stands_in_an_address_or_in_the_log(
    browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("magwise.web"), "propagate", True)
    with caplog.at_level(logging.INFO, logger="magwise.web"):
        added = browser.post("/en/diary/2026-11-22/add", {"text": f"{SECRET} 200 g"})
        browser.post("/en/questions/health", {"shown-medicines": "1", "medicines": SECRET})
        browser.post("/en/ask", {"question": SECRET})
        browser.get(f"/en/{SECRET}?q={SECRET}")
    ours = [one.message for one in caplog.records if one.name == "magwise.web"]
    assert len(ours) >= 4
    for line in ours:
        record = json.loads(line)
        assert set(record) == {"event", "method", "route", "status", "ms"}
        assert SECRET not in line
        assert "2026-11-22" not in line
    assert SECRET not in str(added.url)


def test_a_fault_tells_neither_the_reader_nor_the_log_what_was_sent(
    browser: Browser,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"could not deal with {SECRET}")

    monkeypatch.setattr("magwise.web.answering.claim", broken)
    monkeypatch.setattr(logging.getLogger("magwise.web"), "propagate", True)
    with caplog.at_level(logging.INFO, logger="magwise.web"):
        answer = browser.get("/en/claims")
    assert answer.status_code == 500
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    ours = [one.message for one in caplog.records if one.name == "magwise.web"]
    assert any('"fault"' in line for line in ours)
    assert SECRET not in "".join(ours)


def test_programs_that_ask_too_fast_wait_and_pages_do_not(made: Callable[..., App]) -> None:
    browser = Browser(made(requests_per_second=0.001))
    codes = [
        browser.client.post("/api/v1/foods", json={"text": "kale"}).status_code for _ in range(70)
    ]
    assert codes[:60] == [200] * 60
    assert codes[-1] == 429
    assert browser.get("/en/").status_code == 200


def test_the_knowledge_is_what_it_was(kb: Knowledge, browser: Browser) -> None:
    before = kb.hash
    for path in PAGES:
        browser.get(f"/en/{path}")
    assert kb.hash == before
