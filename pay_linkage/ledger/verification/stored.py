"""The run store: every run is there as it was written, and says what the ledger says of it."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.problem import Problem, Refused
from pay_linkage.ledger.column_types import instant_text
from pay_linkage.ledger.entitlements import entitlements_of, entitlements_sha256
from pay_linkage.ledger.path_problem import path_problem
from pay_linkage.ledger.stored_runs import run_entry
from pay_linkage.ledger.verification.image import Image, Row
from pay_linkage.runs import Folder, Store, StoredRun, StoreFailure
from pay_linkage.runs.layout import FORGOTTEN, MANIFEST, names_nobody
from pay_linkage.runs.store import RUNS


class StoredRuns:
    """The runs that the store holds, with what is wrong with each; payrolls only of those that can be trusted."""

    def __init__(self, store: Store, image: Image) -> None:
        self._store = store
        self._known = image.by("runs", "run_id")
        self._forgotten = image.by("forgotten_runs", "run_id")

    def findings(self) -> Iterator[Problem]:
        """Runs that are missing, unknown to the ledger, or not as they were written."""
        names = self._store.place.names(RUNS)
        for name in names:
            yield from self._run_findings(name)
        for run_id in self._known.keys() - set(names):
            yield path_problem("verify_run_missing", self._store.place.at(RUNS, str(run_id)), key=str(run_id))

    def entitled(self, run_id: str) -> dict[str, int] | None:
        """What each person is entitled to by the stored run, where that is what the ledger knows."""
        try:
            frame = entitlements_of(self._store.open(run_id).table("payroll"))
        except (Refused, StoreFailure):
            return None
        trusted = entitlements_sha256(frame) == self._known.get(run_id, {}).get("entitlements_sha256")
        return dict(frame.iter_rows()) if trusted else None

    def _run_findings(self, name: str) -> Iterator[Problem]:
        folder = self._store.place.at(RUNS, name)
        try:
            stored = self._store.open(name)
        except StoreFailure as failure:
            yield failure.problem
            return
        except Refused:
            yield path_problem("verify_file_unknown", folder)
            return
        yield from _forgotten_findings(stored) if name in self._forgotten else _file_findings(stored)
        if name not in self._known:
            yield path_problem("verify_run_not_in_ledger", folder, key=name)
        elif _differs(stored, self._known[name]):
            yield path_problem("verify_run_differs_from_ledger", folder / MANIFEST, key=name)


def _file_findings(stored: StoredRun) -> Iterator[Problem]:
    """Files that are missing, changed, or not the run's."""
    for relative in stored.manifest.files:
        try:
            stored.file(relative)
        except StoreFailure as failure:
            yield failure.problem
    known = {str(stored.path / relative) for relative in (*stored.manifest.files, MANIFEST)}
    found: list[Folder] = sorted(stored.path.rglob("*"), key=str)
    for path in found:
        if str(path) not in known and not path.is_dir():
            yield path_problem("verify_file_unknown", path, key=stored.manifest.run_id)


def _forgotten_findings(stored: StoredRun) -> Iterator[Problem]:
    """Files of a forgotten run that should stay and are changed, or that should be gone and are there."""
    stay = {MANIFEST, FORGOTTEN, *filter(names_nobody, stored.manifest.files)}
    there = {str(path).removeprefix(f"{stored.path}/") for path in stored.path.rglob("*") if not path.is_dir()}
    if there != stay:
        yield path_problem("verify_not_yet_forgotten", stored.path, key=stored.manifest.run_id)
    for relative in filter(names_nobody, stored.manifest.files):
        try:
            stored.file(relative)
        except StoreFailure as failure:
            yield failure.problem


def _differs(stored: StoredRun, row: Row) -> bool:
    """Whether ledger and manifest tell of different runs: content, who, when, why, what it came to."""
    entry = run_entry(stored.manifest)
    totals = stored.manifest.control_totals
    told = (entry.parent, entry.cycle, entry.content_hash, entry.made_by, instant_text(entry.made_at), entry.reason)
    kept = tuple(row[name] for name in ("parent", "cycle", "content_hash", "made_by", "made_at", "reason"))
    return told != kept or (totals.people, totals.cents) != (row["people"], row["amount_cents"])
