"""The papers of a follow-up: charts with empty days in sight, the page, and the calendar."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from magwise import Knowledge
from magwise.core.records import Dose, Regimen
from magwise.followup import Review, Start, review
from magwise.followup.completeness import completeness, taken
from magwise.followup.records import from_record
from magwise.person.files import read_json, read_text
from magwise.person.log import Log, LogDay
from magwise.person.log_rows import read_log
from magwise.person.reading import read_person
from magwise.report.followup_calendar import calendar
from magwise.report.followup_chart import Panel, course, course_svg
from magwise.report.followup_page import page

HERE = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def start() -> Start:
    path = HERE / "followup" / "start.json"
    return from_record(read_json(read_text(path)[0], path.name), path.name)


@pytest.fixture(scope="module")
def log() -> Log:
    return read_log(HERE / "followup" / "log.csv")


@pytest.fixture(scope="module")
def found(kb: Knowledge, start: Start, log: Log) -> Review:
    read = read_person(HERE / "runner.yaml", diary=HERE / "followup" / "later-diary.csv")
    return review(start, log, read.profile, read.diary, kb, today=TODAY)


def panel(kb: Knowledge, start: Start, log: Log, name: str) -> Panel:
    drawn = course(start, log, kb, "en", today=TODAY)
    return next(one for one in drawn.panels if one.id == name)


def test_every_day_is_a_dot_or_a_cross_and_never_both(
    kb: Knowledge, start: Start, log: Log
) -> None:
    cramps = panel(kb, start, log, "cramps")
    dots = {day for day, _ in cramps.dots}
    assert dots.isdisjoint(cramps.empty)
    assert dots | set(cramps.empty) == set(range(min(dots), 56))
    drawn = course_svg(course(start, log, kb, "en", today=TODAY))
    crosses = sum(len(one.empty) for one in course(start, log, kb, "en", today=TODAY).panels)
    assert drawn.count('class="empty"') == crosses > 0


def test_a_day_left_empty_has_no_dot_at_zero(kb: Knowledge, start: Start) -> None:
    days = (LogDay(date="2026-09-21", cramps=2), LogDay(date="2026-09-22", energy=5))
    cramps = panel(kb, start, Log(days=days), "cramps")
    assert cramps.dots == ((0, 2.0),)
    assert 1 in cramps.empty


def test_the_table_has_a_row_for_each_week_with_the_days_filled_in(
    kb: Knowledge, start: Start, log: Log
) -> None:
    cramps = panel(kb, start, log, "cramps")
    filled = [int(row[1].split(" / ")[0]) for row in cramps.rows[1:]]
    assert sum(filled) == len(cramps.dots)
    assert [row[0] for row in cramps.rows[-8:]] == [str(week) for week in range(1, 9)]


def test_doses_of_a_plan_that_were_not_written_down_are_empty_and_not_missed(
    kb: Knowledge, start: Start, log: Log
) -> None:
    dosed = replace(start, regimen=Regimen((Dose(75.0, "citrate"), Dose(75.0, "citrate"))))
    none = Log(days=tuple(one.model_copy(update={"doses": None}) for one in log.days))
    doses = panel(kb, dosed, none, "doses")
    assert not doses.dots
    assert len(doses.empty) == 56
    count = taken(dosed, none, TODAY)
    assert count is not None
    assert (count.known_days, count.share) == (0, None)


def test_doses_taken_are_counted_on_known_days_only(start: Start) -> None:
    dosed = replace(start, regimen=Regimen((Dose(75.0, "citrate"), Dose(75.0, "citrate"))))
    log = Log(days=(LogDay(date="2026-09-21", doses=2), LogDay(date="2026-09-23", doses=1)))
    count = taken(dosed, log, TODAY)
    assert count is not None
    assert (count.known_days, count.days, count.doses, count.planned) == (2, 56, 3.0, 4.0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_has_the_data_first_and_needs_nothing_else(
    kb: Knowledge, start: Start, log: Log, found: Review, language: str
) -> None:
    made = page(start, log, found, kb, language, today=TODAY)  # type: ignore[arg-type]
    heads = re.findall(r"<h2>(.*?)</h2>", made)
    said = kb.text(language)
    assert heads[0] == said["ui.followup-page-quality"]
    assert heads[1] == said["ui.followup-page-fired"]
    assert heads[-1] == said["ui.trial-sources"]
    assert said["followup.rules-not-reviewed"] in made
    assert "<script" not in made
    assert "{" not in re.sub(r"<style>.*?</style>", "", made, flags=re.DOTALL)


def test_the_page_says_how_many_days_were_filled_in(
    kb: Knowledge, start: Start, log: Log, found: Review
) -> None:
    row = next(one for one in completeness(start, log, TODAY).rows if one.what == "cramps")
    made = page(start, log, found, kb, "en", today=TODAY)
    assert f"{row.during} / 56" in made
    assert (row.before, row.lately) == (25, 11)


def test_in_an_emergency_the_page_holds_nothing_else(kb: Knowledge, start: Start, log: Log) -> None:
    ill = log.with_day(LogDay(date="2026-11-20", side_effects=("pijn op de borst",)))
    read = read_person(HERE / "runner.yaml")
    urgent = review(start, ill, read.profile, read.diary, kb, today=TODAY)
    made = page(start, ill, urgent, kb, "nl", today=TODAY)
    assert "112" in made
    assert made.count("<h2>") == 1
    assert "<svg" not in made


def test_words_of_the_person_cannot_become_markup(kb: Knowledge, start: Start, log: Log) -> None:
    odd = log.with_day(LogDay(date="2026-11-20", side_effects=("<b>raar</b>",)))
    read = read_person(HERE / "runner.yaml")
    seen = review(start, odd, read.profile, read.diary, kb, today=TODAY)
    made = page(start, odd, seen, kb, "nl", today=TODAY)
    assert "<b>raar" not in made
    assert "&lt;b&gt;raar" in made


def test_the_calendar_has_each_check_in_once_and_replaces_itself(
    kb: Knowledge, start: Start
) -> None:
    first = calendar(start, kb, "nl", today=TODAY)
    again = calendar(start, kb, "nl", today=TODAY, before=first)
    events: list[list[Any]] = [
        icalendar.Calendar.from_ical(one).walk("VEVENT") for one in (first, again)
    ]
    looks = [one for one in events[0] if str(one["UID"]).startswith("check-")]
    days = [(one["DTSTART"].dt.date() - start.first_day).days for one in looks]
    assert days == [7, 14, 28, 56]
    assert [str(one["UID"]) for one in events[0]] == [str(one["UID"]) for one in events[1]]
    assert all(
        int(new["SEQUENCE"]) > int(old["SEQUENCE"]) for old, new in zip(*events, strict=True)
    )
    diaries = [one for one in events[0] if str(one["UID"]).startswith("diary-")]
    assert [(one["DTEND"].dt - one["DTSTART"].dt).days for one in diaries] == [3, 3]
