"""How sure may we be? A grade from explicit rules, each step with its reason.

Trials start high, observations low. Steps go down for risk of bias, inconsistency, indirectness,
imprecision and missing trials; observations may go up. Mechanisms, authorised claims and the
absence of trials have names of their own and are never a grade.
"""

from dataclasses import dataclass
from typing import Literal

from magwise.core.facts import Certainty
from magwise.models.evidence.importance import Gain

Domain = Literal[
    "start", "risk-of-bias", "inconsistency", "indirectness", "imprecision", "missing-trials",
    "large-effect", "dose-response", "uncertain-effect", "review",
]  # fmt: skip
LADDER: tuple[Certainty, ...] = (
    Certainty.VERY_LOW,
    Certainty.LOW,
    Certainty.MODERATE,
    Certainty.HIGH,
)
ENOUGH_PEOPLE = 400  # optimal information size for means
ENOUGH_EVENTS = 300
FEW_PEOPLE = 100
MUCH_SCATTER_SHARE = 0.5  # of I²
ENOUGH_TRIALS_FOR_FUNNEL = 10
FUNNEL_P = 0.10


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a grade: what was looked at, how far it moved, and why.

    ``reason`` is the id of a word in the catalogue (``word.grade-...``).
    """

    domain: Domain
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A certainty with every step that led to it."""

    certainty: Certainty
    steps: tuple[Step, ...]

    @property
    def rank(self) -> int:
        """4 high to 1 very low; 0 for what is no grade."""
        return LADDER.index(self.certainty) + 1 if self.certainty in LADDER else 0


@dataclass(frozen=True, slots=True)
class Body:
    """What the rules look at: one body of evidence on one outcome.

    Attributes
    ----------
    gain
        The effect; None when nothing was pooled, which is charged as imprecise.
    people, events
        How many were studied; None when not known.
    i2_share
        I² [0-1]; None when not known.
    prediction
        Prediction interval as gain (low, high), when there is one.
    straddles, opposite_large
        Whether single trials lie on both sides of the threshold, or are large both ways.
    funnel_p
        p of Egger's test; looked at with ten or more trials.
    differences
        How many of population, form, dose, outcome and comparator differ from the question.
    """

    design: Literal["trials", "observations"]
    gain: Gain | None
    trials: int | None
    people: int | None
    events: int | None = None
    risk_of_bias: Literal["low", "some", "high", "unknown"] = "unknown"
    i2_share: float | None = None
    prediction: tuple[float, float] | None = None
    straddles: bool = False
    opposite_large: bool = False
    differences: int = 0
    funnel_p: float | None = None
    funnel_uneven: bool = False
    small_and_sponsored: bool = False
    refuted_by_large_trial: bool = False
    dose_response: bool = False


def grade(body: Body) -> Grade:
    """Work out how sure the evidence is.

    Examples
    --------
    >>> body = Body("trials", Gain(0.18, -0.49, 0.84, 1, 2), trials=5, people=307,
    ...             risk_of_bias="low", i2_share=0.12)
    >>> grade(body).certainty
    <Certainty.MODERATE: 'moderate'>
    """
    start = 4 if body.design == "trials" else 2
    down = (
        _risk_of_bias(body),
        _inconsistency(body),
        _indirectness(body.differences),
        _imprecision(body),
        _missing_trials(body),
    )
    steps = [Step("start", 0, f"grade-start-{body.design}"), *down]
    if body.design == "observations" and not any(step.by for step in down):
        steps += _up(body)
    rank = max(1, min(4, start + sum(step.by for step in steps)))
    return Grade(LADDER[rank - 1], tuple(steps))


def lowered(found: Grade, step: Step, at_most: Certainty | None = None) -> Grade:
    """A grade with one step more, or held at a ceiling."""
    if found.rank == 0:
        return found
    rank = max(1, found.rank + step.by)
    if at_most is not None:
        rank = min(rank, LADDER.index(at_most) + 1)
    return Grade(LADDER[rank - 1], (*found.steps, step))


def _risk_of_bias(body: Body) -> Step:
    by = {"low": 0, "some": -1, "high": -2, "unknown": -1}[body.risk_of_bias]
    return Step("risk-of-bias", by, f"grade-bias-{body.risk_of_bias}")


def _inconsistency(body: Body) -> Step:
    if body.opposite_large:
        return Step("inconsistency", -2, "grade-scatter-opposite")
    much = body.i2_share is not None and body.i2_share >= MUCH_SCATTER_SHARE
    if _predicts_both(body):
        return Step("inconsistency", -1, "grade-scatter-prediction")
    if much and (body.straddles or body.gain is None or _crosses(body.gain)):
        return Step("inconsistency", -1, "grade-scatter-much")
    if body.trials is not None and body.trials < 2:
        return Step("inconsistency", 0, "grade-scatter-one-trial")
    reason = "unknown" if body.i2_share is None else "little"
    return Step("inconsistency", 0, f"grade-scatter-{'some' if much else reason}")


def _crosses(gain: Gain) -> bool:
    # Without the single trials the pool's own interval has to show whether they straddle.
    return gain.matters is None or gain.crosses_benefit or gain.crosses_harm


def _predicts_both(body: Body) -> bool:
    if body.prediction is None or body.gain is None or body.gain.matters is None:
        return False
    low, high = body.prediction
    return low < -body.gain.matters and high > body.gain.matters


def _indirectness(differences: int) -> Step:
    if differences == 0:
        return Step("indirectness", 0, "grade-direct")
    if differences == 1:
        return Step("indirectness", -1, "grade-indirect-one")
    return Step("indirectness", -2, "grade-indirect-more")


def _imprecision(body: Body) -> Step:
    gain = body.gain
    if gain is None:
        return Step("imprecision", -2, "grade-not-pooled")
    if gain.crosses_benefit and gain.crosses_harm:
        return Step("imprecision", -2, "grade-wide-both")
    if body.people is None:
        return Step("imprecision", -1, "grade-people-unknown")
    if body.people < FEW_PEOPLE:
        return Step("imprecision", -2, "grade-few-people")
    if gain.crosses_benefit or gain.crosses_harm:
        return Step("imprecision", -1, "grade-wide-one")
    if gain.matters is None and not gain.excludes_none:
        return Step("imprecision", -1, "grade-wide-no-threshold")
    too_few = body.people < ENOUGH_PEOPLE if body.events is None else body.events < ENOUGH_EVENTS
    if too_few:
        return Step("imprecision", -1, "grade-information")
    return Step("imprecision", 0, "grade-precise")


def _missing_trials(body: Body) -> Step:
    tested = (
        body.trials is not None
        and body.trials >= ENOUGH_TRIALS_FOR_FUNNEL
        and body.funnel_p is not None
        and body.funnel_p < FUNNEL_P
    )
    if tested or body.funnel_uneven or body.small_and_sponsored:
        if body.refuted_by_large_trial:
            return Step("missing-trials", -2, "grade-funnel-refuted")
        return Step("missing-trials", -1, "grade-funnel-uneven")
    if body.funnel_p is None:
        return Step("missing-trials", 0, "grade-funnel-not-tested")
    return Step("missing-trials", 0, "grade-funnel-even")


def _up(body: Body) -> list[Step]:
    steps = []
    gain = body.gain
    if gain is not None and gain.large is not None and abs(gain.best) > gain.large:
        inner = gain.low if gain.best > 0 else -gain.high
        if inner > gain.large:
            steps.append(Step("large-effect", 1, "grade-up-large"))
    if body.dose_response:
        steps.append(Step("dose-response", 1, "grade-up-dose"))
    return steps
