"""Food groups of the tables as groups of our own, by the words in their names."""

import re

# The first pattern that is found decides; Dutch, English and French names of groups alike.
_GROUPS: tuple[tuple[str, str], ...] = (
    (r"baby|infant|flesvoeding|infantile", "other"),
    (r"soep|soup|bouillon|broth|potage", "soup"),
    (r"samengestelde gerechten|mixed dish|meals|entr[ée]e|plats compos|starters and dishes|"
     r"restaurant|fast food|dish|sandwich|pizza", "dish"),
    (r"vleesvervanger|zuivelvervanger|meat substitute|plant-based|substitut", "meat-alternative"),
    (r"boissons? sans alcool|non-alcoholic|niet-alcoholisch|soft drink|frisdrank", "soft-drink"),
    (r"alcohol|alcool|beer\b|\bwines?\b|liqueur|bier|wijn|spirits", "alcohol"),
    (r"fruits? and fruit juices", "fruit"),
    (r"juices?\b|sap(?:pen)?\b|\bjus\b|nectar", "juice"),
    (r"\bwaters?\b|\beaux?\b", "water"),
    (r"coffee|tea|koffie|thee|caf[ée]|infusion|hot drink", "coffee-tea"),
    (r"beverage|drank|drink|boisson", "soft-drink"),
    (r"noten|nuts?\b|zaden|seeds?|ol[ée]agineux|fruits? [àa] coque", "nuts-seeds"),
    (r"peulvrucht|legume|l[ée]gumineuse|pulses|beans", "legumes"),
    (r"aardappel|potato|pommes? de terre|tuber|knolgewas", "potato"),
    (r"groente|vegetable|l[ée]gumes?\b", "vegetables"),
    (r"fruit", "fruit"),
    (r"breakfast cereal|ready-to-eat cereal|ontbijtgran|c[ée]r[ée]ales de petit", "cereals"),
    (r"\bbrood\b|bread|\bpains?\b", "bread"),
    (r"baked|gebak|koek|biscuit|cake|pastr|viennoiserie|g[âa]teau|cookies", "bakery"),
    (r"graan|grain|cereal|pasta|flour|p[âa]tes|riz|farine|c[ée]r[ée]al", "grains-pasta"),
    (r"kaas|cheese|melk|milk|dairy|zuivel|yog|lait|fromage|cr[èe]mes? et", "dairy"),
    (r"\bei(eren)?\b|\beggs?\b|[œo]eufs?", "egg"),
    (r"\bvis\b|fish|shellfish|seafood|poisson|mollus|crusta", "fish"),
    (r"vlees|gevogelte|meat|poultry|beef|pork|lamb|sausage|viande|volaille|charcuterie", "meat"),
    (r"kruiden|specerij|spice|herb|[ée]pice|aromate|\bsels?\b|\bsalts?\b", "herbs"),
    (r"vetten|oli[eë]n|fats?|oils?|huile|mati[èe]res grasses|beurre|margarine", "fats"),
    (r"saus|sauce|condiment|dressing", "sauces"),
    (r"snack|zoutjes|crisps|chips|ap[ée]ritif", "snacks"),
    (r"broodbeleg|spread|confiture|jam", "spreads"),
    (r"suiker|snoep|sugar|sweet|confection|candy|chocola|sucre|ice cream|glace|sorbet|dessert",
     "sweets"),
    (r"sport|dietary|di[ée]t[ée]tique", "sport"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), group) for pattern, group in _GROUPS)


def usda_group(name: str, printed: str) -> str:
    """Our group for a food of USDA, whose own groups join what we keep apart.

    Examples
    --------
    >>> usda_group("Egg, whole, raw", "Dairy and Egg Products")
    'egg'
    """
    low = name.casefold()
    group = group_of(printed)
    if group == "dairy" and low.startswith("egg"):
        return "egg"
    if group == "fruit" and re.search(r"\bjuice\b|\bnectar\b", low):
        return "juice"
    if group == "soft-drink":
        if "juice" in low:
            return "juice"
        return group_of(re.sub(r"^(?:alcoholic )?beverages?, *", "", low).split(",")[0], printed)
    if group == "vegetables" and low.startswith("potato"):
        return "potato"
    return group


def group_of(*printed: str) -> str:
    """Our group for the group names a table prints, the most precise first; else ``other``.

    Examples
    --------
    >>> group_of("Noten en zaden"), group_of("Dairy and Egg Products")
    ('nuts-seeds', 'dairy')
    """
    for name in printed:
        low = name.casefold()
        for pattern, group in _COMPILED:
            if low and pattern.search(low):
                return group
    return "other"
