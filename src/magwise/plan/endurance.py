"""Endurance sport: what is lost in sweat, worked out, and what is known of magnesium on the way."""

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.common import Value
from magwise.models.need import sweat_loss_mg_per_day
from magwise.person.profile import Training
from magwise.safety.circumstances import circumstances, holds
from magwise.safety.limits import bound
from magwise.safety.redflags import care_for
from magwise.safety.taken import taken_medicines

DAYS_PER_WEEK = 7
_SUBJECT = "endurance"
_SWEAT = ("montain-2007", "beller-1975", "magwise-computed")


def endurance(assessment: Assessment, kb: Knowledge) -> tuple[Fact, ...]:
    """The verdict for someone with many hours of endurance sport a week; nothing for others.

    The number of hours from which it is said circulates without a source; it decides only who
    reads this, never a dose.

    References
    ----------
    montain-2007, beller-1975, nielsen-lukaski-2006
    """
    training = assessment.profile.training
    from_hours = _figure("endurance-hours", kb)
    if training is None or "endurance" not in training.kinds:
        return ()
    if training.hours_per_week is None or training.hours_per_week <= from_hours:
        return ()
    claimed = _figure("endurance-claimed-per-hour", kb)
    facts = [
        Fact(
            "endurance.verdict",
            {"hours": from_hours, "claimed": claimed},
            ("magwise-judgement",),
            Severity.INFO,
            _SUBJECT,
            Certainty.NO_EVIDENCE,
        )
    ]
    hour = sweat_loss_mg_per_hour(assessment, kb)
    week = sweat_loss_mg_per_day(assessment.profile, kb)
    if hour is not None and week is not None:
        facts.append(_computed("endurance.sweat-hour", {"loss": hour.as_dict()}))
        facts.append(
            _computed(
                "endurance.sweat-week",
                {"loss": week.scaled(DAYS_PER_WEEK).as_dict(), "hours": training.hours_per_week},
            )
        )
        facts.extend(_meaning(assessment, week, kb))
        facts.extend(_longest(training, hour, claimed, kb))
    facts.append(
        Fact(
            "endurance.performance",
            {},
            ("nielsen-lukaski-2006",),
            Severity.INFO,
            _SUBJECT,
            Certainty.LOW,
        )
    )
    return tuple(facts)


def race_day(assessment: Assessment, kb: Knowledge, *, with_dose: bool) -> tuple[Fact, ...]:
    """What a runner takes along on the day of a race; nothing for who does no endurance sport.

    Parameters
    ----------
    with_dose
        Whether the plan holds a supplement.

    References
    ----------
    hew-butler-2015, montain-2007, beller-1975
    """
    profile = assessment.profile
    training = profile.training
    if training is None or "endurance" not in training.kinds or profile.is_adult is not True:
        return ()
    facts = [_said("race.no-magnesium", severity=Severity.WARN)]
    if with_dose:
        facts.append(_said("race.usual-dose"))
    watched = kb.tasks["water-agreed"]
    person = circumstances(
        profile, kb, taken_medicines(profile, assessment.products, kb), takes_magnesium=None
    )
    if watched.only_if is not None and holds(watched.only_if, person) is False:
        facts.append(_said("race.drink", sources=("hew-butler-2015",)))
    facts.append(_said("race.nothing-new", sources=("sports-practice",)))
    hour, hours = sweat_loss_mg_per_hour(assessment, kb), training.longest_session_hours
    if hour is not None and hours:
        values: dict[str, object] = {"loss": hour.scaled(hours).as_dict(), "hours": hours}
        facts.append(_computed("race.sweat", values))
    facts.append(_said("race.cramp", sources=("sports-practice",)))
    painkillers = ("hew-butler-2015",)
    facts.append(_said("race.painkillers", sources=painkillers, severity=Severity.WARN))
    number = care_for(profile, kb).emergency_number
    facts.append(_said("race.stop", {"number": number}, severity=Severity.WARN))
    return tuple(facts)


def sweat_loss_mg_per_hour(assessment: Assessment, kb: Knowledge) -> Interval | None:
    """Magnesium lost in sweat in one hour of training [mg/h]; None when the hours are unknown.

    References
    ----------
    montain-2007, beller-1975
    """
    training = assessment.profile.training
    if training is None or not training.hours_per_week:
        return None
    a_day = sweat_loss_mg_per_day(assessment.profile, kb)
    return None if a_day is None else a_day.scaled(DAYS_PER_WEEK / training.hours_per_week)


def _meaning(assessment: Assessment, loss: Interval, kb: Knowledge) -> tuple[Fact, ...]:
    """How much food magnesium replaces the loss, beside the reference value."""
    leading = assessment.need.leading
    if leading is None or not leading.mg_per_day.value:
        return ()
    absorbed = _interval(kb.assumptions["food-absorption"].value)
    food = Interval(loss.low / absorbed.high, loss.best / absorbed.best, loss.high / absorbed.low)
    share = food.scaled(1 / leading.mg_per_day.value)
    values: dict[str, object] = {"food": food.as_dict(), "share": share.as_dict()}
    return (_computed("endurance.meaning", values),)


def _longest(
    training: Training, hour: Interval, claimed_mg_per_hour: float, kb: Knowledge
) -> tuple[Fact, ...]:
    hours = training.longest_session_hours
    if not hours:
        return ()
    values: dict[str, object] = {
        "hours": hours,
        "loss": hour.scaled(hours).as_dict(),
        "total": claimed_mg_per_hour * hours,
        "limit": bound("advice-max-per-day", kb),
    }
    return (_computed("endurance.longest", values, Severity.WARN),)


def _figure(name: str, kb: Knowledge) -> float:
    return kb.programme_figures[name].value.value or 0.0


def _interval(value: Value) -> Interval:
    best = value.value or 0.0
    low, high = value.low, value.high
    return Interval(best if low is None else low, best, best if high is None else high)


def _said(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object] | None = None,
    *,
    sources: tuple[str, ...] = ("magwise-judgement",),
    severity: Severity = Severity.INFO,
) -> Fact:
    return Fact(id, values or {}, sources, severity, _SUBJECT, Certainty.JUDGEMENT)


def _computed(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object],
    severity: Severity = Severity.INFO,
) -> Fact:
    return Fact(id, values, _SWEAT, severity, _SUBJECT, Certainty.COMPUTED)
