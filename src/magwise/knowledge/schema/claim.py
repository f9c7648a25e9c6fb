"""Records of what is claimed about magnesium, how people ask, and where advice contradicts itself.

Claims are the statements that circulate, in our own words, each with a verdict. They are not the
sentences that European law allows on a product; those are `magwise.knowledge.schema.need.Claim`.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from magwise.core.facts import Certainty
from magwise.knowledge.schema.common import Id, Names, Record, Words

Article = Literal["article-1", "article-2", "article-3", "article-4", "article-5"]
Verdict = Literal[
    "supported", "partly", "association", "mechanism", "unproven", "no-evidence", "disputed",
    "not-supported", "misquoted", "wrong", "outside-scope",
]  # fmt: skip
Combination = Annotated[str, StringConstraints(min_length=2, pattern=r"^[a-z0-9|! ^.-]+$")]
Sentence = Annotated[str, StringConstraints(min_length=8)]


class CirculatingClaim(Record):
    """A statement that circulates, who makes it, and what is left of it.

    Attributes
    ----------
    names
        The statement itself, in our own words.
    said_by, opposed_by
        Which of the five articles make it, and which contradict it or give another figure.
    finding
        The message with our verdict in words.
    evidence
        Ids of the studies and reviews it is judged by.
    sources
        What the verdict rests on besides those.
    spoken_in
        Messages of the advice that speak about it; the advice links them to this claim.
    """

    id: Id
    group: Literal[
        "physiology", "cramps", "recovery", "sleep-and-mind", "fatigue", "heart-and-metabolism",
        "need-and-status", "food", "forms", "dose-and-safety", "skin", "other",
    ]  # fmt: skip
    names: Names
    said_by: Annotated[tuple[Article, ...], Field(min_length=1)]
    opposed_by: tuple[Article, ...] = ()
    verdict: Verdict
    certainty: Certainty
    finding: Id
    evidence: tuple[Id, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    spoken_in: tuple[Id, ...] = ()


class Size(Record):
    """A message that says how large an effect was, and the study or review that holds its slots."""

    finding: Id
    evidence: Id


class Population(Record):
    """Whom the evidence is about; outside it, the answer says that it is about others."""

    from_years: float | None = None
    to_years: float | None = None
    people: Id  # word that names them: ``word.<id>``
    finding: Id  # what is said to somebody outside


class Topic(Record):
    """A subject people ask about: their words for it, and the messages that answer it.

    Attributes
    ----------
    names
        What it is called when it is offered as a nearby subject.
    asked
        Ways to ask it, in both languages: what the search compares a question with.
    words
        Words that by themselves point here.
    about
        Which concepts together mean this subject, one combination a line: ``cramp night``.
        ``a|b`` is one of both, ``!a`` is without, ``^1`` weighs more, ``magnesium`` must be named.
    unless
        Concepts with which no line of ``about`` holds.
    short, whom, size, others, instead, doctor
        Messages: the short answer, for whom, how large, who disagrees, what helps instead, and
        when to see a doctor.
    calculation
        Which calculation fills in the figures, with the same functions as the advice.
    about_complaint
        The complaint this topic takes for granted; somebody with another one is told so.
    """

    id: Id
    names: Names
    part: Annotated[tuple[int, ...], Field(min_length=1)]  # numbers of the mission
    asked: Words
    words: Words = Words()
    about: tuple[Combination, ...] = ()
    unless: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()
    certainty: Certainty
    sources: tuple[Id, ...] = ()
    short: Id
    whom: tuple[Id, ...] = ()
    size: tuple[Size, ...] = ()
    others: tuple[Id, ...] = ()
    instead: tuple[Id, ...] = ()
    doctor: tuple[Id, ...] = ()
    studied: Population | None = None
    calculation: (
        Literal[
            "need",
            "upper-level",
            "label",
            "spacing",
            "food",
            "dose",
            "child-dose",
            "kidney-dose",
            "pregnancy-dose",
            "blood-value",
            "conversion",
            "label-share",
            "product-claims",
            "sweat",
            "foods-without",
            "example-day",
        ]
        | None
    ) = None


class Position(Record):
    """What one or more articles say."""

    articles: Annotated[tuple[Article, ...], Field(min_length=1)]
    says: Names


class Contradiction(Record):
    """A subject on which the articles contradict each other, and the verdict."""

    id: Id
    kind: Literal["benefit", "need", "supplement", "safety", "body"]
    names: Names
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    verdict: Names
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _two_sides(self) -> "Contradiction":
        if len(self.positions) < 2:
            raise ValueError("a contradiction has at least two positions")
        return self


class ReferenceAudit(Record):
    """A reference or figure that does not carry what it is cited for."""

    id: Id
    where: Article | Literal["web-page", "trial-report"]
    cited: Sentence
    problem: Names
    sources: tuple[Id, ...] = ()


class AlarmWords(Record):
    """How an alarm sign is written in a question; every word of a line must stand in it.

    ``red_flag`` names the flag of the safety rules; ``finding`` a message of its own where no
    flag covers it.
    """

    id: Id
    red_flag: Id | None = None
    finding: Id | None = None
    nl: Annotated[tuple[str, ...], Field(min_length=1)]
    en: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_of_both(self) -> "AlarmWords":
        if (self.red_flag is None) == (self.finding is None):
            raise ValueError("a red flag or a message of its own, not both")
        return self
