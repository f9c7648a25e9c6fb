"""Reads a regimen from a file: which doses, of what, when."""

from pathlib import Path
from typing import Any

from magwise.core.errors import InputError, Problem, collect
from magwise.core.records import Dose, Regimen

KEYS = ("elemental_mg", "form", "time", "with_food")


def read_regimen(path: Path | None) -> Regimen:
    """A regimen from a YAML or JSON file: a list of doses, or ``doses: [...]``.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    from magwise.person.files import JSON, YAML, read_file

    if path is None:
        return Regimen(())
    data = read_file(path, (*YAML, *JSON)).data
    if isinstance(data, dict) and set(data) == {"doses"}:
        data = data["doses"]
    if not isinstance(data, list) or not data:
        raise InputError(Problem("error.body-regimen-shape", path.name))
    problems: list[Problem] = []
    doses = [_dose(item, f"{path.name}: {n}", problems) for n, item in enumerate(data, 1)]
    collect(problems)
    return Regimen(tuple(doses))


def _dose(item: Any, where: str, problems: list[Problem]) -> Dose:
    from magwise.person.times import minutes_of

    if not isinstance(item, dict):
        problems.append(Problem("error.body-regimen-shape", where))
        return Dose(None)

    def bad(name: str, given: Any, **more: str) -> None:
        values = {"given": "-" if given is None else str(given), **more}
        problems.append(Problem(f"error.body-regimen-{name}", where, values))

    for key in item:
        if key not in KEYS:
            bad("key", key, known=", ".join(KEYS))
    amount: float | None = None
    try:
        given = item.get("elemental_mg")
        if given is None or isinstance(given, bool):
            raise ValueError
        amount = float(given)
    except (TypeError, ValueError):
        bad("amount", item.get("elemental_mg"))
    minute: int | None = None
    if item.get("time") is not None:
        minutes = minutes_of((str(item["time"]),))
        if minutes:
            minute = minutes[0]
        else:
            bad("time", item["time"])
    words = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}
    fed: bool | None = None
    if item.get("with_food") is not None:
        word = str(item["with_food"]).casefold()
        if word in words:
            fed = words[word]
        else:
            bad("food", item["with_food"])
    form = item.get("form")
    return Dose(amount, None if form is None else str(form), minute=minute, with_food=fed)
