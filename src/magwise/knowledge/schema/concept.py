"""Records of the words people use for what a question can be about."""

from typing import Annotated, Literal

from pydantic import Field

from magwise.knowledge.schema.common import Id, Record

Spelling = Annotated[str, Field(min_length=2, max_length=60)]


class Concept(Record):
    """Something a question can be about, and how people write it.

    A subject is chosen by the concepts that stand in a question. A star in a spelling stands for
    any letters (``*kramp``) and ``=`` asks for exactly this form (``=werking``). The words of a
    phrase stand in this order, with at most two others between.

    Attributes
    ----------
    kind
        How much it tells about the subject: a complaint or product tells most, a circumstance
        (at night, pregnant) and what is wanted (how much, when) less, ``weak`` words little.
    nl, en
        The spellings in each language.
    """

    id: Id
    kind: Literal["anchor", "subject", "form", "circumstance", "intent", "weak"]
    nl: Annotated[tuple[Spelling, ...], Field(min_length=1)]
    en: Annotated[tuple[Spelling, ...], Field(min_length=1)]
