"""Alarm signs in a question: they are answered first and alone."""

import re
from datetime import date
from typing import TYPE_CHECKING

from magwise.answers.words import folded, tokens
from magwise.core.facts import Certainty, Fact
from magwise.person import Profile
from magwise.safety import Status, gate_before
from magwise.safety.redflags import care_for

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_MANY = 10  # pieces at once; nobody takes that many on a day's dose
_MANY_PILLS = re.compile(
    r"(?:took|taken|swallowed|eaten|ate|heb|geslikt|ingenomen|genomen)\b.{0,12}?\b(\d{1,4}) "
    r"(?:\w+ ){0,2}(?:pil|tablet|capsul|stuks)"
)


def alarm(question: str, profile: Profile, kb: "Knowledge", today: date) -> tuple[Fact, ...]:
    """What is said instead of an answer when the question or the profile holds an alarm sign.

    The signs of the question join those of the profile, and the same gate as for advice decides
    what is said. Empty when there is no alarm.
    """
    words = tokens(question)
    flags: dict[str, None] = {}
    own: list[Fact] = []
    for signs in kb.alarm_words.values():
        if not any(_stands(line, words) for line in (*signs.nl, *signs.en)):
            continue
        if signs.red_flag is not None:
            flags[signs.red_flag] = None
        elif signs.finding is not None:
            own.append(_spoken(signs.finding, profile, kb))
    swallowed = _MANY_PILLS.search(folded(question))
    if swallowed and int(swallowed.group(1)) >= _MANY:
        own.append(_spoken("answer.overdose", profile, kb))
    if own:  # a life in danger: one number to call, nothing else
        return tuple(own)
    known = tuple(profile.red_flags or ())
    if not flags and not known:
        return ()
    person = profile.model_copy(update={"red_flags": (*known, *flags)})
    verdict = gate_before(person, kb, today=today)
    return verdict.findings if verdict.status is Status.EMERGENCY else ()


def _spoken(finding: str, profile: Profile, kb: "Knowledge") -> Fact:
    record = kb.findings[finding]
    values = {"number": care_for(profile, kb).emergency_number} if "number" in record.slots else {}
    return Fact(
        finding,
        values,
        ("magwise-judgement",),
        record.severity,
        "red-flag:question",
        Certainty.JUDGEMENT,
    )


def _stands(line: str, words: list[str]) -> bool:
    """Whether every word of a line stands in the question; ``=`` asks for the whole word."""
    return all(
        any(
            word == sought.removeprefix("=") if sought.startswith("=") else word.startswith(sought)
            for word in words
        )
        for sought in line.split()
    )
