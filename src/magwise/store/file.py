"""The file of the store: where it lies, opening it, and bringing it up to date."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from magwise.core.errors import InputError, Problem
from magwise.foods.folder import data_folder
from magwise.store import migrating
from magwise.store.devices import Devices
from magwise.store.dossier import Dossier

NAME = "magwise.db"
APPLICATION = 0x4D674D67  # "MgMg" in the head of the file says whose it is
_PATIENCE_SECONDS = 10


def store_path(folder: Path | None = None) -> Path:
    """Where the store lies: in the folder named, else in the person's data folder."""
    return (folder or data_folder()) / NAME


class Store:
    """One file with what people keep; made and brought up to date when it is opened.

    What was acknowledged is on the disk: it survives a program or a machine that stops at once.

    Parameters
    ----------
    path
        The file. Its folder is made when it is not there; only the person may read both.

    Raises
    ------
    InputError
        When the file cannot be made, is no store of Magwise, or comes from a later version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = engine_of(path)
        self._open()

    def _open(self) -> None:
        path = self.path
        try:
            _made(path)
            with self._engine.connect() as connection:
                form = migrating.form_of(connection)
            if form is not None and not migrating.known(form):
                raise InputError(Problem("error.store-newer", str(path)))
            if form != migrating.newest():
                with self._writing().connect() as connection:
                    migrating.upgrade(connection)
                    connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
                    connection.commit()
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise _unusable(path, error) from error
        except Exception as error:
            self.close()
            if type(error).__module__.startswith("sqlalchemy"):
                raise _unusable(path, error) from error
            raise

    def dossier(self, person: str = "me") -> Dossier:
        """Everything that is kept of one person."""
        return Dossier(self._reading, self._changing, person)

    def devices(self, person: str = "me") -> Devices:
        """The devices that may open the app over the home network."""
        return Devices(self._reading, self._changing, person)

    def ready(self) -> bool:
        """Whether the store answers."""
        try:
            with self._engine.connect() as connection:
                return migrating.form_of(connection) == migrating.newest()
        except Exception:
            return False

    def erased(self, remove: Callable[[Path], tuple[Path, ...]]) -> tuple[Path, ...]:
        """Let go of the file, erase it, and begin an empty one: says what is gone.

        Only for who holds the store already, such as the app itself.
        """
        self.close()
        gone = remove(self.path)
        self._open()
        return gone

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _writing(self) -> Engine:
        return self._engine.execution_options(writes=True)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def _changing(self) -> Iterator[Session]:
        """A change that is on the disk once this returns, or was never made."""
        with Session(self._writing(), expire_on_commit=False) as session, session.begin():
            yield session


def engine_of(path: Path) -> Engine:
    """A way into a store's file; the settings of SQLite stand here and nowhere else."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE_SECONDS})

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say ourselves where a change begins
        for setting in (
            "journal_mode = WAL",  # readers and one writer do not wait for each other
            "synchronous = FULL",  # what is acknowledged is on the disk
            "foreign_keys = ON",
            "secure_delete = ON",  # what is erased is overwritten
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _made(path: Path) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _unusable(path: Path, error: BaseException) -> InputError:
    cause = getattr(error, "orig", None) or error
    detail = getattr(cause, "strerror", None) or str(cause)
    return InputError(Problem("error.store-unusable", str(path), {"detail": detail}))
