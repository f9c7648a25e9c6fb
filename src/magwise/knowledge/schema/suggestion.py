"""Records of everyday foods that bring magnesium, and what they can stand in for."""

from typing import Annotated, Literal

from pydantic import Field

from magwise.knowledge.schema.common import Id, Record


class Suggestion(Record):
    """A food to offer someone who gets little magnesium.

    ``replaces_groups`` and ``replaces_foods`` name what it can stand in for in a diary; ``by``
    says how: the same weight (bread for bread) or one portion for one portion (nuts for crisps).
    ``add_g`` is a portion to add when nothing has to go [g a day]; ``max_g_per_day`` is the most
    that is offered, food already in the diary counted [g].
    """

    id: Id  # food id
    replaces_groups: tuple[Id, ...] = ()
    replaces_foods: tuple[Id, ...] = ()
    by: Literal["weight", "portion"] = "weight"
    portion_g: Annotated[float, Field(gt=0, le=500)]
    add_g: Annotated[float, Field(gt=0, le=300)] | None = None
    max_g_per_day: Annotated[float, Field(gt=0, le=600)]
    note: str | None = None
