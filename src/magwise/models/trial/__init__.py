"""An experiment on oneself: design, what it can show beforehand, and what it says afterwards."""

from magwise.models.trial.analysing import analyse
from magwise.models.trial.designing import design, draw, helper_sheet
from magwise.models.trial.power import baseline, power
from magwise.models.trial.records import Baseline, Check, Design, LogDay, TrialResult, Verdict
from magwise.models.trial.saying import design_facts

__all__ = [
    "Baseline",
    "Check",
    "Design",
    "LogDay",
    "TrialResult",
    "Verdict",
    "analyse",
    "baseline",
    "design",
    "design_facts",
    "draw",
    "helper_sheet",
    "power",
]
