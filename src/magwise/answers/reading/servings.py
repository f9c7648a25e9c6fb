"""The serving on a label: so many pieces together give so much, in whatever order it is told."""

import re
from dataclasses import dataclass

from magwise.answers.reading.portions import COUNT, PIECE, count, number

_SERVING = (
    r"(?:serving(?: size)?|dag ?dosering|dag ?portie|dagelijkse (?:dosering|portie|dosis)|dosering|"
    r"daily (?:dose|serving|portion|amount)|recommended (?:dose|serving)|aanbevolen "
    r"(?:dosering|dosis|portie)|portie|portion|dosage|dose|dosis)"
)
_IS = r"(?: ?(?:is|are|size|means|=|:|,|-|\(|of|van|bestaat uit|consists of|zijn))*"
_GIVES = (
    r"(?:(?:which|that|die|dat|and|en|together|samen|you|je|a day|per day|per dag|daily) )*"
    r"(?:=|is|are|zijn|gives?|giving|geeft|geven|levert|leveren|bevat\w*|contains?|containing|"
    r"provides?|providing|supply|supplies|delivers?|holds?|has|have|samen|goed voor|totals?)"
    r"(?: (?:you|together|samen|a total of|in totaal|about|ongeveer|you get))*"
)
_MG = (
    r"(\d{1,2}[.,]\d{3}(?!\d)|\d{1,4}(?:[.,]\d)?) ?(?:mg|milligram\w*)"
    r"(?! ?(?:each|apiece|per stuk|elk))"
)
# What may stand between: no other number.
_BETWEEN = r"[^.;?\d]{0,44}?"
_PATTERNS = (
    # "the serving is 3 capsules, which gives 300 mg"; "per dosering van 3 capsules 375 mg"
    re.compile(rf"{_SERVING}{_IS} ?{COUNT} ?{PIECE}\b{_BETWEEN}{_MG}"),
    # "200 mg per dagdosering van 2 capsules", "300 mg per 3 tablets"
    re.compile(
        rf"{_MG}{_BETWEEN}(?:per|in|/|from|uit|for|voor|with|met) ?(?:each |a |an |een |elke |the |"
        rf"de )?(?:{_SERVING}{_IS} ?)?{COUNT} ?{PIECE}\b"
    ),
    # "per 2 tablets 250 mg"
    re.compile(rf"\b(?:per|in|from|uit) {COUNT} ?{PIECE}\b[^.;?\d]{{0,30}}?{_MG}"),
    # "3 capsules give 300 mg"
    re.compile(rf"\b{COUNT} ?{PIECE}\b,? ?(?:a day |per day |per dag )?{_GIVES} {_MG}"),
)
_MG_FIRST = 1
_MOST_PIECES = 20


@dataclass(frozen=True, slots=True)
class Serving:
    """So many pieces with so much in them together [mg], and where that stands in the text."""

    pieces: float
    mg: float
    start: int
    end: int

    @property
    def each_mg(self) -> float:
        """What one piece holds [mg]."""
        return self.mg / self.pieces


_TAKEN = re.compile(
    rf"^ ?[,;.]? ?(?:(?:and|en|but|maar|of which|waarvan) )?"
    rf"(?:i (?:take|have|use)|ik (?:neem|slik|gebruik)|(?:neem|slik) ik) (?:er )?{COUNT}\b"
    r"(?! ?(?:mg|milligram|x|keer|times))(?: (?:of them|a day|per day|per dag|daily|daarvan))*"
)


def as_taken(flat: str) -> str:
    """A folded text with what is taken in place of the label's serving, where both are told.

    >>> as_taken("3 capsules contain 300 mg and i take 2, plus a multi with 56 mg")
    'capsules 200 mg, plus a multi with 56 mg'
    """
    served = serving_in(flat)
    taken = _TAKEN.match(flat[served.end :]) if served else None
    if served is None or taken is None:
        return flat
    piece = re.search(PIECE, flat[served.start : served.end])
    amount = served.each_mg * count(taken.group(1))
    words = f"{piece.group(0) if piece else 'capsules'} {amount:g} mg"
    return flat[: served.start] + words + flat[served.end + taken.end() :]


def serving_in(flat: str) -> Serving | None:
    """The serving that a folded text tells; None when it tells none.

    Examples
    --------
    >>> serving_in("the serving is 3 capsules, which gives 300 mg magnesium").each_mg
    100.0
    >>> serving_in("200 mg magnesium per dagdosering van 2 capsules").each_mg
    100.0
    >>> serving_in("one tablet of 200 mg") is None
    True
    """
    for place, pattern in enumerate(_PATTERNS):
        hit = pattern.search(flat)
        if hit is None:
            continue
        groups = hit.groups()
        mg, pieces = groups if place == _MG_FIRST else (groups[1], groups[0])
        found = count(pieces)
        if 0 < found <= _MOST_PIECES and number(mg) > 0:
            return Serving(found, number(mg), hit.start(), hit.end())
    return None
