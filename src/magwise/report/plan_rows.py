"""Rows of the plan on paper: who it is about, the data, the day, the weeks, the shopping."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from magwise.core.facts import Fact
from magwise.core.records import Event, EventKind
from magwise.core.sourced import How
from magwise.plan.meals import meal_ideas
from magwise.plan.placing import whole_day
from magwise.report.document import Moment, Note, Speech, Statement, event_words
from magwise.text import names, numbers
from magwise.text.quoting import clean
from magwise.text.rendering import Language, capitalised

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.plan.records import FoodStep, Plan
    from magwise.plan.weeks import Week

_REASONS = ("timing.at-meal", "timing.after-medicine", "timing.before-medicine")
_DAYS_PER_WEEK = 7
_IN_A_MINUTE = (
    EventKind.MEDICINE, EventKind.MEAL, EventKind.DOSE, EventKind.TRAINING, EventKind.SLEEP,
)  # fmt: skip
_MEALS = (("plan-breakfast", 660), ("plan-lunch", 960), ("plan-dinner", 1440))
_FAR_HOURS = 12.0  # what lies further off needs no explanation


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row of the day: when, what, and for a dose why then."""

    moment: Moment
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Something to do, in which weeks (``1``, ``3-8``) and from which day."""

    weeks: str
    begins: str
    said: Statement


@dataclass(frozen=True, slots=True)
class Purchase:
    """What to buy for a week: a food, by weight and in household terms."""

    food: str
    weight: str
    household: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class MealRow:
    """Recipes for a moment of the day, with the magnesium in a serving."""

    place: str
    recipes: tuple[str, ...]


def meal_rows(
    plan: "Plan", kb: "Knowledge", language: Language, ui: Mapping[str, str]
) -> tuple[MealRow, ...]:
    """Recipes for those who are to eat more magnesium, and around training."""
    ideas = meal_ideas(plan.assessment, kb, plan.wishes)
    if not plan.food:
        ideas = tuple(idea for idea in ideas if idea.place.endswith("-training"))
    rows: dict[str, list[str]] = {}
    for idea in ideas:
        magnesium = idea.serving.nutrients["magnesium_mg"].known
        amount = numbers.span(magnesium.low, magnesium.high, language, 0)
        name = f"{idea.recipe.names.of(language)} ({amount} mg)"
        rows.setdefault(ui[f"plan-meal-{idea.place}"], []).append(name)
    return tuple(MealRow(place, tuple(names_)) for place, names_ in rows.items())


def who(plan: "Plan", kb: "Knowledge", language: Language, ui: Mapping[str, str]) -> str:
    """Who it is about in one line; what was not said is left out."""
    profile = plan.assessment.profile

    def filled(key: str, value: float | None) -> str:
        written = "" if value is None else numbers.decimal(value, language)
        return ui[key].replace("{n}", written) if written else ""

    parts = [
        filled("plan-age", profile.age_years),
        ui[f"plan-sex-{profile.sex}"] if profile.sex else "",
        filled("plan-weight", profile.weight_kg),
        filled("plan-height", profile.height_cm),
        filled("plan-egfr", profile.egfr),
    ]
    if profile.training is not None:
        parts.append(filled("plan-training", profile.training.hours_per_week))
    if profile.medicines is not None:
        taken = ", ".join(clean(medicine.name, 60) for medicine in profile.medicines)
        none = ui["plan-medicines-none"]
        parts.append(ui["plan-medicines"].replace("{list}", taken) if taken else none)
    return " · ".join(part for part in parts if part)


def day_rows(
    plan: "Plan", kb: "Knowledge", language: Language, ui: Mapping[str, str]
) -> tuple[DayRow, ...]:
    """The day with everything whose time is known; a dose without a time stands last."""
    speech = Speech(kb, language)
    events = sorted(
        whole_day(plan.assessment, plan.schedule, kb).events,
        key=lambda event: (event.minute, _IN_A_MINUTE.index(event.kind), event.subject),
    )
    rows = [
        DayRow(
            Moment(
                numbers.clock(event.minute),
                capitalised(
                    ui[_meal(event.minute)]
                    if event.kind is EventKind.MEAL
                    else event_words(event, kb, language, ui),
                    language,
                ),
                event.kind,
            ),
            _why(event, plan, speech),
        )
        for event in events
    ]
    for dose in plan.supplement.doses if plan.supplement is not None else ():
        if dose.minute is None:
            event = Event(0, EventKind.DOSE, dose.form or "", dose.elemental_mg)
            what = event_words(event, kb, language, ui)
            rows.append(DayRow(Moment(ui["plan-with-meal"], what, EventKind.DOSE)))
    return tuple(rows)


def _meal(minute: int) -> str:
    """What a meal is called at its time of day."""
    return next(name for name, until in _MEALS if minute < until)


def data_rows(
    plan: "Plan",
    kb: "Knowledge",
    notes: Sequence[Note],
    language: Language,
    ui: Mapping[str, str],
) -> tuple[tuple[str, str], ...]:
    """How good the data are, in figures: days, completeness, lines in doubt, sources."""
    intake = plan.assessment.intake
    weekend = sum(day.is_weekend for day in intake.days)
    rows = [
        (
            ui["plan-days"],
            ui["plan-days-of"]
            .replace("{n}", str(len(intake.days)))
            .replace("{weekend}", str(weekend)),
        )
    ]
    share = intake.usual.completeness if intake.usual is not None else None
    known = not any(day.magnesium_mg.unresolved for day in intake.days)
    if share is not None and intake.days and known:  # else a finding says what is unknown
        rows.append(
            (ui["plan-complete"], f"{numbers.decimal(math.floor(100 * share), language)} %")
        )
    lines = [line for day in intake.days for line in day.lines]
    if lines:
        doubt = sum(bool(line.questions) for line in lines)
        written = ui["plan-doubt-of"].replace("{n}", str(doubt)).replace("{all}", str(len(lines)))
        rows.append((ui["plan-doubt"], written))
    read = [note.id in kb.sources and kb.sources[note.id].read == How.PRIMARY for note in notes]
    written = ui["plan-sources-of"].replace("{n}", str(sum(read))).replace("{all}", str(len(read)))
    rows.append((ui["plan-sources"], written))
    return tuple(rows)


def _why(event: Event, plan: "Plan", speech: Speech) -> tuple[str, ...]:
    """Why a dose stands there; why none stands at a meal."""
    wanted: tuple[str, ...] = ()
    if event.kind is EventKind.DOSE:
        wanted = _REASONS
    elif event.kind is EventKind.MEAL:
        wanted = ("timing.not-at-meal", "timing.not-before-evening")
    clock = f"{numbers.clock(event.minute)}: "
    return tuple(
        capitalised(speech.say(fact, "explain").text.removeprefix(clock), speech.language)
        for fact in plan.findings
        if fact.id in wanted
        and fact.values.get("time") == event.minute
        and fact.values.get("kept", 0.0) < _FAR_HOURS
    )


def week_rows(
    weeks: Sequence["Week"], speech: Speech
) -> tuple[tuple[WeekRow, ...], tuple[Statement, ...]]:
    """What to do, each thing once with its weeks; and what to look at when a week ends."""
    spans: dict[tuple[int, str, str, str], tuple[Fact, list[Week]]] = {}
    looks: dict[tuple[int, str, str, str], Fact] = {}
    for week in weeks:
        for fact in week.tasks:
            spans.setdefault(fact.key(), (fact, []))[1].append(week)
        for fact in week.check_in:
            looks.setdefault(fact.key(), fact)
    rows = tuple(
        WeekRow(
            _span(some),
            short_day(some[0].first_day, speech.language),
            speech.say(fact, "programme"),
        )
        for fact, some in spans.values()
    )
    return rows, tuple(speech.say(fact, "programme") for fact in looks.values())


def _span(weeks: Sequence["Week"]) -> str:
    first, last = weeks[0].number, weeks[-1].number
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def short_day(day: str, language: Language) -> str:
    """A date without its year, for a table.

    >>> short_day("2026-11-22", "nl")
    '22 nov'
    """
    from babel.dates import format_date

    shown: str = format_date(date.fromisoformat(day), "d MMM", numbers.locale(language))
    return shown.rstrip(".")


def shopping(plan: "Plan", kb: "Knowledge", language: Language) -> tuple[Purchase, ...]:
    """What the changes of food ask for in a week; what is eaten already is not repeated."""
    weekly: dict[str, list[FoodStep]] = {}
    for step in plan.food:
        if step.change.kind != "less":
            weekly.setdefault(step.change.food, []).append(step)
    bought = []
    for food, steps in weekly.items():
        grams = sum(step.change.grams_per_day for step in steps) * _DAYS_PER_WEEK
        times = sum((step.times_per_week or step.days_per_week) for step in steps)
        first = steps[0]
        count = numbers.plain(round(2 * first.count * times) / 2, language)
        measure = first.measure
        household = (
            ""
            if measure in ("g", "gram", "ml")
            else f"{count} {names.measure(measure, first.count * times, kb, language)}"
        )
        old = [step.change.replaces for step in steps if step.change.replaces is not None]
        bought.append(
            Purchase(
                capitalised(names.name(food, "food", kb, language), language),
                f"{numbers.decimal(5 * round(grams / 5), language)} g",
                household,
                ", ".join(names.name(one, "food", kb, language) for one in dict.fromkeys(old)),
            )
        )
    return tuple(bought)
