"""How long a power table and an analysis take, beside a t-test on days that does far less."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from magwise import Knowledge
from magwise.models import trial
from magwise.models.trial.records import Baseline
from magwise.models.trial.simulation import World, days_of

Benchmark = Callable[..., Any]


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


def test_power_table_of_three_designs(benchmark: Benchmark, kb: Knowledge) -> None:
    plan = trial.design("cramps", kb, seed=1, pairs=12)
    base = trial.baseline("cramps", kb, 4)
    rows = benchmark(
        trial.power,
        trial.alternatives(plan, kb),
        base,
        trial.tested_effects("cramps", kb),
        kb,
        seed=1,
    )
    assert len(rows) == 9


@pytest.mark.parametrize("instrument", ["cramps", "soreness"])
def test_analysis_of_24_weeks(benchmark: Benchmark, kb: Knowledge, instrument: str) -> None:
    plan, days = log(kb, instrument)
    result = benchmark(trial.analyse, plan, days, kb)
    assert result.exact


def test_peer_t_test_on_days(benchmark: Benchmark, kb: Knowledge) -> None:
    plan, days = log(kb, "soreness")
    active = {day for one in plan.periods if one.active for day in range(*one.counted)}
    values = {one.day: one.value for one in days if one.value is not None}
    with_, without = (
        [value for day, value in values.items() if (day in active) is kind]
        for kind in (True, False)
    )
    assert benchmark(stats.ttest_ind, with_, without).pvalue <= 1


def log(kb: Knowledge, instrument: str) -> tuple[trial.Design, list[trial.LogDay]]:
    plan = trial.design(instrument, kb, seed=1, pairs=6, days_per_period=14)
    kind = kb.trial_instruments[instrument].kind
    base, world = Baseline(5, 0.6, 0.5), World(0.8)
    row = days_of(plan, kind, base, world, 1, np.random.default_rng(1))[0]
    return plan, [trial.LogDay(day, float(np.clip(one, 0, 10))) for day, one in enumerate(row)]
