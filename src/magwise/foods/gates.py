"""Tells a diary line from what is not one: plans, questions, body weight, code, chatter."""

import re
from typing import Literal

from magwise.foods import stories

Verdict = Literal["food", "nothing-eaten", "not-food"]

_NOTHING = re.compile(
    r"^(?:(?:ik|i|heb|have|had|ve|today|vandaag|just|gewoon|s?morgens|sochtends|middags|avonds|"
    r"ochtend|avond|verder|de hele dag|all day|weer|om|at|for|bij|de|het|lunch|ontbijt|breakfast|"
    r"diner|dinner|helemaal|nog|met|avondeten|tussendoor|s)[ :,.-]*)*"
    r"(?:niks|niets|nothing|nada|noppes|none|gevast|vast(?:en|te)?|fast(?:ed|ing)|"
    r"(?:skipped|missed|overgeslagen|skip)\b.*|geen (?:ontbijt|lunch|diner|avondeten|eten)|"
    r"no (?:breakfast|lunch|dinner|food)|(?:niet|not|nooit|didnt|did not) (?:gegeten|eaten|eat|"
    r"ontbeten|geluncht)|(?:ontbijt|lunch|diner|avondeten) (?:overgeslagen|skipped|geskipt))"
    r"(?: (?:gegeten|gehad|eaten|to eat|at all|meer|today|vandaag|genomen|gedronken|all day|anders|"
    r"else|ontbeten|de hele dag|lunch|breakfast|dinner|ontbijt|food|day))*[ .!]*$"
)
_EXCEPT = re.compile(r"\b(?:behalve|except|apart from|but|maar wel|alleen)\b")
_CODE = re.compile(
    r"https?:|www\.|\w@\w|</?[a-z!]|\bselect\b.*\bfrom\b|\bdrop table\b|\b(?:def|function|return|"
    r"import|"
    r"class|print|console)\b.*[(:;{]|[{}]|\b[a-z_]\w* ?= ?\S|\.\./|=>|==|\$\(|\\x|;--|--;|"
    r"\b(?:null|undefined)\b|^\s*[#/]{2}"
)
_PLAN = re.compile(
    r"^(?:over)?morgen\b|\btomorrow\b|\bvolgende (?:week|keer|maand)\b|\bnext (?:week|time)\b"
    r"|\b(?:ik|we|wij) (?:ga|gaan|zal|zou|wil|willen|moet|moeten|hoop|mag)\b"
    r"|\b(?:ga|wil|zal|zou|moet) (?:ik|we|nog|vanavond|straks|morgen)\b|^(?:moet|wil|ga|zou)\b"
    r"|\bvan plan\b|\bzin in\b|\btrek in\b|\bboodschappen\b|\bgroceries\b|\bshopping\b"
    r"|\b(?:i|we|ill|id)\b[ ']*(?:will|ll|would|want|wish|need|should|could|might|may|plan|must|"
    r"d)\b"
    r"|\b(?:going to|gonna|craving|feel like|looking forward|planning|to buy|kopen|te kopen|"
    r"bestellen)\b"
    r"|\bill\b(?: (?:eat|have|drink|get|cook|make))|\bstraks\b.*\b(?:eten|eet|halen|maken|koken)\b"
    r"|\b(?:volgend|later) (?:dit|this)\b|\bplan(?:nen)?:|\bmisschien\b|\bmaybe\b|\bperhaps\b"
    r"|^straks\b|\b(?:ge)?kocht\b|\bbought\b|\bi (?:buy|order) \b|\bboodschap\b"
)
_TASTE = re.compile(
    r"\bused to\b|\bi (?:love|like|hate|dislike|adore|miss|cant stand)\b|\bhou(?:d)?(?: \w+)? van\b"
    r"|\b(?:ik )?lust(?:te)?\b|\ballerg\w+|\bintoleran\w+|\bvind\b.*\b(?:lekker|vies|lekkerder)\b"
    r"|\bfavou?rite\b|\blievelings\w*|\bvroeger\b|\bnooit meer\b|\bhaat\b|\bexpensive\b|\bduur\b"
    r"|\brecept\b|\brecipe\b|\bdroom\w*|\bdream\w*"
)
_BODY = re.compile(
    r"\b(?:ik |nu )?(?:weeg|weegt|woog)\b|\b(?:i )?(?:weigh|weighed|weighing)\b|\bmijn gewicht\b|"
    r"\bmy weight\b"
    r"|\blichaamsgewicht\b|\bbody ?weight\b|\b(?:bmi|bloeddruk|blood pressure|hartslag|heart ?rate|"
    r"glucose|cholesterol|temperatuur|koorts|fever|afgevallen|aangekomen|lost \d|gained \d)\b"
    r"|^gewicht\b|^weight\b|\bik ben \d+ (?:jaar|kilo|kg)\b|\bi am \d+ (?:years|kg|kilos)\b"
)
_OTHERS = re.compile(
    r"\b(?:my|mijn|de|the|our|onze|zn|his|her|haar|zijn|a)\b ?(?:\w+ )?"
    r"(?:cat|dog|kat|hond|poes|konijn|paard|hamster|baby|kids?|kind|kinderen|zoon|dochter|son|"
    r"daughter|man|vrouw|husband|wife|partner|vriend|vriendin|friend|boyfriend|girlfriend|moeder|"
    r"vader|"
    r"mother|father|mum|dad|buurman|buurvrouw|collega|colleague|neighbou?r|children|brother|sister|"
    r"broer|zus|opa|oma)\b"
    r"(?: \w+)? (?:ate|eats|had|has|aten|eten|dronken|drank|stole|wants|eet|at|heeft|had|kreeg|"
    r"dronk|lust|wil|vond|"
    r"stal)\b"
    r"|\b(?:he|she|they|hij|zij|ze|someone|iemand)\b (?:\w+ )?(?:ate|had|drank|stole|at|aten|"
    r"dronk|stal)\b"
    r"|\b(?:voor|for) (?:de|het|the|mijn|my|onze|our) (?:vogels?|birds?|kat|katten|hond|honden|"
    r"cats?|"
    r"dogs?|kinderen|kids|baby|konijn|paard|paarden|horse|horses|kippen|chickens)\b"
)
_ASKING = re.compile(
    r"^(?:hoe|hoeveel|wat|waar|waarom|welke|wie|wanneer|is|zijn|zit|zitten|kan|kun|mag|moet|"
    r"heeft|how|"
    r"what|where|why|which|who|when|are|does|do|can|could|should|may|has|would)\b.*\?"
    r"|^is \w+ (?:\w+ )?(?:gezond|ongezond|goed|slecht|healthy|unhealthy|bad|good|ok)\b"
    r"|\b(?:hoeveel|how much|how many)\b.*\?|^(?:hoeveel|how (?:much|many)|waarom|why|wat is|"
    r"what is|whats)\b"
)
_ABSENT = re.compile(
    r"\b(?:was|waren|is|zijn|raakte|raakten)\b(?: \w+)? op\W*$|\b(?:laten (?:staan|liggen)|"
    r"weggegooid|thrown? away|threw (?:away|out)|binned|afgeslagen|ran out of|run out of|"
    r"out of stock|uitverkocht|sold out|vergeten (?:te|mee)|forgot (?:to (?:eat|bring)|my|the))\b"
    r"|\blangs (?:de|het|mijn|t)\b.*\bvoor\b|\bnaar de (?:winkel|supermarkt|appie|bakker|slager)\b"
    r"|\b(?:nipping|popped|pop|went|going) (?:out|to the shop|to the shops) for\b"
    r"|\b(?:gave|fed|made|cooked|packed|bought)\b (?:\w+ )?(?:kids?|children|dog|cat|son|daughter|"
    r"baby|husband|wife|him|her|them)\b"
    r"|\b(?:gaf|gegeven|gevoerd|klaargemaakt|gemaakt)\b.*\b(?:kinderen|hond|kat|poes|zoon|dochter|"
    r"baby|vogels|eenden)\b"
)
_PAYING = re.compile(
    r"\b(?:bill|rekening|factuur|invoice|abonnement|subscription|receipt|bonnetje|betaald|paid|"
    r"iphone|macbook|airpods|playstation)\b|\b(?:apple|samsung) (?:watch|pay|tv|music|store)\b"
    r"|\borange (?:phone|mobile|juice maker)\b"
)
_JOKE = re.compile(r"\b(?:haha\w*|hihi\w*|lol|grapje|joke|kidding|geintje|april fools)\b")


def judge(text: str) -> Verdict:
    """Whether one folded sentence can be about what somebody ate or drank."""
    plain = text.replace("'", "").strip()
    if not any(char.isalpha() for char in plain):
        return "not-food"
    if _CODE.search(plain):
        return "not-food"
    if _NOTHING.match(plain) and not _EXCEPT.search(plain):
        return "nothing-eaten"
    for pattern in (_PLAN, _TASTE, _BODY, _OTHERS, _ASKING, _ABSENT, _PAYING, _JOKE):
        if pattern.search(plain):
            return "not-food"
    return "not-food" if stories.is_story(plain) else "food"


_CLAUSE_END = re.compile(
    r"[,;:](?!\d)|\s-\s|\b(?:but|maar|dus|so|instead|and then|en toen|daarna|en|and)\b"
)


def clauses(text: str) -> list[tuple[int, int]]:
    """The parts of a folded sentence that tell of eating, when the whole is another story.

    *Wanted pizza but had a salad* is a salad; a list after a plan stays a plan.
    """
    if not stories.EATEN.search(text):
        return []
    spans: list[tuple[int, int]] = []
    start, told = 0, False
    ends = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        part = text[start:end]
        eaten = stories.EATEN.search(part) is not None
        if part.strip() and judge(part) == "food" and (eaten or told):
            told = True
            if spans and text[spans[-1][1] : start].strip(" ,;:") in ("", "en", "and"):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        elif part.strip():
            told = False
        start = after
    return spans


_SENTENCE_END = re.compile(r"(?<=[a-z0-9)])[.!](?=\s+[a-z'\"(])|[.!]+$|\n+|(?<=\?)\s+")
_ABBREVIATED = re.compile(
    r"\b(?:ca|el|tl|gr|st|ong|excl|incl|evt|bijv|eetl|theel|e\.l|t\.l|approx|min)$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a folded text begin and end; a comma ends none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATED.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            spans.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
