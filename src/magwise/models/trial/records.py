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
    from ``seed`` alone, so that anybody can check the draw. It is empty while the order is with
    the helper.
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
        order = [active for first in self.active_first for active in (first, not first)]
        return tuple(
            Period(number // 2, active, start, self.counted(start))
            for number, (active, start) in enumerate(zip(order, self.starts, strict=False))
        )

    @property
    def starts(self) -> tuple[int, ...]:
        """The first day of each period, from 0; known also while the order is hidden."""
        step = self.days_per_period + self.washout_days
        return tuple(self.run_in_days + step * number for number in range(2 * self.pairs))

    @property
    def order_known(self) -> bool:
        """Whether the order is here, and not with the helper."""
        return len(self.active_first) == self.pairs

    def counted(self, start: int) -> tuple[int, int]:
        """First and last day (excluded) that count, of a period that begins on this day."""
        return start + self.dropped_days, start + self.days_per_period

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


class Phase(StrEnum):
    """Where a day lies in the experiment."""

    BEFORE = "before"
    RUN_IN = "run-in"
    PERIOD = "period"
    WASHOUT = "washout"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a day lies, and how far the log has come by then.

    Attributes
    ----------
    day
        Counted from the first day of the experiment, from 0; below 0 before it.
    period, day_of_period
        Which period it is and which day of it, from 1; None outside a period.
    active
        True with the supplement, False without; None outside a period and in a blinded one.
    counts
        Whether this day counts for the result.
    next_start
        First day of the next period, from 0; None when there is none.
    counted, logged
        Days before this one that count, and how many of those were filled in.
    missing_lately
        Of the last seven days before this one, those that were not filled in.
    complete_pairs, possible_pairs
        Pairs of which both periods are over and filled in enough, and how many can still be.
    """

    day: int
    phase: Phase
    period: int | None
    day_of_period: int | None
    active: bool | None
    counts: bool
    next_start: int | None
    counted: int
    logged: int
    missing_lately: tuple[int, ...]
    complete_pairs: int
    possible_pairs: int


@dataclass(frozen=True, slots=True)
class Guesses:
    """How well the person could tell which period was which.

    Attributes
    ----------
    guessed, right
        Periods with a guess, and how many of those were right.
    telling, telling_right
        Guesses that can tell something, and how many were right: a pair in which both periods
        got the same guess is always half right; a pair guessed as a whole is one guess.
    share
        Share of telling guesses that is right, with its exact interval; 0.5 is guessing blindly.
    probability_by_chance
        How often blind guessing does at least as well.
    """

    guessed: int
    right: int
    telling: int
    telling_right: int
    share: Interval | None
    probability_by_chance: float | None


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
