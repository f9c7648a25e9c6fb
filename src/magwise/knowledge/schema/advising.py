"""Records of what may be advised to eat: what is left out and why, and what stands in for what."""

from typing import Annotated, Literal

from pydantic import Field

from magwise.knowledge.schema.common import Id, Names, Record, Value

Moment = Literal["breakfast", "lunch", "dinner", "between"]


class Withheld(Record):
    """Foods that are never advised to eat more of, and why.

    A food is withheld when its group is in ``groups``, its id begins with one of ``foods``, it
    has one of ``roles`` or is in one of ``states``. ``except_foods`` are ids that stay. A reason
    without foods is given by a figure: fortified, ready-made, or figures that are missing.
    """

    id: Id
    names: Names  # the reason, in words
    groups: tuple[Id, ...] = ()
    foods: tuple[Id, ...] = ()
    roles: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    except_foods: tuple[Id, ...] = ()


class Exchange(Record):
    """Which kind of food may stand in for which, and how far apart they are.

    ``by`` as in a suggestion: the same weight, or portion for portion. ``likeness`` weighs the
    departure: 0.25 for the same food in another kind, 1 for something else altogether.
    """

    id: Id
    old_groups: tuple[Id, ...]
    new_groups: tuple[Id, ...]
    new_roles: tuple[str, ...] = ()
    by: Literal["weight", "portion"]
    likeness: Annotated[float, Field(gt=0, le=1)]
    same_role: bool = True
    note: str | None = None


class Addition(Record):
    """Which kind of food may be added to a day, at which moment, and how often at most."""

    id: Id
    groups: tuple[Id, ...]
    roles: tuple[str, ...] = ()
    foods: tuple[Id, ...] = ()
    except_foods: tuple[Id, ...] = ()
    moment: Moment
    most_per_week: Annotated[int, Field(ge=1, le=7)] = 7
    beside: tuple[Id, ...] = ()  # groups that must stand in the diary at that moment


class Yardstick(Record):
    """An amount a day of another nutrient that benefits are measured against."""

    id: Id  # nutrient, in the order of ``NUTRIENTS``: fibre-g
    value: Value
