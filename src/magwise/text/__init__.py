"""Facts become Dutch and English sentences here, and nowhere else."""

from magwise.text.citations import citation, label
from magwise.text.rendering import Language, problem_text, render, word

__all__ = ["Language", "citation", "label", "problem_text", "render", "word"]
