"""An amount in a question beside the upper levels, and beside the norm or a target."""

import re
from dataclasses import replace

from magwise.answers.added import additions
from magwise.answers.arithmetic.quantities import limits_of_countries
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
_SHARE_ASKED = re.compile(r"%|procent|per ?cent|share|\bpart\b|\bdeel\b|fraction")
SHARE_OF = re.compile(
    rf"(?:part|share|fraction|proportion|percent\w*|per cent|%|deel|gedeelte|procent|hoeveel|"
    rf"how much|half|helft|third|derde|quarter|kwart) (?:(?:is|are) (?:it|that|this) )?(?:of|van) "
    rf"(?:the |my |a |de |het |mijn |een )?(?:daily |dagelijkse )?(?:norm |"
    rf"rda |rni |ri |nrv |adh |target |goal |need |doel )?(?:of |van )?{FIGURE}"
    r"(?: ?(?:mg|milligram\w*)\b|(?![\w.,]\d| ?(?:g|gr|gram|grams|ml|l|kg|kcal|x|days|dagen)\b))"
)
_WOMAN = re.compile(
    r"\b(?:mum|mom|mother|moeder|mama|oma|grandma|wife|sister|zus|vriendin|girlfriend)\b|"
    r"\bwom[ae]n'?s?\b|\bvrouw|\bfemale|(?:^|[,.( ])[fv](?:, ?| |/)?\d{2}\b|\d{2} ?[fv]\b"
)
_MAN = re.compile(
    r"\b(?:dad|father|vader|papa|opa|grandpa|husband|brother|broer|boyfriend|guy)\b|"
    r"\bm[ae]n'?s?\b|\bmannen\b|\bmale\b|(?:^|[,.( ])m(?:, ?| |/)?\d{2}\b|\d{2} ?m\b"
)


def beside_limit(asked: Asked, amount: float) -> tuple[Fact, ...]:
    """An amount from products beside the upper level, and beside those of other countries."""
    itself = replace(asked.said, amount_mg=amount, forms=(), labelled_mg=None, compound_mg=None)
    # the amount is from products, whatever else the question says of food
    found = amount_beside_limit(replace(asked, said=itself, question=""))
    level = found and found[0].values.get("limit")
    if not found or not isinstance(level, float):
        return found
    if asked.language == "en" and asked.profile.country in (None, "us", "gb"):
        more = limits_of_countries(asked)
    else:
        more = fact(asked, "answer.limit-counts", ("scf-2001-magnesium-ul",), Certainty.OFFICIAL)
    return (*found, *additions("", found, asked), more)


def norm_of(asked: Asked) -> tuple[float, str, str, str] | None:
    """The norm of the person a question is about: value [mg/day], source, sex and authority."""
    flat = folded(asked.question)
    person = asked.profile
    sex = person.sex or ("female" if _WOMAN.search(flat) else "male" if _MAN.search(flat) else None)
    if sex is None:
        return None
    country = _country(asked, flat)
    known = {"age_years": person.age_years or _ADULT_YEARS, "sex": sex, "country": country}
    leading = need(person.model_copy(update=known), asked.kb).leading
    if leading is None or leading.mg_per_day.value is None:
        return None
    return leading.mg_per_day.value, leading.mg_per_day.source, sex, leading.authority


def _country(asked: Asked, flat: str) -> str | None:
    """The country of a person, or that of the norm that an English question names."""
    if asked.profile.country or asked.language != "en":
        return asked.profile.country
    return "us" if re.search(r"\brda\b", flat) else "gb" if re.search(r"\brni\b", flat) else None


def beside_norm(asked: Asked, low: float, high: float | None = None) -> tuple[Fact, ...]:
    """An amount from food beside the norm, or beside the figure that a question names [mg]."""
    flat = folded(asked.question)
    high = low if high is None else high
    middle = (low * high) ** 0.5
    target = _TARGET.search(flat)
    share_of = SHARE_OF.search(flat)
    named = share_of or target
    wanted = number(named.group(1)) if named else None
    if wanted is not None and 100 <= wanted <= 600:
        left = _left(asked, middle, wanted, COMPUTED)
        if share_of is None and not _SHARE_ASKED.search(flat):
            return left
        values = {"amount": middle, "reference": wanted, "share": round(100 * middle / wanted)}
        return (fact(asked, "answer.share-of", COMPUTED, Certainty.COMPUTED, **values), *left)
    norm = norm_of(asked)
    if norm is None:
        return _both_norms(asked, middle, _country(asked, flat))
    value, source, sex, authority = norm
    key = "answer.sum-norm-women" if sex == "female" else "answer.sum-norm-men"
    values = {"reference": value, "authority": authority, "share": round(100 * middle / value)}
    share = fact(asked, key, (source, *COMPUTED), Certainty.COMPUTED, **values)
    return (share, *_left(asked, middle, value, (source,)))


def _both_norms(asked: Asked, amount: float, country: str | None) -> tuple[Fact, ...]:
    """A share of the norm for women and of that for men, where a question names neither."""
    norms = []
    for sex in ("female", "male"):
        adult = {"age_years": asked.profile.age_years or _ADULT_YEARS, "sex": sex,
                 "country": country, "pregnant": None, "breastfeeding": None}  # fmt: skip
        leading = need(asked.profile.model_copy(update=adult), asked.kb).leading
        if leading is None or leading.mg_per_day.value is None:
            return ()
        norms.append((leading.mg_per_day.value, leading.mg_per_day.source))
    (women, source), (men, _) = norms
    values = {"women": women, "men": men, "share_women": round(100 * amount / women),
              "share_men": round(100 * amount / men)}  # fmt: skip
    key = {"us": "answer.sum-norms-us", "gb": "answer.sum-norms-gb"}.get(
        country or "", "answer.sum-norms"
    )
    return (fact(asked, key, (source,), Certainty.COMPUTED, **values),)


def _left(asked: Asked, amount: float, wanted: float, source: tuple[str, ...]) -> tuple[Fact, ...]:
    left = wanted - amount
    if left <= 0:
        return (fact(asked, "answer.sum-reached", source, Certainty.COMPUTED, reference=wanted),)
    key = "answer.sum-nearly" if left <= 0.05 * wanted else "answer.sum-left"
    return (fact(asked, key, source, Certainty.COMPUTED, reference=wanted, left=left),)
