"""Where the Chromium is that the browser tests drive; prints its path, or ends with 1.

Looked for in this order: what ``MAGWISE_CHROMIUM`` names, the programs on the path, and what
Playwright has fetched for itself, of any version. Only one that starts counts.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE_SECONDS = 60
_FETCHED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


@cache
def find() -> str | None:
    """The first Chromium that starts; None when there is none."""
    return next((path for path in candidates() if works(path)), None)


def candidates() -> Iterator[str]:
    """Where a Chromium may be, the likeliest first."""
    named = os.environ.get("MAGWISE_CHROMIUM")
    if named:
        yield shutil.which(named) or named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(own)] if own and own != "0" else []
    folders += [
        Path.home() / ".cache" / "ms-playwright",
        Path.home() / "Library" / "Caches" / "ms-playwright",
    ]
    if os.environ.get("LOCALAPPDATA"):
        folders.append(Path(os.environ["LOCALAPPDATA"]) / "ms-playwright")
    for folder in folders:
        for pattern in _FETCHED:
            yield from (str(one) for one in sorted(folder.glob(pattern), reverse=True))


def works(path: str) -> bool:
    """Whether this is a program that starts."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, check=False, timeout=PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    chromium = find()
    if chromium is None:
        sys.exit(1)
    print(chromium)
