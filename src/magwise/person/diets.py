"""Ways of eating, by the words people have for them."""

from collections.abc import Iterable

from magwise.core.words import plain

_WAYS = {
    "vegan": "vegan", "veganistisch": "vegan", "plantaardig": "vegan", "plant based": "vegan",
    "vegetarian": "vegetarian", "vegetarisch": "vegetarian", "vega": "vegetarian",
    "veggie": "vegetarian", "halal": "halal", "kosher": "kosher", "koosjer": "kosher",
    "pescatarian": "pescatarian", "pescotarian": "pescatarian", "pescatarisch": "pescatarian",
    "pescotarisch": "pescatarian", "pescotarier": "pescatarian", "pescetarier": "pescatarian",
    "pescatarier": "pescatarian", "pescetarian": "pescatarian", "pescetarisch": "pescatarian",
}  # fmt: skip


def ways_of(words: Iterable[str]) -> tuple[str, ...]:
    """The ways of eating that words name: vegan, vegetarian, pescatarian, halal, kosher.

    >>> ways_of(["Vegetarisch", "weinig zout", "halal"])
    ('halal', 'vegetarian')
    """
    named = (_WAYS.get(plain(word)) for word in words)
    return tuple(sorted({way for way in named if way is not None}))
