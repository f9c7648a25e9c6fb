"""What a physician, pharmacist or dietitian who asks about a patient hears first."""

import re
from dataclasses import replace

from magwise.answers.arithmetic.working_out import ENOUGH_EGFR
from magwise.answers.asked import Asked, fact
from magwise.answers.bloodreading import LEAST_MMOL, magnesium_values
from magwise.answers.medicines.medicine_notes import ACID_BLOCKERS, all_of
from magwise.answers.reading.words import folded
from magwise.answers.records import Answer
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.medicines import recognise

_WHO = (
    r"(?:huisarts|arts|dokter|internist|apotheker|apothekersassistente?|dietist(?:e)?|"
    r"verpleegkundige|praktijkondersteuner|poh(?:[- ]\w+)?|fysiotherapeut|sportarts|nefroloog|"
    r"geriater|cardioloog|verloskundige|gp|general practitioner|doctor|physician|pharmacist|"
    r"dietitian|dietician|nutritionist|nurse|practice nurse|midwife|registrar|nephrologist)"
)
_PROFESSIONAL = re.compile(
    rf"\b(?:als|as an?|ik ben|i am an?|i'm an?|wij zijn|we are) (?:\w+ ){{0,2}}{_WHO}\b|"
    rf"^{_WHO} ?[:,;-]|\b(?:huisartsen|verpleeghuis|dietisten)praktijk\b|"
    rf"\b{_WHO} (?:hier|here|query|question)\b|\b(?:vraag (?:van|als)|question from) (?:een |an? )?"
    rf"{_WHO}\b|\b(?:my|our|mijn|onze) (?:\w+ )?(?:patient(?:e|en|s)?|client(?:e|en|s)?)\b|"
    r"\b(?:patient(?:e)?|client(?:e)?) (?:van mij|of mine|in mijn|on my|with|met|van \d|"
    r"krijgt|gebruikt|neemt|taking|takes|discharged|starting|aged)\b|"
    r"\b(?:a|een) patient(?:e)?(?:'s)?\b"
)
_AS_PATIENT = re.compile(
    r"\b(?:ik ben|ik als|als|i am|i'm|as) (?:\w+ ){0,2}(?:\w*patient|client)(?:e)?\b"
)
_STOMA = re.compile(r"stoma\b|ileosto|colosto|jejunosto|short bowel|kort(?:e)? darm|high[- ]output")
_LAXATIVE = re.compile(
    r"magnesium ?(?:hydroxi|oxi)\w*.{0,60}(?:constipat|obstipat|verstop|laxe|laxa)|"
    r"(?:constipat|obstipat|verstop|laxe|laxa).{0,60}magnesium ?(?:hydroxi|oxi)|"
    r"milk of magnesia|magnesiamelk"
)
_DIURETICS = ("C03A", "C03B", "C03C", "C03EA", "C03EB")
_SEVERE_MMOL = 0.50  # as the NHS specialist pharmacy service has it
_KIDNEY, _BOWEL = ("smpc-magnaspartate", "magwise-judgement"), ("bsg-2006-short-bowel",)
_OXIDE = ("pmda-2015-magnesium-oxide",)
_ACID = ("fda-2011-ppi", "magwise-judgement")
_LOW = ("sps-nhs-hypomagnesaemia", "ntvg-2002-hypomagnesaemia")


def is_professional(question: str) -> bool:
    """Whether somebody asks as a professional, or about a patient or client of theirs.

    Examples
    --------
    >>> is_professional("As a GP I see many people on omeprazole")
    True
    >>> is_professional("My GP put me on omeprazole")
    False
    """
    flat = folded(question)
    hit = _PROFESSIONAL.search(flat)
    return hit is not None and not _AS_PATIENT.search(flat)


def for_professional(found: Answer, asked: Asked) -> Answer:
    """The answer with the professional's part in front, where there is one.

    What follows it stays written for the patient, and says so.
    """
    child = asked.said.child or asked.profile.is_adult is False  # these sentences are on adults
    if child or not is_professional(asked.question) or found.kind in ("emergency", "abstain"):
        return found
    first = _first(asked)
    if not first:
        return found
    below = fact(asked, "answer.pro-below", ("magwise-judgement",), Certainty.JUDGEMENT)
    rest = tuple(one for one in found.blocked_by if one.id != "answer.for-another")
    return replace(found, blocked_by=(*first, below, *rest))


def _first(asked: Asked) -> tuple[Fact, ...]:
    found = []
    low = _low_value(asked)
    if low is not None:
        key = "answer.pro-very-low" if low < _SEVERE_MMOL else "answer.pro-low"
        found.append(fact(asked, key, _LOW, Certainty.OFFICIAL, mmol=low))
    codes = [recognise(one, asked.kb).atc_codes for one in asked.said.medicines]
    if all_of(ACID_BLOCKERS, codes):
        found.append(fact(asked, "answer.pro-acid-blocker", _ACID, Certainty.OFFICIAL))
    if all_of(_DIURETICS, codes):
        found.append(fact(asked, "answer.pro-diuretic", _LOW, Certainty.OFFICIAL))
    egfr = asked.profile.egfr
    if egfr is not None and egfr < ENOUGH_EGFR:
        found.append(fact(asked, "answer.pro-kidney", _KIDNEY, Certainty.JUDGEMENT, egfr=egfr))
    if _LAXATIVE.search(folded(asked.question)):
        found.append(fact(asked, "answer.pro-laxative", _OXIDE, Certainty.OFFICIAL))
    if _STOMA.search(folded(asked.question)):
        found.append(fact(asked, "answer.pro-stoma", _BOWEL, Certainty.OFFICIAL))
    return tuple(found)


def _low_value(asked: Asked) -> float | None:
    """A magnesium value below the usual range [mmol/L]; other units are not read here."""
    return next((one.value for one in magnesium_values(asked) if one.value < LEAST_MMOL), None)
