"""The third form: devices that may open the app over the home network."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: tuple[str, ...] | None = None
depends_on: tuple[str, ...] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_device_person_id_person", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("key_digest", name="uq_device_key_digest"),
    )
    op.create_index("ix_device_person_id", "device", ["person_id"])


def downgrade() -> None:
    """Take the table away; devices must be connected again."""
    op.drop_table("device")
