"""A value that remembers where it was read, and how far that reading can be trusted."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How a figure was obtained, best first."""

    PRIMARY = "primary"  # read in the source itself
    SECONDARY = "secondary"  # read on a page that quotes the source
    DERIVED = "derived"  # computed from sourced figures
    RECALLED = "recalled"  # from memory; must be checked, never decides in the lenient direction
    ASSUMED = "assumed"  # our judgement; never decides in the lenient direction

    @property
    def is_firm(self) -> bool:
        """True when the figure may decide something in the lenient direction."""
        return self in (How.PRIMARY, How.SECONDARY, How.DERIVED)


@dataclass(frozen=True, slots=True)
class Sourced:
    """One figure with its unit, source, place in the source and how it was obtained.

    ``value`` is None when the authority set none or the figure is unknown to us.
    """

    value: float | None
    unit: str
    source: str
    locator: str
    how: How
