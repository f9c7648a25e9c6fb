"""Amounts of magnesium in another unit, and which figure on magnesium plays which part."""

import re

from magwise.answers.arithmetic.beside import COMPUTED, FIGURE
from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.portions import FOOD, number, portions_in
from magwise.answers.reading.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.core.units import MG_PER_MMOL
from magwise.models.need import need

_UNIT = r"(mmol|millimol\w*|m?eq|milliequivalent\w*|mg|milligram\w*|mcg|microgram\w*|ug|g|gram\w*)"
_VALUE = re.compile(rf"(?<![\w.,]){FIGURE} ?{_UNIT}\b(?! ?/ ?d?l| per d?l| per lit)")
_OTHER = re.compile(
    rf"(?<![\d.,])(?<!\d )\b{_UNIT}\b(?! ?/ ?d?l| per d?l)(?! ?(?!magnes|is|are|"
    rf"zit|zijn|that|dat|in|pls|please|van|of|elem)[a-z])"
)
_PLAIN_GRAMS = re.compile(
    r" ?(?:of |van )?(?:elementa\w* )?(?:magnesium\b(?! ?[a-z]{3,})|is\b|=|in (?:mg|milli|g\b|"
    r"gram)|naar|to\b|"
    r"[?,]|$)"
)
_CUE = re.compile(
    r"convert|omreken|\bin\b|\bnaar\b|\bto\b|how many|hoeveel|how much|what'?s?\b|\bwat is\b|=|"
    r"equal|"
    r"as mg|uitgedrukt|gelijk"
)
_KINDS = (
    ("mm", "mmol"), ("millim", "mmol"), ("millie", "meq"), ("me", "meq"), ("eq", "meq"),
    ("mc", "mcg"), ("mic", "mcg"), ("u", "mcg"), ("m", "mg"),
)  # fmt: skip
_WHICH = re.compile(
    r"\bwhich\b|\bwelk\w*|\bright\b|klopt|confus|verwar|snap (?:het|er|t|ik)|differen|verschil|"
    r"what (?:are|do|is)|wat (?:is|zijn|betek)|\bwhy\b|waarom|correct|juist|makes? sense|\bor\b|"
    r"\bof\b|"
    r"explain|leg uit|mean|hoe kan|how can|how come|lower|lager|hoger|higher|follow|aanhouden"
)
_PLAIN = re.compile(
    r"(?<![\d.,/])(2[5-9]0|3[0-9][05]|4[0-2]0)(?!\d|[.,]\d|/\d| ?(?:tabl|caps|euro|"
    r"gram|g\b|kcal|ml))"
)
_LIMIT = re.compile(r"limit|grens|maxim|\bul\b|upper")
_OWN = re.compile(
    r"\b(?:ik|i) (?:neem|slik|take|took|am on|gebruik)\b|\b(?:mag|can|"
    r"may) (?:ik|i)\b"
)


def converted(asked: Asked) -> tuple[Fact, ...]:
    """One amount of magnesium in the other unit that a question names; empty without one."""
    flat = folded(asked.question)
    values = list(_VALUE.finditer(flat))
    if len(values) != 1 or asked.said.forms or asked.said.conversion is not None:
        return ()
    rest = _VALUE.sub(" ; ", flat)
    other = _OTHER.search(rest)
    if other is None or not _CUE.search(rest) or asked.said.laboratory:
        return ()
    value, first, second = (
        number(values[0].group(1)),
        _kind(values[0].group(2)),
        _kind(other.group(1)),
    )
    if first == second or value <= 0:
        return ()
    mg = {"mg": value, "g": 1000 * value, "mcg": value / 1000, "mmol": value * MG_PER_MMOL,
          "meq": value * MG_PER_MMOL / 2}[first]  # fmt: skip
    if "g" in (first, second) and not _PLAIN_GRAMS.match(flat[values[0].end() :]):
        return ()  # grams of a food or a powder
    if "g" in (first, second) and FOOD.search(flat):
        return ()
    if {first, second} & {"mmol", "meq"}:
        figures = {
            "amount": mg,
            "mmol": round(mg / MG_PER_MMOL, 2),
            "meq": round(2 * mg / MG_PER_MMOL, 1),
        }
        return (
            fact(asked, "answer.converted-all", ("iupac-2021",), Certainty.COMPUTED, **figures),
        )
    figures = {"grams": round(mg / 1000, 4), "amount": mg}
    return (fact(asked, "answer.converted-grams", COMPUTED, Certainty.COMPUTED, **figures),)


def _kind(unit: str) -> str:
    for start, kind in _KINDS:
        if unit.startswith(start):
            return kind
    return "g"


def roles(asked: Asked) -> tuple[Fact, ...]:
    """What each figure is that a question sets beside another: norm, label value or limit."""
    flat = folded(asked.question)
    named = list(dict.fromkeys(float(one) for one in _PLAIN.findall(flat)))
    if len(named) < 2 or not _WHICH.search(flat) or _OWN.search(flat) or portions_in(flat):
        return ()
    if set(named) <= {250.0, 350.0, 400.0} and _LIMIT.search(flat):
        return ()  # upper levels beside each other have an answer of their own
    parts = _parts(asked)
    found = [
        fact(asked, f"answer.role-{role}", (source,), Certainty.OFFICIAL, amount=amount)
        for amount in named
        for role, value, source in parts
        if value == amount
    ]
    if len({one.values["amount"] for one in found}) < 2:
        return ()
    last = judged(asked, "answer.roles-differ")
    return (last, *found)


def _parts(asked: Asked) -> list[tuple[str, float, str]]:
    kb = asked.kb
    fixed = (
        ("upper-eu", kb.limits["scf-2001-from-4"].value),
        ("upper-us", kb.limits["iom-1997-from-9"].value),
        ("upper-gb", kb.limits["evm-2003-adults"].value),
        ("label-eu", kb.label_values["eu-nrv"].value),
        ("women-eu", kb.requirements["efsa-2015.18-f"].value),
        ("men-eu", kb.requirements["efsa-2015.18-m"].value),
    )
    found = [(role, one.value, one.source) for role, one in fixed if one.value is not None]
    for country in ("us", "gb"):
        for sex, word in (("female", "women"), ("male", "men")):
            for age in (25.0, 40.0):
                person = {"age_years": age, "sex": sex, "country": country, "pregnant": None,
                          "breastfeeding": None}  # fmt: skip
                leading = need(asked.profile.model_copy(update=person), kb).leading
                value = leading.mg_per_day if leading else None
                if value is not None and value.value is not None:
                    found.append((f"{word}-{country}", value.value, value.source))
    return list(dict.fromkeys(found))
