"""Appeals, rerun and published at the same moment in processes of their own: none lost, none twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_scene import MAKER, approved, with_approver
from rerunners import SHARED

from pay_linkage.bookkeeping import record_lineage
from pay_linkage.ledger import Ledger, events, paid, publications, publish_stored_run, runs, verify
from tests.corrections.small_district import CYCLE, District

APPEALS = int(os.environ.get("LEDGER_APPEALS", "8"))
"""Appeals at once; the issue asks for 20."""


def appeal(number: int) -> tuple[str, ...]:
    """Another base pay of one person each time."""
    return ("people", "P1", "change", "base_pay", "12000", str(12001 + number), "", f"A-{number}")


@pytest.mark.timeout(1800)
def test_appeals_at_once_are_all_kept_and_one_is_published(ledger: Ledger, ledger_url: str, tmp_path: Path) -> None:
    district = District(tmp_path / "district", hold_harmless=False)
    first = record_lineage(with_approver(ledger), district.store, district.first.manifest.run_id)
    publish_stored_run(ledger, district.store, approved(ledger, first).run_id, MAKER)
    files = tmp_path / "files"
    files.mkdir()
    for number in range(APPEALS):
        district.file(appeal(number)).rename(files / f"{number:02d}.csv")

    program = Path(__file__).with_name("rerunners.py")
    command = [sys.executable, str(program), ledger_url, str(district.store.root), first.run_id, str(files)]
    places = os.pathsep.join([str(Path(__file__).parents[2]), str(program.parent)])
    surroundings = os.environ | {"POLARS_MAX_THREADS": "1", "PYTHONPATH": places}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    *told, statuses = done.stdout.splitlines()
    assert statuses.split() == ["0"] * (APPEALS + SHARED), done.stderr

    outcomes = [tuple(map(str, json.loads(line))) for line in told]
    assert len({run_id for run_id, _ in outcomes}) == APPEALS
    assert {run.run_id for run in runs(ledger)} == {first.run_id, *(run_id for run_id, _ in outcomes)}
    assert {path.name for path in (district.store.root / "runs").iterdir()} == {run.run_id for run in runs(ledger)}
    _, second = publications(ledger)
    assert (second.run_id, "2") in outcomes
    assert {what for run_id, what in outcomes if run_id == second.run_id} <= {"2", "['approval_after_publication']"}
    assert {what for run_id, what in outcomes if run_id != second.run_id} == {"['publication_not_descended']"}
    actions = [event.action for event in events(ledger)]
    assert (actions.count("run_recorded"), actions.count("run_published")) == (APPEALS + 1, 2)

    entitled = district.store.open(second.run_id).table("payroll")
    due = dict(zip(entitled["person_id"], entitled["amount"].to_physical(), strict=True))
    assert dict(paid(ledger, CYCLE).iter_rows()) == due
    assert verify(district.store, ledger) == []
