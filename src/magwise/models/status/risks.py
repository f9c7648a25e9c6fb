"""What makes too little, or too much, magnesium in the body more likely; apart from intake."""

from magwise.core.facts import Certainty, Fact, in_order
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.status import ByAnswer, ByCondition, ByNumber, RiskFactor, Trigger
from magwise.models.status.known import KnownMedicine, conditions_of, egfr_of, medicines_of, say
from magwise.person import Profile


def risk_factors(profile: Profile, kb: Knowledge) -> tuple[Fact, ...]:
    """Risk factors of a person for a low (or a high) magnesium level, each with its source.

    Nothing here is about what someone eats, and nothing here sets a dose.

    References
    ----------
    fda-2011-ppi, jic-2018-hypomagnesaemia, kidney360-hypomagnesaemia

    Examples
    --------
    >>> from magwise import Knowledge, Profile
    >>> facts = risk_factors(Profile(age_years=72, sex="female"), Knowledge.load())
    >>> [fact.id for fact in facts]
    ['risk.age']
    """
    facts = [*_from_medicines(profile, kb), *_from_factors(profile, kb)]
    told = profile.medicines is not None and profile.conditions is not None
    if not facts and told and profile.age_years is not None:
        facts.append(say("risk.none-found", kb, "risk", certainty=Certainty.COMPUTED))
    return in_order(facts)


def present_factors(profile: Profile, kb: Knowledge) -> tuple[str, ...]:
    """Ids of the risk factors (not medicines) a person is known to have."""
    conditions = conditions_of(profile, kb)
    return tuple(
        factor.id
        for factor in kb.risk_factors.values()
        if any(_holds(trigger, profile, conditions) for trigger in factor.triggers)
    )


def may_be_low(profile: Profile, kb: Knowledge) -> bool:
    """True when something known about the person can lower magnesium in the body."""
    lowering = [
        factor
        for factor in present_factors(profile, kb)
        if kb.risk_factors[factor].works_by != "held-back"
    ]
    return bool(lowering) or any(
        fact.id in ("risk.medicine-lowers", "risk.medicine-may-lower")
        for fact in _from_medicines(profile, kb)
    )


def holds_magnesium_back(profile: Profile, kb: Knowledge) -> bool:
    """True when something known about the person keeps magnesium in the body."""
    factors = present_factors(profile, kb)
    return any(kb.risk_factors[factor].works_by == "held-back" for factor in factors) or any(
        fact.id == "risk.medicine-raises" for fact in _from_medicines(profile, kb)
    )


def _from_factors(profile: Profile, kb: Knowledge) -> list[Fact]:
    return [_about(kb.risk_factors[factor], kb) for factor in present_factors(profile, kb)]


def _about(factor: RiskFactor, kb: Knowledge) -> Fact:
    values = {"cause": factor.id} if "cause" in kb.findings[factor.finding].slots else {}
    subject = f"risk:{factor.id}"
    return say(factor.finding, kb, subject, values, factor.citations, certainty=factor.certainty)


def _holds(trigger: Trigger, profile: Profile, conditions: frozenset[str]) -> bool:
    """True only when it is known to hold; what was not said proves nothing."""
    if isinstance(trigger, ByCondition):
        return not conditions.isdisjoint(trigger.conditions)
    if isinstance(trigger, ByNumber):
        if trigger.number == "body_mass_index" and profile.is_adult is False:
            return False  # a child's index is read by age, not against the limits of adults
        value = egfr_of(profile) if trigger.number == "egfr" else getattr(profile, trigger.number)
        return (
            value is not None
            and (trigger.at_least is None or value >= trigger.at_least)
            and (trigger.below is None or value < trigger.below)
        )
    if isinstance(trigger, ByAnswer):
        return any(getattr(profile, answer) is True for answer in trigger.answers)
    kinds = profile.training.kinds if profile.training is not None else ()
    return not set(kinds).isdisjoint(trigger.training)


def _from_medicines(profile: Profile, kb: Knowledge) -> list[Fact]:
    facts: list[Fact] = []
    for medicine in medicines_of(profile, kb):
        for interaction in kb.interactions.values():
            if not any(interaction.covers(code) for code in medicine.atc):
                continue
            name = medicine.id or interaction.id
            finding = None
            if "lowers-magnesium" in interaction.effects:
                if not medicine.certain and _may_raise(medicine, kb):
                    continue  # one word for opposite medicines: safety asks which it is
                finding = "risk.medicine-lowers" if medicine.certain else "risk.medicine-may-lower"
            elif "raises-magnesium" in interaction.effects and medicine.certain:
                finding = "risk.medicine-raises"
            if finding is not None:
                subject = f"medicine:{name}"
                values = {"medicine": name}
                facts.append(
                    say(
                        finding,
                        kb,
                        subject,
                        values,
                        interaction.citations,
                        certainty=Certainty.MODERATE,
                    )
                )
    return facts


def _may_raise(medicine: KnownMedicine, kb: Knowledge) -> bool:
    return any(
        "raises-magnesium" in interaction.effects
        for interaction in kb.interactions.values()
        if any(interaction.covers(code) for code in medicine.atc)
    )
