"""Judges the magnesium someone already takes: against the limit, the verdict and the medicines."""

from typing import Any

from magwise.core.facts import Certainty, Fact
from magwise.knowledge import Knowledge
from magwise.safety.limits import MagnesiumLimit, bound
from magwise.safety.medicines import in_the_evening, keeps_gap
from magwise.safety.outcomes import Outcome
from magwise.safety.products import Product, Products
from magwise.safety.records import Gap, Status
from magwise.safety.speaking import say

# Labels that can be read as the salt or as magnesium itself; which it is, we asked.
_READ_TWO_WAYS = frozenset({"ask.supplement-salt-or-element", "ask.supplement-too-much-for-salt"})


def product_outcomes(
    products: Products,
    status: Status,
    kb: Knowledge,
    *,
    limit_mg_per_day: float | None,
    level: MagnesiumLimit,
    excluded_forms: frozenset[str],
    gaps: tuple[Gap, ...],
) -> tuple[Outcome, ...]:
    """What follows from products in use; ``status`` is the verdict of all other rules.

    Amounts on prescription are told and left to the prescriber.
    """
    outcomes: list[Outcome] = []
    own = [product for product in products.products if not product.prescribed]
    prescribed = [product for product in products.products if product.prescribed]
    outcomes.extend(_prescribed(product, status, kb) for product in prescribed)
    if status is Status.STOP or status is Status.REFER:
        outcomes.extend(_own_product(product, status, kb) for product in own)
    if any(product.mg_per_day is None for product in products.products):
        outcomes.append(Outcome(Status.UNKNOWN))
    outcomes.extend(
        _against_limit(
            own, products, kb, limit=limit_mg_per_day, level=level, open_way=status.allows_dose
        )
    )
    for product in products.products:
        if product.form in excluded_forms:
            fact = say(
                kb,
                "safety.product-form-not-for-you",
                subject="supplement",
                product=product.words,
                form=product.form,
            )
            outcomes.append(Outcome(Status.RESTRICT, (fact,)))
        outcomes.extend(_too_close(product, gaps, kb))
    return tuple(outcomes)


def _prescribed(product: Product, status: Status, kb: Knowledge) -> Outcome:
    finding = (
        "safety.prescribed-call"
        if status in (Status.STOP, Status.REFER)
        else "safety.prescribed-left"
    )
    fact = say(kb, finding, subject="supplement", product=product.words)
    return Outcome(Status.REFER, (fact,))  # nothing is put on top of a prescription


def _own_product(product: Product, status: Status, kb: Knowledge) -> Outcome:
    finding = "safety.product-stop" if status is Status.STOP else "safety.product-ask-first"
    return Outcome(status, (say(kb, finding, subject="supplement", product=product.words),))


def _against_limit(
    own: list[Product],
    products: Products,
    kb: Knowledge,
    *,
    limit: float | None,
    level: MagnesiumLimit,
    open_way: bool,
) -> list[Outcome]:
    total = products.certain_mg_per_day
    if total == 0:
        return []
    names = tuple(product.words for product in products.products)
    values: dict[str, Any] = {
        "total": total,
        "products": names,
        "limit": limit,
        "authority": level.authority,
    }
    outcomes = []
    if len(names) > 1:
        added = say(
            kb, "safety.added-up", subject="supplement", certainty=Certainty.COMPUTED, **values
        )
        outcomes.append(Outcome(Status.CLEAR, (added,)))
    if limit is None or level.authority is None:
        no_level = say(kb, "safety.product-without-level", subject="supplement", **values)
        return [*outcomes, Outcome(Status.UNKNOWN, (no_level,))] if own else outcomes
    if total <= limit:
        if (
            len(names) == 1 and open_way
        ):  # "within the limit" is no comfort where nothing may be taken
            within = say(
                kb,
                "safety.product-within-limit",
                sources=level.sources,
                subject="supplement",
                certainty=Certainty.COMPUTED,
                **values,
            )
            outcomes.append(Outcome(Status.CLEAR, (within,)))
        return outcomes
    if not own:
        return outcomes  # the prescriber chose the amount
    least = sum(product.mg_per_day.low for product in products.products if product.mg_per_day)
    if least <= limit and any(fact.id in _READ_TWO_WAYS for fact in products.facts):
        perhaps = say(
            kb,
            "safety.product-perhaps-above-limit",
            sources=level.sources,
            subject="supplement",
            certainty=Certainty.OFFICIAL,
            **values,
        )
        return [*outcomes, Outcome(Status.UNKNOWN, (perhaps,))]
    far = total >= limit * bound("far-above-factor", kb)
    fact: Fact = say(
        kb,
        "safety.product-far-above-limit" if far else "safety.product-above-limit",
        sources=level.sources,
        subject="supplement",
        certainty=Certainty.OFFICIAL,
        **values,
    )
    return [*outcomes, Outcome(Status.STOP if far else Status.RESTRICT, (fact,))]


def _too_close(product: Product, gaps: tuple[Gap, ...], kb: Knowledge) -> list[Outcome]:
    """Products that are taken too near to a medicine now."""
    outcomes = []
    for gap in gaps:
        for minute in product.minutes:
            if keeps_gap(gap, minute):
                continue
            values: dict[str, object] = {
                "product": product.words, "medicine": gap.medicine, "time": minute,
            }  # fmt: skip
            if not in_the_evening(gap, minute):
                finding = "safety.not-in-evening-now"
                values["evening"] = gap.evening_from
            else:
                finding = "safety.gap-too-short-now"
                values["medicine_times"] = gap.minutes
                values["after_medicine"] = gap.medicine_first_hours
                values["after_magnesium"] = gap.magnesium_first_hours
            fact = say(
                kb,
                finding,
                sources=gap.sources,
                subject=f"medicine:{gap.medicine}",
                certainty=Certainty.OFFICIAL,
                **values,
            )
            outcomes.append(Outcome(Status.RESTRICT, (fact,)))
    return outcomes
