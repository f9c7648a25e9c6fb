"""Turns the files that people edit into one file that a start can read in no time."""

import os
import tempfile
from pathlib import Path

from magwise.knowledge.base import Knowledge


def _stamp(directory: Path) -> str:
    """Names, sizes and times of the data files and of the schema: cheap to compare at a start."""
    schema = Path(__file__).parent
    files = [
        path
        for root, patterns in ((directory, ("**/*.yaml", "**/*.csv")), (schema, ("**/*.py",)))
        for pattern in patterns
        for path in root.glob(pattern)
    ]
    parts = []
    for path in sorted(files):
        status = path.stat()
        parts.append(f"{path.name}:{status.st_size}:{status.st_mtime_ns}")
    return "\n".join(parts)


def compile_knowledge(directory: Path, target: Path) -> Knowledge:
    """Read and check ``directory`` and write the compiled base in one step, or not at all."""
    knowledge = Knowledge.from_directory(directory)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, knowledge.compiled())
    _write(target.with_suffix(".stamp"), _stamp(directory))
    return knowledge


def _write(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(target)


def refresh(directory: Path, target: Path) -> None:
    """Compile again when a data file changed; what a wheel brought along stays as it is."""
    stamp = target.with_suffix(".stamp")
    if target.exists():
        if not stamp.exists():  # installed from a wheel: built and fixed
            return
        if stamp.read_text(encoding="utf-8") == _stamp(directory):
            return
    compile_knowledge(directory, target)
