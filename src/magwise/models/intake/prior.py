"""What people like this usually eat, and how much their days differ: where an estimate starts."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from magwise.core.errors import NotApplicable, Problem
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.need import DayVariation, PopulationIntake
from magwise.person import Profile


@dataclass(frozen=True, slots=True)
class Prior:
    """Usual intake of people of this age, sex and country, as a normal of log mg/day.

    ``log_sd`` is the spread between people (``people_log_sd``) with the doubt whether the survey
    fits this person (``doubt_log_sd``) added as squares.
    """

    log_mean: float
    people_log_sd: float
    doubt_log_sd: float
    records: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def log_sd(self) -> float:
        """Spread between people and doubt together."""
        return math.hypot(self.people_log_sd, self.doubt_log_sd)

    @property
    def median_mg(self) -> float:
        """Half of people like this eat more [mg/day]."""
        return math.exp(self.log_mean)


@dataclass(frozen=True, slots=True)
class DayToDay:
    """How much one person's days differ: a standard deviation on the log scale, with its range."""

    low: float
    best: float
    high: float
    cv: float
    record: str
    sources: tuple[str, ...]

    def weighed(self) -> tuple[tuple[float, float], ...]:
        """Standard deviation and weight: the true one is not known."""
        return ((self.low, 0.25), (self.best, 0.5), (self.high, 0.25))


def number(kb: Knowledge, assumption: str) -> float:
    """The figure of an assumption in the knowledge base."""
    value = kb.assumptions[assumption].value.value
    if value is None:
        raise NotApplicable(Problem("error.no-assumption", values={"assumption": assumption}))
    return value


def prior_of(profile: Profile, kb: Knowledge) -> Prior:
    """The survey that fits best, and more doubt the less it fits.

    The own country's survey leads, then one that stands in, then any. Unknown sex takes both;
    unknown age takes all ages, with the spread between them.

    Raises
    ------
    NotApplicable
        For babies: there is no survey to start from.

    References
    ----------
    nutrir-2022, nhanes-2017-2018, luo-2019
    """
    age = profile.age_years
    fitting = [
        record
        for record in kb.population_intakes.values()
        if (age is None or record.group.holds(age))
        and (profile.sex is None or record.group.sex in (None, profile.sex))
    ]
    if not fitting:
        raise NotApplicable(Problem("error.no-survey", values={"age": age}))
    country = profile.country
    choices: tuple[tuple[str, Callable[[PopulationIntake], bool]], ...] = (
        ("prior-own-country", lambda record: country in record.countries),
        ("prior-other-country", lambda record: country in record.stands_in_for),
        ("prior-other-country", lambda record: country is None and "nl" in record.countries),
        ("prior-other-country", lambda record: True),
    )
    assumption, chosen = next(
        (name, found)
        for name, accepts in choices
        if (found := [record for record in fitting if accepts(record)])
    )
    return _joined(chosen, number(kb, "prior-unknown-person" if age is None else assumption))


def _joined(records: Sequence[PopulationIntake], doubt: float) -> Prior:
    centres = []
    for record in records:
        spread = record.log_sd.value or 0.0
        # the mean of a lognormal lies above its median
        centres.append(math.log(record.mean.value or 1.0) - spread**2 / 2)
    between = statistics.pvariance(centres)
    return Prior(
        log_mean=statistics.fmean(centres),
        people_log_sd=max(record.log_sd.value or 0.0 for record in records),
        doubt_log_sd=math.sqrt(doubt**2 + between),
        records=tuple(record.id for record in records),
        sources=tuple(
            sorted({s for record in records for s in (record.mean.source, record.log_sd.source)})
        ),
    )


def day_to_day_of(profile: Profile, kb: Knowledge) -> DayToDay:
    """How much days differ in people like this; the pooled figure, never this person's few days.

    References
    ----------
    iom-2000-assessment
    """
    age = profile.age_years
    fitting: list[DayVariation] = [
        record
        for record in kb.day_variations.values()
        if (age is None or record.group.holds(age))
        and (profile.sex is None or record.group.sex in (None, profile.sex))
    ]
    if not fitting:
        raise NotApplicable(Problem("error.no-survey", values={"age": age}))
    chosen = max(fitting, key=lambda record: (record.cv.value or 0.0, record.id))
    cv = chosen.cv.value or 0.0
    low = min(record.cv.low or record.cv.value or 0.0 for record in fitting)
    high = max(record.cv.high or record.cv.value or 0.0 for record in fitting)
    return DayToDay(_log_sd(low), _log_sd(cv), _log_sd(high), cv, chosen.id, (chosen.cv.source,))


def _log_sd(cv: float) -> float:
    return math.sqrt(math.log1p(cv**2))
