"""Writes a file whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from magwise.core.errors import InputError, Problem


def write_text(path: Path, text: str) -> None:
    """Put a text where the person asked, in one step (see `write_bytes`)."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Put a file where the person asked, in one step.

    It is written beside the target first and then takes its place, so that a full disk or a
    broken-off run leaves what was there before.

    Raises
    ------
    InputError
        When the place is a directory, does not exist or cannot be written.
    """
    where = str(path)
    if path.is_dir():
        raise InputError(Problem("error.write-directory", where))
    if not path.parent.is_dir():
        raise InputError(Problem("error.write-no-folder", where, {"folder": str(path.parent)}))
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to put in its place
        _stream(path, content, where)
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    name: str | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        if name is not None:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise InputError(
            Problem("error.write-failed", where, {"detail": error.strerror or str(error)})
        ) from error


def _stream(path: Path, content: bytes, where: str) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
    except OSError as error:
        raise InputError(
            Problem("error.write-failed", where, {"detail": error.strerror or str(error)})
        ) from error


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
