"""An amount as a share of a norm: of the figure that a question names, or of one's own norm."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, SHARE_OF, beside_norm, norm_of
from magwise.answers.asked import Asked, fact
from magwise.answers.reading.portions import number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact

_MG = re.compile(rf"(?<![\w.,]){FIGURE} ?(?:mg|milligram\w*|mgs)\b(?! ?(?:/|per) ?(?:d?l|kg|kilo))")
_SHARE = re.compile(
    r"%|procent|per ?cent|percentage|\b(?:share|part|fraction|proportion|deel|gedeelte)\b"
)
_SHORT = re.compile(
    r"how (?:much|far|many)[^?]{0,16}(?:short|left|to go|more|missing|below)|am i short|"
    r"short (?:of|by)|hoeveel[^?]{0,14}(?:tekort|te kort|te weinig|nog|mis\b|ontbreek)|"
    r"\bgap\b|shortfall|deficit|kom ik[^?]{0,12}(?:tekort|te kort)|hoe ?ver|far (?:off|below|from)"
)
_NORM = re.compile(
    r"\b(?:norm|rda|rdi|rni|adh|dagbehoefte|daily (?:needs?|requirements?|norm|target|amount)|"
    r"requirement|recommend\w*|aanbevol\w*|behoefte|what i need|wat ik nodig heb|"
    r"(?:my|mijn) (?:needs?|target|doel|goal))\b"
)
# A norm that the question names itself: "the RDA for men (420 mg)".
_NORM_IS = re.compile(
    rf"\b(?:norm|rda|rni|behoefte|target|doel|goal|requirement|i need|ik nodig)\b"
    rf"(?: (?:voor|for|of|van|is|de|the|men|women|mannen|vrouwen|man|woman|male|female|vrouw|"
    rf"dagelijks|a day|adult|adults))* ?[(:=]? ?"
    rf"{FIGURE}\b(?! ?(?:%|procent|kg|jaar|years))"
)
_EATEN = re.compile(
    r"inname|intake|\b(?:eet|eat|eats|eating|eten|voeding|food|diet|dieet|dagboek|diary|app|"
    r"dietitian|dietist|voedingsanalyse|mijn eetmeter)\b"
)
_ENOUGH = re.compile(
    r"te weinig|te laag|genoeg|voldoende|too little|too low|enough|sufficient|\bok\b|\bshort\b|"
    r"goed zo|is (?:dat|that) (?:goed|fine|low|laag)"
)
_PILLS = re.compile(r"tabl|caps|\bpil|supplement|poeder|powder|bruis|slik|\btake\b|neem")
_WHY = re.compile(r"\b(?:waarom|why|how come|hoezo|terwijl|whereas|while)\b")
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d)?) ?(?:%|procent|per ?cent)")
_ASKS_FOOD = re.compile(
    r"what (?:should|can|could|do) i eat|wat (?:kan|moet|zal) ik (?:\w+ )?eten|which foods?|"
    r"what foods?|welk eten|welke voeding"
)
_PERCENT_OF = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[.,]\d)?) ?(?:%|procent|per ?cent) (?:van|of) (?:de |the )?"
    rf"{FIGURE} ?mg\b"
)
_STILL = re.compile(
    r"nog bij|erbij|nog nodig|how much (?:more|extra)|still need|extra nodig|bij om|aanvullen|"
    r"make up|to reach|te halen"
)
_LABEL = re.compile(r"\b(?:ri|nrv|dv|vnr|label|etiket|referentie\w*)\b|daily value|reference")


def share_of_figure(asked: Asked) -> tuple[Fact, ...]:
    """One amount as a share of another that the question names, such as 56 of 375 mg."""
    flat = folded(asked.question)
    target = SHARE_OF.search(flat) or _NORM_IS.search(flat)
    masses = list(dict.fromkeys(number(one.group(1)) for one in _MG.finditer(flat)))
    if target is None or not _SHARE.search(flat) or asked.said.forms or _WHY.search(flat):
        return ()
    wanted = number(target.group(1))
    others = [one for one in masses if one != wanted]
    if len(others) != 1 or not 50 <= wanted <= 1000 or not 1 <= others[0] <= 3000:
        return ()
    if re.search(r"\d ?(?:g|gr|gram|grams|ml|l|liter|litre)\b", flat):
        return ()  # a portion and its content; that sum has its own answer
    amount = others[0]
    values = {"amount": amount, "reference": wanted, "share": round(100 * amount / wanted)}
    found = [fact(asked, "answer.share-of", COMPUTED, Certainty.COMPUTED, **values)]
    label = asked.kb.label_values["eu-nrv"].value
    if wanted == label.value:
        values = {"amount": wanted}
        found.append(
            fact(asked, "answer.role-label-eu", (label.source,), Certainty.OFFICIAL, **values)
        )
    if _SHORT.search(flat) and amount < wanted:
        values = {"reference": wanted, "left": wanted - amount}
        found.append(fact(asked, "answer.sum-left", COMPUTED, Certainty.COMPUTED, **values))
    return tuple(found)


def part_of_figure(asked: Asked) -> tuple[Fact, ...]:
    """A percentage of an amount that the question names, such as 28 % of 375 mg."""
    flat = folded(asked.question)
    hit = _PERCENT_OF.search(flat)
    if hit is None or len(_MG.findall(flat)) > 1 or asked.said.forms:
        return ()
    share, whole = number(hit.group(1)), number(hit.group(2))
    if not 0 < share <= 300 or not 20 <= whole <= 3000:
        return ()
    values = {"share": share / 100, "reference": whole, "amount": round(share * whole / 100, 1)}
    return (fact(asked, "answer.part-of", COMPUTED, Certainty.COMPUTED, **values),)


def part_of_norm(asked: Asked) -> tuple[Fact, ...]:
    """A percentage of a norm as an amount, and what is still to come."""
    flat = folded(asked.question)
    shares = _PERCENT.findall(flat)
    if len(shares) != 1 or _MG.search(_NORM_IS.sub(" ", flat)) or _LABEL.search(flat):
        return ()
    if not (_SHORT.search(flat) or _STILL.search(flat)) or asked.said.child:
        return ()
    named, norm = _NORM_IS.search(flat), norm_of(asked)
    if not (named or (norm and _NORM.search(flat))):
        return ()
    wanted = number(named.group(1)) if named else (norm or (0.0,))[0]
    part = number(shares[0]) / 100
    if not 100 <= wanted <= 600 or not 0.05 <= part < 1:
        return ()
    values = {"amount": part * wanted, "reference": wanted, "share": round(100 * part)}
    left = {"reference": wanted, "left": wanted * (1 - part)}
    return (
        fact(asked, "answer.share-of", COMPUTED, Certainty.COMPUTED, **values),
        fact(asked, "answer.sum-left", COMPUTED, Certainty.COMPUTED, **left),
    )


def share_of_norm(asked: Asked) -> tuple[Fact, ...]:
    """One amount as a share of the norm of the person a question is about, and what is left."""
    flat = folded(asked.question)
    masses = {number(one.group(1)) for one in _MG.finditer(flat)}
    if len(masses) != 1 or asked.said.forms or asked.said.child:
        return ()
    shared = _SHARE.search(flat) and _NORM.search(flat)
    eaten = _EATEN.search(flat) and _ENOUGH.search(flat) and not _PILLS.search(flat)
    if not (shared or _SHORT.search(flat) or eaten) or _ASKS_FOOD.search(flat):
        return ()
    if _LABEL.search(flat) or re.search(r"\d ?(?:%|procent|per ?cent)", flat):
        return ()
    if re.search(r"\d ?(?:g|gr|gram|grams|ml|l|liter|litre)\b|\d ?(?:x|keer|times)\b", flat):
        return ()
    if norm_of(asked) is None and "adh" in flat.split():
        return ()  # on Dutch labels that is the label value
    (amount,) = masses
    if not 5 <= amount <= 1500:
        return ()
    return beside_norm(asked, amount)
