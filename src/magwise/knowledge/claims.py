"""Which circulating claims a message of the advice speaks about."""

from typing import Literal

from magwise.knowledge.base import Knowledge


def claims_of(finding: str, kb: Knowledge) -> tuple[str, ...]:
    """Ids of the claims that a message of the advice answers; empty for most messages.

    Examples
    --------
    >>> claims_of("causes.remedy-magnesium-pregnancy", Knowledge.load())
    ('b06',)
    """
    return tuple(claim.id for claim in kb.claim_catalogue.values() if finding in claim.spoken_in)


def claim_lines(finding: str, kb: Knowledge, language: Literal["nl", "en"]) -> tuple[str, ...]:
    """The circulating claims that a message answers, in words, each with its id.

    Examples
    --------
    >>> claim_lines("causes.remedy-magnesium-pregnancy", Knowledge.load(), "en")
    ('Pregnant women get fewer cramps with magnesium. (b06)',)
    """
    found = claims_of(finding, kb)
    return tuple(f"{kb.claim_catalogue[key].names.of(language)} ({key})" for key in found)
