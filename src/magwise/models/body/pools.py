"""Blood and tissues: five linear exchanges and one curve, seen along their own modes.

All that is linear is read from the flows themselves, by asking them at single amounts. With the
kidney's curve replaced by a line near the start, blood and tissues are a linear system with real
modes; what the curve differs from its line is a source that is found by repetition.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.models.body.course import Array
from magwise.models.body.flows import ORDER, make_flows, softplus
from magwise.models.body.panels import AT, TIMES, WHOLE, from_parts
from magwise.models.body.states import POOLS, Drive, Parameters, State

_NO_CURVE = make_flows(lambda x: 0.0 * x, lambda base, exponent: 0.0 * base * exponent)
_STRAIGHT = make_flows(lambda x: x, lambda base, exponent: 0.0 * base * exponent)
LINE_AT = 1.03  # of mean serum: about the middle of a day's slopes
_PLACE = {name: i for i, name in enumerate(ORDER)}
POOL_ROWS = [_PLACE[name] for name in POOLS]
_SINGLE = np.zeros((len(State._fields), len(POOLS) + 1, 1))  # one mmol in each pool, then nothing
_SINGLE[POOL_ROWS, np.arange(len(POOLS))] = 1.0
_REST = Drive(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pools:
    """The linear parts of blood and tissues of everyone, ``[..., people]``.

    Attributes
    ----------
    rates_per_h, vectors, scale
        Modes: pools divided by ``scale`` are ``vectors`` times modes.
    line_per_h
        Slope of the line that stands for the kidney's curve.
    steady, sweat_mmol_per_l
        What always leaves the blood, and what each litre of sweat takes along.
    above_per_mmol, above_zero, above_factor
        What the curve is taken of: slope, constant, and what the tubular factor multiplies.
    urine_per_h, endogenous_per_h
        Shares of the extracellular amount that leave besides the curve.
    """

    rates_per_h: Array
    vectors: Array
    scale: Array
    line_per_h: Array
    steady: Array
    sweat_mmol_per_l: Array
    above_per_mmol: Array
    above_factor: Array
    splay_mmol_per_h: Array
    urine_per_h: Array
    endogenous_per_h: Array

    @property
    def blood(self) -> Array:
        """How much of each mode is in blood, ``[modes, people]``."""
        found: Array = self.vectors[0]
        return found

    def modes_of(self, pools: Array) -> Array:
        """Modes of amounts ``[pools, people]``."""
        found: Array = np.einsum("pmn,pn->mn", self.vectors, pools / self.scale)
        return found

    def pools_of(self, modes: Array) -> Array:
        """Amounts of modes ``[modes, ..., people]``."""
        found: Array = np.einsum("pmn,m...n->p...n", self.vectors, modes)
        scale = self.scale.reshape(len(POOLS), *[1] * (modes.ndim - 2), -1)
        return found * scale

    def curve(self, extracellular: Array, offset: Array) -> Array:
        """The curved part of urine [mmol/h]; the offset is `offset` of the tubular factor."""
        found: Array = softplus(
            extracellular * (self.above_per_mmol / self.splay_mmol_per_h) + offset
        )
        found *= self.splay_mmol_per_h
        return found

    def offset(self, factor: Array | float) -> Array:
        """What the tubule at this factor takes off in the curve, in splays."""
        found: Array = self.above_factor / self.splay_mmol_per_h * factor
        return found


def pools_of_people(parameters: Array, extracellular: Array) -> Pools:
    """The linear parts, with the line of the kidney's curve at an extracellular amount."""
    p = Parameters(*parameters)
    count = parameters.shape[1]

    def asked(flows: object, drive: Drive) -> dict[str, Array]:
        found = flows(State(*_SINGLE), p, drive)  # type: ignore[operator]
        return {
            name: np.broadcast_to(rate, (len(POOLS) + 1, count))
            for name, rate in zip(ORDER, found, strict=True)
        }

    bare = asked(_NO_CURVE, _REST)
    rates = np.stack([bare[name] for name in POOLS])
    matrix = rates[:, :-1] - rates[:, -1:]
    above = asked(_STRAIGHT, _REST)["urine"] - bare["urine"]
    with_factor = asked(_STRAIGHT, _REST._replace(tubular_factor=1.0))["urine"]
    slope, factor = above[0] - above[-1], with_factor[-1] - bare["urine"][-1]
    splay = p.splay_mmol_per_h * np.ones(count)
    line = slope / (1 + np.exp(-(slope * extracellular + factor) / splay))
    matrix[0, 0] -= line
    # blood exchanges with each tissue and tissues not with each other: scaled, it is symmetric
    scale = np.ones((len(POOLS), count))
    scale[1:] = np.sqrt(matrix[1:, 0] / matrix[0, 1:])
    balanced = matrix * scale / scale[:, None]
    found, vectors = np.linalg.eigh(-np.moveaxis(balanced, -1, 0))
    sweat = asked(_NO_CURVE, _REST._replace(sweat_l_per_h=1.0))["extracellular"]
    return Pools(
        rates_per_h=np.ascontiguousarray(found.T),
        vectors=np.ascontiguousarray(np.moveaxis(vectors, 0, -1)),
        scale=scale,
        line_per_h=line,
        steady=-rates[0, -1],
        sweat_mmol_per_l=rates[0, -1] - sweat[-1],
        above_per_mmol=slope,
        above_factor=factor,
        splay_mmol_per_h=splay,
        urine_per_h=bare["urine"][0] - bare["urine"][-1],
        endogenous_per_h=bare["endogenous"][0] - bare["endogenous"][-1],
    )


@dataclass(frozen=True, slots=True)
class Panels:
    """What panels of given lengths do to modes and to blood.

    Attributes
    ----------
    free
        Blood at the nodes of each mode at the start, ``[modes, nodes, panels, people]``.
    keeps
        What is left of each mode at the end, ``[modes, panels, people]``.
    gathers
        What a source at the nodes adds to each mode at the end.
    transfer
        How blood answers a source, along `panels.TIMES`; see `panels.respond`.
    """

    free: Array
    keeps: Array
    gathers: Array
    transfer: NDArray[np.complex128]

    def answers(self) -> Array:
        """Blood at the nodes of a source at the nodes, ``[nodes, nodes, panels, people]``."""
        return from_parts(self.transfer)


def panels_of(pools: Pools, lengths: Array) -> Panels:
    """Everything of panels of these lengths [h], worked out once for equal ones."""
    sizes, which = np.unique(lengths, return_inverse=True)
    h = sizes[:, None]
    fading = pools.rates_per_h[:, None] * h
    blood = pools.blood[:, None, None]
    at = AT[:, None, None]
    parts = h * TIMES[:, None, None]
    transfer = sum(
        blood[j] ** 2 * parts / (1 + pools.rates_per_h[j] * parts) for j in range(len(POOLS))
    )
    free = np.exp(-fading[:, None] * at) * blood
    keeps = np.exp(-fading)
    gathers = np.exp(-fading[:, None] * (1 - at)) * (WHOLE[:, None, None] * h) * blood
    return Panels(
        free=free[:, :, which],
        keeps=keeps[:, which],
        gathers=gathers[:, :, which],
        transfer=np.asarray(transfer)[:, which],
    )
