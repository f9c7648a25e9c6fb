"""Much swallowed at once, and a child that got hold of tablets: read from numbers and words."""

import re

from magwise.answers.reading.portions import FOOD
from magwise.answers.refusing.excess import too_much_now

_MANY = 10  # pieces at once; nobody takes that many on a day's dose
_MANY_MG = 5000.0  # swallowed at once; far above any product's daily portion
_TOOK = (
    r"(?:took|taken|swallowed|eaten|ate|had|downed|necked|popped|geslikt|ingenomen|genomen|"
    r"opgegeten|gegeten|weggewerkt|doorgeslikt|ingeslikt|gepakt|"
    # "it is all gone", not "on my bottle it says"
    r"op(?! (?:mijn|m'n|het|de|een|je|dit|dat|die|deze|z'n|zijn|haar|elke|elk|ieder|iedere)\b))"
)
_TOOK_NOW = rf"\b(?:heb|heeft|have|has|just|net|zojuist|i|he|she)\b.{{0,60}}\b{_TOOK}\b"
_NO_FOOD = (
    r"(?! (?:of |van |met )?(?:\w+ )?(?:water|cola|spa|milk|melk|wine|wijn|bier|beer|juice|sap|"
    r"choc|cookie|koek|biscuit|snoep|sweets|noten|nuts|almond|amandel|cashew|crisps|chips|cereal|"
    r"muesli|raisin|rozijn|pindakaas|peanut))"
)
_PACK = re.compile(
    r"\b(?:half|halve|hele?|whole|entire|full|most of) (?:an? |the |het |de |een )?"
    r"(?:\w+ )?(?:potje?|fles|doos(?:je)?|strip|bottle|box|packet|jar|tub)\b" + _NO_FOOD
)
# No number, but far too many.
_LOADS = re.compile(
    rf"\b{_TOOK}\b(?: \w+){{0,3}} (?:loads?|heaps?|piles?|bunch|berg|hoop|lading|massa|shitload|"
    rf"ton) (?:of |aan |vol )?(?:\w+ ){{0,2}}(?:pil\w*|tabl\w*|capsul\w*|meds|medic\w*)|"
    rf"\b{_TOOK} (?:an? |the |de |het |een |my |his |her )?(?:whole|entire|full|hele|"
    rf"heel) (?:\w+ )?"
    r"(?:strip|packet|pack|box|bottle|tub|jar|week\S*|pot|potje|doos|"
    r"doosje|fles|blister|weekdoos)\b" + _NO_FOOD + r"|"
    r"\b(?:took|taken|swallowed|downed|necked|geslikt|slikte|ingenomen) (?:everything|the lot|"
    r"alles)\b|\balles (?:\w+ ){0,2}(?:geslikt|ingenomen|weggeslikt)\b"
)
# Beside words of despair any pills that were taken count as too many.
SWALLOWED_THEM = re.compile(
    rf"\b{_TOOK}\b.{{0,30}}\b(?:all|alle|pills?|pillen|tablets?|tabletten|capsules?|bottle|box|"
    rf"pot(?:je)?|doos(?:je)?|strips?|medic\w*)\b|"
    rf"\b(?:pillen|tabletten|capsules|potje?|doos(?:je)?|strips?)\b.{{0,30}}\b{_TOOK}\b"
)
_COUNTS = {
    "tien": 10, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40,
    "vijftig": 50, "zestig": 60, "honderd": 100, "tientallen": 20, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "hundred": 100, "dozens": 24, "dozen": 12, "handvol": 10, "handful": 10,
    "handje": 10, "fistful": 10, "tiental": 10,
}  # fmt: skip
_COUNT = r"(\d{1,4}(?! ?(?:mg|mcg|g|gr|gram|grams|milligram)\b)|" + "|".join(_COUNTS) + r")"
_PIECES = r"(?:\w+ ){0,3}?(?:\w*pil\w*|\w*tablet\w*|\w*capsul\w*|stuks|gummi\w*|pills?|gummies)"
_MANY_PILLS = (
    re.compile(rf"\b{_TOOK}\b.{{0,24}}?\b{_COUNT} {_PIECES}"),
    re.compile(rf"\b{_COUNT} {_PIECES}.{{0,40}}?\b{_TOOK}\b"),
)
# not "I have 45 tablets left", "a box has 60 tablets"
_HAS_MANY = re.compile(
    rf"(?<!box )(?<!pot )(?<!pack )(?<!bottle )\b(?:heb|heeft|have|has|i've|just)\b"
    rf"(?!.{{0,20}}\b(?:nog|still|got|thuis|over)\b).{{0,20}}?\b{_COUNT} {_PIECES}"
    r"(?!\S)(?! (?:left|over|remaining|to go|in (?:the|my|a|de|het|mijn|een|huis)|at home|"
    r"thuis|liggen|per|of \d|van \d|à))"
)
# What a shop has is not what somebody has swallowed.
_PRICED = re.compile(r"[$£€]|\beuro|\bcents?\b|cheap|goedkop|\bcosts?\b|\bkost|pric|prijs")
_MASS = re.compile(
    rf"\b{_TOOK}\b.{{0,30}}?\b(\d{{1,5}}(?:[.,]\d+)?) ?(mg|milligram|g|gram|grams)\b|"
    rf"\b(\d{{1,5}}(?:[.,]\d+)?) ?(mg|milligram|g|gram|grams)\b.{{0,30}}?\b{_TOOK}\b"
)
_PIECES_OF = re.compile(
    r"\b(\d{1,2}) (?:\w+ ){0,2}?(?:\w*pil\w*|\w*tablet\w*|\w*capsul\w*|gummi\w*|sachets?|zakjes?)"
    r" (?:van|of|a|at|met|with|x)? ?(\d{2,4}) ?mg\b"
)
_JUST_TOOK = re.compile(
    rf"\b(?:net|zojuist|just|vanavond|vanmiddag|vanochtend|tonight|ineens|tegelijk|at once)\b"
    rf".{{0,60}}\b{_TOOK}\b|\b{_TOOK}\b.{{0,60}}\b(?:in een keer|in 1 keer|ineens|tegelijk|"
    rf"at once|in one go|all together|tonight|just now)\b"
)
_MUCH_MG = 1000.0  # at once: four times the European upper level for a day
_CHILD = re.compile(
    r"\b(?:kind(?:je)?|kleuter|peuter|dreumes|baby|zoontje|zoon|dochter(?:tje)?|kleinzoon|"
    r"kleintje|ukkie|kleine (?:van|man|meid)|nichtje|neefje|jongetje|meisje|kiddos?|"
    r"wee (?:one|lad|girl|fella|boy)|"
    r"lil(?:'| )?(?:one|un)|little (?:boy|girl|lad|man|fella|guy)|bairn|wean|niece|nephew|"
    r"\d{1,2} ?(?:mo|mos|mnd|months?|maanden)\b|"
    r"kleindochter|"
    r"kleinkind|toddler|child|kid|son|daughter|grandson|granddaughter|little one|infant|"
    r"\d{1,2}[- ]?(?:month[- ]?old|maanden oud)|"
    r"(?:twee|drie|vier|two|three|four|[1-9])[- ]?(?:jarige|year[- ]?old)|"
    r"(?:is|van|aged?|was|he's|she's) (?:pas |net |only |just )?"
    r"(?:[1-9]|een half|twee|drie|vier|vijf|two|three|four|five)"
    r"(?= (?:en|and|jaar|years?|but|maar|heeft|has|ate|at)\b|[,.;!?)]|$))\b"
)
_INFANT = re.compile(
    r"\b(?:baby|babies|newborn|infant|toddler|dreumes|peuter|zuigeling|"
    r"\d{1,2}[- ]?(?:month[- ]?old|maanden oud))\b"
)
_GIVEN = re.compile(r"\b(?:gave|given|giving|gaf|gegeven|got|had|kreeg|gekregen)\b")
_MISTAKE = re.compile(
    r"instead of|in plaats van|mistake|accident|by error|mixed up|per ongeluk|vergis|verwissel"
)
_SWALLOWED = re.compile(
    r"ingeslikt|doorgeslikt|opgegeten|leeggegeten|leeggesnoept|gesnoept|opgesnoept|swallowed|"
    r"gobbled|\bhappen\b|gehapt|eatin\b|scoffed|munched|binnengekregen|opgevreten|"
    r"leeggemaakt|in (?:his|her|zijn|"
    r"haar) mond|lick|gelikt|likte|opgelikt|sucked|polished off|slurp|drained|"
    r"(?:lege?|empty|open|halflege?|half[- ]empty) (?:\w+ )?(?:blister|strip|pot|doos|fles|bottle|"
    r"box|packet|tub|jar|pack)|"
    r"in (?:his|her) mouth|had a go at|at (?:my|the|his|nana's) (?:box|tub|jar)|"
    r"got into|got hold of|chewed|eaten|\bate\b|gegeten|geslikt|te pakken"
)
_DRANK = re.compile(r"\b(?:drank|drunk|drinking|drinks|dronk|gedronken|opgedronken|op)\b")
_LIQUID = re.compile(
    r"epsom|bitterzout|magnesiamelk|milk of magnesia|laxeer|laxative|citrate drink|"
    r"magnes\w* ?(?:olie|oil|spray|lotion|drank|drink|liquid)"
)
# Without working kidneys a single laxative dose is too much.
_DIALYSIS = re.compile(r"dialys|no kidneys|geen nieren")
_TOOK_ONCE = re.compile(
    r"\b(?:drank|drunk|took|swallowed|dronk|gedronken|nam|geslikt|ingenomen)\b"
    r"(?!.{0,60}(?:doctor|prescri|voorgeschreven|arts))"
)
_LIQUID_OR_SALT = re.compile(
    r"epsom|bitterzout|magnesiamelk|milk of magnesia|magnes\w* ?(?:citra|hydrox|sul|laxeer|laxati|"
    r"drank|drink)"
)
_BEFORE_FOOD = re.compile(r"^ ?(?:of |van |cooked |raw |gekookte |rauwe )*")
_PRODUCT = re.compile(
    r"epsom|bitterzout|\bpil(?:len|letjes?)?\b|tablet|capsul|\bpot(?:je)?\b|gummi|bottle|"
    r"pills?\b|supplement|jar|packet|strip|blister|chewable|kauwtab|\btub\b|\bbox\b|doosje|poeder|powder|zakje"
)
_DAILY = re.compile(
    r"per dag|elke dag|dagelijks|a day|daily|every day|per week|each day|weken|weeks"
)


def overdose(flat: str) -> bool:
    """Whether much was swallowed at once, or a child got hold of tablets."""
    if _CHILD.search(flat) and _SWALLOWED.search(flat) and _PRODUCT.search(flat):
        return True
    if _CHILD.search(flat) and _DRANK.search(flat) and _LIQUID.search(flat):
        return True
    if _INFANT.search(flat) and _GIVEN.search(flat) and _MISTAKE.search(flat):
        return bool(_PRODUCT.search(flat) or "magnes" in flat)
    if (
        _CHILD.search(flat)
        and "magnes" in flat
        and re.search(r"ingeslikt|doorgeslikt|swallowed|got into|gobbled", flat)
    ):
        return True
    if _DIALYSIS.search(flat) and _TOOK_ONCE.search(flat) and _LIQUID_OR_SALT.search(flat):
        return not too_much_now(flat)  # whoever is dull already gets that reason
    if _DAILY.search(flat):
        return False
    if _much_of_a_pack(flat):
        return True
    for pattern in _MANY_PILLS if _PRICED.search(flat) else (*_MANY_PILLS, _HAS_MANY):
        hit = pattern.search(flat)
        if hit and _number(hit.group(1)) >= _MANY:
            return True
    if re.search(rf"\b{_TOOK}\b", flat) and _mass_of_pieces(flat) >= _MANY_MG:
        return True
    mass = _MASS.search(flat)
    if mass and "magn" in flat:
        number = float((mass.group(1) or mass.group(3)).replace(",", "."))
        unit = mass.group(2) or mass.group(4)
        behind = _BEFORE_FOOD.sub("", flat[mass.end(2 if mass.group(2) else 4) :])
        if unit.startswith("g") and FOOD.match(behind):
            return False  # grams of spinach are a meal
        return number * (1 if unit.startswith("m") else 1000) >= _MANY_MG
    return False


def _mass_of_pieces(flat: str) -> float:
    """What so many pieces of so much hold together [mg]; 0.0 where a text tells no such thing."""
    hit = _PIECES_OF.search(flat)
    return _number(hit.group(1)) * float(hit.group(2)) if hit else 0.0


def much_at_once(flat: str) -> bool:
    """Whether several pieces were just taken that are far above a day's portion.

    >>> much_at_once("i just took 6 tablets of 400 mg because of the cramp")
    True
    """
    return bool(_JUST_TOOK.search(flat)) and _mass_of_pieces(flat) >= _MUCH_MG


def _much_of_a_pack(flat: str) -> bool:
    return bool(_LOADS.search(flat)) or bool(_PACK.search(flat) and re.search(_TOOK_NOW, flat))


def _number(written: str) -> int:
    return _COUNTS.get(written) or int(written)
