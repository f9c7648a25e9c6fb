"""What laboratory values say, how little some of them prove, and when they block a dose."""

from collections.abc import Iterable
from datetime import date

from magwise.core.facts import Certainty, Fact, Severity, in_order
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.status import LaboratoryBand
from magwise.models.status.known import egfr_of, say
from magwise.models.status.readings import Reading, read
from magwise.models.status.risks import may_be_low
from magwise.person import Profile

STALE_DAYS = 183  # half a year; our choice: kidneys, medicines and diet change meanwhile
_RENAL_LOSS_MMOL_PER_DAY = 1.0  # about 24 mg a day, read on a secondary page
_BLOCKING = (Severity.EMERGENCY, Severity.URGENT, Severity.STOP, Severity.REFER, Severity.ASK)


def laboratory(profile: Profile, kb: Knowledge, today: date) -> tuple[Fact, ...]:
    """What the laboratory values of a person say, each beside the laboratory's own range.

    The laboratory's flag wins over our steps, except that urgent stays urgent. Units are
    never guessed. A normal value does not exclude too little magnesium in the body.

    Parameters
    ----------
    today
        The day it is [date]; a value of more than half a year ago is not urgent today.

    References
    ----------
    ntvg-2002-hypomagnesiemie, huidziekten-hypomagnesiemie, costello-nielsen-2017
    """
    readings, facts = _readings(profile, kb, today)
    at_risk = may_be_low(profile, kb)
    for reading in readings:
        facts.extend(_of_one(reading, kb, today, at_risk=at_risk))
    facts.extend(_together(readings, profile, kb))
    return in_order(facts)


def laboratory_alert(profile: Profile, kb: Knowledge, today: date | None = None) -> Severity | None:
    """The most urgent thing a laboratory value asks for; None when nothing stands in the way.

    URGENT: a doctor today. STOP: magnesium above range. REFER: a doctor first. ASK: a magnesium
    value cannot be read until its unit or date is clear, so no dose until then. Without
    ``today`` no value counts as old.
    """
    day = today or max(
        (date.fromisoformat(result.date) for result in profile.laboratory or () if result.date),
        default=date.min,
    )
    found = [
        fact.severity
        for fact in laboratory(profile, kb, day)
        if fact.severity in _BLOCKING
        and (fact.severity is not Severity.ASK or fact.subject == "laboratory:serum")
    ]
    return min(found, key=lambda severity: severity.rank, default=None)


def serum_magnesium(profile: Profile, kb: Knowledge, today: date) -> Reading | None:
    """The newest serum magnesium that can be read [mmol/L]; None without one."""
    readings, _ = _readings(profile, kb, today)
    serum = [reading for reading in readings if reading.test == "serum"]
    return max(serum, key=lambda reading: reading.date or date.max, default=None)


def _readings(profile: Profile, kb: Knowledge, today: date) -> tuple[list[Reading], list[Fact]]:
    """All values that can be read, without those a newer dated one replaced; and questions."""
    all_readings: list[Reading] = []
    facts: list[Fact] = []
    for given in profile.laboratory or ():
        reading, asked = read(given, kb, today)
        facts.extend(asked)
        if reading is not None:
            all_readings.append(reading)
    newest = _newest(all_readings)
    current: list[Reading] = []
    for reading in all_readings:
        if reading.date is None or reading.date >= newest[reading.test]:
            current.append(reading)
            continue
        values = {"test": reading.test, "date": reading.date.isoformat()}
        facts.append(say("explain.lab-earlier", kb, f"laboratory:{reading.test}", values))
    return current, facts


def _newest(readings: Iterable[Reading]) -> dict[str, date]:
    newest: dict[str, date] = {}
    for reading in readings:
        day = reading.date or date.min
        newest[reading.test] = max(day, newest.get(reading.test, date.min))
    return newest


def _of_one(reading: Reading, kb: Knowledge, today: date, *, at_risk: bool) -> list[Fact]:
    test = kb.laboratory[reading.test]
    subject = f"laboratory:{test.id}"
    shown = {"test": test.id, "value": reading.given.value, "unit": reading.given.unit or ""}
    bands = [band for band in kb.laboratory_bands.values() if band.test == test.id]
    facts: list[Fact] = []
    stale = reading.date is not None and (today - reading.date).days > STALE_DAYS
    if bands:
        band = next(band for band in bands if band.holds(reading.value))
        finding = _finding(band, reading, at_risk=at_risk)
        urgent = kb.findings[finding].severity in (Severity.URGENT, Severity.STOP)
        if stale and urgent:
            finding = "lab.old-and-abnormal"
        every = {**shown, "mmol": reading.value, "date": (reading.date or today).isoformat()}
        values = {slot: every[slot] for slot in kb.findings[finding].slots}
        facts.append(
            say(finding, kb, subject, values, band.citations, certainty=Certainty.JUDGEMENT)
        )
    elif test.id == "creatinine":
        finding = "lab.creatinine-high" if reading.flag == "high" else test.finding
        values = {"value": shown["value"], "unit": shown["unit"]}
        facts.append(
            say(finding, kb, subject, values, test.citations, certainty=Certainty.JUDGEMENT)
        )
    else:
        values = {**shown, "weakness": test.weakness}
        facts.append(
            say(test.finding, kb, subject, values, test.citations, certainty=Certainty.JUDGEMENT)
        )
        if reading.flag in ("low", "high"):
            facts.append(say("lab.flagged", kb, subject, shown, test.citations))
    if stale and not any(fact.id == "lab.old-and-abnormal" for fact in facts):
        values = {"test": test.id, "date": (reading.date or today).isoformat()}
        facts.append(say("lab.old", kb, subject, values))
    if reading.given.range_low is not None and reading.given.range_high is not None:
        values = {
            "test": test.id,
            "low": reading.given.range_low,
            "high": reading.given.range_high,
            "unit": reading.given.unit or "",
        }
        facts.append(say("lab.own-range", kb, subject, values, certainty=Certainty.OFFICIAL))
    return facts


def _finding(band: LaboratoryBand, reading: Reading, *, at_risk: bool) -> str:
    """The laboratory's own flag wins, but a dangerous value stays dangerous."""
    if band.meaning in ("too-low", "too-high"):
        return band.finding
    if reading.flag == "low" and band.meaning != "low":
        return "lab.flagged-low"
    if reading.flag == "high" and band.meaning != "high":
        return "lab.serum-flagged-high" if reading.test == "serum" else "lab.flagged-high"
    if reading.flag == "in-range" and band.meaning in ("low", "high"):
        return "lab.in-own-range"
    if band.finding_without_risk is not None and not at_risk:
        return band.finding_without_risk
    return band.finding


def _together(readings: list[Reading], profile: Profile, kb: Knowledge) -> list[Fact]:
    """What two values say that neither says alone."""
    facts: list[Fact] = []
    magnesium_low = any(reading.test == "serum" and _is_low(reading, kb) for reading in readings)
    urine = [reading for reading in readings if reading.test == "urine-24h"]
    if magnesium_low and any(reading.value > _RENAL_LOSS_MMOL_PER_DAY for reading in urine):
        citations = kb.laboratory["urine-24h"].citations
        facts.append(
            say(
                "lab.lost-through-kidneys",
                kb,
                "laboratory:serum",
                {},
                citations,
                certainty=Certainty.LOW,
            )
        )
    others_low = tuple(
        reading.test
        for reading in readings
        if reading.test in ("potassium", "calcium") and _is_low(reading, kb)
    )
    has_serum = any(reading.test == "serum" for reading in readings)
    if others_low and not has_serum:
        citations = kb.laboratory[others_low[0]].citations
        values = {"tests": tuple(f"test-{test}" for test in others_low)}
        facts.append(
            say(
                "lab.measure-magnesium",
                kb,
                "laboratory:serum",
                values,
                citations,
                certainty=Certainty.MODERATE,
            )
        )
    if egfr_of(profile) is None and any(reading.test == "creatinine" for reading in readings):
        facts.append(say("ask.lab-egfr", kb, "kidney"))
    return facts


def _is_low(reading: Reading, kb: Knowledge) -> bool:
    if reading.flag is not None:
        return reading.flag == "low"
    return any(
        band.test == reading.test
        and band.holds(reading.value)
        and band.meaning in ("too-low", "low")
        for band in kb.laboratory_bands.values()
    )
