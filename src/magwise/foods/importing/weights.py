"""Measures as American tables name them, as measures of our own."""

import re

_MEASURES: tuple[tuple[str, str], ...] = (
    (r"cups?\b(?! ?cake)", "us-cup"), (r"tbsp|tablespoon", "tablespoon"),
    (r"tsp|teaspoon", "teaspoon"), (r"thin slice", "thin-slice"), (r"thick slice", "thick-slice"),
    (r"(?:(?:large|medium|regular|small) )?slices?\b", "slice"), (r"pat\b", "knob"),
    (r"sticks?\b", "stick"), (r"bars?\b", "bar"), (r"fl oz|fluid ounce", "fluid-ounce"),
    (r"leaf|leaves", "leaf"), (r"stalks?\b", "stalk"), (r"cloves?\b", "clove"),
    (r"heads?\b", "head"), (r"fillets?\b", "fillet"), (r"wedges?\b", "wedge"),
    (r"rings?\b", "ring"), (r"floweret|floret|spear", "floret"), (r"links?\b", "piece"),
    (r"(?:1 )?(?:large|medium|extra large|small|jumbo)\b", "piece"), (r"small\b", "small-piece"),
    (r"(?:piece|each|whole|fruit|cookie|cracker|roll|muffin|bagel|egg|unit|item)\b", "piece"),
    (r"sprigs?\b", "sprig"), (r"scoops?\b", "scoop"), (r"packets?|package", "pack"),
    (r"cans?\b", "can"), (r"bottles?\b", "bottle"), (r"ears?\b", "cob"), (r"dash", "dash"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), measure) for pattern, measure in _MEASURES)
# Sizes of a whole piece: only the middle one is what people mean by "one".
_ODD_SIZE = re.compile(r"(?:extra large|large|small|jumbo|extra small)\b")
_NOT_ONE = re.compile(r"\b(?:oz|lb|kg|inch of|cubic)\b|^g\b|\bsample\b")


def measure_of(words: str) -> str | None:
    """Our measure for a printed one; None when it is another, or a size of a piece.

    Examples
    --------
    >>> measure_of("cup, chopped"), measure_of("tbsp"), measure_of("large (3 inch dia)")
    ('us-cup', 'tablespoon', None)
    """
    low = re.sub(r"^[\d./ ]+", "", words.casefold().strip())
    if _ODD_SIZE.match(low) and "slice" not in low:
        return None
    if _NOT_ONE.search(low.split("(")[0]) and not low.startswith("fl oz"):
        return None
    for pattern, measure in _COMPILED:
        if pattern.match(low):
            return measure
    return None
