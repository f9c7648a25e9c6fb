"""The review after some weeks: what changed, what that can mean, and the advice now."""

import math
from dataclasses import dataclass
from datetime import date

from magwise.assessment import Assessment, assess
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import UsualIntake
from magwise.followup.checking import check_in, since_start
from magwise.followup.comparing import changes_of, said
from magwise.followup.records import Change, CheckIn, Start
from magwise.followup.signals import signals
from magwise.followup.telling import judged
from magwise.followup.watching import held_back, without_dose
from magwise.foods.records import Corrections
from magwise.knowledge import Knowledge
from magwise.person import Diary, Profile
from magwise.person.log import Log
from magwise.plan import Plan, propose


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a plan, and what to do now.

    ``plan`` is None when something urgent comes first; then only its facts are there.
    """

    check: CheckIn
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]
    plan: Plan | None


def review(
    start: Start,
    log: Log,
    profile: Profile,
    diary: Diary,
    kb: Knowledge,
    *,
    today: date,
    corrections: Corrections | None = None,
) -> Review:
    """Compare before with after, say what may explain it, and advise anew.

    Parameters
    ----------
    start
        Where the person stood on the first day.
    log
        Symptoms; the four weeks before the start are the baseline, the last two weeks the
        outcome. Days that were not filled in are unknown, never zero.
    diary
        What the person eats now.
    """
    check = check_in(start, log, profile, kb, today=today)
    if check.alone:
        return Review(check, (), check.facts, None)
    days = log.between(start.first_day, today)
    person = since_start(profile, days, signals(days, kb), kb)
    done = max(person.food_first_weeks_done or 0.0, (today - start.first_day).days / 7)
    person = person.model_copy(update={"food_first_weeks_done": done})
    now = assess(person, diary, kb, today=today, corrections=corrections)
    if held_back(days, profile, kb):  # what went wrong on a dose is no reason for another one
        now = without_dose(now)
    changes = changes_of(start, log, today)
    plan = propose(now, None, kb)
    facts = (
        *check.facts,
        *_intake_facts(start, now),
        *(said(change) for change in changes),
        *_why_facts(changes),
        *_supplement_facts(start, now),
    )
    return Review(check, changes, tuple({one.key(): one for one in facts}.values()), plan)


def intake_difference(before: UsualIntake, after: UsualIntake) -> Interval:
    """After minus before [mg/day], with the doubt of both; errors taken as independent."""
    middle = after.mg_per_day.best - before.mg_per_day.best
    down = math.hypot(
        after.mg_per_day.best - after.mg_per_day.low,
        before.mg_per_day.high - before.mg_per_day.best,
    )
    up = math.hypot(
        after.mg_per_day.high - after.mg_per_day.best,
        before.mg_per_day.best - before.mg_per_day.low,
    )
    return Interval(middle - down, middle, middle + up)


def _intake_facts(start: Start, now: Assessment) -> tuple[Fact, ...]:
    usual = now.intake.usual
    if usual is None or start.usual is None:
        return (judged("followup.intake-unknown", severity=Severity.ASK),)
    values: dict[str, object] = {
        "before": start.usual.mg_per_day.as_dict(),
        "after": usual.mg_per_day.as_dict(),
    }
    difference = intake_difference(start.usual, usual)
    if difference.low > 0:
        name = "followup.intake-rose"
    elif difference.high < 0:
        name = "followup.intake-fell"
    else:
        name = "followup.intake-unclear"
    return (
        Fact(
            name,
            values,
            sources=("magwise-computed",),
            subject="followup",
            certainty=Certainty.COMPUTED,
        ),
    )


def _why_facts(changes: tuple[Change, ...]) -> tuple[Fact, ...]:
    """Why a change is not yet an effect: people start when things are at their worst."""
    if not changes:
        return (judged("followup.no-baseline"),)
    facts = [judged("followup.regression-to-the-mean")]
    if any(change.what == "cramps" for change in changes):
        facts.append(
            Fact(
                "followup.placebo",
                {},
                sources=("cochrane-2020-cramps",),
                subject="followup",
                certainty=Certainty.MODERATE,
            )
        )
    facts.append(judged("followup.experiment"))
    return tuple(facts)


def _supplement_facts(start: Start, now: Assessment) -> tuple[Fact, ...]:
    if start.regimen is None:
        return ()
    usual, leading = now.intake.usual, now.need.leading
    reference = None if leading is None else leading.mg_per_day.value
    if usual is not None and reference is not None and usual.mg_per_day.best >= reference:
        return (judged("followup.food-is-enough"),)
    return (judged("followup.supplement-stop-and-look"),)
