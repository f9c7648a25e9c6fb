"""The person the tests of safety change one thing about at a time, and proposals for them."""

from datetime import date
from typing import Any

from magwise import Knowledge, Profile
from magwise.core.facts import Fact
from magwise.core.records import Dose, Regimen
from magwise.safety import Verdict, gate_before

DAY = date(2026, 11, 22)

HEALTHY: dict[str, Any] = {
    "country": "nl",
    "age_years": 35,
    "sex": "male",
    "weight_kg": 78,
    "height_cm": 182,
    "egfr": 95,
    "kidney_disease": False,
    "dialysis": False,
    "conditions": [],
    "medicines": [],
    "supplements": [],
    "red_flags": [],
    "signs": [],
    "complaints": [],
}


def someone(**changes: Any) -> Profile:
    """A healthy man of 35 who answered everything, but for the changes."""
    return Profile(**{**HEALTHY, **changes})


def judged(kb: Knowledge, **changes: Any) -> Verdict:
    return gate_before(someone(**changes), kb, today=DAY)


def ids(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.id for fact in facts}


def regimen(
    *amounts: float, form: str | None = "citrate", minutes: tuple[int | None, ...] = ()
) -> Regimen:
    """A course of eight weeks with these doses."""
    times = minutes or (None,) * len(amounts)
    doses = tuple(
        Dose(amount, form, minute=minute) for amount, minute in zip(amounts, times, strict=True)
    )
    return Regimen(doses, first_day=0, last_day=55)
