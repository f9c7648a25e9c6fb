"""Arithmetic on a label: a compound and the magnesium in it, and shares of the label value."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.answers.reading.words import folded
from magwise.core.interval import Interval
from magwise.core.units import elemental_share

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_PERCENT = re.compile(rf"{_NUMBER} ?(?:%|procent|percent|per cent)")
_ASKS_SHARE = re.compile(r"%|procent|per ?cent|percentage|how much of (?:the|my)|hoeveel van de")
_LABEL_VALUE = re.compile(
    r"\b(?:ri|nrv|dv|rda|adh|rdi|daily value|dagwaarde|referentie-?(?:inname|waarde)|"
    r"daily intake|reference (?:intake|value)|dagbehoefte|"
    r"aanbevolen (?:dagelijkse )?(?:hoeveelheid|dosis|inname)|"
    r"dagelijkse (?:hoeveelheid|behoefte|norm)|"
    r"daily (?:allowance|amount|need|requirement))\b"
)
_CLAIMED = re.compile(
    r"(\d{1,2}(?:[.,]\d)?) ?(?:%|procent|per ?cent)(?: \w+)? ?(?:magnes|elementa|zuiver)"
)
# Water in the crystal, as labels name it.
_HYDRATES = (
    (re.compile(r"hexahydra"), ".6H2O"),
    (re.compile(r"heptahydra"), ".7H2O"),
    (re.compile(r"trihydra"), ".3H2O"),
    (re.compile(r"dihydra"), ".2H2O"),
    (re.compile(r"anhydr|watervrij"), ""),
)
_CLOSE = 0.015  # a label rounds to a whole per cent
_ROUNDING = 0.08  # of a label's figures, before a share counts as another


@dataclass(frozen=True, slots=True)
class LabelShare:
    """A share of the label value in a question [0-1]; None where it is what is asked."""

    share: float | None


def label_share_in(question: str) -> LabelShare | None:
    """What a question says of a share of the label value; None when it is not about one.

    Examples
    --------
    >>> label_share_in("150 mg = 40% RI, klopt dat?")
    LabelShare(share=0.4)
    >>> label_share_in("what percentage of the NRV is 94 mg?")
    LabelShare(share=None)
    """
    flat = folded(question)
    if not _LABEL_VALUE.search(flat) or not _ASKS_SHARE.search(flat):
        return None
    hit = _PERCENT.search(flat)
    share = float(hit.group(1).replace(",", ".")) / 100 if hit else None
    return LabelShare(share if share is None or share <= 10 else None)


def agrees(stated: float, computed: float) -> bool:
    """Whether a share on a label is the computed one, but for rounding."""
    return abs(stated - computed) <= _CLOSE


def pure(compound_mg: float, labelled_mg: float, share: Interval) -> str:
    """Whether the magnesium in a mass fits the pure compound: ``pure``, ``more`` or ``less``.

    Parameters
    ----------
    compound_mg, labelled_mg
        What the label says of the compound and of the magnesium in it [mg].
    share
        Share of the pure compound that is magnesium [0-1].
    """
    stated = labelled_mg / compound_mg
    if stated > share.high * (1 + _ROUNDING):
        return "more"
    return "less" if stated < share.low * (1 - _ROUNDING) else "pure"


def label_share_of_compound(question: str) -> float | None:
    """The share of a compound that is said to be magnesium [0-1]; None when none is named."""
    hit = _CLAIMED.search(folded(question))
    return float(hit.group(1).replace(",", ".")) / 100 if hit else None


def hydrate_share(form: str, question: str, kb: "Knowledge") -> float | None:
    """The share of magnesium in the very hydrate that a question names [0-1]; None if none."""
    flat = folded(question)
    water = next((water for words, water in _HYDRATES if words.search(flat)), None)
    if water is None:
        return None
    formulas = [one.formula for one in kb.forms[form].variants]
    exact = [one for one in formulas if (one.endswith(water) if water else "H2O" not in one)]
    return elemental_share(exact[0]) if len(exact) == 1 else None
