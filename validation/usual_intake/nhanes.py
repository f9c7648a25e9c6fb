"""One-day magnesium totals of NHANES 2017-2018 beside what the intake model expects.

Reads the public files, keeps only weighted means, spreads and percentiles of groups.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from magwise import Knowledge, Profile
from validation.usual_intake.simulation import predicted_day_log_sd

BANDS = ((1, 4), (4, 9), (9, 14), (14, 19), (19, 31), (31, 51), (51, 71), (71, 120), (20, 120))


@dataclass(frozen=True)
class Group:
    """One group's day totals, and the spread the model expects of them on the log scale."""

    sex: str
    ages: str
    people: int
    mean_mg: float
    quartile_log_sd: float
    log_sd: float
    weekend_ratio: float
    expected_low: float | None
    expected: float | None
    expected_high: float | None


def groups(folder: Path, kb: Knowledge) -> list[Group]:
    """Weighted figures by sex and age; reliable recalls with some magnesium only."""
    people = _read(folder)
    found = []
    for low, high in BANDS:
        for code, sex in ((1, "male"), (2, "female")):
            chosen = people[(people[:, 0] >= low) & (people[:, 0] < high) & (people[:, 1] == code)]
            mg, weight, weekday = chosen[:, 2], chosen[:, 3], chosen[:, 4]
            weekend = np.isin(weekday, (1, 7))
            logs = np.log(mg)
            middle = np.average(logs, weights=weight)
            expected = None
            if high - low < 50:
                age = (low + high) / 2 if high < 120 else 75
                profile = Profile.model_validate({"age_years": age, "sex": sex, "country": "us"})
                expected = predicted_day_log_sd(profile, kb)
            found.append(
                Group(
                    sex,
                    f"{low}-{high - 1}" if high < 120 else f"{low}+",
                    len(chosen),
                    round(float(np.average(mg, weights=weight)), 1),
                    round(
                        float(np.log(_percentile(mg, weight, 0.75) / _percentile(mg, weight, 0.25)))
                        / 1.349,
                        3,
                    ),
                    round(float(np.sqrt(np.average((logs - middle) ** 2, weights=weight))), 3),
                    round(
                        float(
                            np.average(mg[weekend], weights=weight[weekend])
                            / np.average(mg[~weekend], weights=weight[~weekend])
                        ),
                        3,
                    ),
                    None if expected is None else round(expected.low, 3),
                    None if expected is None else round(expected.best, 3),
                    None if expected is None else round(expected.high, 3),
                )
            )
    return found


def _read(folder: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    with (folder / "derived_DEMO.csv").open(encoding="utf-8") as file:
        demography = {row["SEQN"]: row for row in csv.DictReader(file)}
    rows = []
    with (folder / "derived_NUTRIENT.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["DR1DRSTZ"] != "1.0" or float(row["DR1TMAGN"] or 0) <= 0:
                continue
            who = demography[row["SEQN"]]
            rows.append(
                (
                    float(who["RIDAGEYR"]),
                    float(who["RIAGENDR"]),
                    float(row["DR1TMAGN"]),
                    float(row["WTDRD1"]),
                    float(row["DR1DAY"]),
                )
            )
    return np.array(rows)


def _percentile(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    weights: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    share: float,
) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, share)])
