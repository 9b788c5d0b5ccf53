"""The run store: a folder of runs, each there as a whole or not at all, never changed (rulebook §8).

A run is written beside its place, synced, and renamed into it: a crash at any point leaves the run or none. Its id says
what it was made from, so writing it again finds it.
"""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs import durable, staging
from pay_linkage.runs.content import RunContent
from pay_linkage.runs.failure import StoreFailure, coded
from pay_linkage.runs.manifest import Manifest
from pay_linkage.runs.run_files import write_run
from pay_linkage.runs.run_id import RUN_ID, Identity
from pay_linkage.runs.stored_run import StoredRun, stored_run


class Store:
    """The store in the folder ``root``, which is made when the first run is written.

    Whatever the disk refuses is a ``StoreFailure``.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self._runs = self.root / "runs"
        self._staging = self.root / "staging"

    def write(self, run: RunContent) -> Path:
        """Write a run and give its folder; a run that is there already is found and left untouched.

        What writers that died left behind is removed first.
        """
        self.clean()
        target = self._runs / run.identity.run_id
        if self.find(run.identity) is None:
            self._write_new(run, target)
            self.find(run.identity)  # whoever renamed first has won: it must be the run that was meant
        return target

    def find(self, identity: Identity) -> StoredRun | None:
        """The run that was made from ``identity``, if there is one. No half run can be found."""
        path = self._runs / identity.run_id
        with coded(path):
            if not path.exists():
                return None
        run = stored_run(path)
        if run.manifest.identity != identity:
            raise StoreFailure("run_id_taken", path)
        return run

    def open(self, run_id: str) -> StoredRun:
        """The run with this id, or the one whose id begins so. Raises ``Refused`` where there is none, or several."""
        ids = self._ids()
        found = [run_id] if run_id in ids else [name for name in ids if run_id and name.startswith(run_id)]
        if len(found) != 1:
            code = "run_ambiguous" if found else "run_unknown"
            facts = {"candidates": ", ".join(found[:5])}
            raise Refused([Problem(code, Place(str(self.root)), value=run_id, facts=facts)])
        return stored_run(self._runs / found[0])

    def runs(self) -> list[Manifest]:
        """The manifests of all runs, oldest first."""
        manifests = [stored_run(self._runs / name).manifest for name in self._ids()]
        return sorted(manifests, key=lambda manifest: (manifest.made.at, manifest.run_id))

    def left_behind(self) -> list[Path]:
        """Folders of writers that died before their run was whole."""
        return staging.left_behind(self._staging)

    def clean(self) -> list[Path]:
        """Remove what writers that died left behind; gives the folders removed. Living writers are not disturbed."""
        return staging.clean(self._staging)

    def _write_new(self, run: RunContent, target: Path) -> None:
        for folder in (self.root, self._runs):
            durable.ensure_folder(folder)
        with staging.staged(self._staging, target.name) as folder, coded(folder):
            write_run(folder, run)
            durable.move_folder(folder, target)

    def _ids(self) -> list[str]:
        with coded(self._runs):
            if not self._runs.is_dir():
                return []
            return sorted(path.name for path in self._runs.iterdir() if RUN_ID.fullmatch(path.name))
