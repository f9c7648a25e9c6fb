"""The result of the first half of the journey: where this person stands."""

from dataclasses import dataclass

from magwise.core.facts import Fact
from magwise.core.interval import Interval
from magwise.foods.records import Item
from magwise.models.intake.records import IntakeEstimate
from magwise.models.need.records import Need
from magwise.person import Diary, Profile
from magwise.safety.records import Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where someone stands: intake against need, risks, safety; nothing is advised yet.

    Attributes
    ----------
    probability_low
        How likely usual intake lies below the requirement, as an interval [0-1]; None where no
        authority in use publishes an average requirement or intake is unknown.
    findings
        Everything there is to say, most urgent first; on an emergency only that.
    products
        Supplements and medicines that the diary names, each once with what is taken a day.
    knowledge_hash, model_version
        What the result was computed with.
    """

    profile: Profile
    diary: Diary
    intake: IntakeEstimate
    need: Need
    probability_low: Interval | None
    verdict: Verdict
    findings: tuple[Fact, ...]
    today: str
    knowledge_version: str
    knowledge_hash: str
    model_version: str
    products: tuple[Item, ...] = ()
