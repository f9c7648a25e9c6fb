"""The second form: days of the log, plans that were started, check-ins, experiments.

Lines of the first log become a remark on their day, whole days a row; nothing is lost on the way
back either.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: tuple[str, ...] | None = None
depends_on: tuple[str, ...] | None = None

_WHOLE = "log-day"  # a whole day as one line of the first log
_LONGEST_NOTE = 2000

_days = sa.table(
    "log_day",
    sa.column("person_id", sa.Integer), sa.column("date", sa.Date), sa.column("day", sa.JSON),
    sa.column("version", sa.Integer), sa.column("made", sa.DateTime),
)  # fmt: skip
_lines = sa.table(
    "log",
    sa.column("id", sa.Integer), sa.column("person_id", sa.Integer), sa.column("date", sa.Date),
    sa.column("kind", sa.String), sa.column("value", sa.Double), sa.column("note", sa.Text),
    sa.column("made", sa.DateTime),
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, and carry the log over."""
    op.create_table(
        "log_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("day", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_day"),
        _to("log_day", "person"),
        sa.UniqueConstraint("person_id", "date", name="uq_log_day_person_id"),
    )
    op.create_index("ix_log_day_person_id", "log_day", ["person_id"])
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.JSON(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
        _to("course", "person"),
    )
    op.create_index("ix_course_person_id", "course", ["person_id"])
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
        _to("check_in", "course"),
        sa.UniqueConstraint("course_id", "date", name="uq_check_in_course_id"),
    )
    op.create_index("ix_check_in_course_id", "check_in", ["course_id"])
    op.create_table(
        "experiment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("design", sa.JSON(), nullable=False),
        sa.Column("beforehand", sa.JSON(), nullable=False),
        sa.Column("guesses", sa.JSON(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_experiment"),
        _to("experiment", "person"),
    )
    op.create_index("ix_experiment_person_id", "experiment", ["person_id"])
    _carry_up()
    op.drop_table("log")


def downgrade() -> None:
    """Back to the first form: each day of the log is kept as one line of the old log.

    Plans that were started and experiments have no place there and go.
    """
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        _to("log", "person"),
    )
    op.create_index("ix_log_person_id", "log", ["person_id"])
    op.create_index("ix_log_date", "log", ["date"])
    connection = op.get_bind()
    for row in connection.execute(sa.select(_days)).mappings().all():
        note = json.dumps(row["day"], ensure_ascii=False)
        kept = {"person_id": row["person_id"], "date": row["date"], "made": row["made"]}
        connection.execute(sa.insert(_lines).values(kind=_WHOLE, note=note, **kept))
    for name in ("experiment", "check_in", "course", "log_day"):
        op.drop_table(name)


def _carry_up() -> None:
    connection = op.get_bind()
    days: dict[tuple[int, object], dict[str, object]] = {}
    rows = connection.execute(sa.select(_lines).order_by(_lines.c.id)).mappings().all()
    for row in rows:
        day = days.setdefault((row["person_id"], row["date"]), {})
        if row["kind"] == _WHOLE and row["note"]:
            day.update(json.loads(row["note"]))
            continue
        said = [row["kind"], "" if row["value"] is None else f"{row['value']:g}", row["note"] or ""]
        line = " ".join(part for part in said if part)
        before = str(day.get("note", ""))
        day["note"] = f"{before}; {line}"[:_LONGEST_NOTE] if before else line[:_LONGEST_NOTE]
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    for (person, on), day in days.items():
        connection.execute(
            sa.insert(_days).values(person_id=person, date=on, day=day, version=1, made=now)
        )


def _to(table: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{parent}_id"],
        [f"{parent}.id"],
        name=f"fk_{table}_{parent}_id_{parent}",
        ondelete="CASCADE",
    )
