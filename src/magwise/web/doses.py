"""The interface for programs, second half: a day for doses, and what they do in the body."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, StrictBool, model_validator

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.person.profile import Number, Whole
from magwise.person.times import minutes_of
from magwise.report.schema import EventResult
from magwise.text import numbers
from magwise.text.rendering import Language
from magwise.web.api import REFUSALS, Asked, AskedOfPerson, Said, bounded, said_of

if TYPE_CHECKING:
    from magwise.assessment import Assessment
    from magwise.knowledge import Knowledge

MOST_DOSES = 6
MOST_WEEKS = 26.0
MOST_PEOPLE = 100
MOST_MG = 1000.0
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Mg = Annotated[Number, Field(gt=0, le=MOST_MG)]
FormId = Annotated[str, Field(min_length=1, max_length=80)]


class ScheduleAsked(AskedOfPerson):
    """Doses to place in someone's day, or with times to check there."""

    doses_mg: Annotated[list[Mg], Field(min_length=1, max_length=MOST_DOSES)]
    form: FormId = "citrate"
    times: Annotated[
        list[Clock] | None,
        Field(max_length=MOST_DOSES, description="one for each dose; without them they are found"),
    ] = None

    @model_validator(mode="after")
    def _as_many(self) -> "ScheduleAsked":
        if self.times is not None and len(self.times) != len(self.doses_mg):
            raise ValueError("there must be a time for each dose")
        return self


class ScheduleResult(BaseModel):
    """A day that keeps every gap, or why there is none."""

    outcome: Literal["placed", "too-close", "no-slot", "times-unknown", "blocked"]
    schedule: list[EventResult] | None
    said: list[Said]
    instead: list[str] = Field(description="times that keep every gap, where given ones do not")


class DoseAsked(BaseModel):
    """One dose of a day [mg of magnesium itself]."""

    model_config = Asked.model_config

    elemental_mg: Mg
    form: FormId = "citrate"
    time: Clock | None = None
    with_food: StrictBool | None = None


class SimulateAsked(AskedOfPerson):
    """Doses and other food for some weeks, in so many virtual people like this person."""

    doses: Annotated[list[DoseAsked], Field(max_length=MOST_DOSES)] = []
    food_gain_mg_per_day: Annotated[Number, Field(ge=0, le=MOST_MG)] = 0.0
    weeks: Annotated[Number, Field(ge=1, le=MOST_WEEKS)] = 4.0
    people: Annotated[Whole, Field(ge=2, le=MOST_PEOPLE)] = 32
    seed: Annotated[Whole, Field(ge=0, le=2**31 - 1)] = 1


class SimulateResult(BaseModel):
    """The course by day with its intervals, and what must be said with it."""

    allowed: bool = Field(description="false where safety allows this person no doses")
    said: list[Said]
    simulation: dict[str, Any] | None
    knowledge_version: str
    knowledge_hash: str


def routes(kb: "Knowledge", today: Callable[[], date]) -> APIRouter:
    """Schedule and simulate."""
    router = APIRouter(responses=REFUSALS)

    def assessed(asked: AskedOfPerson) -> "Assessment":
        from magwise.assessment import assess

        bounded(asked.diary)
        return assess(asked.profile, asked.diary, kb, today=asked.today or today())

    @router.post("/schedule")
    def schedule(asked: ScheduleAsked) -> ScheduleResult:
        """Doses in someone's day, away from their medicines, or why that cannot be."""
        from magwise.plan.scheduling import schedule_doses

        _known(asked.form, kb)
        minutes = [minutes_of((one,))[0] for one in asked.times or ()]
        found = schedule_doses(asked.doses_mg, asked.form, assessed(asked), kb, minutes=minutes)
        events = None
        if found.schedule is not None:
            events = [
                EventResult(
                    time=numbers.clock(one.minute),
                    kind=one.kind,
                    subject=one.subject,
                    elemental_mg=one.elemental_mg,
                )
                for one in found.schedule.events
            ]
        return ScheduleResult(
            outcome=found.outcome,
            schedule=events,
            said=_said(found.facts, kb, asked.language),
            instead=[numbers.clock(minute) for minute in found.instead],
        )

    @router.post("/simulate")
    def simulate(asked: SimulateAsked) -> SimulateResult:
        """What doses and other food do to blood and urine, by the body model."""
        from magwise.core.records import Dose, Regimen
        from magwise.models import body
        from magwise.plan.expecting import body_of
        from magwise.report.body import as_record

        for one in asked.doses:
            _known(one.form, kb)
        assessment = assessed(asked)
        version = {"knowledge_version": kb.version, "knowledge_hash": kb.hash}
        verdict = assessment.verdict
        if asked.doses and not verdict.status.allows_dose:
            facts = _said(verdict.findings, kb, asked.language)
            return SimulateResult(allowed=False, said=facts, simulation=None, **version)
        who = body_of(assessment, kb)
        regimen = Regimen(
            tuple(
                Dose(
                    one.elemental_mg,
                    one.form,
                    minute=minutes_of((one.time,))[0] if one.time else None,
                    with_food=one.with_food,
                )
                for one in asked.doses
            )
        )
        found = body.expect(
            who.subject,
            regimen,
            kb,
            weeks=asked.weeks,
            draws=asked.people,
            seed=asked.seed,
            meals=who.meals,
            food_gain_mg_per_day=asked.food_gain_mg_per_day,
        )
        return SimulateResult(
            allowed=True,
            said=_said(found.facts, kb, asked.language),
            simulation=as_record(found.simulation),
            **version,
        )

    return router


def _known(form: str, kb: "Knowledge") -> None:
    if form not in kb.forms:
        raise InputError(Problem("error.body-form", values={"given": form}))


def _said(facts: Iterable[Fact], kb: "Knowledge", language: Language) -> list[Said]:
    return [said_of(one, kb, language) for one in facts]
