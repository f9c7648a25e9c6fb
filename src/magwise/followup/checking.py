"""A check-in: is it still safe, and does the dose go on, up, down or away."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Fact, Severity
from magwise.core.records import Regimen
from magwise.followup.comparing import changes_of, said
from magwise.followup.records import CheckIn, Signal, Start, Step
from magwise.followup.signals import side_effects, signals, unrecognised
from magwise.followup.telling import fact_of, judged, unsigned
from magwise.foods.records import Item
from magwise.knowledge import Knowledge
from magwise.person import Profile
from magwise.person.log import Log, LogDay
from magwise.person.profile import Medicine
from magwise.safety import Status, Verdict, gate_after, gate_before

LOOK_BACK_DAYS = 7
FEWEST_DAYS = 4  # of those days filled in before a dose goes up [assumed]
LEAST_TAKEN = 0.7  # share of the doses taken before a dose goes up [assumed]
_PULSE_FLAG = "magnesium-excess"
_URGENT = ("emergency", "same-day")


def check_in(
    start: Start,
    log: Log,
    profile: Profile,
    kb: Knowledge,
    *,
    today: date,
    diary_items: Iterable[Item] = (),
) -> CheckIn:
    """Look at the log since the first day and say what to do with the supplement now.

    A stop rule that fired stays until a new plan is made; a missing day is never read as a good
    day; safety judges the person and the doses anew, with the medicines that were started since.

    Parameters
    ----------
    start
        Where the person stood, from `start_of`.
    log
        The days so far; days before the start and after today are left out.
    profile
        The person as described at the start; what the log adds is added here.

    Raises
    ------
    InputError
        When today lies before the first day.
    """
    if today < start.first_day:
        values = {"start": start.date, "today": today.isoformat()}
        raise InputError(Problem("error.followup-early", values=values))
    days = log.between(start.first_day, today)
    fired = signals(days, kb)
    person = since_start(profile, days, fired, kb)
    verdict = gate_before(person, kb, diary_items=diary_items, today=today)
    week = (today - start.first_day).days // 7
    due = max(
        (one for one in kb.check_ins.values() if one.week <= week),
        key=lambda one: one.week,
        default=None,
    )
    if verdict.status is Status.EMERGENCY:
        urgent = tuple(fact_of(one) for one in fired if one.rule.action in _URGENT)
        facts = (*verdict.findings, *urgent, *unsigned(fired))
        name = None if due is None else due.id
        return CheckIn(week, name, Step.STOP, alone=True, regimen=None, facts=facts)
    step, regimen, reasons = _decide(start, days, fired, verdict, today, kb)
    if regimen is not None:
        gated = gate_after(
            verdict,
            regimen=regimen,
            schedule=None,
            food_changes=(),
            profile=person,
            kb=kb,
            diary_items=tuple(diary_items),
            today=today,
        )
        if not gated.cleared:
            step, regimen, reasons = Step.STOP, None, (*gated.findings, judged("followup.stop"))
    if step in (Step.STOP, Step.CHECK_AGAIN):
        reasons = (*reasons, *(one for one in verdict.findings if one not in reasons))
    unknown = unrecognised(days, kb)
    doubts: tuple[Fact, ...] = ()
    if unknown:
        words = {"words": unknown}
        doubts = (judged("followup.side-effect-unknown", words, severity=Severity.ASK),)
    return CheckIn(
        week=week,
        due=None if due is None else due.id,
        step=step,
        alone=False,
        regimen=regimen,
        facts=(*reasons, *unsigned(fired), *doubts, *_about_the_log(start, log, days, today)),
    )


def since_start(
    profile: Profile, days: Sequence[LogDay], fired: Sequence[Signal], kb: Knowledge
) -> Profile:
    """The profile with the medicines started since, and the red flags that the log shows."""
    new = {name for day in days for name in day.new_medicines or ()}
    known = {medicine.name.strip().casefold() for medicine in profile.medicines or ()}
    added = tuple(
        Medicine(name=name[:200]) for name in sorted(new) if name.strip().casefold() not in known
    )
    flags = set()
    for signal in fired:
        if signal.rule.action not in _URGENT:
            continue
        if signal.rule.pulse_below_per_min is not None:
            flags.add(_PULSE_FLAG)
        for day in days:
            if day.date in signal.days:
                logged = side_effects(day, kb).ids & set(signal.rule.side_effects)
                flags |= {flag for one in logged if (flag := kb.side_effects[one].red_flag)}
    changes: dict[str, object] = {}
    if added:
        changes["medicines"] = (*(profile.medicines or ()), *added)
    if flags:
        changes["red_flags"] = tuple(sorted({*(profile.red_flags or ()), *flags}))
    return profile.model_copy(update=changes) if changes else profile


def _decide(
    start: Start,
    days: Sequence[LogDay],
    fired: Sequence[Signal],
    verdict: Verdict,
    today: date,
    kb: Knowledge,
) -> tuple[Step, Regimen | None, tuple[Fact, ...]]:
    actions = {signal.rule.action for signal in fired}
    told = tuple(fact_of(signal) for signal in fired)
    if start.regimen is None:
        if told or today > start.last_day:
            return Step.NONE, None, told
        return Step.NONE, None, (judged("followup.food-on"),)
    if actions & {"emergency", "same-day", "stop"}:
        return Step.STOP, None, (*told, judged("followup.stop", severity=Severity.STOP))
    if not verdict.status.allows_dose:
        return Step.STOP, None, (*told, judged("followup.stop-safety", severity=Severity.STOP))
    if "check-again" in actions:
        return Step.CHECK_AGAIN, None, told
    if today > start.last_day:
        return Step.STOP, None, (*told, judged("followup.course-over", {"date": start.date}))
    if "step-down" in actions:
        return _lower(start, days, fired, told, kb)
    return _onwards(start, days, today, told, known=not unrecognised(days, kb))


def _lower(
    start: Start,
    days: Sequence[LogDay],
    fired: Sequence[Signal],
    told: tuple[Fact, ...],
    kb: Knowledge,
) -> tuple[Step, Regimen | None, tuple[Fact, ...]]:
    """One step down; when the same happens again after it, stop."""
    assert start.regimen is not None
    last = max(day for signal in fired for day in signal.days)
    again = signals([day for day in days if day.date > last], kb)
    if any(one.rule.action == "step-down" for one in again):
        return Step.STOP, None, (*told, judged("followup.stop-again", severity=Severity.STOP))
    stepped_up = start.step_up is not None and date.fromisoformat(last) >= (
        start.first_day + timedelta(days=start.step_up.first_day)
    )
    lower = start.regimen if stepped_up else _half(start.regimen)
    if lower is None:
        return Step.STOP, None, (*told, judged("followup.stop", severity=Severity.STOP))
    fact = judged("followup.step-down", _dose_values(lower), severity=Severity.WARN)
    return Step.STEP_DOWN, lower, (*told, fact)


def _onwards(
    start: Start, days: Sequence[LogDay], today: date, told: tuple[Fact, ...], *, known: bool
) -> tuple[Step, Regimen | None, tuple[Fact, ...]]:
    """Up when it is time and the last week shows that it can; else as it is."""
    assert start.regimen is not None
    up = start.step_up
    if up is None:
        return Step.HOLD, start.regimen, (*told, judged("followup.hold"))
    from_day = start.first_day + timedelta(days=up.first_day)
    if today < from_day:
        until = judged("followup.hold-until", {"date": from_day.isoformat()})
        return Step.HOLD, start.regimen, (*told, until)
    recent = [
        day for day in days if date.fromisoformat(day.date) > today - timedelta(days=LOOK_BACK_DAYS)
    ]
    filled = [day for day in recent if day.stool is not None or day.side_effects is not None]
    if len(filled) < FEWEST_DAYS:
        thin = judged("followup.hold-log", {"days": float(FEWEST_DAYS)})
        return Step.HOLD, start.regimen, (*told, thin)
    taken = [day.doses for day in recent if day.doses is not None]
    planned = len(start.regimen.doses)
    if not taken or sum(taken) < LEAST_TAKEN * planned * len(taken):
        return Step.HOLD, start.regimen, (*told, judged("followup.hold-doses"))
    if not known:
        return Step.HOLD, start.regimen, (*told, judged("followup.hold"))
    return Step.STEP_UP, up, (*told, judged("followup.step-up", _dose_values(up)))


def _half(regimen: Regimen) -> Regimen | None:
    """The same with half of the doses; None when there is one."""
    kept = regimen.doses[: len(regimen.doses) // 2]
    return replace(regimen, doses=kept) if kept else None


def _dose_values(regimen: Regimen) -> dict[str, object]:
    return {"dose": regimen.elemental_mg_per_day or 0.0, "portions": len(regimen.doses)}


def _about_the_log(start: Start, log: Log, days: Sequence[LogDay], today: date) -> tuple[Fact, ...]:
    """What changed so far, and whether enough is filled in to tell."""
    if today > start.last_day:
        return (judged("followup.review-due", {"weeks": float(start.weeks)}),)
    changes = tuple(said(change) for change in changes_of(start, log, today))
    first = today - timedelta(days=LOOK_BACK_DAYS - 1)
    recent = [day for day in days if date.fromisoformat(day.date) >= first]
    if len(recent) >= FEWEST_DAYS:
        return changes
    values = {"days": len(recent), "of": LOOK_BACK_DAYS}
    return (judged("followup.log-thin", values, severity=Severity.ASK), *changes)
