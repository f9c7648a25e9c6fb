"""Signs that help comes first; they are judged before anything else and shown alone."""

from magwise.core.facts import Certainty, Fact
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.safety import Care, RedFlag
from magwise.person import Profile
from magwise.safety.circumstances import Circumstances, holds
from magwise.safety.outcomes import Outcome
from magwise.safety.records import Status
from magwise.safety.speaking import say


def care_for(profile: Profile, kb: Knowledge) -> Care:
    """Whom to call where this person lives; every number we know where that is not said."""
    if profile.country is None:
        return kb.care["other"]
    return kb.care.get(profile.country) or kb.care["eu"]


def flags_present(person: Circumstances, kb: Knowledge) -> tuple[RedFlag, ...]:
    """All red flags that were ticked, written down, or follow from other answers."""
    return tuple(
        flag
        for flag in sorted(kb.red_flags.values(), key=lambda one: one.id)
        if flag.id in person.red_flags
        or (flag.when is not None and holds(flag.when, person) is True)
    )


def alone(person: Circumstances, kb: Knowledge) -> tuple[Fact, ...]:
    """What is said instead of everything else: emergencies, or else what needs a doctor today.

    Empty when there is no such flag. An alarm sign in words we cannot read needs a doctor today.
    """
    present = flags_present(person, kb)
    for level in ("emergency", "same-day"):
        facts = tuple(_fact(flag, person, kb) for flag in present if flag.level == level)
        if level == "same-day":
            facts += tuple(_unread(words, person, kb) for words in person.unread_flags)
        if facts:
            return facts
    return ()


def for_the_gp(person: Circumstances, kb: Knowledge) -> tuple[Outcome, ...]:
    """Flags that a doctor should see within days: no dose until then."""
    return tuple(
        Outcome(Status.REFER, (_fact(flag, person, kb),))
        for flag in flags_present(person, kb)
        if flag.level == "gp"
    )


def _fact(flag: RedFlag, person: Circumstances, kb: Knowledge) -> Fact:
    care = care_for(person.profile, kb)
    return say(
        kb,
        flag.finding,
        sources=tuple(citation.source for citation in flag.citations),
        subject=f"red-flag:{flag.id}",
        certainty=Certainty.JUDGEMENT,
        number=care.emergency_number,
        care=care.same_day,
    )


def _unread(words: str, person: Circumstances, kb: Knowledge) -> Fact:
    care = care_for(person.profile, kb)
    return say(
        kb,
        "emergency.flag-not-read",
        subject="red-flag:unread",
        flag=words,
        number=care.emergency_number,
        care=care.same_day,
    )
