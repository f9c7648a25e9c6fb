"""What every part of a dossier shares: whose it is, and a change that came too late."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import select
from sqlalchemy.orm import Session

from magwise.core.errors import InputError
from magwise.store.tables import PersonRow

Sessions = Callable[[], AbstractContextManager[Session]]


class OfPerson:
    """Something that is kept of one person. Each method is one change, whole or not at all."""

    def __init__(self, reading: Sessions, changing: Sessions, person: str) -> None:
        self._reading = reading
        self._changing = changing
        self._person = person


class ChangedError(InputError):
    """Something was changed in another window meanwhile; nothing was overwritten."""


def person_in(session: Session, key: str) -> PersonRow | None:
    """Whose dossier it is; None when nothing is kept yet."""
    return session.scalar(select(PersonRow).where(PersonRow.key == key))


def person_made(session: Session, key: str) -> PersonRow:
    """Whose dossier it is, made when there is none."""
    found = person_in(session, key)
    if found is None:
        found = PersonRow(key=key, answers={}, wishes={}, version=1)
        session.add(found)
        session.flush()
    return found
