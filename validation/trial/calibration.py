"""Simulation-based calibration: the truth must fall anywhere in its posterior equally often.

python -m validation.trial.calibration [--runs 2000] [--only counts]
Draws a truth from the prior, days from a model, and looks up where the truth lies in the
posterior [0-1]. If posterior and model belong together these places are uniform (Talts et al.
2018, arXiv 1804.06788). Writes calibration.json with the counts of 20 equal pieces.

- own: days from the model that the analysis itself uses; tests the computing.
- days: days from the daily model (AR(1), log-normal, Poisson, scores cut at 0 and 10, missing
  days); tests whether the model of the analysis is good enough for such days.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

from magwise.knowledge import Knowledge
from magwise.models.trial import design
from magwise.models.trial.designing import figure
from magwise.models.trial.posterior import counted, score_weights, spread_of
from magwise.models.trial.records import Baseline, Design
from magwise.models.trial.simulation import World, autoregressive, days_of

HERE = Path(__file__).parent
PIECES = 20
DESIGNS = ((6, 14), (8, 14), (12, 7))
Array = np.ndarray[Any, np.dtype[np.float64]]


def place(grid: Array, weight: Array, truth: float) -> float:
    """The share of the posterior below the truth."""
    return float(np.interp(truth, grid, np.cumsum(weight) - weight / 2))


def own_counts(kb: Knowledge, random: np.random.Generator) -> float:
    """Days from the negative-binomial model with AR(1) that the product approximates."""
    prior = kb.trial_priors["count-group"]
    plan = plan_of("cramps", kb, random)
    truth = random.normal(prior.mean.value, spread_of(prior))
    lag = random.uniform(0, figure(kb, "day-lag-most"))
    day_sd = abs(random.normal(0, figure(kb, "day-sd-scale")))
    scatter = abs(random.normal(0, figure(kb, "day-scatter-scale"))) + 1e-3
    days = np.arange(plan.total_days)
    log_rate = autoregressive(1, plan.total_days, day_sd, lag, random)[0]
    log_rate += random.uniform(-2, 1)
    log_rate += random.normal(0, figure(kb, "day-trend-sd")) * (days / plan.total_days - 0.5)
    levels = random.normal(0, figure(kb, "day-level-sd"), plan.pairs)
    for one in plan.periods:
        part = slice(one.start, one.start + plan.days_per_period)
        log_rate[part] += truth * (one.active - 0.5) + levels[one.pair]
    values = random.poisson(random.gamma(1 / scatter, scatter * np.exp(log_rate))).astype(float)
    values[random.random(len(values)) < 0.1] = np.nan
    every = np.ones(plan.pairs, dtype=bool)
    return place(*counted(values, plan, every, prior, kb), truth)


def plan_of(instrument: str, kb: Knowledge, random: np.random.Generator) -> Design:
    pairs, days = DESIGNS[random.integers(len(DESIGNS))]
    seed = int(random.integers(2**53))
    return design(instrument, kb, seed=seed, pairs=pairs, days_per_period=days)


def own_scores(kb: Knowledge, random: np.random.Generator) -> float:
    prior = kb.trial_priors["score-sceptical"]
    plan = plan_of("soreness", kb, random)
    truth = random.normal(prior.mean.value, spread_of(prior))
    lag, sd = random.uniform(0, 0.95), np.exp(random.uniform(-1, 1.2))
    days = np.arange(plan.total_days)
    values = autoregressive(1, plan.total_days, sd, lag, random)[0] + days / plan.total_days
    for one in plan.periods:
        part = slice(one.start, one.start + plan.days_per_period)
        values[part] += truth * one.active + 0.3 * one.pair
    values[random.random(len(values)) < 0.1] = np.nan
    every = np.ones(plan.pairs, dtype=bool)
    return place(*score_weights(values, plan, every, prior), truth)


def daily(kind: str, kb: Knowledge, random: np.random.Generator) -> float:
    counts = kind == "count"
    prior = kb.trial_priors["count-group" if counts else "score-sceptical"]
    plan = plan_of("cramps" if counts else "soreness", kb, random)
    truth = random.normal(prior.mean.value, spread_of(prior))
    lag = float(random.choice([0.0, 0.3, 0.5, 0.7]))
    mean = float(np.exp(random.uniform(0, 3))) if counts else 5.0
    base = Baseline(mean, 0.6 if counts else 1.8, lag, 0.1)
    world = World(float(np.exp(truth)) if counts else truth)
    values = days_of(plan, kind, base, world, 1, random)[0]
    every = np.ones(plan.pairs, dtype=bool)
    if counts:
        return place(*counted(values, plan, every, prior, kb), truth)
    return place(*score_weights(np.clip(values, 0, 10), plan, every, prior), truth)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--only", default="", help="rows whose name begins so; the others stay")
    chosen = parser.parse_args()
    runs = chosen.runs
    kb = Knowledge.load()
    makers = {
        "counts, own model": own_counts,
        "scores, own model": own_scores,
        "counts, daily model": lambda kb, random: daily("count", kb, random),
        "scores, daily model": lambda kb, random: daily("score", kb, random),
    }
    before = json.loads((HERE / "calibration.json").read_text(encoding="utf-8"))
    made = [row for row in before if chosen.only and not row["name"].startswith(chosen.only)]
    order = list(makers)
    for number, (name, maker) in enumerate(makers.items()):
        if not name.startswith(chosen.only):
            continue
        random = np.random.default_rng([20261122, number])
        places = np.array([maker(kb, random) for _ in range(runs)])
        pieces = np.histogram(places, PIECES, (0, 1))[0]
        made.append(
            {
                "name": name, "runs": runs, "pieces": [int(one) for one in pieces],
                "chi_square": round(float(stats.chisquare(pieces).statistic), 2),
                "p": round(float(stats.chisquare(pieces).pvalue), 4),
                "kolmogorov_p": round(float(stats.kstest(places, "uniform").pvalue), 4),
                **{
                    f"held_{level}": round(float((abs(places - 0.5) <= level / 200).mean()), 4)
                    for level in (50, 80, 95)
                },
            }
        )  # fmt: skip
        print(made[-1], flush=True)
        made.sort(key=lambda row: order.index(str(row["name"])))
        lines = ",\n".join(" " + json.dumps(row) for row in made)
        (HERE / "calibration.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
