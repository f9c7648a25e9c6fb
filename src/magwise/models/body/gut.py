"""The gut on panels of time: a chain that nothing in the body acts back on.

Solids, stomach and colon are linear. Each step of the intestine is one curved equation,
``u' = f - c u - V u / (K + u)``; it is solved for all panels at once by quasilinearisation
(Bellman and Kalaba), which is Newton's method on the curve itself and converges from below.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from magwise.models.body.course import LOSS_OF_SOLID_PER_H, Array
from magwise.models.body.flows import uptake_per_h
from magwise.models.body.panels import (
    NODES,
    TAIL,
    UP_TO,
    WHOLE,
    Chain,
    Grid,
    over_nodes,
    settle_toward,
)
from magwise.models.body.states import STEPS_OF_INTESTINE, Parameters

MOST_ROUNDS = 12
_HELD_MMOL = 1e-3  # amounts below this need no digits of their own
CLOSE = 3e-4  # relative change of the last round; the error left is below its square


class Find(Protocol):
    """What finds a compartment; see `compartment`."""

    def __call__(
        self, grid: Grid, slope_per_h: Array, source: Array, start: Array, enters: Array,
        most: Array | None = None, half: Array | None = None, guess: Array | None = None,
    ) -> tuple[Array, NDArray[np.bool_]]:  # fmt: skip
        """Amounts at the nodes, and the panels too long for them to be found."""
        ...


@dataclass(frozen=True, slots=True)
class Gut:
    """A day of the gut, ``[nodes, panels, people]``.

    Attributes
    ----------
    absorbed_per_h
        Taken up by the small intestine [mmol/h].
    arriving_per_h, passed_per_h
        Coming into the colon; undissolved on its way out [mmol/h].
    before
        Solids, stomach and intestine at the start of each panel, before what enters there, and
        at the end, ``[rows, panels + 1, people]``.
    tail
        How well each panel holds the intestine: its highest coefficients as a share of the
        largest amount, ``[panels]``.
    intestine
        Amounts in its steps [mmol], ``[steps, nodes, panels, people]``.
    """

    absorbed_per_h: Array
    arriving_per_h: Array
    passed_per_h: Array
    before: Array
    tail: Array
    intestine: Array


def one_day(
    grid: Grid, p: Parameters, dissolution: Array, fed: Array, start: Array, enters: Array,
    guess: Array | None, find: Find,
) -> Gut:  # fmt: skip
    """Solve a day of the gut without the colon.

    Parameters
    ----------
    dissolution, fed
        Of each solid; see `Stops`.
    start
        Solids, stomach and intestine at the start, ``[rows, people]``.
    enters
        What enters them at the start of each panel, ``[rows, panels, people]``.
    guess
        The intestine on a day much like it, as `Gut.intestine`.
    find
        What finds a compartment: `compartment`, or compiled.
    """
    shape = (NODES, *enters.shape[1:])
    nothing = np.zeros(shape)
    released = [nothing, nothing]
    passed = nothing
    found = []
    for i, rate in enumerate(dissolution):
        solid, _ = find(grid, rate + LOSS_OF_SOLID_PER_H, nothing, start[i], enters[i])
        found.append(solid)
        passed = passed + LOSS_OF_SOLID_PER_H * solid
        released[int(fed[i])] = released[int(fed[i])] + rate * solid
    row = len(dissolution)
    emptied = nothing
    for emptying, source in zip(
        (p.gastric_fed_per_h, p.gastric_fasted_per_h), released[::-1], strict=True
    ):
        found.append(find(grid, emptying, source, start[row], enters[row])[0])
        emptied = emptied + emptying * found[-1]
        row += 1
    arriving, absorbed, tail = emptied, nothing, np.zeros(shape[1])
    steps = np.zeros((STEPS_OF_INTESTINE, *shape)) if guess is None else guess
    slope = p.transit_per_h + p.passive_per_h
    for step in range(STEPS_OF_INTESTINE):
        amount, lost = find(
            grid, slope, arriving, start[row], enters[row],
            p.uptake_step_mmol_per_h, p.half_uptake_step_mmol, steps[step],
        )  # fmt: skip
        steps[step] = np.maximum(amount, 0.0)
        found.append(amount)
        arriving = p.transit_per_h * amount
        absorbed = absorbed + uptake_per_h(p, amount)
        highest = np.abs(over_nodes(TAIL, amount)).sum(axis=0)
        tail = np.maximum(tail, (highest / (_HELD_MMOL + amount.max(axis=(0, 1)))).max(axis=1))
        tail[lost] = np.inf
        row += 1
        if lost.any():  # the next step needs this one
            break
    ends = np.stack([amount[-1] for amount in found])
    before = np.concatenate([start[: len(ends), None], ends], axis=1)
    return Gut(absorbed, arriving, passed, before, tail, steps)


def _follow(
    grid: Grid, rate: Array, bend: Array | None, source: Array, start: Array, enters: Array
) -> Array:
    """``u' = source - c u`` at the nodes, where ``c`` is a rate on each panel and a bend about it.

    ``bend`` is the exponential of the integral of what ``c`` differs from that rate.
    """
    given = over_nodes(UP_TO, source if bend is None else source * bend) * grid.h
    driven, free = settle_toward(rate * grid.h, given)
    if bend is not None:
        driven /= bend
        free /= bend
    gains = driven[-1].copy()
    gains[:-1] += enters[1:]
    begins = Chain(free[-1])(gains, start + enters[0])
    found: Array = driven + free * begins[:-1]
    return found


def compartment(
    grid: Grid, slope_per_h: Array, source: Array, start: Array, enters: Array,
    most: Array | None = None, half: Array | None = None, guess: Array | None = None,
) -> tuple[Array, NDArray[np.bool_]]:  # fmt: skip
    """``u' = source - slope u - most u / (half + u)`` at the nodes, from nothing or a guess.

    Parameters
    ----------
    most, half
        Of what saturates; without them the compartment is linear.

    Returns
    -------
    The amounts, ``[nodes, panels, people]``, and the panels too long for them to be found.
    """
    amount = np.zeros_like(source) if guess is None else guess
    if most is None or half is None:
        rate = slope_per_h * np.ones_like(enters)
        found = _follow(grid, rate, None, source, start, enters)
        return found, np.zeros(len(grid.lengths), dtype=np.bool_)
    for _ in range(MOST_ROUNDS):
        share = 1 / (half + amount)
        rate = slope_per_h + (most * half) * share * share
        mean = np.tensordot(WHOLE, rate, 1)
        bend = np.exp(over_nodes(UP_TO, rate - mean) * grid.h)
        share *= amount
        found = _follow(grid, mean, bend, source - most * share * share, start, enters)
        change = np.abs(found - amount) / (half + amount)
        if change.max() < CLOSE:
            break
        amount = np.maximum(found, 0.0)
    return found, ~(change.max(axis=(0, 2)) < CLOSE)
