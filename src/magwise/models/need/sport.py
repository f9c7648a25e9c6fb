"""What training adds to the need: a theoretical range, and sweat losses worked out."""

from collections.abc import Iterable

from magwise.core.facts import Certainty, Fact
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.common import Value
from magwise.models.need.records import ReferenceValue
from magwise.person import Profile

SUBJECT = "need"
DAYS_PER_WEEK = 7


def sweat_loss_mg_per_day(profile: Profile, kb: Knowledge) -> Interval | None:
    """Magnesium lost in sweat during training, averaged over the week [mg/day].

    Hours a week times sweat an hour times magnesium a litre. The person's own sweat rate is used
    when it was measured. None when the hours are unknown.

    References
    ----------
    montain-2007, beller-1975
    """
    training = profile.training
    if training is None or training.hours_per_week is None:
        return None
    hours_per_day = training.hours_per_week / DAYS_PER_WEEK
    rate = (
        Interval.exact(training.sweat_litres_per_hour)
        if training.sweat_litres_per_hour is not None
        else _interval(kb.assumptions["sweat-rate"].value)
    )
    concentration = _interval(kb.assumptions["sweat-magnesium"].value)
    return rate.times(concentration).scaled(hours_per_day)


def theoretical_athlete_range_mg(
    profile: Profile, leading: ReferenceValue | None, kb: Knowledge
) -> tuple[float, float] | None:
    """The reference value and that plus 20 %, for adults who train heavily every day [mg/day].

    Theoretical: one review holds an extra need of 10-20 % possible, no authority asks it, and
    food fills it. None for everybody else.

    References
    ----------
    nielsen-lukaski-2006
    """
    training = profile.training
    if leading is None or leading.mg_per_day.value is None or training is None:
        return None
    if not profile.is_adult or training.hours_per_week is None:
        return None
    if training.hours_per_week < (kb.assumptions["heavy-training-hours"].value.value or 0.0):
        return None
    increase = kb.assumptions["athlete-increase"].value.value or 0.0
    return leading.mg_per_day.value, leading.mg_per_day.value * (1.0 + increase)


def sport_facts(profile: Profile, leading: ReferenceValue | None, kb: Knowledge) -> Iterable[Fact]:
    """What to say about training; nothing when nothing was said about it."""
    heavy = theoretical_athlete_range_mg(profile, leading, kb)
    if heavy is not None:
        increase = kb.assumptions["athlete-increase"].value
        yield Fact(
            "need.athlete-theoretical",
            {
                "low": heavy[0],
                "high": heavy[1],
                "increase_low": increase.low,
                "increase_high": increase.high,
            },
            sources=("nielsen-lukaski-2006",),
            subject=SUBJECT,
            certainty=Certainty.VERY_LOW,
        )
    loss = sweat_loss_mg_per_day(profile, kb)
    if loss is not None and loss.high > 0:
        absorbed = _interval(kb.assumptions["food-absorption"].value)
        food = Interval(
            loss.low / absorbed.high, loss.best / absorbed.best, loss.high / absorbed.low
        )
        yield Fact(
            "need.sweat",
            {"loss": loss.as_dict(), "food": food.as_dict()},
            sources=("montain-2007", "beller-1975", "magwise-computed"),
            subject=SUBJECT,
            certainty=Certainty.COMPUTED,
        )


def _interval(value: Value) -> Interval:
    best = value.value or 0.0
    return Interval(
        value.low if value.low is not None else best,
        best,
        value.high if value.high is not None else best,
    )
