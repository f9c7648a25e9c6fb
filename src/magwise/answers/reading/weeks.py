"""Amounts told by the week: a total to be spread over it, or a dose on some of its days."""

import re

from magwise.answers.reading.portions import COUNT, PIECE, count, number

_FIGURE = r"(\d{1,2}[.,]\d{3}(?!\d)|\d{1,5}(?:[.,]\d{1,2})?)"
_MG = r"(?:mg|milligram\w*|mgs)\b(?: (?:of |aan )?(?:elementa\w* )?magnesium\w*)?"
_WEEK = (
    r"(?:(?:a|per|each|every|elke|in een|in a|in the|over een|over de|over a|over the|/|in)?"
    r" ?(?:hele |whole |full )?week\b|weekly\b|wekelijks\b|every 7 days|in 7 da(?:ys|gen))"
)
_TOTAL = (
    re.compile(rf"(?:{COUNT} ?{PIECE} ?(?:of|van|a|at|x) ?)?{_FIGURE} ?{_MG}(?:,? (?:in tota\w+|"
               rf"altogether|total|all told|samen|bij elkaar|magnesium))* ?,? ?{_WEEK}"),
    re.compile(rf"\b(?:a|per|each|every|elke|in een|in a|this|deze|weekly|wekelijks\w*|week) ?"
               rf"(?:week|tota\w+|amount|dosis|dose|intake)(?: is| are| van| of|:|=| comes to|"
               rf" about| ongeveer| in total| in totaal| (?:neem|slik|krijg) ik|,? i take)* ?()"
               rf"{_FIGURE} ?{_MG}"),
    re.compile(rf"\b(?:weekly|wekelijks\w*|week|seven days|7 days|zeven dagen|7 dagen)\b"
               rf"[^.?;\d]{{0,30}}\b(?:tota\w+|in all|samen|altogether|holds?|bevat)\b"
               rf"[^.?;\d]{{0,14}}(){_FIGURE} ?{_MG}"),
)  # fmt: skip
_OVER_DAYS = re.compile(
    rf"(?<![\w.,]){_FIGURE} ?(mg|milligram\w*|g|gram|grams)\b(?: (?:of )?magnesium)?"
    r"(?: in tota\w+)? (?:over|in|during|verdeeld over|spread over|across) (?:the |de |my )?"
    rf"(?:past |last |afgelopen |laatste )?{COUNT} (days|dagen|weeks|weken)\b"
)
_A_DAY = re.compile(r"a day|per da[yg]\b|daily|each day|dagelijks|gemiddeld|average|elke dag")
_SPREAD = re.compile(r"spread|even|verdeel|gelijk|total|totaal|altogether|samen|bij elkaar|divid")
_LEAST = 1000.0  # mg; a smaller amount "a week" may well be one dose
_MOST = 7000.0
_TIMES_A_WEEK = re.compile(
    rf"\b(?:(once|twice|tweemaal|driemaal|thrice)|{COUNT} ?(?:x|keer|times|maal|days?|dagen|dag|"
    rf"nights?|evenings?|avonden|nachten)(?: out)?)"
    r" ?(?:a|per|in de|in the|of the|each|every|/|elke|in een|van de)? ?week\b"
)
_WORKDAYS = re.compile(r"weekdays?\b|work(?:ing)? ?days?\b|werkdag\w*|doordeweeks|monday to friday|"
                       r"maandag (?:tot en met|t/m) vrijdag")  # fmt: skip
_WEEKENDS = re.compile(r"(?:only|just|alleen|enkel) (?:at |in |on )?(?:the |het )?weekends?\b|"
                       r"(?:only|just|alleen|enkel) (?:on )?(?:saturday|zaterdag)")  # fmt: skip
_DAY_NAMES = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|urs|rs|nes|ur)?(?:day)?s?\b|"
    r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dags?\b"
)
_SPORT = re.compile(
    r"train|\brun|gym|sport|fiets|cycl|loop|workout|swim|zwem|padel|tennis|yoga|"
    r"lift|squat|walk|wandel|klim|climb|voetbal|football|dans|danc|spin"
)


def total_of_days(flat: str) -> tuple[float, float] | None:
    """Magnesium of several days together and how many days [mg, days]; None when none is told.

    Parameters
    ----------
    flat
        The question in small letters without accents.

    Examples
    --------
    >>> total_of_days("2100 mg of magnesium a week"), total_of_days("300 mg twice a week")
    ((2100.0, 7.0), None)
    >>> total_of_days("900 mg over the past three days, what is that a day?")
    (900.0, 3.0)
    """
    if _TIMES_A_WEEK.search(flat):
        return None
    for pattern in _TOTAL:
        hit = pattern.search(flat)
        if hit is None:
            continue
        pieces = count(hit.group(1)) if hit.group(1) else 1.0
        total = pieces * number(hit.group(2))
        if (total >= _LEAST or _SPREAD.search(flat)) and total <= _MOST:
            return total, 7.0
    return _over_days(flat)


def _over_days(flat: str) -> tuple[float, float] | None:
    hit = _OVER_DAYS.search(flat)
    if hit is None or not _A_DAY.search(flat):
        return None
    total = number(hit.group(1)) * (1000 if hit.group(2).startswith("g") else 1)
    days = count(hit.group(3)) * (7 if hit.group(4).startswith("we") else 1)
    return (total, days) if 1 < days <= 62 and 20 <= total / days <= 3000 else None


def days_a_week(flat: str) -> float | None:
    """On how many days of the week something is taken; None when that is not told.

    Examples
    --------
    >>> days_a_week("300 mg twice a week"), days_a_week("i run three times a week")
    (2.0, None)
    """
    hit = _TIMES_A_WEEK.search(flat)
    if hit is not None:
        near = flat[max(0, hit.start() - 18) : hit.end() + 14]
        days = count(hit.group(1) or hit.group(2))
        return None if _SPORT.search(near) or not 0 < days < 7 else days
    if _WORKDAYS.search(flat):
        return 5.0
    named = {one[:3] for one in _DAY_NAMES.findall(flat)}
    if len(named) > 1:
        return float(len(named))
    return 2.0 if _WEEKENDS.search(flat) else None
