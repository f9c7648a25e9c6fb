"""The page of the body model's constants, made from the data and from the last fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

POSTERIOR = Path(__file__).resolve().parents[1] / "validation/body/posterior.json"
Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]


def page(kb: Knowledge, table: Table, how: dict[str, str]) -> str:
    """Constants, form classes, states and habits, and how well the fit decides what it fits."""

    def place(source: str, locator: str, read: str) -> str:
        return f"[{source}](sources.md#{source}), {locator} ({how[read]})"

    def read_in(citations: Iterable[Any]) -> str:
        return "; ".join(place(c.source, c.locator, c.how) for c in citations)

    constants = (
        (
            one.meaning + (f". {one.note}" if one.note else ""),
            f"{one.value:g}",
            one.unit if one.unit != "1" else "",
            _times(one.doubt),
            _times(one.between),
            "" if one.low is None and one.high is None else f"{one.low or 0:g}–{one.high or 0:g}",
            "yes" if one.fitted else "",
            place(one.source, one.locator, one.how),
        )
        for one in kb.body_parameters.values()
    )
    classes = (
        (
            one.meaning,
            ", ".join(kb.forms[f].names.en for f in one.forms if f in kb.forms),
            f"{one.soluble_share:.0%}",
            "at once" if one.dissolution_per_h is None else f"{one.dissolution_per_h:g} per h",
            "yes" if one.human_data else "**no**",
            read_in(one.citations),
        )
        for one in kb.form_classes.values()
    )
    factors = (
        (
            one.meaning,
            ", ".join(
                f"{name} × {value:g}"
                for name, value in (
                    ("tubule", one.tubular),
                    ("uptake", one.uptake),
                    ("filtration", one.filtration),
                    ("oxide dissolved", one.soluble_acid_dependent),
                )
                if value != 1
            )
            or (f"milk {one.milk_mmol_per_day:g} mmol a day" if one.milk_mmol_per_day else "none"),
            "" if one.hours is None else f"{one.hours:g} h",
            read_in(one.citations),
        )
        for one in kb.body_factors.values()
    )
    return (
        "# Constants of the body model\n\nMade from `knowledge/data/physiology`. The "
        "[method page](../method/body.md) says what they do. *Doubt* is the factor by which the "
        "typical value may be off, *between* the factor by which people differ: two thirds lie "
        "within it, either way. A range cuts what is drawn.\n\n"
        + table(
            ("Constant", "Value", "Unit", "Doubt", "Between", "Range", "Fitted", "Read in"),
            constants,
        )
        + "\n## How well the fit decides\n\n"
        + _fit(table)
        + "\n## How each form enters the gut\n\n"
        + table(("Class", "Forms", "Dissolves", "How fast", "Human data", "Read in"), classes)
        + "\n## Medicines, states and habits\n\nWhoever has one is in balance with it.\n\n"
        + table(("What", "Effect", "How long", "Read in"), factors)
    )


def _times(log_sd: float) -> str:
    return "" if not log_sd else f"×/÷ {2.718281828**log_sd:.2f}"


def _fit(table: Table) -> str:
    found = json.loads(POSTERIOR.read_text(encoding="utf-8"))
    rows = []
    for name, one in found.items():
        low, high = one["profile_interval"]
        rows.append(
            (
                name.replace("-", " "),
                f"{one['best']:.4g}",
                f"{low:.3g}–{high:.3g}",
                _times(one["log_sd_before"]),
                _times(one["log_sd"]),
                "yes" if one["decided_by_data"] else "no: mostly its starting value",
                ", ".join(
                    f"{other.replace('-', ' ')} {value:+.1f}"
                    for other, value in one["correlation"].items()
                    if other != name and abs(value) >= 0.5
                ),
            )
        )
    draws = next(iter(found.values()))["effective_draws"]
    return (
        "From `python -m validation.body.fit`: rows for use `fit` and starting values together. "
        "The profile interval holds one constant at a value, lets all others adapt, and asks where "
        "the misfit rises by 2.7 (the middle 90 %). The posterior comes from weighted draws "
        f"({draws} effective ones), so read its digits roughly. Where the interval "
        "is hardly narrower than before, the rows do not decide.\n\n"
        + table(
            (
                "Constant", "Best", "Profile interval", "Doubt before", "Doubt after",
                "Decided by the rows", "Moves together with",
            ),
            rows,
        )
    )  # fmt: skip
