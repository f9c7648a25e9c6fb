"""Strict loader, schema and look-ups of the knowledge base; the facts stand in ``data/``."""

from magwise.knowledge.base import Knowledge

__all__ = ["Knowledge"]
