"""Receipts of statements: where a run's were written, so that the gate can hold them against the payroll.

A receipt names people by their codes, where only some were asked for, and no amount.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from contracts.problem import Language
from pay_linkage.handover.receipt import exports_folder, kept_receipts, place_receipt
from pay_linkage.runs import Store, StoredRun

ENDING = ".statements.json"


class StatementReceipt(BaseModel):
    """``folder`` is absolute, ``lang`` the statements' language, ``people`` whose they are (person_id; none: all)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal[1]
    run_id: str
    folder: str
    lang: Language
    one_file: bool
    people: list[str]


def keep_statement_receipt(store: Store, run: StoredRun, receipt: StatementReceipt) -> None:
    """Write the receipt; a later one for the same folder takes its place. Raises ``StoreFailure``."""
    place_receipt(exports_folder(store, run), Path(receipt.folder).name, receipt.folder, ENDING, receipt)


def statement_receipts(store: Store, run: StoredRun) -> tuple[StatementReceipt, ...]:
    """All receipts of a run's statements. Raises ``StoreFailure`` where one cannot be read."""
    return kept_receipts(store, run, ENDING, StatementReceipt)
