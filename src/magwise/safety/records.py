"""What safety says: verdicts, gaps between medicines and magnesium, and clearance."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from magwise.core.errors import BlockedError, Problem
from magwise.core.facts import Fact


class Status(StrEnum):
    """What may be advised, strictest first."""

    EMERGENCY = "emergency"  # nothing but the red flag is shown
    STOP = "stop"  # no magnesium product at all
    REFER = "refer"  # a professional decides first; food advice goes on
    UNKNOWN = "unknown"  # an answer is missing; no dose until it is there
    RESTRICT = "restrict"  # a dose is possible within limits and gaps
    CLEAR = "clear"  # ordinary limits

    @property
    def allows_dose(self) -> bool:
        """True when a supplement dose may be advised at all."""
        return self in (Status.RESTRICT, Status.CLEAR)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a medicine and magnesium stay apart, in each order [hours].

    ``medicine_first_hours``: take the medicine, then wait at least this long for magnesium.
    ``magnesium_first_hours``: take magnesium, then wait at least this long for the medicine.
    """

    medicine: str
    medicine_first_hours: float
    magnesium_first_hours: float
    rule: str
    sources: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()  # when the person takes the medicine; empty when unknown
    fasting: bool = False
    # Beside this medicine magnesium is taken only from this minute on, until the night is over.
    evening_from: int | None = None
    pause: bool = False  # a short course: no magnesium is begun while it lasts

    @property
    def binds(self) -> bool:
        """Whether there is anything to keep."""
        hours = self.medicine_first_hours > 0 or self.magnesium_first_hours > 0
        return hours or self.fasting or self.pause or self.evening_from is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of the gate before planning.

    Attributes
    ----------
    limit_mg_per_day
        Upper level for magnesium outside food that applies to this person [mg/day]; None when
        none is set for this group, and then no dose is possible.
    other_mg_per_day
        Magnesium already taken outside food [mg/day]; None when a product is in use whose
        amount is unknown, and then no dose is possible.
    excluded_forms
        Supplement forms that must not be advised to this person.
    advice_limit_mg_per_day
        The most that our own advice may lead to from everything outside food [mg/day]; never
        above the upper level, and never above 250.
    portions
        In at least how many portions a day the full amount is taken.
    food_with_professional
        Changes on the plate only together with a doctor or dietitian.
    weight_loss_advice
        Whether this person may be advised to eat less of anything for its energy.
    dose_facts
        What is said as well once a dose is proposed.
    """

    status: Status
    findings: tuple[Fact, ...]
    limit_mg_per_day: float | None
    limit_authority: str | None
    other_mg_per_day: float | None
    gaps: tuple[Gap, ...] = ()
    excluded_forms: tuple[str, ...] = ()
    food_advice: bool = True
    food_with_professional: bool = False
    weight_loss_advice: bool = False
    advice_limit_mg_per_day: float | None = None
    portions: int = 1
    dose_facts: tuple[Fact, ...] = ()

    @property
    def room_mg_per_day(self) -> float:
        """What may still be added outside food [mg/day]; 0 when anything is unknown."""
        if not self.status.allows_dose:
            return 0.0
        limit, other = self.advice_limit_mg_per_day, self.other_mg_per_day
        if limit is None or other is None or self.limit_mg_per_day is None:
            return 0.0
        return max(0.0, min(limit, self.limit_mg_per_day) - other)


@dataclass(frozen=True, slots=True)
class FoodChange:
    """A change to what someone eats, in terms that safety can judge.

    ``nutrients_per_day`` holds the change of each nutrient by id; a nutrient that is absent is
    unknown, not zero.
    """

    kind: Literal["add", "swap", "more", "less"]
    food: str
    replaces: str | None
    grams_per_day: float
    nutrients_per_day: dict[str, float]


@dataclass(frozen=True, slots=True)
class Review:
    """What the gate after planning found: a clearance, or None and the reasons.

    ``findings`` may also hold what must be said with a proposal that was cleared;
    ``refused_foods`` are ids of foods that may not be offered to this person.
    """

    clearance: "Clearance | None"
    findings: tuple[Fact, ...]
    refused_foods: frozenset[str] = frozenset()

    @property
    def cleared(self) -> bool:
        """True when the plan may be built."""
        return self.clearance is not None


_KEY = object()


class Clearance:
    """Proof that safety judged exactly this proposal; only ``safety`` can issue one."""

    __slots__ = ("fingerprint", "verdict")

    def __init__(self, verdict: Verdict, fingerprint: str, key: object) -> None:
        if key is not _KEY:
            raise BlockedError(Problem("error.clearance"))
        self.verdict = verdict
        self.fingerprint = fingerprint


def issue(verdict: Verdict, fingerprint: str) -> Clearance:
    """Issue a clearance; called by the gate after planning and by nothing else."""
    return Clearance(verdict, fingerprint, _KEY)
