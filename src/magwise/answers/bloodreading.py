"""What a blood value in a question means; without its unit, what it would mean in each."""

import re

from magwise.answers.arithmetic.quantities import blood_converted
from magwise.answers.asked import Asked, Outcome, fact, judged
from magwise.answers.reading.words import folded
from magwise.answers.records import Answer
from magwise.core.facts import Certainty, Fact
from magwise.models.status import laboratory
from magwise.person import Profile
from magwise.person.profile import LaboratoryResult

LEAST_MMOL, MOST_MMOL = 0.70, 1.05  # in serum, as most laboratories have it
_NEAR_LOW = 0.76  # mmol/L; at or just above the lower edge of most laboratories
_PER_MMOL = {"mmol/L": 1.0, "mg/dL": 2.43, "mEq/L": 2.0}
_REPLACED_NEAR = frozenset(("lab.serum-ordinary", "lab.serum-low"))
_OWN_RANGE = {
    "lab.flagged-low": "answer.low-value-next",
    "lab.flagged-high": "answer.high-value-next",
    "lab.in-own-range": "answer.ordinary-value-next",
}
_LIKELY = (0.2, 4.0)  # mmol/L; outside it the unit is not the one on the report
_EUROPEAN = (0.4, 1.05)  # mmol/L; far too low as a figure in another unit
_DANGEROUS = 2.0  # mmol/L; above it a doctor now
_RIGHT = re.compile(
    r"gelijk|who is right|who's right|whos right|is right\b|correct\b|klopt|\bzegt\b|\bsays\b|"
    r"vindt|reckons|tells me|volgens"
)
_READ = frozenset(("answer.unit-which", "answer.if-mmol", "answer.near-low", "answer.rbc-value"))
_JUDGEMENT = ("magwise-judgement",)


def magnesium_values(asked: Asked) -> tuple[LaboratoryResult, ...]:
    """Magnesium in serum that a question names in mmol/L, or without a unit."""
    return tuple(
        one
        for one in asked.said.laboratory
        if one.test == "magnesium" and one.unit in ("mmol/L", None)
    )


def value_is_unread(answers: tuple[Answer, ...], asked: Asked) -> bool:
    """Whether a question names a blood value of magnesium that no answer to it reads."""
    named = any(one.test == "magnesium" for one in asked.said.laboratory)
    told = {fact.id for one in answers for fact in one.facts}
    return named and not told & _READ and not any(key.startswith("lab.") for key in told)


def blood_value(asked: Asked) -> Outcome:
    """A laboratory value, read as it is for advice; without its unit, read in every unit.

    Beside it stands what to do: a low value goes to the doctor, a high one today.
    """
    if not asked.said.laboratory:
        return Outcome()
    (first, *others) = asked.said.laboratory
    if first.test == "red-cell":
        found = _read_values(asked.profile, asked)
        return Outcome((*found, judged(asked, "answer.rbc-value")))
    if first.unit is None and first.test == "magnesium" and not others:
        cases = _in_each_unit(first.value, asked)
        if cases:
            return Outcome(cases)
    found = _read_values(asked.profile, asked)
    per = _PER_MMOL.get(first.unit or "")
    if per is None or first.test != "magnesium":
        return Outcome(found)
    mmol = first.value / per
    return Outcome((*blood_converted(asked, mmol), *_completed(found, mmol, asked)))


def _completed(found: tuple[Fact, ...], mmol: float, asked: Asked) -> tuple[Fact, ...]:
    """The reading of a value with who is right, how near the limit it lies, and what to do."""
    said = {one.id for one in found}
    for own_range, key in _OWN_RANGE.items():
        if own_range in said:  # the range of the own laboratory goes first
            return (*found, judged(asked, key))
    low, high = _limits(asked)
    if low <= round(mmol, 2) <= _NEAR_LOW:
        values = {"mmol": mmol, "low": low}
        near = fact(asked, "answer.near-low", _JUDGEMENT, Certainty.JUDGEMENT, **values)
        found = (*(one for one in found if one.id not in _REPLACED_NEAR), near)
    return (*_who_is_right(mmol, low, high, asked), *found, _next(mmol, low, high, asked))


def _supposed(value: float, asked: Asked) -> tuple[Fact, ...]:
    """The reading of a bare value as if it stood in mmol/L."""
    (bare,) = asked.said.laboratory
    profile = asked.profile.model_copy(
        update={"laboratory": (bare.model_copy(update={"unit": "mmol/L"}),)}
    )
    read = tuple(one for one in _read_values(profile, asked) if one.id.startswith("lab.serum"))
    return _completed(read, value, asked)


def _limits(asked: Asked) -> tuple[float, float]:
    bands = asked.kb.laboratory_bands
    return bands["serum-low"].below or 0.0, bands["serum-sufficient"].at_most or 0.0


def _next(mmol: float, low: float, high: float, asked: Asked) -> Fact:
    if round(mmol, 2) < low:
        return judged(asked, "answer.low-value-next")
    key = "answer.high-value-next" if mmol > high else "answer.ordinary-value-next"
    return judged(asked, key)


def _who_is_right(mmol: float, low: float, high: float, asked: Asked) -> tuple[Fact, ...]:
    """The figure decides who is right, where a question sets one voice against another."""
    if not _RIGHT.search(folded(asked.question)):
        return ()
    if round(mmol, 2) < low:
        key, values = "answer.right-low", {"low": low}
    elif mmol > high:
        key, values = "answer.right-high", {"high": high}
    else:
        key, values = "answer.right-ordinary", {"low": low, "high": high}
    return (fact(asked, key, _JUDGEMENT, Certainty.JUDGEMENT, **values),)


def _in_each_unit(value: float, asked: Asked) -> tuple[Fact, ...]:
    """One sentence for every unit in which such a value can be magnesium in serum.

    What is ordinary in mmol/L is hardly possible in the other units; it is read as that.
    """
    bands = asked.kb.laboratory_bands
    low, high = _limits(asked)
    urgent = bands["serum-urgent-low"].below or 0.0
    which = fact(asked, "answer.unit-which", _JUDGEMENT, Certainty.JUDGEMENT, value=value)
    if _EUROPEAN[0] <= value <= _EUROPEAN[1]:
        return (which, judged(asked, "answer.if-mmol"), *_supposed(value, asked))
    facts = []
    readings = set()
    for unit, per in _PER_MMOL.items():
        mmol = value / per
        if not _LIKELY[0] <= mmol <= _LIKELY[1]:
            continue
        reading = (
            "far-low" if mmol < urgent else "low" if mmol < low else "ordinary" if mmol <= high
            else "high" if mmol <= _DANGEROUS else "far-high"
        )  # fmt: skip
        readings.add(reading)
        found = {"value": value, "unit": unit}
        facts.append(
            fact(asked, f"answer.unit-{reading}", _JUDGEMENT, Certainty.JUDGEMENT, **found)
        )
    if not facts:
        return ()
    more = [judged(asked, "answer.ordinary-value-next")] if "ordinary" in readings else []
    if readings & {"low", "far-low"}:
        more.append(judged(asked, "answer.low-value-next"))
    return (which, *facts, *more)


def _read_values(person: Profile, asked: Asked) -> tuple[Fact, ...]:
    facts = laboratory(person, asked.kb, asked.today)
    return tuple(one for one in facts if not one.id.startswith("explain."))
