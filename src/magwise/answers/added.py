"""Sentences that a circumstance in the question adds to whatever is answered."""

import re

from magwise.answers.arithmetic.diet import beside_diet
from magwise.answers.arithmetic.working_out import ENOUGH_EGFR
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.medicines.named_medicines import spacing
from magwise.answers.reading.measured import is_low_pressure, is_raised
from magwise.answers.reading.portions import number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact

_SLEEP = re.compile(r"\ba?sl(?:eep|aap|ape)|inslap|bedtime|bed ?tijd|insomnia")
_PILLS = re.compile(r"\bpil(?:l|ls|len)?\b|\btablet|medic|doctor wants|arts wil|start\b")
_SIGNS_OF_TOO_MUCH = re.compile(
    r"(?=.*(?:\b(?:symptom|sign|klacht|teken|merk|notic|tell|wat doe)|what (?:do|should)|"
    r"wat (?:moet|te doen)))(?=.*(?:too much|te ?veel|overdos))(?=.*(?:magn|\bmg\b))"
)
_CONTINUES = re.compile(
    r"\b(?:doorgaan|verdergaan|blijven (?:slikken|nemen|gebruiken)|ermee door|"
    r"keep (?:taking|going|on)|carry on|continue|forever|stay on)\b"
)
_ALLERGIC = re.compile(
    r"allerg(?!ietabl|iepil)\w*|intoleran\w*|anafyla\w*|anaphyla\w*|coeliac|celiac|coeliakie"
)
_HAIR = re.compile(
    r"\bhair[- ]?(?:\w+ )?(?:anal|test|mineral|sample)|haar ?(?:anal|test|mineral)|bioresonan|"
    r"saliva|speeksel|kinesiolog|muscle testing|spiertest"
)
_BLOOD_TEST = re.compile(r"bloed(?:test|onderzoek|waarde|prik)|\bbloed\b|blood|serum")
_ANTACID = re.compile(
    r"maagtablet\w*|zuurbinder|antacid|rennie|maalox|\btums\b|gaviscon|milk of magnesia|"
    r"magnesiamelk|indigestion tablet|heartburn tablet"
)
_COUNTED = re.compile(
    r"\b(?:tel|telt|tellen|optel\w*|meetel\w*|adds?|adding|counts?|counted|total|totaal|samen|"
    r"together|op top|on top|plus|daarnaast)\b"
)
_POTASSIUM = re.compile(
    r"\b(?:kalium|potassium|k\+?)(?:waarde|gehalte)? ?(?:level|value)? ?"
    r"(?:is|was|of|van|:|=|at|op)? ?(\d[.,]\d{1,2})(?!\d| ?(?:g|gr|gram\w*|mg|mcg)\b)"
)
_OF_PRODUCTS = frozenset(("medicine.duplicate", "ask.medicine-times", "ask.medicine-unknown"))
# They say it themselves, or are not about taking anything.
_WITHOUT_MEDICINES = frozenset(
    ("medicines", "stop-medicine", "food-content", "food-sources", "conversion", "laxative",
     "milk-of-magnesia", "adding-up", "heart-attack", "soil", "water", "cooking", "lethal",
     "surgery", "children")
)  # fmt: skip
_FOR_CHILDREN = (
    (re.compile(r"melaton"), "answer.children-melatonin"),
    (re.compile(r"lotion|spray|olie\b|\boil\b|creme|cream|smeer|\brub\b|zalf|\w+bad\b|"
                r"in bad\b|badje|bath|epsom|bitterzout"), "answer.children-skin"),
)  # fmt: skip
_SAYS_ITSELF = {
    "contraceptive-pill": "answer.the-pill",
    "slimming-medicine": "answer.stomach-slowed",
}
# They speak of the allergy themselves, or of no food.
_OF_ALLERGY = frozenset(
    ("allergic-to", "skin-reaction", "gluten-free", "food-without", "medicines")
)
# Rich foods hold much potassium and phosphate too.
_OF_FOODS = frozenset(("food-content", "food-sources", "food-without", "nuts-or-seeds"))
_A_LITTLE = 1.2  # times the limit
_ABOVE = frozenset(("answer.amount-above", "answer.salt-above"))


def cautions(asked: Asked) -> tuple[Fact, ...]:
    """What a doctor, midwife or own team must be asked first, whatever the subject."""
    found = []
    if "bariatric-surgery" in asked.said.conditions:
        found.append("answer.bypass")
    if _SIGNS_OF_TOO_MUCH.search(folded(asked.question)):
        found.append("answer.too-much-signs")
    flat = folded(asked.question)
    if _ANTACID.search(flat) and _COUNTED.search(flat) and "magn" in flat:
        found.append("answer.antacids-count")
    if _names_unusual_potassium(flat, asked):
        found.append("answer.potassium-off")
    expecting = asked.said.pregnant or asked.said.breastfeeding
    if expecting and "threonate" in asked.said.forms:
        found.append("answer.threonate-feeding")
    return tuple(_plain(asked, key) for key in found)


def additions(topic: str, worked: tuple[Fact, ...], asked: Asked) -> tuple[Fact, ...]:
    """What belongs beside the figures of an answer."""
    flat = folded(asked.question)
    found = []
    if any(one.id in _ABOVE for one in worked):
        found.append("answer.above-what")
        if _is_little_above(worked) and not (asked.said.child or asked.said.kidney_disease):
            found.append("answer.above-little")
    if (topic == "children" or asked.said.child) and _SLEEP.search(flat):
        found.append("answer.children-sleep")
    if _ALLERGIC.search(flat) and topic not in _OF_ALLERGY:
        found.append("answer.leave-allergen")
    if topic in ("does-it-work", "no-effect") and _CONTINUES.search(flat):
        found.append("answer.may-continue")
    if asked.said.laboratory and topic != "other-tests" and _HAIR.search(flat):
        found.append("answer.other-tests")
    if topic in _OF_FOODS and has_weak_kidneys(asked):
        found.append("answer.own-diet-kidney")
    if topic == "western-intake" and _BLOOD_TEST.search(flat):
        found.append("answer.blood-test")
    if topic == "blood-pressure" and _PILLS.search(flat):
        found.append("answer.blood-pressure-pills")
    if topic == "blood-pressure" and is_raised(flat):
        found.append("answer.pressure-checked")
    if topic == "blood-pressure" and is_low_pressure(flat):
        found.append("answer.pressure-low")
    child = asked.profile.is_adult is False or asked.said.child
    if child:
        found += [key for words, key in _FOR_CHILDREN if words.search(flat)]
    named = spacing(asked).facts if not child and _tells_medicines(topic, asked) else ()
    said = _SAYS_ITSELF.get(topic)
    beside = tuple(
        one for one in named if one.id not in _OF_PRODUCTS and one.id != said and one not in worked
    )
    return (*(_plain(asked, key) for key in found), *beside, *beside_diet(topic, asked))


def has_weak_kidneys(asked: Asked) -> bool:
    """Whether a question tells of kidneys that work less well."""
    said = asked.said
    reduced = said.egfr is not None and said.egfr < ENOUGH_EGFR
    return said.kidney_disease or said.dialysis or reduced


def _names_unusual_potassium(flat: str, asked: Asked) -> bool:
    """Whether a potassium value stands in a question that is not an ordinary one."""
    hit = _POTASSIUM.search(flat)
    band = asked.kb.laboratory_bands["potassium-ordinary"]
    low, high = band.at_least or 0.0, band.at_most or 0.0
    return hit is not None and not low <= number(hit.group(1)) <= high


def _is_little_above(worked: tuple[Fact, ...]) -> bool:
    """Whether the amount that was worked out lies only a little above the limit."""
    for one in worked:
        amount, limit = one.values.get("amount"), one.values.get("limit")
        if one.id in _ABOVE and isinstance(amount, float) and isinstance(limit, float):
            return amount <= _A_LITTLE * limit
    return False


def _tells_medicines(topic: str, asked: Asked) -> bool:
    """Whether a medicine in the question is spoken of under a subject that is not about it."""
    return bool(asked.said.medicines) and topic not in _WITHOUT_MEDICINES


def _plain(asked: Asked, key: str) -> Fact:
    if key == "answer.threonate-feeding":
        return fact(asked, key, ("eu-2024-2694",), Certainty.OFFICIAL)
    return judged(asked, key)
