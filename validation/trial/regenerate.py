"""False alarms, power, coverage and carry-over of the experiment on oneself, by simulation.

python -m validation.trial.regenerate [--runs 4000] [--coverage-runs 400]
Writes results.json beside this file; the tables of docs/method/trial.md are made from it.
"""

import argparse
import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

from magwise.knowledge import Knowledge
from magwise.models.trial import LogDay, analyse, design, draw
from magwise.models.trial.exact import sign_flip
from magwise.models.trial.posterior import spread_of
from magwise.models.trial.records import Baseline, Design
from magwise.models.trial.simulation import World, days_of
from magwise.models.trial.totals import totals
from validation.trial import peers

HERE = Path(__file__).parent
DRAWS = 40
TREND = float(np.log(2))
WORLDS = {
    "nothing special": (0.0, 0.0, 0.0),
    "trend: halves over the experiment": (-TREND, 0.0, 0.0),
    "trend: doubles over the experiment": (TREND, 0.0, 0.0),
    "weekends differ": (0.0, 0.7, 0.0),
    "20 % of days missing": (0.0, 0.0, 0.2),
    "all at once": (TREND, 0.7, 0.2),
}
Row = dict[str, Any]


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def simulate(
    plan: Design, kind: str, base: Baseline, world: World, runs: int, random: np.random.Generator
) -> list[tuple[Design, np.ndarray[Any, np.dtype[np.float64]]]]:
    """Logs under many draws of the lot."""
    found = []
    for _ in range(DRAWS):
        drawn = replace(plan, active_first=draw(int(random.integers(2**53)), plan.pairs))
        found.append((drawn, days_of(drawn, kind, base, world, max(1, runs // DRAWS), random)))
    return found


def exact(values: Any, plan: Design, kind: str, least: float = 0.5) -> Any:
    """p of the exact test; with an incomplete pair only the complete ones count."""
    found = totals(values, plan)
    complete, differences = found.complete(least), found.differences(kind)
    p = np.ones(len(values))
    for number in range(6, plan.pairs + 1):
        rows = complete.sum(axis=1) == number
        if rows.any():
            p[rows] = sign_flip(differences[rows][complete[rows]].reshape(-1, number))
    return p


def share_below(parts: list[Any]) -> float:
    return float(np.mean(np.concatenate(parts) <= 0.05 + 1e-12))


def upper(share: float, runs: int) -> float:
    """Upper end of the 95 % interval of a share (Clopper-Pearson)."""
    count = round(share * runs)
    return float(stats.beta.ppf(0.975, count + 1, runs - count)) if count < runs else 1.0


def alarms(
    plan: Design, kind: str, base: Baseline, none: World, runs: int, random: np.random.Generator
) -> float:
    """Share of runs with an effect seen where there is none, with a draw of its own for each.

    Without an effect the days do not depend on the draw: it only turns the sign of each pair.
    """
    found: list[Any] = []
    for _ in range(max(1, runs // 1000)):
        values = days_of(plan, kind, base, none, min(runs, 1000), random)
        whole = totals(values, plan)
        complete = whole.complete(0.5)
        turned = whole.differences(kind) * random.choice((-1.0, 1.0), (len(values), plan.pairs))
        p = np.ones(len(values))
        for number in range(6, plan.pairs + 1):
            rows = complete.sum(axis=1) == number
            if rows.any():
                p[rows] = sign_flip(turned[rows][complete[rows]].reshape(-1, number))
        found.append(p)
    return share_below(found)


def false_alarms(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    """Nothing works, everything else goes wrong: how often does each method see an effect?

    Ours gets ten times as many runs as the others, because its promise is the one to keep. The
    largest of hundreds of cells lies high by chance: one whose upper bound passes 6 % is run
    again with new numbers, six times as many, and only those count.
    """
    plans = {
        kind: [
            design(name, kb, seed=0, pairs=pairs, days_per_period=days, dropped_days=dropped)
            for pairs, days, dropped in ((6, 14, 3), (8, 14, 3), (12, 7, 2))
        ]
        for kind, name in (("count", "cramps"), ("score", "soreness"))
    }
    rows = []
    for kind, lag, (name, (trend, weekday, missing)) in itertools.product(
        ("count", "score"), (0.0, 0.3, 0.5, 0.7), WORLDS.items()
    ):
        scale = 1.0 if kind == "count" else 3.0  # points: two over the experiment
        for mean, plan in itertools.product((1, 4, 20) if kind == "count" else (5,), plans[kind]):
            base = Baseline(mean, 0.6 if kind == "count" else 1.8, lag, missing)
            none = World(1.0 if kind == "count" else 0.0, trend * scale, weekday * scale)
            logs = simulate(plan, kind, base, none, runs // 2, random)
            few = [(drawn, values[:20]) for drawn, values in logs]
            tried = 5 * runs
            ours = alarms(plan, kind, base, none, tried, random)
            if upper(ours, tried) > 0.06:  # is it so, or chance? new numbers, many more
                tried = 30 * runs
                ours = alarms(plan, kind, base, none, tried, random)
            row: Row = {
                "kind": kind,
                "mean": mean,
                "lag": lag,
                "world": name,
                "design": f"{plan.pairs} x {plan.days_per_period} d",
                "runs": tried,
                "magwise": round(ours, 5),
                "magwise_upper": round(upper(ours, tried), 5),
                "paired_t": share_below([peers.paired_t(v, d, kind) for d, v in logs]),
                "daily_t": share_below([peers.daily(v, d) for d, v in few]),
                "daily_regression": share_below(
                    [peers.daily(v, d, with_time=True) for d, v in few]
                ),
            }
            if kind == "count":
                row["poisson"] = share_below([peers.poisson(v, d) for d, v in logs])
            rows.append(row)
        print(kind, lag, name, flush=True)
    return rows


def beside_reference(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    """The operating characteristics that another implementation computed."""
    rows = []
    for given in rows_of("reference_counts.csv"):
        plan = design(
            "cramps", kb, seed=0, pairs=int(given["pairs"]), run_in_days=0, dropped_days=0,
            days_per_period=int(given["days_per_period"]),
        )  # fmt: skip
        base = Baseline(float(given["cramps_per_week"]), 0.6, 0.5)
        logs = simulate(plan, "count", base, World(float(given["true_rate_ratio"])), runs, random)
        row: Row = {key: float(value) for key, value in given.items()}
        row["our_perm"] = share_below([exact(v, d, "count") for d, v in logs])
        row["our_poisson"] = share_below([peers.poisson(v, d) for d, v in logs])
        row["our_paired_t"] = share_below([peers.paired_t(v, d, "count") for d, v in logs])
        rows.append(row)
    return rows


def power_beside_others(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    """Twenty-four weeks of the same made-up people, seen by each method."""
    rows = []
    for kind, name, means, effects in (
        ("count", "cramps", (2, 4, 8), (1.0, 0.75, 0.5)),
        ("score", "soreness", (5,), (0.0, -1.0, -2.0)),
    ):  # fmt: skip
        for mean, effect, (pairs, days) in itertools.product(means, effects, ((6, 14), (12, 7))):
            plan = design(name, kb, seed=0, pairs=pairs, days_per_period=days)
            base = Baseline(mean, 0.6 if kind == "count" else 1.8, 0.5)
            logs = simulate(plan, kind, base, World(effect), runs, random)
            row: Row = {
                "kind": kind, "mean": mean, "effect": effect, "design": f"{pairs} x {days} d",
                "runs": runs,
                "magwise": share_below([exact(v, d, kind) for d, v in logs]),
                "paired_t": share_below([peers.paired_t(v, d, kind) for d, v in logs]),
                "daily_t": share_below([peers.daily(v, d) for d, v in logs]),
                "daily_regression": share_below(
                    [peers.daily(v, d, with_time=True) for d, v in logs]
                ),
            }  # fmt: skip
            if kind == "count":
                row["poisson"] = share_below([peers.poisson(v, d) for d, v in logs])
            rows.append(row)
    return rows


def scores_beside_reference(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    rows = []
    for given in rows_of("reference_scores.csv"):
        plan = design(
            "soreness", kb, seed=0, pairs=int(given["pairs"]), run_in_days=0, dropped_days=0,
            days_per_period=int(given["days_per_period"]),
        )  # fmt: skip
        base = Baseline(5, 1.8, float(given["lag1_phi"]))
        logs = simulate(
            plan, "score", base, World(float(given["true_effect_points"])), runs, random
        )
        row: Row = {key: float(value) for key, value in given.items()}
        row["our_daily_t"] = share_below([peers.daily(v[:50], d) for d, v in logs])
        row["our_paired_t"] = share_below([peers.paired_t(v, d, "score") for d, v in logs])
        row["our_perm"] = share_below([exact(v, d, "score") for d, v in logs])
        rows.append(row)
    return rows


def carry_over_beside_reference(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    rows = []
    for given in rows_of("reference_carry_over.csv"):
        plan = design(
            "cramps", kb, seed=0, pairs=4, days_per_period=14, run_in_days=0,
            dropped_days=int(given["discarded_days"]),
        )  # fmt: skip
        world = World(0.6, half_life_days=float(given["half_life_days"]))
        logs = simulate(plan, "count", Baseline(6, 0.6, 0.5), world, runs, random)
        found = np.concatenate([totals(v, d).differences("count").mean(axis=1) for d, v in logs])
        row: Row = {key: float(value) for key, value in given.items()}
        row["our_rr"] = float(np.exp(found.mean()))
        row["our_paired_t"] = share_below([peers.paired_t(v, d, "count") for d, v in logs])
        rows.append(row)
    return rows


def coverage(kb: Knowledge, runs: int, random: np.random.Generator) -> list[Row]:
    """True effects drawn from the prior: how often do the intervals hold them?

    The days come from the daily model of the simulations (AR(1), log-normal, Poisson), with one
    level and no trend, not from the model of the analysis.
    """
    rows = []
    for kind, name, prior in (
        ("count", "cramps", "count-group"), ("score", "soreness", "score-sceptical"),
    ):  # fmt: skip
        believed = kb.trial_priors[prior]
        for lag, pairs, days, dropped in itertools.product((0.0, 0.5, 0.7), (6, 12), (14, 7), (3,)):
            if (pairs, days) not in ((6, 14), (12, 7)):
                continue
            held: list[float] = []
            exact_held, ranks = [], []
            verdicts: dict[str, int] = {}
            for _ in range(runs):
                truth = random.normal(believed.mean.value, spread_of(believed))
                plan = design(
                    name, kb, seed=int(random.integers(2**53)), pairs=pairs,
                    days_per_period=days, dropped_days=dropped,
                )  # fmt: skip
                mean = float(np.exp(random.uniform(0, 3))) if kind == "count" else 5.0
                sd = 0.6 if kind == "count" else 1.8
                world = World(float(np.exp(truth)) if kind == "count" else truth)
                values = days_of(plan, kind, Baseline(mean, sd, lag, 0.1), world, 1, random)[0]
                if kind == "score":
                    values = np.clip(values, 0, 10)
                log = [
                    LogDay(day, None if np.isnan(one) else float(one))
                    for day, one in enumerate(values)
                ]
                result = analyse(plan, log, kb)
                verdicts[result.verdict] = verdicts.get(result.verdict, 0) + 1
                if result.posterior is None or result.effect is None:
                    continue
                end = np.exp if kind == "count" else np.array
                held.append(
                    result.posterior.effect.low <= end(truth) <= result.posterior.effect.high
                )
                ranks.append(float(end(truth) < result.posterior.effect.best))
                exact_held.append(result.effect.low <= end(truth) <= result.effect.high)
            rows.append(
                {
                    "kind": kind, "lag": lag, "pairs": pairs, "days": days, "runs": len(held),
                    "posterior_95": float(np.mean(held)), "below_median": float(np.mean(ranks)),
                    "exact_95": float(np.mean(exact_held)), "verdicts": verdicts,
                }
            )  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=4000)
    parser.add_argument("--only", default="", help="one part")
    parser.add_argument("--coverage-runs", type=int, default=400)
    chosen = parser.parse_args()
    kb = Knowledge.load()
    parts = {
        "counts": lambda: beside_reference(kb, chosen.runs, random),
        "scores": lambda: scores_beside_reference(kb, chosen.runs, random),
        "power": lambda: power_beside_others(kb, chosen.runs, random),
        "carry_over": lambda: carry_over_beside_reference(kb, chosen.runs, random),
        "coverage": lambda: coverage(kb, chosen.coverage_runs, random),
        "false_alarms": lambda: false_alarms(kb, chosen.runs, random),
    }
    path = HERE / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, part in parts.items():
        if chosen.only not in ("", name):
            continue
        random = np.random.default_rng(20261122)
        results[name] = part()
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
