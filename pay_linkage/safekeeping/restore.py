"""Restore: a backup made a store again, with its ledger in an SQLite file or in PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from pay_linkage.ledger import Ledger, head, publications, runs
from pay_linkage.ledger.ledger import FILE as LEDGER
from pay_linkage.ledger.replay import replay
from pay_linkage.runs.handed_out import new_folder, refuse_taken
from pay_linkage.safekeeping.backup import Kept, refuse_unsound
from pay_linkage.safekeeping.folder import checked_files, copy_files


def restore(source: Path, store: Path, ledger_url: str | None = None) -> Kept:
    """Make the backup ``source`` the new store ``store``: whole and verified, or not at all.

    The ledger is the file in the store, or its history is entered into the empty ledger at ``ledger_url``. Raises
    ``Refused`` where the store is there already, the backup is damaged, or the ledger has a history of its own.
    """
    refuse_taken(store)
    files = checked_files(source)
    with new_folder(store) as beside:
        copy_files(beside, ((file, source / file) for file in files))
        ledger = Ledger.in_store(beside)
        refuse_unsound(beside, ledger, {"": str(source)})
        kept = Kept(len(runs(ledger)), len(publications(ledger)), len(files), head(ledger), ())
        if ledger_url is not None:
            ledger = _moved(ledger, Ledger.open(ledger_url))
            refuse_unsound(beside, ledger, {"": str(source)})
            (beside / LEDGER).unlink()
        return kept


def _moved(source: Ledger, target: Ledger) -> Ledger:
    replay(source, target)
    return target
