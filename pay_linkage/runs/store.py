"""The run store: runs, each there as a whole or not at all, never changed (rulebook §8).

A run's id says what it was made from, so writing it again finds it. How a run gets to its place as a whole, on a disk
or in a bucket, is the place's to know (``place``).
"""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place as Where
from contracts.problem import Problem, Refused
from pay_linkage.runs.content import RunContent
from pay_linkage.runs.failure import StoreFailure
from pay_linkage.runs.manifest import Manifest
from pay_linkage.runs.object_path import Folder
from pay_linkage.runs.place import place_of
from pay_linkage.runs.run_files import write_run
from pay_linkage.runs.run_id import RUN_ID, Identity
from pay_linkage.runs.stored_run import StoredRun, stored_run

RUNS = "runs"


class Store:
    """The store in the folder ``root``, or at ``s3://BUCKET/PREFIX``. What is not there is made with the first run.

    Whatever the disk or the server refuses is a ``StoreFailure``; a URL that cannot keep the store's promise, and
    whatever needs a folder where there is none (``root``), is ``Refused``.
    """

    def __init__(self, root: str | Path) -> None:
        self.place = place_of(root)

    @property
    def root(self) -> Path:
        """The store's folder. Raises ``Refused`` where it is in a bucket."""
        return self.place.root

    def write(self, run: RunContent) -> Folder:
        """Write a run and give its folder; a run that is there already is found and left untouched.

        What writers that died left behind is removed first.
        """
        self.clean()
        found = self.find(run.identity)
        if found is not None:
            return found.path
        self.place.put(RUNS, run.identity.run_id, lambda folder: write_run(folder, run))
        made = self.find(run.identity)  # whoever came first has won: it must be the run that was meant
        if made is None:
            raise StoreFailure("store_file_missing", Path(str(self.place)) / RUNS / run.identity.run_id)
        return made.path

    def find(self, identity: Identity) -> StoredRun | None:
        """The run that was made from ``identity``, if there is one. No half run can be found."""
        path = self.place.folder(RUNS, identity.run_id)
        if path is None:
            return None
        run = stored_run(path)
        if run.manifest.identity != identity:
            raise StoreFailure("run_id_taken", path)
        return run

    def open(self, run_id: str) -> StoredRun:
        """The run with this id, or the one whose id begins so. Raises ``Refused`` where there is none, or several."""
        ids = self._ids()
        found = [run_id] if run_id in ids else [name for name in ids if run_id and name.startswith(run_id)]
        path = self.place.folder(RUNS, found[0]) if len(found) == 1 else None
        if path is None:
            code = "run_ambiguous" if found else "run_unknown"
            facts = {"candidates": ", ".join(found[:5])}
            raise Refused([Problem(code, Where(str(self.place)), value=run_id, facts=facts)])
        return stored_run(path)

    def runs(self) -> list[Manifest]:
        """The manifests of all runs, oldest first."""
        manifests = [self.open(name).manifest for name in self._ids()]
        return sorted(manifests, key=lambda manifest: (manifest.made.at, manifest.run_id))

    def left_behind(self) -> list[Folder]:
        """What writers that died left before their run was whole."""
        return self.place.left_behind()

    def clean(self) -> list[Folder]:
        """Remove what writers that died left behind; gives what was removed. Living writers are not disturbed."""
        return self.place.clean()

    def _ids(self) -> list[str]:
        return [name for name in self.place.names(RUNS) if RUN_ID.fullmatch(name)]
