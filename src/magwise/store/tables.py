"""The tables of the store. Every query here runs on any database that SQLAlchemy speaks to."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def moment() -> dt.datetime:
    """The moment in UTC, without a zone: databases differ in what they do with zones."""
    return dt.datetime.now(tz=dt.UTC).replace(tzinfo=None)


class Base(DeclarativeBase):
    """All tables; names of constraints are fixed, so that migrations can find them."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dict[str, Any]: JSON}


class PersonRow(Base):
    """Somebody, with the answers to the questionnaire as one document."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers_format: Mapped[int] = mapped_column(default=1)
    wishes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)
    made: Mapped[dt.datetime] = mapped_column(default=moment)


class DayRow(Base):
    """A diary day. ``version`` goes up with every change: two windows cannot overwrite it."""

    __tablename__ = "diary_day"
    __table_args__ = (UniqueConstraint("person_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    date: Mapped[dt.date]
    complete: Mapped[bool | None]
    version: Mapped[int] = mapped_column(default=1)
    entries: Mapped[list["EntryRow"]] = relationship(
        order_by="EntryRow.position, EntryRow.id", cascade="all, delete-orphan"
    )


class EntryRow(Base):
    """One line of a day, in the person's own words."""

    __tablename__ = "diary_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("diary_day.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    time: Mapped[str | None] = mapped_column(String(5))
    text: Mapped[str] = mapped_column(Text)
    stated: Mapped[dict[str, Any] | None]


class ChoiceRow(Base):
    """What the person's words mean: a food id, or the grams of a measure, or a favourite line."""

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("person_id", "kind", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(300))
    meaning: Mapped[str] = mapped_column(String(300))


class LogDayRow(Base):
    """A day of the log as one document. ``version`` goes up with every change."""

    __tablename__ = "log_day"
    __table_args__ = (UniqueConstraint("person_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    date: Mapped[dt.date]
    day: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    made: Mapped[dt.datetime] = mapped_column(default=moment)


class CourseRow(Base):
    """A plan that was started: where the person stood on its first day, and when it ended."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    start: Mapped[dict[str, Any]]
    ended: Mapped[dt.date | None]
    made: Mapped[dt.datetime] = mapped_column(default=moment)
    check_ins: Mapped[list["CheckInRow"]] = relationship(
        order_by="CheckInRow.date", cascade="all, delete-orphan"
    )


class CheckInRow(Base):
    """What was said at a check-in, to tell the next time what changed."""

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("course_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    date: Mapped[dt.date]
    said: Mapped[dict[str, Any]]
    made: Mapped[dt.datetime] = mapped_column(default=moment)


class ExperimentRow(Base):
    """An experiment on oneself; of a blinded one the order is not here until it is opened."""

    __tablename__ = "experiment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    design: Mapped[dict[str, Any]]
    beforehand: Mapped[dict[str, Any]] = mapped_column(default=dict)
    guesses: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ended: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)
    made: Mapped[dt.datetime] = mapped_column(default=moment)


class DeviceRow(Base):
    """A device that may open the app over the home network."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    made: Mapped[dt.datetime] = mapped_column(default=moment)
    seen: Mapped[dt.datetime] = mapped_column(default=moment)
    until: Mapped[dt.datetime]
