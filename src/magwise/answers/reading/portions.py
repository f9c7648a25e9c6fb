"""The list of portions in a question: each amount of magnesium with how often, and of what."""

import re
from dataclasses import dataclass
from typing import Literal

from magwise.answers.reading.words import folded

Role = Literal["product", "food", "either"]

COUNTS = {"een": 1.0, "one": 1.0, "a": 1.0, "twee": 2.0, "drie": 3.0, "vier": 4.0, "vijf": 5.0,
          "zes": 6.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "half": 0.5,
          "halve": 0.5, "anderhalve": 1.5, "anderhalf": 1.5, "once": 1.0, "twice": 2.0,
          "tweemaal": 2.0, "driemaal": 3.0, "thrice": 3.0}  # fmt: skip
COUNT = r"(\d{1,2}(?:[.,]5)?|" + "|".join(word for word in COUNTS if word != "a") + r")"
PIECE = (
    r"(?:tabl\w*|caps?\w*|caplets?|pill?s?\w*|stuks?|sachets?|zakjes?|scoops?|schep\w*|"
    r"maatschep\w*|"
    r"gumm\w*|bruis\w*|pieces?|sprays?|pumps?|pomp\w*|squirts?|pufs?|pufjes?|puffs?|druppels?|drops|"
    r"glaz\w*|glas|glass\w*|"
    r"sneetjes?|sneeen|snee|slices?|boterham\w*|bananas?|bananen|handjes?|handfuls?|handen|"
    r"servings?|porties?|teaspoons?|tsp|theelepels?|repen|reep|bars?|bekers?|cups?|kopjes?|eetlepels?|tablespoons?|tbsp|"
    r"flesjes?|flessen|bottles?|shots?|ampul\w*|softgels?|lozenges?)"
)
_NUMBER = r"(?<![\w.,])(\d{1,2}[.,]\d{3}(?!\d)|\d{1,5}(?:[.,]\d{1,2})?)"
_WITH_UNIT = re.compile(rf"{_NUMBER} ?(?:mg|milligram\w*|mgs)\b(?! ?/ ?d?l| per d?l)")
_BARE = re.compile(
    rf"{_NUMBER}(?= ?(?:$|[)?!;,+=&]|\.(?!\d)|(?:and|en|plus|en|of which|each|elk|a day|per dag|"
    rf"today|vandaag|yesterday|gisteren|"
    r"per day|daily|dagelijks|from|uit|in|with|met|for|voor|at|samen|together|is|are|smorgens|"
    r"savonds|s avonds|s ochtends|in the|every|at night|twice|three times|x)\b))"
)
_SPLIT = re.compile(
    r"(?<!\d),|,(?!\d)|[;+&?!]|\.(?!\d)|\b(?:plus|en|and|nog|also|daarnaast|then|dan|ook|"
    r"waarbij|bovenop|on top)\b|\) (?=\w)"
)
_ROLE_BEFORE = re.compile(
    r"(?:\b(?:i'?m|im|ik ben|am|age|aged|leeftijd|f|m|v|vrouw|man|woman|female|male|egfr|kg|"
    r"pols|pressure|bloeddruk|over|level|serum|ferritin\w*|vitamin\w*|vit|b|d|omega|cholesterol|"
    r"bmi|weigh|weeg|gewicht|norm|limit|grens|bovengrens|limiet|max\w*|rda|rni|nrv|ri|adh|ul|"
    r"goal|doel|target|to|tot|of which|than|dan|versus|vs|or|of|between|tussen|zone|week|weken|"
    r"day|dag|euro|price|kost\w*|costs?|ben|turned|calcium|kalium|potassium|natrium|sodium|zinc|"
    r"zink|ijzer|iron|caffeine|cafeine|melatonin\w*|creatin\w*|protein|eiwit|k2|coq10|d3|"
    r"amlodipine?|[a-z]+(?:pril|olol|sartan|statine?|azole?|pam|formin|oxine|zide))\b|[€$£%:/-])"
    r" ?(?:of |is |van |at |on |=|:)* ?$"
)
_PRODUCT = re.compile(
    r"fortified|verrijkt\w*|multi\w*|vitamin\w*|caps?\w*|tabl\w*|\bpil\w*|poeder|powder|bruis\w*|efferv\w*|fizzy|"
    r"sachet\w*|"
    r"zakje\w*|gumm\w*|supplement\w*|spray|\bzma\b|pre-?workout|electrolyt\w*|elektrolyt\w*|"
    r"rennie\w*|milk of magnesia|magnesiamelk|\bgels?\b|druppel\w*|\bdrops\b|citra\w*|"
    r"glycin\w*|bisglyc\w*|oxide?|malaa?t\w*|taura\w*|threon\w*|slaapmix|slaapthee|sleep\w* "
    r"(?:mix|aid|formula|blend|support)|antacid\w*|maagtablet\w*|prenatal\w*|zwangerschapsvit\w*|"
    r"scoops?|schep\w*|\bpot\b|\bjar\b|greens|hydration|sportdrank|isotoon|sports? drink|"
    r"recovery|herstel\w*|shot|\bmag\b|laxative|laxeer\w*|kauwtablet\w*|chewable|softgel|"
    r"smelttablet\w*|dragee\w*|ampul\w*|combi\w*"
)
FOOD = re.compile(
    r"\b(?:uit (?:mijn |het |gewoon )?(?:eten|voeding|voedsel|dieet)|via (?:eten|voeding|"
    r"mijn eten)|"
    r"from (?:my |plain )?(?:food|diet|eating|meals)|eten|voeding|food|diet|dieet|meals?|"
    r"ontbijt|lunch|avondeten|diner|dinner|breakfast|snacks?|tussendoor\w*|havermout|oats|"
    r"porridge|brood|bread|toast|volkoren\w*|wholemeal|spina\w*|noten|nuts?|amandel\w*|almonds?|"
    r"cashew\w*|pitten|zaden|seeds|banaan|banana\w*|bananen|bonen|beans|linzen|lentils|"
    r"kikkererwt\w*|chickpeas?|melk|milk(?! of)|yoghurt|yogurt|kwark|rijst|rice|quinoa|zalm|salmon|"
    r"chocola\w*|avocado\w*|pindakaas|peanut\w*|broccoli|boerenkool|kale|aardappel\w*|potato\w*|"
    r"tofu|edamame|vis|fish|pasta|cereal|muesli|granola|boterham\w*|sneetjes|slices?|hummus|"
    r"walnoten|walnuts?|pompoen\w*|pumpkin|cacao|cocoa|koffie|coffee|kaas|cheese|groente\w*|"
    r"vegetables|greens salad|chia\w*|mineraalwater|mineral water|bronwater|water)\b"
)
_PER_ML = re.compile(rf"^[^,.;]{{0,30}}?(?:per|in|/) ?(?:{_NUMBER} ?)?ml\b")
_ML = re.compile(rf"{_NUMBER} ?ml\b")
_MOMENT = re.compile(
    r"\b(?:s?ochtends?|s?morgens?|s?middags?|s?avonds?|s?nachts|morning|noon|afternoon|evening|"
    r"night|bedtime|bed|slapen)\b"
)
_LINKED = r"(?:van|of|at|a|à|x|@|met|with|elk|each|te|per stuk|of about|ieder|a 1|keer|times)"
_MULTIPLIED = re.compile(
    rf"(?<![\d.,/]){COUNT} ?(?:(?:an? |een )?(?:(?:[a-z-]+ ){{0,2}}?{PIECE} (?:(?!(?:per|is|"
    rf"=)\b)[a-z'-]+ ){{0,4}}?"
    rf"{_LINKED} )|(?:x|×|\*|keer|maal|times) ?)(?:elk |each |van |of |a |about |ongeveer )*$"
)
_EACH = re.compile(rf"(?<![\d.,/]){COUNT} ?(?:[a-z-]+ ){{0,3}}?[( ]*$")
_EACH_AFTER = re.compile(r"^ ?(?:magnesium |mag )?(?:each|per stuk|elk|apiece|a piece|ieder|"
                         r"per (?:tablet|capsule|pil|pill|scoop|schep|sachet|zakje|gummy|piece|"
                         r"snee|"
                         r"slice|glas|glass)\b)")  # fmt: skip
_OFTEN_AFTER = re.compile(
    rf"^[^,.;+]{{0,34}}?\b(?:(once|twice|tweemaal|driemaal|thrice)\b|{COUNT} ?(?:x|×|keer|times|"
    rf"maal)\b)"
    r"(?! (?:a|per) (?:week|month|maand))"
)
# "twice a day a tablet with 150 mg"
_OFTEN_BEFORE = re.compile(
    rf"(?:\b(twice|tweemaal|driemaal|thrice)|\b{COUNT} ?(?:x|keer|times|maal)) ?"
    r"(?:per dag|a day|daags|daily|per day|dagelijks)\b[^,.;+]{0,44}$"
)
_A_DAY_AFTER = re.compile(
    rf"^[^,.;+]{{0,34}}?\b(?:ik neem er|i take|i have|neem er|take)? ?{COUNT} ?(?:{PIECE} )?"
    r"(?:a day|per dag|per day|daily|dagelijks)\b"
)
_NO_MG_ITEM = re.compile(
    r"calcium|kalium|potassium|natrium|sodium|\bzink|\bzinc|ijzer|\biron|caffein|cafein|melaton|"
    r"\bvitamine? [a-k]\d{0,2}\b|creatin|protein|eiwit|ashwa|theanin|valeri|omega|gaba|"
    r"(?:limi(?:e)?t|grens) ?(?:of|van|is)? ?\d|\d ?mg[- ]?(?:limi(?:e)?t|(?:boven)?grens)|"
    r"\b(?:rda|rni|adh|norm|nrv|target|doel|goal|aanbeveling|recommendation)\b[^\d]{0,22}\d"
)


@dataclass(frozen=True, slots=True)
class Portion:
    """One amount of magnesium in a list [mg], already times its pieces."""

    mg: float
    role: Role
    pieces: float = 1.0
    compound: str = ""  # words in which a compound may be named


def portions_in(question: str) -> tuple[Portion, ...]:
    """The portions that a question adds up; empty when it holds no list of them.

    Examples
    --------
    >>> [one.mg for one in portions_in("multi 56, poeder 150 en tablet 100 mg: te veel?")]
    [56.0, 150.0, 100.0]
    >>> [one.mg for one in portions_in("2 scoops at 120 mg each, multivitamin 100, gummies 85")]
    [240.0, 100.0, 85.0]
    """
    flat = folded(question).replace("(", " (").replace(" mag ", " magnesium ")
    flat = re.sub(r"\b(?:ook nog|also|nog eens) (?=\d)", "", flat)  # "in the powder also 75"
    named = re.search(r"\bmg\b|\dmg\b|magnes|milligram|\d ?\+ ?\d", flat)
    if not named and not _PRODUCT.search(flat):
        return ()
    found = []
    for start, end in _segments(flat):
        part = flat[start:end]
        around = flat[:start].rstrip()[-1:] + flat[end:].lstrip()[:1]
        hit = _amount(part, summed="+" in around)
        if hit is None or _NO_MG_ITEM.search(part):
            continue
        value = number(hit.group(1))
        pieces = _pieces(part, hit)
        if 2 <= value <= 3000 and 0 < pieces <= 12:
            found.append(Portion(value * pieces, _role(part), pieces, part))
    return tuple(found)


def _segments(flat: str) -> list[tuple[int, int]]:
    ends = [(hit.start(), hit.end()) for hit in _SPLIT.finditer(flat)]
    starts = [0, *(after for _, after in ends)]
    return [
        (start, end)
        for start, end in zip(starts, [*(before for before, _ in ends), len(flat)], strict=True)
        if flat[start:end].strip()
    ]


def _amount(part: str, *, summed: bool) -> "re.Match[str] | None":
    """The one amount of a segment: with its unit, or bare at an end where a role is plain."""
    written = list(_WITH_UNIT.finditer(part))
    if written:
        return written[0] if len(written) == 1 else None
    for hit in _BARE.finditer(part):
        before = part[: hit.start()]
        after = part[hit.end() :].lstrip(" (")
        if _ROLE_BEFORE.search(before) or re.match(r"(?:x|×)\b", after):
            continue
        named = _PRODUCT.search(part) or FOOD.search(part) or _MOMENT.search(part)
        if (summed or named) and number(hit.group(1)) >= 8:
            return hit
    return None


def _pieces(part: str, hit: "re.Match[str]") -> float:
    before, after = part[: hit.start()], part[hit.end() :]
    if (liquid := _PER_ML.search(after)) and (taken := _ML.search(before)):
        return number(taken.group(1)) / number(liquid.group(1) or "1")
    several = _MULTIPLIED.search(before)
    if several is None and _EACH_AFTER.match(after):
        several = _EACH.search(before)
    pieces = count(several.group(1)) if several else 1.0
    often = _OFTEN_AFTER.match(after)
    if often is None:
        often = _OFTEN_BEFORE.search(before[: several.start()] if several else before)
    if often:
        return pieces * count(often.group(1) or often.group(2))
    daily = _A_DAY_AFTER.match(after)
    return count(daily.group(1)) if daily and several is None else pieces


def _role(part: str) -> Role:
    product, food = _PRODUCT.search(part), FOOD.search(part)
    if product and not (food and re.search(r"\b(?:uit|from|via)\b", part)):
        return "product"
    return "food" if food else "either"


_OF_PRODUCT = re.compile(
    r"\d ?mmol\b(?! ?(?:/|per) ?(?:l\b|lit))[^?]{0,60}?\b(?:tabl\w*|caps\w*|sachets?|zakjes?|"
    r"pil\w*|"
    r"glycerophosph\w*|citra\w*|aspart\w*|per dag|a day|daily|dagelijks|daags|keer|twice|times|"
    r"x|bruis\w*|"
    r"drank|drink|powder|poeder|ampul\w*)\b|(?:tabl\w*|caps\w*|sachets?|"
    r"zakjes?)[^?.]{0,40}\d ?mmol\b"
    r"(?! ?(?:/|per) ?(?:l\b|lit))"
)
_OF_BLOOD = re.compile(
    r"blood|bloed|serum|uitslag|\blab\b|geprikt|result|spiegel|mijn waarde|"
    r"my level"
)


def mmol_of_product(question: str) -> bool:
    """Whether an amount in mmol is that of a product, not of blood.

    >>> mmol_of_product("4 mmol tablets, one three times a day")
    True
    """
    flat = folded(question)
    return bool(_OF_PRODUCT.search(flat)) and not _OF_BLOOD.search(flat)


def count(written: str) -> float:
    """A number of pieces, in figures or as a word."""
    return COUNTS.get(written) or float(written.replace(",", "."))


def number(written: str) -> float:
    """A figure as people write it; three places behind a mark are thousands.

    >>> number("1,500"), number("1,5")
    (1500.0, 1.5)
    """
    if re.fullmatch(r"\d{1,2}[.,]\d{3}", written):
        return float(re.sub("[.,]", "", written))
    return float(written.replace(",", "."))
