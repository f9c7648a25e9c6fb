"""From mentions to weights: slices with toppings, coffee with milk, dishes with ingredients."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from magwise.core.interval import Interval
from magwise.foods import amounts, servings
from magwise.foods.index import FoodIndex
from magwise.foods.kinds import told_kinds
from magwise.foods.meaning import Meaning, choose
from magwise.foods.mentions import Mention
from magwise.foods.parts import Eaten, Role, without_doubles
from magwise.foods.words import canonical
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.foods import Food

_SERVED = frozenset(
    {"piece", "portion", "slice", "bowl", "plate", "tub", "small-pack", "glass", "roll", "can"}
)
_SANDWICH = frozenset(canonical(word) for word in ("sandwich", "butty", "sarnie"))


class Table:
    """Lays the mentions of one sentence out as a meal."""

    def __init__(
        self,
        kb: Knowledge,
        index: FoodIndex,
        language: str | None,
        own_measures: Mapping[str, float],
    ) -> None:
        self.kb = kb
        self.index = index
        self.language = language
        self.own_measures = own_measures

    def lay(self, mentions: Sequence[Mention]) -> list[Eaten]:
        """Everything eaten, with weights."""
        self._bare_sandwiches(mentions)
        self._weighed_dry(mentions)
        mentions = told_kinds(mentions, self.kb, self.index)
        meanings = [self._meaning(mention) for mention in mentions]
        mentions, meanings = _turned(mentions, meanings)
        eaten: list[Eaten] = []
        host: int | None = None  # what "with" refers to
        carrier: int | None = None
        for place, (mention, meaning) in enumerate(zip(mentions, meanings, strict=True)):
            role = self._role(mention, meaning, eaten, host, carrier)
            if mention.on_carriers and carrier is not None and eaten[-1].role == "topping":
                eaten[carrier] = self._more_slices(eaten, carrier, mention.on_carriers)
            if mention.link == "of" and mention.has_amount and host is not None:
                eaten[host] = replace(eaten[host], role="dropped")  # pap van 50 g havermout
            if role == "topping" and carrier is not None:
                grams, sure = self._topping(mention, meaning, eaten[carrier]), 0.75
            elif role == "addition" and host is not None:
                grams, sure = self._addition(mention, meaning), 0.7
            elif role == "ingredient":
                texts = eaten[host].mention.texts if host is not None else ()
                head = canonical(texts[-1]) if texts else ""
                grams, sure = self._ingredient(mention, meaning, head), 0.6
            else:
                grams, sure = self._weight(mention, meaning)
                host = place
                carrier = place if self._is_carrier(meaning.food) else None
                if carrier is None and mention.link in ("and", "comma") and mention.on_carriers:
                    carrier = place
            eaten.append(Eaten(mention, meaning, grams, sure * meaning.sure * mention.sure, role))
        return without_doubles(eaten)

    def _weighed_dry(self, mentions: Sequence[Mention]) -> None:
        """*40 g havermout gekookt in 250 ml melk*: the weight is of what went into the pan."""
        for mention, later in pairwise(mentions):
            if not set(later.measures) & _LIQUID or not amounts.is_exact(mention.measures):
                continue
            if "boiled" in mention.states:
                mention.states.remove("boiled")
            if mention.entries[0].food.startswith("porridge"):
                mention.key = canonical("oats")
                mention.entries = self.index.entries(mention.key)

    def _bare_sandwiches(self, mentions: Sequence[Mention]) -> None:
        """In *bacon sandwich* and *sandwich with egg* the sandwich is only its bread."""
        for place, mention in enumerate(mentions):
            later = mentions[place + 1 : place + 2]
            filled = (mention.link == "next" and place > 0) or any(
                other.link in ("with", "colon", "of", "on") for other in later
            )
            if filled and mention.key in _SANDWICH:
                mention.key = canonical("bread")
                mention.entries = self.index.entries(mention.key)

    def _meaning(self, mention: Mention) -> Meaning:
        tinned = "can" in mention.measures or "small-can" in mention.measures
        return choose(
            mention.entries,
            mention.key,
            [*mention.states, "canned"] if tinned and not mention.states else mention.states,
            self.language,
            kb=self.kb,
            index=self.index,
            poured=any("glass" in measure for measure in mention.measures),
        )

    def _is_carrier(self, food: Food) -> bool:
        return food.group in servings.CARRIER_GROUPS or food.id.startswith(servings.CARRIER_STEMS)

    def _role(
        self,
        mention: Mention,
        meaning: Meaning,
        eaten: Sequence[Eaten],
        host: int | None,
        carrier: int | None,
    ) -> Role:
        if host is None or not eaten:
            return "own"
        food, before = meaning.food, eaten[-1]
        if mention.on_carriers is not None and carrier is not None:
            return "topping"
        if mention.measures or (mention.count is not None and not mention.vague):
            return "own"
        on_bread = _can_top(food)
        if carrier is not None and on_bread and not self._is_carrier(food):
            if mention.link in ("with", "on", "next", "colon"):
                return "topping"
            if mention.link in ("and", "comma"):
                goes_on = "bread-topping" in food.role or food.group in ("spreads", "fats")
                listed = before.role == "topping" and (goes_on or food.group == "vegetables")
                opened = before.role == "own" and mention.link == "and" and goes_on
                if listed or (opened and carrier == len(eaten) - 1):
                    return "topping"
        main = eaten[host].meaning.food
        in_cup = food.group in ("dairy", "dairy-alternative", "fats") or (
            food.group == "sweets" and ("sugar" in food.id or "honey" in food.id)
        )
        if main.group == "coffee-tea" and mention.link in ("with", "next", "and") and in_cup:
            return "addition"
        if mention.link in ("with", "next", "on") or (
            mention.link in ("and", "comma") and before.role in ("ingredient", "addition")
        ):
            if food.group in servings.SMALL_WITH or (food.group == "dairy" and "cheese" in food.id):
                return "addition"
            if eaten[host].mention.compound or mention.compound:
                return "ingredient"
            if self._is_mixture(eaten[host]) or (main.group == "egg" and food.group != "meat"):
                return "ingredient"
        words = eaten[host].mention.texts
        mixed_in = food.group in ("legumes", "vegetables", "nuts-seeds")
        if mention.link == "and" and main.is_dish and {"met", "with"} & set(words) and mixed_in:
            return "ingredient"
        if mention.link in ("and", "comma") and food.group in ("sauces", "fats", "herbs"):
            return "addition"
        return "own"

    def _is_mixture(self, eaten: Eaten) -> bool:
        last = eaten.mention.texts[-1] if eaten.mention.texts else ""
        return canonical(last) in servings.DISHES

    def _more_slices(self, eaten: Sequence[Eaten], carrier: int, number: float) -> Eaten:
        """*1 boterham pindakaas en 1 met kaas* is two slices, *3 boterhammen, 1 met kaas* three."""
        bread = eaten[carrier]
        toppings = eaten[carrier + 1 :]
        taken = sum(one.mention.on_carriers or 0.0 for one in toppings)
        if any(one.mention.on_carriers is None for one in toppings):
            taken = max(taken, self._slices(bread))
        slices = self._slices(bread)
        more = max(0.0, taken + number - slices)
        return replace(bread, grams=bread.grams.scaled((slices + more) / slices))

    def _topping(self, mention: Mention, meaning: Meaning, carrier: Eaten) -> Interval:
        food = meaning.food
        one = self._on_a_slice(food)
        slices = mention.on_carriers if mention.on_carriers is not None else self._slices(carrier)
        if slices > 2.2 and mention.on_carriers is None and food.group in ("egg", "fruit"):
            slices = 2.2
        return amounts.in_size(
            amounts.combined(one.scaled(slices), servings.usual("thickness", self.kb)),
            mention.sizes,
        )

    def _on_a_slice(self, food: Food) -> Interval:
        if food.group == "nuts-seeds" and "butter" not in food.id and "tahini" not in food.id:
            return (
                servings.usual("seeds-in", self.kb)
                if "seed" in food.id
                else servings.usual("seeds", self.kb)
            )
        own = food.measures.get("spread-portion")
        if own is None and food.group in ("dairy", "meat", "fish", "meat-alternative"):
            own = food.measures.get("slice")
        if own is not None:
            return Interval(own.low, own.g, own.high)
        return servings.on_slice(food.group, self.kb)

    def _slices(self, carrier: Eaten) -> float:
        """How many slices' worth of topping a carrier takes."""
        mention, food = carrier.mention, carrier.meaning.food
        head = canonical(mention.texts[-1]) if mention.texts else ""
        slice_g = food.measures.get("slice")
        one = slice_g.g if slice_g else amounts.piece_g(food).best
        number = max(carrier.grams.best / one, 0.4) if one else 1.0
        if head in servings.DOUBLE:
            return max(1.0, carrier.grams.best / 35)
        if (
            head in servings.MANY_SLICES
            or "roll" in food.id
            or food.id in ("bagel", "bread-baguette")
        ):
            return min(number * 1.6, 5.0)
        if food.id.startswith(("tortilla", "bread-pita", "bread-naan")):
            return number * 2.0
        if food.id.startswith(("cracker", "rusk", "rice-cake", "corn-cake", "oatcake")):
            return max(1.0, number * 0.7)
        return min(number, 12.0)

    def _addition(self, mention: Mention, meaning: Meaning) -> Interval:
        food = meaning.food
        if food.group in ("dairy", "dairy-alternative") and food.kind == "drink":
            return amounts.in_size(servings.usual("splash", self.kb), mention.sizes)
        if food.group == "sweets" and food.portion_g.usual <= 15:
            return servings.usual("sugar", self.kb)
        usual = amounts.portion_g(food)
        if food.group in ("dairy", "sauces", "spreads", "sweets", "fats", "herbs"):
            share = servings.usual("with-large" if usual.best > 25 else "with-small", self.kb)
            return amounts.combined(usual, share) if usual.best > 12 else usual
        return servings.usual("spoon-of", self.kb)

    def _ingredient(self, mention: Mention, meaning: Meaning, head: str) -> Interval:
        if head in servings.BLENDED and meaning.food.group == "vegetables":
            return servings.usual("greens", self.kb)
        return amounts.in_size(
            amounts.combined(
                amounts.portion_g(meaning.food), servings.usual("ingredient", self.kb)
            ),
            mention.sizes,
        )

    def _weight(self, mention: Mention, meaning: Meaning) -> tuple[Interval, float]:
        food = meaning.food
        count, times = mention.count, mention.times
        measures = mention.measures or ((meaning.measure,) if meaning.measure else ())
        if measures:
            number = count or Interval.exact(1.0)
            words = mention.measure_words or mention.texts[0]
            measure = amounts.measure_for(measures, food, self.kb, words)
            own = amounts.own_measure_g(words, self.own_measures, measures)
            one = (
                Interval.exact(own * (amounts.density(food) if own and food.kind == "drink" else 1))
                if own is not None
                else amounts.one_measure_g(measure, food, self.kb)
            )
            sure = 1.0 if amounts.is_exact((measure,)) else 0.85
            bits = words.lower() in servings.BITS and food.group in ("vegetables", "fruit")
            if bits and one.best > 40 and (number.best > 1 or food.group == "vegetables"):
                one = servings.usual("bit-of", self.kb)
            if measure == "slice" and food.group == "dish":
                return amounts.counted(one, number).scaled(times), sure  # of a large pizza
            if words in servings.SMALL_MEASURES:
                one = amounts.combined(one, servings.usual("small-bowl", self.kb))
            grams = amounts.counted(one, number).scaled(times)
            return amounts.in_size(grams, mention.sizes), sure
        if count is not None and mention.vague and count.best < 1:
            return amounts.in_size(
                amounts.counted(amounts.portion_g(food), count), mention.sizes
            ), 0.6
        if count is not None:
            half = food.measures.get("half") if abs(count.best - 0.5) < 1e-9 else None
            if half:
                return amounts.in_size(Interval(half.low, half.g, half.high), mention.sizes), 0.8
            one = self._one(mention, food)
            piece = food.measures.get("piece")
            if piece and count.best >= 3:
                one = Interval(piece.low, piece.g, piece.high)  # of sushi
            if count.best < 1:
                bird = "chicken" if mention.key in servings.WHOLE_BIRD else food.id
                whole = servings.whole(bird, self.kb)
                one = whole or one
            if count.best >= 3 and one == amounts.portion_g(food) and food.kind == "food":
                # nobody knows what a piece weighs, but it is not a portion each
                share = servings.usual("many-pieces", self.kb).scaled((count.best / 2) ** 0.5)
                return amounts.in_size(amounts.combined(one, share), mention.sizes), 0.5
            return amounts.in_size(amounts.counted(one, count).scaled(times), mention.sizes), 0.8
        last = mention.texts[-1] if mention.texts else ""
        single = canonical(last) in servings.ONE_KEYS and not last.endswith(("s", "en"))
        if last and (last in servings.ONE or single or _is_one(last, food)):
            return amounts.in_size(self._one(mention, food), mention.sizes), 0.75
        return amounts.in_size(amounts.portion_g(food), mention.sizes), 0.65

    def _one(self, mention: Mention, food: Food) -> Interval:
        head = mention.texts[-1] if mention.texts else ""
        if canonical(head) in servings.DOUBLE and food.group == "bread":
            return servings.usual("double-sandwich", self.kb)
        if food.group == "bread" and head.endswith(servings.ROLLS) and "piece" not in food.measures:
            return servings.usual("roll", self.kb)
        whole = mention.count is not None and mention.count.best <= 1 and not mention.weak
        if (
            mention.texts == ("brood",)
            and whole
            and mention.count is not None
            and food.group == "bread"
        ):
            return servings.usual("loaf", self.kb)
        sliced = canonical(head) in servings.SLICED or "piece" not in food.measures
        if food.group == "bread" and "slice" in food.measures and sliced:
            own = food.measures["slice"]
            return Interval(own.low, own.g, own.high)
        return amounts.piece_g(food)


def _is_one(word: str, food: Food) -> bool:
    """True for a countable food in the singular: *kiwi*, not *amandelen* and not *rijst*."""
    piece = food.measures.get("piece")
    usual = food.portion_g.usual
    least = 7.0 if food.group in ("bakery", "bread", "snacks") else 15.0
    most = 1.6 * usual if food.group == "vegetables" else 2.5 * usual  # no whole cucumber
    large = piece is not None and max(least, 0.4 * usual) <= piece.g <= most
    return large and not word.endswith(("s", "en"))


_LIQUID = frozenset({"millilitre", "centilitre", "decilitre", "litre", "half-litre", "fluid-ounce"})


def _turned(
    mentions: Sequence[Mention], meanings: Sequence[Meaning]
) -> tuple[list[Mention], list[Meaning]]:
    """Put the head first where a language puts it last: *pindakaas boterham*, *tuna pasta*."""
    order = list(range(len(mentions)))
    for place in range(1, len(order)):
        start = _start_of_head(order, place, mentions, meanings)
        if start == place:
            continue
        second, first = mentions[order[place]], mentions[order[start]]
        second.count, second.weak, second.vague = first.count, first.weak, first.vague
        second.times, second.grouped = first.times, first.grouped
        second.measures, second.measure_words = first.measures, first.measure_words
        second.sizes, first.sizes = first.sizes, []
        first.count, first.times, first.grouped = None, 1.0, False
        first.measures, first.measure_words = (), ""
        second.link, first.link = first.link, "with"
        if not _is_bread(meanings[order[place]].food):
            first.compound = True
        order[start : place + 1] = [order[place], *order[start:place]]
    return [mentions[i] for i in order], [meanings[i] for i in order]


def _is_bread(food: Food) -> bool:
    return food.group in servings.CARRIER_GROUPS or food.id.startswith(servings.CARRIER_STEMS)


def _can_top(food: Food) -> bool:
    """What can lie on bread; spreads such as egg mayonnaise are small dishes."""
    if food.group in servings.NOT_ON_BREAD:
        return food.group == "dish" and food.portion_g.usual <= 70
    return food.kind == "food"


def _start_of_head(
    order: Sequence[int], place: int, mentions: Sequence[Mention], meanings: Sequence[Meaning]
) -> int:
    """Where the words begin that describe the food at ``place``; ``place`` itself when none do."""
    second, head = mentions[order[place]], meanings[order[place]].food
    bread = _is_bread(head)
    mixture = bool(second.texts) and canonical(second.texts[-1]) in servings.MIXTURES
    if second.link != "next" or second.has_amount:
        return place
    start = place
    while start > 0:
        first, food = mentions[order[start - 1]], meanings[order[start - 1]].food
        held = not first.measures or (mixture and set(first.measures) <= _SERVED)
        plain = not _is_bread(food) and _can_top(food) and held
        fits = (bread and plain) or (mixture and food.group != "dish" and held)
        if not (fits or (first.compound and start == place)):
            break
        if start < place and not bread:
            break  # only bread takes a list before it: ham and cheese sandwich
        start -= 1
        if first.link != "and" or first.has_amount:
            break
    return start
