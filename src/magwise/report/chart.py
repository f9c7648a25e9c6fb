"""Where things stand in the intake chart: a scale with round numbers, and places on it."""

import math
from dataclasses import dataclass

from magwise.report.document import IntakeChart

_STEPS = (10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to ``end`` [mg/day] with a mark every ``step``."""

    end: float
    step: float

    def share(self, mg: float) -> float:
        """How far along the scale an amount lies [0-1]."""
        return min(1.0, max(0.0, mg / self.end))

    def marks(self) -> tuple[float, ...]:
        """The round numbers under the scale."""
        return tuple(self.step * i for i in range(int(self.end / self.step) + 1))


def scale(chart: IntakeChart) -> Scale:
    """A scale that holds the whole range and every reference value.

    It starts at zero: a scale that starts higher makes small differences look large.
    """
    highest = max([chart.high, *(line.mg for line in chart.lines)]) * 1.04
    step = next((one for one in _STEPS if highest / one <= 7), _STEPS[-1])
    return Scale(end=math.ceil(highest / step) * step, step=step)
