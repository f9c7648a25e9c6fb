"""Times of day as people write them."""

import re


def minutes_of(times: tuple[str, ...] | None) -> tuple[int, ...]:
    """Times of day such as ``07:30`` as minutes after midnight; what is no time is left out.

    >>> minutes_of(("22:00", "7:30", "avond"))
    (450, 1320)
    """
    minutes = []
    for time in times or ():
        match = re.fullmatch(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*", time)
        if match:
            minutes.append(int(match.group(1)) * 60 + int(match.group(2)))
    return tuple(sorted(minutes))
