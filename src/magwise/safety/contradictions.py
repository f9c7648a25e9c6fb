"""Answers that cannot all be true: pointed out and asked, most of them before any dose."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from magwise.core.facts import Fact
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.person import Profile
from magwise.safety.circumstances import EGFR_NAMES, Circumstances
from magwise.safety.limits import bound
from magwise.safety.outcomes import Outcome
from magwise.safety.records import Status
from magwise.safety.speaking import say

if TYPE_CHECKING:  # the gate must stand when reading the diary does not
    from magwise.foods.records import Item

_NEW_MEDICINE_CLUES = frozenset({"new-medicine", "statin", "diuretic", "inhaler"})
_EGFR_APART = 15.0  # two figures for kidney function this far apart are asked about
_WEEK_HOURS = 24.0 * 7


def contradictions(
    person: Circumstances, diary_items: Iterable["Item"], kb: Knowledge
) -> tuple[Outcome, ...]:
    """Every contradiction in what was said; those that bear on safety hold back a dose."""
    profile = person.profile
    asked = [
        *_pregnancy(profile, person, kb),
        *_kidneys(profile, person, kb),
        *_new_medicine(profile, kb),
        *_body(profile, kb),
    ]
    held = tuple(Outcome(Status.UNKNOWN, (fact,)) for fact in asked)
    # What only the diary names is judged and counted as taken, so the question need not wait.
    counted = tuple(
        Outcome(Status.RESTRICT, (fact,))
        for fact in _lists(profile, person, tuple(diary_items), kb)
    )
    minor = tuple(Outcome(Status.CLEAR, (fact,)) for fact in _training(profile, kb))
    return (*held, *counted, *minor)


def _ask(kb: Knowledge, what: str, **values: Any) -> Fact:
    return say(kb, f"ask.contradiction-{what}", subject=f"contradiction:{what}", **values)


def _pregnancy(profile: Profile, person: Circumstances, kb: Knowledge) -> Iterator[Fact]:
    expecting = "pregnancy" in person.conditions or profile.pregnant is True
    feeding = "breastfeeding" in person.conditions or profile.breastfeeding is True
    if (expecting or feeding) and profile.sex == "male":
        yield _ask(kb, "pregnant-man")
    age = profile.age_years
    too_old = age is not None and age >= bound("pregnancy-age-high", kb)
    too_young = age is not None and age < bound("pregnancy-age-low", kb)
    if (expecting or feeding) and (too_old or too_young):
        yield _ask(kb, "pregnant-age", age=age)
    if profile.pregnant is False and "pregnancy" in person.conditions:
        yield _ask(kb, "pregnant-both")


def _kidneys(profile: Profile, person: Circumstances, kb: Knowledge) -> Iterator[Fact]:
    results = [
        result.value for result in profile.laboratory or () if plain(result.test) in EGFR_NAMES
    ]
    values = [*results, *([] if profile.egfr is None else [profile.egfr])]
    if values and max(values) - min(values) > _EGFR_APART:
        yield _ask(kb, "egfr-twice", low=min(values), high=max(values))
    on_dialysis = profile.dialysis is True or "kidney-dialysis" in person.conditions
    if on_dialysis and values and max(values) >= bound("dialysis-egfr-high", kb):
        yield _ask(kb, "dialysis-egfr", egfr=max(values))
    diseased = person.conditions & {"kidney-severe", "kidney-moderate", "kidney-dialysis"}
    named = "kidney-disease" in person.conditions and profile.kidney_disease is False
    if profile.kidney_disease is False and (diseased or named):
        yield _ask(kb, "kidney-disease")
    if "kidney-severe" in person.conditions and values and min(values) >= 30:
        yield _ask(kb, "kidney-stage", egfr=min(values))


def _lists(
    profile: Profile, person: Circumstances, diary_items: Sequence["Item"], kb: Knowledge
) -> Iterator[Fact]:
    only_in_diary = tuple(sorted({m.words for m in person.medicines if m.from_diary}))
    if profile.medicines == () and only_in_diary:
        yield _ask(kb, "medicine-in-diary", medicines=only_in_diary)
    supplements = tuple(
        sorted(
            {
                item.words
                for item in diary_items
                if item.kind == "supplement" and "magnes" in item.words.casefold()
            }
        )
    )
    if profile.supplements == () and supplements:
        yield _ask(kb, "supplement-in-diary", supplements=supplements)


def _new_medicine(profile: Profile, kb: Knowledge) -> Iterator[Fact]:
    clues = {clue for complaint in profile.complaints or () for clue in complaint.clues or ()}
    if profile.medicines == () and clues & _NEW_MEDICINE_CLUES:
        yield _ask(kb, "new-medicine")


def _body(profile: Profile, kb: Knowledge) -> Iterator[Fact]:
    index = profile.body_mass_index
    if index is None:
        return
    if not bound("bmi-low", kb) <= index <= bound("bmi-high", kb):
        yield _ask(kb, "body", weight=profile.weight_kg, height=profile.height_cm)


def _training(profile: Profile, kb: Knowledge) -> Iterator[Fact]:
    training = profile.training
    hours = training.hours_per_week if training else None
    if hours is None:
        return
    longest = training.longest_session_hours if training else None
    adult = profile.is_adult is not False
    most = bound("adult-training-hours" if adult else "child-training-hours", kb)
    if hours > most:
        yield _ask(kb, "training", hours=hours)
    if longest is not None and longest > hours + 0.5:
        yield _ask(kb, "longest-session", longest=longest, hours=hours)
    if profile.sleep_hours is not None and hours + 7 * profile.sleep_hours > _WEEK_HOURS:
        yield _ask(kb, "hours-in-a-day", hours=hours, sleep=profile.sleep_hours)
