"""The plan in the browser: ways side by side, times checked at once, papers to take along."""

import json
import re
from html import unescape
from typing import Any

import pytest

from magwise.plan.own_times import check_times
from magwise.report import plan_pages
from magwise.store import Store
from magwise.web.app import App
from tests.web.conftest import Browser, eat, fill_in
from tests.web.test_pages import Page

NAMES = (
    "plan.html", "calendar.ics", "shopping.txt", "day-card.html", "report.html", "plan.json",
)  # fmt: skip


@pytest.fixture
def eater(browser: Browser) -> Browser:
    fill_in(browser)
    eat(browser)
    return browser


@pytest.fixture
def patient(browser: Browser, store: Store) -> Browser:
    """Someone with a thyroid tablet for whom a supplement is cleared."""
    fill_in(browser)
    store.dossier().answer(
        {"medicines": ["Levothyroxine"], "clinician-asked": True, "sex": "male", "pregnant": None}
    )
    browser.post("/en/diary/2026-11-21/add", {"text": "white rice\n2 slices of white bread"})
    browser.post(
        "/en/plan/times",
        {"meal": ["07:30", "12:30", "18:00", ""], "medicine-0": ["07:00", ""], "weeks": "8"},
    )
    return browser


def doses(browser: Browser) -> list[str]:
    plan = browser.get("/en/plan/files/plan.json").json()["advice"]["plan"]
    return [one["time"] for one in plan["supplement"]["doses"]]


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_different_ways_stand_side_by_side(eater: Browser) -> None:
    page = eater.get("/nl/plan").text
    ways = page.split('id="ways"')[1].split("</section>")[0]
    assert ways.count("<article>") >= 2
    assert "Manier 2" in ways


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_paper_is_a_link_and_comes_as_a_file(eater: Browser, language: str, name: str) -> None:
    assert f'href="/{language}/plan/files/{name}"' in eater.get(f"/{language}/plan").text
    answer = eater.get(f"/{language}/plan/files/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["cache-control"] == "no-store"
    starts = {"html": "<!doctype html>", "ics": "BEGIN:VCALENDAR", "json": "{"}
    assert answer.text.startswith(starts.get(name.partition(".")[2], ""))


def test_a_paper_that_there_is_not_is_not_found(eater: Browser) -> None:
    for name in ("nothing.pdf", "letter.html", "race-card.html", "..%2Fplan.pdf"):
        assert eater.get(f"/en/plan/files/{name}").status_code == 404


def test_without_what_makes_a_pdf_it_is_said_what_to_do(
    eater: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from magwise.core.errors import InputError, Problem

    def missing(page: str) -> Any:
        raise InputError(Problem("error.pdf-missing", "--pdf"))

    monkeypatch.setattr(plan_pages, "_rendered", missing)
    answer = eater.get("/en/plan/files/plan.pdf")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "magwise[pdf]" in answer.text


def test_times_of_the_day_are_kept_and_the_plan_takes_them(patient: Browser, store: Store) -> None:
    assert dict(store.dossier().choices("day"))["medicine levothyroxine"] == "07:00"
    page = words(patient.get("/en/plan").text.split('id="day-out"')[1].split("<details")[0])
    assert "07:00 Levothyroxine" in page
    assert "12:30 Lunch" in page
    assert all(time >= "11:00" for time in doses(patient))


def test_a_time_too_close_to_a_medicine_is_refused_with_the_next_that_is_safe(
    patient: Browser, store: Store
) -> None:
    before = doses(patient)
    given = {"meal": ["07:30", "12:30", "18:00"], "medicine-0": "07:00", "weeks": "8"}
    done = patient.post("/en/plan/times", {**given, "dose": ["08:00", "20:00"]})
    assert done.status_code == 422
    said = words(done.text)
    assert "Magnesium at 08:00 is too close to levothyroxine at 07:00" in said
    assert "Needed: 4 hours" in said
    assert "11:00 is possible" in said
    assert "Then take these times: 11:00, 20:00" in said
    assert "doses" not in dict(store.dossier().choices("day"))
    assert doses(patient) == before
    taken = patient.post("/en/plan/times", {**given, "dose": ["11:00", "20:00"]})
    assert taken.status_code == 200
    assert doses(patient) == ["11:00", "20:00"]
    for paper in ("calendar.ics", "calendar-medicines.ics", "day-card.html"):
        assert re.search(r"11:?00", patient.get(f"/en/plan/files/{paper}").text)
    patient.post("/en/plan/times/forget")
    assert doses(patient) == before


def test_what_the_button_proposes_can_be_sent_as_it_is(patient: Browser) -> None:
    given = {"meal": "12:30", "medicine-0": ["07:00", "19:00"], "dose": ["08:00", "08:30"]}
    page = patient.post("/nl/plan/times", given)
    assert page.status_code == 422
    form = page.text.split("</form>")[-2 if "forget" in page.text else -3]
    proposals = [one for one in page.text.split("<form ") if "Neem dan deze tijden" in one]
    assert proposals, form
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', proposals[0]):
        fields.setdefault(name, []).append(value)
    done = patient.post("/nl/plan/times", fields)
    assert done.status_code == 200
    assert doses(patient) == fields["dose"]


def test_a_check_while_it_is_typed_keeps_nothing(patient: Browser, store: Store) -> None:
    kept = store.dossier().choices("day")
    given = {"meal": "12:30", "medicine-0": "07:00", "dose": ["13:00", "20:00"], "live": "1"}
    done = patient.post("/en/plan/times", given)
    assert "With these times every distance is kept" in done.text
    assert store.dossier().choices("day") == kept


def test_times_left_alone_follow_the_plan_when_a_medicine_moves(patient: Browser) -> None:
    shown = patient.hidden("/en/plan", "dose-shown")[0]
    given = {"meal": ["07:30", "12:30", "18:00"], "medicine-0": "11:00", "weeks": "8",
             "dose": shown.split(), "dose-shown": shown}  # fmt: skip
    assert patient.post("/en/plan/times", given).status_code == 200
    assert all(not "07:00" < time < "15:00" for time in doses(patient))


@pytest.mark.parametrize("given", [{"meal": "25:00"}, {"dose": "<b>"}, {"weeks": "many"}])
def test_what_is_no_time_is_told_and_not_kept(
    eater: Browser, store: Store, given: dict[str, str]
) -> None:
    done = eater.post("/en/plan/times", given)
    assert done.status_code == 422
    assert "<b>" not in done.text
    assert store.dossier().choices("day") == ()


def test_magnesium_in_use_is_checked_against_medicines_too(browser: Browser, store: Store) -> None:
    fill_in(browser)
    store.dossier().answer({"medicines": ["Levothyroxine"], "supplements": ["magnesium citrate"]})
    given = {"medicine-0": "07:00", "supplement-0": "08:00"}
    done = browser.post("/en/plan/times", given)
    assert "Magnesium at 08:00 is too close" in words(done.text)
    assert browser.post("/en/plan/times", {**given, "supplement-0": "12:00"}).status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_plan_with_doses_and_a_refused_time_is_whole(patient: Browser, language: str) -> None:
    refused = patient.post(
        f"/{language}/plan/times", {"medicine-0": "07:00", "dose": ["08:00", "20:00"]}
    )
    for text in (patient.get(f"/{language}/plan").text, refused.text):
        page = Page(text)
        assert page.open == []
        assert page.unnamed == []
        assert page.inline == []
        assert sorted({one for one in page.ids if page.ids.count(one) > 1}) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_recipes_that_suit_are_listed_and_each_has_its_page(eater: Browser, language: str) -> None:
    listed = eater.get(f"/{language}/recipes").text
    keys = re.findall(rf'href="/{language}/recipes/([a-z-]+)"', listed)
    assert len(keys) >= 5
    text = eater.get(f"/{language}/recipes/{keys[0]}").text
    page = Page(text)
    assert page.open == []
    assert page.headings.count(1) == 1
    assert "magnesium" in text.casefold()
    assert eater.get(f"/{language}/recipes/no-such").status_code == 404


def test_recipes_of_the_plan_lead_to_their_page(eater: Browser) -> None:
    keys = re.findall(r'href="/en/recipes/([a-z-]+)"', eater.get("/en/plan").text)
    assert keys
    assert eater.get(f"/en/recipes/{keys[0]}").status_code == 200


def test_the_export_holds_the_times(patient: Browser, store: Store) -> None:
    from magwise import Knowledge
    from magwise.store.exporting import files_of

    profile = json.loads(files_of(store.dossier(), Knowledge.load())["profile.json"])
    assert profile["medicines"][0]["times"] == ["07:00"]
    assert profile["meal_times"] == ["07:30", "12:30", "18:00"]


def test_a_diary_can_be_confirmed_when_that_is_asked(eater: Browser, store: Store) -> None:
    eater.post("/en/plan/confirm")
    assert dict(store.dossier().choices("day")) == {"diary": "all"}
    assert "has everything I ate" not in eater.get("/en/plan").text


def test_what_is_checked_here_is_what_the_plan_checks(made: Any, patient: Browser) -> None:
    app: App = made()
    _, plan = app.site.standing()
    assert plan.supplement is not None
    minutes = [dose.minute or 0 for dose in plan.supplement.doses]
    assert check_times(minutes, plan.assessment).kept


def test_who_wants_to_see_no_calories_sees_none_on_any_page(browser: Browser) -> None:
    fill_in(browser)
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):  # so little that energy is spoken of
        browser.post(f"/en/diary/{day}/add", {"text": "apple"})
        version = browser.hidden(f"/en/diary/{day}", "version")[0]
        browser.post(f"/en/diary/{day}/complete", {"complete": "yes", "version": version})
    assert "kcal" in words(browser.get("/en/magnesium").text)
    browser.post("/en/plan", {"switch": ["hide_energy"]})
    for page in ("/en/magnesium", "/en/plan", "/en/plan/files/report.html"):
        shown = words(browser.get(page).text)
        assert "kcal" not in shown, page
