"""Whether a supplement is useful and cleared, and then how much, split how, and when.

Useful means: after the food-first period the upper end of usual intake is still below the
leading reference value, or a clinician asked for it; never symptoms alone.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import Dose, Regimen, Schedule
from magwise.knowledge import Knowledge
from magwise.knowledge.forms import salt_needed
from magwise.plan.eating import FOOD_FIRST_WEEKS
from magwise.plan.placing import Placing, place_portions
from magwise.plan.standing import Standing
from magwise.safety.limits import bound
from magwise.safety.records import Status, Verdict


class Outcome(StrEnum):
    """What was decided about a supplement."""

    DOSE = "dose"
    CLINICIAN = "clinician"
    FOOD_FIRST = "food-first"
    NOT_NEEDED = "not-needed"
    NOT_NEEDED_CURRENT = "not-needed-current"
    NOT_SHOWN = "not-shown"
    NO_ROOM = "no-room"
    NO_SLOT = "no-slot"
    BLOCKED = "blocked"
    AFTER_COURSE = "after-course"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dosing:
    """The supplement half of a plan."""

    outcome: Outcome = Outcome.BLOCKED
    regimen: Regimen | None = None
    step_up: Regimen | None = None
    schedule: Schedule | None = None
    facts: tuple[Fact, ...] = ()


def decide_dose(assessment: Assessment, where: Standing, kb: Knowledge) -> Dosing:
    """Decide about a supplement, strictest reason first.

    Parameters
    ----------
    assessment, where
        Where the person stands, and what safety said.
    kb
        The knowledge base, for forms and gaps.
    """
    verdict = assessment.verdict
    profile = assessment.profile
    asked = profile.clinician_asked_supplement is True
    uses_one = bool(verdict.other_mg_per_day) or bool(profile.supplements)
    if where.is_enough and not asked:
        if uses_one and verdict.other_mg_per_day:
            fact = _fact("supplement.not-needed-current")
            return Dosing(Outcome.NOT_NEEDED_CURRENT, facts=(fact,))
        return Dosing(Outcome.NOT_NEEDED, facts=(_fact("supplement.not-useful"),))
    if not verdict.status.allows_dose or profile.is_adult is not True:
        return Dosing(Outcome.BLOCKED, facts=(blocked(assessment),))
    if where is Standing.UNKNOWN and not asked:
        return Dosing(Outcome.UNKNOWN, facts=(_fact("supplement.intake-unknown"),))
    if not asked:
        if where is not Standing.LOW:
            return Dosing(Outcome.NOT_SHOWN, facts=(_not_shown(assessment),))
        if any(fact.id == "lab.serum-sufficient" for fact in assessment.findings):
            fact = _fact("supplement.not-shown-blood")
            return Dosing(Outcome.NOT_SHOWN, facts=(fact,))
        if (profile.food_first_weeks_done or 0.0) < FOOD_FIRST_WEEKS:
            fact = _fact("supplement.food-first", {"weeks": FOOD_FIRST_WEEKS})
            return Dosing(Outcome.FOOD_FIRST, facts=(fact,))
    courses = course_of(verdict)
    if courses:  # also when a clinician asked: the course passes, and then the plan is made anew
        fact = _fact("supplement.after-course", {"medicines": courses}, severity=Severity.SEPARATE)
        return Dosing(Outcome.AFTER_COURSE, facts=(fact,))
    room = verdict.room_mg_per_day  # the gate already holds it to our own ceiling
    start = bound("advice-first-dose", kb)
    if room < start:  # less room than the smallest start: no supplement
        return Dosing(Outcome.NO_ROOM, facts=(_no_room(verdict, kb),))
    form = preferred_form(verdict, kb)
    if form is None:
        return Dosing(Outcome.BLOCKED, facts=(blocked(assessment),))
    portions = max(int(bound("advice-portions", kb)), verdict.portions)
    placing = place_portions([start / portions] * portions, form, assessment)
    if placing.collides:
        alone = place_portions([start], form, assessment) if _at_once(verdict, kb) else placing
        if alone.collides:
            return Dosing(Outcome.NO_SLOT, facts=placing.facts)
        portions = 1
        one = _fact("timing.one-portion", {"each": start}, sources=("magwise-judgement",))
        placing = replace(alone, facts=(one, *alone.facts))
    outcome = Outcome.CLINICIAN if asked else Outcome.DOSE
    return _dose(assessment, kb, _Course(form, portions, room, placing, outcome))


def course_of(verdict: Verdict) -> tuple[str, ...]:
    """Medicines of a short course, during which no magnesium is begun."""
    return tuple(dict.fromkeys(gap.medicine for gap in verdict.gaps if gap.pause))


def _at_once(verdict: Verdict, kb: Knowledge) -> bool:
    """Whether the starting dose may be taken in one portion: no authority asks for more."""
    return verdict.portions <= 1 and bound("advice-first-dose", kb) <= bound(
        "advice-single-dose", kb
    )


def preferred_form(verdict: Verdict, kb: Knowledge) -> str | None:
    """A soluble form that is listed for supplements, not excluded and easy on the gut."""
    candidates = sorted(
        (
            form
            for form in kb.forms.values()
            if form.is_source and form.route == "oral" and form.id not in verdict.excluded_forms
        ),
        key=lambda form: form.id,
    )
    chosen = [form.id for form in candidates if form.advise.choice == "default"]
    possible = [form.id for form in candidates if form.advise.choice == "possible"]
    return next(iter([*chosen, *possible]), None)


@dataclass(frozen=True, slots=True)
class _Course:
    form: str
    portions: int
    room_mg_per_day: float
    placing: Placing
    outcome: Outcome

    def regimen(self, mg_per_day: float, first_week: float, until_week: float) -> Regimen:
        minutes = self.placing.minutes or (None,) * self.portions
        each = mg_per_day / self.portions
        doses = tuple(Dose(each, self.form, minute=one, with_food=True) for one in minutes)
        return Regimen(doses, int(7 * first_week), int(7 * until_week) - 1)


def _dose(assessment: Assessment, kb: Knowledge, course: _Course) -> Dosing:
    verdict = assessment.verdict
    form, placing = course.form, course.placing
    first = bound("advice-first-dose", kb)
    step_up_weeks, course_weeks = bound("advice-step-up-after", kb), bound("advice-course", kb)
    target = min(bound("advice-step-up-dose", kb), course.room_mg_per_day)
    if course.portions == 1:  # more would be too much at once
        target = first
    steps_up = target > first
    start = course.regimen(first, 0, step_up_weeks if steps_up else course_weeks)
    later = course.regimen(target, step_up_weeks, course_weeks) if steps_up else None
    each = first / course.portions
    limit = min(bound("advice-max-per-day", kb), verdict.limit_mg_per_day or 0.0)
    facts = [
        _fact(
            "supplement.start",
            {"dose": first, "portions": course.portions, "each": each},
            sources=("bfr-2017-magnesium", "magwise-judgement"),
        ),
        _fact(
            "supplement.form",
            {"form": form},
            sources=tuple(citation.source for citation in kb.forms[form].uptake.citations),
        ),
    ]
    salt = salt_needed(form, each, kb)
    if salt is not None:
        facts.append(
            _fact(
                "supplement.salt-example",
                {"each": each, "form": form, "salt": salt.as_dict()},
                sources=("iupac-2021",),
                certainty=Certainty.COMPUTED,
            )
        )
    if later is not None:
        facts.append(
            _fact(
                "supplement.step-up",
                {"dose": target, "weeks": step_up_weeks, "limit": limit},
                sources=("scf-2001-magnesium-ul", "magwise-judgement"),
            )
        )
    facts.extend(placing.facts)
    end = date.fromisoformat(assessment.today) + timedelta(weeks=course_weeks)
    facts.append(_fact("supplement.until", {"date": end.isoformat()}))
    facts.append(_fact("supplement.stop-rules", severity=Severity.WARN))
    training = assessment.profile.training
    if training is not None and training.tested_for_doping is True:
        facts.append(_fact("supplement.anti-doping", severity=Severity.WARN))
    facts.append(_fact("supplement.claims", sources=("eu-432-2012",)))
    facts.append(
        _fact(
            "explain.dose",
            {
                "limit": limit,
                "other": verdict.other_mg_per_day or 0.0,
                "room": course.room_mg_per_day,
                "start": first,
                "portions": course.portions,
            },
            certainty=Certainty.COMPUTED,
        )
    )
    return Dosing(course.outcome, start, later, placing.schedule, tuple(facts))


def blocked(assessment: Assessment) -> Fact:
    """No dose, for the reasons safety gave."""
    if assessment.verdict.status is Status.UNKNOWN:
        return _fact("supplement.blocked-ask", severity=Severity.ASK)
    return _fact("supplement.blocked", severity=Severity.STOP)


def _not_shown(assessment: Assessment) -> Fact:
    usual, leading = assessment.intake.usual, assessment.need.leading
    assert usual is not None and leading is not None  # noqa: PT018 - standing says so
    return _fact(
        "supplement.not-shown",
        {"intake": usual.mg_per_day.as_dict(), "reference": leading.mg_per_day.value},
        sources=(leading.mg_per_day.source,),
    )


def _no_room(verdict: Verdict, kb: Knowledge) -> Fact:
    ceiling = bound("advice-max-per-day", kb)
    return _fact(
        "supplement.no-room",
        {
            "limit": min(ceiling, verdict.limit_mg_per_day or ceiling),
            "other": verdict.other_mg_per_day or 0.0,
            "authority": verdict.limit_authority or "scf",
        },
        severity=Severity.WARN,
        sources=("scf-2001-magnesium-ul",),
    )


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object] | None = None,
    *,
    severity: Severity = Severity.INFO,
    sources: tuple[str, ...] = ("magwise-judgement",),
    certainty: Certainty = Certainty.JUDGEMENT,
) -> Fact:
    return Fact(id, values or {}, sources, severity, "supplement", certainty)
