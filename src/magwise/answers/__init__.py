"""Questions in plain words, answered with graded evidence, or honestly not."""

from magwise.answers.asking import answer
from magwise.answers.records import Answer

__all__ = ["Answer", "answer"]
