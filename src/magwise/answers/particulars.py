"""What a question itself tells about the person, the amounts and the medicines in it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from magwise.answers.words import folded, tokens, word_set
from magwise.knowledge.forms import recognise_forms
from magwise.knowledge.medicines import find_in_line
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_PERSON = (
    r"(?:vrouw|man|kind|dochter|zoon|zoontje|dochtertje|jongen|meisje|moeder|vader|kleuter|"
    r"peuter|tiener)"
)
_AGE = (
    re.compile(r"\b(\d{1,3})[ -]?(?:jaar|jarige|year)"),
    re.compile(rf"\b{_PERSON}(?: is)?(?: van)? (\d{{1,3}})\b(?! ?(?:mg|gram|g\b))"),
    re.compile(r"\b(?:ik ben|i am|i'm|im|aged?) (\d{1,3})\b"),
    re.compile(
        r"\b(?:son|daughter|child|kid|boy|girl|mother|father|dad|mum|mom)(?: is|,)? (?:aged? )?"
        r"(\d{1,3})\b"
    ),
)
_CHILD = word_set(
    """
    kind kinderen kleuter peuter dochter zoon zoontje dochtertje baby tiener jongetje
    meisje child children toddler daughter son kid kids teenager infant"""
)
_FEMALE = word_set("vrouw vrouwen moeder meisje dochter woman women female mother girl daughter")
_MALE = word_set("man mannen vader jongen zoon men male father boy son")
_PREGNANT = ("zwanger", "pregnan")
_FEEDING = ("borstvoeding", "breastfe")
_EGFR = re.compile(r"(?:egfr|nierfunctie|kidney function|gfr)\D{0,16}(\d{1,3})\b")
_AMOUNT = re.compile(r"\b(\d{1,5}(?:[.,]\d{1,3})?) ?(mg|milligram|g|gram|grams|mcg)\b")
_DOSE = re.compile(
    r"\b(?:dosis|dosering|dose|dosage|hoeveel tablet\w*|hoeveel pil\w*|"
    r"(?:hoeveel|how much)\b.*\b(?:nemen|neem|innemen|slik\w*|take|give|geven|geef|gebruik\w*|"
    r"mag|can))\b"
)
_TOGETHER = re.compile(
    r"\b(?:samen|tegelijk|tussen|ertussen|combin\w*|erbij|naast|together|between|spacing|apart|"
    r"interact\w*|uur|uren|hours?|alongside)\b|"
    r"\bmagnesium with\b|\bwith magnesium\b|\bmet magnesium\b"
)
_PERMISSION = re.compile(
    r"\b(?:can|may|should|could|mag|kan|moet|zou|mogen)\b.{0,12}\b(?:i|we|ik|wij|he|she|hij|zij|ze|men|je|you)\b"
    r".*\b(?:take|have|use|start|nemen|gebruiken|slikken|hebben|beginnen)\b"
)
_CHILD_AGES = 18


@dataclass(frozen=True, slots=True)
class Particulars:
    """Figures and circumstances that stand in a question; None and empty mean "not said"."""

    age_years: float | None = None
    sex: str | None = None
    pregnant: bool = False
    breastfeeding: bool = False
    child: bool = False
    egfr: float | None = None
    amount_mg: float | None = None
    forms: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    asks_dose: bool = False
    asks_together: bool = False
    asks_permission: bool = False

    def joined(self, profile: Profile) -> Profile:
        """The profile with what the question adds; what the profile says itself stays."""
        said = {
            "age_years": self.age_years,
            "sex": self.sex,
            "pregnant": self.pregnant or None,
            "breastfeeding": self.breastfeeding or None,
            "egfr": self.egfr,
        }
        added = {
            key: value
            for key, value in said.items()
            if value is not None and getattr(profile, key) is None
        }
        if profile.sex == "male":
            added.pop("pregnant", None)
            added.pop("breastfeeding", None)
        return profile.model_copy(update=added)


def particulars(question: str, kb: "Knowledge") -> Particulars:
    """Read age, sex, kidney function, amounts, forms and medicines from a question.

    Examples
    --------
    >>> from magwise import Knowledge
    >>> particulars("hoeveel voor een vrouw van 34?", Knowledge.load()).age_years
    34.0
    """
    flat = folded(question)
    words = frozenset(tokens(question))
    age = next((float(hit.group(1)) for one in _AGE if (hit := one.search(flat))), None)
    age = age if age is not None and age <= 120 else None
    egfr = _EGFR.search(flat)
    young = words & _CHILD
    if re.search(r"\b(?:what|which|any|some|this) kinds?\b|\bkinds? of\b", flat):
        young -= {"kind"}  # a sort, in English
    child = bool(young) and (age is None or age < _CHILD_AGES)
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    pregnant = any(word.startswith(_PREGNANT) for word in words)
    sex = None
    if pregnant or any(word.startswith(_FEEDING) for word in words):
        sex = "female"
    elif female != male:
        sex = "female" if female else "male"
    amount = _AMOUNT.search(flat)
    forms = recognise_forms(question, kb)  # grams are grams of food, unless of a salt
    return Particulars(
        age_years=age,
        sex=sex,
        pregnant=pregnant,
        breastfeeding=any(word.startswith(_FEEDING) for word in words),
        child=child or (age is not None and age < _CHILD_AGES),
        egfr=float(egfr.group(1)) if egfr else None,
        amount_mg=_mg(amount) if amount and (forms or "m" in amount.group(2)[:1]) else None,
        forms=forms,
        medicines=tuple(
            found for found, match in find_in_line(question, kb) if not _is_magnesium(found)
        ),
        asks_dose=bool(_DOSE.search(flat)),
        asks_together=bool(_TOGETHER.search(flat)),
        asks_permission=bool(_PERMISSION.search(flat)),
    )


def _is_magnesium(words: str) -> bool:
    return "magnes" in folded(words)


def _mg(amount: "re.Match[str]") -> float | None:
    number, unit = amount.group(1), amount.group(2)
    if re.fullmatch(r"\d{1,3}\.\d{3}", number):
        number = number.replace(".", "")  # 1.000 mg in Dutch is a thousand
    value = float(number.replace(",", "."))
    if unit == "mcg":
        return value / 1000
    return value * 1000 if unit.startswith("g") else value
