"""The plan: what to eat, whether to take something, how, and what to keep apart."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from magwise.assessment.records import Assessment
from magwise.core.errors import BlockedError, Problem
from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.records import Regimen, Schedule
from magwise.person.profile import Number, Whole
from magwise.safety import fingerprint as fingerprint_of
from magwise.safety.records import Clearance, FoodChange

if TYPE_CHECKING:
    from magwise.models.body import Expectation


@dataclass(frozen=True, slots=True)
class FoodStep:
    """One change to the person's own diary.

    ``gain_mg_per_day`` is the magnesium it adds on an average day; ``measure`` and ``count``
    say it in household terms. ``times_per_week`` says how often (``days_per_week`` never passes
    seven), ``moment`` when (``breakfast``, ``lunch``, ``dinner``, ``between``), ``why`` what is
    gained by it. A larger portion of what is eaten already has ``larger_portion``.
    """

    change: FoodChange
    gain_mg_per_day: Interval
    measure: str
    count: float
    grams: float
    days_per_week: float
    fact: Fact
    times_per_week: float | None = None
    moment: str | None = None
    larger_portion: bool = False
    why: tuple[Fact, ...] = ()


class Wishes(BaseModel):
    """What the person wants of the plan; what is not said leaves the ordinary plan.

    Attributes
    ----------
    target_mg_per_day
        Magnesium from food to reach [mg/day]; None for the leading reference value.
    chance
        The chance of reaching it that the plan aims at, given what the diary and the food table
        leave open [0.5-0.9]; 0.5 is the middle of the estimate.
    alternatives
        How many different ways are sought.
    foods_refused, foods_wanted
        Foods by id or by name that must not, or must, be part of it.
    ways_of_eating
        vegan, vegetarian, pescatarian, halal, kosher; None for those of the profile.
    budget, cooking, gut
        Only cheap foods; no or little work; a gut that does not bear much fibre at once.
    eat_less
        An adult's own wish to eat less energy; without it energy stays as it is.
    hide_energy
        Show no calories.

    Examples
    --------
    >>> Wishes(chance=0.8).max_changes
    3
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    max_changes: Annotated[Whole, Field(ge=1, le=8)] = 3
    wants_supplement: StrictBool | None = None
    target_mg_per_day: Annotated[Number, Field(ge=50, le=1000)] | None = None
    chance: Annotated[Number, Field(ge=0.5, le=0.9)] = 0.5
    alternatives: Annotated[Whole, Field(ge=1, le=3)] = 3
    foods_refused: tuple[str, ...] = ()
    foods_wanted: tuple[str, ...] = ()
    ways_of_eating: (
        tuple[Literal["vegan", "vegetarian", "pescatarian", "halal", "kosher"], ...] | None
    ) = None
    budget: Literal["low", "any"] = "any"
    cooking: Literal["none", "little", "any"] = "any"
    gut: Literal["ordinary", "tender"] = "ordinary"
    eat_less: StrictBool = False
    hide_energy: StrictBool = False


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
    alternatives
        Different ways to the same target, the first of which is ``food``; each was cleared by
        safety with these doses (``alternative_clearances``, in the same order).
    wishes
        What the plan was made for.
    expected
        What the body model expects of it, where that was asked (`expecting.with_expectation`).
    expected_ways
        The same for each of the alternatives, in their order; empty where it was not asked.
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
    alternatives: tuple[tuple[FoodStep, ...], ...] = ()
    alternative_clearances: tuple[Clearance, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    expected: "Expectation | None" = None
    expected_ways: "tuple[Expectation | None, ...]" = ()

    def __post_init__(self) -> None:
        if self.clearance.fingerprint != self.fingerprint:
            raise BlockedError(Problem("error.clearance"))
        if len(self.alternatives) != len(self.alternative_clearances):
            raise BlockedError(Problem("error.clearance"))
        for steps, clearance in zip(self.alternatives, self.alternative_clearances, strict=True):
            changes = tuple(step.change for step in steps)
            own = fingerprint_of(self.supplement, self.schedule, changes, step_up=self.step_up)
            if clearance.fingerprint != own:
                raise BlockedError(Problem("error.clearance"))
        if self.supplement is not None and not self.clearance.verdict.status.allows_dose:
            raise BlockedError(Problem("error.clearance"))
