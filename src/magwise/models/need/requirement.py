"""Which reference values fit a person, and what is worth saying about them."""

from collections.abc import Iterable

from magwise.core.facts import Certainty, Fact, Severity
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.need import Requirement
from magwise.models.need.records import Kind, Need, ReferenceValue
from magwise.models.need.sport import sport_facts
from magwise.person import Profile

# What a person may be compared with first; an average requirement or a floor is no target.
TARGETS = (Kind.AI, Kind.RDA, Kind.RNI)
SUBJECT = "need"
ADULT = 18


def need(profile: Profile, kb: Knowledge) -> Need:
    """What the authorities ask for someone like this, the country's own first.

    Every authority keeps its own figure; none is averaged. Where the country's own figure is
    not known to us, the authority the record names stands in and is shown under its own name.
    An unknown age is not an adult: then there is nothing to compare with, and the age is asked.
    With an unknown sex the higher of both figures is taken, and that is said.
    With an unknown country the Dutch order is used, and the country is asked.

    Parameters
    ----------
    profile
        Age, sex, pregnancy, breastfeeding, country and training count.
    kb
        The knowledge base.

    Returns
    -------
    Need
        ``leading`` is what the person is compared with [mg/day]; ``values`` are all that fit.

    Examples
    --------
    >>> kb = Knowledge.load()
    >>> need(Profile(age_years=41, sex="male", country="nl"), kb).leading.mg_per_day.value
    350.0
    >>> need(Profile(country="nl"), kb).leading is None
    True

    References
    ----------
    gr-2018-voedingsnormen, efsa-2015-magnesium, iom-1997-dri, coma-1991-drv,
    dach-2021-magnesium, nnr-2023, fao-who-2004
    """
    if profile.age_years is None:
        ask = Fact("ask.age", severity=Severity.ASK, subject=SUBJECT)
        return Need(leading=None, values=(), facts=(ask,))
    own = kb.countries[profile.country or "nl"].requirements
    order = (*own, *(name for name in kb.authorities if name not in own))
    found = {name: _of_authority(name, profile, kb) for name in order}
    values = tuple(
        value for name in order for value in found[name] if value.mg_per_day.value is not None
    )
    leading, unknown = _leading(own, found, profile, kb)
    return Need(leading, values, tuple(_facts(profile, kb, leading, values, unknown)))


def _states(profile: Profile) -> tuple[str, ...]:
    """Pregnant and breastfeeding at once: both count, and the higher figure is taken."""
    states = []
    if profile.pregnant:
        states.append("pregnant")
    if profile.breastfeeding:
        states.append("breastfeeding")
    return tuple(states) or ("ordinary",)


def _fitting(
    authority: str, kind: Kind, profile: Profile, state: str, kb: Knowledge
) -> tuple[Requirement, ...]:
    age = profile.age_years
    if age is None:
        return ()
    sex = "female" if state != "ordinary" else profile.sex
    return tuple(
        row
        for row in kb.requirements.values()
        if row.authority == authority
        and row.kind == kind.value
        and row.retired is None
        and row.group.state == state
        and row.group.holds(age)
        and (sex is None or row.group.sex in (None, sex))
    )


def _of_authority(authority: str, profile: Profile, kb: Knowledge) -> tuple[ReferenceValue, ...]:
    values = []
    for kind in Kind:
        rows: list[Requirement] = []
        for state in _states(profile):
            # an authority that says nothing about a state leaves its ordinary figure standing
            rows += _fitting(authority, kind, profile, state, kb) or _fitting(
                authority, kind, profile, "ordinary", kb
            )
        if rows:
            values.append(_highest(rows, kind))
    return tuple(values)


def _highest(rows: Iterable[Requirement], kind: Kind) -> ReferenceValue:
    ordered = sorted(rows, key=lambda row: (-(row.value.value or 0.0), row.id))
    chosen = ordered[0]
    sexes = {row.group.sex for row in ordered}
    match = "assumed-sex" if {"female", "male"} <= sexes else "exact"
    return ReferenceValue(chosen.authority, kind, chosen.value.sourced(), match, chosen.id)


def _leading(
    own: tuple[str, ...],
    found: dict[str, tuple[ReferenceValue, ...]],
    profile: Profile,
    kb: Knowledge,
) -> tuple[ReferenceValue | None, str | None]:
    """The figure that leads, and the authority whose own figure is not known to us."""
    unknown: str | None = None
    for name in own:
        for kind in TARGETS:
            for value in found[name]:
                if value.kind is not kind:
                    continue
                if value.mg_per_day.value is not None:
                    if unknown is None:
                        return value, None
                    stand_in = ReferenceValue(
                        value.authority, kind, value.mg_per_day, "provisional", value.record
                    )
                    return stand_in, unknown
                if kb.requirements[value.record].provisional_from is None:
                    return None, name
                unknown = unknown or name
    return None, unknown


def _facts(
    profile: Profile,
    kb: Knowledge,
    leading: ReferenceValue | None,
    values: tuple[ReferenceValue, ...],
    unknown: str | None,
) -> Iterable[Fact]:
    if leading is None:
        yield Fact("need.no-figure", severity=Severity.INFO, subject=SUBJECT)
    else:
        yield from _leading_facts(profile, kb, leading, unknown)
    others = [
        value
        for value in values
        if value.kind in TARGETS and (leading is None or value.authority != leading.authority)
    ]
    if others:
        amounts = [value.mg_per_day.value or 0.0 for value in others]
        yield Fact(
            "need.others",
            {
                "authorities": tuple(dict.fromkeys(value.authority for value in others)),
                "low": min(amounts),
                "high": max(amounts),
            },
            sources=tuple(dict.fromkeys(value.mg_per_day.source for value in others)),
            subject=SUBJECT,
            certainty=Certainty.OFFICIAL,
        )
    if profile.sex is None and not (profile.pregnant or profile.breastfeeding):
        differs = any(value.match == "assumed-sex" for value in values)
        if differs:
            yield Fact("ask.sex", severity=Severity.ASK, subject=SUBJECT)
    if profile.country is None:
        yield Fact("ask.country", severity=Severity.ASK, subject=SUBJECT)
    group = _sufficient_dutch_group(profile)
    if group is not None:
        yield Fact(
            f"need.dutch-{group}-sufficient",
            {"authority": "rivm", "norm": "gezondheidsraad"},
            sources=("rivm-wateetnederland",),
            subject=SUBJECT,
            certainty=Certainty.OFFICIAL,
        )
    yield from sport_facts(profile, leading, kb)


def _leading_facts(
    profile: Profile, kb: Knowledge, leading: ReferenceValue, unknown: str | None
) -> Iterable[Fact]:
    source = (leading.mg_per_day.source,)
    reference = leading.mg_per_day.value or 0.0
    record = kb.requirements[leading.record]
    official = Certainty.OFFICIAL

    def said(name: str, values: dict[str, object]) -> Fact:
        return Fact(name, values, source, subject=SUBJECT, certainty=official)

    yield said(
        "need.leading",
        {
            "authority": leading.authority,
            "reference": reference,
            "kind": f"kind-{leading.kind.value}",
        },
    )
    if unknown is not None:
        yield said("need.own-figure-unknown", {"authority": unknown, "stand_in": leading.authority})
    if _assumed_sex(profile, leading, kb):
        yield said("need.assumed-sex", {"reference": reference})
    if leading.kind is Kind.AI:
        yield said("need.ai-not-a-minimum", {"authority": leading.authority})
    if not leading.mg_per_day.how.is_firm:
        yield said("need.figure-not-verified", {"authority": leading.authority})
    if profile.pregnant or profile.breastfeeding:
        ordinary = _fitting(leading.authority, leading.kind, profile, "ordinary", kb)
        plain = max(
            (row.value.value or 0.0 for row in ordinary if row.group.sex != "male"), default=None
        )
        if plain is not None and plain == reference:
            yield said("need.no-extra-in-pregnancy", {"authority": leading.authority})
    yield Fact(
        "explain.need",
        {
            "authority": leading.authority,
            "version": record.norm_version,
        },
        source,
        subject=SUBJECT,
        certainty=Certainty.OFFICIAL,
    )


def _assumed_sex(profile: Profile, leading: ReferenceValue, kb: Knowledge) -> bool:
    """A stand-in hides how it was matched, so look at the record that was taken."""
    if profile.sex is not None or profile.pregnant or profile.breastfeeding:
        return False
    return kb.requirements[leading.record].group.sex is not None


def _sufficient_dutch_group(profile: Profile) -> str | None:
    """The groups whose magnesium intake RIVM calls sufficient; None for the others.

    Adults, boys of 1-13 and girls of 1-9 years; where the sex is unknown both must hold.

    References
    ----------
    rivm-wateetnederland
    """
    age = profile.age_years
    if profile.country != "nl" or age is None:
        return None
    if age >= ADULT:
        return "adults"
    return "children" if 1 <= age < (14 if profile.sex == "male" else 10) else None
