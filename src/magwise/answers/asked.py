"""A question with all that a calculation may use, and what a calculation gives back."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from magwise.answers.reading.particulars import Particulars
from magwise.core.facts import Certainty, Fact
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything a calculation may use."""

    question: str
    language: str
    said: Particulars
    profile: Profile  # joined with what the question says
    has_profile: bool
    kb: "Knowledge"
    today: date
    also_disease: bool = False  # a disease without assessed evidence is named as well


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculation gave: facts, or the reasons why safety gives no dose."""

    facts: tuple[Fact, ...] = ()
    blocked_by: tuple[Fact, ...] = ()


def fact(
    asked: Asked, key: str, sources: tuple[str, ...], certainty: Certainty, **values: object
) -> Fact:
    """A message of an answer with its values."""
    severity = asked.kb.findings[key].severity
    return Fact(key, values, sources, severity, "answer", certainty)


def judged(asked: Asked, key: str) -> Fact:
    """A message without values that rests on our own reasoning."""
    return fact(asked, key, ("magwise-judgement",), Certainty.JUDGEMENT)
