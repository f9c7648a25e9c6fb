"""Stop rules against the log: they fire whether or not anybody asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from magwise.followup.records import Signal
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.followup import StopRule
from magwise.person import Profile
from magwise.person.log import LogDay
from magwise.safety.wording import read_all, vocabulary

_ORDER = ("emergency", "same-day", "stop", "check-again", "step-down")


@dataclass(frozen=True, slots=True)
class SideEffects:
    """What a day's words for side effects mean, and the words that mean nothing to us."""

    ids: frozenset[str]
    unknown: tuple[str, ...]


def side_effects(day: LogDay, kb: Knowledge) -> SideEffects:
    """Recognise what was written; a word that is not recognised is kept, never dropped."""
    known, unknown = read_all(day.side_effects or (), vocabulary(kb.side_effects))
    return SideEffects(frozenset(known), tuple(unknown))


def signals(days: Sequence[LogDay], kb: Knowledge) -> tuple[Signal, ...]:
    """Every rule that fired on these days, strictest first.

    A day that was not filled in counts neither for nor against.
    """
    found = []
    for rule in kb.stop_rules.values():
        hits = [day.date for day in days if _hit(rule, day, kb)]
        inside = _within(hits, rule)
        if inside:
            found.append(Signal(rule, inside))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.rule.action), one.rule.id)))


def standing(days: Sequence[LogDay], profile: Profile | None, kb: Knowledge) -> tuple[Signal, ...]:
    """The same, without a medicine that was started and stands in the profile by now.

    Such a medicine is left to the gates.
    """
    medicines = profile.medicines if profile is not None else None
    known = {one.name.strip().casefold() for one in medicines or ()}
    new = {name.strip().casefold() for day in days for name in day.new_medicines or ()}
    return tuple(one for one in signals(days, kb) if not (one.rule.new_medicine and new <= known))


def unrecognised(days: Sequence[LogDay], kb: Knowledge) -> tuple[str, ...]:
    """Words for side effects that we do not know."""
    return tuple(sorted({word for day in days for word in side_effects(day, kb).unknown}))


def _hit(rule: StopRule, day: LogDay, kb: Knowledge) -> bool:
    if rule.side_effects and not side_effects(day, kb).ids.isdisjoint(rule.side_effects):
        return True
    if day.stool is not None and day.stool in rule.stools:
        return True
    if (
        rule.pulse_below_per_min is not None
        and day.pulse_per_min is not None
        and day.pulse_per_min < rule.pulse_below_per_min
    ):
        return True
    return rule.new_medicine and bool(day.new_medicines)


def _within(hits: Sequence[str], rule: StopRule) -> tuple[str, ...]:
    """The first days close enough together, or none."""
    days = sorted({date.fromisoformat(hit) for hit in hits})
    for first in days:
        last = first + timedelta(days=rule.within_days - 1)
        together = [day for day in days if first <= day <= last]
        if len(together) >= rule.days:
            return tuple(day.isoformat() for day in together)
    return ()
