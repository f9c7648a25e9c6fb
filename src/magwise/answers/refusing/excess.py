"""Too much magnesium in somebody's blood: the signs of it after magnesium was taken."""

import re

# Whatever holds much magnesium: supplements, laxatives, antacids, what cleans the bowel.
_HOLDS_MAGNESIUM = re.compile(
    r"magnes|\bmag\b|epsom|bitterzout|laxeer|laxati|bowel ?prep|darmvoorberei|darmonderzoek|"
    r"antacid|maagtablet|rennie|maalox|picolax|picoprep|citrafleet|purge"
)
_TAKEN = re.compile(
    r"\b(?:took|takes?|taken|taking|had|having|gave|given|giving|got|gets|drank|drinks?|drunk|"
    r"swallow\w*|downed|necked|uses?|using|on|after|since|with|at|into|found|gevonden|nam|"
    r"neemt|neem|nemen|genomen|ate|eaten|finished|emptied|polished|gone through|opgemaakt|"
    r"opgegeten|opgedronken|opgeslikt|leeg|leeggegeten|leeggedronken|achterover|"
    r"slikt?|slikte\w*|slikken|geslikt|kreeg|krijgt|gehad|gaf|gaven|gegeven|geef|gebruikt?|"
    r"dronk|drinkt|gedronken|ingenomen|binnen|sinds|sedert|na|nadat|door|van|met|op)\b"
)
# Nearly out of reach, or hardly breathing: nobody waits with that.
_HARD = (
    r"(?:hardly|barely|scarcely|can't|cannot|couldn't|won't|not|isn't|doesn't|"
    r"impossible to|hard to|struggl\w* to|difficult to)"
    r"(?: \w+){0,3} (?:wak\w+|rous\w+|respond\w*|answer\w*|react\w*|come round)\b",
    r"\b(?:amper|nauwelijks|bijna niet|haast niet|moeilijk|slecht|niet|met moeite)"
    r"(?: \w+){0,3} (?:wakker|aanspreekbaar|antwoord\w*|reageer\w*|bij kennis|bereikbaar|wekken|"
    r"wekbaar)\b",
    r"\bgeen (?:zinnig )?woord (?:\w+ )?uit\b|niet bij te krijgen|snurk\w* met open|"
    r"\bcan't get (?:a word|any sense) out of|not getting (?:a word|any sense)",
    r"\b(?:reageert|antwoordt|praat) (?:\w+ )?(?:amper|nauwelijks|bijna niet|haast niet)",
    r"\b(?:ademt?|ademhal\w*|ademen)(?: \w+){0,3} "
    r"(?:traag|trager|langzaam|langzamer|oppervlakkig|zwak\w*)",
    r"\b(?:ogen|oogjes)(?: \w+){0,2} (?:amper|nauwelijks|bijna niet|haast niet) ?open|"
    r"\b(?:hardly|barely) open(?:ing|s)? (?:her|his|my) eyes",
    r"\b(?:trage|langzame|oppervlakkige) (?:adem|ademhaling)",
    r"\bbreath\w*(?: \w+){0,3} (?:slow\w*|shallow\w*|weak\w*)",
    r"\b(?:slow|shallow|weak) breath",
    r"\b(?:keeps?|keep) (?:nodding|drifting|dropping|slipping|dozing) (?:off|away|out|in and out)",
    r"\bin and out of (?:it|consciousness)|\bzakt (?:steeds |telkens )?weg\b|\bwegzakk\w+|"
    r"\bknikkebol",
    r"\b(?:lips|lippen|face|gezicht) (?:\w+ ){0,3}(?:blue|grey|gray|blauw|grauw)\b|"
    r"\b(?:floppy and|limp and) (?:\w+ )?(?:grey|gray|blue)\b",
)
_HARDLY = re.compile("|".join(_HARD))
_DULL = re.compile(
    r"\b(?:suf|suffig|versuft|slap|slapjes|vaatdoek|dweil|pudding|pap in|sloom|lusteloos|verward|"
    r"in de war|duf|drowsy|drowsiness|floppy|limp|lethargic|groggy|dopey|confused|muddled|"
    r"out of it|"
    r"away with the fairies|ragdoll|rag doll|jelly|jello|very weak|so weak|really weak|too weak|"
    r"heel zwak|erg zwak|zo zwak|te zwak|slurr\w+|lalt|spierzwakte|can't lift|can't stand|"
    r"van de wereld|er niet bij|not with it|not all there|away with it|not himself|not herself|"
    r"talking (?:rubbish|nonsense|gibberish)|wartaal|onzin uit|kletst onzin|"
    r"slaapt(?: \w+){0,3} hele dag|sleep\w* (?:\w+ )?all day|slept all day|"
    r"dead to the world|out for the count|(?:als een|like a) (?:dronk\w*|drunk\w*|zatte?\w*)|"
    r"benen begeven|legs (?:\w+ ){0,2}(?:gone|going|giving|gave|buckl\w*)|"
    r"(?:see|seeing|ziet?|sees) (?:\w+ )?(?:double|dubbel)|"
    r"(?:struggl\w*|hard|can't|trouble|difficult\w*)(?: \w+){0,2} swallow\w*|"
    r"(?:slikken|slik)(?: \w+){0,2} (?:moeilijk|lukt niet|niet meer)|"
    r"eyes open|openhouden|armen niet (?:meer )?(?:\w+ )?tillen|"
    r"kan niet staan|kan niet meer staan|krachteloos|geen kracht|"
    r"(?:benen|armen|hoofd)(?: \w+){0,3} (?:amper|nauwelijks|niet|niet meer) (?:\w+ )?"
    r"(?:tillen|optillen|bewegen|omhoog)|"
    r"(?:barely|hardly|can't|cannot)(?: \w+){0,2} (?:lift|move|raise) (?:his|her|my|their) "
    r"(?:legs|arms|head))\b"
)
# A laxative amount is far more than a supplement; somebody who is muddled after it does not wait.
_MUCH_AT_ONCE = re.compile(
    r"epsom|bitterzout|laxeer|laxati|milk of magnesia|magnesiamelk|bowel ?prep|citrate drink"
)
_MUDDLED = re.compile(
    r"\b(?:confused|muddled|verward|in de war|wartaal|slurr\w+|lalt|floppy|limp|not making sense|"
    r"talking (?:rubbish|nonsense|gibberish)|kan niet (?:meer )?staan|can't stand)\b"
)
_BAD_KIDNEYS = re.compile(
    r"myasthen|dialys|kidney (?:failure|disease|patient|trouble|problem)|"
    r"renal|\bckd\b|nierfal|nierziek|"
    r"nierpati|nierschade|nierinsuf|kidney damage|nierprobl|(?:slechte|zwakke|kapotte|halve) nier|"
    r"(?:bad|weak|poor|failing|dodgy|ropey|dicky|knackered|shot) kidney|"
    r"kidneys? (?:\w+ ){0,3}(?:fail\w*|bad|weak|poor\w*|half|aren't|don't|not|shot|"
    r"packed|packing|knackered|banjaxed|kaput|gone|done|wrecked|ruined|buggered|useless|dying)\b|"
    r"nieren (?:\w+ ){0,3}(?:niet|minder|slecht\w*|half|kapot|zwak|op)\b"
)
_NO_URINE = re.compile(
    r"\b(?:plast?|geplast|pla?s|gepiest|pist|plassen|urineren|geurineerd)\b(?: \w+){0,4} "
    r"(?:niet|niks|niets|geen druppel|amper|nauwelijks)\b|"
    r"\b(?:niet|niks|niets|amper|nauwelijks)(?: \w+){0,2} (?:geplast|gepiest|plassen|plast|plas)\b|"
    r"\bgeen (?:plas|urine)|(?:no|any) (?:urine|wee|pee)\b|"
    r"(?:not|n't|hardly|barely|stopped)(?: \w+){0,2} (?:pee\w*|wee\w*|urinat\w*|passed water|"
    r"passing water)\b"
)
_SMALL_CHILD = re.compile(
    r"\b(?:baby|peuter|kleuter|dreumes|zuigeling|kindje|zoontje|dochtertje|kleintje|ukkie|toddler|"
    r"infant|newborn|bairn|wean|wee one|little one|lil one|kiddo|child|kid|kind)\b"
)
_DRIP = re.compile(r"infuus|\bdrip\b|infusion|\biv\b|infusie")
_PULSE = re.compile(
    r"\b(?:pulse|pols|polsslag|hartslag|heart ?rate)\b[^.?!\d]{0,24}\b([2-5]\d)\b(?! ?(?:jaar|mg))"
)
_SLOW_IN_WORDS = re.compile(
    r"\b(?:pols|polsslag|hartslag|hart|pulse|heart ?beat|heart ?rate|heart)(?: \w+){0,4} "
    r"(?:traag|trage|langzaam|langzame|slow\w*|sluggish)\b|"
    r"\b(?:trage|langzame|lage|slow|low) (?:\w+ )?(?:pols|polsslag|hartslag|pulse|heart ?beat|"
    r"heart ?rate)\b"
)
_SLOW_WITH_RISK = 50  # beats a minute
_DENIED = re.compile(
    r"\b(?:no|not|never|isn't|wasn't|niet|geen|nooit|zonder|without)\s+"
    r"(?:(?:at all|really|very|echt|meer|so|zo)\s+)?(?:\w+ (?:or|and|of|en|noch|nor) )?$"
)


def too_much_now(flat: str) -> bool:
    """Whether somebody who took magnesium is hardly to be woken, or limp with poor kidneys.

    Parameters
    ----------
    flat
        The question in lower case, without accents.
    """
    if not _HOLDS_MAGNESIUM.search(flat) or not _TAKEN.search(flat):
        return False
    if _is_told(_HARDLY, flat):
        return True
    at_risk: object = (
        _BAD_KIDNEYS.search(flat) or _NO_URINE.search(flat) or _SMALL_CHILD.search(flat)
    )
    at_risk = at_risk or _DRIP.search(flat)
    pulse = _PULSE.search(flat)
    if (pulse and int(pulse.group(1)) <= _SLOW_WITH_RISK) or _is_told(_SLOW_IN_WORDS, flat):
        at_risk = True  # a slow heart in somebody who is dull is enough, whatever the kidneys do
    if pulse and int(pulse.group(1)) <= _SLOW_WITH_RISK and _BAD_KIDNEYS.search(flat):
        return True
    if _MUCH_AT_ONCE.search(flat) and _is_told(_MUDDLED, flat):
        return True
    return bool(at_risk) and _is_told(_DULL, flat)


def _is_told(sign: re.Pattern[str], flat: str) -> bool:
    return any(not _DENIED.search(flat[: hit.start()]) for hit in sign.finditer(flat))
