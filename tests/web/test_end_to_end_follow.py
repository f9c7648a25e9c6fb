"""Eight weeks and an experiment in a real Chromium: from plan to review, from design to verdict.

No script runs in the browser. The app runs in this process with a clock of its own, so that weeks
pass in a moment; nothing in the app can move its clock.
"""

import random
import re
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from magwise import Knowledge
from magwise.models import trial
from magwise.person.log import Log, LogDay
from magwise.person.log_rows import as_table
from magwise.store import Store, store_path
from magwise.web.app import create_app
from tests.web.conftest import PATIENCE_SECONDS, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST = date(2026, 11, 22)
WIDTH = 360
SAID = {
    "nl": {
        "on": "Verder", "add": "Zet erbij", "whole": "Ja, dit is alles", "keep": "Bewaar",
        "start": "Begin vandaag met dit plan", "follow": "Begin met dit plan, of kijk hoe het gaat",
        "kept": "Ik heb dit gelezen: bewaar deze terugblik", "import": "Lees in",
        "back": "Kijk terug", "advice": "Wat we nu adviseren", "end": "Stop met volgen",
        "mean": "mensen beginnen vaak als het slecht gaat", "read": "nieuwe vakken",
        "ended": "Er loopt nu geen plan", "none": "nee, niets", "before": "Krampen per week: eerst",
        "design": "Laat zien wat deze proef kan", "begin": "Loot en begin met deze proef",
        "with": "Vandaag: met magnesium", "without": "Vandaag: zonder magnesium",
        "see": "Laat zien wat eruit komt", "helps": "Het helpt jou", "anyway": "Ik wil het toch",
        "page": "Pagina voor arts of diëtist", "script": "De berekening (Python)",
        "days": ["kom havermout met banaan\n2 boterhammen met kaas\nbord spaghetti bolognese",
                 "2 boterhammen met pindakaas\nsalade met kip\nbord nasi"],
        "later": "kom havermout met banaan\n2 volkoren boterhammen met pindakaas\n"
                 "spinazie met kikkererwten en zilvervliesrijst\nhandje amandelen",
    },
    "en": {
        "on": "Go on", "add": "Add", "whole": "Yes, this is all", "keep": "Save",
        "start": "Start this plan today", "follow": "Start this plan, or see how it goes",
        "kept": "I have read this: keep this check-in", "import": "Read it",
        "back": "Look back", "advice": "What we advise now", "end": "Stop following",
        "mean": "people often start when things are bad", "read": "new cells",
        "ended": "There is no plan under way", "none": "no, nothing",
        "before": "Cramps a week:",
        "design": "Show what this experiment can do",
        "begin": "Draw lots and start this experiment",
        "with": "Today: with magnesium", "without": "Today: without magnesium",
        "see": "Show what came of it", "helps": "It helps you", "anyway": "I want it all the same",
        "page": "Page for a doctor or dietitian", "script": "The calculation (Python)",
        "days": ["bowl of porridge with a banana\n2 slices of bread with cheese\n"
                 "plate of spaghetti bolognese",
                 "2 slices of bread with peanut butter\nsalad with chicken\nplate of fried rice"],
        "later": "bowl of porridge with a banana\n2 slices of wholemeal bread with peanut butter\n"
                 "spinach with chickpeas and brown rice\nhandful of almonds",
    },
}  # fmt: skip


class Life:
    """Somebody at the app, with a calendar that the test turns."""

    def __init__(self, page: "Page", address: str, language: str, clock: list[date]) -> None:
        self.page = page
        self.said = SAID[language]
        self._at = f"{address}/{language}"
        self._clock = clock

    def day(self, days: int = 0) -> str:
        return (self._clock[0] + timedelta(days=days)).isoformat()

    def wait(self, days: int) -> None:
        self._clock[0] += timedelta(days=days)

    def to(self, path: str) -> None:
        self.page.goto(f"{self._at}/{path}")
        wide = self.page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide == 0, path

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=str(self.said[name]), exact=True).first.click()

    def reads(self, name: str) -> bool:
        return str(self.said[name]) in self.page.locator("main").inner_text()

    def answer_questions(self) -> None:
        self.to("questions")
        for name in ("red-flags-emergency", "red-flags-today"):
            self.page.locator(f"#{name} input[value='-']").check()
        self.press("on")
        self.page.locator("#country input[value='nl']").check()
        self.page.locator("#age input[type=text]").fill("34")
        self.page.locator("#sex input[value='male']").check()
        self.press("on")
        self.page.locator("#kidneys input[value='no-problem']").check()
        self.page.locator("#conditions input[value='-']").check()
        for name in ("medicines", "supplements"):
            self.page.locator(f"input[name='{name}-as'][value='-']").check()
        self.press("on")

    def eat(self, day: str, text: str) -> None:
        self.to(f"diary/{day}")
        self.page.locator("textarea[name=text]").fill(text)
        self.press("add")
        self.page.locator("input[name=complete][value=yes]").check()
        self.press("keep")

    def log(self, day: str, cramps: int) -> None:
        """One day as it is filled in on a phone: a few taps."""
        self.to(f"log/{day}")
        for name, value in (("cramps", cramps), ("sore", 0), ("stool", "normal"), ("side", 0)):
            self.page.locator(f"input[name={name}][value='{value}']").check(force=True)
        self.press("keep")
        assert self.page.locator(f"#d-{day} td").first.inner_text() == str(cramps)

    def log_from_a_file(self, folder: Path, days: list[LogDay]) -> None:
        path = folder / "log.csv"
        path.write_text(as_table(Log(days=tuple(days))), encoding="utf-8")
        self.to("log")
        self.page.locator("input[type=file]").set_input_files(path)
        self.press("import")
        assert self.reads("read")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(store_path(tmp_path / "own"))
    yield opened
    opened.close()


@pytest.fixture
def clock() -> list[date]:
    return [FIRST]


@pytest.fixture
def address(kb: Knowledge, store: Store, clock: list[date]) -> Iterator[str]:
    port = free_port()
    app = create_app(kb, store, hosts=[f"127.0.0.1:{port}"], today=lambda: clock[0])
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="critical", lifespan="off", access_log=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=PATIENCE_SECONDS)


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE_SECONDS)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_eight_weeks_from_plan_to_review(
    page: "Page", address: str, store: Store, clock: list[date], tmp_path: Path, language: str
) -> None:
    life = Life(page, address, language, clock)
    chance = random.Random(3)
    life.answer_questions()
    for back, text in enumerate(life.said["days"], start=1):
        life.eat(life.day(-back), text)
    before = [
        LogDay(date=life.day(-n), cramps=chance.choice([1, 1, 2, 3]), energy=5.0)
        for n in range(1, 29)
        if n % 7
    ]
    life.log_from_a_file(tmp_path, before)

    life.to("plan")
    with page.expect_navigation():
        page.get_by_role("link", name=str(life.said["follow"])).click()
    life.press("start")
    assert page.locator(".moments li").count() == 4

    life.log(life.day(), 1)
    for week in (1, 2, 4, 8):
        passed = 7 * week - (clock[0] - FIRST).days
        days = [
            LogDay(
                date=life.day(n), cramps=chance.choice([0, 0, 0, 1]), energy=7.0, stool="normal",
                side_effects=(), soreness={},
            )
            for n in range(1, passed)
            if n % 6
        ]  # fmt: skip
        life.wait(passed)
        life.log_from_a_file(tmp_path, days)
        if week == 8:
            for back in (1, 2, 3):
                life.eat(life.day(-back), str(life.said["later"]))
        life.to("follow")
        assert page.locator(".moments .now").count() == 1
        life.press("kept")
        assert page.locator(".moments .now").count() == 0

    with page.expect_navigation():
        page.get_by_role("link", name=str(life.said["back"]), exact=True).click()
    for name in ("advice", "mean", "before"):
        assert life.reads(name), name
    assert page.locator("figure svg").count() >= 2
    with page.expect_download() as download:
        page.get_by_role("button", name=str(life.said["page"])).click()
    assert "magwise-review" in download.value.suggested_filename
    life.press("end")
    assert life.reads("ended")
    (course,) = store.dossier().courses.all()
    assert [one.said["week"] for one in course.check_ins] == [1, 2, 4, 8]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_experimenter_from_design_to_verdict(
    page: "Page", address: str, store: Store, clock: list[date], tmp_path: Path, kb: Knowledge,
    language: str,
) -> None:  # fmt: skip
    life = Life(page, address, language, clock)
    chance = random.Random(7)
    life.answer_questions()
    life.eat(life.day(-1), str(life.said["later"]))
    before = [LogDay(date=life.day(-n), cramps=chance.choice([1, 2, 2])) for n in range(1, 22)]
    life.log_from_a_file(tmp_path, before)

    life.to("trial")
    page.locator("select[name=pairs]").select_option("8")
    life.press("design")  # the page comes back by itself, also without script
    page.locator("table.design").wait_for()
    assert page.locator("table.design tbody tr").count() >= 1
    assert store.dossier().experiments.current() is not None
    sure = page.get_by_text(str(life.said["anyway"]))
    if sure.count():
        sure.click()
    life.press("begin")
    kept = store.dossier().experiments.current()
    assert kept is not None
    plan = trial.from_record(kept.design, kb)

    active = {
        day: one.active
        for one in plan.periods
        for day in range(one.start, one.start + plan.days_per_period)
    }
    for place in (0, 1):  # the first day of the first two periods, by hand
        begins = plan.periods[place].start
        life.wait((trial.date_of(plan, begins) - clock[0]).days)
        life.to("trial")
        assert life.reads("with" if plan.periods[place].active else "without")
        life.log(life.day(), 0 if active[begins] else 2)
    days = [
        LogDay(
            date=trial.date_of(plan, day).isoformat(),
            cramps=chance.choice([0, 0, 1] if active.get(day) else [1, 2, 3]),
            doses=2.0 if active.get(day) else 0.0, stool="normal", side_effects=(),
        )
        for day in range(plan.total_days)
        if day % 9 and day not in {one.start for one in plan.periods[:2]}
    ]  # fmt: skip
    life.wait((trial.date_of(plan, plan.total_days) - clock[0]).days)
    life.log_from_a_file(tmp_path, days)

    life.to("trial")
    assert not life.reads("helps")
    life.press("see")
    assert life.reads("helps")
    assert page.locator("figure svg circle").count() > 50
    assert re.search(r"\b5\b|\b[0-4] %", page.locator("main").inner_text())
    with page.expect_download() as download:
        page.get_by_role("button", name=str(life.said["script"])).click()
    assert download.value.suggested_filename == "magwise-analysis.py"
