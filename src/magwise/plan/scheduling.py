"""Doses that somebody has in mind, placed in their own day or checked where they stand there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from magwise.assessment.records import Assessment
from magwise.core.facts import Fact
from magwise.core.records import Dose, Regimen, Schedule
from magwise.knowledge import Knowledge
from magwise.plan.dosing import blocked
from magwise.plan.eating import usual_nutrients
from magwise.plan.own_times import check_times
from magwise.plan.placing import place_chosen, place_portions, standing_doses
from magwise.safety import gate_after
from magwise.safety.limits import bound

Outcome = Literal["placed", "too-close", "no-slot", "times-unknown", "blocked"]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What became of the doses.

    Attributes
    ----------
    outcome
        ``placed`` keeps every gap and was cleared by safety; anything else has no schedule.
    facts
        Why: which gap breaks, which medicine's time is missing, what safety says.
    instead
        Where times were given that are too close: times that are not [minutes after midnight].
    """

    outcome: Outcome
    schedule: Schedule | None = None
    facts: tuple[Fact, ...] = ()
    instead: tuple[int, ...] = ()


def schedule_doses(
    each_mg: Sequence[float],
    form: str,
    assessment: Assessment,
    kb: Knowledge,
    *,
    minutes: Sequence[int] = (),
) -> Scheduled:
    """Place doses in someone's day, or check the times they chose; safety judges the result.

    Parameters
    ----------
    each_mg
        Magnesium of each dose [mg].
    form
        Id of the form.
    assessment
        The person with meals, training, medicines and what safety asks for.
    minutes
        Times that were chosen, one for each dose [minutes after midnight]; without them the
        times are found.
    """
    verdict = assessment.verdict
    if not verdict.status.allows_dose or assessment.profile.is_adult is not True:
        return Scheduled("blocked", facts=verdict.findings or (blocked(assessment),))
    facts: tuple[Fact, ...]
    if minutes:
        order = sorted(zip(minutes, each_mg, strict=True))
        asked = tuple(minute for minute, _ in order)
        standing = standing_doses(assessment.profile)
        checked = check_times((*asked, *standing), assessment)
        if not checked.kept:
            known = checked.facts[0].id != "timing.own-unknown"
            outcome: Outcome = "too-close" if known else "times-unknown"
            return Scheduled(outcome, facts=checked.facts, instead=checked.instead)
        placement = place_chosen(asked, [mg for _, mg in order], form, assessment)
        schedule: Schedule | None = placement.schedule
        facts = ()
    else:
        placing = place_portions(each_mg, form, assessment)
        if placing.collides:
            return Scheduled("no-slot", facts=placing.facts)
        if not placing.minutes:
            return Scheduled("times-unknown", facts=placing.facts)
        order = list(zip(placing.minutes, each_mg, strict=True))
        schedule, facts = placing.schedule, placing.facts
    start, later = _regimens(order, form, kb)
    review = gate_after(
        verdict,
        regimen=start,
        step_up=later,
        schedule=schedule,
        food_changes=(),
        profile=assessment.profile,
        kb=kb,
        diary_items=assessment.products,
        usual_nutrients=usual_nutrients(assessment.intake),
    )
    if review.clearance is None:
        return Scheduled("blocked", facts=review.findings)
    return Scheduled("placed", schedule, (*facts, *review.findings))


def _regimens(
    order: Sequence[tuple[int, float]], form: str, kb: Knowledge
) -> tuple[Regimen, Regimen | None]:
    """These doses for a course as a plan has it; begun with less where a plan would."""
    last_day = int(7 * bound("advice-course", kb)) - 1
    doses = tuple(Dose(mg, form, minute=minute, with_food=True) for minute, mg in order)
    total, most = sum(mg for _, mg in order), bound("advice-start", kb)
    if total <= most:
        return Regimen(doses, last_day=last_day), None
    less = tuple(
        replace(dose, elemental_mg=(dose.elemental_mg or 0) * most / total) for dose in doses
    )
    return Regimen(less, last_day=last_day), Regimen(doses, last_day=last_day)
