"""Whole-body magnesium: what food and supplements do to serum, urine and stores over time."""

from magwise.models.body.regimen import Meal, Session, doses
from magwise.models.body.simulation import Simulation, Trajectory, run, simulate
from magwise.models.body.subject import Subject

__all__ = ["Meal", "Session", "Simulation", "Subject", "Trajectory", "doses", "run", "simulate"]
