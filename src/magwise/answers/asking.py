"""From a question in plain words to a graded answer, or to the honest statement of none."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from magwise.answers.added import additions, cautions, has_weak_kidneys
from magwise.answers.arithmetic.diet import with_foods
from magwise.answers.arithmetic.exampleday import day_fits
from magwise.answers.arithmetic.sums import beside_sum, plain, summed
from magwise.answers.arithmetic.working_out import amount_beside_limit, refusals, work_out
from magwise.answers.asked import Asked, Outcome
from magwise.answers.bloodreading import (
    LEAST_MMOL,
    MOST_MMOL,
    magnesium_values,
    value_is_unread,
)
from magwise.answers.grounds import claim_sources, indirect, sizes, topic_fact
from magwise.answers.medicines.named_medicines import medicine_refusals, with_misspelt_medicine
from magwise.answers.professional import for_professional
from magwise.answers.reading.everyday import spelled_out
from magwise.answers.reading.particulars import particulars
from magwise.answers.reading.words import LONGEST, tokens
from magwise.answers.records import Answer, Kind, Language
from magwise.answers.refusing import outside
from magwise.answers.refusing.animals import for_animal
from magwise.answers.refusing.elsewhere import help_for, names_herb
from magwise.answers.refusing.plainly import said_plainly
from magwise.answers.refusing.urgent import alarm
from magwise.answers.refusing.withholding import is_held_back, without_amounts
from magwise.answers.subjects.choosing import Choice, choices, second, subjects_of
from magwise.answers.subjects.concepts import Reading, read
from magwise.answers.subjects.index import Match, index_of
from magwise.answers.subjects.language import language_asked
from magwise.answers.subjects.leading import complaint_first
from magwise.core.facts import Fact, Severity
from magwise.knowledge.schema.claim import Topic
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# Amounts in these are not what somebody takes.
_NOT_OF_AMOUNTS = frozenset(
    ("athletes-need", "need", "endurance-hourly", "food-content", "food-sources", "sweat", "water",
     "conversion", "label-reference", "bisglycinate", "logged", "lethal", "norms-differ")
)  # fmt: skip
# What is wanted may stand in a sentence that only points at the complaint before it.
_POINTING = frozenset(("duration", "dose", "permission", "together", "how-much", "when", "take"))
_OLD_YEARS = 65
_NEAREST = 3
_WITH_OTHER_NORMS = frozenset(("us", "gb"))  # than those the general text names
_NEAR_ENOUGH = 0.35
# A figure that answers by itself; the general text on its subject would say something else.
_IN_PLACE_OF_TEXT = frozenset(
    ("answer.foods-without", "answer.egfr-enough", "answer.need-national", "answer.foods-ranked")
)
# Where a figure was worked out it is the short answer.
_WORKED_FIRST = frozenset(("medicines", "blood-test", "normal-test"))
_ABOVE = frozenset(
    ("answer.amount-above", "answer.salt-above", "answer.amount-doubled",
     "answer.salt-if-itself", "answer.amount-raised")
)  # fmt: skip
_OF_AMOUNTS = frozenset(("dose", "upper-level", "too-much", "long-use"))
# What is known of a complaint is told beside "no dose for a child", never with an amount.
_OF_CHILDREN_TOO = frozenset(
    ("exercise-cramps", "night-cramps", "cramps-in-general", "soreness", "performance", "sleep",
     "stress", "mood", "menstrual-cramps", "pms", "focus-disorder", "restless-legs", "fatigue",
     "recovery", "migraine")
)  # fmt: skip
_LOWEST_MMOL = 0.2  # a lower figure without a unit is no value in mmol/L
_OF_VALUES = frozenset(("low-potassium", "low-calcium", "high-level", "how-low", "rbc-test"))
# Diseases whose own subject says what is known.
_DISEASES = frozenset(("dementia",))
# Answered alone: no second subject beside it.
_ALONE = frozenset(("lethal",))
_ALWAYS_SAID = frozenset(("kidney-transplant", "kidney-severe", "kidney-dialysis"))
# Answers about taking a product: with a profile that the gate refuses, they are blocked.
_TAKING = frozenset(
    ("dose", "upper-level", "food-or-supplement", "prevention", "splitting", "endurance-hourly",
     "timing", "duration", "pregnancy-supplement", "breastfeeding", "best-form", "kidney",
     "too-much", "athletes-need", "laxative", "side-effects", "citrate", "oxide", "bisglycinate",
     "other-forms", "adding-up")
)  # fmt: skip


def answer(
    question: str,
    kb: "Knowledge",
    *,
    profile: Profile | None = None,
    language: str | None = None,
    today: date | None = None,
) -> Answer:
    """Answer a question about magnesium in plain words, or say that it is not known.

    Alarm signs are answered first and alone. A dose is never given where safety blocks it. What
    is not covered by the knowledge base is declined, with the nearest subjects.

    Parameters
    ----------
    question
        In Dutch or English; only the first 2000 characters are read.
    profile
        Makes the answer personal: age and complaints decide whether the evidence is about
        someone like this person, and the gate decides about doses.
    language
        ``nl`` or ``en``; None reads it from the question, then from the profile.
    today
        The day it is [date]; it only matters for the age of laboratory values.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> answer("Does magnesium help with night cramps?", Knowledge.load()).topic
    'night-cramps'
    """
    written = question[:LONGEST].strip()
    person = profile or Profile()
    spoken: Language = language_asked(written, language, person, kb)
    day = today or datetime.now(tz=UTC).date()
    text = spelled_out(written) if spoken == "en" else written
    return replace(
        _read_and_answered(text, spoken, person, profile is not None, day, kb), question=written
    )


def _read_and_answered(
    text: str, spoken: Language, person: Profile, has_profile: bool, day: date, kb: "Knowledge"
) -> Answer:
    """The answer to a question in the language it is asked in."""
    said = particulars(text, kb)
    joined = said.joined(person)
    if for_animal(text):
        return _declined(text, spoken, "answer.not-people", kb)
    danger = alarm(text, joined, kb, day)
    if danger:
        return Answer(text, spoken, "emergency", None, danger)
    if not tokens(text):
        return _declined(text, spoken, "answer.empty", kb)
    matches = index_of(kb).search(text)
    reading = read(text, spoken, kb)
    asked = Asked(text, spoken, said, joined, has_profile, kb, day)
    asked = with_foods(asked, reading)
    asked = with_misspelt_medicine(asked, reading)
    asked = replace(asked, also_disease=outside.also_named(text, reading, spoken, kb))
    worked = summed(asked)
    if worked is not None:
        child = said.child or joined.is_adult is False
        more = [] if child else beside_sum(choices(reading, said, matches, person, kb))
        worked = replace(worked, also=tuple(plain(_composed(one, asked)) for one in more))
        return _finished(worked, asked)
    fitting = complaint_first(choices(reading, asked.said, matches, person, kb), reading)
    fitting = [one for one in fitting if one.topic.id != "day-of-food" or day_fits(asked)]
    reason = outside.reason(
        text, reading, answered=bool(fitting), with_medicine=bool(asked.said.medicines)
    )
    # in what somebody eats, whey or salt is no other nutrient that is asked after
    eaten = reason == "answer.other-nutrient" and asked.said.eats
    assessed = reason == "answer.no-evidence-disease" and _is_of_disease(fitting)
    if reason is not None and not eaten and not assessed:
        return _declined(text, spoken, reason, kb, matches)
    if not asked.said.medicines and outside.aims_at_unknown(reading, subjects_of(kb)):
        return _declined(text, spoken, "answer.not-found", kb, matches)
    if not fitting and not asked.said.conditions and outside.beside_unknown(reading):
        herb = "answer.herb-together" if names_herb(text) else "answer.unknown-together"
        return _declined(text, spoken, herb, kb, matches)
    if not fitting:
        refused = refusals(asked, taking=True) if _about_taking(asked, reading) else ()
        if refused:  # a disease that stops magnesium is a reason, not an unknown subject
            return Answer(text, spoken, "blocked", None, tuple(refused))
        return _declined(text, spoken, "answer.not-found", kb, matches)
    return _finished(_answered(fitting, reading, asked), asked)


def _finished(found: Answer, asked: Asked) -> Answer:
    """The answer without what safety holds back, said plainly, for whoever asks it."""
    held = without_amounts(found, asked) if is_held_back(asked) else found
    return for_professional(said_plainly(held, asked), asked)


def _is_of_disease(fitting: list[Choice]) -> bool:
    return bool(fitting) and fitting[0].topic.id in _DISEASES


def _about_taking(asked: Asked, reading: Reading) -> bool:
    return bool(asked.said.conditions) and ("magnesium" in reading.concepts or reading.refers)


def _answered(fitting: list[Choice], reading: Reading, asked: Asked) -> Answer:
    """The answer on the best subject, with a second one where the question asks two things."""
    kb = asked.kb
    fitting = _value_first(fitting, asked)
    first = fitting[0]
    replaces = asked.said.replaces or {"replace", "sleeping-tablet"} <= reading.concepts
    if replaces and first.topic.id != "stop-medicine":
        first = replace(first, topic=kb.topics["stop-medicine"], why="in place of a medicine")
        fitting = [first, *fitting]
        plain = tuple(_composed(one, asked) for one in fitting[1:2])
        return replace(_composed(first, asked), also=plain)
    unknown_age = asked.said.child and asked.profile.age_years is None
    child = asked.profile.is_adult is False or unknown_age
    if child and (first.topic.id in _TAKING or (unknown_age and first.topic.id == "need")):
        first = replace(first, topic=kb.topics["children"])
    found = _composed(first, asked)
    if child and first.topic.id == "children":
        more = next((one for one in fitting if one.topic.id in _OF_CHILDREN_TOO), None)
        beside = () if more is None else (_only_new(_composed(more, asked), found),)
        return replace(found, also=tuple(one for one in beside if one.kind == "answer"))
    if child or found.kind == "blocked" or first.topic.id in _ALONE:
        return found
    told = reading.asked & subjects_of(kb) - _POINTING
    also = tuple(
        _composed(one, asked)
        for one in second(fitting, reading, kb)
        if (one.used & reading.asked or not told or {"own-story", "no-effect"} & first.used)
        and one.topic.id != "children"
    )
    also = tuple(_only_new(one, found) for one in also)
    also = tuple(one for one in also if one.kind != "blocked" and one.short)
    if value_is_unread((found, *also), asked):
        test = Choice(kb.topics["blood-test"], 1.0, 0.0, "lab-value")
        also = (*also, _only_new(_composed(test, asked), found))
    return replace(found, also=also)


def _value_first(fitting: list[Choice], asked: Asked) -> list[Choice]:
    """A blood value outside the range leads, whatever else the question tells."""
    off = any(
        not LEAST_MMOL <= one.value <= MOST_MMOL
        and (one.unit is not None or _LOWEST_MMOL <= one.value < LEAST_MMOL)
        for one in magnesium_values(asked)
    )
    if not off or fitting[0].topic.id in _WORKED_FIRST | _OF_VALUES:
        return fitting
    test = Choice(asked.kb.topics["blood-test"], 1.0, 0.0, "lab-value")
    return [test, *(one for one in fitting if one.topic.id != "blood-test")]


def _only_new(one: Answer, found: Answer) -> Answer:
    """A further answer without what the first one says already."""
    return replace(
        one,
        short=_new(one.short, found),
        calculated=_new(one.calculated, found),
        blocked_by=_new(one.blocked_by, found),
    )


def _new(facts: tuple[Fact, ...], found: Answer) -> tuple[Fact, ...]:
    """Facts that the first answer does not say already."""
    said = {(fact.id, str(fact.values)) for fact in found.facts}
    return tuple(fact for fact in facts if (fact.id, str(fact.values)) not in said)


def _composed(choice: Choice, asked: Asked) -> Answer:
    topic, kb = choice.topic, asked.kb
    worked = work_out(topic.calculation, asked) if topic.calculation else Outcome()
    if not worked.blocked_by and topic.id not in _NOT_OF_AMOUNTS:
        said_already = {fact.id for fact in worked.facts}
        above = (fact for fact in amount_beside_limit(asked) if fact.id in _ABOVE)
        more = tuple(fact for fact in above if fact.id not in said_already)
        worked = Outcome((*worked.facts, *more))
    countries = sum(one.id == "answer.need-figure" for one in worked.facts) > 1
    if countries or (worked.facts and worked.facts[0].id in _IN_PLACE_OF_TEXT):
        return Answer(
            question=asked.question,
            language="nl" if asked.language == "nl" else "en",
            kind="calculation",
            topic=topic.id,
            short=worked.facts,
            calculated=additions(topic.id, worked.facts, asked),
            certainty=worked.facts[0].certainty,
            score=choice.score,
            why=choice.why,
        )
    sources = topic.sources or claim_sources(topic, kb)

    def said(keys: tuple[str, ...]) -> tuple[Fact, ...]:
        return tuple(topic_fact(key, topic, sources, kb) for key in keys)

    # poor kidneys and a transplant are said under any subject
    taking = topic.id in _TAKING or (has_weak_kidneys(asked) and topic.id != "kidney-harm")
    taking = taking or bool(_ALWAYS_SAID & set(asked.said.conditions))
    taking = taking or (asked.said.egfr is not None and topic.id in _WORKED_FIRST)
    refused = worked.blocked_by or refusals(asked, taking=taking)
    further = (*cautions(asked), *medicine_refusals(asked))
    refused = (*refused, *(one for one in further if one not in refused))
    facts = (*worked.facts, *additions(topic.id, worked.facts, asked))
    worked = replace(worked, facts=tuple(one for one in facts if one not in refused))
    # what was worked out says it all; the general sentence would only stand before it
    elsewhere = asked.said.country in _WITH_OTHER_NORMS or asked.profile.is_adult is False
    first = topic.id in _WORKED_FIRST or (topic.id == "need" and elsewhere)
    figures = worked.facts if first and not worked.blocked_by else ()
    # "may I take 300 mg?" is answered by the figure; the general text comes after it
    # and so is "how much is in it?"
    leads = topic.id == "food-content" or _about_amount(topic, worked, asked)
    lead = worked.facts if leads else ()

    kind: Kind = "answer"
    asks = asked.has_profile or asked.said.asks_dose or asked.said.amount_mg is not None
    stopped = topic.id != "kidney" and any(fact.severity is Severity.STOP for fact in refused)
    if worked.blocked_by or (refused and topic.id in _TAKING and (asks or stopped)):
        kind = "blocked"
    elif worked.facts:
        kind = "calculation"
    return Answer(
        question=asked.question,
        language="nl" if asked.language == "nl" else "en",
        kind=kind,
        topic=topic.id,
        short=figures or (*lead, *said((topic.short,))),
        certainty=figures[0].certainty if figures else topic.certainty,
        calculated=() if figures or lead else worked.facts,
        blocked_by=refused,
        indirect=indirect(topic, asked),
        whom=() if figures else said(topic.whom),
        size=tuple(sizes(topic, kb)),
        others=said(topic.others),
        instead=said(topic.instead),
        doctor=said(_doctor(topic, asked)),
        claims=topic.claims,
        score=choice.score,
        why=choice.why,
        more_sources=claim_sources(topic, kb),
    )


def _about_amount(topic: Topic, worked: Outcome, asked: Asked) -> bool:
    named = any(fact.id in _ABOVE | {"answer.amount-within"} for fact in worked.facts)
    return named and topic.id in _OF_AMOUNTS and not worked.blocked_by and not asked.said.forms


def _doctor(topic: Topic, asked: Asked) -> tuple[str, ...]:
    """When to see a doctor; somebody who is pregnant asks the midwife before taking anything."""
    if asked.said.prescribed and topic.id in _TAKING:
        return tuple(dict.fromkeys((*topic.doctor, "answer.prescribed")))
    if asked.said.laxative and topic.id in _TAKING:
        return tuple(dict.fromkeys(("answer.laxative-check", *topic.doctor)))
    if (asked.profile.age_years or 0) >= _OLD_YEARS and topic.id in _TAKING | {"medicines"}:
        return tuple(dict.fromkeys((*topic.doctor, "answer.older-people-doctor")))
    expecting = asked.said.pregnant or asked.said.breastfeeding
    said = " ".join(str(asked.kb.text_nl[key]) for key in (topic.short, *topic.doctor))
    if expecting and "verloskundige" not in said:
        return tuple(dict.fromkeys((*topic.doctor, "answer.doctor-midwife")))
    return topic.doctor


def _declined(
    text: str,
    language: Language,
    finding: str,
    kb: "Knowledge",
    matches: list[Match] | None = None,
) -> Answer:
    more = help_for(text) if finding == "answer.no-evidence-disease" else None
    facts = tuple(
        Fact(key, {}, ("magwise-judgement",), kb.findings[key].severity, "answer")
        for key in (finding, more)
        if key
    )
    nearest = tuple(
        match.topic for match in (matches or [])[:_NEAREST] if match.score >= _NEAR_ENOUGH
    )
    score = matches[0].score if matches else 0.0
    return Answer(text, language, "abstain", None, facts, nearest=nearest, score=min(1.0, score))
