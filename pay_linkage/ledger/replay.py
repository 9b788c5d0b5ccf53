"""One ledger's history entered into another, empty one: entry by entry of the log, under all guards.

So a ledger moves between SQLite and PostgreSQL, and what could not have been entered in this order is not entered now.
Belongs here: the order of rows. Stays out: files, and whether the history is sound (``verification``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import connect
from typing import Any, cast

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.approver import RETIREMENT
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.lines import keep_lines, lines_of
from pay_linkage.ledger.models import (
    ApprovalRow,
    ApproverRow,
    Base,
    CorrectionRow,
    EventRow,
    ForgottenRow,
    PublicationRow,
    RunRow,
)
from pay_linkage.ledger.rows import row_values
from pay_linkage.ledger.sqlite import SqliteDatabase

Payload = Mapping[str, Any]


def copy_ledger(ledger: Ledger, file: Path) -> None:
    """The ledger as it is now, as an SQLite ledger in the new ``file``; the caller has made it private and empty."""
    if not isinstance(ledger.database, SqliteDatabase):
        replay(ledger, Ledger.open(f"sqlite:///{file}"))
        return
    with ledger.reading() as session:
        source = cast("SqliteConnection", session.connection().connection.driver_connection)
        target = connect(file)
        try:
            source.backup(target)
        finally:
            target.close()


def replay(source: Ledger, target: Ledger) -> None:
    """Enter the whole history of ``source`` into ``target`` in one transaction.

    Raises ``Refused`` where ``target`` has a history of its own, or where a guard speaks.
    """
    with source.reading() as past:
        target.write(Holder("pay-linkage", "restore"), lambda session: _replay(past, session, target.name))


def _replay(past: Session, session: Session, name: str) -> None:
    if session.scalar(select(EventRow.sequence).limit(1)) is not None:
        raise Refused([Problem("ledger_not_empty", Place(name), facts={"ledger": name})])
    for entry in past.scalars(select(EventRow).order_by(EventRow.sequence)):
        enter = ENTERED.get(entry.action)
        if enter:
            enter(past, session, json.loads(entry.payload))
        _insert(session, entry)


def _insert(session: Session, row: Base, **changed: object) -> None:
    session.connection().execute(insert(type(row).__table__), {**row_values(row), **changed})  # type: ignore[arg-type]


def _all(past: Session, session: Session, wanted: Select[Any]) -> None:
    for row in past.scalars(wanted):
        _insert(session, row)


def _run(past: Session, session: Session, payload: Payload) -> None:
    """The corrections come before their run, as the guards ask."""
    of_run = CorrectionRow.run_id == payload["run_id"]
    _all(past, session, select(CorrectionRow).where(of_run).order_by(CorrectionRow.line))
    _all(past, session, select(RunRow).where(RunRow.run_id == payload["run_id"]))


def _approver(past: Session, session: Session, payload: Payload) -> None:
    """As the approver was when added: retiring comes later."""
    row = past.get_one(ApproverRow, payload["number"])
    _insert(session, row, **dict.fromkeys(RETIREMENT))


def _retirement(past: Session, session: Session, payload: Payload) -> None:
    row = past.get_one(ApproverRow, payload["number"])
    retired = {name: getattr(row, name) for name in RETIREMENT}
    session.execute(update(ApproverRow).where(ApproverRow.number == row.number).values(**retired))


def _approval(past: Session, session: Session, payload: Payload) -> None:
    _all(past, session, select(ApprovalRow).where(ApprovalRow.number == payload["number"]))


def _publication(past: Session, session: Session, payload: Payload) -> None:
    """The lines come before the publication that seals them."""
    sequence = int(payload["sequence"])
    keep_lines(session, sequence, lines_of(past, sequence))
    _all(past, session, select(PublicationRow).where(PublicationRow.sequence == sequence))


def _tombstone(past: Session, session: Session, payload: Payload) -> None:
    _all(past, session, select(ForgottenRow).where(ForgottenRow.run_id == payload["run_id"]))


ENTERED: dict[str, Callable[[Session, Session, Payload], None]] = {
    "run_recorded": _run,
    "approver_added": _approver,
    "approver_retired": _retirement,
    "run_approved": _approval,
    "run_rejected": _approval,
    "run_published": _publication,
    "run_forgotten": _tombstone,
}
"""Action of the log → what it entered; the other actions entered nothing but themselves."""
