"""The register of runs: which there are, which descends from which, and what each corrected.

Belongs here: entering a run and reading the register. Stays out: the runs' files (``pay_linkage.runs``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

import polars as pl
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from contracts.free_text import text_problems
from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.entitlements import checked_entitlements, entitlements_sha256
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.fingerprint import value_sha256
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.identity import name_key
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.models import CorrectionRow, RunRow
from pay_linkage.ledger.records import Correction, RunEntry, RunRecord
from pay_linkage.ledger.rows import record, row_sha256

MOST_GENERATIONS = 10_000
"""Reruns of reruns; more would be a ledger in which somebody made a run its own ancestor."""


def record_run(
    ledger: Ledger, entry: RunEntry, entitlements: pl.DataFrame, corrections: Sequence[Correction] = ()
) -> RunRecord:
    """Enter a run with its payroll's control totals and the corrections that led to it.

    Entering it again is nothing new; with other content it raises ``Refused``, as with a parent that is unknown or of
    another cycle. ``made_by`` and when and why stay what they were when the run was entered first.
    """
    problems = text_problems(ledger.name, made_by=entry.made_by if name_key(entry.made_by) else "")
    if problems:
        raise Refused(problems)
    row = _run_row(entry, checked_entitlements(entitlements, ledger.name), corrections)
    return ledger.write(
        Holder(entry.made_by, "record"), lambda session: _record_once(session, ledger.name, row, corrections)
    )


def entered_already(ledger: Ledger, entry: RunEntry) -> RunRecord | None:
    """The record of the run, where it was entered with this very content; what its files hold is not asked again."""
    with ledger.reading() as session:
        there, told = session.get(RunRow, entry.run_id), ("parent", "cycle", "content_hash")
        same = there and all(getattr(there, name) == getattr(entry, name) for name in told)
        return record(RunRecord, there) if there and same else None


def _run_row(entry: RunEntry, entitlements: pl.DataFrame, corrections: Sequence[Correction]) -> dict[str, object]:
    return {
        **asdict(entry),
        "made_by_key": name_key(entry.made_by),
        "people": entitlements.height,
        "amount_cents": entitlements["amount_cents"].sum(),
        "entitlements_sha256": entitlements_sha256(entitlements),
        "corrections": len(corrections),
        "corrections_sha256": corrections_sha256(corrections),
    }


def corrections_sha256(corrections: Sequence[Correction]) -> str:
    """SHA-256 over all lines in their order."""
    return value_sha256([asdict(line) for line in corrections])


CONTENT = ("parent", "cycle", "content_hash", "entitlements_sha256", "corrections_sha256")


def _record_once(
    session: Session, ledger: str, values: dict[str, object], corrections: Sequence[Correction]
) -> RunRecord:
    there = session.get(RunRow, values["run_id"])
    if there:
        if any(getattr(there, name) != values[name] for name in CONTENT):
            raise Refused([Problem("ledger_run_of_other_content", Place(ledger), key=there.run_id)])
        return record(RunRecord, there)
    _refuse_wrong_parent(session, ledger, values)
    for line, correction in enumerate(corrections, start=1):
        session.add(CorrectionRow(run_id=values["run_id"], line=line, **asdict(correction)))
    session.flush()
    row = RunRow(**values, number=(session.scalar(select(func.max(RunRow.number))) or 0) + 1)
    session.add(row)
    session.flush()
    add_event(session, now(), row.made_by, "run_recorded", _facts(row))
    return record(RunRecord, row)


def _facts(row: RunRow) -> dict[str, object]:
    names = ("run_id", "parent", "cycle", "content_hash", "people", "amount_cents", "corrections")
    return {name: getattr(row, name) for name in names} | {"row_sha256": row_sha256(row)}


def _refuse_wrong_parent(session: Session, ledger: str, values: dict[str, object]) -> None:
    if values["parent"] is None:
        return
    parent = session.get(RunRow, values["parent"])
    if parent is None or parent.cycle != values["cycle"]:
        code = "ledger_parent_of_other_cycle" if parent else "ledger_run_unknown"
        raise Refused([Problem(code, Place(ledger), key=str(values["parent"]))])


def runs(ledger: Ledger) -> list[RunRecord]:
    """All runs in the order in which they were entered."""
    with ledger.reading() as session:
        return [record(RunRecord, row) for row in session.scalars(select(RunRow).order_by(RunRow.number))]


def run(ledger: Ledger, run_id: str) -> RunRecord:
    """The run with this id. Raises ``Refused`` where there is none."""
    with ledger.reading() as session:
        return record(RunRecord, known_run(session, ledger.name, run_id))


def known_run(session: Session, ledger: str, run_id: str) -> RunRow:
    """The run's row. Raises ``Refused`` where there is none."""
    row = session.get(RunRow, run_id)
    if row is None:
        raise Refused([Problem("ledger_run_unknown", Place(ledger), key=run_id)])
    return row


def lineage(ledger: Ledger, run_id: str) -> list[str]:
    """The run and the runs that it descends from, youngest first. Raises ``Refused`` where it is unknown."""
    with ledger.reading() as session:
        known_run(session, ledger.name, run_id)
        return line_of_descent(session, run_id)


def line_of_descent(session: Session, run_id: str) -> list[str]:
    """The run and the runs that it descends from, youngest first."""
    own = select(RunRow.run_id, RunRow.parent, literal(0).label("age")).where(RunRow.run_id == run_id)
    line = own.cte("line", recursive=True)
    older = select(RunRow.run_id, RunRow.parent, line.c.age + 1).join(line, RunRow.run_id == line.c.parent)
    line = line.union_all(older.where(line.c.age < MOST_GENERATIONS))
    return list(dict.fromkeys(session.scalars(select(line.c.run_id).order_by(line.c.age))))


def corrections(ledger: Ledger, run_id: str) -> list[Correction]:
    """The corrections that led from the run's parent to the run, in their file's order."""
    with ledger.reading() as session:
        rows = session.scalars(select(CorrectionRow).where(CorrectionRow.run_id == run_id).order_by(CorrectionRow.line))
        return [Correction(**{field.name: getattr(row, field.name) for field in fields(Correction)}) for row in rows]
