"""Which circulating claims a message of the advice speaks about."""

from magwise.knowledge.base import Knowledge


def claims_of(finding: str, kb: Knowledge) -> tuple[str, ...]:
    """Ids of the claims that a message of the advice answers; empty for most messages.

    Examples
    --------
    >>> claims_of("causes.remedy-magnesium-exercise", Knowledge.load())
    ('b03',)
    """
    return tuple(claim.id for claim in kb.claim_catalogue.values() if finding in claim.spoken_in)
