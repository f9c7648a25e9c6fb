"""Marks of a diary that are not words: clock times, dashes, and how much of it was eaten.

Everything is replaced by as many characters, so that places in the text stay what they were.
"""

import re
from typing import NamedTuple

from magwise.core.interval import Interval

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
    r"(?:an?|mijn|my|the|een|m n|mn|our|onze|ons)? ?(?:\w+ )?(?:man|vrouw|wife|husband|mate|friend|"
    r"partner|vriend|vriendin|zus|broer|zoon|dochter|sister|brother|son|daughter|colleague|collega|"
    r"girlfriend|boyfriend|mum|moeder|buurvrouw|buurman|him|her|hem|haar|someone|iemand)\b"
)
_SHARES: tuple[tuple[re.Pattern[str], Interval | None], ...] = (
    # among so many people, each an equal part
    (
        re.compile(
            rf"\b(?:samen )?(?:met (?:z'?n|zijn|ons|onze|ze|hun) |(?:shared |split |gedeeld |verdeeld )"
            rf"(?:between|among|by|with|door|over|met) (?:the )?|\bbetween (?=\d\b(?! slices| rounds| bits)|two\b(?! slices| bits)|us )(?:us )?|voor ons |"
            rf"we were with |we waren met )({_NUMBERS})(?:en)?\b(?: of us| people| personen| man)?"
            rf"(?:,? ?(?:gedeeld|shared|op|opgegeten))?"
        ),
        None,
    ),
    (
        re.compile(
            rf"\b(?:shared|split|gedeeld|delen|halved)\b(?: \w+)? (?:with|met) {_WHO}|"
            rf"\b(?:samen )?met {_WHO} (?:gedeeld|samen gedeeld)\b|"
            r"\b(?:ieder|elk|each|allebei|both) (?:de |had |got |a )?(?:helft|half)\b|"
            r"\bsamen met mijn (?:man|vrouw|vriend|vriendin|partner)\b(?=.*\b(?:ieder|gedeeld)\b)"
        ),
        _HALF,
    ),
    (
        re.compile(
            r"\b(?:ate|eaten|had|finished|managed|gegeten|opgegeten)? ?(?:about|around|ongeveer|maar|"
            r"only|zon|roughly|nearly|bijna)? ?(?:two thirds|2/3|tweederde|twee derde|three quarters|"
            r"3/4|driekwart)(?: of it| ervan| daarvan)?(?: op| gegeten| opgegeten| ate| eaten)?$"
        ),
        Interval(0.58, 0.7, 0.8),
    ),
    (
        re.compile(
            r"\b(?:ate|eaten|had|finished|managed|gegeten|opgegeten|left|liet)? ?(?:about|around|"
            r"ongeveer|maar|only|er|roughly|nearly|bijna)? ?(?:half of it|half of that|de helft "
            r"(?:op|ervan|daarvan|gegeten|opgegeten|laten staan|over)|half (?:bord |portion |plate )?"
            r"(?:laten staan|opgegeten|leeg|gegeten|eaten|left|op\b)|the other half \w+|left half(?: of it)?|"
            r"half (?:is |was )?(?:left|over|bewaard)|(?:ate|had|finished|managed|left|about|only) half(?= *(?:[,.;)]|$))|"
            r"(?:ongeveer|maar|ruim|zo n|zon) de helft)\b|\bde helft\s*$|\bhalf eaten\b|\bhalf opgegeten\b"
        ),
        _HALF,
    ),
    (
        re.compile(
            r"\b(?:ate|had|at|gegeten)? ?(?:about|ongeveer|maar|only)? ?(?:a third|een derde|a quarter|"
            r"een kwart)(?: of it| ervan| daarvan)(?: op| gegeten)?"
        ),
        Interval(0.2, 0.3, 0.4),
    ),
    (
        re.compile(
            r",? ?(?:de |the )?rest (?:is |was )?(?:bewaard|weggegooid|later|left|kept|saved|for later|"
            r"voor morgen|binned|in the fridge|in de koelkast|over|ingevroren|laten staan|to the dog)\b|"
            r"\b(?:bijna|almost|nearly) (?:helemaal|alles|all) (?:op|gone|eaten|of it)\b"
        ),
        _ALMOST_WHOLE,
    ),
)


class Marked(NamedTuple):
    """A sentence with its marks made plain, and which part of it was eaten [0-1]."""

    text: str
    share: Interval | None


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
        if part is None:
            people = _PEOPLE[match.group(1)]
            part = Interval(0.8 / people, 1 / people, min(1.0, 1.25 / people))
        if share is None or part is not _ALMOST_WHOLE:
            share = part if share in (None, _ALMOST_WHOLE) else share
        flat = flat[: match.start()] + " " * (match.end() - match.start()) + flat[match.end() :]
    return Marked(flat, share)
