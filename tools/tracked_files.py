"""Refuses what must not stand in a file we share: registry hosts and paths of one machine.

python -m tools.tracked_files
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 3_000_000

# Written so that this file does not contain what it looks for.
FORBIDDEN = {
    "a package registry host": re.compile(
        r"py[p]i\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)|crate[s]\.io/api|anacond[a]\.org"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.~$}*])/(?:work|tmp|root|home|opt|Users)/(?=[\w.])|[A-Z]:\\Users\\"
    ),
    "a secret": re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bghp_\w{20,}|\bAKIA[0-9A-Z]{16}\b"
    ),
}
OURS_TO_IGNORE = {".venv", ".git", ".cache", "site", "dist", "build", "__pycache__"}


def tracked(root: Path = ROOT) -> Iterator[Path]:
    """Files under version control, or every file of an unpacked archive."""
    if (root / ".git").exists():
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            check=True,
            capture_output=True,
        )
        for name in listing.stdout.decode().split("\0"):
            if name and (root / name).is_file():
                yield root / name
        return
    for path in root.rglob("*"):
        if path.is_file() and not OURS_TO_IGNORE.intersection(path.relative_to(root).parts):
            yield path


def problems(root: Path = ROOT) -> Iterator[str]:
    """Everything that is wrong, one line each."""
    for path in tracked(root):
        where = path.relative_to(root)
        content = path.read_bytes()
        if len(content) > MOST_BYTES:
            yield f"{where}: {len(content):,} bytes; data of this size does not belong here"
        if b"\0" in content[:8000]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            for what, pattern in FORBIDDEN.items():
                if found := pattern.search(line):
                    yield f"{where}:{number}: {what}: {found.group()!r}"


def main() -> int:
    found = list(problems())
    print("\n".join(found) or "tracked files: nothing forbidden", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
