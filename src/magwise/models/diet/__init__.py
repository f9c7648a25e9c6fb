"""Which small changes to someone's own diary bring the most magnesium."""

from magwise.models.diet.change import Change, Limits, small_changes

__all__ = ["Change", "Limits", "small_changes"]
