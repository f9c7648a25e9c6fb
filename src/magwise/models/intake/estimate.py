"""From diary days to usual intake, or to the reason why there is none yet."""

import math
from collections.abc import Iterable, Sequence

from magwise.core.errors import NotApplicable
from magwise.core.facts import Certainty, Fact, Severity, in_order
from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.knowledge import Knowledge
from magwise.models.intake import saying
from magwise.models.intake.estimation import (
    Z90,
    DayValue,
    day_value,
    day_weights,
    interval_of,
    posterior,
    usual_intake,
)
from magwise.models.intake.plausibility import Oddity, oddity
from magwise.models.intake.prior import DayToDay, Prior, day_to_day_of, number, prior_of
from magwise.models.intake.records import DayIntake, IntakeEstimate
from magwise.person import Profile, StatedIntake

MOST_DAYS = 7  # beyond a week of days the diary is no longer the weakest part

_LOW_INDEX = 18.5  # underweight in adults [kg/m2]


def estimate(days: Sequence[DayIntake], profile: Profile, kb: Knowledge) -> IntakeEstimate:
    """Usual magnesium from food with its interval, or None with what must be asked first.

    Days that the person calls incomplete, and days without anything legible on them, do not
    count in the mean: an unlogged day is not a fast. A diary that is improbably small or large,
    or of which too much could not be read, gives no intake until that is cleared up. A usual
    intake stated in the profile stands in when the diary gives none.

    Parameters
    ----------
    days
        Diary days as `day_intakes` read them, in any order.
    profile
        Age, sex, country and weight choose what the estimate starts from.
    kb
        The knowledge base.

    Returns
    -------
    IntakeEstimate
        ``usual`` counts plain food and drink only; fortified food, supplements and medicines are
        reported apart.

    References
    ----------
    iom-2000-assessment, luo-2019, nutrir-2022, nhanes-2017-2018, black-2000
    """
    listed = tuple(sorted(days, key=lambda day: day.date))
    counted = tuple(day for day in listed if _counts(day))
    facts: list[Fact] = [
        question for day in listed for line in day.lines for question in line.questions
    ]
    usual, more = _from_days(listed, counted, profile, kb)
    facts += more
    if usual is None and profile.usual_intake is not None:
        usual = _stated(profile.usual_intake, kb)
        facts.append(saying.stated(usual, profile.usual_intake.stated_by))
    if usual is None and not listed:
        facts.append(Fact("ask.diary", severity=Severity.ASK, subject=saying.SUBJECT))
    facts += saying.products(counted)
    return IntakeEstimate(
        usual=usual,
        days=listed,
        facts=in_order(facts),
        counted=tuple(day.date for day in counted),
    )


def _counts(day: DayIntake) -> bool:
    """A day counts when it is not called incomplete and something, or nothing, was said of it."""
    if day.complete is False:
        return False
    if day.complete is True and any(line.nothing_eaten for line in day.lines):
        return True  # "no breakfast" alone does not make a fast of a day
    return any(item.kind in ("food", "drink") for line in day.lines for item in line.items)


def _from_days(
    listed: tuple[DayIntake, ...],
    counted: tuple[DayIntake, ...],
    profile: Profile,
    kb: Knowledge,
) -> tuple[UsualIntake | None, list[Fact]]:
    facts: list[Fact] = []
    left_out = tuple(day for day in listed if day not in counted)
    if left_out:
        facts += saying.left_out(left_out, counted)
    if not counted:
        return None, facts
    facts += saying.completeness(counted)
    try:
        prior, day_to_day = prior_of(profile, kb), day_to_day_of(profile, kb)
    except NotApplicable:
        facts.append(Fact("intake.no-estimate-for-age", subject=saying.SUBJECT))
        return None, facts

    weights = day_weights([day.is_weekend for day in counted])
    odd = oddity(counted, weights, profile, kb)
    if odd is not None:
        facts.append(_odd(odd, len(counted), profile, kb))
        if odd.which != "short":
            return None, facts
    short = odd.log_shortfall if odd is not None else 0.0
    seen = sum(
        weight * day.magnesium_mg.known.best for weight, day in zip(weights, counted, strict=True)
    )
    most = kb.quantities["intake-magnesium"].plausible_high
    if seen > most and profile.diary_confirmed is not True:
        facts.append(saying.too_much_magnesium(seen, most))
        return None, facts
    unread = _unread_share(counted)
    if unread > number(kb, "unread-share"):
        facts.append(saying.too_much_unread(unread, counted))
        return None, facts

    values = [day_value(day, prior, kb) for day in counted]
    usual = usual_intake(
        values,
        prior,
        day_to_day,
        kb,
        completeness=_completeness(counted, weights),
        log_shortfall=short,
    )
    facts += saying.usual(usual, counted)
    facts += saying.top_foods(counted)
    facts += _log_more(usual, values, prior, day_to_day, kb, log_shortfall=short)
    unsaid = [day for day in counted if day.complete is None]
    if unsaid:
        facts.append(saying.ask_complete(unsaid))
    facts += saying.explain(
        posterior(values, prior, day_to_day, kb, log_shortfall=short), prior, day_to_day, counted
    )
    return usual, facts


def _odd(odd: Oddity, days: int, profile: Profile, kb: Knowledge) -> Fact:
    name = "perhaps-incomplete" if odd.which == "short" else f"implausibly-{odd.which}"
    values: dict[str, object] = {"days": days}
    if _without_calories(profile, kb):
        name += "-without-calories"
    else:
        values["energy"] = round(odd.energy_kcal_per_day)
        values["bound"] = round(odd.bound_kcal_per_day)
    return Fact(
        f"intake.{name}",
        values,
        sources=("black-2000", "henry-2005"),
        severity=Severity.ASK,
        subject=saying.SUBJECT,
        certainty=Certainty.COMPUTED,
    )


def _without_calories(profile: Profile, kb: Knowledge) -> bool:
    """Whether energy stays unsaid: asked for, young, or a sign of eating too little."""
    index = profile.body_mass_index
    disorder = kb.conditions["eating-disorder"]
    words = {"eating-disorder", *disorder.words.nl, *disorder.words.en}
    told = " | ".join(profile.conditions or ()).casefold()
    return (
        profile.hide_calories is True
        or profile.is_adult is False
        or profile.missed_periods is True
        or profile.stress_fracture is True
        or (index is not None and index < _LOW_INDEX)
        or any(word.casefold() in told for word in words)
    )


def _unread_share(days: Iterable[DayIntake]) -> float:
    """Share of what the lines name that has no magnesium figure [0-1]."""
    unread = read = 0
    for day in days:
        unread += day.magnesium_mg.unresolved
        read += sum(
            1
            for line in day.lines
            for item in line.items
            if item.kind in ("food", "drink") and item.magnesium_mg is not None
        )
    return unread / (unread + read) if unread + read else 0.0


def _completeness(days: Sequence[DayIntake], weights: Sequence[float]) -> float | None:
    known = [
        (weight, day.magnesium_mg.completeness)
        for day, weight in zip(days, weights, strict=True)
        if day.magnesium_mg.completeness is not None
    ]
    if not known:
        return None
    return sum(weight * share for weight, share in known) / sum(weight for weight, _ in known)


def _stated(stated: StatedIntake, kb: Knowledge) -> UsualIntake:
    """A usual intake known from elsewhere; its range is taken as a 90 % interval."""
    log_mean = math.log(stated.mg_per_day)
    sides = [
        abs(math.log(side / stated.mg_per_day)) / Z90
        for side in (stated.low, stated.high)
        if side is not None and side != stated.mg_per_day
    ]
    log_sd = sum(sides) / len(sides) if sides else number(kb, "stated-intake")
    assumed = interval_of(log_mean, log_sd)
    return UsualIntake(
        Interval(stated.low or assumed.low, stated.mg_per_day, stated.high or assumed.high),
        log_mean,
        log_sd,
        days_used=0,
        alternatives=((log_mean, 0.75 * log_sd), (log_mean, 1.5 * log_sd)),
    )


def _log_more(
    usual: UsualIntake,
    values: list[DayValue],
    prior: Prior,
    day_to_day: DayToDay,
    kb: Knowledge,
    *,
    log_shortfall: float,
) -> list[Fact]:
    """Two more days, one of them at a weekend, when they would narrow the range enough."""
    if len(values) >= MOST_DAYS:
        return []
    error = sum(value.log_error for value in values) / len(values)
    typical = usual.mg_per_day.best
    more = [*values, *(DayValue(typical, error, weekend, True) for weekend in (True, False))]
    then = posterior(more, prior, day_to_day, kb, log_shortfall=log_shortfall).log_sd
    if 1 - then / usual.log_sd < number(kb, "worth-logging"):
        return []
    few = len(values) < 3 or len({value.is_weekend for value in values}) == 1
    return [
        Fact(
            "intake.log-more",
            {
                "days": 2,
                "now": usual.mg_per_day.as_dict(),
                "then": interval_of(usual.log_mean, then).as_dict(),
            },
            sources=("magwise-computed",),
            severity=Severity.ASK if few else Severity.INFO,
            subject=saying.SUBJECT,
            certainty=Certainty.COMPUTED,
        )
    ]
