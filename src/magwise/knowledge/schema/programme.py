"""Records of the eight weeks: what to do besides eating, for whom, when and how sure that is."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from magwise.core.facts import Certainty
from magwise.knowledge.schema.common import Citations, Id, Names, Record, Review
from magwise.knowledge.schema.safety import Test

Subject = Literal["training", "sleep", "stress", "water"]


class Task(Record):
    """Something to do in some of the weeks, with the evidence it rests on.

    Attributes
    ----------
    finding
        What is said.
    weeks
        First and last week in which it is said; week 1 is the first.
    only_if, not_if
        For whom. A task is left out when it is not known whether it is for someone.
    """

    id: Id
    names: Names
    subject: Subject
    finding: Id
    weeks: tuple[Annotated[int, Field(ge=1, le=12)], Annotated[int, Field(ge=1, le=12)]]
    only_if: Test | None = None
    not_if: Test | None = None
    certainty: Certainty
    citations: Citations
    review: Review = Review()

    @model_validator(mode="after")
    def _in_order(self) -> "Task":
        if self.weeks[0] > self.weeks[1]:
            raise ValueError("the last week lies before the first")
        return self


class LetterReason(Record):
    """A finding that is a reason to ask the doctor for a blood test, and for which tests.

    ``tests`` are words of the text catalogue (``word.<id>``); empty where the finding itself
    names them in its slot ``tests``.
    """

    id: Id
    finding: Id
    tests: tuple[Id, ...] = ()
