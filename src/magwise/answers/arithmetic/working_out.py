"""The calculations inside an answer; each uses the same function as the advice."""

import re
from collections.abc import Callable
from dataclasses import replace

from magwise.answers.arithmetic.exampleday import example_day
from magwise.answers.arithmetic.foodsums import food_amount, food_sources
from magwise.answers.arithmetic.quantities import (
    limits_of_countries,
    need_of_adults,
    norms_of_countries,
    norms_side_by_side,
    sweat_lost,
)
from magwise.answers.asked import Asked, Outcome, fact
from magwise.answers.bloodreading import blood_value
from magwise.answers.medicines.named_medicines import spacing
from magwise.answers.productclaims import product_claims
from magwise.answers.reading.labels import agrees, hydrate_share, label_share_of_compound, pure
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge.forms import elemental_range, elemental_share_of
from magwise.models.need import need
from magwise.safety import Status, gate_before
from magwise.safety.limits import upper_level

# What the gate asks of everybody; a question that tells nothing of it is not refused for it.
_ABOUT_OTHER_THINGS = frozenset(("safety.older-adult", "safety.pregnancy"))
_ELEMENTAL_WANTED = re.compile(
    r"hoeveel|how much|how many|what is|"
    r"(?:elementa\w*|actual|zuiver|puur|pure)(?: magnesium)?\s*\?",
    re.IGNORECASE,
)
_FROM_FOOD = re.compile(
    r"\b(?:from|through|via|uit|met) (?:my |mijn |gewoon |normaal |normal |alleen |je )?"
    r"(?:food|diet|eating|eten|voeding|dieet)\b|\b(?:cronometer|myfitnesspal|eetmeter|food diary|"
    r"eetdagboek|voedingsdagboek|intake by diary|my fitness pal|food app|voedingsapp)\b"
)
ENOUGH_EGFR = 60.0  # mL/min; from here the ordinary limits hold, as in the gate
_ONE_FIGURE = 0.03  # of the magnesium in a compound; a narrower range is said as one figure
AMERICAN_DAILY_VALUE_MG = 420.0  # on labels in the US since 2016
_LITTLE = 4  # years: below this age no authority sets an upper level
_LITTLE_ONES = re.compile(
    r"\b(?:bab(?:y|ies)|newborn|infant|zuigeling|dreumes|peuter|toddler)", re.IGNORECASE
)
_DOUBLING = re.compile(
    r"verdubbel|\bdoubl(?:e (?:it|the|my|up|that)|ing)\b|dubbele dosis|twee keer zo ?veel|"
    r"twice as much|\bdouble\?"
)
_RAISED = re.compile(
    r"\b(?:naar|tot|to) (\d{3,4})\b(?! ?(?:g|ml|iu|ie|stap|step|m|km|kcal|%)\w*\b)"
)
_HIGHER = re.compile(
    r"ophog|verhog|omhoog|\braise|\bincrease|\bup it\b|\bgo up\b|\bbump|meer nemen|take more"
)
_ABOVE = "answer.amount-above"
_ADULT_YEARS = 40.0  # stands for "an adult" where a question names nobody


def work_out(kind: str, asked: Asked) -> Outcome:
    """Fill in the figures of an answer.

    Parameters
    ----------
    kind
        The ``calculation`` of the subject.
    """
    return _CALCULATIONS[kind](asked)


def _need(asked: Asked) -> Outcome:
    expecting = asked.profile.pregnant or asked.profile.breastfeeding
    if asked.profile.age_years is None and expecting and not asked.has_profile:
        adult = asked.profile.model_copy(update={"age_years": _ADULT_YEARS})
        return _need(replace(asked, profile=adult))
    if asked.profile.age_years is None and not asked.has_profile:
        return Outcome(need_of_adults(asked))
    several = norms_of_countries(asked)
    if several:
        return Outcome(several)
    needed = need(asked.profile, asked.kb)
    leading = needed.leading
    if leading is None or leading.mg_per_day.value is None:
        return Outcome()
    found = fact(
        asked,
        "answer.need-figure",
        (leading.mg_per_day.source,),
        Certainty.OFFICIAL,
        reference=leading.mg_per_day.value,
        authority=leading.authority,
    )
    shown = ("need.others", "need.own-figure-unknown", "need.assumed-sex")
    further = tuple(one for one in needed.facts if one.id in shown)
    national = asked.profile.country in ("us", "gb")
    if national:  # said by itself; elsewhere beside the norm of the EU
        found = replace(found, id="answer.need-national")
    if expecting:
        beside = norms_side_by_side(asked) if asked.language == "en" else ()
        return Outcome((found, *beside))
    if national:
        return Outcome((found, *further))
    if asked.language == "en" and asked.profile.country is None:
        return Outcome((found, *norms_side_by_side(asked), *further))
    return Outcome((found, *further))


def _upper(asked: Asked) -> Outcome:
    person, key = asked.profile, "answer.your-upper-level"
    if person.age_years is None:
        person = person.model_copy(update={"age_years": _ADULT_YEARS})
        key = "answer.adult-upper-level"
    level = upper_level(person, asked.kb)
    if level.mg_per_day is None or level.authority is None:
        return Outcome(amount_beside_limit(asked))
    found = fact(
        asked,
        key,
        level.sources,
        Certainty.OFFICIAL,
        limit=level.mg_per_day,
        authority=level.authority,
    )
    of_amount = amount_beside_limit(asked)
    if of_amount and asked.language == "en" and asked.profile.country is None:
        of_amount = (*of_amount, limits_of_countries(asked))
    return Outcome((found, *_lowest_advised(asked, level.mg_per_day), *of_amount))


def _lowest_advised(asked: Asked, limit: float) -> tuple[Fact, ...]:
    """Where a country allows more than the EU, both figures are reconciled."""
    europe = asked.kb.limits["scf-2001-from-4"].value
    if europe.value is None or limit <= europe.value:
        return ()
    key, judged = "answer.lowest-advised", Certainty.JUDGEMENT
    return (fact(asked, key, (europe.source,), judged, upper=europe.value),)


def amount_beside_limit(asked: Asked) -> tuple[Fact, ...]:
    """An amount in the question beside the upper level; nothing when none is named.

    The mass of a compound is no magnesium: what is compared is the magnesium in it.
    """
    amount, flat = asked.said.amount_mg, folded(asked.question)
    if amount is None or _FROM_FOOD.search(flat):
        return ()
    person = asked.profile
    if person.age_years is None:
        person = person.model_copy(update={"age_years": _ADULT_YEARS})
    level = upper_level(person, asked.kb)
    if level.mg_per_day is None or level.authority is None:
        return ()
    values: dict[str, object] = {"limit": level.mg_per_day, "authority": level.authority}
    if _DOUBLING.search(flat) and amount * 2 > level.mg_per_day >= amount:
        values["amount"] = amount * 2
        return (fact(asked, "answer.amount-doubled", level.sources, Certainty.COMPUTED, **values),)
    higher = _RAISED.search(flat) if _HIGHER.search(flat) else None
    if higher and not asked.said.forms and float(higher.group(1)) > max(amount, level.mg_per_day):
        values["amount"] = float(higher.group(1))
        return (fact(asked, "answer.amount-raised", level.sources, Certainty.COMPUTED, **values),)
    if asked.said.forms and asked.said.labelled_mg is None:
        key = _compound_beside_limit(asked, amount, level.mg_per_day)
        if key is None:
            return ()
        if key == "answer.salt-if-itself":
            values["amount"] = amount
    else:
        key = "answer.amount-above" if amount > level.mg_per_day else "answer.amount-within"
        values["amount"] = amount
    return (fact(asked, key, level.sources, Certainty.COMPUTED, **values),)


def _compound_beside_limit(asked: Asked, amount: float, limit: float) -> str | None:
    """What can be said of the mass of a compound beside a limit for magnesium itself."""
    part = elemental_range(asked.said.forms[0], amount, asked.kb)
    if part is None or len(asked.said.forms) > 1:
        return None
    if part.low > limit:
        return "answer.salt-above"
    asks_part = _ELEMENTAL_WANTED.search(asked.question)
    return "answer.salt-if-itself" if part.high <= limit < amount and not asks_part else None


def _dose(asked: Asked) -> Outcome:
    """No dose without the gate: what it blocks is blocked here too, with its reasons."""
    if not asked.has_profile and asked.profile.egfr is None and asked.profile.age_years is None:
        return _upper(asked)
    verdict = gate_before(asked.profile, asked.kb, today=asked.today)
    firm = (Status.STOP, Status.REFER)
    if not asked.has_profile and verdict.status not in (*firm, Status.EMERGENCY):
        return _upper(asked)  # the question told too little to judge a person
    if not verdict.status.allows_dose:
        first = fact(asked, "answer.dose-blocked", ("magwise-judgement",), Certainty.JUDGEMENT)
        left_out = {Severity.INFO} if asked.has_profile else {Severity.INFO, Severity.ASK}
        reasons = tuple(
            fact
            for fact in verdict.findings
            if fact.severity not in left_out
            and (asked.has_profile or fact.id != "safety.age-unknown")
        )
        return Outcome(amount_beside_limit(asked), (first, *reasons))
    room = fact(
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
    egfr = asked.profile.egfr
    if egfr is not None and egfr >= ENOUGH_EGFR and not refusals(asked, taking=True):
        values = {"egfr": egfr, "upper": asked.kb.limits["scf-2001-from-4"].value.value}
        source = ("magwise-judgement", "scf-2001-magnesium-ul")
        enough = fact(asked, "answer.egfr-enough", source, Certainty.JUDGEMENT, **values)
        return Outcome((enough, *amount_beside_limit(asked)))
    named = egfr is not None or asked.said.amount_mg is not None
    if not asked.said.asks_dose and not named:
        return Outcome()
    stop = fact(asked, "answer.kidney-dose", ("smpc-magnaspartate",), Certainty.OFFICIAL)
    return Outcome((), (stop, *_dose(asked).blocked_by[1:]))


def _child(asked: Asked) -> Outcome:
    age = asked.profile.age_years
    little = age < _LITTLE if age is not None else bool(_LITTLE_ONES.search(asked.question))
    key = "safety.child-under-4" if little else "safety.child"
    return Outcome((), (fact(asked, key, ("scf-2001-magnesium-ul",), Certainty.OFFICIAL),))


def _pregnancy(asked: Asked) -> Outcome:
    if asked.has_profile:
        return _dose(asked)
    return Outcome(while_expecting(asked, amount_beside_limit(asked)))


def while_expecting(asked: Asked, limit: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """In pregnancy the upper level is the same, and the midwife is named beside it."""
    within = next((one for one in limit if one.id == "answer.amount-within"), None)
    if within is None or not (asked.said.pregnant or asked.said.breastfeeding):
        return limit
    if asked.profile.is_adult is False or refusals(asked, taking=True):
        return ()
    return (replace(within, id="answer.pregnant-within"),)


def _label(asked: Asked) -> Outcome:
    said, kb = asked.said, asked.kb
    if said.labelled_mg is not None and said.compound_mg is not None:
        return Outcome((*_labelled(asked), *amount_beside_limit(asked)))
    salt = said.amount_mg
    if said.named_as and salt is not None:
        itself = replace(asked, said=replace(said, forms=()))
        return Outcome(
            (_computed(asked, "answer.label-as", amount=salt), *amount_beside_limit(itself))
        )
    if said.elemental and salt is not None and not _ELEMENTAL_WANTED.search(asked.question):
        return Outcome(amount_beside_limit(replace(asked, said=replace(said, forms=()))))
    facts = []
    claimed = label_share_of_compound(asked.question)
    pure_share = elemental_share_of(said.forms[0], kb) if len(said.forms) == 1 else None
    if salt is None and claimed is not None and pure_share is not None:
        key = f"answer.label-{pure(1.0, claimed, pure_share)}"
        values = {"stated": claimed, "form": said.forms[0], "share": pure_share.as_dict()}
        return Outcome((_computed(asked, key, **values),))
    for form in said.forms[:2]:
        hydrate = hydrate_share(form, asked.question, kb)
        part = elemental_range(form, salt or 100.0, kb)
        if part is None:
            if salt is not None:
                facts.append(_computed(asked, "answer.salt-unknown", form=form))
            continue
        if salt is None:
            share = part.scaled(0.01).as_dict()
            facts.append(_computed(asked, "answer.salt-share", form=form, share=share))
            continue
        if hydrate is not None:
            values = {"salt": salt, "form": form, "best": hydrate * salt}
            facts.append(_computed(asked, "answer.salt-hydrate", **values))
            continue
        values = {"salt": salt, "form": form, "best": part.best}
        key = "answer.salt-exact"
        if part.high - part.low >= _ONE_FIGURE * part.best:
            key, values = "answer.salt", {**values, "low": part.low, "high": part.high}
        facts.append(_computed(asked, key, **values))
    return Outcome((*facts, *amount_beside_limit(asked)))


def _labelled(asked: Asked) -> tuple[Fact, ...]:
    """A label that gives both: the smaller figure counts; does it fit the pure compound?"""
    said = asked.said
    compound, itself = said.compound_mg or 0.0, said.labelled_mg or 0.0
    counts = _computed(asked, "answer.label-itself", amount=itself, salt=compound)
    share = elemental_share_of(said.forms[0], asked.kb) if len(said.forms) == 1 else None
    if share is None:
        return (counts,)
    key = f"answer.label-{pure(compound, itself, share)}"
    values = {"stated": itself / compound, "form": said.forms[0], "share": share.as_dict()}
    return (counts, _computed(asked, key, **values))


def _label_share(asked: Asked) -> Outcome:
    """An amount as a share of the label value, or a share as an amount."""
    asks, amount = asked.said.label_share, asked.said.amount_mg
    value = asked.kb.label_values["eu-nrv"].value
    if asks is None or value.value is None or (amount is None and asks.share is None):
        return Outcome()
    source, label = (value.source, "magwise-computed"), value.value
    if asks.share is not None and amount is None and asked.profile.country == "us":
        daily = AMERICAN_DAILY_VALUE_MG
        values = {"share": asks.share, "amount": asks.share * daily, "american": daily}
        return Outcome(
            (fact(asked, "answer.share-american", source, Certainty.OFFICIAL, **values),)
        )
    if amount is None or asked.said.forms:
        if asks.share is None:
            return Outcome()
        values = {"share": asks.share, "amount": asks.share * label}
        return Outcome((fact(asked, "answer.share-amount", source, Certainty.COMPUTED, **values),))
    values = {"amount": amount, "share": amount / label}
    key = "answer.amount-share"
    if asks.share is not None:
        key = "answer.share-fits" if agrees(asks.share, amount / label) else "answer.share-differs"
        values["stated"] = asks.share
        if key == "answer.share-fits":
            del values["stated"]
    found = fact(asked, key, source, Certainty.COMPUTED, **values)
    return Outcome((found, *(one for one in amount_beside_limit(asked) if one.id == _ABOVE)))


def _computed(asked: Asked, key: str, **values: object) -> Fact:
    return fact(asked, key, ("magwise-computed", "iupac-2021"), Certainty.COMPUTED, **values)


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


_CALCULATIONS: dict[str, Callable[[Asked], Outcome]] = {
    "need": _need,
    "upper-level": _upper,
    "label": _label,
    "spacing": spacing,
    "food": food_amount,
    "foods-without": food_sources,
    "example-day": example_day,
    "sweat": sweat_lost,
    "dose": _dose,
    "child-dose": _child,
    "kidney-dose": _kidney,
    "pregnancy-dose": _pregnancy,
    "blood-value": blood_value,
    "conversion": _conversion,
    "label-share": _label_share,
    "product-claims": product_claims,
}
