"""People that nobody made up by hand: profiles for property tests, each part on its own too."""

from typing import Any

from hypothesis import strategies as st

from magwise.person import Complaint, Medicine, Profile, Supplement

# What people write, with and without a rule behind it.
HARMLESS_CONDITIONS = ("asthma", "migraine", "hooikoorts", "restless-legs", "hoog cholesterol")
RISKY_CONDITIONS = (
    "hypertension", "diabetes type 2", "hypothyroidism", "ziekte van Crohn", "coeliakie",
    "hartfalen", "nierstenen", "alcohol-dependence", "pds", "lage bloeddruk", "addison",
)  # fmt: skip
STOPPING_CONDITIONS = (
    "myasthenia-gravis", "Lambert-Eaton", "AV-blok", "bradycardia", "ileus", "acute-diarrhoea",
    "uitdroging", "struvietstenen", "kidney failure", "hypermagnesaemia",
)  # fmt: skip
HARMLESS_MEDICINES = ("paracetamol", "metoprolol", "sertraline", "cetirizine")
SPACED_MEDICINES = (
    "levothyroxine 100 mcg", "ciprofloxacine", "doxycycline", "alendroninezuur", "gabapentine",
    "rosuvastatine", "ferrofumaraat",
)  # fmt: skip
WATCHED_MEDICINES = ("omeprazol", "hydrochloorthiazide", "furosemide", "digoxine", "lisinopril")
STOPPING_MEDICINES = ("spironolacton", "raltegravir", "natriumpolystyreensulfonaat", "amiloride")
UNKNOWN_MEDICINES = ("zyxobrinol", "die witte pil")
RED_FLAGS = ("chest-pain", "calf-swollen", "cola-urine", "progressive-weakness", "seizure")
FORMS = ("citrate", "bisglycinate", "oxide", "chloride", "threonate", None)
TIMES = ("07:00", "08:30", "12:00", "18:00", "22:30")

answers = st.sampled_from((True, False, None))


def medicines(
    names: tuple[str, ...] = (
        *HARMLESS_MEDICINES,
        *SPACED_MEDICINES,
        *WATCHED_MEDICINES,
        *STOPPING_MEDICINES,
        *UNKNOWN_MEDICINES,
    ),
) -> st.SearchStrategy[Medicine]:
    """One medicine, perhaps with the times it is taken."""
    return st.builds(
        Medicine,
        name=st.sampled_from(names),
        times=st.none() | st.lists(st.sampled_from(TIMES), min_size=1, max_size=3, unique=True),
        since_weeks=st.none() | st.floats(0, 500),
        started_before_complaint=answers,
    )


def supplements() -> st.SearchStrategy[Supplement]:
    """One magnesium product with a label that may be read in more than one way."""
    return st.builds(
        Supplement,
        name=st.sampled_from(("magnesium", "magnesiumcitraat", "vitamine D", "multi")),
        form=st.sampled_from(FORMS),
        amount_mg=st.none() | st.floats(0, 1500),
        amount_is=st.sampled_from(("elemental", "salt", "unknown")),
        per_day=st.sampled_from((1.0, 2.0, 3.0)),
        times=st.none() | st.lists(st.sampled_from(TIMES), max_size=2, unique=True),
        on_prescription=answers,
    )


def complaints() -> st.SearchStrategy[Complaint]:
    """One complaint."""
    return st.builds(
        Complaint,
        id=st.sampled_from(("cramps-night", "cramps-exercise", "soreness", "tiredness")),
        one_sided=answers,
    )


def _list_or_nothing(part: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(part, max_size=most).map(tuple)


def profile_fields(**fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    """The fields of a profile; ``fixed`` are strategies or values that replace some of them."""
    fields: dict[str, Any] = {
        "country": st.sampled_from(("nl", "be", "de", "gb", "us", "no", "other", None)),
        "age_years": st.none() | st.integers(0, 100),
        "sex": st.sampled_from(("female", "male", None)),
        "weight_kg": st.none() | st.integers(3, 180),
        "height_cm": st.none() | st.integers(50, 210),
        "pregnant": answers,
        "breastfeeding": answers,
        "egfr": st.none() | st.integers(0, 160),
        "kidney_disease": answers,
        "dialysis": answers,
        "conditions": _list_or_nothing(
            st.sampled_from((*HARMLESS_CONDITIONS, *RISKY_CONDITIONS, *STOPPING_CONDITIONS))
        ),
        "medicines": _list_or_nothing(medicines()),
        "supplements": _list_or_nothing(supplements(), 2),
        "red_flags": st.sampled_from(((), (), (), None)) | st.tuples(st.sampled_from(RED_FLAGS)),
        "signs": st.sampled_from(((), None, ("cramps",))),
        "complaints": _list_or_nothing(complaints(), 2),
        "missed_periods": answers,
        "stress_fracture": answers,
        "clinician_asked_supplement": answers,
    }
    for name, value in fixed.items():
        fields[name] = value if isinstance(value, st.SearchStrategy) else st.just(value)
    return st.fixed_dictionaries(fields)


def profiles(**fixed: Any) -> st.SearchStrategy[Profile]:
    """Any profile, with as many answers missing as given."""
    return profile_fields(**fixed).map(lambda fields: Profile(**fields))


def healthy_adults() -> st.SearchStrategy[Profile]:
    """Adults under 65 who answered everything and have nothing."""
    return st.builds(
        Profile,
        country=st.sampled_from(("nl", "be", "de", "gb", "us")),
        age_years=st.integers(18, 64),
        sex=st.sampled_from(("female", "male")),
        weight_kg=st.integers(62, 80),
        height_cm=st.integers(165, 178),
        pregnant=st.just(False),
        breastfeeding=st.just(False),
        egfr=st.integers(75, 120),
        kidney_disease=st.just(False),
        dialysis=st.just(False),
        conditions=st.just(()) | st.tuples(st.sampled_from(HARMLESS_CONDITIONS)),
        medicines=st.just(()),
        supplements=st.just(()),
        red_flags=st.just(()),
        signs=st.just(()),
        complaints=st.just(()),
        missed_periods=st.just(False),
        stress_fracture=st.just(False),
        sleep_hours=st.integers(7, 9),
    )
