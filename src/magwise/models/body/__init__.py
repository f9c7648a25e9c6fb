"""Whole-body magnesium: what food and supplements do to serum, urine and stores over time."""

from magwise.models.body.expectation import Expectation, expect, expect_of_food
from magwise.models.body.profile import subject_of
from magwise.models.body.qualification import Row, qualify
from magwise.models.body.regimen import Meal, Session, doses
from magwise.models.body.simulation import Simulation, Trajectory, run, simulate
from magwise.models.body.subject import Subject

__all__ = [
    "Expectation",
    "Meal",
    "Row",
    "Session",
    "Simulation",
    "Subject",
    "Trajectory",
    "doses",
    "expect",
    "expect_of_food",
    "qualify",
    "run",
    "simulate",
    "subject_of",
]
