"""The payroll files of a publication, derived from the ledger: the same publication gives the same bytes.

Belongs here: ``payroll-full.csv``, or ``supplement.csv`` (补发) and ``recovery.csv`` (扣回), each time with
``control-totals.json``, and writing them as a whole or not at all. Stays out: what is published (``publisher``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.problem import Refused
from pay_linkage.exports.inert_text import inert
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.lines import lines_of
from pay_linkage.ledger.models import EventRow, PublicationRow
from pay_linkage.ledger.path_problem import path_problem
from pay_linkage.ledger.published import frames_of, known_publication, publications
from pay_linkage.ledger.records import Publication
from pay_linkage.runs import Folder, Store, durable
from pay_linkage.runs.failure import coded

FOLDER = "publications"
TOTALS = "control-totals.json"
FORMAT = 1


def folder_name(sequence: int, run_id: str) -> str:
    """The name of the publication's folder: its number in four digits or more, and the run."""
    return f"{sequence:04d}-{run_id}"


def publication_files(ledger: Ledger, sequence: int) -> dict[str, bytes]:
    """The files of a publication by name. Raises ``Refused`` where there is no such publication."""
    with ledger.reading() as session:
        row = known_publication(session, ledger.name, sequence)
        frames = frames_of(row.kind, lines_of(session, sequence))
        totals = _totals(row, _log_hash(session, sequence))
    named = {"payroll-full.csv": frames.full, "supplement.csv": frames.supplement, "recovery.csv": frames.recovery}
    given = {name: frame for name, frame in named.items() if frame is not None}
    files = {name: _csv(frame) for name, frame in given.items()}
    totals["files"] = {name: _file_totals(given[name], data) for name, data in files.items()}
    text = json.dumps(totals, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    return {**files, TOTALS: text.encode()}


def _totals(row: PublicationRow, log_hash: str) -> dict[str, object]:
    """What the publication comes to; ``log_hash`` is an anchor: the hash of the log's entry that published it."""
    names = ("sequence", "run_id", "content_hash", "cycle", "kind", "base_run", "people", "lines", "sum_cents")
    facts = {name: getattr(row, name) for name in names}
    forced = row.force_reason is not None
    return {"format": FORMAT, **facts, "forced": forced, "lines_sha256": row.lines_sha256, "log_hash": log_hash}


def _file_totals(frame: pl.DataFrame, data: bytes) -> dict[str, object]:
    cents = int(frame["amount_cents"].sum())
    return {"lines": frame.height, "sum_cents": cents, "sha256": hashlib.sha256(data).hexdigest()}


def _csv(frame: pl.DataFrame) -> bytes:
    """``person_id,amount`` in yuan with two decimals, in UTF-8, lines ended by a line feed, no text a formula."""
    cents = pl.col("amount_cents")
    yuan = pl.concat_str(cents // 100, (cents % 100).cast(pl.String).str.zfill(2), separator=".")
    return frame.select(inert("person_id"), amount=yuan).write_csv(line_terminator="\n").encode()


def _log_hash(session: Session, sequence: int) -> str:
    entries = session.scalars(select(EventRow).where(EventRow.action == "run_published"))
    return next(entry.hash for entry in entries if json.loads(entry.payload)["sequence"] == sequence)


def write_publication_files(ledger: Ledger, store: Store, sequence: int) -> Folder:
    """The folder of the publication's files, written where it is missing.

    Files that are there stay as they are; where they are not the publication's, raises ``Refused``. Raises
    ``StoreFailure`` where the disk refuses: then nothing half-written stands, and the next call writes them.
    """
    files = publication_files(ledger, sequence)
    name = folder_name(sequence, json.loads(files[TOTALS])["run_id"])
    target = store.place.put(FOLDER, name, lambda folder: _write_files(folder, files))
    problems = [path_problem("publication_files_changed", path) for path in changed_files(target, files)]
    if problems:
        raise Refused(problems, kept=str(target))
    _log_written(ledger, sequence, files)
    return target


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        durable.write_file(folder / name, data)
    durable.sync_folder(folder)


def changed_files(folder: Folder, files: Mapping[str, bytes]) -> list[Folder]:
    """What of the folder is not as ``files`` says: changed, missing, or not one of them."""
    with coded(folder):
        there = {path.name: path for path in folder.iterdir()}
        kept = [name for name, data in files.items() if name in there and there[name].read_bytes() == data]
    return [folder / name for name in sorted({*files, *there} - set(kept))]


def _log_written(ledger: Ledger, sequence: int, files: Mapping[str, bytes]) -> None:
    """Enter into the log, once, that the files stand: from then on missing files are a finding, not a crash's trace."""
    payload = {"sequence": sequence, "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}

    def once(session: Session) -> None:
        written = session.scalars(select(EventRow.payload).where(EventRow.action == "files_written"))
        if all(json.loads(entry)["sequence"] != sequence for entry in written):
            add_event(session, now(), "pay-linkage", "files_written", payload)

    ledger.write(Holder("pay-linkage", "files"), once)


def unfinished(ledger: Ledger) -> list[Publication]:
    """Publications whose files were not yet written when their publisher ended."""
    with ledger.reading() as session:
        written = session.scalars(select(EventRow.payload).where(EventRow.action == "files_written"))
        done = {json.loads(entry)["sequence"] for entry in written}
    return [each for each in publications(ledger) if each.sequence not in done]


def unknown_folders(ledger: Ledger, store: Store) -> list[Folder]:
    """What stands among the store's publications and is none of the ledger's."""
    known = {folder_name(each.sequence, each.run_id) for each in publications(ledger)}
    return [store.place.at(FOLDER, name) for name in store.place.names(FOLDER) if name not in known]
