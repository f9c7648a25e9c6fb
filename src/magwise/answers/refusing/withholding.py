"""Where safety stops or refers somebody, no amount to take may stand in the answer."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.working_out import refusals
from magwise.answers.asked import Asked, fact
from magwise.answers.medicines.named_medicines import medicine_refusals
from magwise.answers.records import Answer
from magwise.answers.refusing.stopped import without_undercutting
from magwise.core.facts import Certainty, Fact
from magwise.safety import Status, gate_before

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# Sentences that tell somebody how much may be taken. A warning that an amount is too large, a
# norm for food and the magnesium in a compound are none.
AMOUNTS_TO_TAKE = frozenset(
    ("answer.dose", "answer.dose-whom", "answer.dose-disagree", "answer.dose-personal",
     "answer.amount-within", "answer.your-upper-level", "answer.adult-upper-level",
     "answer.upper-level", "answer.upper-level-whom", "answer.upper-countries",
     "answer.upper-countries-whom", "answer.food-or-supplement", "answer.adding-up",
     "answer.doubling", "answer.need-weight", "answer.endurance-hourly-instead",
     "answer.salt-if-itself", "answer.splitting", "answer.limits-countries",
     "answer.pregnancy-supplement", "answer.athletes-need-disagree", "answer.limit-why",
     "answer.egfr-enough", "answer.migraine-doses",
     "answer.somebody-says", "answer.group-advice", "answer.athlete-choice",
     "answer.healthy-person", "answer.trying-to-conceive",
     "answer.several-products", "answer.not-needed",
     "answer.breastfeeding", "answer.pieces-needed", "answer.pieces-around",
     "answer.lowest-advised", "answer.each-time", "answer.of-weight", "answer.amount-less",
     "answer.amount-more", "answer.most-pieces", "answer.look-out", "answer.pregnancy-ceiling",
     "answer.start-low")
)  # fmt: skip
# The upper level also holds in pregnancy, and the midwife is named beside it.
_CEILINGS_IN_PREGNANCY = frozenset(
    ("answer.pregnancy-supplement", "answer.breastfeeding", "answer.pregnancy-ceiling",
     "answer.salt-if-itself")
)  # fmt: skip
_AMOUNT = re.compile(r"\d ?mg\b|\d ?milligram")
_FIRM = (Status.STOP, Status.REFER, Status.EMERGENCY)


def is_held_back(asked: Asked) -> bool:
    """Whether the gate stops or refers the person a question is about."""
    said = asked.said
    if said.child or said.pregnant or said.breastfeeding or asked.profile.is_adult is False:
        return True
    if medicine_refusals(asked):
        return True
    if asked.has_profile:
        return gate_before(asked.profile, asked.kb, today=asked.today).status in _FIRM
    return bool(refusals(asked, taking=True))


def without_amounts(found: Answer, asked: Asked) -> Answer:
    """The answer without any sentence or claim that names an amount to take.

    What was the short answer then becomes the plain statement that no amount is given.
    """
    expecting = asked.said.pregnant or asked.said.breastfeeding
    only_pregnant = expecting and not found.blocked_by
    left_out = AMOUNTS_TO_TAKE - (_CEILINGS_IN_PREGNANCY if only_pregnant else frozenset())

    def kept(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(one for one in facts if one.id not in left_out)

    # a further subject of which only an amount was left says nothing
    also = tuple(replace(without_amounts(one, asked), short=kept(one.short)) for one in found.also)
    short = kept(found.short)
    if not short and (found.short or not kept(found.calculated)):
        key = "answer.pregnancy-supplement" if only_pregnant else "answer.no-amount"
        values = {name: figure(name, asked.kb) for name in asked.kb.findings[key].slots}
        source = ("magwise-judgement",)
        short = (fact(asked, key, source, Certainty.JUDGEMENT, **values),)
    fewer = replace(
        found,
        short=short,
        calculated=kept(found.calculated),
        whom=kept(found.whom),
        others=kept(found.others),
        instead=kept(found.instead),
        doctor=kept(found.doctor),
        claims=tuple(key for key in found.claims if not _names_amount(key, asked.kb)),
        also=tuple(one for one in also if one.short or one.calculated),
    )
    return without_undercutting(fewer, asked)


def _names_amount(key: str, kb: "Knowledge") -> bool:
    claim = kb.claim_catalogue[key]
    spoken = (claim.names.nl, claim.names.en, kb.text("nl")[claim.finding],
              kb.text("en")[claim.finding])  # fmt: skip
    return any(_AMOUNT.search(str(one)) for one in spoken)
