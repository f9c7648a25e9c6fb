"""What happens when: the stops at which something enters, and what acts between them.

A course holds for a whole batch of people. The moments are shared; how much enters at a stop may
differ from person to person through the rows of ``scale``.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LOSS_OF_SOLID_PER_H = 1.0 / 6.0  # what has not dissolved passes the absorbing gut in about 6 h


@dataclass(frozen=True, slots=True)
class Solid:
    """Undissolved magnesium of one kind: how fast it dissolves [1/h] and with food or without."""

    dissolution_per_h: float
    fed: bool


@dataclass(frozen=True, slots=True)
class Bolus:
    """An amount [mmol] that enters a row of the state at a stop, times a row of ``scale``.

    ``target`` is the name of a state or tally, or ``solid:0`` for the first kind of solid.
    """

    hour: float
    target: str
    mmol: float
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Something that lasts: an infusion [mmol/h], sweat [L/h] or a factor on the tubule."""

    start_hour: float
    end_hour: float
    infusion_mmol_per_h: float = 0.0
    sweat_l_per_h: float = 0.0
    tubular_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that happens from hour 0 to ``end_hour`` and when results are wanted."""

    end_hour: float
    boluses: tuple[Bolus, ...] = ()
    acts: tuple[Act, ...] = ()
    solids: tuple[Solid, ...] = ()
    output_hours: tuple[float, ...] = ()
    scale: Array = field(default_factory=lambda: np.ones((1, 1)))


@dataclass(frozen=True, slots=True)
class Stops:
    """A course as arrays: the stops in order and what each has.

    Attributes
    ----------
    hours
        Moments in order, the first 0 and the last the end [h].
    bolus_from
        ``bolus_from[i]:bolus_from[i + 1]`` are the boluses of stop i.
    row, amount, scale_row
        Row of the state, mmol and row of ``scale`` of each bolus.
    acts
        Infusion, sweat and tubular factor after each stop, shape ``[stops, 3]``.
    output
        Place in the results of each stop, or -1.
    dissolution, fed
        Of each solid.
    """

    hours: Array
    bolus_from: NDArray[np.int64]
    row: NDArray[np.int64]
    amount: Array
    scale_row: NDArray[np.int64]
    acts: Array
    output: NDArray[np.int64]
    dissolution: Array
    fed: Array


def stops_of(course: Course, order: tuple[str, ...]) -> Stops:
    """The course as arrays; ``order`` names the rows that follow the solids."""
    solids = len(course.solids)
    rows = {name: solids + i for i, name in enumerate(order)}
    rows |= {f"solid:{i}": i for i in range(solids)}
    grid = 1e-9  # hours closer than this are the same moment
    moments = {0.0, course.end_hour, *course.output_hours}
    moments |= {b.hour for b in course.boluses}
    moments |= {h for a in course.acts for h in (a.start_hour, a.end_hour)}
    hours = np.array(sorted(h for h in moments if 0 <= h <= course.end_hour))
    hours = hours[np.concatenate(([True], np.diff(hours) > grid))]

    def place(hour: float) -> int:
        return int(np.argmin(np.abs(hours - hour)))

    boluses = sorted((b for b in course.boluses if b.hour <= course.end_hour), key=lambda b: b.hour)
    places = np.searchsorted(hours, np.array([b.hour for b in boluses]) - grid)
    acts = np.zeros((len(hours), 3))
    acts[:, 2] = 1.0
    for act in course.acts:
        inside = (hours >= act.start_hour - grid) & (hours < act.end_hour - grid)
        acts[inside, 0] += act.infusion_mmol_per_h
        acts[inside, 1] += act.sweat_l_per_h
        acts[inside, 2] *= act.tubular_factor
    output = np.full(len(hours), -1, dtype=np.int64)
    for i, hour in enumerate(course.output_hours):
        output[place(hour)] = i
    return Stops(
        hours=hours,
        bolus_from=np.searchsorted(places, np.arange(len(hours) + 1)).astype(np.int64),
        row=np.array([rows[b.target] for b in boluses], dtype=np.int64),
        amount=np.array([b.mmol for b in boluses]),
        scale_row=np.array([b.scale for b in boluses], dtype=np.int64),
        acts=acts,
        output=output,
        dissolution=np.array([s.dissolution_per_h for s in course.solids]),
        fed=np.array([1.0 if s.fed else 0.0 for s in course.solids]),
    )
