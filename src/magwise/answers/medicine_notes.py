"""What belongs beside a named medicine: no interaction known, and the essence of its group."""

import re

from magwise.answers.asked import Asked, fact
from magwise.answers.words import folded
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.medicines import recognise

_JUDGEMENT = ("magwise-judgement",)
_PAIN = re.compile(r"pijn|kramp|pain|ache|aching|sore|cramp|weak|slap")
# The first letters of an ATC code, and what is said of that group.
_OF_GROUP = (
    (("G03A", "G03H"), "answer.the-pill"),
    (("C03A", "C03B", "C03C"), "answer.water-tablet-first"),
    (("B01",), "answer.blood-thinner"),
    (("N05B", "N05C"), "answer.sleeping-pill"),
    (("A10",), "answer.diabetes-medicine"),
    (("A10BJ", "A10BX16"), "answer.stomach-slowed"),
    (("C02", "C07", "C08", "C09"), "answer.medicine-kidneys-first"),
    (("N06A", "N03", "N05A", "N06B"), "answer.keep-taking"),
)
_STATIN = "C10AA"


def with_notes(facts: tuple[Fact, ...], words: tuple[str, ...], asked: Asked) -> tuple[Fact, ...]:
    """The facts on named medicines with what is known of their groups.

    Medicines that no rule is about are taken together in one sentence: no direct interaction is
    known, and the pharmacist has the last word.

    Parameters
    ----------
    words
        The medicines as the question or the profile names them.
    """
    matches = [recognise(one, asked.kb) for one in words]
    known = [one for one in matches if one.status == "recognised" and one.candidates]
    spoken = {str(one.values.get("medicine")) for one in facts if one.id != "medicine.default-gap"}
    without_rule = tuple(
        dict.fromkeys(one.candidates[0].id for one in known if one.candidates[0].id not in spoken)
    )
    kept = tuple(one for one in facts if one.id != "medicine.default-gap" or not without_rule)
    found = list(kept)
    if without_rule:
        found.append(
            fact(asked, "answer.no-known-interaction", _JUDGEMENT, Certainty.JUDGEMENT,
                 medicines=without_rule)
        )  # fmt: skip
    codes = tuple(code for one in known for code in one.atc_codes)
    found += [fact(asked, key, _JUDGEMENT, Certainty.JUDGEMENT) for key in _notes(codes, asked)]
    return tuple(found)


def _notes(codes: tuple[str, ...], asked: Asked) -> tuple[str, ...]:
    keys = [key for begins, key in _OF_GROUP if any(code.startswith(begins) for code in codes)]
    statin = any(code.startswith(_STATIN) for code in codes)
    if statin and _PAIN.search(folded(asked.question)):
        keys.append("answer.statin-pain")
    return tuple(dict.fromkeys(keys))
