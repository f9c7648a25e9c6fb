"""What is not our field: other substances, animals, and orders to say something."""

import re

from magwise.answers.concepts import Reading
from magwise.answers.words import folded, tokens, word_set

_OTHER = re.compile(
    r"^(?:zink|zinc|ijzer|iron|creatine|collageen|collagen|selenium|seleen|jodium|iodine|koper|"
    r"copper|foliumzuur|folate|folic|omega|visolie|ashwagandha|melatonine|melatonin|curcuma|"
    r"turmeric|kurkuma|bcaa|whey|cbd|biotine|biotin|probiotica|probiotics|chroom|chromium)"
)
_OTHER_NEED = re.compile(
    r"(?:eiwit|protein|calori|koolhydra|carbohydr|vezel|fibre|fiber|suiker|sugar|water|slaap|sleep)"
)
_NEEDED = re.compile(r"nodig|\bneed|per dag|a day|per day")
_VITAMIN = re.compile(r"\bvitamin[e]?s? ?([a-z]\d{0,2})\b|\bb ?12\b|\bb6\b")
_ANIMAL = word_set(
    """
    hond honden kat katten paard paarden poes konijn koe koeien hamster cavia dog dogs cat cats
    horse horses pony puppy kitten rabbit cow cows pet pets huisdier"""
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|negeer|vergeet)\b.{0,40}\b(?:instruct\w*|rules|prompt|regels|"
    r"opdracht\w*)"
    r"|\bsystem ?:|\bsysteem ?:|\byou are now\b|\bje bent nu\b|\bprescribe me\b|\bschrijf me\b"
)
_DISEASE = re.compile(
    r"kanker|cancer|tumor|tumour|leuk|corona|covid|griep|\bflu\b|alzheimer|dementi|parkinson|"
    r"autis|adhd|epilep|multiple sclerose|amyotrof|\bhiv\b|\baids\b|hepatitis|astma|asthma|eczeem|"
    r"eczema|psoriasis|tinnitus|oorsuizen|haaruitval|hair(?! ?(?:test|anal|sample|mineral))|"
    r"acne(?! medic)|artrose|arthritis|reuma|fibromyalg|"
    r"copd|jicht|\bgout\b|endometrio|pcos|opvliegers|hot flush"
)
_AIM = re.compile(
    r"\b(?:tegen|bij|voor|genees\w*|verhelp\w*|behandel\w*|against|for|cure\w*|treat\w*|with|"
    r"help\w*|voorkom\w*|"
    r"prevent\w*|van|ease|remt)\b(?:\W+\w+){0,2}\W*$"
)
_ALSO_HAS = re.compile(
    r"\b(?:ik heb|i have|i've got|i've|ik met|heeft|has|with my|ondanks|despite|sinds mijn|"
    r"since my|in de|"
    r"during|tijdens|in my|patient|naast)\b(?:\W+\w+){0,3}\W*$"
)
_OUR_PRODUCTS = frozenset(("citrate", "oxide", "bisglycinate", "other-form", "threonate"))
# What a medicine may cause or touch without magnesium being named.
_OF_MEDICINES = frozenset(
    ("cramp", "deficient", "acid-blocker", "diuretic", "statin", "stretch", "magnesium")
)  # fmt: skip
_METAL = re.compile(
    r"melting point|smeltpunt|\bmetal\b|metaal|periodic|velgen|alloy|vuurwerk|flare"
)


_LIFE = re.compile(r"menopau|\bovergang\b")  # a time of life; the complaint in it is asked about
_MANGANESE = re.compile(r"\bmangaan|manganese")
_THING = re.compile(
    r"velg|legering|alloy|aandeel|aandelen|beurs(?:koers|prijs)|koers van|share price|stock|"
    r"futures|crypto|"
    r"bitcoin|gazon|moestuin|\bplant(?:en|s)?\b|tomaten?plant|tomato plant|kunstmest|lawn|garden|"
    r"aquarium|"
    r"zwembad|swimming pool|atoomnummer|atomic|atoommassa|molmassa|molar mass|vuursteen|"
    r"fire ?starter|"
    r"firesteel|anode|boiler|batter(?:y|ies) pack|laptop|camera body|element symbol|periodiek|"
    r"flits|chemie|chemistry|"
    r"oxidation state|verbrand\w* (?:van )?magnesium|burn(?:ing)? magnesium ribbon|"
    r"recept voor taart|"
    r"\bwow\b|minecraft|film|movie|netflix|voorspel|horoscoop|horoscope|lotto|lottery|president|"
    r"minister|"
    r"hoofdstad|blus|brandweer|magnesiumbrand|extinguish|magnesium fire|fire start|econom|"
    r"prijs op|metaalbeurs|hypothe|mortgage|verkiezing|election|capital of|weer morgen|weather|"
    r"vertaal|translate|gedicht|\bpoem\b|\bjoke\b|\bmg car\b|\bcar\b|mop\b"
)


def reason(
    text: str, reading: Reading, *, answered: bool, with_medicine: bool = False
) -> str | None:
    """The message that says why a question is not answered; None when it may be our field.

    Parameters
    ----------
    answered
        Whether a subject was found that fits it.
    with_medicine
        Whether it asks about a medicine beside magnesium; then a disease is only why.
    """
    flat = folded(text)
    words = tokens(text)
    if _ORDER.search(flat):
        return "answer.not-found"
    if "charl" not in flat and any(word in _ANIMAL for word in words):
        return "answer.not-people"
    if _METAL.search(flat) or _THING.search(flat):
        return "answer.not-found"
    if _LIFE.search(flat) and not answered:
        return "answer.no-evidence-disease"
    if _MANGANESE.search(flat):
        return "answer.other-nutrient"
    if _DISEASE.search(flat) and not with_medicine and (not answered or _aimed_at(flat, _DISEASE)):
        return "answer.no-evidence-disease"
    if "magn" in flat or reading.concepts & _OUR_PRODUCTS:
        return None
    if _OTHER_NEED.search(flat) and _NEEDED.search(flat) and "cramp" not in reading.concepts:
        return "answer.other-nutrient"
    if any(_OTHER.match(word) for word in words) or _VITAMIN.search(flat):
        return "answer.other-nutrient"
    named = with_medicine or "medicine" in reading.concepts
    if named and not reading.refers and not reading.concepts & _OF_MEDICINES:
        return "answer.other-nutrient"
    return None


def also_named(text: str) -> bool:
    """Whether a disease without assessed evidence stands in a question that is answered."""
    flat = folded(text)
    return bool(_DISEASE.search(flat) or _LIFE.search(flat))


def _aimed_at(flat: str, sought: "re.Pattern[str]") -> bool:
    """Whether a disease is what help is asked for, not only what somebody also has."""
    return any(
        _AIM.search(flat[max(0, hit.start() - 34) : hit.start()])
        or not _ALSO_HAS.search(flat[: hit.start()])
        for hit in sought.finditer(flat)
    )
