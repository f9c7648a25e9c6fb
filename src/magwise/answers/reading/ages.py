"""How old somebody in a question is: read from the many ways in which people write an age."""

import re

from magwise.answers.reading.words import folded

_PERSON = (
    r"(?:vrouw|man|kind|dochter|zoon|zoontje|dochtertje|jongen|jongetje|meisje|moeder|vader|"
    r"kleuter|"
    r"peuter|tiener|puber|kleinzoon|kleindochter|kleinkind|oma|opa|neefje|nichtje|mama|papa|"
    r"footballer|gymnast|swimmer|student|schoolboy|schoolgirl|lass|nan|nana|nanna|gran|grandad|"
    r"granddad|auntie|uncle|aunt|hubby|missus|mam|mammy|bloke|lady|gal|guy|teen|kiddo|oul fella|"
    r"partner|vriendin|vriend|buurman|buurvrouw|son|daughter|child|kid|boy|girl|mother|father|"
    r"dad|mum|mom|woman|female|male|grandson|granddaughter|grandma|grandpa|granny|teenager|"
    r"client|cliente|patient|patiente|athlete|pupil|player|sporter|leerling|speler|speelster|"
    r"colleague|collega|cousin|friend|mate|"
    r"toddler|wife|husband|nephew|niece|lad|brother|sister|broer|zus|zusje|broertje)"
)
_NUMBERS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_N = r"(\d{1,3}|" + "|".join(word for word in _NUMBERS if word not in ("een", "one")) + r")"
_NOT_AN_AGE = (
    r"(?! ?(?:mg|milli|gram|g\b|kg|kilo|weken|week|weeks|dagen|days|keer|times|uur|hours?|min|km|"
    r"procent|percent|%|tablet|pil|capsul|maand|months?|cm|x\b|[.,]\d|mmol|ml|liter|glaz|glass|"
    r"k\b|kwart|['\"]|ft\b|feet|foot|weights?\b|st\b|stones?\b|lbs?\b|pounds?\b|pond\b))"
)
_EXPLICIT = (
    re.compile(rf"\b{_N}[ -]?(?:jaar oud|jarige?n?\b|year[ -]?olds?|years?[ -]old|y ?/? ?o\b|"
    rf"yr old)"),
    re.compile(rf"\b{_PERSON}(?: is| wordt| turns|,)?(?: van| of| aged| age)"
    rf"? \(?{_N}\b{_NOT_AN_AGE}"),
    re.compile(rf"\b(?:ik ben|i am|i'm|im|aged?|leeftijd|word|turning|hij is|zij is|ze is|he is|"
               rf"she is|he's|she's|is nu) (?:nu |net |now |just |already |al )"
               rf"?{_N}\b{_NOT_AN_AGE}"),
    re.compile(rf"\bvan {_N} jaar\b"),
    re.compile(rf"\b(?:vrouw|man|woman|male|female|v|m|f)[ ,(/]+{_N}\b{_NOT_AN_AGE}"),
    re.compile(rf"\(({_N[1:-1]})\)"),
)  # fmt: skip
_YEARS = re.compile(
    rf"(?<!al )(?<!sinds )(?<!na )(?<!over )(?<!for )(?<!last )(?<!past )(?<!afgelopen )"
    rf"(?<!laatste )(?<!ruim )(?<!zo'n )(?<!about )(?<!dan )\b{_N} (?:jaar|jr|years)\b"
    rf"(?! (?:geleden|lang|last|aan|al|ago|of|in|training|getraind|bezig|met|now|vrouw en))"
)
# "ik slik omeprazol 5 jaar": how long, not how old
_FOR_LONG = re.compile(
    r"\b(?:slik\w*|gebruik\w*|neem|nam|heb|taking|take|took|been on|have had|"
    r"(?:has|have|put|got|had|keeps?) (?:me|him|her|us) on|aan de)\b[^.,;?!]{0,40}$|"
    r"\bon (?:\w+ ){1,3}$"
)
_LONG_YEARS = 30
_YOUNG = re.compile(
    r"\b(\d{1,2})[ -](maanden|maand|months?|mo|weken|weeks?|wk)[ -](?:oude?|old)\b|"
    r"\b(?:baby|kindje|zoontje|dochtertje|jongetje|meisje|zoon|dochter|son|daughter|boy|girl)"
    r"(?: is| was|,)?(?: van| of)? (\d{1,2}) (maanden|maand|months?|weken|weeks?)\b"
)


def age_in(question: str) -> float | None:
    """The age of the person a question is about [years]; None when it tells none.

    How long a complaint lasts is no age.

    Examples
    --------
    >>> age_in("mijn dochter van vijftien heeft kramp"), age_in("al 10 jaar last van kramp")
    (15.0, None)
    >>> age_in("zoontje van 18 maanden")
    1.5
    """
    flat = folded(question)
    young = _YOUNG.search(flat)
    if young:
        months = young.group(2) or young.group(4)
        return float(young.group(1) or young.group(3)) / (12 if months.startswith("m") else 52)
    for pattern in (*_EXPLICIT, _YEARS):
        hit = pattern.search(flat)
        if hit:
            written = hit.group(1)
            years = float(_NUMBERS.get(written, 0)) or float(written)
            if pattern is _YEARS and years <= _LONG_YEARS and _FOR_LONG.search(flat[: hit.start()]):
                return None
            return years if years <= 120 else None
    return None


_A_SORT = re.compile(r"\b(?:what|which|any|some|this) kinds?\b|\bkinds? of\b")
_LONG_AGO = re.compile(r"\b(?:als|as a) (?:kind|child|kid|tiener|teen(?:ager)?|baby)\b")
# The mother asks for herself.
_BORN = re.compile(
    r"\b(?:baby|son|daughter|child) was born\b|\b(?:having|had) (?:my|a|our) baby\b|"
    r"\bna de bevalling\b|\b(?:net|pas|ben) bevallen\b|\bpostpartum\b|\bafter giving birth\b"
)
_BORN_ONE = frozenset(("baby", "son", "daughter", "kind", "child"))


def children_named(flat: str, words: frozenset[str]) -> frozenset[str]:
    """The words for a child in a question that mean one that is asked about.

    Parameters
    ----------
    flat
        The question in small letters without accents.
    words
        Its words for children and teenagers.

    Examples
    --------
    >>> sorted(children_named("which kind is best", frozenset({"kind"})))
    []
    >>> sorted(children_named("since i had my baby i get cramps", frozenset({"baby"})))
    []
    """
    if _LONG_AGO.search(flat):
        return frozenset()
    if _A_SORT.search(flat):
        words -= {"kind"}
    if "sleepy girl" in flat:
        words -= {"girl"}  # the name of a drink
    return words - _BORN_ONE if _BORN.search(flat) else words


_AGES = r"(?:1[0-7]|[6-9])"
_GROUP = (
    r"(?:squad|team|side|players?|girls|boys|football\w*|rugby|hockey|group|elftal|ploeg|jeugd)"
)
_YOUTH = re.compile(
    rf"\bunder[- ]?{_AGES}(?:'?s\b|[- ]{_GROUP}\b)|\bonder[- ]?{_AGES}[- ]{_GROUP}\b|"
    rf"\b(?:jo|mo)[- ]?{_AGES}\b|"
    r"\b(?:youth|school|junior) (?:team|squad|players?|side)|\bjunioren(?:team)?\b|\bpupillen\b|"
    r"\bjeugd(?:elftal|spelers?|leden|ploeg)\b"
)


def is_youth_team(flat: str) -> bool:
    """Whether a folded question is about a team or group of the young.

    >>> is_youth_team("my under-16 squad cramps"), is_youth_team("my egfr is under 15")
    (True, False)
    """
    return _YOUTH.search(flat) is not None
