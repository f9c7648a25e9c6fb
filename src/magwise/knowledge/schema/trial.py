"""Records for an experiment on oneself: what to log, what is worthwhile, what is believed."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from magwise.knowledge.schema.common import Id, Names, Record, Value

Text = Annotated[str, StringConstraints(min_length=8)]


class TrialInstrument(Record):
    """Something a person writes down each day; lower is better.

    ``worthwhile`` is the smallest effect worth the trouble: a rate ratio for counts, points for
    scores. ``day_sd`` and ``autocorrelation`` say how days differ when nothing is done: for
    counts the SD is of the natural logarithm of the expected number.
    """

    id: Id
    kind: Literal["count", "score"]
    names: Names
    ask: Names  # what to write down, in our own words
    licence: Text
    worthwhile: Value
    large: Value  # an effect that everybody would notice, shown in the power table
    day_sd: Value
    autocorrelation: Value
    days_per_period: Value
    dropped_days: Value


class TrialPrior(Record):
    """What is believed about the effect before the experiment; always shown, and switchable.

    ``mean`` is of the natural logarithm of the rate ratio for counts, in points for scores.
    ``sd`` holds how much people may differ, together with how unsure the mean is.
    """

    id: Id
    kind: Literal["count", "score"]
    names: Names
    mean: Value
    mean_se: Value
    between_sd: Value
    leading: bool = False

    @model_validator(mode="after")
    def _spread(self) -> "TrialPrior":
        if not (self.between_sd.value or 0) > 0:
            raise ValueError("a prior without spread leaves nothing to learn")
        return self


class TrialFigure(Record):
    """One number of the method: how many pairs a verdict needs, when a check fails, ..."""

    id: Id
    value: Value
    meaning: Text
