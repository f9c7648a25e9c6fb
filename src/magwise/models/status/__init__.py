"""Status: risk factors, laboratory values and signs; kept apart from intake, never a diagnosis."""

from magwise.models.status.bloodwork import laboratory, laboratory_alert, serum_magnesium
from magwise.models.status.clues import recognise_sign, signs
from magwise.models.status.depletion import (
    DepletionScore,
    ItemPoints,
    depletion_facts,
    depletion_score,
)
from magwise.models.status.readings import Reading, recognise_test
from magwise.models.status.risks import present_factors, risk_factors

__all__ = [
    "DepletionScore",
    "ItemPoints",
    "Reading",
    "depletion_facts",
    "depletion_score",
    "laboratory",
    "laboratory_alert",
    "present_factors",
    "recognise_sign",
    "recognise_test",
    "risk_factors",
    "serum_magnesium",
    "signs",
]
