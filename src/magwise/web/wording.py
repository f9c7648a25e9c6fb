"""Sentences that name a command have a version for the app, with the same id and an ending."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import Response

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


def attached(content: str | bytes, media: str, name: str) -> Response:
    """A file to take along."""
    named = {"content-disposition": f'attachment; filename="{name}"'}
    kind = media if isinstance(content, bytes) else f"{media}; charset=utf-8"
    return Response(content, media_type=kind, headers=named)
