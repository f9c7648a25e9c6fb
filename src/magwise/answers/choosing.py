"""Which subject a question is about: the search, and what the particulars decide by themselves."""

import re
from datetime import date
from typing import TYPE_CHECKING

from magwise.answers.index import Match, index_of
from magwise.answers.particulars import Particulars
from magwise.answers.words import folded
from magwise.answers.working_out import Asked, work_out
from magwise.knowledge.schema.claim import Topic
from magwise.person import Profile

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

# Set on the tuning half of ``validation/questions``; what they give on the other half is measured.
LEAST_SCORE = 0.42
LEAST_EXPLAINED = 0.45
LEAST_EXPLAINED_ELSE = 0.6  # of a question that does not name magnesium
STRONG_SCORE = 0.7  # a question that names magnesium and fits this well may hold strange words
STRONG_EXPLAINED = 0.25
_CRAMP = re.compile(r"kramp|cramp|charley horse|spasm|seize up|seizing up")
_SPORT = re.compile(
    r"zwem|swim|hike|wandel|skat|schaats|tennis|hockey|hardlop|marathon|wedstrijd|sport|voetbal|fiets|wielren|inspanning|training|running|"
    r"\brun\b|race|football|cycl|bike|exercise|workout|kilometer|triat"
)
_NIGHT = re.compile(r"nacht|night|slaap|sleep|\bnite\b|\bbed\b|slap|liggen|nocturn|lig\b")
_RELIEF = re.compile(
    r"wat helpt|wat kan ik|wat moet ik doen|wat doe je|hoe kom ik|what (?:actually |really )?helps|"
    r"get rid|hoe stop|(?:how|what).{0,20}\bstops?\b|what (?:can|should|do) i do|"
    r"how (?:do|can) i (?:ease|relieve)"
)
_WHY = re.compile(r"hoe komt|waarom|waardoor|oorzaak|\bwhy\b|what causes|reason")
_WHAT_FOR = re.compile(
    r"goed voor|wat doet|wat is magnesium|waarom|waarvoor|what does|what is magnesium|good for|why"
)
_WHAT_DOES = re.compile(
    r"wat doet magnesium|wat is magnesium|what does magnesium do|what is magnesium|"
    r"why .*needs? magnesium|waarom .*magnesium nodig"
)
_TAKEN = re.compile(
    r"supplement|tablet|\bpil|capsule|\b(?:should|can|may|could) i take|"
    r"\b(?:moet|mag|kan|zou) ik\b.*\b(?:nemen|slikken|innemen)"
)
# Subjects that could be about anything unless the question names magnesium.
_GENERIC = frozenset(
    ("need", "dose", "upper-level", "label", "food-content", "food-sources", "timing", "quality",
     "best-form", "duration", "splitting", "absorption", "too-much", "muscle-and-nerve", "water",
     "protein-need", "prevention", "children", "muscle-mass", "fat-burning", "refined-food",
     "storage", "performance", "vitamin-d", "brain", "teeth", "side-effects", "quality",
     "inflammation", "mood", "stress")
)  # fmt: skip
_ATHLETE = re.compile(
    r"sporter|wielrenner|hardloper|triatl|atle|athlet|cyclist|runner|lifter|i train|ik train"
)
_MORE_NEEDED = re.compile(r"nodig|need|behoefte|binnenkrijg|requirement|extra|intake")
_OUR_WORDS = re.compile(r"supplement|\brda\b|\badh\b|recommended intake|aanbevolen dagelijkse")
_LIMIT = re.compile(r"maxima|bovengrens|upper|\blimit|\bmax\b")
_DOSE_WORD = re.compile(r"\bdos(?:is|ering|e|es|age)\b")
_DOSE_SUBJECTS = (
    "dose", "upper-level", "food-or-supplement", "prevention", "pregnancy-supplement", None
)  # fmt: skip
_NEED_OR_MORE = (
    "need", "athletes-need", "pregnancy-need", "pregnancy-supplement", "pregnancy-cramps",
    "food-or-supplement", None,
)  # fmt: skip
_FOOD_SUBJECTS = ("food-content", "food-sources", "refined-food", None)
_PRODUCT_SUBJECTS = (
    "food-or-supplement",
    "prevention",
    "dose",
    "upper-level",
    "too-much",
    "children",
)
# With the word cramp in the question these are about what cramps come from.
_SAID_OF_CRAMPS = (
    "blood-sugar", "older-people", "western-intake", "risk-groups", "electrolytes", "water",
    "caffeine-alcohol", "sweat",
)  # fmt: skip
_ABOUT_CRAMPS = frozenset(
    ("night-cramps", "cramps-in-general", "exercise-cramps", "pregnancy-cramps", "cramp-causes",
     "cramp-relief")
)  # fmt: skip
# What a question with the word cramp in it may be about; everything else is about cramps.
_WITH_CRAMPS = _ABOUT_CRAMPS | frozenset(
    ("menstrual-cramps", "skin", "side-effects", "quality", "children", "kidney", "dose",
     "medicines", "label", "best-form", "upper-level", "pms", "duration", "need", "blood-test",
     "electrolytes", "bisglycinate", "citrate", "oxide", "other-forms", "restless-legs")
)  # fmt: skip
_FORM_SUBJECTS = {"citrate": "citrate", "oxide": "oxide", "bisglycinate": "bisglycinate"}
_CHILD_SUBJECTS = ("children", "pregnancy-supplement", "dose", "upper-level", "need")
_AMOUNT_SUBJECTS = ("dose", "too-much", "need", None)
_FOOD_ASKED = re.compile(
    r"(?:hoeveel|how much|how many|content|gehalte).*magnesium|magnesium content"
)


def chosen(
    text: str, said: Particulars, matches: list[Match], person: Profile, kb: "Knowledge"
) -> tuple[Topic, float] | None:
    """The subject that fits, after what the particulars of the question decide by themselves."""
    flat = folded(text)
    certain = _by_particulars(flat, said, matches, person, kb)
    if certain is not None and certain in kb.topics:
        return kb.topics[certain], 1.0
    if not matches:
        return None
    named = "magn" in flat or bool(said.forms) or bool(_OUR_WORDS.search(flat))
    best = next(
        (
            one
            for one in matches
            if (one.topic != "children" or said.child)
            and (named or one.topic not in _GENERIC)
            and (one.topic not in _ABOUT_CRAMPS or _CRAMP.search(flat))
        ),
        None,
    )
    if _CRAMP.search(flat) and "magn" in flat and (best is None or best.score < STRONG_SCORE):
        return kb.topics[_person_sees("cramps-in-general", flat, person)], LEAST_SCORE
    if best is None:
        return None
    if _CRAMP.search(flat):
        named = True
    least = LEAST_EXPLAINED if named else LEAST_EXPLAINED_ELSE
    fits = best.score >= LEAST_SCORE and best.explained >= least
    strong = "magn" in flat and best.score >= STRONG_SCORE and best.explained >= STRONG_EXPLAINED
    if not (fits or strong):
        return None
    return kb.topics[_person_sees(best.topic, flat, person)], min(1.0, best.score)


def _by_particulars(
    flat: str, said: Particulars, matches: list[Match], person: Profile, kb: "Knowledge"
) -> str | None:
    about_magnesium = "magn" in flat
    best = matches[0].topic if matches else None
    if said.medicines and said.asks_together and about_magnesium:
        return "medicines"
    need_near = any(one.topic == "need" for one in matches[:2]) and not _DOSE_WORD.search(flat)
    need_asked = need_near and re.search(
        r"nodig|need|recommend|aanbevolen|adh|behoefte|requirement", flat
    )
    if said.child and not need_asked and (said.asks_dose or best in _CHILD_SUBJECTS):
        return "children"
    if said.egfr is not None and about_magnesium:
        return "kidney"
    expecting = (said.pregnant or said.breastfeeding) and not said.asks_permission
    more = about_magnesium and _MORE_NEEDED.search(flat) is not None
    if expecting and more and best in _NEED_OR_MORE:
        return "pregnancy-need"
    if (
        more
        and _ATHLETE.search(flat)
        and best in (*_NEED_OR_MORE, "exercise-cramps", "performance", "endurance-hourly")
        and not _CRAMP.search(flat)
    ):
        return "athletes-need"
    if best == "need" and _LIMIT.search(flat):
        return "upper-level"
    named_dose = best in ("need", "food-or-supplement") and (
        bool(_DOSE_WORD.search(flat)) or (said.asks_dose and bool(_TAKEN.search(flat)))
    )
    dose_like = named_dose or (
        about_magnesium
        and (
            (said.asks_dose and (best in _DOSE_SUBJECTS or matches[0].score < LEAST_SCORE))
            or (said.amount_mg is not None and not said.forms and best in _AMOUNT_SUBJECTS)
        )
    )
    nothing_else = not matches or matches[0].score < LEAST_SCORE
    if nothing_else and (about_magnesium or said.amount_mg is not None) and not said.forms:
        strange = index_of(kb).reading(flat)[1]
        if not strange and (said.asks_permission or said.amount_mg is not None):
            dose_like = True
    if said.asks_dose and best == "dose" and not index_of(kb).reading(flat)[1]:
        dose_like = True  # "what should my dose be": here that can only be magnesium
    weak = not matches or matches[0].score < STRONG_SCORE
    if weak and about_magnesium and _WHAT_DOES.search(flat):
        return "muscle-and-nerve"
    what_for = nothing_else and about_magnesium and not dose_like and _WHAT_FOR.search(flat)
    if what_for and not index_of(kb).reading(flat)[1]:
        return "muscle-and-nerve"
    if best == "food-sources" and re.search(r"opgenomen|opname|opnem|absor", flat):
        return "absorption"
    if dose_like and person.is_adult is False:
        return "children"
    if dose_like and (person.kidney_disease or (person.egfr is not None and person.egfr < 60)):
        return "kidney"
    if best == "absorption" and any(one.topic == "skin" for one in matches[:3]):
        return "skin"
    if dose_like and best not in ("upper-level", "pregnancy-supplement"):
        return "dose"
    if said.forms and said.amount_mg is not None:
        return "label"
    if _CRAMP.search(flat) and (said.pregnant or (person.pregnant and about_magnesium)):
        return "pregnancy-cramps"
    if said.pregnant and best in _PRODUCT_SUBJECTS:
        return "pregnancy-supplement"
    if (said.pregnant or said.breastfeeding) and best == "need":
        return "pregnancy-need"
    if len(said.forms) > 1 and best in (*_FORM_SUBJECTS, "other-forms", "best-form"):
        return "best-form"
    if "oxide" in said.forms and best == "absorption":
        return "oxide"
    if len(said.forms) == 1 and best in ("absorption", "best-form"):
        return _FORM_SUBJECTS.get(said.forms[0], "other-forms")
    weighed = re.search(r"\b\d+ ?(?:g|gram|grams)\b", flat) is not None
    food = weighed or best in _FOOD_SUBJECTS or matches[0].score < STRONG_SCORE
    if about_magnesium and food and _FOOD_ASKED.search(flat) and not said.asks_dose:
        line = work_out(
            "food",
            Asked(flat, "nl", said, person, False, kb, date.min),
        )
        if line.facts:
            return "food-content"
    return None


def _person_sees(topic: str, flat: str, person: Profile) -> str:
    """A general question about cramps is about the cramps this person, or the question, has."""
    cramps = _CRAMP.search(flat) is not None
    if cramps and "magn" not in flat and topic in _SAID_OF_CRAMPS:
        return "cramp-causes"
    if cramps and topic not in _WITH_CRAMPS:
        topic = "cramps-in-general"
    if cramps and "magn" not in flat and _WHY.search(flat):
        return "cramp-causes"
    if cramps and "magn" not in flat and topic != "cramp-causes" and _RELIEF.search(flat):
        return "cramp-relief"
    if topic != "cramps-in-general":
        return topic
    if _SPORT.search(flat) and not _NIGHT.search(flat):
        return "exercise-cramps"
    if _NIGHT.search(flat):
        return "night-cramps"
    complaints = {one.id for one in person.complaints or ()}
    if person.pregnant:
        return "pregnancy-cramps"
    if "cramps-exercise" in complaints and "cramps-night" not in complaints:
        return "exercise-cramps"
    if "cramps-night" in complaints and "cramps-exercise" not in complaints:
        return "night-cramps"
    return topic
