"""What runs, reruns and publications ask of the ledger, and what they enter into it.

Belongs here: the way between the run store and the ledger. Stays out: what each of them does by itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from contracts.correction_columns import CORRECTION_COLUMNS
from contracts.problem import Place, Problem, Refused
from pay_linkage.corrections.lineage import lineage
from pay_linkage.corrections.stored import held_against, stored_lines
from pay_linkage.kernels.exact import shown
from pay_linkage.ledger import (
    Correction,
    Ledger,
    Publication,
    RunRecord,
    last_publication,
    paid,
    publish_stored_run,
    record_stored_run,
)
from pay_linkage.rerun import Published
from pay_linkage.runs import Store, StoredRun
from pay_linkage.schemes import read_scheme
from pay_linkage.settings import settled
from pay_linkage.summary import breaches


def opened_ledger(store: str, url: str | None) -> Ledger:
    """The ledger at ``url``, else the one in the store. Raises ``LedgerFailure``."""
    wait = timedelta(seconds=int(settled("ledger_wait_seconds") or 0))
    return Ledger.open(url, wait) if url else Ledger.in_store(store, wait)


def ledger_for_reading(store: str, url: str | None) -> Ledger | None:
    """The same ledger as it is, not made where there is none. Raises ``LedgerFailure``."""
    return Ledger.for_reading(store, url)


def last_published(ledger: Ledger, cycle: int) -> Published | None:
    """The publication in force in the cycle, with what everybody has been paid by then; None before the first."""
    publication = last_publication(ledger, cycle)
    if publication is None:
        return None
    amounts = paid(ledger, cycle).select("person_id", shown(pl.col("paid_cents"), 2).alias("amount"))
    return Published(publication.run_id, amounts)


def record_lineage(ledger: Ledger, store: Store, run_id: str) -> RunRecord:
    """Enter the run, and before it whichever of the runs that it descends from is not entered yet."""
    line = lineage(store, run_id)
    records = [record_stored_run(ledger, run, corrections_of(run)) for run in reversed(line)]
    return records[-1]


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


def publish_run(
    ledger: Ledger, store: Store, run_id: str, by: str, force_reason: str | None = None
) -> tuple[Publication, Path]:
    """Publish a run that is approved and breaks no ceiling: the publication and the folder of its payroll files.

    May be called again at any time: the publication and the files are the same. Raises ``Refused`` where a grade is
    above its ceiling (rulebook §5), the approval is missing, or the run does not descend from the published one; also
    where it descends and its held parts were measured against an older publication (rulebook §8).
    """
    run = store.open(run_id)
    above = breaches(run)
    if above:
        place = Place(str(run.path))
        raise Refused(
            Problem("publication_of_breach", place, "quotas", "breach", str(one["group"]), str(one["breach"]))
            for one in above
        )
    record_lineage(ledger, store, run.manifest.run_id)
    objections = partial(_older_measure, store, run)
    return publish_stored_run(ledger, store, run.manifest.run_id, by, force_reason, objections)


def _older_measure(store: Store, run: StoredRun, in_force: Publication | None) -> list[Problem]:
    """Whether a rerun was made before the publication in force, under a scheme that holds people harmless."""
    if in_force is None:
        return []
    descends = in_force.run_id in {ancestor.manifest.run_id for ancestor in lineage(store, run.manifest.run_id)}
    scheme = read_scheme(run.scheme_bytes, run.manifest.scheme.name)
    if descends and scheme.hold_harmless and held_against(run) != in_force.run_id:
        facts = {"published": in_force.run_id, "measured": held_against(run) or "–"}
        return [Problem("publication_measured_before", Place(str(run.path)), key=run.manifest.run_id, facts=facts)]
    return []
