"""From what someone typed of a laboratory report to a value that can be read, or a question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from magwise.core.errors import UnitError
from magwise.core.facts import Certainty, Fact
from magwise.core.units import convert
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.status import LaboratoryTest
from magwise.models.status.known import say
from magwise.person import LaboratoryResult

# An own range this much wider than every published one is more likely a slip than a laboratory.
_RANGE_SLACK = 0.15
# Words for what was sampled; alone they name no test ("ferritin, serum").
_SAMPLES = frozenset(("serum", "plasma", "blood", "bloed", "urine"))
_MASS_UNITS = ("mg/", "ug/", "µg/", "g/")


@dataclass(frozen=True, slots=True)
class Reading:
    """A laboratory value in the canonical unit of its test.

    Attributes
    ----------
    value
        In the canonical unit of the test.
    range_low, range_high
        The laboratory's own range in the same unit; None where it was not given.
    flag
        What the laboratory says; None without a range.
    unit_doubt
        The unit in which this number would be ordinary, when as typed it would be dangerous.
    """

    test: str
    value: float
    given: LaboratoryResult
    date: date | None
    range_low: float | None = None
    range_high: float | None = None
    flag: Literal["low", "in-range", "high"] | None = None
    unit_doubt: str | None = None


def recognise_test(text: str, kb: Knowledge) -> str | None:
    """The test a person or a report means: its id, a LOINC code, or a name in words.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> recognise_test("19123-9", Knowledge.load())
    'serum'
    """
    wanted = plain(text)
    for test in kb.laboratory.values():
        codes = [loinc.code for loinc in test.loinc]
        if text.strip() == test.id or re.sub(r"^loinc\W*", "", text.strip().casefold()) in codes:
            return test.id
    given = set(wanted.split())
    best: tuple[int, bool, int, str] | None = None
    for test in kb.laboratory.values():
        for word in (*test.words.nl, *test.words.en, test.names.nl, test.names.en):
            name = plain(word)
            if name == wanted:
                return test.id
            parts = set(name.split())
            if parts <= given and not parts <= _SAMPLES:
                # "magnesium in hair" names both; the one that is not plain magnesium is meant
                fit = (len(parts), test.id != "serum", len(name), test.id)
                best = fit if best is None else max(best, fit)
    return best[3] if best is not None else None


def read(given: LaboratoryResult, kb: Knowledge, today: date) -> tuple[Reading | None, list[Fact]]:
    """One result in its canonical unit, or None with the question that must be answered first."""
    values: Mapping[str, Any]
    test_id = recognise_test(given.test, kb)
    if test_id is None:
        return None, [_ask("ask.lab-test-unknown", kb, given.test, {"test": given.test})]
    test = kb.laboratory[test_id]
    day = _day(given.date)
    if day is not None and day > today:
        values = {"test": test_id, "date": day.isoformat()}
        return None, [_ask("ask.lab-date", kb, test_id, values)]
    if not test.accepted:
        values = {"test": test_id, "weakness": test.weakness}
        return None, [_about(test, "lab.not-accepted", kb, values)]
    if test.id == "egfr":  # always in the same unit, so a bare number will do
        return None, [_about(test, "lab.egfr", kb, {"value": given.value})]
    if given.unit is None or not given.unit.strip():
        values = {"test": test_id, "value": given.value}
        return None, [_ask("ask.lab-unit", kb, test_id, values)]
    if test.quantity is None:
        values = {
            "test": test_id, "value": given.value, "unit": given.unit, "weakness": test.weakness,
        }  # fmt: skip
        return None, [_about(test, "lab.shown-as-given", kb, values)]
    return _converted(given, given.unit, test, day, kb)


def _converted(
    given: LaboratoryResult, unit: str, test: LaboratoryTest, day: date | None, kb: Knowledge
) -> tuple[Reading | None, list[Fact]]:
    quantity = test.quantity or ""
    try:
        value = convert(given.value, unit, quantity)
    except UnitError:
        values = {"test": test.id, "unit": unit}
        return None, [_ask("ask.lab-unit-unknown", kb, test.id, values)]
    shown = {"test": test.id, "value": given.value, "unit": unit}
    if _code_contradicts(given.test, unit, test):
        return None, [_ask("ask.lab-code-unit", kb, test.id, shown)]
    low = None if given.range_low is None else convert(given.range_low, unit, quantity)
    high = None if given.range_high is None else convert(given.range_high, unit, quantity)
    if not _plausible(value, test):
        return None, [_ask("ask.lab-unit-doubt", kb, test.id, shown)]
    if not _credible_range(low, high, test):
        # A range in another unit than the value is the commonest slip of all.
        return None, [_ask("ask.lab-range", kb, test.id, shown)]
    doubt = (
        None if low is not None or high is not None else _other_unit(given, unit, value, test, kb)
    )
    reading = Reading(test.id, value, given, day, low, high, _flag(value, low, high), doubt)
    facts: list[Fact] = []
    if unit.strip().casefold() != (test.canonical_unit or "").casefold():
        facts.append(
            _about(test, "explain.lab-converted", kb, {**shown, **_canonical(reading, test)})
        )
    if doubt is not None:
        facts.append(_ask("ask.lab-unit-check", kb, test.id, {**shown, "other": doubt}))
    return reading, facts


def _canonical(reading: Reading, test: LaboratoryTest) -> dict[str, Any]:
    return {"converted": round(reading.value, 3), "canonical": test.canonical_unit}


def _ask(finding: str, kb: Knowledge, subject: str, values: Mapping[str, Any]) -> Fact:
    return say(finding, kb, f"laboratory:{subject}", values)


def _about(test: LaboratoryTest, finding: str, kb: Knowledge, values: Mapping[str, Any]) -> Fact:
    return say(
        finding, kb, f"laboratory:{test.id}", values, test.citations, certainty=Certainty.JUDGEMENT
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plausible(value: float, test: LaboratoryTest) -> bool:
    low, high = test.plausible_low, test.plausible_high
    return (low is None or value >= low) and (high is None or value <= high)


def _code_contradicts(code: str, unit: str, test: LaboratoryTest) -> bool:
    """A LOINC code for mass beside a unit of amount, or the other way round."""
    bare = re.sub(r"^loinc\W*", "", code.strip().casefold())
    for loinc in test.loinc:
        if loinc.code == bare:
            is_mass = unit.strip().casefold().startswith(_MASS_UNITS)
            return (loinc.measures == "mass") != is_mass
    return False


def _credible_range(low: float | None, high: float | None, test: LaboratoryTest) -> bool:
    """True for no range, and for one that is no wider than the published ones, with some slack."""
    if low is not None and high is not None and low >= high:
        return False
    lows = [
        convert(known.low, known.unit, test.quantity or "")
        for known in test.ranges
        if known.low is not None
    ]
    highs = [
        convert(known.high, known.unit, test.quantity or "")
        for known in test.ranges
        if known.high is not None
    ]
    if low is not None and lows and low < min(lows) * (1 - _RANGE_SLACK):
        return False
    if high is not None and highs and high > max(highs) * (1 + _RANGE_SLACK):
        return False
    # The low end of a range that lies above every published high end is another unit.
    return not (low is not None and highs and low > max(highs))


def _flag(
    value: float, low: float | None, high: float | None
) -> Literal["low", "in-range", "high"] | None:
    if low is not None and value < low:
        return "low"
    if high is not None and value > high:
        return "high"
    if low is not None and high is not None:
        return "in-range"
    return None


def _other_unit(
    given: LaboratoryResult, unit: str, value: float, test: LaboratoryTest, kb: Knowledge
) -> str | None:
    """The unit in which a number that is dangerous as typed would be ordinary."""
    bands = [band for band in kb.laboratory_bands.values() if band.test == test.id]
    if not any(band.holds(value) and band.meaning in ("too-low", "too-high") for band in bands):
        return None
    for other in test.ucum:
        if other.casefold() == unit.strip().casefold():
            continue
        would_be = convert(given.value, other, test.quantity or "")
        if any(band.holds(would_be) and band.meaning == "ordinary" for band in bands):
            return other
    return None
