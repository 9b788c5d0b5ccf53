"""Which reruns lie between two runs."""

from __future__ import annotations

from pay_linkage.runs import Store, StoredRun


def lineage(store: Store, run_id: str) -> list[StoredRun]:
    """The run and the runs that it descends from, youngest first. Raises ``Refused`` where one is not in the store."""
    line = [store.open(run_id)]
    while (parent := line[-1].manifest.parent) is not None:
        line.append(store.open(parent))
    return line


def reruns_since(store: Store, run_id: str, earlier: str) -> list[StoredRun]:
    """The runs on the way from ``earlier`` to the run, itself included, youngest first.

    Where the run does not descend from ``earlier``: its runs that the other does not descend from either.
    """
    known = {run.manifest.run_id for run in lineage(store, earlier)}
    return [run for run in lineage(store, run_id) if run.manifest.run_id not in known]
