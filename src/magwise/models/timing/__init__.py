"""A day on which doses of magnesium and medicines stay far enough apart."""

from magwise.models.timing.checking import check, check_dates
from magwise.models.timing.placing import place
from magwise.models.timing.records import Apart, Distance, NoSlot, Placement, Training

__all__ = [
    "Apart",
    "Distance",
    "NoSlot",
    "Placement",
    "Training",
    "check",
    "check_dates",
    "place",
]
