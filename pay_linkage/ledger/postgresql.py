"""The ledger in PostgreSQL: serializable transactions, one writer at a time behind an advisory lock.

Belongs here: what is PostgreSQL's own about connecting, beginning and waiting. Stays out: what is done in a
transaction. One schema holds one ledger: several stores on one server have a database or a schema each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import URL, Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from pay_linkage.ledger.failure import LedgerFailure
from pay_linkage.ledger.holder import Holder, holder_facts

LOCK_NOT_AVAILABLE = "55P03"
LOCK_KEY = "hashtextextended('pay-linkage ledger ' || current_schema(), 0)"


class PostgresqlDatabase:
    """A PostgreSQL schema as the ledger's database. ``wait``: how long a writer waits for another."""

    def __init__(self, url: URL, wait: timedelta) -> None:
        self.wait = wait
        self.name = f"postgresql://{url.host or 'localhost'}/{url.database or ''}"
        self.engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )

    def prepare(self) -> None:
        """Nothing: the database is made by whoever runs the server."""

    def is_there(self) -> bool:
        """Always: whether the server answers is told where it is asked."""
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a transaction that sees one state of the ledger."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def locked(self, holder: Holder) -> Iterator[Connection]:
        """A connection that alone may write; each transaction begun on it is serializable.

        The lock is taken before a transaction begins, so that it sees what the writer before has done. The server lets
        go of it when the connection ends, however it ends.
        """
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            self._take_lock(connection)
            _keep(connection, holder)
            connection.commit()
            connection.execution_options(isolation_level="SERIALIZABLE")
            yield connection

    def _take_lock(self, connection: Connection) -> None:
        milliseconds = max(1, int(self.wait.total_seconds() * 1000))
        connection.exec_driver_sql(f"SET lock_timeout = {milliseconds}")
        try:
            connection.execute(text(f"SELECT pg_advisory_lock({LOCK_KEY})"))
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            raise self._busy(connection) from None

    def _busy(self, connection: Connection) -> LedgerFailure:
        facts = (
            holder_facts(connection.scalar(text("SELECT holder FROM lock_holder")) or "") if _has(connection) else {}
        )
        return LedgerFailure("ledger_busy" if facts else "ledger_busy_unknown", self.name, cause="lock", **facts)


def _has(connection: Connection) -> bool:
    return connection.scalar(text("SELECT to_regclass('lock_holder')")) is not None


def _keep(connection: Connection, holder: Holder) -> None:
    """Tell who writes, at once and beside the transaction; a ledger that is being made has no place for it yet."""
    if _has(connection):
        connection.execute(
            text(
                "INSERT INTO lock_holder (id, holder) VALUES (1, :holder)"
                " ON CONFLICT (id) DO UPDATE SET holder = excluded.holder"
            ),
            {"holder": holder.as_json()},
        )
