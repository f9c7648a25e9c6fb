"""Writes the tables of docs/method/trial.md from results.json, mcmc_*.json and calibration.json.

python -m validation.trial.tables
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from magwise.knowledge import Knowledge
from validation.trial.agreement import gaps

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "method" / "trial.md"


def table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    names = list(heads)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def percent(share: float, places: int = 1) -> str:
    return f"{100 * share:.{places}f} %"


def alarms(results: dict[str, Any], kind: str) -> str:
    """The worst cell of each world, for each method."""
    methods = ["magwise", "paired_t", "daily_t", "daily_regression"]
    methods += ["poisson"] if kind == "count" else []
    cells = [row for row in results["false_alarms"] if row["kind"] == kind]
    worlds = list(dict.fromkeys(row["world"] for row in cells))
    rows = []
    for world in [*worlds, "worst of all"]:
        own = [row for row in cells if world in (row["world"], "worst of all")]
        worst = max(own, key=lambda row: row["magwise"])
        rows.append(
            [world, f"{percent(worst['magwise'])} (≤ {percent(worst['magwise_upper'])})"]
            + [percent(max(row[one] for row in own)) for one in methods[1:]]
        )
    heads = ["the world", "Magwise (upper bound)", "paired t", "t-test on days"]
    heads += ["regression on days with trend"] + (["Poisson test"] if kind == "count" else [])
    return table(heads, rows)


def power(results: dict[str, Any], kind: str) -> str:
    """How often each method calls an effect; where nothing works, in bold, those are mistakes."""
    methods = {
        "magwise": "exact test (Magwise)", "paired_t": "paired t", "daily_t": "t-test on days",
        "daily_regression": "regression on days with trend", "poisson": "Poisson test",
    }  # fmt: skip
    names = [one for one in methods if kind == "count" or one != "poisson"]
    rows = []
    for row in results["power"]:
        if row["kind"] == kind:
            nothing = row["effect"] in (1.0, 0.0)
            cells = [percent(row[one]) for one in names]
            told = [f"**{one}**" for one in cells] if nothing else cells
            rows.append([row["mean"], row["effect"], row["design"], *told])
    first = "cramps a week" if kind == "count" else "mean score"
    effect = "true rate ratio" if kind == "count" else "true effect (points)"
    return table([first, effect, "pairs x days", *(methods[one] for one in names)], rows)


def agreement(results: dict[str, Any]) -> str:
    pairs = [
        ("counts", "exact test", "our_perm", "perm"),
        ("counts", "paired t", "our_paired_t", "paired_t"),
        ("counts", "Poisson test", "our_poisson", "naive_poisson"),
        ("scores", "paired t", "our_paired_t", "reject_pairedt_period_means"),
        ("scores", "t-test on days", "our_daily_t", "reject_daily_ttest"),
    ]
    rows = []
    for part, name, ours, theirs in pairs:
        gaps = np.array([row[ours] - row[theirs] for row in results[part]])
        rows.append(
            [part, name, len(gaps), f"{100 * gaps.mean():+.2f}", f"{100 * abs(gaps).max():.1f}"]
        )
    ratios = [abs(np.log(row["our_rr"] / row["mean_rr"])) for row in results["carry_over"]]
    text = table(["part", "method", "cells", "mean gap (points)", "largest gap (points)"], rows)
    return text + f"\n\nCarry-over: rate ratios differ by at most {percent(max(ratios))}."


def coverage(results: dict[str, Any]) -> str:
    rows = [
        [row["kind"], row["lag"], f"{row['pairs']} x {row['days']} d", row["runs"],
         *(
             "–" if row[name] is None else percent(row[name])
             for name in ("posterior_95", "exact_95", "below_median")
         )]
        for row in results["coverage"]
    ]  # fmt: skip
    heads = ["outcome", "autocorrelation", "design", "runs", "belief holds the truth"]
    return table([*heads, "exact interval holds it", "truth below the middle"], rows)


def mcmc(kb: Knowledge) -> str:
    """The product beside MCMC: gaps in posterior SDs, and how sure MCMC is of itself."""
    told = []
    for model, name in (
        ("counts", "counts by day"),
        ("scores", "scores by day"),
    ):
        found = list(gaps(model, kb))
        means = np.array([one.mean for one in found])
        ends = np.array([[one.low, one.high] for one in found])
        told.append(
            [
                name, len(found), sum(one.within for one in found), f"{abs(means).mean():.3f}",
                f"{abs(means).max():.3f}", f"{abs(ends).mean():.3f}", f"{abs(ends).max():.3f}",
                f"{means.mean():+.3f}", f"{np.mean([one.sd_ratio for one in found]):.3f}",
                f"{np.mean([one.end_error for one in found]):.3f}",
            ]
        )  # fmt: skip
    heads = ["model of MCMC", "data sets", "within the goal", "mean: average gap", "largest"]
    heads += ["ends: average gap", "largest", "mean: bias", "our SD / theirs"]
    return table([*heads, "error of an end in MCMC itself"], told)


def calibration() -> str:
    rows = json.loads((HERE / "calibration.json").read_text(encoding="utf-8"))
    told = [
        [row["name"], row["runs"], row["chi_square"], row["p"], row["kolmogorov_p"],
         percent(row["held_50"]), percent(row["held_80"]), percent(row["held_95"])]
        for row in rows
    ]  # fmt: skip
    heads = ["days from", "runs", "chi-square (19 df)", "p", "Kolmogorov p"]
    return table([*heads, "50 % interval holds", "80 %", "95 %"], told)


def places() -> str:
    """The twenty counts of each row as bars from 60 to 140 % of what is expected."""
    rows = json.loads((HERE / "calibration.json").read_text(encoding="utf-8"))
    marks = "▁▂▃▄▅▆▇█"
    lines = []
    for row in rows:
        expected = row["runs"] / len(row["pieces"])
        bars = "".join(
            marks[int(np.clip((one / expected - 0.6) / 0.1, 0, 7))] for one in row["pieces"]
        )
        low, high = min(row["pieces"]), max(row["pieces"])
        lines.append(f"{row['name']:22}{bars}  {low} to {high}, expected {expected:.0f}")
    return "```text\n" + "\n".join(lines) + "\n```"


def main() -> None:
    results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    kb = Knowledge.load()
    made = {
        "alarms-count": alarms(results, "count"),
        "alarms-score": alarms(results, "score"),
        "power-count": power(results, "count"),
        "power-score": power(results, "score"),
        "agreement": agreement(results),
        "coverage": coverage(results),
        "mcmc": mcmc(kb),
        "calibration": calibration(),
        "places": places(),
    }
    text = PAGE.read_text(encoding="utf-8")
    for name, content in made.items():
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- end -->)",
            lambda found, content=content: f"{found[1]}{content}\n{found[2]}",
            text,
            flags=re.DOTALL,
        )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
