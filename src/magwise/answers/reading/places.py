"""In which country somebody asks: named outright, or by its places, shops and services."""

import re

_NAMED = (
    ("us", re.compile(r"\bUSA?\b|\b[Aa]merica|\bAmerika|\bamerika|United States|Verenigde Staten")),
    ("gb", re.compile(r"\bUK\b|[Bb]ritish|[Bb]ritain|[Ee]ngland|\bEngels|\bNHS\b")),
    ("be", re.compile(r"[Bb]elgi|[Vv]laand|[Ff]lemish")),
    ("de", re.compile(r"[Gg]erman|[Dd]uits")),
    ("nl", re.compile(r"[Nn]ederland|[Dd]utch|[Nn]etherlands")),
)
# Only with a small word before a place: "in Leeds", "from Texas".
_PLACES = (
    (
        "us",
        "ohio|texas|florida|california|michigan|oregon|arizona|georgia|virginia|illinois|colorado|"
        "minnesota|wisconsin|tennessee|alabama|kentucky|indiana|iowa|kansas|nevada|utah|alaska|"
        "hawaii|pennsylvania|new york|new jersey|massachusetts|maryland|missouri|montana|boston|"
        "chicago|seattle|denver|houston|dallas|philadelphia|atlanta|los angeles|san diego|brooklyn|"
        "the states|north carolina|south carolina",
    ),
    (
        "gb",
        "leeds|london|manchester|birmingham|glasgow|edinburgh|liverpool|bristol|sheffield|cardiff|"
        "belfast|newcastle|nottingham|norwich|kent|essex|yorkshire|cornwall|devon|scotland|wales|"
        "brighton|leicester|aberdeen|hull|swansea|the midlands",
    ),
    (
        "be",
        "antwerpen|gent|brugge|leuven|mechelen|hasselt|kortrijk|brussel|oostende|limburg belgi|"
        "antwerp|ghent|bruges|brussels",
    ),
)
_AT = re.compile(
    r"\b(?:in|from|near|around|uit|te|van) (?:the )?(?:"
    + "|".join(f"(?P<{key}>{names})" for key, names in _PLACES)
    + r")\b"
)
# Shops and services that only one country has.
_SERVICES = (
    ("us", re.compile(r"\bwalgreens\b|\bcvs\b|\bwalmart\b|\bmedicare\b|\bmedicaid\b|\bprimary care"
                      r" (?:doc|phys)|\b(?:%|percent) (?:dv|daily value)\b")),
    ("gb", re.compile(r"\bnhs\b|\btesco\b|\bsainsbury|\bsuperdrug\b|\basda\b|\bfrom boots\b|"
                      r"\bin boots\b|\bmy gp surgery\b")),
)  # fmt: skip


def country_in(question: str) -> str | None:
    """The one country a question comes from [ISO code]; None for none or several.

    Examples
    --------
    >>> country_in("woman 40 in Leeds, how much magnesium do I need")
    'gb'
    >>> country_in("how much magnesium in the UK and the US?") is None
    True
    """
    named = [country for country, words in _NAMED if words.search(question)]
    if named:
        return named[0] if len(named) == 1 else None
    flat = question.lower()
    found = {hit.lastgroup for hit in _AT.finditer(flat)}
    found |= {country for country, words in _SERVICES if words.search(flat)}
    return found.pop() if len(found) == 1 else None
