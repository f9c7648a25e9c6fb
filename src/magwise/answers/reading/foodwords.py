"""The foods that stand in a question, wherever they stand, with how each is spoken of."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.answers.reading.portions import COUNTS
from magwise.answers.reading.words import ORDINARY, folded, word_set
from magwise.foods import parse_line
from magwise.foods.meaning import magnesium_per_100g

if TYPE_CHECKING:
    from magwise.foods.records import Item
    from magwise.knowledge import Knowledge

_MEASURES = word_set(
    """
    handje handjes hand handful handfuls handvol bakje bak bord bordje kom kommetje cup cups glas
    glaasje glass glasses blikje blik tin can reep bar plak plakje plakken snee sneetje sneetjes
    sneeen slice slices stuk stuks piece pieces eetlepel eetlepels tablespoon tablespoons tbsp
    theelepel teaspoon kop kopje mok mug bowl bowls pint pints liter litre portie portion serving
    scoop schep g gr gram grams kg kilo ml cl dl punnet zak zakje bag packet square squares blokje
    blokjes spoon spoons spoonful lepel lepels schepje scheut scheutje klontje dollop drizzle
    knob splash helft paar couple large small medium grote kleine middelgrote"""
)
_COUNTED = re.compile(r"\d{1,4}(?:[.,]\d)?(?:g|gr|ml|cl|kg|%)?")
# Words between foods, and everyday words that the food tables could take for one.
_NO_FOOD = word_set(
    """
    or of and en met with without zonder but maar than dan vs versus on op in to is isn't no geen
    not niet never nooit food foods eten voeding diet dieet gezond healthy menu breakfast lunch
    dinner tea-time ontbijt avondeten avond middag ochtend morning evening snack snacks meal meals
    maaltijd maaltijden balance balans portie baby kind kinderen kids child children student
    driver minerals mineralen mineraal mineral fibre vezels brand merk tablets capsule mama papa
    oma opa mum dad lives live living eat eats eating eet leef leeft leven drink drinks drinkt
    drinken nothing niets niks brita smoes filter filtering enkel wil eerst pillen pil pills pill
    tablet tabletten supplement supplementen"""
)
_SPLIT = re.compile(r"[,;:!?()/+&]|\.(?!\d)|\s-\s")
# "Half a", "a couple of": the measure and the food stand together.
_OF = re.compile(
    r"\b(" + "|".join(sorted(_MEASURES, key=len, reverse=True)) + r")s? (?:of|van)(?: de| the)?\b"
)
# "No nuts", "lust geen groente": what is not eaten.
_DENIAL = (
    r"(?:no|geen|never|nooit|hates?|hated|haat|haten|dislikes?|won't|doesn't|don't|can't|cannot|"
    r"refuses?|weigert|weigeren|skips?|avoid\w*|mijd\w*|vermijd\w*|hardly|barely|rarely|seldom|"
    r"zelden|nauwelijks|amper|allergi\w*|allergy|intoleran\w*|not|isn't)"
)
_DENIES = re.compile(_DENIAL + "|zonder|without")
_DENIED_BEFORE = re.compile(
    rf"\b{_DENIAL}\b(?: [a-z']+){{0,4}}$|\b(?:zonder|without|instead of|in plaats van)\b"
    r"(?: (?!(?:en|and|maar|but|met|with)\b)[a-z']+){0,3}$"
)
_DENIED_AFTER = re.compile(
    r"^(?: [a-z']+){0,3} (?:niet|nooit|nauwelijks|amper|never|zelden|geen van)\b"
)
_WITH = re.compile(r"\b(?:with|met|on|op|and some|en wat)$")
_VERB = re.compile(r"\bsla (?=ik|je|we|over)|\b(?<=ik )sla\b|\b(?<=we )slaan\b")  # no lettuce
_WEIGHT_LAST = re.compile(
    r",? (\d{1,4} ?(?:g|gr|gram|grams|ml)\b"
    r"(?: (?:raw|cooked|rauw|rauwe|gekookt|boiled|dry|droog))?)"
    r"(?=[,.?!]|$)"
)
_LEAST = 0.44  # how sure the reading of a food must be
_LONGEST_RUN = 6
_REMEMBERED = 200


def denied_before(before: str) -> bool:
    """Whether the words before a food say that it is not eaten."""
    return bool(_DENIED_BEFORE.search(before))


@dataclass(frozen=True, slots=True)
class FoodSaid:
    """A food in a question.

    Attributes
    ----------
    food
        Its id in the food tables.
    item
        How the words were read, with a weight [g].
    counted
        Whether an amount is said with it, as in "a handful" or "30 g".
    beside
        Whether it goes with the food before it, as peanut butter on a slice of bread.
    denied
        Whether it is named as something that is not eaten.
    """

    food: str
    item: "Item"
    counted: bool
    denied: bool
    beside: bool = False


_KNOWN: "OrderedDict[tuple[str, str, str], tuple[FoodSaid, ...]]" = OrderedDict()

_OWN_KIDNEYS = re.compile(
    r"kidney (?:failure|disease|function|patient|problem|stone|trouble|transplant)|\begfr\b|"
    r"\b(?:my|his|her|one|poor|weak|bad) kidneys?\b|"
    r"\bnier(?:ziek|fal|patien|functie|sten|en\b|prob)"
)


def foods_said(question: str, language: str, kb: "Knowledge") -> tuple[FoodSaid, ...]:
    """The foods of a question in reading order, each once.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> said = foods_said("I live on crisps and white bread, never nuts", "en", Knowledge.load())
    >>> [(one.food, one.denied) for one in said if one.food != "mixed-nuts"]
    [('crisps', False), ('bread-white', False)]
    """
    key = (question, language, kb.hash)
    if key not in _KNOWN:
        while len(_KNOWN) >= _REMEMBERED:
            _KNOWN.popitem(last=False)
        _KNOWN[key] = _read(question, language, kb)
    return _KNOWN[key]


def _read(question: str, language: str, kb: "Knowledge") -> tuple[FoodSaid, ...]:
    found: dict[str, FoodSaid] = {}
    for part in _SPLIT.split(_spoken(question)):
        for run, before, after in _runs((part or "").split()):
            denied = bool(denied_before(before) or _DENIED_AFTER.search(after))
            for place, item in enumerate(_items(run, language, kb)):
                if item.id is not None and item.id not in found:
                    counted = any(_is_amount(one) for one in folded(item.words).split())
                    beside = bool(found) and not counted and bool(place or _WITH.search(before))
                    found[item.id] = FoodSaid(item.id, item, counted, denied, beside)
    if _OWN_KIDNEYS.search(folded(question)):
        found.pop("kidney", None)
    return tuple(found.values())


def _spoken(question: str) -> str:
    """A question with each weight beside its food: "spinach, 240 g raw"."""
    flat = _WEIGHT_LAST.sub(r" \1", _VERB.sub("", folded(question)))
    return _OF.sub(r"\1", flat)


def _runs(words: list[str]) -> list[tuple[list[str], str, str]]:
    """Words that may name a food, each with what stands before and after it."""
    runs, start = [], 0
    for at in range(len(words) + 1):
        stops = at == len(words) or (_between(words[at]) and not _is_amount(words[at]))
        if not stops:
            continue
        run = words[start:at]
        if any(not _is_amount(one) for one in run):
            runs.append((run, " ".join(words[:start]), " " + " ".join(words[at:])))
        start = at + 1
    return runs


def _between(word: str) -> bool:
    """Whether a word stands between foods and is none itself."""
    return word in ORDINARY or word in _NO_FOOD or bool(_DENIES.fullmatch(word))


def _is_amount(word: str) -> bool:
    return word in COUNTS or word == "an" or word in _MEASURES or bool(_COUNTED.fullmatch(word))


def _items(run: list[str], language: str, kb: "Knowledge") -> tuple["Item", ...]:
    """The foods of one run of words; strange words may stand before or behind them."""
    for length in range(min(len(run), _LONGEST_RUN), 0, -1):
        for start in range(len(run) - length + 1):
            words = run[start : start + length]
            if all(_is_amount(one) for one in words):
                continue
            items = _parsed(" ".join(words), language, kb)
            if items:
                rest = run[start + length :]
                return (*items, *(_items(rest, language, kb) if rest else ()))
    return ()


def _parsed(words: str, language: str, kb: "Knowledge") -> tuple["Item", ...]:
    """What the words name, if every one of them belongs to a food or its amount."""
    items = parse_line(words, kb, language=language).items
    if not items or any(
        one.kind not in ("food", "drink")
        or one.id is None
        or one.grams is None
        or one.confidence < _LEAST
        or magnesium_per_100g(one.id, kb) is None
        for one in items
    ):
        return ()
    read = {word for one in items for word in folded(one.words).split()}
    left = [one for one in words.split() if one not in read and not _is_amount(one)]
    return () if left else items
