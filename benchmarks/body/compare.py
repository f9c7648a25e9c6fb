"""The body model in several solvers, side by side: same model, tolerance, machine, one core.

    python -m benchmarks.body.compare [--json FILE]

Times are processor time, so that other work on the machine counts little.

56 days, four events a day (three meals, one dose), daily output. Peers that are not installed are
left out by name. The accuracy is the worst difference in daily serum and urine of eight people from
a run of small explicit steps at 1e-10 (`lockstep`), which libRoadRunner confirms to 1e-7.
"""

import argparse
import json
import math
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from magwise import Knowledge
from magwise.models.body import Subject, doses, integration, lockstep
from magwise.models.body.course import LOSS_OF_SOLID_PER_H, stops_of
from magwise.models.body.flows import ORDER, make_flows, uptake_per_h
from magwise.models.body.regimen import USUAL_MEALS, meals_of_day, scale_of_meals, write_course
from magwise.models.body.sbml import names_of, to_sbml
from magwise.models.body.states import N_STATES, Drive, Parameters, State
from magwise.models.body.steady import settle
from magwise.models.body.subject import constants, draw, people_like

RELATIVE, ABSOLUTE = 1e-6, 1e-8
PEOPLE = 512
OUTPUTS = 57


class Problem:
    """People in their usual day, with 200 mg citrate at night.

    Where the days differ, every meal and dose of each day comes up to an hour later.
    """

    def __init__(self, people: int = PEOPLE, *, days_differ: bool = False) -> None:
        kb = Knowledge.load()
        random = np.random.default_rng(1)
        crowd = people_like(Subject(), kb, people, random)
        values = draw(kb, people, random)
        scale = scale_of_meals(USUAL_MEALS, crowd, values)
        found = settle(constants(values, crowd), meals_of_day(USUAL_MEALS), scale)
        written = write_course(doses(200, [22 * 60], "citrate"), 8, crowd, values, kb)
        self.course, self.scale = written.course, written.scale
        if days_differ:
            later = random.uniform(0, 1, (56, 24))
            boluses = tuple(
                replace(b, hour=b.hour + later[int(b.hour // 24), int(b.hour % 24)])
                for b in self.course.boluses
            )
            self.course = replace(self.course, boluses=boluses)
        self.start = np.concatenate([np.zeros((1, people)), found.state])
        self.parameters = found.parameters
        self.stops = stops_of(self.course, ORDER)
        self.volume = found.parameters[Parameters._fields.index("volume_l")]

    def first(self, count: int) -> tuple[Any, Any, Any, Any, int]:
        """The arguments of our integrators for the first people."""
        return (
            self.start[:, :count], self.parameters[:, :count], self.stops, self.scale[:, :count],
            OUTPUTS,
        )  # fmt: skip


def _soft(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _power(base: float, exponent: float) -> float:
    return float(base**exponent)


def per_person(problem: Problem, count: int, solve: Callable[..., Any]) -> np.ndarray:
    """Any solver of one person from stop to stop, ``solve(y, from, to, person)``."""
    stops, results = problem.stops, np.empty((OUTPUTS, len(problem.start), count))
    for person in range(count):
        y = problem.start[:, person].copy()
        for i, hour in enumerate(stops.hours):
            if stops.output[i] >= 0:
                results[stops.output[i], :, person] = y
            for j in range(stops.bolus_from[i], stops.bolus_from[i + 1]):
                y[stops.row[j]] += stops.amount[j] * problem.scale[stops.scale_row[j], person]
            if i + 1 < len(stops.hours):
                y = solve(y, hour, stops.hours[i + 1], person)
    return results


def lsoda_interpreted(problem: Problem, count: int) -> np.ndarray:
    """SciPy's LSODA with the flows as plain Python."""
    from scipy.integrate import odeint

    flows = make_flows(_soft, _power)
    rate = problem.course.solids[0].dissolution_per_h

    def solve(y: np.ndarray, start: float, end: float, person: int) -> np.ndarray:
        p = Parameters(*problem.parameters[:, person].tolist())

        def rates(state: np.ndarray, _: float) -> list[float]:
            s = state.tolist()
            drive = Drive(0.0, rate * s[0], LOSS_OF_SOLID_PER_H * s[0], 0.0, 0.0, 1.0)
            found = flows(State(*s[1 : 1 + N_STATES]), p, drive)
            return [-(rate + LOSS_OF_SOLID_PER_H) * s[0], *found]

        return np.asarray(odeint(rates, y, [start, end], rtol=RELATIVE, atol=ABSOLUTE)[-1])

    return per_person(problem, count, solve)


def compiled_rates(problem: Problem) -> Any:
    """The flows of one person as a compiled function ``rates(y, t, p, out)``, which gives out."""
    import numba

    uptake = numba.njit(uptake_per_h)
    flows = numba.njit(make_flows(numba.njit(_soft), numba.njit(lambda b, e: b**e), uptake))
    rate = problem.course.solids[0].dissolution_per_h
    states = ", ".join(f"y[{1 + i}]" for i in range(N_STATES))
    values = ", ".join(f"p[{i}]" for i in range(len(Parameters._fields)))
    text = (
        "def rates(y, t, p, out):\n"
        f"    r = flows(State({states}), Parameters({values}), "
        f"Drive(0.0, {rate} * y[0], {LOSS_OF_SOLID_PER_H} * y[0], 0.0, 0.0, 1.0))\n"
        f"    out[0] = -({rate} + {LOSS_OF_SOLID_PER_H}) * y[0]\n"
        + "\n".join(f"    out[{1 + i}] = r[{i}]" for i in range(len(ORDER)))
        + "\n    return out\n"
    )
    space: dict[str, Any] = {
        "flows": flows,
        "State": State,
        "Parameters": Parameters,
        "Drive": Drive,
    }
    exec(text, space)
    return numba.njit(space["rates"])


def with_numbalsoda(problem: Problem, method: str) -> Callable[[int], np.ndarray]:
    """Numbalsoda's ``lsoda`` or ``dop853``: all stops of a person in compiled code."""
    numba, numbalsoda = import_module("numba"), import_module("numbalsoda")
    flows = compiled_rates(problem)
    rows, parameters = len(problem.start), len(problem.parameters)

    def rates(t: Any, y: Any, out: Any, p: Any) -> None:
        flows(
            numba.carray(y, (rows,)), t, numba.carray(p, (parameters,)), numba.carray(out, (rows,))
        )

    compiled = numba.cfunc(numbalsoda.lsoda_sig)(rates)
    solver, address, outputs = getattr(numbalsoda, method), compiled.address, OUTPUTS

    def person(
        y: Any, p: Any, scale: Any, hours: Any, bolus_from: Any, row: Any, amount: Any,
        scale_row: Any, output: Any,
    ) -> Any:  # fmt: skip
        results = np.empty((outputs, rows))
        for i in range(len(hours)):
            if output[i] >= 0:
                results[output[i]] = y
            for j in range(bolus_from[i], bolus_from[i + 1]):
                y[row[j]] += amount[j] * scale[scale_row[j]]
            if i + 1 < len(hours):
                span = np.array([hours[i], hours[i + 1]])
                found, _ = solver(address, y, span, p, RELATIVE, ABSOLUTE)
                y = found[-1].copy()
        return results

    followed, stops = numba.njit(person), problem.stops
    course = (
        stops.hours, stops.bolus_from, stops.row, stops.amount, stops.scale_row, stops.output
    )  # fmt: skip

    def work(count: int) -> np.ndarray:
        found = [
            followed(problem.start[:, i].copy(), problem.parameters[:, i].copy(),
                     problem.scale[:, i].copy(), *course)
            for i in range(count)
        ]  # fmt: skip
        return np.stack(found, axis=2)

    return work


def lsoda_compiled(problem: Problem, count: int) -> np.ndarray:
    """SciPy's LSODA with the flows compiled by numba, called from Python."""
    from scipy.integrate import odeint

    rates = compiled_rates(problem)

    def solve(y: np.ndarray, start: float, end: float, person: int) -> np.ndarray:
        p = np.ascontiguousarray(problem.parameters[:, person])
        out = np.empty_like(y)
        return np.asarray(
            odeint(rates, y, [start, end], args=(p, out), rtol=RELATIVE, atol=ABSOLUTE)[-1]
        )

    return per_person(problem, count, solve)


def roadrunner(problem: Problem, count: int) -> tuple[np.ndarray, float]:
    """LibRoadRunner (CVODE) on our SBML; reading and compiling the model is not counted."""
    import roadrunner as rr_module

    rr_module.Logger.setLevel(rr_module.Logger.LOG_FATAL)
    names = list(names_of(problem.course))
    results = np.empty((OUTPUTS, len(names), count))
    spent = 0.0
    for person in range(count):
        model = rr_module.RoadRunner(
            to_sbml(problem.parameters, problem.start, problem.course, person)
        )
        model.integrator.relative_tolerance = RELATIVE
        model.integrator.absolute_tolerance = ABSOLUTE
        model.integrator.setValue("maximum_num_steps", 200_000)
        model.timeCourseSelections = ["time", *names]
        begin = time.process_time()
        found = np.array(model.simulate(0, 56 * 24, OUTPUTS))
        spent += time.process_time() - begin
        results[:, :, person] = found[:, 1:]
    return results, spent


def with_diffrax(problem: Problem, count: int) -> Callable[[], np.ndarray]:
    """Diffrax (Dopri8, JAX on one core): people side by side, restarted at every stop."""
    import diffrax
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    flows = make_flows(jax.nn.softplus, jnp.power)
    rate = problem.course.solids[0].dissolution_per_h
    stops = problem.stops

    def rates(_: Any, y: Any, p: Any) -> Any:
        drive = Drive(0.0, rate * y[0], LOSS_OF_SOLID_PER_H * y[0], 0.0, 0.0, 1.0)
        found = flows(State(*y[1 : 1 + N_STATES]), Parameters(*p), drive)
        return jnp.stack([-(rate + LOSS_OF_SOLID_PER_H) * y[0], *found])

    control = diffrax.PIDController(rtol=RELATIVE, atol=ABSOLUTE)

    def one(y0: Any, p: Any, entering: Any) -> Any:
        def step(y: Any, at: Any) -> Any:
            start, end, bolus = at
            found = diffrax.diffeqsolve(
                diffrax.ODETerm(rates), diffrax.Dopri8(), start, end, 0.05, y + bolus, args=p,
                stepsize_controller=control, saveat=diffrax.SaveAt(t1=True),
            ).ys[-1]  # fmt: skip
            return found, y

        last, seen = jax.lax.scan(step, y0, (stops.hours[:-1], stops.hours[1:], entering))
        return jnp.concatenate([seen, last[None]])

    entering = np.zeros((count, len(stops.hours) - 1, len(problem.start)))
    for i in range(len(stops.hours) - 1):
        for j in range(stops.bolus_from[i], stops.bolus_from[i + 1]):
            entering[:, i, stops.row[j]] += (
                stops.amount[j] * problem.scale[stops.scale_row[j], :count]
            )
    many = jax.jit(jax.vmap(one))
    given = (problem.start[:, :count].T, problem.parameters[:, :count].T, entering)

    def work() -> np.ndarray:
        found = np.asarray(many(*given).block_until_ready())
        return found[:, stops.output >= 0].transpose(1, 2, 0)

    work()
    return work


def accuracy(problem: Problem, found: np.ndarray, exact: np.ndarray) -> float:
    """The worst relative difference in daily serum and daily urine."""
    count = found.shape[2]
    serum, urine = 1 + ORDER.index("extracellular"), 1 + ORDER.index("urine")
    reference = exact[:, :, :count]
    one = np.abs(found[1:, serum] / reference[1:, serum] - 1).max()
    daily, true = np.diff(found[:, urine], axis=0), np.diff(reference[:, urine], axis=0)
    return float(max(one, np.abs(daily / true - 1).max()))


def measure() -> list[dict[str, Any]]:
    """Person-simulations per second and the accuracy each reached."""
    problem = Problem()
    rows: list[dict[str, Any]] = []
    exact = lockstep.integrate(*problem.first(8), relative=1e-10, absolute=1e-12)

    def add(name: str, count: int, work: Callable[[], Any], repeat: int = 1) -> None:
        best, found = math.inf, None
        for _ in range(repeat):
            begin = time.process_time()
            found = work()
            spent = time.process_time() - begin
            if isinstance(found, tuple):
                found, spent = found
            best = min(best, spent)
        assert found is not None
        shown = found[:, :, :8]
        rows.append(
            {
                "solver": name,
                "people": count,
                "per_second": round(count / best, 2),
                "accuracy": accuracy(problem, shown, exact),
            }
        )
        print(f"{name:44}{count / best:10.1f}/s   {rows[-1]['accuracy']:.1e}", flush=True)

    engines = {"NumPy (base install)": integration.integrate}
    if find_spec("numba"):
        from magwise.models.body import lanes

        engines["numba (extra fast)"] = lanes.integrate
        lanes.integrate(*problem.first(16))
    for name, integrate in engines.items():
        for relative in (RELATIVE, RELATIVE / 10):
            add(f"ours, {name}, {relative:.0e}", PEOPLE, partial(
                integrate, *problem.first(PEOPLE), relative=relative, absolute=relative / 100,
            ), repeat=3)  # fmt: skip
        add(f"ours, {name}, one person", 1, partial(integrate, *problem.first(1)), repeat=3)
    differing = Problem(128, days_differ=True)
    same, exact = exact, lockstep.integrate(*differing.first(8), relative=1e-10, absolute=1e-12)
    for name, integrate in engines.items():
        add(f"ours, {name}, no two days alike", 128, partial(integrate, *differing.first(128)))
    exact = same
    add("SciPy LSODA, interpreted", 2, lambda: lsoda_interpreted(problem, 2))
    if find_spec("numba"):
        lsoda_compiled(problem, 1)
        add("SciPy LSODA, compiled right-hand side", 8, lambda: lsoda_compiled(problem, 8))
    if find_spec("numba") and find_spec("numbalsoda"):
        for method in ("dop853", "lsoda"):
            solve = with_numbalsoda(problem, method)
            solve(1)
            add(f"numbalsoda {method}", 32, partial(solve, 32), repeat=2)
    if find_spec("roadrunner"):
        add("libRoadRunner on our SBML", 8, lambda: roadrunner(problem, 8))
    if find_spec("diffrax"):
        work = with_diffrax(problem, 32)
        add("diffrax Dopri8", 32, work)
    for peer in ("numba", "roadrunner", "diffrax", "numbalsoda"):
        if not find_spec(peer):
            print(f"{peer}: not installed, not measured")
    return rows


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = measure()
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
