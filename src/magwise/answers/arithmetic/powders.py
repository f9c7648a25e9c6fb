"""Sums on a share of magnesium: grams of a powder, how long a bag lasts, and shares added up."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE, beside_limit
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.portions import COUNT, number
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.forms import elemental_share_of, recognise_forms

_PERCENT = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|procent|per ?cent)"
    r"(?! ?(?:korting|discount|off\b|cacao|cocoa))"
)
_MG = re.compile(rf"{FIGURE} ?(?:mg|milligram\w*)\b")
_GRAMS = re.compile(r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,2})?) ?(kg|kilo|g|gr|grams?)\b")
_POWDER = re.compile(
    r"poeder|powder|schep|scoop|\bbag\b|\bzak\b|theelepel|teaspoon|compound|stof\b"
)
_HOW_MUCH_POWDER = re.compile(
    r"(?:hoeveel|how many|how much) (?:gram\w*|g\b|mg|milligram\w*)?[^?]{0,30}(?:poeder|powder|dan|"
    r"need|nodig|scoop|schep|weigh|afweg|is that|is dat|of it|ervan|compound)"
)
_LASTS = re.compile(
    r"how long|how many (?:days|weeks|months)|hoe ?lang|hoeveel (?:dagen|weken|maanden)|\blasts?\b"
)
_ON_LABEL = re.compile(
    r"\b(?:ri|nrv|dv|rda|adh|rdi|vnr|daily value|dagwaarde|referentie-?inname|aanbevolen "
    r"(?:dagelijkse )?(?:hoeveelheid|inname))\b"
)
_AMERICAN = re.compile(r"\bdv\b|daily value")
_BESIDE = re.compile(
    r"on top|\bplus\b|\+|as well|besides|alongside|daarnaast|erbij|bovenop|"
    r"en (?:ik )?(?:neem|slik)|and (?:i )?(?:take|also)|met daarbij"
)
_TOGETHER = re.compile(
    r"samen|together|totaal|total|in all|opgeteld|add(?:ed|s)? up|hoeveel|how m|too much|te ?veel|"
    r"limit|grens|\bsum\b"
)
_PIECES = re.compile(rf"\b(?:take|neem|slik|x)(?: ik)?(?: er)? {COUNT}\b")
_COMPARED = re.compile(
    r"which|welke?|diff\w*nce|verschil|stronger|sterker|\bvs\b|versus|better|beter|more|meer|meest"
)
_ITSELF = re.compile(r"magnesium (?!\w*(?:citra|glyc|oxid|mala|taur|chlor|sul|threon|bisgl))")
_SCOOP = re.compile(
    r"(?<![\w.,])(\d{1,2}(?:[.,]\d{1,2})?) ?(?:g|gr|grams?)[ -](?:\w+ )?(?:scoop|\w*schep|dose|"
    r"dosis|serving|portie|spoon|lepel|sachet)|"
    r"(?:scoop|\w*schep(?:je)?|dose|dosis|serving|portie|spoon|lepel|per) ?(?:\(|van |of |is |= )?"
    r"(\d{1,2}(?:[.,]\d{1,2})?) ?(?:g|gr|grams?)\b|"
    r"(?<![\w.,])(\d{1,2}(?:[.,]\d{1,2})?) ?(?:g|gr|grams?) (?:per|a|elke|each|every) (?:dag|day)\b"
)
_TWICE = re.compile(
    r"\b(?:twice|two scoops|2 scoops|2 ?x|two times|tweemaal|twee keer|twee scheppen|2 scheppen|"
    r"morning and (?:evening|night)|ochtend en (?:s )?avond\w*)\b"
)
_PER_GRAM = re.compile(r"(?:per|a|each|in (?:one|1)|een|1) gram\b|mg/g\b")
_LEAST_SHARE, _MOST_SHARE = 0.03, 0.65  # of a compound; cocoa or a discount is no such share
_LONGEST_DAYS = 3000
_NEAR = 26  # letters between a mass and the name of its compound


def _share(asked: Asked, flat: str) -> float | None:
    """The share of a powder that is magnesium: named, or that of its compound."""
    named = [number(one.group(1)) / 100 for one in _PERCENT.finditer(flat)]
    if len(named) == 1 and _LEAST_SHARE <= named[0] <= _MOST_SHARE:
        return named[0]
    if named or len(asked.said.forms) != 1:
        return None
    share = elemental_share_of(asked.said.forms[0], asked.kb)
    return share.best if share is not None and share.high < 1.05 * share.low else None


def powder_for(asked: Asked) -> tuple[Fact, ...]:
    """How many grams of a powder bring an amount of magnesium itself, and how long a bag lasts."""
    flat = folded(asked.question)
    masses = {number(one.group(1)) for one in _MG.finditer(flat)}
    share = _share(asked, flat)
    if any(
        recognise_forms(flat[one.end() : one.end() + _NEAR], asked.kb) for one in _MG.finditer(flat)
    ):
        return ()  # the mass of the compound itself
    if share is None or len(masses) != 1 or not _POWDER.search(flat):
        return ()
    (wanted,) = masses
    grams = wanted / share / 1000
    bags = [
        number(one.group(1)) * (1000 if one.group(2).startswith("k") else 1)
        for one in _GRAMS.finditer(flat)
    ]
    lasts = _LASTS.search(flat) and len(bags) == 1
    if not 10 <= wanted <= 2000 or not (lasts or (not bags and _HOW_MUCH_POWDER.search(flat))):
        return ()
    values = {"amount": wanted, "share": share, "grams": round(grams, 2)}
    found = [fact(asked, "answer.grams-for", COMPUTED, Certainty.COMPUTED, **values)]
    if lasts:
        length = float(int(bags[0] / grams + 1e-9))
        if not 1 <= length <= _LONGEST_DAYS:
            return ()
        values = {"bag": bags[0], "grams": round(grams, 2), "days": length}
        found.append(fact(asked, "answer.bag-days", COMPUTED, Certainty.COMPUTED, **values))
    return (*found, *beside_limit(asked, wanted))


def scoops_of_bag(asked: Asked) -> tuple[Fact, ...]:
    """How long a bag lasts by the scoop, and what a gram of it holds."""
    flat = folded(asked.question)
    hit = _SCOOP.search(flat)
    masses = {number(one.group(1)) for one in _MG.finditer(flat)}
    if hit is None or len(masses) > 1 or not (_LASTS.search(flat) or _PER_GRAM.search(flat)):
        return ()
    mass = masses.pop() if masses else 0.0
    scoop = number(next(one for one in hit.groups() if one))
    bags = [
        number(one.group(1)) * (1000 if one.group(2).startswith("k") else 1)
        for one in _GRAMS.finditer(flat[: hit.start()] + " ; " + flat[hit.end() :])
    ]
    if mass / 1000 / (scoop or 1000) > _MOST_SHARE:
        return ()  # a gram holds more than any compound of magnesium can
    times = 2 if _TWICE.search(flat) else 1
    found = []
    if _LASTS.search(flat) and len(bags) == 1:
        taken = scoop * times
        values = {"bag": bags[0], "grams": taken, "days": float(int(bags[0] / taken + 1e-9))}
        if not 1 <= values["days"] <= _LONGEST_DAYS:
            return ()
        found.append(fact(asked, "answer.bag-days", COMPUTED, Certainty.COMPUTED, **values))
    if mass and _PER_GRAM.search(flat):
        values = {"amount": mass, "grams": scoop, "each": round(mass / scoop, 1)}
        found.append(fact(asked, "answer.per-gram", COMPUTED, Certainty.COMPUTED, **values))
    if not found:
        return ()
    return (*found, *(beside_limit(asked, mass * times) if mass else ()))


def shares_added(asked: Asked) -> tuple[Fact, ...]:
    """Several shares of the label value, each as an amount and all of them together."""
    flat = folded(asked.question)
    shares = [number(one.group(1)) / 100 for one in _PERCENT.finditer(flat)]
    masses = {number(one.group(1)) for one in _MG.finditer(flat)}
    beside = len(masses) == 1 and _BESIDE.search(flat) and not asked.said.forms
    if not (1 if beside else 2) <= len(shares) <= 5 or not _ON_LABEL.search(flat):
        return ()
    if masses and not beside:
        return ()
    if not _TOGETHER.search(flat) or _AMERICAN.search(flat) or _PIECES.search(flat):
        return ()
    label = asked.kb.label_values["eu-nrv"].value
    whole = label.value or 0.0
    if not all(0.01 <= one <= 2 for one in shares):
        return ()
    each = tuple(
        fact(asked, "answer.share-amount", (label.source,), Certainty.COMPUTED, share=one,
             amount=one * whole)
        for one in dict.fromkeys(shares)
    )  # fmt: skip
    total = sum(shares) * whole + sum(masses)
    first = fact(asked, "answer.sum-products", COMPUTED, Certainty.COMPUTED, amount=total)
    return (first, *each, *beside_limit(asked, total))


def compound_beside_itself(asked: Asked) -> tuple[Fact, ...]:
    """Two labels, one with the mass of a compound and one with the magnesium itself."""
    flat = folded(asked.question)
    masses = list(_MG.finditer(flat))
    forms = recognise_forms(flat, asked.kb)
    if len(masses) != 2 or len(forms) != 1 or not _COMPARED.search(flat):
        return ()
    around = [flat[max(0, one.start() - _NEAR) : one.end() + _NEAR] for one in masses]
    of_compound = [bool(recognise_forms(one, asked.kb)) for one in around]
    if of_compound.count(True) != 1 or asked.said.named_as:
        return ()
    at = of_compound.index(True)
    itself = number(masses[1 - at].group(1))
    mass = number(masses[at].group(1))
    plain = around[1 - at]
    share = elemental_share_of(forms[0], asked.kb)
    if share is None or not _ITSELF.search(plain + " ") or mass <= itself or itself < 10:
        return ()
    if re.search(r"waarvan|of which|provid|lever|deliver|=|\bgives?\b|geeft", flat):
        return ()  # one label that tells both
    low, high = share.low * mass, share.high * mass
    key = "answer.salt" if high > 1.05 * low else "answer.salt-exact"
    values = {"salt": mass, "form": forms[0], "best": share.best * mass}
    values |= {"low": low, "high": high} if key == "answer.salt" else {}
    source = ("magwise-computed", "iupac-2021")
    first = fact(asked, key, source, Certainty.COMPUTED, **values)
    other = fact(asked, "answer.label-plain", COMPUTED, Certainty.JUDGEMENT, amount=itself)
    return (first, other, judged(asked, "answer.label"))
