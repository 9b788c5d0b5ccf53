"""Runs whose people's data was forgotten: a tombstone in the ledger, entered into its log, for each.

What stays: the run's hashes and control totals, decisions, publications, and what was paid (person_id and cents), which
is the house's book of account. What goes: what the corrections of the run say of anybody. Stays out: the run's files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.free_text import text_problems
from contracts.problem import Refused
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.models import CorrectionRow, ForgottenRow
from pay_linkage.ledger.rows import record, row_sha256
from pay_linkage.ledger.run_register import known_run

BLANK = {
    "row_key": "",
    "old_value": None,
    "new_value": None,
    "reason": "",
    "appeal_reference": None,
    "decided_on": None,
    "decided_by": None,
}
"""What a forgotten run's corrections hold in place of what they said; table, action and column stay."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A run whose people's data is gone: when, by whom, and why (the rule of retention)."""

    run_id: str
    at: datetime
    by: str
    reason: str


def forget_runs(ledger: Ledger, run_ids: Sequence[str], by: str, reason: str) -> list[Forgotten]:
    """Enter that the runs' people are forgotten, and blank what their corrections say; once for each.

    Raises ``Refused`` for an unknown run, or where who or why is missing. Nothing brings the data back.
    """
    problems = text_problems(ledger.name, by=by, reason=reason)
    if problems:
        raise Refused(problems)

    def enter(session: Session) -> list[Forgotten]:
        return [_forget(session, ledger.name, run_id, by, reason) for run_id in run_ids]

    return ledger.write(Holder(by, "forget"), enter)


def _forget(session: Session, ledger: str, run_id: str, by: str, reason: str) -> Forgotten:
    there = session.get(ForgottenRow, known_run(session, ledger, run_id).run_id)
    if there:
        return record(Forgotten, there)
    row = ForgottenRow(run_id=run_id, at=now(), by=by, reason=reason)
    session.add(row)
    session.flush()
    columns = CorrectionRow.__table__.c
    blank = {columns[name]: value for name, value in BLANK.items()}
    session.connection().execute(update(CorrectionRow.__table__).where(columns.run_id == run_id).values(blank))  # type: ignore[arg-type]
    add_event(session, row.at, by, "run_forgotten", {"run_id": run_id, "row_sha256": row_sha256(row)})
    return record(Forgotten, row)


def forgotten_runs(ledger: Ledger) -> list[Forgotten]:
    """The runs whose people were forgotten, by their ids."""
    with ledger.reading() as session:
        return [record(Forgotten, row) for row in session.scalars(select(ForgottenRow).order_by(ForgottenRow.run_id))]
