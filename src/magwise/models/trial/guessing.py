"""Could the person tell which pot was which? Then expectation may be part of the effect.

The lot decides the order within a pair, so a pair whose two periods are guessed differently is
right or wrong as a whole, with equal chances when one guesses blindly. Twice the same guess says
nothing. A pair with one guess is right with the same chance.
"""

from collections.abc import Mapping

from scipy import stats

from magwise.core.errors import InputError, Problem, collect
from magwise.core.interval import Interval
from magwise.models.trial.records import Design, Guesses


def guesses(plan: Design, guessed: Mapping[int, bool | None], level: float) -> Guesses:
    """How many guesses were right, and what blind guessing would do.

    Parameters
    ----------
    guessed
        For each period, from 1: True for with the supplement, False for without, None or absent
        for no guess.
    level
        Level of the interval, such as 0.95.

    Raises
    ------
    InputError
        When a period does not exist.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> from magwise.models.trial import design
    >>> plan = design("cramps", Knowledge.load(), seed=3)
    >>> told = {n: one.active for n, one in enumerate(plan.periods, start=1)}
    >>> guesses(plan, told, 0.95).probability_by_chance
    0.015625
    """
    most = 2 * plan.pairs
    collect(
        [
            Problem("error.trial-guess-period", values={"given": period, "most": most})
            for period in guessed
            if not 1 <= period <= most
        ]
    )
    if not plan.order_known:
        raise InputError(Problem("error.trial-hidden"))
    truth = [one.active for one in plan.periods]
    said = [guessed.get(number) for number in range(1, most + 1)]
    known = [(one, true) for one, true in zip(said, truth, strict=True) if one is not None]
    telling = right = 0
    for pair in range(plan.pairs):
        first, second = said[2 * pair], said[2 * pair + 1]
        if first == second:  # no guess at all, or twice the same
            continue
        telling += 1
        right += (truth[2 * pair] == first) if first is not None else truth[2 * pair + 1] == second
    return Guesses(
        guessed=len(known),
        right=sum(one == true for one, true in known),
        telling=telling,
        telling_right=right,
        share=_share(right, telling, level) if telling else None,
        probability_by_chance=float(stats.binom.sf(right - 1, telling, 0.5)) if telling else None,
    )


def _share(right: int, of: int, level: float) -> Interval:
    """Clopper-Pearson: the interval that is never too short."""
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, right, of - right + 1)) if right else 0.0
    high = float(stats.beta.ppf(1 - tail, right + 1, of - right)) if right < of else 1.0
    return Interval(low, right / of, high)
