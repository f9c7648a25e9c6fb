"""Everyday English spelled out: "preg", "T2D", "mg deficiency", "dont", "palak"."""

import re

# Each pattern, and what a careful writer would have put there.
_SPELLED = (
    # the apostrophe that nobody types
    (r"(ca|do|wo|is|does|did|have|has|was|are|should|could|would|had|were)nt", r"\1n't"),
    (r"im", "i'm"),
    (r"ive", "i've"),
    (r"(what|he|she|that|there|who|how)s(?= (?!and\b|or\b))", r"\1's"),
    (r"(you|they)ve", r"\1've"),
    (r"(you|they)re", r"\1're"),
    (r"(you|they)ll", r"\1'll"),
    # typed short
    (r"u", "you"),
    (r"ur", "your"),
    (r"pls|plz|plse", "please"),
    (r"b4", "before"),
    (r"2day", "today"),
    (r"2nite|tonite", "tonight"),
    (r"nites?", "night"),
    (r"thru", "through"),
    (r"abt", "about"),
    (r"wks", "weeks"),
    (r"wk", "week"),
    (r"mths|mnths", "months"),
    (r"yrs", "years"),
    (r"hrs", "hours"),
    (r"recc?on", "reckon"),
    (r"owt", "anything"),
    (r"nowt", "nothing"),
    (r"defici?[ae]?nc[iey]+s?|deffici?ency|definciency", "deficiency"),
    (r"suppliments?|supplments?|suplements?", "supplement"),
    (r"symtoms?|symptons?|simptoms?", "symptoms"),
    (r"diarr?h?o?ea|diahrr?o?e?a|diar?rh?ea|diarreah|diahorr?ea|diorrhea", "diarrhoea"),
    (r"tabs", "tablets"),
    (r"(?<=\d )tab|(?<=\ba )tab|(?<=\bper )tab|(?<=\beach )tab", "tablet"),
    (r"(?<=\d )caps?|(?<=\bper )cap|(?<=\beach )cap", "capsule"),
    # magnesium
    (r"milk of mag", "milk of magnesia"),
    (r"mag-?ox", "magnesium oxide"),
    (r"(?<!-)(?<!in a )(?<!in the )(?<!in this )mags?(?! phos)", "magnesium"),
    (
        r"(?<!\d)(?<!\d )(?<!many )(?<!of )(?<!in )mg(?= (?:defici|short|lack|levels?\b|supp|tabl|"
        r"pill|caps|citr|glyc|oxide|bisg|thre|malat|taur|chlor|oil\b|spray|check|test|blood|serum|"
        r"low\b|is\b|was\b|were\b|came\b|result|status|intake|and\b|with\b|for\b|help|rich|good\b))",
        "magnesium",
    ),
    (r"(?<=\blow )mg|(?<=\bmy )mg|(?<=\bserum )mg|(?<=\benough )mg|(?<=\btaking )mg", "magnesium"),
    (r"epsoms|epson(?= (?:salts?|bath))", "epsom"),
    # people and states
    (r"preg(?:gers|go|gy|gas)?|up the duff|up the pole", "pregnant"),
    (
        r"e?bfing|ebf|breast feeding|"
        r"nursing(?= (?:mum|mom|mother|(?:my|a|our) (?:baby|newborn|infant)))",
        "breastfeeding",
    ),
    (r"bubs?|bairn", "baby"),
    (
        r"ttc|(?:we'?re |i'?m |am |are )?trying (?:to conceive|for (?:a|another) baby)"
        r"(?= ?,| and | can)",
        "planning a pregnancy",
    ),
    (r"(?:chucking|puking) up", "throwing up"),
    (r"chucked up", "threw up"),
    (r"(?:loose|runny|watery|squitty) (?:poos?|bowels?|motions?|bms?)", "loose stools"),
    (r"(?:jack|pack|knock) it (?:in|on the head)", "stop it"),
    (
        r"(?<=my )op|(?<=an )op|(?<=hip )op|(?<=knee )op|(?<=bladder )op|(?<=hernia )op|"
        r"(?<=heart )op|(?<=back )op|(?<=cataract )op|(?<=having a )procedure",
        "operation",
    ),
    (r"t2dm?|type ?(?:2|ii|two)(?! diab)(?: dm)?", "type 2 diabetes"),
    (r"t1dm?|type ?(?:1|i|one)(?! diab)(?: dm)?", "type 1 diabetes"),
    (r"ckd ?(?=\d)", "ckd stage "),
    (r"h/?bp", "high blood pressure"),
    (r"bp(?= (?:meds?|tabl|pill|medic|drugs?))", "blood pressure"),
    (r"(?<!blood )(?<!blood-)pressure(?= (?:tablets?|pills?|meds)\b)", "blood pressure"),
    # medicines
    (r"doxy", "doxycycline"),
    (r"bendro", "bendroflumethiazide"),
    (r"palps", "palpitations"),
    (r"cipro", "ciprofloxacin"),
    (r"amoxy?", "amoxicillin"),
    (r"levo(?:thyrox)?|eltroxine?|thyronorm", "levothyroxine"),
    (r"metf", "metformin"),
    (r"lanso", "lansoprazole"),
    (r"pantop|panto|pan-d", "pantoprazole"),
    (r"omep|omez", "omeprazole"),
    (r"telma", "telmisartan"),
    (r"crocin|dolo(?: ?650)?|tylenol|panadol", "paracetamol"),
    (r"pred", "prednisolone"),
    (r"abx|anti-?bs|antibios?", "antibiotics"),
    (r"(?<!blood )thinners", "blood thinners"),
    (r"acid tablets|tummy tablets|gastric tablets|reflux meds", "acid reflux tablets"),
    # food
    (r"palak", "spinach"),
    (r"badam", "almonds"),
    (r"kaju", "cashews"),
    (r"akhrot", "walnuts"),
    (r"da+ls?|dhals?", "lentils"),
    (r"chana|garbanzos?(?: beans)?", "chickpeas"),
    (r"chap?pati(?:e?s)?|rotis?|phulkas?", "wholewheat bread"),
    (r"dahi", "yoghurt"),
    (r"pepitas", "pumpkin seeds"),
    (r"filberts", "hazelnuts"),
    (r"groundnuts", "peanuts"),
    (r"spuds", "potatoes"),
    (r"weet-?bix", "weetabix"),
    (r"choccy|choccie", "chocolate"),
)
_RULES = tuple(
    (re.compile(rf"\b(?:{short})(?!\w)", re.IGNORECASE), full) for short, full in _SPELLED
)


def spelled_out(text: str) -> str:
    """A question in English with what people type short written in full.

    Examples
    --------
    >>> spelled_out("T2D here, dont know if mag levels matter")
    "type 2 diabetes here, don't know if magnesium levels matter"
    """
    for pattern, full in _RULES:
        text = pattern.sub(full, text)
    return text
