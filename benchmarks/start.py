"""How long a command takes from a cold start, and where that time goes.

python -m benchmarks.start [--rounds 5]
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
ADVISE = ["-m", "magwise", "advise", "examples/runner.yaml", "--lang", "nl"]
COMMANDS = {
    "magwise advise (goal: below 1 s)": ADVISE,
    "magwise --help": ["-m", "magwise", "--help"],
    "peer: python that does nothing": ["-c", "pass"],
    "peer: import pydantic": ["-c", "import pydantic"],
    "peer: import pandas-sized numerics (scipy.stats)": ["-c", "import scipy.stats"],
}

# An installed command finds its bytecode; a shell that forbids writing it would compile each time.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(arguments: list[str]) -> float:
    """Wall time of one fresh Python."""
    before = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )
    return time.perf_counter() - before


def import_seconds(arguments: list[str]) -> dict[str, float]:
    """Own time of the imports, by package."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    own: dict[str, float] = defaultdict(float)
    for line in done.stderr.splitlines():
        if line.startswith("import time:") and "imported package" not in line:
            microseconds, _, name = line.removeprefix("import time:").split("|")
            package = name.strip().split(".")[0]
            own[package if package in THIRD_PARTY else "standard library"] += (
                float(microseconds) / 1e6
            )
    return dict(own)


THIRD_PARTY = (
    "magwise", "pydantic", "pydantic_core", "typer", "click", "rich", "numpy", "scipy", "yaml",
    "rapidfuzz", "jinja2", "babel", "simplemma", "markdown_it", "pygments", "annotated_types",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    seconds(ADVISE)  # bytecode and the compiled knowledge base are there from now on
    cold = Table("Cold start", "fastest", "median")
    medians = {}
    for label, arguments in COMMANDS.items():
        times = [seconds(arguments) for _ in range(rounds)]
        medians[label] = statistics.median(times)
        cold.add_row(label, f"{min(times) * 1000:.0f} ms", f"{medians[label] * 1000:.0f} ms")
    where = Table("Where the time of `magwise advise` goes", "own time of imports")
    packages = import_seconds(ADVISE)
    for package, own in sorted(packages.items(), key=lambda item: -item[1]):
        if own >= 0.005:
            where.add_row(package, f"{own * 1000:.0f} ms")
    where.add_row("all imports", f"{sum(packages.values()) * 1000:.0f} ms")
    console = Console()
    console.print(cold, where)
    console.print("Imports are timed with -X importtime, which itself slows them somewhat.")


if __name__ == "__main__":
    main()
