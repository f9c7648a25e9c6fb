"""The numbers are right to the tolerance, plain and compiled, and the names carry their units."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magwise import Knowledge
from magwise.models.body import Session, Subject, doses, lockstep
from magwise.models.body.course import Act, Array, Bolus, Course, Stops, stops_of
from magwise.models.body.flows import FLOWS, ORDER, uptake_per_h
from magwise.models.body.integration import integrate
from magwise.models.body.pools import POOL_ROWS, pools_of_people
from magwise.models.body.regimen import (
    USUAL_MEALS,
    meals_of_day,
    scale_of_meals,
    write_course,
)
from magwise.models.body.simulation import usual_day
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


@pytest.fixture(scope="module")
def exact(problem: tuple[Array, Array, Stops, Array]) -> Array:
    """Small steps of another method, on the flows as a whole."""
    return lockstep.integrate(*problem, 5, relative=1e-11, absolute=1e-13)


def test_errors_shrink_with_the_tolerance(
    problem: tuple[Array, Array, Stops, Array], exact: Array
) -> None:
    errors = [
        off(integrate(*problem, 5, relative=r, absolute=r / 100), exact)
        for r in (1e-5, 1e-6, 1e-8, 1e-10)
    ]
    assert errors[0] < 3e-5
    assert errors[1] < 1e-5
    assert errors[2] < 5e-7
    assert errors[3] < 1e-8
    assert errors[1] > errors[2] > errors[3]


def test_small_steps_of_two_orders_agree(
    problem: tuple[Array, Array, Stops, Array], exact: Array
) -> None:
    fifth = lockstep.integrate(*problem, 5, relative=1e-9, absolute=1e-10, order=5)
    assert off(fifth, exact) < 1e-6


def test_compiled_loops_give_the_same_numbers(
    problem: tuple[Array, Array, Stops, Array], exact: Array
) -> None:
    pytest.importorskip("numba", reason="the extra fast is not installed")
    from magwise.models.body import lanes

    assert off(lanes.integrate(*problem, 5, relative=1e-10, absolute=1e-12), exact) < 1e-7
    assert off(lanes.integrate(*problem, 5), exact) < 1e-5


def test_the_usual_day_is_the_same_plain_and_compiled(kb: Knowledge) -> None:
    pytest.importorskip("numba", reason="the extra fast is not installed")
    random = np.random.default_rng(4)
    people, values = people_like(Subject(), kb, 40, random), draw(kb, 40, random)
    plain, compiled = (usual_day(people, values, engine=name) for name in ("numpy", "numba"))
    assert (plain.balanced == compiled.balanced).all()
    assert off(compiled.state, plain.state) < 1e-6
    np.testing.assert_allclose(compiled.parameters, plain.parameters, rtol=1e-6)


def test_days_that_all_differ_are_followed_as_exactly(kb: Knowledge) -> None:
    random = np.random.default_rng(3)
    people, values = people_like(Subject(), kb, 4, random), draw(kb, 4, random)
    scale = scale_of_meals(USUAL_MEALS, people, values)
    found = settle(constants(values, people), meals_of_day(USUAL_MEALS), scale)
    hours = np.sort(random.uniform(0, 72, 12))
    acts = (
        Act(3.1, 9.0, infusion_mmol_per_h=4.0),
        Act(26.3, 50.0, tubular_factor=0.9),
        Act(40.0, 41.5, sweat_l_per_h=1.2),
    )
    boluses = [Bolus(float(h), "stomach_fed", float(random.uniform(0.05, 0.5)), 0) for h in hours]
    boluses += [Bolus(30.0, "extracellular", 0.2, 0), Bolus(61.0, "colon", 0.3, 0)]
    outputs = tuple(np.linspace(0, 72, 20))
    course = Course(72.0, tuple(boluses), acts, (), outputs, scale)
    course_given = (found.state, found.parameters, stops_of(course, ORDER), scale, len(outputs))
    reference = lockstep.integrate(*course_given, relative=1e-10, absolute=1e-12)
    assert off(integrate(*course_given), reference) < 1e-5
    assert off(integrate(*course_given, relative=1e-9, absolute=1e-11), reference) < 2e-6


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_the_parts_add_up_to_the_flows(kb: Knowledge, seed: int) -> None:
    """Linear pools, the curve of the kidney and the uptake: together they are the flows."""
    random = np.random.default_rng(seed)
    people, values = people_like(Subject(), kb, 6, random), draw(kb, 6, random)
    parameters = constants(values, people)
    p = Parameters(*parameters)
    states = random.uniform(0.1, 2.0, (len(State._fields), 6)) * 10
    drive = Drive(0.0, 0.0, 0.0, 1.5, 0.8, 0.93)
    whole = dict(zip(ORDER, FLOWS(State(*states), p, drive), strict=True))
    parts = pools_of_people(parameters, p.volume_l * p.reference_mmol_per_l)
    blood = states[POOL_ROWS[0]]
    curve = parts.curve(blood, parts.offset(drive.tubular_factor))
    np.testing.assert_allclose(whole["urine"], curve + parts.urine_per_h * blood, rtol=1e-10)
    np.testing.assert_allclose(whole["endogenous"], parts.endogenous_per_h * blood, rtol=1e-10)
    source = whole["absorbed"] + drive.infusion - parts.steady
    source = source - parts.sweat_mmol_per_l * drive.sweat_l_per_h
    modes = -parts.rates_per_h * parts.modes_of(states[POOL_ROWS])
    modes += parts.blood * (source - curve + parts.line_per_h * blood)
    pools = np.stack([whole[ORDER[row]] for row in POOL_ROWS])
    np.testing.assert_allclose(parts.pools_of(modes), pools, rtol=1e-8, atol=1e-10)
    amounts = State(*states)
    steps = (amounts.intestine_1, amounts.intestine_2, amounts.intestine_3)
    uptake = sum(uptake_per_h(p, x) for x in steps) + p.colon_uptake_per_h * amounts.colon
    np.testing.assert_allclose(whole["absorbed"], uptake, rtol=1e-12)


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
