"""From the log of every day to the days of an experiment, and to how someone starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from magwise.models.trial.records import Design
from magwise.models.trial.records import LogDay as TrialDay
from magwise.models.trial.saying_progress import day_of
from magwise.person.log import Log, LogDay

BEFORE_DAYS = 28
FEWEST_DAYS = 7  # filled in before someone's own start is told from the log [assumed]
_MOST_MISSING = 0.5


@dataclass(frozen=True, slots=True)
class OwnStart:
    """How someone's days are before anything is tried.

    ``mean`` is events a week for counts, points for scores; ``missing_share`` the share of days
    since the first that was not filled in [0-1]; ``days`` how many were.
    """

    mean: float
    missing_share: float
    days: int


def value_of(day: LogDay, instrument: str) -> float | None:
    """What a day of the log says about an experiment; None is not filled in, never zero."""
    return day.cramps if instrument == "cramps" else day.worst_soreness


def trial_days(plan: Design, log: Sequence[LogDay]) -> list[TrialDay]:
    """The days of an experiment in the log; days outside it are left out."""
    found = []
    for one in log:
        day = day_of(plan, date.fromisoformat(one.date))
        if 0 <= day < plan.total_days:
            taken = None if one.doses is None else one.doses > 0
            found.append(TrialDay(day, value_of(one, plan.instrument), taken))
    return found


def own_start(log: Log, instrument: str, kind: str, today: date) -> OwnStart | None:
    """How the last four weeks went, or None with too few days filled in.

    Parameters
    ----------
    kind
        ``count``: events a week; ``score``: mean points.
    """
    days = log.between(today - timedelta(days=BEFORE_DAYS), today - timedelta(days=1))
    filled = [(one.date, value) for one in days if (value := value_of(one, instrument)) is not None]
    if len(filled) < FEWEST_DAYS:
        return None
    mean = sum(value for _, value in filled) / len(filled)
    since_first = (today - date.fromisoformat(filled[0][0])).days
    missing = min(_MOST_MISSING, max(0.0, 1 - len(filled) / since_first))
    return OwnStart(7 * mean if kind == "count" else mean, missing, len(filled))
