"""From one form of the store to the next, and back, by the steps in ``migrations``."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from magwise.store.tables import Base

NOTHING = "base"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "magwise.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The form this version of the program writes."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise LookupError("no migrations were found")
    return found


def known(form: str) -> bool:
    """Whether a form is one this version can bring up to date."""
    directory = ScriptDirectory.from_config(_config())
    return form in {step.revision for step in directory.walk_revisions()}


def form_of(connection: Connection) -> str | None:
    """The form a store has now; None when it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, form: str = "head") -> None:
    """Bring a store to a later form."""
    command.upgrade(_config(connection), form)


def downgrade(connection: Connection, form: str = NOTHING) -> None:
    """Bring a store back to an earlier form."""
    command.downgrade(_config(connection), form)


def differences(connection: Connection) -> list[object]:
    """What the tables of a store have otherwise than this version of the program expects."""
    context = MigrationContext.configure(connection)
    return list(compare_metadata(context, Base.metadata))
