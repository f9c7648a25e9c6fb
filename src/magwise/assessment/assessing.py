"""Joins the models and the gate into one picture of one person."""

from dataclasses import replace
from datetime import date

import magwise
from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, in_order
from magwise.core.interval import Interval
from magwise.foods.importing import acknowledgements
from magwise.foods.records import Corrections, Item
from magwise.knowledge import Knowledge
from magwise.models.intake import DayIntake, IntakeEstimate, day_intakes, estimate
from magwise.models.need import Kind, Need, need, probability_low
from magwise.models.status import depletion_facts, laboratory, risk_factors, signs
from magwise.person import Diary, Medicine, Profile
from magwise.safety import gate_before, other_causes
from magwise.safety.records import Status, Verdict

# Safety asks these with the product by name, and knows which medicines hold no magnesium.
_ASKED_BY_SAFETY = frozenset({"intake.supplement-amount-unknown", "intake.medicine-amount-unknown"})
_LABEL_QUESTIONS = frozenset(
    {
        "ask.supplement-amount",
        "ask.supplement-contains",
        "ask.supplement-form",
        "ask.supplement-salt-or-element",
    }
)


def assess(
    profile: Profile,
    diary: Diary,
    kb: Knowledge,
    *,
    today: date | None = None,
    corrections: Corrections | None = None,
) -> Assessment:
    """Say where someone stands on magnesium, with intervals, sources and doubts.

    Parameters
    ----------
    profile, diary
        What is known of the person; both may be empty, and then the answer says so.
    kb
        The knowledge base.
    today
        The day it is [date]; weeks and the age of laboratory values count from here.
    corrections
        The person's own choices for words and measures.

    Returns
    -------
    Assessment
        On a red flag it holds that and nothing else.

    Examples
    --------
    >>> from magwise import Diary, Knowledge, Profile, assess
    >>> assess(Profile(), Diary(), Knowledge.load()).intake.usual is None
    True
    """
    day = today or date.today()  # noqa: DTZ011 - the person's own calendar day
    first = gate_before(profile, kb, today=day)
    nothing = Assessment(
        profile=profile,
        diary=diary,
        intake=IntakeEstimate(usual=None, days=(), facts=()),
        need=Need(leading=None, values=(), facts=()),
        probability_low=None,
        verdict=first,
        findings=first.findings,
        today=day.isoformat(),
        knowledge_version=kb.version,
        knowledge_hash=kb.hash,
        model_version=magwise.__version__,
    )
    if first.status is Status.EMERGENCY:
        return nothing

    days = day_intakes(diary, kb, corrections=corrections, language=profile.language)
    products = _products(days)
    verdict = gate_before(profile, kb, diary_items=products, today=day)
    intake = estimate(days, profile, kb)
    reference = need(profile, kb)
    probability, probability_facts = _probability(intake, reference)
    taking = _with_diary_medicines(profile, products)
    findings = in_order(
        [
            *verdict.findings,
            *_worth_saying(intake, reference, verdict),
            *reference.facts,
            *probability_facts,
            *risk_factors(taking, kb),
            *depletion_facts(taking, kb),
            *laboratory(profile, kb, day),
            *signs(profile, kb),
            *other_causes(profile, kb),
            *acknowledgements(_foods_of(days, kb), kb),
        ]
    )
    return replace(
        nothing,
        intake=intake,
        need=reference,
        probability_low=probability,
        verdict=verdict,
        findings=findings,
        products=products,
    )


def _foods_of(days: tuple[DayIntake, ...], kb: Knowledge) -> list[str | None]:
    """Foods whose figures may stand in the answer: those of the diary and those a plan draws on."""
    eaten = [item.id for day in days for line in day.lines for item in line.items]
    return [*eaten, *kb.suggestions]


def _worth_saying(intake: IntakeEstimate, reference: Need, verdict: Verdict) -> tuple[Fact, ...]:
    """Facts on intake, without what safety asks already or what could not change the answer."""
    asked = {fact.id for fact in verdict.findings}
    unsaid = set(_ASKED_BY_SAFETY)
    if asked & _LABEL_QUESTIONS:
        unsaid |= {"ask.salt-or-element", "ask.supplement-content"}
    usual = intake.usual
    norm = reference.leading.mg_per_day.value if reference.leading is not None else None
    if usual is not None and norm is not None and usual.mg_per_day.low >= norm:
        unsaid.add("intake.log-more")  # more days could not change the answer
    return tuple(fact for fact in intake.facts if fact.id not in unsaid)


def _with_diary_medicines(profile: Profile, products: tuple[Item, ...]) -> Profile:
    """The profile with the medicines that only the diary names, so that every room sees them."""
    found = tuple(
        Medicine(name=(item.words.strip() or "?")[:200])
        for item in products
        if item.kind == "medicine"
    )
    if not found:
        return profile
    return profile.model_copy(update={"medicines": (*(profile.medicines or ()), *found)})


def _products(days: tuple[DayIntake, ...]) -> tuple[Item, ...]:
    """Each supplement and medicine of the diary once, as on the day most of it was taken."""
    most: dict[tuple[str, str | None, str], Item] = {}
    for day in days:
        today: dict[tuple[str, str | None, str], Item] = {}
        for line in day.lines:
            for item in line.items:
                if item.kind in ("supplement", "medicine"):
                    key: tuple[str, str | None, str] = (item.kind, item.id, item.words.casefold())
                    today[key] = _together(today[key], item) if key in today else item
        for key, item in today.items():
            if key not in most or _amount(item) > _amount(most[key]):
                most[key] = item
    return tuple(most[key] for key in sorted(most, key=repr))


def _together(one: Item, other: Item) -> Item:
    """The same product twice on one day."""
    count = None if one.count is None or other.count is None else one.count + other.count
    both = one.magnesium_mg, other.magnesium_mg
    magnesium = None if both[0] is None or both[1] is None else both[0] + both[1]
    return replace(one, count=count, magnesium_mg=magnesium)


def _amount(item: Item) -> tuple[float, float]:
    return (item.magnesium_mg.high if item.magnesium_mg else 0.0, item.count or 0.0)


def _probability(
    intake: IntakeEstimate, reference: Need
) -> tuple[Interval | None, tuple[Fact, ...]]:
    """Probability of too low an intake, from the first average requirement that fits."""
    requirements = reference.of_kind(Kind.EAR)
    leading_is_ai = reference.leading is not None and reference.leading.kind is Kind.AI
    facts: list[Fact] = []
    if leading_is_ai and reference.leading is not None and intake.usual is not None:
        facts.append(
            Fact(
                "adequacy.ai-gives-no-probability",
                {"authority": reference.leading.authority},
                sources=(reference.leading.mg_per_day.source,),
                subject="adequacy",
                certainty=Certainty.OFFICIAL,
            )
        )
    if intake.usual is None or not requirements:
        return None, tuple(facts)
    chosen = requirements[0]
    requirement = chosen.mg_per_day
    if requirement.value is None:
        return None, tuple(facts)
    probability = probability_low(intake.usual, chosen)
    facts.append(
        Fact(
            "adequacy.probability-low",
            {
                "probability": probability.as_dict(),
                "authority": chosen.authority,
                "requirement": requirement.value,
            },
            sources=(requirement.source, "iom-2000-assessment"),
            subject="adequacy",
            certainty=Certainty.COMPUTED,
        )
    )
    facts.append(
        Fact(
            "explain.probability",
            {"authority": chosen.authority, "requirement": requirement.value},
            sources=("iom-2000-assessment",),
            subject="adequacy",
            certainty=Certainty.COMPUTED,
        )
    )
    return probability, tuple(facts)
