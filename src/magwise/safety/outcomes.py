"""One step towards a verdict: a status, what is said, and what it restricts."""

from collections.abc import Iterable
from dataclasses import dataclass

from magwise.core.facts import Fact
from magwise.safety.records import Gap, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule leads to; the verdict is the strictest of all of them.

    ``limit_mg_per_day`` lowers the upper level, never raises it. ``dose_facts`` are said once a
    dose is proposed.
    """

    status: Status = Status.CLEAR
    facts: tuple[Fact, ...] = ()
    limit_mg_per_day: float | None = None
    excluded_forms: frozenset[str] = frozenset()
    gaps: tuple[Gap, ...] = ()
    no_eating_less: bool = False
    dose_facts: tuple[Fact, ...] = ()


def strictest(statuses: Iterable[Status]) -> Status:
    """The strictest status; clear when there are none.

    >>> strictest([Status.CLEAR, Status.REFER, Status.RESTRICT]).value
    'refer'
    """
    order = list(Status)
    return min(statuses, key=order.index, default=Status.CLEAR)
