"""An experiment on oneself: design, what it can show beforehand, and what it says afterwards."""

from magwise.models.trial.analysing import analyse
from magwise.models.trial.designing import as_record, design, draw, from_record, helper_sheet
from magwise.models.trial.power import alternatives, baseline, power, tested_effects
from magwise.models.trial.records import Baseline, Check, Design, LogDay, TrialResult, Verdict
from magwise.models.trial.saying import design_facts

__all__ = [
    "Baseline",
    "Check",
    "Design",
    "LogDay",
    "TrialResult",
    "Verdict",
    "alternatives",
    "analyse",
    "as_record",
    "baseline",
    "design",
    "design_facts",
    "draw",
    "from_record",
    "helper_sheet",
    "power",
    "tested_effects",
]
