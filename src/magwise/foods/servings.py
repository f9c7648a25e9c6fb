"""What goes on, in and beside food when nobody says how much, and the words that tell so."""

from magwise.core.interval import Interval
from magwise.foods.words import canonical, words_in
from magwise.knowledge.base import Knowledge


def usual(name: str, kb: Knowledge) -> Interval:
    """What people take when nobody says how much, by its id in the knowledge base."""
    return kb.servings[name].interval()


def on_slice(group: str, kb: Knowledge) -> Interval:
    """What lies on one slice of bread [g], by food group."""
    held = kb.servings.get(f"on-slice-{group}") or kb.servings["on-slice-other"]
    return held.interval()


def whole(food: str, kb: Knowledge) -> Interval | None:
    """The edible part of a whole one [g], for *a quarter of a melon*."""
    held = kb.servings.get(f"whole-{food}")
    return held.interval() if held else None


CARRIER_GROUPS = frozenset({"bread"})
CARRIER_STEMS = (
    "rusk",
    "cracker",
    "crispbread",
    "rice-cake",
    "corn-cake",
    "tortilla",
    "oatcake",
    "matzo",
)
NOT_ON_BREAD = frozenset(
    words_in(
        """
            soup dish water coffee-tea juice soft-drink alcohol bread potato grains-pasta
            sport supplement
        """
    )
)
MANY_SLICES = frozenset(
    canonical(w)
    for w in words_in(
        """
            broodje bolletje roll bun bap bagel baguette
        """
    )
)
SLICED = frozenset(
    canonical(w)
    for w in words_in(
        """
            boterham bammetje boterhammetje snee sneetje brood bread toast
        """
    )
)
DOUBLE = frozenset(
    canonical(w)
    for w in ["sandwich", "sandwiches", "tosti", "toastie", "butty", "sarnie", "sanger"]
)
ROLLS = ("broodje", "broodjes", "bol", "bolletje", "bollen", "bolletjes", "roll", "rolls", "bun")
ONE = frozenset(
    words_in(
        """
            boterham bammetje boterhammetje boke bokes boterhammeke boterhammekes stuutje
            botram beschuit beschuitje cracker broodje bolletje
            bagel croissant croissantje wrap sneetje knackebrod pita tosti sandwich roll
            bun crumpet krentenbol toastie rijstwafel stroopwafel ei eitje egg oatcake
        """
    )
)
DISHES = frozenset(
    canonical(w)
    for w in words_in(
        """
            salade salad smoothie shake milkshake omelet omelette wrap burrito soep soup
            curry lasagne lasagna pasta stamppot stoofpot stew risotto fry quiche taart pie
            bowl roerbak stirfry ovenschotel casserole pizza pannenkoek pancake schotel taco
            quesadilla enchilada fajita fajitas biryani frittata bake gratin tagine tajine
            korma bhuna jalfrezi madras vindaloo dopiaza balti dhansak tikka masala josh
            ratatouille goulash chowder paella nachos pilaf curries stoof
        """
    )
)
MIXTURES = DISHES | frozenset(
    canonical(w)
    for w in words_in(
        """
            yoghurt yogurt kwark vla pap pudding ijs puree brij granola muesli noedels
            noodles rijst saus sauce muffin cake koek reep bar porridge ijsje sushi
        """
    )
)
WHOLE_BIRD = frozenset(canonical(w) for w in ["kip", "chicken"])  # half a chicken is no fillet
KINDS_NAMED = frozenset(canonical(w) for w in ["sushi", "nigiri", "maki", "sashimi", "uramaki"])
GENERIC = frozenset(
    canonical(w)
    for w in words_in(
        """
            fruit noten nuts groente groenten vegetables veg
        """
    )
)
# a bit of something that is larger as a whole: 3 stukjes komkommer, chunks of melon
BITS = frozenset(
    words_in(
        """
        stukje stukjes blokje blokjes reepje reepjes chunk chunks bit bits stick sticks pieces
        """
    )
)
ONE_KEYS = frozenset(canonical(word) for word in ONE)
SMALL_MEASURES = frozenset({"kommetje", "kommetjes", "bordje", "bordjes", "mokje"})
SMALL_WITH = frozenset({"sauces", "sweets", "fats", "spreads", "herbs"})
BLENDED = frozenset(canonical(w) for w in ["smoothie", "shake", "milkshake"])
LISTED = frozenset(
    canonical(w)
    for w in words_in(
        """
        salade salad smoothie bowl shake
    """
    )
)
