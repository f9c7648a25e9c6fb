"""Times of doses that a person chose: checked at once, and taken over when every gap is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import MINUTES_PER_DAY, Event, EventKind, Regimen, Schedule
from magwise.knowledge import Knowledge
from magwise.models.timing import MINUTES_BETWEEN, Distance, check, next_moment
from magwise.plan.dosing import course_of
from magwise.plan.eating import usual_nutrients
from magwise.plan.placing import (
    BED,
    USUAL_MEALS,
    WAKE,
    apart_of,
    meals_of,
    place_chosen,
    reasons_of,
    standing_doses,
)
from magwise.plan.records import Plan
from magwise.safety import fingerprint, gate_after

# What a plan says about its own times, which the person's times come in the place of.
_TIMES = ("supplement.times", "supplement.with-meals")
_REASONS = ("timing.at-meal", "timing.after-medicine", "timing.before-medicine")


@dataclass(frozen=True, slots=True)
class Checked:
    """What times come to.

    Attributes
    ----------
    minutes
        The times that were asked [minutes after midnight], in order.
    facts
        Every gap that breaks, and for each time the next moment that keeps them all.
    instead
        In their order, times that keep everything, as near after the asked ones as can be; empty
        when the asked ones do, or when there are none.
    """

    minutes: tuple[int, ...]
    facts: tuple[Fact, ...] = ()
    instead: tuple[int, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether these times keep every distance."""
        return not self.facts


def check_times(minutes: Sequence[int], assessment: Assessment) -> Checked:
    """Say of each time of a dose whether it keeps its distance, and if not when it would.

    Parameters
    ----------
    minutes
        Times of all doses of magnesium in a day [minutes after midnight].
    assessment
        For the medicines, when they are taken, and the hours that safety asks for.
    """
    asked = tuple(sorted(minutes))
    courses = course_of(assessment.verdict)
    if courses:  # whatever the times: while a course lasts no magnesium is begun
        return Checked(asked, (_fact("supplement.after-course", {"medicines": courses}),))
    gaps = apart_of(assessment.verdict.gaps)
    events = tuple(Event(minute, EventKind.DOSE, "magnesium") for minute in asked)
    sources = {gap.medicine: gap.sources for gap in assessment.verdict.gaps}
    broken = [_broken(one, sources) for one in check(Schedule(events), gaps)]
    unknown = tuple(sorted({gap.medicine for gap in gaps if not gap.times}))
    if unknown:
        fact = _fact("timing.own-unknown", {"medicines": unknown}, Severity.ASK)
        return Checked(asked, (fact, *broken))
    near = [
        _fact("timing.own-doses-close", {"time": one, "other": two, "needed": MINUTES_BETWEEN / 60})
        for place, one in enumerate(asked)
        for two in asked[place + 1 :]
        if _apart(one, two) < MINUTES_BETWEEN
    ]
    if not broken and not near:
        return Checked(asked)
    meals = meals_of(assessment) or USUAL_MEALS
    wake, bed = min(WAKE, *meals, *asked), max(BED, *meals, *asked)
    moved: list[int] = []
    facts = []
    for minute in asked:
        free = next_moment(minute, gaps, others=moved, wake=wake, bed=bed)
        if free is None:
            return Checked(asked, (*broken, *near, _fact("timing.own-none", {"time": minute})))
        if free != minute:
            facts.append(_fact("timing.own-next", {"time": minute, "next": free}, Severity.INFO))
        moved.append(free)
    return Checked(asked, (*broken, *near, *facts), tuple(moved))


def _broken(one: Distance, sources: Mapping[str, tuple[str, ...]]) -> Fact:
    values: dict[str, object] = {"time": one.dose_minute, "medicine": one.medicine}
    if one.order == "evening":
        values["evening"] = one.medicine_minute
        return _fact("timing.own-before-evening", values, sources=sources.get(one.medicine, ()))
    values |= {
        "taken": one.medicine_minute,
        "kept": one.kept_minutes / 60,
        "needed": one.needed_minutes / 60,
    }
    return _fact("timing.own-too-close", values, sources=sources.get(one.medicine, ()))


def with_own_times(plan: Plan, minutes: Sequence[int], kb: Knowledge) -> Plan:
    """The same plan with its doses at times the person chose, judged by safety once more.

    Times that no longer fit, for example after a new medicine, are left out and that is said;
    then the plan's own times hold.
    """
    if plan.supplement is None or not minutes:
        return plan
    standing = standing_doses(plan.assessment.profile)
    checked = check_times((*minutes, *standing), plan.assessment)
    if len(minutes) != len(plan.supplement.doses) or not checked.kept:
        left = _fact("timing.own-left-out", {"times": tuple(sorted(minutes))}, Severity.WARN)
        return replace(plan, findings=(*plan.findings, left))
    return _placed(plan, tuple(sorted(minutes)), kb)


def _placed(plan: Plan, minutes: tuple[int, ...], kb: Knowledge) -> Plan:
    assessment = plan.assessment
    assert plan.supplement is not None
    doses = plan.supplement.doses
    placement = place_chosen(
        minutes,
        [dose.elemental_mg for dose in doses],
        doses[0].form or "magnesium",
        assessment,
    )
    regimen = _at(plan.supplement, minutes)
    step_up = None if plan.step_up is None else _at(plan.step_up, minutes)
    reviews = [
        gate_after(
            assessment.verdict,
            regimen=regimen,
            schedule=placement.schedule,
            food_changes=tuple(step.change for step in steps),
            profile=assessment.profile,
            kb=kb,
            step_up=step_up,
            diary_items=assessment.products,
            usual_nutrients=usual_nutrients(assessment.intake),
        )
        for steps in (plan.alternatives or ((),))
    ]
    clearances = [review.clearance for review in reviews if review.clearance is not None]
    if len(clearances) < len(reviews):  # safety saw what the check did not: its word counts
        left = _fact("timing.own-left-out", {"times": minutes}, Severity.WARN)
        return replace(plan, findings=(*plan.findings, left))
    said = (
        _fact("supplement.own-times", {"times": minutes}, Severity.INFO),
        *reasons_of(placement, assessment.verdict.gaps),
    )
    kept = [fact for fact in plan.findings if fact.id not in (*_TIMES, *_REASONS)]
    place = next(
        (n for n, fact in enumerate(plan.findings) if fact.id in _TIMES), len(plan.findings)
    )
    before = sum(fact in kept for fact in plan.findings[:place])
    return replace(
        plan,
        supplement=regimen,
        step_up=step_up,
        schedule=placement.schedule,
        findings=(*kept[:before], *said, *kept[before:]),
        clearance=clearances[0],
        fingerprint=fingerprint(
            regimen,
            placement.schedule,
            tuple(step.change for step in plan.food),
            step_up=step_up,
        ),
        alternative_clearances=tuple(clearances) if plan.alternatives else (),
    )


def _at(regimen: Regimen, minutes: Sequence[int]) -> Regimen:
    doses = tuple(
        replace(dose, minute=minute) for dose, minute in zip(regimen.doses, minutes, strict=True)
    )
    return replace(regimen, doses=doses)


def _apart(one: int, other: int) -> int:
    far = abs(one - other)
    return min(far, MINUTES_PER_DAY - far)


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object],
    severity: Severity = Severity.SEPARATE,
    sources: tuple[str, ...] = (),
) -> Fact:
    return Fact(
        id, values, sources or ("magwise-judgement",), severity, "timing", Certainty.JUDGEMENT
    )
