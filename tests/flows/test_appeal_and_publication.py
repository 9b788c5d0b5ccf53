"""An appeal from rerun to publication through Prefect, on its server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from pay_linkage import run_cycle
from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.handover import Request, due, export
from pay_linkage.ledger import add_approver, approve, paid, publications
from pay_linkage.runs import Store, stored_run
from tests.flows.conftest import PrefectServer
from tests.second_opinion import generator

SECRET = "a secret of seven words for tests"


def call(flow: str, server: PrefectServer, **parameters: object) -> subprocess.CompletedProcess[str]:
    module, function = flow.split(":")
    told = json.dumps(parameters)
    program = f"import json, sys; from {module} import {function}; print({function}(**json.loads(sys.argv[1])))"
    command = [sys.executable, "-c", program, told]
    return subprocess.run(command, env=server.environment, capture_output=True, text=True, check=False)


def approved(store: Path, run_id: str) -> None:
    books, run = opened_ledger(str(store), None), Store(store).open(run_id)
    record_lineage(books, Store(store), run_id)
    approve(books, run_id, run.manifest.content_hash, "deputy", SECRET, "seen")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A first run in a store with an approver."""
    case = tmp_path / "case"
    case.mkdir()
    generator.write_case(29, case)
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    run = run_cycle(case / "scheme.yaml", case, cycle, tmp_path / "store")
    add_approver(opened_ledger(str(tmp_path / "store"), None), "Deputy Wang", SECRET, "administrator", "deputy")
    return run


def test_rerun_and_publication_through_prefect(first: Path, tmp_path: Path, prefect_server: PrefectServer) -> None:
    store = tmp_path / "store"
    publish = {"store": str(store), "by": "payroll"}
    refused = call("flows.publish:publish_flow", prefect_server, run=first.name, **publish)
    assert refused.returncode != 0
    assert publications(opened_ledger(str(store), None)) == []

    approved(store, first.name)
    export(
        Store(store),
        due(Store(store), first.name, opened_ledger(str(store), None)),
        Request("wage-sheet", password=SECRET),
    )
    closed = call("flows.publish:publish_flow", prefect_server, run=first.name, **publish)
    assert "gate_password_other" in closed.stderr
    (tmp_path / "password").write_text(SECRET)
    password = {"password_file": str(tmp_path / "password")}
    done = call("flows.publish:publish_flow", prefect_server, run=first.name, **publish, **password)
    assert done.stdout.strip() == "1", done.stderr

    person = stored_run(first).input("people").row(0, named=True)
    corrections = pl.DataFrame(
        {
            "table": ["people"], "key": [person["person_id"]], "action": ["change"], "column": ["base_pay"],
            "old_value": [str(person["base_pay"])], "new_value": ["123.45"], "reason": ["typing error"],
            "appeal_reference": ["A1"], "decided_on": ["2026-01-05"], "decided_by": ["board"],
        }
    )  # fmt: skip
    corrections.write_csv(tmp_path / "corrections.csv")
    asked = {
        "run": first.name,
        "corrections": str(tmp_path / "corrections.csv"),
        "reason": "appeal",
        "store": str(store),
    }
    rerun = call("flows.appeal_rerun:appeal_rerun_flow", prefect_server, **asked)
    run_id = rerun.stdout.strip()
    assert Store(store).open(run_id).manifest.parent == first.name, rerun.stderr

    approved(store, run_id)
    for _ in range(2):
        assert call("flows.publish:publish_flow", prefect_server, run=run_id, **publish).stdout.strip() == "2"
    entitled = Store(store).open(run_id).table("payroll")
    left = paid(opened_ledger(str(store), None), Store(store).open(run_id).manifest.cycle)
    compared = entitled.join(left, on="person_id", how="full")
    assert compared.height == entitled.height == left.height
    assert (compared["amount"].to_physical() == compared["paid_cents"]).all()
