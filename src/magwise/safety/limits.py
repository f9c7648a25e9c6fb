"""Upper levels as the gate reads them, without any model: the country's own, else the lowest."""

from dataclasses import dataclass
from functools import cached_property

from magwise.core.errors import KnowledgeError, Problem
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.need import Limit
from magwise.person import Profile

_WIDEST = "European Union"


@dataclass(frozen=True)
class MagnesiumLimit:
    """What may come from supplements, fortified food and medicines together [mg/day].

    Attributes
    ----------
    mg_per_day
        The upper level; None when none is set for this age or the age is unknown, and then no
        dose is possible.
    authority, source
        Whose level it is and where it stands.
    portions
        In at least how many portions a day.
    """

    mg_per_day: float | None
    authority: str | None
    source: str | None
    portions: int = 1

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The source id, if there is one."""
        return (self.source,) if self.source else ()


def upper_level(profile: Profile, kb: Knowledge) -> MagnesiumLimit:
    """The upper level for magnesium outside food that binds this person.

    The country's own authority leads; the lowest of all where the country is unknown or has no
    level of its own. A level that is only recalled or assumed never makes it higher than the
    lowest firm one. A legal maximum for products is nobody's upper level.

    References
    ----------
    scf-2001-magnesium-ul, bfr-2017-magnesium, iom-1997-dri, evm-2003, vkm-2016-magnesium
    """
    nothing = MagnesiumLimit(None, None, None)
    if profile.age_years is None:
        return nothing
    fitting = [
        limit
        for limit in kb.limits.values()
        if limit.nutrient == "magnesium"
        and limit.status != "legal-maximum"
        and limit.group.holds(profile.age_years)
        and limit.group.sex in (None, profile.sex)
    ]
    order = kb.countries[profile.country].limits if profile.country in kb.countries else ()
    for authority in order:
        own = [limit for limit in fitting if limit.authority == authority]
        if own:
            firm = all(limit.value.how.is_firm for limit in own)
            return _lowest(own if firm else fitting, kb)
    if any(limit.value.value is None for limit in fitting):
        return nothing  # an authority says outright that none can be set at this age
    return _lowest(fitting, kb) if fitting else nothing


def _lowest(limits: list[Limit], kb: Knowledge) -> MagnesiumLimit:
    """The lowest level; of equal ones the widest speaks, and the most portions bind."""

    def order(one: Limit) -> tuple[float, bool, str]:
        return _value(one), kb.authorities[one.authority].jurisdiction != _WIDEST, one.authority

    limit = min(limits, key=order)
    return MagnesiumLimit(
        mg_per_day=limit.value.value,
        authority=limit.authority if limit.value.value is not None else None,
        source=limit.value.source,
        portions=max(one.portions or 1 for one in limits if _value(one) == _value(limit)),
    )


def _value(limit: Limit) -> float:
    return -1.0 if limit.value.value is None else limit.value.value


def nutrient_limit(nutrient: str, profile: Profile, kb: Knowledge) -> Limit | None:
    """The lowest upper level of another nutrient that fits this person; None when none is held.

    An unknown age is read as the age with the lowest level.
    """
    age = profile.age_years
    fitting = [
        limit
        for limit in kb.nutrient_limits.values()
        if limit.nutrient == nutrient
        and limit.value.value is not None
        and (age is None or limit.group.holds(age))
        and limit.group.sex in (None, profile.sex)
        and _state_fits(limit.group.state, profile)
    ]
    return min(fitting, key=lambda limit: (_value(limit), limit.id), default=None)


def _state_fits(state: str, profile: Profile) -> bool:
    """A state that was not mentioned counts as possible, except in a man."""
    if state == "ordinary":
        return True
    said = profile.pregnant if state == "pregnant" else profile.breastfeeding
    return said is True or (said is None and profile.sex != "male")


def bound(name: str, kb: Knowledge) -> float:
    """One of the figures our own advice never passes (``knowledge/data/bounds``).

    Raises
    ------
    KnowledgeError
        When it is missing: without its bound nothing is advised.
    """
    record = kb.bounds.get(name)
    if record is None or record.value.value is None:
        raise KnowledgeError(Problem("error.bound-missing", name))
    return record.value.value
