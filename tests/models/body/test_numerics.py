"""The numbers are right to the tolerance, in both integrators, and the names carry their units."""

import numpy as np
import pytest

from magwise import Knowledge
from magwise.models.body import Session, Subject, doses, lockstep
from magwise.models.body.course import Array, Stops, stops_of
from magwise.models.body.flows import FLOWS, ORDER
from magwise.models.body.regimen import (
    USUAL_MEALS,
    meals_of_day,
    scale_of_meals,
    write_course,
)
from magwise.models.body.states import Drive, Parameters, State, unit_of
from magwise.models.body.steady import settle
from magwise.models.body.subject import constants, draw, people_like

SMALLEST_MMOL = 1e-3  # the absolute floor under relative errors


@pytest.fixture(scope="module")
def problem() -> tuple[Array, Array, Stops, Array]:
    kb = Knowledge.load()
    random = np.random.default_rng(11)
    people = people_like(Subject(), kb, 5, random)
    values = draw(kb, 5, random)
    scale = scale_of_meals(USUAL_MEALS, people, values)
    found = settle(constants(values, people), meals_of_day(USUAL_MEALS), scale)
    written = write_course(
        doses(200, [1200], "oxide"), 4 / 7, people, values, kb,
        sessions=(Session(1020, 1.5, 1.0, 2),),
    )  # fmt: skip
    solids = len(written.course.solids)
    start = np.concatenate([np.zeros((solids, 5)), found.state])
    return start, found.parameters, stops_of(written.course, ORDER), written.scale


def off(found: Array, reference: Array) -> float:
    return float((np.abs(found - reference) / np.maximum(np.abs(reference), SMALLEST_MMOL)).max())


def test_errors_shrink_with_the_tolerance(problem: tuple[Array, Array, Stops, Array]) -> None:
    exact = lockstep.integrate(*problem, 5, relative=1e-11, absolute=1e-12)
    errors = [
        off(lockstep.integrate(*problem, 5, relative=r, absolute=r / 100), exact)
        for r in (1e-5, 1e-6, 1e-8)
    ]
    assert errors[0] < 1e-4
    assert errors[1] < 1e-5
    assert errors[2] < 1e-7
    assert errors[0] > errors[1] > errors[2]


def test_another_method_agrees(problem: tuple[Array, Array, Stops, Array]) -> None:
    eighth = lockstep.integrate(*problem, 5, relative=1e-9, absolute=1e-10)
    fifth = lockstep.integrate(*problem, 5, relative=1e-9, absolute=1e-10, order=5)
    assert off(fifth, eighth) < 1e-6


def test_compiled_lanes_give_the_same_numbers(problem: tuple[Array, Array, Stops, Array]) -> None:
    pytest.importorskip("numba", reason="the extra fast is not installed")
    from magwise.models.body import lanes

    slow = lockstep.integrate(*problem, 5, relative=1e-9, absolute=1e-10)
    assert off(lanes.integrate(*problem, 5, relative=1e-9, absolute=1e-10), slow) < 1e-7
    assert off(lanes.integrate(*problem, 5), slow) < 1e-5


class Dimensioned:
    """A number with a unit as powers of mmol, L and h; adding unlike units fails."""

    def __init__(self, value: float, powers: tuple[int, int, int]) -> None:
        self.value, self.powers = value, powers

    def __add__(self, other: "Dimensioned | float") -> "Dimensioned":
        other = _dimensioned(other)
        if other.value != 0 and self.value != 0:
            assert self.powers == other.powers, f"{self.powers} + {other.powers}"
        powers = self.powers if self.value != 0 else other.powers
        return Dimensioned(self.value + other.value, powers)

    __radd__ = __add__

    def __neg__(self) -> "Dimensioned":
        return Dimensioned(-self.value, self.powers)

    def __sub__(self, other: "Dimensioned | float") -> "Dimensioned":
        return self + -_dimensioned(other)

    def __rsub__(self, other: float) -> "Dimensioned":
        return _dimensioned(other) + -self

    def __mul__(self, other: "Dimensioned | float") -> "Dimensioned":
        other = _dimensioned(other)
        a, b, c = (x + y for x, y in zip(self.powers, other.powers, strict=True))
        return Dimensioned(self.value * other.value, (a, b, c))

    __rmul__ = __mul__

    def __truediv__(self, other: "Dimensioned | float") -> "Dimensioned":
        other = _dimensioned(other)
        a, b, c = (x - y for x, y in zip(self.powers, other.powers, strict=True))
        return Dimensioned(self.value / other.value, (a, b, c))


def _dimensioned(value: "Dimensioned | float") -> Dimensioned:
    return value if isinstance(value, Dimensioned) else Dimensioned(value, (0, 0, 0))


POWERS = {
    "mmol": (1, 0, 0), "mmol/L": (1, -1, 0), "mmol/h": (1, 0, -1), "1/h": (0, 0, -1),
    "L": (0, 1, 0), "L/h": (0, 1, -1), "1": (0, 0, 0),
}  # fmt: skip


def test_every_flow_has_the_unit_of_its_state_per_hour() -> None:
    from magwise.models.body.flows import make_flows

    def bare(x: Dimensioned, *_: Dimensioned) -> Dimensioned:
        assert x.powers == (0, 0, 0)
        return Dimensioned(1.3, (0, 0, 0))

    def named(names: tuple[str, ...]) -> list[Dimensioned]:
        return [Dimensioned(1.7 + 0.1 * i, POWERS[unit_of(n)]) for i, n in enumerate(names)]

    rates = make_flows(bare, bare)(
        State(*named(State._fields)),
        Parameters(*named(Parameters._fields)),
        Drive(*named(Drive._fields)),
    )
    for name, rate in zip(ORDER, rates, strict=True):
        mmol, litres, hours = POWERS[unit_of(name)]
        assert rate.powers == (mmol, litres, hours - 1), name


def test_the_same_equations_run_on_plain_numbers() -> None:
    rates = FLOWS(
        State(*[1.0] * len(State._fields)), Parameters(*[0.5] * len(Parameters._fields)),
        Drive(0, 0, 0, 0, 0, 1),
    )  # fmt: skip
    assert len(rates) == len(ORDER)
    assert np.isfinite(rates).all()
