"""From a profile to a subject of the body model, and what of the profile went into it."""

from dataclasses import dataclass

from magwise.core.errors import NotApplicable, Problem, collect
from magwise.core.interval import Interval
from magwise.core.sourced import How
from magwise.knowledge import Knowledge
from magwise.knowledge.medicines import classes, recognise
from magwise.models.body.subject import INTAKE_RANGE_MG, Subject
from magwise.person import Profile
from magwise.person.profile import Medicine

_TYPICAL_INTAKE = Interval(200.0, 300.0, 420.0)
_LONG_ENOUGH_WEEKS = 52.0  # a medicine without a start is taken to be in long use
ALCOHOL_G_PER_UNIT = 10.0
CAFFEINE_MG_PER_CUP = 85.0  # an ordinary cup of filter coffee
_DAYS_PER_WEEK = 7.0


def subject_of(
    profile: Profile,
    kb: Knowledge,
    intake: Interval | None = None,
    *,
    serum_mmol_per_l: float | None = None,
    egfr: float | None = None,
) -> Subject:
    """What the body model needs of a profile.

    Usual alcohol, coffee and sweat are habits of the usual day. Medicines count by their ATC
    code, or by their name where that is certain.

    Parameters
    ----------
    intake
        Usual intake from food [mg/day]; by default what the profile states, else a wide guess.
    serum_mmol_per_l, egfr
        What a laboratory measured, where the profile itself does not hold it as a number.

    Raises
    ------
    NotApplicable
        For someone of unknown age, and for kidney disease of unknown degree: nobody is taken for
        a healthy adult.
    """
    kidney = profile.egfr if profile.egfr is not None else egfr
    problems = []
    if profile.age_years is None:
        problems.append(Problem("error.body-age", "age_years"))
    if profile.dialysis or (profile.kidney_disease and kidney is None):
        problems.append(Problem("error.body-kidneys", "egfr"))
    collect(problems, NotApplicable)
    training = profile.training
    hours = 0.0 if training is None else training.hours_per_week or 0.0
    rate = None if training is None else training.sweat_litres_per_hour
    if rate is None:
        rate = kb.body_parameters["sweat-rate"].value
    return Subject(
        sex=profile.sex,
        age_years=profile.age_years,
        weight_kg=profile.weight_kg,
        height_cm=profile.height_cm,
        egfr=kidney,
        serum_mmol_per_l=serum_mmol_per_l,
        intake_mg_per_day=_within(intake or _stated(profile)),
        factors=_factors(profile, kb),
        used_to_heat=bool(training is not None and training.in_heat),
        alcohol_g_per_day=(profile.alcohol_units_per_week or 0) * ALCOHOL_G_PER_UNIT / 7,
        caffeine_mg_per_day=(profile.caffeine_cups_per_day or 0) * CAFFEINE_MG_PER_CUP,
        sweat_litres_per_day=hours * rate / _DAYS_PER_WEEK,
    )


def _stated(profile: Profile) -> Interval:
    stated = profile.usual_intake
    if stated is None:
        return _TYPICAL_INTAKE
    low, high = stated.low or 0.75 * stated.mg_per_day, stated.high or 1.3 * stated.mg_per_day
    return Interval(low, stated.mg_per_day, high)


def _within(intake: Interval) -> Interval:
    low, best, high = (
        min(INTAKE_RANGE_MG[1], max(INTAKE_RANGE_MG[0], x))
        for x in (intake.low, intake.best, intake.high)
    )
    return Interval(low, best, high)


def _factors(profile: Profile, kb: Knowledge) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for medicine in profile.medicines or ():
        codes = _codes(medicine, kb)
        for name, one in kb.body_factors.items():
            if codes and all(_is_one(code, one.atc, kb) for code in codes):
                since = medicine.since_weeks
                found[name] = _LONG_ENOUGH_WEEKS if since is None else since
    if any(name.startswith("diabetes") for name in profile.conditions or ()):
        found["diabetes"] = None
    if profile.pregnant:
        found["pregnancy"] = None
    if profile.breastfeeding:
        found["breastfeeding"] = None
    return found


def _codes(medicine: Medicine, kb: Knowledge) -> tuple[str, ...]:
    """ATC codes a medicine may have; none where the name is in doubt."""
    if medicine.atc is not None:
        return (medicine.atc,)
    match = recognise(medicine.name, kb)
    return match.atc_codes if match.status == "recognised" else ()


def _is_one(code: str, beginnings: tuple[str, ...], kb: Knowledge) -> bool:
    own = classes(code, kb)
    return any(beginning in own or code.startswith(beginning) for beginning in beginnings)


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a person went into the simulation: factor ids, by how sure the size of each is."""

    known: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def counted(subject: Subject, kb: Knowledge) -> Counted:
    """The states, medicines and habits that a subject holds."""
    names = list(subject.factors)
    cancelled = {gone for name in names for gone in kb.body_factors[name].cancels}
    names = [name for name in names if name not in cancelled]
    names += [
        name
        for name, amount in (
            ("alcohol", subject.alcohol_g_per_day),
            ("caffeine", subject.caffeine_mg_per_day),
        )
        if amount > 0
    ]
    assumed = tuple(name for name in names if kb.body_factors[name].citations[0].how is How.ASSUMED)
    known = tuple(name for name in names if name not in assumed)
    if subject.sweat_litres_per_day > 0:
        known = (*known, "sweat")
    if any(dose.elemental_mg for dose in subject.doses_in_use):
        known = (*known, "supplement")
    return Counted(known, assumed)
