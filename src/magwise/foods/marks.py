"""Marks of a diary that are not words: clock times, dashes, and how much of it was eaten.

Everything is replaced by as many characters, so that places in the text stay what they were.
"""

import re
from typing import NamedTuple

from magwise.core.interval import Interval
from magwise.foods.words import one_of

# 7u30, 10:30, om 2u, 8 am, at 3 o'clock: what follows is another moment
_CLOCK = re.compile(
    r"(?:\b(?:om|at|rond|around|tegen|by) )?(?<![\d.,/])\b\d{1,2}"
    r"(?::[0-5]\d(?: ?(?:u|uur|h|am|pm)\b)?|[.][0-5]\d ?(?:uur|u|h|am|pm)\b"
    r"| ?[uh] ?[0-5]\d\b| ?(?:u|uur|am|pm|o'? ?clock)\b)(?!\s*(?:gefietst|gelopen|geslapen|lang))"
)
_INITIALS = re.compile(r"\b([a-z]{1,2})&([a-z]{1,2})\b")  # G&T
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")  # vol-au-vent
_TARKA = re.compile(r"\b(?:tarka|tadka)(?= (?:dal|daal|dahl|dhal)\b)")  # a medicine elsewhere
_SLASH = re.compile(r"(?<=[a-z)]) / (?=[a-z0-9])")
_DASH = re.compile(r"(?<=[a-z)])(?: -+ |-- ?| ?[=>]+ ?)(?=[a-z0-9(])")
# "full english - 2 eggs ...", "tesco meal deal - ...": at the first dash a list begins
_ALMOST_WHOLE = Interval(0.9, 1.0, 1.0)
_HALF = Interval(0.4, 0.5, 0.6)
_PEOPLE = {
    "twee": 2, "tweeen": 2, "two": 2, "2": 2, "drie": 3, "drieen": 3, "three": 3, "3": 3,
    "vier": 4, "vieren": 4, "four": 4, "4": 4, "vijf": 5, "vijven": 5, "five": 5, "5": 5,
    "zes": 6, "zessen": 6, "six": 6, "6": 6,
}  # fmt: skip
_NUMBERS = "|".join(sorted(_PEOPLE, key=len, reverse=True))
_WHO = (
    r"(?:an?|mijn|my|the|een|m n|mn|our|onze|ons)? ?(?:\w+ )?(?:man|vrouw|wife|husband|mate"
    r"|friend|partner|vriend|vriendin|zus|broer|zoon|dochter|sister|brother|son|daughter"
    r"|colleague|collega|girlfriend|boyfriend|mum|moeder|buurvrouw|buurman|him|her|hem|haar"
    r"|someone|iemand)\b"
)
_AMONG = one_of(
    r"""
    \b(?:samen )?(?:met (?:z'?n|zijn|ons|onze|ze
    |hun) |(?:shared |split |gedeeld |verdeeld )(?:between|among|by|with|door|over
    |met) (?:the )?|\bbetween (?=\d\b(?! slices| rounds| bits)|two\b(?! slices| bits)
    |us )(?:us )?|voor ons |we were with |we waren met )(NUMBERS)(?:en)?\b(?: of us| people
    | personen| man)?(?:,? ?(?:gedeeld|shared|op|opgegeten))?
    """.replace("NUMBERS", _NUMBERS)
)
_WITH_ONE = one_of(
    r"""
    \b(?:shared|split|gedeeld|delen|halved)\b(?: \w+)? (?:with|met) WHO
    \b(?:samen )?met WHO (?:gedeeld|samen gedeeld)\b
    \b(?:ieder|elk|each|allebei|both) (?:de |had |got |a )?(?:helft|half)\b
    \bsamen met mijn (?:man|vrouw|vriend|vriendin|partner)\b(?=.*\b(?:ieder|gedeeld)\b)
    """.replace("WHO", _WHO)
)
_TWO_THIRDS = one_of(
    r"""
    \b(?:ate|eaten|had|finished|managed|gegeten|opgegeten)? ?(?:about|around|ongeveer|maar|only
    |zon|roughly|nearly|bijna)? ?(?:two thirds|2/3|tweederde|twee derde|three quarters|3/4
    |driekwart)(?: of it| ervan| daarvan)?(?: op| gegeten| opgegeten| ate| eaten)?$
    """
)
_HALF_OF_IT = one_of(
    r"""
    \b(?:ate|eaten|had|finished|managed|gegeten|opgegeten|left|liet)? ?(?:about|around|ongeveer
    |maar|only|er|roughly|nearly|bijna)? ?(?:half of it|half of that|de helft (?:op|ervan
    |daarvan|gegeten|opgegeten|laten staan|over)|half (?:bord |portion |plate )?(?:laten staan
    |opgegeten|leeg|gegeten|eaten|left|op\b)|the other half \w+|left half(?: of it)?
    |half (?:is |was )?(?:left|over|bewaard)|(?:ate|had|finished|managed|left|about
    |only) half(?= *(?:[,.;)]|$))|(?:ongeveer|maar|ruim|zo n|zon) de helft)\b
    \bde helft\s*$|\bhalf eaten\b|\bhalf opgegeten\b
    """
)
_THIRD_OF_IT = one_of(
    r"""
    \b(?:ate|had|at|gegeten)? ?(?:about|ongeveer|maar|only)? ?(?:a third|een derde|a quarter
    |een kwart)(?: of it| ervan| daarvan)(?: op| gegeten)?
    """
)
_NEARLY_ALL = one_of(
    r"""
    ,? ?(?:de |the )?rest (?:is |was )?(?:bewaard|weggegooid|later|left|kept|saved|for later
    |voor morgen|binned|in the fridge|in de koelkast|over|ingevroren|laten staan|to the dog)\b
    \b(?:bijna|almost|nearly) (?:helemaal|alles|all) (?:op|gone|eaten|of it)\b
    """
)
_PART_OF_A_BOX = one_of(
    r"""
    ,? ?\b(?:ongeveer|zowat|zo n|zon|ruim|maar|about|around|roughly|nearly)? ?(?:de helft van
    | half of| half)(?: de| het| een| the| a)? (?:bak|doos|box|container|tray|takeaway box
    |carton)\s*$
    """
)
_SHARES: tuple[tuple[re.Pattern[str], Interval | None], ...] = (
    (_PART_OF_A_BOX, Interval(0.6, 0.9, 1.1)),  # a box from the takeaway feeds two
    (_AMONG, None),  # so many people, each an equal part
    (_WITH_ONE, _HALF),
    (_TWO_THIRDS, Interval(0.58, 0.7, 0.8)),
    (_HALF_OF_IT, _HALF),
    (_THIRD_OF_IT, Interval(0.2, 0.3, 0.4)),
    (_NEARLY_ALL, _ALMOST_WHOLE),
)


class Marked(NamedTuple):
    """A sentence with its marks made plain, and which part of it was eaten [0-1]."""

    text: str
    share: Interval | None


def _among(people: int) -> Interval:
    return Interval(0.8 / people, 1 / people, min(1.0, 1.25 / people))


def plain_marks(flat: str) -> str:
    """Clock times become semicolons; a dash after a word opens a list or ends a clause."""
    flat = _CLOCK.sub(_then, flat)
    flat = _HYPHEN.sub(" ", _INITIALS.sub(r"\1 \2", flat))
    flat = _SLASH.sub(" ; ", _TARKA.sub("     ", flat))
    first = _DASH.search(flat)
    if first is not None:
        flat = _DASH.sub(_then, flat[: first.start()] + _colon(first) + flat[first.end() :])
    return flat


def _then(match: re.Match[str]) -> str:
    return ";".center(match.end() - match.start())


def _colon(match: re.Match[str]) -> str:
    return ":".center(match.end() - match.start())


def shared(flat: str) -> Marked:
    """Which part was eaten, where the sentence says so after naming the food."""
    share: Interval | None = None
    for pattern, part in _SHARES:
        match = pattern.search(flat)
        if match is None:
            continue
        if share is None or share is _ALMOST_WHOLE:
            share = part or _among(_PEOPLE[match.group(1)])
        flat = flat[: match.start()] + " " * (match.end() - match.start()) + flat[match.end() :]
    return Marked(flat, share)
