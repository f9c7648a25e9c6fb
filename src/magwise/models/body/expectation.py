"""What to expect of a supplement, in a few sentences, for the plan."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from magwise.core.facts import Certainty, Fact
from magwise.core.interval import Interval
from magwise.core.records import Regimen
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge import Knowledge
from magwise.models.body.simulation import Simulation, simulate
from magwise.models.body.subject import Subject

WEEKS = 8
DRAWS = 32
_SOURCES = ("magwise-body-model",)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Facts for the reader and the simulation behind them, for one chart."""

    facts: tuple[Fact, ...]
    simulation: Simulation


def expect(
    subject: Subject,
    regimen: Regimen,
    kb: Knowledge,
    *,
    weeks: float = WEEKS,
    draws: int = DRAWS,
    seed: int = 1,
    engine: str | None = None,
) -> Expectation:
    """What this regimen is expected to do in this person after some weeks.

    Parameters
    ----------
    subject
        See `Subject`; `subject_of` makes one of a profile.
    regimen
        The plan's doses.

    Raises
    ------
    InputError, NotApplicable
        For what the model cannot be asked; the plan then says nothing about the course.
    """
    found = simulate(
        subject, regimen, weeks, kb, random=np.random.default_rng(seed), draws=draws, engine=engine
    )
    dose = regimen.elemental_mg_per_day or 0.0
    urine = found.urine_change.at(-1).scaled(1.0) if found.urine_change.low[-1] >= 0 else None
    facts = []
    if urine is not None and dose > 0:
        values = {
            "dose": dose,
            "weeks": float(weeks),
            "low": round(urine.low * MG_PER_MMOL, 0),
            "high": round(urine.high * MG_PER_MMOL, 0),
        }
        facts.append(_fact("expect.urine", values))
        serum = found.serum_change.at(-1)
        facts.append(_fact("expect.serum", {"weeks": float(weeks), "change": serum.as_dict()}))
    if found.absorbed_share is not None:
        share = _within(found.absorbed_share)
        facts.append(_fact("expect.absorbed", {"share": share.as_dict()}))
    facts.append(_fact("expect.stores-unknown", {}))
    if found.extrapolated:
        reasons = tuple(f"body-{reason}" for reason in found.extrapolated)
        facts.append(_fact("expect.extrapolated", {"reasons": reasons}))
    facts.append(_fact("explain.body-model", {"draws": draws}))
    return Expectation(tuple(facts), found)


def _within(share: Interval) -> Interval:
    low, best, high = (min(1.0, max(0.0, x)) for x in (share.low, share.best, share.high))
    return Interval(low, best, high)


def _fact(name: str, values: Mapping[str, object]) -> Fact:
    return Fact(name, values, _SOURCES, subject="expect", certainty=Certainty.COMPUTED)
