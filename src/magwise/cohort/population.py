"""A virtual population of adults: drawn covariates, drawn bodies, one regimen.

People are drawn in blocks of fixed size, each from a generator made of the seed and the number of
the block. So a person hangs on the seed and his own number, and not on the batch or on how many
others there are; a run that was cut off goes on to the same numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from magwise.core.errors import InputError, Problem
from magwise.core.records import Regimen
from magwise.knowledge import Knowledge
from magwise.models.body.simulation import NO_DOSES, Trajectory, run, usual_day
from magwise.models.body.subject import (
    EGFR_LOSS_PER_YEAR,
    EGFR_RANGE,
    INTAKE_RANGE_MG,
    REFERENCE_EGFR,
    People,
    Values,
    draw,
    only,
)

Array = NDArray[np.float64]
BATCH = 512  # people in memory at once
BLOCK = 512  # people who are drawn and followed together, whatever the batch
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
    """First person and size of each batch.

    >>> list(batches(1100, 512))
    [(0, 512), (512, 512), (1024, 76)]
    """
    if people < 1 or batch < 1:
        raise InputError(
            Problem(
                "error.body-range",
                values={"field": "n", "given": str(min(people, batch)), "low": "1", "high": "-"},
            )
        )
    for first in range(0, people, batch):
        yield first, min(batch, people - first)


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """Some people as they were drawn: who, which of them are women, and their bodies."""

    people: People
    woman: Array
    values: Values
    solubility: dict[str, Array]


def draw_block(block: int, seed: int, kb: Knowledge, chosen: slice) -> Drawn:
    """Some people of a block; all of it is drawn, so that nobody hangs on the choice."""
    random = np.random.default_rng([seed, block])
    people, woman = draw_people(BLOCK, kb, random)
    # the first of these draws is the typical body, who belongs to no population
    values = draw(kb, BLOCK + 1, random, doubt=False)
    solubility = {name: random.standard_normal(BLOCK) for name in sorted(kb.form_classes)}
    return Drawn(
        only(people, chosen),
        woman[chosen],
        {name: value[1:][chosen] for name, value in values.items()},
        {name: noise[chosen] for name, noise in solubility.items()},
    )


def simulate_batch(
    first: int,
    count: int,
    seed: int,
    regimen: Regimen,
    weeks: float,
    kb: Knowledge,
    *,
    engine: str | None = None,
) -> Outcome:
    """People ``first`` up to ``first + count``, each with and without the regimen.

    Draws are the same in every batch. Results are too, where batches are whole blocks; otherwise
    they agree to the tolerance, since people who are followed together share their panels.

    Raises
    ------
    InputError
        For doses, forms or weeks the model cannot be asked.
    """
    if seed < 0:
        values = {"field": "seed", "given": str(seed), "low": "0", "high": "-"}
        raise InputError(Problem("error.body-range", values=values))
    found = []
    while count > 0:
        block, place = divmod(first, BLOCK)
        some = min(count, BLOCK - place)
        drawn = draw_block(block, seed, kb, slice(place, place + some))
        found.append(_follow(drawn, regimen, weeks, kb, engine))
        first, count = first + some, count - some
    return Outcome({name: np.concatenate([one[name] for one in found]) for name in found[0]})


def _follow(
    drawn: Drawn, regimen: Regimen, weeks: float, kb: Knowledge, engine: str | None
) -> dict[str, Array]:
    people, values = drawn.people, drawn.values
    days = max(1, round(weeks * 7))
    hours = tuple(sorted({0.0, 24.0 * max(0, days - 7), 24.0 * days}))
    settled = usual_day(people, values, engine=engine)

    def with_(doses: Regimen) -> Trajectory:
        return run(
            people, values, doses, weeks, kb, output_hours=hours,
            solubility=drawn.solubility, engine=engine, settled=settled,
        )  # fmt: skip

    taken, none = with_(regimen), with_(NO_DOSES)
    return {
        "woman": drawn.woman,
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
