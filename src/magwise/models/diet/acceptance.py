"""Whether someone eats a food at all: diet, allergies and dislikes."""

from functools import cache

from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.foods import Food
from magwise.models.diet.records import Wish
from magwise.person import Profile
from magwise.person.diets import ways_of

_NONE = frozenset({"", "geen", "none", "no", "nee", "niets", "nothing"})
# What may be cooked, by how much cooking is wished.
COOKING = {"none": ("none",), "little": ("none", "low")}
# In a way of eating an allergen is named to leave it out only next to one of these.
_WITHOUT = ("vrij", "free", "zonder", "without", "geen", "no ")
# Words for a whole kind of food: by group, or by what labels must name.
_KINDS = {
    "groente": "vegetables", "groenten": "vegetables", "vegetables": "vegetables",
    "peulvruchten": "legumes", "bonen": "legumes", "legumes": "legumes", "pulses": "legumes",
    "beans": "legumes", "zaden": "nuts-seeds", "seeds": "nuts-seeds", "fruit": "fruit",
}  # fmt: skip
_KINDS_ON_LABELS = frozenset({"nuts", "fish", "crustaceans", "mollusc"})


def allergens(profile: Profile, kb: Knowledge) -> tuple[frozenset[str], tuple[str, ...]]:
    """Allergens someone may not have (``knowledge/data/allergens``), and the words that are none.

    An illness (coeliac disease) and a way of eating (gluten-free) name them as an allergy does.
    """
    known: set[str] = set()
    other: list[str] = []
    for raw in profile.allergies or ():
        phrase = plain(raw)
        if phrase in _NONE:
            continue
        found = _allergens_in(phrase, kb)
        known |= found
        if not found:
            other.append(phrase)
    for raw in profile.conditions or ():
        known |= _allergens_in(plain(raw), kb)
    for raw in profile.diet or ():
        if any(sign in f"{plain(raw)} " for sign in _WITHOUT):
            known |= _allergens_in(plain(raw), kb)
    return frozenset(known), tuple(sorted(other))


def _allergens_in(phrase: str, kb: Knowledge) -> set[str]:
    return {
        record.id
        for record in kb.allergens.values()
        for word in (record.id, record.names.nl, record.names.en,
                     *record.words.nl, *record.words.en)
        if f" {plain(word)} " in f" {phrase} "
    }  # fmt: skip


def is_of_kind(food: Food, word: str, kb: Knowledge) -> bool:
    """Whether a plain word names the whole kind a food belongs to: nuts, fish, beans."""
    if _KINDS.get(word) == food.group:
        return True
    return any(
        word in (plain(kb.allergens[id_].names.nl), plain(kb.allergens[id_].names.en))
        for id_ in _KINDS_ON_LABELS & set(food.allergens or ()) & set(kb.allergens)
    )


def objections(
    food: Food,
    profile: Profile,
    kb: Knowledge,
    *,
    diet: tuple[str, ...] | None = None,
    budget: str = "any",
    cooking: str = "any",
) -> frozenset[Wish]:
    """Every wish that speaks against a food; none when the person may like it.

    Where someone has a diet or an allergy, a food about which that is unknown is left out.

    Parameters
    ----------
    food
        The food to judge; a dish is judged by its ingredients as well.
    profile
        What the person said about diet, allergies and dislikes.
    diet
        Ways of eating to go by; None for those of the profile.
    budget, cooking
        ``low`` or ``any``; ``none``, ``little`` or ``any``.
    """
    against: set[Wish] = set()
    for way in ways_of((profile.diet or ()) if diet is None else diet):
        if not _keeps_to(food, way, kb):
            against.add(Wish("diet", way))
    known, other = allergens(profile, kb)
    if known or other:
        if food.allergens is None:
            against |= {Wish("allergy", word) for word in (*sorted(known), *other)}
        against |= {Wish("allergy", word) for word in known & set(food.allergens or ())}
        against |= {Wish("allergy", word) for word in other if _named(food, word)}
    against |= {
        Wish("dislike", word.strip())
        for word in profile.dislikes
        if plain(word) and (_named(food, plain(word)) or is_of_kind(food, plain(word), kb))
    }
    if budget == "low" and food.cost != "low":
        against.add(Wish("budget", "low"))
    if cooking in COOKING and food.effort not in COOKING[cooking]:
        against.add(Wish("cooking", cooking))
    for part in food.recipe:
        if part.food in kb.foods:
            # What a dish costs and how much work it is, is known of the dish itself.
            against |= objections(kb.foods[part.food], profile, kb, diet=diet)
    return frozenset(against)


def _keeps_to(food: Food, way: str, kb: Knowledge) -> bool:
    """Whether a food is known to fit a way of eating; not known is no."""
    if way != "pescatarian":
        return getattr(food.diet, way) is True
    if food.diet.vegetarian is True or food.group == "fish":
        return True
    # A dish with a recipe goes by what is in it; each part is judged by itself as well.
    parts = [kb.foods[part.food] for part in food.recipe if part.food in kb.foods]
    return bool(parts) and len(parts) == len(food.recipe)


@cache
def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(text) for text in texts)


def _named(food: Food, word: str) -> bool:
    texts = (food.names.nl, food.names.en, *food.aliases.nl, *food.aliases.en)
    return any(word in text for text in _texts(texts))
