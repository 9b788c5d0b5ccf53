"""What runs and reruns ask of the ledger, and what they enter into it.

Belongs here: the way between the run store and the ledger. Stays out: what each of them does by itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.problem import Place, Problem, Refused
from pay_linkage.corrections.lineage import lineage
from pay_linkage.corrections.stored import stored_lines
from pay_linkage.kernels.exact import shown
from pay_linkage.ledger import (
    Correction,
    Ledger,
    RunRecord,
    last_publication,
    paid,
    record_stored_run,
)
from pay_linkage.runs import Store, StoredRun, StoreFailure
from pay_linkage.runs.place import place_of
from pay_linkage.runs.store import RUNS
from pay_linkage.settings import settled

if TYPE_CHECKING:
    from pay_linkage.rerun import Published


def opened_ledger(store: str, url: str | None) -> Ledger:
    """The ledger at ``url``, else the one in the store. Raises ``LedgerFailure``."""
    wait = timedelta(seconds=int(settled("ledger_wait_seconds") or 0))
    _refuse_bucket(store, url)
    return Ledger.open(url, wait) if url else Ledger.in_store(store, wait)


def ledger_for_reading(store: str, url: str | None) -> Ledger | None:
    """The same ledger as it is, not made where there is none. Raises ``LedgerFailure``."""
    _refuse_bucket(store, url)
    return Ledger.for_reading(store, url)


def kept_ledger(store: str, url: str | None) -> Ledger:
    """The ledger of a store that is there: whoever asks what is kept is not shown a new and empty one instead.

    Raises ``Refused`` where there is neither a ledger nor a run.
    """
    if ledger_for_reading(store, url) is None and not Store(store).runs():
        raise _no_store(store)
    return opened_ledger(store, url)


def refuse_missing_store(store: str) -> None:
    """Raise ``Refused`` where the store's folder or bucket is not there; an empty one awaits its first run."""
    try:
        if "://" in store:
            Store(store).place.names(RUNS)
        else:
            Path(store).stat()
    except FileNotFoundError:
        raise _no_store(store) from None
    except (OSError, StoreFailure):
        return  # why it cannot be used, whoever opens it tells


def _no_store(store: str) -> Refused:
    return Refused([Problem("store_none", Place(store), value=store)])


def _refuse_bucket(store: str, url: str | None) -> None:
    """A bucket holds no ledger: it must be named. And none is made in a folder that was to be a bucket."""
    if url is None and "://" in store:
        raise Refused([Problem("ledger_not_in_bucket", Place(""), value=store)])
    if url is None:
        place_of(store)


def last_published(ledger: Ledger, cycle: int) -> Published | None:
    """The publication in force in the cycle, with what everybody has been paid by then; None before the first."""
    publication = last_publication(ledger, cycle)
    if publication is None:
        return None
    amounts = paid(ledger, cycle).select("person_id", shown(pl.col("paid_cents"), 2).alias("amount"))
    from pay_linkage.rerun import Published  # noqa: PLC0415  (only where there is a rerun: it brings all steps of a run)

    return Published(publication.run_id, amounts)


def record_lineage(ledger: Ledger, store: Store, run_id: str) -> RunRecord:
    """Enter the run, and before it whichever of the runs that it descends from is not entered yet.

    A run that the ledger refuses keeps its folder, and ``Refused`` says so.
    """
    return [recorded(ledger, run) for run in reversed(lineage(store, run_id))][-1]


def recorded(ledger: Ledger, run: StoredRun) -> RunRecord:
    """Enter the run, whose parent is entered. Raises as ``record_lineage``."""
    try:
        return record_stored_run(ledger, run, corrections_of(run))
    except Refused as refusal:
        raise Refused(refusal.problems, kept=str(run.path)) from None


def corrections_of(run: StoredRun) -> list[Correction]:
    """The lines that led from the run's parent to the run, as the ledger takes them."""
    lines = stored_lines(run)
    if lines is None:
        return []
    names = [column.name for column in CORRECTION_COLUMNS]
    return [
        Correction(*(value.isoformat() if isinstance(value, date) else value for value in row))
        for row in lines.select(names).iter_rows()
    ]
