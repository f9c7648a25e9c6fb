"""What is said about the evidence: the words never sound surer than the evidence is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from magwise.core.facts import Certainty, Fact
from magwise.models.evidence.certainty import LADDER
from magwise.models.evidence.importance import EffectClass
from magwise.models.evidence.judgement import Judgement

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_Maker = Callable[..., Fact]
_WITHOUT_SIZE = (Certainty.MECHANISM, Certainty.NO_EVIDENCE, Certainty.ASSOCIATION)


def message(certainty: Certainty, effect: EffectClass | None) -> str | None:
    """The id of the sentence for a certainty and an effect; None when there is none to say.

    Very low certainty has one sentence for every effect: it tells neither number nor direction.

    Examples
    --------
    >>> message(Certainty.MODERATE, EffectClass.TRIVIAL)
    'evidence.moderate-trivial-or-none'
    """
    if certainty is Certainty.VERY_LOW:
        return "evidence.very-low"
    if certainty in LADDER:
        return None if effect is None else f"evidence.{_dashed(certainty)}-{_dashed(effect)}"
    if certainty in (*_WITHOUT_SIZE, Certainty.AUTHORISED):
        return f"evidence.{_dashed(certainty)}"
    return None


def _dashed(word: str) -> str:
    return str(word).replace("_", "-")


def said(judgement: Judgement, kb: "Knowledge") -> tuple[Fact, ...]:
    """The sentences about one synthesis: what it shows, how large, on what it rests, for whom.

    A figure from memory or only quoted elsewhere is not said; the reader hears that instead.
    """
    synthesis = kb.syntheses[judgement.synthesis]
    sources = tuple(dict.fromkeys(one.source for one in synthesis.citations))
    certainty = judgement.certainty
    values = {
        "x": f"exposure-{judgement.exposure}",
        "y": judgement.outcome,
    }

    def fact(key: str, **more: object) -> Fact:
        return Fact(key, {**more}, sources, subject="evidence", certainty=certainty)

    if certainty is None:
        return ()
    key = message(certainty, judgement.effect)
    if key is None:
        return ()
    if not judgement.speakable:
        return (fact("evidence.not-checked", y=judgement.outcome),)
    facts = [fact(key, **values)]
    if certainty in LADDER:
        if certainty is not Certainty.VERY_LOW:
            facts += _size(judgement, kb, fact)
        facts.append(_basis(judgement, kb, fact))
        if "population" in judgement.differences:
            facts.append(fact("evidence.other-people"))
    return tuple(facts)


def _size(judgement: Judgement, kb: "Knowledge", fact: _Maker) -> list[Fact]:
    synthesis = kb.syntheses[judgement.synthesis]
    found = synthesis.estimate
    facts = []
    if found is not None and found.low is not None and found.high is not None:
        numbers = {"best": found.value, "low": found.low, "high": found.high}
        if synthesis.reversed and found.value is not None:  # said as magnesium minus control
            numbers = {"best": -found.value, "low": -found.high, "high": -found.low}
        if synthesis.measure == "MD":
            unit = f"evidence-unit-{unit_key(found.unit)}"
            facts.append(fact("evidence.size", **numbers, unit=unit))
        elif synthesis.measure in ("OR", "RR"):
            facts.append(fact("evidence.size-ratio", **numbers))
    share = synthesis.baseline_share
    if share is not None and synthesis.measure == "RR" and found is not None:
        count = round(100 * share * (found.value or 1.0))
        facts.append(
            fact(
                "evidence.of-hundred", y=judgement.outcome, without=round(100 * share), with_=count
            )
        )
    return facts


def unit_key(unit: str) -> str:
    """A unit as part of the id of its word.

    >>> unit_key("cramps/week")
    'cramps-per-week'
    """
    return unit.replace("/", "-per-").replace(" ", "-").lower()


def _basis(judgement: Judgement, kb: "Knowledge", fact: _Maker) -> Fact:
    synthesis = kb.syntheses[judgement.synthesis]
    level = f"evidence-{_dashed(judgement.certainty or '')}"
    if synthesis.trials is None:
        return fact("evidence.basis-unknown", level=level)
    if synthesis.people is None:
        return fact("evidence.basis-trials", level=level, trials=synthesis.trials)
    if synthesis.trials == 1:
        return fact("evidence.basis-one", level=level, people=synthesis.people)
    return fact("evidence.basis", level=level, trials=synthesis.trials, people=synthesis.people)
