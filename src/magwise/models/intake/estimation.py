"""Usual intake from a few days: shrink what was eaten towards what people like this eat.

On the log scale days scatter around the person's usual intake with a known day-to-day spread,
and people scatter around the survey mean with a known spread. With few days the estimate stays
near the survey; with more it moves to the person's own days. More food in a day never lowers
the estimate, and the order of days or lines never matters.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.knowledge import Knowledge
from magwise.models.intake.prior import DayToDay, Prior, number
from magwise.models.intake.records import DayIntake

Z90 = 1.6448536269514722  # 5 % on either side
_WEEKDAYS, _WEEKEND = 5 / 7, 2 / 7
_FURTHEST = 3.0  # a day further out than this many standard deviations counts as that far


@dataclass(frozen=True, slots=True)
class DayValue:
    """One counted day: its magnesium [mg] and the error of reading it, on the log scale."""

    mg: float
    log_error: float
    is_weekend: bool
    said_complete: bool


@dataclass(frozen=True, slots=True)
class Posterior:
    """Usual intake on the log scale, and how much of it comes from the person's own days."""

    log_mean: float
    log_sd: float
    own_share: float


def day_value(day: DayIntake, prior: Prior, kb: Knowledge) -> DayValue:
    """What a day counts for, with an allowance for what could not be read.

    What was not read holds something: half an ordinary item each as the best guess, nothing at
    the least and two ordinary items at the most. So it is neither zero nor a made-up food.
    """
    an_item = prior.median_mg / number(kb, "items-a-day")
    unread = day.magnesium_mg.unresolved
    known = day.magnesium_mg.known
    mg = max(known.best + 0.5 * an_item * unread, 1.0)
    spread = math.hypot(known.width, 2.0 * an_item * unread) / (2 * Z90)
    return DayValue(
        mg=mg,
        log_error=math.sqrt(math.log1p((spread / mg) ** 2)),
        is_weekend=day.is_weekend,
        said_complete=day.complete is True,
    )


def day_weights(weekend: Sequence[bool]) -> tuple[float, ...]:
    """Weights that add up to 1: five to two when both kinds of day are there, else equal."""
    at_weekend = sum(weekend)
    otherwise = len(weekend) - at_weekend
    if at_weekend and otherwise:
        return tuple(_WEEKEND / at_weekend if one else _WEEKDAYS / otherwise for one in weekend)
    return tuple(1.0 / len(weekend) for _ in weekend)


def posterior(
    days: Sequence[DayValue],
    prior: Prior,
    day_to_day: DayToDay,
    kb: Knowledge,
    *,
    log_shortfall: float = 0.0,
) -> Posterior:
    """Usual intake given these days, averaged over how large the day-to-day spread may be.

    ``log_shortfall`` is how far the energy of the diary falls short, as one more error that all
    days share.
    """
    parts = [
        (weight, _given_spread(days, prior, prior.log_sd, spread, kb, log_shortfall=log_shortfall))
        for spread, weight in day_to_day.weighed()
    ]
    mean = sum(weight * part.log_mean for weight, part in parts)
    variance = sum(
        weight * (part.log_sd**2 + (part.log_mean - mean) ** 2) for weight, part in parts
    )
    share = sum(weight * part.own_share for weight, part in parts)
    return Posterior(mean, math.sqrt(variance), share)


def alternatives(
    days: Sequence[DayValue],
    prior: Prior,
    day_to_day: DayToDay,
    kb: Knowledge,
    *,
    log_shortfall: float = 0.0,
) -> tuple[tuple[float, float], ...]:
    """The estimate under other defensible assumptions, one changed at a time.

    Smaller and larger day-to-day spread; people that differ less or twice as much; a survey that
    lies too low or too high for this person; food tables that all read too low or too high.
    """
    best = posterior(days, prior, day_to_day, kb, log_shortfall=log_shortfall)
    table = best.own_share * number(kb, "food-table")
    others = [
        _given_spread(days, prior, prior.log_sd, day_to_day.low, kb, log_shortfall=log_shortfall),
        _given_spread(days, prior, prior.log_sd, day_to_day.high, kb, log_shortfall=log_shortfall),
        _given_spread(
            days, prior, prior.people_log_sd, day_to_day.best, kb, log_shortfall=log_shortfall
        ),
        _given_spread(
            days, prior, 2 * prior.log_sd, day_to_day.best, kb, log_shortfall=log_shortfall
        ),
    ]
    shift = (1 - best.own_share) * prior.doubt_log_sd
    moved = [best.log_mean + by for by in (-table, table, -shift, shift)]
    return (
        *((other.log_mean, other.log_sd) for other in others),
        *((mean, best.log_sd) for mean in moved),
    )


def usual_intake(
    days: Sequence[DayValue],
    prior: Prior,
    day_to_day: DayToDay,
    kb: Knowledge,
    *,
    completeness: float | None = None,
    log_shortfall: float = 0.0,
) -> UsualIntake:
    """Usual intake from food with its 90 % interval [mg/day]."""
    found = posterior(days, prior, day_to_day, kb, log_shortfall=log_shortfall)
    return UsualIntake(
        mg_per_day=interval_of(found.log_mean, found.log_sd),
        log_mean=found.log_mean,
        log_sd=found.log_sd,
        days_used=len(days),
        completeness=completeness,
        alternatives=alternatives(days, prior, day_to_day, kb, log_shortfall=log_shortfall),
    )


def interval_of(log_mean: float, log_sd: float) -> Interval:
    """Median and 90 % interval of a lognormal [mg/day]."""
    return Interval(
        math.exp(log_mean - Z90 * log_sd), math.exp(log_mean), math.exp(log_mean + Z90 * log_sd)
    )


def _given_spread(
    days: Sequence[DayValue],
    prior: Prior,
    prior_log_sd: float,
    spread: float,
    kb: Knowledge,
    *,
    log_shortfall: float,
) -> Posterior:
    weights = day_weights([day.is_weekend for day in days])
    reach = _FURTHEST * math.hypot(prior_log_sd, spread)
    # usual intake is the mean of days, and the mean of a lognormal lies above its median
    seen = [
        min(max(math.log(day.mg) + spread**2 / 2, prior.log_mean - reach), prior.log_mean + reach)
        for day in days
    ]
    own = sum(weight * one for weight, one in zip(weights, seen, strict=True))
    scatter = spread**2 * sum(weight**2 for weight in weights)
    share = prior_log_sd**2 / (prior_log_sd**2 + scatter)
    # Errors of reading do not change how far the estimate moves (then an uncertain extra food
    # could lower it); they widen it afterwards.
    error = _reading_error(days, weights, kb) + log_shortfall**2
    return Posterior(
        prior.log_mean + share * (own - prior.log_mean),
        math.sqrt(share * scatter + share**2 * error),
        share,
    )


def _reading_error(days: Sequence[DayValue], weights: Sequence[float], kb: Knowledge) -> float:
    """Variance from guessed portions, unread lines, food tables and days that may miss food."""
    shared = number(kb, "shared-reading-error")
    apart = sum((weight * day.log_error) ** 2 for day, weight in zip(days, weights, strict=True))
    together = sum(weight * day.log_error for day, weight in zip(days, weights, strict=True)) ** 2
    unsaid = sum(weight for day, weight in zip(days, weights, strict=True) if not day.said_complete)
    kinds = {day.is_weekend for day in days}
    return (
        (1 - shared) * apart
        + shared * together
        + number(kb, "food-table") ** 2
        + (unsaid * number(kb, "day-complete-unsaid")) ** 2
        + (number(kb, "one-kind-of-day") ** 2 if len(kinds) == 1 else 0.0)
    )
