"""The magnesium of a food that a question names, from the food tables."""

import re

from magwise.answers.asked import Asked, Outcome, fact
from magwise.answers.reading.words import folded, tokens, word_set
from magwise.core.facts import Certainty, Fact
from magwise.foods import parse_line
from magwise.foods.meaning import magnesium_per_100g

_ARTICLE = r"(?:er\s+in\s+|in\s+|(?:een|de|het|a|an|the|my|mijn|some|wat)\s+)*"
# The food stands behind "in", "contains", "from" and the like.
_LEADS = (
    re.compile(rf"\b(?:zit|zitten|are|is|does|do|there)\b.*?\bin\b\s+{_ARTICLE}(.+)$"),
    re.compile(rf"\b(?:content of|gehalte van|magnesium (?:in|van|uit|from)|binnen (?:met|uit|van)|"
               rf"get from|gehalte in)\s+{_ARTICLE}(.+)$"),
    re.compile(rf"\b(?:does|do|heeft|hebben|has|have|bevat(?:ten)?|levert|leveren|zit er in)\s+"
               rf"{_ARTICLE}(.+)$"),
    re.compile(r"(?:^|[,.:;?] )(.+?)\s+(?:magnesium|mg)\b"),
    re.compile(rf"\b(?:is|are|zijn)\s+{_ARTICLE}(.+?)\s+(?:(?:really|actually|echt|a|an|een)\s+)*"
               rf"(?:(?:good|decent|great|fair|useful) source|(?:high|rich) in|"
               rf"(?:goede|prima) bron|rijk aan)\b"),
)  # fmt: skip
_WEIGHED = re.compile(r"\b(\d{1,4} ?(?:g|gr|gram|grams|ml|cl)\b (?:of |van )?[a-z][a-z -]{2,40})")
# Where the name of a food ends.
_CUT = re.compile(
    r"[,?.!;:()]|\b(?:how|hoeveel|what|wat|levert|provide\w*)\b|\b(?:"
    r"per dag|als|omdat|want|ongeveer|eigenlijk|precies|roughly|please|aub|a day|"
    r"ik|i|you|je|and|en|or|dan|than|voor|for|when|wanneer|op dit|at the|"
    r"magnesium|mg|contain\w*|have|has|zit|zitten|heeft|hebben|bevat\w*|"
    r"genoeg|enough|goed|good|veel|per (?:100|portie|"
    r"serving))\b"
)
# "pumpkin seeds or almonds, which has more"
_EITHER = re.compile(
    r"(?:^|meer magnesium:? |more magnesium:? |in |, |: |, )(?:a |an |"
    r"een )?([a-z]+(?: [a-z]+)?) (?:of|"
    r"or) "
    r"(?:a |an |een |in )?([a-z]+(?: seeds?| nuts?| butter)?)\b"
)
_RANKS = re.compile(
    r"\b(?:in )?(?:welke?|which) (?:soort )?(?:groenten?|groentes|fruit|vis|kaas|noten|brood|"
    r"zaden|bonen|vegetables?|fruits?|fish|cheese|nuts?|bread|seeds?|beans?)\b.*\b(?:meeste?|most)\b"
)
_HANDFUL = re.compile(r"\bhandful|\bhandje|\bhandvol")
_PRODUCTS = word_set(
    "pil pillen tablet tabletten capsule capsules supplement supplementen pill pills tablets "
    "supplements elemental elementair elementaire poeder powder multi product producten products "
    "body bot botten bone bones kidneys nieren mens human spieren muscles lichaam bloed blood"
)
_FILLERS = word_set(
    """
    een één a an the de het van of in uit met per g gr gram grams ml cl dl handje hand handvol
    handful portie portion serving bord bak bakje kom kommetje cup cups glas glass blikje blik tin
    reep bar plak sneetje sneetjes snee sneeen slice slices stuk stuks stukje piece pieces eetlepel
    eetlepels lepel el tl tbsp spoon tablespoon klein kleine small large grote groot gewone plain
    rauw raw gekookt boiled cooked vers verse fresh zak zakje bag pot jar liter litre middelgrote
    medium ons kilo kg reepje pure half halve hele whole kop kopje mok mug"""
)


def food_content(asked: Asked) -> Outcome:
    """The magnesium of the foods a question names; empty when it names none we know."""
    words = asked.said.food or food_named(asked)
    return Outcome(_read(words, asked)) if words else Outcome()


def food_named(asked: Asked) -> str | None:
    """The food a question asks the magnesium of; None when it names none we know."""
    flat = folded(asked.question)
    either = _EITHER.search(flat)
    if either is not None:
        handful = _HANDFUL.search(flat)
        amount = f"1 {handful.group(0)}" if handful else "100 g"
        both = f"{amount} {either.group(1)}, {amount} {either.group(2)}"
        if len(_foods_in(both, asked)) == 2:
            return both
    if _RANKS.search(flat):  # "which vegetable holds most?" asks for kinds, not for a food
        return None
    for words in _candidates(flat, asked.language):
        if not set(tokens(words)) & _PRODUCTS and _read(words, asked):
            return words
    return None


def _candidates(flat: str, language: str) -> list[str]:
    """Words that may name a food, the likeliest first."""
    found: dict[str, None] = {}
    for lead in _LEADS:
        hit = lead.search(flat)
        if hit is not None:
            found[_name(hit.group(1), language)] = None
    for hit in _WEIGHED.finditer(flat):
        found[_name(hit.group(1), language)] = None
    return [name for name in found if len(name) > 2]


def _name(tail: str, language: str) -> str:
    """The food at the beginning of a tail; in Dutch "of" begins another one."""
    first = _CUT.split(tail.strip(" ?.!"), maxsplit=1)[0].strip()
    if first.startswith(("welke ", "welk ", "which ", "what ", "wat ")):
        return ""  # that is what is asked
    return (first.split(" of ")[0] if language == "nl" else first).strip()


def _read(words: str, asked: Asked) -> tuple[Fact, ...]:
    for line in (words, f"100 g {words}"):  # a food without an amount is told per 100 g
        facts = _foods_in(line, asked)
        if facts:
            return facts
    return ()


def _foods_in(text: str, asked: Asked) -> tuple[Fact, ...]:
    facts = []
    left = [one for one in tokens(text) if one not in _FILLERS and not one[0].isdigit()]
    for item in parse_line(text, asked.kb, language=asked.language).items:
        plain = item.kind in ("food", "drink") and item.id is not None and item.confidence >= 0.5
        if not plain or item.grams is None or item.magnesium_mg is None:
            continue
        if asked.kb.foods.get(item.id or "") is None:
            continue
        if item.id == "kidney" and (asked.said.kidney_disease or asked.said.egfr):
            continue  # one's own
        named = [one for one in tokens(item.words) if one in left]
        left = [one for one in left if one not in named]
        # the weight is told, so only what the food holds may vary
        content = magnesium_per_100g(item.id or "", asked.kb)
        magnesium = content.scaled(item.grams.best / 100) if content else item.magnesium_mg
        values = {"food": item.id, "grams": item.grams.best, "magnesium": magnesium.as_dict()}
        facts.append(
            fact(asked, "answer.food", ("magwise-computed",), Certainty.COMPUTED, **values)
        )
    # Words beside the food that are no measure: then it is not about that food.
    return tuple(facts[:3]) if len(left) <= len(facts) else ()


# Where a food in a list begins: with a weight, a number of pieces or a household measure.
_BEGINS = re.compile(
    r"(?<![\w.,])(?:\d{1,4}(?:[.,]\d)?(?: |(?=g\b|gr\b|gram|ml\b|cl\b))|(?:een|one|a|an|half|"
    r"halve|twee|two|"
    r"drie|three|vier|four|anderhalve|paar|handful|handje|handvol|bakje|kommetje|bowl|glas|"
    r"glass|slice|"
    r"snee|sneetje|plak|cup|blikje|tin) )"
)
# "spinach 100 g cooked"
_AMOUNT_LAST = re.compile(r"^([a-z][a-z -]{2,30}?) (\d{1,4}) ?(g|gr|gram|grams|ml)\b ?([a-z]+)?$")
_SLICES = re.compile(r"\b(?:slices?|sneetjes?|sneeen|snee|boterham\w*)\b")
_BETWEEN = re.compile(
    r",(?!\d)|[;:+&?!()]|\.(?!\d)|\b(?:en|and|plus|with|met|of|or|vs|versus|dan|"
    r"than)\b(?! (?:the|de) )"
)


def foods_listed(asked: Asked) -> tuple[Fact, ...]:
    """The foods of a list with their amounts; empty when one with a figure stays unread."""
    flat = re.sub(r"\b(g|gr|grams?|handful|slices?|cups?|bowl|glass|piece|tin) of\b", r"\1",
                  folded(asked.question))  # fmt: skip
    flat = re.sub(r"\b(paar|handje|bakje|glas|kommetje) van\b", r"\1", flat)
    found: list[Fact] = []
    for written in _BETWEEN.split(flat):
        part = _AMOUNT_LAST.sub(r"\2 \3 \4 \1", (written or "").strip())
        begin = _BEGINS.search(part)
        if begin is None:
            continue
        words = _CUT.split(part[begin.start() :].strip(), maxsplit=1)[0].strip()
        facts = _foods_in(words, asked) if 3 < len(words) < 60 else ()
        if not facts and _SLICES.search(words):  # "2 slices wholemeal"
            facts = _foods_in(f"{words} {'brood' if asked.language == 'nl' else 'bread'}", asked)
        if len(facts) == 1:
            found.extend(facts)
        elif words[:1].isdigit() and re.match(r"[\d.,]+ ?(?:g|gr|gram|grams|ml)\b", words):
            return ()  # a weighed food that is not read: a total would be too small
    return tuple(found[:8])
