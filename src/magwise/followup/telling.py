"""How what was found in a log is said: one shape for every sentence that is our own reasoning."""

from collections.abc import Mapping, Sequence

from magwise.core.facts import Certainty, Fact, Severity
from magwise.followup.records import Signal
from magwise.knowledge import Knowledge


def judged(
    id: str,  # noqa: A002 - the field's own name
    values: Mapping[str, object] | None = None,
    *,
    severity: Severity = Severity.INFO,
    subject: str = "followup",
) -> Fact:
    """A sentence that rests on our own reasoning, and says so."""
    return Fact(
        id,
        values or {},
        sources=("magwise-judgement",),
        severity=severity,
        subject=subject,
        certainty=Certainty.JUDGEMENT,
    )


def fact_of(signal: Signal) -> Fact:
    """What to say of a rule that fired."""
    severity = Severity.STOP if signal.rule.action != "step-down" else Severity.WARN
    return Fact(
        signal.rule.finding,
        {"date": signal.days[-1]},
        sources=tuple(citation.source for citation in signal.rule.citations),
        severity=severity,
        subject="followup",
        certainty=Certainty.JUDGEMENT,
    )


def told_once(fired: Sequence[Signal]) -> tuple[Fact, ...]:
    """Each sentence once, with the latest day that it is about, strictest first."""
    told: dict[str, Fact] = {}
    for signal in fired:
        fact = fact_of(signal)
        before = told.get(fact.id)
        if before is None or str(before.values["date"]) < str(fact.values["date"]):
            told[fact.id] = fact
    return tuple(told.values())


def unsigned(fired: Sequence[Signal]) -> tuple[Fact, ...]:
    """That no clinician has signed a rule that fired; nothing when all of them are signed."""
    if all(one.rule.review.status == "reviewed" for one in fired):
        return ()
    return (judged("followup.rules-not-reviewed"),)


def unsigned_rules(kb: Knowledge) -> tuple[Fact, ...]:
    """That no clinician has signed the stop rules, for papers that show what they found."""
    if all(one.review.status == "reviewed" for one in kb.stop_rules.values()):
        return ()
    return (judged("followup.rules-not-reviewed"),)
