"""The profile: what a person told us, and just as carefully what they did not.

Everywhere ``None`` means "not said" and is never read as "no", "none" or "normal". An empty
list means "I have none of these".
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

Country = Literal[
    "nl", "be", "gb", "ie", "de", "at", "ch", "fr", "es", "it", "pt", "lu", "dk", "se", "no", "fi",
    "is", "pl", "cz", "us", "ca", "other",
]  # fmt: skip


_ANSWERS = {
    **dict.fromkeys(("yes", "ja", "true", "y", "j"), True),
    **dict.fromkeys(("no", "nee", "neen", "false", "n"), False),
    **dict.fromkeys(("unknown", "onbekend", "weet ik niet", "i don't know", "?", "")),
}


def _answer(value: Any) -> Any:
    """Yes and no as people write them, in both languages; ``?`` and ``unknown`` are None."""
    if isinstance(value, str):
        word = value.strip().casefold()
        if word in _ANSWERS:
            return _ANSWERS[word]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        raise PydanticCustomError("bool_type", "neither yes nor no")  # 0 and "on" are guesses
    return value


def _no_yes_or_no(value: Any) -> Any:
    """Leave a value as it is, unless it is yes or no: ``true`` would silently be read as 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("float_type", "yes or no is no number")
    return value


Number = Annotated[float, BeforeValidator(_no_yes_or_no)]
Whole = Annotated[int, BeforeValidator(_no_yes_or_no)]
Answer = Annotated[
    bool | None,
    BeforeValidator(_answer),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "string", "enum": list(_ANSWERS)},
                {"type": "null"},
            ]
        }
    ),
]

_COUNTRY_NAMES = {
    "nederland": "nl", "netherlands": "nl", "the netherlands": "nl", "belgië": "be",
    "belgie": "be", "belgium": "be", "uk": "gb", "united kingdom": "gb", "engeland": "gb",
    "england": "gb", "verenigd koninkrijk": "gb", "duitsland": "de", "germany": "de", "usa": "us",
    "united states": "us", "verenigde staten": "us", "frankrijk": "fr", "france": "fr",
}  # fmt: skip
_SEX_NAMES = {"f": "female", "v": "female", "vrouw": "female", "woman": "female"} | {
    "m": "male", "man": "male",
}  # fmt: skip


def _named(names: dict[str, str]) -> BeforeValidator:
    """Everyday names and capitals for a word of a list; anything else is left to be judged."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        word = value.strip().casefold()
        return names.get(word, word)

    return BeforeValidator(read)


class Part(BaseModel):
    """A frozen part of a profile that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Medicine(Part):
    """A medicine as the person names it; the ATC code is looked up when it is not given."""

    name: str = Field(min_length=1, max_length=200)
    atc: str | None = Field(default=None, pattern=r"^[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?$")
    times: tuple[str, ...] | None = None  # "07:00"
    fasting: Answer = None
    since_weeks: Number | None = Field(default=None, ge=0, le=5200)
    started_before_complaint: Answer = None
    per_day: Number | None = Field(default=None, gt=0, le=50)
    elemental_mg: Number | None = Field(default=None, ge=0, le=20000)  # magnesium in it, per day


class Supplement(Part):
    """A supplement in use. ``amount_mg`` is what the label shows; ``amount_is`` says of what.

    ``salt_mg`` is the mass of the compound, where the label gives both.
    """

    name: str = Field(default="magnesium", min_length=1, max_length=200)
    form: str | None = Field(default=None, max_length=80)
    amount_mg: Number | None = Field(default=None, ge=0, le=100000)
    amount_is: Literal["elemental", "salt", "unknown"] = "unknown"
    salt_mg: Number | None = Field(default=None, ge=0, le=100000)
    per_day: Number = Field(default=1, gt=0, le=50)
    times: tuple[str, ...] | None = None
    with_food: Answer = None
    on_prescription: Answer = None
    stop_when_asked: Answer = None


class LaboratoryResult(Part):
    """A laboratory value with its unit and the laboratory's own range."""

    test: str = Field(min_length=1, max_length=80)
    value: Number
    unit: str | None = Field(default=None, max_length=40)
    range_low: Number | None = None
    range_high: Number | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d$")

    @field_validator("date")
    @classmethod
    def _a_date(cls, value: str | None) -> str | None:
        return None if value is None else date.fromisoformat(value).isoformat()


class Complaint(Part):
    """A complaint by its id in the knowledge base (``cramps-night``, ``soreness``, ...)."""

    id: str = Field(min_length=1, max_length=80)
    since_weeks: Number | None = Field(default=None, ge=0, le=5200)
    per_week: Number | None = Field(default=None, ge=0, le=500)
    one_sided: Answer = None
    clues: tuple[str, ...] | None = None  # ids of clues the person recognised


class Training(Part):
    """Training and heavy work in an ordinary week."""

    kinds: tuple[
        Literal["endurance", "strength", "team", "weight-class", "heavy-work", "other"], ...
    ] = ()
    hours_per_week: Number | None = Field(default=None, ge=0, le=80)
    longest_session_hours: Number | None = Field(default=None, ge=0, le=48)
    sweat_litres_per_hour: Number | None = Field(default=None, ge=0, le=5)
    in_heat: Answer = None
    recent_increase: Answer = None
    times: tuple[str, ...] | None = None
    tested_for_doping: Answer = None


class StatedIntake(Part):
    """A usual magnesium intake known from elsewhere, for example from a dietitian."""

    mg_per_day: Number = Field(gt=0, le=3000)
    low: Number | None = Field(default=None, gt=0, le=3000)
    high: Number | None = Field(default=None, gt=0, le=3000)
    stated_by: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> "StatedIntake":
        if (self.low or self.mg_per_day) > self.mg_per_day:
            raise ValueError("low lies above mg_per_day")
        if (self.high or self.mg_per_day) < self.mg_per_day:
            raise ValueError("high lies below mg_per_day")
        return self


class Profile(Part):
    """Everything about one person that the advice may rest on; all of it may be unknown.

    Attributes
    ----------
    age_years, weight_kg, height_cm
        Age [years], body mass [kg], length [cm].
    egfr
        Kidney function, eGFR [mL/min/1.73 m2].
    conditions, medicines, supplements, red_flags, allergies
        None: not said. Empty: none.

    Examples
    --------
    >>> Profile(age_years=34, sex="female", pregnant="nee").pregnant
    False
    >>> Profile().medicines is None
    True
    """

    id: str = Field(default="person", max_length=80)
    name: str | None = Field(default=None, max_length=120)
    country: Annotated[Country | None, _named(_COUNTRY_NAMES)] = None
    language: Literal["nl", "en"] | None = None

    age_years: Number | None = Field(default=None, ge=0, le=120)
    sex: Annotated[Literal["female", "male"] | None, _named(_SEX_NAMES)] = None
    weight_kg: Number | None = Field(default=None, ge=2, le=400)
    height_cm: Number | None = Field(default=None, ge=40, le=250)
    pregnant: Answer = None
    breastfeeding: Answer = None

    egfr: Number | None = Field(default=None, ge=0, le=200)
    kidney_disease: Answer = None
    dialysis: Answer = None
    conditions: tuple[str, ...] | None = None
    medicines: tuple[Medicine, ...] | None = None
    supplements: tuple[Supplement, ...] | None = None
    red_flags: tuple[str, ...] | None = None
    signs: tuple[str, ...] | None = None
    complaints: tuple[Complaint, ...] | None = None
    laboratory: tuple[LaboratoryResult, ...] | None = None

    training: Training | None = None
    sleep_hours: Number | None = Field(default=None, ge=0, le=24)
    fluid_litres: Number | None = Field(default=None, ge=0, le=30)
    alcohol_units_per_week: Number | None = Field(default=None, ge=0, le=400)
    caffeine_cups_per_day: Number | None = Field(default=None, ge=0, le=60)
    stress_high: Answer = None
    recent_heat: Answer = None
    missed_periods: Answer = None
    weight_loss_unwanted: Answer = None
    stress_fracture: Answer = None

    diet: tuple[str, ...] | None = None  # vegan, vegetarian, halal, kosher, ...
    allergies: tuple[str, ...] | None = None
    dislikes: tuple[str, ...] = ()

    usual_intake: StatedIntake | None = None
    diary_confirmed: Answer = None  # "yes, the diary is all I ate", asked when it looks odd
    clinician_asked_supplement: Answer = None
    food_first_weeks_done: Number | None = Field(default=None, ge=0, le=520)
    wants_supplement: Answer = None
    hide_calories: Answer = None
    meal_times: tuple[str, ...] | None = None

    @property
    def is_adult(self) -> bool | None:
        """True from 18 years; None when the age is unknown, which is not an adult."""
        return None if self.age_years is None else self.age_years >= 18

    @property
    def body_mass_index(self) -> float | None:
        """Body mass index [kg/m2]; None when weight or length is unknown."""
        if self.weight_kg is None or self.height_cm is None:
            return None
        return self.weight_kg / (self.height_cm / 100) ** 2
