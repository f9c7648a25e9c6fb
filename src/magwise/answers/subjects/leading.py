"""Which subject leads: the complaint of the story, where the question is whether it helps."""

from magwise.answers.subjects.choosing import Choice
from magwise.answers.subjects.concepts import Reading

# Asked whether it works, whatever stands around it.
_WORKS = frozenset(("help", "studies", "miracle", "why"))
_BENEFITS = frozenset(
    ("cramp", "sleep", "migraine", "blood-pressure", "soreness", "mood", "stress", "fatigue", "pms",
     "restless-legs", "heart", "period", "blood-sugar", "recovery", "performance", "bones", "brain",
     "inflammation", "muscle-mass", "testosterone", "teeth", "focus-disorder", "hot-flush")
)  # fmt: skip
# What may stand beside the complaint without being what is asked.
_AROUND = frozenset(
    ("on-prescription", "deficiency-signs", "timing", "proven", "somebody-says", "food-sources",
     "food-or-supplement", "quality", "athletes-need", "older-people", "western-intake", "dose",
     "risk-groups", "side-effects", "endurance-hourly", "sweat",
     "not-needed", "contraceptive-pill", "alcohol", "caffeine-alcohol", "medicines")
)  # fmt: skip
_OF_MOMENTS = frozenset(("timing", "dose"))  # a heart that flutters is never about the hour
_ASKED_ITSELF = frozenset(
    ("deficient", "when", "dose", "how-much", "food-rich", "on-prescription", "older", "symptom",
     "food-or-pill", "brand", "form-word", "need", "athlete", "together", "spacing")
)  # fmt: skip
_OF_STORIES = frozenset(("no-effect", "does-it-work"))
_CRAMPS_OF = frozenset(("exercise-cramps", "night-cramps", "pregnancy-cramps"))
_CRAMPS = "cramps-in-general"


def complaint_first(found: list[Choice], reading: Reading) -> list[Choice]:
    """The subjects with the complaint in front, if the question is whether magnesium helps it.

    "My husband has restless legs and wants no more prescriptions. Is there research behind it?"
    is about restless legs. What is asked for itself ("when do I take it?") stays in front.
    """
    found = _own_cramp(found)
    if found and found[0].topic.id in _OF_STORIES:
        found = [found[0], *_known_first(found[1:])]
    if found and found[0].topic.id == "cramp-causes" and {"magnesium", "help"} <= reading.asked:
        found = _known_first(found)
    if not found or found[0].used & _BENEFITS or found[0].topic.id not in _AROUND:
        return found
    asked = reading.asked
    complaint = next((one for one in found if one.used & _BENEFITS), None)
    if complaint is None:
        return found
    if "heart" in complaint.used and found[0].topic.id in _OF_MOMENTS:
        return _to_front(complaint, found)
    if not asked & _WORKS:
        return found
    beside = found[0].used & asked & _ASKED_ITSELF
    # "any benefit if you're not short of it?" asks after the benefit
    if beside and not (beside == {"deficient"} and complaint.used & _BENEFITS & asked):
        return found
    return _to_front(complaint, found)


def _to_front(one: Choice | None, found: list[Choice]) -> list[Choice]:
    return found if one is None else [one, *(other for other in found if other is not one)]


def _known_first(found: list[Choice]) -> list[Choice]:
    """What is known of cramps and magnesium before what else causes them."""
    known = (one for one in found if one.topic.id in _CRAMPS_OF | {_CRAMPS})
    return _to_front(next(known, None), found)


def _own_cramp(found: list[Choice]) -> list[Choice]:
    """The cramp somebody tells of, rather than cramps in general."""
    own = next((one for one in found if one.topic.id in _CRAMPS_OF), None)
    general = next((one for one in found if one.topic.id == _CRAMPS), None)
    if own is None or general is None or general.total < own.total:
        return found
    at = found.index(general)
    return [*found[:at], own, *(one for one in found[at + 1 :] if one is not own)]
