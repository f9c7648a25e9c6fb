"""Does one trial carry the result, and how did the result grow over the years?"""

from collections.abc import Callable, Sequence

import numpy as np

from magwise.core.errors import NotApplicable, Problem
from magwise.models.evidence.effects import Counts, Effects
from magwise.models.evidence.pooling import Pooled, pool
from magwise.models.evidence.regression import Test
from magwise.models.evidence.scatter import Method

Trials = Effects | Counts


def leave_one_out(
    effects: Effects, method: Method = "REML", *, test: Test = "z", level: float = 0.95
) -> tuple[Pooled, ...]:
    """The pool without each trial in turn, in the order of the trials.

    Raises
    ------
    NotApplicable
        With fewer than two trials.
    """
    return without_each(effects, lambda rest: _pool(rest, method, test, level))


def without_each(trials: Trials, pooling: Callable[[Trials], Pooled]) -> tuple[Pooled, ...]:
    """The same for any way of pooling, such as Mantel-Haenszel on counts."""
    k = len(trials.labels)
    if k < 2:
        raise NotApplicable(Problem("error.pool-too-few", values={"k": k}))
    return tuple(pooling(trials.take(np.arange(k) != left)) for left in range(k))


def cumulative(
    effects: Effects,
    order: Sequence[float] | None = None,
    method: Method = "REML",
    *,
    test: Test = "z",
    level: float = 0.95,
) -> tuple[Pooled, ...]:
    """The pool after each trial, in the order given (years, say) or of the rows.

    Trials with equal order keep their places.
    """
    rows = np.arange(effects.k) if order is None else np.argsort(np.asarray(order), kind="stable")
    return tuple(
        _pool(effects.take(rows[:upto]), method, test, level) for upto in range(1, effects.k + 1)
    )


def _pool(trials: Trials, method: Method, test: Test, level: float) -> Pooled:
    assert isinstance(trials, Effects)
    return pool(trials, method, test=test, level=level)
