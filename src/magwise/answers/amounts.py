"""Amounts in a question: one product or several together, pieces, and units to convert."""

import re
from dataclasses import dataclass

from magwise.answers.words import folded

_AMOUNT = re.compile(r"\b(\d{1,5}(?:[.,]\d{1,3})?) ?(mg|milligram\w*|g|gram|grams|mcg)\b")
_OF_MAGNESIUM = re.compile(r"\b(\d{1,3}(?:[.,]\d)?) ?(?:g|gram|grams) (?:of )?magnesium\b")
_COUNTS = {"een": 1, "één": 1, "one": 1, "twee": 2, "drie": 3, "vier": 4, "two": 2, "three": 3,
           "four": 4, "half": 0.5, "halve": 0.5}  # fmt: skip
_COUNT = r"(\d{1,2}|" + "|".join(_COUNTS) + r")"
_PIECE = r"(?:x|keer|times|tabl\w*|caps?\w*|pil\w*|stuks|of|zakjes?|sachets?|schep\w*|scoops?)"
_SEVERAL = re.compile(
    rf"\b{_COUNT} ?{_PIECE}\b ?(?:per dag |a day )?(?:van |of |a |à )?(\d{{2,5}}) ?(?:mg|"
    rf"milligram|\b(?! ?(?:jaar|year|km)))"
)
_PER = re.compile(
    rf"(\d{{2,5}}) ?(?:mg|milligram)? ?(?:per|in|/) ?{_COUNT} ?(?:tabl\w*|caps?\w*|pil\w*|stuks|"
    rf"servings?|porties?)"
)
_TAKEN = re.compile(
    rf"\b(?:neem|slik|pak|take|takes|took|get|if i take|maar)\b ?(?:er )?(?:dagelijks )?(?:ik )"
    rf"?(?:er )?(?:only |just |maar )?{_COUNT}\b(?! ?mg)"
)
_A_DAY = re.compile(
    rf"\b{_COUNT} ?(?:tabl\w* |caps?\w* |pil\w* |x |keer |times )?(?:a day|per dag|per day|daily|"
    rf"dagelijks)\b"
)
_JOINED = re.compile(r"\b(?:plus|en|and|samen|together|bij elkaar|ook nog|also)\b|[,+&]")
_CHOICE = re.compile(
    r"\b(?:of|or|versus|vs|tot|to|in plaats|instead|beter|better|between|tussen)\b"
)
_CONVERSION = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?) ?(mmol|meq|mg|milligram)\b(?! ?(?:/|per) ?d?l)[^.?!]{0,30}?"
    r"\b(?:in|is|to|naar|=|hoeveel|into|equals?)\b[^.?!]{0,14}?\b(mmol|meq|mg|milligrams?|"
    r"millimol\w*)\b|"
    r"(?:hoeveel|how many|what is) (mg|milligrams?|mmol|millimol\w*)"
    r"[^.?!\d]{0,20}?(\d{1,4}(?:[.,]\d{1,3})?) ?"
    r"(mmol|meq|mg|milligram)\b(?! ?(?:/|per) ?d?l)"
)
_SMALLEST = 20.0  # mg; a smaller figure beside others is no product of its own


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount of magnesium to be expressed in another unit."""

    value: float
    unit: str
    wanted: str


def conversion_in(question: str) -> Conversion | None:
    """What a question wants converted; None when it wants nothing converted.

    Examples
    --------
    >>> conversion_in("Hoeveel milligram is 10 mmol magnesium?")
    Conversion(value=10.0, unit='mmol', wanted='mg')
    """
    hit = _CONVERSION.search(folded(question))
    if hit is None:
        return None
    first, unit, wanted, asked, second, of = hit.groups()
    value, unit, wanted = (first, unit, wanted) if first else (second, of, asked)
    plain = {"milligram": "mg", "milligrams": "mg"}
    unit, wanted = plain.get(unit, unit), plain.get(wanted, wanted)
    wanted = "mmol" if wanted.startswith("mil") else wanted
    if unit == wanted:
        return None
    return Conversion(float(value.replace(",", ".")), unit, wanted)


def amount_in(question: str, *, grams: bool) -> tuple[float | None, bool]:
    """The amount of a product in a question [mg], and whether it is several added up.

    Parameters
    ----------
    grams
        Whether an amount in grams is a product too; where no salt is named it is food.

    Examples
    --------
    >>> amount_in("multi 100 mg, slaapmix 150 mg en bruistablet 200 mg", grams=False)
    (450.0, True)
    >>> amount_in("1500 mg per 3 tabletten, ik neem er 2", grams=False)
    (1000.0, False)
    """
    flat = folded(question)
    per, taken = _PER.search(flat), _TAKEN.search(flat)
    if per and taken:
        return float(per.group(1)) / _count(per.group(2)) * _count(taken.group(1)), False
    several = _SEVERAL.search(flat)
    if several and float(several.group(2)) >= _SMALLEST:
        return _count(several.group(1)) * float(several.group(2)), False
    if hit := _OF_MAGNESIUM.search(flat):
        return float(hit.group(1).replace(",", ".")) * 1000, False
    found = [
        (hit, value)
        for hit in _AMOUNT.finditer(flat)
        if grams or hit.group(2).startswith("m")
        if (value := _mg(hit.group(1), hit.group(2))) is not None
    ]
    if not found:
        return None, False
    products = [value for _, value in found if value >= _SMALLEST]
    between = flat[found[0][0].end() : found[-1][0].start()]
    if len(products) > 1 and _JOINED.search(between) and not _CHOICE.search(between):
        return sum(products), True
    daily = _A_DAY.search(flat)
    pieces = _count(daily.group(1)) if daily and len(found) == 1 else 1.0
    return found[0][1] * (pieces if 1 < pieces <= 10 else 1.0), False


def _count(written: str) -> float:
    return float(_COUNTS.get(written) or float(written))


def _mg(number: str, unit: str) -> float | None:
    if re.fullmatch(r"\d{1,3}\.\d{3}", number):
        number = number.replace(".", "")  # 1.000 mg in Dutch is a thousand
    value = float(number.replace(",", "."))
    if unit == "mcg":
        return value / 1000
    return value * 1000 if unit.startswith("g") else value
