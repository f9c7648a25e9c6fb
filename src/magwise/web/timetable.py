"""The day of the plan with its times: to be changed in a form, and checked at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact
from magwise.person.own_day import OwnDay, called, clocks, weeks_of
from magwise.person.times import minutes_of
from magwise.text import numbers
from magwise.web.site import Site, ticked, typed

if TYPE_CHECKING:
    from magwise.plan.records import Plan

_CLOCK = re.compile(r"\s*([01]?\d|2[0-3])[:.][0-5]\d\s*")
_MOST = 8


@dataclass(frozen=True)
class Asked:
    """Times that were filled in, and what they come to.

    ``facts`` say which distance breaks and what is possible instead; ``instead`` is the same day
    with times that keep them all.
    """

    day: OwnDay
    facts: tuple[Fact, ...] = ()
    instead: OwnDay | None = None
    error: InputError | None = None
    fine: tuple[int, ...] = field(default=())

    @property
    def good(self) -> bool:
        """Whether these times can be kept."""
        return not self.facts and self.error is None


def asked(site: Site, form: FormData) -> Asked:
    """Read the times of the form and check them against what safety asks of this person."""
    from magwise.plan.own_times import check_times
    from magwise.plan.placing import standing_doses

    profile = site.profile()
    wrong: list[str] = []

    def read(name: str) -> tuple[str, ...]:
        given = [one.strip() for one in ticked(form, name)[:_MOST] if one.strip()]
        wrong.extend(one[:20] for one in given if _CLOCK.fullmatch(one) is None)
        return clocks(given)

    doses = read("dose")
    if typed(form, "dose-shown", 200) == " ".join(doses) and not site.own_day().doses:
        doses = ()  # left as the plan chose them: the plan goes on choosing
    if "" in (one.strip() for one in ticked(form, "dose")):
        doses = ()  # emptied: the plan chooses again
    weeks = typed(form, "weeks", 6)
    day = OwnDay(
        meals=read("meal"),
        training=read("training"),
        doses=doses,
        medicines=_named(read, "medicine", profile.medicines or ()),
        supplements=_named(read, "supplement", profile.supplements or ()),
        food_first_weeks=weeks_of(weeks) if weeks else None,
        diary_confirmed=site.own_day().diary_confirmed,
    )
    if weeks and day.food_first_weeks is None:
        wrong.append(weeks)
    if wrong:
        values = {"field": "time", "given": wrong[0]}
        return Asked(day, error=InputError(Problem("error.time-wrong", values=values)))
    assessment, _ = site.worked_out(day.model_copy(update={"doses": ()}))
    own = standing_doses(assessment.profile)
    minutes = (*minutes_of(day.doses), *own)
    checked = check_times(minutes, assessment)
    unknown = any(fact.id == "timing.own-unknown" for fact in checked.facts)
    if not minutes or (unknown and not day.doses):
        return Asked(day)
    if checked.kept:
        return Asked(day, fine=checked.minutes)
    moved = dict(zip(checked.minutes, checked.instead, strict=False))
    return Asked(day, checked.facts, _moved(day, moved) if moved else None)


def _named(read: Any, what: str, taken: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    found = {called(one.name): read(f"{what}-{n}") for n, one in enumerate(taken)}
    return {name: times for name, times in found.items() if times}


def _moved(day: OwnDay, moved: dict[int, int]) -> OwnDay:
    """The same day with doses and magnesium in use at the times that keep every distance."""

    def at(times: tuple[str, ...]) -> tuple[str, ...]:
        return clocks([numbers.clock(moved.get(one, one)) for one in minutes_of(times)])

    supplements = {
        name: at(times) if "magnes" in name else times for name, times in day.supplements.items()
    }
    return day.model_copy(update={"doses": at(day.doses), "supplements": supplements})


def table(site: Site, plan: "Plan", given: Asked | None) -> dict[str, Any]:
    """What the form shows: the times as filled in, else as kept, else as the plan has them."""
    from magwise.plan.placing import meals_of

    assessment = plan.assessment
    profile = assessment.profile
    kept = site.own_day()
    day = given.day if given is not None else kept
    doses = [
        numbers.clock(dose.minute) if dose.minute is not None else ""
        for dose in (plan.supplement.doses if plan.supplement is not None else ())
    ]
    training = profile.training.times if profile.training is not None else ()
    meals = [numbers.clock(minute) for minute in meals_of(assessment)]
    return {
        "day": given.instead if given is not None else None,
        "asked": given,
        "meals": [*(day.meals or meals), ""],
        "training": [*(day.training or clocks(training or ())), ""],
        "doses": list(day.doses) or doses,
        "doses_shown": " ".join(clocks(doses)),
        "own": bool(kept.doses),
        "weeks": "" if day.food_first_weeks is None else f"{day.food_first_weeks:g}",
        "medicines": _rows(profile.medicines or (), day.medicines),
        "supplements": _rows(profile.supplements or (), day.supplements),
    }


def _rows(taken: Sequence[Any], times: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "times": [*(times.get(called(one.name)) or clocks(one.times or ())), ""]}
        for one in taken
    ]
