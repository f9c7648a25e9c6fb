"""Power is known beforehand, in seconds, and agrees with another implementation."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from magwise.core.errors import NotApplicable
from magwise.knowledge import Knowledge
from magwise.models import trial
from magwise.models.trial.records import Baseline
from magwise.models.trial.simulation import World, autoregressive, days_of
from tests.models.trial.building import plan_of

REFERENCE = Path(__file__).parents[3] / "validation" / "trial" / "reference_counts.csv"
SIX_PAIRS = [
    row
    for row in csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines())
    if row["pairs"] == "6"
]


@pytest.mark.parametrize("row", SIX_PAIRS, ids=lambda row: "-".join(list(row.values())[:2]))
def test_power_agrees_with_another_implementation(kb: Knowledge, row: dict[str, str]) -> None:
    plan = plan_of(kb, pairs=6, days_per_period=14, dropped_days=0, run_in_days=0)
    base = trial.baseline("cramps", kb, float(row["cramps_per_week"]))
    runs = 2000
    found = trial.power([plan], base, [float(row["true_rate_ratio"])], kb, seed=4, runs=runs)[0]
    share, expected = found.helps_share + found.harms_share, float(row["perm"])
    error = (max(expected, 0.01) * (1 - expected) * (1 / runs + 1 / 1500)) ** 0.5
    assert abs(share - expected) < 4 * error


def test_a_table_of_power_takes_seconds_and_reports_progress(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=12, days_per_period=14)
    base = trial.baseline("cramps", kb, 4)
    seen: list[tuple[int, int]] = []
    before = time.process_time()
    rows = trial.power(
        trial.alternatives(plan, kb), base, trial.tested_effects("cramps", kb), kb, seed=1,
        progress=lambda done, total: seen.append((done, total)),
    )  # fmt: skip
    assert time.process_time() - before < 10
    assert seen[-1] == (len(rows), len(rows))


def test_the_same_seed_gives_the_same_table(kb: Knowledge) -> None:
    base = trial.baseline("cramps", kb, 4)
    first, second = (
        trial.power([plan_of(kb)], base, [0.5], kb, seed=9, runs=400) for _ in range(2)
    )
    assert first == second
    assert first != trial.power([plan_of(kb)], base, [0.5], kb, seed=10, runs=400)


def test_fewer_than_six_pairs_never_give_a_verdict(kb: Knowledge) -> None:
    base = trial.baseline("cramps", kb, 20)
    row = trial.power([plan_of(kb, pairs=5)], base, [0.1], kb, seed=1, runs=400)[0]
    assert row.helps_share == row.harms_share == 0


def test_a_hopeless_design_is_advised_against_and_a_better_one_named(kb: Knowledge) -> None:
    plan = plan_of(kb, pairs=6)
    base = trial.baseline("cramps", kb, 2)
    effects = trial.tested_effects("cramps", kb)
    rows = trial.power(trial.alternatives(plan, kb), base, effects, kb, seed=2)
    ids = {one.id for one in trial.design_facts(plan, base, rows, kb)}
    assert {"trial.hopeless", "trial.better-design", "trial.power-count"} <= ids


@pytest.mark.parametrize("mean", [0, -1, 1000, float("nan")])
def test_a_baseline_that_nobody_has_is_refused(kb: Knowledge, mean: float) -> None:
    with pytest.raises(NotApplicable):
        trial.baseline("cramps", kb, mean)


def test_simulated_days_are_as_they_were_asked(kb: Knowledge) -> None:
    random = np.random.default_rng(1)
    series = autoregressive(4000, 60, 0.6, 0.5, random)
    assert series.std() == pytest.approx(0.6, rel=0.02)
    neighbours = np.corrcoef(series[:, 30], series[:, 31])[0, 1]
    assert neighbours == pytest.approx(0.5, abs=0.05)
    plan = plan_of(kb)
    days = days_of(plan, "count", Baseline(7, 0.6, 0.5, 0.2), World(1.0), 500, random)
    assert np.nanmean(days) == pytest.approx(1.0, abs=0.05)
    assert np.isnan(days).mean() == pytest.approx(0.2, abs=0.01)
