"""Panels of time with Radau's nodes: how a curve is held, integrated and joined.

A span between two stops is cut into panels. On each, a curve is known at eight moments, the
nodes of Radau's rule, whose last one is the end of the panel. Arrays have the shape
``[nodes, panels, people]``.

References
----------
E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, 1996: Radau's rule (IV.5) and
its equations along eigenvectors (IV.8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

from magwise.models.body.course import Array

NODES = 8
FEW_PANELS, FEW_PEOPLE = 16, 16


def _legendre_at(x: Array) -> Array:
    return np.asarray(legendre.legvander(x, NODES - 1))


def _nodes() -> Array:
    right = np.zeros(NODES + 1)
    right[[NODES - 1, NODES]] = -1.0, 1.0  # Radau's nodes: where these two polynomials are equal
    found = np.sort(legendre.legroots(right))
    found[-1] = 1.0
    return np.asarray(found)


_X = _nodes()
_TO_LEGENDRE = np.linalg.inv(_legendre_at(_X))
AT = (_X + 1) / 2  # the nodes as shares of a panel
UP_TO = (
    np.stack([legendre.legval(_X, legendre.legint(one, lbnd=-1)) for one in np.eye(NODES)], 1)
    @ _TO_LEGENDRE
    / 2
)  # integrates from the start of a panel of length 1 up to each node
WHOLE: Array = UP_TO[-1]
TAIL: Array = np.array(_TO_LEGENDRE[-2:], dtype=np.float64)  # how well a curve is held


def _resolvent() -> tuple[Array, Array, Array, Array]:
    """The parts of ``UP_TO`` along its eigenvectors; of conjugate pairs one half, doubled."""
    values, vectors = np.linalg.eig(UP_TO)
    back = np.linalg.inv(vectors)
    upper = values.imag > 0
    assert upper.sum() * 2 == NODES
    out = 2 * vectors[:, upper]
    return values[upper], out, back[upper], back[upper].sum(axis=1)


TIMES, _OUT, _BACK, _ONES = _resolvent()
_OUT_PARTS = np.concatenate([_OUT.real, -_OUT.imag], axis=1)
_BACK_PARTS = np.concatenate([_BACK.real, _BACK.imag])
_ACROSS = np.einsum("il,lm->iml", _OUT, _BACK).reshape(NODES * NODES, -1)
_ACROSS_PARTS = np.concatenate([_ACROSS.real, -_ACROSS.imag], axis=1)


def over_nodes(matrix: Array, curve: Array) -> Array:
    """A matrix on the first axis of an array."""
    found: Array = (matrix @ curve.reshape(curve.shape[0], -1)).reshape(
        matrix.shape[0], *curve.shape[1:]
    )
    return found


def from_parts(parts: NDArray[np.complex128]) -> Array:
    """The matrix ``[nodes, nodes, ...]`` whose parts along `TIMES` are these complex numbers."""
    found = over_nodes(_ACROSS_PARTS, np.concatenate([parts.real, parts.imag]))
    return found.reshape(NODES, NODES, *parts.shape[1:])


def settle_toward(rate_and_length: Array, curve: Array) -> tuple[Array, Array]:
    """Solve ``u + c h UP_TO u = curve`` at the nodes, and the same for a curve of ones.

    Parameters
    ----------
    rate_and_length
        ``c h``, a rate times the length of its panel, ``[panels, people]``.
    """
    shrunk = 1 / (1 + rate_and_length * TIMES[:, None, None])
    parts = over_nodes(_BACK_PARTS, curve)
    half = NODES // 2
    inner = (parts[:half] + 1j * parts[half:]) * shrunk
    ones = _ONES[:, None, None] * shrunk
    solved = over_nodes(_OUT_PARTS, np.concatenate([inner.real, inner.imag]))
    return solved, over_nodes(_OUT_PARTS, np.concatenate([ones.real, ones.imag]))


def respond(transfer: NDArray[np.complex128], source: Array) -> Array:
    """The matrix of `from_parts` on a source at the nodes, without writing it out."""
    parts = over_nodes(_BACK_PARTS, source)
    half = NODES // 2
    inner = (parts[:half] + 1j * parts[half:]) * transfer
    return over_nodes(_OUT_PARTS, np.concatenate([inner.real, inner.imag]))


class Chain:
    """From panel to panel: ``x[k + 1] = keeps[k] x[k] + gains[k]``.

    For few people by doubling, since each call to NumPy costs more than its numbers.
    """

    def __init__(self, keeps: Array) -> None:
        self.keeps = keeps
        self.reaches: list[Array] = []
        count, people = keeps.shape[-2:]
        if count > FEW_PANELS and people <= FEW_PEOPLE:
            reach = 1
            while reach < count:
                self.reaches.append(keeps[..., reach:, :])
                both = keeps.copy()
                both[..., reach:, :] *= keeps[..., :-reach, :]
                keeps = both
                reach *= 2

    def __call__(self, gains: Array, start: Array) -> Array:
        """All x from the start to the end, along the last axis but one."""
        *rows, count, people = gains.shape
        found = np.empty((*rows, count + 1, people))
        found[..., 0, :] = start
        if not self.reaches:
            for k in range(count):
                np.multiply(self.keeps[..., k, :], found[..., k, :], out=found[..., k + 1, :])
                found[..., k + 1, :] += gains[..., k, :]
            return found
        gain = found[..., 1:, :]
        gain[...] = gains
        gain[..., 0, :] += self.keeps[..., 0, :] * start
        for level, keep in enumerate(self.reaches):
            reach = 2**level
            gain[..., reach:, :] += keep * gain[..., :-reach, :]
        return found


@dataclass(frozen=True, slots=True)
class Grid:
    """Panels one after another; ``at_stop[i]`` is the first panel after stop i."""

    starts: Array
    lengths: Array
    at_stop: tuple[int, ...]

    @property
    def h(self) -> Array:
        """Lengths [h], to multiply ``[..., panels, people]`` with."""
        found: Array = self.lengths[:, None]
        return found

    def halved(self, chosen: Array) -> "Grid":
        """The same with some panels cut in two."""
        lengths: list[float] = []
        moved: list[int] = []
        for length, cut in zip(self.lengths, chosen, strict=True):
            moved.append(len(lengths))
            lengths += [length / 2, length / 2] if cut else [length]
        return _grid(lengths, [moved[i] for i in self.at_stop])


def _grid(lengths: Sequence[float], at_stop: Sequence[int]) -> Grid:
    found = np.array(lengths)
    return Grid(np.concatenate([[0.0], np.cumsum(found)[:-1]]), found, tuple(at_stop))


def graded(stops: Sequence[float], first: float, ratio: float, most: float) -> Grid:
    """Short panels after every stop, growing by a ratio up to the longest [h].

    Parameters
    ----------
    stops
        Moments from 0 to the end of the day, which is the last one.
    """
    lengths: list[float] = []
    at_stop = []
    for begin, end in pairwise(stops):
        at_stop.append(len(lengths))
        rest, h = end - begin, first
        while rest > h * (1 + ratio):
            lengths.append(h)
            rest -= h
            h = min(h * ratio, most)
        lengths += [rest] if rest <= h else [0.4 * rest, 0.6 * rest]
    return _grid(lengths, at_stop)


def on_grid(curve: Array, grid: Grid, other: Grid) -> Array:
    """A curve ``[nodes, panels, people]`` at the nodes of another grid."""
    moments = other.starts + other.lengths * AT[:, None]
    panel = np.clip(np.searchsorted(grid.starts, moments) - 1, 0, len(grid.starts) - 1)
    inside = 2 * (moments - grid.starts[panel]) / grid.lengths[panel] - 1
    weights = _legendre_at(inside) @ _TO_LEGENDRE
    return np.asarray(np.einsum("ikm,mikn->ikn", weights, curve[:, panel]))
