"""What to expect of a supplement or of other food, in a few sentences, for the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from magwise.core.facts import Certainty, Fact
from magwise.core.interval import Interval
from magwise.core.records import Dose, Regimen
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.profile import counted
from magwise.models.body.regimen import USUAL_MEALS, Meal, class_of
from magwise.models.body.simulation import Simulation, simulate
from magwise.models.body.subject import Subject

WEEKS = 8
DRAWS = 32
_SOURCES = ("magwise-body-model",)
NOBODY_CAN_TELL = Fact("expect.stores-unknown", {}, _SOURCES, subject="expect")
_NEAREST_MG = 5.0  # urine is said in steps of this; closer would be pretence


@dataclass(frozen=True, slots=True)
class Expectation:
    """Facts for the reader and the simulation behind them, for one chart."""

    facts: tuple[Fact, ...]
    simulation: Simulation


def expect(
    subject: Subject,
    regimen: Regimen,
    kb: Knowledge,
    *,
    weeks: float = WEEKS,
    draws: int = DRAWS,
    seed: int = 1,
    engine: str | None = None,
    meals: Sequence[Meal] = USUAL_MEALS,
    food_gain_mg_per_day: float = 0.0,
) -> Expectation:
    """What this regimen is expected to do in this person after some weeks.

    Parameters
    ----------
    subject
        See `Subject`; `subject_of` makes one of a profile.
    regimen
        The plan's doses.
    meals
        When the person eats how much of the day's magnesium.
    food_gain_mg_per_day
        Magnesium that other food brings besides, eaten with the meals in proportion.

    Raises
    ------
    InputError, NotApplicable
        For what the model cannot be asked; the plan then says nothing about the course.
    """
    both = Regimen((*regimen.doses, *_eaten(food_gain_mg_per_day, meals)))
    found = simulate(
        subject, both if food_gain_mg_per_day else regimen, weeks, kb,
        random=np.random.default_rng(seed), draws=draws, engine=engine, meals=meals,
    )  # fmt: skip
    facts = []
    if food_gain_mg_per_day:  # what is taken up of the dose alone is not known then
        facts.append(_fact("expect.food", {"gain": 5.0 * round(food_gain_mg_per_day / 5)}))
        facts += _urine_and_serum(found, weeks)
    elif found.absorbed_share is not None:
        share = _within(found.absorbed_share)
        facts.append(_fact("expect.absorbed", {"share": share.as_dict()}))
        facts += _urine_and_serum(found, weeks)
    facts.append(NOBODY_CAN_TELL)
    facts += laxation(regimen, kb)
    return Expectation((*facts, *_behind(found, subject, kb)), found)


def expect_of_food(
    subject: Subject,
    gain_mg_per_day: float,
    kb: Knowledge,
    *,
    weeks: float = WEEKS,
    draws: int = DRAWS,
    seed: int = 1,
    engine: str | None = None,
    meals: Sequence[Meal] = USUAL_MEALS,
) -> Expectation:
    """What so much more magnesium from food a day is expected to do.

    The gain is eaten with the usual meals, each in proportion.

    Raises
    ------
    InputError, NotApplicable
        For what the model cannot be asked.
    """
    found = simulate(
        subject, Regimen(_eaten(gain_mg_per_day, meals)), weeks, kb,
        random=np.random.default_rng(seed), draws=draws,
        engine=engine, meals=meals,
    )  # fmt: skip
    facts = [_fact("expect.food", {"gain": 5.0 * round(gain_mg_per_day / 5)})]
    facts += _urine_and_serum(found, weeks)
    facts.append(NOBODY_CAN_TELL)
    return Expectation((*facts, *_behind(found, subject, kb)), found)


def _eaten(gain_mg_per_day: float, meals: Sequence[Meal]) -> tuple[Dose, ...]:
    """Magnesium from other food, spread over the meals as the rest is."""
    if not gain_mg_per_day:
        return ()
    return tuple(
        Dose(gain_mg_per_day * meal.share, "dissolved", minute=meal.minute, with_food=True)
        for meal in meals
    )


def _urine_and_serum(found: Simulation, weeks: float) -> list[Fact]:
    urine, serum = found.urine_change.at(-1), found.serum_change.at(-1)
    if urine.low < 0:
        return []
    low, best, high = (
        _NEAREST_MG * round(x * MG_PER_MMOL / _NEAREST_MG)
        for x in (urine.low, urine.best, urine.high)
    )
    extra = Interval(low, best, high).as_dict()
    return [
        _fact("expect.urine", {"weeks": float(weeks), "extra": extra}),
        _fact("expect.serum", {"weeks": float(weeks), "change": serum.as_dict()}),
    ]


def laxation(regimen: Regimen, kb: Knowledge) -> tuple[Fact, ...]:
    """A warning where more dissolves at one time than most guts bear."""
    most = kb.body_parameters["laxative-dose"].value
    for dose in regimen.doses:
        share = kb.form_classes[class_of(dose.form, kb)].soluble_share
        if (dose.elemental_mg or 0.0) / MG_PER_MMOL * share > most:
            limit = 10.0 * round(most * MG_PER_MMOL / 10)
            values = {"dose": dose.elemental_mg, "limit": limit}
            return (_fact("expect.laxation", values),)
    return ()


def _behind(found: Simulation, subject: Subject, kb: Knowledge) -> list[Fact]:
    facts = []
    if found.extrapolated:
        reasons = tuple(f"body-{reason}" for reason in found.extrapolated)
        facts.append(_fact("expect.extrapolated", {"reasons": reasons}))
    facts.append(_fact("explain.body-model", {"draws": found.draws}))
    return [*facts, *said_of(subject, kb)]


def said_of(subject: Subject, kb: Knowledge) -> tuple[Fact, ...]:
    """What of the person was counted, and which sizes of it are assumptions."""
    found = counted(subject, kb)
    facts = []
    for name, ids in (("known", found.known), ("assumed", found.assumed)):
        if ids:
            what = tuple("body-pregnant" if one == "pregnancy" else f"body-{one}" for one in ids)
            facts.append(_fact(f"explain.body-{name}", {"what": what}))
    return tuple(facts)


def _within(share: Interval) -> Interval:
    low, best, high = (min(1.0, max(0.0, x)) for x in (share.low, share.best, share.high))
    return Interval(low, best, high)


def _fact(name: str, values: Mapping[str, object]) -> Fact:
    return Fact(name, values, _SOURCES, subject="expect", certainty=Certainty.COMPUTED)
