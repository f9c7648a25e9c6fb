"""From a food diary to usual magnesium intake, with how sure that is."""

from magwise.models.intake.days import day_intakes
from magwise.models.intake.estimate import estimate
from magwise.models.intake.records import DayIntake, IntakeEstimate

__all__ = ["DayIntake", "IntakeEstimate", "day_intakes", "estimate"]
