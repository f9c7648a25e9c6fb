"""The model beside what was published: each observation, what the model says, and the verdict.

The rows for use ``test`` are never used to fit anything. Bands hold for the mean of a study, so a
row passes when the mean of a drawn population lies in its band; the interval beside it shows what
our doubt about the constants does to the typical person, and decides nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.course import Act, Array, Bolus, Course
from magwise.models.body.regimen import (
    USUAL_MEALS,
    Meal,
    class_of,
    meals_of_day,
    scale_of_meals,
)
from magwise.models.body.simulation import Trajectory, follow
from magwise.models.body.states import N_STATES, N_TALLIES, Parameters
from magwise.models.body.steady import Settled, settle
from magwise.models.body.subject import (
    BETWEEN_KIDNEYS,
    EGFR_RANGE,
    NOT_DRAWN,
    REFERENCE_FAT_FREE_KG,
    People,
    Values,
    constants,
    draw,
    typical,
)
from magwise.models.body.tracer import follow_label

_P = {name: i for i, name in enumerate(Parameters._fields)}
REFERENCE_KG = 70.0
PAIRS = 32  # of people in a study population


@dataclass(frozen=True, slots=True)
class Row:
    """One observation with what the model says of it."""

    id: str
    use: str
    group: str
    measured: str
    unit: str
    observed: float
    low: float
    high: float
    predicted: float
    typical: float
    predicted_low: float
    predicted_high: float
    passes: bool
    sources: tuple[str, ...]
    because: str | None = None  # what is known of why it fails; None where it passes


class Laboratory:
    """People of one set of constants, and the experiments that were done on them."""

    def __init__(
        self,
        kb: Knowledge,
        values: Values,
        engine: str | None = None,
        *,
        serum: Array | float = 1.0,
        kidney: Array | float = 1.0,
        fat_free_kg: float = REFERENCE_FAT_FREE_KG,
        age_years: float = 40.0,
    ) -> None:
        self.kb = kb
        self.values = values
        self.engine = engine
        self.count = len(next(iter(values.values())))
        self.serum = serum  # of each person, as a share of the typical one
        self.kidney = kidney
        self.fat_free_kg = fat_free_kg
        self.age_years = age_years
        self._settled: dict[tuple[float, float, bool], tuple[People, Settled, Array]] = {}

    def people(self, intake_mg: float, egfr: float = 120.0, *, pregnant: bool = False) -> People:
        """Reference adults: of 40, with 55 kg fat-free mass, unless told otherwise."""
        one, none = np.ones(self.count), np.zeros(self.count)
        factor = self.kb.body_factors["pregnancy"]
        serum = self.kb.body_parameters["serum-typical"].value * self.serum * one
        return People(
            fat_free_kg=self.fat_free_kg * one, age_years=self.age_years * one,
            egfr=np.clip(egfr * self.kidney * one, *EGFR_RANGE),
            serum_mmol_per_l=serum * (factor.tubular if pregnant else 1.0),
            intake_mg_per_day=intake_mg * one, tubular=one, uptake=one,
            filtration=(factor.filtration if pregnant else 1.0) * one, acid_soluble=one,
            milk_mmol_per_day=none, used_to_heat=none, sweat_litres_per_day=none,
        )  # fmt: skip

    def settled(
        self, intake_mg: float = 300.0, egfr: float = 120.0, *, pregnant: bool = False
    ) -> tuple[People, Settled, Array]:
        """People in their usual day, and the scale of its meals."""
        key = (intake_mg, egfr, pregnant)
        if key not in self._settled:
            people = self.people(intake_mg, egfr, pregnant=pregnant)
            scale = scale_of_meals(USUAL_MEALS, people, self.values)
            start = constants(self.values, people)
            found = settle(start, meals_of_day(USUAL_MEALS), scale)
            self._settled[key] = (people, found, scale)
        return self._settled[key]

    def meals(self, days: int, factor: float = 1.0) -> list[Bolus]:
        """The usual meals of some days, larger or smaller."""
        return [
            Bolus(24.0 * day + b.hour, b.target, b.mmol * factor, b.scale)
            for day in range(days)
            for b in meals_of_day(USUAL_MEALS)
        ]

    def course(
        self,
        days: int,
        *,
        diet: float = 1.0,
        breakfast: bool = True,
        doses: tuple[tuple[float, float, str], ...] = (),
        every_day: bool = True,
        acts: tuple[Act, ...] = (),
        boluses: tuple[Bolus, ...] = (),
        intake_mg: float = 300.0,
        pregnant: bool = False,
        outputs: tuple[float, ...] | None = None,
    ) -> Trajectory:
        """Follow the reference people; ``doses`` are (hour, mmol, form)."""
        from magwise.models.body.course import Solid

        _, found, scale = self.settled(intake_mg, pregnant=pregnant)
        entering = self.meals(days, diet)
        if not breakfast:
            entering = [b for b in entering if b.hour % 24 > 4]
        one = np.ones((1, self.count))
        rows = [*scale, one[0]]
        solids: list[Solid] = []
        for hour, mmol, form in doses:
            kind = self.kb.form_classes[class_of(form, self.kb)]
            share = kind.soluble_share
            target = "stomach_fed"
            if kind.dissolution_per_h is not None:
                solid = Solid(kind.dissolution_per_h, True)
                if solid not in solids:
                    solids.append(solid)
                target = f"solid:{solids.index(solid)}"
            for day in range(days if every_day else 1):
                at = 24.0 * day + hour
                entering.append(Bolus(at, target, mmol * share, len(rows) - 1))
                entering.append(Bolus(at, "unabsorbed", mmol * (1 - share), len(rows) - 1))
        entering += [Bolus(b.hour, b.target, b.mmol, len(rows) - 1) for b in boluses]
        wanted = tuple(24.0 * d for d in range(days + 1)) if outputs is None else outputs
        course = Course(24.0 * days, tuple(entering), acts, tuple(solids), wanted, np.stack(rows))
        return follow(found.state, found.parameters, course, found.balanced, engine=self.engine)

    def meal_alone(
        self, mmol: float, *, fed: bool = True, phytate_ratio: float = 0.0, food: bool = True
    ) -> Array:
        """Share absorbed of one meal or drink in an empty gut."""
        people = self.people(mmol * MG_PER_MMOL)
        scale = (
            scale_of_meals((Meal(8 * 60, 1.0, phytate_ratio),), people, self.values)
            if food
            else np.stack([mmol * np.ones(self.count), np.zeros(self.count)])
        )
        target = "stomach_fed" if fed else "stomach_fasted"
        course = Course(
            72.0, (Bolus(0.0, target, 1.0, 0), Bolus(0.0, "unabsorbed", 1.0, 1)), (), (),
            (72.0,), scale,
        )  # fmt: skip
        _, found, _ = self.settled()
        state = found.state.copy()
        state[:6] = 0.0
        end = follow(state, found.parameters, course, found.balanced, engine=self.engine)
        absorbed: Array = end.of("absorbed")[-1] / mmol
        return absorbed

    def label(
        self, servings: tuple[tuple[float, float], ...], hours: float, *, fed: bool
    ) -> dict[str, Array]:
        """Labelled drinks (hour, mmol) between the usual meals."""
        _, found, scale = self.settled()
        rows = np.concatenate([scale, np.ones((1, self.count))])
        target = "stomach_fed" if fed else "stomach_fasted"
        drinks = [Bolus(hour, target, mmol, len(rows) - 1) for hour, mmol in servings]
        meals = self.meals(int(hours // 24) + 1)
        return follow_label(found.state, found.parameters, [*meals, *drinks], drinks, rows, hours)

    # --- one method for each kind of experiment -------------------------------------------

    def net_absorption(self, intake_mg: float, egfr: float = 120.0, *, net: bool = True) -> Array:
        """Share of the usual diet that is absorbed, less what the gut itself loses."""
        people, found, scale = self.settled(intake_mg, egfr)
        course = Course(24.0, tuple(self.meals(1)), (), (), (24.0,), scale)
        end = follow(found.state, found.parameters, course, found.balanced, engine=self.engine)
        kept = end.of("absorbed")[-1] - (end.of("endogenous")[-1] if net else 0.0)
        share: Array = kept / (people.intake_mg_per_day / MG_PER_MMOL)
        return share

    def trial(self, mg: float, times: int, days: int, form: str = "citrate") -> tuple[Array, Array]:
        """Rise of 24-hour urine and of fasting serum after days of equal doses."""
        hours = {1: (1.0,), 2: (1.0, 11.5), 3: (0.5, 5.5, 11.5)}[times]
        doses = tuple((hour, mg / times / MG_PER_MMOL, form) for hour in hours)
        taken, none = self.course(days, doses=doses), self.course(days)
        urine: Array = taken.per_day("urine")[-1] - none.per_day("urine")[-1]
        return urine, taken.serum()[-1] - none.serum()[-1]

    def area(self, **given: object) -> Array:
        """Rise of the area under serum over 12 hours, against the same day without it.

        As such studies are done: no breakfast, the dose at 08:00, later meals as usual. What the
        gut itself loses goes with serum, so its tally is the area, without any sampling.
        """

        def under(**more: object) -> Array:
            found = self.course(1, breakfast=False, outputs=(1.0, 13.0), **more)  # type: ignore[arg-type]
            return np.asarray(np.diff(found.of("endogenous"), axis=0)[0])

        found: Array = under(**given) / under()
        return found - 1

    def predictions(self) -> dict[str, Callable[[], Array]]:
        """How each observation is predicted, by its id."""

        def oral(mmol: float) -> Array:
            return self.area(doses=((1.0, mmol, "citrate"),))

        def vein(mmol: float) -> Array:
            return self.area(boluses=(Bolus(1.0, "extracellular", mmol),))

        seven = tuple((1.0 + 1.7 * i, 126 / 7 / MG_PER_MMOL) for i in range(7))
        two = tuple((hour, 63 / MG_PER_MMOL) for hour in (2.0, 9.0))
        bread = 3.6

        def kappeler() -> Array:
            mmol = 300 / MG_PER_MMOL
            once = {"every_day": False, "outputs": (1.0, 25.0)}
            a = self.course(2, doses=((1.0, mmol, "citrate"),), **once)  # type: ignore[arg-type]
            b = self.course(2, doses=((1.0, mmol, "oxide"),), **once)  # type: ignore[arg-type]
            found: Array = (a.of("urine") - b.of("urine"))[-1]
            return found

        def retention() -> Array:
            act = Act(1.0, 9.0, infusion_mmol_per_h=30 / 8)
            found: Array = self.course(2, acts=(act,), outputs=(1.0, 25.0)).of("urine")
            return np.asarray(1 - (found[1] - found[0]) / 30)

        def clearance() -> Array:
            acts = (
                Act(0.0, 0.5, infusion_mmol_per_h=32.0),
                Act(0.5, 24.0, infusion_mmol_per_h=8.0),
            )
            end = self.course(1, acts=acts, pregnant=True, outputs=(20.0, 22.0))
            gone = end.of("urine") + end.of("endogenous")
            found: Array = (gone[1] - gone[0]) / 2 / end.serum().mean(axis=0)
            return found

        def threshold() -> Array:
            _, found, _ = self.settled()
            filtered = found.parameters[_P["filtered_l_per_h"]] / self.values["filterable_share"]
            return np.asarray(found.parameters[_P["tubular_max_mmol_per_h"]] / filtered)

        def pool() -> Array:
            _, found, _ = self.settled()
            return np.asarray(found.state[6:9].sum(axis=0) / REFERENCE_KG)

        def balance() -> Array:
            end = self.course(28, diet=165 / 300)
            out = sum(end.per_day(n)[-1] for n in ("urine", "unabsorbed", "endogenous"))
            kept: Array = 165 / MG_PER_MMOL - out
            return kept

        deplete: list[Trajectory] = []

        def depleted() -> Trajectory:
            if not deplete:
                deplete.append(self.course(100, diet=9 / 300))
            return deplete[0]

        def apparent(found: dict[str, Array]) -> Array:
            """Absorption by faecal monitoring: label that the gut loses again counts as faeces."""
            return found["absorbed"] - found["endogenous"]

        def tracer_in_urine() -> Array:
            found = self.label(((0.5, 2.0),), 132.0, fed=True)
            return found["urine"] / apparent(found)

        def servings(which: tuple[tuple[float, float], ...]) -> Array:
            return apparent(self.label(which, 72.0, fed=False))

        return {
            "fine-low": lambda: self.meal_alone(36 / MG_PER_MMOL),
            "fine-high": lambda: self.meal_alone(1000 / MG_PER_MMOL),
            "sabatier-2003": lambda: self.meal_alone(70 / MG_PER_MMOL, food=False),
            "spencer-normal": lambda: self.net_absorption(210.0),
            "spencer-renal": lambda: self.net_absorption(210.0, 10.0),
            "graham-middle": lambda: self.net_absorption(10 * MG_PER_MMOL, net=False),
            "graham-high": lambda: self.net_absorption(23.5 * MG_PER_MMOL, net=False),
            "rude-threshold": threshold,
            "avioli-pool": pool,
            "load-retention": retention,
            "kappeler-difference": kappeler,
            "bohn-high-phytate": lambda: (
                self.meal_alone(bread, phytate_ratio=1.49 / bread) / self.meal_alone(bread)
            ),
            "bohn-low-phytate": lambda: (
                self.meal_alone(bread, phytate_ratio=0.75 / bread) / self.meal_alone(bread)
            ),
            "joris-urine": lambda: self.trial(351, 3, 168)[0],
            "joris-serum": lambda: self.trial(351, 3, 168)[1],
            "zhang-urine": lambda: self.trial(365, 2, 84, "unknown")[0],
            "zhang-serum": lambda: self.trial(365, 2, 84, "unknown")[1],
            "deficient-urine": lambda: self.course(4, diet=10 / 300).per_day("urine")[-1],
            "shils-plasma": lambda: depleted().serum()[-1] / depleted().serum()[0],
            "shils-red-cells": lambda: (
                depleted().of("red_cells")[90] / depleted().of("red_cells")[0]
            ),
            "infusion-clearance": clearance,
            "wilimzig-oral-12": lambda: oral(12.0),
            "wilimzig-oral-24": lambda: oral(24.0),
            "wilimzig-iv-4": lambda: vein(4.0),
            "wilimzig-iv-8": lambda: vein(8.0),
            "sabatier-2011-seven": lambda: servings(seven),
            "sabatier-2011-two": lambda: servings(two),
            "sabatier-2011-ratio": lambda: servings(seven) / servings(two),
            "tracer-in-urine": tracer_in_urine,
            "hunt-balance": balance,
            "verhas-water": lambda: self.meal_alone(1.2, fed=False, food=False),
            "bohn-bread": lambda: self.meal_alone(bread),
        }


def study_population(
    kb: Knowledge, pairs: int, random: np.random.Generator, engine: str | None = None
) -> Laboratory:
    """People who differ as people do, in mirrored pairs around the typical one."""

    def mirrored(spread: float) -> Array:
        half = np.clip(random.standard_normal(pairs), -2.5, 2.5)
        return np.exp(spread * np.concatenate([half, -half]))

    values = typical(kb, 2 * pairs)
    for name, one in kb.body_parameters.items():
        if one.between and name not in NOT_DRAWN:
            drawn = one.value * mirrored(one.between)
            low = -np.inf if one.low is None else one.low
            values[name.replace("-", "_")] = np.clip(
                drawn, low, np.inf if one.high is None else one.high
            )
    serum = mirrored(kb.body_parameters["serum-typical"].between)
    return Laboratory(kb, values, engine, serum=serum, kidney=mirrored(BETWEEN_KIDNEYS))


def qualify(
    kb: Knowledge,
    random: np.random.Generator,
    *,
    draws: int = 48,
    engine: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[Row, ...]:
    """Every published observation beside the model, with the interval of our doubt."""
    ways = Laboratory(kb, draw(kb, draws, random, between=False), engine).predictions()
    studies = study_population(kb, PAIRS, np.random.default_rng(1), engine).predictions()
    rows = []
    for name, one in kb.observations.items():
        if progress is not None:
            progress(name)
        found = ways[name]()
        low, high = np.quantile(found, [0.05, 0.95])
        best = float(np.mean(studies[name]()))
        rows.append(
            Row(
                id=name, use=one.use, group=one.group, measured=one.measured, unit=one.unit,
                observed=one.value,
                low=one.low, high=one.high, predicted=best,
                typical=float(found[0]),
                predicted_low=float(min(low, best)), predicted_high=float(max(high, best)),
                passes=one.low <= best <= one.high,
                sources=tuple(c.source for c in one.citations),
                because=None if one.low <= best <= one.high else one.because,
            )
        )  # fmt: skip
    return tuple(rows)


assert N_STATES + N_TALLIES == 18
