"""An experiment in the app: what it can show beforehand, who may know the order, what it shows."""

import json
import random
import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from magwise import Knowledge
from magwise.followup.experiment_days import own_start, trial_days
from magwise.models import trial
from magwise.person.log import Log, LogDay
from magwise.store import KeptExperiment, Store
from magwise.web.app import App
from tests.web.conftest import PATIENCE_SECONDS, Browser, eat, fill_in

FIRST = date(2026, 11, 22)
ASKED = {"instrument": "cramps", "mean": "8", "pairs": "12", "days": "7"}


@pytest.fixture
def clock() -> list[date]:
    return [FIRST]


@pytest.fixture
def person(made: Callable[..., App], clock: list[date]) -> Browser:
    browser = Browser(made(requests_per_second=1000.0, today=lambda: clock[0]))
    fill_in(browser)
    eat(browser)
    return browser


def current(store: Store) -> KeptExperiment:
    kept = store.dossier().experiments.current()
    assert kept is not None
    return kept


def designed(browser: Browser, **given: str) -> str:
    """Ask for a design, and wait until what it can show is worked out."""
    page = browser.post("/en/trial/design", {**ASKED, **given}).text
    until = time.monotonic() + PATIENCE_SECONDS
    while 'http-equiv="refresh"' in page and time.monotonic() < until:
        time.sleep(0.1)
        page = browser.get("/en/trial").text
    assert 'http-equiv="refresh"' not in page
    return page


def begun(browser: Browser, store: Store, **given: str) -> str:
    designed(browser, **given)
    number = str(current(store).id)
    return browser.post("/en/trial/begin", {"experiment": number, "sure": "sure"}).text


def live(
    store: Store, plan: trial.Design, with_: tuple[int, ...], without: tuple[int, ...]
) -> None:
    """Write every day down, with fewer or more cramps in the periods with magnesium."""
    chance = random.Random(5)
    active = {
        day: one.active
        for one in plan.periods
        for day in range(one.start, one.start + plan.days_per_period)
    }
    for day in range(plan.total_days):
        given = active.get(day)
        store.dossier().logbook.merge(
            LogDay(
                date=trial.date_of(plan, day).isoformat(),
                cramps=chance.choice(with_ if given else without),
                doses=2.0 if given else 0.0,
                stool="normal",
                side_effects=(),
                new_medicines=(),
            )
        )


def test_it_says_that_it_is_working_and_then_what_the_design_can_show(
    person: Browser, store: Store
) -> None:
    first = person.post("/en/trial/design", ASKED)
    assert first.status_code == 200
    assert "<progress" in first.text or "How often these designs" in first.text
    page = designed(person)
    assert "about 8" in page
    rows = re.findall(r"(\d+) pairs of (\d+) days", page)
    assert ("12", "7") in rows
    assert len(rows) >= 2
    assert "Nothing has begun yet" in page
    assert "lot number" not in page.lower()  # nothing is drawn, so nobody can draw until it suits
    assert current(store).design["seed"] is None


def test_a_hopeless_design_is_advised_against_and_needs_a_yes(
    person: Browser, store: Store
) -> None:
    page = designed(person, mean="1", pairs="6")
    assert "We advise against this experiment" in page
    number = str(current(store).id)
    refused = person.post("/en/trial/begin", {"experiment": number})
    assert refused.status_code == 422
    assert current(store).state == "draft"
    person.post("/en/trial/begin", {"experiment": number, "sure": "sure"})
    assert current(store).state == "running"


def test_too_few_pairs_give_an_estimate_only_and_nothing_to_wait_for(person: Browser) -> None:
    page = person.post("/en/trial/design", {**ASKED, "pairs": "4"}).text
    assert "refresh" not in page
    assert "no verdict" in page


def test_the_own_start_comes_from_the_log(person: Browser, store: Store) -> None:
    for back in range(1, 15):
        day = (FIRST - timedelta(days=back)).isoformat()
        store.dossier().logbook.merge(LogDay(date=day, cramps=back % 2))
    assert "about 3.5 a week in your log (14 days filled in)" in person.get("/en/trial").text
    page = designed(person, mean="")
    assert "about 3.5" in page


def test_empty_days_are_no_days_without_cramps() -> None:
    days = tuple(LogDay(date=f"2026-11-{n:02d}", cramps=2 if n % 2 else None) for n in range(1, 22))
    found = own_start(Log(days=days), "cramps", "count", FIRST)
    assert found is not None
    assert found.mean == 14
    assert found.days == 11
    assert found.missing_share == pytest.approx(10 / 21)
    assert own_start(Log(days=days[:6]), "cramps", "count", FIRST) is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"mean": ""}, "Fill in how much it is now"),
        ({"mean": "0"}, "We cannot work with"),
        ({"mean": "x"}, "not a number"),
        ({"pairs": "40"}, "40 pairs is not possible"),
        ({"start": "2026-11-01"}, "cannot be the first day"),
        ({"start": "2028-01-01"}, "cannot be the first day"),
        ({"instrument": "sleep"}, "cannot be measured here"),
    ],
)
def test_a_design_that_cannot_be_is_told(
    person: Browser, store: Store, given: dict[str, str], says: str
) -> None:
    done = person.post("/en/trial/design", {**ASKED, **given})
    assert done.status_code == 422
    assert says in done.text
    assert store.dossier().experiments.all() == ()


def test_who_may_not_take_the_dose_gets_the_reason_and_no_design(
    person: Browser, store: Store
) -> None:
    store.dossier().answer({"kidneys": "dialysis"})
    page = person.post("/en/trial/design", ASKED).text
    assert "So we make no experiment with magnesium for you" in page
    assert "magwise advise" not in page
    assert store.dossier().experiments.all() == ()


def test_nothing_begins_while_a_stop_rule_stands_or_beside_a_plan_with_a_dose(
    person: Browser, store: Store
) -> None:
    store.dossier().logbook.merge(LogDay(date="2026-11-22", side_effects=("rash",)))
    done = person.post("/en/trial/design", ASKED)
    assert done.status_code == 422
    assert "Something at the top goes first" in done.text


def test_an_open_experiment_says_each_day_what_to_take(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    page = begun(person, store)
    plan = trial.from_record(current(store).design, kb)
    assert f"Lot number: {plan.seed}." in page
    for place in (0, 3, -1):
        period = plan.periods[place]
        clock[0] = trial.date_of(plan, period.start)
        page = person.get("/en/trial").text
        assert f"Today: {'with' if period.active else 'without'} magnesium" in page
    again = person.post("/en/trial/begin", {"experiment": str(current(store).id), "sure": "sure"})
    assert again.status_code == 409  # drawn once
    assert trial.from_record(current(store).design, kb).seed == plan.seed


def test_a_stop_rule_during_the_experiment_takes_the_dose_away(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    begun(person, store)
    plan = trial.from_record(current(store).design, kb)
    clock[0] = trial.date_of(plan, plan.periods[1].start)
    for back in (0, 1):
        day = (clock[0] - timedelta(days=back)).isoformat()
        store.dossier().logbook.merge(LogDay(date=day, stool="watery"))
    main = person.get("/en/trial").text.split("<main")[1]
    assert "The experiment ends here" in main
    assert "Today:" not in main
    assert "100 mg" not in main


def test_a_blinded_page_never_shows_the_order_and_the_sheet_is_shown_once(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    sheet = begun(person, store, blinded="yes")
    lot = re.search(r"Lot number: (\d+)\.", sheet)
    assert lot is not None
    kept = current(store)
    plan = trial.from_record(kept.design, kb, seed=int(lot[1]))
    given = re.findall(r"<td>(magnesium|empty capsule)</td>", sheet)
    assert given == ["magnesium" if one.active else "empty capsule" for one in plan.periods]
    assert kept.design["seed"] is None
    number = {"experiment": str(kept.id)}
    assert person.post("/en/trial/begin", {**number, "sure": "sure"}).status_code == 409
    paper = person.post("/en/trial/sheet", {**number, "lot": lot[1]})
    assert lot[1] in paper.text
    assert person.post("/en/trial/sheet", {**number, "lot": "1"}).status_code == 422
    clock[0] = trial.date_of(plan, plan.periods[2].start)
    live(store, plan, (0,), (2, 3))
    for answer in (
        person.get("/en/trial"), person.get("/nl/trial"), person.post("/en/data/export"),
        person.post("/en/trial/file/days.csv"), person.post("/en/trial/file/design.json"),
        person.post("/en/trial/file/periods.ics"),
    ):  # fmt: skip
        assert answer.status_code == 200
        assert lot[1].encode() not in answer.content
    page = person.get("/en/trial").text
    assert "take from pot 3" in page
    assert "with magnesium." not in page
    assert b"with magnesium" not in person.post("/en/trial/file/periods.ics").content
    assert ",with," not in person.post("/en/trial/file/days.csv").text
    for name in ("page.html", "analysis.py", "chart.svg"):
        assert person.post(f"/en/trial/file/{name}").status_code == 404


def test_a_blinded_experiment_opens_with_the_helpers_number_and_tells_about_guesses(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    sheet = begun(person, store, blinded="yes")
    lot = re.search(r"Lot number: (\d+)\.", sheet)
    assert lot is not None
    kept = current(store)
    plan = trial.from_record(kept.design, kb, seed=int(lot[1]))
    live(store, plan, (0, 0, 1), (1, 2, 2))
    number = {"experiment": str(kept.id)}
    early = person.post("/en/trial/end", number)
    assert early.status_code == 422  # stopping half-way asks first
    clock[0] = trial.date_of(plan, plan.total_days)
    right = {
        f"pot-{place}": "with" if one.active else "without"
        for place, one in enumerate(plan.periods, start=1)
    }
    person.post("/en/trial/guess", {**number, **right})
    page = person.post("/en/trial/end", number).text
    assert "ask your helper for the lot number" in page
    assert "It helps you" not in page
    wrong = person.post("/en/trial/open", {**number, "lot": "12"})
    assert wrong.status_code == 422
    assert "--seed" not in wrong.text
    page = person.post("/en/trial/open", {**number, "lot": f" {lot[1][:3]} {lot[1][3:]}"}).text
    assert "It helps you" in page
    assert "Of 12 pairs" in page or "12" in page
    assert "expect" in page  # who could tell the pots apart is told what that means


def test_from_days_to_verdict_with_papers_that_agree(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    begun(person, store)
    kept = current(store)
    plan = trial.from_record(kept.design, kb)
    live(store, plan, (0, 0, 1), (1, 2, 2))
    clock[0] = trial.date_of(plan, plan.total_days)
    assert "It helps you" not in person.get("/en/trial").text
    page = person.post("/en/trial/end", {"experiment": str(kept.id)}).text
    log = store.dossier().logbook.log().days
    result = trial.analyse(plan, trial_days(plan, log), kb)
    assert result.verdict is trial.Verdict.HELPS
    assert result.effect is not None
    assert "It helps you" in page
    assert f"about {round(100 * result.effect.best)} were left" in page
    assert "<svg" in page
    other = person.post("/en/trial/prior", {"prior": "count-wide"}).text
    assert re.search(r'value="count-wide" selected', other)
    assert "It helps you" in other
    for name in ("page.html", "days.csv", "analysis.py", "chart.svg", "design.json"):
        paper = person.post(f"/en/trial/file/{name}")
        assert paper.status_code == 200, name
        assert "attachment" in paper.headers["content-disposition"]
    assert json.loads(person.post("/en/trial/file/design.json").text)["seed"] == plan.seed
    rows = person.post("/en/trial/file/days.csv").text.splitlines()
    assert len(rows) == plan.total_days + 1
    scope: dict[str, object] = {}
    exec(person.post("/en/trial/file/analysis.py").text, scope)  # the script redoes the draw
    assert len(scope["found"]) == 12  # type: ignore[arg-type]
    person.post("/en/trial/drop", {"experiment": str(kept.id)})
    assert "Show what this experiment can do" in person.get("/en/trial").text
    assert len(store.dossier().experiments.all()) == 1


def test_a_missing_day_stays_missing_in_the_raw_days(
    person: Browser, store: Store, clock: list[date], kb: Knowledge
) -> None:
    begun(person, store)
    plan = trial.from_record(current(store).design, kb)
    first = trial.date_of(plan, plan.periods[0].start)
    store.dossier().logbook.merge(LogDay(date=first.isoformat(), cramps=0))
    store.dossier().logbook.merge(
        LogDay(date=(first + timedelta(days=1)).isoformat(), energy=5.0, doses=1.0)
    )
    clock[0] = first + timedelta(days=2)
    rows = {
        line.split(",")[0]: line.split(",")[4:]
        for line in person.post("/en/trial/file/days.csv").text.splitlines()
    }
    assert rows[first.isoformat()] == ["0", ""]
    assert rows[(first + timedelta(days=1)).isoformat()] == ["", "yes"]
    assert "Not filled in yet" in person.get("/en/trial").text
