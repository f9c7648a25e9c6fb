"""Records of the questionnaire: pages, questions, skips, and which part of the profile each sets.

A skip is a typed predicate over earlier answers. An answer that is not known makes every
comparison false; where "not known" should open a question, the predicate says so.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from magwise.knowledge.schema.common import Id, Record


class Answered(Record):
    """An earlier choice or yes/no question was answered with one of these."""

    question: Id
    is_one_of: Annotated[tuple[Id, ...], Field(min_length=1)]


class Holds(Record):
    """An earlier multiple answer or list holds at least, or exactly, so many entries."""

    question: Id
    at_least_entries: int = 1
    exactly_entries: int | None = None


class Measured(Record):
    """An earlier number lies from ``at_least`` (included) to ``below`` (excluded)."""

    question: Id
    at_least: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.at_least is None and self.below is None:
            raise ValueError("give at_least, below or both")
        return self


class NotKnown(Record):
    """An earlier question was answered with "I don't know", or not at all."""

    question: Id
    not_known: Literal[True]


class AllOf(Record):
    """All of these hold."""

    all_of: Annotated[tuple["Predicate", ...], Field(min_length=1)]


class AnyOf(Record):
    """At least one of these holds."""

    any_of: Annotated[tuple["Predicate", ...], Field(min_length=1)]


class NoneOf(Record):
    """None of these holds."""

    none_of: Annotated[tuple["Predicate", ...], Field(min_length=1)]


Predicate = Answered | Holds | Measured | NotKnown | AllOf | AnyOf | NoneOf
for _node in (AllOf, AnyOf, NoneOf):
    _node.model_rebuild()


class Choice(Record):
    """One answer to tick; its words stand in the catalogue under ``text``.

    ``value`` is what the profile gets (the id itself when absent). ``sets`` gives yes or no to
    fields of the profile; among several answers, one that is not ticked gives the opposite.
    """

    id: Id
    text: Id
    value: str | None = None
    sets: dict[str, bool] = {}
    show_if: Predicate | None = None


class ChoicesFrom(Record):
    """Answers that are other records of the knowledge base, all of them or those listed."""

    collection: Literal["red_flags", "conditions", "complaints", "signs"]
    levels: tuple[Literal["emergency", "same-day", "gp"], ...] = ()
    ids: tuple[Id, ...] = ()


class Question(Record):
    """One question. ``None`` ("I don't know") is an answer to every one of them.

    Attributes
    ----------
    order
        Place in the questionnaire; no two are equal.
    kind
        ``yes-no``; ``choice`` (one); ``multi`` (some, or none of these); ``number``; ``texts``
        (a list of the person's own words).
    sets
        Field of the profile: ``training.kinds`` is a part of a part, ``medicines[].name`` makes
        one part for each entry; None when the choices say it.
    creates
        What a part that the question makes has besides.
    unit, minimum, maximum
        For numbers; ``unit`` is the unit of the profile's field.
    ends_when_any
        Ticking anything ends the questionnaire: help comes first.
    """

    id: Id
    page: Id
    order: int
    kind: Literal["yes-no", "choice", "multi", "number", "texts"]
    text: Id
    help: Id | None = None
    why: Id
    sets: str | None = None
    creates: dict[str, str] = {}
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: ChoicesFrom | None = None
    show_if: Predicate | None = None
    ends_when_any: bool = False

    @model_validator(mode="after")
    def _answerable(self) -> Self:
        chooses = self.kind in ("choice", "multi")
        if chooses != bool(self.choices or self.choices_from):
            raise ValueError("choice and multi questions have choices, no others")
        if (self.kind == "number") != (self.unit is not None):
            raise ValueError("numbers have a unit, no others")
        if self.kind == "number" and (self.minimum is None or self.maximum is None):
            raise ValueError("a number has a minimum and a maximum")
        if self.ends_when_any and self.kind != "multi":
            raise ValueError("only a question with several answers can end the questionnaire")
        return self


class Page(Record):
    """Questions that are shown together."""

    id: Id
    order: int
    title: Id
