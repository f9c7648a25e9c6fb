"""Sums that answer a question by themselves: portions added up, foods, water, labels, packs."""

import re
from dataclasses import replace

from magwise.answers.arithmetic.beside import (
    COMPUTED,
    FIGURE,
    SHARE_OF,
    beside_limit,
    beside_norm,
)
from magwise.answers.arithmetic.compounds import (
    compound_for,
    most_pieces,
    pieces_of_compound,
    pieces_of_label,
    two_labels,
)
from magwise.answers.arithmetic.converting import converted, roles
from magwise.answers.arithmetic.dailysums import (
    changed,
    differing,
    each_time,
    of_week,
    of_weight,
    other_days,
    pieces_needed,
    several_salts,
)
from magwise.answers.arithmetic.labelshares import share_of_each, share_of_pieces, stated_share
from magwise.answers.arithmetic.labelsums import (
    PRODUCT_UNIT,
    mmol_pieces,
    salt_and_limit,
    taken_of_label,
)
from magwise.answers.arithmetic.meals import compared, foods_added, share_of_day, to_reach
from magwise.answers.arithmetic.normshares import (
    part_of_figure,
    part_of_norm,
    share_of_figure,
    share_of_norm,
)
from magwise.answers.arithmetic.packs import daily_cost, days, per_day, price
from magwise.answers.arithmetic.powders import (
    compound_beside_itself,
    powder_for,
    scoops_of_bag,
    shares_added,
)
from magwise.answers.arithmetic.watersums import water
from magwise.answers.arithmetic.working_out import (
    AMERICAN_DAILY_VALUE_MG,
    refusals,
    while_expecting,
    work_out,
)
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.portions import COUNT, FOOD, Portion, count, number, portions_in
from magwise.answers.reading.servings import as_taken
from magwise.answers.reading.words import folded
from magwise.answers.records import Answer
from magwise.answers.subjects.choosing import Choice
from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge.forms import elemental_share_of

_OVER = re.compile(
    r"\b(?:too much|te ?veel|te hoog|te ver|over\b|boven|above|limit|grens|safe|veilig|ok|okay|"
    r"okee|"
    r"mag|kan|can i|fine|allowed|zit ik goed|am i ok|am i fine|zo goed|"
    r"total|totaal|samen|together|add|optel\w*|sum|in all|how much|"
    r"hoeveel|too high|teveel|kwaad|harm|count)\b"
)
_NORM_ASKED = re.compile(
    r"\b(?:enough|genoeg|norm|rda|rni|rdi|adh|need|nodig|target|doel|goal|hit|reach|haal|short|"
    r"tekort|nog|left|over tot|procent|percent|per cent|deel|share|part|portion of|aanbevol\w*|"
    r"recommend\w*|hoe ver|hoever|how far|daily|dag|dagbehoefte)\b|%"
)
_WEIGHT = re.compile(rf"(?<!per )(?<!op )(?<!/){FIGURE} ?(?:gr?|grams?|ml)\b")
_PER_100 = (
    rf"(?:{FIGURE} ?(?:mg|milligram\w*)?(?: magnesium)? ?(?:per|/|op|in|each|de) ?100 ?(?:gr?|"
    rf"grams?|ml)?"
    rf"\b|(?:per|op|in|/) ?100 ?(?:gr?|grams?|ml)\b[ :=,]*(?:is |zit |has |bevat |"
    rf"contains )?{FIGURE} ?mg)"
)
_CONTENT = re.compile(_PER_100)
# "100 g oats 130 mg": the content, where no other figure is one
_CONTENT_BARE = re.compile(
    rf"\b100 ?(?:gr?|grams?|ml)(?: (?:of )?[a-z]+){{0,2}} ?(?:=|is|has|bevat|contains|:)? ?"
    rf"{FIGURE} ?mg"
)
# "in 100 ml of it there is 5 mg"
_IN_100 = re.compile(
    rf"\bin 100 ?(ml|g|gr|grams?)\b[^.?;\d]{{0,40}}?\b(?:zit|zitten|is|are|there's) ?"
    rf"\b{FIGURE} ?(?:mg|milligram\w*)\b"
)
_PER_100_ML = re.compile(r"100 ?ml\b")
_SPOKEN_LITRES = (
    (re.compile(r"\b(?:een )?halve liter|\bhalf (?:a )?lit(?:er|re)"), "500 ml"),
    (re.compile(r"\banderhalve liter|\b(?:one|1) and a half lit(?:er|re)s?"), "1500 ml"),
    (re.compile(r"\b(?:een|one|a) lit(?:er|re)\b"), "1000 ml"),
)
_BIG_MEASURE = re.compile(rf"{FIGURE} ?(l|liters?|litres?|dl|cl)\b")
_IN_ML = {"l": 1000, "d": 100, "c": 10}
# "6 slices of 35 g": the weight is that of one
_EACH = re.compile(rf"\b{COUNT} ?(?:x|keer|times|(?:[a-z-]+ ){{1,3}}?(?:van|of|a|at)(?: elk)?) ?$")
# The weight of one stands behind the count: three slices, 35 g each.
_EACH_BEHIND = re.compile(r" ?(?:per stuk|elk|each|apiece|per (?:slice|snee|piece|plak))")
_COUNT_BEFORE = re.compile(rf"\b{COUNT} (?:[a-z-]+ ){{1,3}}?\(? ?$")


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
        doctor=_asked_first(asked) if products else (),
        score=1.0,
        why="numbers",
    )


def _asked_first(asked: Asked) -> tuple[Fact, ...]:
    """The midwife, and who prescribed it, have the last word on an amount."""
    found = []
    if asked.said.pregnant or asked.said.breastfeeding:
        found.append("answer.doctor-midwife")
    if asked.said.prescribed:
        found.append("answer.prescribed")
    return tuple(judged(asked, key) for key in found)


def beside_sum(fitting: list[Choice]) -> list[Choice]:
    """The second question beside a sum, where it is not another word for the sum itself."""
    found = [
        one
        for one in fitting
        if one.topic.id in _SECOND or (one.topic.id == "need" and "enough" in one.used)
    ]
    expecting = any(one.topic.id == "pregnancy-supplement" for one in found)
    return found[: 2 if expecting else 1]


def plain(second: Answer) -> Answer:
    """The answer to that second question without figures and refusals, which stand above it."""
    return replace(second, calculated=(), blocked_by=())


def _sum(asked: Asked) -> tuple[str, tuple[Fact, ...]]:
    if asked.said.laboratory and not PRODUCT_UNIT.search(folded(asked.question)):
        return "", ()
    for topic, worked in _SUMS:
        found = worked(asked)
        if found:
            return topic, found
    return "", ()


def _weighed(asked: Asked) -> tuple[Fact, ...]:
    """Foods with their weight and a content per 100 g that the question names itself."""
    flat = _IN_100.sub(r"\2 mg per 100 \1", _in_ml(folded(asked.question)))
    contents = [number(one.group(1) or one.group(2)) for one in _CONTENT.finditer(flat)]
    bare = _CONTENT.sub(" ; ", flat)
    only = _CONTENT_BARE.search(flat)
    if not contents and only and len(re.findall(r"\d ?(?:mg|milligram)", flat)) == 1:
        contents = [number(only.group(1))]
        bare = flat[: only.start()] + " ; " + flat[only.end() :]
    weights = [
        number(one.group(1)) * _pieces(bare[: one.start()], bare[one.end() :])
        for one in _WEIGHT.finditer(bare)
    ]
    if len(contents) == 1 and len(weights) > 1 and len(set(FOOD.findall(flat))) <= 1:
        contents *= len(weights)  # one food, eaten at several times
    if not contents or len(contents) != len(weights):
        return ()
    amounts = [grams * content / 100 for grams, content in zip(weights, contents, strict=True)]
    parts = tuple(
        fact(asked, "answer.weighed-part", COMPUTED, Certainty.COMPUTED, weight=grams,
             content=content, amount=amount)
        for grams, content, amount in zip(weights, contents, amounts, strict=True)
    )  # fmt: skip
    total = sum(amounts)
    against = _NORM_ASKED.search(flat) or SHARE_OF.search(flat)
    if len(parts) > 1:
        parts = (
            *parts,
            fact(asked, "answer.sum-foods", COMPUTED, Certainty.COMPUTED, amount=total),
        )
    return (*parts, *(beside_norm(asked, total) if against else ()))


def _in_ml(flat: str) -> str:
    """A text with litres and such in millilitres, where a content per 100 ml stands in it."""
    if not _PER_100_ML.search(flat):
        return flat
    for words, amount in _SPOKEN_LITRES:
        flat = words.sub(amount, flat)
    return _BIG_MEASURE.sub(
        lambda hit: f"{number(hit.group(1)) * _IN_ML[hit.group(2)[0]]:g} ml", flat
    )


def _pieces(before: str, after: str) -> float:
    each = _EACH_BEHIND.match(after)
    hit = (_COUNT_BEFORE.search(before) if each else None) or _EACH.search(before)
    return count(hit.group(1)) if hit else 1.0


def _added(asked: Asked) -> tuple[Fact, ...]:
    """Portions added up: products, foods, or both, each held against what counts for it."""
    flat = folded(asked.question)
    listed = portions_in(as_taken(flat))
    portions = tuple(one for one in listed if not _of_a_medicine(one, asked))
    if _one_label(portions, asked):
        return ()
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
        both = fact(asked, "answer.food-and-products", COMPUTED, Certainty.COMPUTED, **values)
        return (both, *beside_limit(asked, total))
    limit = while_expecting(asked, beside_limit(asked, total))
    first = fact(asked, "answer.sum-products", COMPUTED, Certainty.COMPUTED, amount=total)
    written = (
        (fact(asked, "answer.sum-as-written", COMPUTED, Certainty.JUDGEMENT),)
        if set(asked.said.forms) - {"hydroxide"} and "elementa" not in flat
        else ()
    )
    antacid = (
        (fact(asked, "answer.rennie-counts", ("smpc-rennie",), Certainty.OFFICIAL),)
        if _ANTACID.search(flat)
        else ()
    )
    return (first, *limit, *antacid, *written)


def _named_as(asked: Asked) -> tuple[Fact, ...]:
    """A label that gives "magnesium (as oxide)": the figure is the magnesium itself."""
    amount = asked.said.amount_mg
    named = asked.said.named_as or _AS_COMPOUND.search(folded(asked.question))
    if not named or amount is None or asked.said.labelled_mg is not None:
        return ()
    first = fact(asked, "answer.label-as", COMPUTED, Certainty.COMPUTED, amount=amount)
    share: tuple[Fact, ...] = ()
    if asked.said.label_share is not None:
        itself = replace(asked, said=replace(asked.said, forms=(), named_as=False))
        american = _DAILY_VALUE.search(folded(asked.question))
        if american and asked.said.label_share.share is not None:
            whole = AMERICAN_DAILY_VALUE_MG
            of_label = asked.said.label_share.share
            values = {"share": of_label, "amount": of_label * whole, "american": whole}
            source = ("eu-1169-2011",)
            key = "answer.share-american"
            share = (fact(asked, key, source, Certainty.OFFICIAL, **values),)
        else:
            share = work_out("label-share", itself).facts[:1]
    return (first, *share, *beside_limit(asked, amount))


def _of_a_medicine(portion: Portion, asked: Asked) -> bool:
    """Whether an amount is that of a medicine beside magnesium."""
    words = portion.compound
    named = any(folded(name) in words for name in asked.said.medicines)
    return named and "magnes" not in words and not _ANTACID.search(words)


def _one_label(portions: tuple[Portion, ...], asked: Asked) -> bool:
    """Whether two amounts are a compound and the magnesium in it, on one label."""
    if asked.said.labelled_mg is not None:
        return True
    if len(portions) != 2 or not asked.said.forms:
        return False
    small, large = sorted(one.mg for one in portions)
    share = elemental_share_of(asked.said.forms[0], asked.kb)
    return share is not None and share.low * 0.92 <= small / large <= share.high * 1.08


def _itself(portion: Portion, asked: Asked) -> float:
    """The magnesium in a portion; of milk of magnesia the label gives the compound."""
    if "hydroxid" in portion.compound:
        share = elemental_share_of("hydroxide", asked.kb) if "hydroxide" in asked.kb.forms else None
        return portion.mg * (share.best if share else 1.0)
    return portion.mg


def _foods(asked: Asked, portions: list[Portion]) -> tuple[Fact, ...]:
    total = sum(one.mg for one in portions)
    first = fact(asked, "answer.sum-foods", COMPUTED, Certainty.COMPUTED, amount=total)
    return (first, *beside_norm(asked, total))


_SECOND = frozenset(
    ("sleep", "stress", "mood", "pms", "migraine", "blood-pressure", "heart-rhythm", "blood-sugar",
     "night-cramps", "cramps-in-general", "exercise-cramps", "pregnancy-cramps", "menstrual-cramps",
     "restless-legs", "soreness", "recovery", "performance", "fatigue", "side-effects",
     "pregnancy-supplement", "breastfeeding", "eyelid", "sleep-blend", "zma", "milk-of-magnesia",
     "kidney-stones", "menopause", "skin", "absorption")
)  # fmt: skip
_DAILY_VALUE = re.compile(r"\bdv\b|daily value")
_AS_COMPOUND = re.compile(r"mg \((?:als|as|from|uit|van|in de vorm van|in the form of) ")
_ANTACID = re.compile(r"\brennies?\b|antacid|maagtablet|maagzuurremmer met magn")
_OF_PRODUCTS = frozenset(
    ("answer.sum-products", "answer.food-and-products", "answer.pieces-total", "answer.per-piece",
     "answer.stated-share", "answer.mmol-day", "answer.measure-total",
     "answer.part-piece", "answer.amount-above", "answer.week-day", "answer.some-days",
     "answer.pieces-needed", "answer.each-time", "answer.of-weight", "answer.products-differ",
     "answer.amount-less", "answer.amount-more", "answer.most-pieces",
     "answer.pieces-of-compound", "answer.compound-for", "answer.compound-for-one")
)  # fmt: skip
_SUMS = (
    ("label-reference", two_labels),
    ("label-reference", shares_added),
    ("label", compound_beside_itself),
    ("label", powder_for),
    ("label", scoops_of_bag),
    ("label", compound_for),
    ("upper-level", most_pieces),
    ("food-content", to_reach),
    ("label", daily_cost),
    ("label", price),
    ("label", per_day),
    ("label", days),
    ("upper-level", of_week),
    ("dose", of_weight),
    ("label", pieces_needed),
    ("splitting", each_time),
    ("dose", changed),
    ("label", several_salts),
    ("food-content", _weighed),
    ("water", water),
    ("label", stated_share),
    ("label", pieces_of_compound),
    ("label", pieces_of_label),
    ("label-reference", share_of_each),
    ("label-reference", share_of_pieces),
    ("conversion", mmol_pieces),
    ("conversion", converted),
    ("label-reference", part_of_figure),
    ("need", part_of_norm),
    ("label-reference", share_of_figure),
    ("need", roles),
    ("label", differing),
    ("adding-up", _added),
    ("need", share_of_norm),
    ("food-content", foods_added),
    ("upper-level", other_days),
    ("label", taken_of_label),
    ("label", _named_as),
    ("food-content", compared),
    ("food-content", share_of_day),
    ("label", salt_and_limit),
)
