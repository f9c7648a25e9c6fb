"""Medicines as the person takes them, and what each means for a magnesium product.

What is not recognised gives a question, the pharmacist and the default gap, never silence. What
may be several medicines gets the strictest rule of all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import MINUTES_PER_DAY
from magwise.knowledge import Knowledge
from magwise.knowledge.medicines import (
    MedicineMatch,
    current_code,
    default_interaction,
    interactions_for,
    interactions_of,
    may_be_swallowed,
    recognise,
)
from magwise.knowledge.schema.medicine import Interaction, MagnesiumContent, Spacing
from magwise.person import Medicine, Profile
from magwise.person.times import minutes_of
from magwise.safety.outcomes import Outcome, strictest
from magwise.safety.records import Gap, Status
from magwise.safety.speaking import say

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item

_SAFE_EGFR = 60.0  # kidney function from which "known and good enough" holds


@dataclass(frozen=True, slots=True)
class TakenMedicine:
    """One medicine someone takes.

    Attributes
    ----------
    words
        The person's own words.
    id
        Id of the medicine, of the everyday word, or of the row for unlisted medicines.
    codes
        ATC codes it may have; empty when it was not recognised.
    rows
        The rows of the interaction table that may hold, each with the code it holds for.
    magnesium_mg_per_day
        Magnesium it brings a day [mg]; None when it holds some and the amount is not known.
    """

    words: str
    id: str
    match: MedicineMatch
    codes: tuple[str, ...]
    rows: tuple[tuple[Interaction, str], ...]
    contradicted: bool = False
    minutes: tuple[int, ...] = ()
    fasting: bool = False
    since_weeks: float | None = None
    started_before_complaint: bool | None = None
    elemental_mg: float | None = None
    magnesium_mg_per_day: Interval | None = None
    holds_magnesium: bool = False
    prescribed: bool = True
    swallowed: bool = True
    from_diary: bool = False
    form: str | None = None

    def may_be(self, prefixes: Iterable[str]) -> bool | None:
        """Whether a code starts like this; None when the medicine was not recognised.

        Of several medicines that may be meant, one is enough.
        """
        if not self.codes:
            return None
        wanted = tuple(prefixes)
        return any(
            code.startswith(wanted) or any(prefix.startswith(code) for prefix in wanted)
            for code in self.codes
        )


def taken_medicines(
    profile: Profile, diary_items: Iterable["Item"], kb: Knowledge
) -> tuple[TakenMedicine, ...]:
    """Every medicine of the profile, and those that only the diary names."""
    taken = [_taken(medicine, kb) for medicine in profile.medicines or ()]
    taken.extend(_minerals(profile, kb))
    known = {one.id for one in taken} | {code for one in taken for code in one.codes}
    for item in diary_items:
        if item.kind != "medicine":
            continue
        found = _taken(Medicine(name=(item.words.strip() or "?")[:200]), kb, item)
        if found.id not in known or found.match.status == "unknown":
            taken.append(found)
            known.add(found.id)
    return tuple(sorted(taken, key=lambda one: (one.id, one.words.casefold(), one.minutes)))


def _minerals(profile: Profile, kb: Knowledge) -> list[TakenMedicine]:
    """Supplements such as iron, which need hours apart as a medicine does."""
    found = []
    for supplement in profile.supplements or ():
        if "magnes" in supplement.name.casefold():
            continue
        taken = _taken(Medicine(name=supplement.name, times=supplement.times), kb)
        if any("separate" in row.actions and not row.is_default for row, _ in taken.rows):
            found.append(replace(taken, holds_magnesium=False, magnesium_mg_per_day=None))
    return found


def _taken(medicine: Medicine, kb: Knowledge, item: "Item | None" = None) -> TakenMedicine:
    match = recognise(medicine.name, kb)
    by_name = match.atc_codes
    rows = _rows_of_match(match, kb)
    codes = by_name
    contradicted = False
    if medicine.atc is not None:
        given = current_code(medicine.atc, kb)
        contradicted = bool(by_name) and not any(
            code.startswith(given) or given.startswith(code) for code in by_name
        )
        own = tuple((row, given) for row in interactions_for(given, kb))
        if not own:
            own = ((default_interaction(kb), given),)
        # The code counts; a name that says something else counts too until that is cleared up.
        rows = (*own, *rows) if contradicted else own
        codes = (given, *by_name) if contradicted else (given,)
    key = match.medicine or match.group
    if contradicted:
        key = default_interaction(kb).id  # "this medicine": which of the two it is, we asked
    if key is None:
        key = match.candidates[0].id if match.candidates else default_interaction(kb).id
    record = kb.medicines.get(match.medicine or "")
    contents = record.magnesium if record is not None else ()
    amount = _magnesium(medicine, contents)
    if amount is None and item is not None and item.magnesium_mg is not None:
        amount = item.magnesium_mg if item.magnesium_mg.high > 0 else None
    duplicate = any("duplicate" in row.actions_for(code) for row, code in rows)
    return TakenMedicine(
        words=medicine.name,
        id=key,
        match=match,
        codes=tuple(dict.fromkeys(codes)),
        rows=rows,
        contradicted=contradicted,
        minutes=minutes_of(medicine.times),
        fasting=medicine.fasting is True or (record is not None and record.fasting),
        since_weeks=medicine.since_weeks,
        started_before_complaint=medicine.started_before_complaint,
        elemental_mg=medicine.elemental_mg,
        magnesium_mg_per_day=amount,
        holds_magnesium=bool(contents) or duplicate,
        prescribed=record is not None and record.kind == "prescription",
        swallowed=may_be_swallowed(match, kb),
        from_diary=item is not None,
    )


def _rows_of_match(match: MedicineMatch, kb: Knowledge) -> tuple[tuple[Interaction, str], ...]:
    pairs: list[tuple[Interaction, str]] = []
    for row in interactions_of(match, kb):
        codes = [code for code in match.atc_codes if row.covers(code)] or [""]
        pairs.extend((row, code) for code in codes)
    return tuple(pairs)


def _magnesium(medicine: Medicine, contents: Sequence[MagnesiumContent]) -> Interval | None:
    """Magnesium a day [mg]: what was said, else pieces a day times the richest product."""
    if medicine.elemental_mg is not None:
        return Interval.exact(medicine.elemental_mg)
    amounts = [
        content.elemental_mg.value * times
        for content in contents
        if content.elemental_mg.value is not None
        and (times := medicine.per_day or content.usual_per_day) is not None
    ]
    if not amounts:
        return None
    return Interval(min(amounts), amounts[0], max(amounts))


def medicine_outcomes(
    medicines: Sequence[TakenMedicine], profile: Profile, egfr: float | None, kb: Knowledge
) -> tuple[Outcome, ...]:
    """What every medicine leads to: a stop, somebody to ask, or hours to keep apart."""
    outcomes: list[Outcome] = []
    for taken in medicines:
        outcomes.extend(_doubts(taken, kb))
        gap = _gap(taken, kb)
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


def _doubts(taken: TakenMedicine, kb: Knowledge) -> list[Outcome]:
    subject = f"medicine:{taken.id}"
    found: list[Outcome] = []
    if not taken.codes:
        hours = (
            max(gap.medicine_first_hours, gap.magnesium_first_hours)
            if (gap := _gap(taken, kb))
            else 0.0
        )
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


def _gap(taken: TakenMedicine, kb: Knowledge) -> Gap | None:
    """The longest hours in each order over all rows; None for what is not swallowed."""
    if not taken.swallowed:
        return None
    first = second = 0.0
    rule: Interaction | None = None
    sources: dict[str, None] = {}
    for row, code in taken.rows:
        spacing = row.spacing_for(code) if code else _longest(row)
        if spacing is None:
            continue
        after_medicine, after_magnesium = spacing.hours
        if rule is None or max(after_medicine, after_magnesium) > max(first, second):
            rule = row
        first, second = max(first, after_medicine), max(second, after_magnesium)
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
        fasting=taken.fasting or rule.fasting,
        evening=rule.magnesium_in_evening,
    )


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
        "reason": row.reason,
    }
    finding = (
        "medicine.default-gap"
        if row.is_default
        else "medicine.separate-pause"
        if row.pause_during_course
        else "medicine.separate-evening"
        if row.magnesium_in_evening
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
    for medicine_minute in gap.minutes:
        since_medicine = (magnesium_minute - medicine_minute) % MINUTES_PER_DAY
        until_medicine = (medicine_minute - magnesium_minute) % MINUTES_PER_DAY
        if since_medicine < gap.medicine_first_hours * 60:
            return False
        if until_medicine < gap.magnesium_first_hours * 60:
            return False
    return True
