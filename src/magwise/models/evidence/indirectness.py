"""Does the evidence speak about this person? Decided when asked, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from magwise.knowledge.schema.evidence import Outcome, Population, Synthesis


@dataclass(frozen=True, slots=True)
class Asked:
    """About whom a question is asked; None means not said.

    Attributes
    ----------
    conditions
        Ids of conditions the person has; None when nothing was said about them.
    situation
        ``exercise`` for complaints during or after sport.
    """

    age_years: float | None = None
    sex: Literal["female", "male"] | None = None
    pregnant: bool | None = None
    conditions: frozenset[str] | None = None
    situation: Literal["exercise"] | None = None


NOBODY = Asked()


def outcomes_for(topic: str, asked: Asked, outcomes: Iterable["Outcome"]) -> tuple["Outcome", ...]:
    """The outcomes of a topic that answer this person's question.

    A runner of 25 with cramps during sport gets the evidence on sport, even if there is none; the
    evidence on night cramps of older people is another question, not a weaker answer.
    """
    of_topic = [one for one in outcomes if one.topic == topic]
    wanted = "pregnant" if asked.pregnant else asked.situation
    special = tuple(one for one in of_topic if one.situation == wanted)
    if wanted is not None and special:
        return special
    return tuple(one for one in of_topic if one.situation is None)


def differences(synthesis: "Synthesis", asked: Asked = NOBODY) -> tuple[str, ...]:
    """In what the evidence differs from the question: population, form, dose, outcome, comparator.

    What was not said about the person does not count as a difference; the report then names the
    people who were studied.
    """
    found = list(synthesis.indirect)
    if "population" not in found and _other_people(synthesis.population, asked):
        found.append("population")
    return tuple(found)


def _other_people(studied: "Population", asked: Asked) -> bool:
    age = asked.age_years
    if age is not None:
        if studied.from_years is not None and age < studied.from_years:
            return True
        if studied.to_years is not None and age > studied.to_years:
            return True
    if studied.sex is not None and asked.sex is not None and studied.sex != asked.sex:
        return True
    if studied.pregnant is not None and asked.pregnant is not None:
        if studied.pregnant != asked.pregnant:
            return True
    elif studied.pregnant and asked.sex == "male":
        return True
    has = asked.conditions
    return bool(studied.conditions) and has is not None and not has & set(studied.conditions)
