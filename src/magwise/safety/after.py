"""The gate after planning: judges a finished proposal anew, whatever made it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING

from magwise.core.facts import Fact, in_order
from magwise.core.records import Dose, EventKind, Regimen, Schedule
from magwise.knowledge import Knowledge
from magwise.person import Profile
from magwise.safety.circumstances import Circumstances, circumstances
from magwise.safety.food import judge_changes
from magwise.safety.gate import gate_before
from magwise.safety.limits import bound
from magwise.safety.medicines import in_the_evening, keeps_gap
from magwise.safety.outcomes import strictest
from magwise.safety.products import magnesium_products
from magwise.safety.records import FoodChange, Gap, Review, Status, Verdict, issue
from magwise.safety.speaking import say
from magwise.safety.taken import taken_medicines

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item

_ROUNDING_MG = 1e-6
# Groups in the records of forms, and the conditions that put somebody in them.
_FORM_GROUPS: dict[str, frozenset[str]] = {
    "pregnancy": frozenset({"pregnancy", "pregnancy-unknown"}),
    "breastfeeding": frozenset({"breastfeeding", "pregnancy-unknown"}),
    "under-18": frozenset({"child", "age-unknown"}),
    "potassium-risk": frozenset(
        {"kidney-disease", "kidney-severe", "kidney-moderate", "hyperkalaemia"}
    ),
}


def gate_after(
    verdict: Verdict,
    *,
    regimen: Regimen | None,
    schedule: Schedule | None,
    food_changes: Sequence[FoodChange],
    profile: Profile,
    kb: Knowledge,
    step_up: Regimen | None = None,
    diary_items: Iterable["Item"] = (),
    usual_nutrients: Mapping[str, float] | None = None,
    today: date | None = None,
) -> Review:
    """Judge a proposal from the data themselves, and clear exactly that proposal or nothing.

    The verdict that the plan was made with is not trusted: everything is judged again, and the
    stricter of both counts in each respect.

    Parameters
    ----------
    verdict
        The verdict of the gate before planning.
    regimen, step_up
        The doses a day to begin with, and those it may be raised to.
    schedule
        The day the doses stand in.
    food_changes
        What changes on the plate.
    usual_nutrients
        Nutrients a day in the diet as it is, where known.
    today
        The day it is; without it the day of the newest laboratory value.

    Returns
    -------
    Review
        With a clearance when nothing stands in the way. ``findings`` say why not, or what must
        be said along with the plan; ``refused_foods`` are the foods that may not be offered.

    References
    ----------
    scf-2001-magnesium-ul, bfr-2017-magnesium, smpc-magnaspartate
    """
    items = tuple(diary_items)
    again = gate_before(profile, kb, diary_items=items, today=today or _newest_day(profile))
    strict = _stricter(verdict, again)
    changes = tuple(food_changes)
    proposed = fingerprint(regimen, schedule, changes, step_up=step_up)
    if strict.status is Status.EMERGENCY:
        clear = regimen is None and step_up is None and not changes
        return Review(issue(strict, proposed) if clear else None, strict.findings)
    medicines = taken_medicines(profile, items, kb)
    products = magnesium_products(profile, medicines, items, kb)
    person = circumstances(profile, kb, medicines, takes_magnesium=products.taken)
    reasons: list[str] = []
    for one, first in ((regimen, True), (step_up, False)):
        if one is not None:
            reasons.extend(_dose_reasons(one, schedule if first else None, strict, person, kb))
            if first:
                reasons.extend(_start_reasons(one, kb))
    if step_up is not None and regimen is None:
        reasons.append("dose-not-started")
    food = judge_changes(changes, person, strict, kb, usual_nutrients or {})
    facts: list[Fact] = list(food.facts)
    if reasons:
        told = tuple(sorted(set(reasons)))
        facts.append(say(kb, "safety.dose-blocked", subject="dose", reasons=told))
    if regimen is not None and not reasons:
        facts.extend(strict.dose_facts)
    cleared = not reasons and not food.refused
    return Review(
        clearance=issue(strict, proposed) if cleared else None,
        findings=in_order(facts),
        refused_foods=food.refused,
    )


def _newest_day(profile: Profile) -> date:
    days = [date.fromisoformat(one.date) for one in profile.laboratory or () if one.date]
    return max(days, default=date.min)


def fingerprint(
    regimen: Regimen | None,
    schedule: Schedule | None,
    food_changes: Sequence[FoodChange],
    *,
    step_up: Regimen | None = None,
) -> str:
    """A number that stands for exactly this proposal; another amount gives another number."""
    changes = sorted(
        (asdict(change) for change in food_changes),
        key=lambda one: json.dumps(one, sort_keys=True),
    )
    content = {
        "regimen": None if regimen is None else asdict(regimen),
        "step_up": None if step_up is None else asdict(step_up),
        "schedule": None if schedule is None else asdict(schedule),
        "food": changes,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _stricter(first: Verdict, second: Verdict) -> Verdict:
    """The stricter of two verdicts in every respect."""
    return replace(
        second,
        status=strictest((first.status, second.status)),
        limit_mg_per_day=_least(first.limit_mg_per_day, second.limit_mg_per_day),
        advice_limit_mg_per_day=_least(
            first.advice_limit_mg_per_day, second.advice_limit_mg_per_day
        ),
        other_mg_per_day=_most(first.other_mg_per_day, second.other_mg_per_day),
        gaps=tuple(dict.fromkeys((*first.gaps, *second.gaps))),
        excluded_forms=tuple(sorted({*first.excluded_forms, *second.excluded_forms})),
        food_advice=first.food_advice and second.food_advice,
        food_with_professional=first.food_with_professional or second.food_with_professional,
        weight_loss_advice=first.weight_loss_advice and second.weight_loss_advice,
        portions=max(first.portions, second.portions),
        dose_facts=in_order((*first.dose_facts, *second.dose_facts)),
    )


def _least(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else min(first, second)


def _most(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else max(first, second)


def _dose_reasons(
    regimen: Regimen,
    schedule: Schedule | None,
    verdict: Verdict,
    person: Circumstances,
    kb: Knowledge,
) -> Iterator[str]:
    """Why these doses may not be advised; words for ``word.<reason>``."""
    if not verdict.status.allows_dose:
        yield "dose-status"
    if person.profile.is_adult is not True:
        yield "dose-not-adult"
    amounts = [dose.elemental_mg for dose in regimen.doses]
    if not amounts or any(amount is None or amount <= 0 for amount in amounts):
        yield "dose-unknown"
        return
    total = sum(amount for amount in amounts if amount is not None)
    limit, other = verdict.limit_mg_per_day, verdict.other_mg_per_day
    if limit is None or other is None or verdict.advice_limit_mg_per_day is None:
        yield "dose-no-limit"
    else:
        most = min(limit, verdict.advice_limit_mg_per_day, bound("advice-max-per-day", kb))
        if total + other > most + _ROUNDING_MG:
            yield "dose-above-limit"
    if max(a for a in amounts if a is not None) > bound("advice-single-dose", kb) + _ROUNDING_MG:
        yield "dose-single"
    if len(amounts) < verdict.portions:
        yield "dose-portions"
    days = bound("advice-max-days", kb)
    if regimen.last_day is None or regimen.last_day - regimen.first_day > days:
        yield "dose-no-end"
    for dose in regimen.doses:
        yield from _form_reasons(dose, verdict, person, kb)
    if any(gap.pause for gap in verdict.gaps):
        yield "dose-course"
    yield from _time_reasons(regimen, schedule, verdict.gaps)


def _start_reasons(regimen: Regimen, kb: Knowledge) -> Iterator[str]:
    total = regimen.elemental_mg_per_day
    if total is not None and total > bound("advice-start", kb) + _ROUNDING_MG:
        yield "dose-start"


def _form_reasons(
    dose: Dose, verdict: Verdict, person: Circumstances, kb: Knowledge
) -> Iterator[str]:
    form = kb.forms.get(dose.form or "")
    if form is None or not form.is_source or form.route != "oral":
        yield "dose-form-unknown"
        return
    if form.id in verdict.excluded_forms or form.advise.choice == "not-advised":
        yield "dose-form"
    for barred in form.not_in:
        group = _FORM_GROUPS.get(barred.group, frozenset())
        if barred.weight == "must-not" and not person.conditions.isdisjoint(group):
            yield "dose-form"
        if barred.weight == "must-not" and barred.atc:
            risky = any(taken.may_be(barred.atc) is not False for taken in person.medicines)
            if risky:
                yield "dose-form"


def _time_reasons(
    regimen: Regimen, schedule: Schedule | None, gaps: Sequence[Gap]
) -> Iterator[str]:
    """Every gap is kept by every dose, in the regimen and in the schedule alike."""
    minutes = [dose.minute for dose in regimen.doses]
    if schedule is not None:
        scheduled = [event for event in schedule.events if event.kind is EventKind.DOSE]
        if sorted(event.minute for event in scheduled) != sorted(
            minute for minute in minutes if minute is not None
        ):
            yield "dose-schedule"
        amounts = [event.elemental_mg for event in scheduled if event.elemental_mg is not None]
        total = regimen.elemental_mg_per_day
        if amounts and total is not None and sum(amounts) > total + _ROUNDING_MG:
            yield "dose-schedule"
    binding = [gap for gap in gaps if gap.binds]
    times_missing = any(not gap.minutes for gap in binding)
    for gap in binding:
        if not gap.minutes:
            # Without the time of the medicine no clock time can be right; "three hours after
            # the medicine" can.
            if any(minute is not None for minute in minutes):
                yield "dose-gap-unknown"
            if not all(in_the_evening(gap, one) for one in minutes if one is not None):
                yield "dose-gap"
        elif any(minute is None for minute in minutes):
            if not times_missing:
                yield "dose-gap-unknown"
        elif not all(keeps_gap(gap, minute) for minute in minutes if minute is not None):
            yield "dose-gap"
