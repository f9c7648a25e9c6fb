"""Alarm signs that are told in two parts: something sudden and a face, pills and despair.

The lines of the knowledge base hold fixed words; here each part may be said in many ways.
"""

import re

_SUDDEN = (
    r"\b(?:ineens|opeens|plots\w*|zomaar|sinds (?:vanmorgen|vanochtend|vandaag|gisteren?|een uur|"
    r"vannacht|vanavond|vanmiddag)|zojuist|nu|net|suddenly|all of a sudden|out of nowhere|"
    r"just|since (?:this|last|yesterday)|this morning|an hour|tonight|now)\b"
)
_BRAIN = (
    r"(?:spraak|stem|woorden) (?:\w+ )?(?:kwijt|weg|door elkaar)|"
    r"\b(?:kijkt?|lacht|trekt|staat|hangt|mond|gezicht|mondhoek)(?: \w+){0,3} "
    r"(?:scheef|schuin|hangt|hangen|omlaag)|"
    r"\b(?:laat|liet) (?:\w+ ){0,3}(?:uit haar|uit zijn|uit mijn)? ?(?:\w+ )?vallen|"
    r"(?:kop|kopje|glas|koffiekop|vork|sleutels) (?:laat |liet )?(?:\w+ )?vallen|"
    r"kan (?:\w+ ){0,3}niet (?:meer )?(?:praten|spreken|lezen)|"
    r"(?:ene|linker|rechter) ?(?:kant|arm|been|helft|zij)\w*(?: \w+){0,4} (?:slap|doof|gevoelloos|"
    r"niet meer|verlamd|weg)|"
    r"\b(?:face|mouth|smile|eye)(?: \w+){0,3} (?:lopsided|crooked|droop\w*|dropped|wonky|sagging|"
    r"slipped|fallen|gone funny|pulling)|"
    r"\b(?:lopsided|wonky|crooked|droopy) (?:\w+ )?(?:face|mouth|smile)|"
    r"\b(?:talking|speaking|speech|words?)(?: \w+){0,3} (?:gibberish|garbled|jumbled|slurred|"
    r"gone|backwards|drunk|mumbo)|"
    r"lost (?:his|her|my|their) (?:speech|words)|can't (?:find|get) (?:\w+ )?words|"
    r"(?:one|left|right) (?:side|arm|leg)(?: \w+){0,4} (?:weak|numb|dead|limp|gone|useless)|"
    r"dropp(?:ing|ed) (?:things|\w+ (?:cup|fork|mug))"
)
_SKIN = (
    r"galbult|netelroos|\bbulten|\b(?:huid|rode |jeuk\w* )uitslag|uitslag (?:op|over|in) (?:mijn|"
    r"m'n|mn|de|het|haar|zijn|heel)\b|\bhives|\brash|welts|nettle rash|itch\w* all over|"
    r"jeuk over|hele lijf (?:is |zit )?(?:rood|onder)|jeukt (?:overal|als de)|"
    r"red all over|covered in"
)
_BREATH = (
    r"\bpiep|wheez|\badem|\blucht\b|\bbreath|\bkeel\b|\bthroat|\bhees|hoarse|zwelt|gezwol|"
    r"swell|swollen|\btong\b|tongue|flauw|faint|can't swallow|speeksel|niet slikken"
)
_WEEKS_FAR = (
    r"\b(?:2\d|3\d|4[0-2]) ?(?:weken|weeks?|wks?|wk)\b(?! (?:geleden|ago|after|na|post|lang|of))"
)
_EXPECTING = rf"zwanger|pregn|preggers|expecting|in verwachting|up the duff|{_WEEKS_FAR}"
_WITH_CHILD = rf"(?:{_WEEKS_FAR})|(?:zwanger|pregn|preggers|in verwachting|expecting)"
_STRAINED = (
    r"(?:zicht|zie|beeld|ogen)(?: \w+){0,3} (?:wazig|vlekken|sterretjes|flitsen|dubbel|slecht)|"
    r"wazig zien|(?:vision|sight|eyes)(?: \w+){0,3} (?:blur\w*|funny|spotty|starry|double)|"
    r"blurr?(?:y|ed) (?:vision|sight)|seeing (?:\w+ )?(?:spots|stars|double|floaters|sparkles)|"
    r"\b(?:barstende|bonkende|knallende|zware|erge|vreselijke) (?:kop|hoofd)pijn|"
    r"(?:banging|splitting|pounding|blinding|terrible|thumping|awful|severe) (?:head\b|headache)|"
    r"onder (?:mijn|m'n|de) ribben|under (?:my|the|her) ribs|"
    r"(?:swollen|puffy) (?:\w+ )?(?:face|hands)|(?:face|hands) (?:\w+ ){0,2}(?:swollen|puffy|"
    r"swelled)|(?:gezicht|handen)(?: \w+){0,3} (?:dik|gezwollen|opgezet|opgezwollen)"
)
_HEART = (
    r"(?:holding|clutching|grabbing|rubbing) (?:at )?(?:his|her|my) chest|"
    r"(?:grijpt|hand|handen)(?: \w+){0,2} (?:naar|op) (?:zijn|haar|mijn|z'n) borst|"
    r"tussen (?:mijn|zijn|haar|de|m'n) schouderbladen|between (?:my|his|her|the) shoulder ?blades|"
    r"elephant|olifant|\banvil|ton of bricks|(?:tight|heav|press|crush|squeez)\w* (?:\w+ ){0,3}"
    r"(?:chest|ribs)|druk op mijn borst|(?:klem|strak)\w* om mijn (?:borst|ribben)",
    r"\barm\w*(?:'s)?(?: \w+){0,3} (?:heavy|numb|dead|ach\w+|hurt\w*|pain\w*|tingl\w*|zwaar|doof|"
    r"pijn|zeer)|(?:pijn|ache|pain)(?: \w+){0,3} (?:linker ?)?arm\b",
    r"\bjaw(?: \w+){0,3} (?:ach\w+|hurt\w*|pain\w*)|(?:pain|ache)(?: \w+){0,4} jaw|"
    r"pijn(?: \w+){0,4} kaak|\bkaak(?: \w+){0,3} (?:pijn|zeer)",
    r"zweet\w* (?:me |zich )?(?:kapot|rot|ineens)|sweating (?:buckets|like)|pouring sweat|"
    r"cold sweat|clammy|klam|koud zweet|zweet(?:en)? als|grey as|lijkbleek|asgrauw",
)
_NO_WATER = (
    r"(?:can't|cannot|can not|unable to|not able to)(?: \w+){0,3} (?:pee|wee|urinate|pass (?:\w+ )?"
    r"(?:water|urine))\b|kan (?:\w+ ){0,6}niet (?:meer )?(?:plassen|pissen|wateren|urineren)|"
    r"niet (?:meer )?kunnen (?:plassen|pissen|urineren)|"
    r"not been able to (?:pee|wee|urinate)|"
    r"krijg (?:\w+ ){0,3}geen (?:plas|druppel)|geen druppel (?:\w+ )?(?:plas|urine|eruit)"
)
_FULL = (
    r"burst|bladder|blaas|belly|tummy|buik|since (?:yesterday|last|this)|sinds|hours|uur|"
    r"all day|hele dag|agony|pijn|pain"
)
_NUMB_BELOW = (
    r"\b(?:numb|no feeling|lost feeling|gevoelloos|doof|geen gevoel|verdoofd)(?: \w+){0,4} "
    r"(?:down below|down there|privates?|undercarriage|saddle|bum|groin|between|onderen|kruis|"
    r"schaamstreek|billen|zadel)|(?:kruis|onderen|billen|schaamstreek|privates|groin|bum)"
    r"(?: \w+){0,4} (?:doof|gevoelloos|verdoofd|numb)"
)
_BACK = r"\bback\b|\brug\b|wet myself|soil|ophouden|incontin|\bpoo|pee\b|plas|hernia|disc\b"
_ENOUGH_TO_DIE = (
    r"\b(?:how (?:many|much)|hoeveel)\b.{0,60}\b(?:would do it(?! for)|will do it(?! for)|"
    r"to finish (?:me|it)|to end (?:it|me|things)|would (?:kill|finish|end) me|"
    r"kill myself|to die\b|"
    r"om dood te|om te sterven|om eruit te|om er niet meer|in te slapen voor|nooit meer wakker)|"
    r"\b(?:never wake|not wake) up (?:again|any ?more)"
)
_PILLS_READY = (
    r"\b(?:pil(?:len|s)?|pills?|tablet\w*|slaappil\w*|capsul\w*|magnesium|meds|medic\w*)\b"
    r"(?: \w+){0,4} (?:klaar\w*|opgespaard|gespaard|ready|saved|lined|laid out|in front of me|"
    r"voor me)\b|"
    r"\b(?:sat|sitting|zit)(?: \w+){0,4} (?:with|met)(?: \w+){0,3} (?:tablets|pills|pillen)|"
    r"\b(?:saved|saving|lined|sparen|verzameld|stockpil\w*)(?: \w+){0,4} "
    r"(?:pills|tablets|pillen|meds|medicijnen)"
)
_DESPERATE = (
    r"can't (?:cope|go on|take (?:it|this)|do (?:it|this))|had enough|given up|no hope|hopeless|"
    r"rust (?:\w+ )?voor altijd|(?:wil|wilt) (?:\w+ )?rust|op van alles|"
    r"kan niet meer|hou(?:dt)? het niet (?:meer )?vol|"
    r"trek het niet|geen zin meer|opgegeven|afscheid|goodbye|sorry for everything|alles moe|"
    r"tired of (?:life|living|it all)|better without|burden|tot last|peace at last|niet meer wil"
)
_FAREWELL = (
    r"afscheidsbrief|suicide note|goodbye (?:note|letter)|(?:wil|wilt|wants?|want) (?:\w+ ){0,2}"
    r"rust (?:\w+ )?voor altijd|"
    r"rust wil voor altijd|sleep and never wake|voorgoed (?:slapen|rust)"
)


_STOPPED = (
    r"\b(?:gestopt|stop|stopte|afkick\w*|packed in|quit|gave up|given up|came off|off|stopped|"
    r"detox\w*|dry since|last drink)\b"
)
_DRINK = (
    r"\b(?:zuipen|drank|drinken|alcohol|bier|wijn|drinking|drink|booze|vodka|the sauce|wodka)\b"
)
_DELIRIUM = (
    r"zie\w* (?:\w+ )?(?:beestjes|dingen|spinnen|muizen)|seeing (?:\w+ )?(?:things|spiders|bugs)|"
    r"hallucin|\bril\b|rillen|\bbeef|\btril|shak|tremb|sweats\b|zweet\w*"
)
_LONG = (
    r"(?:\d+|een|paar|a|few|several|twee|drie|two|three|six|zes) "
    r"(?:maand\w*|jaar|jaren|months?|years?)"
)
_LONG_DRY = re.compile(
    rf"{_LONG} (?:\w+ )?(?:gestopt|sober|dry|off|clean|ago|geleden|nuchter|droog|zonder)\b|"
    r"\b(?:stopped|quit|gestopt|sober|dry|nuchter)(?: (?:met|drinking|drinken|drink|alcohol|for|al|"
    rf"about|now|sinds|since)){{0,3}} {_LONG}"
)
_SWOLLEN_MOUTH = (
    r"\b(?:tongue|lips?|throat|tong|lip|lippen|keel)(?:'s)?(?: \w+){0,3} (?:fat|thick|huge|"
    r"swell\w*|swollen|puff\w*|blown up|balloon\w*|dik|dikker|"
    r"gezwol\w*|opgezwol\w*|zwelt|zwellen)\b"
)
_SWELLS = r"zwelt (?:\w+ )?op|opgezwollen|swelling up|swelled up|swollen up|blown up like"
_REELING = (
    r"duizel|dizzy|flauw|faint|\badem|breath|wheez|steek|sting|stung|wesp|wasp|\bbee\b|\bbij\b"
)
_HARD_BELLY = (
    r"plankhard|(?:buik|belly|tummy|stomach)(?: \w+){0,3} (?:keihard|rock[- ]hard|hard as|rigid|"
    r"als een plank|board)"
)
_SICK = r"kots|braak|brak\b|overgev|overgeef|spuug|vomit|throwing up|puk|pain|pijn|kramp|agony|sick"
_CREEPS = (
    r"(?:voel|feel\w*)(?: \w+){0,3} (?:benen|legs)(?: \w+){0,3} (?:minder|less)|"
    r"(?:numb\w*|weak\w*|dove?|gevoelloos\w*|slap\w*)\b.{0,40}(?:creeping|spreading|climbing|"
    r"moving up|kruipt|omhoog|stijgt)|(?:benen|legs)\b.{0,40}(?:kruipt omhoog|creeping up)"
)
_STILL_BABY = (
    r"(?:voel|voelt|voelde)(?: \w+){0,2} (?:baby|kindje|hem|haar|schop\w*)(?: \w+){0,3} "
    r"(?:niet|minder|nauwelijks|amper|nooit|weinig)|"
    r"(?:baby|kindje)(?: \w+){0,3} (?:beweegt|schopt)(?: \w+){0,3} (?:niet|minder|nauwelijks|amper|"
    r"weinig)|(?:baby|bump|little one|she|he|it)(?: \w+){0,3} (?:hasn't|isn't|not|stopped|barely|"
    r"hardly|less)(?: \w+){0,2} (?:mov\w*|kick\w*|stir\w*|wriggl\w*)|"
    r"(?:no|fewer|less) (?:kicks|movements?)\b|(?:felt|feel\w*)(?: \w+){0,4} (?:no|less) "
    r"(?:kick\w*|movement\w*)"
)
_HEAD = r"headache|hoofdpijn|koppijn|\bhead\b"
_BOLT = (
    r"\bbolt\b|worst (?:\w+ )?ever|worst of my life|ergste (?:\w+ )?ooit|thunder|donderslag|"
    r"like a hammer|out of the blue|als een mokerslag|neck(?: \w+){0,3} (?:won't|can't|stiff|not) ?"
    r"(?:bend)?|stiff neck|nekstijf|nek(?: \w+){0,3} (?:niet buigen|stijf)|stijve nek"
)
_DESPAIR_TOLD = (
    r"wanhoop|wanhopig|despair|desperate(?! for| to)|said goodbye|afscheid (?:van|"
    r"genomen)|goodbyes|"
    r"wanted it (?:all )?to (?:stop|end)"
)
_SWALLOWED_ALL = r"(?:geslikt|ingenomen|took|taken|swallowed|downed|necked)"
_NOTE = r"left (?:us )?a note|briefje (?:\w+ )?(?:achtergelaten|gevonden|neergelegd)|found a note"
_PILLS_GONE = (
    r"(?:pills?|pillen|tablet\w*|magnesium|paracetamol|meds|medic\w*)(?: \w+){0,4} (?:gone|missing|"
    r"empty|weg|verdwenen|leeg)\b"
)
_ATTEMPT = (
    r"pijp aan maarten|zelfmoordpoging|su[iï]cidepoging|suicide attempt|"
    r"tried to (?:kill|end|do away)"
)
_DEADLY = r"dodelijk|lethal|fatal|deadly|overdos"
_DONE = (
    r"klaar mee|er klaar mee|done with (?:it|life|everything)|had enough|can't cope|geen zin meer|"
    r"helemaal op en|trek het niet|can't go on|hou het niet meer"
)
_PRESSURE = r"\b(?:1[4-9]\d|2\d\d) ?(?:/|over|op) ?\d{2,3}\b"


def _all(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(rf"(?=.*(?:{part}))" for part in parts), re.DOTALL)


_LIMB = (
    r"\b\w*(?:arm|hand|been|leg|gezicht|face)\b(?: \w+){0,3} (?:doof|slap|gevoelloos|numb|"
    r"weak|dead)|"
    r"\barm\b(?: \w+){0,3} (?:heavy|zwaar)"
)
_WORDS_LOST = (
    r"(?:zin|zinnen|woord\w*|words?|sentences?)(?: \w+){0,3} (?:niet|kwijt|door elkaar|won't|not|"
    r"muddled|jumbled|wrong)|(?:can't|cannot|couldn't)(?: \w+){0,3} (?:sentence|words?|talk|speak)|"
    r"niet (?:meer )?(?:goed )?(?:praten|spreken)"
)
# What is told, and the red flag that it is.
_FLAGS = (
    (_all(_SUDDEN, _BRAIN), "stroke-signs"),
    (_all(_WITH_CHILD, _EXPECTING, _STRAINED), "pre-eclampsia"),
    (_all(_LIMB, _WORDS_LOST), "stroke-signs"),
    (_all(_WITH_CHILD, _PRESSURE), "pre-eclampsia"),
    (_all(_HEART[0], "|".join(_HEART[1:])), "chest-pain"),
    (_all(_HEART[1], "|".join(_HEART[2:])), "chest-pain"),
    (_all(_HEART[2], _HEART[3]), "chest-pain"),
    (_all(_NUMB_BELOW, _BACK), "saddle-numbness"),
)
_DESPAIR = (
    _all(_DEADLY, _DONE),
    _all(_NOTE, _PILLS_GONE),
    re.compile(_ATTEMPT),
    _all(_DESPAIR_TOLD, _SWALLOWED_ALL),
    re.compile(_ENOUGH_TO_DIE),
    _all(_PILLS_READY, _DESPERATE),
    re.compile(_FAREWELL),
)
_FINDINGS = (
    (_all(_SKIN, _BREATH), "answer.allergy"),
    (_all(_SWOLLEN_MOUTH), "answer.allergy"),
    (_all(_SWELLS, _REELING), "answer.allergy"),
    (_all(_STOPPED, _DRINK, _DELIRIUM), "answer.alcohol-withdrawal"),
    (_all(_HARD_BELLY, _SICK), "answer.blocked-bowel"),
    (_all(_CREEPS), "answer.paralysis"),
    (_all(_WITH_CHILD, _STILL_BABY), "answer.labour"),
    (_all(_HEAD, _BOLT), "answer.sudden-headache"),
    (_all(_NO_WATER, _FULL), "answer.no-urine"),
)


def flags_in_parts(flat: str) -> tuple[str, ...]:
    """Red flags of which both parts are told.

    Parameters
    ----------
    flat
        The question in lower case, without accents.
    """
    return tuple(dict.fromkeys(flag for parts, flag in _FLAGS if parts.match(flat)))


def findings_in_parts(flat: str) -> tuple[str, ...]:
    """Messages on dangers that are no red flag of the advice."""
    return tuple(key for parts, key in _FINDINGS if parts.match(flat))


def is_long_dry(flat: str) -> bool:
    """Whether somebody stopped drinking months ago; withdrawal is a matter of days."""
    return bool(_LONG_DRY.search(flat))


def despair_in_parts(flat: str) -> bool:
    """Whether pills and despair, or an amount to die of, stand together."""
    return any(parts.search(flat) for parts in _DESPAIR)
