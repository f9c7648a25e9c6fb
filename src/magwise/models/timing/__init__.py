"""A day on which doses of magnesium and medicines stay far enough apart."""

from magwise.models.timing.checking import check, check_dates
from magwise.models.timing.placing import MINUTES_BETWEEN, next_moment, place, place_at
from magwise.models.timing.records import Apart, Distance, NoSlot, Placement, Training

__all__ = [
    "MINUTES_BETWEEN",
    "Apart",
    "Distance",
    "NoSlot",
    "Placement",
    "Training",
    "check",
    "check_dates",
    "next_moment",
    "place",
    "place_at",
]
