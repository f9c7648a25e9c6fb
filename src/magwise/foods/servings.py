"""What goes on, in and beside food when nobody says how much, and the words that tell so.

Every weight here is our own judgement of what people take [g, assumed].
"""

from magwise.core.interval import Interval
from magwise.foods.words import canonical, words_in

# What goes on one slice when nobody says how much [g], by food group [assumed].
ON_A_SLICE: dict[str, Interval] = {
    "nuts-seeds": Interval(10, 16, 25), "spreads": Interval(10, 17, 25),
    "fats": Interval(3, 6, 11), "dairy": Interval(14, 21, 32), "meat": Interval(10, 17, 28),
    "fish": Interval(15, 28, 45), "egg": Interval(25, 48, 62), "sweets": Interval(9, 16, 24),
    "vegetables": Interval(10, 22, 40), "fruit": Interval(20, 38, 70),
    "legumes": Interval(14, 25, 40), "sauces": Interval(5, 10, 18),
    "meat-alternative": Interval(12, 22, 40), "dairy-alternative": Interval(12, 20, 32),
    "bakery": Interval(10, 17, 25),
}  # fmt: skip
SPOON_OF = Interval(
    8, 18, 35
)  # of sauce, seeds, syrup or cheese that a dish comes with [g, assumed]
SPLASH = Interval(10, 25, 55)  # of milk in coffee or tea [g, assumed]
SUGAR = Interval(3, 5, 10)  # in coffee or tea [g, assumed]
THICKNESS = Interval(0.8, 1.05, 1.35)  # how thick people spread, on what is usual [assumed]
# Edible part of a whole one, for "a quarter of a melon" [g, assumed].
WHOLE = {
    "watermelon": Interval(1300, 2600, 4500), "melon": Interval(450, 750, 1200),
    "pineapple": Interval(350, 550, 900), "pumpkin": Interval(600, 1000, 1800),
    "cauliflower-boiled": Interval(350, 550, 850), "broccoli-boiled": Interval(200, 320, 450),
}  # fmt: skip
GREENS = Interval(12, 28, 55)  # leaves in a smoothie [g, assumed]
SEEDS_IN = Interval(1, 3, 6)  # seeds baked into or scattered on one slice [g, assumed]
SEEDS = Interval(3, 7, 14)  # seeds or nuts on or in one slice [g, assumed]
INGREDIENT = Interval(0.25, 0.5, 0.9)  # share of a portion that goes into a mixed dish [assumed]

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
DOUBLE = frozenset(canonical(w) for w in ["sandwich", "sandwiches", "tosti", "toastie"])
ROLLS = ("broodje", "broodjes", "bol", "bolletje", "bollen", "bolletjes", "roll", "rolls", "bun")
ONE = frozenset(
    words_in(
        """
            boterham bammetje boterhammetje beschuit beschuitje cracker broodje bolletje
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
            bowl roerbak stirfry ovenschotel casserole pizza pannenkoek pancake schotel
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
GENERIC = frozenset(
    canonical(w)
    for w in words_in(
        """
            fruit noten nuts groente groenten vegetables veg
        """
    )
)
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
