"""Reads a supplement label: salt or element, per piece or per day, and whether it can be right."""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.interval import Interval
from magwise.foods.words import MAX_CHARACTERS, readable
from magwise.knowledge.base import Knowledge
from magwise.knowledge.forms import elemental_range, largest_share, recognise_form, recognise_forms

_ADULT_YEARS = 30.0
_ROUNDING = 1.04  # labels round; up to 4 % above the pure salt is no wonder [assumed]
_NRV_TOLERANCE = 0.03  # a printed percentage may be this far off [share of 375 mg, assumed]
_MOST_PLAIN_MG = 600.0  # more plain "magnesium" in one piece is the mass of a salt [assumed]

_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)*)\s*(mg|milligram|g|gram)\b")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_FROM_SALT = re.compile(
    r"magnesium\s*\(?\s*(?:als|as|uit|from|in de vorm van|in the form of|van|bron:?)\b"
)
_SAYS_ELEMENT = re.compile(
    r"waarvan(?: is)?(?: zuiver| elementair)? magnesium|of which (?:is )?(?:elemental )?magnesium|"
    r"element\w*|zuiver magnesium|(?:levert|leveren|providing|provides|yielding|equivalent to|"
    r"goed voor)"
)
_PER_DAY = re.compile(
    r"\bper dag\b|\bper day\b|\bdagelijks\w*|\bdaily\b|\bdagdosering|\bdosis per dag|\ba day\b|"
    r"\b(?:daily )?"
    r"dose of\b|\bper portie\b|\bper serving\b"
)
_PIECE = (
    r"(?:bruis|kauw)?(?:tablet\w*|capsul\w*|caps\b|softgel\w*|zakje\w*|sachet\w*|stick\w*|gumm\w*|"
    r"pil\w*|maatlepel\w*|scoop\w*|schep\w*)"
)
_PER_PIECE = re.compile(rf"\bper (?:(\d+|twee|two|drie|three) )?{_PIECE}")
_DAILY_PIECES = re.compile(
    rf"(\d+|een|one|twee|two|drie|three|vier|four) {_PIECE}(?: (?:magnesium\w*|"
    rf"[a-z]+))? ?(?:per dag|a day|per day|daily|dagelijks)|"
    rf"(?:dagdosering|daily dose|dosering|dosage|neem|take)[^0-9a-z]*(?:per dag )?(\d+|twee|two|"
    rf"een|one|drie|three) {_PIECE}"
)
_NUMBERS = {"een": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4}


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What a label says and what follows from it.

    Attributes
    ----------
    forms
        Supplement form ids the label names.
    elemental_mg
        Magnesium itself in one piece or day, as the label counts [mg]; an interval when only the
        salt is known and both readings stay possible; None when there is no amount.
    salt_mg
        Mass of the salt [mg], when the label gives it.
    amount_is
        What the label's figure is of.
    per
        Whether the amount is in one piece or in a day's dose.
    pieces_per_day
        How many the label advises a day; None when it does not say.
    nrv_share
        Share of the 375 mg label value [0-1], computed; ``nrv_stated`` as printed.
    fit_per_day
        How many whole pieces stay under the lowest upper level for adults.
    """

    text: str
    forms: tuple[str, ...]
    elemental_mg: Interval | None
    salt_mg: float | None
    amount_is: Literal["elemental", "salt", "unknown"]
    per: Literal["piece", "day", "unknown"]
    pieces_per_day: float | None
    nrv_share: float | None
    nrv_stated: float | None
    fit_per_day: int | None
    limit_mg_per_day: float | None
    facts: tuple[Fact, ...]


def read_label(text: str, kb: Knowledge, language: str | None = None) -> LabelReading:
    """What the text on a magnesium product says, checked against chemistry and the upper level.

    Parameters
    ----------
    text
        The words on the pack, Dutch or English.

    Returns
    -------
    LabelReading
        Amounts in mg of magnesium itself, with facts for the reader; doubts are questions.

    References
    ----------
    eu-1169-2011, scf-2001-magnesium-ul, iupac-2021
    """
    flat = _flat(readable(text[:MAX_CHARACTERS]))
    forms = recognise_forms(flat, kb)
    form = forms[0] if len(forms) == 1 else None
    element, salt = _amounts(flat, kb)
    nrv_mg = _label_value_mg(kb)
    stated = _stated_share(flat)
    facts: list[Fact] = []
    amount_is: Literal["elemental", "salt", "unknown"] = "unknown"
    elemental: Interval | None = None
    if element is not None:
        elemental, amount_is = Interval.exact(element), "elemental"
        facts.append(_info("label.element", amount=element))
    elif salt is not None:
        as_salt = elemental_range(form, salt, kb) if form else None
        settled = _settled(salt, as_salt, stated, nrv_mg)
        if settled == "elemental":
            elemental, amount_is, element, salt = Interval.exact(salt), "elemental", salt, None
            facts.append(_info("label.element", amount=element))
        elif settled == "salt" and as_salt is not None:
            elemental, amount_is = as_salt, "salt"
        elif as_salt is not None and form is not None:
            elemental = Interval(as_salt.low, as_salt.best, max(salt, as_salt.high))
            facts.append(
                _ask("label.salt-or-element", amount=salt, form=form, magnesium=as_salt.as_dict())
            )
        else:
            facts.append(_ask("label.form-unknown", amount=salt))
    else:
        facts.append(_ask("label.no-amount"))
    if salt is not None and amount_is != "unknown" and elemental is not None and form is not None:
        facts.append(
            _info("label.salt-and-element", salt=salt, form=form, magnesium=elemental.as_dict())
        )
    facts.extend(_too_much(element, salt, form, kb))
    per, pieces, of_pieces = _per(flat)
    nrv_share = None
    if elemental is not None and amount_is != "unknown" and nrv_mg:
        nrv_share = elemental.best / nrv_mg
        facts.append(_info("label.nrv-share", share=nrv_share, sources=("eu-1169-2011",)))
        if stated is not None and abs(stated - nrv_share) > max(_NRV_TOLERANCE, 0.06 * nrv_share):
            facts.append(
                Fact(
                    "label.nrv-mismatch",
                    {"stated": stated, "computed": nrv_share, "implied": stated * nrv_mg},
                    ("eu-1169-2011",), Severity.WARN, "label", Certainty.COMPUTED,
                )
            )  # fmt: skip
    limit, source = _upper_level(kb)
    fit: int | None = None
    if elemental is not None and amount_is != "unknown" and limit is not None:
        fit = _fitting(elemental.best, per, pieces, of_pieces, limit=(limit, source), facts=facts)
    if per == "unknown" and elemental is not None:
        facts.append(_ask("label.per-what"))
    facts.append(_info("label.tested-athletes", sources=("magwise-judgement",)))
    return LabelReading(
        text, forms, elemental, salt, amount_is, per, pieces, nrv_share, stated, fit, limit,
        tuple(facts),
    )  # fmt: skip


def _flat(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("\n", " ; ")


def _info(message: str, sources: tuple[str, ...] = (), **values: object) -> Fact:
    return Fact(message, values, sources, Severity.INFO, "label", Certainty.COMPUTED)


def _ask(message: str, **values: object) -> Fact:
    return Fact(message, values, (), Severity.ASK, "label")


def _mg(number: str, unit: str) -> float:
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number) and unit.startswith("m"):
        value = float(re.sub(r"[.,]", "", number))  # 1.500 mg on a label is 1500 mg
    else:
        value = (
            float(number.replace(",", ".")) if number.count(",") + number.count(".") <= 1 else 0.0
        )
    return value * (1.0 if unit.startswith("m") else 1000.0)


def _amounts(flat: str, kb: Knowledge) -> tuple[float | None, float | None]:
    """Magnesium itself and mass of salt, as far as the words around each amount tell [mg]."""
    element: float | None = None
    salt: float | None = None
    last = 0
    found = list(_AMOUNT.finditer(flat))
    for place, match in enumerate(found):
        before = flat[last : match.start()]
        until = found[place + 1].start() if place + 1 < len(found) else len(flat)
        after = re.split(r"[,;.(]", flat[match.end() : min(until, match.end() + 40)])[0]
        last = match.end()
        value = _mg(match.group(1), match.group(2))
        if value <= 0 or not _about_magnesium(before, after, flat):
            continue
        named_after = recognise_form("magnesium " + after, kb) if after.strip() else None
        named_before = recognise_form(before, kb)
        if (
            _FROM_SALT.search(before)
            or _SAYS_ELEMENT.search(before)
            or (
                re.match(
                    r"\s*(?:elementa\w+|zuiver|magnesium\s*(?:\(|$|per|a |als|uit|from|as|"
                    r"element))",
                    after,
                )
            )
        ):
            element = element if element is not None else value
        elif named_after or named_before:
            salt = salt if salt is not None else value
        elif "magnesium" in before or re.match(r"\s*magnesium\b", after):
            if value <= _MOST_PLAIN_MG:
                element = element if element is not None else value
            else:
                salt = salt if salt is not None else value
        elif salt is None and element is None:
            salt = value
    return element, salt


_OTHER_MINERAL = re.compile(
    r"\b(?:zink|zinc|ijzer|iron|calcium|kalium|potassium|vitamin\w*|selenium|taurine?|b6|"
    r"d3)\b[^,;]*$"
)


def _about_magnesium(before: str, after: str, flat: str) -> bool:
    return not _OTHER_MINERAL.search(before) and not re.match(
        r"\s*(?:zink|zinc|vitamin|calcium|kalium|potassium|taurine\b|b6)", after
    )


def _settled(
    amount: float, as_salt: Interval | None, stated: float | None, nrv_mg: float | None
) -> Literal["elemental", "salt", "unknown"]:
    """A printed share, or too large a mass, tells whether salt or element was weighed."""
    if amount > _MOST_PLAIN_MG and as_salt is not None:
        return "salt"
    if stated is None or nrv_mg is None:
        return "unknown"
    implied = stated * nrv_mg
    if abs(implied - amount) <= max(5.0, 0.05 * amount):
        return "elemental"
    if as_salt is not None and as_salt.low * 0.93 <= implied <= as_salt.high * 1.07:
        return "salt"
    return "unknown"


def _stated_share(flat: str) -> float | None:
    for match in _PERCENT.finditer(flat):
        tail = flat[match.end() : match.end() + 16]
        if re.match(r"\s*(?:elementa|magnesium|zuiver|van het zout|of the salt)", tail):
            continue
        value = float(match.group(1).replace(",", ".")) / 100
        if 0 < value <= 10:
            return value
    return None


def _label_value_mg(kb: Knowledge) -> float | None:
    record = kb.label_values.get("eu-nrv")
    return record.value.value if record else None


def _upper_level(kb: Knowledge) -> tuple[float | None, str]:
    """The lowest upper level for supplements and the like that is set for an adult [mg/day]."""
    levels = [
        (limit.value.value, limit.value.source)
        for limit in kb.limits.values()
        if limit.nutrient == "magnesium"
        and limit.basis == "added"
        and limit.status == "set"
        and limit.group.state == "ordinary"
        and limit.group.holds(_ADULT_YEARS)
        and limit.value.value is not None
    ]
    return min(levels, default=(None, ""))


def _too_much(
    element: float | None, salt: float | None, form: str | None, kb: Knowledge
) -> list[Fact]:
    if element is None or salt is None or form is None:
        return []
    share = largest_share(form, kb)
    if share is None or element <= salt * share * _ROUNDING:
        return []
    values = {"form": form, "salt": salt, "magnesium": element, "most": salt * share}
    return [
        Fact(
            "label.too-much-for-salt",
            values,
            ("iupac-2021",),
            Severity.WARN,
            "label",
            Certainty.COMPUTED,
        )
    ]


def _per(flat: str) -> tuple[Literal["piece", "day", "unknown"], float | None, float]:
    """What the amount is counted over, pieces a day, and how many pieces "per 2 capsules" means."""
    daily = _DAILY_PIECES.search(flat)
    pieces = None
    if daily:
        word = daily.group(1) or daily.group(2)
        pieces = float(_NUMBERS.get(word, 0) or word)
    piece = _PER_PIECE.search(flat)
    if piece:
        word = piece.group(1)
        return "piece", pieces, float(_NUMBERS.get(word, 0) or word) if word else 1.0
    if _PER_DAY.search(flat):
        return "day", pieces, 1.0
    if re.search(rf"\b{_PIECE} (?:van|of|met|with|a) \d|\b\d+ ?mg (?:per )?{_PIECE}", flat):
        return "piece", pieces, 1.0
    return "unknown", pieces, 1.0


def _fitting(
    elemental_mg: float,
    per: str,
    pieces: float | None,
    of_pieces: float,
    *,
    limit: tuple[float, str],
    facts: list[Fact],
) -> int | None:
    most, source = limit
    each = elemental_mg / of_pieces
    if per == "day":
        severity = Severity.WARN if elemental_mg > most else Severity.INFO
        message = "label.day-above-limit" if elemental_mg > most else "label.day-within-limit"
        values = {"magnesium": elemental_mg, "limit": most}
        facts.append(Fact(message, values, (source,), severity, "label", Certainty.OFFICIAL))
        each = elemental_mg / pieces if pieces else 0.0
        return math.floor(most / each + 1e-9) if each > 0 else None
    fit = math.floor(most / each + 1e-9) if each > 0 else None
    if fit is None:
        return None
    message = "label.none-fits" if fit == 0 else "label.how-many-fit"
    values = {"magnesium": each, "limit": most, **({"number": fit} if fit else {})}
    severity = Severity.WARN if fit == 0 else Severity.INFO
    facts.append(Fact(message, values, (source,), severity, "label", Certainty.OFFICIAL))
    if pieces is not None:
        day = each * pieces
        over = day > most
        facts.append(
            Fact(
                "label.day-above-limit" if over else "label.day-within-limit",
                {"magnesium": day, "limit": most}, (source,),
                Severity.WARN if over else Severity.INFO, "label", Certainty.OFFICIAL,
            )
        )  # fmt: skip
    return fit
