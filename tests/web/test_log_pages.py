"""The log in the app: nothing happened is not the same as not filled in, and nothing is lost."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from magwise import Knowledge
from magwise.person.log import Cramp, LogDay, Session
from magwise.person.log_rows import log_from
from magwise.store import Store
from magwise.web.app import App
from magwise.web.door import Codes, Door
from tests.web.conftest import PAGES, Browser, fill_in

TODAY = "2026-11-22"
DAY = f"/nl/log/{TODAY}"
FULL = {
    "version": "0", "cramps": "2", "detail-0-when": "night", "detail-0-where": "linker kuit",
    "detail-0-severity": "6", "sore-0-part": "kuiten", "sore-0-score": "4", "sore-1-part": "rug",
    "sore-1-score": "1", "stool": "normal", "stools": "2", "effect": ["nausea"],
    "effects-other": "rare smaak", "doses": "2", "sleep_hours": "7,5", "sleep_quality": "6",
    "energy": "0", "train-0-minutes": "60", "train-0-effort": "5", "pulse_per_min": "58",
    "medicine": "0", "note": "lange dag",
}  # fmt: skip


def kept(store: Store, day: str = TODAY) -> LogDay:
    return store.dossier().logbook.day(date.fromisoformat(day)).day


def test_a_whole_day_is_kept_as_it_was_filled_in_and_shown_again(
    browser: Browser, store: Store
) -> None:
    done = browser.post(DAY, FULL)
    assert done.status_code == 200
    day = kept(store)
    assert day.model_dump() == LogDay(
        date=TODAY, cramps=2,
        cramp_details=(Cramp(when="night", where="linker kuit", severity=6),),
        soreness={"kuiten": 4, "rug": 1}, stool="normal", stools=2,
        side_effects=("nausea", "rare smaak"), doses=2, sleep_hours=7.5, sleep_quality=6, energy=0,
        training=(Session(minutes=60, effort=5),), pulse_per_min=58, new_medicines=(),
        note="lange dag",
    ).model_dump()  # fmt: skip
    version = browser.hidden(DAY, "version")[0]
    page = browser.get(DAY).text
    assert re.search(r'name="sleep_hours"[^>]*value="7.5"', page)
    assert "rare smaak" in page
    again = browser.post(DAY, {**FULL, "version": version})
    assert again.status_code == 200
    assert kept(store) == day  # what the page shows is what it keeps


def test_an_empty_form_is_a_day_of_which_nothing_is_known(browser: Browser, store: Store) -> None:
    browser.post(DAY, {"version": "0"})
    assert kept(store) == LogDay(date=TODAY)
    row = browser.get("/nl/log").text.split(f'id="d-{TODAY}"')[1].split("</tr>")[0]
    assert "niet ingevuld" in row
    assert ">0<" not in row


def test_nothing_happened_and_not_filled_in_look_different(browser: Browser) -> None:
    browser.post(DAY, {"version": "0", "cramps": "0", "sore": "0", "side": "0"})
    row = browser.get("/en/log").text.split(f'id="d-{TODAY}"')[1].split("</tr>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert cells[:2] == ["0", "none"]
    assert sum("not filled in" in cell for cell in cells) == 6


def test_one_tap_says_what_it_fills_in_and_leaves_the_rest(browser: Browser, store: Store) -> None:
    browser.post(DAY, {"version": "0", "cramps": "3"})
    browser.post(f"{DAY}/quiet", {"version": "1"})
    day = kept(store)
    assert (day.cramps, day.soreness, day.stool, day.side_effects) == (3, {}, "normal", ())
    assert (day.energy, day.doses, day.training, day.new_medicines) == (None, None, None, None)


@pytest.mark.parametrize(
    "given",
    [
        {"side": "0", "effect": ["rash"]},
        {"sore": "0", "sore-0-part": "kuit", "sore-0-score": "3"},
        {"trained": "0", "train-0-minutes": "30"},
        {"medicine": "0", "medicines": "ibuprofen"},
        {"cramps": "0", "detail-0-where": "kuit"},
        {"cramps": "2", "cramps-more": "9"},
    ],
)
def test_something_and_nothing_at_once_is_asked_and_not_guessed(
    browser: Browser, store: Store, given: dict[str, str]
) -> None:
    done = browser.post(DAY, {"version": "0", **given})
    assert done.status_code == 422
    assert "Kies één van de twee" in done.text
    assert store.dossier().logbook.log().days == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sleep_hours": "veel"}, "Uren slaap"),
        ({"sleep_hours": "25"}, "Uren slaap"),
        ({"cramps-more": "1,5"}, "Krampen"),
        ({"cramps-more": "900"}, "Krampen"),
        ({"energy": "11"}, "Energie"),
        ({"stool": "blauw"}, "Ontlasting"),
        ({"sore-0-part": "kuit"}, "Spierpijn"),
        ({"train-0-effort": "4"}, "Training"),
        ({"pulse_per_min": "1.000"}, "Hartslag"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_in_the_form(
    browser: Browser, store: Store, given: dict[str, str], field: str
) -> None:
    done = browser.post(DAY, {"version": "0", "note": "blijft staan", **given})
    assert done.status_code == 422
    assert field in done.text.split('role="alert"')[1].split("</ul>")[0]
    assert "blijft staan" in done.text
    assert store.dossier().logbook.log().days == ()


def test_two_windows_lose_nothing_and_the_second_sees_both(browser: Browser, store: Store) -> None:
    browser.post(DAY, {"version": "0", "cramps": "2", "energy": "6"})
    second = browser.post(DAY, {"version": "0", "cramps": "4"})
    assert second.status_code == 409
    assert kept(store).cramps == 2
    clash = second.text.split("Twee versies")[1].split("</table>")[0]
    assert "Krampen" in clash
    assert "<td>2</td><td>4</td>" in clash
    assert "<td>6</td><td>niet ingevuld</td>" in clash
    assert 'name="version" value="1"' in second.text
    browser.post(DAY, {"version": "1", "cramps": "4"})
    assert kept(store).cramps == 4


def test_the_training_before_stands_beside_the_soreness(browser: Browser) -> None:
    browser.post("/en/log/2026-11-21", {"version": "0", "train-0-minutes": "90"})
    assert "90 min" in browser.get(f"/en/log/{TODAY}").text.split("Where are you sore")[1]


def test_days_that_have_not_begun_cannot_be_filled_in(browser: Browser, store: Store) -> None:
    tomorrow = (date.fromisoformat(TODAY) + timedelta(days=1)).isoformat()
    assert browser.get(f"/en/log/{tomorrow}").status_code == 404
    assert browser.post(f"/en/log/{tomorrow}", {"version": "0"}).status_code == 404
    done = browser.post(
        "/en/log-import", files={"file": ("l.csv", f"date,cramps\n{tomorrow},1\n", "text/csv")}
    )
    assert done.status_code == 422
    assert store.dossier().logbook.log().days == ()


def test_a_table_goes_out_and_comes_back_without_loss(browser: Browser, store: Store) -> None:
    browser.post(DAY, FULL)
    table = browser.post("/nl/log-table")
    assert table.headers["content-disposition"].endswith('-log-2026-11-22.csv"')
    log = store.dossier().logbook.log()
    assert log_from(table.text, "log.csv") == log
    again = browser.post("/nl/log-import", files={"file": ("l.csv", table.text, "text/csv")})
    assert "niets nieuws" in again.text
    assert store.dossier().logbook.log() == log


def test_a_file_fills_what_is_open_and_says_what_differs(browser: Browser, store: Store) -> None:
    browser.post(DAY, {"version": "0", "cramps": "2"})
    text = f"datum;krampen;energie\n{TODAY};5;7\n2026-11-01;0;\n"
    done = browser.post("/nl/log-import", files={"file": ("l.csv", text, "text/csv")})
    assert "2 nieuwe vakken" in done.text
    assert "22 november 2026: Krampen" in done.text
    assert (kept(store).cramps, kept(store).energy) == (2, 7)
    assert kept(store, "2026-11-01").cramps == 0
    wrong = browser.post("/nl/log-import", files={"file": ("l.csv", "date,x\n", "text/csv")})
    assert wrong.status_code == 422


def test_a_stop_rule_stands_first_on_every_page_without_any_plan(
    browser: Browser, kb: Knowledge
) -> None:
    fill_in(browser)
    for day in ("2026-11-21", TODAY):
        browser.post(f"/en/log/{day}", {"version": "0", "stool": "watery"})
    for path in PAGES:
        main = browser.get(f"/en/{path}").text.split("<main")[1]
        assert main.index('class="alarm"') < main.index("<h1"), path
        assert "watery stools" in main, path
    assert "watery stools" in browser.get("/en/nowhere").text


def test_an_alarm_sign_in_the_log_stands_alone_until_it_is_put_right(browser: Browser) -> None:
    fill_in(browser)
    browser.post(DAY, {"version": "0", "effect": ["chest-pain"]})
    for path in ("", "plan", "magnesium", "result", "ask", "trial", "body"):
        main = browser.get(f"/nl/{path}").text.split("<main")[1]
        assert "112" in main, path
        assert re.findall(r"\d mg", main) == [], path
        assert main.count("<form") == 0, path
        assert main.count("<h1") == 1, path
    assert "Hoeveel krampen" in browser.get(DAY).text
    browser.post(DAY, {"version": "1", "side": "0"})
    assert 'class="alarm"' not in browser.get("/nl/plan").text


def test_what_was_logged_can_be_taken_along_and_erased(browser: Browser, store: Store) -> None:
    browser.post(DAY, FULL)
    with zipfile.ZipFile(io.BytesIO(browser.post("/nl/data/export").content)) as archive:
        assert log_from(archive.read("log.csv").decode(), "") == store.dossier().logbook.log()
    browser.post("/nl/data/erase", {"sure": "yes"})
    assert store.dossier().logbook.log().days == ()


def test_a_device_that_is_not_connected_learns_nothing_of_the_log(
    made: Callable[..., App], store: Store
) -> None:
    near, phone = "192.168.1.20:8765", ("192.168.1.33", 40_000)
    app = made(door=Door((near,), store.devices, Codes(time.monotonic)))
    for day in ("2026-11-21", TODAY):
        store.dossier().logbook.merge(
            LogDay(date=day, stool="watery", side_effects=("chest-pain",))
        )
    client = TestClient(app, base_url=f"http://{near}", client=phone, raise_server_exceptions=False)
    paths = ("", "log", "plan", "pair", "pair/ABCD", "pair/a/b", "nowhere")
    answers = [client.get(f"/en/{path}") for path in paths]
    answers += [client.post("/en/pair"), client.put("/en/log")]
    answers += [client.get("/en/", headers={"origin": "http://evil.example"})]
    for answer in answers:
        assert "alarm" not in answer.text
        assert "chest" not in answer.text
        assert "watery" not in answer.text
