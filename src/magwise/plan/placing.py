"""When to take the portions: with meals, and far enough from every medicine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from magwise.assessment.records import Assessment
from magwise.core.facts import Certainty, Fact, Severity
from magwise.core.records import Schedule
from magwise.models.timing import Apart, NoSlot, place
from magwise.person.times import minutes_of
from magwise.safety.records import Gap

# Where someone did not say when they eat; three meals at ordinary Dutch times (assumed).
USUAL_MEALS = (8 * 60, 12 * 60 + 30, 18 * 60)


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
        For the person's meals and the gaps that safety asks for.
    """
    gaps = [_apart(gap) for gap in assessment.verdict.gaps if _binds(gap)]
    own_meals = minutes_of(assessment.profile.meal_times)
    result = place(each_mg, gaps, meals=own_meals or USUAL_MEALS, form=form)
    if isinstance(result, NoSlot):
        return Placing(facts=(_no_slot(result, assessment.verdict.gaps),), collides=True)
    sources = tuple(sorted({source for gap in assessment.verdict.gaps for source in gap.sources}))
    if result.anchors:
        medicines = tuple(sorted({gap.medicine for gap in result.anchors}))
        fact = _fact("supplement.times-unknown", {"medicines": medicines}, Severity.ASK, sources)
        return Placing(facts=(fact,))
    if gaps:
        fact = _fact("supplement.times", {"times": result.minutes}, Severity.INFO, sources)
        return Placing(result.minutes, result.schedule, (fact,))
    fact = _fact("supplement.with-meals", {}, Severity.INFO, ("magwise-judgement",))
    if not own_meals:  # nothing fixes the clock, so no clock time is pretended
        return Placing(facts=(fact,))
    return Placing(result.minutes, result.schedule, (fact,))


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


def _binds(gap: Gap) -> bool:
    return gap.medicine_first_hours > 0 or gap.magnesium_first_hours > 0


def _apart(gap: Gap) -> Apart:
    return Apart.of_hours(
        gap.medicine,
        gap.medicine_first_hours,
        gap.magnesium_first_hours,
        gap.minutes,
        fasting=gap.fasting,
        evening=gap.evening,
    )


def _no_slot(none: NoSlot, gaps: Sequence[Gap]) -> Fact:
    sources = {source for gap in gaps if gap.medicine in none.colliding for source in gap.sources}
    return _fact(
        "supplement.no-safe-slot",
        {"medicines": none.colliding},
        Severity.SEPARATE,
        tuple(sorted(sources)),
    )


def _fact(
    id: str,  # noqa: A002 - the field's own name
    values: dict[str, object],
    severity: Severity,
    sources: tuple[str, ...],
) -> Fact:
    return Fact(id, values, sources, severity, "supplement", Certainty.JUDGEMENT)
