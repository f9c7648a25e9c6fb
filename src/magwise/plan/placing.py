"""When to take the portions: with meals, and far enough from every medicine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import Event, EventKind, Schedule
from magwise.knowledge import Knowledge
from magwise.models.timing import Apart, Distance, NoSlot, Placement, Training, place, place_at
from magwise.person import Diary, Profile
from magwise.person.diary import DiaryDay
from magwise.person.times import minutes_of
from magwise.safety.records import Gap
from magwise.safety.taken import taken_medicines

# Where neither the person nor the diary says when they eat; ordinary Dutch times (assumed).
USUAL_MEALS = (8 * 60, 12 * 60 + 30, 18 * 60)
# Earliest, usual and latest minute of a main meal in a diary (assumed).
_MEAL_WINDOWS = ((300, 300, 659), (660, 750, 899), (1020, 1110, 1260))
_DAYS_FOR_A_HABIT = 2
_SATURDAY = 5
_ANOTHER_HOUR_MINUTES = 60  # less apart is the same meal
WAKE, BED = 7 * 60, 23 * 60  # the waking day where meals do not say otherwise (assumed)
_TRAINING_MINUTES = 60  # where no length was given (assumed)
_LONGEST_TRAINING_MINUTES = 180  # an ordinary day is not the longest training
_EMPTY_STOMACH_MINUTES = 30  # product texts ask for 30 to 60 minutes before a meal


@dataclass(frozen=True, slots=True)
class Placing:
    """Times of the portions [minutes after midnight], or the medicines that leave no room.

    ``minutes`` is empty when no clock time can be named; ``collides`` is True when no time of
    day keeps every gap.
    """

    minutes: tuple[int, ...] = ()
    schedule: Schedule | None = None
    facts: tuple[Fact, ...] = ()
    collides: bool = False


def place_portions(each_mg: Sequence[float], form: str, assessment: Assessment) -> Placing:
    """Find times for the portions that keep every gap, at meals where possible.

    Parameters
    ----------
    each_mg
        Magnesium of each portion [mg].
    form
        Id of the form, as it is called in the schedule.
    assessment
        For the person's meals, training and products, and the gaps that safety asks for.
    """
    profile = assessment.profile
    gaps = apart_of(assessment.verdict.gaps)
    own_meals = meals_of(assessment)
    meals = own_meals or USUAL_MEALS
    result = place(
        each_mg,
        gaps,
        meals=meals,
        wake=min(WAKE, *meals),
        bed=max(BED, *meals),
        fixed=standing_doses(profile),
        training=training_of(profile),
        form=form,
    )
    if isinstance(result, NoSlot):
        return Placing(facts=_no_slot(result, assessment.verdict.gaps), collides=True)
    sources = tuple(sorted({source for gap in assessment.verdict.gaps for source in gap.sources}))
    if result.anchors:
        medicines = tuple(sorted({gap.medicine for gap in result.anchors}))
        fact = _fact("supplement.times-unknown", {"medicines": medicines}, Severity.ASK, sources)
        return Placing(facts=(fact,))
    if gaps:
        fact = _fact("supplement.times", {"times": result.minutes}, Severity.INFO, sources)
        reasons = reasons_of(result, assessment.verdict.gaps)
        near = _near_empty_stomach(gaps, own_meals)
        weekend = _weekend(result, assessment)
        return Placing(result.minutes, result.schedule, (fact, *weekend, *near, *reasons))
    fact = _fact("supplement.with-meals", {}, Severity.INFO, ("magwise-judgement",))
    if not own_meals:  # nothing fixes the clock, so no clock time is pretended
        return Placing(facts=(fact,))
    weekend = _weekend(result, assessment)
    return Placing(result.minutes, result.schedule, (fact, *weekend, *reasons_of(result, ())))


def _weekend(placement: Placement, assessment: Assessment) -> tuple[Fact, ...]:
    """A dose keeps its hour at weekends, because the medicines keep theirs; meals may not."""
    if assessment.profile.meal_times:
        return ()
    shifted = dict(weekend_shifts(assessment.diary))
    meals = {dose: meal for dose in placement.minutes for meal in shifted if 0 <= dose - meal <= 30}
    return tuple(
        _fact("timing.weekend", {"time": dose, "meal": shifted[meal]})
        for dose, meal in sorted(meals.items())
    )


def place_chosen(
    minutes: Sequence[int], each_mg: Sequence[float | None], form: str, assessment: Assessment
) -> Placement:
    """The person's day with doses at minutes that are given; they are not judged here."""
    return place_at(
        minutes,
        each_mg,
        apart_of(assessment.verdict.gaps),
        meals=meals_of(assessment),
        training=training_of(assessment.profile),
        form=form,
    )


def with_amounts(schedule: Schedule | None, each_mg: float) -> Schedule | None:
    """The same day with another amount in each portion."""
    if schedule is None:
        return None
    return Schedule(
        tuple(
            replace(event, elemental_mg=each_mg) if event.elemental_mg is not None else event
            for event in schedule.events
        )
    )


def whole_day(assessment: Assessment, doses: Schedule | None, kb: Knowledge) -> Schedule:
    """The day with every meal, medicine and training whose time is known, and the doses.

    A medicine that we do not know stands there in the person's own words.
    """
    events = set(doses.events if doses is not None else ())
    for taken in taken_medicines(assessment.profile, assessment.products, kb):
        named = taken.id if taken.id in kb.medicines else taken.words
        events |= {Event(minute, EventKind.MEDICINE, named) for minute in taken.minutes}
        if named != taken.id:  # the same medicine under the name the rules know it by
            events -= {Event(minute, EventKind.MEDICINE, taken.id) for minute in taken.minutes}
    events |= {Event(meal, EventKind.MEAL, "meal") for meal in meals_of(assessment)}
    events |= {
        Event(one.minute, EventKind.TRAINING, "training") for one in training_of(assessment.profile)
    }
    return Schedule(tuple(sorted(events, key=lambda e: (e.minute, e.kind.value, e.subject))))


def meals_of(assessment: Assessment) -> tuple[int, ...]:
    """When the person eats: as they said, else as the diary shows; empty when neither tells."""
    return minutes_of(assessment.profile.meal_times) or diary_meals(assessment.diary)


def diary_meals(diary: Diary) -> tuple[int, ...]:
    """The usual times of the main meals in a diary [minutes after midnight].

    A meal counts when it stands at its part of the day on two days or more.
    """
    found = (_habit(diary.days, window) for window in _MEAL_WINDOWS)
    return tuple(minute for minute in found if minute is not None)


def _habit(days: Iterable[DiaryDay], window: tuple[int, int, int]) -> int | None:
    """The usual time of one meal over these days; None when it stands on fewer than two."""
    first, usual, last = window
    times = []
    for day in days:
        minutes = minutes_of(tuple(entry.time for entry in day.entries if entry.time))
        here = [minute for minute in minutes if first <= minute <= last]
        if here:
            times.append(min(here, key=lambda minute: abs(minute - usual)))
    return 5 * round(median(times) / 5) if len(times) >= _DAYS_FOR_A_HABIT else None


def weekend_shifts(diary: Diary) -> tuple[tuple[int, int], ...]:
    """Main meals that the diary shows at another hour at weekends: on weekdays, then at weekends.

    Told only where both are habits and an hour or more apart [minutes after midnight].
    """
    weekend = [day for day in diary.days if date.fromisoformat(day.date).weekday() >= _SATURDAY]
    rest = [day for day in diary.days if day not in weekend]
    pairs = ((_habit(rest, window), _habit(weekend, window)) for window in _MEAL_WINDOWS)
    return tuple(
        (one, other)
        for one, other in pairs
        if one is not None and other is not None and abs(one - other) >= _ANOTHER_HOUR_MINUTES
    )


def training_of(profile: Profile) -> tuple[Training, ...]:
    """When the person trains, where that was said."""
    if profile.training is None:
        return ()
    hours = profile.training.longest_session_hours
    length = _TRAINING_MINUTES if hours is None else min(_LONGEST_TRAINING_MINUTES, int(60 * hours))
    return tuple(Training(minute, length) for minute in minutes_of(profile.training.times))


def apart_of(gaps: Sequence[Gap]) -> tuple[Apart, ...]:
    """The hours that safety asks for, as the schedule needs them."""
    return tuple(
        Apart.of_hours(
            gap.medicine,
            gap.medicine_first_hours,
            gap.magnesium_first_hours,
            gap.minutes,
            fasting=gap.fasting,
            evening_from=gap.evening_from,
        )
        for gap in gaps
        if gap.binds
    )


def standing_doses(profile: Profile) -> tuple[int, ...]:
    """When magnesium is taken that is in use already."""
    return tuple(
        minute
        for supplement in profile.supplements or ()
        if "magnes" in supplement.name.casefold()
        for minute in minutes_of(supplement.times)
    )


def reasons_of(placement: Placement, gaps: Sequence[Gap]) -> tuple[Fact, ...]:
    """Why these minutes, and why not at another meal."""
    facts = [
        _explained("timing.at-meal", {"time": minute})
        for minute, at_meal in zip(placement.minutes, placement.with_meal, strict=True)
        if at_meal
    ]
    facts += [
        _explained(
            "timing.after-medicine" if one.order == "medicine-first" else "timing.before-medicine",
            {
                "time": one.dose_minute,
                "medicine": one.medicine,
                "taken": one.medicine_minute,
                "kept": one.kept_minutes / 60,
                "needed": one.needed_minutes / 60,
            },
            _sources_of(one.medicine, gaps),
        )
        for one in placement.kept
    ]
    facts += [_passed_over(one, gaps) for one in placement.passed_over]
    return tuple(facts)


def _passed_over(one: Distance, gaps: Sequence[Gap]) -> Fact:
    if one.order == "evening":
        values: dict[str, object] = {
            "time": one.dose_minute, "medicine": one.medicine, "evening": one.medicine_minute,
        }  # fmt: skip
        return _explained("timing.not-before-evening", values, _sources_of(one.medicine, gaps))
    return _explained(
        "timing.not-at-meal",
        {
            "time": one.dose_minute,
            "medicine": one.medicine,
            "kept": one.kept_minutes / 60,
            "needed": one.needed_minutes / 60,
        },
        _sources_of(one.medicine, gaps),
    )


def _near_empty_stomach(gaps: Sequence[Apart], meals: Sequence[int]) -> tuple[Fact, ...]:
    """A meal soon after a medicine that wants an empty stomach: a question for the pharmacist."""
    return tuple(
        _fact(
            "timing.meal-near-fasting",
            {"medicine": gap.medicine, "taken": taken, "meal": meal},
            Severity.PHARMACIST,
            ("magwise-judgement",),
        )
        for gap in gaps
        if gap.fasting
        for taken in gap.times
        for meal in meals
        if 0 <= meal - taken < _EMPTY_STOMACH_MINUTES
    )


def _no_slot(none: NoSlot, gaps: Sequence[Gap]) -> tuple[Fact, ...]:
    """The medicines that collide, and the choices left."""
    facts = [
        _fact(
            "supplement.no-safe-slot",
            {"medicines": none.colliding},
            Severity.SEPARATE,
            tuple(sorted({s for medicine in none.colliding for s in _sources_of(medicine, gaps)})),
        )
    ]
    if none.freeing:
        movable: dict[str, object] = {"medicines": none.freeing}
        facts.append(_fact("timing.choice-move", movable, Severity.PHARMACIST))
    if none.fewer_doses:
        facts.append(_fact("timing.choice-fewer", {"portions": none.fewer_doses}))
    facts.append(_fact("timing.choice-food", {}))
    return tuple(facts)


def _sources_of(medicine: str, gaps: Sequence[Gap]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(source for gap in gaps if gap.medicine == medicine for source in gap.sources)
    )


def _explained(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object],
    sources: tuple[str, ...] = ("magwise-computed",),
) -> Fact:
    return Fact(id, values, sources, Severity.INFO, "timing", Certainty.COMPUTED)


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object],
    severity: Severity = Severity.INFO,
    sources: tuple[str, ...] = ("magwise-judgement",),
) -> Fact:
    return Fact(id, values, sources, severity, "supplement", Certainty.JUDGEMENT)
