"""The ledger's schema brought up to date: an empty or older database is upgraded, a newer one refused.

Belongs here: which version a database is at, and taking the steps. Stays out: the steps (``migrations``).
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from pay_linkage.ledger.failure import LedgerFailure

VERSION_TABLE = "ledger_version"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "pay_linkage.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest_version() -> str:
    """The version that this program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise LookupError("the package lacks its migrations")
    return head


def version(connection: Connection) -> str | None:
    """The version that the database is at; nothing where it holds no ledger."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def is_current(connection: Connection, ledger: str) -> bool:
    """Whether nothing is left to do. Raises ``LedgerFailure`` where the ledger is newer or the tables are others'."""
    found = version(connection)
    if found is None:
        _refuse_foreign_tables(connection, ledger)
        return False
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found not in known:
        raise LedgerFailure("ledger_newer_than_program", ledger, version=found)
    return found == newest_version()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps up to version ``to`` in the connection's transaction."""
    command.upgrade(_config(connection), to)


def _refuse_foreign_tables(connection: Connection, ledger: str) -> None:
    from pay_linkage.ledger.models import Base  # noqa: PLC0415

    foreign = sorted(set(inspect(connection).get_table_names()) & set(Base.metadata.tables))
    if foreign:
        raise LedgerFailure("ledger_database_occupied", ledger, tables=", ".join(foreign))
