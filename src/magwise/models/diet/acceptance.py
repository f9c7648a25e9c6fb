"""Whether someone eats a food at all: diet, allergies and dislikes."""

from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import Food
from magwise.person import Profile

# Words people use for the fourteen allergens of EU Regulation 1169/2011, Annex II.
ALLERGEN_WORDS: dict[str, tuple[str, ...]] = {
    "gluten": ("gluten", "tarwe", "wheat", "coeliac", "coeliakie", "celiac"),
    "crustaceans": ("crustaceans", "schaaldieren", "garnaal", "garnalen", "shrimp", "prawn"),
    "egg": ("egg", "eggs", "ei", "eieren"),
    "fish": ("fish", "vis"),
    "peanut": ("peanut", "peanuts", "pinda", "pinda's", "pindas"),
    "soy": ("soy", "soya", "soja"),
    "milk": ("milk", "dairy", "lactose", "melk", "zuivel", "koemelk"),
    "nuts": ("nuts", "nut", "tree nuts", "noten", "noot"),
    "celery": ("celery", "selderij"),
    "mustard": ("mustard", "mosterd"),
    "sesame": ("sesame", "sesam"),
    "sulphite": ("sulphite", "sulfite", "sulfiet"),
    "lupin": ("lupin", "lupine"),
    "mollusc": ("mollusc", "molluscs", "weekdieren", "mosselen", "mussels"),
}
_DIETS = ("vegan", "vegetarian", "halal", "kosher")
_DIET_WORDS = {
    "veganistisch": "vegan",
    "vegetarisch": "vegetarian",
    "veggie": "vegetarian",
    "vega": "vegetarian",
    "koosjer": "kosher",
}


def allergens(profile: Profile) -> tuple[frozenset[str], tuple[str, ...]]:
    """Allergen ids someone named, and the words that are none of the fourteen."""
    known: set[str] = set()
    other: list[str] = []
    for raw in profile.allergies or ():
        word = raw.strip().casefold()
        found = {
            allergen
            for allergen, words in ALLERGEN_WORDS.items()
            if word == allergen or word in words
        }
        known |= found
        if not found:
            other.append(word)
    return frozenset(known), tuple(sorted(other))


def _named(food: Food, word: str) -> bool:
    texts = (food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
    return any(word in text.casefold() for text in texts)


def eats(food: Food, profile: Profile, kb: Knowledge) -> bool:
    """True when nothing the person said speaks against this food.

    Where the person has a diet or an allergy, a food about which that is unknown is left out.

    Parameters
    ----------
    food
        The food to judge; a dish is judged by its ingredients as well.
    profile
        What the person said about diet, allergies and dislikes.
    kb
        The knowledge base, for ingredients.
    """
    wishes = {word.strip().casefold() for word in profile.diet or ()}
    diets = {_DIET_WORDS.get(word, word) for word in wishes} & set(_DIETS)
    if any(getattr(food.diet, diet) is not True for diet in diets):
        return False
    known, other = allergens(profile)
    if known or other:
        if food.allergens is None or known & set(food.allergens):
            return False
        if any(_named(food, word) for word in other):
            return False
    if any(_named(food, word.strip().casefold()) for word in profile.dislikes if word.strip()):
        return False
    return all(
        eats(kb.foods[part.food], profile, kb) for part in food.recipe if part.food in kb.foods
    )
