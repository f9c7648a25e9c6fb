"""From a profile to a subject of the body model."""

from magwise.core.interval import Interval
from magwise.knowledge import Knowledge
from magwise.models.body.subject import INTAKE_RANGE_MG, Subject
from magwise.person import Profile

_TYPICAL_INTAKE = Interval(200.0, 300.0, 420.0)
_MEDICINE_FACTORS_WITHOUT_START_WEEKS = 52.0


def subject_of(profile: Profile, kb: Knowledge, intake: Interval | None = None) -> Subject:
    """What the body model needs of a profile.

    Parameters
    ----------
    intake
        Usual intake from food [mg/day]; by default what the profile states, else a wide guess.
    """
    if intake is None:
        stated = profile.usual_intake
        if stated is None:
            intake = _TYPICAL_INTAKE
        else:
            low, high = (
                stated.low or 0.75 * stated.mg_per_day,
                stated.high or 1.3 * stated.mg_per_day,
            )
            intake = Interval(low, stated.mg_per_day, high)
    low, best, high = (
        min(INTAKE_RANGE_MG[1], max(INTAKE_RANGE_MG[0], x))
        for x in (intake.low, intake.best, intake.high)
    )
    factors: dict[str, float | None] = {}
    for medicine in profile.medicines or ():
        for name, one in kb.body_factors.items():
            if medicine.atc and medicine.atc.startswith(one.atc or ("-",)):
                factors[name] = (
                    _MEDICINE_FACTORS_WITHOUT_START_WEEKS
                    if medicine.since_weeks is None
                    else medicine.since_weeks
                )
    if profile.pregnant:
        factors["pregnancy"] = None
    if profile.breastfeeding:
        factors["breastfeeding"] = None
    training = profile.training
    return Subject(
        sex=profile.sex,
        age_years=profile.age_years,
        weight_kg=profile.weight_kg,
        height_cm=profile.height_cm,
        egfr=profile.egfr,
        intake_mg_per_day=Interval(low, best, high),
        factors=factors,
        used_to_heat=bool(training is not None and training.in_heat),
    )
