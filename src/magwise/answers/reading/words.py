"""The words of a question: folded, stripped of endings, and in which language they are."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from magwise.answers.records import Language

LONGEST = 2000  # characters of a question that are read
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, once each."""
    return frozenset(text.split())


# Words that say in which language a question is; they carry no subject.
_DUTCH = word_set(
    """
    de het een en of ik je jij u hij zij we wij ze mijn jouw mn m'n zijn haar ons dat dit die da
    deze er is ben bent was waren wordt worden word kan kun kunt kunnen mag mogen moet moeten zou
    zouden wil wilt heb hebt heeft hebben had doe doet doen ga gaat krijg krijgt krijgen in op aan
    bij met voor tegen van naar uit om over door te als dan wat welke wie waar wanneer hoe waarom
    hoeveel niet geen wel ook nog al zo heel veel weinig meer minder helpt helpen werkt werken echt
    goed slik slikken neem nemen beter beste me mij nu nie eigenlijk klopt tijdens zit zitten per
    na maar af toch altijd vaak las zegt maakt snachts jong effe klachten verlaagt verhoogt
    remt gaat ertussen erbij waarvoor tussen komt daar hier iets last"""
)
_ENGLISH = word_set(
    """
    the a an and or i i'm im you he she we they my your his her our it its that this these those
    is am are was were be been being can could may might must should would will shall do does did
    have has had get gets got in on at by with for against of to from up out about as than what
    which who where when how why much many not no yes also still very more less help helps work
    works really good well take takes taking use using if me so some any there during per into
    after before but off too just actually make makes makes does doesn't don't i've would want keep
    always often read says lowers raises between something them it's what's"""
)
# Words that stand in any question here and point to no subject.
_EMPTY = word_set(
    """
    magnesium magnesiun mg helpt helpen help helps werkt werken work works goed good well echt
    really neem nemen take takes taking took slik gebruik gebruiken use using iets something doen
    do does doet effect bewijs evidence proof onderzoek study studie waar true klopt correct right
    verlaagt lowers reduce reduces vermindert verminderen beter better meer more veel much many
    heel very zou would kan can kun mag may moet should must wil want nodig need krijg get ga per
    dag day daily milligram mijn my echte elke every altijd always idee idea tegen against mensen
    people person man vrouw men women woman hebben heb have nu now als if alsjeblieft please graag
    feel voel denk think vraag question antwoord answer dokter doctor arts fysio gym werk hele
    whole klacht last vaak often soms sometimes erg jaar year years old oud extra gewoon normal
    gezond bestaat exist waarschijnlijk zeggen say says zegt las read tv article artikel artikelen
    gezegd heard hoor gehoord magnesiumpil magnesiumpillen magnesiumtablet magnesiumsupplement
    tablet pil pill ten opzichte placebo iemand someone gaan going thing ding ander other
    anders used gebruikt gebruikte vind find ding zoals like klopt moeder vader mother father dad
    mum mom partner husband wife zeker sure lijkt seems geeft give gives krijgen getting genoeg
    enough komt come comes proberen try improve verbetert increase boost each while binnen
    binnenkrijgen midden middle dietary omdat because middel remedy middeltje wakker uren probleem
    moeite waard worth zinvol zin nut heeft effe scheelt schelen name noem any use try
    hamstring hamstrings bovenbeen dij thigh quad quads vallen val suppletie supplementation
    problem hoort belangrijk important reden reason"""
)
_EMPTY_EXCEPT = word_set(
    "nodig need genoeg boost gezond jaar year old"
)  # point to a subject after all

_ENDINGS = ("tjes", "jes", "ingen", "ing", "en", "es", "ed", "je", "s", "e", "t")


def folded(text: str) -> str:
    """Lower case without accents, with plain quotes.

    >>> folded("Cafeïne’s")
    "cafeine's"
    """
    plain = unicodedata.normalize(
        "NFKD", text[:LONGEST].casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    return "".join(char for char in plain if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    """The words of a text, in order.

    >>> tokens("Helpt magnesium, 's nachts?")
    ['helpt', 'magnesium', 's', 'nachts']
    """
    return [
        word.removeprefix("magnesium") if word.startswith("magnesium") and len(word) > 11 else word
        for word in _WORD.findall(folded(text))
    ]


_WEAK = frozenset(("slap", "slappe"))  # "weak" in Dutch is no sleep ("slapen")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, alike for the forms of one word in both languages.

    >>> stem("krampen") == stem("kramp")
    True
    """
    if word in _WEAK:
        return "slappe"
    if len(word) < 4 or word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    # pillen and pil, slapen and slaap: one vowel where there are two
    return re.sub(r"(aa|ee|oo|uu)", lambda match: match.group(1)[0], word)


_EMPTY_STEMS = frozenset(stem(word) for word in (_EMPTY | _DUTCH | _ENGLISH) - _EMPTY_EXCEPT) - {
    stem(word) for word in _EMPTY_EXCEPT
}


def content(words: Iterable[str]) -> list[str]:
    """The stems that point to a subject; small words and words of any question left out."""
    return [
        found
        for word in words
        if (found := stem(word)) not in _EMPTY_STEMS and not found.isdigit() and len(found) > 1
    ]


def language_of(text: str) -> Language | None:
    """Dutch or English by its small words; None when they do not tell.

    >>> language_of("Helpt magnesium tegen kramp?"), language_of("magnesium")
    ('nl', None)
    """
    found = tokens(text)
    dutch = sum(word in _DUTCH for word in found) + sum("ij" in word for word in found)
    english = sum(word in _ENGLISH for word in found) + sum(
        word.endswith(("ing", "tion", "th", "ck")) or "th" in word[:2] for word in found
    )
    if dutch == english:
        return None
    return "nl" if dutch > english else "en"


# Words of any text: no misspelling of a word of our field, and not strange.
ORDINARY = (
    _DUTCH
    | _ENGLISH
    | _EMPTY
    | word_set(
        """
    been benen arm armen been hoofd voet voeten hand handen rug buik knie nek schouder teen tenen
    kuit kuiten dij dijen leg legs arms foot feet back knee neck shoulder toe toes calf calves
    body lichaam spier spieren muscle muscles week weken weeks maand month months today vandaag
    gisteren yesterday tomorrow morgen thuis home collega vriend vriendin friend buurman buurvrouw
    neighbour colleague trainer coach internet google facebook tiktok instagram website blog
    iedere beetje misschien perhaps maybe gewone ordinary niets niks nothing alles everything
    vitamine vitamines vitaminen vitamin vitamins
    london manchester birmingham liverpool leeds glasgow edinburgh dublin cork galway belfast
    cardiff sydney melbourne brisbane perth adelaide auckland mumbai delhi bangalore chennai york
    chicago texas california florida america england ireland scotland wales australia india usa
    britain doc gp chemist pharmacist consultant nurse hubby bloke mate told appt meantime
    friday monday tuesday wednesday thursday saturday sunday january february april june july
    august september october november december christmas easter quid bucks lol
    tbh imo btw thanks cheers
    procent percent
    only alleen days dagen eens once again opnieuw steeds vooral mostly sinds since"""
    )
)
