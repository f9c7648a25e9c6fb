"""What we know about someone: the profile and the food diary, and how they are read."""

from magwise.person.diary import Diary, DiaryDay, DiaryEntry
from magwise.person.profile import (
    Complaint,
    LaboratoryResult,
    Medicine,
    Profile,
    StatedIntake,
    Supplement,
    Training,
)

__all__ = [
    "Complaint",
    "Diary",
    "DiaryDay",
    "DiaryEntry",
    "LaboratoryResult",
    "Medicine",
    "Profile",
    "StatedIntake",
    "Supplement",
    "Training",
]
