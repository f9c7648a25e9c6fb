"""What kind of question it is, where single words do not tell: own experience, own food."""

import re

from magwise.answers.reading.words import folded

# Somebody tells how it went: since when, how long, or what a watch or diary says.
_TELLS = re.compile(
    r"\b(?:sinds|since|started|starting|began|begon\w*|gestart|gestopt|stopped|quit|swapped|tried|"
    r"geprobeerd|dagboek|diary|fitbit|garmin|oura|whoop|tracker|horloge|watch|app|ring|"
    r"afgelopen|last (?:week|month|night)|this (?:week|month)|gisteren|vannacht|yesterday)\b|"
    r"\b(?:went|gone|down|up|gegaan|van|from) (?:from |van )?(?:\w+ )?\d+\b.{0,40}"
    r"\b(?:to|naar|tot) (?:\w+ )?\d+\b|"
    r"\bi (?:am|feel|sleep) (?:\w+ )?(?:calmer|better|fitter|less \w+) (?:on|with)\b|"
    r"\bik (?:ben|voel me|slaap) (?:\w+ )?(?:rustiger|beter|fitter|minder \w+) (?:met|door|op)\b|"
    r"\bstopped (?:getting|having)\b|"
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
    r"(?:work|works|working|help|kick in) (?:that|this|so) (?:fast|quick\w*)|"
    r"(?:werkt|helpt|gaat) (?:het |dat |magnesium )?(?:echt )?zo (?:snel|vlug)|"
    r"\bdid it cure\b|\bhas it cured\b|\bcured me\b|\b(?:ben ik|heeft het me) genezen\b|"
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
    r"\b(?:is|was) (?:it|this|that|dit|dat|het) (?:dan |nu |wel )?(?:a |an |een )?(?:echt|real) "
    r"(?:effect|verschil|difference)\b|\breal or\b|\becht of\b|\bcredit\b"
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


_ENOUGH = re.compile(
    r"\benough\b|\bgenoeg\b|\b(?:probably|likely|too|te|vast|zeker) (?:low|laag|weinig)\b|"
    r"\bvoldoende\b|\bneed\b|\bnodig\b|tekort|\blow in\b|\bam i low\b|"
    r"\bdeficien\w*|\bshort of\b|\bhow (?:am|do) i\b|\bpill?(?:etje)?s?\b|"
    r"\bsupplement\w*|bijslik|\bslikken\b|\bbinnen ?krijg\w*|\bte kort\b|"
    r"\b(?:i'm|am i|we're|he's|she's) (?:\w+ )?(?:short|lacking|low|missing)\b|"
    r"\bmissing out\b|\bbad for me\b|\bworr(?:y|ied)\b|\bzorgen (?:over |om )?(?:maken|te maken)?\b"
)
# The same asked more loosely; beside something that is taken it asks something else.
_ALRIGHT = re.compile(
    r"\bis (?:that|this|it) (?:already |really |actually )?(?:a )?(?:decent|good|fair|reasonable) "
    r"(?:amount|intake|diet|start)|\bis (?:dat|dit) (?:al |dan )?(?:een )?(?:goede|redelijke|"
    r"aardige|flinke) (?:hoeveelheid|inname)|"
    r"\bworrying\b|\bzorgelijk|\bzorgwekkend|\bongerust|"
    r"\b(?:is|are|isn't) (?:that|this|it|we|i|he|she) (?:\w+ )?(?:ok|okay|fine|alright|bad|a "
    r"problem|all right|covered|sufficient|healthy|good)\b|\b(?:is|zijn) (?:dat|dit|het) (?:\w+ )?"
    r"(?:erg|ok|oke|goed|slecht|kwalijk|een probleem|wel wat|voldoende)\b|\bkan (?:dat|dit) kwaad|"
    r"\b(?:zit|doe|ben|zitten) (?:ik|we|je|hij|zij|ze|dat|dit|het) (?:\w+ ){0,2}(?:goed|snor|safe|"
    r"laag|te laag)\b|"
    r"\b(?:am i|are we|is he|is she) (?:doing )?(?:ok|okay|alright|fine|covered|sorted|set|good)\b|"
    r"\bhow would i know\b|\bhow do i know\b|\bhoe weet ik\b|\b(?:eat|eating) right\b|"
    r"\bweinig binnen|\bverdict\b|\bwhat(?:'s| is) missing\b|"
    r"\bwat (?:mis|ontbreekt|kan ik (?:\w+ )?(?:beter|verbeteren|veranderen|aanpassen))\b|"
    r"\bwhat (?:should|could|can) "
    r"i (?:easily )?(?:change|swap|improve|add|do better)\b|\b(?:low|laag) (?:in |on |aan )?magn|"
    r"\bkrijg(?:t|en)? (?:ik|je|hij|ze|zij|we|wij|mijn \w+)\b[^?]{0,24}\b(?:magnesium|binnen)\b|"
    r"\b(?:do|does|am|are|is) (?:i|we|he|she|they)\b[^?]{0,20}\b(?:get|getting) (?:any|much|some|"
    r"the right|proper)\b|\b(?:iets|something|anything|wat) (?:bij ?geven|bijvoeren|extra geven|"
    r"extra|add)\b|\b(?:give|add) (?:him|her|them|it)? ?(?:something|anything)\b|\bgezond genoeg\b|"
    r"\bgood enough\b|\bcovered\b|\bsorted\b|\bthoughts\b|\ba? ?problem\b|\bprobleem\b|"
    r"\bmis(?:sen)? (?:ik|we|hij|ze)\b|\bkomt (?:dat|dit|het) (?:\w+ )?goed\b|\brunning low\b|"
    r"\b(?:kom|komen|kwam) (?:ik|we|hij|ze)\b[^?]{0,20}\b(?:toe|aan|rond)\b|"
    r"\bhow (?:bad|good) is\b|"
    r"\bhoe (?:slecht|goed|erg) is\b|\bverschil maken\b|\bmake a difference\b|\brate my\b|"
    r"\b(?:is|am|are) (?:he|she|i|they|we) (?:\w+ )?low\b|\brisico\b|\bat risk\b|"
    r"\bshould (?:i|we) (?:get|give|buy) (?:her|him|them|my \w+)\b|"
    r"\bmoet (?:ik|ze|hij) (?:haar|hem|ze|er)?\b[^?]{0,14}\b(?:bij|geven|nemen)\b"
)
# "I live on crisps": one food is then a way of eating.
_LIVES_ON = re.compile(
    r"\b(?:leef|leven|leeft|teer|teert) op\b|"
    r"\b(?:live|lives|living|survive|survives|surviving|exist) on\b|"
    r"\beet (?:\w+ )?(?:vooral|alleen|altijd|meestal|voornamelijk|bijna alleen)\b|"
    r"\b(?:mainly|mostly|only|just) eats?\b|\beats? (?:mainly|mostly|only|just|nothing but)\b|"
    r"\b(?:lust|lusten|wil|willen|eet|eten) (?:\w+ )?(?:alleen|enkel|uitsluitend|slechts|niks "
    r"anders)\b|"
    r"\b(?:will|would) only eat\b|\b(?:alles|everything) (?:is )?(?:glutenvrij|gluten free)\b|"
    r"\b(?:mostly|mainly|usually|basically) (?:eat|have|live)\b|\beat (?:mostly|mainly|loads|a lot|"
    r"only|just)\b|\bnothing but\b|\bniks anders dan\b|\bniets anders dan\b|\bsurviv\w+ on\b|"
    r"\bdiet (?:is|of|consists)\b|\bbijna (?:alleen|enkel)\b|\bdieet (?:is|van|bestaat)\b|"
    r"\b(?:zelden|never|rarely) (?:kook|cook)|\bkook (?:ik )?(?:zelden|nooit|nauwelijks)\b"
)


# "We mostly eat", "a typical day": a way of eating, told in a few foods.
_EATING = re.compile(
    r"\b(?:i|i'm|we|he|she|they|kids|son|daughter|mum|dad|husband|wife|toddler|gran|nan|"
    r"mother|father|parents)(?: \w+){0,4} (?:eats?|has|have|having|drinks?)\b|"
    r"\b(?:ik|we|wij|hij|zij|ze|zoon|dochter|moeder|vader|man|vrouw|kinderen)(?: \w+){0,2} "
    r"(?:eet|eten|lust|lusten)\b|"
    r"\beet (?:ik|hij|ze)\b|"
    r"\beten (?:we|wij|ze)\b|\btypical day\b|\b(?:most|usual) days?\b|\bmost mornings\b|"
    r"\b(?:every|elke) (?:morning|day|dag|ochtend)\b|\bdoordeweeks\b|\b(?:s )?(?:ochtends|middags|"
    r"avonds)\b|\bbreakfast\b|\bontbijt\w*|\bdiet\b|\bdieet\b|\beetpatroon\b|\bmijn eten\b|"
    r"\bgegeten\b|\beats? (?:hardly|barely|no|never|little|very little)\b|"
    r"\b(?:hardly|barely) eats?\b|\b(?:one|two|1|2) meals? a day\b|\bmaaltijd per dag\b|"
    r"\b(?:just|only) (?:\w+ ){1,2}and\b|\balleen (?:\w+ ){1,2}en\b|\bmeals\b|\bmaaltijden\b|"
    r"\beet (?:vooral|meestal|veel|weinig|amper|nauwelijks|geen|nooit)\b|\blunch is\b|"
    r"\blunch\b.*\b(?:dinner|diner|avond\w*)\b|"
    r"\bleeft op\b"
)


def asks_if_enough(flat: str, *, loosely: bool) -> bool:
    """Whether a folded question asks if something is enough, or a worry.

    Parameters
    ----------
    loosely
        Whether "is that ok?" counts, too.

    Examples
    --------
    >>> asks_if_enough("we mostly eat takeaway. is that a worry", loosely=False)
    True
    >>> [asks_if_enough("oats and nuts. am i ok", loosely=one) for one in (True, False)]
    [True, False]
    """
    return bool(_ENOUGH.search(flat)) or (loosely and bool(_ALRIGHT.search(flat)))


def lives_on(flat: str) -> bool:
    """Whether a folded question says on what somebody lives.

    >>> lives_on("she lives on toast"), lives_on("ik eet soms toast")
    (True, False)
    """
    return bool(_LIVES_ON.search(flat))


def tells_eating(flat: str) -> bool:
    """Whether a folded question tells how somebody eats.

    >>> tells_eating("on a typical day i have oats"), tells_eating("oats or rice")
    (True, False)
    """
    return bool(_EATING.search(flat))
