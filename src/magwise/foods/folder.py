"""Where a person's own choices and food tables are kept, and how they are kept whole."""

import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from magwise.core.errors import InputError, Problem

_PATIENCE_SECONDS = 10.0  # longer than any other command needs to write a small file
_LARGEST_BYTES = 200_000_000


def data_folder(environment: Mapping[str, str] | None = None) -> Path:
    """The folder for what a person keeps: ``MAGWISE_HOME``, else what the system sets aside.

    It is not made before something is kept in it.
    """
    variables = os.environ if environment is None else environment
    own = variables.get("MAGWISE_HOME", "").strip()
    if own:
        return Path(own).expanduser()
    if sys.platform == "win32":
        base = variables.get("LOCALAPPDATA", "") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "Magwise"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Magwise"
    base = variables.get("XDG_DATA_HOME", "") or str(Path.home() / ".local" / "share")
    return Path(base) / "magwise"


def write_whole(path: Path, data: Any, *, compact: bool = False) -> None:
    """Write a value as JSON in one step; the same value gives the same bytes.

    Whoever stops half-way leaves what was there before. Only the person may read it.

    Raises
    ------
    InputError
        When the folder cannot be made or written.
    """
    text = json.dumps(
        data, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=None if compact else 2,
        separators=(",", ":") if compact else None,
    ) + "\n"  # fmt: skip
    name: str | None = None
    try:
        _made(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        name = None
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        if name is not None:
            with contextlib.suppress(OSError):
                Path(name).unlink()


def read_whole(path: Path) -> bytes | None:
    """What is kept in a file; None when nothing is.

    Raises
    ------
    InputError
        When it is there and cannot be read.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError(Problem("error.own-file-broken", str(path)))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(Problem("error.file-unreadable", str(path))) from error


def _made(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _failed(path: Path, error: OSError) -> InputError:
    detail = error.strerror or str(error)
    return InputError(Problem("error.write-failed", str(path), {"detail": detail}))


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep a file to oneself while it is read, changed and written; others wait their turn.

    Raises
    ------
    InputError
        When another command keeps it longer than can be right.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        _made(path.parent)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _failed(path, error) from error
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not _locked(handle):
            if time.monotonic() > until:
                raise InputError(Problem("error.own-file-busy", str(path)))
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)  # gives the lock back as well


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
