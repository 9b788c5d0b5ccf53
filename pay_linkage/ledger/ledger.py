"""The ledger as it is opened: one database, read in one state, written in one transaction at a time.

Belongs here: opening, reading and writing as such. Stays out: what is read and written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from pay_linkage.ledger import schema
from pay_linkage.ledger.failure import LedgerFailure, coded, retryable
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.postgresql import PostgresqlDatabase
from pay_linkage.ledger.sqlite import SqliteDatabase

FILE = "ledger.sqlite3"
WAIT = timedelta(seconds=60)
TRIES = 5

Result = TypeVar("Result")


class Ledger:
    """A ledger at hand. Make one with ``Ledger.open`` or ``Ledger.in_store``; it holds no connection between calls."""

    def __init__(self, database: SqliteDatabase | PostgresqlDatabase) -> None:
        self.database = database
        self.name = database.name

    @classmethod
    def open(cls, url: str, wait: timedelta = WAIT) -> Self:
        """The ledger at ``url`` (``sqlite:///PATH``, ``postgresql://…``), made or upgraded where need be.

        ``wait`` is how long a writer waits for another one. Raises ``LedgerFailure``.
        """
        return cls._opened(_parsed(url), wait)

    @classmethod
    def in_store(cls, store: str | Path, wait: timedelta = WAIT) -> Self:
        """The ledger in the store's folder: an SQLite file that only its owner can read."""
        return cls._opened(_in_store(store), wait)

    @classmethod
    def for_reading(cls, store: str | Path, url: str | None = None) -> Self | None:
        """The ledger at ``url``, else in the store, neither made nor upgraded; None where there is none yet."""
        ledger = cls(_database(_parsed(url) if url else _in_store(store), WAIT))
        if not ledger.database.is_there():
            return None
        with ledger.reading() as session:
            schema.is_current(session.connection(), ledger.name)
            return ledger if schema.version(session.connection()) else None

    @classmethod
    def _opened(cls, url: URL, wait: timedelta) -> Self:
        ledger = cls(_database(url, wait))
        ledger._upgrade()
        return ledger

    def _upgrade(self) -> None:
        self.database.prepare()
        with self.reading() as session:
            if schema.is_current(session.connection(), self.name):
                return
        self.write(Holder("pay-linkage", "upgrade"), self._upgrade_once)

    def _upgrade_once(self, session: Session) -> None:
        """Whoever waited finds the ledger upgraded."""
        connection = session.connection()
        if not schema.is_current(connection, self.name):
            schema.upgrade(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the ledger and changes nothing."""
        with coded(self.name), self.database.reading() as connection, Session(connection) as session:
            yield session

    def write(self, holder: Holder, work: Callable[[Session], Result]) -> Result:
        """Do ``work`` in one transaction, alone: as a whole, or not at all. What it raises undoes it.

        ``work`` may be done over where the database gave the transaction up. Raises ``LedgerFailure``.
        """
        with coded(self.name), self.database.locked(holder) as connection:
            for tried in range(1, TRIES + 1):
                try:
                    return _once(connection, work)
                except DBAPIError as error:
                    if tried == TRIES or not retryable(error):
                        raise
                    time.sleep(0.05 * tried)
        raise AssertionError("unreachable: the last try returns or raises")


def _once(connection: Connection, work: Callable[[Session], Result]) -> Result:
    with connection.begin(), Session(connection, expire_on_commit=False) as session:
        result = work(session)
        session.flush()
        return result


def _database(url: URL, wait: timedelta) -> SqliteDatabase | PostgresqlDatabase:
    kinds: dict[str, type[SqliteDatabase | PostgresqlDatabase]]
    kinds = {"sqlite": SqliteDatabase, "postgresql": PostgresqlDatabase}
    kind = kinds.get(url.get_backend_name())
    if kind is None:
        raise LedgerFailure("ledger_url_unknown", url.get_backend_name())
    return kind(url, wait)


def _in_store(store: str | Path) -> URL:
    return URL.create("sqlite", database=str(Path(store) / FILE))


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise LedgerFailure("ledger_url_unknown", "?") from None
