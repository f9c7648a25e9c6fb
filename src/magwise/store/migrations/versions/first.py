"""The first form: person, diary, choices, log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: tuple[str, ...] | None = None
depends_on: tuple[str, ...] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answers_format", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("key", name="uq_person_key"),
    )
    op.create_table(
        "diary_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_diary_day"),
        _to_person("diary_day"),
        sa.UniqueConstraint("person_id", "date", name="uq_diary_day_person_id"),
    )
    op.create_index("ix_diary_day_person_id", "diary_day", ["person_id"])
    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("time", sa.String(5), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stated", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_diary_entry"),
        sa.ForeignKeyConstraint(
            ["day_id"],
            ["diary_day.id"],
            name="fk_diary_entry_day_id_diary_day",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_diary_entry_day_id", "diary_entry", ["day_id"])
    op.create_table(
        "choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("meaning", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_choice"),
        _to_person("choice"),
        sa.UniqueConstraint("person_id", "kind", "words", name="uq_choice_person_id"),
    )
    op.create_index("ix_choice_person_id", "choice", ["person_id"])
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
        _to_person("log"),
    )
    op.create_index("ix_log_person_id", "log", ["person_id"])
    op.create_index("ix_log_date", "log", ["date"])


def downgrade() -> None:
    """Take the tables away again, with everything in them."""
    for name in ("log", "choice", "diary_entry", "diary_day", "person"):
        op.drop_table(name)


def _to_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["person.id"], name=f"fk_{table}_person_id_person", ondelete="CASCADE"
    )
