"""Databases for the tests, and what a test does to them behind the ledger's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, make_url, text

from pay_linkage.ledger import Ledger


def new_schema(server: str, name: str) -> str:
    """The URL of a new schema on the PostgreSQL server."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    named = url.set(drivername="postgresql").update_query_dict({"options": f"-csearch_path={name}"})
    return named.render_as_string(hide_password=False)


def on_sqlite(ledger: Ledger) -> bool:
    return ledger.database.engine.dialect.name == "sqlite"


@contextmanager
def behind_its_back(ledger: Ledger) -> Iterator[Connection]:
    """A transaction as anybody who can write to the database may begin it."""
    with ledger.database.engine.connect() as connection, connection.begin():
        yield connection


def without_guards(ledger: Ledger, *statements: str) -> None:
    """The statements, done by somebody who switches guards and checks off first and on again afterwards."""
    with ledger.database.engine.connect() as connection:
        if on_sqlite(ledger):
            _without_sqlite_guards(connection, statements)
        else:
            connection.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                connection.exec_driver_sql(statement)
        connection.commit()


def _without_sqlite_guards(connection: Connection, statements: tuple[str, ...]) -> None:
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    connection.exec_driver_sql("BEGIN")
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.exec_driver_sql(statement)
    for _, sql in guards:
        connection.exec_driver_sql(sql)
