"""Made-up experiments of people like this one, many at once, with everything that goes wrong.

Days differ from each other and resemble their neighbours: an AR(1) process, on the logarithm of
the expected number for counts, in points for scores. Effects act from the first day on, or fade
in and out with a half-life.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from magwise.models.trial.records import Baseline, Design

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """What is true in a simulated experiment.

    ``effect`` is a rate ratio for counts, points for scores; ``trend`` the change over the whole
    experiment, ``weekday`` the height of a weekend swing (both on the log scale for counts, in
    points for scores); ``half_life_days`` how slowly the effect comes and goes.
    """

    effect: float
    trend: float = 0.0
    weekday: float = 0.0
    half_life_days: float = 0.0


def autoregressive(
    runs: int, days: int, sd: float, lag_share: float, random: np.random.Generator
) -> Array:
    """Deviations of days that resemble their neighbours [runs, days], stationary from the start."""
    noise = random.standard_normal((runs, days))
    noise[:, 1:] *= np.sqrt(1 - lag_share**2)
    series: Array = lfilter([1.0], [1.0, -lag_share], noise, axis=1)
    return sd * series


def exposure(plan: Design, half_life_days: float) -> Array:
    """How much of the full effect acts on each day [days], 0 to 1."""
    given = np.zeros(plan.total_days)
    for period in plan.periods:
        if period.active:
            given[period.start : period.start + plan.days_per_period] = 1.0
    if half_life_days <= 0:
        return given
    keep = 0.5 ** (1 / half_life_days)
    acting: Array = lfilter([1 - keep], [1.0, -keep], given)
    return acting


def days_of(
    plan: Design, kind: str, base: Baseline, world: World, runs: int, random: np.random.Generator
) -> Array:
    """Simulated logs [runs, days]; a day that was not filled in is NaN, never zero."""
    total = plan.total_days
    place = np.linspace(-0.5, 0.5, total)
    shape = world.trend * place + world.weekday * np.where(np.arange(total) % 7 >= 5, 5 / 7, -2 / 7)
    acting = exposure(plan, world.half_life_days)
    drift = autoregressive(runs, total, base.day_sd, base.lag_share, random)
    values: Array
    if kind == "count":
        log_rate = np.log(base.mean / 7) - base.day_sd**2 / 2 + shape
        log_rate = log_rate + np.log(world.effect) * acting
        values = random.poisson(np.exp(drift + log_rate)).astype(np.float64)
    else:
        values = base.mean + shape + world.effect * acting + drift
    if base.missing_share > 0:
        values[random.random(values.shape) < base.missing_share] = np.nan
    return values
