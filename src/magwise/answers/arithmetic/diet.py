"""What somebody tells of their own eating: which foods bring much magnesium, and which little.

Amounts that nobody tells stay unknown, so this names foods and adds nothing up.
"""

import re
from dataclasses import replace

from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.foodcontent import food_named
from magwise.answers.arithmetic.quantities import foods_without
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.foodwords import FoodSaid, denied_before, foods_said
from magwise.answers.reading.words import folded
from magwise.answers.subjects.concepts import Reading
from magwise.answers.subjects.frames import asks_if_enough, lives_on, tells_eating
from magwise.core.facts import Certainty, Fact
from magwise.foods.meaning import magnesium_per_100g

# A food brings much if it is rich by weight and by the portion [mg]; little if it is neither.
_MUCH_PER_100G, _MUCH_PER_PORTION = 28.0, 24.0
_PLANTS = frozenset(
    ("legumes", "nuts-seeds", "bread", "cereals", "grains-pasta", "vegetables", "spreads",
     "meat-alternative")
)  # fmt: skip
_LITTLE_PER_100G, _LITTLE_PER_PORTION = 25.0, 24.0
_ABOUT_FOOD = frozenset(("contains", "how-much", "food-rich", "label", "whole-grain", "most"))
_MANY, _SOME = 3, 2
_SAID = 6
_OLD_YEARS = 65
_WATER = frozenset(("water-tap", "water-mineral"))
_TOPICS = frozenset(
    ("own-diet-rich", "own-diet-poor", "own-diet-mixed", "own-diet-plain", "own-diet",
     "picky-eater", "low-carb", "gluten-free", "vegan", "food-budget")
)  # fmt: skip
_OLDER = re.compile(
    r"\b(?:oma|opa|grootmoeder|grootvader|bejaard\w*|hoogbejaard\w*|op leeftijd|ouderen|gran|nan|"
    r"nana|granny|grandma|grandad|granddad|grandpa|grandmother|grandfather|elderly|care home|"
    r"verzorgingshuis|verpleeghuis|nursing home|"
    r"(?:[789]\d|6[5-9])[- ]?(?:years?|jaar|jarige|yo)|(?:is|he's|she's|aged|van|turned|"
    r"wordt|now) (?:[789]\d|6[5-9]))\b(?! ?(?:mg|g|kg|kilo|gram|%|procent))"
)
# "Wholemeal toast" is no poor food.
_WHOLE = re.compile(
    r"\b(?:wholemeal|wholegrain|whole ?grain|brown|rye|granary|seeded|volkoren|bruine?|rogge)$"
)
_SAID_WHOLE = re.compile(r"volkoren|whole|brown|bruin|meergranen|granary|seeded|grain")
_TAKES = re.compile(
    r"\b(?:take|takes|taking|took|slik|slikt|slikken|neem|neemt|innemen|inneem)\b|"
    r"\bmagnesium (?:with|met|bij) "
)
_KNOW = re.compile(
    r"how (?:would|do|can|will|could|should) (?:i|we|you|he|she) (?:even |ever )?(?:know|tell|find "
    r"out|check|notice)|hoe (?:weet|merk|kom|zie|voel) (?:ik|je|we|hij|ze)|how to (?:know|tell)|"
    r"(?:waaraan|hoe) (?:merk|kan|kun)\b"
)


def with_foods(asked: Asked, reading: Reading) -> Asked:
    """A question with the food it asks the magnesium of, and with what it tells of eating."""
    food = food_named(asked) if reading.concepts & _ABOUT_FOOD else asked.said.food
    return replace(asked, said=replace(asked.said, food=food, eats=eaten_kinds(asked, reading)))


def eaten_kinds(asked: Asked, reading: Reading) -> frozenset[str]:
    """What somebody tells of their eating, as concepts; empty when a question tells none of it.

    ``own-diet`` where they ask whether it is enough, with ``rich-food`` and ``poor-food`` for
    what it holds.
    """
    flat = folded(asked.question)
    taken = asked.said.amount_mg is not None or bool(asked.said.forms or asked.said.medicines)
    pattern = tells_eating(flat) or lives_on(flat)
    loosely = pattern and not taken and not _TAKES.search(flat)
    if not asks_if_enough(flat, loosely=loosely):
        return frozenset()
    said = [one for one in foods_said(asked.question, asked.language, asked.kb) if not one.denied]
    poor, rich = _words("poor-food", reading), _words("rich-food", reading)
    much = [one.food for one in said if _is_much(one, asked)]
    much = much if len(much) >= len(rich) else list(rich)
    named = max(len(said), len(rich)) + len(poor)
    everything = foods_said(asked.question, asked.language, asked.kb)
    if not named and tells_eating(flat) and any(one.denied for one in everything):
        return frozenset(("own-diet", "plain-food"))  # "hardly any bread or nuts"
    least = 1 if lives_on(flat) else _SOME if tells_eating(flat) else _MANY
    if named < least:
        return frozenset()
    if asked.said.kidney_disease or asked.said.dialysis or asked.said.egfr is not None:
        return frozenset(("own-diet", "kidney"))
    kinds = {"own-diet"}
    few = len(much) < _MANY or len(poor) > 1
    if much:
        kinds.add("rich-food")
    single = len(much) == 1 and named >= _MANY  # one rich food among others
    if (poor and few) or single:
        kinds.add("poor-food")
    if not much and not poor:
        kinds.add("plain-food")
    return frozenset(kinds)


def _words(concept: str, reading: Reading) -> tuple[str, ...]:
    """The words of a concept in a question, where they are not denied."""
    found = []
    for one in reading.found:
        if one.concept == concept:
            before = " ".join(reading.words[max(0, one.first - 6) : one.first])
            if not denied_before(before) and not _WHOLE.search(before):
                found.append(one.words)
    return tuple(dict.fromkeys(found))


def _is_much(said: FoodSaid, asked: Asked) -> bool:
    content, portion = _contents(said, asked)
    food = asked.kb.foods[said.food]
    if said.food == "bread-wholemeal" and not _SAID_WHOLE.search(folded(said.item.words)):
        return False  # plain "bread" may be white
    rich = food.group in _PLANTS or said.food == "chocolate-dark"
    return rich and content >= _MUCH_PER_100G and portion >= _MUCH_PER_PORTION


def _is_little(said: FoodSaid, asked: Asked) -> bool:
    content, portion = _contents(said, asked)
    return content < _LITTLE_PER_100G and portion < _LITTLE_PER_PORTION


def _contents(said: FoodSaid, asked: Asked) -> tuple[float, float]:
    """Magnesium of a food [mg per 100 g] and of the portion of it [mg]."""
    content = magnesium_per_100g(said.food, asked.kb)
    best = content.best if content is not None else 0.0
    grams = said.item.grams.best if said.item.grams is not None else 0.0
    return best, best * grams / 100


def beside_diet(topic: str, asked: Asked) -> tuple[Fact, ...]:
    """Which of the foods that somebody eats bring much and which little, and what fits them."""
    if topic not in _TOPICS:
        return ()
    said = [
        one
        for one in foods_said(asked.question, asked.language, asked.kb)
        if not one.denied and one.food not in _WATER
    ]
    if topic == "food-budget":
        return foods_without(asked)
    found = []
    sides = [("answer.diet-much", _is_much), ("answer.diet-little", _is_little)]
    for key, belongs in sides[:1] if topic == "own-diet-rich" else sides:
        foods = tuple(one.food for one in said if belongs(one, asked))[:_SAID]
        if len(foods) > 1 or (foods and belongs is _is_much and len(said) > 1):
            source = ("magwise-computed",)
            found.append(fact(asked, key, source, Certainty.COMPUTED, foods=foods))
    return (*found, *_for_whom(topic, asked))


def _for_whom(topic: str, asked: Asked) -> tuple[Fact, ...]:
    flat = folded(asked.question)
    found = []
    if asked.said.child or asked.profile.is_adult is False:
        found.append(_with_norms(asked, "answer.diet-child"))
    elif (asked.profile.age_years or 0) >= _OLD_YEARS or _OLDER.search(flat):
        found.append(judged(asked, "answer.diet-older"))
    if _KNOW.search(flat) and topic != "own-diet":
        found.append(_with_norms(asked, "answer.diet-know"))
    return tuple(found)


def _with_norms(asked: Asked, key: str) -> Fact:
    values = {name: figure(name, asked.kb) for name in asked.kb.findings[key].slots}
    source = ("efsa-2015-magnesium", "magwise-judgement")
    return fact(asked, key, source, Certainty.JUDGEMENT, **values)
