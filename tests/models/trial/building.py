"""Logs of made-up experiments, for the tests."""

from typing import Any

import numpy as np

from magwise.knowledge import Knowledge
from magwise.models.trial import Design, LogDay, design
from magwise.models.trial.records import Baseline
from magwise.models.trial.simulation import World, days_of


def plan_of(kb: Knowledge, instrument: str = "cramps", **wishes: Any) -> Design:
    return design(instrument, kb, **{"seed": 3, "pairs": 8, **wishes})


def log_of(values: dict[int, float], taken: dict[int, bool] | None = None) -> list[LogDay]:
    given = taken or {}
    days = sorted({*values, *given})
    return [LogDay(day, values.get(day), given.get(day)) for day in days]


def constant(plan: Design, active: float, control: float, wobble: int = 3) -> dict[int, float]:
    """The same number each day of a kind, moved a little from pair to pair."""
    return {
        day: (active if one.active else control) + one.pair % wobble
        for one in plan.periods
        for day in range(one.start, one.start + plan.days_per_period)
    }


def simulated(plan: Design, kind: str, base: Baseline, world: World, seed: int) -> dict[int, float]:
    row = days_of(plan, kind, base, world, 1, np.random.default_rng(seed))[0]
    return {day: float(one) for day, one in enumerate(row) if np.isfinite(one)}
