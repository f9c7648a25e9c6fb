"""Which upper level applies to a person: the country's own, the lowest where that is unknown."""

from dataclasses import dataclass
from typing import Literal

from magwise.core.sourced import Sourced
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.need import Limit
from magwise.person import Profile

Reason = Literal[
    "country",
    "lowest-country-unknown",
    "lowest-no-own",
    "lowest-own-not-firm",
    "none-set",
    "age-unknown",
]


@dataclass(frozen=True, slots=True)
class UpperLevel:
    """The upper level for magnesium from supplements, fortified food and medicines [mg/day].

    It never counts plain food.

    Attributes
    ----------
    mg_per_day
        The level; None when no authority set one for this age, or the age is unknown. None is
        never "no limit": without a level no dose is possible.
    authority, record
        Whose level, and the id of the record; None when there is none.
    portions
        In at least how many portions a day; None when the authority does not say.
    reason
        Why this one: ``country``, ``lowest-country-unknown``, ``lowest-no-own`` (the country's
        own authority says nothing about this age), ``lowest-own-not-firm`` (its figure is
        recalled or assumed, and such a figure never decides in the lenient direction),
        ``none-set`` or ``age-unknown``.
    others
        Levels of the other authorities for the same age, the lowest first: shown, not used.
    reviewed
        Whether a clinician has signed the record.
    """

    mg_per_day: float | None
    authority: str | None
    record: str | None
    portions: int | None
    reason: Reason
    value: Sourced | None = None
    others: tuple[tuple[str, float], ...] = ()
    reviewed: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources it rests on."""
        return (self.value.source,) if self.value is not None else ()


def upper_level(profile: Profile, kb: Knowledge, nutrient: str = "magnesium") -> UpperLevel:
    """The upper level that binds for this person, and what other authorities set.

    The country's own authority leads. Where the country is unknown, or its authority says
    nothing about this age, the lowest level of all counts; where an authority says outright
    that none can be set at this age, there is none.

    Parameters
    ----------
    profile
        Age and country decide; both may be unknown.
    kb
        The knowledge base.
    nutrient
        Id of the nutrient.

    References
    ----------
    scf-2001-magnesium-ul, bfr-2017-magnesium, iom-1997-dri, evm-2003, vkm-2016-magnesium
    """
    if profile.age_years is None:
        return UpperLevel(None, None, None, None, "age-unknown")
    age = profile.age_years
    fitting = [
        limit
        for limit in kb.limits.values()
        if limit.nutrient == nutrient
        and limit.status != "legal-maximum"  # a law for products, not a level for people
        and limit.group.holds(age)
        and limit.group.sex in (None, profile.sex)
    ]
    by_level = sorted(
        (limit for limit in fitting if limit.value.value is not None),
        key=lambda limit: (limit.value.value or 0.0, limit.authority),
    )
    order = kb.countries[profile.country].limits if profile.country is not None else ()
    for authority in order:
        own = [limit for limit in fitting if limit.authority == authority]
        if own and (own[0].value.how.is_firm or own[0] in by_level[:1]):
            return _chosen(own[0], "country", by_level)
        if own and by_level:
            return _chosen(by_level[0], "lowest-own-not-firm", by_level)
    none_set = [limit for limit in fitting if limit.value.value is None]
    if none_set:
        return _chosen(none_set[0], "none-set", by_level)
    if by_level:
        reason: Reason = "lowest-no-own" if order else "lowest-country-unknown"
        return _chosen(by_level[0], reason, by_level)
    return UpperLevel(None, None, None, None, "none-set")


def _chosen(limit: Limit, reason: Reason, by_level: list[Limit]) -> UpperLevel:
    value = limit.value.value
    others = tuple(
        (other.authority, other.value.value)
        for other in by_level
        if other.id != limit.id and other.value.value is not None
    )
    return UpperLevel(
        mg_per_day=value,
        authority=limit.authority if value is not None else None,
        record=limit.id,
        portions=limit.portions,
        reason=reason if value is not None else "none-set",
        value=limit.value.sourced(),
        others=others,
        reviewed=limit.review.status == "reviewed",
    )
