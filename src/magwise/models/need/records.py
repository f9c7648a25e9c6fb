"""Reference values as different types, so that they cannot be mixed up."""

from dataclasses import dataclass
from enum import StrEnum

from magwise.core.facts import Fact
from magwise.core.sourced import Sourced


class Kind(StrEnum):
    """What an authority's figure means; only an EAR gives a probability."""

    AI = "ai"  # adequate intake: observed, below it shows nothing
    EAR = "ear"  # average requirement: half of people need more
    RDA = "rda"  # recommended: covers nearly everybody
    RNI = "rni"  # the same, British and WHO name
    LRNI = "lrni"  # below it nearly nobody has enough


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """What one authority asks for someone like this person [mg/day].

    ``match`` says how it was found: ``exact``; ``assumed-sex`` (the higher of both was taken);
    ``provisional`` (the country's own authority has a figure that is not known to us; this one of
    another authority stands in, under its own name).
    """

    authority: str
    kind: Kind
    mg_per_day: Sourced
    match: str
    record: str


@dataclass(frozen=True, slots=True)
class Need:
    """All reference values that fit a person, the country's own first.

    ``leading`` is None when the age is unknown, or when neither the country's own authority nor
    one that stands in for it has a figure for this person. ``values`` hold known figures only.
    """

    leading: ReferenceValue | None
    values: tuple[ReferenceValue, ...]
    facts: tuple[Fact, ...]

    def of_kind(self, kind: Kind) -> tuple[ReferenceValue, ...]:
        """The values of one kind, in the same order."""
        return tuple(value for value in self.values if value.kind is kind)
