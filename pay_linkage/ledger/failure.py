"""What goes wrong with the ledger itself, in both languages: a lock, a lost connection, a full disk, damage.

Belongs here: the exception, and how a database's error becomes one. Never says what a statement held: its values may
be people's pay. Stays out: what is refused because of what was asked (``contracts.problem.Refused``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from re import search

from sqlalchemy.exc import DBAPIError

from contracts.exit_status import UNUSABLE
from contracts.problem import Language, Place, Problem, Refused

SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: "ledger_busy_unknown",
    sqlite3.SQLITE_LOCKED: "ledger_busy_unknown",
    sqlite3.SQLITE_FULL: "ledger_disk_full",
    sqlite3.SQLITE_IOERR: "ledger_disk_failed",
    sqlite3.SQLITE_READONLY: "ledger_not_permitted",
    sqlite3.SQLITE_CANTOPEN: "ledger_not_permitted",
    sqlite3.SQLITE_PERM: "ledger_not_permitted",
    sqlite3.SQLITE_CORRUPT: "ledger_damaged",
    sqlite3.SQLITE_NOTADB: "ledger_damaged",
}
SQLSTATE_CODES = {
    "53100": "ledger_disk_full",
    "58030": "ledger_disk_failed",
    "25006": "ledger_not_permitted",
    "28": "ledger_not_permitted",
    "42501": "ledger_not_permitted",
    "40": "ledger_contended",
    "55P03": "ledger_busy_unknown",
    "08": "ledger_connection_lost",
    "57P": "ledger_connection_lost",
    "XX": "ledger_damaged",
}


class LedgerFailure(Exception):
    """The ledger cannot be read or written: one problem with its code (``UNUSABLE``). Nothing half done is kept.

    Where the code is ``ledger_connection_lost`` the last step may have been done or not: asking again tells, and does
    nothing twice.
    """

    exit_status = UNUSABLE

    def __init__(self, code: str, ledger: str, **facts: str) -> None:
        self.code = code
        self.problem = Problem(code, Place(ledger), facts={"ledger": ledger, **facts})
        super().__init__(f"{code}: {ledger}")

    def sentence(self, lang: Language) -> str:
        """What is wrong and how to mend it."""
        return self.problem.sentence(lang)


@contextmanager
def coded(ledger: str) -> Iterator[None]:
    """Turn a database's error into a ``LedgerFailure``, or into ``Refused`` where a guard has spoken."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error, ledger) from None


def retryable(error: DBAPIError) -> bool:
    """Whether PostgreSQL gave a transaction up because of another one, so that it may be tried again."""
    return _sqlstate(error).startswith("40")


def _told(error: DBAPIError, ledger: str) -> LedgerFailure | Refused:
    guard = search(r"pay-linkage: (guard_\w+)", str(error.orig))
    if guard:
        return Refused([Problem(guard[1], Place(ledger), facts={"ledger": ledger})])
    code = _code(error)
    return LedgerFailure(code, ledger, cause=_sqlstate(error) or type(error.orig).__name__)


def _code(error: DBAPIError) -> str:
    if isinstance(error.orig, sqlite3.Error):
        return SQLITE_CODES.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, "ledger_failed")
    state = _sqlstate(error)
    for length in (5, 3, 2):
        if state[:length] in SQLSTATE_CODES:
            return SQLSTATE_CODES[state[:length]]
    return "ledger_connection_lost" if error.connection_invalidated or not state else "ledger_failed"


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
