"""A district's run whose files are written, and what the gate is told to expect of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pay_linkage.handover import Request, due, export
from pay_linkage.ledger import Ledger
from pay_linkage.runs import Store, StoredRun

if TYPE_CHECKING:
    from contracts.publication_gate import GateReport, Judge, PromisedFile


@dataclass(frozen=True)
class Scene:
    """A run whose files are written, and what each must hold, by the file's layout (or its name)."""

    store: Path
    run: StoredRun
    files: Mapping[str, PromisedFile]
    judge: Judge

    def verdict(self, name: str, path: Path) -> GateReport:
        """The verdict on one file that lies at ``path`` instead of its own place."""
        from contracts.publication_gate import GateReport, judged_file  # noqa: PLC0415  (see ``scene``)

        promise = replace(self.files[name], path=path, sha256=None)
        return GateReport(self.run.manifest.run_id, judged_file(promise, self.judge))


def promised(store: Path, run: StoredRun, password: str | None = None) -> Sequence[PromisedFile]:
    """All files of the run."""
    from pay_linkage.gate.judged_files import files_of  # noqa: PLC0415  (see ``scene``)

    return files_of(Store(store), run, Ledger.in_store(store), store, password)


def exported(store: Path, run: StoredRun, asked: Mapping[str, Mapping[str, str]], password: str | None = None) -> None:
    """Write the run's files in these layouts."""
    brought = due(Store(store), run.manifest.run_id, Ledger.in_store(store))
    for layout, parameters in asked.items():
        export(Store(store), brought, Request(layout, parameters, password=password))
