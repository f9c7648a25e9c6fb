"""A day of the log as a form, and back: left open stays open, and nothing is nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from magwise.core.errors import InputError, Problem, UnitError, collect
from magwise.knowledge import Knowledge
from magwise.person.amounts import number
from magwise.person.log import LogDay
from magwise.text import numbers
from magwise.text.rendering import Language
from magwise.web.site import Site, ticked, typed

Shown = dict[str, list[str]]
SCORES = tuple(str(n) for n in range(11))
CRAMPS = tuple(str(n) for n in range(7))
DOSES = tuple(str(n) for n in range(5))
WHEN = ("night", "day", "exercise")
STOOLS = ("hard", "normal", "loose", "watery")
DETAIL_ROWS, SORE_ROWS, TRAINING_ROWS = 2, 3, 2
FIELDS = (
    "cramps", "cramp_details", "soreness", "sleep_hours", "sleep_quality", "energy", "stool",
    "stools", "side_effects", "doses", "training", "pulse_per_min", "new_medicines", "note",
)  # fmt: skip
_NOTHING = "0"
_MOST_ROWS = 20


def filled_in(day: LogDay) -> Shown:
    """The fields of the form as this day fills them in."""
    shown: Shown = {}

    def put(name: str, value: object) -> None:
        if value is not None and value != "":
            shown[name] = [f"{value:g}" if isinstance(value, float | int) else str(value)]

    put("cramps" if day.cramps is not None and day.cramps < len(CRAMPS) else "cramps-more",
        day.cramps)  # fmt: skip
    for row, cramp in enumerate(day.cramp_details):
        put(f"detail-{row}-when", cramp.when)
        put(f"detail-{row}-where", cramp.where)
        put(f"detail-{row}-severity", cramp.severity)
    if day.soreness == {}:
        put("sore", _NOTHING)
    for row, (part, score) in enumerate((day.soreness or {}).items()):
        put(f"sore-{row}-part", part)
        put(f"sore-{row}-score", score)
    for name in ("sleep_hours", "sleep_quality", "energy", "stool", "stools", "pulse_per_min"):
        put(name, getattr(day, name))
    few = day.doses is not None and f"{day.doses:g}" in DOSES
    put("doses" if few else "doses-more", day.doses)
    if day.side_effects == ():
        put("side", _NOTHING)
    shown["effect"] = list(day.side_effects or ())
    if day.training == ():
        put("trained", _NOTHING)
    for row, session in enumerate(day.training or ()):
        put(f"train-{row}-minutes", session.minutes)
        put(f"train-{row}-effort", session.effort)
    if day.new_medicines == ():
        put("medicine", _NOTHING)
    put("medicines", "\n".join(day.new_medicines or ()))
    put("note", day.note)
    return shown


def as_typed(form: FormData) -> Shown:
    """The fields of the form as they were filled in, to show them again."""
    return {
        name: [value[:4000] for value in form.getlist(name) if isinstance(value, str)]
        for name in form
        if name not in ("token", "version")
    }


def rows(shown: Shown, prefix: str, fewest: int) -> int:
    """How many rows of a kind to offer: those in use, and one more."""
    used = [
        int(name.split("-")[1]) + 1
        for name, values in shown.items()
        if name.startswith(f"{prefix}-") and name.split("-")[1].isdigit() and any(values)
    ]
    return min(_MOST_ROWS, max(fewest, *(one + 1 for one in used))) if used else fewest


def day_of(form: FormData, on: date, site: Site, language: Language) -> LogDay:
    """The day that the form says.

    Raises
    ------
    InputError
        With every field that cannot be read, in the words of the page.
    """
    reader = _Reader(form, site, language)
    given = {"date": on.isoformat(), **reader.day()}
    collect(reader.problems)
    try:
        return LogDay.model_validate(given)
    except ValidationError as error:
        raise InputError(*[reader.wrong_place(one["loc"]) for one in error.errors()]) from error


class _Reader:
    """Reads one form, and gathers what cannot be read."""

    def __init__(self, form: FormData, site: Site, language: Language) -> None:
        self._form = form
        self._site = site
        self._language = language
        self.problems: list[Problem] = []

    def day(self) -> dict[str, Any]:
        cramps, details = self._whole("cramps", "cramps", "cramps-more"), self._details()
        if cramps == 0 and details:
            self._both("cramps")
        return {
            "cramps": cramps,
            "cramp_details": details,
            "soreness": self._soreness(),
            "sleep_hours": self._number("sleep_hours"),
            "sleep_quality": self._number("sleep_quality"),
            "energy": self._number("energy"),
            "stool": typed(self._form, "stool", 10) or None,
            "stools": self._whole("stools", "stools"),
            "side_effects": self._either("side_effects", "side", self._effects()),
            "doses": self._one("doses", "doses", "doses-more"),
            "training": self._either("training", "trained", self._training()),
            "pulse_per_min": self._number("pulse_per_min"),
            "new_medicines": self._either("new_medicines", "medicine", self._lines("medicines")),
            "note": typed(self._form, "note", 2000) or None,
        }

    def wrong_place(self, loc: Sequence[int | str]) -> Problem:
        field = str(loc[0]) if loc else ""
        names = {"cramps": ("cramps", "cramps-more"), "doses": ("doses", "doses-more")}
        said = [typed(self._form, one, 80) for one in names.get(field, (field,))]
        return self._problem(field, next((one for one in said if one), ""))

    def _problem(self, field: str, given: str) -> Problem:
        label = self._site.said(f"log-{field}", self._language) if field in FIELDS else field
        return Problem("error.log-cell", values={"field": label, "given": given[:80]})

    def _number(self, field: str, name: str | None = None) -> float | None:
        text = typed(self._form, name or field, 20)
        if not text:
            return None
        try:
            found = number(text)
        except UnitError:
            found = None
        if found is None:
            self.problems.append(self._problem(field, text))
        return found

    def _one(self, field: str, *names: str) -> float | None:
        """One number from a row of choices or the field beside it; two that differ are asked."""
        found = [self._number(field, name) for name in names]
        said = {one for one in found if one is not None}
        if len(said) > 1:
            self._both(field)
        return next(iter(said), None)

    def _whole(self, field: str, *names: str) -> int | None:
        found = self._one(field, *names)
        if found is None:
            return None
        if found != int(found):
            self.problems.append(self._problem(field, f"{found:g}"))
            return None
        return int(found)

    def _both(self, field: str) -> None:
        label = self._site.said(f"log-{field}", self._language)
        self.problems.append(Problem("error.log-both", values={"field": label}))

    def _either(self, field: str, choice: str, given: Sequence[Any]) -> Sequence[Any] | None:
        """What was filled in; nothing when nothing was chosen; None when it was left open."""
        nothing = typed(self._form, choice, 1) == _NOTHING
        if given and nothing:
            self._both(field)
        return given or (() if nothing else None)

    def _details(self) -> list[dict[str, Any]]:
        found = []
        for row in range(_MOST_ROWS):
            one = {
                "when": typed(self._form, f"detail-{row}-when", 10) or None,
                "where": typed(self._form, f"detail-{row}-where", 80) or None,
                "severity": self._number("cramp_details", f"detail-{row}-severity"),
            }
            if any(value is not None for value in one.values()):
                found.append(one)
        return found

    def _soreness(self) -> dict[str, float] | None:
        found: dict[str, float] = {}
        for row in range(_MOST_ROWS):
            part = typed(self._form, f"sore-{row}-part", 80)
            score = self._number("soreness", f"sore-{row}-score")
            if part and score is None:
                self.problems.append(self._problem("soreness", part))
            elif score is not None:
                name = part or "all"
                found[name] = max(score, found.get(name, 0.0))
        nothing = typed(self._form, "sore", 1) == _NOTHING
        if found and nothing:
            self._both("soreness")
        return found or ({} if nothing else None)

    def _effects(self) -> list[str]:
        known = [one for one in ticked(self._form, "effect") if one in self._site.kb.side_effects]
        return list(dict.fromkeys((*known, *self._lines("effects-other"))))

    def _lines(self, name: str) -> list[str]:
        lines = typed(self._form, name, 4000).replace(";", "\n").split("\n")
        return [one.strip()[:200] for one in lines if one.strip()][:50]

    def _training(self) -> list[dict[str, Any]]:
        found = []
        for row in range(_MOST_ROWS):
            minutes = self._number("training", f"train-{row}-minutes")
            effort = self._number("training", f"train-{row}-effort")
            if minutes is None and effort is not None:
                self.problems.append(self._problem("training", f"{effort:g}"))
            elif minutes is not None:
                found.append({"minutes": minutes, "effort": effort})
        return found


def in_words(
    day: LogDay, kb: Knowledge, language: Language, said: Callable[[str], str]
) -> Mapping[str, str]:
    """What each field of a day says, in words; an open field is not there."""
    none = said("log-none")

    def plain(value: float) -> str:
        return numbers.plain(float(value), language)

    def out_of_ten(value: float | None) -> str:
        return "" if value is None else f"{plain(value)}/10"

    found: dict[str, str] = {}
    for name in ("cramps", "sleep_hours", "sleep_quality", "energy", "stools", "doses",
                 "pulse_per_min"):  # fmt: skip
        value = getattr(day, name)
        if value is not None:
            found[name] = plain(value)
    if day.cramp_details:
        found["cramp_details"] = "; ".join(
            " ".join(
                part
                for part in (
                    said(f"when-{one.when}") if one.when else "",
                    one.where or "",
                    out_of_ten(one.severity),
                )
                if part
            )
            for one in day.cramp_details
        )
    if day.soreness is not None:
        found["soreness"] = (
            "; ".join(
                f"{said('log-all-over') if part == 'all' else part} {plain(score)}"
                for part, score in day.soreness.items()
            )
            or none
        )
    if day.stool is not None:
        found["stool"] = said(f"stool-{day.stool}")
    if day.side_effects is not None:
        known = kb.side_effects
        words = [known[one].names.of(language) if one in known else one for one in day.side_effects]
        found["side_effects"] = "; ".join(words) or none
    if day.training is not None:
        sessions = [
            f"{plain(one.minutes)} min"
            + (f" × {plain(one.effort)}" if one.effort is not None else "")
            for one in day.training
        ]
        found["training"] = "; ".join(sessions) or none
    if day.new_medicines is not None:
        found["new_medicines"] = "; ".join(day.new_medicines) or none
    if day.note is not None:
        found["note"] = day.note
    return found
