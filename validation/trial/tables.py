"""Writes the tables of docs/method/trial.md from results.json and mcmc.json.

python -m validation.trial.tables
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

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


def power(results: dict[str, Any]) -> str:
    rows = []
    for row in results["counts"]:
        if row["pairs"] == 6:
            rows.append(
                [int(row["cramps_per_week"]), row["true_rate_ratio"]]
                + [
                    f"{percent(row[ours])} / {percent(row[theirs])}"
                    for ours, theirs in (
                        ("our_perm", "perm"),
                        ("our_paired_t", "paired_t"),
                        ("our_poisson", "naive_poisson"),
                    )
                ]
            )
    heads = ["cramps a week", "true rate ratio", "exact test (Magwise)", "paired t"]
    return table([*heads, "Poisson test"], rows)


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
         percent(row["posterior_95"]), percent(row["exact_95"]), percent(row["below_median"])]
        for row in results["coverage"]
    ]  # fmt: skip
    heads = ["outcome", "autocorrelation", "design", "runs", "belief holds the truth"]
    return table([*heads, "exact interval holds it", "truth below the middle"], rows)


def mcmc() -> str:
    rows = json.loads((HERE / "mcmc.json").read_text(encoding="utf-8"))
    told = [
        [name, f"{np.mean([abs(row[key]) for row in rows]):.3f}",
         f"{max(abs(row[key]) for row in rows):.3f}"]
        for key, name in (("median", "middle"), ("low", "low end"), ("high", "high end"))
    ]  # fmt: skip
    heads = [f"{len(rows)} data sets", "mean gap (posterior SD)", "largest gap (posterior SD)"]
    return table(heads, told)


def main() -> None:
    results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    made = {
        "alarms-count": alarms(results, "count"),
        "alarms-score": alarms(results, "score"),
        "power": power(results),
        "agreement": agreement(results),
        "coverage": coverage(results),
        "mcmc": mcmc(),
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
