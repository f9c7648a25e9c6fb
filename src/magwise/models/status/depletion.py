"""A published score of things that drain magnesium: information, never a dose."""

from dataclasses import dataclass

from magwise.core.facts import Certainty, Fact
from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.knowledge.schema.status import HeavyDrinking, Score, ScoreItem
from magwise.models.status.known import KnownMedicine, conditions_of, egfr_of, medicines_of, say
from magwise.models.status.risks import holds_magnesium_back
from magwise.person import Profile

DAYS_PER_WEEK = 7
_KIDNEY_DISEASE = {"kidney-severe", "kidney-dialysis", "kidney-moderate"}


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """Points for one item, from fewest to most that the known answers leave open."""

    item: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DepletionScore:
    """The magnesium depletion score of Fan 2021; a range where answers are missing.

    It rises with kidney disease, which is the very reason not to take magnesium: it must never
    be turned into a dose.
    """

    items: tuple[ItemPoints, ...]

    @property
    def low(self) -> int:
        """Fewest points."""
        return sum(item.low for item in self.items)

    @property
    def high(self) -> int:
        """Most points."""
        return sum(item.high for item in self.items)


def depletion_score(profile: Profile, kb: Knowledge) -> DepletionScore | None:
    """The score of an adult; None for the young, an unknown age, or when nothing is known of it.

    References
    ----------
    fan-2021-mds

    Examples
    --------
    >>> from magwise import Knowledge, Profile
    >>> person = Profile(age_years=70, sex="female", egfr=75, medicines=[],
    ...                  alcohol_units_per_week=2)
    >>> score = depletion_score(person, Knowledge.load())
    >>> (score.low, score.high)
    (1, 1)
    """
    score = _record(kb)
    if profile.age_years is None or profile.age_years < score.minimum_age_years:
        return None
    medicines = None if profile.medicines is None else medicines_of(profile, kb)
    conditions = conditions_of(profile, kb)
    items = tuple(_points(item, profile, medicines, conditions) for item in score.items)
    nothing_known = all(
        points.low == 0 and points.high == item.points
        for points, item in zip(items, score.items, strict=True)
    )
    return None if nothing_known else DepletionScore(items)


def depletion_facts(profile: Profile, kb: Knowledge) -> tuple[Fact, ...]:
    """The score in words: advice to ask for a blood test from two points, else how it was made."""
    score = depletion_score(profile, kb)
    if score is None:
        return ()
    record = _record(kb)
    points = Interval(score.low, score.low, score.high).as_dict()
    # Where kidneys or a medicine hold magnesium back, points for them are no reason to think of
    # too little: the score is then only explained.
    reached = (
        []
        if holds_magnesium_back(profile, kb)
        else [band for band in record.bands if score.low >= band.at_least]
    )
    finding = reached[-1].finding if reached else "explain.depletion-score"
    return (
        say(
            finding,
            kb,
            "depletion-score",
            {"points": points},
            record.citations,
            certainty=Certainty.LOW,
        ),
    )


def _record(kb: Knowledge) -> Score:
    return kb.scores["depletion"]


def _points(
    item: ScoreItem,
    profile: Profile,
    medicines: tuple[KnownMedicine, ...] | None,
    conditions: frozenset[str],
) -> ItemPoints:
    if item.atc:
        low, high = _for_medicines(item, medicines)
    elif item.egfr:
        low, high = _for_kidney(item, profile, conditions)
    else:
        low, high = _for_alcohol(item, profile, conditions)
    return ItemPoints(item.id, low, high)


def _for_medicines(item: ScoreItem, medicines: tuple[KnownMedicine, ...] | None) -> tuple[int, int]:
    if medicines is None:
        return 0, item.points
    # A code that is cut short, and a name that was not recognised, may be one of these.
    certain = any(
        medicine.certain and code.startswith(item.atc)
        for medicine in medicines
        for code in medicine.atc
    )
    possible = any(
        not medicine.atc
        or any(
            code.startswith(item.atc) or any(prefix.startswith(code) for prefix in item.atc)
            for code in medicine.atc
        )
        for medicine in medicines
    )
    return (item.points if certain else 0), (item.points if possible or certain else 0)


def _for_kidney(item: ScoreItem, profile: Profile, conditions: frozenset[str]) -> tuple[int, int]:
    egfr = egfr_of(profile)
    if egfr is not None:
        for step in item.egfr:
            above = step.at_least is None or egfr >= step.at_least
            if above and (step.below is None or egfr < step.below):
                return step.points, step.points
    if profile.dialysis is True or not conditions.isdisjoint(_KIDNEY_DISEASE):
        return item.points, item.points
    # Kidneys that filter a little less give no complaints, so "no kidney disease" leaves that
    # step open.
    fewest = min(step.points for step in item.egfr)
    middle = sorted(step.points for step in item.egfr)[1]
    return fewest, (middle if profile.kidney_disease is False else item.points)


def _for_alcohol(item: ScoreItem, profile: Profile, conditions: frozenset[str]) -> tuple[int, int]:
    drinking = item.alcohol
    if drinking is None or "alcohol-dependence" in conditions:
        return item.points, item.points
    glasses = profile.alcohol_units_per_week
    if glasses is None:
        return 0, item.points
    grams = glasses * _glass_g(drinking, profile.country) / DAYS_PER_WEEK
    female = int(grams > (drinking.above_female_g_per_day.value or 0.0)) * item.points
    male = int(grams > (drinking.above_male_g_per_day.value or 0.0)) * item.points
    if profile.sex is None:
        return min(female, male), max(female, male)
    points = female if profile.sex == "female" else male
    return points, points


def _glass_g(drinking: HeavyDrinking, country: str | None) -> float:
    """Alcohol in a glass or unit as it is counted in a country [g]."""
    glass = drinking.grams_per_glass.get(country or "other", drinking.grams_per_glass["other"])
    return glass.value or 0.0
