"""Amounts in a question: one product or several together, pieces, and units to convert."""

import re
from dataclasses import dataclass

from magwise.answers.reading.weeks import total_of_days
from magwise.answers.reading.words import folded

_AMOUNT = re.compile(r"\b(\d{1,5}(?:[.,]\d{1,3})?) ?(mg|milligram\w*|g|gram|grams|mcg)\b")
_OF_MAGNESIUM = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,3})?) ?(?:g|gram|grams) (?:of )?magnesium\b"
)
_LABEL_FIGURE = re.compile(
    r"(?:goes by|based on|uit van|uitgaat van|gebaseerd op|reference (?:value|of)|nrv|ri) ?"
    r"(?:of|van|is)? ?375 ?mg"
)
_BARE_MORE = re.compile(
    r"\b(another|nog eens|nog|sachet with|zakje met|plus|tablet with)( \d{2,3})\b"
    r"(?! ?(?:mg|milli|mcg|g\b|gram|ml|%|procent|jaar|year|km|week|weken|dagen|days|min|hours?|"
    r"uur|tabl|caps|pil|x\b|times|keer|kg|iu|ie))"
)
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
_SERVING = re.compile(
    rf"\b(?:serving|portie|dagportie|dosering|per)\b(?: size)?[ :=]*{_COUNT} ?(?:caps?\w*|tabl\w*|"
    r"pil\w*|stuks)[ :=,(-]*(?:is |bevat\w* |contains? |gives? |levert )?(\d{2,5}) ?mg"
)
_A_DAY = re.compile(
    rf"\b{_COUNT} ?(?:tabl\w* |caps?\w* |pil\w* |x |keer |times )?(?:a day|per dag|per day|daily|"
    rf"dagelijks)\b"
)
_JOINED = re.compile(r"\b(?:plus|en|and|samen|together|bij elkaar|ook nog|also|daarnaast)\b|[,+&;]")
_JOINS = re.compile(r"\b(?:plus|en|and)\b|[,+&;]")
_CHOICE = re.compile(
    r"\b(?:of|or|versus|vs|tot|to|in plaats|instead|beter|better|between|tussen)\b"
)
# Two products beside each other, of which one is chosen.
_COMPARED = re.compile(
    r"\bdiff\w*nce between\b|\bverschil tussen\b|\bwhich (?:one |of (?:the|these|them) )?(?:is|has|"
    r"gives|contains|holds)\b|\bin welke?\b|\bwelke? (?:van de twee )?(?:is|heeft|bevat|geeft)\b|"
    r"\bstronger\b|\bsterker\b"
)
_TOGETHER = re.compile(r"\bsamen\b|\btogether\b|\bin all\b|\btotal\b|\btotaal\b|\bboth\b|\bbeide\b")
# Between the mass of a compound and the magnesium in it: "600 mg, of which 85 mg".
_INSIDE = re.compile(
    r"waarvan|waarin|of which|provid\w*|deliver\w*|gives|giving|levert|=|oftewel|ofwel|equal\w*|"
    r"yield\w*|goed voor|^[^),]*\($|contain\w*|\bbevat\w*|\bfrom\b|\buit\b|\bthat is\b|\bdat is\b"
)
_ITSELF = re.compile(r"^ ?(?:of )?(?:elementa\w*|(?:zuiver |puur |pure |actual )?magnesium\b(?! ?"
                     r"[a-z-]*(?:aat|ate|oxide|chlorid)))")  # fmt: skip
_COMPOUND = re.compile(r"^ ?(?:of )?(?:magnesium ?)?(?:bis)?(?:citra|glycin|oxid|mala|taur|threon)")
_BEFORE_ITSELF = re.compile(r"(?:elementa\w*(?: magnesium)?|waarvan magnesium) ?:? ?(?:is )?$")
# What is no product: the limit itself, the norm, another mineral.
_NO_PRODUCT_BEFORE = re.compile(
    r"\b(?:limit|grens|bovengrens|max\w*|norm|adh|rda|nrv|ri|upper level|ul|advies|calcium|kalium|"
    r"potassium|natrium|sodium|zink|zinc|ijzer|iron|vitamin\w*|vit|b6|d3|omega|cafein\w*|caffeine|"
    r"melatonin\w*|creatin\w*|over|boven|above|under|onder|exceed\w*|overschrijd\w*) ?"
    r"(?:of|van|is|:|de|the|die|that|bij|at)? ?(?:de|the|die|that)? ?$"
)
_NO_PRODUCT_AFTER = re.compile(
    r"^ ?-?(?:limit|grens|bovengrens|max\b|maximum|norm|upper|of (?:calcium|potassium|zinc|iron|"
    r"caffeine|vitamin)|calcium|kalium|potassium|natrium|sodium|zink|zinc|ijzer|iron|cafein|"
    r"caffeine|melaton)"
)
_AS_COMPOUND = re.compile(
    r"\((?:as|from|als|uit|van) [^()\d]{4,40}?(\d{1,2}[.,]\d{3}|\d{2,5}) ?mg\)[ :=]{0,3}"
    r"(\d{2,4}) ?mg"
)
# "per 2 tablets 1000 mg citrate, of which 160 mg magnesium"
_WHEREOF = re.compile(
    r"\bper \d{1,2} (?:tabl|caps|pil|stuks|gumm|scoop|schep)[^.?\d]{0,20}"
    r"(\d{1,2}[.,]\d{3}|\d{2,5}) ?mg[^.?\d]{0,44}"
    r"(?:waarvan|of which|waarin|providing|containing)[^.?\d]{0,24}(\d{2,4}) ?mg"
)
_TIMES = {"twice": 2, "tweemaal": 2, "driemaal": 3, "thrice": 3}
_OFTEN = re.compile(
    rf"(?<!in )(?<!over )\b(?:(twice|tweemaal|driemaal|thrice)|{_COUNT} ?(?:x|keer|times|maal))"
    r"(?! ?(?:a|per|in de|each|elke) (?:week|maand|month))"
    r"(?: (?:a|per) (?:day|dag)|daags| daily)?\b"
)
_BOTH_ENDS = re.compile(
    r"(?:ochtends?|morgens?|morning|ontbijt|breakfast)\b.{0,6}\b(?:en|and|&)\b.{0,12}\b"
    r"(?:avonds?|evening|night|bed|slapen|dinner)"
)
_PIECES_BEFORE = re.compile(
    rf"\b{_COUNT} ?(?:an? |een )?(?:{_PIECE}|capsules?|tabletten)? ?(?:per dag |a day )?"
    r"(?:magnesium\w* )?"
    r"(?:van |of |a |à |met |with |x )?(?:elk |each )?$"
)
_CONVERSION = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?) ?(mmol|meq|mg|milligram)\b(?! ?(?:/|per) ?d?l)[^.?!]{0,44}?"
    r"\b(?:in|is|to|naar|=|hoeveel|how (?:many|much)|into|equals?)\b[^.?!]{0,14}?"
    r"\b(mmol|meq|mg|milligrams?|millimol\w*)\b|"
    r"(?:hoeveel|how many|how much|what is) (mg|milligrams?|mmol|millimol\w*)"
    r"[^.?!\d]{0,20}?(\d{1,4}(?:[.,]\d{1,3})?) ?"
    r"(mmol|meq|mg|milligram)\b(?! ?(?:/|per) ?d?l)"
)
_IN_MG = re.compile(r"\d ?mg\b")
_SCOOP_WEIGHT = re.compile(
    r"(?:(?<=scoop )|(?<=schep )|(?<=serving )|(?<=portie ))"
    r"\(?\d{1,2}(?:[.,]\d)? ?(?:g|gr|grams?)\b\)?"
)
_RICHEST = 0.62  # oxide; no compound of a product holds a larger share of magnesium
_A_PACK = 100_000.0  # mg; more is what a bag holds, not what somebody takes
_SMALLEST = 20.0  # mg; a smaller figure beside others is no product of its own


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a question says of products [mg]; ``None`` is "nothing said".

    Attributes
    ----------
    mg
        All products together, as written.
    added_up
        Whether it is the sum of several products.
    compound_mg, labelled_mg
        Of one piece: the mass of the compound, and the magnesium itself that stands beside it.
        ``mg`` is then magnesium itself.
    """

    mg: float | None = None
    added_up: bool = False
    compound_mg: float | None = None
    labelled_mg: float | None = None


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


def amount_in(question: str, *, grams: bool, others: tuple[str, ...] = ()) -> Amounts:
    """The amount of products in a question [mg], several of them added up.

    The mass of a compound and the magnesium in it are one product, never two. A limit, a norm
    or the amount of a medicine is no product.

    Parameters
    ----------
    grams
        Whether an amount in grams is a product too; where no salt is named it is food.
    others
        Names of medicines in the question; the amounts behind them are theirs.

    Examples
    --------
    >>> found = amount_in("multi 100 mg, slaapmix 150 mg en bruistablet 200 mg", grams=False)
    >>> found.mg, found.added_up
    (450.0, True)
    >>> amount_in("1500 mg per 3 tabletten, ik neem er 2", grams=False).mg
    1000.0
    >>> amount_in("bisglycinaat 600 mg, waarvan magnesium 84 mg", grams=True).labelled_mg
    84.0
    """
    flat = _LABEL_FIGURE.sub(" ", folded(question))
    if len(_IN_MG.findall(flat)) > 1:  # "a scoop (4 g) with 1600 mg of citrate": one label
        flat = _SCOOP_WEIGHT.sub(" ", flat)
    if _AMOUNT.search(flat):  # "450 mg, another 60 and a sachet with 50": all in mg
        flat = _BARE_MORE.sub(r"\1\2 mg", flat)
    if hit := _AS_COMPOUND.search(flat):  # "(as bisglycinate 2,000 mg) 200 mg": one label
        whole, itself = _mg(hit.group(1), "mg"), _mg(hit.group(2), "mg")
        if whole and itself and itself < whole:
            return Amounts(itself, False, compound_mg=whole, labelled_mg=itself)
    spread = total_of_days(flat)
    if spread is not None:
        return Amounts(spread[0] / spread[1])
    per, taken = _PER.search(flat), _TAKEN.search(flat)
    serving = _SERVING.search(flat)
    whereof = _WHEREOF.search(flat)
    if whereof:
        whole, itself = _mg(whereof.group(1), "mg"), _mg(whereof.group(2), "mg")
        if whole and itself and itself < whole:
            return Amounts(itself, False, compound_mg=whole, labelled_mg=itself)
    if per and taken:
        return Amounts(float(per.group(1)) / _count(per.group(2)) * _count(taken.group(1)))
    if serving:
        pieces = _count(serving.group(1))
        share = _count(taken.group(1)) / pieces if taken else 1.0
        return Amounts(float(serving.group(2)) * share)
    if hit := _OF_MAGNESIUM.search(flat):
        return Amounts(float(hit.group(1).replace(",", ".")) * 1000)
    found = [
        (hit, value)
        for hit in _AMOUNT.finditer(flat)
        if grams or hit.group(2).startswith("m")
        if (value := _mg(hit.group(1), hit.group(2))) is not None
        and value <= _A_PACK
        and not _of_medicine(hit, flat, others)
    ]
    products = [one for one in found if _is_product(one[0], flat)] or found
    if not products:
        several = _SEVERAL.search(flat)
        if several and float(several.group(2)) >= _SMALLEST:
            return Amounts(_count(several.group(1)) * float(several.group(2)))
        return Amounts()
    return _together(products, flat)


def _together(found: list[tuple["re.Match[str]", float]], flat: str) -> Amounts:
    """The products of a question as one amount; a choice between amounts gives the first."""
    if len(found) > 1:
        (first, one), (second, two) = found[0], found[1]
        between = flat[first.end() : second.start()]
        if one != two and _is_inside(flat, first, second, between, one, two):
            pieces = _pieces(flat, 0, first, second.start()) if one > two else 1.0
            small, large = sorted((one, two))
            return Amounts(small * pieces, False, compound_mg=large, labelled_mg=small)
    spans = [0, *(hit.end() for hit, _ in found[:-1])]
    ends = [*(hit.start() for hit, _ in found[1:]), len(flat)]
    daily = [
        value * _pieces(flat, start, hit, end)
        for (hit, value), start, end in zip(found, spans, ends, strict=True)
    ]
    larger = [value for value in daily if value >= _SMALLEST]
    between = flat[found[0][0].end() : found[-1][0].start()]
    if _COMPARED.search(flat) and not _TOGETHER.search(flat):
        return Amounts(daily[0])
    if len(larger) > 1 and _JOINED.search(between) and not _CHOICE.search(_plain(between)):
        return Amounts(sum(larger), True)
    taken = _TAKEN.search(flat)
    if taken and len(found) == 1 and daily[0] == found[0][1] and "per tablet" in flat:
        return Amounts(daily[0] * _count(taken.group(1)))
    return Amounts(daily[0])


def _plain(between: str) -> str:
    """What stands between two amounts, without the "of" of "a tablet of 200 mg"."""
    return re.sub(r"\w{3,} of\s*$", " ", between)


def _is_product(hit: "re.Match[str]", flat: str) -> bool:
    before, after = flat[: hit.start()], flat[hit.end() :]
    return not (_NO_PRODUCT_BEFORE.search(before) or _NO_PRODUCT_AFTER.search(after))


def _of_medicine(hit: "re.Match[str]", flat: str, others: tuple[str, ...]) -> bool:
    """Whether an amount is that of a medicine: in its name, right behind it or in front of it."""
    near = flat[: hit.start()].rstrip(" (:,")
    after = flat[hit.end() :].lstrip(" -")
    for name in others:
        words = folded(name)
        at = flat.find(words)
        inside = 0 <= at <= hit.start() < at + len(words)
        if inside or near.endswith(words) or after.startswith(words):
            return True
    return False


def _is_inside(
    flat: str, first: "re.Match[str]", second: "re.Match[str]", between: str, one: float, two: float
) -> bool:
    """Whether one of two amounts is the magnesium in the other, not a second product."""
    if max(one, two) * _RICHEST < min(one, two):
        return False
    smaller, larger = (first, second) if one < two else (second, first)
    itself = bool(
        _ITSELF.match(flat[smaller.end() :]) or _BEFORE_ITSELF.search(flat[: smaller.start()])
    )
    plain = bool(
        _ITSELF.match(flat[larger.end() :]) or _BEFORE_ITSELF.search(flat[: larger.start()])
    )
    if re.search(r"\b(?:plus|en|and|multi\w*|samen|of|or)\b|[+&]", between.replace("of which", "")):
        return False
    named = bool(_COMPOUND.match(flat[larger.end() :])) and not plain
    return bool(_INSIDE.search(between)) or (itself and not plain) or (named and smaller is first)


def _pieces(flat: str, start: int, hit: "re.Match[str]", end: int) -> float:
    """How many pieces a day an amount is meant for, from the words around it."""
    own = _JOINS.split(flat[start : hit.start()])[-1] if start else flat[: hit.start()]
    before = _PIECES_BEFORE.search(own)
    after = flat[hit.end() : end]
    often = _OFTEN.search(after) or _OFTEN.search(own)
    daily = _A_DAY.search(after)
    pieces = _count(before.group(1)) if before else 1.0
    if often and not (before and often.start() == before.start()):
        written = often.group(1)
        pieces *= _TIMES[written] if written else _count(often.group(2))
    elif not before and daily:
        pieces *= _count(daily.group(1))
    elif not before and _BOTH_ENDS.search(after):
        pieces = 2.0
    return pieces if 0 < pieces <= 10 else 1.0


def _count(written: str) -> float:
    return float(_COUNTS.get(written) or float(written))


def _mg(number: str, unit: str) -> float | None:
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", number) and unit.startswith("m"):
        number = re.sub("[.,]", "", number)  # 1.000 mg in Dutch, 1,000 mg in English
    value = float(number.replace(",", "."))
    if unit == "mcg":
        return value / 1000
    return value * 1000 if unit.startswith("g") else value
