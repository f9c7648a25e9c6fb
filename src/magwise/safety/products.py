"""Magnesium that someone already takes outside food, product by product, and added up.

A salt is never counted as magnesium, an amount that is not known is never counted as nothing,
and where a label can be read in two ways the reading with more magnesium counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.forms import elemental_share_of, recognise_form
from magwise.knowledge.medicines import interactions_of, recognise
from magwise.person import Profile, Supplement
from magwise.person.times import minutes_of
from magwise.safety import wording
from magwise.safety.limits import bound
from magwise.safety.speaking import say
from magwise.safety.taken import TakenMedicine

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item

_ROUNDING = 1.05  # labels round; only more than this above the pure salt is questioned


@dataclass(frozen=True, slots=True)
class Product:
    """One product with magnesium in it.

    Attributes
    ----------
    words
        What the person calls it.
    mg_per_day
        Elemental magnesium a day [mg]; None when the amount is not known.
    form
        Id of the supplement form, or None.
    prescribed
        A doctor prescribed it: the amount is the prescriber's.
    minutes
        When it is taken [minutes after midnight].
    """

    words: str
    kind: Literal["supplement", "medicine"]
    mg_per_day: Interval | None
    form: str | None = None
    prescribed: bool = False
    minutes: tuple[int, ...] = ()
    with_food: bool | None = None


@dataclass(frozen=True, slots=True)
class Products:
    """All magnesium outside food.

    Attributes
    ----------
    most_mg_per_day
        The most it can be [mg/day]; None when an amount or a whole list is not known.
    certain_mg_per_day
        The most that the products with a known amount bring [mg/day].
    taken
        Whether any magnesium product is in use; None when nobody said.
    facts
        Questions and arithmetic about the labels.
    """

    products: tuple[Product, ...]
    most_mg_per_day: float | None
    certain_mg_per_day: float
    taken: bool | None
    facts: tuple[Fact, ...]


def magnesium_products(
    profile: Profile,
    medicines: Sequence[TakenMedicine],
    diary_items: Iterable["Item"],
    kb: Knowledge,
) -> Products:
    """Find and add up magnesium from supplements, medicines and the diary.

    A product of the diary that may be the same as one of the profile is counted once, with the
    larger amount.
    """
    facts: list[Fact] = []
    products: list[Product] = []
    for supplement in profile.supplements or ():
        product, said = _supplement(supplement, kb)
        facts.extend(said)
        if product is not None:
            products.append(product)
    for taken in medicines:
        product = _medicine(taken, kb)
        if product is not None:
            products.append(product)
            if product.mg_per_day is None:
                facts.append(say(kb, "ask.medicine-magnesium-amount", product=product.words))
    in_diary: list[Product] = []
    for item in sorted(diary_items, key=lambda one: (one.kind, one.words.casefold())):
        product, said = _diary_item(item, kb)
        facts.extend(said)
        if product is not None:
            in_diary.append(product)
    products = _joined(products, in_diary)
    unknown = [product for product in products if product.mg_per_day is None]
    certain = sum(product.mg_per_day.high for product in products if product.mg_per_day)
    lists_missing = profile.supplements is None or profile.medicines is None
    return Products(
        products=tuple(sorted(products, key=lambda one: (one.kind, one.words.casefold()))),
        most_mg_per_day=None if unknown or lists_missing else certain,
        certain_mg_per_day=certain,
        taken=True if products else (None if lists_missing else False),
        facts=tuple(facts),
    )


def _supplement(supplement: Supplement, kb: Knowledge) -> tuple[Product | None, tuple[Fact, ...]]:
    name = supplement.name
    bath = recognise_form(name, kb)
    if bath is not None and kb.forms[bath].route == "skin":
        return None, (say(kb, "safety.skin-product-not-counted", product=name),)
    if not _is_magnesium(name, supplement.form, kb):
        return _other_supplement(name, supplement.amount_mg, kb)
    form = _form_of(supplement.form, name, kb)
    if form is not None and kb.forms[form].route == "skin":
        return None, (say(kb, "safety.skin-product-not-counted", product=name),)
    product = Product(
        words=name,
        kind="supplement",
        mg_per_day=None,
        form=form,
        prescribed=supplement.on_prescription is True,
        minutes=minutes_of(supplement.times),
        with_food=supplement.with_food,
    )
    if supplement.amount_mg is None:
        return product, (say(kb, "ask.supplement-amount", product=name),)
    each, facts = _elemental(
        name,
        form,
        supplement.amount_mg,
        kb,
        amount_is=supplement.amount_is,
        salt_mg=supplement.salt_mg,
    )
    if product.prescribed:
        facts = ()  # the label of a prescribed product is the pharmacist's
    return replace(product, mg_per_day=each.scaled(supplement.per_day)), facts


def _other_supplement(
    name: str, amount_mg: float | None, kb: Knowledge
) -> tuple[Product | None, tuple[Fact, ...]]:
    """A supplement that is not called magnesium: it may hold some, hold none, or be unknown."""
    reading = wording.read(name, wording.vocabulary(kb.supplement_kinds))
    if reading.says_nothing:
        return None, ()
    kinds = {kb.supplement_kinds[key].magnesium for key in reading.ids}
    if kinds == {"none"} or amount_mg == 0 or (not kinds and _known_without_magnesium(name, kb)):
        return None, ()
    return (
        Product(words=name, kind="supplement", mg_per_day=None),
        (say(kb, "ask.supplement-contains", product=name),),
    )


def _known_without_magnesium(name: str, kb: Knowledge) -> bool:
    """Iron tablets and the like: a product of the list of medicines that holds no magnesium."""
    match = recognise(name, kb)
    if match.medicine is None or not match.certain:
        return False
    return not kb.medicines[match.medicine].magnesium and not any(
        "duplicate" in row.actions_for(code)
        for row in interactions_of(match, kb)
        for code in match.atc_codes
        if row.covers(code)
    )


def _is_magnesium(name: str, form: str | None, kb: Knowledge) -> bool:
    text = plain(name)
    if "magnes" in text or text == "mg" or text.startswith("mag "):
        return True
    return form is not None and form in kb.forms


def _form_of(form: str | None, name: str, kb: Knowledge) -> str | None:
    if form is not None:
        if form in kb.forms:
            return form
        named = recognise_form(form, kb)
        if named is not None:
            return named
    return recognise_form(name, kb)


def _elemental(
    name: str,
    form: str | None,
    amount_mg: float,
    kb: Knowledge,
    *,
    amount_is: Literal["elemental", "salt", "unknown"],
    salt_mg: float | None,
) -> tuple[Interval, tuple[Fact, ...]]:
    """Elemental magnesium in one piece [mg], with what has to be said or asked about it."""
    share = None if form is None else elemental_share_of(form, kb)
    if amount_is == "elemental":
        asked = _too_much_for_salt(name, form, amount_mg, salt_mg, kb)
        possible = min((float(fact.values["most"]) for fact in asked), default=amount_mg)
        return Interval(possible, amount_mg, amount_mg), asked
    richest = _richest_share(kb)
    as_salt = share.scaled(amount_mg) if share else Interval(0.0, 0.0, richest * amount_mg)
    if amount_is == "salt":
        if share is None or form is None:
            return as_salt, (say(kb, "ask.supplement-form", product=name),)
        said = say(
            kb,
            "safety.salt-is-element",
            product=name,
            salt=amount_mg,
            form=form,
            magnesium=as_salt.as_dict(),
        )
        return as_salt, (said,)
    if amount_mg == 0:
        return Interval.exact(0.0), ()
    return Interval(as_salt.low, amount_mg, amount_mg), (
        say(
            kb,
            "ask.supplement-salt-or-element",
            product=name,
            amount=amount_mg,
            as_salt=as_salt.as_dict(),
        ),
    )


def _too_much_for_salt(
    name: str,
    form: str | None,
    elemental_mg: float,
    salt_mg: float | None,
    kb: Knowledge,
) -> tuple[Fact, ...]:
    """A question when a label claims more magnesium than the pure salt can hold."""
    share = None if form is None else elemental_share_of(form, kb)
    most = share.high if share is not None else _richest_share(kb)
    stated = salt_mg if salt_mg is not None else _mass_in_name(name)
    if stated is not None and elemental_mg > stated * most * _ROUNDING:
        holds_at_most = stated * most
    elif elemental_mg > bound("salt-in-one-piece", kb) * most:
        stated = bound("salt-in-one-piece", kb)
        holds_at_most = stated * most
    else:
        return ()
    return (
        say(
            kb,
            "ask.supplement-too-much-for-salt",
            product=name,
            amount=elemental_mg,
            salt=stated,
            most=holds_at_most,
        ),
    )


def _mass_in_name(name: str) -> float | None:
    """The largest mass that a product's name mentions [mg]."""
    found = re.findall(r"(\d+(?:[.,]\d+)?)\s*(mg|g|gram)\b", name.casefold())
    masses = [
        float(number.replace(",", ".")) * (1.0 if unit == "mg" else 1000.0)
        for number, unit in found
    ]
    return max(masses, default=None)


def _richest_share(kb: Knowledge) -> float:
    shares = [elemental_share_of(form, kb) for form in kb.forms]
    return max((share.high for share in shares if share is not None), default=1.0)


def _medicine(taken: TakenMedicine, kb: Knowledge) -> Product | None:
    """A medicine that is magnesium, or brings it along; None when it holds none."""
    if not taken.holds_magnesium and not taken.elemental_mg:
        return None
    known = taken.magnesium_mg_per_day
    amount = Interval.exact(taken.elemental_mg) if taken.elemental_mg is not None else known
    return Product(
        words=taken.words,
        kind="medicine",
        mg_per_day=amount,
        form=taken.form,
        prescribed=taken.prescribed,
        minutes=taken.minutes,
    )


def _diary_item(item: "Item", kb: Knowledge) -> tuple[Product | None, tuple[Fact, ...]]:
    if item.kind not in ("supplement", "medicine"):
        return None, ()
    form = item.id if item.id in kb.forms else None
    known = item.magnesium_mg
    if item.kind == "medicine":
        if known is None or known.high == 0:
            return None, ()  # medicines themselves are read in `magwise.safety.medicines`
        return Product(item.words, "medicine", known, form), ()
    if not _is_magnesium(item.words, item.id, kb):
        if known is not None and known.high > 0:
            return Product(item.words, "supplement", known, form), ()
        return _other_supplement(item.words, None if known is None else known.high, kb)
    if form is None:
        form = recognise_form(item.words, kb)
    if form is not None and kb.forms[form].route == "skin":
        return None, ()
    if item.amount_mg is not None:
        each, facts = _elemental(
            item.words, form, item.amount_mg, kb, amount_is=item.amount_is, salt_mg=None
        )
        counted = each.scaled(item.count or 1.0)
        if known is not None and item.amount_is != "unknown":
            counted = known
        return Product(item.words, "supplement", counted, form), facts
    if known is None:
        said = say(kb, "ask.supplement-amount", product=item.words)
        return Product(item.words, "supplement", None, form), (said,)
    return Product(item.words, "supplement", known, form), ()


def _joined(own: list[Product], found: list[Product]) -> list[Product]:
    """Products of the diary beside those of the profile.

    One that may be the same as a product of the profile is counted once, with the larger amount;
    of several that it may be, the one that leads to the larger sum, whatever their order.
    """
    joined = sorted(own, key=_order)
    extra: list[Product] = []
    for product in sorted(found, key=_order):
        same = [place for place, known in enumerate(joined) if _may_be_same(known, product)]
        if same:
            place = min(same, key=lambda one: (joined[one].form != product.form, one))
            joined[place] = _larger(joined[place], product)
        else:
            extra.append(product)
    return [*joined, *extra]


def _order(product: Product) -> tuple[float, str, str, str]:
    amount = -1.0 if product.mg_per_day is None else product.mg_per_day.high
    return (amount, product.kind, product.words.casefold(), product.form or "")


def _may_be_same(known: Product, found: Product) -> bool:
    if known.kind != found.kind:
        return False
    if known.form is not None and known.form == found.form:
        return True
    words = {plain(known.words), plain(found.words)}
    if len(words) > 1 and not all("magnes" in one for one in words):
        return False
    return None in (known.form, found.form)


def _larger(known: Product, found: Product) -> Product:
    merged = replace(known, form=known.form or found.form)
    if found.mg_per_day is None:
        return merged
    if known.mg_per_day is not None and known.mg_per_day.high >= found.mg_per_day.high:
        return merged
    return replace(merged, mg_per_day=found.mg_per_day)
