"""Parts of a tablet or scoop: halves, quarters, and how many parts of a piece are taken."""

import re

from magwise.answers.reading.portions import COUNT, count

_PARTS = (
    (re.compile(r"\b(?:a|one|1|een) (?:scoop|tablet|capsule|sachet|pill?|schepje?|zakje|teaspoon) "
                r"(?:and a half|en een half)\b|\b(?:one|1) and a half (?:scoops?|tabl)"), 1.5),
    (re.compile(r"\b(?:three quarters?|driekwart|3/4)\b"), 0.75),
    (re.compile(r"(?<!other )(?<!better )(?<!betere )\b(?:half|halve|helft|in tweeen|"
                r"in twee|in half|in 2)\b"
                r"(?! (?:(?:an? )?hour|uur|past|jaar|year|liter|litre|of (?:what|"
                r"the norm)))"), 0.5),
    (re.compile(r"\bsplit (?:a|the|my|it|each|one)\b|doormidden|in halves"), 0.5),
    (re.compile(r"\b(?:quarter|kwart)\b"), 0.25),
    (re.compile(r"\b(?:anderhalve?|one and a half|1[.,]5) (?:tabl|caps|pil|scoop|schep|"
                r"sachet|zakje)"), 1.5),
)  # fmt: skip
_CUT_INTO = ((r"vieren|4|four|quarters|kwarten", 4.0), (r"drieen|3|three|thirds", 3.0))
_CUT = re.compile(
    r"(?:cut|break|snap|split|breek|snij|deel|verdeel)\w*\b[^.?]{0,24}?\b(?:in|into)(?: to)? "
    r"(vieren|4|four|quarters|kwarten|drieen|3|three|thirds)\b(?! ?(?:times|keer|doses|porties))"
)
# Spread over the day: all of it is still taken.
_INTO_DOSES = re.compile(
    r"\b(?:in|into|over) (?:2|two|twee) (?:\w+ )?(?:dos\w+|porties?|portions?|keer|times|moment\w*|"
    r"keren)\b"
)
_OF_CUT = re.compile(
    rf"\b{COUNT} (?:van die |of (?:the|those) )?(?:stuk\w*|parts?|bits?|quarters?|kwart\w*|delen|"
    rf"thirds?|pieces)\b(?! of a)|\bneem er {COUNT}\b"
)
_AND_WHOLE = re.compile(
    r"\b(?:hele|whole)(?: (?:one|tablet|pil|pill|capsule))?\b.{0,14}(?:avond|nacht|slapen|night|"
    r"evening|bed|morning|ochtend|lunch|middag|dinner|day|dag)|\b(?:en|and|plus) (?:een |a |one )"
    r"(?:hele|whole)\b"
)


def part_of_piece(flat: str) -> float | None:
    """The share of a piece that somebody takes; None when no part is told.

    Parameters
    ----------
    flat
        The question in small letters without accents.

    Examples
    --------
    >>> part_of_piece("a quarter of a 400 mg tablet"), part_of_piece("my other half takes 400 mg")
    (0.25, None)
    >>> part_of_piece("ik breek hem in vieren en neem 3 stukjes")
    0.75
    """
    if _INTO_DOSES.search(flat):
        return None
    cut, taken = _CUT.search(flat), _OF_CUT.search(flat)
    if cut is not None and taken is not None:
        whole = next(parts for words, parts in _CUT_INTO if re.fullmatch(words, cut.group(1)))
        share = count(taken.group(1) or taken.group(2)) / whole
        if 0 < share < 1:
            return share
    return next((share for words, share in _PARTS if words.search(flat)), None)


def and_a_whole(flat: str) -> bool:
    """Whether a whole piece is taken beside a part, such as at another time of the day."""
    return bool(_AND_WHOLE.search(flat))
