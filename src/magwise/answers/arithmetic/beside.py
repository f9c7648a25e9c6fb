"""An amount in a question beside the upper levels, and beside the norm or a target."""

import re
from dataclasses import replace

from magwise.answers.added import additions
from magwise.answers.arithmetic.figures import figure
from magwise.answers.arithmetic.working_out import amount_beside_limit
from magwise.answers.asked import Asked, fact
from magwise.answers.reading.portions import number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.models.need import need

COMPUTED = ("magwise-computed",)
_ADULT_YEARS = 40.0  # stands for "an adult" where a question names nobody
FIGURE = r"(\d{1,2}[.,]\d{3}(?!\d)|\d{1,5}(?:[.,]\d{1,3})?)"
_TARGET = re.compile(
    rf"\b(?:tot(?: aan)?|target of|goal of|goal is|doel van|doel is|norm van|norm is|need|nodig|"
    rf"to|of my|van mijn|van de|of the|from) (?:de |the |about |about a |zo'n )?{FIGURE} ?"
    r"(?:mg|milligram\w*)?(?= ?(?:$|[?.,!)]|a day|per dag|norm|target|doel|goal))"
)
_WOMAN = re.compile(
    r"\bwom[ae]n'?s?\b|\bvrouw|\bfemale|(?:^|[,.( ])[fv](?:, ?| |/)?\d{2}\b|\d{2} ?[fv]\b"
)
_MAN = re.compile(r"\bm[ae]n'?s?\b|\bmannen\b|\bmale\b|(?:^|[,.( ])m(?:, ?| |/)?\d{2}\b|\d{2} ?m\b")


def beside_limit(asked: Asked, amount: float) -> tuple[Fact, ...]:
    """An amount from products beside the upper level, and beside those of other countries."""
    itself = replace(asked.said, amount_mg=amount, forms=(), labelled_mg=None, compound_mg=None)
    # the amount is from products, whatever else the question says of food
    found = amount_beside_limit(replace(asked, said=itself, question=""))
    level = found and found[0].values.get("limit")
    if not found or not isinstance(level, float):
        return found
    if asked.language == "en" and asked.profile.country in (None, "us", "gb"):
        values = {name: figure(name, asked.kb) for name in ("upper", "american", "british")}
        source = ("scf-2001-magnesium-ul", "iom-1997-dri", "evm-2003")
        more = fact(asked, "answer.limits-countries", source, Certainty.OFFICIAL, **values)
    else:
        more = fact(asked, "answer.limit-counts", ("scf-2001-magnesium-ul",), Certainty.OFFICIAL)
    return (*found, *additions("", found, asked), more)


def norm_of(asked: Asked) -> tuple[float, str, str] | None:
    """The norm of the person a question is about: value [mg/day], source and sex."""
    flat = folded(asked.question)
    person = asked.profile
    sex = person.sex or ("female" if _WOMAN.search(flat) else "male" if _MAN.search(flat) else None)
    if sex is None:
        return None
    country = person.country or ("us" if asked.language == "en" and "rda" in flat else None)
    known = {"age_years": person.age_years or _ADULT_YEARS, "sex": sex, "country": country}
    leading = need(person.model_copy(update=known), asked.kb).leading
    if leading is None or leading.mg_per_day.value is None:
        return None
    return leading.mg_per_day.value, leading.mg_per_day.source, sex


def beside_norm(asked: Asked, low: float, high: float | None = None) -> tuple[Fact, ...]:
    """An amount from food beside the norm, or beside the figure that a question names [mg]."""
    flat = folded(asked.question)
    high = low if high is None else high
    middle = (low * high) ** 0.5
    target = _TARGET.search(flat)
    wanted = number(target.group(1)) if target else None
    if wanted is not None and 100 <= wanted <= 600:
        return _left(asked, middle, wanted, COMPUTED)
    norm = norm_of(asked)
    if norm is None:
        kb = asked.kb
        women = kb.requirements["efsa-2015.18-f"].value
        men = kb.requirements["efsa-2015.18-m"].value
        if women.value is None or men.value is None:
            return ()
        values = {
            "women": women.value,
            "men": men.value,
            "share_women": round(100 * middle / women.value),
            "share_men": round(100 * middle / men.value),
        }
        return (fact(asked, "answer.sum-norms", (women.source,), Certainty.COMPUTED, **values),)
    value, source, sex = norm
    key = "answer.sum-norm-women" if sex == "female" else "answer.sum-norm-men"
    values = {"reference": value, "share": round(100 * middle / value)}
    share = fact(asked, key, (source, *COMPUTED), Certainty.COMPUTED, **values)
    return (share, *_left(asked, middle, value, (source,)))


def _left(asked: Asked, amount: float, wanted: float, source: tuple[str, ...]) -> tuple[Fact, ...]:
    left = wanted - amount
    if left <= 0:
        return (fact(asked, "answer.sum-reached", source, Certainty.COMPUTED, reference=wanted),)
    key = "answer.sum-nearly" if left <= 0.05 * wanted else "answer.sum-left"
    return (fact(asked, key, source, Certainty.COMPUTED, reference=wanted, left=left),)
