"""Which files of a run there are to judge, and what each must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from contracts.publication_gate import PromisedFile
from pay_linkage.exports.payroll_files import CSV, WORKBOOK
from pay_linkage.gate.entitled import entitled
from pay_linkage.gate.payroll_workbook import payroll_workbook
from pay_linkage.gate.promised_cells import Asked
from pay_linkage.gate.promised_file import promised_file
from pay_linkage.gate.promised_statements import promised_statements
from pay_linkage.gate.subject import Judged, judged
from pay_linkage.handover.due import people_known
from pay_linkage.handover.receipt import FOLDER as EXPORTS
from pay_linkage.handover.receipt import Receipt, receipts
from pay_linkage.handover.statement_receipt import statement_receipts
from pay_linkage.layouts import FileKind, form_of, load_layout
from pay_linkage.ledger import Ledger, publication_of
from pay_linkage.ledger.publication_files import FOLDER, folder_name
from pay_linkage.runs import Store, StoredRun
from pay_linkage.runs.store import RUNS

PUBLISHED: Mapping[FileKind, str] = {
    "full": "payroll-full.csv",
    "supplement": "supplement.csv",
    "recovery": "recovery.csv",
}
"""Kind of file → its name among the ledger's files of a publication."""


def folders_of(run: StoredRun, ledger: Ledger) -> list[tuple[str, str]]:
    """The store's folders (kind, name) that hold what is judged: the run, its publication, its exports."""
    run_id = run.manifest.run_id
    published = publication_of(ledger, run_id)
    publication = [] if published is None else [(FOLDER, folder_name(published.sequence, run_id))]
    return [(RUNS, run_id), *publication, (EXPORTS, run_id)]


def files_of(
    store: Store, run: StoredRun, ledger: Ledger, root: Path, password: str | None = None
) -> list[PromisedFile]:
    """The run's own payroll files, its publication's, and every export and folder of statements with a receipt.

    Of drafts (exports made before the run was published) and statements those still there: what is gone cannot leave.
    ``root``: below it the run's folders stand as files. ``password`` opens encrypted exports. Raises ``StoreFailure``
    where the run's tables or a receipt were changed.
    """
    of = judged(run)
    payroll = run.table("payroll").select("person_id", "amount", "held")
    due = entitled(run, ledger)
    known = people_known(store, run, ledger, pl.concat([frame.select("person_id") for frame in due.values()]))
    made = _Made(of, known, of.belonging())
    folder = root / RUNS / run.manifest.run_id
    own = [made.in_layout("payroll-csv", "full", folder / CSV, payroll, None)]
    if WORKBOOK in run.manifest.files:
        own.append(payroll_workbook(of, folder / WORKBOOK))
    files = [replace(file, sha256=run.manifest.files[file.path.relative_to(folder).as_posix()]) for file in own]
    published = publication_of(ledger, run.manifest.run_id)
    if published is not None:
        folder = root / FOLDER / folder_name(published.sequence, published.run_id)
        for kind, amounts in due.items():
            files.append(made.in_layout("person-amounts", kind, folder / PUBLISHED[kind], amounts, published.sequence))
    folder = root / EXPORTS / run.manifest.run_id
    kept = [receipt for receipt in receipts(store, run) if _leaves(receipt, folder)]
    files += [made.exported(receipt, folder, due, password) for receipt in kept]
    there = [receipt for receipt in statement_receipts(store, run) if Path(receipt.folder).exists()]
    return files + [promised_statements(of, receipt) for receipt in there]


def _leaves(receipt: Receipt, folder: Path) -> bool:
    return receipt.publication is not None or receipt.path(folder).exists()


class _Made:
    """Makes promises of one run's files."""

    def __init__(self, of: Judged, known: pl.DataFrame, belonging: pl.DataFrame) -> None:
        self._of, self._known, self._belonging = of, known, belonging

    def in_layout(
        self, name: str, kind: FileKind, path: Path, amounts: pl.DataFrame, publication: int | None
    ) -> PromisedFile:
        """A file in a built-in layout without parameters."""
        layout, subject = load_layout(name), self._of.subject(publication)
        asked = Asked(layout, form_of(layout, subject, {}), kind, {}, subject)
        return promised_file(asked, path, amounts, self._known, self._belonging)

    def exported(
        self, receipt: Receipt, folder: Path, due: Mapping[FileKind, pl.DataFrame], password: str | None
    ) -> PromisedFile:
        """A file as its receipt tells it; a kind that is not due any more promises no row."""
        subject = self._of.subject(receipt.publication)
        asked = Asked(receipt.layout_used(), receipt.form_used(), receipt.kind, receipt.parameters, subject)
        nothing = next(iter(due.values())).clear()
        amounts = due.get(receipt.kind, nothing)
        opened_with = (password or "") if receipt.encrypted else None
        return promised_file(asked, receipt.path(folder), amounts, self._known, self._belonging, opened_with)
