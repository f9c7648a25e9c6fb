"""Words compared without regard for capitals, accents and signs."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Lower case without accents, punctuation and double spaces.

    >>> plain("AV-blok (2e graads)!")
    'av blok 2e graads'
    """
    unaccented = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in unaccented if not unicodedata.combining(sign))
    return " ".join(_SIGNS.sub(" ", kept).split())
