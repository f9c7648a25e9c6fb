"""What must be said in so many words: no to a product for a child, and about whom it is."""

import re
from dataclasses import replace

from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.words import folded
from magwise.answers.records import Answer
from magwise.core.facts import Certainty, Fact
from magwise.safety.limits import upper_level

# A product is to be given to a child: a pill of the house, so many mg.
_PRODUCT = re.compile(
    r"\b\w*tablet\w*|\bpil(?:len|letje)?s?\b|\bpills?\b|capsul|gumm(?:y|ie|i)|supplement|"
    r"\d ?mg\b|poeder|powder|drank\b|milk of magnesia|magnesiamelk|citrat|citraat|glycinat|"
    r"bisglycin|lepel|spoon|druppel|drops|sachet|zakje|bruis|fizzy|\bdosis|\bdose"
)
_MAY = re.compile(
    r"\b(?:give|giving|gave|geef|geven|gaf|mag|mogen|may|can|could|safe|ok|okay|alright|fine|"
    r"all right|veilig|kan|have|take|nemen|iets voor|suitable|geschikt|allowed|try|proberen|"
    r"should|start|hoeveel|how (?:much|many)|dosis|dose)\b"
)
_ONLY_FOOD = re.compile(r"\b(?:from|through|uit|via|met) (?:\w+ )?(?:food|diet|eten|voeding)\b")
_HALF = re.compile(r"\b(?:half|halve|halfje|helft)\b")
_GROWN_UP = 18.0
_ASKS_ITSELF = 13.0
_PERSON = (
    r"(?:mother|mum|mom|mam|mammy|ma|father|dad|da|sister|brother|husband|wife|partner|girlfriend|"
    r"boyfriend|friend|mate|neighbou?r|colleague|uncle|aunt|auntie|cousin|nephew|niece|nan|nana|"
    r"gran|granny|grandma|grandmother|grandad|granddad|grandpa|grandfather|patient|client|"
    r"moeder|mama|moe|moeke|vader|papa|pa|va|zus|zusje|broer|man|vrouw|vriend|vriendin|buurman|"
    r"buurvrouw|collega|oom|nonkel|tante|neef|nicht|oma|opa|bomma|bompa|schoonmoeder|schoonvader|"
    r"schoonzus|partner|kennis)"
)
_SOMEBODY = re.compile(
    rf"\b(?:my|our|mijn|m'n|mn|me|ons|onze) (?:\w+ ){{0,2}}{_PERSON}(?:'s|s)?\b"
    r"(?! (?:\w+ )?(?:says?|said|told|tells|asks?|thinks?|recommend\w*|swears?|zegt|zei|raad\w*|"
    r"vindt|vraagt|tipte|begon))"
)
_OWN = re.compile(
    r"\b(?:ik (?:heb|ben|slik|neem|gebruik|krijg|wil|voel)|i (?:have|take|am|use|got|feel|want)|"
    r"i'm|i've|mag ik|kan ik|can i take|may i take|should i take|mijn (?:nieren|bloed|uitslag)|"
    r"my (?:kidneys?|blood|result|level)|"
    r"for me|for myself|bij mij|voor mij|patient here|since i)\b"
)


def said_plainly(found: Answer, asked: Asked) -> Answer:
    """The answer with a plain "no" for a child, and with the person it is about.

    Parameters
    ----------
    found
        The answer as it was composed.
    """
    flat = folded(asked.question)
    if _is_for_child(asked, flat):
        refused = (*_no_for_child(asked), *found.blocked_by)
        return replace(found, blocked_by=refused)
    if any(one.id == "answer.antacids-count" for one in found.blocked_by):
        found = _without_partial_sum(found)
    told = found.blocked_by or asked.said.laboratory
    if told and _SOMEBODY.search(flat) and not _OWN.search(flat):
        return replace(found, blocked_by=(*found.blocked_by, judged(asked, "answer.for-another")))
    return found


def _without_partial_sum(found: Answer) -> Answer:
    """Without "stays within the upper level": the antacids still have to be added."""

    def kept(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(one for one in facts if one.id != "answer.amount-within")

    return replace(found, short=kept(found.short), calculated=kept(found.calculated))


def _is_for_child(asked: Asked, flat: str) -> bool:
    age = asked.profile.age_years
    young = asked.said.child or (age is not None and age < _GROWN_UP)
    if age is not None and age >= _ASKS_ITSELF and _OWN.search(flat):
        return False  # a teenager who asks is told what holds, not "do not give it"
    if not young or asked.said.pregnant or asked.said.breastfeeding or asked.said.laboratory:
        return False
    return bool(_PRODUCT.search(flat) and _MAY.search(flat)) and not _ONLY_FOOD.search(flat)


def _no_for_child(asked: Asked) -> tuple[Fact, ...]:
    no = judged(asked, "answer.child-no")
    limit = upper_level(asked.profile, asked.kb)
    amount = asked.said.amount_mg
    if amount is not None and _HALF.search(folded(asked.question)):
        amount /= 2
    if amount is None or limit.mg_per_day is None or amount <= limit.mg_per_day:
        return (no,)
    above = fact(
        asked,
        "answer.child-no-above",
        limit.sources,
        Certainty.OFFICIAL,
        amount=amount,
        upper=limit.mg_per_day,
    )
    return (no, above)
