"""The gate itself: every check of a run and its files, and the verdict that is kept.

Importing this module imports Great Expectations, which takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.publication_gate import GateReport, Judge, PromisedFile, judged_file, judged_tables
from pay_linkage.gate.judged_files import files_of, folders_of
from pay_linkage.gate.kept import keep
from pay_linkage.gate.subject import judged
from pay_linkage.gate.table_checks import table_checks
from pay_linkage.ledger import Ledger
from pay_linkage.ledger.publication_files import FOLDER as PUBLICATIONS
from pay_linkage.runs import Folder, Store, StoredRun
from pay_linkage.runs.at_hand import at_hand

TABLES = "tables"
"""What reports name in place of a file where the run's own tables are concerned."""


def gate_results(run: StoredRun, files: Sequence[PromisedFile]) -> GateReport:
    """The verdict over the run's tables and the files, each read from disk now.

    Raises ``StoreFailure`` where the run's tables are not the ones that were written.
    """
    tables = judged_tables(table_checks(judged(run)), Judge(), TABLES)
    return with_files(GateReport(run.manifest.run_id, tables), files)


def with_files(report: GateReport, files: Sequence[PromisedFile]) -> GateReport:
    """The report with the verdict over further files, each read from disk now."""
    judge = Judge()
    found = [check for file in files for check in judged_file(file, judge)]
    return GateReport(report.run_id, (*report.checks, *found))


def gated(
    store: Store, run_id: str, ledger: Ledger, by: str, password: str | None = None, before: GateReport | None = None
) -> tuple[GateReport, Folder]:
    """Judge everything of the run that leaves, keep the verdict and its page; gives both.

    ``before`` is the report that let the run be published a moment ago: only what publishing wrote is judged anew.
    Raises ``Refused`` where there is no such run, ``StoreFailure``.
    """
    run = store.open(run_id)
    with at_hand(store, folders_of(run, ledger)) as root:
        files = files_of(store, run, ledger, root, password)
        if before is None:
            report = gate_results(run, files)
        else:
            report = with_files(before, [file for file in files if file.path.is_relative_to(root / PUBLICATIONS)])
    return report, keep(store, run, report, by)
