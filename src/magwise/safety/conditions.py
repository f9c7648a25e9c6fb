"""Applies the rules of `knowledge/data/conditions` to a person."""

from magwise.core.facts import Certainty, Fact
from magwise.core.sourced import How
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.safety import Condition, Rule
from magwise.safety.circumstances import Circumstances, holds, number
from magwise.safety.outcomes import Outcome
from magwise.safety.records import Status
from magwise.safety.speaking import say


def condition_outcomes(person: Circumstances, kb: Knowledge) -> tuple[Outcome, ...]:
    """What every condition that is present leads to; a rule that may hold, holds."""
    outcomes: list[Outcome] = []
    for key in sorted(person.conditions):
        condition = kb.conditions.get(key)
        if condition is None:
            continue
        outcomes.extend(
            _outcome(condition, rule, person, kb)
            for rule in condition.rules
            if rule.when is None or holds(rule.when, person) is not False
        )
    outcomes.extend(_unread(words, kb) for words in person.unread_conditions)
    return tuple(outcomes)


def _outcome(condition: Condition, rule: Rule, person: Circumstances, kb: Knowledge) -> Outcome:
    status = Status(rule.status)
    if rule.agreed is not None and person.profile.clinician_asked_supplement is True:
        status = Status(rule.agreed)
    forms = set(rule.excluded_forms)
    if rule.excludes_antacids:
        forms |= {form.id for form in kb.forms.values() if form.antacid_type}
    limit = rule.limit_mg_per_day.value if rule.limit_mg_per_day is not None else None
    return Outcome(
        status=status,
        facts=(_fact(rule.finding, condition, rule, person, kb),),
        limit_mg_per_day=limit,
        excluded_forms=frozenset(forms),
        no_eating_less=rule.no_eating_less,
        dose_facts=(
            (_fact(rule.dose_finding, condition, rule, person, kb),) if rule.dose_finding else ()
        ),
    )


def _fact(
    finding: str, condition: Condition, rule: Rule, person: Circumstances, kb: Knowledge
) -> Fact:
    firm = any(citation.how in (How.PRIMARY, How.SECONDARY) for citation in rule.citations)
    return say(
        kb,
        finding,
        sources=tuple(dict.fromkeys(citation.source for citation in rule.citations)),
        subject=f"condition:{condition.id}",
        certainty=Certainty.OFFICIAL if firm else Certainty.JUDGEMENT,
        condition=condition.id,
        egfr=number("egfr", person.profile),
        serum=number("serum_magnesium_mmol_per_l", person.profile),
        limit=rule.limit_mg_per_day.value if rule.limit_mg_per_day is not None else None,
    )


def _unread(words: str, kb: Knowledge) -> Outcome:
    """No rule found is not a clearance: an illness we do not know is asked about."""
    fact = say(kb, "ask.condition-unknown", subject="condition:unread", condition=words)
    return Outcome(Status.UNKNOWN, (fact,))
