"""Records of an experiment on oneself: design, log, power and result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from magwise.core.facts import Fact
from magwise.core.interval import Interval


class Verdict(StrEnum):
    """What the experiment allows us to say about this person."""

    HELPS = "helps"
    HARMS = "harms"
    NO_WORTHWHILE_EFFECT = "no_worthwhile_effect"
    CANNOT_TELL = "cannot_tell"


class Outcome(StrEnum):
    """What came of one check; a check can only take a verdict away, never give one."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of days with, or without, what is tested.

    Attributes
    ----------
    pair
        Which pair it belongs to, from 0.
    active
        True for the period with the supplement.
    start
        Its first day, counted from the first day of the experiment, run-in included, from 0.
    counted
        First and last day (excluded) that count: the first days are dropped.
    """

    pair: int
    active: bool
    start: int
    counted: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Design:
    """Pairs of periods in an order drawn by lot.

    ``active_first`` has one truth for each pair: whether the supplement came first. It follows
    from ``seed`` alone, so that anybody can check the draw.
    """

    instrument: str
    pairs: int
    days_per_period: int
    dropped_days: int
    washout_days: int
    run_in_days: int
    seed: int
    active_first: tuple[bool, ...]
    start: str | None = None
    blinded: bool = False

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods in the order in which they are lived."""
        found = []
        day = self.run_in_days
        for pair, first in enumerate(self.active_first):
            for active in (first, not first):
                counted = (day + self.dropped_days, day + self.days_per_period)
                found.append(Period(pair, active, day, counted))
                day += self.days_per_period + self.washout_days
        return tuple(found)

    @property
    def total_days(self) -> int:
        """From the first day of the run-in to the last day of the last period."""
        periods = 2 * self.pairs
        return self.run_in_days + periods * self.days_per_period + (periods - 1) * self.washout_days


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One period on the sheet of the helper who fills the pots."""

    period: int
    start: int
    end: int
    active: bool
    date: str | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """How this person's days are when nothing is tried.

    ``mean`` is events a week for counts, points for scores; ``day_sd`` as in the instrument.
    """

    mean: float
    day_sd: float
    lag_share: float  # autocorrelation of neighbouring days
    missing_share: float = 0.0


@dataclass(frozen=True, slots=True)
class PowerRow:
    """How often a design would show one true effect [shares of simulated experiments]."""

    pairs: int
    days_per_period: int
    dropped_days: int
    total_days: int
    true_effect: float
    helps_share: float
    harms_share: float


@dataclass(frozen=True, slots=True)
class LogDay:
    """One day of the log; ``value`` None is not filled in, which is never nothing happened."""

    day: int
    value: float | None
    taken: bool | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that could make the result misleading, looked at by itself."""

    id: str
    outcome: Outcome
    probability: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class PairResult:
    """What one pair of periods says: the supplement's period minus, or over, the other."""

    pair: int
    active_mean: float | None
    control_mean: float | None
    active_days: int
    control_days: int
    effect: float | None


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is believed after the experiment, with the prior that went in.

    ``effect`` in the unit of the outcome: a rate ratio for counts, points for scores.
    """

    prior: str
    effect: Interval
    prior_effect: Interval
    probability_worthwhile: float
    probability_better: float
    probability_worthwhile_harm: float


@dataclass(frozen=True, slots=True)
class TrialResult:
    """Everything an experiment on oneself says, and what it does not."""

    verdict: Verdict
    effect: Interval | None
    exact: bool
    probability_by_chance: float | None
    posterior: Posterior | None
    pairs: tuple[PairResult, ...]
    checks: tuple[Check, ...]
    facts: tuple[Fact, ...]
    inputs: Mapping[str, str | int] = field(default_factory=dict)
