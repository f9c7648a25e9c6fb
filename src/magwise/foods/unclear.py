"""Lines in which somebody ate and does not say what: *had some of the usual*."""

from magwise.foods.gates import judge
from magwise.foods.words import one_of

_UNNAMED = one_of(
    r"""
    \b(?:the|my|our|het|de|mijn) usual\b|\bhet gebruikelijke\b|\bhet gewone\b|\bde gewone dingen\b
    \b(?:iets|something|some stuff|stuff|bits and (?:bobs|pieces)|whatever|wat anders|van alles)\b
    \b(?:same|hetzelfde|zelfde|idem) (?:as|als)\b
    \bthat (?:thing|stuff|dish)\b|\bdat (?:ding|spul)\b
    \b(?:gerecht|schotel|dish|hapje|hapjes|bite|nibbles|leftovers|restjes|kliekjes|snackje)\b
    """
)
_FORGOTTEN = one_of(
    r"""
    \b(?:cant|cannot|can not|dont|couldnt) (?:remember|recall|think of
    |know) (?:\w+ )?(?:what|how|name)\b
    \bforg(?:ot|et|otten) (?:what|the name|how it)\b|\bno idea what (?:it|i|was)\b
    \b(?:weet niet (?:meer )?|geen idee |vergeten )(?:\w+ )?(?:wat|hoe)\b|\bnaam vergeten\b
    """
)
_AT_A_MEAL = one_of(
    r"""
    \b(?:had|ate|eaten|gegeten|gehad|genomen|opgegeten|at|geproefd|tried|grabbed|nam|dronk|drank)\b
    \b(?:breakfast|brunch|lunch|dinner|supper|snack|ontbijt|avondeten|diner|tussendoor\w*|toetje)\b
    \b(?:kantine|canteen|restaurant|takeaway|afhaal\w*|uit eten|buffet|hapje\w*|leftovers|restjes)\b
    \b(?:kliekjes|bord|bordje|bakje|kom|kommetje|plate|bowl|portion|portie)\b
    """
)


def is_unclear(flat: str) -> bool:
    """True when a folded line tells of a meal and names no food."""
    plain = flat.replace("'", "")
    if _FORGOTTEN.search(plain):
        return _AT_A_MEAL.search(plain) is not None
    if judge(plain) != "food":
        return False
    return _UNNAMED.search(plain) is not None and _AT_A_MEAL.search(plain) is not None
