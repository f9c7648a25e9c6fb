"""The plan: what to eat, whether to take something, how, and what to keep apart."""

from dataclasses import dataclass

from magwise.assessment.records import Assessment
from magwise.core.errors import BlockedError, Problem
from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.records import Regimen, Schedule
from magwise.safety.records import Clearance, FoodChange


@dataclass(frozen=True, slots=True)
class FoodStep:
    """One change to the person's own diary.

    ``gain_mg_per_day`` is the magnesium it adds on an average day; ``measure`` and ``count``
    say it in household terms.
    """

    change: FoodChange
    gain_mg_per_day: Interval
    measure: str
    count: float
    grams: float
    days_per_week: float
    fact: Fact


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants of the plan."""

    max_changes: int = 3
    wants_supplement: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, cleared by safety; it cannot be built without a clearance.

    Attributes
    ----------
    verdict
        The one sentence that answers the question.
    food, supplement, schedule
        Changes to the diary; doses a day or None; the day with everything in its place.
    findings
        Everything there is to say about the plan, in reading order.
    step_up
        The doses to go to later when the first go well, or None.
    """

    assessment: Assessment
    verdict: Fact
    food: tuple[FoodStep, ...]
    supplement: Regimen | None
    schedule: Schedule | None
    findings: tuple[Fact, ...]
    clearance: Clearance
    fingerprint: str
    step_up: Regimen | None = None

    def __post_init__(self) -> None:
        if self.clearance.fingerprint != self.fingerprint:
            raise BlockedError(Problem("error.clearance"))
        if self.supplement is not None and not self.clearance.verdict.status.allows_dose:
            raise BlockedError(Problem("error.clearance"))
