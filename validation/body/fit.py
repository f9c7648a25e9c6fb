"""Fits the few constants that the rows for use ``fit`` decide, and writes the parameter file.

    python -m validation.body.fit            shows the fit and how well it is determined
    python -m validation.body.fit --write    also writes parameters.yaml and profiles.json

Only observations with ``use: fit`` are computed here. Each constant has a starting value with a
doubt (STARTS); the fit weighs both. How well the data decide a constant is shown by its profile:
the constant is held at a value and all others are fitted again.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from magwise import Knowledge
from magwise.models.body.qualification import Laboratory
from magwise.models.body.subject import typical

HERE = Path(__file__).parent
FILE = Path(__file__).resolve().parents[2] / "src/magwise/knowledge/data/physiology/parameters.yaml"
# constant: (value before any fit, doubt as SD of the logarithm), from the published derivation
STARTS = {
    "uptake-maximum": (0.36, 0.30),
    "uptake-half": (0.26, 0.40),
    "uptake-passive": (0.025, 0.40),
    "phytate-slope": (2.9, 0.50),
    "uptake-at-egfr-15": (0.5, 0.30),
    "uptake-at-egfr-10": (0.4, 0.30),
    "exchangeable-half-time": (100.0, 0.40),
}
BAND_IN_SD = 3.29  # a band is read as the middle 90 %


def residuals(logs: np.ndarray, kb: Knowledge) -> np.ndarray:
    """How far each fit row and each starting value is off, in standard deviations."""
    values = typical(kb)
    start = []
    for (name, (value, doubt)), log in zip(STARTS.items(), logs, strict=True):
        values[name.replace("-", "_")] = np.array([np.exp(log)])
        start.append((log - np.log(value)) / doubt)
    ways = Laboratory(kb, values, "numpy").predictions()
    rows = [
        (float(ways[name]()[0]) - one.value) / ((one.high - one.low) / BAND_IN_SD)
        for name, one in kb.observations.items()
        if one.use == "fit"
    ]
    return np.array(rows + start)


def fit(kb: Knowledge, held: dict[str, float] | None = None) -> tuple[dict[str, float], float]:
    """The best constants and twice the negative log density, with some constants held."""
    held = held or {}
    free = [name for name in STARTS if name not in held]
    fixed = {name: np.log(value) for name, value in held.items()}

    def wrong(x: np.ndarray) -> np.ndarray:
        logs = {**fixed, **dict(zip(free, x, strict=True))}
        return residuals(np.array([logs[name] for name in STARTS]), kb)

    start = np.log([kb.body_parameters[name].value for name in free])
    found = least_squares(wrong, start, diff_step=1e-3, xtol=1e-5, ftol=1e-5)
    logs = {**fixed, **dict(zip(free, found.x, strict=True))}
    return {name: float(np.exp(logs[name])) for name in STARTS}, 2 * float(found.cost)


def profiles(kb: Knowledge, best: dict[str, float], lowest: float) -> dict[str, dict[str, object]]:
    """For each constant the cost along it, and the middle 90 % it implies (2.71 above the best)."""
    found: dict[str, dict[str, object]] = {}
    for name, (_, doubt) in STARTS.items():
        points = best[name] * np.exp(np.array([-1.2, -0.6, 0.6, 1.2]) * doubt)
        costs = [fit(kb, {name: float(value)})[1] - lowest for value in points]
        curve = np.polyfit(np.log([*points, best[name]]) - np.log(best[name]), [*costs, 0.0], 2)
        spread = 1 / np.sqrt(curve[0]) if curve[0] > 0 else np.inf
        found[name] = {
            "best": best[name],
            "points": [float(x) for x in points],
            "rise": [float(x) for x in costs],
            "log_sd": float(spread),
            "log_sd_before": doubt,
            "decided_by_data": bool(spread < 0.7 * doubt),
        }
    return found


def write(best: dict[str, float], found: dict[str, dict[str, object]]) -> None:
    """Put the fitted values and their doubt into the parameter file, line by line."""
    text = FILE.read_text(encoding="utf-8")
    for name, value in best.items():
        doubt = min(float(str(found[name]["log_sd"])), STARTS[name][1])
        block = re.search(rf"^{name}:\n(?:  .*\n)+", text, re.M)
        assert block is not None, name
        new = re.sub(r"^  value: .*$", f"  value: {value:.4g}", block.group(), flags=re.M)
        new = re.sub(r"^  doubt: .*$", f"  doubt: {doubt:.2g}", new, flags=re.M)
        text = text.replace(block.group(), new)
    FILE.write_text(text, encoding="utf-8")
    (HERE / "profiles.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, show, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    kb = Knowledge.load()
    best, lowest = fit(kb)
    print(f"cost {lowest:.2f}")
    found = profiles(kb, best, lowest)
    for name, one in found.items():
        print(f"{name:26}{best[name]:9.4g}  log SD {one['log_sd']:.2f} (before {STARTS[name][1]})")
    if parser.parse_args().write:
        write(best, found)


if __name__ == "__main__":
    main()
