"""What to expect of a plan: the body model asked about this person, in a few sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from magwise.assessment.records import Assessment
from magwise.core.errors import InputError, NotApplicable
from magwise.core.records import Dose, Regimen
from magwise.knowledge import Knowledge
from magwise.models.intake.records import DayIntake
from magwise.person.diary import DiaryDay
from magwise.plan.records import FoodStep, Plan
from magwise.safety.products import magnesium_products
from magwise.safety.records import Status
from magwise.safety.taken import taken_medicines

if TYPE_CHECKING:
    from magwise.models.body import Expectation, Meal, Subject

WEEKS = 8.0
DRAWS = 16  # enough for "little" and "hardly"; more would be waited for
ENGINE = "numpy"  # the quick one only pays for many people
SMALLEST_GAIN_MG = 30.0  # less than this from food moves nothing that can be told
_ALIKE_MG = 10.0  # ways whose gains differ less are expected to do the same
_APART_MINUTES = 60  # eating moments closer together are one meal
_MOST_MEALS = 6
_DAWN, _MORNING = 3 * 60, 7 * 60  # the model's day starts at 07:00, before eating
_EATEN = ("food", "drink")


@dataclass(frozen=True, slots=True)
class Body:
    """Someone as the body model sees them, and when they eat how much of their magnesium."""

    subject: "Subject"
    meals: "tuple[Meal, ...]"


def body_of(assessment: Assessment, kb: Knowledge) -> Body:
    """The subject and the meals of someone who was assessed.

    Usual intake comes from the diary or as stated, serum and kidney function from the laboratory
    values, meals from the hours in the diary.

    Raises
    ------
    NotApplicable
        For someone the model was not made for.
    """
    from datetime import date

    from magwise.models.body import subject_of
    from magwise.models.status import serum_magnesium
    from magwise.models.status.known import egfr_of

    profile = assessment.profile
    usual = assessment.intake.usual
    reading = serum_magnesium(profile, kb, date.fromisoformat(assessment.today))
    subject = subject_of(
        profile,
        kb,
        None if usual is None else usual.mg_per_day,
        serum_mmol_per_l=None if reading is None or reading.unit_doubt else reading.value,
        egfr=egfr_of(profile),
    )
    subject = replace(subject, doses_in_use=doses_in_use(assessment, kb))
    subject.check(kb)
    return Body(subject, meals_of(assessment))


def doses_in_use(assessment: Assessment, kb: Knowledge) -> tuple[Dose, ...]:
    """Magnesium from supplements and medicines that someone takes already, every day.

    Where a label can be read in two ways, the middle reading stands; what has no known amount is
    left out, and what has no hour is taken with the first meal.
    """
    medicines = taken_medicines(assessment.profile, assessment.products, kb)
    found = magnesium_products(assessment.profile, medicines, assessment.products, kb)
    return tuple(
        Dose(one.mg_per_day.best / max(1, len(one.minutes)), one.form, minute=minute,
             with_food=one.with_food)
        for one in found.products
        if one.mg_per_day is not None and one.mg_per_day.best > 0
        for minute in one.minutes or (None,)
    )  # fmt: skip


def meals_of(assessment: Assessment) -> "tuple[Meal, ...]":
    """When someone eats which share of the day's magnesium, from the hours in the diary.

    What has no hour is spread over the usual meals; what has no known magnesium is left out. Our
    food tables hold no phytate, so none is known.
    """
    from magwise.models.body.regimen import USUAL_MEALS, Meal

    said = {day.date: day for day in assessment.diary.days}
    eaten: dict[int, float] = {}
    unplaced = 0.0
    for day in assessment.intake.days:
        if day.date not in assessment.intake.counted or day.date not in said:
            continue
        for minute, mg in _entries(said[day.date], day):
            if minute is None:
                unplaced += mg
            else:
                eaten[minute] = eaten.get(minute, 0.0) + mg
    whole = sum(eaten.values()) + unplaced
    if not eaten or whole <= 0:
        return USUAL_MEALS
    for meal in USUAL_MEALS:
        if unplaced:
            eaten[meal.minute] = eaten.get(meal.minute, 0.0) + unplaced * meal.share
    moments = [[minute, mg] for minute, mg in sorted(eaten.items()) if mg > 0]
    while len(moments) > 1:
        gaps = [later[0] - sooner[0] for sooner, later in pairwise(moments)]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] >= _APART_MINUTES and len(moments) <= _MOST_MEALS:
            break
        (first, a), (second, b) = moments[nearest : nearest + 2]
        moments[nearest : nearest + 2] = [[round((first * a + second * b) / (a + b)), a + b]]
    return tuple(Meal(int(minute), mg / whole) for minute, mg in moments)


def _entries(said: DiaryDay, day: DayIntake) -> list[tuple[int | None, float]]:
    """Minute and magnesium [mg] of each entry that has a figure."""
    found: list[tuple[int | None, float]] = []
    for entry, line in zip(said.entries, day.lines, strict=False):
        known = [item.magnesium_mg for item in line.items if item.kind in _EATEN]
        mg = sum(one.best for one in known if one is not None)
        minute = None
        if entry.time is not None:
            hours, minutes = entry.time.split(":")
            minute = 60 * int(hours) + int(minutes)
            if _DAWN <= minute < _MORNING:
                minute = _MORNING
        found.append((minute, mg))
    return found


def with_expectation(plan: Plan, kb: Knowledge) -> Plan:
    """The same plan with what to expect of it, in a few sentences and as a course to draw.

    Asked for one person who reads it; for streams of people it would cost too much. A plan that
    changes nothing, and an emergency, stay as they are.
    """
    if plan.assessment.verdict.status is Status.EMERGENCY:
        return plan
    dose = plan.step_up or plan.supplement
    gain = _gain(plan.food)
    found = expecting(plan.assessment, dose, gain, kb)
    if found is None:
        return plan
    known: dict[float, Expectation | None] = {gain: found}
    ways = []
    for steps in plan.alternatives:
        other = _gain(steps)
        like = next((one for one in known if abs(one - other) < _ALIKE_MG), None)
        if like is None:
            known[other] = expecting(plan.assessment, dose, other, kb)
            like = other
        ways.append(known[like])
    findings = (*plan.findings, *found.facts)
    return replace(plan, findings=findings, expected=found, expected_ways=tuple(ways))


def _gain(steps: Sequence[FoodStep]) -> float:
    return sum(step.gain_mg_per_day.best for step in steps)


def expecting(
    assessment: Assessment,
    regimen: Regimen | None,
    gain_mg_per_day: float,
    kb: Knowledge,
    *,
    weeks: float = WEEKS,
) -> "Expectation | None":
    """What to expect of a dose, or of food when no dose is proposed; None when nothing can be said.

    Parameters
    ----------
    regimen
        The doses in the end, after stepping up; None without a supplement.
    gain_mg_per_day
        What the changes in food add.
    """
    from magwise.models import body

    try:
        if regimen is not None and regimen.elemental_mg_per_day:
            who = body_of(assessment, kb)
            lasting = Regimen(regimen.doses)
            return body.expect(
                who.subject, lasting, kb, weeks=weeks, meals=who.meals, draws=DRAWS, engine=ENGINE
            )
        if gain_mg_per_day >= SMALLEST_GAIN_MG:
            who = body_of(assessment, kb)
            return body.expect_of_food(
                who.subject, gain_mg_per_day, kb, weeks=weeks, meals=who.meals,
                draws=DRAWS, engine=ENGINE,
            )  # fmt: skip
    except (InputError, NotApplicable):  # outside the model: the plan says nothing about it
        return None
    return None
