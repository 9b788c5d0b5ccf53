"""The run store's files: a run's folder is written whole or not at all, and never changed afterwards (rulebook §8).

Belongs here: what a run's folder holds, its identity and manifest, how it is written so that a crash leaves no half
run, and how it is read back. Stays out: calculating, layouts of the payroll files (``pay_linkage.exports``), approvals
and publications (``pay_linkage.ledger``).
"""

from __future__ import annotations

from pay_linkage.runs.content import FileMaker, RunContent
from pay_linkage.runs.failure import StoreFailure
from pay_linkage.runs.manifest import Made, Manifest, SchemeName, Step
from pay_linkage.runs.object_path import Folder
from pay_linkage.runs.run_id import Identity
from pay_linkage.runs.store import Store
from pay_linkage.runs.stored_run import StoredRun, stored_run
from pay_linkage.runs.unwritten_run import UnwrittenRun, unwritten_run

__all__ = [
    "FileMaker",
    "Folder",
    "Identity",
    "Made",
    "Manifest",
    "RunContent",
    "SchemeName",
    "Step",
    "Store",
    "StoreFailure",
    "StoredRun",
    "UnwrittenRun",
    "stored_run",
    "unwritten_run",
]
