"""Many people at once: a virtual population in the body model, batch by batch, to a file."""

from magwise.cohort.population import Outcome, batches, simulate_batch

__all__ = ["Outcome", "batches", "simulate_batch"]
