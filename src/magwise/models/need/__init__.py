"""What a person needs: reference values, upper levels, and how likely an intake is too low."""

from magwise.models.need.limits import UpperLevel, upper_level
from magwise.models.need.records import Kind, Need, ReferenceValue

__all__ = ["Kind", "Need", "ReferenceValue", "UpperLevel", "upper_level"]
