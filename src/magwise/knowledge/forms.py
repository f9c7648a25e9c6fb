"""Which form of magnesium a label names, and how much magnesium a mass of salt can hold."""

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from magwise.core.interval import Interval
from magwise.core.units import elemental_share
from magwise.knowledge.base import Knowledge
from magwise.knowledge.schema.forms import Form

# "zinc oxide" on a multivitamin label says nothing about magnesium.
_OTHER_MINERALS = (
    "zink", "zinc", "ijzer", "iron", "ferro", "ferrous", "calcium", "koper", "copper", "cupric",
    "mangaan", "manganese", "chroom", "chromium", "selenium", "selenite", "natrium", "sodium",
    "kalium", "potassium", "jodium", "iodine", "molybdeen", "molybdenum", "titanium", "silicium",
    "silicon",
)  # fmt: skip
_SPELLING_FLOOR = 83.0  # how alike a misspelt word must be [0-100]
_SPELLING_LENGTH = 8  # shorter names lie too close together: lactate, citrate, malate


def recognise_forms(text: str, kb: Knowledge) -> tuple[str, ...]:
    """Every form of magnesium that a label or diary line names, in the order of the text.

    The longest name wins, so ``citrate malate`` is not citrate. Compounds of other minerals
    are passed over.

    Examples
    --------
    >>> recognise_forms("Magnesiumcitraat en bisglycinaat", Knowledge.load())
    ('citrate', 'bisglycinate')
    """
    plain = _plain(text)
    found: list[tuple[int, int, str]] = []
    for words, form_id in _vocabulary(kb):
        for start, end in _occurrences(words, plain):
            if all(end <= other_start or start >= other_end for other_start, other_end, _ in found):
                found.append((start, end, form_id))
    if not found:
        found = list(_misspelt(plain, kb))
    ids = tuple(dict.fromkeys(form_id for _, _, form_id in sorted(found)))
    telling = tuple(form_id for form_id in ids if kb.forms[form_id].is_source)
    named = tuple(form_id for form_id in telling if elemental_share_of(form_id, kb) is not None)
    skin = tuple(form_id for form_id in ids if kb.forms[form_id].route == "skin")
    if skin:
        return skin
    mixture = tuple(form_id for form_id in telling if form_id.endswith("-buffered"))
    return mixture or named or telling or ids


def recognise_form(text: str, kb: Knowledge) -> str | None:
    """The one form a label names; None when it names none, or more than one.

    Examples
    --------
    >>> recognise_form("Magnesium Taurinaat 1000 mg", Knowledge.load())
    'taurate'
    >>> recognise_form("magnesium", Knowledge.load()) is None
    True
    """
    forms = recognise_forms(text, kb)
    return forms[0] if len(forms) == 1 else None


def elemental_share_of(form_id: str, kb: Knowledge) -> Interval | None:
    """Share of the salt's mass that is magnesium [0-1], from the leanest to the richest variant.

    None when the composition is not known. ``best`` is the usual variant.

    Raises
    ------
    KeyError
        When no such form is in the knowledge base.
    """
    form: Form = kb.forms[form_id]
    if form.variants:
        shares = [elemental_share(variant.formula) for variant in form.variants]
        return Interval(min(shares), shares[0], max(shares))
    stated = form.stated_share
    if stated is None or stated.low is None or stated.high is None:
        return None
    middle = stated.value if stated.value is not None else (stated.low + stated.high) / 2
    return Interval(stated.low, middle, stated.high)


def elemental_range(form_id: str, salt_mg: float, kb: Knowledge) -> Interval | None:
    """Magnesium in a mass of salt [mg]; None when the composition is not known.

    Examples
    --------
    >>> round(elemental_range("bisglycinate", 1000, Knowledge.load()).high)
    141
    """
    share = elemental_share_of(form_id, kb)
    return None if share is None else share.scaled(salt_mg)


def largest_share(form_id: str, kb: Knowledge) -> float | None:
    """The most magnesium the pure salt can hold [0-1]; a label above this has something added."""
    share = elemental_share_of(form_id, kb)
    return None if share is None else share.high


def salt_needed(form_id: str, elemental_mg: float, kb: Knowledge) -> Interval | None:
    """How much salt brings this much magnesium [mg salt]; None for an unknown composition.

    Examples
    --------
    >>> round(salt_needed("oxide", 100, Knowledge.load()).best)
    166
    """
    share = elemental_share_of(form_id, kb)
    if share is None:
        return None
    return Interval(elemental_mg / share.high, elemental_mg / share.best, elemental_mg / share.low)


def _plain(text: str) -> str:
    """Lower case, without accents, with single spaces for all punctuation."""
    unaccented = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in unaccented if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", kept).split())


_VOCABULARIES: dict[str, tuple[dict[str, Form], tuple[tuple[str, str], ...]]] = {}


def _vocabulary(kb: Knowledge) -> tuple[tuple[str, str], ...]:
    """All words for all forms, longest first; worked out once for a knowledge base."""
    known = _VOCABULARIES.get(kb.hash)
    if known is not None and known[0] is kb.forms:
        return known[1]
    pairs = {
        (_plain(word), form.id)
        for form in kb.forms.values()
        for word in (*form.words.nl, *form.words.en, form.names.nl, form.names.en)
    }
    words = tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
    while len(_VOCABULARIES) >= 4:
        _VOCABULARIES.pop(next(iter(_VOCABULARIES)))
    _VOCABULARIES[kb.hash] = (kb.forms, words)
    return words


def _occurrences(words: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where a name stands at the start of a word, or directly behind "magnesium"."""
    if words not in plain:
        return
    for match in re.finditer(rf"(?:(?<![a-z0-9])|(?<=magnesium)){re.escape(words)}", plain):
        if not _of_another_mineral(plain, match.start()):
            yield match.start(), match.end()


def _of_another_mineral(plain: str, start: int) -> bool:
    before = plain[:start].split()
    return bool(before) and before[-1] in _OTHER_MINERALS


def _misspelt(plain: str, kb: Knowledge) -> Iterator[tuple[int, int, str]]:
    """The form a misspelt word comes closest to, if it comes close enough."""
    single = {words: form_id for words, form_id in _vocabulary(kb) if " " not in words}
    for match in re.finditer(r"[a-z]+", plain):
        token = match.group().removeprefix("magnesium")
        if len(token) < _SPELLING_LENGTH or token.startswith(_OTHER_MINERALS):
            continue
        if _of_another_mineral(plain, match.start()):
            continue
        closest = extractOne(token, list(single), scorer=fuzz.ratio, score_cutoff=_SPELLING_FLOOR)
        if closest is not None:
            yield match.start(), match.end(), single[closest[0]]
