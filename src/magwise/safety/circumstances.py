"""What safety knows about someone, and whether a typed test holds: yes, no or unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from magwise.core.errors import UnitError
from magwise.core.units import convert
from magwise.core.words import plain
from magwise.knowledge import Knowledge
from magwise.knowledge.schema import safety as schema
from magwise.person import Profile
from magwise.safety import wording
from magwise.safety.taken import TakenMedicine

_CHILDBEARING_YEARS = (11.0, 56.0)  # outside these a pregnancy that was not mentioned is none
EGFR_NAMES = ("egfr", "gfr", "ckd epi", "mdrd", "nierfunctie", "kidney function")
SERUM_NAMES = ("serum magnesium", "magnesium serum", "magnesium", "mg serum", "plasma magnesium")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A person as the rules see them; None and absence keep their meaning "not said".

    Attributes
    ----------
    conditions
        Ids of all conditions that are present: named, implied, or following from other answers.
    unread_conditions, unread_flags
        Words that name nothing we know.
    named_conditions
        False when the person did not say anything about illnesses.
    takes_magnesium
        None when no list of supplements and medicines was given.
    """

    profile: Profile
    medicines: tuple[TakenMedicine, ...]
    complaints: frozenset[str]
    signs: frozenset[str]
    red_flags: frozenset[str]
    unread_flags: tuple[str, ...]
    conditions: frozenset[str]
    unread_conditions: tuple[str, ...]
    takes_magnesium: bool | None

    @property
    def named_conditions(self) -> bool:
        """Whether the person said which illnesses there are, if only "none"."""
        return self.profile.conditions is not None


def circumstances(
    profile: Profile,
    kb: Knowledge,
    medicines: tuple[TakenMedicine, ...],
    *,
    takes_magnesium: bool | None,
) -> Circumstances:
    """Read a profile the way the rules need it."""
    complaint_words = wording.vocabulary(kb.complaints)
    complaints, _ = wording.read_all((c.id for c in profile.complaints or ()), complaint_words)
    named_signs, _ = wording.read_all(profile.signs or (), wording.vocabulary(kb.signs))
    signs = named_signs | frozenset(profile.signs or ())
    flag_words = wording.vocabulary(kb.red_flags)
    ticked, unread_flags = wording.read_all(profile.red_flags or (), flag_words)
    named, unread = wording.read_all(profile.conditions or (), wording.vocabulary(kb.conditions))
    person = Circumstances(
        profile=profile,
        medicines=medicines,
        complaints=complaints,
        signs=signs,
        red_flags=ticked | _flags_in_other_words(profile, kb, flag_words),
        unread_flags=unread_flags,
        conditions=named,
        unread_conditions=unread,
        takes_magnesium=takes_magnesium,
    )
    return _with_conditions(person, kb)


def _flags_in_other_words(
    profile: Profile, kb: Knowledge, words: tuple[tuple[str, str], ...]
) -> frozenset[str]:
    """Red flags that stand, word for word, among the complaints, signs or illnesses."""
    phrases = (
        *(complaint.id for complaint in profile.complaints or ()),
        *(profile.conditions or ()),
    )
    exact = {plain(phrase) for phrase in phrases}
    known = {word for word, _ in wording.vocabulary(kb.conditions)}
    known |= {word for word, _ in wording.vocabulary(kb.complaints)}
    signs = set(map(plain, profile.signs or ()))
    return frozenset(
        key
        for word, key in words
        if (word in exact and word not in known)
        or (word in signs and kb.red_flags[key].level == "emergency")
    )


def _with_conditions(person: Circumstances, kb: Knowledge) -> Circumstances:
    """Add what follows from other answers, and what a condition implies."""
    present = set(person.conditions)
    for condition in kb.conditions.values():
        if condition.when is not None and holds(condition.when, person) is True:
            present.add(condition.id)
    waiting = list(present)
    while waiting:
        record = kb.conditions.get(waiting.pop())
        for implied in record.implies if record else ():
            if implied not in present:
                present.add(implied)
                waiting.append(implied)
    return Circumstances(
        profile=person.profile,
        medicines=person.medicines,
        complaints=person.complaints,
        signs=person.signs,
        red_flags=person.red_flags,
        unread_flags=person.unread_flags,
        conditions=frozenset(present),
        unread_conditions=person.unread_conditions,
        takes_magnesium=person.takes_magnesium,
    )


def holds(test: schema.Test, person: Circumstances) -> bool | None:
    """Whether a test holds: True, False, or None when the answer was not given.

    ``every`` is False as soon as one part is, ``some`` is True as soon as one part is; otherwise
    one unknown part makes the whole unknown.
    """
    match test:
        case schema.NumberTest():
            value = number(test.number, person.profile)
            if value is None:
                return None
            low, high = test.at_least, test.below
            return (low is None or value >= low) and (high is None or value < high)
        case schema.AnswerTest():
            given = answer(test.answer, person.profile)
            return None if given is None else given is test.equals
        case schema.UnknownTest():
            return _is_unknown(test.unknown, person)
        case schema.ChoiceTest():
            chosen = choices(test.choice, person.profile)
            return None if chosen is None else not chosen.isdisjoint(test.one_of)
        case schema.ConditionTest():
            if not person.conditions.isdisjoint(test.condition):
                return True
            return False if person.named_conditions and not person.unread_conditions else None
        case schema.MedicineTest():
            return _medicine(test, person)
        case schema.ComplaintTest():
            if person.profile.complaints is None:
                return None
            return not person.complaints.isdisjoint(test.complaint)
        case schema.SignTest():
            if not person.signs.isdisjoint(test.sign):
                return True
            return None if person.profile.signs is None else False
        case schema.FlagTest():
            if not person.red_flags.isdisjoint(test.red_flag):
                return True
            return None if person.profile.red_flags is None else False
        case schema.MagnesiumTest():
            taken = person.takes_magnesium
            return None if taken is None else taken is test.takes_magnesium
        case schema.Every():
            return _every(holds(part, person) for part in test.every)
        case schema.Some():
            opposite = _every(_not(holds(part, person)) for part in test.some)
            return _not(opposite)
        case schema.Without():
            return _not(holds(test.without, person))
        case _:
            assert_never(test)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _every(values: Iterable[bool | None]) -> bool | None:
    outcome: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            outcome = None
    return outcome


def _is_unknown(name: str, person: Circumstances) -> bool:
    profile = person.profile
    if name in schema.NUMBER_FIELDS:
        return number(name, profile) is None
    if name in schema.ANSWER_FIELDS:
        return answer(name, profile) is None
    if name in schema.CHOICE_FIELDS:
        return choices(name, profile) is None
    return getattr(profile, name) is None


def _medicine(test: schema.MedicineTest, person: Circumstances) -> bool | None:
    if person.profile.medicines is None and not person.medicines:
        return None
    outcome: bool | None = False
    for taken in person.medicines:
        fitting = taken.may_be(test.medicine) if test.medicine else True
        if fitting is False:
            continue
        parts: list[bool | None] = [fitting]
        if test.started_before_complaint is not None:
            started = taken.started_before_complaint
            parts.append(None if started is None else started is test.started_before_complaint)
        if test.started_within_weeks is not None:
            since = taken.since_weeks
            parts.append(None if since is None else since <= test.started_within_weeks)
        one = _every(parts)
        if one is True:
            return True
        if one is None:
            outcome = None
    return None if person.profile.medicines is None else outcome


def number(name: str, profile: Profile) -> float | None:
    """One number of a profile by the name that tests use; None when it was not given.

    Of several figures for kidney function the lowest counts, of several for serum magnesium the
    highest.
    """
    training = profile.training
    match name:
        case "egfr":
            return min(_egfr_values(profile), default=None)
        case "serum_magnesium_mmol_per_l":
            return max(_serum_values(profile), default=None)
        case "training_hours_per_week":
            return training.hours_per_week if training else None
        case "longest_session_hours":
            return training.longest_session_hours if training else None
        case "sweat_litres_per_hour":
            return training.sweat_litres_per_hour if training else None
        case _:
            value: float | None = getattr(profile, name)
            return value


def _egfr_values(profile: Profile) -> list[float]:
    values = [] if profile.egfr is None else [profile.egfr]
    values += [
        result.value
        for result in profile.laboratory or ()
        if plain(result.test) in EGFR_NAMES and result.value >= 0
    ]
    return values


def _serum_values(profile: Profile) -> list[float]:
    """Serum magnesium [mmol/L]; above the laboratory's own range it counts as 1.05 at least."""
    values = []
    for result in profile.laboratory or ():
        if plain(result.test) not in SERUM_NAMES or result.unit is None:
            continue
        try:
            value = convert(result.value, result.unit, "magnesium_mmol_per_l")
        except UnitError:
            continue
        if result.range_high is not None:
            above = result.value > result.range_high
            value = max(value, 1.05) if above else min(value, 1.0499)
        values.append(value)
    return values


def answer(name: str, profile: Profile) -> bool | None:
    """One yes-or-no answer of a profile; None when it was not given.

    A pregnancy that was not mentioned is none in a man, a child or an older woman.
    """
    training = profile.training
    match name:
        case "training_in_heat":
            return training.in_heat if training else None
        case "training_increase":
            return training.recent_increase if training else None
        case "one_sided":
            given = [complaint.one_sided for complaint in profile.complaints or ()]
            if True in given:
                return True
            return None if not given or None in given else False
        case "pregnant" | "breastfeeding":
            said: bool | None = getattr(profile, name)
            if said is not None:
                return said
            age = profile.age_years
            low, high = _CHILDBEARING_YEARS
            outside = age is not None and not low <= age < high
            return False if profile.sex == "male" or outside else None
        case _:
            value: bool | None = getattr(profile, name)
            return value


def choices(name: str, profile: Profile) -> frozenset[str] | None:
    """What was chosen among fixed answers; None when nothing was."""
    match name:
        case "sex":
            return None if profile.sex is None else frozenset({profile.sex})
        case "country":
            return None if profile.country is None else frozenset({profile.country})
        case "training_kind":
            return None if profile.training is None else frozenset(profile.training.kinds)
        case _:
            return None if profile.diet is None else frozenset(profile.diet)
