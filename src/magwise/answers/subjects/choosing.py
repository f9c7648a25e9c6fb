"""Which subject a question is about: the concepts in it, then the likeness of words."""

import re
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from magwise.answers.reading.particulars import EATEN, Particulars
from magwise.answers.refusing.overdose import much_at_once
from magwise.answers.subjects.aspects import ASPECTS, asks_aspect
from magwise.answers.subjects.combinations import combinations
from magwise.answers.subjects.concepts import Reading
from magwise.answers.subjects.frames import tells_own_experience
from magwise.answers.subjects.index import Match
from magwise.knowledge.schema.claim import Topic
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# How much a concept tells about the subject, by its kind.
WEIGHTS = {"anchor": 0.5, "subject": 3.0, "form": 2.6, "circumstance": 2.0, "intent": 2.0}
WEAK_WEIGHT = 0.7
ASKED_WEIGHT = 1.4  # of a concept in the sentence that asks
STORY_WEIGHT = 0.5  # of a concept in the story around a question that names its own subject
MOMENT_SHARE = 0.4  # of "after training" as a question about the time, beside a complaint
RELATED_SHARE = 0.3  # of the weight of concepts that fit the subject in another combination
WORD_WEIGHT = 1.0  # of the likeness of words [0-1] beside the concepts
# What together is asked of a product: in this place that is magnesium.
_IMPLYING = tuple(
    frozenset(pair.split())
    for pair in (
        "form-word absorb", "form-word diarrhoea", "form-word recommend", "form-word take",
        "duration take", "duration feel", "duration symptom", "when take", "when feel",
        "upper take", "too-much take", "food-rich most", "sweat how-much", "water most",
        "side-effects take", "diarrhoea take", "test symptom", "brand take", "skin-product help",
        "athlete need", "absorb hinder", "coffee absorb", "phytate food-rich", "phytate help",
        "contains food-rich more", "brand recommend", "good-source water", "good-source food-rich",
        "how-much food-line rich-food", "diarrhoea did-it-work", "upper supplement",
        "whole-grain more", "whole-grain difference", "not-daily", "per-weight take",
        "per-weight dose", "too-much food-rich", "contains food-line how-much", "label kidney",
        "country need", "studies athlete", "studies exercise", "form-word kidney",
    )
)  # fmt: skip
_CAUTIOUS = frozenset(("children", "kidney", "pregnancy-supplement"))
_TELLING = frozenset(("subject", "form", "intent"))
_LEAST_LETTERS = 3
_WEIGHTS = frozenset(("gram", "grams", "kilo"))
# Food or a product, beside a complaint, is mostly the means and not what is asked.
MEANS_WEIGHT = 2.5
_MEANS = frozenset(("food-sources", "food-or-supplement", "quality"))
_FOOD_ASKED = frozenset(("where-from", "most", "contains", "how-much", "food-or-pill", "brand"))
_FURTHER = 2  # subjects beside the first one
_OF_RESULTS = frozenset(("no-effect", "does-it-work"))
_COMPLAINTS = frozenset(
    ("cramp", "sleep", "migraine", "blood-pressure", "soreness", "mood", "stress", "fatigue", "pms",
     "restless-legs", "heart", "period", "blood-sugar", "recovery", "performance", "constipation")
)  # fmt: skip
# Set on the tuning parts of ``validation/questions``.
LEAST_TOTAL = 2.9  # of concepts and words together
LEAST_SECOND = 3.0  # of a second subject in the same question
# Subjects that could be about anything unless the question names magnesium.
GENERIC = frozenset(
    ("need", "upper-level", "label", "food-content", "food-sources", "timing", "quality",
     "best-form", "duration", "splitting", "absorption", "too-much", "muscle-and-nerve", "water",
     "protein-need", "prevention", "children", "muscle-mass", "fat-burning", "refined-food",
     "storage", "performance", "vitamin-d", "brain", "teeth", "side-effects", "inflammation",
     "mood", "stress", "dna", "heart-rhythm", "heart-attack", "blood-sugar", "blood-pressure",
     "bones", "caffeine-alcohol", "sweat", "oxygen", "electrolytes", "thirst", "kidney",
     "medicines", "pregnancy-supplement", "pregnancy-need", "older-people", "athletes-need",
     "food-or-supplement", "risk-groups", "western-intake", "soil", "energy", "migraine", "pms",
     "menstrual-cramps", "laxative", "recovery", "fatigue", "skin", "endurance-hourly",
     "blood-test", "deficiency-signs")
)  # fmt: skip
_FORMS = frozenset(("citrate", "oxide", "bisglycinate", "other-form", "threonate"))
PRODUCTS = _FORMS | {"zma", "magnesia", "magnesium-medicine"}  # each holds magnesium
_HOLDING = PRODUCTS | {"deficient"}  # beside a medicine these still mean magnesium
_READ_FIGURES = {
    "food-line": "subject", "lab-value": "subject", "form-amount": "subject",
    "two-forms": "subject", "label-share": "subject",
    "named-medicine": "subject", "conversion": "subject", "sum": "intent",
    "from-magnesium": "intent", "amount": "intent", "child": "intent", "own-story": "intent",
}  # fmt: skip
# Asked about a product without naming magnesium: in this place it can only be that.
_OURS = frozenset(
    ("dose", "two-forms", "form-amount", "adh", "lab-value", "oxide", "citrate", "bisglycinate",
     "other-form", "threonate", "deficient", "how-low", "supplement", "upper", "split",
     "food-or-pill", "conversion", "label-value", "label-share", "multivitamin", "elemental",
     "stearate", "zma", "magnesia", "magnesium-medicine")
)  # fmt: skip

# "Morning or bedtime?", "which form?": asked here, a few words on taking are about magnesium.
_ON_TAKING = frozenset(
    ("when", "best-time", "moment", "form-word", "brand", "side-effects", "duration", "need")
)
_WITH_THEM = frozenset(
    ("food-rich", "take", "help", "daily", "dose", "night", "how-much", "percent", "gut-word",
     "supplement", "better", "best", "safe", "too-much", "permission")
)  # fmt: skip
_FEW_WORDS = 6

# Words that come along with nearly any subject.
_COMMON = frozenset(
    ("food-rich", "label", "supplement", "elemental", "claim-word", "mineral", "electrolytes")
)
# "A safe amount for my mother, who is on indapamide": of magnesium, not of the medicine.
_BESIDE_MEDICINE = re.compile(
    r"\b(?:is|am|i'm|she's|he's) on\b|"
    r"\b(?:die|en|and|who|ik|i|she|he|ze|hij) (?:\w+ )?(?:slikt?|gebruikt?|neemt|takes?|uses?)\b"
)
_DOSE_OF = re.compile(r"\b(?:dose|dosage|dosis|dosering) (?:of|van)\b")
_UNITS = frozenset(("an hour", "per hour", "per uur"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A subject with the concepts that led to it, and how well it fits [0-1].

    ``why`` names the combination of concepts that chose it.
    """

    topic: Topic
    score: float
    total: float
    why: str
    used: frozenset[str] = frozenset()


def choices(
    reading: Reading, said: Particulars, matches: list[Match], person: Profile, kb: "Knowledge"
) -> list[Choice]:
    """The subjects that fit a question well enough, best first; empty when none does.

    Parameters
    ----------
    matches
        What the search by words found; it decides between subjects that fit as well.
    """
    present = _present(reading, said, person, kb)
    named = "magnesium" in present
    words = {match.topic: match for match in matches}
    found: list[Choice] = []
    for topic in kb.topics.values():
        if topic.id in GENERIC and not named:
            continue
        best = _best(topic, present, reading, kb)
        if best is None:
            continue
        total, line, used = best
        likeness = words[topic.id].score if topic.id in words else 0.0
        total += WORD_WEIGHT * min(1.0, likeness)
        if topic.id in _MEANS and not _FOOD_ASKED & used and _COMPLAINTS & reading.asked:
            total -= MEANS_WEIGHT  # "does eating more of it lower my blood pressure?"
        vague = not any(_kind(one, kb) in _TELLING for one in used)
        if total >= LEAST_TOTAL and not (vague and topic.id not in _CAUTIOUS and _unread(reading)):
            found.append(Choice(topic, min(1.0, total / 6.0), total, line, used))
    found.sort(key=lambda choice: (-choice.total, choice.topic.id))
    return found


def _is_short(reading: Reading) -> bool:
    return (
        len(reading.words) <= _FEW_WORDS
        and not reading.strange
        and bool(reading.concepts & _ON_TAKING)
        and reading.concepts <= _ON_TAKING | _WITH_THEM
    )


def _unread(reading: Reading) -> bool:
    """Whether a word stands in the question that may be what it is really about."""
    return any(
        len(word) > _LEAST_LETTERS and word.isalpha() and word not in _WEIGHTS
        for word in reading.strange
    )


def _present(
    reading: Reading, said: Particulars, person: Profile, kb: "Knowledge"
) -> dict[str, float]:
    """Every concept of the question with its weight; what was read as a figure joins them."""
    told = any(_kind(one, kb) in ("subject", "form") for one in reading.asked)
    around = STORY_WEIGHT if told else 1.0
    present = {
        concept: ASKED_WEIGHT if concept in reading.asked else around
        for concept in reading.concepts
    }
    words = " ".join(reading.words)
    if said.eats:  # what is eaten, not what is only named: "no nuts" is no nuts
        present = {one: weight for one, weight in present.items() if one not in EATEN}
        present |= dict.fromkeys(said.eats, ASKED_WEIGHT)
    virtual = {
        "own-story": not said.laboratory and tells_own_experience(words),
        "accident": much_at_once(words),
        "age": said.age_years is not None,
        "child": said.child,
        "amount": said.amount_mg is not None and not said.forms,
        "form-amount": said.amount_mg is not None and bool(said.forms),
        "two-forms": len(said.forms) > 1 or len(reading.concepts & _FORMS) > 1,
        "named-medicine": bool(said.medicines),
        "food-line": said.food is not None and not said.eats,
        "lab-value": bool(said.laboratory),
        "kidney": said.egfr is not None or bool(said.kidney_disease),
        "conversion": said.conversion is not None,
        "sum": said.added_up,
        "quit": said.asks_quitting,
        "from-magnesium": said.from_magnesium,
        "label-share": said.label_share is not None,
        "pregnant": said.pregnant,
        "breastfeeding": said.breastfeeding,
        "older": said.age_years is not None and said.age_years >= 65,
    }
    gone = {"child": True, "kidney": said.healthy_kidneys, "older": said.child}  # "at her age"
    for concept, holds in virtual.items():
        if holds:
            present.setdefault(concept, ASKED_WEIGHT)
        elif gone.get(concept):
            present.pop(concept, None)
    if said.quits_magnesium:  # then it is no medicine that is stopped
        present.pop("quit", None)
        present.pop("replace", None)
    if "cramp" in present:
        _persons_cramp(present, person)
    if "moment" in present:
        share = MOMENT_SHARE if _complains_elsewhere(reading) else 1.0
        present.setdefault("when", share * present["moment"])
    other = {"medicine", "named-medicine"} & set(present)
    ours = (
        bool(set(present) & _OURS)
        or said.amount_mg is not None
        or reading.refers
        or (said.egfr is not None and bool({"dose", "take", "permission"} & set(present)))
        or ("need" in present and said.age_years is not None)
        or {"too-much", "take"} <= present.keys()
        or (not _unread(reading) and any(pair <= present.keys() for pair in _IMPLYING))
        or _is_short(reading)
        or ("form-word" in present and bool(_COMPLAINTS & set(present)) and not _unread(reading))
    )
    asked_dose = {"upper", "dose"} & present.keys() and not _DOSE_OF.search(words)
    beside = asked_dose and _BESIDE_MEDICINE.search(words)
    if ours and (not other or reading.refers or beside or set(present) & _HOLDING):
        present.setdefault("magnesium", 1.0)
    return present


def _complains_elsewhere(reading: Reading) -> bool:
    """Whether a complaint stands beside a moment: "sore after training", not "before sleeping"."""
    moments = [one for one in reading.found if one.concept == "moment"]
    return any(
        one.concept in _COMPLAINTS
        and not any(at.first <= one.first and one.last <= at.last for at in moments)
        for one in reading.found
    )


def _persons_cramp(present: dict[str, float], person: Profile) -> None:
    """Somebody who asks about cramps means the cramps they have."""
    complaints = {one.id for one in person.complaints or ()}
    if person.pregnant:
        present.setdefault("pregnant", 1.0)
    if "night" in present or "exercise" in present:
        return
    if "cramps-exercise" in complaints and "cramps-night" not in complaints:
        present["exercise"] = 1.0
    elif "cramps-night" in complaints and "cramps-exercise" not in complaints:
        present["night"] = 1.0


def _best(
    topic: Topic, present: dict[str, float], reading: Reading, kb: "Knowledge"
) -> tuple[float, str, frozenset[str]] | None:
    """The combination of a subject that fits best, with what it weighs."""
    best: tuple[float, str, frozenset[str]] | None = None
    lines = combinations(topic)
    related = {one for line in lines for group in line.needed for one in group} & present.keys()
    for line in lines:
        if any(one in present for one in line.absent):
            continue
        used = [next((one for one in group if one in present), None) for group in line.needed]
        if any(one is None for one in used):
            continue
        keys = frozenset(one for one in used if one is not None)
        total = line.bonus + fsum(_weight(one, present, kb) for one in keys)
        total += RELATED_SHARE * fsum(_weight(one, present, kb) for one in related - keys)
        if best is None or total > best[0]:
            best = (total, line.line, keys)
    return best


def _weight(concept: str, present: dict[str, float], kb: "Knowledge") -> float:
    return WEIGHTS.get(_kind(concept, kb), WEAK_WEIGHT) * present[concept]


def second(found: list[Choice], reading: Reading, kb: "Knowledge") -> list[Choice]:
    """Further subjects of the same question, two at most: each must bring something of its own.

    Its words may not be those that an earlier subject was read from, and words such as "food" or
    "label" are not enough without something that is asked of them. Beside one's own experience
    only the complaint is told; a third subject must stand in the sentence that asks.
    """
    if not found:
        return []
    kept = [found[0]]
    story = "own-story" in found[0].used or found[0].topic.id.startswith("own-diet")
    of_taking = bool(found[0].used & _COMPLAINTS) or found[0].topic.id in ASPECTS
    of_taking = of_taking and not story and found[0].topic.id != "laxative"
    for one in found[1:]:
        dose_beside = found[0].topic.id == "medicines" and one.topic.id == "dose"
        if (of_taking or dose_beside) and asks_aspect(
            one.topic.id, reading.words, beside=found[0].topic.id
        ):
            kept.append(one)
            continue
        if one.total < LEAST_SECOND or (story and not one.used & _COMPLAINTS):
            continue
        if any(_kinds_shared(one, other, reading, kb) for other in kept):
            continue
        if not all(_own(one, other, reading, kb) for other in kept):
            continue
        asked = any(key in reading.asked and _kind(key, kb) in _TELLING for key in one.used)
        if len(kept) == 1 or asked:
            kept.append(one)
    return kept[1 : 1 + _FURTHER]


def _own(one: Choice, first: Choice, reading: Reading, kb: "Knowledge") -> bool:
    """Whether a subject rests on words of its own that say more than "food" or "amount"."""
    if _beside_aspect(one, first, reading):
        return True
    taken = {
        place
        for found in reading.found
        if found.concept in first.used
        for place in range(found.first, found.last + 1)
    }
    read = {found.concept for found in reading.found}
    free = {
        found.concept
        for found in reading.found
        if not taken & set(range(found.first, found.last + 1)) and found.words not in _UNITS
    }
    own = {key for key in one.used - first.used if key in free or key not in read}
    if first.topic.calculation == "label":  # the compound is what was just worked out
        own -= _FORMS
    telling = {key for key in own if _kind(key, kb) in ("subject", "form")}
    asked = any(_kind(key, kb) == "intent" for key in own)
    return bool(telling - _COMMON) or (bool(telling) and asked)


def _beside_aspect(one: Choice, first: Choice, reading: Reading) -> bool:
    """Whether the first only tells when or how for the complaint that the other is about.

    "Does it help me sleep, and when do I take it?" asks after sleep as well; "before going to
    sleep" does not.
    """
    if first.topic.id not in ASPECTS | _OF_RESULTS or one.topic.id in ASPECTS:
        return False
    moments = [found for found in reading.found if found.concept in ("moment", "when")]
    meant = {
        found.concept
        for found in reading.found
        if not any(at.first <= found.first and found.last <= at.last for at in moments)
    }
    return bool(one.used & _COMPLAINTS & meant & first.used)


def _kinds_shared(one: Choice, first: Choice, reading: Reading, kb: "Knowledge") -> bool:
    """Whether two subjects come from the same complaint or product."""
    if _beside_aspect(one, first, reading):
        return False
    shared = _as_medicine(one.used) & _as_medicine(first.used)
    return any(_kind(concept, kb) in ("subject", "form") for concept in shared)


def _as_medicine(used: frozenset[str]) -> frozenset[str]:
    """A medicine by name and the word "medicine" are the same."""
    return used | {"medicine"} if "named-medicine" in used else used


def _kind(concept: str, kb: "Knowledge") -> str:
    record = kb.concepts.get(concept)
    return record.kind if record is not None else _READ_FIGURES.get(concept, "circumstance")


def subjects_of(kb: "Knowledge") -> frozenset[str]:
    """Concepts that are a complaint, a product or what is wanted."""
    return frozenset(one.id for one in kb.concepts.values() if one.kind in _TELLING)
