"""The two gates: what may be advised at all, and whether a proposal keeps to it.

Neither needs a model. What fails elsewhere cannot open them: a missing figure, list or rule
closes the way to a dose.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from magwise.core.facts import Fact, Severity, in_order
from magwise.knowledge import Knowledge
from magwise.models.status import laboratory, laboratory_alert, serum_magnesium
from magwise.person import Profile
from magwise.safety import redflags
from magwise.safety.circumstances import Circumstances, circumstances, number
from magwise.safety.conditions import condition_outcomes
from magwise.safety.contradictions import contradictions
from magwise.safety.limits import MagnesiumLimit, bound, upper_level
from magwise.safety.medicines import medicine_outcomes
from magwise.safety.outcomes import Outcome, strictest
from magwise.safety.products import Products, magnesium_products
from magwise.safety.records import Status, Verdict
from magwise.safety.speaking import say
from magwise.safety.supplements import product_outcomes
from magwise.safety.taken import TakenMedicine, taken_medicines

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item

_ONLY_NEXT_TO_A_PRODUCT = frozenset(
    {"medicine.default-gap", "medicine.poor-forms", "ask.medicine-times"}
)
_MOOT_WHEN_STOPPED = frozenset(
    {
        "ask.medicine-times",
        "medicine.default-gap",
        "medicine.poor-forms",
        "medicine.no-antacid-salts",
        "medicine.separate",
        "medicine.separate-too",
        "medicine.separate-pause",
        "medicine.separate-evening",
    }
)
# Where the kidneys are weak, potassium, phosphate and magnesium of food all count: what changes
# on the plate is for a dietitian.
_WEAK_KIDNEYS = frozenset({"kidney-severe", "kidney-dialysis", "kidney-moderate", "kidney-disease"})


def gate_before(
    profile: Profile,
    kb: Knowledge,
    *,
    diary_items: Iterable["Item"] = (),
    today: date,
) -> Verdict:
    """Decide what may be advised to someone, before anything is planned.

    Red flags come first and alone. Then every rule speaks, and the strictest status is the
    verdict: what was not answered is never read as the harmless answer.

    Parameters
    ----------
    profile
        What the person said; None everywhere means "not said".
    kb
        The knowledge base; its tables are the rules.
    diary_items
        Supplements and medicines that the diary names, each product once, with what is taken
        of it on a day.
    today
        The day it is [date].

    References
    ----------
    smpc-magnaspartate, scf-2001-magnesium-ul, magwise-judgement
    """
    items = tuple(diary_items)
    medicines = taken_medicines(profile, items, kb)
    products = magnesium_products(profile, medicines, items, kb)
    person = circumstances(profile, kb, medicines, takes_magnesium=products.taken)
    alarm = redflags.alone(person, kb)
    if alarm:
        return Verdict(
            status=Status.EMERGENCY,
            findings=in_order(alarm),
            limit_mg_per_day=None,
            limit_authority=None,
            other_mg_per_day=None,
            food_advice=False,
        )
    outcomes = [
        *redflags.for_the_gp(person, kb),
        *_unanswered(profile, person, kb),
        *condition_outcomes(person, kb),
        *medicine_outcomes(medicines, profile, number("egfr", profile), kb),
        *contradictions(person, items, kb),
        *_blood_values(profile, kb, today),
    ]
    return _verdict(person, medicines, products, outcomes, kb)


def _verdict(
    person: Circumstances,
    medicines: tuple[TakenMedicine, ...],
    products: Products,
    outcomes: list[Outcome],
    kb: Knowledge,
) -> Verdict:
    level = upper_level(person.profile, kb)
    limits = [one.limit_mg_per_day for one in outcomes if one.limit_mg_per_day is not None]
    limit = level.mg_per_day
    if limit is not None:
        limit = min([limit, *limits])
    advice = None if limit is None else min(limit, bound("advice-max-per-day", kb))
    before_products = strictest(one.status for one in outcomes)
    excluded = frozenset().union(*(one.excluded_forms for one in outcomes))
    gaps = tuple(
        sorted(
            (gap for one in outcomes for gap in one.gaps),
            key=lambda gap: (gap.medicine, gap.rule, gap.minutes),
        )
    )
    outcomes = [
        *outcomes,
        *product_outcomes(
            products,
            before_products,
            kb,
            limit_mg_per_day=limit,
            level=level,
            excluded_forms=excluded,
            gaps=gaps,
        ),
    ]
    status = strictest(one.status for one in outcomes)
    if limit is None and status.allows_dose:
        status = Status.UNKNOWN
    facts: list[Fact] = [fact for one in outcomes for fact in one.facts]
    facts.extend(products.facts)
    if any(fact.id.startswith("lab.serum") and fact.severity is Severity.STOP for fact in facts):
        facts = [fact for fact in facts if fact.id != "safety.high-magnesium-stop"]  # said already
    waiting: list[Fact] = []
    if products.taken is False:  # what only matters next to a product waits for a dose
        waiting = [fact for fact in facts if fact.id in _ONLY_NEXT_TO_A_PRODUCT]
        facts = [fact for fact in facts if fact.id not in _ONLY_NEXT_TO_A_PRODUCT]
    if status is Status.STOP:  # hours apart mean nothing where no product may be taken at all
        facts = [fact for fact in facts if fact.id not in _MOOT_WHEN_STOPPED]
    if status.allows_dose:
        facts.extend(_explained(level, limit, advice, kb))
    return Verdict(
        status=status,
        findings=in_order(facts),
        limit_mg_per_day=limit,
        limit_authority=level.authority,
        other_mg_per_day=products.most_mg_per_day,
        gaps=gaps,
        excluded_forms=tuple(sorted(excluded)),
        food_advice=True,
        food_with_professional=not person.conditions.isdisjoint(_WEAK_KIDNEYS)
        or any(fact.severity is Severity.URGENT for fact in facts),
        weight_loss_advice=_may_eat_less(person, outcomes),
        advice_limit_mg_per_day=advice,
        portions=level.portions,
        dose_facts=in_order((*waiting, *(fact for one in outcomes for fact in one.dose_facts))),
    )


def _unanswered(profile: Profile, person: Circumstances, kb: Knowledge) -> tuple[Outcome, ...]:
    """Questions that were not answered; each holds back a dose until it is."""
    outcomes = []
    if profile.conditions is None:
        outcomes.append(Outcome(Status.UNKNOWN, (say(kb, "ask.conditions"),)))
    if profile.medicines is None:
        outcomes.append(Outcome(Status.UNKNOWN, (say(kb, "ask.medicines"),)))
    if profile.supplements is None:
        outcomes.append(Outcome(Status.UNKNOWN, (say(kb, "ask.supplements"),)))
    if profile.red_flags is None:
        outcomes.append(Outcome(Status.UNKNOWN, (say(kb, "ask.red-flags"),)))
    return tuple(outcomes)


def _blood_values(profile: Profile, kb: Knowledge, today: date) -> tuple[Outcome, ...]:
    """A value that asks for a doctor, or for its unit, holds back a dose; too high stops it.

    Creatinine without eGFR says something about the kidneys that we cannot read: the eGFR first.
    """
    facts = laboratory(profile, kb, today)
    kidneys = tuple(fact for fact in facts if fact.id == "ask.lab-egfr")
    asked = (Outcome(Status.UNKNOWN, kidneys),) if kidneys else ()
    alert = laboratory_alert(profile, kb, today)
    if alert is None:
        return asked
    serum = serum_magnesium(profile, kb, today)
    range_high = kb.laboratory_bands["serum-high"].above
    too_high = serum is not None and range_high is not None and serum.value > range_high
    if alert is Severity.STOP or (alert is Severity.URGENT and too_high):
        status = Status.STOP
    else:
        status = Status.UNKNOWN if alert is Severity.ASK else Status.REFER
    return (*asked, Outcome(status, tuple(fact for fact in facts if fact.severity is alert)))


def _explained(
    level: MagnesiumLimit, limit: float | None, advice: float | None, kb: Knowledge
) -> tuple[Fact, ...]:
    if limit is None or advice is None or level.authority is None:
        return ()
    return (
        say(
            kb,
            "explain.limit",
            sources=level.sources,
            subject="limit",
            authority=level.authority,
            limit=limit,
            advice=advice,
        ),
    )


def _may_eat_less(person: Circumstances, outcomes: Iterable[Outcome]) -> bool:
    """Only an adult whose weight is known and not low, without any reason against it."""
    index = person.profile.body_mass_index
    adult = person.profile.is_adult is True
    heavy_enough = index is not None and index >= 18.5
    return adult and heavy_enough and not any(one.no_eating_less for one in outcomes)
