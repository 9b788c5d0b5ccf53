"""The samples' runs with their reports, made once a session."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pay_linkage.figures import ReportedRun, as_stored
from pay_linkage.rerun import RerunOrder, rerun
from pay_linkage.runs import Store, StoredRun, stored_run
from pay_linkage.year_end import Measured, run_cycle
from sample_data.samples import HOME, SAMPLES

NAMES = tuple(sample.name for sample in SAMPLES)
LARGEST = "dinghai_2018"
CORRECTIONS = (
    ("events", "E002", "delete", "", "", ""),
    ("component_scores", "0109|economic_development", "change", "score", "23.73", "30"),
    ("people", "000343", "change", "score", "72.5006", "70"),
)
"""A veto is revoked, a score recounted, a person's score lowered: units, people and money move."""


@dataclass(frozen=True)
class MadeRun:
    """A run in its store, and its report's file."""

    store: Store
    run: StoredRun

    @property
    def report(self) -> Path:
        return self.run.path / "report.html"

    @property
    def reported(self) -> ReportedRun:
        return as_stored(self.run)


def made_runs(folder: Path) -> Mapping[str, MadeRun]:
    """Sample → its run; and ``rerun``, the largest sample's after ``CORRECTIONS``."""
    store = Store(folder / "store")
    runs = {
        sample.name: stored_run(run_cycle(sample.scheme, HOME / sample.name, sample.cycle, store.root))
        for sample in SAMPLES
    }
    lines = folder / "corrections.csv"
    with lines.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "key", "action", "column", "old_value", "new_value", "reason", "appeal_reference"))
        writer.writerows((*line, "复核", f"A-{number}") for number, line in enumerate(CORRECTIONS, start=1))
    order = RerunOrder(runs[LARGEST].manifest.run_id, str(lines), str(store.root), "appeals", "tester")
    runs["rerun"] = stored_run(rerun(order, Measured(), lambda: None))
    return {name: MadeRun(store, run) for name, run in runs.items()}
