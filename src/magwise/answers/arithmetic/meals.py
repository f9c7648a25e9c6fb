"""Foods of a list added up or compared, and how much of a food brings an amount."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_norm, norm_of
from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.foodcontent import food_content, foods_listed
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.portions import number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.foods import parse_line
from magwise.foods.meaning import magnesium_per_100g

_EITHER = re.compile(
    r"\b(?:or|of|vs\.?|versus|compared|vergeleken|than|dan)\b.*\b(?:more|meer|most|meeste|"
    r"better|beter|"
    r"which|welke?|wat|richer|rijker)\b|\b(?:more|meer|most|meeste|better|beter|which|welke?|"
    r"wat|richer)\b"
    r".*\b(?:or|of|vs\.?|versus|compared|vergeleken|than|dan)\b"
)
_MORE_MAGNESIUM = re.compile(
    r"(?:more|meer|most|meeste|rijker|richer)\b[^?]{0,24}magnes|magnes[^?]{0,30}\b(?:more|meer|most|"
    r"meeste)\b"
)
_COUNTED = re.compile(
    r"hoeveel\b|how much|how many mg|total|totaal|samen|together|welk deel|what (?:share|part)|"
    r"%|procent|"
    r"per ?cent|optel|add|more|meer|meeste|most"
)
# Foods added up without a word on magnesium: asked here, that is what is added.
_TOTAL = re.compile(
    r"total|totaal|samen|in all|bij elkaar|altogether|what (?:share|part)|welk deel"
)
_OTHER = re.compile(
    r"calor|kcal|eiwit|protein|koolhydr|carb|\bvet(?:ten)?\b|\bfat\b|fib(?:er|re)|vezel|suiker|sugar|"
    r"zout|\bsalt\b|iron|ijzer|calcium|kalium|potassium|zin[ck]|vitamin|\bpunten|points|euro|"
    r"\bcost|price|prijs"
)
_CLOSE = 1.15  # foods nearer to each other than this differ less than tables do
_REACH = (
    re.compile(
        r"how (?:many|much) (?:grams? of |g of |handfuls? of |cups? of |slices? of |pieces of |"
        r"ounces of )?"
        r"([a-z][a-z -]{2,30}?) (?:do|does|would|should|must|to|for|gives?|is|are|equals?|will|"
        r"can|makes?|need|a day|per day|daily|would|cover)\b"
    ),
    re.compile(
        r"hoeveel (?:gram |g |handjes? |handen(?:vol)? |sneetjes |sneeen |stuks |bakjes |"
        r"kopjes |ons )?"
        r"([a-z][a-z -]{2,30}?) (?:moet|heb|voor|om|is|zou|geeft|kan|per|nodig|eten|dek)\b"
    ),
)
_MG_WANTED = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)\b")
_NORM_WANTED = re.compile(
    r"daily|dagelijkse|dagbehoefte|requirement|\brda\b|\brni\b|\badh\b|norm|need(?:s|ed)? a day|"
    r"per dag|a day\b|per day|whole day|hele dag|day's"
)
_WHOLE_DAY = re.compile(
    r"cover\w* (?:a|the|my|your) (?:whole |full )?day|hele dag|day's worth|"
    r"whole day|dagbehoefte"
)
_NOT_FOOD = re.compile(
    r"magnes|tabl|caps|pill|supplement|citra|glycin|oxid|mg\b|milligram|time|days?|dagen|weken|"
    r"water$"
)


def foods_added(asked: Asked) -> tuple[Fact, ...]:
    """Several foods with their amounts: each, the total, and the share of the norm."""
    flat = folded(asked.question)
    named = re.search(r"magnes|\bmg\b", flat)
    if not _COUNTED.search(flat) or (
        not named and (_OTHER.search(flat) or not _TOTAL.search(flat))
    ):
        return ()
    foods = foods_listed(asked)
    if len(foods) < 2:
        return ()
    spans = [one.values["magnesium"] for one in foods]
    whole = {
        end: sum(float(span[end]) for span in spans if isinstance(span, dict))
        for end in ("low", "best", "high")
    }
    if _EITHER.search(flat):
        return (*foods, *_which(asked, foods))
    total = fact(asked, "answer.sum-foods-range", COMPUTED, Certainty.COMPUTED, magnesium=whole)
    return (*foods, total, *beside_norm(asked, whole["low"], whole["high"]))


def compared(asked: Asked) -> tuple[Fact, ...]:
    """Two foods of which a question asks which holds more."""
    flat = folded(asked.question)
    if not _EITHER.search(flat) or not _MORE_MAGNESIUM.search(flat):
        return ()
    foods = food_content(asked).facts
    return (*foods, *_which(asked, foods)) if len(foods) == 2 else ()


def _which(asked: Asked, foods: tuple[Fact, ...]) -> tuple[Fact, ...]:
    ranked = sorted(foods, key=lambda one: -_best(one))
    if _best(ranked[0]) < _CLOSE * _best(ranked[1]):
        return (fact(asked, "answer.food-alike", COMPUTED, Certainty.COMPUTED),)
    food = ranked[0].values["food"]
    return (fact(asked, "answer.food-more", COMPUTED, Certainty.COMPUTED, food=food),)


def _best(food: Fact) -> float:
    span = food.values["magnesium"]
    return float(span["best"]) if isinstance(span, dict) else 0.0


def to_reach(asked: Asked) -> tuple[Fact, ...]:
    """How much of a food brings the amount, or the norm, that a question names."""
    flat = folded(asked.question)
    masses = {number(one) for one in _MG_WANTED.findall(flat)}
    hit = next((one for words in _REACH if (one := words.search(flat))), None)
    if hit is None or len(masses) > 1 or _NOT_FOOD.search(hit.group(1)):
        return ()
    of_norm = _NORM_WANTED.search(flat) and re.search(r"magnes|\bmg\b", flat)
    if not masses and not of_norm and not _WHOLE_DAY.search(flat):
        return ()
    norm = norm_of(asked)
    wanted = masses.pop() if masses else norm[0] if norm else figure("women", asked.kb)
    words = hit.group(1).strip()
    items = parse_line(f"100 g {words}", asked.kb, language=asked.language).items
    if len(items) != 1 or items[0].id is None or wanted is None or not 5 <= wanted <= 1000:
        return ()
    food = items[0].id
    content = magnesium_per_100g(food, asked.kb)
    if content is None or items[0].confidence < 0.5 or content.best < 1:
        return ()
    grams = 100 * wanted / content.best
    values = {"amount": wanted, "food": food, "grams": grams, "content": content.best}
    found = [fact(asked, "answer.to-reach", COMPUTED, Certainty.COMPUTED, **values)]
    portion = parse_line(f"1 {words}", asked.kb, language=asked.language).items
    if len(portion) == 1 and portion[0].id == food and portion[0].grams is not None:
        each = portion[0].grams.best
        pieces = grams / each if each > 0 else 0.0
        if each <= 300 and 1 <= pieces <= 400:
            values = {"pieces": round(pieces, 0 if pieces >= 5 else 1), "grams": each}
            more = fact(asked, "answer.to-reach-pieces", COMPUTED, Certainty.COMPUTED, **values)
            found.append(more)
    if wanted >= 150:
        found.append(judged(asked, "answer.to-reach-mixed"))
    return tuple(found)
