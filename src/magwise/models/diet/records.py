"""What someone eats, what they wish, and the changes that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from magwise.core.interval import Interval
from magwise.knowledge.schema.advising import Moment

MOMENTS: tuple[Moment, ...] = ("breakfast", "lunch", "dinner", "between")


@dataclass(frozen=True, slots=True)
class Eaten:
    """One food at one moment of one diary day [g]."""

    food: str
    grams: float
    moment: Moment


@dataclass(frozen=True, slots=True)
class Diet:
    """What someone eats on an average day, as a diary of some days tells it.

    Attributes
    ----------
    days
        Diary days that count.
    eaten
        Every food of those days, in an order that does not hang on the order of the days.
    nutrients_per_day
        What is known of each nutrient, an average a day in the unit its id ends with.
    energy_known
        Whether energy is known of nearly everything that was eaten.
    """

    days: int
    eaten: tuple[Eaten, ...]
    nutrients_per_day: Mapping[str, float]
    energy_known: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """What changes together may do to the rest of the diet, on an average day.

    ``energy_down_share`` and ``energy_up_share`` hold where energy is known, ``energy_kcal``
    where it is not. ``largest_drop_kcal`` is the most energy that one change may take away; None
    for no such bound. Sodium and sugars may rise by what lies within the noise of the food table.
    """

    energy_down_share: float = 0.05
    energy_up_share: float = 0.05
    energy_kcal: float = 100.0
    largest_drop_kcal: float | None = 100.0
    sodium_share: float = 0.05
    sodium_mg: float = 100.0
    free_sugars_g: float = 2.0
    alcohol_g: float = 0.0
    fibre_g: float = 12.0


@dataclass(frozen=True, slots=True)
class NutrientBound:
    """Changes may together raise this nutrient by at most ``most`` a day.

    With ``either_way`` every change counts, whichever way it goes; with ``not_plants`` vegan
    foods do not count (their vitamin A is carotene). Where a value is missing the food counts as
    the highest one of its group; with ``known_only`` it is left out.
    """

    nutrient: str
    most: float
    either_way: bool = False
    not_plants: bool = False
    known_only: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """One wish that a plan must respect, and that may stand in the way of every plan.

    ``kind`` is one of ``diet``, ``allergy``, ``dislike``, ``refused``, ``wanted``, ``budget``,
    ``cooking``, ``gut``, ``fewest`` and ``chance``; ``words`` are the person's own or an id.
    """

    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the food: how much, how sure, and within which wishes.

    Attributes
    ----------
    target_mg_per_day
        Usual magnesium intake from food to reach [mg/day].
    log_mean, log_sd
        Usual intake now, as a normal distribution of the logarithm of mg/day.
    chance
        The chance with which usual intake is to reach the target, given what the diary and the
        food table leave open [0.5-0.9]; never called adequacy.
    barred
        For each food the wishes that speak against it.
    unsafe
        Foods that safety would refuse; no wish can bring them back.
    wanted
        Foods that must be part of the answer.
    """

    target_mg_per_day: float
    log_mean: float
    log_sd: float
    chance: float = 0.5
    max_changes: int = 3
    barred: Mapping[str, frozenset[Wish]] = field(default_factory=dict)
    unsafe: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    tender_gut: bool = False
    bounds: tuple[NutrientBound, ...] = ()
    limits: Limits = Limits()
    alternatives: int = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what, instead of what, how much, how often, when, and what it does.

    Attributes
    ----------
    kind
        ``swap``: one food for another; ``more``: a larger portion of a food of the diary or that
        food more often; ``add``: something new.
    grams_per_day
        Average weight of what is newly eaten [g/day].
    portion_g, measure, count
        What is eaten each time [g], in a household measure and whole or half steps; for a larger
        portion what comes on top.
    times_per_week
        How often.
    share
        For a swap: the part of the times that the old food is replaced, 0.5 or 1.
    gain_mg_per_day
        Extra magnesium on an average day [mg].
    nutrients_per_day
        Change of each nutrient a day; a nutrient with a missing value is absent.
    departure
        How far it leads from what the person eats: hundreds of grams and of kilocalories moved a
        day, less for what is alike.
    """

    kind: Literal["swap", "more", "add"]
    food: str
    replaces: str | None
    grams_per_day: float
    portion_g: float
    measure: str
    count: float
    times_per_week: float
    share: float
    moment: Moment
    larger_portion: bool
    gain_mg_per_day: Interval
    nutrients_per_day: Mapping[str, float]
    free_sugars_g: float
    departure: float

    def key(self) -> tuple[str, str, str, float, float, str]:
        """What tells changes apart; ties are broken by it."""
        kind = "larger" if self.larger_portion else self.kind
        old = self.replaces or ""
        return (self.food, kind, old, self.times_per_week, self.grams_per_day, self.moment)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Changes that together do what was asked, or come as near as the wishes allow.

    Attributes
    ----------
    gain_mg_per_day
        What the changes bring together [mg/day].
    gap
        How far the departure may lie above the least possible [share]; 0 is proven optimal.
    benefits
        The sum over the yardsticks of how far each is reached [0-1 each], after the changes.
    """

    changes: tuple[Change, ...]
    gain_mg_per_day: Interval
    departure: float
    benefits: float
    gap: float
    reaches: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """No diet within the wishes does it.

    ``wishes`` is a smallest set of which one must give way; empty when even without any wish no
    diet within the limits does it. ``nearest`` comes as close as the wishes allow.
    """

    wishes: tuple[Wish, ...]
    nearest: tuple[Alternative, ...]
