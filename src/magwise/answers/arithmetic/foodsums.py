"""Foods ranked by their magnesium, and what a food brings of a norm, from the food tables."""

import re

from magwise.answers.arithmetic.foodcontent import food_content
from magwise.answers.arithmetic.quantities import foods_without
from magwise.answers.asked import Asked, Outcome, fact, judged
from magwise.answers.reading.foodwords import foods_said
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.foods.meaning import magnesium_per_100g

_MOST = re.compile(
    r"\b(?:most|highest|richest|best|high in|rich in|full of|het meeste|meeste|hoogste|rijkste|"
    r"beste|rijk aan|veel magnesium|vol met|which|welke|welk)\b"
)
# Plain foods of a kind; which comes first is read from the food tables.
_KINDS = (
    (re.compile(r"\b(?:leafy green|vegetables?|veg|veggies|greens|groenten?|groentes|"
                r"bladgroente\w*)\b"),
     ("spinach-boiled", "edamame", "purslane", "rocket", "artichoke", "okra", "parsnip",
      "kale-boiled", "broccoli-boiled")),
    (re.compile(r"\b(?:brood|broden|broodsoort\w*|breads?|loaf|loaves)\b"),
     ("bread-wholemeal", "bread-brown", "bread-white", "bread-rye-dark", "bread-multigrain",
      "bread-spelt", "bread-raisin", "crispbread-rye", "bread-baguette", "bread-sourdough")),
    (re.compile(r"\b(?:broodbeleg|beleg|spreads?|sandwich (?:filling|topping)s?|toppings?)\b"),
     ("peanut-butter-100", "almond-butter", "tahini", "hummus", "chocolate-spread",
      "cheese-gouda-48", "ham-cooked", "jam", "egg-boiled")),
    (re.compile(r"\b(?:fish|seafood|vis|vissen|vissoort\w*|schaaldier\w*)\b"),
     ("mackerel-fresh", "shrimp", "mussels", "tuna-fresh", "sardine-canned", "cod", "salmon",
      "trout")),
    (re.compile(r"\b(?:cheeses?|kaas|kazen|kaassoort\w*)\b"),
     ("cheese-parmesan", "cheese-emmental", "cheese-gruyere", "cheese-edam", "cheese-gouda-48",
      "cheese-cheddar")),
    (re.compile(r"\b(?:fruits?|fruitsoort\w*)\b"),
     ("fig-dried", "date", "apricot-dried", "raisins", "banana", "passion-fruit", "avocado",
      "raspberry")),
    (re.compile(r"\b(?:grains?|granen|graansoort\w*|cereals?)\b"),
     ("wheat-bran", "quinoa", "oats", "bread-wholemeal", "buckwheat", "bread-rye-dark",
      "pasta-wholemeal", "rice-brown")),
    (re.compile(r"\b(?:nuts?|noten|nootjes)\b"),
     ("almond", "brazil-nut", "cashew", "hazelnut", "macadamia", "pecan", "pistachio", "walnut",
      "pine-nut", "peanut")),
    (re.compile(r"\b(?:seeds?|zaden|zaadjes|pitten)\b"),
     ("pumpkin-seeds", "hemp-seeds", "chia-seeds", "linseed", "sesame-seeds", "sunflower-seeds",
      "poppy-seeds")),
    (re.compile(r"\b(?:beans?|bonen|legumes?|pulses|peulvruchten|lentils?|linzen)\b"),
     ("black-beans", "kidney-beans", "white-beans", "brown-beans", "chickpeas", "lentils-brown",
      "soybeans", "edamame", "pinto-beans", "split-peas")),
)  # fmt: skip
_LEFT_OUT = re.compile(r"\b(?:no|geen|without|zonder|hates?|allergic to|niet van) (?:\w+ )?\w+")
_IS_SOURCE = re.compile(
    r"\bsource\b|(?:rich|high) in|\b(?:a lot|lots|loads|(?<!how )much|plenty)\b|"
    r"\bbron\b|rijk aan|\bveel\b(?! (?:magnesium )?(?:zit|heb|moet|bevat|zitten|is)\b)"
)
_SOURCE = 0.15  # of the label value in a portion
_SAID = 5
_FEW_WORDS = 12
_BOTH = re.compile(r"\b(?:and|en|or|of)\b|,")
_WOMAN = re.compile(r"\bwom[ae]n'?s?\b|\bvrouw|\bfemale")
_MAN = re.compile(r"\bm[ae]n'?s?\b|\bmannen\b|\bmale\b")


def food_sources(asked: Asked) -> Outcome:
    """Foods without what is avoided, or foods of one kind with the richest first."""
    without = foods_without(asked)  # a ranking could name what is to be avoided
    return Outcome(without or _ranked(asked))


def _ranked(asked: Asked) -> tuple[Fact, ...]:
    flat = folded(asked.question)
    if not _MOST.search(flat):
        return ()
    asks_of = _LEFT_OUT.sub(" ", flat)  # "no nuts" asks for no nuts
    foods = next((foods for words, foods in _KINDS if words.search(asks_of)), ())
    found = {key: magnesium_per_100g(key, asked.kb) for key in foods if key in asked.kb.foods}
    known = {key: value.best for key, value in found.items() if value is not None}
    ranked = tuple(sorted(known, key=lambda key: (-known[key], key)))[:_SAID]
    if not ranked:
        return ()
    values = {"foods": ranked, "first": ranked[0], "amount": known[ranked[0]]}
    source = ("magwise-computed",)
    told = fact(asked, "answer.foods-ranked", source, Certainty.COMPUTED, **values)
    selenium = (judged(asked, "answer.few-brazil-nuts"),) if "brazil-nut" in ranked else ()
    return (told, *selenium)


def _also_named(first: Fact, asked: Asked) -> tuple[Fact, ...]:
    """The other foods of a short question: "in milk and cheese" names two."""
    said = foods_said(asked.question, asked.language, asked.kb)
    if not _BOTH.search(folded(asked.question)) or first.values["food"] not in [
        one.food for one in said
    ]:
        return ()
    found = []
    for one in said:
        content = magnesium_per_100g(one.food, asked.kb)
        if one.denied or one.food == first.values["food"] or not (content and one.item.grams):
            continue
        grams = one.item.grams.best
        values = {"food": one.food, "grams": grams,
                  "magnesium": content.scaled(grams / 100).as_dict()}  # fmt: skip
        source = ("magwise-computed",)
        found.append(fact(asked, "answer.food", source, Certainty.COMPUTED, **values))
    return tuple(found[:3])


def food_amount(asked: Asked) -> Outcome:
    """The magnesium of a food, and what share of a norm or of the label value that is."""
    found = food_content(asked)
    flat = folded(asked.question)
    if len(found.facts) == 1 and len(flat.split()) <= _FEW_WORDS:
        found = Outcome((*found.facts, *_also_named(found.facts[0], asked)))
    if len(found.facts) != 1:
        return found
    magnesium = found.facts[0].values["magnesium"]
    if not isinstance(magnesium, dict):
        return found
    kb = asked.kb
    whole = kb.label_values["eu-nrv"].value
    if _WOMAN.search(flat) or asked.profile.sex == "female":
        norm = kb.requirements["efsa-2015.18-f"].value
        key = "answer.food-share-women"
    elif _MAN.search(flat) or asked.profile.sex == "male":
        norm = kb.requirements["efsa-2015.18-m"].value
        key = "answer.food-share-men"
    else:
        norm, key = whole, "answer.food-share-label"
    if norm.value is None:
        return found
    share = {name: value / norm.value for name, value in magnesium.items()}
    values = {"share": share, "reference": norm.value}
    source = (norm.source, "magwise-computed")
    told = fact(asked, key, source, Certainty.COMPUTED, **values)
    return Outcome((*_verdict(magnesium, whole.value, asked), *found.facts, told))


def _verdict(magnesium: dict[str, float], label: float | None, asked: Asked) -> tuple[Fact, ...]:
    """Whether an ordinary portion is a good source, where that is asked.

    A portion with 15 % of the label value is one; 15 % is also what an EU label needs to call
    something a source.
    """
    if not label or not _IS_SOURCE.search(folded(asked.question)):
        return ()
    share = magnesium["best"] / label
    key = "good" if share >= _SOURCE else "some" if share >= _SOURCE / 3 else "little"
    source = ("eu-1169-2011", "magwise-computed")
    return (fact(asked, f"answer.source-{key}", source, Certainty.COMPUTED),)
