"""The ledger in an SQLite file: a private file, one writer at a time, waiting its turn at a lock file beside it.

Belongs here: what is SQLite's own about opening, beginning and waiting. Stays out: what is done in a transaction.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from pay_linkage.ledger.failure import LedgerFailure
from pay_linkage.ledger.holder import Holder, holder_facts

WRITES = "pay_linkage_writes"
POLL_SECONDS = 0.02


class SqliteDatabase:
    """An SQLite file as the ledger's database. ``wait``: how long a writer waits for another."""

    def __init__(self, url: URL, wait: timedelta) -> None:
        if not url.database or url.database == ":memory:":
            raise LedgerFailure("ledger_url_unknown", url.render_as_string(hide_password=True))
        self.path = Path(url.database)
        self.name = str(self.path)
        self.wait = wait
        self.engine = _engine(self.path, wait)

    def prepare(self) -> None:
        """Make the file, private, where it is missing."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _private(self.path)
        except OSError as error:
            raise _disk_failure(error, self.name) from None

    def is_there(self) -> bool:
        """Whether there is a file to be read."""
        try:
            return self.path.exists()
        except OSError as error:
            raise _disk_failure(error, self.name) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a transaction that sees one state of the ledger."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def locked(self, holder: Holder) -> Iterator[Connection]:
        """A connection that alone may write; each transaction begun on it is immediate."""
        lock = self.path.with_name(self.path.name + ".lock")
        with _file_lock(lock, holder, self.wait, self.name), self.engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            yield connection


def _engine(path: Path, wait: timedelta) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": wait.total_seconds(), "isolation_level": None},
    )
    event.listen(engine, "connect", lambda connection, _: _configure(connection, wait))
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, wait: timedelta) -> None:
    """Write ahead (readers and the writer do not wait for each other), synced; foreign keys hold; triggers see all.

    What is forgotten is overwritten in the file, too.
    """
    _write_ahead(connection, wait)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection, wait: timedelta) -> None:
    """Switch a new file to writing ahead. Where another does so too, SQLite gives up at once instead of waiting."""
    deadline = time.monotonic() + wait.total_seconds()
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(POLL_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _private(path: Path) -> None:
    """An empty file that only its owner can read, unless the file is there."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))


@contextmanager
def _file_lock(path: Path, holder: Holder, wait: timedelta, ledger: str) -> Iterator[None]:
    """Hold the lock file. The kernel lets go of it when its holder dies, and the file stays for the next one."""
    try:
        _private(path)
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except OSError as error:
        raise _disk_failure(error, ledger) from None
    try:
        _wait_for(descriptor, wait, ledger)
        _keep(descriptor, holder, ledger)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, wait: timedelta, ledger: str) -> None:
    deadline = time.monotonic() + wait.total_seconds()
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _busy(descriptor, ledger) from None
            time.sleep(POLL_SECONDS)
        else:
            return


def _busy(descriptor: int, ledger: str) -> LedgerFailure:
    facts = holder_facts(os.pread(descriptor, 4096, 0).decode("utf-8", "replace"))
    return LedgerFailure("ledger_busy" if facts else "ledger_busy_unknown", ledger, cause="lock", **facts)


def _keep(descriptor: int, holder: Holder, ledger: str) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, holder.as_json().encode(), 0)
    except OSError as error:
        raise _disk_failure(error, ledger) from None


def _disk_failure(error: OSError, ledger: str) -> LedgerFailure:
    codes: dict[type[OSError], str] = {PermissionError: "ledger_not_permitted"}
    full = error.errno in {28, 122}
    code = "ledger_disk_full" if full else codes.get(type(error), "ledger_disk_failed")
    return LedgerFailure(code, ledger, cause=type(error).__name__)
