"""A phone in the home network comes in with a code and no other way; what is let go is out.

The network is played: the ends of a connection are what the server would report. The walk at the
end goes over a second loopback address.
"""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from magwise.core.errors import InputError
from magwise.store import Store, copies, store_path
from magwise.store.devices import DAYS, MOST_DEVICES, digest
from magwise.store.tables import moment
from magwise.web.app import App
from magwise.web.door import LENGTH, LETTERS, MINUTES, MOST_WRONG, Codes, Door
from tests.web.conftest import HOST, PAGES, Browser, posts

NEAR = "192.168.1.20:8765"
PHONE = ("192.168.1.33", 40_000)
HERE = ("127.0.0.1", 50_000)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Device(Browser):
    """Somebody with another device at the same app."""

    def __init__(self, app: App, client: tuple[str, int] = PHONE, host: str = NEAR) -> None:
        self.origin = f"http://{host}"
        self.client = TestClient(
            app, base_url=self.origin, client=client, raise_server_exceptions=False
        )

    def pair(self, code: str, name: str = "my phone", **headers: str) -> Response:
        page = self.client.get("/en/pair").text
        token = re.search(r'name="token" value="([0-9a-f]{64})"', page)
        given = {"code": code, "name": name, "token": token[1] if token else ""}
        sent = {"origin": self.origin, **headers}
        return self.client.post("/en/pair", data=given, headers=sent, follow_redirects=False)

    def sees(self, path: str = "/en/data") -> bool:
        return self.client.get(path, follow_redirects=False).status_code == 200


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(store: Store, clock: Clock) -> Door:
    return Door((NEAR,), store.devices, Codes(clock))


@pytest.fixture
def app(made: Callable[..., App], door: Door) -> App:
    return made(door=door, requests_per_second=1000.0)


@pytest.fixture
def computer(app: App) -> Device:
    return Device(app, HERE, HOST)


@pytest.fixture
def phone(app: App) -> Device:
    return Device(app)


# ------------------------------------------------------------------------ coming in


def test_a_phone_comes_in_with_the_code_that_the_computer_shows(
    computer: Device, phone: Device, store: Store
) -> None:
    shown = computer.post("/en/data/code").text
    found = re.search(r'class="code">([A-Z2-9]{4}-[A-Z2-9]{4})<', shown)
    assert found is not None
    assert "<svg" in shown
    done = phone.pair(found[1].lower())
    assert done.status_code == 303
    assert done.headers["location"] == "/en/"
    assert re.match(
        r"magwise=[\w-]{43}; HttpOnly; Max-Age=\d+; Path=/; SameSite=strict$",
        done.headers["set-cookie"],
    )
    for path in PAGES:
        assert phone.get(f"/en/{path}").status_code == 200
    phone.client.headers["origin"] = phone.origin
    token = phone.token()
    added = phone.client.post("/en/diary/2026-11-22/add", data={"token": token, "text": "soup"})
    assert added.status_code == 200
    assert store.dossier().days()[0].entries[0].text == "soup"
    assert "my phone" in computer.get("/en/data").text


def test_the_picture_leads_to_the_page_with_the_code_filled_in_and_looking_uses_nothing_up(
    door: Door, phone: Device
) -> None:
    code = door.codes.make()
    for _ in range(3):
        page = phone.get(f"/nl/pair/{code.text}")
        assert f'value="{code.text}"' in page.text
    assert not phone.sees()
    assert phone.pair(code.text).status_code == 303
    assert phone.sees()


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", f"/{language}/{page}") for language in ("nl", "en") for page in PAGES]
    + [("GET", path) for path in ("/", "/healthz", "/readyz", "/api/v1/openapi.json",
       "/nl/pairing", "/en/data/%2e%2e/pair", "//en/pair", "/en/pair/%2e%2e/data", "/EN/pair")]
    + [("POST", f"/api/v1/{one}") for one in ("foods", "parse", "assess", "plan", "ask")],
)  # fmt: skip
def test_a_device_that_is_not_connected_gets_nothing(
    phone: Device, store: Store, method: str, path: str
) -> None:
    store.dossier().answer({"age": 34.0})
    body = {"json": {"text": "kale"}} if method == "POST" else {}
    answer = phone.client.request(method, path, follow_redirects=False, **body)  # type: ignore[arg-type]
    assert answer.status_code in (303, 401, 404)
    if answer.status_code == 303:
        assert re.match("/(nl|en)/pair$", answer.headers["location"])
    assert "34" not in re.sub(r"<[^>]+>|[0-9a-f]{12,}", "", answer.text)


def test_no_form_is_taken_from_a_device_that_is_not_connected(
    app: App, phone: Device, store: Store
) -> None:
    page = phone.client.get("/en/pair").text
    token = re.findall(r'name="token" value="([0-9a-f]{64})"', page)[0]  # a token of its own
    for route in posts(app):
        path = route.path.replace("{language}", "en").replace("{day}", "2026-11-22")
        if path == "/en/pair":
            continue
        given = {"token": token, "text": "soup", "sure": "yes", "device": "1"}
        answer = phone.client.post(path, data=given, headers={"origin": phone.origin})
        assert answer.status_code == 401, path
    assert store.dossier().days() == ()


# ----------------------------------------------------------------------- the codes


def test_a_code_works_once(app: App, door: Door, phone: Device) -> None:
    code = door.codes.make().text
    other = Device(app, ("192.168.1.34", 40_001))
    assert phone.pair(code).status_code == 303
    assert other.pair(code).status_code == 403
    assert not other.sees()


def test_a_code_stops_working_after_some_minutes(door: Door, phone: Device, clock: Clock) -> None:
    code = door.codes.make().text
    clock.now += MINUTES * 60
    assert phone.pair(code).status_code == 403
    assert door.codes.current() is None


def test_a_code_dies_of_wrong_tries_from_whomever_they_come(app: App, door: Door) -> None:
    code = door.codes.make().text
    wrong = "2" * LENGTH if code != "2" * LENGTH else "3" * LENGTH
    for number in range(MOST_WRONG):
        assert Device(app, (f"192.168.1.{40 + number}", 40_000)).pair(wrong).status_code == 403
    assert Device(app).pair(code).status_code == 403


def test_whoever_keeps_trying_must_wait_though_codes_are_made_anew(
    door: Door, phone: Device
) -> None:
    statuses = []
    for _ in range(20):
        door.codes.make()
        statuses.append(phone.pair("2" * LENGTH).status_code)
    assert statuses[0] == 403
    assert statuses[-1] == 429


def test_a_new_code_replaces_the_one_before(door: Door, phone: Device) -> None:
    first, second = door.codes.make().text, door.codes.make().text
    assert phone.pair(first).status_code == 403
    assert phone.pair(second).status_code == 303


@pytest.mark.parametrize("given", ["", " ", "-", "0", "é" * 8, "x" * 5000, "\x00", "' OR 1=1 --"])
def test_no_code_is_no_code(door: Door, phone: Device, given: str) -> None:
    assert phone.pair(given).status_code == 403
    door.codes.make()
    assert phone.pair(given).status_code == 403


def test_codes_cannot_be_guessed_or_misread(door: Door) -> None:
    assert len(LETTERS) ** LENGTH > 10**11
    assert MOST_WRONG / len(LETTERS) ** LENGTH < 1e-10
    assert not set("0O1IL") & set(LETTERS)
    assert len({door.codes.make().text for _ in range(200)}) == 200


def test_only_the_computer_itself_makes_codes(computer: Device, door: Door, phone: Device) -> None:
    phone.pair(door.codes.make().text)
    phone.client.headers["origin"] = phone.origin
    made = phone.client.post("/en/data/code", data={"token": phone.token()})
    assert made.status_code == 403
    assert door.codes.current() is None
    computer.post("/en/data/code")
    assert 'class="code"' in computer.get("/en/data").text
    assert 'class="code"' not in phone.get("/en/data").text


# ------------------------------------------------------------------------ going out


def test_a_device_that_is_let_go_is_out_at_once(
    computer: Device, door: Door, phone: Device, store: Store
) -> None:
    phone.pair(door.codes.make().text)
    assert phone.sees()
    number = computer.hidden("/en/data", "device")[0]
    page = computer.post("/en/data/disconnect", {"device": number})
    assert "my phone" not in page.text
    assert not phone.sees()
    assert phone.client.post("/api/v1/foods", json={"text": "kale"}).status_code == 401
    assert store.devices().all() == ()


def test_a_device_that_another_program_lets_go_is_out_at_once(
    door: Door, phone: Device, store: Store
) -> None:
    phone.pair(door.codes.make().text)
    other = Store(store.path)  # as the command line opens it
    other.devices().disconnect(other.devices().all()[0].id)
    other.close()
    assert not phone.sees()


def test_a_device_must_be_connected_again_after_half_a_year(store: Store) -> None:
    devices, now = store.devices(), moment()
    devices.connect("k" * 43, "old phone", now)
    assert devices.opens("k" * 43, now + timedelta(days=DAYS - 1)) is not None
    assert devices.opens("k" * 43, now + timedelta(days=DAYS)) is None
    assert devices.all(now + timedelta(days=DAYS)) == ()


def test_erasing_everything_lets_every_device_go(
    computer: Device, door: Door, phone: Device
) -> None:
    phone.pair(door.codes.make().text)
    computer.post("/en/data/erase", {"sure": "yes"})
    assert not phone.sees()


def test_a_copy_that_is_put_back_lets_nobody_in(tmp_path: Path) -> None:
    path = store_path(tmp_path / "own")
    store = Store(path)
    store.devices().connect("k" * 43, "phone")
    copies.backup(path, tmp_path / "copy.db")
    store.close()
    copies.restore(path, tmp_path / "copy.db")
    store = Store(path)
    assert store.devices().opens("k" * 43) is None
    store.close()


def test_what_is_kept_of_a_device_opens_nothing(door: Door, phone: Device, store: Store) -> None:
    phone.pair(door.codes.make().text)
    session = phone.client.cookies["magwise"]
    store.close()
    held = b"".join(one.read_bytes() for one in store.path.parent.iterdir())
    assert session.encode() not in held
    assert digest(session).encode() in held


def test_there_is_an_end_to_how_many_devices_are_connected(store: Store) -> None:
    for number in range(MOST_DEVICES):
        store.devices().connect(f"{number:043d}", f"phone {number}")
    with pytest.raises(InputError):
        store.devices().connect("x" * 43, "one too many")


# -------------------------------------------------------------------------- attacks


def test_a_session_that_somebody_put_there_before_opens_nothing(
    app: App, door: Door, phone: Device
) -> None:
    planted = "A" * 43
    phone.client.cookies.set("magwise", planted)
    phone.pair(door.codes.make().text)
    thief = Device(app, ("192.168.1.66", 40_000))
    thief.client.cookies.set("magwise", planted)
    assert not thief.sees()
    assert phone.sees()


def test_a_session_of_the_computer_opens_nothing_over_the_network(
    app: App, computer: Device
) -> None:
    computer.get("/en/data")
    thief = Device(app)
    thief.client.cookies.set("magwise", computer.client.cookies["magwise"])
    assert not thief.sees()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8765",
        "evil.example",
        "192.168.1.20",
        "192.168.1.20:80",
        HOST,
        "localhost:8765",
    ],
)
def test_a_name_that_was_bound_to_our_address_gets_nothing(
    door: Door, phone: Device, host: str
) -> None:
    phone.pair(door.codes.make().text)
    for path in ("/en/", "/en/pair", "/static/style.css", "/api/v1/openapi.json"):
        assert phone.get(path, host=host).status_code == 421


def test_the_name_of_the_network_is_none_of_the_computers_own(computer: Device) -> None:
    assert computer.get("/en/", host=NEAR).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"host": HOST},
        {"x-forwarded-for": "127.0.0.1"},
        {"x-real-ip": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1;host=127.0.0.1"},
        {"x-forwarded-host": HOST},
    ],
)
def test_nobody_passes_for_the_computer_by_saying_so(
    phone: Device, headers: dict[str, str]
) -> None:
    answer = phone.client.get("/en/data", headers=headers, follow_redirects=False)
    assert answer.status_code in (303, 421)


def test_somebody_from_the_internet_is_not_asked_for_a_code(app: App) -> None:
    stranger = Device(app, ("203.0.113.9", 40_000))
    assert stranger.client.get("/en/pair").status_code == 421


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": f"http://{HOST}"},
     {"sec-fetch-site": "cross-site"}],
)  # fmt: skip
def test_a_page_of_another_site_cannot_use_a_connected_phone(
    door: Door, phone: Device, store: Store, headers: dict[str, str]
) -> None:
    phone.pair(door.codes.make().text)
    given = {"token": phone.token(), "text": "soup"}
    answer = phone.client.post("/en/diary/2026-11-22/add", data=given, headers=headers)
    assert answer.status_code == 403
    assert phone.client.post("/api/v1/parse", json={}, headers=headers).status_code == 403
    assert store.dossier().days() == ()


def test_a_page_of_another_site_cannot_connect_a_phone(door: Door, phone: Device) -> None:
    assert phone.pair(door.codes.make().text, origin="http://evil.example").status_code == 403
    code = door.codes.make().text
    bare = phone.client.post("/en/pair", data={"code": code}, headers={"origin": phone.origin})
    assert bare.status_code == 403
    assert not phone.sees()


def test_without_asking_for_it_nothing_of_this_exists(made: Callable[..., App]) -> None:
    """The hosts are then those of this computer alone, whoever asks."""
    stranger = Device(made())
    assert stranger.client.get("/en/pair").status_code == 421


def test_a_name_of_a_device_cannot_act(computer: Device, door: Door, phone: Device) -> None:
    phone.pair(door.codes.make().text, name="<script>alert(1)</script>\u202e\x1b[31m")
    page = computer.get("/en/data").text
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_the_code_of_the_address_is_shown_only_when_it_can_be_one(phone: Device) -> None:
    for given in ("%3Cscript%3E", "A" * 40, "%22onfocus%3D", "O0O0"):
        page = phone.get(f"/en/pair/{given}").text
        assert re.search(r'name="code"[^>]* value=""', page)


# ------------------------------------------------------------------- as it is started


@pytest.mark.parametrize("given", ["8.8.8.8", "0.0.0.0", "127.0.0.1", "example.com", "::"])
def test_the_app_is_not_opened_to_the_internet(given: str) -> None:
    from magwise.cli.serve import home_address

    with pytest.raises(InputError):
        home_address(given)


def test_a_phone_connects_to_the_app_as_it_is_started(tmp_path: Path) -> None:
    from tests.web.conftest import served

    with served(tmp_path, "--lan", "--address", "127.0.0.2") as address:
        port = address.rpartition(":")[2]
        far = f"http://127.0.0.2:{port}"
        with urllib.request.urlopen(f"{far}/en/data", timeout=60) as answer:
            assert answer.url == f"{far}/en/pair"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{far}/api/v1/openapi.json", timeout=60)
        assert refused.value.code == 401
        store = Store(store_path(tmp_path))  # stands for having typed the code
        store.devices().connect("k" * 43, "phone")
        asked = urllib.request.Request(f"{far}/en/data", headers={"cookie": "magwise=" + "k" * 43})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.url == f"{far}/en/data"
        store.devices().disconnect(store.devices().all()[0].id)
        store.close()
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.url == f"{far}/en/pair"
