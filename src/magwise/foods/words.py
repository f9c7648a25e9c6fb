"""Words as people type them, brought to a form in which variants are equal.

``folded`` takes case, accents and odd characters away. ``canonical`` also takes plural and
inflection endings and doubled letters away, for Dutch and English alike, so that *bananen*,
*banaan* and *Banane* meet. A canonical form is a key, not a word.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


def words_in(text: str) -> tuple[str, ...]:
    """A list of words, written as running text."""
    return tuple(text.split())


def one_of(text: str) -> re.Pattern[str]:
    """Any of the patterns, one or more a line; a line that opens with ``|`` goes on the last."""
    lines = [line.strip() for line in text.strip().splitlines()]
    joined = "".join(line if line.startswith("|") else f"|{line}" for line in lines)
    return re.compile(joined[1:])


MAX_CHARACTERS = 2000  # of a line; what is longer is cut and asked about
MAX_TOKENS = 240

_FRACTIONS = {
    "½": " 1/2 ", "⅓": " 1/3 ", "⅔": " 2/3 ", "¼": " 1/4 ", "¾": " 3/4 ", "⅛": " 1/8 ",
    "⅕": " 1/5 ", "⅜": " 3/8 ", "⅝": " 5/8 ", "⅞": " 7/8 ",
}  # fmt: skip
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"}
    | {"×": "x", "⁄": "/", "\t": " ", "œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "•": ",", "·": ","}
    | {"Œ": "oe", "Æ": "ae", "Ø": "o", "≈": " ", "~": " "}
)
# A number keeps its separators; a word keeps inner apostrophes; signs that mean something stay.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[+&,;:/()%.?!\n|<>=*@#-]", re.UNICODE
)


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or sign of a line, with the place it came from."""

    raw: str
    text: str  # folded
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for digits."""
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """True for letters."""
        return self.text[0].isalpha()


def readable(text: str) -> str:
    """The text without control and invisible characters, with fractions and signs made plain."""
    for sign, plain in _FRACTIONS.items():
        if sign in text:
            text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
    kept = [
        char if char == "\n" or unicodedata.category(char)[0] not in "C" else _blank(char)
        for char in text
    ]
    return "".join(kept)


def _blank(char: str) -> str:
    # zero-width joiners sit inside words; other control characters separate them
    return "" if unicodedata.category(char) == "Cf" else " "


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Lower case, no accents, no apostrophes: ``Pinda's`` becomes ``pindas``."""
    low = word.lower()
    if not low.isascii():
        plain = unicodedata.normalize("NFKD", low)
        low = "".join(char for char in plain if not unicodedata.combining(char))
    return low.replace("'", "")


def tokens_of(text: str) -> list[Token]:
    """The numbers, words and signs of a line that is already `readable`."""
    found = []
    for match in _TOKEN.finditer(text):
        plain = folded(match.group())
        if plain and (plain[0].isascii() or plain[0].isalpha()):
            found.append(Token(match.group(), plain, match.start(), match.end()))
        if len(found) >= MAX_TOKENS:
            break
    return found


_IRREGULAR = {
    "eieren": "ei", "eitje": "ei", "eitjes": "ei", "eiers": "ei", "eggs": "egg",
    "leaves": "leaf", "loaves": "loaf", "halves": "half", "knives": "knife",
    "koeien": "koe", "groenten": "groente", "groentes": "groente", "vla": "vla", "thee": "thee",
    "gras": "gras", "glas": "glas", "glazen": "glas", "kaas": "kaas", "kaasje": "kaas",
    "peas": "pea", "chips": "chips", "crisps": "crisps", "oats": "oats", "oat": "oats",
    "couscous": "couscous", "hummus": "hummus", "asparagus": "asparagus", "citrus": "citrus",
    "swiss": "swiss", "bos": "bos", "jus": "jus", "ons": "ons", "mais": "mais", "ijs": "ijs",
    "rijst": "rijst", "vis": "vis", "gele": "geel", "beans": "bean", "greens": "greens",
    "chocola": "chocolade", "choc": "chocolate", "choccy": "chocolate", "yog": "yoghurt",
    "yogs": "yoghurt", "veg": "vegetable", "veggies": "vegetable", "avo": "avocado",
    "spuds": "potato", "spud": "potato", "tom": "tomato", "toms": "tomato",
}  # fmt: skip


_DOUBLED = re.compile(r"(.)\1+")


def _once(match: re.Match[str]) -> str:
    return match.group(1)


@lru_cache(maxsize=50_000)
def canonical(word: str) -> str:
    """A key that plural, inflected and doubled spellings of a folded word share.

    Examples
    --------
    >>> canonical("bananen") == canonical("banaan")
    True
    >>> canonical("berries") == canonical("berry")
    True
    """
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("oes", "ches", "shes", "sses", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("en") and len(word) > 4:
        word = word[:-2]
    elif word.endswith("e") and len(word) > 3:
        word = word[:-1]
    squeezed = _DOUBLED.sub(_once, word)
    if len(squeezed) > 2 and squeezed[-1] in "vz":
        squeezed = squeezed[:-1] + {"v": "f", "z": "s"}[squeezed[-1]]
    return squeezed


def smaller_forms(word: str) -> tuple[str, ...]:
    """What is left of a folded Dutch diminutive, likeliest first: ``worstje`` gives ``worst``."""
    stem = word.removesuffix("s")
    forms = []
    for ending in ("tje", "je", "etje", "pje", "kje"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 2:
            forms.append(stem[: -len(ending)])
    if stem.endswith("kje") and stem[-4:-3] == "n":  # koninkje, haringkje
        forms.append(stem[:-3] + "g")
    return tuple(forms)
