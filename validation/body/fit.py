"""Fits the few constants that the rows for use ``fit`` decide, and writes the parameter file.

    python -m validation.body.fit            shows the fit and how well it is determined
    python -m validation.body.fit --write    also writes parameters.yaml and posterior.json

Only observations with ``use: fit`` are computed here, for the mean of the same drawn population
that the qualification uses. Each constant has a starting value with a
doubt (STARTS); the fit weighs both. How well rows and starting values together decide a constant is
shown by its posterior, from weighted draws around the best fit.
"""

import argparse
import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from magwise import Knowledge
from magwise.models.body.qualification import PAIRS, Laboratory, study_population

HERE = Path(__file__).parent
FILE = Path(__file__).resolve().parents[2] / "src/magwise/knowledge/data/physiology/parameters.yaml"
# constant: (value before any fit, doubt as SD of the logarithm), from the published derivation
STARTS = {
    "uptake-maximum": (0.36, 0.30),
    "uptake-half": (0.26, 0.40),
    "uptake-passive": (0.025, 0.40),
    "transit": (2.0, 0.30),
    "colon-uptake": (0.0024, 0.50),
    "endogenous": (0.6, 0.35),
    "phytate-slope": (2.9, 0.50),
    "uptake-at-egfr-15": (0.5, 0.30),
    "uptake-at-egfr-10": (0.4, 0.30),
    "exchangeable-half-time": (100.0, 0.40),
}
# Doubts that the fit may not narrow: its rows cannot see what they stand for (decision 14).
FLOORS = {"transit": 0.45, "endogenous": 0.40}
EDGE = 2.7  # the misfit rises by so much at the edge of the middle 90 %
DECIDED = 0.7  # a profile narrower than this share of the doubt before counts as decided by rows
BAND_IN_SD = 3.29  # a band is read as the middle 90 %


def residuals(logs: np.ndarray, kb: Knowledge) -> np.ndarray:
    """How far each fit row and each starting value is off, in standard deviations.

    ``logs`` is ``[constants, lanes]``: many sets of constants at once; found ``[rows, lanes]``.
    """
    lanes = logs.shape[1]
    people = study_population(kb, PAIRS, np.random.default_rng(1))
    values = {name: np.tile(column, lanes) for name, column in people.values.items()}
    start = []
    for (name, (value, doubt)), log in zip(STARTS.items(), logs, strict=True):
        now = kb.body_parameters[name]
        drawn = values[name.replace("-", "_")] * np.repeat(np.exp(log) / now.value, people.count)
        low = -np.inf if now.low is None else now.low
        high = np.inf if now.high is None else now.high
        values[name.replace("-", "_")] = np.clip(drawn, low, high)
        start.append((log - np.log(value)) / doubt)
    room = Laboratory(
        kb, values, serum=np.tile(people.serum, lanes), kidney=np.tile(people.kidney, lanes)
    )
    ways = room.predictions()
    rows = [
        (ways[name]().reshape(lanes, -1).mean(axis=1) - one.value)
        / ((one.high - one.low) / BAND_IN_SD)
        for name, one in kb.observations.items()
        if one.use == "fit"
    ]
    return np.array(rows + start)


def fit(kb: Knowledge) -> tuple[np.ndarray, np.ndarray]:
    """The logarithms of the best constants and their covariance near the best."""
    step = 1e-3

    def wrong(x: np.ndarray) -> np.ndarray:
        return np.asarray(residuals(x[:, None], kb)[:, 0])

    def slopes(x: np.ndarray) -> np.ndarray:
        moved = np.concatenate([x[:, None] + step * np.eye(len(x)), x[:, None]], axis=1)
        found = residuals(moved, kb)
        return np.asarray((found[:, :-1] - found[:, -1:]) / step)

    start = np.log([kb.body_parameters[name].value for name in STARTS])
    found = least_squares(wrong, start, jac=slopes, xtol=1e-4, ftol=1e-4, max_nfev=12)
    return found.x, np.linalg.inv(found.jac.T @ found.jac)


def posterior(
    kb: Knowledge, best: np.ndarray, covariance: np.ndarray, draws: int = 500, seed: int = 1
) -> dict[str, dict[str, object]]:
    """What rows and starting values together say of each constant, by weighted draws."""
    random = np.random.default_rng(seed)
    widened = 1.3 * np.linalg.cholesky(covariance)
    noise = random.standard_normal((len(best), draws))
    logs = best[:, None] + widened @ noise
    cost = (residuals(logs, kb) ** 2).sum(axis=0)
    weight = -0.5 * cost + 0.5 * (noise**2).sum(axis=0)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    mean = logs @ weight
    off = logs - mean[:, None]
    spread = np.sqrt((off**2) @ weight)
    together = (off * weight) @ off.T / np.outer(spread, spread)
    names = list(STARTS)
    return {
        name: {
            "best": float(np.exp(best[i])),
            "posterior_mean": float(np.exp(mean[i])),
            "log_sd": float(spread[i]),
            "log_sd_before": STARTS[name][1],
            "correlation": {
                other: round(float(together[i, j]), 2) for j, other in enumerate(names)
            },
            "effective_draws": round(float(1 / (weight**2).sum())),
        }
        for i, name in enumerate(names)
    }


def profile(
    kb: Knowledge, best: np.ndarray, covariance: np.ndarray
) -> dict[str, list[dict[str, float]]]:
    """How much worse rows and starting values get when one constant is held elsewhere.

    The others are moved to where they are best then, by one Gauss-Newton step. A rise of the
    cost by 2.7 marks the edge of the middle 90 %; `rows` is the part of it that the rows say.
    """
    step, count = 1e-3, len(best)
    spots = [(i, k) for i in range(count) for k in (-2.0, -1.0, 1.0, 2.0)]
    at = np.stack(
        [best + k * covariance[:, i] / np.sqrt(covariance[i, i]) for i, k in spots], axis=1
    )
    moved = np.concatenate([at, *(at + step * np.eye(count)[:, [j]] for j in range(count))], axis=1)
    off = residuals(moved, kb).reshape(-1, count + 1, len(spots))
    found: dict[str, list[dict[str, float]]] = {name: [] for name in STARTS}
    better = at.copy()
    for n, (i, _) in enumerate(spots):
        free = [j for j in range(count) if j != i]
        slopes = (off[:, 1:, n] - off[:, [0], n]) / step
        change, *_ = np.linalg.lstsq(slopes[:, free], -off[:, 0, n], rcond=None)
        better[free, n] += np.clip(change, -0.5, 0.5)
    after = residuals(np.concatenate([better, best[:, None]], axis=1), kb)
    least = after[:, -1]
    rows = len(least) - count
    for n, (i, _) in enumerate(spots):
        here = min((off[:, 0, n], after[:, n]), key=lambda x: float(x @ x))
        found[list(STARTS)[i]].append(
            {
                "value": float(np.exp(at[i, n])),
                "rise": float(here @ here - least @ least),
                "rows": float(here[:rows] @ here[:rows] - least[:rows] @ least[:rows]),
            }
        )
    return found


def edges(best: float, points: list[dict[str, float]]) -> tuple[float, float]:
    """The middle 90 %: where the misfit has risen by `EDGE`, between the points of a profile."""

    def cross(side: list[dict[str, float]]) -> float:
        for near, far in pairwise([{"value": best, "rise": 0.0}, *side]):
            if far["rise"] >= EDGE:
                share = (EDGE - near["rise"]) / (far["rise"] - near["rise"])
                return float(near["value"] * (far["value"] / near["value"]) ** share)
        return side[-1]["value"]

    points = sorted(points, key=lambda p: p["value"])
    below = [p for p in reversed(points) if p["value"] < best]
    return cross(below), cross([p for p in points if p["value"] > best])


def write(found: dict[str, dict[str, object]]) -> None:
    """Put the fitted values and their doubt into the parameter file, line by line."""
    text = FILE.read_text(encoding="utf-8")
    for name, one in found.items():
        doubt = max(min(float(str(one["log_sd"])), STARTS[name][1]), FLOORS.get(name, 0.0))
        block = re.search(rf"^{name}:\n(?:  .*\n)+", text, re.M)
        if block is None:
            raise SystemExit(f"{name} does not stand in {FILE.name}")
        new = re.sub(r"^  value: .*$", f"  value: {one['best']:.4g}", block.group(), flags=re.M)
        new = re.sub(r"^  doubt: .*$", f"  doubt: {doubt:.2g}", new, flags=re.M)
        text = text.replace(block.group(), new)
    FILE.write_text(text, encoding="utf-8")
    (HERE / "posterior.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, show, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    kb = Knowledge.load()
    best, covariance = fit(kb)
    found = posterior(kb, best, covariance)
    for name, points in profile(kb, best, covariance).items():
        found[name]["profile"] = [{k: float(f"{v:.3g}") for k, v in p.items()} for p in points]
        low, high = edges(float(np.exp(best[list(STARTS).index(name)])), points)
        found[name]["profile_interval"] = [float(f"{low:.3g}"), float(f"{high:.3g}")]
        width = np.log(high / low) / BAND_IN_SD
        found[name]["decided_by_data"] = bool(width < DECIDED * STARTS[name][1])
    for name, one in found.items():
        print(f"{name:26}{one['best']:9.4g}  log SD {one['log_sd']:.2f}, before {STARTS[name][1]}")
    if given.write:
        write(found)


if __name__ == "__main__":
    main()
