"""What is not our field: other substances, animals, and orders to say something."""

import re

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
    r"\b(?:ignore|disregard|forget|negeer|vergeet)\b.{0,40}\b(?:instruct\w*|rules|prompt|regels|opdracht\w*)"
    r"|\bsystem ?:|\bsysteem ?:|\byou are now\b|\bje bent nu\b|\bprescribe me\b|\bschrijf me\b"
)
_DISEASE = re.compile(
    r"kanker|cancer|tumor|tumour|leuk|corona|covid|griep|\bflu\b|alzheimer|dementi|parkinson|"
    r"autis|adhd|epilep|multiple sclerose|amyotrof|\bhiv\b|\baids\b|hepatitis|astma|asthma|eczeem|"
    r"eczema|psoriasis|tinnitus|oorsuizen|haaruitval|hair|acne|artrose|arthritis|reuma|fibromyalg|"
    r"copd|jicht|\bgout\b|endometrio|pcos|menopau|overgang|opvliegers|hot flush"
)
_METAL = re.compile(
    r"melting point|smeltpunt|\bmetal\b|metaal|periodic|velgen|alloy|vuurwerk|flare"
)


def reason(text: str) -> str | None:
    """The message that says why a question is not answered; None when it may be our field."""
    flat = folded(text)
    words = tokens(text)
    if _ORDER.search(flat):
        return "answer.not-found"
    if "charley" not in flat and any(word in _ANIMAL for word in words):
        return "answer.not-people"
    if _METAL.search(flat):
        return "answer.not-found"
    if _DISEASE.search(flat):
        return "answer.no-evidence-disease"
    if "magn" not in flat and _OTHER_NEED.search(flat) and _NEEDED.search(flat):
        return "answer.other-nutrient"
    if "magn" not in flat and (any(_OTHER.match(word) for word in words) or _VITAMIN.search(flat)):
        return "answer.other-nutrient"
    return None


def general(text: str) -> str:
    """The message for a question that fits no subject."""
    return "answer.not-found"
