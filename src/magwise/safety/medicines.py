"""What each medicine a person takes means for a magnesium product.

What is not recognised gives a question, the pharmacist and the default gap, never silence. What
may be several medicines gets the strictest rule of all of them.
"""

from collections.abc import Sequence
from dataclasses import replace

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import EVENING_MINUTES, FASTING_MINUTES, MINUTES_PER_DAY
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.medicine import Interaction, Spacing
from magwise.person import Profile
from magwise.person.times import minutes_of
from magwise.safety.limits import bound
from magwise.safety.outcomes import Outcome, strictest
from magwise.safety.records import Gap, Status
from magwise.safety.speaking import say
from magwise.safety.taken import TakenMedicine

_SAFE_EGFR = 60.0  # kidney function from which "known and good enough" holds


def medicine_outcomes(
    medicines: Sequence[TakenMedicine], profile: Profile, egfr: float | None, kb: Knowledge
) -> tuple[Outcome, ...]:
    """What every medicine leads to: a stop, somebody to ask, or hours to keep apart."""
    outcomes: list[Outcome] = []
    for taken in medicines:
        gap = _gap(taken, profile, kb)
        outcomes.extend(_doubts(taken, gap, kb))
        found = _rules(taken, profile, egfr, kb, gap)
        if gap is not None:
            found.append(_spacing(taken, gap, kb))
        if taken.match.status == "ambiguous" and not _exact(taken):
            found = _strictest_said(found)
        outcomes.extend(found)
    return tuple(outcomes)


def _strictest_said(outcomes: list[Outcome]) -> list[Outcome]:
    """Words that may mean several medicines: every rule counts, only the strictest is told.

    Otherwise one word would lose magnesium, hold on to it and keep hours apart, side by side.
    """
    strict = strictest(one.status for one in outcomes)
    chosen = next((one for one in outcomes if one.status is strict), None)
    told = []
    for one in outcomes:
        apart = strict is Status.RESTRICT and any(
            fact.severity is Severity.SEPARATE for fact in one.facts
        )
        told.append(one if one is chosen or apart else replace(one, facts=(), dose_facts=()))
    return told


def _doubts(taken: TakenMedicine, gap: Gap | None, kb: Knowledge) -> list[Outcome]:
    subject = f"medicine:{taken.id}"
    found: list[Outcome] = []
    if not taken.codes:
        hours = max(gap.medicine_first_hours, gap.magnesium_first_hours) if gap else 0.0
        asked = say(kb, "ask.medicine-unknown", subject=subject, words=taken.words, hours=hours)
        found.append(Outcome(Status.UNKNOWN, (asked,)))
    elif taken.match.status == "ambiguous" and not _exact(taken):
        examples = tuple(candidate.id for candidate in taken.match.candidates)
        asked = say(kb, "ask.medicine-which", subject=subject, words=taken.words, examples=examples)
        found.append(Outcome(Status.RESTRICT, (asked,)))
    elif not taken.match.certain and taken.match.medicine is not None:
        asked = say(
            kb,
            "ask.medicine-confirm",
            subject=subject,
            words=taken.words,
            medicine=taken.match.medicine,
        )
        found.append(Outcome(Status.UNKNOWN, (asked,)))
    if taken.contradicted:
        asked = say(
            kb,
            "ask.contradiction-medicine-code",
            subject=subject,
            words=taken.words,
            code=taken.codes[0],
        )
        found.append(Outcome(Status.UNKNOWN, (asked,)))
    return found


def _exact(taken: TakenMedicine) -> bool:
    """A full code was given, so the name need not be clear."""
    return len(taken.codes) == 1 and len(taken.codes[0]) == 7


def _rules(
    taken: TakenMedicine, profile: Profile, egfr: float | None, kb: Knowledge, gap: Gap | None
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    asked = profile.clinician_asked_supplement is True
    agreed = asked and egfr is not None and egfr >= _SAFE_EGFR
    for row, code in taken.rows:
        actions = row.actions_for(code)
        # The reason is told once, with the strictest of the actions of a row.
        told = "specialist" in actions or (gap is not None and gap.rule == row.id)
        for action in actions:
            outcome = _action(action, row, taken, kb, agreed=agreed, told=told)
            if outcome is not None:
                outcomes.append(outcome)
        if row.excluded_salts == "antacid":
            antacids = frozenset(form.id for form in kb.forms.values() if form.antacid_type)
            fact = _say(kb, "medicine.no-antacid-salts", row, taken)
            outcomes.append(Outcome(Status.RESTRICT, (fact,), excluded_forms=antacids))
        elif row.poor_forms:
            fact = _say(kb, "medicine.poor-forms", row, taken, forms=row.poor_forms)
            outcomes.append(Outcome(Status.CLEAR, (fact,)))
    return outcomes


def _action(
    action: str,
    row: Interaction,
    taken: TakenMedicine,
    kb: Knowledge,
    *,
    agreed: bool,
    told: bool,
) -> Outcome | None:
    match action:
        case "stop":
            if agreed and row.stop_unless is not None:
                fact = _say(kb, "safety.medicine-agreed", row, taken)
                return Outcome(Status.RESTRICT, (fact,))
            finding = "medicine.stop-unless" if row.stop_unless else "medicine.stop"
            return Outcome(Status.STOP, (_say(kb, finding, row, taken),))
        case "specialist":
            return Outcome(Status.REFER, (_say(kb, "medicine.specialist", row, taken),))
        case "pharmacist" if not row.is_default:
            hiv = row.ask == "hiv-pharmacist"
            finding = "medicine.hiv-pharmacist" if hiv else "medicine.pharmacist"
            return Outcome(Status.REFER, (_say(kb, finding, row, taken),))
        case "monitor":
            finding = "medicine.monitor-too" if told else "medicine.monitor"
            return Outcome(Status.RESTRICT, (_say(kb, finding, row, taken),))
        case "duplicate":
            return Outcome(Status.RESTRICT, (_say(kb, "medicine.duplicate", row, taken),))
        case "info" if not row.poor_forms:
            return Outcome(Status.CLEAR, (_say(kb, "medicine.info", row, taken),))
        case _:
            return None  # hours apart and magnesium inside are judged elsewhere


def _say(
    kb: Knowledge,
    finding: str,
    row: Interaction,
    taken: TakenMedicine,
    **values: object,
) -> Fact:
    return say(
        kb,
        finding,
        sources=tuple(dict.fromkeys(citation.source for citation in row.citations)),
        subject=f"medicine:{taken.id}",
        certainty=Certainty.OFFICIAL,
        medicine=taken.id,
        reason=row.reason,
        whom=f"whom-{row.ask or 'pharmacist'}",
        tests=tuple(f"blood-{test}" for test in row.tests) or ("blood-serum-magnesium",),
        **values,
    )


def _gap(taken: TakenMedicine, profile: Profile, kb: Knowledge) -> Gap | None:
    """The longest hours in each order and every demand of all rows; None if not swallowed."""
    if not taken.swallowed:
        return None
    first = second = 0.0
    rule: Interaction | None = None
    fasting, evening, pause = taken.fasting, False, False
    sources: dict[str, None] = {}
    for row, code in taken.rows:
        spacing = row.spacing_for(code) if code else _longest(row)
        if spacing is None:
            continue
        after_medicine, after_magnesium = spacing.hours
        if rule is None or max(after_medicine, after_magnesium) > max(first, second):
            rule = row
        first, second = max(first, after_medicine), max(second, after_magnesium)
        fasting = fasting or row.fasting
        evening = evening or row.magnesium_in_evening
        pause = pause or row.pause_during_course
        sources.update(dict.fromkeys(citation.source for citation in row.citations))
    if rule is None:
        return None
    return Gap(
        medicine=taken.id,
        medicine_first_hours=first,
        magnesium_first_hours=second,
        rule=rule.id,
        sources=tuple(sources),
        minutes=taken.minutes,
        fasting=fasting,
        evening_from=evening_begins(profile, kb) if evening else None,
        pause=pause,
    )


def evening_begins(profile: Profile, kb: Knowledge) -> int:
    """The minute from which it is evening for someone: at 18:00, or at an earlier evening meal."""
    earliest = int(60 * bound("magnesium-evening-meal-from", kb))
    meals = [minute for minute in minutes_of(profile.meal_times) if minute >= earliest]
    return min((int(60 * bound("magnesium-evening-from", kb)), *meals))


def _longest(row: Interaction) -> Spacing | None:
    """The row's own spacing when no code is known: the longest one."""
    return max(row.spacings, key=lambda spacing: max(spacing.hours), default=None)


def _spacing(taken: TakenMedicine, gap: Gap, kb: Knowledge) -> Outcome:
    """The hours to keep, said once; what was not recognised has them in its question."""
    row = kb.interactions[gap.rule]
    facts: list[Fact] = []
    values = {
        "medicine": taken.id,
        "hours": max(gap.medicine_first_hours, gap.magnesium_first_hours),
        "hours_before": gap.medicine_first_hours,
        "hours_after": gap.magnesium_first_hours,
        "evening": gap.evening_from,
        "reason": row.reason,
    }
    finding = (
        "medicine.default-gap"
        if row.is_default
        else "medicine.separate-pause"
        if gap.pause
        else "medicine.separate-evening"
        if gap.evening_from is not None
        else "medicine.separate-too"
        if any("specialist" in row.actions_for(code) for code in taken.codes if row.covers(code))
        else "medicine.separate"
    )
    if taken.codes:
        facts.append(
            say(
                kb,
                finding,
                sources=gap.sources,
                subject=f"medicine:{taken.id}",
                certainty=Certainty.OFFICIAL,
                **values,
            )
        )
    if not gap.minutes:
        facts.append(
            say(kb, "ask.medicine-times", subject=f"medicine:{taken.id}", medicine=taken.id)
        )
    return Outcome(Status.RESTRICT, tuple(facts), gaps=(gap,))


def keeps_gap(gap: Gap, magnesium_minute: int) -> bool:
    """Whether magnesium at this moment keeps a gap in both orders, every day of the week."""
    if not in_the_evening(gap, magnesium_minute):
        return False
    before = max(60 * gap.medicine_first_hours, FASTING_MINUTES if gap.fasting else 0)
    after = max(60 * gap.magnesium_first_hours, FASTING_MINUTES if gap.fasting else 0)
    for medicine_minute in gap.minutes:
        since_medicine = (magnesium_minute - medicine_minute) % MINUTES_PER_DAY
        until_medicine = (medicine_minute - magnesium_minute) % MINUTES_PER_DAY
        if since_medicine < before or until_medicine < after:
            return False
    return True


def in_the_evening(gap: Gap, magnesium_minute: int) -> bool:
    """Whether magnesium at this moment comes in the evening, where a gap asks for that."""
    if gap.evening_from is None:
        return True
    return (magnesium_minute - gap.evening_from) % MINUTES_PER_DAY < EVENING_MINUTES
