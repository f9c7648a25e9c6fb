"""Records of the body model: its parameters, how forms dissolve, and what changes a parameter."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from magwise.core.sourced import How
from magwise.knowledge.schema.common import Citations, Id, Record

Text = Annotated[str, StringConstraints(min_length=8)]
Share = Annotated[float, Field(ge=0, le=1)]


class BodyParameter(Record):
    """One parameter of the body model, with what is known of it.

    ``doubt`` is how unsure we are of the typical value, ``between`` how much people differ, both
    as the standard deviation of the natural logarithm. A range cuts what is drawn.
    """

    id: Id
    meaning: Text
    value: float
    unit: str
    doubt: Annotated[float, Field(ge=0, le=1.5)] = 0.0
    between: Annotated[float, Field(ge=0, le=1.5)] = 0.0
    low: float | None = None
    high: float | None = None
    fitted: bool = False
    source: Id
    locator: Annotated[str, StringConstraints(min_length=1)]
    how: How
    note: Text | None = None


class FormClass(Record):
    """How forms of one kind enter the gut: the share that can dissolve and how fast.

    ``dissolution_per_h`` null means that it is dissolved when it is swallowed.
    """

    id: Id
    meaning: Text
    soluble_share: Share
    soluble_doubt: Annotated[float, Field(ge=0, le=1)] = 0.0
    dissolution_per_h: Annotated[float, Field(gt=0)] | None = None
    delay_h: Annotated[float, Field(ge=0)] = 0.0
    acid_dependent: bool = False
    human_data: bool
    forms: tuple[Id, ...] = ()
    citations: Citations


class BodyFactor(Record):
    """A medicine, state or habit that multiplies parameters of the body model."""

    id: Id
    meaning: Text
    tubular: float = 1.0
    uptake: float = 1.0
    filtration: float = 1.0
    soluble_acid_dependent: float = 1.0
    milk_mmol_per_day: float = 0.0
    hours: Annotated[float, Field(gt=0)] | None = None  # how long one occasion lasts; null: always
    atc: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d[A-Z0-9]*$")], ...] = ()
    cancels: tuple[Id, ...] = ()
    from_weeks: float = 0.0
    full_weeks: float = 0.0
    doubt: Annotated[float, Field(ge=0, le=1)] = 0.0
    citations: Citations


class Observation(Record):
    """A published measurement that the model is held against.

    ``because`` says what is known of why the model misses it; only shown where it does.
    """

    id: Id
    use: Literal["fit", "test"]
    group: Annotated[
        str, StringConstraints(pattern=r"^[VH]\d+$")
    ]  # rows of one study belong together
    measured: Text
    unit: str
    value: float
    low: float
    high: float
    because: Text | None = None
    citations: Citations
