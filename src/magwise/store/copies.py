"""Copies of the store: backup while it is in use, restore after a check, erase for good."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from magwise.core.errors import InputError, Problem
from magwise.foods.folder import held
from magwise.store import migrating
from magwise.store.file import APPLICATION, engine_of

MOST_BYTES = 2_000_000_000
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file while it is open
_BEFORE = ".before-"


def backup(path: Path, target: Path) -> None:
    """Copy the store to one file, also while the app is running.

    Raises
    ------
    InputError
        When there is no store, or the copy cannot be written; then nothing is left behind.
    """
    if not path.is_file():
        raise InputError(Problem("error.store-none", str(path)))
    if target.is_dir():
        raise InputError(Problem("error.write-directory", str(target)))
    if not target.parent.is_dir():
        folder = {"folder": str(target.parent)}
        raise InputError(Problem("error.write-no-folder", str(target), folder))
    if target.exists() and target.samefile(path):
        raise InputError(Problem("error.store-itself", str(target)))
    half = _beside(target)
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(half)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _to_disk(half)
        half.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise _failed(target, error) from error
    finally:
        half.unlink(missing_ok=True)


def restore(path: Path, source: Path) -> Path | None:
    """Put a copy in the place of the store, after checking that it is whole and ours.

    Returns
    -------
    Path or None
        Where the store that was there is kept; None when there was none.

    Raises
    ------
    InputError
        When the copy is damaged, no store of Magwise, or of a later version; or when the app is
        running. What was there then has not changed.
    """
    if not source.is_file():
        raise InputError(Problem("error.file-missing", str(source)))
    if path.exists() and source.samefile(path):
        raise InputError(Problem("error.store-itself", str(source)))
    if source.stat().st_size > MOST_BYTES:
        raise InputError(Problem("error.store-foreign", str(source)))
    with held(path):
        half = _beside(path)
        try:
            shutil.copyfile(source, half)
            half.chmod(0o600)
            check(half, source)
            _without_devices(half)
            _to_disk(half)
            kept = _set_aside(path)
            half.replace(path)
        except OSError as error:
            raise _failed(path, error) from error
        finally:
            for name in ("", *_BESIDE):
                half.with_name(half.name + name).unlink(missing_ok=True)
    return kept


def check(path: Path, named: Path | None = None) -> None:
    """Refuse a file that is damaged or is no store; bring one of an earlier version up to date.

    Raises
    ------
    InputError
        That says which it is, under the name of ``named``.
    """
    where = str(named or path)
    try:
        with contextlib.closing(sqlite3.connect(path)) as one:
            if one.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                raise InputError(Problem("error.store-foreign", where))
            if one.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise InputError(Problem("error.store-damaged", where))
            if one.execute("PRAGMA foreign_key_check").fetchall():
                raise InputError(Problem("error.store-damaged", where))
            kinds = {row[0] for row in one.execute("SELECT type FROM sqlite_master")}
            if kinds - {"table", "index"}:  # a trigger or view could act later
                raise InputError(Problem("error.store-foreign", where))
    except sqlite3.Error as error:
        raise InputError(Problem("error.store-damaged", where)) from error
    engine = engine_of(path)
    try:
        with engine.connect() as connection:
            form = migrating.form_of(connection)
        if form is None:
            raise InputError(Problem("error.store-foreign", where))
        if not migrating.known(form):
            raise InputError(Problem("error.store-newer", where))
        with engine.execution_options(writes=True).connect() as connection:
            if form != migrating.newest():
                migrating.upgrade(connection)
                connection.commit()
            if migrating.differences(connection):
                raise InputError(Problem("error.store-foreign", where))
    finally:
        engine.dispose()
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("PRAGMA journal_mode = DELETE")  # everything into the one file


def _without_devices(path: Path) -> None:
    """A copy lets nobody in: a device that was let go after it was made stays out."""
    with contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("DELETE FROM device")
        one.commit()


def erase(path: Path) -> tuple[Path, ...]:
    """Erase the store, what SQLite keeps beside it, and copies set aside by a restore.

    Returns
    -------
    tuple of Path
        The files that are gone.

    Raises
    ------
    InputError
        When the app is running, or a file cannot be removed.
    """
    with held(path):
        return remove_files(path)


def remove_files(path: Path) -> tuple[Path, ...]:
    """The same, for who already holds the store."""
    found = [path.with_name(path.name + name) for name in ("", *_BESIDE)]
    if path.parent.is_dir():
        found += sorted(path.parent.glob(f"{path.name}{_BEFORE}*"))
        found += sorted(path.parent.glob(f".{path.name}.half-*"))
    gone = []
    for one in found:
        try:
            if one.is_file():
                one.unlink()
                gone.append(one)
        except OSError as error:
            detail = error.strerror or str(error)
            raise InputError(Problem("error.erase-failed", str(one), {"detail": detail})) from error
    return tuple(gone)


def _set_aside(path: Path) -> Path | None:
    """Keep the store that is there under another name, whole and in one file."""
    if not path.exists():
        return None
    moment = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = path.with_name(f"{path.name}{_BEFORE}{moment}")
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as one:
        one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.replace(kept)
    for name in _BESIDE:  # a damaged store may leave them; they belong to what was set aside
        beside = path.with_name(path.name + name)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + name))
    return kept


def _beside(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.half-")
    os.close(handle)
    return Path(name)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _failed(path: Path, error: BaseException) -> InputError:
    detail = getattr(error, "strerror", None) or str(error)
    return InputError(Problem("error.write-failed", str(path), {"detail": detail}))
