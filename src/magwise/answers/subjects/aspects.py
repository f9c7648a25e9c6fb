"""When, how long, how much, in which form: what is asked of taking, beside a complaint."""

import re

# How to take something: the complaint that it is for is told beside it, and the other way round.
ASPECTS = frozenset(("timing", "duration", "splitting", "best-form", "dose", "forms-compared"))
_SAYS_ITSELF = frozenset((("migraine", "duration"),))
_ASKED = {
    "timing": re.compile(
        r"\bwhen (?:should|do|to|is|can|would|must)\b|\b(?:what|best|which|right) time\b|"
        r"\bwanneer (?:moet|neem|kan|is|slik|mag|dan|het best|en hoe)|\ben wanneer\b|\bwhen and\b|"
        r"\bwelk moment|\bbeste moment|"
        r"\btijdstip|\bhoe laat|\b(?:ochtend|avond)s? of\b|\bmorning or\b|\bevening or\b"
    ),
    "duration": re.compile(
        r"\bhow (?:long|soon|quickly|fast|many (?:days|weeks|months))\b|"
        r"\bhoe ?lang\b|\bhoe (?:snel|gauw)\b|\bhoeveel (?:dagen|weken|maanden)\b|\bna hoeveel\b"
    ),
    "dose": re.compile(
        r"\bhow much (?:magnesium|mg|should|can|to|do i|would|of it|a day|per day|for)\b|"
        r"\bhow many (?:mg|milligrams?|tablets|pills|capsules)\b|\bhow much$|"
        r"\b(?:what|which) (?:dose|dosage|amount)\b|\bhoeveel$|"
        r"\bhoeveel (?:mg|milligram|magnesium|moet|mag|kan|neem|slik|tabletten|pillen)\b|"
        r"\bwelke (?:dosis|hoeveelheid|dosering)\b"
    ),
    "best-form": re.compile(
        r"\b(?:which|what|best) (?:form|type|kind|sort)\b|\bwelke (?:vorm|soort)\b|"
        r"\bbeste (?:vorm|soort)\b"
    ),
}


def asks_aspect(topic: str, words: tuple[str, ...], *, beside: str = "") -> bool:
    """Whether a question asks in so many words for what one of these subjects tells.

    Parameters
    ----------
    beside
        The subject that is answered already; what it says itself is not asked again.

    >>> asks_aspect("timing", tuple("does it help my cramps and when should i take it".split()))
    True
    >>> asks_aspect("timing", tuple("i get cramps when i run".split()))
    False
    """
    pattern = None if (beside, topic) in _SAYS_ITSELF else _ASKED.get(topic)
    return pattern is not None and pattern.search(" ".join(words)) is not None
