"""Medicines that a question or a profile names: what the gate says, and which of them stop."""

import re
from dataclasses import replace

from magwise.answers.asked import Asked, Outcome
from magwise.answers.medicines.medicine_notes import with_notes
from magwise.answers.reading.words import folded
from magwise.answers.records import STOPPING
from magwise.answers.subjects.concepts import Reading
from magwise.core.facts import Fact, in_order
from magwise.knowledge.medicines import recognise
from magwise.person.profile import Medicine
from magwise.safety.medicines import medicine_outcomes
from magwise.safety.taken import taken_medicines

_IRON = {"nl": "ijzertabletten", "en": "iron tablets"}  # a mineral that is a medicine too
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|in plaats van|ipv|i\.p\.v\.?)\b|"
    r"\b(?:rather|prefer|liever|better|beter)\b.{0,30}\bmagnes\w*.{0,14}\b(?:than|dan|to)\b|"
    r"\b(?:replace|swap|vervang\w*|ruil\w*)\b"
)
_LONG_NAME = 8  # letters of a word that may be a misspelt medicine


def spacing(asked: Asked) -> Outcome:
    """What the gate says about each medicine that the question or the profile names."""
    known = tuple(asked.profile.medicines or ())
    facts = in_order(list(_said(asked, known)))
    words = asked.said.medicines or tuple(one.name for one in known)
    return Outcome(with_notes(facts, words, asked))


def medicine_refusals(asked: Asked) -> tuple[Fact, ...]:
    """Medicines in the question with which a doctor decides before any magnesium is taken.

    Only a medicine that is known by its name: "a laxative" may be the magnesium itself.
    """
    exact = tuple(
        words for words in asked.said.medicines if recognise(words, asked.kb).status == "recognised"
    )
    named = replace(asked, said=replace(asked.said, medicines=exact))
    return tuple(one for one in _said(named, ()) if one.severity in STOPPING)


def _said(asked: Asked, otherwise: tuple[Medicine, ...]) -> tuple[Fact, ...]:
    named = tuple(Medicine(name=words[:200]) for words in asked.said.medicines)
    medicines = named or otherwise
    if not medicines:
        return ()
    person = asked.profile.model_copy(update={"medicines": medicines, "supplements": ()})
    taken = taken_medicines(person, (), asked.kb)
    outcomes = medicine_outcomes(taken, person, asked.profile.egfr, asked.kb)
    return tuple(fact for one in outcomes for fact in one.facts if fact.id != "ask.medicine-times")


def _is_replaced(asked: Asked) -> bool:
    flat = folded(asked.question)
    behind = flat[hit.end() :] if (hit := _INSTEAD.search(flat)) else ""
    named = any(folded(words) in behind for words in asked.said.medicines)
    return asked.said.replaces or (named and "magnes" in flat)


def with_misspelt_medicine(asked: Asked, reading: Reading) -> Asked:
    """A strange long word may be a medicine with a wrong letter; the answer then names it.

    "Rather magnesium than zolpidem" asks to replace the medicine that it names.
    """
    if asked.said.medicines and _is_replaced(asked):
        return replace(asked, said=replace(asked.said, replaces=True))
    if "mineral" in reading.concepts and not asked.said.medicines:
        written = tuple(one.words for one in reading.found if one.concept == "mineral")
        iron = [word for word in written if word.startswith(("ijzer", "iron", "staal"))]
        if iron and "magnesium" in reading.concepts:
            return replace(asked, said=replace(asked.said, medicines=(_IRON[asked.language],)))
    if asked.said.medicines or not reading.concepts & {
        "together",
        "medicine",
        "take",
        "permission",
        "magnesium",
    }:
        return asked
    for word in (*reading.strange, *reading.corrected):
        if len(word) < _LONG_NAME or word.startswith("magn"):
            continue
        if recognise(word, asked.kb).status == "recognised":
            return replace(asked, said=replace(asked.said, medicines=(word,)))
    return asked
