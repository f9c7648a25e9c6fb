"""Medicines named in a question."""
