"""From what a person eats, takes and does to what enters the body model, and when.

A day of the model starts at 07:00, before breakfast: the moment of a fasting blood sample.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from magwise.core.errors import InputError, Problem, collect
from magwise.core.records import MINUTES_PER_DAY, Dose, Regimen
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.course import LOSS_OF_SOLID_PER_H, Act, Array, Bolus, Course, Solid
from magwise.models.body.subject import People, Values

DAY_START_MINUTE = 7 * 60
MOST_WEEKS = 26.0
MOST_DOSE_MG = 2500.0
WITH_MEAL_MINUTES = 45


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal of the usual day: its moment [minutes after midnight] and share of the day's
    magnesium, and its phytate to magnesium ratio [mol/mol] where known.

    A supplement in use is a part of the usual day too: it brings ``mmol`` instead of a share, of
    which ``soluble`` dissolves.
    """

    minute: int
    share: float
    phytate_ratio: float | None = None
    fed: bool = True
    mmol: float | None = None
    soluble: float = 1.0


USUAL_MEALS = (Meal(7 * 60 + 30, 0.28), Meal(12 * 60 + 30, 0.30), Meal(18 * 60 + 30, 0.42))


@dataclass(frozen=True, slots=True)
class Session:
    """Sweating on a day: start [minutes after midnight], length [h], rate [L/h], which days."""

    minute: int
    hours: float
    litres_per_hour: float
    every_days: int = 1


def model_hour(minute: int) -> float:
    """Hours after the start of the model's day.

    >>> model_hour(7 * 60), model_hour(6 * 60)
    (0.0, 23.0)
    """
    return ((minute - DAY_START_MINUTE) % MINUTES_PER_DAY) / 60


def class_of(form: str | None, kb: Knowledge) -> str:
    """The class of a form of the knowledge base; a class itself may also be named.

    Raises
    ------
    InputError
        When it is neither.
    """
    if form is None:
        return "unknown"
    if form in kb.form_classes:
        return form
    for name, one in kb.form_classes.items():
        if form in one.forms:
            return name
    raise InputError(Problem("error.body-form", values={"given": form}))


def in_use(doses: Sequence[Dose], meals: Sequence[Meal], kb: Knowledge) -> tuple[Meal, ...]:
    """Doses that are taken already, as parts of the usual day.

    What dissolves of a tablet before it passes counts as dissolved when it is taken; when during
    the day it does so hardly matters to a balance of weeks.

    Raises
    ------
    InputError
        As `check`.
    """
    check(Regimen(tuple(doses)), 1.0, kb)
    found = []
    for dose in doses:
        kind = kb.form_classes[class_of(dose.form, kb)]
        soluble, rate = kind.soluble_share, kind.dissolution_per_h
        if rate is not None:
            soluble *= rate / (rate + LOSS_OF_SOLID_PER_H)
        minute, fed = _moment(dose, meals)
        mmol = (dose.elemental_mg or 0.0) / MG_PER_MMOL
        found.append(Meal(minute, 0.0, fed=fed, mmol=mmol, soluble=soluble))
    return tuple(found)


def _moment(dose: Dose, meals: Sequence[Meal]) -> tuple[int, bool]:
    """When a dose is taken [minutes after midnight], and whether with food."""
    minute = DAY_START_MINUTE + 60 if dose.minute is None else dose.minute
    if dose.with_food is not None:
        return minute, dose.with_food
    eaten = [meal.minute for meal in meals if meal.mmol is None]
    return minute, any(abs(minute - one) <= WITH_MEAL_MINUTES for one in eaten)


def check(regimen: Regimen, weeks: float, kb: Knowledge, sessions: Iterable[Session] = ()) -> None:
    """Refuse doses, forms and spans that mean nothing or lie outside the model.

    Raises
    ------
    InputError
        With every problem.
    """
    problems = []
    if not 0 < weeks <= MOST_WEEKS:
        problems.append(_range("weeks", weeks, 0, MOST_WEEKS))
    for dose in regimen.doses:
        amount = dose.elemental_mg
        if amount is None:
            problems.append(Problem("error.body-dose-unknown"))
        elif not 0 <= amount <= MOST_DOSE_MG:
            problems.append(_range("elemental_mg", amount, 0, MOST_DOSE_MG))
        if dose.minute is not None and not 0 <= dose.minute < MINUTES_PER_DAY:
            problems.append(_range("minute", dose.minute, 0, MINUTES_PER_DAY - 1))
        try:
            class_of(dose.form, kb)
        except InputError as error:
            problems.extend(error.problems)
    for one in sessions:
        for name, value, high in (
            ("hours", one.hours, 24.0),
            ("litres_per_hour", one.litres_per_hour, 4.0),
            ("every_days", one.every_days, 28),
        ):
            if not 0 < value <= high:
                problems.append(_range(name, value, 0, high))
    collect(problems)


def _range(name: str, value: float, low: float, high: float) -> Problem:
    given = str(value) if math.isfinite(value) else repr(value)
    values = {"field": name, "given": given, "low": f"{low:g}", "high": f"{high:g}"}
    return Problem("error.body-range", name, values)


def meals_of_day(meals: Sequence[Meal]) -> tuple[Bolus, ...]:
    """Boluses of one day; row 0 of the scale is what dissolves of it, row 1 what does not.

    Amounts are shares of the day, so that the scale carries each person's intake.
    """
    found = []
    for i, meal in enumerate(meals):
        amount = meal.share if meal.mmol is None else 1.0
        target = "stomach_fed" if meal.fed else "stomach_fasted"
        hour = model_hour(meal.minute)
        found.append(Bolus(hour, target, amount, 2 * i))
        found.append(Bolus(hour, "unabsorbed", amount, 2 * i + 1))
    return tuple(found)


def scale_of_meals(meals: Sequence[Meal], people: People, values: Values) -> Array:
    """What of each meal dissolves and what does not, for everyone [mmol/day], two rows a meal."""
    eaten = people.intake_mg_per_day / MG_PER_MMOL
    rows = []
    for meal in meals:
        if meal.mmol is not None:
            rows += [np.full_like(eaten, meal.mmol * x) for x in (meal.soluble, 1 - meal.soluble)]
            continue
        soluble = values["food_soluble"]
        if meal.phytate_ratio:
            soluble = soluble * np.exp(-values["phytate_slope"] * meal.phytate_ratio)
        rows += [eaten * soluble, eaten * (1 - soluble)]
    return np.stack(rows)


@dataclass(frozen=True, slots=True)
class Written:
    """A course and the rows its doses add to the scale of the meals."""

    course: Course
    scale: Array


def write_course(
    regimen: Regimen,
    weeks: float,
    people: People,
    values: Values,
    kb: Knowledge,
    *,
    meals: Sequence[Meal] = USUAL_MEALS,
    sessions: Sequence[Session] = (),
    output_hours: Sequence[float] | None = None,
    random: np.random.Generator | None = None,
    solubility: Mapping[str, Array] | None = None,
) -> Written:
    """Meals, doses and sweat of every day up to the end, as one course.

    How much of a form dissolves differs by our doubt: by ``solubility``, standard normal numbers
    for each class, or drawn from ``random``; without both everyone gets the typical share.
    """
    check(regimen, weeks, kb, sessions)
    days = max(1, round(weeks * 7))
    boluses: list[Bolus] = []
    for day in range(days):
        boluses += [
            Bolus(24.0 * day + b.hour, b.target, b.mmol, b.scale) for b in meals_of_day(meals)
        ]
    rows = [*scale_of_meals(meals, people, values)]
    solids: list[Solid] = []
    share_rows: dict[str, tuple[int, int]] = {}
    end = days if regimen.last_day is None else min(days, regimen.last_day + 1)
    for dose in regimen.doses:
        if not dose.elemental_mg:
            continue
        name = class_of(dose.form, kb)
        kind = kb.form_classes[name]
        if name not in share_rows:
            noise = np.zeros(len(people))
            if solubility is not None:
                noise = kind.soluble_doubt * solubility[name]
            elif random is not None and kind.soluble_doubt:
                noise = kind.soluble_doubt * random.standard_normal(len(people))
                noise[0] = 0.0
            soluble = kind.soluble_share * np.exp(noise)
            if kind.acid_dependent:
                soluble = soluble * people.acid_soluble
            soluble = np.minimum(1.0, soluble)
            share_rows[name] = (len(rows), len(rows) + 1)
            rows += [soluble, 1 - soluble]
        minute, fed = _moment(dose, meals)
        if kind.dissolution_per_h is None:
            target = "stomach_fed" if fed else "stomach_fasted"
        else:
            solid = Solid(kind.dissolution_per_h, fed)
            if solid not in solids:
                solids.append(solid)
            target = f"solid:{solids.index(solid)}"
        hour = model_hour(minute) + kind.delay_h
        amount = dose.elemental_mg / MG_PER_MMOL
        for day in range(regimen.first_day, end):
            at = 24.0 * day + hour
            boluses.append(Bolus(at, target, amount, share_rows[name][0]))
            boluses.append(Bolus(at, "unabsorbed", amount, share_rows[name][1]))
    acts = [
        Act(24.0 * d + model_hour(s.minute), 24.0 * d + model_hour(s.minute) + s.hours,
            sweat_l_per_h=s.litres_per_hour)
        for s in sessions
        for d in range(0, days, s.every_days)
    ]  # fmt: skip
    wanted = tuple(24.0 * d for d in range(days + 1)) if output_hours is None else output_hours
    scale = np.stack(rows)
    return Written(
        Course(24.0 * days, tuple(boluses), tuple(acts), tuple(solids), tuple(wanted), scale), scale
    )


def doses(amount_mg: float, times: Sequence[int], form: str | None) -> Regimen:
    """The same dose at some moments of every day, for trials and tutorials."""
    return Regimen(tuple(Dose(amount_mg, form, minute=minute) for minute in times))
