"""The interface for programs: foods, lines, assessment, plan, answers. It keeps nothing.

A day for doses and the body model are in `doses`.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from magwise.person import Diary, Profile
from magwise.plan.records import Wishes
from magwise.report.schema import AdviceResult, LineResult, Range
from magwise.text.rendering import Language

if TYPE_CHECKING:
    from magwise.core.facts import Fact
    from magwise.knowledge import Knowledge

MOST_LINES = 100
MOST_DAYS = 400
MOST_ENTRIES = 20_000
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class Asked(BaseModel):
    """What every request may say: the language of the words in the answer."""

    model_config = ConfigDict(extra="forbid")

    language: Language = "en"


class FoodsAsked(Asked):
    """Words to look foods up by."""

    text: Annotated[str, Field(min_length=1, max_length=200)]


class LinesAsked(Asked):
    """Diary lines as someone wrote them."""

    lines: Annotated[list[Words], Field(min_length=1, max_length=MOST_LINES)]


class AskedOfPerson(Asked):
    """Someone's profile and diary; both may be empty, and then the answer says what is missing."""

    profile: Profile = Profile()
    diary: Diary = Diary()
    today: date | None = None


class PersonAsked(AskedOfPerson):
    """A person, what they want of a plan, and whether each number is explained."""

    wishes: Wishes | None = None
    explain: StrictBool = False


class QuestionAsked(Asked):
    """A question in plain words, and optionally who asks."""

    question: Words
    profile: Profile | None = None


class FoodFound(BaseModel):
    """A food that the words may mean."""

    id: str
    name: str
    score: float
    magnesium_mg_per_100g: Range | None


class Said(BaseModel):
    """One sentence with what it rests on."""

    id: str
    text: str
    severity: str
    certainty: str | None
    sources: list[str]


class Answered(BaseModel):
    """An answer, or the plain statement that there is none."""

    kind: Literal["answer", "calculation", "emergency", "blocked", "abstain"]
    topic: str | None
    certainty: str | None
    said: list[Said]
    claims: list[str]
    nearest: list[str]
    sources: list[str]


class Refused(BaseModel):
    """A refusal (RFC 9457); it never repeats what was sent."""

    type: str
    title: str
    status: int
    errors: list[dict[str, Any]] = []


REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refused, "description": why}
    for code, why in (
        (400, "The request cannot be read."),
        (401, "The request comes over the network from a device that is not connected."),
        (403, "The request comes from a page of another site."),
        (413, "More was sent than is read."),
        (422, "The request does not fit the schema, or cannot be used."),
        (429, "Too many requests; wait a second."),
    )
}


def routes(kb: "Knowledge", today: Callable[[], date]) -> APIRouter:
    """The interface for programs."""
    router = APIRouter(responses=REFUSALS)

    @router.post("/foods")
    def foods(asked: FoodsAsked) -> list[FoodFound]:
        """Foods that some words may mean, the likeliest first."""
        from magwise.foods import find

        found = []
        for one in find(asked.text, kb, language=asked.language):
            figures = kb.figures.get(one.id)
            mg = figures.magnesium_mg() if figures is not None else None
            found.append(
                FoodFound(
                    id=one.id,
                    name=kb.foods[one.id].names.of(asked.language),
                    score=round(one.score, 3),
                    magnesium_mg_per_100g=None if mg is None else Range(**mg.as_dict()),
                )
            )
        return found

    @router.post("/parse")
    def parse(asked: LinesAsked) -> list[LineResult]:
        """How diary lines are understood, with amounts, candidates and doubts."""
        from magwise.foods import parse_line
        from magwise.report.result import line_result

        return [
            line_result(parse_line(line, kb, language=asked.language), kb, asked.language)
            for line in asked.lines
        ]

    @router.post("/assess")
    def assess_(asked: PersonAsked) -> AdviceResult:
        """Where someone stands; nothing is advised."""
        from magwise.assessment import assess
        from magwise.report.result import advice

        bounded(asked.diary)
        made = assess(asked.profile, asked.diary, kb, today=asked.today or today())
        return advice(made, None, kb, asked.language, explain=asked.explain)

    @router.post("/plan")
    def plan_(asked: PersonAsked) -> AdviceResult:
        """Where someone stands and what to do about it."""
        from magwise.assessment import assess
        from magwise.plan import propose
        from magwise.report.result import advice

        bounded(asked.diary)
        made = assess(asked.profile, asked.diary, kb, today=asked.today or today())
        plan = propose(made, asked.wishes or Wishes(), kb)
        return advice(made, plan, kb, asked.language, explain=asked.explain)

    @router.post("/ask")
    def ask_(asked: QuestionAsked) -> Answered:
        """A question answered with its certainty, or honestly not."""
        from magwise.answers import answer

        found = answer(
            asked.question, kb, profile=asked.profile, language=asked.language, today=today()
        )
        return Answered(
            kind=found.kind,
            topic=found.topic,
            certainty=found.certainty.value if found.certainty else None,
            said=[said_of(one, kb, asked.language) for one in found.facts],
            claims=list(found.claims),
            nearest=list(found.nearest),
            sources=list(found.sources),
        )

    return router


def said_of(fact: "Fact", kb: "Knowledge", language: Language) -> Said:
    """A fact in words, with what it rests on."""
    from magwise.text import render

    return Said(
        id=fact.id,
        text=render(fact, kb, language),
        severity=fact.severity.value,
        certainty=fact.certainty.value if fact.certainty else None,
        sources=list(fact.sources),
    )


def bounded(diary: Diary) -> None:
    """A diary that no person writes is refused before it takes anyone's time."""
    from magwise.core.errors import InputError, Problem

    entries = sum(len(day.entries) for day in diary.days)
    if len(diary.days) > MOST_DAYS or entries > MOST_ENTRIES:
        raise InputError(Problem("error.diary-full", values={"limit": MOST_DAYS}))
    longest = max((len(one.text) for day in diary.days for one in day.entries), default=0)
    if longest > 2000:
        raise InputError(Problem("error.jsonl-too-long", values={"limit": 2000}))
