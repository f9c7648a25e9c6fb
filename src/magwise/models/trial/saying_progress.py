"""What is said while it runs: what to do today, what to write down, and how it goes."""

from datetime import date, timedelta

from magwise.core.errors import InputError, Problem
from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge import Knowledge
from magwise.models.trial.designing import figure
from magwise.models.trial.records import Design, Guesses, Phase, Progress, Verdict
from magwise.models.trial.running import LOOK_BACK_DAYS

_SUBJECT = "trial"
_FEWEST_GUESSES = 5  # with fewer, even a perfect score has a chance above 5 % (2^-4)


def day_of(plan: Design, today: date) -> int:
    """Which day of the experiment it is, from 0; below 0 before it.

    Raises
    ------
    InputError
        When the design has no first day.
    """
    return (today - _first(plan)).days


def date_of(plan: Design, day: int) -> date:
    """The date of a day of the experiment."""
    return _first(plan) + timedelta(days=day)


def _first(plan: Design) -> date:
    if plan.start is None:
        raise InputError(Problem("error.trial-no-start"))
    return date.fromisoformat(plan.start)


def progress_facts(plan: Design, now: Progress, kb: Knowledge) -> tuple[Fact, ...]:
    """What to do today, then how far it is."""
    facts = [*_today(plan, now), *_next(plan, now)]
    if now.phase in (Phase.BEFORE, Phase.AFTER):
        return (*facts, *(_pair_facts(plan, now, kb) if now.phase is Phase.AFTER else ()))
    facts.append(_fact("run-safety-log"))
    if now.missing_lately:
        values = {"missing": len(now.missing_lately), "of": min(LOOK_BACK_DAYS, now.day)}
        facts.append(_fact("run-missing", Severity.ASK, **values))
    if now.counted:
        facts.append(_fact("run-progress", logged=now.logged, counted=now.counted))
    return (*facts, *_pair_facts(plan, now, kb))


def _today(plan: Design, now: Progress) -> list[Fact]:
    if now.phase is not Phase.PERIOD:
        return [_fact(f"run-{now.phase.value}")]
    kind = "pot" if plan.blinded else "with" if now.active else "without"
    values: dict[str, object] = {
        "period": now.period, "of": 2 * plan.pairs, "day": now.day_of_period,
        "days": plan.days_per_period,
    }  # fmt: skip
    facts = [_fact(f"run-{kind}", Severity.INFO, **values)]
    if not now.counts:
        facts.append(_fact("run-dropped"))
    return facts


def _next(plan: Design, now: Progress) -> list[Fact]:
    if now.phase is Phase.AFTER:
        return []
    if now.phase is Phase.BEFORE:
        return [_fact("run-begins", date=date_of(plan, 0).isoformat())]
    if now.next_start is None:
        last = date_of(plan, plan.total_days - 1).isoformat()
        return [_fact("run-last-day", date=last)]
    return [_fact("run-next", date=date_of(plan, now.next_start).isoformat())]


def _pair_facts(plan: Design, now: Progress, kb: Knowledge) -> list[Fact]:
    needed = int(figure(kb, "pairs-for-verdict"))
    if plan.pairs >= needed > now.possible_pairs:
        return [_fact("run-no-verdict", Severity.WARN, pairs=now.possible_pairs, needed=needed)]
    return [_fact("run-pairs", complete=now.complete_pairs, of=plan.pairs)] if now.counted else []


def guess_facts(found: Guesses, verdict: Verdict, kb: Knowledge) -> tuple[Fact, ...]:
    """How well the person could tell the pots apart, and what that means for the verdict."""
    if found.share is None or found.probability_by_chance is None:
        return (_fact("guess-few" if found.guessed else "guess-none"),)
    facts = [
        _fact(
            "guess", right=found.telling_right, of=found.telling, low=found.share.low,
            high=found.share.high, chance=found.probability_by_chance,
        )
    ]  # fmt: skip
    if found.probability_by_chance <= 1 - figure(kb, "level"):
        facts.append(_fact("guess-knew", Severity.WARN))
        if verdict is Verdict.HELPS:
            facts.append(_fact("guess-knew-helps", Severity.WARN))
    elif found.telling < _FEWEST_GUESSES:
        facts.append(_fact("guess-few"))
    else:
        facts.append(_fact("guess-blind"))
    return tuple(facts)


def _fact(name: str, severity: Severity = Severity.INFO, **values: object) -> Fact:
    return Fact(
        f"trial.{name}", values, ("magwise-computed",), severity, _SUBJECT, Certainty.COMPUTED
    )
