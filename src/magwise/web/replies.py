"""How an answer is sent: with which status, and as a file to take along."""

from starlette.responses import Response

from magwise.core.errors import MagwiseError
from magwise.store import ChangedError


def status_of(error: MagwiseError | None) -> int:
    """What a page with this error is: fine, outdated by another window, or not to be used."""
    if error is None:
        return 200
    return 409 if isinstance(error, ChangedError) else 422


def attached(content: str | bytes, media: str, name: str) -> Response:
    """A file to take along."""
    named = {"content-disposition": f'attachment; filename="{name}"'}
    kind = media if isinstance(content, bytes) else f"{media}; charset=utf-8"
    return Response(content, media_type=kind, headers=named)
