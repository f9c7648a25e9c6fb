"""What kind of question it is, where single words do not tell: own experience, own food."""

import re

from magwise.answers.reading.words import folded
from magwise.answers.subjects.concepts import Reading

# Somebody tells how it went: since when, how long, or what a watch or diary says.
_TELLS = re.compile(
    r"\b(?:sinds|since|started|starting|began|begon\w*|gestart|gestopt|stopped|quit|swapped|tried|"
    r"geprobeerd|dagboek|diary|fitbit|garmin|oura|whoop|tracker|horloge|watch|app|ring|"
    r"afgelopen|last (?:week|month|night)|this (?:week|month)|gisteren|vannacht|yesterday)\b|"
    r"\b(?:went|gone|down|up|gegaan|van|from) (?:from |van )?(?:\w+ )?\d+\b.{0,40}"
    r"\b(?:to|naar|tot) (?:\w+ )?\d+\b|"
    r"\bi (?:am|feel|sleep) (?:\w+ )?(?:calmer|better|fitter|less \w+) (?:on|with)\b|"
    r"\bik (?:ben|voel me|slaap) (?:\w+ )?(?:rustiger|beter|fitter|minder \w+) (?:met|door|op)\b|"
    r"\b(?:\d+|een|one|a|two|three|four|five|six|eight|twee|drie|vier|vijf|zes|acht|few|paar) "
    r"(?:\w+ )?(?:weeks?|weken|week|months?|maand(?:en)?|days|dagen|nights?|nachten)\b"
)
# And asks whether magnesium did it.
_ATTRIBUTES = re.compile(
    r"\bbewijs\b(?! (?:voor|dat|tegen|van|bij|over))|\b(?:is|isn't|toch) (?:dit|dat|it|that|this) "
    r"(?:dan |nu |not |niet )?(?:a |het |een )?(?:bewijs|proof)\b|"
    r"\bproof\b(?! (?:(?:that )?magn|of|for|against))|"
    r"\bprove[sn]?\b(?=.{0,30}\b(?:it|this|that|works?|me)\b)|\bbewijst (?:dit|dat|het)\b|"
    r"\bconvincing\b|overtuigend|"
    r"\b(?:komt|kwam|kan|zou|is) (?:het|dat|dit)(?: \w+){0,3} "
    r"(?:daarvan|daardoor|dankzij|door (?:de|het|mijn|die|dat|iets|magn\w*))\b|"
    r"\blig(?:t|gt) (?:het|dat|dit) (?:aan\b|daaraan)|\blag (?:het|dat) aan\b|"
    r"\btoeval\w*|\bcoincidence\b|\bchance\b|\bplacebo\b|\binbeelding|ingebeeld|\bimagin\w*|"
    r"tussen (?:mijn|de) oren|\bin my head\b|\bfluke\b|"
    r"\bdus (?:het|dat|die|dit|de magnesium|magnesium|ik (?:heb|had|kom)) |"
    r"\bdus (?:werkt|helpt|hielp) |\b(?:werkt|helpt|hielp) (?:het|dat|dit) dus\b|"
    r"\bso (?:it|it's|that|that's|this|magnesium|the magnesium) (?:\w+ )?"
    r"(?:works?|working|worked|helps?|did)|"
    r"\bso i (?:was|had|am|have|must)\b|"
    r"\bwhich (?:one )?(?:did it|was it|is it|helped|worked)\b|\bwhat did it\b|"
    r"\bwelke(?: van de twee)? (?:was|is) het\b|\bwat heeft (?:er )?geholpen\b|"
    r"\b(?:is|was) it (?:really )?(?:the (?:mag|pill|supp|powder)|because|down to|due to|thanks)|"
    r"\b(?:down to|due to|because of|thanks to|dankzij|door) (?:de |the |het |my |mijn )?magn\w*|"
    r"\bworking or not\b|\b(?:is|was) it working\b|\bdid (?:it|the mag\w*) (?:work|help|do)\b|"
    r"\bdoes (?:that|this|it) (?:mean|prove|show)\b|\bzegt (?:dat|dit) (?:iets|wat|me)\b|"
    r"\bmagic\b|\bwonder ?middel\b|\bkeep going\b|\bdoorgaan\b|\bverder(?:gaan| mee)\b|"
    r"\b(?:do you|does it|denk je|zou het) (?:think|dat) (?:it|het|dat)|"
    r"\bworth it\??$|\bworking\??$|\bmust be (?:the|it|that)\b|\b(?:mooi|nice|great|goed) resul\w+|"
    r"\b(?:moet|zal) (?:wel )?(?:de |door |aan )*(?:de )?magn\w* (?:zijn|liggen|komen)\b|"
    r"\b(?:echt|real) (?:effect|verschil|difference)\b|\breal or\b|\becht of\b|\bcredit\b"
)
# "It does help me": somebody is sure of it.
_INSISTS = re.compile(
    r"\b(?:helpt|werkt|hielp|werkte) (?:het |magnesium |dat )?(?:\w+ )?(?:bij|voor) (?:mij|me)"
    r" (?:echt|wel|zeker|altijd|prima|goed)\b|"
    r"\b(?:really|definitely|does|always|totally) (?:help|work)s? (?:for )?me\b|"
    r"\b(?:helps|works for|helped|worked for) me\b.{0,40}\bwhy do you\b"
)
# What got worse or new on it is a side effect, not a success.
_UNWANTED = re.compile(
    r"diarr|dunne|\bloose\b|\bthe runs\b|\brunny\b|misselij|nausea|\bsick\b|jeuk|\bitch|uitslag op|"
    r"\brash\b|\bwc\b|\btoilet|\bloo\b|buikpijn|stomach ache|\bcramps? in my (?:belly|stomach)"
)


def tells_own_experience(question: str) -> bool:
    """Whether somebody tells how it went with magnesium and asks whether it worked.

    Examples
    --------
    >>> tells_own_experience("I sleep better since I started magnesium in May. Proof?")
    True
    >>> tells_own_experience("Is there proof that magnesium helps against cramp?")
    False
    """
    flat = folded(question)
    if _UNWANTED.search(flat):
        return False
    return bool(_INSISTS.search(flat) or (_TELLS.search(flat) and _ATTRIBUTES.search(flat)))


_FOODS = frozenset(("rich-food", "poor-food", "food-rich", "whole-grain"))
_MENU = 3  # foods from which somebody tells what they eat
_ENOUGH = re.compile(
    r"\benough\b|\bgenoeg\b|\b(?:probably|likely|too|te|vast|zeker) (?:low|laag|weinig)\b|"
    r"\bvoldoende\b|\bneed\b|\bnodig\b|tekort|\blow in\b|\bam i low\b|"
    r"\bdeficien\w*|\bshort of\b|\bhow (?:am|do) i\b|\bpill?(?:etje)?s?\b|"
    r"\bsupplement\w*|bijslik|\bslikken\b|\bbinnen ?krijg\w*|\bte kort\b|"
    r"\b(?:i'm|am i|we're|he's|she's) (?:\w+ )?(?:short|lacking|low|missing)\b|"
    r"\bmissing out\b|\bbad for me\b|\bworr(?:y|ied)\b|\bzorgen (?:over |om )?(?:maken|te maken)?\b"
)
# "I live on crisps": one food is then a way of eating.
_LIVES_ON = re.compile(
    r"\b(?:leef|leven|leeft|teer|teert) op\b|"
    r"\b(?:live|lives|living|survive|survives|surviving|exist) on\b|"
    r"\beet (?:\w+ )?(?:vooral|alleen|meestal|voornamelijk|bijna alleen)\b|"
    r"\b(?:mainly|mostly|only|just) eats?\b|\beats? (?:mainly|mostly|only|just|nothing but)\b|"
    r"\bdiet (?:is|of|consists)\b|\bdieet (?:is|van|bestaat)\b"
)


def tells_own_food(question: str, reading: Reading) -> bool:
    """Whether somebody lists what they eat and asks whether that is enough."""
    places = {one.last for one in reading.found if one.concept in _FOODS}
    flat = folded(question)
    least = 1 if _LIVES_ON.search(flat) else _MENU
    return len(places) >= least and bool(_ENOUGH.search(flat))
