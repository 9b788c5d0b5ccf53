"""The ledger's schema brought up to date: an empty or older database is upgraded, a newer one refused.

Belongs here: which version a database is at, and taking the steps. Stays out: the steps (``migrations``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from pay_linkage.ledger.failure import LedgerFailure

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "ledger_version"
VERSIONS = ("0001", "0002", "0003")
"""The migrations, oldest first: known here, so that a ledger that is up to date is opened without Alembic."""


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "pay_linkage.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest_version() -> str:
    """The version that this program works with."""
    return VERSIONS[-1]


def version(connection: Connection) -> str | None:
    """The version that the database is at; nothing where it holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    return found


def is_current(connection: Connection, ledger: str) -> bool:
    """Whether nothing is left to do. Raises ``LedgerFailure`` where the ledger is newer or the tables are others'."""
    found = version(connection)
    if found is None:
        _refuse_foreign_tables(connection, ledger)
        return False
    if found not in VERSIONS:
        raise LedgerFailure("ledger_newer_than_program", ledger, version=found)
    return found == newest_version()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Take the steps up to version ``to`` in the connection's transaction."""
    from alembic import command  # noqa: PLC0415  (only a ledger that is not up to date needs it)

    command.upgrade(_config(connection), to)


def _refuse_foreign_tables(connection: Connection, ledger: str) -> None:
    from pay_linkage.ledger.models import Base  # noqa: PLC0415

    foreign = sorted(set(inspect(connection).get_table_names()) & set(Base.metadata.tables))
    if foreign:
        raise LedgerFailure("ledger_database_occupied", ledger, tables=", ".join(foreign))
