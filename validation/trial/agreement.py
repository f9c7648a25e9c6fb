"""The product beside full MCMC: how far apart posterior means and ends of intervals lie.

python -m validation.trial.agreement
Reads the committed mcmc_<model>.json, runs the product on the same days, prints the gaps.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from magwise.knowledge import Knowledge
from magwise.models.trial import Design, design
from magwise.models.trial.posterior import counted, score_weights

HERE = Path(__file__).parent
MEAN_GOAL, END_GOAL = 0.05, 0.1  # in posterior SDs


@dataclass(frozen=True, slots=True)
class Gap:
    """One data set: product minus MCMC, in posterior SDs, and the standard errors of MCMC."""

    set: int
    mean: float
    low: float
    high: float
    sd_ratio: float
    mean_error: float
    end_error: float

    @property
    def within(self) -> bool:
        """Whether the goal is met on this data set."""
        return abs(self.mean) <= MEAN_GOAL and max(abs(self.low), abs(self.high)) <= END_GOAL


def sets(model: str) -> list[dict[str, Any]]:
    """The committed results of MCMC."""
    path = HERE / f"mcmc_{model}.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def plan_of(row: dict[str, Any], instrument: str, kb: Knowledge) -> Design:
    return design(
        instrument, kb, seed=row["set"], pairs=row["pairs"], days_per_period=row["days_per_period"]
    )


def gaps(model: str, kb: Knowledge) -> Iterator[Gap]:
    """Product beside MCMC on every data set of a model."""
    instrument = "soreness" if model == "scores" else "cramps"
    prior = kb.trial_priors["score-sceptical" if model == "scores" else "count-group"]
    for row in sets(model):
        plan = plan_of(row, instrument, kb)
        values = np.array([np.nan if one is None else one for one in row["values"]])
        every = np.ones(plan.pairs, dtype=bool)
        if model == "scores":
            grid, weight = score_weights(values, plan, every, prior)
        else:
            grid, weight = counted(values, plan, every, prior, kb)
        mean = float(weight @ grid)
        spread = float(np.sqrt(weight @ (grid - mean) ** 2))
        reached = np.cumsum(weight) - weight / 2
        low, high = np.interp([0.025, 0.975], reached, grid)
        sd = row["sd"]
        yield Gap(
            row["set"], (mean - row["mean"]) / sd, (low - row["low"]) / sd,
            (high - row["high"]) / sd, spread / sd, row["mean_error"],
            max(row["low_error"], row["high_error"]),
        )  # fmt: skip


def main() -> None:
    kb = Knowledge.load()
    for model in ("counts", "scores"):
        found = list(gaps(model, kb))
        ends = np.array([[one.low, one.high] for one in found])
        means = np.array([one.mean for one in found])
        print(
            f"{model}: {len(found)} sets, {sum(one.within for one in found)} within the goal; "
            f"mean gap {abs(means).mean():.3f} (most {abs(means).max():.3f}), "
            f"ends {abs(ends).mean():.3f} (most {abs(ends).max():.3f}), bias of mean "
            f"{means.mean():+.3f}, ends {ends.mean(axis=0).round(3)}, SD ratio "
            f"{np.mean([one.sd_ratio for one in found]):.3f}; MCMC error of mean "
            f"{np.mean([one.mean_error for one in found]):.3f}, of ends "
            f"{np.mean([one.end_error for one in found]):.3f}"
        )
        for one in found:
            if not one.within:
                print("  outside:", one)


if __name__ == "__main__":
    main()
