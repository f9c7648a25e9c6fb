"""Phones and other devices that may open the app over the home network, until they no longer may.

Of a device only a digest of its session is kept: who reads the file cannot pass for the device.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from magwise.core.errors import InputError, Problem
from magwise.store.person import OfPerson, person_in, person_made
from magwise.store.tables import DeviceRow, moment

MOST_DEVICES = 20
DAYS = 180  # after this a device must be connected again
LONGEST_NAME = 60
_SEEN_AGAIN = timedelta(hours=1)  # so that looking at pages does not write all the time


@dataclass(frozen=True, slots=True)
class KeptDevice:
    """A device that may open the app; the moments are in UTC."""

    id: int
    name: str
    made: datetime
    seen: datetime
    until: datetime


class Devices(OfPerson):
    """The devices of one person."""

    def all(self, now: datetime | None = None) -> tuple[KeptDevice, ...]:
        """Every device that may open the app now, in the order they were connected."""
        with self._reading() as session:
            person = person_in(session, self._person)
            if person is None:
                return ()
            rows = session.scalars(
                select(DeviceRow)
                .where(DeviceRow.person_id == person.id, DeviceRow.until > (now or moment()))
                .order_by(DeviceRow.id)
            )
            return tuple(_kept(row) for row in rows)

    def connect(self, key: str, name: str, now: datetime | None = None) -> KeptDevice:
        """Let a device in from now on, under the secret that only it has.

        Raises
        ------
        InputError
            When there are too many devices already.
        """
        at = now or moment()
        with self._changing() as session:
            person = person_made(session, self._person)
            mine = DeviceRow.person_id == person.id
            session.execute(delete(DeviceRow).where(mine, DeviceRow.until <= at))
            if (session.scalar(select(func.count(DeviceRow.id)).where(mine)) or 0) >= MOST_DEVICES:
                raise InputError(Problem("error.devices-full", values={"limit": MOST_DEVICES}))
            row = DeviceRow(
                person_id=person.id,
                key_digest=digest(key),
                name=" ".join(name.split())[:LONGEST_NAME],
                made=at,
                seen=at,
                until=at + timedelta(days=DAYS),
            )
            session.add(row)
            session.flush()
            return _kept(row)

    def opens(self, key: str, now: datetime | None = None) -> KeptDevice | None:
        """The device that has this secret; None when there is none, or it may no longer."""
        at = now or moment()
        found = select(DeviceRow).where(DeviceRow.key_digest == digest(key), DeviceRow.until > at)
        with self._reading() as session:
            row = session.scalar(found)
            if row is None:
                return None
            kept = _kept(row)
        if at - kept.seen > _SEEN_AGAIN:
            with self._changing() as session:
                row = session.scalar(found)
                if row is None:
                    return None
                row.seen = at
        return kept

    def disconnect(self, device: int) -> bool:
        """Let a device in no longer; False when there was none with this number."""
        with self._changing() as session:
            person = person_made(session, self._person)
            done = session.execute(
                delete(DeviceRow).where(DeviceRow.person_id == person.id, DeviceRow.id == device)
            )
            return bool(getattr(done, "rowcount", 0))


def digest(key: str) -> str:
    """What is kept of a secret of 256 random bits; there is no way back."""
    return hashlib.sha256(key.encode()).hexdigest()


def _kept(row: DeviceRow) -> KeptDevice:
    return KeptDevice(row.id, row.name, row.made, row.seen, row.until)
