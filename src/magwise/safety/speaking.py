"""Builds the facts of safety: severity and section come from the register of findings."""

from typing import Any

from magwise.core.facts import Certainty, Fact
from magwise.knowledge import Knowledge


def say(
    kb: Knowledge,
    finding: str,
    *,
    sources: tuple[str, ...] = (),
    subject: str = "safety",
    certainty: Certainty | None = Certainty.JUDGEMENT,
    **values: Any,
) -> Fact:
    """A fact with exactly the slots its message has; what the message does not name is left out.

    Raises
    ------
    KeyError
        When no such finding is registered, or a slot it needs was not given.
    """
    record = kb.findings[finding]
    return Fact(
        id=finding,
        values={slot: values[slot] for slot in record.slots},
        sources=sources or ("magwise-judgement",),
        severity=record.severity,
        subject=subject,
        certainty=None if record.severity.value == "ask" else certainty,
    )
