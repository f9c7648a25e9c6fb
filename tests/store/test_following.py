"""The log, plans and experiments that are kept: nothing is lost silently, nor on the way up."""

import json
import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from magwise import Knowledge
from magwise.followup.records import Start
from magwise.models.trial import as_record, design
from magwise.person.log import Log, LogDay
from magwise.store import ChangedError, Dossier, Store, exporting, migrating
from magwise.store.file import engine_of

DAY = date(2026, 11, 22)


def start(first: str = "2026-11-01") -> Start:
    return Start(first, 8, None, None, None, None, None, "hash", "1")


def test_nothing_happened_and_not_filled_in_come_back_as_they_were(me: Dossier) -> None:
    day = LogDay(date="2026-11-22", cramps=0, soreness={}, side_effects=(), training=())
    me.logbook.write(day, 0)
    kept = me.logbook.day(DAY)
    assert kept.day == day
    assert kept.day.cramps == 0
    assert kept.day.energy is None
    assert kept.day.new_medicines is None
    assert me.logbook.day(date(2026, 11, 21)).day.cramps is None
    assert me.logbook.log() == Log(days=(day,))


def test_a_second_window_cannot_overwrite_a_day_of_the_log(me: Dossier) -> None:
    first = me.logbook.write(LogDay(date="2026-11-22", cramps=2), 0)
    with pytest.raises(ChangedError, match="day-changed"):
        me.logbook.write(LogDay(date="2026-11-22", cramps=5), 0)
    me.logbook.write(LogDay(date="2026-11-22", cramps=3), first.version)
    with pytest.raises(ChangedError):
        me.logbook.write(LogDay(date="2026-11-22", energy=4), first.version)
    with pytest.raises(ChangedError):
        me.logbook.write(LogDay(date="2026-11-20", energy=4), 3)
    assert me.logbook.day(DAY).day == LogDay(date="2026-11-22", cramps=3)


def test_of_many_windows_that_write_one_day_exactly_one_wins(store: Store) -> None:
    won: list[int] = []

    def window(number: int) -> None:
        try:
            store.dossier().logbook.write(LogDay(date="2026-11-22", cramps=number), 0)
            won.append(number)
        except ChangedError:
            pass

    windows = [threading.Thread(target=window, args=(number,)) for number in range(8)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert len(won) == 1
    assert store.dossier().logbook.day(DAY).day.cramps == won[0]


def test_what_is_added_later_leaves_the_rest_of_the_day(me: Dossier) -> None:
    me.logbook.merge(LogDay(date="2026-11-22", cramps=2))
    me.logbook.merge(LogDay(date="2026-11-22", stool="normal"))
    assert me.logbook.day(DAY).day == LogDay(date="2026-11-22", cramps=2, stool="normal")


def test_reading_a_log_fills_in_what_is_open_and_says_what_differs(me: Dossier) -> None:
    me.logbook.merge(LogDay(date="2026-11-22", cramps=2))
    log = Log(
        days=(
            LogDay(date="2026-11-21", energy=6.0),
            LogDay(date="2026-11-22", cramps=4, stool="normal"),
        )
    )
    added = me.logbook.add(log)
    assert added.new == 2
    assert added.differing == (("2026-11-22", "cramps"),)
    assert me.logbook.day(DAY).day == LogDay(date="2026-11-22", cramps=2, stool="normal")
    assert me.logbook.add(log).new == 0


def test_a_new_plan_ends_the_one_before_and_keeps_it(me: Dossier) -> None:
    first = me.courses.begin(start(), DAY)
    me.courses.keep_check_in(first.id, DAY, {"step": "hold"})
    me.courses.keep_check_in(first.id, DAY, {"step": "stop"})
    second = me.courses.begin(start("2026-11-22"), DAY)
    kept = me.courses.all()
    assert [one.ended for one in kept] == ["2026-11-22", None]
    assert [one.said["step"] for one in kept[0].check_ins] == ["stop"]
    assert me.courses.current() == second
    me.courses.end(second.id, DAY)
    assert me.courses.current() is None


def test_nobody_reaches_the_plan_of_another(store: Store) -> None:
    mine = store.dossier("a").courses.begin(start(), DAY)
    with pytest.raises(ChangedError):
        store.dossier("b").courses.end(mine.id, DAY)
    assert store.dossier("b").courses.all() == ()


def test_an_experiment_is_drawn_once(me: Dossier, kb: Knowledge) -> None:
    plan = design("cramps", kb, seed=7, start="2026-11-23")
    draft = me.experiments.draft(as_record(plan), {"mean": 4.0})
    again = me.experiments.draft(as_record(plan), {"mean": 5.0})
    assert [one.id for one in me.experiments.all()] == [again.id]
    with pytest.raises(ChangedError):
        me.experiments.begin(draft.id, draft.version + 7, as_record(plan))
    me.experiments.begin(again.id, again.version, as_record(plan))
    with pytest.raises(ChangedError):  # the same button in another window
        me.experiments.begin(again.id, again.version, as_record(plan))
    with pytest.raises(ChangedError):  # a design cannot push out what is running
        me.experiments.draft(as_record(plan), {})
    me.experiments.guess(again.id, {"1": True})
    me.experiments.guess(again.id, {"2": False})
    running = me.experiments.current()
    assert running is not None
    assert running.guesses == {"1": True, "2": False}
    me.experiments.end(again.id, running.version, DAY)
    ended = me.experiments.current()
    assert ended is not None
    assert ended.ended == "2026-11-22"
    me.experiments.drop(again.id, ended.version)
    assert me.experiments.current() is None
    assert len(me.experiments.all()) == 1


def test_an_export_holds_log_plans_and_experiments(me: Dossier, kb: Knowledge) -> None:
    me.logbook.write(LogDay(date="2026-11-22", cramps=0), 0)
    me.courses.keep_check_in(me.courses.begin(start(), DAY).id, DAY, {"step": "hold"})
    plan = design("cramps", kb, seed=7, start="2026-11-23", blinded=True)
    draft = me.experiments.draft(as_record(plan), {})
    me.experiments.begin(draft.id, draft.version, as_record(plan))
    held = exporting.everything(me)
    assert held["log"]["days"] == [{"date": "2026-11-22", "cramps": 0, "cramp_details": []}]
    assert held["courses"][0]["check_ins"] == [{"date": "2026-11-22", "step": "hold"}]
    assert held["experiments"][0]["design"]["seed"] is None
    files = exporting.files_of(me, kb)
    assert json.loads(files["start-1.json"])["date"] == "2026-11-01"
    assert json.loads(files["experiment-1.json"])["blinded"] is True


def test_the_log_of_an_older_store_goes_up_and_down_without_loss(tmp_path: Path) -> None:
    engine = engine_of(tmp_path / "one.db")
    with engine.execution_options(writes=True).connect() as connection:
        migrating.upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO person (id, key, answers, answers_format, wishes, version, made)"
                " VALUES (1, 'me', '{}', 1, '{}', 1, '2026-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO log (person_id, date, kind, value, note, made) VALUES"
                " (1, '2026-11-21', 'cramps', 2.0, 'kuit', '2026-01-01 00:00:00'),"
                " (1, '2026-11-21', 'energy', 6.0, NULL, '2026-01-01 00:00:00')"
            )
        )
        connection.commit()
    engine.dispose()
    store = Store(tmp_path / "one.db")
    book = store.dossier().logbook
    assert book.day(date(2026, 11, 21)).day.note == "cramps 2 kuit; energy 6"
    book.write(LogDay(date="2026-11-22", cramps=0, soreness={"calves": 4.0}), 0)
    before = book.log()
    store.close()
    engine = engine_of(tmp_path / "one.db")
    with engine.execution_options(writes=True).connect() as connection:
        migrating.downgrade(connection, "0001")
        connection.commit()
        assert connection.execute(text("SELECT count(*) FROM log")).scalar() == 2
    engine.dispose()
    store = Store(tmp_path / "one.db")
    assert store.dossier().logbook.log() == before
    store.close()
