"""What belongs beside a named medicine: no interaction known, and the essence of its group."""

import re

from magwise.answers.asked import Asked, fact, judged
from magwise.answers.reading.words import folded
from magwise.answers.records import STOPPING
from magwise.core.facts import Certainty, Fact
from magwise.knowledge.medicines import recognise

_JUDGEMENT = ("magwise-judgement",)
_PAIN = re.compile(r"pijn|kramp|pain|ache|aching|sore|cramp|weak|slap")
# The first letters of an ATC code, and what is said of that group.
_OF_GROUP = (
    (("A02BC",), "answer.acid-blocker-keep"),
    (("G03A", "G03H"), "answer.the-pill"),
    (("C03A", "C03B", "C03C"), "answer.water-tablet-first"),
    (("B01",), "answer.blood-thinner"),
    (("N05AN",), "answer.lithium"),
    (("N05B", "N05C"), "answer.sleeping-pill"),
    (("A10A", "A10BA", "A10BB", "A10BD", "A10BG", "A10BH", "A10BK"), "answer.diabetes-medicine"),
    (("A10BJ", "A10BX16"), "answer.stomach-slowed"),
    (("C02", "C07", "C08", "C09"), "answer.medicine-kidneys-first"),
    (("N06A", "N02BF", "N03", "N05AA", "N05AB", "N05AH", "N05AX", "N06B"), "answer.keep-taking"),
)
# With these the doctor is asked first, though no rule is about them.
_ASK_FIRST = (
    (("C01B", "C07AA07"), "answer.heart-rhythm-medicine"),
    (("L01", "L04"), "answer.specialist-medicine"),
)
# A kind of medicine that nobody named: which one it is decides.
_OF_KIND = {
    "water-tablet": "answer.which-water-tablet",
    "blood-pressure-tablet": "answer.pressure-tablet-kind",
    "laxative": "answer.which-laxative",
    "antibiotic": "answer.which-antibiotic",
}
_STATIN = "C10AA"
ACID_BLOCKERS = ("A02BC",)
_SIGNS = re.compile(
    r"cramp|kramp|twitch|tril|tingl|tintel|palpit|hartklop|overslaan|tired|moe\b|fatigue|weak|slap|"
    r"shak|spasm|numb"
)
_LOWERS = re.compile(
    r"deplet|lowers?\b|lowering|drain|\brobs?\b|steal|use up|strip|verla(?:gen|agt)|uitput|onttrek|"
    r"verbruik|wegvang|roof|te weinig magn|tekort"
)
_QUITS = re.compile(r"\bstop|\bquit|come off|come of\b|afbouw|minder\w* met|laten staan")
_BY_DEFAULT = "medicine.default-gap"


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
    groups = [one.atc_codes for one in matches]
    spoken = {str(one.values.get("medicine")) for one in facts}
    by_default = {str(one.values["medicine"]) for one in facts if one.id == _BY_DEFAULT}
    unspoken = {
        one.candidates[0].id
        for one in matches
        if one.status == "recognised" and one.candidates and one.candidates[0].id not in spoken
    }
    first = tuple(key for begins, key in _ASK_FIRST if all_of(begins, groups))
    left_out = {_BY_DEFAULT}
    if {one.id for one in facts} <= {_BY_DEFAULT, "ask.medicine-which"}:
        left_out.add("ask.medicine-which")  # whichever it is, no rule is about it
    found = [one for one in facts if one.id not in left_out]
    without_rule = tuple(sorted(by_default | unspoken))
    if without_rule and not first:
        if _LOWERS.search(folded(asked.question)):
            found.append(
                fact(asked, "answer.not-known-to-lower", _JUDGEMENT, Certainty.JUDGEMENT,
                     medicines=without_rule)
            )  # fmt: skip
        found.append(
            fact(asked, "answer.no-known-interaction", _JUDGEMENT, Certainty.JUDGEMENT,
                 medicines=without_rule)
        )  # fmt: skip
    kinds = dict.fromkeys(one.group for one in matches if one.group in _OF_KIND)
    # the reason of the strictest is not true of the others, so the kinds are told apart instead
    told = {one.words for one in matches if one.group in kinds}
    found = [
        one
        for one in found
        if one.values.get("medicine") not in kinds and one.values.get("words") not in told
    ]
    depends = [judged(asked, _OF_KIND[one]) for one in kinds if one is not None]
    keys = (*first, *_apart(tuple(found)), *_notes(groups, asked))
    return (*depends, *found, *(judged(asked, key) for key in keys))


def _apart(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """What hours between mean: it can go together, and a course is finished."""
    said = {one.id for one in facts}
    if any(one.severity in STOPPING for one in facts):
        return ()
    if "medicine.separate-pause" in said:
        return ("answer.finish-course",)
    together = said & {"medicine.separate", "medicine.separate-evening"}
    return ("answer.apart-is-fine",) if together else ()


def all_of(begins: tuple[str, ...], groups: list[tuple[str, ...]]) -> bool:
    """Whether one of the named medicines is of a group, whichever of its codes holds."""
    return any(codes and all(code.startswith(begins) for code in codes) for codes in groups)


def _notes(groups: list[tuple[str, ...]], asked: Asked) -> tuple[str, ...]:
    keys = [key for begins, key in _OF_GROUP if all_of(begins, groups)]
    if all_of((_STATIN,), groups) and _PAIN.search(folded(asked.question)):
        keys.append("answer.statin-pain")
    if all_of(ACID_BLOCKERS, groups) and _SIGNS.search(folded(asked.question)):
        keys.append("answer.acid-blocker-signs")
    if _QUITS.search(folded(asked.question)) and "answer.acid-blocker-keep" not in keys:
        keys.append("answer.keep-taking")
    return tuple(dict.fromkeys(keys))
