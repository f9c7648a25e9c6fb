"""What the log says against going on, for every page and command that somebody opens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from magwise.assessment.records import Assessment
from magwise.core.facts import Fact, Severity
from magwise.followup.checking import check_in, since_start
from magwise.followup.experiment import alarm
from magwise.followup.records import Start
from magwise.followup.signals import signals, standing
from magwise.followup.telling import judged
from magwise.knowledge import Knowledge
from magwise.person import Profile
from magwise.person.log import Log, LogDay
from magwise.safety.records import Status

LOOK_BACK_DAYS = 14  # without a plan or an experiment that runs [assumed]
_LOUD = (Severity.EMERGENCY, Severity.URGENT, Severity.STOP)
_QUIET = (Severity.INFO, Severity.ASK)
_UNSIGNED = "followup.rules-not-reviewed"  # small print that goes with a rule


@dataclass(frozen=True, slots=True)
class Watch:
    """What must be said before anything else.

    Attributes
    ----------
    alone
        True when someone has to be called first and nothing else may be shown.
    facts
        Strictest first; empty when nothing speaks against going on.
    """

    alone: bool
    facts: tuple[Fact, ...]


def watch(
    log: Log,
    profile: Profile,
    kb: Knowledge,
    *,
    today: date,
    start: Start | None = None,
    trial_from: date | None = None,
) -> Watch:
    """Hold the stop rules against the log, also when nobody asked how it goes.

    Parameters
    ----------
    start
        The plan that runs; its own days count.
    trial_from
        First day of the experiment that runs. Without plan and experiment the last two weeks
        count.
    """
    found: list[Watch] = []
    if start is not None and start.first_day <= today:
        check = check_in(start, log, profile, kb, today=today)
        said = check.facts if check.alone else tuple(one for one in check.facts if _against(one))
        found.append(Watch(check.alone, said))
    if trial_from is not None and trial_from <= today:
        days = log.between(trial_from, today)
        heard = alarm(days, kb, today=today, profile=profile)
        found.append(Watch(heard.alone, heard.facts if heard.fired or heard.alone else ()))
    if not found:
        days = log.between(today - timedelta(days=LOOK_BACK_DAYS - 1), today)
        found.append(_unbound(days, profile, kb, today))
    alone = [one for one in found if one.alone]
    kept = alone[:1] or found
    facts = {one.key(): one for part in kept for one in part.facts}
    return Watch(bool(alone), tuple(facts.values()))


def held_back(days: Sequence[LogDay], profile: Profile, kb: Knowledge) -> tuple[str, ...]:
    """What stands in the way of a new plan: actions of the stop rules that fired, strictest first.

    A medicine that was started and stands in the profile by now is left to the gates.
    """
    return tuple(dict.fromkeys(one.rule.action for one in standing(days, profile, kb)))


@dataclass(frozen=True, slots=True)
class Heeded:
    """What a log changes before advice is given.

    Attributes
    ----------
    profile
        The person with the medicines and the alarm signs of the log.
    held
        True when something went wrong on a dose, so that no dose may be proposed now.
    """

    watch: Watch
    profile: Profile
    held: bool


def heed(log: Log, profile: Profile, kb: Knowledge, *, today: date) -> Heeded:
    """Hold a log against new advice, also when nobody opens the plan.

    A medicine that was started is judged by the gates; whatever else fired holds a dose back.
    """
    days = log.between(today - timedelta(days=LOOK_BACK_DAYS - 1), today)
    person = since_start(profile, days, signals(days, kb), kb)
    held = any(action != "check-again" for action in held_back(days, profile, kb))
    return Heeded(watch(log, profile, kb, today=today), person, held)


def without_dose(assessment: Assessment) -> Assessment:
    """The assessment as a professional should see it first: food advice goes on, no dose does.

    For whoever had a stop rule fire: a plan made from this proposes no supplement.
    """
    if not assessment.verdict.status.allows_dose:
        return assessment
    return replace(assessment, verdict=replace(assessment.verdict, status=Status.REFER))


def _unbound(days: Sequence[LogDay], profile: Profile, kb: Knowledge, today: date) -> Watch:
    """The rules without a plan that could say what to do with a dose."""
    if not days:
        return Watch(alone=False, facts=())
    heard = alarm(days, kb, today=today, profile=profile)
    if heard.alone:
        return Watch(alone=True, facts=heard.facts)
    if not heard.fired:
        return Watch(alone=False, facts=())
    facts = tuple(one for one in heard.facts if not one.id.startswith("trial."))
    if any(one.rule.action in ("same-day", "stop") for one in heard.fired):
        facts = (*facts, judged("followup.stop", severity=Severity.STOP))
    return Watch(alone=False, facts=facts)


def _against(fact: Fact) -> bool:
    severity = Severity(fact.severity)
    if fact.id == _UNSIGNED:
        return True
    return severity in _LOUD or (fact.id.startswith("followup.") and severity not in _QUIET)
