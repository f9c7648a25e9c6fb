"""Pooled results and timing beside PyMARE and statsmodels, in one table.

``python -m benchmarks.evidence.compare`` prints it. The peers are no part of the product: they are
looked for in this Python, or in another one (``--peers PYTHON``); what is not there stays empty.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from magwise.models.evidence import Method, from_counts, pool, regress, scatter_interval
from validation.evidence.reference import counts

HERE = Path(__file__).parent
REPEATS = 200


def timed(work: Callable[[], Any], repeats: int = REPEATS) -> tuple[Any, float]:
    """What the work gives, and its median time [milliseconds]."""
    found = work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return found, 1000 * float(np.median(times))


def cases() -> dict[str, dict[str, Any]]:
    """The data sets, as numbers that any tool can read."""
    found: dict[str, dict[str, Any]] = {}
    for name, measure in (("li2007", "OR"), ("egger2001", "OR"), ("bcg", "RR")):
        effects = from_counts(counts(name), measure)  # type: ignore[arg-type]
        found[name] = {"y": effects.estimate.tolist(), "v": effects.variance.tolist()}
    found["bcg"]["x"] = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]
    rng = np.random.default_rng(1)
    v = rng.uniform(0.01, 0.3, 500)
    found["made, 500 trials"] = {
        "y": rng.normal(-0.2, np.sqrt(v + 0.05)).tolist(),
        "v": v.tolist(),
    }
    return found


def ours(data: dict[str, dict[str, Any]]) -> dict[str, list[float]]:
    """Estimate, standard error, tau² and milliseconds by case and model."""
    from magwise.models.evidence import generic

    found: dict[str, list[float]] = {}
    methods: tuple[Method, ...] = ("FE", "DL", "HE", "PM", "ML", "REML")
    for name, numbers in data.items():
        effects = generic(numbers["y"], numbers["v"])
        for method in methods:
            one, ms = timed(lambda e=effects, m=method: pool(e, m), 50)  # type: ignore[misc]
            found[f"{name} | {method}"] = [one.estimate, one.se, one.tau2, ms]
        interval, ms = timed(lambda e=effects: scatter_interval(e), 20)  # type: ignore[misc]
        found[f"{name} | Q-profile"] = [interval.low, interval.high, float("nan"), ms]
        if "x" in numbers:
            line, ms = timed(
                lambda e=effects, x=numbers["x"]: regress(e, {"x": x}, method="REML")  # type: ignore[misc]
            )
            found[f"{name} | REML on latitude"] = [
                line["x"].estimate, line["x"].se, line.tau2, ms,
            ]  # fmt: skip
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", default=None, help="a Python with pymare and statsmodels")
    sys.stdout.write(table(parser.parse_args().peers))


def table(peers: str | None = None) -> str:
    """The table as Markdown."""
    data = cases()
    mine = ours(data)
    done = subprocess.run(
        [peers or sys.executable, str(HERE / "peers.py")],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs: dict[str, dict[str, list[float]]] = json.loads(done.stdout)
    heads = ["case", "estimate", "se", "tau2", "ms"]
    for peer in ("PyMARE", "statsmodels"):
        heads += [f"{peer}: largest difference", "ms"]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for name, (estimate, se, tau2, ms) in mine.items():
        cells = [
            name.replace(" |", ","),
            f"{estimate:.5f}",
            f"{se:.5f}",
            "" if np.isnan(tau2) else f"{tau2:.5f}",
            f"{ms:.2f}",
        ]
        for peer in ("PyMARE", "statsmodels"):
            other = theirs.get(peer, {}).get(name.replace(" | ", "|"))
            if other is None:
                cells += ["", ""]
                continue
            gap = np.nanmax(np.abs(np.array(other[:3]) - np.array([estimate, se, tau2])))
            cells += [f"{gap:.0e}", "" if np.isnan(other[3]) else f"{other[3]:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
