"""The gate itself: every check of a run and its files, and the verdict that is kept.

Importing this module imports Great Expectations, which takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contracts.publication_gate import GateReport, Judge, PromisedFile, judged_file, judged_tables
from pay_linkage.gate.judged_files import files_of
from pay_linkage.gate.kept import keep
from pay_linkage.gate.subject import judged
from pay_linkage.gate.table_checks import table_checks
from pay_linkage.ledger import Ledger
from pay_linkage.runs import Store, StoredRun

TABLES = "tables"
"""What reports name in place of a file where the run's own tables are concerned."""


def gate_results(run: StoredRun, files: Sequence[PromisedFile]) -> GateReport:
    """The verdict over the run's tables and the files, each read from disk now.

    Raises ``StoreFailure`` where the run's tables are not the ones that were written.
    """
    judge = Judge()
    checks = judged_tables(table_checks(judged(run)), judge, TABLES)
    for file in files:
        checks += judged_file(file, judge)
    return GateReport(run.manifest.run_id, checks)


def gated(store: Store, run_id: str, ledger: Ledger, by: str, password: str | None = None) -> tuple[GateReport, Path]:
    """Judge everything of the run that leaves, keep the verdict and its page; gives both.

    Raises ``Refused`` where there is no such run, ``StoreFailure``.
    """
    run = store.open(run_id)
    report = gate_results(run, files_of(store, run, ledger, password))
    return report, keep(store.root, run, report, by)
