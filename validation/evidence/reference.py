"""Outside reference numbers for meta-analysis, and the same statistic from our own functions.

``reference.csv`` holds 217 numbers, 147 of them published: printed by metafor's documentation and
tests, by Cochrane, or by a CRAN vignette; the others were computed independently.
``statistic(row)`` computes ours.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np

from magwise.models.evidence import (
    Counts,
    Effects,
    Measure,
    Method,
    Pooled,
    begg,
    egger,
    from_counts,
    mantel_haenszel,
    peto,
    pool,
    prediction,
    regress,
)
from magwise.models.evidence.regression import Test
from magwise.models.evidence.smallstudies import Asymmetry, RankTest

HERE = Path(__file__).parent
_ROUGH = ("I2 from tau2 %", "H2", "R2 %", "low ratio", "high ratio")


@dataclass(frozen=True)
class Reference:
    """One outside number."""

    dataset: str
    rows: str
    measure: str
    model: str
    statistic: str
    value: str
    status: str
    source: str

    @property
    def number(self) -> float:
        return float(self.value)

    @property
    def tolerance(self) -> float:
        """Half a unit of the last digit printed; trailing zeros of four decimals count."""
        if self.value == "7e-05":
            return 5e-6
        decimals: int = len(self.value.partition(".")[2])
        if "Cochrane" in self.source or (self.statistic in _ROUGH and decimals < 4):
            return 0.5001 * 10.0**-decimals
        if self.rows.startswith("1-7"):  # given to three decimals
            return 0.5e-3
        return 0.5001 * 10.0 ** -max(decimals, 4)


@cache
def references() -> tuple[Reference, ...]:
    with (HERE / "reference.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Reference(**row) for row in csv.DictReader(file))


@cache
def counts(dataset: str, rows: str = "all") -> Counts:
    with (HERE / f"{dataset}.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    if dataset == "bcg":
        numbers = [[float(row[key]) for key in ("tpos", "tneg", "cpos", "cneg")] for row in table]
        a, b, c, d = (np.array(column) for column in zip(*numbers, strict=True))
        whole = Counts.of(a, a + b, c, c + d, tuple(row["author"] for row in table))
    else:
        numbers = [[float(row[key]) for key in ("ai", "n1i", "ci", "n2i")] for row in table]
        a, n1, c, n2 = (np.array(column) for column in zip(*numbers, strict=True))
        names = tuple(f"{row['study']} {row['year']}" for row in table)
        whole = Counts.of(a, n1, c, n2, names)
    keep = np.ones(len(whole.labels), dtype=bool)
    if rows.startswith("-"):
        keep[int(rows[1:]) - 1] = False
    elif rows != "all":
        keep[:] = False
        keep[:7] = True
        keep[13] = rows.endswith("+14")
    return whole.take(keep)


def statistic(row: Reference) -> float:
    """Our value of one reference number."""
    measure = cast(Measure, row.measure)
    data = counts(row.dataset, row.rows)
    if row.model == "MH":
        return _of_pool(mantel_haenszel(data, measure), row.statistic)
    if row.model == "peto":
        return _of_pool(peto(data), row.statistic)
    effects = from_counts(data, measure)
    if row.model == "begg":
        return _of_rank(begg(effects), row.statistic)
    if row.model == "egger":
        return _of_egger(egger(effects), row.statistic)
    if row.model == "egger REML":
        return _of_egger(egger(effects, method="REML"), row.statistic)
    if row.model == "egger REML knapp-hartung":
        return _of_egger(egger(effects, method="REML", test="knapp-hartung"), row.statistic)
    if row.model.startswith("REML ablat"):
        return _of_latitude(effects, row)
    if row.model == "REML knapp-hartung prediction t(k-1)":
        next_one = prediction(pool(effects, "REML", test="knapp-hartung"), "t(k-1)")
        return math.exp(next_one.low if row.statistic == "low ratio" else next_one.high)
    if row.model == "egger sqrt(1/n)":
        return _of_egger(egger(effects, predictor="sqrt(1/n)"), row.statistic)
    if row.model == "DLIT and SJIT":
        found_dl, found_sj = pool(effects, "DLIT").tau2, pool(effects, "SJIT").tau2
        assert math.isclose(found_dl, found_sj, abs_tol=1e-9)
        return found_dl
    if row.model == "REML knapp-hartung":
        return _of_pool(pool(effects, "REML", test="knapp-hartung"), row.statistic)
    if row.model.startswith("REML prediction"):
        ahead = prediction(pool(effects, "REML"), "t(k-2)")
        return ahead.low if row.statistic == "low" else ahead.high
    return _of_pool(pool(effects, cast(Method, row.model)), row.statistic)


def _of_pool(pooled: Pooled, name: str) -> float:
    between = pooled.heterogeneity
    values = {
        "k": pooled.k,
        "estimate": pooled.estimate,
        "se": pooled.se,
        "statistic": pooled.statistic,
        "p": pooled.p,
        "ci low": pooled.ci_low,
        "ci high": pooled.ci_high,
        "tau2": pooled.tau2,
        "tau2 se": pooled.tau2_se,
        "tau": pooled.tau,
        "Q": between.q,
        "Q p": between.q_p,
        "I2 from Q %": 100 * between.i2_from_q,
        "I2 from tau2 %": 100 * between.i2_from_tau2,
        "H2": between.h2_from_tau2,
        "OR": pooled.natural[0],
        "OR low": pooled.natural[1],
        "OR high": pooled.natural[2],
    }
    return float(values[name])


def _of_latitude(effects: Effects, row: Reference) -> float:
    with (HERE / "bcg.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    names = ("ablat", "year") if "year" in row.model else ("ablat",)
    columns = {name: [float(line[name]) for line in lines] for name in names}
    test: Test = "knapp-hartung" if row.model.endswith("hartung") else "z"
    found = regress(effects, columns, method="REML", test=test)
    between = found.heterogeneity
    values = {
        "tau2": found.tau2,
        "tau2 se": found.tau2_se,
        "tau": math.sqrt(found.tau2),
        "I2 from tau2 %": 100 * between.i2_from_tau2,
        "H2": between.h2_from_tau2,
        "R2 %": 100 * (found.r2 or 0.0),
        "QE": between.q,
        "QE p": between.q_p,
        "QM": found.moderators_q,
        "QM p": found.moderators_p,
    }
    for line in found.coefficients:
        for name in ("estimate", "se", "statistic", "p", "ci_low", "ci_high"):
            values[f"{line.name} {name.replace('_', ' ')}"] = getattr(line, name)
    return values[row.statistic]


def _of_egger(found: Asymmetry, name: str) -> float:
    values = {
        "statistic": found.statistic,
        "p": found.p,
        "limit": found.limit,
        "limit low": found.limit_low,
        "limit high": found.limit_high,
    }
    value = values[name]
    assert value is not None
    return value


def _of_rank(found: RankTest, name: str) -> float:
    return found.tau if name == "tau" else found.p
