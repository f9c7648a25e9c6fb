"""Other explanations of someone's complaints, and what helps meanwhile; it never diagnoses."""

from magwise.core.facts import Certainty, Fact, in_order
from magwise.core.sourced import How
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.common import Citation
from magwise.knowledge.schema.safety import Cause, Clue, Remedy
from magwise.person import Profile
from magwise.safety.circumstances import Circumstances, circumstances, holds
from magwise.safety.speaking import say
from magwise.safety.taken import taken_medicines


def other_causes(profile: Profile, kb: Knowledge) -> tuple[Fact, ...]:
    """Causes that fit this person's story, each with the clues that made it fit.

    Nothing is said to someone without complaints. Where a complaint was given and no cause
    fits, that is said, because it does not mean that magnesium is the cause.

    References
    ----------
    garrison-2012, nhg-2008-cramps, cochrane-2020-cramps
    """
    medicines = taken_medicines(profile, (), kb)
    person = circumstances(profile, kb, medicines, takes_magnesium=None)
    if not person.complaints:
        return ()
    facts: list[Fact] = []
    helpful: set[str] = set()
    fitting = [
        (cause, clues)
        for cause in sorted(kb.causes.values(), key=lambda one: one.id)
        if (clues := _fitting_clues(cause, person))
    ]
    for cause, clues in fitting:
        helpful.update(cause.remedies)
        facts.append(
            say(
                kb,
                cause.finding,
                sources=_sources(cause.citations),
                subject=f"cause:{cause.id}",
                certainty=cause.certainty,
                clues=tuple(f"clue-{clue.id}" for clue in clues),
                cause=cause.id,
            )
        )
    if not fitting and any(
        not person.complaints.isdisjoint(cause.complaints) for cause in kb.causes.values()
    ):
        facts.append(say(kb, "causes.none-fits", subject="cause", certainty=Certainty.JUDGEMENT))
    facts.extend(
        say(
            kb,
            remedy.finding,
            sources=_sources(remedy.citations),
            subject=f"remedy:{remedy.id}",
            certainty=remedy.certainty,
        )
        for remedy in sorted(kb.remedies.values(), key=lambda one: one.id)
        if _helps(remedy, person, helpful)
    )
    return in_order(facts)


def _fitting_clues(cause: Cause, person: Circumstances) -> tuple[Clue, ...]:
    """The clues that hold, when the cause can explain a complaint and enough of them do."""
    if person.complaints.isdisjoint(cause.complaints):
        return ()
    if cause.only_if is not None and holds(cause.only_if, person) is False:
        return ()
    recognised = {
        clue for complaint in person.profile.complaints or () for clue in complaint.clues or ()
    }
    clues = tuple(
        clue
        for clue in cause.clues
        if clue.id in recognised or (clue.when is not None and holds(clue.when, person) is True)
    )
    return clues if len(clues) >= cause.needs else ()


def _helps(remedy: Remedy, person: Circumstances, helpful: set[str]) -> bool:
    if person.complaints.isdisjoint(remedy.complaints):
        return False
    if remedy.only_if is not None and holds(remedy.only_if, person) is not True:
        return False
    if remedy.not_if is not None and holds(remedy.not_if, person) is not False:
        return False
    return remedy.always or remedy.id in helpful


def _sources(citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """Sources, those that were read before those from memory."""
    ordered = sorted(citations, key=lambda one: list(How).index(one.how))
    return tuple(dict.fromkeys(citation.source for citation in ordered))
