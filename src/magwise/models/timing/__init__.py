"""A day on which doses of magnesium and medicines stay far enough apart."""

from magwise.models.timing.checking import check
from magwise.models.timing.placing import place
from magwise.models.timing.records import Apart, NoSlot, Placement, Violation

__all__ = ["Apart", "NoSlot", "Placement", "Violation", "check", "place"]
