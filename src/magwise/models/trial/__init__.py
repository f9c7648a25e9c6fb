"""An experiment on oneself: design, what it can show beforehand, and what it says afterwards."""

from magwise.models.trial.analysing import analyse
from magwise.models.trial.designing import as_record, design, draw, from_record, helper_sheet
from magwise.models.trial.guessing import guesses
from magwise.models.trial.power import alternatives, baseline, power, tested_effects
from magwise.models.trial.records import (
    Baseline,
    Check,
    Design,
    Guesses,
    LogDay,
    Phase,
    Progress,
    TrialResult,
    Verdict,
)
from magwise.models.trial.running import progress
from magwise.models.trial.saying import design_facts
from magwise.models.trial.saying_progress import date_of, day_of, guess_facts, progress_facts

__all__ = [
    "Baseline",
    "Check",
    "Design",
    "Guesses",
    "LogDay",
    "Phase",
    "Progress",
    "TrialResult",
    "Verdict",
    "alternatives",
    "analyse",
    "as_record",
    "baseline",
    "date_of",
    "day_of",
    "design",
    "design_facts",
    "draw",
    "from_record",
    "guess_facts",
    "guesses",
    "helper_sheet",
    "power",
    "progress",
    "progress_facts",
    "tested_effects",
]
