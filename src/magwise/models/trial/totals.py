"""From days to periods: what was logged on the days that count, and what a pair says."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.models.trial.records import Design

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums and numbers of logged days by pair, with [0] and without [1] the supplement.

    All arrays are [..., pairs, 2]; a day that was not filled in is in neither.
    """

    sums: Array
    days: Array
    possible_days: int

    def complete(self, least_share: float) -> NDArray[np.bool_]:
        """Pairs of which both periods have enough logged days [..., pairs]."""
        enough = self.days >= max(1.0, least_share * self.possible_days)
        return np.asarray(enough.all(axis=-1))

    def differences(self, kind: str) -> Array:
        """With minus without [..., pairs]: log of the rate ratio, or points.

        Half an event is added to both counts of a pair, so that a period without any has a
        logarithm; swapping the two periods only changes the sign, which keeps the test exact.
        """
        days = np.maximum(self.days, 1.0)
        level = np.log((self.sums + 0.5) / days) if kind == "count" else self.sums / days
        found: Array = level[..., 0] - level[..., 1]
        return found


def totals(values: Array, plan: Design) -> Totals:
    """Add up the days that count.

    Parameters
    ----------
    values
        Logged values [..., days]; NaN where nothing was filled in.
    """
    seen = np.isfinite(values)
    filled = np.where(seen, values, 0.0)  # only under ``sums``; the day is not counted in ``days``
    shape = (*values.shape[:-1], plan.pairs, 2)
    sums, days = np.zeros(shape), np.zeros(shape)
    for period in plan.periods:
        first, last = period.counted
        column = 0 if period.active else 1
        sums[..., period.pair, column] = filled[..., first:last].sum(axis=-1)
        days[..., period.pair, column] = seen[..., first:last].sum(axis=-1)
    return Totals(sums, days, plan.days_per_period - plan.dropped_days)
