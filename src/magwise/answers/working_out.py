"""The calculations inside an answer; each uses the same function as the advice."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from magwise.answers.particulars import Particulars
from magwise.core.facts import Certainty, Fact, Severity, in_order
from magwise.core.units import MG_PER_MMOL
from magwise.foods import parse_line
from magwise.knowledge.forms import elemental_range
from magwise.models.need import need
from magwise.models.status import laboratory
from magwise.person import Profile
from magwise.person.profile import Medicine
from magwise.safety import Status, gate_before
from magwise.safety.limits import upper_level
from magwise.safety.medicines import medicine_outcomes
from magwise.safety.taken import taken_medicines

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# The food stands behind "in", "bevat", "content of" and the like.
_FOOD_NAMED = re.compile(
    r"(?:\b(?:zit|zitten|bevat|bevatten|heeft|are|is|does|do)\b.*?\bin\b|\b(?:bevat(?:ten)?|"
    r"levert|leveren)\b|"
    r"\bcontent of\b|\bgehalte van\b|\bmagnesium in\b|\bmagnesium (?:do|does|heeft|have)\b)\s+"
    r"(?:er\s+in\s+|(?:een|de|het|a|an|the)\s+)?(.+)$"
)
# "pumpkin seeds or almonds, which has more"
_EITHER = re.compile(
    r"(?:^|meer magnesium:? |more magnesium:? |in |, )(?:a |an |een )?([a-z]+(?: [a-z]+)?) (?:of|"
    r"or) "
    r"(?:a |an |een |in )?([a-z]+(?: seeds?| nuts?| butter)?)\b"
)
# What the gate asks of everybody; a question that tells nothing of it is not refused for it.
_ABOUT_OTHER_THINGS = frozenset(("safety.older-adult", "safety.pregnancy"))
_ELEMENTAL_WANTED = re.compile(r"hoeveel|how much|how many|what is|elementa\w*\s*\?", re.IGNORECASE)
_ADULT_YEARS = 40.0  # stands for "an adult" where a question names nobody


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything a calculation may use."""

    question: str
    language: str
    said: Particulars
    profile: Profile  # joined with what the question says
    has_profile: bool
    kb: "Knowledge"
    today: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculation gave: facts, or the reasons why safety gives no dose."""

    facts: tuple[Fact, ...] = ()
    blocked_by: tuple[Fact, ...] = ()


def work_out(kind: str, asked: Asked) -> Outcome:
    """Fill in the figures of an answer.

    Parameters
    ----------
    kind
        The ``calculation`` of the subject.
    """
    return _CALCULATIONS[kind](asked)


def _fact(
    asked: Asked, key: str, sources: tuple[str, ...], certainty: Certainty, **values: object
) -> Fact:
    severity = asked.kb.findings[key].severity
    return Fact(key, values, sources, severity, "answer", certainty)


def _need(asked: Asked) -> Outcome:
    if asked.profile.age_years is None and not asked.has_profile:
        return Outcome(_need_of_adults(asked))
    found = need(asked.profile, asked.kb)
    leading = found.leading
    if leading is None or leading.mg_per_day.value is None:
        return Outcome()
    fact = _fact(
        asked,
        "answer.need-figure",
        (leading.mg_per_day.source,),
        Certainty.OFFICIAL,
        reference=leading.mg_per_day.value,
        authority=leading.authority,
    )
    shown = ("need.others", "need.own-figure-unknown", "need.assumed-sex")
    return Outcome((fact, *(one for one in found.facts if one.id in shown)))


def _need_of_adults(asked: Asked) -> tuple[Fact, ...]:
    """Where a question names nobody: the figures for women and men."""
    values = []
    for sex in ("female", "male"):
        adult = {"age_years": _ADULT_YEARS, "sex": sex, "pregnant": None, "breastfeeding": None}
        leading = need(asked.profile.model_copy(update=adult), asked.kb).leading
        if leading is None or leading.mg_per_day.value is None:
            return ()
        values.append(leading)
    women, men = values
    return (
        _fact(
            asked,
            "answer.need-adults",
            (women.mg_per_day.source,),
            Certainty.OFFICIAL,
            women=women.mg_per_day.value,
            men=men.mg_per_day.value,
            authority=women.authority,
        ),
    )


def _upper(asked: Asked) -> Outcome:
    person, key = asked.profile, "answer.your-upper-level"
    if person.age_years is None:
        person = person.model_copy(update={"age_years": _ADULT_YEARS})
        key = "answer.adult-upper-level"
    level = upper_level(person, asked.kb)
    if level.mg_per_day is None or level.authority is None:
        return Outcome(amount_beside_limit(asked))
    fact = _fact(
        asked,
        key,
        level.sources,
        Certainty.OFFICIAL,
        limit=level.mg_per_day,
        authority=level.authority,
    )
    return Outcome((fact, *amount_beside_limit(asked)))


def amount_beside_limit(asked: Asked) -> tuple[Fact, ...]:
    """An amount in the question beside the upper level; nothing when none is named."""
    amount = asked.said.amount_mg
    if amount is None or (asked.said.forms and not asked.said.elemental):
        return ()
    person = asked.profile
    if person.age_years is None:
        person = person.model_copy(update={"age_years": _ADULT_YEARS})
    level = upper_level(person, asked.kb)
    if level.mg_per_day is None or level.authority is None:
        return ()
    key = "answer.amount-above" if amount > level.mg_per_day else "answer.amount-within"
    values = {"amount": amount, "limit": level.mg_per_day, "authority": level.authority}
    return (_fact(asked, key, level.sources, Certainty.COMPUTED, **values),)


def _dose(asked: Asked) -> Outcome:
    """No dose without the gate: what it blocks is blocked here too, with its reasons."""
    if not asked.has_profile and asked.profile.egfr is None and asked.profile.age_years is None:
        return _upper(asked)
    verdict = gate_before(asked.profile, asked.kb, today=asked.today)
    firm = (Status.STOP, Status.REFER)
    if not asked.has_profile and verdict.status not in (*firm, Status.EMERGENCY):
        return _upper(asked)  # the question told too little to judge a person
    if not verdict.status.allows_dose:
        first = _fact(asked, "answer.dose-blocked", ("magwise-judgement",), Certainty.JUDGEMENT)
        left_out = {Severity.INFO} if asked.has_profile else {Severity.INFO, Severity.ASK}
        reasons = tuple(
            fact
            for fact in verdict.findings
            if fact.severity not in left_out
            and (asked.has_profile or fact.id != "safety.age-unknown")
        )
        return Outcome(amount_beside_limit(asked), (first, *reasons))
    room = _fact(
        asked,
        "answer.dose-personal",
        ("magwise-computed",),
        Certainty.COMPUTED,
        room=verdict.room_mg_per_day,
    )
    return Outcome((room, *amount_beside_limit(asked)))


def refusals(asked: Asked, *, taking: bool = False) -> tuple[Fact, ...]:
    """Why this person may not have a magnesium product at all; empty when that is not so.

    What the question itself tells counts as much as a profile.

    Parameters
    ----------
    taking
        Whether the answer is about taking a product; then a doctor who must be asked first counts.
    """
    person = asked.profile
    if not asked.has_profile and not asked.said.tells_of_safety:
        return ()
    verdict = gate_before(person, asked.kb, today=asked.today)
    if person.is_adult is False:
        return tuple(fact for fact in verdict.findings if fact.id.startswith("safety.child"))
    spoken = {Severity.STOP}
    if taking and not asked.has_profile:
        spoken |= {Severity.REFER, Severity.URGENT}
    elif verdict.status is not Status.STOP:
        return ()
    about = _ABOUT_OTHER_THINGS
    return tuple(
        fact for fact in verdict.findings if fact.severity in spoken and fact.id not in about
    )


def _kidney(asked: Asked) -> Outcome:
    named = asked.profile.egfr is not None or asked.said.amount_mg is not None
    if not asked.said.asks_dose and not named:
        return Outcome()
    stop = _fact(asked, "answer.kidney-dose", ("smpc-magnaspartate",), Certainty.OFFICIAL)
    return Outcome((), (stop, *_dose(asked).blocked_by[1:]))


def _child(asked: Asked) -> Outcome:
    key = "safety.child-under-4" if (asked.profile.age_years or 18) < 4 else "safety.child"
    return Outcome((), (_fact(asked, key, ("scf-2001-magnesium-ul",), Certainty.OFFICIAL),))


def _pregnancy(asked: Asked) -> Outcome:
    return _dose(asked) if asked.has_profile else Outcome(amount_beside_limit(asked))


def _label(asked: Asked) -> Outcome:
    salt, kb = asked.said.amount_mg, asked.kb
    if asked.said.elemental and salt is not None and not _ELEMENTAL_WANTED.search(asked.question):
        return Outcome(amount_beside_limit(asked))
    facts = []
    for form in asked.said.forms[:2]:
        part = elemental_range(form, salt or 100.0, kb)
        if part is None:
            if salt is not None:
                facts.append(_computed(asked, "answer.salt-unknown", form=form))
            continue
        if salt is None:
            share = part.scaled(0.01).as_dict()
            facts.append(_computed(asked, "answer.salt-share", form=form, share=share))
            continue
        values = {"salt": salt, "form": form, "low": part.low, "high": part.high, "best": part.best}
        facts.append(_computed(asked, "answer.salt", **values))
    return Outcome(tuple(facts))


def _computed(asked: Asked, key: str, **values: object) -> Fact:
    return _fact(asked, key, ("magwise-computed", "iupac-2021"), Certainty.COMPUTED, **values)


def _conversion(asked: Asked) -> Outcome:
    """Millimoles and milligrams of magnesium, with its atomic weight."""
    wanted = asked.said.conversion
    if wanted is None:
        return Outcome()
    if wanted.unit == "mg":
        values = {"amount": wanted.value, "mmol": round(wanted.value / MG_PER_MMOL, 2)}
        return Outcome((_computed(asked, "answer.converted-mmol", **values),))
    mmol = wanted.value / (2 if wanted.unit == "meq" else 1)
    values = {"mmol": mmol, "amount": mmol * MG_PER_MMOL}
    return Outcome((_computed(asked, "answer.converted-mg", **values),))


def _spacing(asked: Asked) -> Outcome:
    """What the gate says about each medicine that the question or the profile names."""
    named = tuple(Medicine(name=words[:200]) for words in asked.said.medicines)
    medicines = named or (asked.profile.medicines or ())
    if not medicines:
        return Outcome()
    person = asked.profile.model_copy(update={"medicines": medicines, "supplements": ()})
    taken = taken_medicines(person, (), asked.kb)
    outcomes = medicine_outcomes(taken, person, asked.profile.egfr, asked.kb)
    facts = [fact for one in outcomes for fact in one.facts if fact.id != "ask.medicine-times"]
    return Outcome(in_order(facts))


def _food(asked: Asked) -> Outcome:
    words = asked.said.food or food_named(asked)
    if words is None:
        return Outcome()
    return Outcome(_read_foods(words, asked))


def _read_foods(words: str, asked: Asked) -> tuple[Fact, ...]:
    for line in (words, f"100 g {words}"):  # a food without an amount is told per 100 g
        facts = _foods_in(line, asked)
        if facts:
            return facts
    return ()


def _foods_in(text: str, asked: Asked) -> tuple[Fact, ...]:
    facts = []
    for item in parse_line(text, asked.kb, language=asked.language).items:
        plain = item.kind in ("food", "drink") and item.id is not None and item.confidence >= 0.5
        if not plain or item.grams is None or item.magnesium_mg is None:
            continue
        record = asked.kb.foods.get(item.id or "")
        if record is None:
            continue
        values = {
            "food": item.id,
            "grams": item.grams.best,
            "magnesium": item.magnesium_mg.as_dict(),
        }
        facts.append(
            _fact(asked, "answer.food", ("magwise-computed",), Certainty.COMPUTED, **values)
        )
    return tuple(facts[:3])


def food_named(asked: Asked) -> str | None:
    """The food a question asks the magnesium of; None when it names none we know."""
    flat = asked.question.casefold()
    found = _FOOD_NAMED.search(flat)
    if found is not None:
        tail = found.group(1).strip(" ?.!")
        first = re.split(r"\s+(?:en|and|dan|than|of|or)\s+|[,?.!]", tail)[0]
        for words in dict.fromkeys((tail, first)):
            if words and _read_foods(words, asked):
                return words
    either = _EITHER.search(flat)
    if either is not None:
        both = f"100 g {either.group(1)}, 100 g {either.group(2)}"
        if len(_foods_in(both, asked)) == 2:
            return both
    return None


def _blood_value(asked: Asked) -> Outcome:
    """A laboratory value is read as it is for advice; without its unit it is asked back."""
    if not asked.said.laboratory:
        return Outcome()
    person = asked.profile
    return Outcome(
        tuple(
            fact
            for fact in laboratory(person, asked.kb, asked.today)
            if not fact.id.startswith("explain.")
        )
    )


_CALCULATIONS: dict[str, Callable[[Asked], Outcome]] = {
    "need": _need,
    "upper-level": _upper,
    "label": _label,
    "spacing": _spacing,
    "food": _food,
    "dose": _dose,
    "child-dose": _child,
    "kidney-dose": _kidney,
    "pregnancy-dose": _pregnancy,
    "blood-value": _blood_value,
    "conversion": _conversion,
}
