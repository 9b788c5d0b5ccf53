"""A small district that was run three times, and published as often: full, a supplement, recoveries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pay_linkage.runs import StoredRun
from tests.gate.gate_district import published, run_district


@dataclass(frozen=True)
class Handed:
    """The store, and its runs in their order."""

    store: Path
    runs: tuple[StoredRun, ...]


def handed(home: Path, publish: int = 3, raised: tuple[str, ...] = ("", "0002", "-0005")) -> Handed:
    """Run the district once for each of ``raised`` and publish the first ``publish`` runs."""
    store = home / "store"
    runs = []
    for number, change in enumerate(raised):
        run = run_district(home / f"district {number}", store, change)
        runs.append(run)
        if number < publish:
            published(store, run, "复核" if number else None)
    return Handed(store, tuple(runs))
