"""A virtual population of adults: drawn covariates, drawn bodies, one regimen.

Every batch has its own generator, made of the seed and the number of the batch, so that a run
that was cut off goes on to the same numbers.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.core.errors import InputError, Problem, collect
from magwise.core.records import Regimen
from magwise.knowledge import Knowledge
from magwise.models.body.simulation import NO_DOSES, run, usual_day
from magwise.models.body.subject import (
    EGFR_LOSS_PER_YEAR,
    EGFR_RANGE,
    INTAKE_RANGE_MG,
    REFERENCE_EGFR,
    People,
    draw,
)

Array = NDArray[np.float64]
BATCH = 512
# Our assumptions about a general adult population; nobody published them in this form.
AGE_YEARS = (18.0, 85.0)
FAT_FREE_KG = {"female": (44.0, 0.12), "male": (60.0, 0.12)}  # median, SD of the logarithm
INTAKE_MG = {"female": (290.0, 0.28), "male": (360.0, 0.28)}
# medicine or state: share at 30 and at 80 years
SHARES = {
    "thiazide": (0.01, 0.15),
    "loop-diuretic": (0.002, 0.08),
    "acid-blocker": (0.05, 0.30),
    "diabetes": (0.01, 0.15),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Columns of one batch, each ``[people]``; the unit stands in the name."""

    columns: dict[str, Array]

    def __len__(self) -> int:
        return len(self.columns["age_years"])


def batches(people: int, batch: int = BATCH) -> Iterator[tuple[int, int]]:
    """Number and size of each batch.

    >>> list(batches(1100, 512))
    [(0, 512), (1, 512), (2, 76)]
    """
    if people < 1 or batch < 1:
        raise InputError(
            Problem(
                "error.body-range",
                values={"field": "n", "given": str(min(people, batch)), "low": "1", "high": "-"},
            )
        )
    for number in range(math.ceil(people / batch)):
        yield number, min(batch, people - number * batch)


def draw_people(count: int, kb: Knowledge, random: np.random.Generator) -> tuple[People, Array]:
    """Adults with the documented variation; and whether each is a woman (1) or a man (0)."""
    woman = (random.random(count) < 0.5).astype(float)
    age = random.uniform(*AGE_YEARS, count)

    def by_sex(table: dict[str, tuple[float, float]]) -> Array:
        middle = np.where(woman > 0, table["female"][0], table["male"][0])
        spread = np.where(woman > 0, table["female"][1], table["male"][1])
        found: Array = middle * np.exp(spread * np.clip(random.standard_normal(count), -3, 3))
        return found

    egfr = (REFERENCE_EGFR - EGFR_LOSS_PER_YEAR * np.maximum(0, age - 40)) * np.exp(
        0.15 * random.standard_normal(count)
    )
    serum_of = kb.body_parameters["serum-typical"]
    serum = serum_of.value * np.exp(
        serum_of.between * np.clip(random.standard_normal(count), -3, 3)
    )
    effects = {name: np.ones(count) for name in ("tubular", "uptake", "filtration", "acid_soluble")}
    older = np.clip((age - 30) / 50, 0, 1)
    for name, (young, old) in SHARES.items():
        has = random.random(count) < young + (old - young) * older
        factor = kb.body_factors[name]
        serum[has] *= factor.tubular  # they are in balance with it
        effects["uptake"][has] *= factor.uptake
        effects["acid_soluble"][has] *= factor.soluble_acid_dependent
    people = People(
        fat_free_kg=by_sex(FAT_FREE_KG),
        age_years=age,
        egfr=np.clip(egfr, *EGFR_RANGE),
        serum_mmol_per_l=np.clip(serum, serum_of.low or 0, serum_of.high or np.inf),
        intake_mg_per_day=np.clip(by_sex(INTAKE_MG), *INTAKE_RANGE_MG),
        milk_mmol_per_day=np.zeros(count),
        used_to_heat=np.zeros(count),
        sweat_litres_per_day=np.zeros(count),
        **effects,
    )
    return people, woman


def simulate_batch(
    number: int,
    count: int,
    seed: int,
    regimen: Regimen,
    weeks: float,
    kb: Knowledge,
    *,
    engine: str | None = None,
) -> Outcome:
    """One batch with and without the regimen: the same people, the same numbers every time.

    Raises
    ------
    InputError
        For doses, forms or weeks the model cannot be asked.
    """
    problems = []
    if seed < 0:
        problems.append(
            Problem(
                "error.body-range",
                values={"field": "seed", "given": str(seed), "low": "0", "high": "-"},
            )
        )
    collect(problems)
    random = np.random.default_rng([seed, number])
    # the first of any draw is the typical person, who belongs to no population: left out below
    people, woman = draw_people(count + 1, kb, random)
    values = draw(kb, count + 1, random, doubt=False)
    days = max(1, round(weeks * 7))
    hours = tuple(sorted({0.0, 24.0 * max(0, days - 7), 24.0 * days}))
    settled = usual_day(people, values)
    given = {"output_hours": hours, "engine": engine, "settled": settled}
    taken = run(people, values, regimen, weeks, kb, random=random, **given)  # type: ignore[arg-type]
    none = run(people, values, NO_DOSES, weeks, kb, **given)  # type: ignore[arg-type]
    columns = {
        "woman": woman,
        "age_years": people.age_years,
        "fat_free_kg": people.fat_free_kg,
        "egfr": people.egfr,
        "intake_mg_per_day": people.intake_mg_per_day,
        "balanced": taken.balanced,
        "serum_start_mmol_per_l": taken.serum()[0],
        "serum_mmol_per_l": taken.serum()[-1],
        "serum_without_mmol_per_l": none.serum()[-1],
        "urine_mmol_per_day": taken.per_day("urine")[-1],
        "urine_without_mmol_per_day": none.per_day("urine")[-1],
        "absorbed_mmol_per_day": taken.per_day("absorbed")[-1],
        "absorbed_without_mmol_per_day": none.per_day("absorbed")[-1],
        "exchangeable_mmol": taken.exchangeable()[-1],
        "exchangeable_without_mmol": none.exchangeable()[-1],
    }
    return Outcome({name: column[1:] for name, column in columns.items()})
