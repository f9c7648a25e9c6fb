"""Which kind it was, told beside the food: *boterham met kaas (bruin)*, *sushi, 8 salmon*."""

from collections.abc import Sequence

from magwise.foods import servings
from magwise.foods.index import FoodIndex
from magwise.foods.mentions import Mention
from magwise.foods.words import canonical, words_in
from magwise.knowledge.base import Knowledge

_OF_BREAD = frozenset(
    words_in(
        """
        bruin wit volkoren meergranen zuurdesem white brown wholemeal wholewheat granary
        sourdough rye
        """
    )
)
_GENERIC_BREAD = frozenset(
    canonical(word)
    for word in words_in(
        """
        boterham boterhammetje bammetje snee sneetje brood bread toast sandwich slice
        """
    )
)
_ALONE = canonical("spaghetti")
_MAKES_A_DISH = frozenset(
    words_in("meat fish sauces vegetables legumes egg meat-alternative dish nuts-seeds fats")
)
_VESSELS = frozenset({"plate", "bowl", "large-bowl"})  # of a meal, never full of meat
_TASTES = frozenset({("sweet",)})  # "popcorn, sweet"
_FROM_A_TIN = frozenset({"can", "small-can"})


def told_kinds(mentions: Sequence[Mention], kb: Knowledge, index: FoodIndex) -> Sequence[Mention]:
    """The mentions with every food once, of the kind that the line tells."""
    return _plates(_of_that_bread(_sushi(mentions, kb)), kb, index)


def _sushi(mentions: Sequence[Mention], kb: Knowledge) -> list[Mention]:
    """*8 stuks zalm sushi*, *sushi 8 stuks zalm*: the fish is which sushi it was."""
    kept: list[Mention] = []
    for place, mention in enumerate(mentions):
        near = [*kept[-1:], *mentions[place + 1 : place + 2]]
        sushi = [m for m in near if m.key in servings.KINDS_NAMED]
        listed = [m for m in kept if m.entries[0].food == "sushi"][-1:]
        fish = kb.foods[mention.entries[0].food].group in ("fish", "fruit")
        named = fish and bool(sushi) and mention.key not in servings.KINDS_NAMED
        whole = fish and listed and not mention.measures_exactly
        if (
            whole
            and mention.link in ("comma", "colon", "with", "and")
            and (mention.count is None or not listed[0].has_amount)
        ):  # sushi box, 8 pieces salmon and avocado
            if mention.count is not None:
                listed[0].count, listed[0].measures = mention.count, ("piece",)
                listed[0].measure_words = mention.measure_words
            continue
        if not named or "next" not in (mention.link, sushi[0].link):
            kept.append(mention)
        elif mention.count is not None and not sushi[0].has_amount:
            sushi[0].count, sushi[0].measures = mention.count, mention.measures
            sushi[0].measure_words = mention.measure_words
    return kept


def _of_that_bread(mentions: Sequence[Mention]) -> list[Mention]:
    """*(bruin)* behind sandwiches says which bread they were and is no bread besides."""
    kept: list[Mention] = []
    for mention in mentions:
        bread = [m for m in kept if m.key in _GENERIC_BREAD]
        behind = mention.link in ("colon", "comma") and not mention.has_amount
        if bread and behind and set(mention.texts) <= _OF_BREAD:
            for each in bread:
                each.entries = mention.entries
            continue
        if mention.texts not in _TASTES or mention.has_amount or not kept:
            kept.append(mention)
    return kept


def _plates(mentions: list[Mention], kb: Knowledge, index: FoodIndex) -> list[Mention]:
    """Spaghetti with cheese has its sauce; tuna *from a tin* in a salad is no tin of salad."""
    groups = [kb.foods[mention.entries[0].food].group for mention in mentions]
    for place, mention in enumerate(mentions):
        others = {*groups[:place], *groups[place + 1 :]}
        bare = mention.key == _ALONE and not mention.states and not mention.measures_exactly
        if bare and others and not others & _MAKES_A_DISH:
            mention.key = "spaghetti bolognese"
            mention.entries = index.entries(canonical("spaghetti") + " " + canonical("bolognese"))
        tinned = mention.count is None and set(mention.measures) & _FROM_A_TIN
        vessel = set(mention.measures) & _VESSELS and len(mentions) > 1
        if vessel and groups[place] in ("meat", "fish"):
            mention.measures, mention.measure_words, mention.count = (), "", None
        if tinned and groups[place] == "dish":
            mention.measures, mention.measure_words = (), ""
    return mentions
