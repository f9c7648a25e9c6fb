"""Following up in the app: a plan is started, looked at, and reviewed; stop rules go first."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from magwise import Knowledge
from magwise.core.records import Dose, Regimen
from magwise.followup.records import Start
from magwise.followup.remembering import as_said, eaten_now, moments, since
from magwise.followup.watching import held_back, watch
from magwise.person import Diary
from magwise.person.log import Log, LogDay
from magwise.person.profile import Medicine, Profile
from magwise.store import Store
from magwise.web.app import App
from tests.web.conftest import Browser, eat, fill_in

FIRST = date(2026, 11, 22)
MEALS = (
    "bowl of porridge with a banana\n2 slices of wholemeal bread with peanut butter\n"
    "spinach with chickpeas and brown rice\nhandful of almonds"
)


@pytest.fixture
def clock() -> list[date]:
    return [FIRST]


@pytest.fixture
def person(made: Callable[..., App], clock: list[date]) -> Browser:
    browser = Browser(made(requests_per_second=1000.0, today=lambda: clock[0]))
    fill_in(browser)
    eat(browser)
    return browser


def begin(browser: Browser, **given: object) -> str:
    return browser.post("/en/follow/start", {"course": "-1", **given}).text


def start(regimen: Regimen | None, first: str = "2026-11-01") -> Start:
    return Start(first, 8, None, 350.0, "gr", regimen, None, "hash", "1")


TWO = Regimen((Dose(50.0, "citrate"), Dose(50.0, "citrate")), first_day=0, last_day=55)
ADULT = Profile(
    age_years=40, sex="male", country="nl", kidney_disease=False, conditions=(), medicines=(),
    supplements=(), red_flags=(), language="en",
)  # fmt: skip


def test_a_plan_is_started_from_its_page_and_says_when_to_look(
    person: Browser, store: Store
) -> None:
    assert 'href="/en/follow"' in person.get("/en/plan").text.split("<main")[1]
    page = begin(person)
    for day in ("29 November 2026", "6 December 2026", "20 December 2026", "17 January 2027"):
        assert day in page
    course = store.dossier().courses.current()
    assert course is not None
    assert course.start.date == "2026-11-22"
    assert course.start.usual is not None


def test_a_second_plan_asks_first_and_two_windows_start_one(person: Browser, store: Store) -> None:
    begin(person)
    late = person.post("/en/follow/start", {"course": "-1"})
    assert late.status_code == 409
    assert person.post("/en/follow/start", {"course": "1"}).status_code == 422
    assert len(store.dossier().courses.all()) == 1
    person.post("/en/follow/start", {"course": "1", "sure": "again"})
    assert [one.ended for one in store.dossier().courses.all()] == ["2026-11-22", None]


def test_a_check_in_is_due_kept_and_compared_with_the_next(
    person: Browser, store: Store, clock: list[date]
) -> None:
    begin(person)
    clock[0] = FIRST + timedelta(days=7)
    page = person.get("/en/follow").text
    assert re.search(r'class="now">After 1 week: 29 November 2026</span> <span>now<', page)
    assert "first check-in" in page
    person.post("/en/follow/check", {"course": "1"})
    assert "29 November 2026</span> <span>done<" in person.get("/en/follow").text
    clock[0] = FIRST + timedelta(days=28)
    page = person.get("/en/follow").text
    assert "6 December 2026</span> <span>skipped<" in page
    assert "You took no supplement on 29 November 2026, and none now." in page
    assert "three days again" in page
    course = store.dossier().courses.current()
    assert course is not None
    assert [one.date for one in course.check_ins] == ["2026-11-29"]


def test_the_review_compares_before_with_after_and_advises_anew(
    person: Browser, store: Store, clock: list[date]
) -> None:
    begin(person)
    book = store.dossier().logbook
    for back in range(-28, 56):
        day = FIRST + timedelta(days=back)
        book.merge(LogDay(date=day.isoformat(), cramps=2 if back < 0 else back % 2, stool="normal"))
    clock[0] = FIRST + timedelta(weeks=8)
    assert "/en/follow/review" in person.get("/en/follow").text
    for back in (1, 2, 3):
        eaten = (clock[0] - timedelta(days=back)).isoformat()
        person.post(f"/en/diary/{eaten}/add", {"text": MEALS})
    page = person.get("/en/follow/review").text
    main = page.split("<main")[1]
    assert "You used to get" in main
    assert "Cramps a week" in main
    assert "people often start when things are bad" in main
    assert "magwise trial" not in main
    assert main.count("<svg") >= 2
    for name in ("page", "calendar"):
        paper = person.post(f"/en/follow/{name}")
        assert paper.status_code == 200
        assert "attachment" in paper.headers["content-disposition"]
    person.post("/en/follow/end", {"course": "1"})
    assert "no plan under way" in person.get("/en/follow").text


def test_after_a_sign_to_stop_a_new_plan_needs_a_yes_and_begins_tomorrow(
    person: Browser, store: Store, clock: list[date]
) -> None:
    begin(person)
    clock[0] = FIRST + timedelta(days=10)
    today = clock[0].isoformat()
    store.dossier().logbook.merge(LogDay(date=today, side_effects=("chest-pain",)))
    page = person.get("/en/follow").text
    assert "112" in page
    assert "What you do now" not in page
    refused = person.post("/en/follow/start", {"course": "1", "sure": "again"})
    assert refused.status_code == 422
    assert "Tick the box if someone has looked at it" in refused.text
    person.post("/en/follow/start", {"course": "1", "sure": ["again", "looked"]})
    course = store.dossier().courses.current()
    assert course is not None
    assert course.start.date == (clock[0] + timedelta(days=1)).isoformat()
    assert "112" in person.get("/en/plan").text  # today it still goes first
    clock[0] += timedelta(days=1)
    assert 'class="alarm"' not in person.get("/en/plan").text


def test_a_new_medicine_stands_in_the_way_until_it_is_among_the_answers(
    person: Browser, store: Store, clock: list[date]
) -> None:
    store.dossier().logbook.merge(LogDay(date="2026-11-22", new_medicines=("levothyroxine",)))
    assert person.post("/en/follow/start", {"course": "-1", "sure": "looked"}).status_code == 422
    assert store.dossier().courses.all() == ()
    store.dossier().answer({"medicines": ["levothyroxine"]})
    begin(person)
    assert store.dossier().courses.current() is not None


def test_the_banner_says_what_to_do_with_the_dose(kb: Knowledge) -> None:
    today = date(2026, 11, 22)
    days = [LogDay(date=f"2026-11-{n}", stool="loose") for n in (18, 19, 20)]
    found = watch(Log(days=tuple(days)), ADULT, kb, today=today, start=start(TWO))
    assert [one.id for one in found.facts][:2] == [
        "followup.step-down-stools", "followup.step-down",
    ]  # fmt: skip
    assert watch(Log(), ADULT, kb, today=today, start=start(TWO)).facts == ()


def test_the_banner_counts_the_days_of_what_runs(kb: Knowledge) -> None:
    old = Log(days=(LogDay(date="2026-11-01", side_effects=("drowsiness",)),))
    today = date(2026, 11, 22)
    assert watch(old, ADULT, kb, today=today).facts == ()
    assert watch(old, ADULT, kb, today=today, start=start(TWO)).facts
    assert watch(old, ADULT, kb, today=today, trial_from=date(2026, 11, 1)).facts
    assert watch(old, ADULT, kb, today=today, start=start(TWO, "2026-11-02")).facts == ()


def test_a_medicine_that_is_known_no_longer_holds_a_plan_back(kb: Knowledge) -> None:
    days = [LogDay(date="2026-11-20", new_medicines=("levothyroxine",))]
    assert held_back(days, ADULT, kb) == ("check-again",)
    told = ADULT.model_copy(update={"medicines": (Medicine(name="Levothyroxine"),)})
    assert held_back(days, told, kb) == ()


def test_what_changed_since_the_last_time_is_told_with_why(kb: Knowledge) -> None:
    from magwise.followup import check_in

    begun = start(TWO)
    before = check_in(begun, Log(), ADULT, kb, today=date(2026, 11, 8))
    loose = Log(
        days=tuple(LogDay(date=f"2026-11-{n}", stool="loose") for n in (10, 11, 12)),
    )
    now = check_in(begun, loose, ADULT, kb, today=date(2026, 11, 15))
    told = since(as_said(before), "2026-11-08", now)
    assert told[0].id == "followup.since-less"
    assert told[0].values == {"date": "2026-11-08", "before": 100.0, "dose": 50.0}
    assert "followup.step-down-stools" in [one.id for one in told[1:]]
    assert "followup.log-thin" not in [one.id for one in told[1:]] or before.facts
    assert since(None, "2026-11-01", now)[0].id == "followup.since-first"
    assert since(as_said(now), "2026-11-15", now)[0].id == "followup.since-same"


def test_moments_lie_in_the_plan_and_the_diary_of_now_lies_after_its_first_day(
    kb: Knowledge,
) -> None:
    begun = start(None)
    assert [one.date for one in moments(begun, kb)] == [
        "2026-11-08", "2026-11-15", "2026-11-29", "2026-12-27",
    ]  # fmt: skip
    diary = Diary.model_validate(
        {
            "days": [
                {"date": one, "entries": [{"text": "soup"}]}
                for one in ("2026-10-30", "2026-11-01", "2026-11-05", "2026-12-26")
            ]
        }
    )
    kept = eaten_now(diary, begun, date(2026, 12, 27))
    assert [day.date for day in kept.days] == ["2026-12-26"]
