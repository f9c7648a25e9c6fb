"""What a profile says about conditions and medicines, as ids and codes the records know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from magwise.core.facts import Certainty, Fact
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.medicines import recognise
from magwise.knowledge.schema.common import Citation
from magwise.person import Profile


def say(
    finding: str,
    kb: Knowledge,
    subject: str,
    values: Mapping[str, Any] | None = None,
    citations: tuple[Citation, ...] = (),
    *,
    certainty: Certainty | None = None,
) -> Fact:
    """A fact as urgent as the register of findings has it."""
    sources = tuple(dict.fromkeys(citation.source for citation in citations))
    return Fact(
        finding, dict(values or {}), sources, kb.findings[finding].severity, subject, certainty
    )


def conditions_of(profile: Profile, kb: Knowledge) -> frozenset[str]:
    """Ids of the conditions a person named, by id or in words, with what these imply."""
    found: set[str] = set()
    for given in profile.conditions or ():
        if given in kb.conditions:
            found.add(given)
            continue
        text = f" {plain(given)} "
        for condition in kb.conditions.values():
            words = (*condition.words.nl, *condition.words.en, *_names(condition.names))
            if any(f" {plain(word)} " in text for word in words):
                found.add(condition.id)
    open_ids = list(found)
    while open_ids:
        condition_id = open_ids.pop()
        record = kb.conditions.get(condition_id)
        for implied in record.implies if record is not None else ():
            if implied not in found:
                found.add(implied)
                open_ids.append(implied)
    return frozenset(found)


def _names(names: Any) -> tuple[str, str]:
    return names.nl, names.en


@dataclass(frozen=True, slots=True)
class KnownMedicine:
    """A medicine of the profile with the ATC codes it may have.

    ``certain`` is False for an everyday word that fits several medicines; ``atc`` empty means
    that the name was not recognised.
    """

    id: str | None
    atc: tuple[str, ...]
    certain: bool


def medicines_of(profile: Profile, kb: Knowledge) -> tuple[KnownMedicine, ...]:
    """The medicines of a profile, in its order."""
    return tuple(_medicine(given.name, given.atc, kb) for given in profile.medicines or ())


def _medicine(name: str, atc: str | None, kb: Knowledge) -> KnownMedicine:
    match = recognise(name, kb)
    first = match.candidates[0].id if match.candidates else None
    known = match.medicine or match.group or first
    if atc is not None:
        return KnownMedicine(known, (atc,), certain=True)
    return KnownMedicine(known, match.atc_codes, certain=match.status == "recognised")


def egfr_of(profile: Profile) -> float | None:
    """Kidney function [mL/min/1.73 m2], from the profile or the laboratory values; the lowest."""
    values = [] if profile.egfr is None else [profile.egfr]
    values += [
        result.value
        for result in profile.laboratory or ()
        if "egfr" in plain(result.test).split() and result.value >= 0
    ]
    return min(values, default=None)
