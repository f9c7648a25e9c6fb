"""What a question leads to: facts in reading order, the claims they rest on, and how sure."""

from dataclasses import dataclass, field
from typing import Literal

from magwise.core.facts import Certainty, Fact, Severity

Kind = Literal["answer", "calculation", "emergency", "blocked", "abstain"]
Language = Literal["nl", "en"]
# A reason to take none, or to ask a doctor first.
STOPPING = frozenset((Severity.EMERGENCY, Severity.URGENT, Severity.STOP, Severity.REFER))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in facts, or the plain statement that there is none.

    Attributes
    ----------
    question, language
        What was asked, and in which language it is answered.
    kind
        ``answer``; ``calculation`` when figures were worked out; ``emergency`` when help comes
        first and alone; ``blocked`` when safety allows no dose; ``abstain`` when it is not known
        or not our field.
    topic
        Id of the subject; None for an emergency and when nothing fits.
    short
        The short answer, or the emergency, or why there is none.
    calculated, blocked_by
        What was worked out, and why a dose was blocked.
    indirect
        Why the evidence is about other people than this person.
    whom, size, others, instead, doctor
        For whom it holds, how large, who disagrees, what helps instead, when to see a doctor.
    certainty
        How sure the short answer is; None for an emergency and when nothing fits.
    claims
        Ids of the circulating claims it answers.
    nearest
        Ids of subjects that come near, when there is no answer.
    score
        How well the subject fits the question [0-1].
    why
        The concepts of the question that led to the subject, as the subject declares them.
    also
        The answer to a second question in the same text.
    """

    question: str
    language: Language
    kind: Kind
    topic: str | None
    short: tuple[Fact, ...]
    certainty: Certainty | None = None
    calculated: tuple[Fact, ...] = ()
    blocked_by: tuple[Fact, ...] = ()
    indirect: tuple[Fact, ...] = ()
    whom: tuple[Fact, ...] = ()
    size: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    instead: tuple[Fact, ...] = ()
    doctor: tuple[Fact, ...] = ()
    claims: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""
    also: tuple["Answer", ...] = ()
    more_sources: tuple[str, ...] = field(default=())

    @property
    def abstained(self) -> bool:
        """True when nothing is answered because it is not known or not our field."""
        return self.kind == "abstain"

    @property
    def stops(self) -> bool:
        """Whether a reason to take none, or to ask a doctor first, stands above all else."""
        return any(fact.severity in STOPPING for fact in self.blocked_by)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that is said, in reading order."""
        return (
            *(self.blocked_by if self.stops else ()),
            *self.short,
            *self.calculated,
            *(() if self.stops else self.blocked_by),
            *self.indirect,
            *self.whom,
            *self.size,
            *self.others,
            *self.instead,
            *self.doctor,
            *(fact for one in self.also for fact in one.facts),
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources, each once, in reading order."""
        named = [source for fact in self.facts for source in fact.sources]
        more = [source for one in self.also for source in one.more_sources]
        return tuple(dict.fromkeys((*named, *self.more_sources, *more)))
