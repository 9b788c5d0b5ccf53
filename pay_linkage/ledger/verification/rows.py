"""Rows and the log: every run, approver, decision and publication is the one that was entered, and none is missing."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.problem import Place, Problem
from pay_linkage.ledger.approver import RETIREMENT
from pay_linkage.ledger.forgetting import BLANK
from pay_linkage.ledger.records import Correction
from pay_linkage.ledger.rows import values_sha256
from pay_linkage.ledger.run_register import corrections_sha256
from pay_linkage.ledger.verification.image import Image, Row

ENTERED = {
    "runs": ("run_id", ("run_recorded",)),
    "approvers": ("number", ("approver_added",)),
    "approvals": ("number", ("run_approved", "run_rejected")),
    "publications": ("sequence", ("run_published",)),
    "forgotten_runs": ("run_id", ("run_forgotten",)),
}
"""Table → its key, and the log's actions that enter a row of it."""


def row_findings(image: Image) -> Iterator[Problem]:
    """Rows changed, added or taken away behind the log's back."""
    for table, (key, actions) in ENTERED.items():
        logged = {entry["payload"].get(key): entry["payload"].get("row_sha256") for entry in image.entries_of(*actions)}
        rows = image.by(table, key)
        for value in [*rows, *(logged.keys() - rows.keys())]:
            code = _fault(table, rows.get(value), logged.get(value))
            if code:
                yield Problem(code, Place(image.ledger), table=table, key=str(value))
    yield from _retirements(image)
    yield from _corrections(image)


def _fault(table: str, row: Row | None, logged: str | None) -> str | None:
    if row is None:
        return "verify_row_missing"
    if logged is None:
        return "verify_row_not_in_log"
    left_out = RETIREMENT if table == "approvers" else ()
    return None if values_sha256(row, *left_out) == logged else "verify_row_changed"


def _retirements(image: Image) -> Iterator[Problem]:
    logged = {e["payload"].get("number"): (e["at"], e["actor"]) for e in image.entries_of("approver_retired")}
    for number, row in image.by("approvers", "number").items():
        if (row["retired_at"], row["retired_by"]) != logged.get(number, (None, None)):
            yield Problem("verify_row_changed", Place(image.ledger), table="approvers", key=str(number))


def _corrections(image: Image) -> Iterator[Problem]:
    """Each run's corrections against the hash in its row, which the log covers; a forgotten run's are blank."""
    forgotten = image.by("forgotten_runs", "run_id")
    for run_id, run in image.by("runs", "run_id").items():
        lines = [row for row in image.tables["corrections"] if row["run_id"] == run_id]
        if run_id in forgotten:
            sound = len(lines) == run["corrections"] and all(_is_blank(row) for row in lines)
        else:
            sound = corrections_sha256([_correction(row) for row in lines]) == run["corrections_sha256"]
        if not sound:
            yield Problem("verify_corrections_changed", Place(image.ledger), table="corrections", key=str(run_id))


def _is_blank(row: Row) -> bool:
    return all(row[name] == value for name, value in BLANK.items())


def _correction(row: Row) -> Correction:
    return Correction(
        table=row["table_name"],
        key=row["row_key"],
        action=row["action"],
        column=row["column_name"],
        old_value=row["old_value"],
        new_value=row["new_value"],
        reason=row["reason"],
        appeal_reference=row["appeal_reference"],
        decided_on=row["decided_on"],
        decided_by=row["decided_by"],
    )
