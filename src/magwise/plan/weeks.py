"""The coming weeks: food first, one change at a time, a look back every week, then a review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge import Knowledge
from magwise.plan.eating import FOOD_FIRST_WEEKS
from magwise.plan.endurance import endurance
from magwise.plan.records import FoodStep, Plan
from magwise.plan.standing import Standing, standing
from magwise.safety.circumstances import Circumstances, circumstances, holds
from magwise.safety.limits import bound
from magwise.safety.records import Status
from magwise.safety.taken import taken_medicines

DIARY_DAYS = 3.0
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its dates, what begins or goes on in it, and what to look at when it ends.

    ``first_day`` and ``last_day`` are dates (year-month-day); ``number`` begins at 1.
    """

    number: int
    first_day: str
    last_day: str
    tasks: tuple[Fact, ...]
    check_in: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """What to do week by week.

    Attributes
    ----------
    start, review
        The first day, and the day to look back (year-month-day).
    phases
        What the weeks are for, in order of time: food, a supplement trial if cleared, review.
    weeks
        Empty when nothing has to be done, or a professional decides.
    tasks
        What holds besides, for someone without weeks.
    endurance
        Sweat losses and the verdict on magnesium on the way, for who does much endurance sport.
    dose_starts, dose_steps_up, dose_stops
        Dates of a cleared supplement trial; None without one.
    """

    start: str
    review: str
    phases: tuple[Fact, ...]
    weeks: tuple[Week, ...] = ()
    tasks: tuple[Fact, ...] = ()
    endurance: tuple[Fact, ...] = ()
    dose_starts: str | None = None
    dose_steps_up: str | None = None
    dose_stops: str | None = None

    def facts(self) -> tuple[Fact, ...]:
        """Everything that is said, in the order of time."""
        weekly = (fact for week in self.weeks for fact in (*week.tasks, *week.check_in))
        return (*self.phases, *self.tasks, *weekly, *self.endurance)


def programme(plan: Plan, kb: Knowledge, *, weeks: int = int(FOOD_FIRST_WEEKS)) -> Programme:
    """Lay out a plan over the coming weeks, from the day of its assessment.

    Parameters
    ----------
    plan
        A plan that safety cleared; nothing is added to it that needs a clearance.
    weeks
        How many.

    Raises
    ------
    InputError
        When the number of weeks is below 1 or above the longest plan.
    """
    longest = int(kb.programme_figures["trial-longest"].value.value or 0)
    if not 1 <= weeks <= longest:
        values = {"given": str(weeks), "low": 1, "high": longest}
        raise InputError(Problem("error.weeks", "--weeks", values))
    today = date.fromisoformat(plan.assessment.today)
    review = today + timedelta(weeks=weeks)
    status = plan.assessment.verdict.status
    if status is Status.EMERGENCY or plan.verdict.severity is Severity.URGENT:
        return Programme(today.isoformat(), review.isoformat(), ())
    person = circumstances(
        plan.assessment.profile,
        kb,
        taken_medicines(plan.assessment.profile, plan.assessment.products, kb),
        takes_magnesium=None,
    )
    where = standing(plan.assessment)
    phases = tuple(_phases(plan, where, today, weeks, kb))
    starts, steps_up, stops = _dose_dates(plan, today)
    planned = bool(plan.food) or plan.supplement is not None
    return Programme(
        start=today.isoformat(),
        review=review.isoformat(),
        phases=phases,
        weeks=tuple(_week(number, weeks, plan, person, kb) for number in range(1, weeks + 1))
        if planned
        else (),
        tasks=() if planned else _tasks(1, person, kb),
        endurance=endurance(plan.assessment, kb),
        dose_starts=starts,
        dose_steps_up=steps_up,
        dose_stops=stops,
    )


def _phases(plan: Plan, where: Standing, today: date, weeks: int, kb: Knowledge) -> Iterator[Fact]:
    review = today + timedelta(weeks=weeks)
    if plan.food:
        values: dict[str, object] = {
            "start": today.isoformat(), "review": review.isoformat(), "weeks": float(weeks),
        }  # fmt: skip
        yield _fact("programme.food-first", values)
    if plan.supplement is not None:
        yield from _trial(plan, today)
    elif plan.food and where is not Standing.UNKNOWN:
        yield _later(plan, kb)
    if plan.food or plan.supplement is not None:
        yield _fact("programme.review", {"date": review.isoformat()})
    elif where is Standing.UNKNOWN:
        yield _fact("programme.diary-first", {"date": today.isoformat()})
    elif where.is_enough:
        yield _fact("programme.nothing-needed")
    else:
        yield _fact("programme.with-professional", severity=Severity.REFER)


def _trial(plan: Plan, today: date) -> Iterator[Fact]:
    starts, steps_up, stops = _dose_dates(plan, today)
    if plan.supplement is None:
        return
    yield _fact(
        "programme.trial-now",
        {"start": starts, "dose": plan.supplement.elemental_mg_per_day, "stop": stops},
    )
    if plan.step_up is not None:
        yield _fact(
            "programme.trial-step-up",
            {"date": steps_up, "dose": plan.step_up.elemental_mg_per_day},
        )


def _later(plan: Plan, kb: Knowledge) -> Fact:
    """Whether a trial may follow; no dose is planned, the review decides anew."""
    verdict = plan.assessment.verdict
    first = bound("advice-first-dose", kb)
    possible = (
        verdict.status.allows_dose
        and plan.assessment.profile.is_adult is True
        and verdict.room_mg_per_day >= first
    )
    if not possible:
        return _fact("programme.trial-not")
    most = min(bound("advice-step-up-dose", kb), verdict.room_mg_per_day)
    course = bound("advice-course", kb)
    return _fact("programme.trial-later", {"dose": first, "most": most, "weeks": course})


def _dose_dates(plan: Plan, today: date) -> tuple[str | None, str | None, str | None]:
    """First day, day of the step up, and the first day without any dose."""
    last = plan.step_up or plan.supplement
    if plan.supplement is None or last is None or last.last_day is None:
        return None, None, None
    up = plan.step_up.first_day if plan.step_up is not None else None
    return (
        (today + timedelta(days=plan.supplement.first_day)).isoformat(),
        None if up is None else (today + timedelta(days=up)).isoformat(),
        (today + timedelta(days=last.last_day + 1)).isoformat(),
    )


def _week(number: int, weeks: int, plan: Plan, person: Circumstances, kb: Knowledge) -> Week:
    today = date.fromisoformat(plan.assessment.today)
    first = today + timedelta(weeks=number - 1)
    tasks = [_starts(step) for step in plan.food[number - 1 : number]]
    if number > len(plan.food) > 0:
        tasks.append(_fact("programme.food-keep"))
    tasks.extend(_tasks(number, person, kb))
    if number == weeks:
        tasks.append(_fact("programme.diary-again", {"days": DIARY_DAYS}))
    looks = [_fact("programme.check-in")]
    if person.complaints:
        looks.append(_fact("programme.check-in-complaints"))
    _, _, stops = _dose_dates(plan, today)
    if stops is not None and first.isoformat() < stops:
        looks.append(_fact("programme.check-in-dose", severity=Severity.WARN))
    return Week(
        number,
        first.isoformat(),
        (first + timedelta(days=_DAYS_PER_WEEK - 1)).isoformat(),
        tuple(tasks),
        tuple(looks),
    )


def _starts(step: FoodStep) -> Fact:
    portion = {"measure": step.measure, "count": step.count, "grams": step.grams}
    if step.change.replaces is not None:
        values: dict[str, object] = {
            "old": step.change.replaces, "new": step.change.food, "portion": portion,
        }  # fmt: skip
        return _fact("programme.swap-starts", values)
    return _fact("programme.food-starts", {"food": step.change.food, "portion": portion})


def _tasks(number: int, person: Circumstances, kb: Knowledge) -> tuple[Fact, ...]:
    """What belongs in this week besides food; what may not be for someone is left out."""
    return tuple(
        Fact(
            task.finding,
            {},
            tuple(dict.fromkeys(citation.source for citation in task.citations)),
            Severity.INFO,
            f"task:{task.subject}",
            task.certainty,
        )
        for task in kb.tasks.values()
        if task.weeks[0] <= number <= task.weeks[1]
        and (task.only_if is None or holds(task.only_if, person) is True)
        and (task.not_if is None or holds(task.not_if, person) is False)
    )


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object] | None = None,
    severity: Severity = Severity.INFO,
) -> Fact:
    return Fact(
        id, values or {}, ("magwise-judgement",), severity, "programme", Certainty.JUDGEMENT
    )
