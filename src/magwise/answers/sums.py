"""Sums that answer a question by themselves: portions added up, weighed foods, shares, labels."""

import re
from dataclasses import replace

from magwise.answers.added import additions
from magwise.answers.asked import Asked, fact
from magwise.answers.portions import COUNT, PIECE, Portion, count, number, portions_in
from magwise.answers.records import Answer
from magwise.answers.words import folded
from magwise.answers.working_out import amount_beside_limit, refusals
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.units import MG_PER_MMOL
from magwise.knowledge.forms import elemental_share_of
from magwise.models.need import need

_ADULT_YEARS = 40.0  # stands for "an adult" where a question names nobody
_N = r"(\d{1,2}[.,]\d{3}(?!\d)|\d{1,5}(?:[.,]\d{1,3})?)"
_SOURCE = ("magwise-computed",)
_OVER = re.compile(
    r"\b(?:too much|te ?veel|te hoog|te ver|over\b|boven|above|limit|grens|safe|veilig|ok|okay|"
    r"okee|"
    r"mag|kan|can i|fine|allowed|total|totaal|samen|together|add|optel\w*|sum|in all|how much|"
    r"hoeveel|too high|teveel|kwaad|harm|count)\b"
)
_NORM_ASKED = re.compile(
    r"\b(?:enough|genoeg|norm|rda|rni|rdi|adh|need|nodig|target|doel|goal|hit|reach|haal|short|"
    r"tekort|nog|left|over tot|procent|percent|per cent|deel|share|part|portion of|aanbevol\w*|"
    r"recommend\w*|daily|dag|dagbehoefte)\b|%"
)
_TARGET = re.compile(
    rf"\b(?:tot(?: aan)?|target of|goal of|goal is|doel van|doel is|norm van|norm is|need|nodig|"
    rf"to|of my|van mijn|van de|of the|from) (?:de |the |about |about a |zo'n )?{_N} ?"
    r"(?:mg|milligram\w*)?(?= ?(?:$|[?.,!)]|a day|per dag|norm|target|doel|goal))"
)
_WOMAN = re.compile(
    r"\bwom[ae]n'?s?\b|\bvrouw|\bfemale|(?:^|[,.( ])[fv](?:, ?| |/)?\d{2}\b|\d{2} ?[fv]\b"
)
_MAN = re.compile(r"\bm[ae]n'?s?\b|\bmannen\b|\bmale\b|(?:^|[,.( ])m(?:, ?| |/)?\d{2}\b|\d{2} ?m\b")
_WEIGHT = re.compile(rf"(?<!per )(?<!op )(?<!/){_N} ?(?:gr?|grams?|ml)\b")
_PER_100 = (
    rf"(?:{_N} ?(?:mg|milligram\w*)?(?: magnesium)? ?(?:per|/|op|in|each|de) ?100 ?(?:gr?|"
    rf"grams?|ml)?"
    rf"\b|(?:per|op|in|/) ?100 ?(?:gr?|grams?|ml)\b[ :=,]*(?:is |zit |has |bevat |"
    rf"contains )?{_N} ?mg)"
)
_CONTENT = re.compile(_PER_100)
_LITRES = re.compile(
    rf"(?<!per )(?<!/){_N} ?(l|liters?|litres?|ml|cl)\b(?! ?(?:water )?(?:has|bevat))"
)
_PER_LITRE = re.compile(
    rf"{_N} ?(?:mg|milligram\w*)(?: (?:of )?(?:magnesium|mg))?(?: ?per | ?/ ?| in (?:a|een|de) |"
    rf" a | an )"
    r"(?:l|liter|litre)\b|"
    rf"(?:per|in) (?:een |a )?(?:liter|litre|l)\b[ :=]*{_N} ?mg"
)
_BOTTLES = re.compile(
    rf"\b{COUNT} ?(?:flessen|flesjes|fles|bottles?|glazen|glasses|x|keer) ?(?:van|of|a|à)? ?$"
)
_STATED = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?:%|procent|per ?cent)(?! ?(?:van de |of the )?(?:ri\b|nrv|dv\b|"
    r"rda|adh|daily|dagel|dv|vnr))"
)
_COMPOUND = re.compile(rf"{_N} ?(mg|milligram\w*|g|gram|grams)\b")
_PER_PIECES = re.compile(
    rf"(?:per|in|/|=) ?{COUNT} ?{PIECE}|\b{COUNT} ?{PIECE} ?(?:=|is|bevat\w*|contains?|have|give)"
)
_TAKEN = re.compile(
    rf"\b(?:neem|slik|pak|take|taking|took|met|with|from|uit|for|bij|i have|"
    rf"gebruik)(?: ik)?(?: er)?"
    rf"(?: dagelijks| just| only| maar| daily| nu)? {COUNT}(?: ?{PIECE}|\b(?= ?(?:$|[?.,!]|"
    rf"a day|per dag|"
    rf"daily|per day|in totaal)))|\b{COUNT} ?{PIECE} ?(?:a day|per dag|daily|per day|dagelijks)|"
    rf"\b{COUNT} (?:a day|per dag|per day)\b"
)
_LABEL = re.compile(r"\b(?:ri|nrv|dv|rda|adh|rdi|vnr|daily value|dagwaarde|referentie-?inname)\b")
_AMERICAN = re.compile(r"\bdv\b|daily value|american|\bus\b|amerik")
_MMOL_PIECE = re.compile(rf"{_N} ?(mmol|meq)\b(?! ?/ ?l| per l| per 24)")
_BLOOD = re.compile(r"blood|bloed|serum|uitslag|\blab\b|result|level|spiegel|waarde|\bvalue\b")
_FROM_FOOD = re.compile(r"from food|uit eten|uit voeding")


def summed(asked: Asked) -> Answer | None:
    """The answer to a question whose numbers ask a sum; None when they ask none.

    A reason to take none, or to ask a doctor first, stands above the sum.
    """
    topic, facts = _sum(asked)
    if not facts:
        return None
    products = any(one.id in _OF_PRODUCTS for one in facts)
    refused = refusals(asked, taking=True) if products else ()
    stopped = any(one.severity is Severity.STOP for one in refused)
    return Answer(
        question=asked.question,
        language="nl" if asked.language == "nl" else "en",
        kind="blocked" if stopped else "calculation",
        topic=topic,
        short=facts[:1],
        certainty=Certainty.COMPUTED,
        calculated=facts[1:],
        blocked_by=refused,
        score=1.0,
        why="numbers",
    )


def _sum(asked: Asked) -> tuple[str, tuple[Fact, ...]]:
    if asked.said.laboratory and not _PRODUCT_UNIT.search(folded(asked.question)):
        return "", ()
    for topic, worked in _SUMS:
        found = worked(asked)
        if found:
            return topic, found
    return "", ()


_PRODUCT_UNIT = re.compile(r"tabl|caps|sachet|zakje|\bpil|ampul|drank|drink|powder|poeder")


def beside_limit(asked: Asked, amount: float) -> tuple[Fact, ...]:
    """An amount from products beside the upper level, and beside those of other countries."""
    itself = replace(asked.said, amount_mg=amount, forms=(), labelled_mg=None, compound_mg=None)
    found = amount_beside_limit(replace(asked, said=itself))
    level = found and found[0].values.get("limit")
    if not found or not isinstance(level, float):
        return found
    if asked.language == "en" and asked.profile.country in (None, "us", "gb"):
        limits = asked.kb.limits
        values = {
            "upper": limits["scf-2001-from-4"].value.value,
            "american": limits["iom-1997-from-9"].value.value,
            "british": limits["evm-2003-adults"].value.value,
        }
        source = ("scf-2001-magnesium-ul", "iom-1997-dri", "evm-2003")
        more = fact(asked, "answer.limits-countries", source, Certainty.OFFICIAL, **values)
    else:
        more = fact(asked, "answer.limit-counts", ("scf-2001-magnesium-ul",), Certainty.OFFICIAL)
    return (*found, *additions("", found, asked), more)


def norm_of(asked: Asked) -> tuple[float, str, str] | None:
    """The norm of the person a question is about: value [mg/day], source and sex."""
    flat = folded(asked.question)
    person = asked.profile
    sex = person.sex or ("female" if _WOMAN.search(flat) else "male" if _MAN.search(flat) else None)
    if sex is None:
        return None
    country = person.country or ("us" if asked.language == "en" and "rda" in flat else None)
    known = {"age_years": person.age_years or _ADULT_YEARS, "sex": sex, "country": country}
    leading = need(person.model_copy(update=known), asked.kb).leading
    if leading is None or leading.mg_per_day.value is None:
        return None
    return leading.mg_per_day.value, leading.mg_per_day.source, sex


def beside_norm(asked: Asked, low: float, high: float | None = None) -> tuple[Fact, ...]:
    """An amount from food beside the norm, or beside the figure that a question names [mg]."""
    flat = folded(asked.question)
    high = low if high is None else high
    middle = (low * high) ** 0.5
    target = _TARGET.search(flat)
    wanted = number(target.group(1)) if target else None
    if wanted is not None and 100 <= wanted <= 600:
        return _left(asked, middle, wanted, _SOURCE)
    norm = norm_of(asked)
    if norm is None:
        kb = asked.kb
        women = kb.requirements["efsa-2015.18-f"].value
        men = kb.requirements["efsa-2015.18-m"].value
        if women.value is None or men.value is None:
            return ()
        values = {
            "women": women.value,
            "men": men.value,
            "share_women": round(100 * middle / women.value),
            "share_men": round(100 * middle / men.value),
        }
        return (fact(asked, "answer.sum-norms", (women.source,), Certainty.COMPUTED, **values),)
    value, source, sex = norm
    key = "answer.sum-norm-women" if sex == "female" else "answer.sum-norm-men"
    values = {"reference": value, "share": round(100 * middle / value)}
    share = fact(asked, key, (source, *_SOURCE), Certainty.COMPUTED, **values)
    return (share, *_left(asked, middle, value, (source,)))


def _left(asked: Asked, amount: float, wanted: float, source: tuple[str, ...]) -> tuple[Fact, ...]:
    left = wanted - amount
    if left <= 0:
        return (fact(asked, "answer.sum-reached", source, Certainty.COMPUTED, reference=wanted),)
    key = "answer.sum-nearly" if left <= 0.05 * wanted else "answer.sum-left"
    return (fact(asked, key, source, Certainty.COMPUTED, reference=wanted, left=left),)


def _weighed(asked: Asked) -> tuple[Fact, ...]:
    """Foods with their weight and a content per 100 g that the question names itself."""
    flat = folded(asked.question)
    contents = [number(one.group(1) or one.group(2)) for one in _CONTENT.finditer(flat)]
    bare = _CONTENT.sub(" ; ", flat)
    weights = [number(one.group(1)) for one in _WEIGHT.finditer(bare)]
    if not contents or len(contents) != len(weights):
        return ()
    amounts = [grams * content / 100 for grams, content in zip(weights, contents, strict=True)]
    parts = tuple(
        fact(asked, "answer.weighed-part", _SOURCE, Certainty.COMPUTED, weight=grams,
             content=content, amount=amount)
        for grams, content, amount in zip(weights, contents, amounts, strict=True)
    )  # fmt: skip
    total = sum(amounts)
    if len(parts) > 1:
        parts = (*parts, fact(asked, "answer.sum-foods", _SOURCE, Certainty.COMPUTED, amount=total))
    return (*parts, *(beside_norm(asked, total) if _NORM_ASKED.search(flat) else ()))


def _water(asked: Asked) -> tuple[Fact, ...]:
    """Litres of water times the magnesium in a litre."""
    flat = folded(asked.question)
    content = _PER_LITRE.search(flat)
    if content is None:
        return ()
    rest = flat[: content.start()] + " ; " + flat[content.end() :]
    drunk = _LITRES.search(rest)
    if drunk is None:
        return ()
    scale = {"ml": 0.001, "cl": 0.01}.get(drunk.group(2), 1.0)
    bottles = _BOTTLES.search(rest[: drunk.start()])
    litres = number(drunk.group(1)) * scale * (count(bottles.group(1)) if bottles else 1.0)
    per_litre = number(content.group(1) or content.group(2))
    total = litres * per_litre
    if not 0 < litres <= 10:
        return ()
    values = {"litres": litres, "content": per_litre, "amount": total}
    first = fact(asked, "answer.water-sum", _SOURCE, Certainty.COMPUTED, **values)
    return (first, *beside_norm(asked, total))


def _pieces_on_label(flat: str) -> float | None:
    hit = _PER_PIECES.search(flat)
    return count(hit.group(1) or hit.group(2)) if hit else None


def _pieces_taken(flat: str) -> float | None:
    hits = list(_TAKEN.finditer(flat))
    return count(next(one for one in hits[-1].groups() if one)) if hits else None


def _stated_share(asked: Asked) -> tuple[Fact, ...]:
    """A mass of compound times the share of magnesium that the question names."""
    flat = folded(asked.question)
    share, salt = _STATED.search(flat), _COMPOUND.search(flat)
    if share is None or salt is None or not asked.said.forms:
        return ()
    part = number(share.group(1)) / 100
    mass = number(salt.group(1)) * (1000 if salt.group(2).startswith("g") else 1)
    if not 0.03 <= part <= 0.7 or not 50 <= mass <= 20000 or len(_COMPOUND.findall(flat)) > 2:
        return ()
    held = elemental_share_of(asked.said.forms[0], asked.kb)
    if held is not None and part > held.high * 1.08:
        return ()  # the label says more than the compound can hold; that is said elsewhere
    amount = part * mass
    found = [fact(asked, "answer.stated-share", _SOURCE, Certainty.COMPUTED, share=part, salt=mass,
                  amount=amount)]  # fmt: skip
    if re.search(r"\b(?:nrv|ri|375)\b", flat):
        label = asked.kb.label_values["eu-nrv"].value
        values = {"amount": amount, "share": amount / (label.value or 1)}
        found.append(
            fact(asked, "answer.amount-share", (label.source,), Certainty.COMPUTED, **values)
        )
    return (*found, *_of_pieces(asked, amount, flat))


def _of_pieces(asked: Asked, amount: float, flat: str) -> tuple[Fact, ...]:
    """An amount on a label, for one piece and for as many as are taken."""
    on_label, taken = _pieces_on_label(flat) or 1.0, _pieces_taken(flat)
    found = []
    one = amount / on_label
    if on_label > 1:
        found.append(fact(asked, "answer.per-piece", _SOURCE, Certainty.COMPUTED, amount=one))
    total = amount
    if taken and taken not in (on_label, 1):
        total = one * taken
        values = {"pieces": taken, "amount": total}
        found.append(fact(asked, "answer.pieces-total", _SOURCE, Certainty.COMPUTED, **values))
    return (*found, *beside_limit(asked, total))


def _share_of_pieces(asked: Asked) -> tuple[Fact, ...]:
    """A share of the label value on each piece, times the pieces."""
    flat = folded(asked.question)
    share = asked.said.label_share
    if share is None or share.share is None or asked.said.forms or not _LABEL.search(flat):
        return ()
    taken, on_label = _pieces_taken(flat), _pieces_on_label(flat)
    if (taken is None and on_label is None) or _COMPOUND.search(flat):
        return ()
    if _AMERICAN.search(flat):
        whole = 420.0
        values = {"share": share.share, "amount": share.share * whole, "american": whole}
        first = fact(
            asked, "answer.share-american", ("eu-1169-2011",), Certainty.OFFICIAL, **values
        )
    else:
        label = asked.kb.label_values["eu-nrv"].value
        whole = label.value or 0.0
        values = {"share": share.share, "amount": share.share * whole}
        first = fact(asked, "answer.share-amount", (label.source,), Certainty.COMPUTED, **values)
    return (first, *_of_pieces(asked, share.share * whole, flat))


def _mmol_pieces(asked: Asked) -> tuple[Fact, ...]:
    """Tablets in mmol or mEq, for one and for the day."""
    flat = folded(asked.question)
    hit = _MMOL_PIECE.search(flat)
    if hit is None or not (_PRODUCT_UNIT.search(flat) or not _BLOOD.search(flat)):
        return ()
    value = number(hit.group(1))
    if value < 1.5 and not _PRODUCT_UNIT.search(flat):
        return ()
    mmol = value / (2 if hit.group(2) == "meq" else 1)
    pieces = 1.0
    often = re.search(rf"\b(twice|thrice|tweemaal|driemaal)\b|\b{COUNT} ?(?:x|keer|times|maal)\b"
                      rf"|\b{COUNT} ?(?:{PIECE} )?(?:a day|per dag|daily|dagelijks|"
                      rf"per day)", flat)  # fmt: skip
    if often:
        pieces = count(next(one for one in often.groups() if one))
    found = [fact(asked, "answer.converted-mg", ("iupac-2021",), Certainty.COMPUTED, mmol=mmol,
                  amount=mmol * MG_PER_MMOL)]  # fmt: skip
    if pieces != 1:
        values = {"mmol": mmol * pieces, "amount": mmol * pieces * MG_PER_MMOL}
        found.append(fact(asked, "answer.mmol-day", ("iupac-2021",), Certainty.COMPUTED, **values))
    limit = () if asked.said.prescribed else beside_limit(asked, mmol * pieces * MG_PER_MMOL)
    above = any(one.id == "answer.amount-above" for one in limit)
    return (*found, *(limit if above else ()))


def _added(asked: Asked) -> tuple[Fact, ...]:
    """Portions added up: products, foods, or both, each held against what counts for it."""
    portions = portions_in(asked.question)
    flat = folded(asked.question)
    if len(portions) < 2 or not (_OVER.search(flat) or _NORM_ASKED.search(flat) or "+" in flat):
        return ()
    foods = [one for one in portions if one.role == "food"]
    products = [one for one in portions if one.role == "product"]
    unsure = [one for one in portions if one.role == "either"]
    if foods and not products and not (len(foods) == 1 and unsure):
        return _foods(asked, [*foods, *unsure])
    products = [*products, *unsure]
    total = sum(_itself(one, asked) for one in products)
    if foods:
        food = sum(one.mg for one in foods)
        values = {"food": food, "products": total, "amount": food + total}
        both = fact(asked, "answer.food-and-products", _SOURCE, Certainty.COMPUTED, **values)
        return (both, *beside_limit(asked, total))
    limit = beside_limit(asked, total)
    first = fact(asked, "answer.sum-products", _SOURCE, Certainty.COMPUTED, amount=total)
    written = (
        (fact(asked, "answer.sum-as-written", _SOURCE, Certainty.JUDGEMENT),)
        if asked.said.forms
        else ()
    )
    return (first, *limit, *written)


def _itself(portion: Portion, asked: Asked) -> float:
    """The magnesium in a portion; of milk of magnesia the label gives the compound."""
    if "hydroxid" in portion.compound:
        share = elemental_share_of("hydroxide", asked.kb) if "hydroxide" in asked.kb.forms else None
        return portion.mg * (share.best if share else 1.0)
    return portion.mg


def _foods(asked: Asked, portions: list[Portion]) -> tuple[Fact, ...]:
    total = sum(one.mg for one in portions)
    first = fact(asked, "answer.sum-foods", _SOURCE, Certainty.COMPUTED, amount=total)
    return (first, *beside_norm(asked, total))


_OF_PRODUCTS = frozenset(
    ("answer.sum-products", "answer.food-and-products", "answer.pieces-total", "answer.per-piece",
     "answer.stated-share", "answer.mmol-day", "answer.amount-above")
)  # fmt: skip
_SUMS = (
    ("food-content", _weighed),
    ("water", _water),
    ("label", _stated_share),
    ("label-reference", _share_of_pieces),
    ("conversion", _mmol_pieces),
    ("adding-up", _added),
)
