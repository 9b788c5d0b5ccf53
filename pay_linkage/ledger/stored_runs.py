"""Runs on their way from the run store into the ledger, and on to publication.

Belongs here: what the ledger takes from a stored run, after every file of it was compared with its manifest. Stays
out: how runs are stored (``pay_linkage.runs``), what the ledger does with them.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.problem import Refused
from pay_linkage.ledger.entitlements import entitlements_of
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.path_problem import path_problem
from pay_linkage.ledger.publication_files import unknown_folders, write_publication_files
from pay_linkage.ledger.publisher import Objections, no_objections, publish
from pay_linkage.ledger.records import Correction, Publication, RunEntry, RunRecord
from pay_linkage.ledger.run_register import entered_already, record_run
from pay_linkage.runs import Folder, Manifest, Store, StoredRun


def record_stored_run(ledger: Ledger, stored: StoredRun, corrections: Sequence[Correction] = ()) -> RunRecord:
    """Enter a stored run, with the corrections that led to it. Raises as ``record_run``, and ``StoreFailure``."""
    entry = run_entry(stored.manifest)
    known = entered_already(ledger, entry)
    return known or record_run(ledger, entry, entitlements_of(stored.table("payroll")), corrections)


def run_entry(manifest: Manifest) -> RunEntry:
    """The entry that a run's manifest gives."""
    return RunEntry(
        run_id=manifest.run_id,
        parent=manifest.parent,
        cycle=manifest.cycle,
        content_hash=manifest.content_hash,
        made_by=manifest.made.by,
        made_at=manifest.made.at,
        reason=manifest.made.why,
    )


def publish_stored_run(
    ledger: Ledger,
    store: Store,
    run_id: str,
    by: str,
    force_reason: str | None = None,
    objections: Objections = no_objections,
) -> tuple[Publication, Folder]:
    """Publish a stored run and write its payroll files: the publication and the files' folder.

    May be called again at any time, after a crash too: the publication and the files are the same. Raises as
    ``publish`` and ``write_publication_files``; ``Refused`` also where the store holds publications that the ledger
    does not know, since then the ledger is not the one that they were made with, and people would be paid again.
    """
    _refuse_lost_ledger(ledger, store)
    stored = store.open(run_id)
    for relative in stored.manifest.files:
        stored.file(relative)
    entitlements = entitlements_of(stored.table("payroll"))
    manifest = stored.manifest
    published = publish(ledger, manifest.run_id, manifest.content_hash, entitlements, by, force_reason, objections)
    return published, write_publication_files(ledger, store, published.sequence)


def _refuse_lost_ledger(ledger: Ledger, store: Store) -> None:
    problems = [
        path_problem("publication_folder_unknown", folder, ledger=ledger.name)
        for folder in unknown_folders(ledger, store)
    ]
    if problems:
        raise Refused(problems)
