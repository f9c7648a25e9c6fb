"""Turns what a check found wrong in someone's file into problems that say what to do."""

import difflib
import json
from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from magwise.core.errors import Problem

# Words people may use for a key, in Dutch and in English.
OTHER_WORDS: dict[str, str] = {
    "leeftijd": "age_years", "age": "age_years", "geslacht": "sex", "gender": "sex",
    "gewicht": "weight_kg", "weight": "weight_kg", "lengte": "height_cm", "height": "height_cm",
    "length": "height_cm", "zwanger": "pregnant", "pregnancy": "pregnant",
    "borstvoeding": "breastfeeding", "land": "country", "taal": "language", "naam": "name",
    "nieren": "kidney_disease", "nierziekte": "kidney_disease", "kidney": "kidney_disease",
    "kidneys": "kidney_disease", "nierdialyse": "dialysis", "ckd": "kidney_disease",
    "egfr_ml_min": "egfr", "gfr": "egfr", "ziekten": "conditions", "aandoeningen": "conditions",
    "diseases": "conditions", "diagnoses": "conditions", "medicijnen": "medicines",
    "medicatie": "medicines", "medication": "medicines", "medications": "medicines",
    "drugs": "medicines", "medicine": "medicines", "supplementen": "supplements",
    "alarmsignalen": "red_flags", "redflags": "red_flags", "tekenen": "signs",
    "symptoms": "complaints", "klachten": "complaints", "symptomen": "complaints",
    "laboratorium": "laboratory", "bloedwaarden": "laboratory", "lab": "laboratory",
    "labs": "laboratory", "trainen": "training", "sport": "training", "slaap": "sleep_hours",
    "sleep": "sleep_hours", "vocht": "fluid_litres", "fluids": "fluid_litres",
    "water": "fluid_litres", "alcohol": "alcohol_units_per_week",
    "koffie": "caffeine_cups_per_day", "coffee": "caffeine_cups_per_day",
    "caffeine": "caffeine_cups_per_day", "dieet": "diet", "allergie": "allergies",
    "allergieen": "allergies", "allergieën": "allergies", "dagboek": "diary",
    "voedingsdagboek": "diary", "datum": "date", "tijd": "time", "tekst": "text",
    "compleet": "complete", "volledig": "complete", "maaltijden": "entries", "meals": "entries",
    "regels": "entries", "dagen": "days", "uren_per_week": "hours_per_week",
    "soorten": "kinds", "vorm": "form", "hoeveelheid": "amount_mg", "dose": "amount_mg",
    "dosis": "amount_mg", "mg": "amount_mg", "tijden": "times", "eenheid": "unit",
    "waarde": "value", "inname": "usual_intake", "maaltijdtijden": "meal_times",
}  # fmt: skip
OTHER_VALUES: dict[str, str] = {
    "holland": "nl", "dutch": "nl", "nederlands": "nl", "english": "en", "engels": "en",
    "elementair": "elemental", "zout": "salt", "onbekend": "unknown", "duur": "endurance",
    "duursport": "endurance", "kracht": "strength", "krachttraining": "strength",
    "hardlopen": "endurance", "running": "endurance", "teamsport": "team",
    "zwaar werk": "heavy-work",
}  # fmt: skip

Loc = tuple[int | str, ...]
Place = Callable[[Loc], str]


def key_suggestion(key: str, known: tuple[str, ...]) -> str | None:
    """The key that was probably meant, or None."""
    folded = key.strip().casefold().replace(" ", "_").replace("-", "_")
    if folded in known:
        return folded
    other = OTHER_WORDS.get(folded)
    if other in known:
        return other
    close = difflib.get_close_matches(folded, known, n=1, cutoff=0.72)
    if close:
        return close[0]
    close = difflib.get_close_matches(folded, OTHER_WORDS, n=1, cutoff=0.85)
    return OTHER_WORDS[close[0]] if close and OTHER_WORDS[close[0]] in known else None


def unknown_key(key: str, known: tuple[str, ...], where: str) -> Problem:
    """A key that is not known, with the one that was probably meant."""
    meant = key_suggestion(key, known)
    if meant:
        return Problem("error.key-suggest", where, {"key": key, "suggestion": meant})
    return Problem("error.key-unknown", where, {"key": key, "known": ", ".join(known)})


def value_suggestion(given: object, allowed: tuple[str, ...]) -> str | None:
    """The word that was probably meant, or None."""
    folded = str(given).strip().casefold()
    if folded in allowed:
        return folded
    if OTHER_VALUES.get(folded) in allowed:
        return OTHER_VALUES[folded]
    close = difflib.get_close_matches(folded, allowed, n=1, cutoff=0.72)
    return close[0] if close else None


def field_name(loc: tuple[int | str, ...]) -> str:
    """A place in a file as people count: ``medicines[2].name`` is the second medicine."""
    written = ""
    for part in loc:
        if isinstance(part, int):
            written += f"[{part + 1}]"
        else:
            written += f".{part}" if written else part
    return written


def shown(value: object) -> str:
    """A value as it stands in the file, short enough for a sentence."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        return type(value).__name__


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    place: Place,
    skipped: tuple[str, ...] = (),
    moved: Callable[[Loc], Loc] = lambda loc: loc,
) -> list[Problem]:
    """Every mistake that validation found, as a problem with its own message.

    ``skipped`` are keys that are handled elsewhere, offered as suggestions all the same;
    ``moved`` says where in the file a part of the model stands.
    """
    found = []
    for detail in error.errors():
        loc = _clean(detail["loc"])
        found.append(
            _problem(detail, model, loc, moved(loc), where=place(moved(loc)), extra=skipped)
        )
    return found


def _clean(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return tuple(
        part for part in loc if not (isinstance(part, str) and part.startswith("function"))
    )


def _problem(
    detail: ErrorDetails,
    model: type[BaseModel],
    loc: Loc,
    in_file: Loc,
    *,
    where: str,
    extra: tuple[str, ...],
) -> Problem:
    values: dict[str, Any] = {"field": field_name(in_file), "given": shown(detail["input"])}
    context: Mapping[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    field = {"field": values["field"]}
    match kind:
        case "extra_forbidden":
            key = str(loc[-1])
            known = _keys(model, loc[:-1]) + (extra if len(loc) == 1 else ())
            meant = key_suggestion(key, known)
            if meant:
                return Problem("error.key-suggest", where, {"key": key, "suggestion": meant})
            return Problem("error.key-unknown", where, {"key": key, "known": ", ".join(known)})
        case "missing":
            return Problem("error.key-missing", where, field)
        case "greater_than_equal" | "greater_than":
            limit = context.get("ge", context.get("gt"))
            name = "error.too-low" if kind.endswith("equal") else "error.not-above"
            return Problem(name, where, {**values, "limit": float(limit or 0)})
        case "less_than_equal" | "less_than":
            limit = context.get("le", context.get("lt"))
            return Problem("error.too-high", where, {**values, "limit": float(limit or 0)})
        case "literal_error":
            allowed = _allowed(model, loc)
            meant = value_suggestion(detail["input"], allowed)
            if meant:
                return Problem("error.value-suggest", where, {**values, "suggestion": meant})
            return Problem("error.value-unknown", where, {**values, "allowed": ", ".join(allowed)})
        case "string_too_long":
            return Problem(
                "error.too-long", where, {**field, "limit": int(context.get("max_length", 0))}
            )
        case "string_too_short":
            return Problem("error.value-empty", where, field)
        case "string_type":
            return Problem("error.not-text", where, values)
        case "tuple_type" | "list_type" | "iterable_type":
            return Problem("error.not-a-list", where, values)
        case "model_type" | "dict_type" | "model_attributes_type" | "mapping_type":
            return Problem("error.not-a-block", where, values)
        case "bool_parsing" | "bool_type":
            return Problem("error.not-yes-or-no", where, values)
        case "string_pattern_mismatch":
            return Problem(_PATTERNS.get(str(loc[-1]), "error.value-wrong"), where, values)
    if kind.startswith(("float", "int", "finite")):
        return Problem("error.not-a-number", where, values)
    if loc and loc[-1] == "usual_intake":
        return Problem("error.not-in-order", where, field)
    return Problem("error.value-wrong", where, values)


_PATTERNS = {"date": "error.date-wrong", "time": "error.time-wrong", "atc": "error.atc-wrong"}


def _at(model: Any, loc: tuple[int | str, ...]) -> Any:
    """The annotation of the field at a place, looking through lists and optional parts."""
    found: Any = model
    for part in loc:
        for one in _inside(found):
            if isinstance(one, type) and issubclass(one, BaseModel) and part in one.model_fields:
                found = one.model_fields[str(part)].annotation
                break
    return found


def _inside(annotation: Any) -> list[Any]:
    """A type and everything inside its unions and tuples."""
    arguments = get_args(annotation)
    found = [annotation]
    for one in arguments:
        if not isinstance(one, str):
            found += _inside(one)
    return found


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    for one in _inside(_at(model, loc)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return tuple(one.model_fields)
    return ()


def _allowed(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    words: list[str] = []
    for one in _inside(_at(model, loc)):
        words += [arg for arg in get_args(one) if isinstance(arg, str)]
    return tuple(dict.fromkeys(words))
