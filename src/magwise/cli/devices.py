"""``magwise data devices``: which phones may open the app, and letting go of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from magwise.cli import screen
from magwise.cli.words import Language
from magwise.core.errors import InputError, Problem

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


def devices(
    path: Path,
    kb: "Knowledge",
    language: Language,
    *,
    disconnect: Sequence[int] | None = (),
    as_json: bool = False,
) -> None:
    """Tell which devices may open the app, after letting go of some; None lets go of all.

    It works at once, also while the app runs.

    Raises
    ------
    InputError
        When nothing is kept, or there is no device with such a number; then none is let go.
    """
    from magwise.store import Store
    from magwise.text import numbers
    from magwise.text.quoting import clean

    if not path.is_file():
        raise InputError(Problem("error.store-none", str(path)))
    store = Store(path)
    try:
        kept = store.devices()
        there = {one.id: one for one in kept.all()}
        going = list(there) if disconnect is None else list(dict.fromkeys(disconnect))
        unknown = [number for number in going if number not in there]
        if unknown:
            values = {"given": str(unknown[0])}
            raise InputError(Problem("error.device-unknown", values=values))
        for number in going:
            kept.disconnect(number)
        left = kept.all()
    finally:
        store.close()
    text = kb.text(language)

    def name(number: int) -> str:
        return clean(there[number].name) or text["ui.web-phone-unnamed"]

    for number in going:
        screen.note(text["ui.web-devices-out"].replace("{name}", name(number)))
    if as_json:
        rows = [
            {
                "number": one.id,
                "name": one.name,
                "connected": one.made.isoformat(timespec="seconds") + "Z",
                "last_used": one.seen.isoformat(timespec="seconds") + "Z",
            }
            for one in left
        ]
        screen.write_json(rows)
        return
    for one in left:
        line = text["ui.web-devices-row"].replace("{number}", str(one.id))
        for slot, moment in (("since", one.made), ("seen", one.seen)):
            line = line.replace("{" + slot + "}", numbers.day(moment.date().isoformat(), language))
        screen.write(line.replace("{name}", name(one.id)))
    if not left:
        screen.write(text["ui.web-devices-none"])
