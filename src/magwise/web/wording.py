"""Sentences that name a command have a version for the app, with the same id and an ending."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from magwise.core.facts import Fact

if TYPE_CHECKING:
    from magwise.knowledge import Knowledge


def in_app(facts: Iterable[Fact], kb: "Knowledge") -> list[Fact]:
    """The same facts, in the words of the app where there are such; each once."""
    told = {
        one.key(): replace(one, id=f"{one.id}-in-app") if f"{one.id}-in-app" in kb.findings else one
        for one in facts
    }
    return list(told.values())
