"""Small sums inside answers: sweat, foods without an allergen, norms of several countries."""

import re

from magwise.answers.arithmetic.figures import figure
from magwise.answers.asked import Asked, Outcome, fact
from magwise.answers.reading.foodwords import foods_said
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.core.units import MG_PER_MMOL
from magwise.models.need import need

SWEAT_MG_PER_LITRE = (1.0, 6.0)  # the range that the answer on sweat names
_HOURS = re.compile(r"\b(\d{1,2}(?:[.,]\d)?)[ -]?(?:hours?|hrs?|h|uur|uren)\b")
_PER_HOUR = re.compile(
    r"(\d(?:[.,]\d{1,2})?) ?(?:l|liters?|litres?)\b ?(?:of )?(?:sweat |zweet )?"
    r"(?:an|per|/|elk|each) ?(?:hour|uur|h)\b"
)
_LITRES = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?:l|liters?|litres?)\b")
_MINUTES = re.compile(r"\b(\d{2,3})[ -]?(?:minutes?|mins?|minuten|minuut)\b")
_PINTS = re.compile(r"\b(\d{1,2}(?:[.,]\d)?|a|one) pints?\b")
_MILLILITRES = re.compile(r"\b(\d{2,4}) ?ml\b")
_UK_PINT, _US_PINT = 0.568, 0.473  # litres
_COUNTRY_WORDS = (
    ("us", re.compile(r"\bu\.?s\.?a?\b(?= (?:vs|versus|and|or|en|of|uk)|[ ,/]+uk|$|\?)|\bamerica|"
                      r"\bamerika|united states|(?<=vs )us\b|(?<=uk )us\b")),
    ("gb", re.compile(r"\buk\b|\bbritish\b|\bbritain|\bengland|\bengeland|\bengels")),
    ("de", re.compile(r"\bgerman|\bduits")),
    ("nl", re.compile(r"\bnederland|\bdutch|\bnetherlands")),
    ("be", re.compile(r"\bbelgi|\bvlaand|\bflemish")),
)  # fmt: skip
_BLOOD_UNITS = re.compile(r"mg ?(?:/|per) ?dl|m?eq ?(?:/|per) ?l|mmol(?: ?(?:/|per) ?l)?")
_ALLERGIC = re.compile(
    r"allerg|intoler|coelia|celiac|\b(?:hates?|dislikes?|haat|lust|hekel)\b|won't (?:touch|eat)|"
    r"don't (?:like|eat)|can't (?:stand|eat)|"
    r"\b(?:geen|zonder|no|not|without|aren't|free|vrij)\b|vrije?\b"
)
_RICH = ("oats", "bread-wholemeal", "black-beans", "spinach-boiled", "pumpkin-seeds", "chickpeas",
         "lentils-brown", "quinoa", "rice-brown", "banana", "edamame", "almond", "cashew",
         "peanut-butter", "tofu")  # fmt: skip
_NUTS = re.compile(r"\b(?:nuts?|noten|nootjes|notenallergie)\b|\bnoot\b")
_SAID = 6
# Who eats none of these eats nothing of the kind: "no vegetables", "no bread".
_GRAINS = frozenset(("bread", "cereals", "grains-pasta"))
_LEFT_WHOLE = _GRAINS | {"vegetables", "legumes"}
_ADULT_YEARS = 40.0  # stands for "an adult" where a question names nobody


def sweat_lost(asked: Asked) -> Outcome:
    """Magnesium in the litres of sweat that a question names; hours times litres an hour."""
    flat = re.sub(r"\b(?:a|an|one|een) (?=lit(?:er|re)\b)", "1 ", folded(asked.question))
    rate, hours, litres = _PER_HOUR.search(flat), _HOURS.search(flat), _LITRES.search(flat)
    if rate is not None and hours is not None:
        total = _number(rate.group(1)) * _number(hours.group(1))
    elif rate is not None and (minutes := _MINUTES.search(flat)) is not None:
        total = _number(rate.group(1)) * _number(minutes.group(1)) / 60
    elif litres is not None:
        total = _number(litres.group(1))
    elif (pints := _PINTS.search(flat)) is not None:
        litre = _US_PINT if asked.profile.country == "us" else _UK_PINT
        total = litre * (_number(pints.group(1)) if pints.group(1)[0].isdigit() else 1.0)
    elif (small := _MILLILITRES.search(flat)) is not None:
        total = _number(small.group(1)) / 1000
    else:
        return Outcome()
    total = round(total, 2)
    low, high = (one * total for one in SWEAT_MG_PER_LITRE)
    values = {"litres": total, "low": low, "high": high}
    source = ("magwise-computed",)
    return Outcome((fact(asked, "answer.sweat-lost", source, Certainty.COMPUTED, **values),))


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def norms_of_countries(asked: Asked) -> tuple[Fact, ...]:
    """The norm of each country that a question names, if it names more than one."""
    flat = folded(asked.question)
    named = [country for country, words in _COUNTRY_WORDS if words.search(flat)]
    if len(named) < 2:
        return ()
    facts = []
    for country in named:
        person = asked.profile.model_copy(update={"country": country})
        leading = need(person, asked.kb).leading
        if leading is None or leading.mg_per_day.value is None:
            continue
        values = {"reference": leading.mg_per_day.value, "authority": leading.authority}
        source = (leading.mg_per_day.source,)
        facts.append(fact(asked, "answer.need-figure", source, Certainty.OFFICIAL, **values))
    return tuple(facts)


def norms_side_by_side(asked: Asked) -> tuple[Fact, ...]:
    """The norms of the EU, the UK and the US: for this person, or for adult women and men."""
    expecting = bool(asked.profile.pregnant or asked.profile.breastfeeding)
    known = asked.profile.sex is not None and (asked.profile.age_years is not None or expecting)
    source = ("efsa-2015-magnesium", "coma-1991-drv", "iom-1997-dri")

    def norm(sex: str, country: str) -> float | None:
        person = {"sex": sex, "country": country, "age_years": asked.profile.age_years or 32.0}
        if not known:
            person |= {"pregnant": None, "breastfeeding": None}
        leading = need(asked.profile.model_copy(update=person), asked.kb).leading
        return leading.mg_per_day.value if leading else None

    if known:
        sex = str(asked.profile.sex)
        values = {
            "european": norm(sex, "nl"),
            "british": norm(sex, "gb"),
            "american": norm(sex, "us"),
        }
        key = "answer.need-person"
    else:
        values = {
            f"{name}{word}": norm(sex, country)
            for name, country in (("", "nl"), ("british_", "gb"), ("american_", "us"))
            for word, sex in (("women", "female"), ("men", "male"))
        }
        key = "answer.need-three"
    if any(value is None for value in values.values()):
        return ()
    return (fact(asked, key, source, Certainty.OFFICIAL, **values),)


def blood_converted(asked: Asked, mmol: float) -> tuple[Fact, ...]:
    """A blood value in the three units, where a question names more than one of them."""
    units = {one.split("mmol")[0] + ("mmol" if "mmol" in one else "") for one in
             _BLOOD_UNITS.findall(folded(asked.question))}  # fmt: skip
    if len(units) < 2:
        return ()
    figures = {
        "mmol": mmol,
        "conventional": round(mmol * MG_PER_MMOL / 10, 2),
        "meq": round(2 * mmol, 2),
    }
    return (fact(asked, "answer.converted-blood", ("iupac-2021",), Certainty.COMPUTED, **figures),)


def avoided(asked: Asked) -> frozenset[str]:
    """Allergens that a question wants left out; empty when it names none."""
    flat = folded(asked.question)
    if not _ALLERGIC.search(flat):
        return frozenset()
    found = {"nuts"} if _NUTS.search(flat) else set()
    for one in asked.kb.allergens.values():
        words = (one.names.nl, one.names.en, *one.words.nl, *one.words.en)
        if any(re.search(rf"\b{re.escape(folded(word))}", flat) for word in words):
            found.add(one.id)
    return frozenset(found | ({"peanut"} if "nuts" in found else set()))


def foods_without(asked: Asked) -> tuple[Fact, ...]:
    """Foods rich in magnesium without what is to be avoided; empty when nothing is."""
    left_out = avoided(asked)
    said = foods_said(asked.question, asked.language, asked.kb)
    groups = {asked.kb.foods[one.food].group for one in said if one.denied} & _LEFT_WHOLE
    groups |= _GRAINS if groups & _GRAINS else frozenset()
    if not left_out and not groups:
        return ()
    foods = tuple(
        key
        for key in _RICH
        if (food := asked.kb.foods.get(key)) is not None
        and food.allergens is not None
        and not left_out & set(food.allergens)
        and food.group not in groups
    )
    source = ("magwise-computed",)
    return (fact(asked, "answer.foods-without", source, Certainty.COMPUTED, foods=foods[:_SAID]),)


def limits_of_countries(asked: Asked) -> Fact:
    """The upper levels of the EU and the US and the guidance of the UK beside each other."""
    values = {name: figure(name, asked.kb) for name in ("upper", "american", "british")}
    source = ("scf-2001-magnesium-ul", "iom-1997-dri", "evm-2003")
    return fact(asked, "answer.limits-countries", source, Certainty.OFFICIAL, **values)


def need_of_adults(asked: Asked) -> tuple[Fact, ...]:
    """Where a question names nobody: the figures for women and men."""
    if asked.language == "en" and asked.profile.country is None:
        return norms_side_by_side(asked)
    values = []
    for sex in ("female", "male"):
        adult = {"age_years": _ADULT_YEARS, "sex": sex, "pregnant": None, "breastfeeding": None}
        leading = need(asked.profile.model_copy(update=adult), asked.kb).leading
        if leading is None or leading.mg_per_day.value is None:
            return ()
        values.append(leading)
    women, men = values
    return (
        fact(
            asked,
            "answer.need-adults",
            (women.mg_per_day.source,),
            Certainty.OFFICIAL,
            women=women.mg_per_day.value,
            men=men.mg_per_day.value,
            authority=women.authority,
        ),
    )
