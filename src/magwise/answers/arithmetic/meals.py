"""Foods of a list added up or compared, and how much of a food brings an amount."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_norm, norm_of
from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.foodcontent import foods_listed
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.foodwords import FoodSaid, foods_said
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
    r"per ?cent|optel|\badd|\bmore\b|\bmeer\b|\bmeeste\b|\bmost\b|"
    r"what(?:'s| is| does) (?:that|this)|wat is (?:dat|dit)|wat levert|near (?:the|my)|"
    r"haal (?:ik|je) (?:zo |dan |daarmee )?(?:de|het|mijn) (?:norm|adh|dagelijkse)|"
    r"(?:reach|meet|hit|get to) (?:the|my) (?:norm|rda|rni|target|need|daily)|"
    r"(?:kom|zit|haal) ik (?:dan |zo |daarmee )?(?:al )?(?:aan|op)\b|how (?:far|close)|hoe ver|"
    r"am i there|ben ik er (?:dan|zo)|enough magnesium|genoeg magnesium"
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
_MORE = re.compile(
    r"\b(?:which|welke?|wat|what)\b[^?]{0,40}\b(?:more|most|meer|meeste|richer|rijker|higher)\b|"
    r"\b(?:more|meer|most|meeste|richer|rijker)\b (?:of it |ervan |in |is |zit |op\b|magn)|"
    r"\b(?:better|beter)\b[^?]{0,40}\b(?:for|voor) (?:my |mijn |the |de )?(?:magn|mg\b|mag\b)"
)
_NOT_ONLY_FOOD = re.compile(
    r"\b(?:tabl\w*|caps\w*|pill?s?|pillen|supplement\w*|citra\w*|glycin\w*|oxide?|"
    r"absor\w*|opname|opgenomen|cook\w*|boil\w*|kook\w*|gekookt\w*)\b"
)
_WEIGHT = re.compile(r"(?<![\w.,])(\d{1,4}) ?(?:g|gr|gram|grams|ml)\b")
_SHARE_OF_DAY = re.compile(
    r"(?:procent|per ?cent|%|share|deel|part|fraction|how much|hoeveel)[^?]{0,30}\b(?:my|mijn|the|"
    r"de|an?|een|per|daily|dagelijkse) ?(?:dag\w*|day\w*|daily|norm|rda|adh|need\w*|"
    r"requirement|behoefte|target|300|310|320|350|375|400|420)\b"
)
_GETS = re.compile(
    r"hoeveel (?:heb|krijg|kreeg|haal|pak)[^?]{0,16}\b(?:binnen|eruit|uit|mee)\b|how much "
    r"(?:did|do|will|would|am|have) i (?:get|getting|got|had)|"
    r"what (?:did|do|will|would) i get|wat levert dat"
)
# "A bowl of porridge with 50 g of oats and milk": what goes into it is counted, not the dish.
_MADE_OF = re.compile(
    r"\b(\w*pap|porridge|smoothie|shake|salad|salade|soep|soup|bowl)\b(?: \w+){0,2} "
    r"(?:met|with|van|of|from|uit) (?:\w+ ){0,2}\d{1,4} ?(?:g|gr|gram|grams|ml)\b"
)
_MOST_COMPARED, _MOST_ADDED = 5, 12
_CLOSE = 1.15  # foods nearer to each other than this differ less than tables do
# "How much do I have to eat to get 100 mg from lentils?"
_GET_FROM = re.compile(
    r"(?:how (?:much|many)|hoeveel)\b[^?]{0,30}\b(?:eat|eten|drink|drinken)\b[^?]{0,20}?\b"
    r"\d{2,3} ?(?:mg|milligram\w*)(?: magnesium)? (?:from|out of|uit|met|van) "
    r"([a-z][a-z -]{2,30}?)\s*(?:\?|$)"
)
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
_HOW_MUCH_FOOD = re.compile(
    r"how (?:much|many|big|large)\b(?! (?:magnes|mg\b))|hoeveel\b(?! (?:magnes|mg\b))|"
    r"hoe (?:veel|groot)\b|what (?:weight|amount|quantity) of|welke hoeveelheid"
)
_MG_WANTED = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)\b")
_NORM_WANTED = re.compile(
    r"daily|dagelijkse|dagbehoefte|requirement|\brda\b|\brni\b|\badh\b|norm|need(?:s|ed)? a day|"
    r"per dag|a day\b|per day|whole day|hele dag|day's"
)
_WHOLE_DAY = re.compile(
    r"cover\w* (?:a|the|my|your) (?:whole |full )?day|hele dag|day's worth|"
    r"whole day|dagbehoefte|dagelijkse (?:hoeveelheid|behoefte|norm)|dagnorm|dagdosis|\badh\b|"
    r"daily (?:amount|need\w*|requirement|norm|quota|target|intake)|\brda\b|\brni\b|"
    r"aan (?:de|mijn) norm|full day|(?:om|voor) (?:genoeg|voldoende)|to (?:get|have|reach) enough|"
    r"for enough"
)
_NOT_FOOD = re.compile(
    r"magnes|tabl|caps|pill|supplement|citra|glycin|oxid|mg\b|milligram|time|days?|dagen|weken|"
    r"water$"
)


def foods_added(asked: Asked) -> tuple[Fact, ...]:
    """Several foods with their amounts: each, the total, and the share of the norm."""
    flat = folded(asked.question)
    named = re.search(r"magnes|\bmg\b", flat)
    if not _COUNTED.search(flat) or (not named and _OTHER.search(flat)):
        return ()
    foods = foods_listed(asked)
    spoken = _portions(asked)
    foods = spoken if len(spoken) >= len(foods) or _MADE_OF.search(flat) else foods
    if len(foods) < 2 or not _weights_read(flat, foods):
        return ()
    spans = [one.values["magnesium"] for one in foods]
    whole = {
        end: sum(float(span[end]) for span in spans if isinstance(span, dict))
        for end in ("low", "best", "high")
    }
    if _EITHER.search(flat):
        return compared(asked) or (*foods, *_which(asked, [(one,) for one in foods]))
    total = fact(asked, "answer.sum-foods-range", COMPUTED, Certainty.COMPUTED, magnesium=whole)
    rough = foods is spoken and not all(one.counted for one in _eaten(asked))
    total_of = (total, judged(asked, "answer.sum-ordinary")) if rough else (total,)
    return (*foods, *total_of, *beside_norm(asked, whole["low"], whole["high"]))


def _portions(asked: Asked) -> tuple[Fact, ...]:
    """The foods of a list; one without an amount, beside others that have one, is ordinary."""
    said = _eaten(asked)
    if not any(one.counted for one in said):
        return ()
    return tuple(_held(asked, one) for one in said[:_MOST_ADDED])


def _eaten(asked: Asked) -> list[FoodSaid]:
    said = foods_said(asked.question, asked.language, asked.kb)
    dish = _MADE_OF.search(folded(asked.question))
    parts = [one for one in said if not one.denied]
    if dish is None or len(parts) < 2:
        return parts
    return [one for one in parts if dish.group(1) not in folded(one.item.words)]


def _all_counted(said: list[FoodSaid]) -> bool:
    """Whether every food has an amount, or goes with one that has."""
    return any(one.counted for one in said) and all(one.counted or one.beside for one in said)


def _weights_read(flat: str, foods: tuple[Fact, ...]) -> bool:
    """Whether every weight in a question is that of a food; else a total would be too small."""
    written = [number(one) for one in _WEIGHT.findall(flat)]
    read = [float(str(one.values["grams"])) for one in foods]
    return len(written) <= len(read)


def _held(asked: Asked, said: FoodSaid, grams: float | None = None) -> Fact:
    """The magnesium in a food, in the amount that is said or in so many grams."""
    weight = said.item.grams.best if said.item.grams is not None else 100.0
    weight = weight if grams is None else grams
    content = magnesium_per_100g(said.food, asked.kb)
    span = content.scaled(weight / 100).as_dict() if content is not None else {}
    values = {"food": said.food, "grams": weight, "magnesium": span}
    return fact(asked, "answer.food", COMPUTED, Certainty.COMPUTED, **values)


def compared(asked: Asked) -> tuple[Fact, ...]:
    """Foods of which a question asks which holds more, in portions or each in 100 g."""
    flat = folded(asked.question)
    if not _EITHER.search(flat):
        return ()
    said = _eaten(asked)
    of_magnesium = _MORE_MAGNESIUM.search(flat)
    if not of_magnesium and (_OTHER.search(flat) or not _MORE.search(flat)):
        return ()
    if not 2 <= len(said) <= _MOST_COMPARED or _NOT_ONLY_FOOD.search(flat):
        return ()
    portions = _all_counted(said) or any(one.beside for one in said)
    foods = tuple(_held(asked, one, None if portions else 100.0) for one in said)
    dishes: list[tuple[Fact, ...]] = []
    for one, held in zip(said, foods, strict=True):
        if portions and one.beside and dishes:
            dishes[-1] = (*dishes[-1], held)
        else:
            dishes.append((held,))
    return (*foods, *_which(asked, dishes)) if len(dishes) > 1 else ()


def share_of_day(asked: Asked) -> tuple[Fact, ...]:
    """One food with its amount, and what share of the norm of a day it brings."""
    flat = folded(asked.question)
    asks = _SHARE_OF_DAY.search(flat) or _GETS.search(flat)
    if "magnes" in flat or _OTHER.search(flat) or not asks:
        return ()
    said = _eaten(asked)
    if len(said) != 1 or not said[0].counted:
        return ()
    held = _held(asked, said[0])
    span = held.values["magnesium"]
    if not isinstance(span, dict):
        return ()
    return (held, *beside_norm(asked, float(span["low"]), float(span["high"])))


def _which(asked: Asked, dishes: list[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Which of several foods, or foods eaten together, brings the most."""
    ranked = sorted(dishes, key=lambda one: -_best(one))
    if _best(ranked[0]) < _CLOSE * _best(ranked[1]):
        return (fact(asked, "answer.food-alike", COMPUTED, Certainty.COMPUTED),)
    foods = tuple(one.values["food"] for one in ranked[0])
    if len(foods) > 1:
        return (fact(asked, "answer.dish-more", COMPUTED, Certainty.COMPUTED, foods=foods),)
    return (fact(asked, "answer.food-more", COMPUTED, Certainty.COMPUTED, food=foods[0]),)


def _best(dish: tuple[Fact, ...]) -> float:
    spans = [one.values["magnesium"] for one in dish]
    return sum(float(span["best"]) for span in spans if isinstance(span, dict))


def to_reach(asked: Asked) -> tuple[Fact, ...]:
    """How much of a food brings the amount, or the norm, that a question names."""
    flat = folded(asked.question)
    masses = {number(one) for one in _MG_WANTED.findall(flat)}
    words = _food_to_reach(asked, flat)
    if words is None or len(masses) > 1:
        return ()
    of_norm = _NORM_WANTED.search(flat) and re.search(r"magnes|\bmg\b", flat)
    if not masses and not of_norm and (_OTHER.search(flat) or not _WHOLE_DAY.search(flat)):
        return ()
    norm = norm_of(asked)
    wanted = masses.pop() if masses else norm[0] if norm else None
    items = parse_line(f"100 g {words}", asked.kb, language=asked.language).items
    if len(items) != 1 or items[0].id is None:
        return ()
    food = items[0].id
    content = magnesium_per_100g(food, asked.kb)
    if content is None or items[0].confidence < 0.5 or content.best < 1:
        return ()
    if wanted is None:
        found = [_to_reach_both(asked, food, content.best)]
        wanted = figure("women", asked.kb) or 0.0
    else:
        grams = 100 * wanted / content.best
        values = {"amount": wanted, "food": food, "grams": grams, "content": content.best}
        found = [fact(asked, "answer.to-reach", COMPUTED, Certainty.COMPUTED, **values)]
    if not 5 <= wanted <= 1000:
        return ()
    grams = 100 * wanted / content.best
    portion = parse_line(f"1 {words}", asked.kb, language=asked.language).items
    if len(portion) == 1 and portion[0].id == food and portion[0].grams is not None:
        each = portion[0].grams.best
        pieces = grams / each if each > 0 else 0.0
        if each <= 300 and 1 <= pieces <= 400:
            values = {"pieces": round(pieces, 0 if pieces >= 5 else 1), "grams": each}
            more = fact(asked, "answer.to-reach-pieces", COMPUTED, Certainty.COMPUTED, **values)
            found.append(more)
    if food == "brazil-nut":
        found.append(judged(asked, "answer.brazil-nuts"))
    if wanted >= 150:
        found.append(judged(asked, "answer.to-reach-mixed"))
    return tuple(found)


def _food_to_reach(asked: Asked, flat: str) -> str | None:
    """The food of which a question asks how much brings an amount."""
    hit = _GET_FROM.search(flat)
    if hit is not None and not _NOT_FOOD.search(hit.group(1)):
        return str(hit.group(1)).strip()
    hit = next((one for words in _REACH if (one := words.search(flat))), None)
    if hit is not None:
        return None if _NOT_FOOD.search(hit.group(1)) else hit.group(1).strip()
    if not _HOW_MUCH_FOOD.search(flat) or _NOT_ONLY_FOOD.search(flat):
        return None
    said = _eaten(asked)
    plain = len(said) == 1 and not re.match(r"\d", said[0].item.words)
    return said[0].item.words if plain else None


def _to_reach_both(asked: Asked, food: str, content: float) -> Fact:
    """How much of a food brings the norm for women, and how much that for men."""
    women, men = (figure(name, asked.kb) or 0.0 for name in ("women", "men"))
    values = {"women": women, "men": men, "food": food, "content": content,
              "grams": 100 * women / content, "grams_men": 100 * men / content}  # fmt: skip
    source = ("efsa-2015-magnesium", *COMPUTED)
    return fact(asked, "answer.to-reach-both", source, Certainty.COMPUTED, **values)
