"""A person as the body model sees one, and the constants that follow from it.

Constants are drawn twice over: from what is unknown about their typical value, and from how much
people differ. The tubular maximum is not drawn but solved (see `steady`), so that usual intake
and fasting serum belong together.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from magwise.core.errors import InputError, NotApplicable, Problem, collect
from magwise.core.interval import Interval
from magwise.core.records import Dose
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.states import STEPS_OF_INTESTINE, Parameters

Array = NDArray[np.float64]
REFERENCE_FAT_FREE_KG = 55.0
REFERENCE_EGFR = 120.0
EGFR_LOSS_PER_YEAR = 0.8  # after 40
EGFR_RANGE = (10.0, 160.0)
SERUM_RANGE = (0.4, 1.5)
INTAKE_RANGE_MG = (40.0, 1500.0)
REFERENCE_INTAKE_MG = 300.0
BETWEEN_KIDNEYS = 0.12  # SD of the logarithm of filtration where it was not measured
ALCOHOL_OF_STUDY_G_PER_KG = 2 * 0.789  # 2 mL a kg gave the effect that `alcohol` stands for
CAFFEINE_OF_STUDY_MG = 225.0  # the middle of 150 to 300 mg
_TYPICAL_FAT_FREE_KG = {"female": 44.0, "male": 60.0}
NOT_DRAWN = frozenset(
    {"tubular-maximum", "serum-typical", "mean-above-fasting", "sweat-rate", "laxative-dose"}
)
_LN2 = math.log(2.0)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of one adult; None is not known, and is then drawn or taken as typical.

    Attributes
    ----------
    egfr
        Kidney function [mL/min/1.73 m2].
    serum_mmol_per_l
        Fasting serum magnesium.
    intake_mg_per_day
        Usual intake from food.
    factors
        Ids of body factors that hold (``thiazide``, ``pregnancy``, ...), and for how many weeks.
        Whoever has one is in balance with it; 0 weeks begins today; None is long enough.
    alcohol_g_per_day, caffeine_mg_per_day, sweat_litres_per_day, doses_in_use
        Habits of the usual day; they are part of the balance that the simulation starts from, and
        go on. Doses in use are what someone takes already, every day.
    """

    sex: str | None = None
    age_years: float | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    egfr: float | None = None
    serum_mmol_per_l: float | None = None
    intake_mg_per_day: Interval = field(default_factory=lambda: Interval(200.0, 300.0, 420.0))
    factors: Mapping[str, float | None] = field(default_factory=dict)
    used_to_heat: bool = False
    alcohol_g_per_day: float = 0.0
    caffeine_mg_per_day: float = 0.0
    sweat_litres_per_day: float = 0.0
    doses_in_use: tuple[Dose, ...] = ()

    def check(self, kb: Knowledge) -> None:
        """Refuse what the model was not made for.

        Raises
        ------
        InputError
            Something is not a number, negative or unknown.
        NotApplicable
            Someone outside its range: under 18, kidneys below its range.
        """
        problems = []
        for name, low, high in (
            ("weight_kg", 30.0, 250.0),
            ("height_cm", 120.0, 230.0),
            ("serum_mmol_per_l", *SERUM_RANGE),
            ("alcohol_g_per_day", 0.0, 400.0),
            ("caffeine_mg_per_day", 0.0, 3000.0),
            ("sweat_litres_per_day", 0.0, 10.0),
        ):
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                problems.append(_range(name, value, low, high))
        for value in (self.intake_mg_per_day.low, self.intake_mg_per_day.high):
            if not INTAKE_RANGE_MG[0] <= value <= INTAKE_RANGE_MG[1]:
                problems.append(_range("intake_mg_per_day", value, *INTAKE_RANGE_MG))
        for name in self.factors:
            if name not in kb.body_factors:
                problems.append(Problem("error.body-factor", values={"given": name}))
        collect(problems)
        outside = []
        if self.age_years is not None and not 18 <= self.age_years <= 100:
            outside.append(_range("age_years", self.age_years, 18, 100))
        if self.egfr is not None and not EGFR_RANGE[0] <= self.egfr <= EGFR_RANGE[1]:
            outside.append(_range("egfr", self.egfr, *EGFR_RANGE))
        collect(outside, NotApplicable)

    def fat_free_kg(self) -> float:
        """Fat-free mass [kg] from weight, height and sex (Janmahasatian 2005), or typical."""
        if self.weight_kg is None:
            return _TYPICAL_FAT_FREE_KG.get(self.sex or "", 52.0)
        index = 25.0 if self.height_cm is None else self.weight_kg / (self.height_cm / 100) ** 2
        woman = 9270 * self.weight_kg / (8780 + 244 * index)
        man = 9270 * self.weight_kg / (6680 + 216 * index)
        return {"female": woman, "male": man}.get(self.sex or "", (woman + man) / 2)


def _range(name: str, value: float, low: float, high: float) -> Problem:
    given = value if math.isfinite(value) else repr(value)
    values = {"field": name, "given": str(given), "low": f"{low:g}", "high": f"{high:g}"}
    return Problem("error.body-range", name, values)


def refuse(problem: str, **values: Any) -> InputError:
    """An input error with one problem."""
    return InputError(Problem(problem, values={k: str(v) for k, v in values.items()}))


@dataclass(frozen=True, slots=True)
class People:
    """Many people as columns: what differs besides the drawn constants, each ``[people]``."""

    fat_free_kg: Array
    age_years: Array
    egfr: Array
    serum_mmol_per_l: Array
    intake_mg_per_day: Array
    tubular: Array
    uptake: Array
    filtration: Array
    acid_soluble: Array
    milk_mmol_per_day: Array
    used_to_heat: Array
    sweat_litres_per_day: Array

    def __len__(self) -> int:
        return len(self.fat_free_kg)


Values = dict[str, Array]


def typical(kb: Knowledge, people: int = 1) -> Values:
    """The typical constants, the same for everyone."""
    return {
        name.replace("-", "_"): np.full(people, one.value)
        for name, one in kb.body_parameters.items()
    }


def draw(
    kb: Knowledge,
    people: int,
    random: np.random.Generator,
    *,
    doubt: bool = True,
    between: bool = True,
) -> Values:
    """Constants of ``people`` people, log-normal around the typical ones.

    The first person is always the typical one, so that a best estimate belongs to every draw.
    """
    values = typical(kb, people)
    for name, one in kb.body_parameters.items():
        if name in NOT_DRAWN:
            continue
        spread = math.hypot(one.doubt * doubt, one.between * between)
        noise = random.standard_normal(people)
        if spread == 0:
            continue
        noise[0] = 0.0
        drawn = one.value * np.exp(spread * np.clip(noise, -3, 3))
        values[name.replace("-", "_")] = np.clip(
            drawn,
            -np.inf if one.low is None else one.low,
            np.inf if one.high is None else one.high,
        )
    return values


def people_like(
    subject: Subject, kb: Knowledge, people: int, random: np.random.Generator
) -> People:
    """``people`` versions of one person; what is not known differs between them."""
    subject.check(kb)
    noise = random.standard_normal((3, people))
    noise[:, 0] = 0.0
    noise = np.clip(noise, -2.5, 2.5)
    effects, standing = _effects(subject, kb, random, people)
    if subject.serum_mmol_per_l is None:
        serum_of = kb.body_parameters["serum-typical"]
        serum = serum_of.value * np.exp(serum_of.between * noise[0]) * standing
        serum = np.clip(serum, serum_of.low or 0, serum_of.high or np.inf)
    else:  # one measurement, scattered within a person; what holds already stands in it
        serum = subject.serum_mmol_per_l * np.exp(0.04 * noise[0])
    age = 40.0 if subject.age_years is None else subject.age_years
    egfr = subject.egfr
    if egfr is None:
        egfr = REFERENCE_EGFR - EGFR_LOSS_PER_YEAR * max(0.0, age - 40)
        kidney = egfr * np.exp(BETWEEN_KIDNEYS * noise[1])
    else:
        kidney = egfr * np.exp(0.05 * noise[1])
    intake = subject.intake_mg_per_day
    up = math.log(intake.high / intake.best) / 1.645
    down = math.log(intake.best / intake.low) / 1.645
    eaten = intake.best * np.exp(np.where(noise[2] > 0, up, down) * noise[2])
    one = np.ones(people)
    return People(
        fat_free_kg=subject.fat_free_kg() * one,
        age_years=age * one,
        egfr=np.clip(kidney, *EGFR_RANGE),
        serum_mmol_per_l=serum,
        intake_mg_per_day=np.clip(eaten, *INTAKE_RANGE_MG),
        used_to_heat=np.full(people, float(subject.used_to_heat)),
        sweat_litres_per_day=subject.sweat_litres_per_day * one,
        **effects,
    )


def _effects(
    subject: Subject, kb: Knowledge, random: np.random.Generator, people: int
) -> tuple[dict[str, Array], Array]:
    """What someone's states do: factors on constants, and on the fasting serum of the balance."""
    found = {name: np.ones(people) for name in ("tubular", "uptake", "filtration", "acid_soluble")}
    found["milk_mmol_per_day"] = np.zeros(people)
    standing = np.ones(people)
    cancelled = {gone for name in subject.factors for gone in kb.body_factors[name].cancels}
    for name, weeks in subject.factors.items():
        one = kb.body_factors[name]
        if name in cancelled or one.hours is not None:
            continue
        share = 1.0
        if one.full_weeks > one.from_weeks and weeks is not None:
            share = min(1.0, max(0.0, (weeks - one.from_weeks) / (one.full_weeks - one.from_weeks)))
        noise = np.exp(one.doubt * random.standard_normal(people))
        noise[0] = 1.0
        tubular = one.tubular * noise if one.tubular != 1 else np.ones(people)
        if weeks == 0:
            found["tubular"] *= tubular
        else:
            standing *= tubular
        found["uptake"] *= np.minimum(1.2, 1 + share * (one.uptake - 1) * noise)
        found["filtration"] *= 1 + share * (one.filtration - 1)
        found["acid_soluble"] *= 1 + share * (one.soluble_acid_dependent - 1)
        found["milk_mmol_per_day"] = found["milk_mmol_per_day"] + one.milk_mmol_per_day * noise
    weight = subject.weight_kg or 70.0
    for name, times in (
        ("alcohol", subject.alcohol_g_per_day / (ALCOHOL_OF_STUDY_G_PER_KG * weight)),
        ("caffeine", subject.caffeine_mg_per_day / CAFFEINE_OF_STUDY_MG),
    ):
        one = kb.body_factors[name]
        standing *= 1 + min(times, 2.0) * (one.tubular - 1) * (one.hours or 24.0) / 24
    return found, standing


def constants(values: Values, people: People, tubular_mmol_per_h: Array | None = None) -> Array:
    """The parameters of everyone, ``[parameters, people]``; without a tubular maximum a guess."""
    size = people.fat_free_kg / REFERENCE_FAT_FREE_KG
    older = np.maximum(0.0, people.age_years - 40)
    kidney_points = np.array([0.0, 10.0, 15.0, 30.0, 60.0, 1000.0])
    uptake_at = np.stack(
        [
            values["uptake_at_egfr_10"], values["uptake_at_egfr_10"], values["uptake_at_egfr_15"],
            values["uptake_at_egfr_30"], np.ones(len(people)), np.ones(len(people)),
        ]
    )  # fmt: skip
    uptake = (
        values["uptake_maximum"]
        * size**0.75
        * np.clip(1 - values["age_uptake"] * older, 0.3, 1.0)
        * _interpolate(people.egfr, kidney_points, uptake_at)
        * people.uptake
        * values["adaptation"]
        ** np.clip(np.log2(REFERENCE_INTAKE_MG / people.intake_mg_per_day), -2, 2)
    )
    surface = np.sqrt(size)  # eGFR is per 1.73 m2; the body surface goes about with this root
    filtration = values["filtration"] * people.egfr / REFERENCE_EGFR * surface * people.filtration
    renal = filtration / values["filtration"]
    tubular = (
        values["tubular_maximum"] * filtration if tubular_mmol_per_h is None else tubular_mmol_per_h
    )
    bone_share = np.clip(1 - values["age_labile_bone"] * older, 0.4, 1.0)
    labile = values["labile_bone_content"] * size
    sweat = np.where(
        people.used_to_heat > 0, values["sweat_acclimatised"], values["sweat_unacclimatised"]
    )
    return np.stack(
        Parameters(
            gastric_fed_per_h=_LN2 / values["gastric_half_fed"],
            gastric_fasted_per_h=_LN2 / values["gastric_half_fasted"],
            transit_per_h=STEPS_OF_INTESTINE / values["transit"],
            uptake_step_mmol_per_h=uptake / STEPS_OF_INTESTINE,
            half_uptake_step_mmol=values["uptake_half"] / STEPS_OF_INTESTINE,
            passive_per_h=values["uptake_passive"],
            colon_uptake_per_h=values["colon_uptake"],
            colon_transit_per_h=1.0 / values["colon_transit"],
            filtered_l_per_h=filtration * values["filterable_share"],
            tubular_max_mmol_per_h=tubular,
            splay_mmol_per_h=values["splay"] / 24 * renal,
            minimum_excretion=values["minimum_excretion"],
            volume_l=(values["plasma_volume"] + values["interstitial_volume"] * 0.72) * size,
            reference_mmol_per_l=people.serum_mmol_per_l + values["mean_above_fasting"],
            fast_per_h=_LN2 / values["fast_half_time"],
            fast_mmol=values["fast_content"] * size,
            exchangeable_per_h=_LN2 / values["exchangeable_half_time"],
            exchangeable_mmol=values["exchangeable_content"] * size,
            slow_per_h=values["slow_rate"] / 24,
            slow_mmol=values["slow_content"] * size,
            labile_bone_per_h=values["labile_bone_rate"] / 24,
            labile_bone_mmol=labile * bone_share,
            deep_bone_per_h=values["deep_bone_rate"] / 24,
            deep_bone_mmol=values["deep_bone_content"] * size + labile * (1 - bone_share),
            endogenous_mmol_per_h=values["endogenous"] / 24,
            skin_mmol_per_h=(values["skin"] + people.sweat_litres_per_day * sweat) / 24,
            milk_mmol_per_h=people.milk_mmol_per_day / 24,
            sweat_mmol_per_l=sweat,
            red_cell_mmol_per_l=values["red_cell_content"],
            red_cell_exponent=values["red_cell_exponent"],
            red_cell_per_h=1 / (24 * values["red_cell_days"]),
        )
    )


def _interpolate(x: Array, points: Array, values: Array) -> Array:
    place = np.clip(np.searchsorted(points, x) - 1, 0, len(points) - 2)
    share = (x - points[place]) / (points[place + 1] - points[place])
    lane = np.arange(len(x))
    found: Array = values[place, lane] * (1 - share) + values[place + 1, lane] * share
    return found


def only(people: People, chosen: Sequence[int] | Array | slice) -> People:
    """Some of the people."""
    return People(**{name: getattr(people, name)[chosen] for name in People.__slots__})


assert MG_PER_MMOL > 24
