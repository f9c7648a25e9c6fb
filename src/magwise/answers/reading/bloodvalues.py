"""Laboratory values in a question: the test, the number and the unit, exactly as written."""

import re

from magwise.answers.reading.words import folded
from magwise.person import LaboratoryResult

_UNIT = r"(mmol ?(?:/|per) ?l(?:iter|itre)?|mmol|mg ?/ ?dl|mg per dl|meq ?(?:/|per) ?l)"
_NUMBER = r"(\d{1,2}[.,]\d{1,2}|\d{1,2})"
_TEST = (
    r"(magnesium\w*|serum\w*|bloedwaarde|waarde|spiegel|level|bloedtest|blood test|uitslag|"
    r"result|mg|kalium|potassium|calcium|creatinine)"
)
_WITH_UNIT = re.compile(rf"{_NUMBER} ?{_UNIT}\b")
_BARE = re.compile(
    rf"\b{_TEST}\b[^.?!\d]{{0,40}}?(?<![\d,.]){_NUMBER}(?![\d]|[.,]\d| ?(?:mg|g\b|gram|liter|"
    rf"litre|l\b|%|procent|"
    r"per ?cent|uur|hour|week|dag|day|jaar|year|keer|times|tablet|pil|capsul|kg|kilo|km|ml|x\b))"
)
_VALUE_FIRST = re.compile(
    r"(?<![\d.,])(\d[.,]\d{1,2}) (?:voor|for) (?:mijn |my )?magnesium|"
    r"(?<![\d.,])(0[.,][4-9]\d?|1[.,][0-2]\d?)(?= (?:is )?(?:een )?(?:normaal|normale|normal|prima|"
    r"goed|fine|ok|te laag|te hoog|too low|too high|low\b|high\b|laag|hoog)[^.?!]*"
    r"(?:magnes|\b0[.,]\d|$))"
)
_RANGE = re.compile(
    r"(?:range|referentie\w*|reference\w*|bereik|grenzen|normaalwaarden?|ref\b)[^.?!\d]{0,20}"
    r"(\d[.,]\d{1,2}) ?(?:-|–|tot|to|en|and) ?(\d[.,]\d{1,2})"
)
# "went from 0.70 to 0.78": the latest counts
_FROM_TO = re.compile(
    r"(?:van|from) (?:0[.,][3-9]\d?|1[.,][0-5]\d?) (?:\w+ ){0,2}(?:naar|tot|to) "
    r"(0[.,][3-9]\d?|1[.,][0-5]\d?)(?![\d.,]\d)(?! ?(?:g|mg|kg|l|liter|km|uur|hours?)\b)"
)
_MINE = re.compile(
    r"\b(?:mine|de mijne|mijne|die van mij) (?:is|was) (0[.,][3-9]\d?|1[.,][0-5]\d?)(?![\d.,]\d)"
)
_NOW = re.compile(
    r"(?<![\d.,])(?:0[.,][3-9]\d|1[.,][0-5]\d)(?!\d).{0,60}\b(?:nu|now|inmiddels|daarna|"
    r"laatst\w*|latest)\b[^.?!]{0,60}?(?<![\d.,])(0[.,][3-9]\d|1[.,][0-5]\d)"
    r"(?!\d| ?(?:mg|g|kg|l|km)\b)"
)
_IN_BRACKETS = re.compile(
    r"magnes.{0,60}(?:low|high|laag|hoog|gemeten|result|uitslag|level|waarde)[^.?!]{0,20}"
    r"\((0[.,][3-9]\d?|1[.,][0-5]\d?)\)"
)
_BLOOD = re.compile(
    r"bloed|blood|serum|spiegel|level|waarde|uitslag|result|\blab|test|geprikt|gemeten|measured|"
    r"checked|gecontroleerd|"
    r"\b(?:mine|de mijne|die van mij|mijne) (?:is|was)|"
    r"mijn magnesium (?:is|was)|my magnesium (?:is|was)|magnesium (?:is|was|van|of|at|came|:)|"
    r"magnesium \d[.,]\d|\bmg (?:is |was |of |van |= ?|: ?)?0[.,]\d"
)
_NOT_SERUM = (
    ("red-cell", re.compile(r"\brbc\b|erytrocyt|erythrocyt|rode bloedcel|red (?:blood )?cell")),
    ("urine-24h", re.compile(r"urine")),
)
_OTHER = re.compile(r"\b(kalium|potassium|calcium|creatinine)\b[^.?!]{0,20}$")
_TESTS = {"kalium": "potassium", "potassium": "potassium", "calcium": "calcium",
          "creatinine": "creatinine"}  # fmt: skip
_NEAR = 70  # letters around a value that tell where it was measured
_MOST_MMOL = 5.0
_MOST = 12.0  # above this a bare number is no magnesium value in any unit


def laboratory_values(question: str) -> tuple[LaboratoryResult, ...]:
    """Laboratory values that a question holds; a missing unit stays missing and is asked back.

    Examples
    --------
    >>> [(one.test, one.value, one.unit) for one in laboratory_values("mijn magnesium is 0,68")]
    [('magnesium', 0.68, None)]
    """
    whole = folded(question)
    own = _RANGE.search(whole)
    flat = whole[: own.start()] + whole[own.end() :] if own else whole
    limits = (_value(own.group(1)), _value(own.group(2))) if own else (None, None)
    found = []
    for hit in _WITH_UNIT.finditer(flat):
        if hit.group(2) == "mmol" and _value(hit.group(1)) > _MOST_MMOL:
            continue  # an amount of a product, not of a litre of blood
        other = _OTHER.search(flat[: hit.start()])
        test = _TESTS[other.group(1)] if other else _kind(flat, hit.start())
        found.append(
            LaboratoryResult(
                test=test,
                value=_value(hit.group(1)),
                unit=_unit(hit.group(2)),
                range_low=limits[0],
                range_high=limits[1],
            )
        )
    first = _VALUE_FIRST.search(flat)
    if not found and first:
        return (
            LaboratoryResult(
                test=_kind(flat, first.start()), value=_value(first.group(1) or first.group(2))
            ),
        )
    bracketed = _IN_BRACKETS.search(flat)
    if not found and bracketed:
        return (
            LaboratoryResult(test=_kind(flat, bracketed.start()), value=_value(bracketed.group(1))),
        )
    if found or not _BLOOD.search(flat):
        return tuple(found[:3])
    latest = _MINE.search(flat) or _FROM_TO.search(flat) or _NOW.search(flat)
    if latest:
        return (LaboratoryResult(test=_kind(flat, latest.start()), value=_value(latest.group(1))),)
    bare = _BARE.search(flat)
    if bare is None or bare.group(1) in _TESTS:
        return ()
    value = _value(bare.group(2))
    decimal = "," in bare.group(2) or "." in bare.group(2)
    if not decimal or not 0 < value <= _MOST:
        return ()
    return (LaboratoryResult(test=_kind(flat, bare.start()), value=value),)


def _kind(flat: str, at: int) -> str:
    """Where magnesium was measured; in serum unless the words around the value say otherwise."""
    near = flat[max(0, at - _NEAR) : at + _NEAR]
    return next((test for test, words in _NOT_SERUM if words.search(near)), "magnesium")


def _value(written: str) -> float:
    return float(written.replace(",", "."))


def _unit(written: str) -> str:
    plain = written.replace(" ", "").replace("per", "/")
    if plain.startswith("mmol"):
        return "mmol/L"
    return "mg/dL" if plain.startswith("mg") else "mEq/L"
