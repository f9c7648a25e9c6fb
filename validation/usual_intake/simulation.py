"""People with a known usual intake, a few days of their eating, and what the model says of it.

Each person's truth is drawn first; days scatter around it; the model sees only the days. The
share of people whose truth lies in the 90 % interval is the coverage.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from magwise import Knowledge, Profile
from magwise.core.interval import Interval
from magwise.models.intake.estimation import DayValue, usual_intake
from magwise.models.intake.prior import day_to_day_of, prior_of
from magwise.models.need import probability_low

MONDAY = date(2026, 11, 9)


@dataclass(frozen=True)
class World:
    """How the simulated people really are; factor 1 and shift 0 is what the model believes.

    ``mean_factor`` moves the whole population; ``between_factor`` and ``within_factor`` multiply
    the spread between people and from day to day; ``weekend`` multiplies every weekend day;
    ``heavy_tails`` draws days from a Student t with 5 degrees of freedom of the same variance;
    ``normal_days`` scatters days evenly in mg instead of on the log scale; ``forgotten`` is the
    share of each day that is never written down; ``portion_error`` the log SD of guessed
    portions, which the model is told of.
    """

    mean_factor: float = 1.0
    between_factor: float = 1.0
    within_factor: float = 1.0
    weekend: float = 1.0
    heavy_tails: bool = False
    normal_days: bool = False
    forgotten: float = 0.0
    portion_error: float = 0.0


MODEL = World()
DAYS = {1: (1,), 2: (2, 5), 3: (0, 3, 5), 7: (0, 1, 2, 3, 4, 5, 6)}  # 5 and 6: weekend


@dataclass(frozen=True)
class Outcome:
    """What happened over many simulated people; misses are the share on either side."""

    coverage: float
    above: float
    below: float
    bias: float
    width: float


def simulate(
    world: World, profile: Profile, kb: Knowledge, *, days: int, people: int, seed: int
) -> Outcome:
    """Coverage of the 90 % interval, which side it misses on, bias and relative width."""
    rng = np.random.default_rng(seed)
    prior, day_to_day = prior_of(profile, kb), day_to_day_of(profile, kb)
    inside = above = below = 0
    errors, widths = [], []
    for _ in range(people):
        # the model doubts whether the survey fits this person and how much days differ; in a
        # world where it is right, both are drawn from what it believes
        centre = prior.log_mean + rng.normal(0.0, prior.doubt_log_sd) + np.log(world.mean_factor)
        truth = float(np.exp(rng.normal(centre, world.between_factor * prior.people_log_sd)))
        spread = world.within_factor * float(
            rng.choice([one for one, _ in day_to_day.weighed()], p=[0.25, 0.5, 0.25])
        )
        values = [_day(rng, truth, spread, which, world) for which in DAYS[days]]
        # the tables are off in one direction for this person, as the model also believes
        table = float(np.exp(rng.normal(0.0, kb.assumptions["food-table"].value.value or 0.0)))
        seen = [replace(value, mg=value.mg * table) for value in values]
        found = usual_intake(seen, prior, day_to_day, kb)
        one = found.mg_per_day
        inside += one.low <= truth <= one.high
        above += truth > one.high
        below += truth < one.low
        errors.append(found.log_mean - np.log(truth))
        widths.append(np.log(one.high / one.low))
    return Outcome(
        inside / people,
        above / people,
        below / people,
        float(np.mean(errors)),
        float(np.mean(widths)),
    )


def _day(
    rng: np.random.Generator, truth: float, spread: float, which: int, world: World
) -> DayValue:
    weekend = (MONDAY + timedelta(days=which)).weekday() >= 5
    # usual intake is the mean over the week: weekend days higher means other days lower
    lift = (world.weekend if weekend else 1.0) / ((5 + 2 * world.weekend) / 7)
    if world.normal_days:
        cv = np.sqrt(np.expm1(spread**2))
        factor = max(0.05, 1 + cv * rng.normal())
    else:
        draw = rng.standard_t(5) / np.sqrt(5 / 3) if world.heavy_tails else rng.normal()
        factor = float(np.exp(spread * draw - spread**2 / 2))
    guess = float(np.exp(rng.normal(0.0, world.portion_error)))
    mg = truth * lift * float(factor) * guess * (1 - world.forgotten)
    return DayValue(max(mg, 1.0), world.portion_error, weekend, True)


@dataclass(frozen=True)
class Calibration:
    """Stated probability of too low an intake against how often it was so, by band."""

    stated: tuple[float, ...]
    happened: tuple[float, ...]
    people: tuple[int, ...]


def calibrate(
    profile: Profile, kb: Knowledge, *, days: int, ear: float, people: int, seed: int
) -> Calibration:
    """Does "30 % likely too low" come true for 30 % of the people it is said to?"""
    rng = np.random.default_rng(seed)
    prior, day_to_day = prior_of(profile, kb), day_to_day_of(profile, kb)
    said, came_true = [], []
    for _ in range(people):
        truth = float(np.exp(rng.normal(prior.log_mean, prior.log_sd)))
        requirement = rng.normal(ear, 0.10 * ear)
        spread = float(rng.choice([one for one, _ in day_to_day.weighed()], p=[0.25, 0.5, 0.25]))
        values = [_day(rng, truth, spread, which, MODEL) for which in DAYS[days]]
        table = float(np.exp(rng.normal(0.0, kb.assumptions["food-table"].value.value or 0.0)))
        seen = [replace(value, mg=value.mg * table) for value in values]
        said.append(probability_low(usual_intake(seen, prior, day_to_day, kb), ear).best)
        came_true.append(truth < requirement)
    bands = np.linspace(0, 1, 6)
    place = np.clip(np.digitize(said, bands) - 1, 0, 4)
    stated, happened, count = [], [], []
    for band in range(5):
        chosen = place == band
        if chosen.any():
            stated.append(float(np.mean(np.array(said)[chosen])))
            happened.append(float(np.mean(np.array(came_true)[chosen])))
            count.append(int(chosen.sum()))
    return Calibration(tuple(stated), tuple(happened), tuple(count))


def predicted_day_log_sd(profile: Profile, kb: Knowledge) -> Interval:
    """Spread of one-day totals over a population that the model's figures imply."""
    prior, day_to_day = prior_of(profile, kb), day_to_day_of(profile, kb)
    low, best, high = (
        float(np.hypot(prior.people_log_sd, spread))
        for spread in (day_to_day.low, day_to_day.best, day_to_day.high)
    )
    return Interval(low, best, high)
