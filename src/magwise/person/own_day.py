"""The times of someone's day, said beside the questionnaire, and put in a profile."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from magwise.person.profile import Profile, Training
from magwise.person.times import minutes_of

Times = tuple[str, ...]
MOST_TIMES = 8  # of one thing in a day


class OwnDay(BaseModel):
    """When someone eats, trains and takes things; what is not said leaves the profile as it is.

    Attributes
    ----------
    meals, training, doses
        Times of meals, of training, and of the doses of the plan ("07:30").
    medicines, supplements
        Times by the name that the person gave.
    food_first_weeks
        For how many weeks someone ate by a plan already.
    diary_confirmed
        Whether someone said that their diary is all they ate.

    Examples
    --------
    >>> OwnDay.of({"meals": "12:30 7:45"}).meals
    ('07:45', '12:30')
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    meals: Times = ()
    training: Times = ()
    doses: Times = ()
    medicines: dict[str, Times] = Field(default_factory=dict)
    supplements: dict[str, Times] = Field(default_factory=dict)
    food_first_weeks: float | None = None
    diary_confirmed: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "OwnDay":
        """From lines as they are kept: what, and its times."""
        given: dict[str, Any] = {"medicines": {}, "supplements": {}}
        for key, meaning in kept.items():
            what, _, name = key.partition(" ")
            if what in ("meals", "training", "doses"):
                given[what] = clocks(meaning.split())
            elif what in ("medicine", "supplement") and name:
                given[f"{what}s"][name] = clocks(meaning.split())
            elif what == "weeks":
                given["food_first_weeks"] = weeks_of(meaning)
            elif what == "diary":
                given["diary_confirmed"] = meaning == "all"
        return cls(**given)

    def lines(self) -> dict[str, str]:
        """The same as lines to keep; nothing stands there for what was not said."""
        found = {
            name: " ".join(times)
            for name in ("meals", "training", "doses")
            if (times := getattr(self, name))
        }
        for what in ("medicine", "supplement"):
            for name, times in getattr(self, f"{what}s").items():
                found[f"{what} {name}"] = " ".join(times)
        if self.food_first_weeks is not None:
            found["weeks"] = f"{self.food_first_weeks:g}"
        if self.diary_confirmed:
            found["diary"] = "all"
        return found

    def put_in(self, profile: Profile) -> Profile:
        """The profile with these times in it."""
        change: dict[str, Any] = {}
        if self.meals:
            change["meal_times"] = self.meals
        if self.training:
            training = profile.training or Training()
            change["training"] = training.model_copy(update={"times": self.training})
        for field, times in (("medicines", self.medicines), ("supplements", self.supplements)):
            taken = getattr(profile, field)
            if taken and times:
                change[field] = tuple(
                    one.model_copy(update={"times": times[called(one.name)]})
                    if called(one.name) in times
                    else one
                    for one in taken
                )
        if self.food_first_weeks is not None:
            change["food_first_weeks_done"] = self.food_first_weeks
        if self.diary_confirmed:
            change["diary_confirmed"] = True
        return profile.model_copy(update=change) if change else profile


def clocks(times: Sequence[str]) -> Times:
    """Times of day in order, each once, as ``07:30``; what is no time is left out."""
    minutes = sorted(set(minutes_of(tuple(times))))[:MOST_TIMES]
    return tuple("{:02d}:{:02d}".format(*divmod(minute, 60)) for minute in minutes)


def called(name: str) -> str:
    """A name as times are kept under it.

    >>> called(" Maag  Tablet")
    'maag tablet'
    """
    return " ".join(name.split()).casefold()


def weeks_of(text: str) -> float | None:
    """A number of weeks; None when it is none.

    >>> weeks_of("8"), weeks_of("eight")
    (8.0, None)
    """
    try:
        weeks = float(text.replace(",", "."))
    except ValueError:
        return None
    return weeks if 0 <= weeks <= 520 else None
