"""Before and after: how often, how bad, and how much of it may be chance."""

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import fmean, variance

from magwise.core.facts import Certainty, Fact
from magwise.core.interval import Interval
from magwise.followup.records import Change, Start
from magwise.person.log import Log, LogDay

_Z90 = 1.6449
BEFORE_DAYS = 28
AFTER_DAYS = 14
FEWEST_DAYS = 5  # filled-in days on each side [assumed]
# Days next to each other resemble each other, and cramps come in bad days: what varies beyond
# chance counts for (1 + r) / (1 - r) times as much. Both assumed, as in knowledge/data/trial.
_AUTOCORRELATION = 0.5
_INFLATION = (1 + _AUTOCORRELATION) / (1 - _AUTOCORRELATION)
_DAY_SD = 0.6  # of the logarithm of the daily rate

SCORES: dict[str, Callable[[LogDay], float | None]] = {
    "soreness": lambda day: day.worst_soreness,
    "sleep-hours": lambda day: day.sleep_hours,
    "sleep-quality": lambda day: day.sleep_quality,
    "energy": lambda day: day.energy,
}


def changes_of(start: Start, log: Log, today: date) -> tuple[Change, ...]:
    """Everything logged that can be compared: four weeks before the start, the last two now."""
    first = start.first_day
    before = log.between(first - timedelta(days=BEFORE_DAYS), first - timedelta(days=1))
    end = min(today, start.last_day)
    after = log.between(max(first, end - timedelta(days=AFTER_DAYS - 1)), end)
    found = [cramps_change(before, after)]
    found += [score_change(what, before, after) for what in SCORES]
    return tuple(change for change in found if change is not None)


def cramps_change(before: Sequence[LogDay], after: Sequence[LogDay]) -> Change | None:
    """Cramps a week before and after with their ratio, or None with too few days filled in.

    On the logarithm, with the spread of chance and of good and bad days: the person's own, and
    never less than assumed. It says what changed, not why.
    """
    counts = [
        [float(day.cramps) for day in days if day.cramps is not None] for days in (before, after)
    ]
    if any(len(days) < FEWEST_DAYS for days in counts):
        return None
    rates, errors = [], []
    for days in counts:
        mean = (sum(days) + 0.5) / len(days)  # half an event keeps zero on the scale
        bad_days = max(variance(days) - mean, math.expm1(_DAY_SD**2) * mean**2)
        errors.append(math.sqrt((mean + _INFLATION * bad_days) / len(days)) / mean)
        rates.append(7 * mean)
    both = math.hypot(*errors)
    ratio = rates[1] / rates[0]
    return Change(
        what="cramps",
        per_week=True,
        before=_times(7 * fmean(counts[0]), rates[0], errors[0]),
        after=_times(7 * fmean(counts[1]), rates[1], errors[1]),
        difference=_times(ratio, ratio, both),
        days_before=len(counts[0]),
        days_after=len(counts[1]),
    )


def score_change(what: str, before: Sequence[LogDay], after: Sequence[LogDay]) -> Change | None:
    """The mean before and after with the difference, or None with too few days filled in."""
    read = SCORES[what]
    values = [[v for day in days if (v := read(day)) is not None] for days in (before, after)]
    if any(len(days) < FEWEST_DAYS for days in values):
        return None
    means = [fmean(days) for days in values]
    # A quarter of a point of spread at least: seven equal days do not make a mean exact.
    errors = [math.sqrt(max(variance(days), 0.25**2) * _INFLATION / len(days)) for days in values]
    both = _Z90 * math.hypot(*errors)
    difference = means[1] - means[0]
    return Change(
        what=what,
        per_week=False,
        before=_around(means[0], errors[0]),
        after=_around(means[1], errors[1]),
        difference=Interval(difference - both, difference, difference + both),
        days_before=len(values[0]),
        days_after=len(values[1]),
    )


def said(change: Change) -> Fact:
    """One change in words that go no further than its interval."""
    name = change.what
    if change.per_week:
        better, worse = change.difference.high < 1, change.difference.low > 1
    else:
        rise_is_good = name in ("sleep-hours", "sleep-quality", "energy")
        up, down = change.difference.low > 0, change.difference.high < 0
        better, worse = (up, down) if rise_is_good else (down, up)
    outcome = "better" if better else "worse" if worse else "unclear"
    return Fact(
        f"followup.{name}-{outcome}",
        {
            "before": _shown(change.before),
            "after": _shown(change.after),
            "days_before": change.days_before,
            "days_after": change.days_after,
        },
        sources=("magwise-computed",),
        subject="followup",
        certainty=Certainty.COMPUTED,
    )


def _shown(value: Interval) -> dict[str, float]:
    return {key: round(part, 1) for key, part in value.as_dict().items()}


def _around(mean: float, error: float) -> Interval:
    return Interval(max(0.0, mean - _Z90 * error), mean, mean + _Z90 * error)


def _times(best: float, middle: float, error: float) -> Interval:
    factor = math.exp(_Z90 * error)
    return Interval(min(best, middle / factor), best, max(best, middle * factor))
