"""What a run brings to payroll: full amounts, or differences to what the cycle's publications paid (rulebook §8).

Belongs here: the amounts of a published run as the ledger has them, and of a run not yet published as publishing it now
would give them. Stays out: entering a publication (``ledger``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.kernels.exact import shown
from pay_linkage.layouts.names import FileKind
from pay_linkage.layouts.sources import MONEY, Subject, people
from pay_linkage.ledger import (
    Ledger,
    Publication,
    entitlements_of,
    last_publication,
    paid,
    publication_frames,
    publication_of,
    publications,
)
from pay_linkage.ledger.lines import difference_lines
from pay_linkage.ledger.published import PublicationFrames, frames_of
from pay_linkage.runs import Store, StoredRun
from pay_linkage.schemes import read_scheme


@dataclass(frozen=True, slots=True)
class Due:
    """``amounts``: kind of file → person_id, amount, held (yuan; what is taken back is negative); a run that is no
    first publication has ``supplement`` and ``recovery``. ``people`` as ``layouts`` draws from them.
    """

    run: StoredRun
    subject: Subject
    amounts: Mapping[FileKind, pl.DataFrame]
    people: pl.DataFrame


def due(store: Store, run_id: str, ledger: Ledger, sequence: int | None = None) -> Due:
    """What the run brings: as published, or else as it would be published now.

    ``sequence`` is the number that its publication must have. Raises ``Refused`` where it has another or none.
    """
    run = store.open(run_id)
    published = publication_of(ledger, run.manifest.run_id)
    if sequence is not None and (published is None or published.sequence != sequence):
        raise Refused([_of_other_run(run, published, sequence)])
    amounts = _amounts(run, _frames(run, ledger, published))
    wanted = pl.concat([frame.select("person_id") for frame in amounts.values()])
    return Due(run, _subject(run, published), amounts, people_known(store, run, ledger, wanted))


def _of_other_run(run: StoredRun, published: Publication | None, sequence: int) -> Problem:
    facts = {"found": str(published.sequence) if published else "–"}
    place, run_id = Place(str(run.path)), run.manifest.run_id
    return Problem("export_publication_of_other_run", place, key=run_id, value=str(sequence), facts=facts)


def _frames(run: StoredRun, ledger: Ledger, published: Publication | None) -> PublicationFrames:
    if published is not None:
        return publication_frames(ledger, published.sequence)
    kind = "full" if last_publication(ledger, run.manifest.cycle) is None else "difference"
    lines = difference_lines(entitlements_of(run.table("payroll")), paid(ledger, run.manifest.cycle))
    return frames_of(kind, lines)


def _amounts(run: StoredRun, frames: PublicationFrames) -> dict[FileKind, pl.DataFrame]:
    cents = pl.col("amount_cents")
    if frames.full is not None:
        held = run.table("payroll").select("person_id", "held")
        full = frames.full.select("person_id", amount=shown(cents, 2))
        return {"full": full.join(held, on="person_id", how="left", validate="1:1")}
    signed: tuple[tuple[FileKind, pl.DataFrame | None, pl.Expr], ...]
    signed = (("supplement", frames.supplement, cents), ("recovery", frames.recovery, -cents))
    return {
        kind: frame.select("person_id", amount=shown(amount, 2), held=pl.lit(None, MONEY))
        for kind, frame, amount in signed
        if frame is not None
    }


def _subject(run: StoredRun, published: Publication | None) -> Subject:
    manifest = run.manifest
    item = read_scheme(run.scheme_bytes, manifest.scheme.name).pay_item
    sequence = published.sequence if published else None
    return Subject(manifest.cycle, manifest.run_id, item.code, item.name.en, item.name.zh, sequence)


def people_known(store: Store, run: StoredRun, ledger: Ledger, wanted: pl.DataFrame) -> pl.DataFrame:
    """The run's people; those ``wanted`` (person_id) who left its tables come from the run that paid them last."""
    known = people_of(run)
    for earlier in _earlier(store, run, ledger):
        if wanted.join(known, on="person_id", how="anti").is_empty():
            break
        known = pl.concat([known, people_of(earlier).join(known, on="person_id", how="anti")])
    return known


def _earlier(store: Store, run: StoredRun, ledger: Ledger) -> Iterator[StoredRun]:
    """The runs published for the cycle, the last one first."""
    for each in reversed(publications(ledger)):
        if each.cycle == run.manifest.cycle and each.run_id != run.manifest.run_id:
            yield store.open(each.run_id)


def people_of(run: StoredRun) -> pl.DataFrame:
    """The people of one run."""
    tables = {"people": run.input("people"), "units": run.input("units"), "person_results": run.table("person_results")}
    return people(tables)
