"""Forgetting: people's data of cycles long past goes, what proves that they were paid rightly stays.

A cycle is forgotten as a whole, because its later publications rest on the earlier ones. The ledger's tombstone comes
first: whoever dies in between is told of by ``verify``, and forgetting again finishes it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.bookkeeping import record_lineage
from pay_linkage.ledger import Forgotten, Ledger, forget_runs, publications
from pay_linkage.ledger import runs as entered_runs
from pay_linkage.runs import Folder, Manifest, Store, StoreFailure, durable
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.disk import Disk
from pay_linkage.runs.layout import FORGOTTEN, names_nobody
from pay_linkage.runs.placed import add_file, remove_placed
from pay_linkage.runs.store import RUNS
from pay_linkage.safekeeping.folder import BESIDE_RUNS


def runs_before(store: Store, ledger: Ledger, before: str) -> list[Manifest]:
    """The runs of the cycles before ``before`` whose people's data is not forgotten, or not yet wholly.

    ``before``: a year, for all cycles before it; or a date (UTC), for cycles whose runs and publications all lie before
    it. Raises ``Refused`` where there is none.
    """
    published = {one.run_id: one.at for one in publications(ledger)}
    found = []
    for _, cycle in groupby(sorted(store.runs(), key=lambda one: (one.cycle, one.made.at)), key=lambda one: one.cycle):
        runs = list(cycle)
        last = max(published.get(run.run_id, run.made.at) for run in runs)
        if _is_before(before, runs[0].cycle, max(last, runs[-1].made.at)):
            found += [run for run in runs if not _is_done(store, run)]
    if not found:
        raise Refused([Problem("forget_nothing", Place(str(store.place)), value=before)])
    return found


def _is_before(before: str, cycle: int, last: datetime) -> bool:
    if re.fullmatch(r"[0-9]{4}", before):
        return cycle < int(before)
    try:
        return last < datetime.combine(date.fromisoformat(before), time(), UTC)
    except ValueError:
        raise Refused([Problem("forget_before_malformed", Place("--before"), value=before)]) from None


def _beside(store: Store, run_id: str) -> list[Folder]:
    """What the store keeps of the run beside its folder, made to be handed to people and systems."""
    return [file for kind in BESIDE_RUNS for file in store.place.files(kind, run_id).values()]


def _names_people(store: Store, run_id: str) -> list[Folder]:
    """The files of the run's folder that hold anything of a person."""
    files = store.place.files(RUNS, run_id)
    return [file for name, file in files.items() if not names_nobody(name) and name != FORGOTTEN]


def _is_done(store: Store, run: Manifest) -> bool:
    is_told = FORGOTTEN in store.place.files(RUNS, run.run_id)
    return is_told and not _names_people(store, run.run_id) and not _beside(store, run.run_id)


def forget(store: Store, ledger: Ledger, runs: list[Manifest], by: str, reason: str) -> None:
    """Forget the people's data of the runs: in the ledger's corrections, in the runs' folders, exports and verdicts.

    Manifest, scheme, unit results and every hash and total stay, and so does what was published. Nothing brings the
    rest back. Raises ``Refused`` where ``by`` or ``reason`` says nothing.
    """
    known = {one.run_id for one in entered_runs(ledger)}
    for run in runs:
        if run.run_id not in known:
            record_lineage(ledger, store, run.run_id)
    for tombstone in forget_runs(ledger, [run.run_id for run in runs], by, reason):
        _clear(store, tombstone)


def _clear(store: Store, tombstone: Forgotten) -> None:
    run_id = tombstone.run_id
    told = {"at": tombstone.at.isoformat(), "by": tombstone.by, "reason": tombstone.reason}
    add_file(store.open(run_id).path / FORGOTTEN, canonical_json(told))
    remove_placed([*_names_people(store, run_id), *_beside(store, run_id)])
    if isinstance(store.place, Disk):
        _remove_emptied(store.root, run_id)


def _remove_emptied(root: Path, run_id: str) -> None:
    durable.remove_empty_folders(root / RUNS / run_id)
    for kind in BESIDE_RUNS:
        if not durable.remove_folder(root / kind / run_id):
            raise StoreFailure("store_not_permitted", root / kind / run_id, cause="EACCES")
