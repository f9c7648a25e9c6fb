"""From a synthesis to what may be said about it: how large, how sure, for whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.core.facts import Certainty
from magwise.core.sourced import How
from magwise.models.evidence.certainty import LADDER, Body, Grade, Step, grade, lowered
from magwise.models.evidence.importance import EffectClass, Gain, effect_class, gain
from magwise.models.evidence.indirectness import NOBODY, Asked, differences

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge
    from magwise.knowledge.schema.evidence import Synthesis

_OBSERVED = ("observational-pool", "cohort")
_KINDS = {
    "mechanism": Certainty.MECHANISM,
    "no-trials": Certainty.NO_EVIDENCE,
}
LOW = LADDER.index(Certainty.LOW) + 1
_MOST_DISAGREEMENT = 1  # steps between our grade and the reviewers' before a notice


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be said about one synthesis.

    Attributes
    ----------
    computed
        The grade of our rules with all its steps; None where the rules do not apply.
    reviewed
        What the reviewers, a digest or we by hand said; None when nobody did.
    certainty
        The lower of the two: what the words follow. None when nothing is claimed.
    effect
        None when nothing was pooled.
    speakable
        False when a figure is from memory or only quoted; it may be shown as such, not said.
    """

    synthesis: str
    outcome: str
    exposure: str
    gain: Gain | None
    effect: EffectClass | None
    computed: Grade | None
    reviewed: Certainty | None
    certainty: Certainty | None
    differences: tuple[str, ...]
    speakable: bool

    @property
    def disagrees(self) -> bool:
        """True when our grade and the reviewers' lie more than one level apart."""
        if self.computed is None or self.reviewed not in LADDER:
            return False
        apart = abs(LADDER.index(self.reviewed) + 1 - self.computed.rank)
        return apart > _MOST_DISAGREEMENT


def judge(synthesis: "Synthesis", kb: "Knowledge", asked: Asked = NOBODY) -> Judgement:
    """Judge one synthesis for one question.

    Parameters
    ----------
    asked
        About whom; the default is nobody in particular.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> kb = Knowledge.load()
    >>> found = judge(kb.syntheses["cochrane-2020-wk"], kb)
    >>> found.certainty.value, found.effect.value
    ('moderate', 'trivial_or_none')
    """
    outcome = kb.outcomes[synthesis.outcome]
    threshold = kb.thresholds.get(outcome.threshold or "")
    found = gain(synthesis, outcome, threshold)
    effect = _effect(synthesis, found, outcome.better)
    differ = differences(synthesis, asked)
    graded = _graded(synthesis, found, differ)
    reviewed = synthesis.certified.level if synthesis.certified else None
    return Judgement(
        synthesis=synthesis.id,
        outcome=outcome.id,
        exposure=synthesis.exposure,
        gain=found,
        effect=effect,
        computed=graded,
        reviewed=reviewed,
        certainty=_certainty(synthesis, graded, reviewed, effect, len(differ)),
        differences=differ,
        speakable=synthesis.how in (How.PRIMARY, How.DERIVED),
    )


def _effect(synthesis: "Synthesis", found: Gain | None, better: str) -> EffectClass | None:
    if found is not None:
        return effect_class(found, better=better)
    return EffectClass(synthesis.verdict) if synthesis.verdict else None


def _graded(synthesis: "Synthesis", found: Gain | None, differ: tuple[str, ...]) -> Grade | None:
    if synthesis.kind not in ("stored", "recomputed"):
        return None
    return grade(
        Body(
            design="observations" if synthesis.design in _OBSERVED else "trials",
            gain=found,
            trials=synthesis.trials,
            people=synthesis.people,
            risk_of_bias=synthesis.risk_of_bias,
            i2_share=synthesis.i2_share,
            differences=len(differ),
            funnel_uneven=synthesis.funnel == "uneven",
            refuted_by_large_trial=synthesis.refuted_by_large_trial,
            dose_response=synthesis.dose_response,
        )
    )


def _certainty(
    synthesis: "Synthesis",
    graded: Grade | None,
    reviewed: Certainty | None,
    effect: EffectClass | None,
    differ: int,
) -> Certainty | None:
    if synthesis.kind in _KINDS:
        return _KINDS[synthesis.kind]
    if synthesis.kind == "official":
        return Certainty.AUTHORISED if synthesis.design == "law" else Certainty.OFFICIAL
    if graded is None:
        return None
    if synthesis.design in _OBSERVED:
        return Certainty.ASSOCIATION
    rank = graded.rank
    if reviewed in LADDER:  # the reviewers did not know about whom it is asked
        theirs = max(1, LADDER.index(reviewed) + 1 - min(2, differ))
        # Where nothing was pooled our rules cannot see the effect; the reviewers' word counts then.
        rank = min(rank if synthesis.verdict is None else LOW, theirs)
    said = Grade(LADDER[rank - 1], graded.steps)
    if effect is EffectClass.UNCERTAIN:
        step = Step("uncertain-effect", 0, "grade-uncertain-effect")
        said = lowered(said, step, at_most=Certainty.LOW)
    return said.certainty


def preferred(outcome: str, kb: "Knowledge") -> "Synthesis | None":
    """The synthesis that leads for an outcome: the chosen one, or the only one."""
    chosen = kb.outcomes[outcome].preferred
    if chosen is not None:
        return kb.syntheses[chosen]
    only = [one for one in kb.syntheses.values() if one.outcome == outcome]
    return only[0] if len(only) == 1 else None
