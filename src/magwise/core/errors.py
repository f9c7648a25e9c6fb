"""One tree of errors; each says what is wrong, where, and what to do.

MagwiseError
├── InputError        what a person gave us cannot be used (all problems of a file at once)
├── KnowledgeError    a file of the knowledge base is wrong (all problems at once)
├── UnitError         a unit is unknown or does not fit the quantity
├── NotApplicable     a model was asked about someone or something outside its range
└── BlockedError      something was built that the safety gate did not clear

Safety outcomes are values (verdicts), not exceptions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a message id, where it is, and the values for the message.

    The wording in Dutch and English stands under ``id`` in the text catalogue.
    """

    id: str
    where: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.id}" + (f" ({details})" if details else "")


class MagwiseError(Exception):
    """The root of all errors Magwise raises on purpose."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem("error.other", values={"detail": problem})
            if isinstance(problem, str)
            else problem
            for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(MagwiseError):
    """What a person gave us cannot be used; ``problems`` lists everything at once."""


class KnowledgeError(MagwiseError):
    """A file of the knowledge base is wrong; ``problems`` lists everything at once."""


class UnitError(MagwiseError):
    """A unit is unknown, or does not belong to this quantity."""


class NotApplicable(MagwiseError):  # noqa: N818 - the field's word, not a fault of the program
    """A model was asked about someone or something outside the range it was made for."""


class BlockedError(MagwiseError):
    """A plan was built that the safety gate did not clear."""


def collect(problems: Sequence[Problem], error: type[MagwiseError] = InputError) -> None:
    """Raise one error with all problems, or nothing when there are none."""
    if problems:
        raise error(*problems)
