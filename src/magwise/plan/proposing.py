"""From where someone stands to what to do: food first, a dose only when cleared and useful."""

from collections.abc import Sequence

from magwise.assessment.records import Assessment
from magwise.core.errors import BlockedError, Problem
from magwise.core.facts import Fact
from magwise.knowledge import Knowledge
from magwise.plan.dosing import Dosing, blocked, decide_dose
from magwise.plan.eating import Eating, decide_food, usual_nutrients, without_steps
from magwise.plan.records import FoodStep, Plan, Wishes
from magwise.plan.standing import standing
from magwise.plan.verdict import emergency_verdict, verdict_of
from magwise.safety import Review, fingerprint, gate_after
from magwise.safety.records import Status


def propose(assessment: Assessment, wishes: Wishes | None, kb: Knowledge) -> Plan:
    """Say what to do: what to eat first, whether a supplement is useful, and how.

    Safety judges the finished proposal again, on its own; what it does not clear is taken out
    and judged once more, so that what reaches the reader is cleared as it stands.

    Parameters
    ----------
    assessment
        Where the person stands.
    wishes
        What the person wants of the plan; None for the ordinary wishes.
    kb
        The knowledge base.

    Raises
    ------
    BlockedError
        When even a plan without changes and without a dose is not cleared.

    Examples
    --------
    >>> from magwise import Diary, Knowledge, Profile, assess
    >>> kb = Knowledge.load()
    >>> propose(assess(Profile(), Diary(), kb), None, kb).supplement is None
    True
    """
    if assessment.verdict.status is Status.EMERGENCY:
        eating, dosing = Eating(), Dosing()
        reviews = _judge_all(assessment, kb, eating, dosing)
        return _plan(assessment, eating, dosing, reviews, kb, wishes or Wishes())
    where = standing(assessment)
    wanted = wishes or Wishes()
    refused: frozenset[str] = frozenset()
    eating = decide_food(assessment, where, wanted, kb)
    dosing = decide_dose(assessment, where, kb)
    reviews = _judge_all(assessment, kb, eating, dosing)
    while any(review.clearance is None for review in reviews):
        more = frozenset(food for review in reviews for food in review.refused_foods) - refused
        if more:
            refused |= more
            eating = decide_food(assessment, where, wanted, kb, refused)
        elif dosing.regimen is not None:
            dosing = Dosing(facts=(blocked(assessment),))
        elif eating.alternatives:
            eating = without_steps()
        else:
            raise BlockedError(Problem("error.clearance"))
        reviews = _judge_all(assessment, kb, eating, dosing)
    return _plan(assessment, eating, dosing, reviews, kb, wanted)


def _judge_all(
    assessment: Assessment, kb: Knowledge, eating: Eating, dosing: Dosing
) -> tuple[Review, ...]:
    """A review of each way to eat with these doses; one of the doses alone where there is none."""
    ways = eating.alternatives or ((),)
    return tuple(_judge(assessment, kb, steps, dosing) for steps in ways)


def _judge(
    assessment: Assessment, kb: Knowledge, steps: Sequence[FoodStep], dosing: Dosing
) -> Review:
    return gate_after(
        assessment.verdict,
        regimen=dosing.regimen,
        schedule=dosing.schedule,
        food_changes=tuple(step.change for step in steps),
        profile=assessment.profile,
        kb=kb,
        step_up=dosing.step_up,
        diary_items=assessment.products,
        usual_nutrients=usual_nutrients(assessment.intake),
    )


def _plan(
    assessment: Assessment,
    eating: Eating,
    dosing: Dosing,
    reviews: Sequence[Review],
    kb: Knowledge,
    wishes: Wishes,
) -> Plan:
    clearances = [review.clearance for review in reviews if review.clearance is not None]
    if len(clearances) != len(reviews):
        raise BlockedError(Problem("error.clearance"))
    if assessment.verdict.status is Status.EMERGENCY:
        verdict = emergency_verdict()
        findings: tuple[Fact, ...] = (verdict,)
    else:
        verdict, how = verdict_of(assessment, standing(assessment), dosing)
        findings = _once([verdict, *eating.facts, *dosing.facts, *reviews[0].findings, *how])
    return Plan(
        assessment=assessment,
        verdict=verdict,
        food=eating.steps,
        supplement=dosing.regimen,
        schedule=dosing.schedule,
        findings=findings,
        clearance=clearances[0],
        fingerprint=fingerprint(
            dosing.regimen,
            dosing.schedule,
            tuple(step.change for step in eating.steps),
            step_up=dosing.step_up,
        ),
        step_up=dosing.step_up,
        alternatives=eating.alternatives,
        alternative_clearances=tuple(clearances) if eating.alternatives else (),
        wishes=wishes,
    )


def _once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Doubles out; the order in which the facts were written is the order to read them in."""
    return tuple({fact.key(): fact for fact in facts}.values())
