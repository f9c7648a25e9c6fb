"""Official figures that answers name; they change where the knowledge base does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge

_FIGURES: dict[str, Callable[["Knowledge"], float | None]] = {
    "upper": lambda kb: kb.limits["scf-2001-from-4"].value.value,
    "men": lambda kb: kb.requirements["efsa-2015.18-m"].value.value,
    "women": lambda kb: kb.requirements["efsa-2015.18-f"].value.value,
    "toddler": lambda kb: kb.requirements["efsa-2015.1-2"].value.value,
    "child": lambda kb: kb.requirements["efsa-2015.3-9"].value.value,
    "girl": lambda kb: kb.requirements["efsa-2015.10-17-f"].value.value,
    "boy": lambda kb: kb.requirements["efsa-2015.10-17-m"].value.value,
    "label": lambda kb: kb.label_values["eu-nrv"].value.value,
    "american": lambda kb: kb.limits["iom-1997-from-9"].value.value,
    "british": lambda kb: kb.limits["evm-2003-adults"].value.value,
    "low": lambda kb: kb.laboratory_bands["serum-low"].below,
    "severe": lambda kb: kb.laboratory_bands["serum-urgent-low"].below,
    "high": lambda kb: kb.laboratory_bands["serum-sufficient"].at_most,
}


def figure(name: str, kb: "Knowledge") -> float | None:
    """The figure that a slot of a sentence asks for [mg a day, or mmol/L in blood]."""
    return _FIGURES[name](kb)
