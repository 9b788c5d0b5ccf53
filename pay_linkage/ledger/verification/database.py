"""The database itself: its guards stand and are the product's, its pages and references are sound."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from contracts.problem import Place, Problem
from pay_linkage.ledger.guards import postgresql, sqlite
from pay_linkage.ledger.schema import newest_version, version

SQLITE_GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
POSTGRESQL_GUARDS = (
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true) || p.prosrc FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O'"
)


def database_findings(session: Session, ledger: str) -> Iterator[Problem]:
    """Guards that are missing, changed or not the product's; damage that the database finds in itself."""
    connection = session.connection()
    on_sqlite = connection.dialect.name == "sqlite"
    expected = sqlite.TRIGGERS if on_sqlite else postgresql.GUARDS
    found = dict(connection.exec_driver_sql(SQLITE_GUARDS if on_sqlite else POSTGRESQL_GUARDS).tuples().all())
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Problem("verify_guard_changed", Place(ledger), key=name)
    if version(connection) != newest_version():
        yield Problem("verify_guard_changed", Place(ledger), key="ledger_version")
    if on_sqlite:
        yield from _sqlite_damage(connection, ledger)


def _sqlite_damage(connection: Connection, ledger: str) -> Iterator[Problem]:
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        yield Problem("ledger_damaged", Place(ledger), facts={"ledger": ledger, "cause": "integrity_check"})
    for table in sorted({str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}):
        yield Problem("verify_reference_broken", Place(ledger), table=table)
