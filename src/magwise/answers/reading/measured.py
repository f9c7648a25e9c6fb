"""Figures in a question that are an alarm by themselves: blood pressure, pulse, blood sugar."""

import re

_PRESSURE = re.compile(r"\b(\d{2,3}) ?(?:/|over|op|bij) ?(\d{2,3})\b(?! ?(?:mg|g\b|ml|km|kcal))")
_TOP, _BOTTOM = 180, 120  # mmHg; from here a doctor today, and now with complaints
_LOW_TOP = 100  # mmHg; below it the pressure is on the low side
_RAISED_TOP, _RAISED_BOTTOM = 140, 90  # mmHg; from here it is checked by a doctor
_COMPLAINT = re.compile(
    r"hoofdpijn|koppijn|headache|wazig|blur|borst|chest|verward|confus|misselijk|naus|vision|"
    r"\bzie\b|seeing|benauwd|breath|duizel|dizzy"
)
_PREGNANT_TOP = 160
_PREGNANT = re.compile(r"zwanger|pregnan|postpartum|kraambed|bevallen|gave birth|trimester")
_BEATS = re.compile(
    r"\b(?:pols|polsslag|hartslag|hart|pulse|heart ?rate|heart ?beat|heart|bpm)\b[^.?!\d]{0,24}\b"
    r"(1[4-9]\d|2[0-4]\d)\b(?! ?(?:mg|/|over|op\b|g\b))"
)
_SLOW = re.compile(
    r"\b(?:pols|polsslag|hartslag|pulse|heart ?rate|heart ?beat|bpm)\b[^.?!,\d]{0,24}\b([234]\d)\b"
    r"(?! ?(?:mg|%|/|over|op\b|g\b|jaar|years?))"
)
_WITH_SLOW = re.compile(
    r"duizel|licht in (?:mijn|m'n|het) hoofd|flauw|\bslap|\bsuf|\bzwak|wazig|misselij|benauwd|"
    r"verward|dizz|light-?headed|faint|\bweak|drows|sleepy|woozy|naus|breathless|"
    r"short of breath|confus"
)
_GOES_ON = re.compile(
    r"\brust\b|at rest|sitting|zit(?:ten)?\b|stopt niet|won't (?:stop|slow|go)|doesn't stop|"
    r"blijft|zakt niet|al een uur|for (?:an|\d+) hours?|\bnu\b|right now|plots|ineens|opeens|"
    r"suddenly|lying|in bed|staying"
)
_TRAINING = re.compile(
    r"maximale|max(?:imum)? heart|maximum|tijdens (?:het )?(?:hardlopen|fietsen|sporten|trainen)|"
    r"during (?:my )?(?:run|ride|training|exercise|workout)|zone ?\d|interval"
)
_SUGAR = re.compile(
    r"\b(?:suiker|bloedsuiker|glucose|sugar|blood sugar|hypo)\b[^.?!\d]{0,20}"
    r"\b([12][.,]\d|3[.,]0)\b(?! ?(?:kg|km|liter|mg|g\b|x\b))"
)


def measured_alarms(flat: str) -> tuple[str, ...]:
    """The alarms that figures in a question give by themselves, as ids of messages.

    Parameters
    ----------
    flat
        The question in small letters without accents.
    """
    found = []
    pressure = _pressure(flat)
    if pressure:
        top, bottom = pressure
        least = _PREGNANT_TOP if _PREGNANT.search(flat) else _TOP
        if 60 <= bottom < top <= 300 and (top >= least or bottom >= _BOTTOM):
            now = bool(_COMPLAINT.search(flat)) or least == _PREGNANT_TOP
            found.append("answer.pressure-now" if now else "answer.pressure-today")
    if _BEATS.search(flat) and _GOES_ON.search(flat) and not _TRAINING.search(flat):
        found.append("answer.fast-pulse")
    if _SLOW.search(flat) and _WITH_SLOW.search(flat) and not _TRAINING.search(flat):
        found.append("answer.slow-pulse")
    if _SUGAR.search(flat):
        found.append("answer.low-sugar")
    return tuple(found)


def is_raised(flat: str) -> bool:
    """Whether a question holds a blood pressure that a doctor should check."""
    top, bottom = _pressure(flat) or (0, 0)
    possible = 40 <= bottom < top <= 300
    return possible and (top >= _RAISED_TOP or bottom >= _RAISED_BOTTOM)


def is_low_pressure(flat: str) -> bool:
    """Whether a question holds a blood pressure on the low side."""
    top, bottom = _pressure(flat) or (0, 0)
    return 60 <= top < _LOW_TOP and 30 <= bottom < top


def _pressure(flat: str) -> tuple[int, int] | None:
    """The first blood pressure that stands in a question [mmHg], upper and lower."""
    hit = _PRESSURE.search(flat)
    return (int(hit.group(1)), int(hit.group(2))) if hit else None
