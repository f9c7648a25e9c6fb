"""What is not our field: other substances, things, and orders to say something."""

import re
from typing import TYPE_CHECKING

from magwise.answers.reading.words import folded, tokens
from magwise.answers.records import Language
from magwise.answers.subjects.choosing import PRODUCTS
from magwise.answers.subjects.concepts import Reading, read

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_OTHER = re.compile(
    r"^(?:zink|zinc|ijzer|iron(?!man|men)|creatine|collageen|collagen|selenium|seleen|jodium|iodine|koper|"
    r"copper|foliumzuur|folate|folic|omega|visolie|ashwagandha|melatonine|melatonin|curcuma|"
    r"turmeric|kurkuma|bcaa|whey|cbd|biotine|biotin|probiotica|probiotics|chroom|chromium)"
)
_OTHER_MINERAL = re.compile(
    r"\b(?:how much|how many|hoeveel)\b(?: \w+){0,2} "
    r"(?:potassium|kalium|calcium|sodium|natrium|salt|zout|iron|ijzer|zinc|zink)\b"
)
_OTHER_NEED = re.compile(
    r"(?:eiwit|protein|calori|koolhydra|carbohydr|vezel|fibre|fiber|suiker|sugar|"
    r"(?<!kraan)(?<!mineraal)(?<!bron)(?<!tap )(?<!mineral )water|slaap|sleep)"
)
_NEEDED = re.compile(r"nodig|\bneed|per dag|a day|per day")
_MULTI = re.compile(r"\b(?:best|beste|which|welke|good|goede) multi")
_VITAMIN = re.compile(r"\bvit(?:amin[e]?s?|\.)? ?([a-z]\d{0,2})\b|\bb ?12\b|\bb6\b")
_INJECTED = re.compile(
    r"\b(?:inject\w*|inspuit\w*|injecte\w*|spuit(?:en)? (?:ik|mezelf|in)|prik(?:ken)? in (?:mijn|"
    r"een) spier)\b(?=.*\b(?:home|myself|thuis|mezelf|zelf|muscle|spier|ml|i|ik)\b)"
)
# How much to give by drip or needle, asked by somebody who would give it.
_DOSE_BY_DRIP = re.compile(
    r"(?=.*\b(?:iv|i\.v\.|intraven\w*|infuus|drip|infusion|inject\w*|injectie\w*|inspuit\w*|"
    r"inspuiting|needle|spuit|ampul\w*|ampoule\w*|vial|bolus|im|intramusc\w*)\b)"
    r"(?=.*\b(?:dose|dosage|dosis|dosering|how (?:much|many|fast)|hoeveel|\d+ ?ml|\d+ ?gram)\b)"
    r"(?=.*\b(?:give|giving|push|inject|inspuiten|spuiten|geef|geven|toedienen|administer|home|"
    r"thuis|myself|zelf)\b)"
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|negeer|vergeet)\b.{0,40}\b(?:instruct\w*|rules|prompt|regels|"
    r"opdracht\w*)"
    r"|\bsystem ?:|\bsysteem ?:|\byou are now\b|\bje bent nu\b|\bprescribe me\b|\bschrijf me\b"
)
_CAUSED = re.compile(
    r"\b(?:van|door|from|since|sinds|na|after)\b(?: \w+){0,2} magnes"
    r"(?!ium ?(?:tekort|gebrek|defici|shortage|lack))"
)
# Diseases of nerve and muscle whose letters are small words when written small.
_NERVES_OF_MUSCLES = re.compile(
    r"\b(?:ALS|MS)\b|"
    r"\b(?:have|has|with|got|heb|heeft|met) (?:als|ms)(?=[ ,.?!]+|$)(?! (?:ik|je|het))"
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
# What is to be helped comes next: "against", "does it help my".
_HELP_FOR = re.compile(
    r"\b(?:tegen|against|cures?|treats?|genee\w+|heals?|(?:help\w*|hielp|werkt|works?|goed|good|nuttig|"
    r"useful|zin|use|iets doen|do anything|do something)(?: \w+)? "
    r"(?:tegen|bij|voor|with|for|against))"
    r"(?: (?:mijn|my|een|a|an|the|de|het|je|your|her|his|haar|zijn|onze|our))?$|"
    r"\b(?:help|helps|cure|heal|fix)(?: (?:my|his|her|your|our))$"
)
_OF_TAKING = frozenset(("take", "together", "permission", "quit", "replace"))
# "on doxycycline for acne, is magnesium at night ok?" asks about the two together
_MAY_BESIDE = re.compile(
    r"\bmagnes\w*.{0,25}\b(?:ok|okay|oke|safe|fine|allowed|veilig|samen)\b|"
    r"\b(?:and|plus|en|naast|beside) (?:my |mijn )?magnes|\bmag magnes"
)
_SHORT = 3  # letters of a word that is no complaint
_UNCOVERED = frozenset(("uncovered", "acute-illness"))
_SOMEBODY_WITH = re.compile(
    r"\b(?:mother|mum|mom|father|dad|husband|wife|man|woman|gran|grandma|grandpa|partner|patient|"
    r"people|person|someone|vrouw|moeder|vader|oma|opa|mensen|iemand)(?: \w+){0,2} "
    r"(?:with|met|heeft|has)(?: \w+)?$"
)
_COMPLAINTS = frozenset(
    (
        "cramp",
        "sleep",
        "constipation",
        "restless-legs",
        "soreness",
        "fatigue",
        "deficient",
        "eats-little",
    )
)
# What else may be meant by "does it work?".
_ASKED_OF = _COMPLAINTS | {
    "stress", "mood", "migraine", "blood-pressure", "heart", "blood-sugar", "performance",
    "recovery", "pms", "period", "bones", "brain", "food-rich", "deficient", "low-potassium",
    "weakness", "twitch", "skin-product", "diarrhoea", "hot-flush", "named-medicine", "medicine",
    "why", "inflammation",
}  # fmt: skip
# What a medicine may cause or touch without magnesium being named.
_OF_MEDICINES = frozenset(
    ("cramp", "restless-legs", "deficient", "acid-blocker", "diuretic", "statin", "stretch",
     "magnesium")
)  # fmt: skip
_METAL = re.compile(
    r"melting point|smeltpunt|\bmetal\b|metaal|periodic|velgen|alloy|vuurwerk|flare"
)

_COSTS = re.compile(
    r"vergoed\w*|verzekering|verzekeraar|zorgverzeker|eigen risico|reimburs|insurance|insurer|"
    r"aanvullend\w* verzeker|\b(?:hsa|fsa|medicare|medicaid)\b|free on the nhs"
)
_OTHER_VALUE = re.compile(
    r"\b(?:kalium\w*|potassium|natrium|sodium|calcium|ferritin\w*|tsh|hba1c|creatinine|hb|hemoglobin|"
    r"haemoglobin)\b[^.?!]{0,30}?(?:\b\d{1,3}[.,]\d\b|\b1[1-6]\d\b(?! ?m?g)|"
    r"\b(?:came back|uitslag|gemeten|mmol)\b)"
)
_MANGANESE = re.compile(r"\bmangaan|manganese")
_THING = re.compile(
    r"velg|legering|alloy|aandeel|aandelen|beurs(?:koers|prijs)|koers van|share price|stock|"
    r"futures|crypto|"
    r"bitcoin|gazon|moestuin|\bplant(?:en|s)?\b|tomaten?plant|tomato plant|kunstmest|lawn|garden|"
    r"aquarium|conife|strooien|vierkante meter|square (?:metre|meter|foot)|fertili[sz]|"
    r"zwembad|swimming pool|atoomnummer|atomic|atoommassa|molmassa|molar mass|vuursteen|"
    r"fire ?starter|"
    r"firesteel|anode|boiler|batter(?:y|ies) pack|laptop|camera body|element symbol|periodiek|"
    r"flits|chemie|chemistry|"
    r"oxidation state|verbrand\w* (?:van )?magnesium|burn(?:ing)? magnesium ribbon|"
    r"recept voor taart|"
    r"\bwow\b|minecraft|film|movie|netflix|voorspel|horoscoop|horoscope|lotto|lottery|president|"
    r"minister|"
    r"hoofdstad|blus|brandweer|magnesiumbrand|extinguish|magnesium fire|fire start|econom|"
    r"prijs op|metaalbeurs|hypothe|mortgage|verkiezing|election|capital of|weer morgen|"
    r"weather (?:forecast|tomorrow)|yellow(?:ing)? leaves|gele bladeren|"
    r"tomato(?:es)? (?:leaves|plants?)|tomatenplant|\broses\b|\brozen\b|hortensia|hydrangea|"
    r"vertaal|translate|gedicht|\bpoem\b|\bjoke\b|\bmg car\b|\bcar\b|mop\b"
)

# "May I take it with gout?" does not ask whether it helps against gout.
_MAY_TAKE = re.compile(
    r"\bmag (?:ik|hij|zij|ze|je|men|mijn|m'n)\b|\bkan ik\b|"
    r"\b(?:can|may|could|should) (?:i|he|she|my)\b|"
    r"\b(?:is|are) (?:it|magnesium|that) (?:\w+ )?(?:ok|okay|safe|fine|alright|bad|dangerous)\b|"
    r"veilig|\bsafe\b|\bkwaad\b|gevaarlijk|dangerous|\bmag magnesium\b|"
    r"magnesium (?:ok|okay|fine|safe)\b"
)
_HELPS = re.compile(
    r"\bhelp\w*|tegen\b|against\b|\bcure|genees|\bwerkt\b|\bwork\b|improve|\bgood for\b"
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
    if "about-us" in reading.concepts:
        return "answer.about-us"
    if _DOSE_BY_DRIP.search(flat) and "magn" in flat:
        return "answer.no-dose-drip"
    if _INJECTED.search(flat):
        return "answer.no-injection"
    if _COSTS.search(flat):
        return "answer.reimbursement"
    if _METAL.search(flat) or _THING.search(flat):
        return "answer.not-found"
    if "menopause" in reading.concepts and not answered:  # a time of life, not a complaint
        return "answer.no-evidence-disease"
    if _MANGANESE.search(flat):
        return "answer.manganese"
    ours = "magn" in flat or bool(reading.concepts & (PRODUCTS | {"magnesium"}))
    # "vitamin B6 with it?" asks after the magnesium
    ours = ours or (reading.refers and {"vitamin-b6", "together"} <= reading.concepts)
    if not ours and _OTHER_VALUE.search(flat):
        return "answer.other-value"
    if not ours and (_MULTI.search(flat) or any(_OTHER.match(word) for word in words)):
        return "answer.other-nutrient"
    if "acute-illness" in reading.concepts and (not answered or _aimed_at(reading)):
        return "answer.no-evidence-illness"
    if (
        reading.concepts & _UNCOVERED
        and not (with_medicine and (reading.concepts & _OF_TAKING or _MAY_BESIDE.search(flat)))
        and not _CAUSED.search(flat)
        and not {"hospital", "why"} <= reading.concepts  # "why do they give it for asthma?"
        and (not answered or _aimed_at(reading))
    ):
        may = ours and _MAY_TAKE.search(flat) and not _HELPS.search(flat)
        return "answer.disease-permission" if may else "answer.no-evidence-disease"
    if ours:
        return None
    if _OTHER_MINERAL.search(flat):
        return "answer.other-nutrient"
    if _OTHER_NEED.search(flat) and _NEEDED.search(flat) and "cramp" not in reading.concepts:
        return "answer.other-nutrient"
    if any(_OTHER.match(word) for word in words) or _VITAMIN.search(flat):
        return "answer.other-nutrient"
    named = with_medicine or "medicine" in reading.concepts
    if named and not reading.refers and not reading.concepts & _OF_MEDICINES:
        return "answer.other-nutrient"
    return None


def also_named(text: str, reading: Reading, language: Language, kb: "Knowledge") -> bool:
    """Whether a disease without assessed evidence is named, in either language.

    Parameters
    ----------
    reading
        The question as it was read in its own ``language``.
    """
    if _NERVES_OF_MUSCLES.search(text) and not text.isupper():
        return True
    diseases = _UNCOVERED
    other: Language = "en" if language == "nl" else "nl"
    return bool(
        reading.concepts & diseases or read(text, other, kb, as_written=True).concepts & diseases
    )


def beside_unknown(reading: Reading) -> bool:
    """Whether a name that nobody knows is to be combined with magnesium."""
    combined = reading.concepts & {"together", "permission", "take", "spacing"}
    names = any(len(word) > _SHORT + 1 and word.isalpha() for word in reading.strange)
    return bool(combined) and "magnesium" in reading.concepts and names


def _aimed_at(reading: Reading) -> bool:
    """Whether a disease is what help is asked for, not only what somebody also has."""
    for one in reading.found:
        if one.concept not in _UNCOVERED:
            continue
        before = " ".join(reading.words[max(0, one.first - 8) : one.first])
        if _SOMEBODY_WITH.search(before) and reading.concepts & (_COMPLAINTS | _OF_TAKING):
            continue
        if _AIM.search(before[-34:]) or not _ALSO_HAS.search(before):
            return True
        # "I have X and everybody takes malate. Does it work?" asks after X
        if (
            "help" in reading.asked
            and one.concept not in reading.asked
            and not (reading.concepts & _ASKED_OF)
        ):
            return True
    return False


def aims_at_unknown(reading: Reading, known: frozenset[str]) -> bool:
    """Whether help is asked for something that no concept and no everyday word names.

    "Does it help my zorgles?" must not get the answer on another complaint.

    Parameters
    ----------
    known
        Concepts that are complaints or products; near such a word a strange one describes it.
    """
    for place in reading.strange_at:
        word = reading.words[place]
        if len(word) <= _SHORT or not word.isalpha():
            continue
        before = " ".join(reading.words[max(0, place - 4) : place])
        near = range(place - 1, place + 3)
        described = any(
            one.concept in known and any(one.first <= at <= one.last for at in near)
            for one in reading.found
        )
        if _HELP_FOR.search(before) and not described:
            return True
    return False
