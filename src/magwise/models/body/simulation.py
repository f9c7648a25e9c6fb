"""What happens to magnesium in a body over hours to half a year, with an interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.core.interval import Interval
from magwise.core.records import Regimen
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.course import Array, Course, stops_of
from magwise.models.body.flows import ORDER
from magwise.models.body.integration import integrate
from magwise.models.body.regimen import (
    USUAL_MEALS,
    Meal,
    Session,
    in_use,
    meals_of_day,
    scale_of_meals,
    write_course,
)
from magwise.models.body.running import loops_of
from magwise.models.body.states import POOLS, Parameters
from magwise.models.body.steady import Settled, settle
from magwise.models.body.subject import People, Subject, Values, constants, draw, people_like

MODEL_VERSION = "body-1"
NO_DOSES = Regimen(())
_Y = {name: i for i, name in enumerate(ORDER)}
_P = {name: i for i, name in enumerate(Parameters._fields)}


@dataclass(frozen=True, slots=True)
class Trajectory:
    """States and tallies of many people at the hours asked, ``[outputs, rows, people]``.

    ``solids`` rows of undissolved magnesium come first; ask by name with `of`.
    """

    hours: Array
    results: Array
    parameters: Array
    solids: int
    balanced: Array

    def of(self, name: str) -> Array:
        """One state or tally, ``[outputs, people]``."""
        found: Array = self.results[:, self.solids + _Y[name]]
        return found

    def serum(self) -> Array:
        """Serum magnesium [mmol/L], ``[outputs, people]``."""
        found: Array = self.of("extracellular") / self.parameters[_P["volume_l"]]
        return found

    def exchangeable(self) -> Array:
        """The exchangeable pool: extracellular, quick tissue and cells [mmol]."""
        found: Array = self.of("extracellular") + self.of("fast") + self.of("exchangeable")
        return found

    def total(self) -> Array:
        """Everything in body, gut and tallies: changes only by what enters [mmol]."""
        gut = self.results[:, : self.solids + 6].sum(axis=1)
        pools = sum(self.of(name) for name in POOLS)
        gone = sum(self.of(n) for n in ("urine", "unabsorbed", "endogenous", "other_losses"))
        found: Array = gut + pools + gone
        return found

    def per_day(self, name: str) -> Array:
        """A tally between outputs, as mmol a day."""
        found: Array = np.diff(self.of(name), axis=0) / (np.diff(self.hours)[:, None] / 24)
        return found


def usual_day(
    people: People,
    values: Values,
    *,
    meals: Sequence[Meal] = USUAL_MEALS,
    engine: str | None = None,
) -> Settled:
    """Everyone in the usual day; see `steady`."""
    scale = scale_of_meals(meals, people, values)
    start = constants(values, people)
    return settle(start, meals_of_day(meals), scale, loops=loops_of(engine))


def run(
    people: People,
    values: Values,
    regimen: Regimen,
    weeks: float,
    kb: Knowledge,
    *,
    meals: Sequence[Meal] = USUAL_MEALS,
    sessions: Sequence[Session] = (),
    output_hours: Sequence[float] | None = None,
    random: np.random.Generator | None = None,
    solubility: Mapping[str, Array] | None = None,
    engine: str | None = None,
    settled: Settled | None = None,
) -> Trajectory:
    """Settle everyone in the usual day and follow them along a regimen.

    Parameters
    ----------
    people, values
        Who, and their drawn constants; see `subject`.
    regimen
        Doses, by day from 0.
    output_hours
        Hours after 07:00 of the first day; by default each 07:00.
    random, solubility
        How people differ in what dissolves of a form; see `regimen.write_course`.
    settled
        The same people in their usual day, where that is known already.
    """
    if settled is None:
        settled = usual_day(people, values, meals=meals, engine=engine)
    parameters = settled.parameters.copy()
    parameters[_P["tubular_max_mmol_per_h"]] *= people.tubular
    written = write_course(
        regimen, weeks, people, values, kb, meals=meals, sessions=sessions,
        output_hours=output_hours, random=random, solubility=solubility,
    )  # fmt: skip
    course = written.course
    return follow(settled.state, parameters, course, settled.balanced, engine=engine)


def follow(
    state: Array, parameters: Array, course: Course, balanced: Array, *, engine: str | None = None
) -> Trajectory:
    """Follow bodies in a known state along any course."""
    solids = len(course.solids)
    start = np.concatenate([np.zeros((solids, state.shape[1])), state])
    stops = stops_of(course, ORDER)
    outputs = len(course.output_hours)
    results = integrate(start, parameters, stops, course.scale, outputs, loops=loops_of(engine))
    return Trajectory(np.array(course.output_hours), results, parameters, solids, balanced)


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity over time: the typical person and the middle 90 % of draws, each ``[times]``."""

    hours: Array
    best: Array
    low: Array
    high: Array

    def at(self, index: int) -> Interval:
        """One moment as an interval."""
        low, best, high = (float(x[index]) for x in (self.low, self.best, self.high))
        return Interval(min(low, best), best, max(high, best))


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a regimen does to one person, beside the same person without it.

    Attributes
    ----------
    serum_mmol_per_l, urine_mmol_per_day, exchangeable_mmol
        With the regimen, by day.
    serum_change, urine_change, exchangeable_change
        The difference with the same draws without the regimen.
    absorbed_share
        Of the dose: what came in more than without it, over the last week.
    extrapolated
        What lies outside the published data the model rests on (codes).
    """

    serum_mmol_per_l: Line
    urine_mmol_per_day: Line
    exchangeable_mmol: Line
    serum_change: Line
    urine_change: Line
    exchangeable_change: Line
    absorbed_share: Interval | None
    extrapolated: tuple[str, ...]
    draws: int
    model_version: str = MODEL_VERSION


def simulate(
    subject: Subject,
    regimen: Regimen,
    weeks: float,
    kb: Knowledge,
    *,
    random: np.random.Generator,
    meals: Sequence[Meal] = USUAL_MEALS,
    sessions: Sequence[Session] = (),
    draws: int = 96,
    engine: str | None = None,
) -> Simulation:
    """What happens when this person keeps to this regimen.

    The interval holds what we do not know of the body's constants, how much people differ in what
    is not known of this person, and the scatter of one serum value.

    Parameters
    ----------
    subject
        The person; unknown parts widen the interval.
    regimen
        Doses in mg of magnesium.
    weeks
        How long, up to 26.
    random
        Generator; the same one gives the same result.

    Raises
    ------
    InputError, NotApplicable
        For what the model cannot be asked.

    References
    ----------
    magwise-body-model
    """
    meals = (*meals, *in_use(subject.doses_in_use, meals, kb))
    people = people_like(subject, kb, draws, random)
    values = draw(kb, draws, random)
    seed = int(random.integers(2**32))

    settled = usual_day(people, values, meals=meals, engine=engine)

    def with_(doses: Regimen) -> Trajectory:
        return run(
            people, values, doses, weeks, kb, meals=meals, sessions=sessions,
            random=np.random.default_rng(seed), engine=engine, settled=settled,
        )  # fmt: skip

    taken, none = with_(regimen), with_(NO_DOSES)
    if taken.balanced[0] == 0:
        raise NotApplicable(Problem("error.body-no-balance"))
    days = taken.hours
    urine, urine_none = taken.per_day("urine"), none.per_day("urine")
    amount = (regimen.elemental_mg_per_day or 0.0) / MG_PER_MMOL
    share = None
    if amount > 0:
        back = max(0, len(days) - 8)
        more = (taken.of("absorbed") - none.of("absorbed"))[[back, -1]]
        share = _interval((more[1] - more[0]) / (amount * (len(days) - 1 - back)))
    return Simulation(
        serum_mmol_per_l=_line(days, taken.serum()),
        urine_mmol_per_day=_line(days[1:], urine),
        exchangeable_mmol=_line(days, taken.exchangeable()),
        serum_change=_line(days, taken.serum() - none.serum()),
        urine_change=_line(days[1:], urine - urine_none),
        exchangeable_change=_line(days, taken.exchangeable() - none.exchangeable()),
        absorbed_share=share,
        extrapolated=extrapolations(subject, regimen, weeks),
        draws=draws,
    )


def extrapolations(subject: Subject, regimen: Regimen, weeks: float) -> tuple[str, ...]:
    """What of a question lies beyond the published data: codes, worded as ``word.body-...``."""
    found = []
    doses = (*regimen.doses, *subject.doses_in_use)
    if any((dose.elemental_mg or 0) > 500 for dose in doses):
        found.append("large-dose")
    if weeks > 24:
        found.append("long")
    if subject.egfr is not None and subject.egfr < 30:
        found.append("kidneys")
    if subject.intake_mg_per_day.best < 120 or subject.intake_mg_per_day.best > 700:
        found.append("intake")
    if subject.age_years is not None and subject.age_years > 80:
        found.append("age")
    if "pregnancy" in subject.factors or "breastfeeding" in subject.factors:
        found.append("pregnancy")
    return tuple(found)


def _line(hours: Array, values: Array) -> Line:
    low, high = np.quantile(values, [0.05, 0.95], axis=1)
    return Line(hours, values[:, 0], low, high)


def _interval(values: Array) -> Interval:
    low, high = (float(x) for x in np.quantile(values, [0.05, 0.95]))
    best = float(values[0])
    return Interval(min(low, best), best, max(high, best))
