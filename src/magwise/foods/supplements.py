"""Finds supplements and medicines in a diary line and keeps them apart from food.

Their magnesium counts toward the upper level, so an amount is only taken where the words leave no
doubt whether magnesium itself or its salt was weighed.
"""

import re
from typing import Literal

from magwise.core.facts import Fact, Severity
from magwise.core.interval import Interval
from magwise.core.records import Origin
from magwise.foods.records import Candidate, Item
from magwise.knowledge.base import Knowledge
from magwise.knowledge.forms import elemental_range, recognise_form
from magwise.knowledge.medicines import MedicineMatch, find_in_line
from magwise.knowledge.schema.medicine import Medicine

_CHUNK = re.compile(r"[,;+&\n]| en (?!of )| and | met (?=magnesium)| plus ")
_UNITS = r"mg|milligram|mcg|ug|microgram|g|gram|gr|ml|ie|iu"
_MG = re.compile(rf"(\d+(?:[.,]\d+)*)\s*({_UNITS})\b")
_TAKEN = (
    r"tablet\w*|tabl?s?|capsul\w*|caps?|pil(?:len|letje)?|pills?|bruistablet\w*|zakjes?|sachets?|"
    r"schepjes?|scoops?|druppels?|drops|stuks?|gummy|gummies|poeder\w*|powder|ampul\w*|"
    r"kauwtablet\w*|maatlepels?|tabs?|dosis|dose|spray|shot"
)
_COUNT = re.compile(
    rf"\b(\d+(?:[.,]\d+)?|een|twee|drie|vier|halve|half|one|two|three|four|a|an)\s*x?\s*"
    rf"(?:magnesium\s*)?(?:bruis|kauw)?(?:{_TAKEN})\b"
)
_LEADING = re.compile(r"^\W*(\d+(?:[.,]\d+)?|een|twee|drie|one|two|three|a)\s*x?\s+(?!mg|g\b|ml)")
_WORDS = {
    "een": 1.0, "one": 1.0, "a": 1.0, "an": 1.0, "twee": 2.0, "two": 2.0, "drie": 3.0, "three": 3.0,
    "vier": 4.0, "four": 4.0, "half": 0.5, "halve": 0.5,
}  # fmt: skip
_ELEMENTAL = re.compile(
    r"\belement\w*|\bzuiver\w*|\bpure? magnesium\b|\bwaarvan magnesium\b|\bactie(?:f|ve)\b"
)
# "450 mg magnesium per serving" names magnesium itself; "400 mg magnesium tablet" need not.
_ITSELF = re.compile(
    rf"(?<![a-z])mg (?:of |aan )?magnesium\b(?!\W*(?:bruis|kauw)?(?:{_TAKEN})\b)"
    r"|\bmagnesium \d+(?:[.,]\d+)? ?mg (?:per|a day|per dag)\b"
)
_MAGNESIUM = re.compile(
    r"\b(?!magnesium ?(?:rijk|arm|gehalte|tekort))(?:magnesium|mag ?ox|mg ?citra\w*|"
    r"mag (?:glyc\w*|bisglyc\w*|citrate|malate|taurate|threonate|chloride|oxide|tabs?|tablets?)|"
    r"magnesia(?! ))[a-z]*"
)
_OTHER = re.compile(
    r"\b(?:multi ?vitamin\w*|multi-?mineral\w*|multi'?s?(?: tablet\w*| pil)?|vitamin\w*|"
    r"vit\.? ?[a-ek]\d*|supplement\w*|"
    r"foliumzuur|folic acid|(?:zink|zinc|ijzer|iron|calcium|kalium|potassium|selenium)[- ]?"
    r"(?:tablet\w*|pil\w*|capsul\w*|supplement\w*)|creatine?|omega-? ?3|visolie\w*|fish oil|"
    r"levertraan|"
    r"probiotica|probiotic\w*|ashwagandha|melatonin\w*|collageen|collagen|bcaa|centrum|supradyn|"
    r"dagravit|davitamon|berocca|wellwoman|wellman|pregnacare|elevit|roter|electrolyt\w*|zma)\b"
)
# Foods whose name or label speaks of magnesium stay food.
_FOOD_WORD = re.compile(
    r"\b(?:water|mineraalwater|spa|melk|milk|brood|bread|noten|nuts|rijk|rich)\b"
)
_MOST_PLAIN_MG = 600.0  # more "magnesium" than this in one unit is the mass of a salt [assumed]


def not_food_items(text: str, flat: str, kb: Knowledge) -> tuple[list[Item], list[Fact], str]:
    """Supplements and medicines of a sentence, questions, and the sentence without them."""
    if len(text) != len(flat) or not _may_hold(flat):
        return _medicines(text, flat, kb)
    items: list[Item] = []
    questions: list[Fact] = []
    for start, end in _chunks(flat):
        part = flat[start:end]
        magnesium = _MAGNESIUM.search(part)
        if magnesium is None and not _OTHER.search(part):
            continue
        salt = magnesium is not None and recognise_form(part, kb) is not None
        if magnesium is not None and _FOOD_WORD.search(part) and not (salt or _COUNT.search(part)):
            continue
        matches = find_in_line(text[start:end], kb)
        known = [m for _, m in matches if m.medicine and kb.medicines[m.medicine].magnesium]
        item: Item | None
        if known and not re.search(r"\bmagnesium|\bmag ?ox", part):
            item, asked = _medicine(text[start:end], part, known[0], kb)
        else:
            item, asked = _supplement(text[start:end].strip(), part, magnesium is not None, kb)
        if item is not None:
            items.append(item)
        questions.extend(asked)
        text = text[:start] + " " * (end - start) + text[end:]
        flat = flat[:start] + " " * (end - start) + flat[end:]
    more, asked, text = _medicines(text, flat, kb)
    return [*items, *more], [*questions, *asked], text


def _may_hold(flat: str) -> bool:
    return bool(_MAGNESIUM.search(flat) or _OTHER.search(flat))


def _chunks(flat: str) -> list[tuple[int, int]]:
    """Parts of a sentence; what only says how much belongs to the part before."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_CHUNK.finditer(flat), None]:
        end = match.start() if match else len(flat)
        part = flat[start:end]
        amount_only = bool(_MG.search(part)) and not re.sub(
            rf"\d+(?:[.,]\d+)?|\b(?:{_UNITS}|{_TAKEN}|per|waarvan|magnesium|elementa\w+|dag|day|"
            rf"a|each)\b|\W",
            "",
            part,
        )
        decimal = bool(match) and flat[end : end + 1] == "," and flat[end + 1 : end + 2].isdigit()
        if decimal and flat[end - 1 : end].isdigit():
            continue
        if part.strip():
            if amount_only and spans:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        start = match.end() if match else end
    return spans


def _number(text: str) -> float:
    if text in _WORDS:
        return _WORDS[text]
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text):
        return float(re.sub(r"[.,]", "", text))
    return float(text.replace(",", "."))


def _count(part: str) -> float | None:
    match = _COUNT.search(part) or _LEADING.search(part)
    return _number(match.group(1)) if match else None


def _stated_mg(part: str) -> float | None:
    """The last amount in mg or g of a part, in mg; the elemental one where that is said."""
    found = [(m.start(), _number(m.group(1)), m.group(2)) for m in _MG.finditer(part)]
    masses = [(at, value * (1000.0 if unit[0] == "g" else 1.0)) for at, value, unit in found
              if unit in ("mg", "milligram", "g", "gram", "gr")]  # fmt: skip
    if not masses:
        return None
    pure = _ELEMENTAL.search(part)
    if pure:
        return min(masses, key=lambda mass: abs(mass[0] - pure.start()))[1]
    return masses[0][1]


def _supplement(
    words: str, part: str, has_magnesium: bool, kb: Knowledge
) -> tuple[Item | None, list[Fact]]:
    count = _count(part)
    if not has_magnesium:
        # a multivitamin may hold magnesium; how much is not known, and that is not zero
        return _item(words, None, None, count=count, sure=0.7), []
    amount = _stated_mg(part)
    form = recognise_form(part, kb) or ("oxide" if re.search(r"\bmag ?ox\b", part) else None)
    if amount is None:
        ask = [_ask("ask.supplement-content", words=words)]
        if count is None and re.fullmatch(r"\W*magnesium\W*", part):
            return None, ask
        return _item(words, form, None, count=count, sure=0.6), ask
    if _ELEMENTAL.search(part):
        elemental = amount * (count or 1.0)
        return _item(
            words,
            form,
            Interval.exact(elemental),
            count=count,
            amount=amount,
            amount_is="elemental",
            sure=0.9,
        ), []
    if form is None and amount <= _MOST_PLAIN_MG and _ITSELF.search(part):
        elemental = amount * (count or 1.0)
        return _item(
            words,
            None,
            Interval.exact(elemental),
            count=count,
            amount=amount,
            amount_is="elemental",
            sure=0.6,
        ), []
    as_salt = elemental_range(form, amount, kb) if form else None
    ask = [
        _ask(
            "ask.salt-or-element", words=words, amount=amount,
            as_salt=as_salt.best if as_salt else amount * 0.1,
        )
    ]  # fmt: skip
    return _item(words, form, None, count=count, amount=amount, sure=0.6), ask


def _item(
    words: str,
    form: str | None,
    magnesium: Interval | None,
    *,
    count: float | None,
    amount: float | None = None,
    amount_is: Literal["elemental", "salt", "unknown"] = "unknown",
    sure: float,
) -> Item:
    return Item(
        words, "supplement", form, None, magnesium, sure, (), Origin.SUPPLEMENT, count, amount,
        amount_is,
    )  # fmt: skip


def _ask(message: str, **values: object) -> Fact:
    return Fact(message, values, severity=Severity.ASK, subject="supplement")


def _medicines(text: str, flat: str, kb: Knowledge) -> tuple[list[Item], list[Fact], str]:
    """Medicines by name, each with its magnesium where it holds any."""
    if not text.strip():
        return [], [], text
    items: list[Item] = []
    questions: list[Fact] = []
    found = find_in_line(text, kb)
    if not found:
        return items, questions, text
    for words, match in found:
        at = flat.find(words.lower())
        if at < 0:
            at = text.lower().find(words.lower())
        start, end = _around(flat, at, at + len(words)) if at >= 0 else (0, len(flat))
        item, asked = _medicine(text[start:end].strip(), flat[start:end], match, kb)
        items.append(item)
        questions.extend(asked)
        text = text[:start] + " " * (end - start) + text[end:]
        flat = flat[:start] + " " * (end - start) + flat[end:]
    return items, questions, text


def _around(flat: str, start: int, end: int) -> tuple[int, int]:
    """The name with the count before it and the strength behind it."""
    before = re.search(
        rf"(?:\b(?:\d+(?:[.,]\d+)?|een|twee|one|two|a)\s*x?\s*(?:(?:{_TAKEN})\s*)?)$", flat[:start]
    )
    after = re.match(
        rf"\s*(?:\d+(?:[.,]\d+)?\s*(?:{_UNITS})?\b)?\s*(?:(?:{_TAKEN})\b)?", flat[end:]
    )
    return (before.start() if before else start), end + (after.end() if after else 0)


def _medicine(
    words: str, part: str, match: MedicineMatch, kb: Knowledge
) -> tuple[Item, list[Fact]]:
    others = tuple(Candidate(c.id, min(1.0, max(0.0, c.score))) for c in match.candidates)
    count = _count(part)
    if match.medicine is None:
        item = Item(
            words.strip(), "medicine", None, None, None, 0.5, others, Origin.MEDICINE, count,
        )  # fmt: skip
        return item, []
    medicine = kb.medicines[match.medicine]
    magnesium, asked = _content(words.strip(), part, count, medicine)
    sure = 0.95 if match.certain else 0.7
    item = Item(
        words.strip(), "medicine", medicine.id, None, magnesium, sure, others[1:], Origin.MEDICINE,
        count, magnesium.best if magnesium else None, "elemental" if magnesium else "unknown",
    )  # fmt: skip
    return item, asked


def _content(
    words: str, part: str, count: float | None, medicine: Medicine
) -> tuple[Interval | None, list[Fact]]:
    """The magnesium in so many tablets or ml of a medicine [mg]; no guess about how many."""
    if not medicine.magnesium:
        return None, []
    liquid = re.search(r"(\d+(?:[.,]\d+)?)\s*ml\b", part)
    for content in medicine.magnesium:
        per = content.elemental_mg
        if per.value is None:
            continue
        number = _number(liquid.group(1)) if liquid else count
        if (content.per == "ml") != bool(liquid) or number is None:
            continue
        low = per.low if per.low is not None else per.value
        high = per.high if per.high is not None else per.value
        return Interval(low, per.value, high).scaled(number), []
    return None, [_ask("ask.supplement-content", words=words)]
