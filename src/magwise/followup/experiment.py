"""An experiment on oneself is judged like any dose: before it starts, and each day it runs.

Who may not take the dose gets no design but the reason, and a stop rule that fired goes before
everything that the experiment itself has to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from magwise.assessment import assess
from magwise.assessment.records import Assessment
from magwise.core.facts import Fact, Severity
from magwise.core.records import Dose, Regimen, Schedule
from magwise.followup.checking import since_start
from magwise.followup.records import Signal
from magwise.followup.signals import signals, standing, unrecognised
from magwise.followup.telling import judged, told_once, unsigned
from magwise.knowledge import Knowledge
from magwise.person import Diary, Profile
from magwise.person.log import LogDay
from magwise.plan.dosing import preferred_form
from magwise.plan.placing import place_portions
from magwise.safety import Status, gate_after, gate_before
from magwise.safety.limits import bound

if TYPE_CHECKING:  # an advice looks at alarms too, and needs no statistics for that
    from magwise.models.trial.records import Design

# After these the experiment is over; after the others it waits for a new look at safety.
_ENDS = ("emergency", "same-day", "stop", "step-down")


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether this person may try this dose, and why not.

    Attributes
    ----------
    regimen
        The doses of a day with magnesium; None when there is no permission.
    alone
        True when the facts are urgent and nothing else may be shown.
    facts
        The dose with what belongs to it, or the reasons why not.
    """

    regimen: Regimen | None
    alone: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the log says against going on.

    Attributes
    ----------
    fired
        Rules that fired, strictest first.
    ends
        True when the experiment is over; False when it waits, or when nothing fired.
    alone
        True when someone has to be called first and nothing else may be shown.
    facts
        What to say, strictest first; empty when nothing fired.
    """

    fired: tuple[Signal, ...]
    ends: bool
    alone: bool
    facts: tuple[Fact, ...]


def may_try(
    plan: "Design",
    profile: Profile,
    diary: Diary,
    kb: Knowledge,
    *,
    today: date,
    regimen: Regimen | None = None,
    days: Sequence[LogDay] = (),
) -> Permission:
    """Let safety judge the dose that is tried, on the days with magnesium taken together.

    Parameters
    ----------
    regimen
        The doses of a day with magnesium; when None the dose we begin with, split and timed as
        for anybody else.
    days
        Days of the log so far: a medicine that was started since counts.

    Returns
    -------
    Permission
        With a regimen only when the gates before and after planning both let it through.
    """
    person = since_start(profile, days, signals(days, kb), kb)
    found = assess(person, diary, kb, today=today)
    verdict = found.verdict
    if verdict.status is Status.EMERGENCY:
        return Permission(None, alone=True, facts=found.findings)
    active_days = plan.pairs * plan.days_per_period
    most = bound("advice-max-days", kb)
    if active_days > most:
        values = {"days": float(active_days), "most": most}
        return _refused(
            (judged("trial.too-long", values, severity=Severity.STOP, subject="trial"),)
        )
    if not verdict.status.allows_dose or person.is_adult is not True:
        return _refused(
            (
                *verdict.findings,
                judged("trial.not-cleared", severity=Severity.STOP, subject="trial"),
            )
        )
    schedule: Schedule | None = None
    placed: tuple[Fact, ...] = ()
    if regimen is None:
        if verdict.room_mg_per_day < bound("advice-first-dose", kb):
            return _refused(
                (
                    *verdict.findings,
                    judged("trial.no-room", severity=Severity.STOP, subject="trial"),
                )
            )
        regimen, schedule, placed = _first_dose(found, kb)
    if regimen is None:
        return _refused(
            (*placed, judged("trial.not-cleared", severity=Severity.STOP, subject="trial"))
        )
    tried = replace(regimen, first_day=0, last_day=active_days - 1)
    review = gate_after(
        verdict, regimen=tried, schedule=schedule, food_changes=(), profile=person, kb=kb,
        diary_items=found.products, today=today,
    )  # fmt: skip
    if not review.cleared:
        refusal = judged("trial.not-cleared", severity=Severity.STOP, subject="trial")
        return _refused((*verdict.findings, *review.findings, refusal))
    already = (
        (judged("trial.already-taking", severity=Severity.WARN, subject="trial"),)
        if verdict.other_mg_per_day
        else ()
    )
    told = tuple(one for one in verdict.findings if one.severity is not Severity.INFO)
    facts = (*told, *already, _dose_fact(tried), *placed, *review.findings)
    return Permission(tried, alone=False, facts=tuple({one.key(): one for one in facts}.values()))


def alarm(
    days: Sequence[LogDay], kb: Knowledge, *, today: date, profile: Profile | None = None
) -> Alarm:
    """Stop rules against the days of the log, with what they mean for the experiment.

    Parameters
    ----------
    profile
        The person where known; without one the alarm signs of the log count all the same. A
        medicine of the log that stands in it is left to the gates.
    """
    fired = standing(days, profile, kb)
    person = since_start(profile or Profile(), days, fired, kb)
    verdict = gate_before(person, kb, today=today)
    if verdict.status is Status.EMERGENCY:
        facts = (*verdict.findings, *told_once(fired), *unsigned(fired))
        return Alarm(fired, ends=True, alone=True, facts=facts)
    unknown = unrecognised(days, kb)
    doubts: tuple[Fact, ...] = ()
    if unknown:
        words = {"words": unknown}
        doubts = (judged("followup.side-effect-unknown", words, severity=Severity.ASK),)
    if not fired:
        return Alarm((), ends=False, alone=False, facts=doubts)
    ends = any(one.rule.action in _ENDS for one in fired)
    word = "ended" if ends else "waits"
    what = judged(f"trial.{word}", severity=Severity.STOP, subject="trial")
    return Alarm(
        fired, ends=ends, alone=False, facts=(*told_once(fired), what, *unsigned(fired), *doubts)
    )


def after_alarm(facts: Sequence[Fact], found: Alarm) -> tuple[Fact, ...]:
    """The facts of a result behind those of the alarm; nothing then suggests going on."""
    if not found.fired and not found.alone:
        return (*found.facts, *facts)
    kept = [
        replace(one, id="trial.helps-stopped", severity=Severity.STOP)
        if one.id == "trial.helps"
        else one
        for one in facts
    ]
    return (*found.facts, *kept)


def _first_dose(
    found: Assessment, kb: Knowledge
) -> tuple[Regimen | None, Schedule | None, tuple[Fact, ...]]:
    """The dose anybody begins with, at times that keep every gap."""
    form = preferred_form(found.verdict, kb)
    if form is None:
        return None, None, ()
    portions = max(int(bound("advice-portions", kb)), found.verdict.portions)
    each = bound("advice-first-dose", kb) / portions
    placing = place_portions([each] * portions, form, found)
    if placing.collides:
        return None, None, placing.facts
    minutes = placing.minutes or (None,) * portions
    doses = tuple(Dose(each, form, minute=one, with_food=True) for one in minutes)
    told = tuple(one for one in placing.facts if one.id.startswith("supplement."))
    return Regimen(doses), placing.schedule, told


def _dose_fact(regimen: Regimen) -> Fact:
    total = regimen.elemental_mg_per_day or 0.0
    values = {
        "dose": total, "portions": len(regimen.doses), "form": regimen.doses[0].form or "",
    }  # fmt: skip
    return judged("trial.dose", values, subject="trial")


def _refused(facts: Sequence[Fact]) -> Permission:
    return Permission(None, alone=False, facts=tuple({one.key(): one for one in facts}.values()))
