"""What was acknowledged stays: stopped programs, migrations, backup, restore; erased is gone."""

import contextlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from magwise import Knowledge
from magwise.core.errors import InputError
from magwise.foods.folder import held
from magwise.person import DiaryEntry, Profile
from magwise.person.log import LogDay
from magwise.person.log_rows import log_from
from magwise.person.reading import person_from, read_diary
from magwise.store import Dossier, Store, copies, exporting, migrating, store_path
from magwise.store.file import engine_of

DAY = date(2026, 11, 22)
WRITER = """
import sys
from datetime import date
from pathlib import Path
from magwise.person import DiaryEntry
from magwise.store import Store
store = Store(Path(sys.argv[1]))
for number in range(100000):
    day = date.fromordinal(739000 + number % 50)
    store.dossier().add(day, [DiaryEntry(text=f"line {number}")])
    print(number, flush=True)
"""


def fill(me: Dossier) -> None:
    me.answer({"age": 34.0, "sex": "female", "conditions": []})
    me.add(DAY, [DiaryEntry(text='kom "soep", met brood; en =1+1', time="12:30")])
    me.say_complete(DAY, complete=True, version=me.day(DAY).version)
    me.choose("food", "kaas", "cheese-gouda-30")
    me.logbook.merge(LogDay(date="2026-11-21", cramps=2, soreness={}, note="kuit"))


@pytest.mark.parametrize("acknowledged", [1, 40])
def test_an_acknowledged_entry_survives_a_program_that_is_killed(
    tmp_path: Path, acknowledged: int
) -> None:
    path = store_path(tmp_path)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    with writer.stdout as said:
        last = -1
        while last < acknowledged:
            last = int(said.readline())
        os.kill(writer.pid, signal.SIGKILL)
        told = [int(line) for line in said.read().split()]
    assert writer.wait() == -signal.SIGKILL
    last = max([last, *told])
    store = Store(path)
    try:
        kept = {entry.text for day in store.dossier().days() for entry in day.entries}
    finally:
        store.close()
    assert {f"line {number}" for number in range(last + 1)} <= kept
    with contextlib.closing(sqlite3.connect(path)) as one:
        assert one.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_settings_that_make_it_last_are_on(store: Store) -> None:
    with store._engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_migrations_make_exactly_the_tables_the_program_uses(store: Store) -> None:
    with store._engine.connect() as connection:
        assert migrating.form_of(connection) == migrating.newest()
        assert migrating.differences(connection) == []


def test_migrations_go_down_and_up_again(tmp_path: Path) -> None:
    engine = engine_of(tmp_path / "one.db")
    with engine.execution_options(writes=True).connect() as connection:
        for _ in range(2):
            migrating.upgrade(connection)
            connection.commit()
            assert migrating.differences(connection) == []
            migrating.downgrade(connection)
            connection.commit()
            assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def test_a_store_from_a_later_version_is_refused_and_not_changed(store: Store) -> None:
    with contextlib.closing(sqlite3.connect(store.path)) as one:
        one.execute("UPDATE alembic_version SET version_num = '9999'")
        one.commit()
    with pytest.raises(InputError, match="store-newer"):
        Store(store.path)


def test_a_backup_can_be_made_while_in_use_and_restored(store: Store, tmp_path: Path) -> None:
    fill(store.dossier())
    before = exporting.everything(store.dossier())
    copies.backup(store.path, tmp_path / "copy.db")
    store.dossier().add(DAY, [DiaryEntry(text="after the backup")])
    after = exporting.everything(store.dossier())
    store.close()
    kept = copies.restore(store.path, tmp_path / "copy.db")
    assert kept is not None
    again, aside = Store(store.path), Store(kept)
    try:
        assert exporting.everything(again.dossier()) == before
        assert exporting.everything(aside.dossier()) == after
    finally:
        again.close()
        aside.close()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\x5a" * 8192
    path.write_bytes(content)


def no_store(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("CREATE TABLE person (id INTEGER)")


def with_trigger(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("CREATE TRIGGER t AFTER INSERT ON log_day BEGIN DELETE FROM person; END")
        one.commit()


def another_table(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("ALTER TABLE person DROP COLUMN wishes")
        one.commit()


def of_later(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("UPDATE alembic_version SET version_num = '9999'")
        one.commit()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (damaged, "store-damaged"),
        (lambda path: path.write_bytes(b"hello"), "store-damaged"),
        (lambda path: path.write_bytes(b""), "store-foreign"),
        (no_store, "store-foreign"),
        (with_trigger, "store-foreign"),
        (another_table, "store-foreign"),
        (of_later, "store-newer"),
    ],
    ids=["damaged", "text", "empty", "another database", "trigger", "other columns", "later"],
)
def test_a_copy_that_is_not_whole_replaces_nothing(
    store: Store, tmp_path: Path, harm: object, says: str
) -> None:
    fill(store.dossier())
    before = exporting.everything(store.dossier())
    copy = tmp_path / "copy.db"
    copies.backup(store.path, copy)
    assert callable(harm)
    harm(copy)
    store.close()
    with pytest.raises(InputError, match=says):
        copies.restore(store.path, copy)
    assert sorted(one.name for one in store.path.parent.iterdir()) == [
        ".magwise.db.lock",
        "magwise.db",
    ]
    again = Store(store.path)
    try:
        assert exporting.everything(again.dossier()) == before
    finally:
        again.close()


def test_nothing_is_restored_or_erased_while_the_app_is_running(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store.dossier())
    copies.backup(store.path, tmp_path / "copy.db")
    monkeypatch.setattr("magwise.foods.folder._PATIENCE_SECONDS", 0.1)
    with held(store.path):
        with pytest.raises(InputError, match="own-file-busy"):
            copies.restore(store.path, tmp_path / "copy.db")
        with pytest.raises(InputError, match="own-file-busy"):
            copies.erase(store.path)
    assert store.dossier().diary().days


def test_what_is_erased_is_gone_with_everything_beside_it(store: Store, tmp_path: Path) -> None:
    fill(store.dossier())
    copies.backup(store.path, tmp_path / "copy.db")
    for name in ("-wal", "-shm"):  # as a killed program leaves them
        shutil.copy(store.path.with_name(store.path.name + name), tmp_path / f"left{name}")
    store.close()
    copies.restore(store.path, tmp_path / "copy.db")
    for name in ("-wal", "-shm"):
        shutil.copy(tmp_path / f"left{name}", store.path.with_name(store.path.name + name))
    gone = copies.erase(store.path)
    assert len(gone) >= 4
    assert [one.name for one in store.path.parent.iterdir()] == [".magwise.db.lock"]


def test_an_erased_line_is_overwritten_in_the_file(store: Store) -> None:
    kept = store.dossier().add(DAY, [DiaryEntry(text="een geheim dat niemand mag lezen")])
    store.dossier().remove(DAY, kept.entries[0].id, kept.version)
    store.close()
    assert b"een geheim dat niemand" not in store.path.read_bytes()


def test_a_backup_onto_the_store_itself_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="store-itself"):
        copies.backup(store.path, store.path)
    with pytest.raises(InputError, match="store-itself"):
        copies.restore(store.path, store.path)


def test_an_export_holds_everything_and_can_be_read_back(
    store: Store, tmp_path: Path, kb: Knowledge
) -> None:
    me = store.dossier()
    fill(me)
    files = exporting.files_of(me, kb)
    held_ = json.loads(files["everything.json"])
    assert held_["answers"]["age"] == 34.0
    assert held_["choices"]["food"] == {"kaas": "cheese-gouda-30"}
    assert held_["log"]["days"][0]["note"] == "kuit"
    profile: Profile = person_from(json.loads(files["profile.json"]), "profile.json").profile
    assert (profile.age_years, profile.sex, profile.conditions) == (34.0, "female", ())
    (tmp_path / "diary.csv").write_text(files["diary.csv"], encoding="utf-8", newline="")
    assert read_diary(tmp_path / "diary.csv") == me.diary()
    assert log_from(files["log.csv"], "log.csv") == me.logbook.log()
    with zipfile.ZipFile(io.BytesIO(exporting.zipped(files))) as archive:
        assert sorted(archive.namelist()) == sorted(files)


def test_an_export_of_everything_leaves_no_table_out(store: Store, kb: Knowledge) -> None:
    """When a table is added, the export must learn of it: this says which are covered."""
    with store._engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    assert tables == {
        "alembic_version", "person", "diary_day", "diary_entry", "choice", "log_day", "course",
        "check_in", "experiment",
        "device",  # says who may come in here, nothing of the person; it goes nowhere else
    }  # fmt: skip
    assert set(exporting.everything(store.dossier())) == {
        "format", "answers", "wishes", "diary", "choices", "log", "courses", "experiments",
    }  # fmt: skip
