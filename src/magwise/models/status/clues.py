"""Signs people link to magnesium, and how little each of them proves."""

from magwise.core.facts import Certainty, Fact, in_order
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.status import Sign
from magwise.models.status.known import say
from magwise.person import Profile


def signs(profile: Profile, kb: Knowledge) -> tuple[Fact, ...]:
    """What the signs someone ticked mean: grouped by how much they prove, never a diagnosis.

    References
    ----------
    ntvg-2002-hypomagnesiemie, huidziekten-hypomagnesiemie

    Examples
    --------
    >>> from magwise import Knowledge, Profile
    >>> [fact.id for fact in signs(Profile(signs=["fatigue", "headache"]), Knowledge.load())]
    ['sign.non-specific']
    """
    facts: list[Fact] = []
    by_finding: dict[str, list[Sign]] = {}
    asked = {complaint.id for complaint in profile.complaints or ()}
    named = [sign.id for sign in kb.signs.values() if not asked.isdisjoint(sign.complaints)]
    for given in (*(profile.signs or ()), *named):
        sign_id = recognise_sign(given, kb)
        if sign_id is None:
            facts.append(say("ask.sign-unknown", kb, "signs", {"sign": given}))
            continue
        sign = kb.signs[sign_id]
        by_finding.setdefault(sign.finding, []).append(sign)
    for finding, found in by_finding.items():
        ordered = sorted({sign.id: sign for sign in found}.values(), key=lambda sign: sign.id)
        citations = tuple(citation for sign in ordered for citation in sign.citations)
        values = {"signs": tuple(sign.id for sign in ordered)}
        facts.append(say(finding, kb, "signs", values, citations, certainty=Certainty.JUDGEMENT))
    return in_order(facts)


def recognise_sign(text: str, kb: Knowledge) -> str | None:
    """The id of a sign, from its id or from words in Dutch or English.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> recognise_sign("trillend ooglid", Knowledge.load())
    'eyelid-twitch'
    """
    if text in kb.signs:
        return text
    wanted = plain(text)
    best: tuple[int, str] | None = None
    for sign in kb.signs.values():
        for word in (*sign.words.nl, *sign.words.en, sign.names.nl, sign.names.en):
            name = plain(word)
            if f" {name} " in f" {wanted} " and (best is None or len(name) > best[0]):
                best = (len(name), sign.id)
    return best[1] if best is not None else None
