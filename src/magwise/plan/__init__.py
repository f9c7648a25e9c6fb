"""What to eat first, whether to take something, how much, and what to keep apart from it."""

from magwise.plan.proposing import propose
from magwise.plan.records import FoodStep, Plan, Wishes

__all__ = ["FoodStep", "Plan", "Wishes", "propose"]
