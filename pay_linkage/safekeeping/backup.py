"""Back up: the ledger as it is at one moment, and of the store all that this ledger knows.

The ledger comes first: a run stands in the store before it is in the ledger, so all that the copy knows is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from contracts.problem import Problem, Refused
from pay_linkage.ledger import Ledger, head, publications, runs, unfinished, verify, write_publication_files
from pay_linkage.ledger.ledger import FILE as LEDGER
from pay_linkage.ledger.publication_files import FOLDER as PUBLICATIONS
from pay_linkage.ledger.publication_files import folder_name
from pay_linkage.ledger.replay import copy_ledger
from pay_linkage.runs import Folder, Store, durable
from pay_linkage.runs.handed_out import new_folder
from pay_linkage.runs.objects import PROGRESS
from pay_linkage.runs.run_id import PACKAGE
from pay_linkage.runs.store import RUNS
from pay_linkage.safekeeping.folder import BESIDE_RUNS, copy_files, write_content


@dataclass(frozen=True, slots=True)
class Kept:
    """What was copied: runs, publications and files, the log's hash, and runs left out as the ledger knows them not."""

    runs: int
    publications: int
    files: int
    log_hash: str
    left_out: tuple[str, ...]


def backup(store: Store, ledger: Ledger, target: Path) -> Kept:
    """Copy store and ledger into the new private folder ``target``: whole and verified, or not at all.

    Raises ``Refused`` where something is there, or where ``verify`` finds something: what is damaged is no backup.
    """
    with new_folder(target) as beside:
        for each in unfinished(ledger):
            write_publication_files(ledger, store, each.sequence)
        return _copied(store, ledger, beside)


def _copied(store: Store, ledger: Ledger, beside: Path) -> Kept:
    durable.write_file(beside / LEDGER, b"")
    copy_ledger(ledger, beside / LEDGER)
    copy = Ledger.in_store(beside)
    number = copy_files(beside, _known_files(store, copy))
    refuse_unsound(beside, copy, {LEDGER: ledger.name, "": str(store.place)})
    known, log_hash = [run.run_id for run in runs(copy)], head(copy)
    write_content(beside, version(PACKAGE), log_hash)
    left_out = tuple(sorted({manifest.run_id for manifest in store.runs()} - set(known)))
    return Kept(len(known), len(publications(copy)), number + 1, log_hash, left_out)


def _known_files(store: Store, ledger: Ledger) -> Iterator[tuple[Path, Folder]]:
    """Path inside the backup, and where each file is read."""
    folders = [(kind, run.run_id) for run in runs(ledger) for kind in (RUNS, *BESIDE_RUNS)]
    folders += [(PUBLICATIONS, folder_name(one.sequence, one.run_id)) for one in publications(ledger)]
    folders += [(PROGRESS, name) for name in store.place.names(PROGRESS)]
    for kind, name in folders:
        for inside, file in store.place.files(kind, name).items():
            yield Path(kind) / name / inside, file


def refuse_unsound(folder: Path, ledger: Ledger, copy_of: Mapping[str, str]) -> None:
    """Raise ``Refused`` with all that ``verify`` finds in the store at ``folder`` with its ledger.

    It is told where it stands for good: ``copy_of`` gives, by path inside the folder, what was copied there from.
    """
    findings = verify(Store(folder), ledger)
    names = {str(root / inside): name for inside, name in copy_of.items() for root in (folder.absolute(), folder)}
    if findings:
        raise Refused(_elsewhere(finding, names) for finding in findings)


def _elsewhere(finding: Problem, names: Mapping[str, str]) -> Problem:
    def told(text: str) -> str:
        for here, there in names.items():
            text = text.replace(here, there)
        return text

    facts = {name: told(fact) for name, fact in finding.facts.items()}
    return replace(finding, place=replace(finding.place, file=told(finding.place.file)), facts=facts)
